"""Integrals by primitives and the mean value theorem (7.2 to 7.4); the table of the rules of 7.1 to 7.4.

x is always a free variable of sort R. A premise about "all x between a and b" has the range of x among its
hypotheses; the rule removes the range, and x may then occur nowhere: neither in the other hypotheses, nor in
the ends, nor in the conclusion.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from symrelu.errors import Refused
from symrelu.kernel.arguments import (
    Conclusion,
    Premise,
    Premises,
    entries,
    free_in,
    function,
    proves,
    real,
    real_variable,
    same,
)
from symrelu.kernel.continuity import ZERO, continuity
from symrelu.kernel.derivatives import absent, derivative_parts, differentiate
from symrelu.kernel.limits import limit, tends
from symrelu.kernel.normal import canon
from symrelu.terms.term import Term, lam, op

# ---- ranges of x ----------------------------------------------------------------------------------


class _Range:
    """x between a and b (None: no end there), and the hypotheses of the conclusion as they are collected."""

    def __init__(self, rule: str, x: object, a: Term | None, b: Term | None, others: Iterable[Term]):
        self.rule, self.x = rule, real_variable(rule, x)
        ends = [e for e in (a, b) if e is not None]
        absent(rule, self.x, (*ends, *others))
        closed = ([a <= self.x] if a is not None else []) + ([self.x <= b] if b is not None else [])
        opened = ([a < self.x] if a is not None else []) + ([self.x < b] if b is not None else [])
        self.closed = frozenset(map(canon, closed))
        # A premise for the closed range holds in the interior all the more.
        self.interior = self.closed | frozenset(map(canon, opened))
        self.hyps: frozenset[Term] = frozenset()

    def take(self, hyps: frozenset[Term], ranges: frozenset[Term] = frozenset()) -> None:
        """Keep the hypotheses of a premise but for the range of x; x in what is left is refused."""
        left = frozenset(h for h in hyps if not (free_in(self.x, h) and canon(h) in ranges))
        absent(self.rule, self.x, left)
        self.hyps |= left

    def fact(self, premise: Premise, wanted: Term, ranges: frozenset[Term] = frozenset()) -> None:
        """A premise that claims the wanted formula, for all x of the range."""
        self.take(proves(self.rule, premise, wanted), ranges)

    def derivative(self, premise: Premise, primitive: Term, ranges: frozenset[Term]) -> Term:
        """A premise that claims a derivative of the primitive at x; its value."""
        g, point, slope = derivative_parts(self.rule, premise)
        if point != self.x or not same(g, primitive):
            wanted = f"a derivative of {primitive} at {self.x}"
            raise Refused(f"{self.rule}: expected {wanted}, found {premise.claim}")
        self.take(premise.hyps, ranges)
        return slope

    def slope_is(self, premise: Premise, primitive: Term, f: Term, ranges: frozenset[Term]) -> None:
        """A premise that claims that f(x) is the derivative of the primitive."""
        slope = self.derivative(premise, primitive, ranges)
        if not same(slope, op("app", f, self.x)):
            raise Refused(f"{self.rule}: the derivative is {slope}, not {op('app', f, self.x)}")

    def continuous(self, premises: Premises, functions: Iterable[Term], ranges: frozenset[Term]) -> None:
        """Each function is continuous on the range: the side conditions of 7.2 are claims of the premises."""
        claims: set[Term] = set()
        atoms: set[Term] = set()
        for premise in premises:
            self.take(premise.hyps, ranges)
            claim = premise.claim
            claims.update(map(canon, claim.args if claim.head == "and" else (claim,)))
            if claim.head == "hasderiv" and claim.args[1] == self.x and not free_in(self.x, claim.args[0]):
                atoms.add(canon(op("app", claim.args[0], self.x)))
        for f in functions:
            for side in continuity(op("app", f, self.x), self.x, frozenset(atoms)):
                if canon(side) not in claims:
                    raise Refused(f"{self.rule}: {f} is continuous only where {side}: give that as a premise")


# ---- 7.2 ------------------------------------------------------------------------------------------


def ftc(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """G, a <= x, x <= b |- hasderiv(F, x, f(x));  D |- a <= b   =>   G, D |- int(a, b, f) = F(b) - F(a).

    Args: (F, f, x, a, b). Premises after the second: what the continuity of f on [a, b] asks for (7.2), and
    derivatives of functions that occur in f. Sound: fundamental theorem of calculus, f continuous.

    >>> from types import SimpleNamespace as Sequent
    >>> from symrelu.terms.term import lam, num, var
    >>> x, one = var("x", "R"), num(1)
    >>> F, f = lam(x, x * x), lam(x, 2 * x)
    >>> slope = Sequent(hyps=frozenset([0 <= x, x <= 1]), claim=op("hasderiv", F, x, 2 * x))
    >>> order = Sequent(hyps=frozenset(), claim=num(0) <= one)
    >>> ftc((slope, order), (F, f, x, num(0), one))[1]
    int(0, 1, lam x:R. 2*x) = 1*1 - (0*0)
    >>> ftc((slope, order), (F, f, x, num(0), num(2)))
    Traceback (most recent call last):
    symrelu.errors.Refused: ftc: x occurs in x <= 1
    """
    primitive, f, x, a, b = _integrand("ftc", args)
    if len(premises) < 2:
        raise Refused("ftc: expected a derivative and the order of the ends")
    span = _Range("ftc", x, a, b, (primitive, f))
    span.slope_is(premises[0], primitive, f, span.closed)
    span.fact(premises[1], a <= b)
    span.continuous(premises[2:], (f,), span.closed)
    return span.hyps, op("eq", op("int", a, b, f), primitive(b) - primitive(a))


def ftc_ends(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """As ftc with a < b and the derivative for a < x < b only, if F tends to F(a) at a and to F(b) at b.

    Args: (F, f, x, a, b). Premises: the derivative; a < b; tends_right(F, a, F(a)); tends_left(F, b, F(b));
    then the continuity of f on the closed [a, b]. Sound: the theorem on [a + e, b - e], and e -> 0.

    >>> from symrelu.terms.term import lam, num, var
    >>> ftc_ends((), (lam(var("x", "R"), num(0)),))
    Traceback (most recent call last):
    symrelu.errors.Refused: ftc_ends: expected 5 entries
    """
    primitive, f, x, a, b = _integrand("ftc_ends", args)
    if len(premises) < 4:
        raise Refused("ftc_ends: expected a derivative, the order of the ends and two limits")
    span = _Range("ftc_ends", x, a, b, (primitive, f))
    span.slope_is(premises[0], primitive, f, span.interior)
    span.fact(premises[1], a < b)
    span.fact(premises[2], tends("right", primitive, a, primitive(a)))
    span.fact(premises[3], tends("left", primitive, b, primitive(b)))
    span.continuous(premises[4:], (f,), span.closed)
    return span.hyps, op("eq", op("int", a, b, f), primitive(b) - primitive(a))


def _integrand(rule: str, args: object) -> tuple[Term, Term, object, Term, Term]:
    primitive, f, x, a, b = entries(rule, args, 5)
    return function(rule, primitive), function(rule, f), x, real(rule, a), real(rule, b)


# ---- 7.3 ------------------------------------------------------------------------------------------


def improper(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """F' = f on the open interval, F -> A at its left and -> B at its right end   =>   int(a, b, f) = B - A.

    Args: (F, f, x, a, b, A, B), where a, b may be None (no end); then premises: a < b (if both are finite);
    range |- hasderiv(F, x, f(x)); the limit A; the limit B; range |- 0 <= f(x); continuity of f on the range.
    Or signed, dominated: args (..., G, g, A', B'), and in place of 0 <= f(x): range |- abs(f(x)) <= g(x);
    range |- hasderiv(G, x, g(x)); the limits A', B' of G; continuity of f and g. With one infinite end the
    integral is intR(lam x. ite(a < x, f(x), 0)), with two intR(f). Sound: monotone, dominated convergence.

    >>> from types import SimpleNamespace as Sequent
    >>> from symrelu.terms.term import num, var
    >>> x, one = var("x", "R"), num(1)
    >>> F, f = lam(x, -op("exp", -x)), lam(x, op("exp", -x))
    >>> inside = frozenset([x > 0])
    >>> claims = (op("hasderiv", F, x, op("exp", -x)), op("tends_right", F, num(0), -one),
    ...           op("tends_oo", F, num(0)), op("exp", -x) >= 0)
    >>> premises = [Sequent(hyps=inside if "x" in dict(c.free) else frozenset(), claim=c) for c in claims]
    >>> improper(tuple(premises), (F, f, x, num(0), None, -one, num(0)))[1]
    intR(lam x:R. ite(0 < x, exp(-x), 0)) = 0 - (-1)
    >>> improper(tuple(premises[:3]), (F, f, x, num(0), None, -one, num(0)))
    Traceback (most recent call last):
    symrelu.errors.Refused: improper: premises are missing
    """
    rule = "improper"
    values = entries(rule, args, 7, 11)
    primitive, f, x = function(rule, values[0]), function(rule, values[1]), values[2]
    a, b = (None if end is None else real(rule, end) for end in values[3:5])
    low, high = real(rule, values[5]), real(rule, values[6])
    span = _Range(rule, x, a, b, (primitive, f, low, high))
    dominated = len(values) == 11
    queue = list(premises)
    if len(queue) < (7 if dominated else 4) + (a is not None and b is not None):
        raise Refused("improper: premises are missing")
    if a is not None and b is not None:
        span.fact(queue.pop(0), a < b)
    _primitive(span, queue, (primitive, f), (a, b), (low, high))
    value = op("app", f, span.x)
    functions = [f]
    if dominated:
        primitive_g, g = function(rule, values[7]), function(rule, values[8])
        ends = real(rule, values[9]), real(rule, values[10])
        absent(rule, span.x, (primitive_g, g, *ends))
        span.fact(queue.pop(0), op("abs", value) <= op("app", g, span.x), span.interior)
        _primitive(span, queue, (primitive_g, g), (a, b), ends)
        functions.append(g)
    else:
        span.fact(queue.pop(0), value >= ZERO, span.interior)
    span.continuous(tuple(queue), functions, span.interior)
    return span.hyps, op("eq", _over(f, span.x, a, b), high - low)


def _primitive(
    span: _Range,
    queue: list[Premise],
    pair: tuple[Term, Term],
    ends: tuple[Term | None, Term | None],
    values: tuple[Term, Term],
) -> None:
    """The next three premises: pair[0] has derivative pair[1] on the range, and these limits at its ends."""
    (primitive, f), (a, b) = pair, ends
    span.slope_is(queue.pop(0), primitive, f, span.interior)
    span.fact(queue.pop(0), tends("minus_oo" if a is None else "right", primitive, a, values[0]))
    span.fact(queue.pop(0), tends("oo" if b is None else "left", primitive, b, values[1]))


def _over(f: Term, x: Term, a: Term | None, b: Term | None) -> Term:
    """The integral of f over the interval with the given finite ends."""
    if a is not None and b is not None:
        return op("int", a, b, f)
    if a is None and b is None:
        return op("intR", f)
    inside = a < x if a is not None else x < b  # type: ignore[operator]
    return op("intR", lam(x, op("ite", inside, op("app", f, x), ZERO)))


# ---- 7.4 ------------------------------------------------------------------------------------------


def monotone(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """range |- hasderiv(F, x, v);  range |- 0 <= v;  D |- a <= b   =>   F(a) <= F(b).

    Args: (F, x, a, b, strict). Strict: 0 < v and a < b give F(a) < F(b). The derivative is asked for on
    the closed range, its sign inside only. Sound: mean value theorem.

    >>> from types import SimpleNamespace as Sequent
    >>> from symrelu.terms.term import lam, num, var
    >>> x = var("x", "R"); f = lam(x, op("exp", x))
    >>> slope = Sequent(hyps=frozenset(), claim=op("hasderiv", f, x, op("exp", x)))
    >>> sign = Sequent(hyps=frozenset(), claim=num(0) <= op("exp", x))
    >>> order = Sequent(hyps=frozenset(), claim=num(0) <= num(1))
    >>> monotone((slope, sign, order), (f, x, num(0), num(1), False))[1]
    exp(0) <= exp(1)
    >>> monotone((slope, sign, order), (f, num(0), num(0), num(1), False))
    Traceback (most recent call last):
    symrelu.errors.Refused: monotone: expected a variable of sort R, found 0
    """
    return _mean_value("monotone", premises, args, ends=False)


def mono_ends(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """As monotone with the derivative for a < x < b only, if F tends to F(a) at a, to F(b) at b, and a < b.

    Args: (F, x, a, b, strict). Premises: derivative, sign, a < b, and the limits tends_right(F, a, F(a)),
    tends_left(F, b, F(b)).

    >>> mono_ends((), ())
    Traceback (most recent call last):
    symrelu.errors.Refused: mono_ends: expected 5 entries
    """
    return _mean_value("mono_ends", premises, args, ends=True)


def _mean_value(rule: str, premises: Premises, args: object, ends: bool) -> Conclusion:
    f, x, a, b, strict = entries(rule, args, 5)
    f, a, b = function(rule, f), real(rule, a), real(rule, b)
    if type(strict) is not bool:
        raise Refused(f"{rule}: strict is true or false")
    if len(premises) != (5 if ends else 3):
        raise Refused(f"{rule}: expected {5 if ends else 3} premises")
    span = _Range(rule, x, a, b, (f,))
    slope = span.derivative(premises[0], f, span.interior if ends else span.closed)
    span.fact(premises[1], slope > ZERO if strict else slope >= ZERO, span.interior)
    span.fact(premises[2], a < b if strict or ends else a <= b)
    if ends:
        span.fact(premises[3], tends("right", f, a, f(a)))
        span.fact(premises[4], tends("left", f, b, f(b)))
    return span.hyps, f(a) < f(b) if strict else f(a) <= f(b)


CALCULUS = MappingProxyType(
    {
        "differentiate": differentiate,
        "ftc": ftc,
        "ftc_ends": ftc_ends,
        "improper": improper,
        "limit": limit,
        "monotone": monotone,
        "mono_ends": mono_ends,
    }
)
