# pyright: basic
"""Measures on the plane with the exponential of a quadratic polynomial as density: Gaussian laws, products.

Integrals over polygons are sums over their sides, by the divergence theorem.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mpoly

from symrelu.laws.exponential_line import ExponentialQuadratic
from symrelu.laws.fibres import context
from symrelu.laws.gaussian_plane import PlaneGaussian
from symrelu.laws.polygon import Polygon, Side
from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.row import Row
from symrelu.model.scalar import Expression, Scalar, expression

Exponent = tuple[tuple[Vector, Vector], Vector, Rational]


class PlaneMeasure(ABC):
    """The measure factor * exp(-x.Qx/2 + l.x + c) dx on R^2, with Q positive semidefinite, all rational."""

    @property
    @abstractmethod
    def exponent(self) -> Exponent:
        """(Q, l, c)."""

    @property
    @abstractmethod
    def factor(self) -> Expression:
        """The constant before the exponential."""

    @abstractmethod
    def scaled(self, weight: Scalar) -> PlaneMeasure:
        """The measure multiplied by a number."""

    @abstractmethod
    def mass(self, polygon: Polygon) -> Expression:
        """The mass of a polygon."""

    @abstractmethod
    def integral(self, polygon: Polygon, polynomial: fmpq_mpoly) -> Expression:
        """The integral over a polygon of a polynomial in the two coordinates."""

    def on_line(self, base: tuple[Any, Any], direction: Vector) -> ExponentialQuadratic:
        """t -> the exponential at base + t * direction; the base may hold symbols."""
        q, slope, level = self.exponent
        turned = tuple(dot(row, direction) for row in q)
        here: list[Any] = [expression(v) for v in base]
        down = [sum(expression(a) * v for a, v in zip(row, here, strict=True)) for row in q]
        steep = expression(dot(slope, direction)) - _product(turned, here)
        height = (
            expression(level)
            + _product(slope, here)
            - sum(a * b for a, b in zip(down, here, strict=True)) / 2
        )
        return ExponentialQuadratic(
            expression(dot(turned, direction) / 2), sp.expand(steep), sp.expand(height)
        )

    def on_side(self, side: Side, polynomial: fmpq_mpoly) -> Expression:
        """The integral of polynomial * exponential over a side, in its own coordinate t."""
        if polynomial == 0:
            return sp.S.Zero
        ring = context(1)
        (t,) = ring.gens()
        forms = [ring.constant(a) + d * t for a, d in zip(side.base, side.direction, strict=True)]
        powers = polynomial.compose(*forms, ctx=ring).to_dict()
        degree = max((power for (power,) in powers), default=0)
        coefficients = [powers.get((k,), fmpq(0)) for k in range(degree + 1)]
        ends = (None if end is None else expression(end) for end in (side.start, side.end))
        return self.on_line(side.base, side.direction).integral(coefficients, *ends)


def _product(left: Any, right: Any) -> Any:
    return sum((expression(a) * b for a, b in zip(left, right, strict=True)), sp.S.Zero)


@dataclass(frozen=True)
class GaussianMeasure(PlaneMeasure):
    """`weight` times a Gaussian law of the plane with a covariance that is not singular."""

    law: PlaneGaussian
    weight: Expression = sp.S.One

    @cached_property
    def exponent(self) -> Exponent:
        (p, q), (_, s) = self.law.covariance
        det = self.law.determinant
        inverse = ((s / det, -q / det), (-q / det, p / det))
        slope = tuple(dot(row, self.law.mean) for row in inverse)
        return inverse, slope, -dot(slope, self.law.mean) / 2

    @property
    def factor(self) -> Expression:
        return self.weight / (2 * sp.pi * sp.sqrt(expression(self.law.determinant)))

    def scaled(self, weight: Scalar) -> GaussianMeasure:
        return replace(self, weight=expression(weight) * self.weight)

    def mass(self, polygon: Polygon) -> Expression:
        rows = [Row(normal, "<=", bound) for normal, bound in polygon.rows]
        return sp.expand(self.weight * self.law.probability(rows))

    def integral(self, polygon: Polygon, polynomial: fmpq_mpoly) -> Expression:
        """By Stein: the law times x - mean is minus the covariance times its gradient."""
        ring = context(2)
        shifted = [x + m for x, m in zip(ring.gens(), self.law.mean, strict=True)]
        mass, terms = self._centred(polygon, polynomial.compose(*shifted, ctx=ring))
        value = sp.Add(*(self.factor * term for term in terms))
        return sp.expand(value + expression(mass) * self.mass(polygon) if mass else value)

    def _centred(self, polygon: Polygon, p: fmpq_mpoly) -> tuple[Rational, list[Expression]]:
        """A polynomial in x - mean: the factor of the mass in its integral, and terms of the sides."""
        ring = context(2)
        back = [x - m for x, m in zip(ring.gens(), self.law.mean, strict=True)]
        powers = p.to_dict()
        constant = powers.pop((0, 0), fmpq(0))
        terms: list[Expression] = []
        first = {(a - 1, b): c for (a, b), c in powers.items() if a}
        second = {(0, b - 1): c for (a, b), c in powers.items() if not a}
        for i, part in enumerate((first, second)):
            if not part:
                continue
            q = ring.from_dict(part)
            one, two = self.law.covariance[i]
            lower = one * q.derivative(0) + two * q.derivative(1)
            more, others = self._centred(polygon, lower)
            constant, terms = constant + more, [*terms, *others]
            moved = q.compose(*back, ctx=ring)
            for side in polygon.sides:
                outward = dot(self.law.covariance[i], side.normal)
                if outward:
                    terms.append(-expression(outward) * self.on_side(side, moved))
        return constant, terms


@dataclass(frozen=True)
class ProductMeasure(PlaneMeasure):
    """constant * exp(-(b1 x1^2 + b2 x2^2)/2 + l.x) dx with b1 = 0 or b2 = 0.

    Requires: on a polygon that is asked for it is finite, and decays where that is unbounded.
    """

    constant: Expression
    bends: Vector
    slope: Vector

    @cached_property
    def exponent(self) -> Exponent:
        one, two = self.bends
        return ((one, fmpq(0)), (fmpq(0), two)), self.slope, fmpq(0)

    @property
    def factor(self) -> Expression:
        return self.constant

    def scaled(self, weight: Scalar) -> ProductMeasure:
        return replace(self, constant=expression(weight) * self.constant)

    def mass(self, polygon: Polygon) -> Expression:
        return self.integral(polygon, context(2).constant(1))

    def integral(self, polygon: Polygon, polynomial: fmpq_mpoly) -> Expression:
        """Integrated in a coordinate without a bend, then along the sides."""
        place = max((i for i in range(2) if self.bends[i] == 0), key=lambda i: self.slope[i] != 0)
        slope, primitive = self.slope[place], polynomial
        if slope == 0:
            primitive = polynomial.integral(place)
        else:
            ring = context(2)
            primitive, part, factor = ring.constant(0), polynomial, 1 / slope
            while part != 0:
                primitive, part, factor = primitive + part * factor, part.derivative(place), -factor / slope
        terms = [
            expression(side.normal[place]) * self.on_side(side, primitive)
            for side in polygon.sides
            if side.normal[place]
        ]
        return sp.expand(self.factor * sp.Add(*terms))
