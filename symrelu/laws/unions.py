# pyright: basic
"""Neighbouring polytopes whose union is convex, made one."""

from __future__ import annotations

from collections.abc import Iterable

from symrelu.laws.convex_region import Halfspace
from symrelu.laws.polytope import Polytope
from symrelu.model.rational import Vector, dot

Facet = frozenset[Vector]


def united(polytopes: Iterable[Polytope]) -> list[Polytope]:
    """Polytopes with disjoint interiors, each pair that shares a facet and has a convex union made one.

    >>> from flint import fmpq
    >>> square = Polytope.box([(fmpq(0), fmpq(2))] * 2)
    >>> halves = [half for half in square.split((fmpq(1), fmpq(1)), fmpq(1)) if half]
    >>> [one.volume for one in united(halves)]
    [4]
    """
    found: dict[int, Polytope] = {}
    owners: dict[Facet, int] = {}
    waiting = list(polytopes)
    if len(waiting) == 1:
        return waiting
    for number in range(2 * len(waiting)):
        if not waiting:
            break
        one = waiting.pop()
        facets = _facets(one)
        whole = None
        for facet, row in facets.items():
            other = owners.get(facet)
            if other is not None and other in found:
                whole = _union(one, row, found[other], facet)
                if whole is not None:
                    del found[other]
                    break
        if whole is not None:
            waiting.append(whole)
            continue
        found[number] = one
        for facet in facets:
            owners[facet] = number
    return list(found.values())


def _facets(polytope: Polytope) -> dict[Facet, int]:
    """The facets by their vertices, each with the number of its row."""
    found: dict[Facet, int] = {}
    for k in range(len(polytope.rows)):
        pairs = zip(polytope.vertices, polytope.tight, strict=True)
        found[frozenset(v for v, bits in pairs if bits >> k & 1)] = k
    return found


def _union(one: Polytope, row: int, two: Polytope, facet: Facet) -> Polytope | None:
    """The union of two polytopes on the two sides of a facet, None if it is not convex.

    It is convex if and only if all other rows of each hold on the other.
    """
    opposite = _facets(two).get(facet)
    rows: dict[Halfspace, None] = {}
    for polytope, shared, other in ((one, row, two), (two, opposite, one)):
        for k, (normal, bound) in enumerate(polytope.rows):
            if k == shared:
                continue
            if any(dot(normal, v) > bound for v in other.vertices):
                return None
            rows[_scaled(normal, bound)] = None
    points = list(dict.fromkeys((*one.vertices, *two.vertices)))
    kept = list(rows)
    tight = [sum(1 << k for k, (normal, bound) in enumerate(kept) if dot(normal, v) == bound) for v in points]
    corners = [
        i for i, bits in enumerate(tight) if not any(bits != more and bits & ~more == 0 for more in tight)
    ]
    return Polytope(one.dim, tuple(kept), tuple(points[i] for i in corners), tuple(tight[i] for i in corners))


def _scaled(normal: Vector, bound: object) -> Halfspace:
    """The half-space with the first entry of its normal that is not 0 made 1 or -1."""
    lead = abs(next(a for a in normal if a != 0))
    return tuple(a / lead for a in normal), bound / lead  # type: ignore[operator]
