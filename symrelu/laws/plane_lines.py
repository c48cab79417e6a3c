# pyright: basic
"""Densities on a line that measures on polygons leave there: added up as data, one formula on each interval.

Over a point y of the line lies a fibre of each polygon, from one side to another. Each side adds its share of
the integral along the fibre between its own ends; what two neighbouring polygons share cancels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_poly

from symrelu.laws.fibre_density import fibre_ends
from symrelu.laws.mass_sum import MassSum
from symrelu.laws.panel import Panel
from symrelu.laws.plane_measure import PlaneMeasure
from symrelu.laws.polygon import Corner, Polygon
from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.scalar import Expression, expression

End = Rational | None
Line = tuple[Rational, Rational]  # y -> a y + c, as (c, a)
Exponent = tuple[Rational, Rational, Rational]  # a polynomial in y, from the constant on


@dataclass(frozen=True)
class Share:
    """One function of y: factor * exp(exponent), times an error function where `error` is given.

    `error` is (bend, c, a) for sqrt(pi / bend) / 2 * erf(sqrt(bend) (a y + c)), and (bend,) for that of oo.
    """

    factor: Expression
    exponent: Exponent
    error: tuple[Rational, ...] = ()


@dataclass(frozen=True)
class Ray:
    """A panel over a line: the form of its points in the coordinate of the line."""

    measure: PlaneMeasure
    polygon: Polygon
    normal: Vector
    offset: Rational
    ends: tuple[End, End]


@dataclass(frozen=True)
class Interval:
    """An interval, the density on it and its mass."""

    low: End
    high: End
    density: Expression
    mass: Expression


Change = tuple[End, End, Share, fmpq_poly]  # from, to, what is added there, times a polynomial in y


def intervals_of(panels: Iterable[Panel], y: Expression) -> list[Interval]:
    """The sum of the densities of panels of rank 1 on one line, on intervals on which it is not 0."""
    rays = [_ray(panel) for panel in panels]
    changes = [change for ray in rays for change in _changes(ray)]
    points = sorted({end for low, high, _, _ in changes for end in (low, high) if end is not None})
    starts: dict[End, list[tuple[Share, fmpq_poly]]] = {}
    for low, high, share, value in changes:
        starts.setdefault(low, []).append((share, value))
        if high is not None:
            starts.setdefault(high, []).append((share, -value))
    current: dict[Share, fmpq_poly] = {}
    found: list[tuple[End, End, dict[Share, fmpq_poly]]] = []
    for low, high in pairwise([None, *points, None]):
        for share, value in starts.get(low, ()):
            total = current.pop(share, fmpq_poly([0])) + value
            if total != 0:
                current[share] = total
        if found and found[-1][2] == current and found[-1][1] == low:
            found[-1] = (found[-1][0], high, found[-1][2])
        elif current:
            found.append((low, high, dict(current)))
    return [Interval(low, high, _formula(shares, y), _mass(rays, low, high)) for low, high, shares in found]


def _ray(panel: Panel) -> Ray:
    (free,) = panel.subspace.free
    normal, offset = panel.matrix[free], panel.offset[free]
    ends = fibre_ends(panel.polygon, normal, offset)
    return Ray(panel.measure, panel.polygon, normal, offset, (ends[0], ends[-1]))


def _mass(rays: list[Ray], low: End, high: End) -> Expression:
    """The mass of the strip over an interval."""
    found = MassSum()
    for ray in rays:
        start, stop = ray.ends
        if (high is not None and start is not None and start >= high) or (
            low is not None and stop is not None and stop <= low
        ):
            continue
        part: Polygon | None = ray.polygon
        if low is not None and (start is None or start < low):
            part = part.cut(tuple(-a for a in ray.normal), ray.offset - low)
        if part is not None and high is not None and (stop is None or stop > high):
            part = part.cut(ray.normal, high - ray.offset)
        if part is not None:
            ray.measure.collect(found, part)
    return found.total()


def _changes(ray: Ray) -> Iterator[Change]:
    """What the sides of a polygon add to the density, and between which ends.

    A point is normal (y - offset) / |normal|^2 + s across, and dx = dy ds; the exponent of the density there
    is a polynomial -bend s^2 + steep(y) s + height(y).
    """
    form, slope, level = ray.measure.exponent
    normal, across = ray.normal, (-ray.normal[1], ray.normal[0])
    square = dot(normal, normal)
    foot = fmpq_poly([-ray.offset, 1]) * (1 / square)
    turned, down = (tuple(dot(row, v) for row in form) for v in (across, normal))
    bend = dot(turned, across) / 2
    steep = dot(slope, across) - foot * dot(turned, normal)
    height = level + foot * dot(slope, normal) - foot * foot * (dot(down, normal) / 2)
    for end, sign, low, high in _fibre_sides(ray, across, foot):
        one = fmpq_poly([sign])
        if bend:
            centre = steep * (1 / (2 * bend))
            top = _exponent(height + steep * steep * (1 / (4 * bend)))
            if end is None:
                yield low, high, Share(ray.measure.factor, top, (bend,)), fmpq_poly([1])
                continue
            c, a = _line(end - centre)
            if (c, a) < (-c, -a):
                c, a, one = -c, -a, -one
            if c or a:
                yield low, high, Share(ray.measure.factor, top, (bend, c, a)), one
        elif end is not None and steep != 0:
            rate = steep[0]
            yield low, high, Share(ray.measure.factor, _exponent(rate * end + height)), one * (1 / rate)
        elif end is not None:
            yield low, high, Share(ray.measure.factor, _exponent(height)), one * end


def _fibre_sides(ray: Ray, across: Vector, foot: fmpq_poly) -> Iterator[tuple[Any, int, End, End]]:
    """(end of the fibre as a polynomial in y, 1 above or -1 below, from y, to y); None is infinite."""
    normal, corners, n = ray.normal, ray.polygon.corners, len(ray.polygon.lines)
    for i, (outer, (bound, far)) in enumerate(ray.polygon.lines):
        rate = dot(outer, across)
        ends = sorted(_height(normal, ray.offset, corners[j]) for j in (i, (i + 1) % n))
        # Some sides lie beyond every point of the line.
        if not rate or ends[0] == ends[1] or ends[0][0] > 0 or ends[1][0] < 0:
            continue
        low, high = (None if distance else value for distance, value in ends)
        sign = 1 if rate > 0 else -1
        if far:
            yield None, sign, low, high
        else:
            yield (bound - foot * dot(outer, normal)) * (1 / rate), sign, low, high


def _height(normal: Vector, offset: Rational, corner: Corner) -> tuple[Rational, Rational]:
    """The form at a corner, first its factor of the infinite number."""
    (x, u), (y, v) = corner
    far = normal[0] * u + normal[1] * v
    return far, normal[0] * x + normal[1] * y + offset


def _exponent(polynomial: fmpq_poly) -> Exponent:
    return polynomial[0], polynomial[1], polynomial[2]


def _line(polynomial: fmpq_poly) -> Line:
    return polynomial[0], polynomial[1]


def _formula(shares: dict[Share, fmpq_poly], y: Expression) -> Expression:
    """The density: for each exponential the sum of what it is multiplied by."""
    groups: dict[tuple[Expression, Exponent, Rational], list[Expression]] = {}
    for share, value in shares.items():
        bend = share.error[0] if share.error else fmpq(0)
        terms = groups.setdefault((share.factor, share.exponent, bend), [])
        if not share.error:
            terms.append(_polynomial(tuple(value.coeffs()), y))
        elif len(share.error) == 1:
            terms.append(expression(value[0]))
        else:
            terms.append(expression(value[0]) * _error(share.error, y))
    return sp.Add(*(
        factor * _scale(bend) * _exponential(exponent, y) * sp.Add(*terms)
        for (factor, exponent, bend), terms in groups.items()
    ))  # fmt: skip


@lru_cache(maxsize=1 << 10)
def _scale(bend: Rational) -> Expression:
    return sp.sqrt(sp.pi / expression(bend)) / 2 if bend else sp.S.One


@lru_cache(maxsize=1 << 12)
def _exponential(exponent: Exponent, y: Expression) -> Expression:
    return sp.exp(_polynomial(exponent, y), evaluate=not any(exponent[1:]))


@lru_cache(maxsize=1 << 14)
def _error(key: tuple[Rational, ...], y: Expression) -> Expression:
    bend, c, a = key
    root = sp.sqrt(expression(bend))
    argument = root * expression(c) + root * expression(a) * y
    if not a:
        return sp.erf(argument)
    # All that SymPy could do is to turn its sign.
    return sp.erf(argument, evaluate=False)


def _polynomial(coefficients: tuple[Rational, ...], y: Expression) -> Expression:
    return sp.Add(*(expression(c) * y**k for k, c in enumerate(coefficients) if c))
