# pyright: basic
"""Gaussian laws of the plane: probabilities and moments over convex polygons, bounded or not, in closed form.

In coordinates in which the law is standard normal, a polygon is a signed sum of wedges at the mean, and each
wedge beyond an edge is a value of Owen's T function. Moments are line integrals along the edges (Stein).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cmp_to_key

import sympy as sp

from symrelu.laws.mass_sum import WedgeSum
from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.row import Row
from symrelu.model.scalar import Expression, expression


@dataclass(frozen=True)
class Edge:
    """One side of a polygon in standard coordinates: its distance, and where it begins and ends along itself.

    `distance` is that of its line from the mean, negative if the mean lies beyond it; `sign` is its sign;
    `start` and `end` are tangential coordinates, counterclockwise, -oo and oo where the side is unbounded.
    """

    row: Row
    sign: int
    distance: Expression
    start: Expression
    end: Expression


@dataclass(frozen=True)
class PlaneGaussian:
    """The Gaussian law on R^2 with a mean vector and a positive definite covariance, rational both.

    >>> from flint import fmpq
    >>> law = PlaneGaussian((fmpq(0), fmpq(0)), ((fmpq(1), fmpq(0)), (fmpq(0), fmpq(1))))
    >>> law.probability([Row.read(([1, 0], "<=", 0)), Row.read(([0, 1], "<=", 0))])
    1/4
    """

    mean: Vector
    covariance: tuple[Vector, Vector]

    @property
    def determinant(self) -> Rational:
        """The determinant of the covariance."""
        (p, q), (r, s) = self.covariance
        return p * s - q * r

    def times(self, a: Vector) -> Vector:
        """The covariance times a vector."""
        return tuple(dot(row, a) for row in self.covariance)

    def edges(self, rows: Sequence[Row]) -> list[Edge]:
        """The sides, counterclockwise, of the polygon {x : all rows}, none of which is redundant."""
        ordered = sorted(rows, key=cmp_to_key(_turn))
        n = len(ordered)
        return [self._edge(ordered[i], ordered[i - 1], ordered[(i + 1) % n]) for i in range(n)]

    def _edge(self, row: Row, before: Row, after: Row) -> Edge:
        excess, variance = row.slack(self.mean), dot(row.normal, self.times(row.normal))
        distance = expression(excess) / sp.sqrt(expression(variance))
        ends = [
            self._meet(row, before, excess, variance) if _cross(before.normal, row.normal) > 0 else -sp.oo,
            self._meet(row, after, excess, variance) if _cross(row.normal, after.normal) > 0 else sp.oo,
        ]
        return Edge(row, (excess > 0) - (excess < 0), distance, *ends)

    def _meet(self, row: Row, other: Row, excess: Rational, variance: Rational) -> Expression:
        """Where the line of `row` meets that of `other`, along itself."""
        numerator = self._step(row, other, excess, variance)
        return expression(numerator) / sp.sqrt(expression(variance * self.determinant))

    def _step(self, row: Row, other: Row, excess: Rational, variance: Rational) -> Rational:
        """Where the line of `row` meets that of `other`, times the root of variance and determinant."""
        mixed = dot(row.normal, self.times(other.normal))
        return (other.slack(self.mean) * variance - mixed * excess) / _cross(row.normal, other.normal)

    def probability(self, rows: Sequence[Row]) -> Expression:
        """P(X in the polygon), in values of erf and of Owen's T function."""
        found = WedgeSum()
        ordered = sorted(rows, key=cmp_to_key(_turn))
        found.polygon(self.mean, self.covariance, [(row.normal, row.bound) for row in ordered])
        return sp.Add(*found.terms(sp.S.One))

    def first_moments(self, rows: Sequence[Row]) -> tuple[Expression, Expression]:
        """E (X - mean) over the polygon."""
        sums = [sp.S.Zero, sp.S.Zero]
        for edge in self.edges(rows):
            weight = _density(edge.distance) * _between(edge.start, edge.end) / self._length(edge.row)
            for i, entry in enumerate(self.times(edge.row.normal)):
                sums[i] -= expression(entry) * weight
        return sums[0], sums[1]

    def second_moments(self, rows: Sequence[Row]) -> tuple[tuple[Expression, ...], ...]:
        """E (X - mean)(X - mean)^T over the polygon."""
        inside = self.probability(rows)
        sums = [[inside * expression(c) for c in row] for row in self.covariance]
        root = sp.sqrt(expression(self.determinant))
        for edge in self.edges(rows):
            length = self._length(edge.row)
            outward = [expression(c) / length for c in self.times(edge.row.normal)]
            a1, a2 = (expression(a) / length for a in edge.row.normal)
            along = (-root * a2, root * a1)
            straight = edge.distance * _between(edge.start, edge.end)
            slip = _density(edge.start) - _density(edge.end)
            for i in range(2):
                for j in range(2):
                    value = straight * outward[i] * outward[j] + slip * along[i] * outward[j]
                    sums[i][j] -= _density(edge.distance) * value
        return tuple(tuple(row) for row in sums)

    def _length(self, row: Row) -> Expression:
        return sp.sqrt(expression(dot(row.normal, self.times(row.normal))))


def _cross(a: Vector, b: Vector) -> Rational:
    return a[0] * b[1] - a[1] * b[0]


def _turn(one: Row, two: Row) -> int:
    """The order of the angles of two outward normals, from the first axis on, counterclockwise."""
    a, b = one.normal, two.normal
    halves = [v[1] < 0 or (v[1] == 0 and v[0] < 0) for v in (a, b)]
    if halves[0] != halves[1]:
        return -1 if halves[1] else 1
    turn = _cross(a, b)
    return (turn < 0) - (turn > 0)


def _density(t: Expression) -> Expression:
    return sp.S.Zero if t in (sp.oo, -sp.oo) else sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi)


def _between(low: Expression, high: Expression) -> Expression:
    """P(low < Z < high) for standard normal Z."""
    return (sp.erf(high / sp.sqrt(2)) - sp.erf(low / sp.sqrt(2))) / 2
