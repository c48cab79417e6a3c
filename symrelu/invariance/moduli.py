# pyright: basic
"""How much an expression in parameters and a point moves with the parameters, step by step along its form.

At two values of the parameters, each at most M from the other, an expression has the values e' and e''. Its
modulus is a k >= 0 with |e' - e''| <= k M, its bound a b with |e'| <= b and |e''| <= b.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from symrelu.errors import ProofFailed
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import discharge, generalise, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.methods.search import Hints
from symrelu.terms.substitution import substitute, subterms
from symrelu.terms.term import Term, num, op, var

KINKS = ("relu", "abs", "max", "min", "clip")


@dataclass(frozen=True)
class Modulus:
    """`left` and `right` are the values; `fact` says 0 <= factor, |left - right| <= factor M, and the bounds.

    There is no bound where the expression has a point in it that is not bounded.
    """

    left: Term
    right: Term
    factor: Term
    bound: Term | None
    fact: Theorem


@dataclass(frozen=True)
class Moves:
    """The two values of each parameter, M, bounds of parameters and points, and what is known of these."""

    first: Mapping[Term, Term]
    second: Mapping[Term, Term]
    most: Term
    bounds: Mapping[Term, Term]
    known: Mapping[Term, Theorem]

    def modulus(self, e: Term) -> Modulus:
        """The modulus of an expression, from those of its parts.

        Raises: ProofFailed for what is no polynomial with relu, abs, max, min, clip, and for a product of an
        unbounded number with one that moves.
        """
        if e in self.first or e in self.bounds or e.head == "num":
            return self._leaf(e)
        if not any(t in self.first for t in subterms(e)):
            try:
                return self._joined(e)
            except ProofFailed:
                return self._made(e, e, num(0), None, ())
        return self._joined(e)

    def _leaf(self, e: Term) -> Modulus:
        bound = num(abs(e.data)) if e.head == "num" else self.bounds[e]
        facts = (self.known[e],) if e in self.known else ()
        factor = num(1 if e in self.first else 0)
        return self._made(self.first.get(e, e), self.second.get(e, e), factor, bound, facts)

    def _joined(self, e: Term) -> Modulus:
        power = e.head == "pow" and e.args[1].head == "num"
        if not (power or e.head in ("+", "*", *KINKS)):
            raise ProofFailed(repr(e), advice="a polynomial with relu, abs, max, min, clip")
        parts = [self.modulus(a) for a in ((e.args[0],) * int(e.args[1].data) if power else e.args)]
        if e.head in KINKS:
            made = self._applied(e.head, parts)
        else:
            made = parts[0]
            for part in parts[1:]:
                made = self._product(made, part) if e.head != "+" else self._applied("+", [made, part])
        left, right = (substitute(e, dict(side)) for side in (self.first, self.second))
        return self._made(left, right, made.factor, made.bound, (made.fact,))

    def _product(self, one: Modulus, other: Modulus) -> Modulus:
        if one.bound is not None and other.bound is not None:
            return self._applied("*", [one, other])
        still, moving = (other, one) if one.bound is None else (one, other)
        if still.bound is None or still.factor != num(0):
            advice = "a bound for what a parameter multiplies"
            raise ProofFailed(repr(op("*", one.left, other.left)), advice=advice)
        return self._applied("scaled", [still, moving])

    def _applied(self, head: str, parts: list[Modulus]) -> Modulus:
        bounded = tuple(p.bound is not None for p in parts)
        if head != "scaled" and not all(bounded):
            bounded = (False,) * len(parts)
        rule = _rule(head, bounded)
        values = [v for p, b in zip(parts, bounded, strict=True) for v in _entries(p, b)]
        theorem = specialise(rule, self.most, *values)
        left, right = (_value(head, [getattr(p, side) for p in parts]) for side in ("left", "right"))
        factor = canon(_factor(head, [p.factor for p in parts], [p.bound or p.factor for p in parts]))
        bound = canon(_bound(head, [p.bound for p in parts if p.bound is not None])) if all(bounded) else None
        return self._made(left, right, factor, bound, (theorem, *(p.fact for p in parts)))

    def _made(
        self, left: Term, right: Term, factor: Term, bound: Term | None, facts: tuple[Theorem, ...]
    ) -> Modulus:
        claim = op("and", *_said(left, right, factor, bound, self.most))
        return Modulus(left, right, factor, bound, establish(claim, premises=facts))


def _said(left: Term, right: Term, factor: Term, bound: Term | None, most: Term) -> list[Term]:
    near = [num(0) <= factor, op("abs", left - right) <= op("*", factor, most)]
    return near if bound is None else [*near, op("abs", left) <= bound, op("abs", right) <= bound]


def _entries(part: Modulus, bounded: bool) -> list[Term]:
    entries = [part.left, part.right, part.factor]
    return [*entries, part.bound] if bounded and part.bound is not None else entries


# ---- the rules, each proved once -------------------------------------------------------------------


def _value(head: str, args: list[Term]) -> Term:
    return op("*" if head == "scaled" else head, *args)


def _factor(head: str, factors: list[Term], bounds: list[Term]) -> Term:
    if head == "scaled":
        return op("*", bounds[0], factors[1])
    if head == "*":
        return op("+", op("*", bounds[0], factors[1]), op("*", bounds[1], factors[0]))
    return op("+", *factors) if len(factors) > 1 else factors[0]


def _bound(head: str, bounds: list[Term]) -> Term:
    return bounds[0] if len(bounds) == 1 else op("*" if head == "*" else "+", *bounds)


@cache
def _rule(head: str, bounded: tuple[bool, ...]) -> Theorem:
    """For all M and all parts with what is said of them, the same of the whole."""
    most = var("M", "R")
    names, parts, given = [most], [], []
    for i, has_bound in enumerate(bounded):
        left, right, factor, bound = (var(f"{name}_{i}", "R") for name in "uvkb")
        names += [left, right, factor, *([bound] if has_bound else [])]
        parts.append((left, right, factor, bound))
        given += _said(left, right, factor, bound if has_bound else None, most)
    if head == "scaled":
        given.append(op("eq", parts[0][0], parts[0][1]))
    left, right, factors, bounds = ([p[i] for p in parts] for i in range(4))
    whole = _bound(head, bounds) if all(bounded) else None
    goals = _said(_value(head, left), _value(head, right), _factor(head, factors, bounds), whole, most)
    condition = op("and", *given)
    proved = [_proof(head, goal, condition, parts) for goal in goals]
    return generalise(discharge(establish(op("and", *goals), premises=proved), condition), *names)


def _proof(head: str, goal: Term, condition: Term, parts: list[tuple[Term, ...]]) -> Theorem:
    if head not in ("*", "scaled"):
        return establish(goal, given=(condition,))
    (u, v, k, b), (x, y, j, c) = parts
    most = var("M", "R")
    pairs = (
        (u, x, b, c),
        (v, y, b, c),
        (u, x - y, b, j * most),
        (u - v, y, k * most, c),
        (b, j, b, j),
        (c, k, c, k),
    )
    facts = [specialise(product_bound(), *pair) for pair in pairs]
    return establish(goal, given=(condition,), premises=facts)


@cache
def product_bound() -> Theorem:
    """forall s t a b. |s| <= a and |t| <= b -> |s t| <= a b and 0 <= a b."""
    s, t, a, b = (var(name, "R") for name in "stab")
    given = (op("abs", s) <= a, op("abs", t) <= b)
    claim = op("and", op("abs", s * t) <= op("*", a, b), num(0) <= op("*", a, b))
    return generalise(
        establish(op("imp", op("and", *given), claim), hints=Hints(signs=(s, t, a, b))), s, t, a, b
    )
