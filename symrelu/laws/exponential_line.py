# pyright: basic
"""Integrals of polynomials times exponentials of quadratic polynomials over intervals, in closed form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.model.rational import Rational
from symrelu.model.scalar import Expression, expression

End = Expression | None  # None is an infinite end


@dataclass(frozen=True)
class ExponentialQuadratic:
    """t -> exp(-bend t^2 + slope t + level), with a rational bend >= 0.

    Requires: a slope that is a number if the bend is 0.

    >>> gauss = ExponentialQuadratic(sp.S.Half, sp.S.Zero, sp.S.Zero)
    >>> gauss.integral([1], None, None), gauss.integral([0, 0, 1], None, None)
    (sqrt(2)*sqrt(pi), sqrt(2)*sqrt(pi))
    """

    bend: Expression
    slope: Expression
    level: Expression

    def value(self, t: Expression) -> Expression:
        """The value at t."""
        return sp.exp(sp.expand(-self.bend * t**2 + self.slope * t + self.level))

    def integral(self, polynomial: Sequence[Any], low: End, high: End) -> Expression:
        """The integral of polynomial times exponential over (low, high); coefficients from the constant on.

        Requires: where an end is infinite, the integrand decays there.
        """
        coefficients = [expression(c) for c in polynomial]
        if not coefficients:
            return sp.S.Zero
        if self.bend == 0:
            return self._simple(coefficients, low, high)
        return self._gaussian(coefficients, low, high)

    def _simple(self, p: list[Expression], low: End, high: End) -> Expression:
        """Where the exponent is affine: by parts."""
        if self.slope == 0:
            primitive = [sp.S.Zero, *(c / (k + 1) for k, c in enumerate(p))]
            return sp.exp(self.level) * (_at(primitive, high) - _at(primitive, low))
        primitive, derivative = [sp.S.Zero] * len(p), p
        factor = 1 / self.slope
        while derivative:
            for k, c in enumerate(derivative):
                primitive[k] += factor * c
            derivative = [k * c for k, c in enumerate(derivative)][1:]
            factor = -factor / self.slope
        ends = [sp.S.Zero if t is None else _at(primitive, t) * self.value(t) for t in (low, high)]
        return ends[1] - ends[0]

    def _gaussian(self, p: list[Expression], low: End, high: End) -> Expression:
        """E t^k by recursion: the k-th primitive is a boundary term and two lower ones."""
        centre = self.slope / (2 * self.bend)
        ends = [sp.S.Zero if t is None else self.value(t) for t in (low, high)]
        moments = [self._whole(centre, low, high)]
        for k in range(1, len(p)):
            powers = [
                sp.S.Zero if t is None else t ** (k - 1) * v for t, v in zip((low, high), ends, strict=True)
            ]
            value = centre * moments[k - 1] - (powers[1] - powers[0]) / (2 * self.bend)
            if k > 1:
                value += (k - 1) * moments[k - 2] / (2 * self.bend)
            moments.append(value)
        return sp.Add(*(c * m for c, m in zip(p, moments, strict=True)))

    def _whole(self, centre: Expression, low: End, high: End) -> Expression:
        root = sp.sqrt(self.bend)
        top = sp.exp(sp.expand(self.level + self.slope**2 / (4 * self.bend)))
        right = sp.S.One if high is None else sp.erf(root * sp.expand(high - centre))
        left = -sp.S.One if low is None else sp.erf(root * sp.expand(low - centre))
        return sp.sqrt(sp.pi / self.bend) / 2 * top * (right - left)


def _at(polynomial: list[Expression], t: Expression) -> Expression:
    return sp.Add(*(c * t**k for k, c in enumerate(polynomial)))


def quadratic(bend: Rational, slope: Any, level: Any) -> ExponentialQuadratic:
    """The function with these coefficients, as expressions."""
    return ExponentialQuadratic(expression(bend), expression(slope), expression(level))
