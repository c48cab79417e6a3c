"""Emptiness, relative interiors, and rows pushed and popped."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symrelu.geometry.feasibility import Feasibility, RelativeInterior, relative_interior
from symrelu.geometry.linear_program import Infeasible, maximise
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.row import Row
from tests.geometry.rows import contradicts, inside, polyhedra


def strictly(rows: tuple[Row, ...], dim: int) -> Polyhedron:
    """All inequalities read as strict."""
    return Polyhedron([Row(r.normal, "==" if r.equation else "<", r.bound) for r in rows], dim)


@given(polyhedra())
def test_a_relative_interior_point_or_multipliers(polyhedron: Polyhedron) -> None:
    found = relative_interior(polyhedron)
    if isinstance(found, Infeasible):
        assert polyhedron.is_empty()
        assert contradicts(polyhedron, found.farkas)
        return
    assert inside(polyhedron, found.point)
    for index, row in enumerate(polyhedron.rows):
        on_row = row.slack(found.point) == 0
        assert on_row == (index in found.equations or (not any(row.normal) and not row.bound))
        if index in found.equations:
            least = maximise([-a for a in row.normal], polyhedron)
            assert -least.value == row.bound


@given(polyhedra(), st.data())
def test_rows_pushed_and_popped(polyhedron: Polyhedron, data: Any) -> None:
    search = Feasibility(polyhedron)
    held = [polyhedron.rows]
    for _ in range(8):
        if len(held) > 1 and data.draw(st.booleans()):
            search.pop()
            held.pop()
        else:
            more = data.draw(polyhedra(dims=(polyhedron.dim,), most=2, box=False)).rows
            search.push(more)
            held.append(held[-1] + more)
        assert (search.rows, search.depth) == (held[-1], len(held) - 1)
        asked = strictly(search.rows, polyhedron.dim)
        if isinstance(search.answer, Infeasible):
            assert contradicts(asked, search.answer.farkas)
        else:
            assert inside(asked, search.answer.point)


def test_a_path_through_many_rows_keeps_short_points() -> None:
    source = Random(4)
    search = Feasibility(Polyhedron.box([(-1, 1)] * 3))
    for _ in range(40):
        row = ([source.randint(-(2**24), 2**24) for _ in range(3)], "<=", source.randint(-(2**24), 2**24))
        if isinstance(search.push([row]), Infeasible):
            search.pop()
    assert not isinstance(search.answer, Infeasible)
    assert all(int(x.q).bit_length() < 60 for x in search.answer.point)


def test_equations_and_rows_that_see_a_line() -> None:
    search = Feasibility(Polyhedron.whole(2))
    assert not isinstance(search.answer, Infeasible)
    search.push([([1, 0], "<", 0)])
    search.push([([0, 1], "==", 3), ([1, 1], ">", 2)])
    assert search.answer.point[1] == 3  # type: ignore[union-attr]
    assert isinstance(search.push([([0, 1], "==", 4)]), Infeasible)
    assert isinstance(search.push([([1, 0], "<", 5)]), Infeasible)
    for _ in range(4):
        search.pop()
    search.pop()
    assert search.rows == ()


@pytest.mark.parametrize("scale", [1, 10**30])
def test_slivers(scale: int) -> None:
    thin = Polyhedron([([scale, 0], "<", 1), ([-scale, 0], "<", -1 + 1), ([0, 1], "==", 0)])
    found = relative_interior(thin)
    assert isinstance(found, RelativeInterior)
    assert inside(thin, found.point)
    flat = thin.intersection(Polyhedron([([-scale, 0], "<=", -1)]))
    assert flat.is_empty()
    closed = flat.closure()
    assert closed.interior_point() is not None
    assert closed.dimension() == 0


@pytest.mark.parametrize(
    ("rows", "dim", "dimension"),
    [
        ([], 1, 1),
        ([], 3, 3),
        ([([0, 0], "<=", 1)], 2, 2),
        ([([0, 0], "<", 0)], 2, -1),
        ([([0, 0], "<=", 0)], 2, 2),
        ([([0, 0], "==", 0)], 2, 2),
        ([([0, 0], "==", 1)], 2, -1),
        ([([1], "<", 0), ([1], ">=", 0)], 1, -1),
        ([([1], "<=", 0), ([1], ">=", 0)], 1, 0),
        ([([1, 1], "<=", 0), ([-1, -1], "<=", 0)], 2, 1),
        ([([1, 1], "<=", 0), ([-1, 0], "<=", 0), ([0, -1], "<=", 0)], 2, 0),
        ([([1, 1], "<=", 0), ([-1, 0], "<", 0), ([0, -1], "<=", 0)], 2, -1),
        ([([1, 1], "==", 1), ([1, -1], "==", 0)], 2, 0),
    ],
)
def test_dimensions(rows: list[Any], dim: int, dimension: int) -> None:
    polyhedron = Polyhedron(rows, dim)
    assert polyhedron.dimension() == dimension
    assert polyhedron.is_empty() == (dimension < 0)
    assert (polyhedron.interior_point() is None) == (dimension < 0)
    assert len(polyhedron.affine_hull().rows) == (dim - dimension if dimension >= 0 else 1)
