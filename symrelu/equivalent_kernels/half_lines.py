# pyright: basic
"""E (s + A)_+^p for A a sum of independent coordinates times rational numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import prod

import sympy as sp
from flint import fmpq

from symrelu.equivalent_kernels.exponential_splines import Coordinates, mean_over_line
from symrelu.equivalent_kernels.factor import Factor
from symrelu.equivalent_kernels.finite_sums import convolved
from symrelu.equivalent_kernels.moments import moment_of
from symrelu.errors import NoClosedForm
from symrelu.laws.heavy_tails import Cauchy, StudentT
from symrelu.laws.light_tails import Normal
from symrelu.laws.push import push
from symrelu.model.law import Law
from symrelu.model.rational import Rational
from symrelu.model.scalar import Expression, expression
from symrelu.model.source import Base
from symrelu.terms.symbols import relu

Terms = tuple[tuple[Factor, Rational], ...]


@dataclass(frozen=True)
class HalfLine:
    """E (sign * (s + A))_+^p for A the sum of c times coordinates, for many s.

    >>> from symrelu.equivalent_kernels.factor import factor_of
    >>> from symrelu.laws.base import uniform
    >>> HalfLine(((factor_of(uniform(-1, 1)), fmpq(1)),) * 3).mean(fmpq(0), sp.Integer(1), 1)
    13/32
    """

    terms: Terms

    @cached_property
    def sums(self) -> list[tuple[Rational, Rational]]:
        """The places and masses of the finite coordinates together."""
        finite = (((c, fmpq(0)), factor.atoms) for factor, c in self.terms if factor.kind == "finite")
        return [(place, mass) for (place, _), mass in convolved(finite)]

    @cached_property
    def dense(self) -> Terms:
        """The other coordinates."""
        return tuple((factor, c) for factor, c in self.terms if factor.kind != "finite")

    def mean(self, s: Rational, p: Expression, sign: int) -> Expression:
        """The mean of the part of this sign; for sign 0 the probability of s + A = 0.

        Raises: NoClosedForm.
        """
        places = [(s + place, mass) for place, mass in self.sums]
        if self.dense:
            if sign == 0:
                return self._at_zero(places)
            turned = tuple((factor, sign * c) for factor, c in self.dense)
            return sp.Add(*(expression(mass) * _dense(turned, sign * place, p) for place, mass in places))
        if sign == 0 or p == 0:
            return expression(sum((m for place, m in places if _sign(place) == sign), fmpq(0)))
        kept = [(sign * place, mass) for place, mass in places if sign * place > 0]
        if isinstance(p, sp.Integer):
            return expression(sum((mass * place ** int(p) for place, mass in kept), fmpq(0)))
        return sp.Add(*(expression(mass) * expression(place) ** p for place, mass in kept))

    def _at_zero(self, places: list[tuple[Rational, Rational]]) -> Expression:
        if not all(factor.has_atoms for factor, _ in self.dense):
            return sp.S.Zero
        if len(self.dense) > 1:
            named = ", ".join(sorted({repr(factor.law) for factor, _ in self.dense}))
            raise NoClosedForm(f"the probability of 0 of a sum of {named}", "one such coordinate")
        [(factor, c)] = [*self.dense]
        return sp.Add(*(expression(mass) * factor.mass_at(-place / c) for place, mass in places))


def _sign(value: Rational) -> int:
    return (value > 0) - (value < 0)


def _dense(terms: Terms, s: Rational, p: Expression) -> Expression:
    kinds = {factor.kind for factor, _ in terms}
    if kinds == {"uniform"}:
        return _uniform(terms, s, p)
    if "other" not in kinds and isinstance(p, sp.Integer):
        return mean_over_line(Coordinates.of((factor, (c, fmpq(0))) for factor, c in terms), s, int(p))
    if len(terms) == 1:
        ((factor, c),) = terms
        return moment_of_part(factor.law, c, s, p)
    named = ", ".join(sorted({repr(factor.law) for factor, _ in terms}))
    raise NoClosedForm(f"the moment {p} of the positive part of a sum of {named}", "one such coordinate")


def _uniform(terms: Terms, s: Rational, p: Expression) -> Expression:
    """The n-fold antiderivative of t_+^p, differenced over the sides: sums of signed corners.

    >>> from symrelu.equivalent_kernels.factor import factor_of
    >>> from symrelu.laws.base import uniform
    >>> _uniform([(factor_of(uniform(0, 1)), fmpq(1))] * 2, fmpq(0), sp.Integer(1))
    1
    """
    corners = convolved(
        ((c, fmpq(0)), {factor.numbers[1]: fmpq(1), factor.numbers[0]: fmpq(-1)}) for factor, c in terms
    )
    n = len(terms)
    scale = prod((c * (f.numbers[1] - f.numbers[0]) for f, c in terms), start=fmpq(1))
    kept = ((s + place, sign) for (place, _), sign in corners if s + place > 0)
    total = sp.Add(*(expression(sign) * expression(place) ** (p + n) for place, sign in kept))
    return total / (expression(scale) * sp.Mul(*(p + i for i in range(1, n + 1))))


def moment_of_part(law: Law, c: Rational, s: Rational, p: Expression) -> Expression:
    """E (s + c W)_+^p for one coordinate of any law; oo where it is infinite."""
    if p == 0:
        place = expression(-s / c)
        return 1 - law.cdf(place) if c > 0 else law.cdf_left(place)
    if s == 0:
        known = _centred_moment(law, p)
        if known is not None:
            return expression(abs(c)) ** p * known
    w = sp.Symbol("w", real=True)
    return moment_of(push((relu(expression(c) * w + expression(s)), w), law), p)


def _centred_moment(law: Law, p: Expression) -> Expression | None:
    """E W_+^p of a normal, Student or Cauchy law around 0, p > 0; None for another law."""
    source = law.source
    if law.maps or not isinstance(source, Base) or expression(source.location) != 0:
        return None
    half, scale = (p + 1) / 2, expression(source.scale)
    if isinstance(source.standard, Normal):
        return scale**p * 2 ** (p / 2 - 1) * sp.gamma(half) / sp.sqrt(sp.pi)
    if isinstance(source.standard, (StudentT, Cauchy)):
        nu = sp.sympify(expression(getattr(source.standard, "nu", 1)))
        if (nu - p).is_nonpositive:
            return sp.oo
        tail = sp.gamma((nu - p) / 2) / sp.gamma(nu / 2)
        return (scale * sp.sqrt(nu)) ** p * sp.gamma(half) * tail / (2 * sp.sqrt(sp.pi))
    return None
