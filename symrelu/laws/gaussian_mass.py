# pyright: basic
"""Gaussian masses of convex polyhedra: closed forms where there are, else named by law and polyhedron."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import sympy as sp
from flint import arb, ctx, fmpq, fmpq_mat

from symrelu.geometry.extreme_rays import cleared
from symrelu.laws.gaussian_plane import PlaneGaussian
from symrelu.laws.orthants import Matrix, mass_enclosure
from symrelu.laws.solid import Solid
from symrelu.model.enclosure import enclosure
from symrelu.model.order import PLAIN
from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.row import Row
from symrelu.model.scalar import Expression, Scalar, expression, scalar
from symrelu.model.vector_mass import GaussianMass

Rows = list[tuple[Vector, Any]]  # the conditions normal.x <= bound, with any real bound


def times(covariance: Matrix, a: Vector) -> Vector:
    """The covariance times a vector."""
    return tuple(dot(row, a) for row in covariance)


def gaussian_mass(mean: Vector, covariance: Matrix, solid: Solid | None) -> Expression:
    """P(X in the solid) for Gaussian X with a covariance that is not singular.

    The linear forms of the facets fall into groups that are independent of each other. A group of rank one or
    two is elementary or a matter of Owen's T function, a cone of rank three with its apex at the mean is a
    spherical polygon; any other one is a GaussianMass.

    >>> one, zero = fmpq(1), fmpq(0)
    >>> unit = tuple(tuple(fmpq(int(i == j)) for j in range(3)) for i in range(3))
    >>> octant = Solid.of([(tuple(-a for a in row), zero) for row in unit], 3)
    >>> gaussian_mass((zero,) * 3, unit, octant)
    1/8
    >>> gaussian_mass((zero,) * 3, unit, octant.cut((one, one, one), one))
    GaussianMass((0, 0, 0), ((1, 0, 0), (0, 1, 0), (0, 0, 1)), ((-1, 0, 0, 0), (0, -1, 0, 0), (0, 0, -1, 0), \
(1, 1, 1, 1)))
    """
    if solid is None:
        return sp.S.Zero
    found = [_of_group(mean, covariance, group) for group in _groups(covariance, solid.facets)]
    return sp.Mul(*found)


def _groups(covariance: Matrix, rows: Iterable[tuple[Vector, Any]]) -> list[Rows]:
    """The rows in groups; forms in two groups are uncorrelated, so independent."""
    groups: list[Rows] = []
    for row in rows:
        turned = times(covariance, row[0])
        touched = [g for g in groups if any(dot(turned, normal) for normal, _ in g)]
        groups = [g for g in groups if g not in touched]
        groups.append([*(one for g in touched for one in g), row])
    return groups


def _of_group(mean: Vector, covariance: Matrix, rows: Rows) -> Expression:
    mean, covariance, rows = _reduced(mean, covariance, rows)
    if len(mean) == 1:
        return _interval(mean[0], covariance[0][0], rows)
    if len(mean) == 2:
        found = PlaneGaussian(mean, covariance)  # type: ignore[arg-type]
        return found.probability([Row(normal, "<=", bound) for normal, bound in rows])
    solid = Solid.of(rows, len(mean))
    if solid is None:
        return sp.S.Zero
    if len(mean) == 3 and all(dot(normal, mean) == bound for normal, bound in rows):
        return _spherical(covariance, solid)
    listed = [tuple(map(fmpq, cleared((*normal, bound)))) for normal, bound in solid.facets]
    return GaussianMass(mean, covariance, tuple(sorted(listed)), evaluate=False)


def _reduced(mean: Vector, covariance: Matrix, rows: Rows) -> tuple[Vector, Matrix, Rows]:
    """The rows in as many coordinates as their forms have rank: some of x, or else some of the forms."""
    n = len(mean)
    used = [i for i in range(n) if any(normal[i] for normal, _ in rows)]
    rank = fmpq_mat([list(normal) for normal, _ in rows]).rank()
    if len(used) == rank:
        small = tuple(tuple(covariance[i][j] for j in used) for i in used)
        return tuple(mean[i] for i in used), small, [(tuple(a[i] for i in used), b) for a, b in rows]
    chosen: list[Vector] = []
    for normal, _ in rows:
        if fmpq_mat([list(v) for v in (*chosen, normal)]).rank() > len(chosen):
            chosen.append(normal)
    square = fmpq_mat([[dot(a, b) for b in chosen] for a in chosen])
    moved: Rows = []
    for normal, bound in rows:
        column = fmpq_mat([[dot(normal, a)] for a in chosen])
        moved.append((tuple(v for (v,) in square.solve(column).tolist()), bound))
    small = tuple(tuple(dot(times(covariance, a), b) for b in chosen) for a in chosen)
    return tuple(dot(a, mean) for a in chosen), small, moved


def _interval(mean: Rational, variance: Rational, rows: Rows, empty: bool = False) -> Expression:
    """P(a <= X <= b) for one coordinate; `empty` says that a <= b is not known, and that both are numbers."""
    ends: dict[bool, Scalar] = {}
    for (a,), bound in rows:
        up, end = a > 0, bound / a
        other = ends.get(up, end)
        if isinstance(end, fmpq) and isinstance(other, fmpq):
            ends[up] = min(end, other) if up else max(end, other)
        else:
            ends[up] = (sp.Min if up else sp.Max)(expression(end), expression(other))
    if empty and len(ends) == 2 and PLAIN.sign(ends[True] - ends[False]) <= 0:
        return sp.S.Zero
    root = sp.sqrt(2 * expression(variance))
    high, low = (sp.erf(expression(ends[up] - mean) / root) if up in ends else sp.S(1 if up else -1)
                 for up in (True, False))  # fmt: skip
    return (high - low) / 2


def _spherical(covariance: Matrix, solid: Solid) -> Expression:
    """The mass of a cone of R^3 with its apex at the mean: a spherical polygon, by Girard's theorem."""
    rows = solid.facets
    places = [solid.rows.index(row) for row in rows]
    excess: Expression = (2 - len(rows)) * sp.pi
    for bits in solid.tight:
        touching = [normal for k, (normal, _) in zip(places, rows, strict=True) if bits >> k + 1 & 1]
        if len(touching) == 2:
            first, second = touching
            lengths = dot(first, times(covariance, first)) * dot(second, times(covariance, second))
            cosine = expression(dot(first, times(covariance, second))) / sp.sqrt(expression(lengths))
            excess += sp.pi / 2 + sp.asin(cosine)
    return sp.expand(excess / (4 * sp.pi))


def mass_of_rows(mean: Vector, covariance: Matrix, rows: Rows, met: bool) -> Expression:
    """P(all rows) for Gaussian X with a covariance that is not singular; bounds may hold symbols.

    `met` says that the rows can all be satisfied strictly, whatever the values of the symbols.
    """
    n = len(mean)
    if all(isinstance(bound, fmpq) for _, bound in rows):
        return gaussian_mass(mean, covariance, Solid.of(rows, n))
    flat = [bound for normal, bound in rows if not any(normal)]
    if any(PLAIN.sign(bound) < 0 for bound in flat):
        return sp.S.Zero
    rows = [row for row in rows if any(row[0])]
    found: list[Expression] = []
    for group in _groups(covariance, rows):
        if all(isinstance(bound, fmpq) for _, bound in group):
            found.append(gaussian_mass(mean, covariance, Solid.of(group, n)))
            continue
        centre, spread, moved = _reduced(mean, covariance, group)
        numbers = not any(expression(bound).free_symbols for _, bound in moved)
        if len(centre) == 1 and (met or numbers or len({a > 0 for (a,), _ in moved}) == 1):
            found.append(_interval(centre[0], spread[0][0], moved, numbers))
        else:
            scaled = [_with_integers(normal, expression(bound)) for normal, bound in moved]
            found.append(GaussianMass(centre, spread, tuple(scaled), evaluate=False))
    return sp.Mul(*found)


def _with_integers(normal: Vector, bound: Expression) -> tuple[Any, ...]:
    """The row with the shortest integer normal of its direction."""
    integers = tuple(map(fmpq, cleared(normal)))
    place = next(i for i, a in enumerate(normal) if a)
    return (*integers, sp.expand(bound * expression(integers[place] / normal[place])))


def _numbers(values: Any) -> Vector:
    return tuple(fmpq(int(v.p), int(v.q)) for v in values)


@lru_cache(maxsize=1 << 12)
def mass_ball(mean: Vector, covariance: Matrix, rows: Any, bits: int) -> arb:
    """A ball that contains the mass of rows (normal, bound) in one; irrational bounds are enclosed first."""
    before, ctx.prec = ctx.prec, bits + 20
    try:
        low: Rows = []
        high: Rows = []
        for row in rows:
            normal, bound = _numbers(row[:-1]), scalar(row[-1])
            ball = None if isinstance(bound, fmpq) else enclosure(bound, bits + 20)
            low.append((normal, bound if ball is None else _dyadic(ball.lower())))
            high.append((normal, bound if ball is None else _dyadic(ball.upper())))
        found = _ball(mean, covariance, low, bits)
        # The mass grows with every bound.
        return found if low == high else found.union(_ball(mean, covariance, high, bits))
    finally:
        ctx.prec = before


def _dyadic(value: arb) -> Rational:
    mantissa, exponent = value.man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent)


def _ball(mean: Vector, covariance: Matrix, rows: Rows, bits: int) -> arb:
    solid = Solid.of(rows, len(mean))
    if solid is None:
        return arb(0)
    total = arb(1)
    for group in _groups(covariance, solid.facets):
        centre, spread, moved = _reduced(mean, covariance, group)
        part = Solid.of(moved, len(centre))
        if part is not None:
            total *= mass_enclosure(centre, spread, part, bits)
    return total


def has_interior(rows: Any) -> bool:
    """Whether rows (normal, bound) in one can all hold strictly."""
    listed = [(_numbers(row[:-1]), _numbers(row[-1:])[0]) for row in rows]
    return not listed or Solid.of(listed, len(listed[0][0])) is not None


def conditioned(mean: Vector, covariance: Matrix, normal: Vector) -> tuple[Vector, Matrix, int]:
    """Gaussian X given normal.X, in the coordinates but one: slope, covariance, and which one is left out.

    The mean of the others given normal.X = t is theirs plus slope (t - normal.mean).
    """
    turned = times(covariance, normal)
    variance = dot(normal, turned)
    out = max(range(len(mean)), key=lambda i: (normal[i] != 0, -i))
    kept = [i for i in range(len(mean)) if i != out]
    slope = tuple(turned[i] / variance for i in kept)
    spread = tuple(tuple(covariance[i][j] - turned[i] * turned[j] / variance for j in kept) for i in kept)
    return slope, spread, out


def on_facet(row: tuple[Vector, Any], facet: tuple[Vector, Any], out: int) -> tuple[Vector, Any]:
    """A row on the hyperplane of a facet, in the coordinates but the one left out."""
    (a, b), (n, t) = row, facet
    share = a[out] / n[out]
    return tuple(x - share * y for i, (x, y) in enumerate(zip(a, n, strict=True)) if i != out), b - share * t


def mass_derivative(mean: Vector, covariance: Matrix, rows: Any, i: int) -> Expression:
    """The derivative of P(a_k.X <= b_k for all k) in b_i: a density times a conditional mass."""
    listed = [(_numbers(row[:-1]), row[-1]) for row in rows]
    normal, bound = listed[i]
    variance, centre = expression(dot(normal, times(covariance, normal))), expression(dot(normal, mean))
    density = sp.exp(-((bound - centre) ** 2) / (2 * variance)) / sp.sqrt(2 * sp.pi * variance)
    slope, spread, out = conditioned(mean, covariance, normal)
    kept = [m for j, m in enumerate(mean) if j != out]
    moved: Rows = []
    for k, row in enumerate(listed):
        if k != i:
            a, b = on_facet((row[0], row[1]), (normal, bound), out)
            shift = sum(expression(x) * (expression(m) + expression(s) * (bound - centre))
                        for x, m, s in zip(a, kept, slope, strict=True))  # fmt: skip
            moved.append((a, scalar(sp.expand(expression(b) - shift))))
    zero = tuple(fmpq(0) for _ in kept)
    ready = [(a, b) for a, b in moved if any(a)]
    return density * (mass_of_rows(zero, spread, ready, False) if kept else 1)
