# pyright: basic
"""Vertices, extreme rays and lines of the closure of a polyhedron."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq

from symrelu.geometry.extreme_rays import cleared, extreme_rays
from symrelu.geometry.linear_program import Infeasible, inner_point
from symrelu.geometry.reduction import Reduction
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.rational import Vector


@dataclass(frozen=True, slots=True)
class Generators:
    """A closed polyhedron as hull(points) + cone(rays) + span(lines).

    Modulo the lines the points are its vertices. `tight` gives for each point the rows on which it lies, as
    bits, among the inequalities only; likewise `far` for each ray.
    """

    points: tuple[Vector, ...]
    rays: tuple[Vector, ...]
    lines: tuple[Vector, ...]
    tight: tuple[int, ...] = ()
    far: tuple[int, ...] = ()


def generators(polyhedron: Polyhedron, deadline: float = float("inf")) -> Generators:
    """The generators of the closure of a polyhedron; none at all if it is empty.

    Raises: OutOfTime after the deadline (time.monotonic).

    >>> found = generators(Polyhedron([([1, 1], "<=", 1), ([1, 0], ">=", 0)]))
    >>> found.points, found.rays, found.lines
    (((0, 1),), ((0, -1), (1, -1)), ())
    """
    reduction = Reduction(polyhedron.rows, polyhedron.dim)
    if reduction.conflict:
        return Generators((), (), ())
    asked = any(row.strict for row in polyhedron.rows) or not reduction.directions
    if asked and isinstance(inner_point(reduction, deadline, among_strict=True), Infeasible):
        return Generators((), (), ())
    if not reduction.directions:
        bits = (1 << len(reduction.inequalities)) - 1
        return Generators((reduction.point(()),), (), reduction.lines, (bits,))
    rows = [(fmpq(1), *(fmpq(0),) * len(reduction.directions))]
    for normal, bound in zip(reduction.normals, reduction.bounds, strict=True):
        rows.append((bound, *(-a for a in normal)))
    found = extreme_rays([cleared(row) for row in rows], deadline)
    points = [ray for ray in found if ray.direction[0]]
    rays = [ray for ray in found if not ray.direction[0]]
    if not points:
        return Generators((), (), ())
    return Generators(
        tuple(reduction.point([fmpq(v, ray.direction[0]) for v in ray.direction[1:]]) for ray in points),
        tuple(reduction.direction([fmpq(v) for v in ray.direction[1:]]) for ray in rays),
        reduction.lines,
        tuple(ray.tight >> 1 for ray in points),
        tuple(ray.tight >> 1 for ray in rays),
    )
