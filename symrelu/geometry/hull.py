# pyright: basic
"""Polyhedra from their points: convex hulls, simplices, polygons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flint import fmpq

from symrelu.errors import InputError
from symrelu.geometry.extreme_rays import cleared, extreme_rays
from symrelu.geometry.reduction import independent, kernel
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.rational import Vector
from symrelu.model.row import Row

_ZERO, _ONE = fmpq(0), fmpq(1)


def hull(points: Sequence[Vector], rays: Sequence[Vector] = (), lines: Sequence[Vector] = ()) -> Polyhedron:
    """The convex hull of points, plus the cone of rays, plus the span of lines, without redundant rows.

    >>> hull([(_ZERO,), (fmpq(2),), (_ONE,)])
    Polyhedron(x1 <= 2, -x1 <= 0)
    """
    dim = len(points[0])
    both = [*lines, *(tuple(-a for a in line) for line in lines)]
    homogeneous = list(
        dict.fromkeys([*((_ONE, *point) for point in points), *((_ZERO, *ray) for ray in (*rays, *both))])
    )
    rows = [_row(w, "==") for w in kernel(homogeneous, dim + 1)]
    columns = independent(list(zip(*homogeneous, strict=True)))
    matrix = [cleared(tuple(g[c] for c in columns)) for g in homogeneous if any(g[c] for c in columns)]
    for ray in extreme_rays(list(dict.fromkeys(matrix)), quantity="facets") if len(columns) > 1 else ():
        full = [_ZERO] * (dim + 1)
        for column, value in zip(columns, ray.direction, strict=True):
            full[column] = fmpq(value)
        # The facet at infinity has the row 0 <= a positive number.
        if any(full[1:]):
            rows.append(_row(full, "<="))
    return Polyhedron(rows, dim)


def _row(w: Sequence[Any], relation: Any) -> Row:
    """The row of all x with (1, x) . w >= 0, or == 0."""
    integers = cleared(tuple(w))
    return Row(tuple(fmpq(-a) for a in integers[1:]), relation, fmpq(integers[0]))


def simplex(points: Sequence[Vector]) -> Polyhedron:
    """The hull of affinely independent points."""
    if len(independent([(_ONE, *point) for point in points])) < len(points):
        raise InputError("simplex", f"{len(points)} affinely dependent points", "independent points",
                         "Polyhedron.hull(points)")  # fmt: skip
    return hull(points)


def polygon(points: Sequence[Vector]) -> Polyhedron:
    """The convex polygon with these corners, given in order round it."""
    if len(points[0]) != 2 or len(points) < 3:
        found = f"{len(points)} points in R^{len(points[0])}"
        raise InputError("polygon", found, "at least three points in the plane", "Polyhedron.hull(points)")
    n = len(points)
    turns = [_turn(points[i - 2], points[i - 1], points[i]) for i in range(n)]
    if not (all(t > 0 for t in turns) or all(t < 0 for t in turns)):
        wanted = "corners of a convex polygon, in order, none on the line of its neighbours"
        raise InputError("polygon", _shown(points), wanted, "Polyhedron.hull(points)")
    sign = 1 if turns[0] > 0 else -1
    rows: list[Row] = []
    for i in range(n):
        (x, y), (u, v) = points[i], points[(i + 1) % n]
        rows.append(_row((sign * (x * v - y * u), sign * (y - v), sign * (u - x)), "<="))
    found = Polyhedron(rows, 2)
    # A star turns one way at each corner too, and goes round more than once.
    if len(set(points)) < n or not all(found.contains(point) for point in points):
        wanted = "corners in order, once round the polygon"
        raise InputError("polygon", _shown(points), wanted, "Polyhedron.hull(points)")
    return found


def _turn(a: Vector, b: Vector, c: Vector) -> Any:
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


def _shown(points: Sequence[Vector]) -> str:
    text = ", ".join(f"({x}, {y})" for x, y in points)
    return text if len(text) <= 80 else text[:77] + "..."
