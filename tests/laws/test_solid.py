"""Solids of R^n: cut, projected and united, against polyhedra and linear programs."""

from __future__ import annotations

import random
from typing import Any

import pytest
import sympy as sp
from flint import fmpq, fmpq_mat

from symrelu.laws.block import united_solids
from symrelu.laws.polytope import simplex_volume
from symrelu.laws.solid import Solid
from symrelu.model.affine import Affine
from symrelu.model.polyhedron import Polyhedron


def draw(seed: int) -> tuple[int, list[tuple[tuple[Any, ...], Any]]]:
    """Rows with small numbers: many are redundant, parallel, or meet in one point."""
    generator = random.Random(seed)
    n = generator.choice([1, 2, 3, 4])
    rows = [
        (tuple(fmpq(generator.randint(-2, 2)) for _ in range(n)), fmpq(generator.randint(-1, 2)))
        for _ in range(generator.randint(0, 8))
    ]
    return n, [row for row in rows if any(row[0])]


@pytest.mark.parametrize("seed", range(60))
def test_solids_are_the_polyhedra_of_their_rows(seed: int) -> None:
    n, rows = draw(seed)
    solid, open_one = Solid.of(rows, n), Polyhedron([(a, "<", b) for a, b in rows], n)
    if solid is None:
        assert open_one.is_empty()
        return
    closed = open_one.closure()
    assert open_one.contains(solid.interior)
    assert len(solid.facets) == len(closed.without_redundancy().rows)
    assert Polyhedron([(a, "<=", b) for a, b in solid.facets], n).same_set(closed)
    assert all(closed.contains(v) for v in solid.vertices)
    assert len(solid.lines) == n - fmpq_mat([[fmpq(0)] * n, *(list(a) for a, _ in rows)]).rank()
    if not solid.lines and not solid.directions:
        assert set(solid.vertices) == set(closed.vertices())
        simplices = [tuple(ray[:-1] for ray in one) for one in solid.simplices()]
        assert sum(map(simplex_volume, simplices), fmpq(0)) == fmpq(
            *map(int, sp.Rational(closed.volume()).as_numer_denom())
        )


@pytest.mark.parametrize("seed", range(25))
def test_images_and_halves(seed: int) -> None:
    n, rows = draw(seed)
    solid = Solid.of(rows, n)
    if solid is None:
        return
    generator = random.Random(seed)
    normal = tuple(fmpq(generator.randint(-2, 2)) for _ in range(n))
    if any(normal):
        offset = (fmpq(1),)
        closed = Polyhedron([(a, "<=", b) for a, b in rows], n)
        found = Polyhedron([(a, "<=", b) for a, b in solid.image([normal], offset).rows], 1)
        assert found.same_set(closed.image(Affine([list(normal)], offset)))
        halves = [half for half in solid.split(normal, fmpq(generator.randint(-2, 2), 3)) if half]
        (whole,) = united_solids(halves)
        assert {frozenset(solid.facets)} == {frozenset(whole.facets)}
        if len(halves) == 2:
            assert halves[0].apart(halves[1])
            assert [len(one.minus(halves[0])) for one in halves] == [0, 1]


def test_what_is_not_convex_is_not_united() -> None:
    one, zero = fmpq(1), fmpq(0)
    corner = Solid.of([((one, zero, zero), zero), ((zero, one, zero), zero)], 3)
    beside = Solid.of([((-one, zero, zero), zero), ((zero, one, zero), one)], 3)
    assert corner is not None and beside is not None
    assert len(united_solids([corner, beside])) == 2
