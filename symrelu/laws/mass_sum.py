# pyright: basic
"""Sums of masses of many polygons: what neighbouring cells share cancels before any formula is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.geometry.extreme_rays import cleared
from symrelu.laws.convex_region import Halfspace
from symrelu.laws.exponential_line import ExponentialSum
from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.scalar import Expression, expression
from symrelu.terms.owens import owens_t

# |excess|, variance, |slope|, determinant: T(excess / sqrt(variance), slope / sqrt(determinant))
Wedge = tuple[Rational, Rational, Rational, Rational]
Key = tuple[Rational, ...]


@dataclass
class WedgeSum:
    """A sum of rational multiples of 1, of erf, of Owen's T and of arcsines, that grows.

    The keys are the squares of their arguments; the values hold the arguments as they were found first. An
    angle (cross, mixed, det) is that of cross + i mixed / sqrt(det), with cross > 0.
    """

    constant: Rational = field(default_factory=lambda: fmpq(0))
    halves: dict[Key, tuple[Rational, tuple[Rational, Rational]]] = field(default_factory=dict)
    wedges: dict[Key, tuple[Rational, Wedge]] = field(default_factory=dict)
    angles: list[tuple[Rational, Rational, Rational]] = field(default_factory=list)

    def polygon(self, mean: Vector, covariance: tuple[Vector, Vector], rows: Iterable[Halfspace]) -> None:
        """One more polygon under a Gaussian law, by its rows, counterclockwise, none of them redundant.

        Source: the wedges of Owen 1956, summed along the boundary.
        """
        (p, q), (_, s) = covariance
        det = p * s - q * q
        listed: list[tuple[Vector, Rational, Vector]] = []
        for row in rows:
            n, bound = _primitive(*row)
            listed.append((n, bound - dot(n, mean), (p * n[0] + q * n[1], q * n[0] + s * n[1])))
        if all(excess >= 0 for _, excess, _ in listed):
            self._whole([(n, turned) for n, excess, turned in listed if not excess], det)
        for i, (n, excess, turned) in enumerate(listed):
            if not excess:
                continue
            variance = n[0] * turned[0] + n[1] * turned[1]
            for (other, beyond, _), sign in ((listed[(i + 1) % len(listed)], 1), (listed[i - 1], -1)):
                cross = n[0] * other[1] - n[1] * other[0]
                if sign * cross > 0:
                    mixed = turned[0] * other[0] + turned[1] * other[1]
                    slope = (beyond * variance - mixed * excess) / (cross * excess)
                    if slope:
                        self._wedge(excess, variance, slope, det, 1 if (slope > 0) == (sign < 0) else -1)
                else:
                    self._half(excess, variance)

    def _whole(self, through: list[tuple[Vector, Vector]], det: Rational) -> None:
        """The angle under which the mean sees a polygon that it does not lie outside of.

        Seen so, the normals have the angle of cross + i mixed / sqrt(det), up to a quarter of the circle.
        """
        self.constant += fmpq(1, 2) if len(through) == 1 else fmpq(1, 4) if through else fmpq(1)
        if len(through) == 2:
            (one, turned), (two, _) = through
            mixed, cross = dot(two, turned), abs(one[0] * two[1] - one[1] * two[0])
            if mixed:
                self.angles.append((cross, mixed, det))

    def _wedge(self, excess: Rational, variance: Rational, slope: Rational, det: Rational, sign: int) -> None:
        key = (excess * excess / variance, slope * slope / det)
        count, shown = self.wedges.get(key, (fmpq(0), (abs(excess), variance, abs(slope), det)))
        self.wedges[key] = (count + sign, shown)

    def _half(self, excess: Rational, variance: Rational) -> None:
        key = (excess * excess / variance,)
        sign = -1 if excess > 0 else 1
        count, shown = self.halves.get(key, (fmpq(0), (abs(excess), variance)))
        self.halves[key] = (count + sign, shown)

    def terms(self, weight: Expression) -> list[Expression]:
        """The terms of the sum, multiplied by a number."""
        found: list[Expression] = []
        constant, sines = _turned(self.angles)
        constant += self.constant
        for count, shown in self.halves.values():
            constant += count / 4
            if count:
                found.append(_multiple(-count / 4, _error(*shown)))
        for count, shown in self.wedges.values():
            if count:
                found += [_multiple(count, term) for term in sp.Add.make_args(_owens(*shown))]
        found += [sp.asin(sine) / (2 * sp.pi) for sine in sines]
        every = [expression(constant), *found] if constant else found
        return every if weight == 1 else [weight * term for term in every]


def _turned(angles: list[tuple[Rational, Rational, Rational]]) -> tuple[Rational, list[Expression]]:
    """The sum of angles in (-pi/2, pi/2) over 2 pi: a rational number and one asin, or none.

    The numbers cross + i mixed / sqrt(det) are multiplied; where the product leaves the right half plane a
    half of the circle is taken off.
    """
    if not angles:
        return fmpq(0), []
    rest, found = fmpq(0), []
    for det in dict.fromkeys(det for _, _, det in angles):
        real, imaginary = fmpq(1), fmpq(0)
        for cross, mixed, _ in (angle for angle in angles if angle[2] == det):
            real, imaginary = real * cross - imaginary * mixed / det, real * mixed + imaginary * cross
            if real < 0:
                # The angle passed a quarter of the circle, in the direction of its last step.
                rest += fmpq(1, 2) if mixed > 0 else -fmpq(1, 2)
                real, imaginary = -real, -imaginary
        if imaginary:
            square = real * real + imaginary * imaginary / det
            found.append(_over_root(imaginary, square * det))
    return rest, found


def _primitive(normal: Vector, bound: Rational) -> Halfspace:
    """The row with the shortest integer normal of its direction."""
    integers = cleared(normal)
    place = 0 if normal[0] else 1
    return tuple(map(fmpq, integers)), bound * integers[place] / normal[place]


def _multiple(count: Rational, term: Expression) -> Expression:
    return term if count == 1 else sp.Mul(expression(count), term, evaluate=not term.is_Function)


@lru_cache(maxsize=1 << 14)
def _root(square: Rational) -> tuple[Rational, Expression]:
    """(a, e) with a e the square root and e that of an integer."""
    parts: Any = sp.sqrt(expression(square)).as_coeff_Mul()
    factor, rest = parts
    return fmpq(int(factor.p), int(factor.q)), rest


def _over_root(value: Rational, square: Rational) -> Expression:
    """value / sqrt(square), as SymPy would write it."""
    factor, rest = _root(square)
    if rest is sp.S.One:
        return expression(value / factor)
    inside = fmpq(int((rest**2).p))
    share = value / (factor * inside)
    return rest if share == 1 else sp.Mul(expression(share), rest, evaluate=False)


@lru_cache(maxsize=1 << 16)
def _owens(excess: Rational, variance: Rational, slope: Rational, det: Rational) -> Expression:
    height, share = _over_root(excess, variance), _over_root(slope, det)
    # Both are positive: there is nothing to find out about any other value.
    return owens_t(height, share) if share == 1 else owens_t(height, share, evaluate=False)


@lru_cache(maxsize=1 << 16)
def _error(excess: Rational, variance: Rational) -> Expression:
    """The probability of (-h, h) for standard normal Z, h the height."""
    return sp.erf(_over_root(excess, 2 * variance), evaluate=False)


@dataclass
class MassSum:
    """A sum of masses of polygons under measures of the plane, that grows; measures are told by a factor."""

    wedges: dict[Expression, WedgeSum] = field(default_factory=dict)
    exponentials: dict[Expression, ExponentialSum] = field(default_factory=dict)

    def of_law(self, weight: Expression) -> WedgeSum:
        """The sum for weight times Gaussian laws."""
        return self.wedges.setdefault(weight, WedgeSum())

    def of_lines(self, constant: Expression) -> ExponentialSum:
        """The sum for constant times integrals along sides."""
        return self.exponentials.setdefault(constant, ExponentialSum())

    def total(self) -> Expression:
        """The sum."""
        parts: list[dict[Expression, WedgeSum] | dict[Expression, ExponentialSum]] = [
            self.wedges,
            self.exponentials,
        ]
        return sp.Add(*(term for part in parts for factor, one in part.items() for term in one.terms(factor)))
