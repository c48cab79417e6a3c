# pyright: basic
"""The density of a coordinate of a measure on a polygon: its integral along the fibres of the coordinate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_poly

from symrelu.laws.density import GivenDensity
from symrelu.laws.fibres import context
from symrelu.laws.plane_measure import PlaneMeasure
from symrelu.laws.polygon import Polygon
from symrelu.model.law import Y
from symrelu.model.order import Order
from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.scalar import ZERO, Expression, Scalar, expression
from symrelu.model.standard import Standard

End = Rational | None
Form = tuple[Rational, Rational]  # y -> a y + c


def fibre_ends(polygon: Polygon, normal: Vector, offset: Rational) -> list[End]:
    """The values of normal.x + offset at the vertices, increasing, between the ends of the polygon."""
    values = {dot(normal, v) + offset for v in polygon.vertices}
    square = dot(normal, normal)
    for n, bound in polygon.rows:
        if n[0] * normal[1] == n[1] * normal[0]:
            values.add(bound * square / dot(n, normal) + offset)
    up, down = (any(sign * dot(normal, ray) > 0 for ray in polygon.rays) for sign in (1, -1))
    return [*([None] if down else []), *sorted(values), *([None] if up else [])]


@dataclass(frozen=True)
class FibreDensity(Standard):
    """The image of a measure on a polygon under x -> normal.x + offset, between two of the `fibre_ends`."""

    measure: PlaneMeasure
    polygon: Polygon
    normal: Vector
    offset: Rational
    start: End
    stop: End

    @property
    def lower(self) -> Scalar | None:
        return self.start

    @property
    def upper(self) -> Scalar | None:
        return self.stop

    @property
    def label(self) -> str:
        lower, upper = (str(end or side) for end, side in ((self.start, "-oo"), (self.stop, "oo")))
        return f"density_law({expression(self.density(Y, 0))}, y, ({lower}, {upper}))"

    @cached_property
    def across(self) -> Vector:
        """The direction of the fibres; with it, dx is dy ds."""
        return -self.normal[1], self.normal[0]

    @cached_property
    def bounds(self) -> tuple[Form | None, Form | None]:
        """Where the fibre over y begins and ends, in the coordinate s along it."""
        start, stop = self.start, self.stop
        if start is None or stop is None:
            middle = start + 1 if start is not None else stop - 1 if stop is not None else ZERO
        else:
            middle = (start + stop) / 2
        low: Form | None = None
        high: Form | None = None
        square = dot(self.normal, self.normal)
        for n, b in self.polygon.rows:
            rate = dot(n, self.across)
            if not rate:
                continue
            share = dot(n, self.normal) / square
            form = (-share / rate, (b + share * self.offset) / rate)
            at = form[0] * middle + form[1]
            if rate > 0 and (high is None or at < high[0] * middle + high[1]):
                high = form
            elif rate < 0 and (low is None or at > low[0] * middle + low[1]):
                low = form
        return low, high

    def density(self, z: Expression, side: int) -> Scalar:
        form, slope, level = self.measure.exponent
        square = dot(self.normal, self.normal)
        foot = fmpq_poly([-self.offset, 1]) * (1 / square)
        turned = tuple(dot(row, self.across) for row in form)
        down = tuple(dot(row, self.normal) for row in form)
        bend = dot(turned, self.across) / 2
        steep = dot(slope, self.across) - foot * dot(turned, self.normal)
        height = level + foot * dot(slope, self.normal) - foot * foot * (dot(down, self.normal) / 2)
        ends = [None if bound is None else fmpq_poly([bound[1], bound[0]]) for bound in self.bounds]
        return self.measure.factor * _over_fibre((bend, steep, height), ends, expression(z))

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        if isinstance(z, sp.Rational):
            z = fmpq(int(z.p), int(z.q))
        if isinstance(z, fmpq):
            return self._moment(k, z)
        t = sp.Dummy("t", real=True)
        low = -sp.oo if self.start is None else expression(self.start)
        return sp.Integral(t**k * self.density(t, 0), (t, low, z))

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        return self._moment(k, self.stop) if upper else ZERO

    def draw(self, generator: Any, n: int) -> Any:
        return GivenDensity(expression(self.density(Y, 0)), Y, self.start, self.stop).draw(generator, n)

    def _moment(self, k: int, stop: End) -> Scalar:
        part: Polygon | None = self.polygon
        if self.start is not None:
            part = part.cut(tuple(-a for a in self.normal), self.offset - self.start)
        if stop is not None and part is not None:
            part = part.cut(self.normal, stop - self.offset)
        if part is None:
            return ZERO
        if k == 0:
            return self.measure.mass(part)
        one, two = context(2).gens()
        polynomial = (self.normal[0] * one + self.normal[1] * two + self.offset) ** k
        return self.measure.integral(part, polynomial)


def _over_fibre(exponent: Any, ends: Any, y: Expression) -> Expression:
    """The integral of exp(-b s^2 + l s + c) over (low, high), with l, c and the ends polynomials in y."""
    bend, steep, height = exponent
    low, high = ends
    if not bend:
        slope = steep[0]
        if not slope:
            return _value(high - low, y) * sp.exp(_value(height, y))
        values = [0 if t is None else sp.exp(_value(slope * t + height, y)) for t in (low, high)]
        return (values[1] - values[0]) / expression(slope)
    centre = steep * (1 / (2 * bend))
    top = height + steep * steep * (1 / (4 * bend))
    root = sp.sqrt(expression(bend))
    left = -1 if low is None else sp.erf(_value(low - centre, y, root))
    right = 1 if high is None else sp.erf(_value(high - centre, y, root))
    return sp.sqrt(sp.pi / expression(bend)) / 2 * sp.exp(_value(top, y)) * (right - left)


def _value(polynomial: fmpq_poly, y: Expression, factor: Expression = sp.S.One) -> Expression:
    """factor * polynomial(y)."""
    return sp.Add(*(factor * expression(c) * y**k for k, c in enumerate(polynomial.coeffs())))
