"""What P(Y <= t) says about a clip Y = clip(a X + c; l, h): between which lines in a, c the point t lies.

For 0 < P(Y <= t) < 1 the point t lies in [l, h) and a is not 0; and t = a q + c for a quantile q of X.
A member is thereby confined by linear inequalities, one pair for each t.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from symrelu.errors import ProofFailed, Refused
from symrelu.kernel import rules
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import discharge, generalise, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish, forall
from symrelu.methods.events import complement, never, smaller_probability, space_point, sure
from symrelu.methods.masses import distribution
from symrelu.methods.pointwise import on_base
from symrelu.methods.search import Hints
from symrelu.terms.term import Term, lam, num, op, var

_A, _C, _L, _H = (var(name, "R") for name in ("a", "c", "l", "h"))
_T, _R = var("t", "R"), var("r", "R")


@dataclass(frozen=True)
class Bounds:
    """Which of the two bounds a clip has."""

    low: bool
    high: bool

    @property
    def variables(self) -> tuple[Term, ...]:
        """The slope, the offset and the bounds that are there."""
        return (_A, _C, *((_L,) if self.low else ()), *((_H,) if self.high else ()))

    def clip(self, z: Term) -> Term:
        """The clip of a number."""
        if self.low and self.high:
            return op("clip", z, _L, _H)
        if self.low:
            return op("max", z, _L)
        return op("min", z, _H) if self.high else z

    @property
    def ordered(self) -> tuple[Term, ...]:
        """The lower bound is at most the upper one."""
        return (_L <= _H,) if self.low and self.high else ()

    def inside(self, t: Term) -> tuple[Term, ...]:
        """l <= t < h."""
        return (*((t >= _L,) if self.low else ()), *((t < _H,) if self.high else ()))


def clip_law(bounds: Bounds, base: Term) -> Term:
    """The law of clip(a X + c; l, h) in variables."""
    x = space_point(base, *bounds.variables, _T, _R)
    return op("push", lam(x, bounds.clip(_A * x + _C)), base)


def half_line(law: Term, t: Term) -> Term:
    """P(law, y <= t)."""
    y = space_point(law, t, _T, _R)
    return op("P", law, lam(y, y <= t))


def comparisons(bounds: Bounds, base: Term) -> tuple[Theorem, ...]:
    """P(Y <= t) against P(X <= r) and P(X < r), by the sign of a and the side of t on which a r + c lies."""
    law = clip_law(bounds, base)
    x = space_point(base, *bounds.variables, _T, _R)
    below = lam(space_point(law, _T, _R), space_point(law, _T, _R) <= _T)
    step, _, event = on_base(law, below)
    inside = (*bounds.ordered, *bounds.inside(_T))
    line = _A * _R + _C
    at_most, under = lam(x, x <= _R), lam(x, x < _R)
    above = lam(x, op("not", event(x)))
    off = complement(base, event)
    probability, cdf, left = half_line(law, _T), op("P", base, at_most), op("P", base, under)
    hints = Hints(signs=(_A,), products=((x - _R, _A),))

    def compared(first: Term, second: Term, given: tuple[Term, ...], claim: Term) -> Theorem:
        lemma = smaller_probability(base, first, second, given=given, hints=hints)
        theorem = establish(claim, given=given, premises=(lemma, step, off))
        return _closed(theorem, given, (*bounds.variables, _T, _R))

    rising, falling = (_A > 0, *inside), (_A < 0, *inside)
    found = [
        compared(event, at_most, (*rising, _T < line), probability <= cdf),
        compared(at_most, event, (*rising, line <= _T), cdf <= probability),
        compared(above, under, (*falling, line < _T), 1 - probability <= left),
        compared(under, above, (*falling, _T <= line), left <= 1 - probability),
    ]
    return (
        *found,
        *_outside(bounds, base, event, step, probability),
        *_flat(bounds, base, event, step, probability),
    )


def _closed(theorem: Theorem, given: tuple[Term, ...], variables: tuple[Term, ...]) -> Theorem:
    claim = op("imp", op("and", *given), theorem.claim)
    for formula in given:
        theorem = discharge(theorem, formula)
    return generalise(establish(claim, premises=(theorem,)), *variables)


def _outside(bounds: Bounds, base: Term, event: Term, step: Theorem, probability: Term) -> list[Theorem]:
    """Below l the probability is 0, from h on it is 1."""
    found: list[Theorem] = []
    cases: list[tuple[Term, Callable[..., Theorem], int]] = []
    cases += [(_T < _L, never, 0)] if bounds.low else []
    cases += [(_T >= _H, sure, 1)] if bounds.high else []
    for condition, method, value in cases:
        given = (*bounds.ordered, condition)
        extreme = method(base, event, given=given)
        theorem = establish(op("eq", probability, num(value)), given=given, premises=(extreme, step))
        found.append(_closed(theorem, given, (*bounds.variables, _T, _R)))
    return found


def _flat(bounds: Bounds, base: Term, event: Term, step: Theorem, probability: Term) -> list[Theorem]:
    """For a = 0 the probability is 0 or 1."""
    zero = op("eq", _A, num(0))
    level = bounds.clip(_C)
    always = sure(base, event, given=(zero, level <= _T))
    nowhere = never(base, event, given=(zero, _T < level))
    cases = [discharge(always, level <= _T), discharge(nowhere, _T < level)]
    claim = op("or", op("eq", probability, num(0)), op("eq", probability, num(1)))
    theorem = establish(claim, given=(zero,), premises=(*cases, step))
    return [_closed(theorem, (zero,), (*bounds.variables, _T, _R))]


# ---- brackets of quantiles -----------------------------------------------------------------------


@dataclass(frozen=True)
class Bracket:
    """Numbers r_1 < r_2 with F(r_1) < m < F(r_2), and r_3 < r_4 with F(r_3) < 1 - m < F(r_4)."""

    rising: tuple[Fraction, Fraction]
    falling: tuple[Fraction, Fraction]


def confinement(bounds: Bounds, t: Fraction, bracket: Bracket) -> Term:
    """Where 0 < P(Y <= t) = m < 1 leaves a, c, l, h."""
    point, inside = num(t), bounds.inside(num(t))
    (one, two), (three, four) = bracket.rising, bracket.falling
    rising = op("and", _A > 0, *inside, _line(one) <= point, point < _line(two))
    falling = op("and", _A < 0, *inside, point <= _line(three), _line(four) < point)
    return op("or", rising, falling)


def _line(r: Fraction) -> Term:
    return _A * num(r) + _C


def confined(
    bounds: Bounds, base: Term, rows: tuple[Theorem, ...], t: Fraction, mass: Term, bracket: Bracket
) -> Theorem:
    """forall a c l h. l <= h -> P(Y <= t) = m -> the confinement; the brackets are checked by balls."""
    law = clip_law(bounds, base)
    given = (*bounds.ordered, op("eq", half_line(law, num(t)), mass))
    premises: list[Theorem] = [_sure_of(num(0) < mass), _sure_of(mass < num(1))]
    for r in (*bracket.rising, *bracket.falling):
        premises += [specialise(row, *bounds.variables, num(t), num(r)) for row in rows]
    for (low, high), left, value in ((bracket.rising, False, mass), (bracket.falling, True, canon(1 - mass))):
        for r, side in ((low, 0), (high, 1)):
            known = distribution(base, num(r), left=left)
            number = canon(known.claim.args[1])
            claim = number < value if side == 0 else value < number
            premises += [establish(op("eq", known.claim.args[0], number), premises=(known,)), _sure_of(claim)]
    theorem = establish(confinement(bounds, t, bracket), given=given, premises=premises)
    return _implied(theorem, given, bounds.variables)


def _implied(theorem: Theorem, given: tuple[Term, ...], variables: tuple[Term, ...]) -> Theorem:
    for formula in reversed(given):
        theorem = discharge(theorem, formula)
    return forall(theorem, *variables)


def _sure_of(claim: Term) -> Theorem:
    """A comparison of numbers, by arithmetic or by balls."""
    try:
        return rules.apply("ball", (), (claim, 128))
    except Refused:
        raise ProofFailed(repr(claim), advice="numbers that balls tell apart") from None
