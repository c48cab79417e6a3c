"""Images under affine maps, open and closed sides kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symrelu.errors import InputError
from symrelu.geometry.generators import generators
from symrelu.model.affine import Affine
from symrelu.model.polyhedron import Polyhedron
from tests.geometry.rows import polyhedra

MATRICES = st.integers(-2, 2)


@settings(max_examples=60)
@given(polyhedra(), st.data())
def test_a_point_is_in_the_image_if_its_fibre_is_not_empty(polyhedron: Polyhedron, data: Any) -> None:
    n, m = polyhedron.dim, data.draw(st.integers(1, 3))
    row = st.lists(MATRICES, min_size=n, max_size=n)
    affine = Affine(data.draw(st.lists(row, min_size=m, max_size=m)), [1] * m)
    image = polyhedron.image(affine)
    assert image.is_empty() == polyhedron.is_empty()
    point = polyhedron.interior_point()
    tried = data.draw(
        st.lists(st.tuples(*[st.fractions(-4, 4, max_denominator=2)] * m), min_size=3, max_size=3)
    )
    if point is not None:
        assert image.contains(affine(point))
        tried += [affine(vertex) for vertex in polyhedron.vertices()[:4]]
    for y in tried:
        level = Polyhedron.box([(value, value) for value in y]).preimage(affine)
        fibre = polyhedron.intersection(level)
        assert image.contains(y) == (not fibre.is_empty())


@settings(max_examples=40)
@given(polyhedra(relations="<= >= =="), st.data())
def test_generators_are_mapped(polyhedron: Polyhedron, data: Any) -> None:
    if polyhedron.is_empty():
        return
    n = polyhedron.dim
    affine = Affine([data.draw(st.lists(MATRICES, min_size=n, max_size=n)) for _ in range(2)], [0, 3])
    linear = Affine(affine.matrix)
    found = generators(polyhedron)
    rays, lines = ([v for v in map(linear, vs) if any(v)] for vs in (found.rays, found.lines))
    expected = Polyhedron.hull([affine(p) for p in found.points], rays, lines)
    assert polyhedron.image(affine).same_set(expected)


def test_the_border_of_an_image() -> None:
    half_open = Polyhedron([([1, 0], ">=", 0), ([1, 0], "<", 1), ([0, 1], ">=", 0), ([0, 1], "<=", 1)])
    shown = half_open.image(Affine([[1, 1]]))
    assert [shown.contains([value]) for value in (0, 1, 2)] == [True, True, False]
    assert half_open.image(Affine([[0, 1]])).contains([1])
    assert not half_open.image(Affine([[1, 0]])).contains([1])
    triangle = Polyhedron([([1, 0], ">", 0), ([0, 1], ">=", 0), ([1, 1], "<=", 1)])
    flat = triangle.image(Affine([[1, 0], [2, 0]], [0, 5]))
    assert flat.dimension() == 1
    assert not flat.contains([0, 5])
    assert flat.contains([1, 7])


def test_the_image_under_a_constant_map_is_a_point() -> None:
    constant = Affine([[0, 0]], [7])
    assert Polyhedron.whole(2).image(constant).vertices() == ((7,),)
    assert Polyhedron([([1, 0], "<", 0), ([1, 0], ">", 0)]).image(constant).is_empty()


def test_a_projection_in_many_steps() -> None:
    cube = Polyhedron.box([(0, 1)] * 6).intersection(Polyhedron([([1] * 6, "<=", 3)]))
    total = cube.image(Affine([[1, 1, 1, 1, 1, 1], [1, 0, 0, 0, 0, 0]]))
    assert total.same_set(Polyhedron.hull([(0, 0), (1, 1), (3, 1), (3, 0)]))


def test_maps_that_do_not_fit() -> None:
    with pytest.raises(InputError, match="image: found a map from R\\^3"):
        Polyhedron.whole(2).image(Affine([[1, 0, 0]]))
    with pytest.raises(InputError, match="preimage: found a map into R\\^1"):
        Polyhedron.whole(2).preimage(Affine([[1, 0, 0]]))
