# pyright: basic
"""Measures on the plane with the exponential of a quadratic polynomial as density: Gaussian laws, products.

Integrals over polygons are sums over their sides, by the divergence theorem.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from functools import cached_property

import sympy as sp
from flint import fmpq, fmpq_mpoly

from symrelu.errors import NoClosedForm
from symrelu.laws.exponential_line import ExponentialSum
from symrelu.laws.fibres import context
from symrelu.laws.gaussian_mass import Rows, mass_of_rows
from symrelu.laws.gaussian_plane import PlaneGaussian
from symrelu.laws.mass_sum import MassSum
from symrelu.laws.polygon import Polygon, Side
from symrelu.model.rational import Rational, Vector, dot
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
    def collect(self, found: MassSum, polygon: Polygon) -> None:
        """Adds the mass of a polygon to a sum."""

    def mass(self, polygon: Polygon) -> Expression:
        """The mass of a polygon."""
        found = MassSum()
        self.collect(found, polygon)
        return found.total()

    def mass_within(self, polygon: Polygon, rows: Rows) -> Expression:
        """The mass of the part of a polygon in half-spaces with irrational bounds.

        Raises: NoClosedForm.
        """
        quantity = f"the probability of an event with the bound {rows[0][1]} under a product of laws"
        raise NoClosedForm(quantity, "rational numbers")

    @abstractmethod
    def integral(self, polygon: Polygon, polynomial: fmpq_mpoly) -> Expression:
        """The integral over a polygon of a polynomial in the two coordinates."""

    def over_side(self, found: ExponentialSum, factor: Rational, side: Side, polynomial: fmpq_mpoly) -> None:
        """Adds factor times the integral of polynomial * exponential over a side, in its own coordinate t."""
        if not factor or polynomial == 0:
            return
        form, slope, level = self.exponent
        base, direction = side.base, side.direction
        turned = tuple(dot(row, direction) for row in form)
        down = tuple(dot(row, base) for row in form)
        exponent = (
            dot(turned, direction) / 2,
            dot(slope, direction) - dot(turned, base),
            level + dot(slope, base) - dot(down, base) / 2,
        )
        ring = context(1)
        (t,) = ring.gens()
        forms = [ring.constant(a) + d * t for a, d in zip(base, direction, strict=True)]
        powers = polynomial.compose(*forms, ctx=ring).to_dict()
        degree = max((power for (power,) in powers), default=0)
        coefficients = [powers.get((k,), fmpq(0)) for k in range(degree + 1)]
        found.add(factor, exponent, coefficients, side.start, side.end)


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

    def collect(self, found: MassSum, polygon: Polygon) -> None:
        found.of_law(self.weight).polygon(self.law.mean, self.law.covariance, polygon.rows)

    def mass_within(self, polygon: Polygon, rows: Rows) -> Expression:
        every = [*polygon.rows, *rows]
        return self.weight * mass_of_rows(self.law.mean, self.law.covariance, every, False)

    def integral(self, polygon: Polygon, polynomial: fmpq_mpoly) -> Expression:
        """By Stein: the law times x - mean is minus the covariance times its gradient."""
        ring = context(2)
        shifted = [x + m for x, m in zip(ring.gens(), self.law.mean, strict=True)]
        found = ExponentialSum()
        mass = self._centred(found, polygon, polynomial.compose(*shifted, ctx=ring))
        terms = found.terms(self.factor)
        if mass:
            terms.append(expression(mass) * self.mass(polygon))
        return sp.Add(*terms)

    def _centred(self, found: ExponentialSum, polygon: Polygon, p: fmpq_mpoly) -> Rational:
        """Integrates a polynomial in x - mean: adds what the sides give, returns the factor of the mass."""
        ring = context(2)
        back = [x - m for x, m in zip(ring.gens(), self.law.mean, strict=True)]
        powers = p.to_dict()
        constant = powers.pop((0, 0), fmpq(0))
        first = {(a - 1, b): c for (a, b), c in powers.items() if a}
        second = {(0, b - 1): c for (a, b), c in powers.items() if not a}
        for i, part in enumerate((first, second)):
            if not part:
                continue
            q = ring.from_dict(part)
            one, two = self.law.covariance[i]
            constant += self._centred(found, polygon, one * q.derivative(0) + two * q.derivative(1))
            moved = q.compose(*back, ctx=ring)
            for side in polygon.sides:
                outward = dot(self.law.covariance[i], side.normal)
                self.over_side(found, -outward, side, moved)
        return constant


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

    def collect(self, found: MassSum, polygon: Polygon) -> None:
        self._sides(found.of_lines(self.constant), polygon, context(2).constant(1))

    def integral(self, polygon: Polygon, polynomial: fmpq_mpoly) -> Expression:
        found = ExponentialSum()
        self._sides(found, polygon, polynomial)
        return sp.Add(*found.terms(self.constant))

    def _sides(self, found: ExponentialSum, polygon: Polygon, polynomial: fmpq_mpoly) -> None:
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
        for side in polygon.sides:
            self.over_side(found, side.normal[place], side, primitive)
