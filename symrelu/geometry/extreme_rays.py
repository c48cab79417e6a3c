# pyright: basic
"""Extreme rays of pointed cones over the integers, by the double description method.

Source: T. S. Motzkin et al., The double description method, 1953; K. Fukuda, A. Prodon, 1996.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd, lcm

from flint import fmpq, fmpq_mat

from symrelu.errors import OutOfTime, TooManyVertices
from symrelu.geometry.reduction import independent
from symrelu.model.rational import Vector

Integers = tuple[int, ...]
_MOST_RAYS = 10_000
_MOST_PAIRS = 50_000_000  # some seconds


@dataclass(frozen=True, slots=True)
class Ray:
    """A primitive integer direction, and the rows that vanish on it, as bits."""

    direction: Integers
    tight: int


def primitive(values: Sequence[int]) -> Integers:
    """The shortest integer vector with this direction.

    >>> primitive([4, -6])
    (2, -3)
    """
    common = gcd(*values)
    return tuple(v // common for v in values) if common > 1 else tuple(values)


def cleared(vector: Vector) -> Integers:
    """The shortest integer vector with the direction of a rational one.

    >>> cleared((fmpq(1, 2), fmpq(-1, 3)))
    (3, -2)
    """
    common = lcm(*(int(v.q) for v in vector))
    return primitive([int(v.p) * (common // int(v.q)) for v in vector])


def extreme_rays(
    matrix: Sequence[Integers], deadline: float = float("inf"), quantity: str = "vertices"
) -> list[Ray]:
    """The extreme rays of the cone of all y with matrix . y >= 0, which stand for vertices or facets.

    Requires: the columns are linearly independent, so that the cone holds no line.
    Raises: OutOfTime after the deadline (time.monotonic); TooManyVertices.

    >>> [ray.direction for ray in extreme_rays([(1, 0), (0, 1), (1, 1), (2, -1)])]
    [(1, 0), (1, 2)]
    """
    width = len(matrix[0])
    first = independent([tuple(map(fmpq, row)) for row in matrix])
    inverse = fmpq_mat(width, width, [fmpq(a) for i in first for a in matrix[i]]).inv()
    everything = sum(1 << i for i in first)
    rays = [
        Ray(cleared(tuple(inverse[i, j] for i in range(width))), everything & ~(1 << row))
        for j, row in enumerate(first)
    ]
    later = [index for index in range(len(matrix)) if index not in first]
    work = 0
    for done, index in enumerate(later, start=width):
        more = _cut(rays, index, matrix[index], _MOST_PAIRS - work, deadline)
        if more is None or len(more[0]) > _MOST_RAYS:
            raise TooManyVertices(quantity, len(more[0] if more else rays), done + bool(more), len(matrix))
        rays = more[0]
        work += more[1]
    return rays


def _cut(
    rays: list[Ray], index: int, row: Integers, most: int, deadline: float
) -> tuple[list[Ray], int] | None:
    """The rays where a row is not negative, and how many pairs were compared; None if they are too many."""
    kept: list[Ray] = []
    above: list[tuple[int, Ray]] = []
    below: list[tuple[int, Ray]] = []
    bit = 1 << index
    for ray in rays:
        value = sum(a * y for a, y in zip(row, ray.direction, strict=True))
        if value > 0:
            kept.append(ray)
            above.append((value, ray))
        elif value < 0:
            below.append((value, ray))
        else:
            kept.append(Ray(ray.direction, ray.tight | bit))
    width, work = len(row), len(below) * len(above)
    if work > most:
        return None
    for low, under in below:
        if time.monotonic() > deadline:
            raise OutOfTime("the vertices of a polyhedron", 0)
        for high, over in above:
            common = under.tight & over.tight
            if common.bit_count() < width - 2:
                continue
            work += len(rays)
            if _adjacent(common, under, over, rays):
                pairs = zip(over.direction, under.direction, strict=True)
                kept.append(Ray(primitive([high * u - low * o for o, u in pairs]), common | bit))
        if work > most:
            return None
    return kept, work


def _adjacent(common: int, one: Ray, two: Ray, rays: list[Ray]) -> bool:
    """Whether no third ray lies on all rows on which both lie."""
    return not any(ray.tight & common == common and ray is not one and ray is not two for ray in rays)
