"""Vertices by brute force, hulls, rays and lines, and rows without redundancy."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symrelu.errors import InputError
from symrelu.geometry.generators import generators
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.rational import rational
from tests.geometry.rows import fraction, fractions, inside, polyhedra, solved


def corners(polyhedron: Polyhedron) -> set[tuple[Fraction, ...]]:
    """The points of the closure on as many independent rows as there are coordinates."""
    found = set()
    for rows in itertools.combinations(polyhedron.rows, polyhedron.dim):
        point = solved(*map(list, zip(*map(fractions, rows), strict=True)))  # type: ignore[arg-type]
        if point is not None and inside(polyhedron, [rational(c) for c in point], closed=True):
            found.add(point)
    return found


@settings(max_examples=40)
@given(polyhedra(most=6))
def test_vertices_are_those_of_brute_force(polyhedron: Polyhedron) -> None:
    found = {tuple(fraction(c) for c in v) for v in polyhedron.vertices()}
    assert found == (set() if polyhedron.is_empty() else corners(polyhedron))


@given(polyhedra())
def test_generators_give_the_closure_back(polyhedron: Polyhedron) -> None:
    found = generators(polyhedron)
    if polyhedron.is_empty():
        assert found.points == ()
        return
    again = Polyhedron.hull(found.points, found.rays, found.lines)
    assert again.same_set(polyhedron.closure())
    assert polyhedron.is_bounded() == (not found.rays and not found.lines)


@settings(max_examples=40)
@given(st.integers(1, 4), st.data())
def test_the_hull_of_points(dim: int, data: Any) -> None:
    coordinate = st.fractions(-3, 3, max_denominator=4)
    points = data.draw(st.lists(st.tuples(*[coordinate] * dim), min_size=1, max_size=9))
    hull = Polyhedron.hull(points)
    assert all(hull.contains(point) for point in points)
    kept = {tuple(fraction(c) for c in v) for v in hull.vertices()}
    assert kept <= set(points)
    assert Polyhedron.hull(sorted(kept)).same_set(hull)
    for point in set(points) - kept:
        assert Polyhedron.hull([p for p in points if p != point]).contains(point)


@settings(max_examples=60)
@given(polyhedra())
def test_rows_without_redundancy(polyhedron: Polyhedron) -> None:
    short = polyhedron.without_redundancy()
    assert short.same_set(polyhedron)
    assert short.without_redundancy() == short
    if not polyhedron.is_empty():
        assert sum(row.equation for row in short.rows) == polyhedron.dim - polyhedron.dimension()
        for index in range(len(short.rows)):
            rest = Polyhedron(short.rows[:index] + short.rows[index + 1 :], short.dim)
            assert not rest.same_set(polyhedron)


@given(polyhedra())
def test_the_bounding_box(polyhedron: Polyhedron) -> None:
    box = polyhedron.bounding_box()
    if polyhedron.is_empty():
        assert box is None
        return
    found = generators(polyhedron)
    assert box is not None
    for axis, (lo, hi) in enumerate(box):
        free = any(line[axis] for line in found.lines)
        values = [point[axis] for point in found.points]
        assert lo == (None if free or any(ray[axis] < 0 for ray in found.rays) else min(values))
        assert hi == (None if free or any(ray[axis] > 0 for ray in found.rays) else max(values))


def test_strict_rows_that_only_cut_a_corner_stay() -> None:
    square = Polyhedron.box([(0, 1), (0, 1)])
    cut = square.intersection(Polyhedron([([1, 1], "<", 2), ([1, 1], "<", 3)]))
    assert len(cut.without_redundancy().rows) == 5
    assert not cut.same_set(square)
    assert square.includes(cut)
    assert not cut.includes(square)


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ([(0, 0), (1, 0)], "2 points"),
        ([(0, 0), (1, 1), (2, 2)], "convex polygon"),
        ([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2)], "convex polygon"),
        ([(0, 0), (1, 1), (1, 0), (0, 1)], "convex polygon"),
        ([(0, 3), (2, -3), (-3, 1), (3, 1), (-2, -3)], "once round"),
        ([(0, 0), (1, 0), (0, 1)] * 2, "once round"),
        ([(0, 0, 0), (1, 0, 0), (0, 1, 0)], "R\\^3"),
    ],
)
def test_what_is_no_convex_polygon_is_refused(points: list[Any], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        Polyhedron.polygon(points)


@pytest.mark.parametrize("step", [1, -1])
def test_a_polygon_either_way_round(step: int) -> None:
    points = [(0, 0), (4, 0), (5, 2), (3, 4), (0, 3)]
    polygon = Polyhedron.polygon(points[::step])
    assert [tuple(map(int, map(fraction, v))) for v in polygon.vertices()] == sorted(points)
    assert polygon.same_set(Polyhedron.hull(points))


def test_a_simplex_needs_independent_points() -> None:
    with pytest.raises(InputError, match="3 affinely dependent points"):
        Polyhedron.simplex([(0, 0), (1, 1), (2, 2)])
    segment = Polyhedron.simplex([(0, 0), (1, 1)])
    assert segment.dimension() == 1
    assert Polyhedron.simplex([(1, 2)]).vertices() == ((1, 2),)
