"""Limits (7.3): one recursion on the term, no evidence tree.

The value of a limit is computed, so no derivation needs to be stored; what the computation assumes
(a factor is not zero, a leading coefficient is positive) becomes the antecedent of the claim.
"""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import Any

from symrelu.errors import Refused
from symrelu.kernel.arguments import (
    Conclusion,
    Premises,
    closed,
    entries,
    formula,
    free_in,
    function,
    real,
    same,
    united,
)
from symrelu.kernel.continuity import ONE, PARTIAL, TOTAL, ZERO, domain_sides, parts_of, product, total, under
from symrelu.kernel.normal import canon
from symrelu.terms.term import Term, num, op, private

MAX_DEGREE = 60
MAX_COEFFICIENTS = 10_000  # nodes of the coefficients of one polynomial


Coefficients = tuple[Term, ...] | None


def coefficients(term: Term, x: Term, memo: dict[Term, Coefficients] | None = None) -> Coefficients:
    """The coefficients of a polynomial in x, constant first, the last one not 0; None if it is none.

    >>> from symrelu.terms.term import var
    >>> x, s = var("x", "R"), var("s", "R")
    >>> coefficients(s * x * x + 1, x)
    (1, 0, s)
    """
    memo = {} if memo is None else memo
    if term not in memo:
        memo[term] = _coefficients(term, x, memo)
    return memo[term]


def _coefficients(term: Term, x: Term, memo: dict[Term, Coefficients]) -> Coefficients:
    if not free_in(x, term):
        return (canon(term),)
    if term == x:
        return (ZERO, ONE)
    if term.head == "+":
        parts = [coefficients(a, x, memo) for a in term.args]
        return _added([p for p in parts if p is not None]) if None not in parts else None
    if term.head == "*":
        parts = [coefficients(a, x, memo) for a in term.args]
    elif term.head == "pow" and term.args[1].head == "num" and term.args[1].data <= MAX_DEGREE:
        parts = [coefficients(term.args[0], x, memo)] * int(term.args[1].data)
    else:
        return None
    out: tuple[Term, ...] = (ONE,)
    for part in parts:
        if part is None or len(out) + len(part) - 2 > MAX_DEGREE:
            return None
        out = _added([tuple([ZERO] * i + [product((c, p)) for p in part]) for i, c in enumerate(out)])
    return out


def _added(rows: list[tuple[Term, ...]]) -> tuple[Term, ...]:
    length = max((len(row) for row in rows), default=1)
    sums = [canon(total(row[i] for row in rows if i < len(row))) for i in range(length)]
    while len(sums) > 1 and sums[-1] == ZERO:
        sums.pop()
    if sum(c.size for c in sums) > MAX_COEFFICIENTS:
        raise Refused("limit: a polynomial with too large coefficients")
    return tuple(sums)


# Limits at an argument that tends to minus or plus infinity; an int is the sign of an infinite limit.
_HALF_PI = product((num(Fraction(1, 2)), op("pi")))
_AT_INFINITY: MappingProxyType[tuple[str, int], Term | int] = MappingProxyType(
    {
        ("exp", -1): ZERO,
        ("exp", 1): 1,
        ("erf", -1): num(-1),
        ("erf", 1): ONE,
        ("arctan", -1): product((num(-1), _HALF_PI)),
        ("arctan", 1): _HALF_PI,
        ("inv", -1): ZERO,
        ("inv", 1): ZERO,
        ("log", 1): 1,
        ("sqrt", 1): 1,
        ("abs", -1): 1,
        ("abs", 1): 1,
        ("relu", -1): ZERO,
        ("relu", 1): 1,
    }
)
_WAYS = MappingProxyType({"oo": 1, "minus_oo": -1, "right": 1, "left": -1})


class _Approach:
    """One passage to a limit: `at` is the point or None, `way` the side from which, or the infinite end."""

    def __init__(
        self, x: Term, at: Term | None, way: int, signs: frozenset[Term], known: dict[Term, Term]
    ) -> None:
        self.x, self.at, self.way, self.signs, self.known = x, at, way, signs, known
        self.sides: dict[Term, None] = {}
        self.memo: dict[Term, Term | int] = {}
        self.polynomials: dict[Term, Coefficients] = {}

    def of(self, t: Term) -> Term | int:
        """The limit: a term without x, or the sign of infinity."""
        if not free_in(self.x, t):
            return t
        if t not in self.memo:
            found = self.known.get(canon(t)) if self.known else None
            self.memo[t] = self._of(t) if found is None else found
        return self.memo[t]

    def polynomial(self, t: Term) -> Coefficients:
        """Its coefficients in x, if it is one."""
        return coefficients(t, self.x, self.polynomials)

    def _of(self, t: Term) -> Term | int:
        if self.at is not None and t == self.x:
            return self.at
        if self.at is None:
            polynomial = self.polynomial(t)
            if polynomial is not None:
                degree = len(polynomial) - 1
                return self.sign(polynomial[-1]) * self.way**degree if degree else polynomial[0]
        if t.head == "*":
            return self._product(parts_of("*", t.args))
        if t.head == "pow":
            return self._power(t)
        limits = [self.of(a) for a in t.args] if t.head in TOTAL | PARTIAL else []
        finite = [v for v in limits if isinstance(v, Term)]
        if t.head == "+":
            infinite = {v for v in limits if isinstance(v, int)}
            if len(infinite) > 1:
                raise Refused(f"limit: {t} is of the form oo - oo")
            return infinite.pop() if infinite else total(finite)
        if len(limits) == 1 and not finite and (t.head, limits[0]) in _AT_INFINITY:
            return _AT_INFINITY[t.head, limits[0]]  # type: ignore[index]
        if not limits or len(finite) != len(limits):
            raise Refused(f"limit: no rule for {t}")
        if t.head not in TOTAL:
            self._inside(t, finite[0])
        return op(t.head, *finite)

    def _power(self, t: Term) -> Term | int:
        base, exponent = self.of(t.args[0]), t.args[1]
        if not free_in(self.x, exponent):
            if isinstance(base, Term):
                return op("pow", base, exponent)
            if exponent.head == "num" and exponent.data > 0:
                return base ** int(exponent.data % 2 + 2)
        raise Refused(f"limit: no rule for {t}")

    def _product(self, factors: list[Term]) -> Term | int:
        if self._decays(factors):
            return ZERO
        limits = [self.of(f) for f in factors]
        finite = [v for v in limits if isinstance(v, Term)]
        if len(finite) == len(limits):
            return product(finite)
        sign = 1
        for value in limits:
            sign *= self.sign(value) if isinstance(value, Term) else value
        return sign

    def _decays(self, factors: list[Term]) -> bool:
        """p(x) exp(q(x)) r(x) -> 0 if p, q are polynomials, q -> -oo and r has a finite limit."""
        exponents = [f.args[0] for f in factors if f.head == "exp"]
        if self.at is not None or not exponents:
            return False
        power = total(exponents)
        rest = [f for f in factors if f.head != "exp" and self.polynomial(f) is None]
        decaying = self.polynomial(power) is not None and free_in(self.x, power) and self.of(power) == -1
        return decaying and all(isinstance(self.of(f), Term) for f in rest)

    def sign(self, value: Term) -> int:
        """The sign of a term, read off a numeral or off an assumption, which is then a side condition."""
        normal = canon(value)
        if normal.head == "num" and normal.data:
            return 1 if normal.data > 0 else -1
        for sign, side in ((1, normal > ZERO), (-1, normal < ZERO)):
            if canon(side) in self.signs:
                self.sides[side] = None
                return sign
        raise Refused(f"limit: the sign of {value} is not known; assume that it is above or below 0")

    def _inside(self, t: Term, value: Term) -> None:
        """A partial head is continuous at the limit of its argument, or on the side from which that comes."""
        normal = canon(value)
        gap: Term | None = None
        if t.head == "sqrt" and normal == ZERO:
            gap = t.args[0]
        elif t.head in ("arcsin", "arccos") and normal in (ONE, num(-1)):
            gap = 1 - t.args[0] if normal == ONE else t.args[0] + 1
        if gap is not None and self._grows(gap):
            return
        for side in domain_sides(t.head, value):
            if normal.head == "num":
                if not _holds(t.head, normal.data):
                    raise Refused(f"limit: {t} leaves the domain of {t.head}")
            else:
                self.sides[side] = None

    def _grows(self, gap: Term) -> bool:
        """A polynomial that vanishes at the point is positive near it on our side: its slope says so."""
        polynomial = self.polynomial(gap)
        if self.at is None or polynomial is None:
            return False
        terms = enumerate(polynomial[1:])
        slope = total(product((num(k + 1), c, op("pow", self.at, num(k)))) for k, c in terms)
        return self.sign(slope) == self.way


def _holds(head: str, value: Fraction) -> bool:
    if head == "inv":
        return value != 0
    return -1 < value < 1 if head in ("arcsin", "arccos") else value > 0


def tends(way: str, f: Term, at: Term | None, value: Term) -> Term:
    """The formula that f tends to the value in the way given: oo, minus_oo, right or left."""
    return op(f"tends_{way}", f, value) if at is None else op(f"tends_{way}", f, at, value)


def limit(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """|- sides -> tends_way(f, [a,] v): the limit of a lam, its value v computed.

    Args: (f, way, signs) for the ways oo, minus_oo; (f, way, a, signs) for right, left. Signs are formulas
    0 < c or c < 0 about coefficients; those that are used become sides. Premises: limits, in the same way,
    of functions g such that g(x) occurs in f(x).

    >>> from symrelu.terms.term import lam, var
    >>> x, r = var("x", "R"), var("r", "R")
    >>> limit((), (lam(x, 1 - op("exp", -r * x)), "oo", (-r < 0,)))[1]
    -r < 0 -> tends_oo(lam x:R. 1 - exp((-r)*x), 1)
    >>> limit((), (lam(x, op("exp", 0 * x - x * x) * x + x), "oo", ()))
    Traceback (most recent call last):
    symrelu.errors.Refused: limit: lam x:R. exp(0*x - (x*x))*x + x has no finite limit
    """
    f = function("limit", entries("limit", args, 3, 4)[0])
    if type(args[1]) is not str or args[1] not in _WAYS or (len(args) == 3) != args[1].endswith("oo"):
        raise Refused("limit: expected oo or minus_oo, or right or left and a point")
    way, x = args[1], private(0, "R")
    at = real("limit", args[2]) if len(args) == 4 else None
    signs = frozenset(canon(formula("limit", s)) for s in entries("limit", args[-1]))
    known: dict[Term, Term] = {}
    for premise in premises:
        claim = premise.claim
        if claim.head != f"tends_{way}" or (at is not None and not same(claim.args[1], at)):
            raise Refused(f"limit: {claim} is no limit in the way of the conclusion")
        known[canon(op("app", closed("limit", claim.args[0]), x))] = claim.args[-1]
    approach = _Approach(x, at, _WAYS[way], signs, known)
    value = approach.of(op("app", f, x))
    if not isinstance(value, Term):
        raise Refused(f"limit: {f} has no finite limit")
    return united(*(p.hyps for p in premises)), under(approach.sides, tends(way, f, at, value))
