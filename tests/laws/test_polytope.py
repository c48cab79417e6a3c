"""Polytopes by rows and vertices: cuts, volumes, simplices, against the general geometry of polyhedra."""

from __future__ import annotations

import random
from itertools import combinations
from math import factorial

import pytest
from flint import fmpq, fmpq_mat

from symrelu.laws.polytope import Polytope, simplex_volume
from symrelu.model.polyhedron import Polyhedron

SEEDS = range(4)


def vector(generator: random.Random, n: int) -> tuple[fmpq, ...]:
    while True:
        found = tuple(fmpq(generator.randint(-3, 3)) for _ in range(n))
        if any(found):
            return found


def cut_box(n: int, seed: int, cuts: int = 3) -> tuple[Polytope, Polyhedron]:
    """A box of R^n cut several times, as both."""
    generator = random.Random(100 * n + seed)
    polytope = Polytope.box([(fmpq(-1), fmpq(1))] * n)
    rows = []
    for _ in range(cuts):
        normal, bound = vector(generator, n), fmpq(generator.randint(-2, 6), 4)
        smaller = polytope.cut(normal, bound)
        if smaller is not None:
            polytope = smaller
            rows.append((normal, "<=", bound))
    return polytope, Polyhedron.box([(-1, 1)] * n).intersection(Polyhedron(rows, n))


@pytest.mark.parametrize("n", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", SEEDS)
def test_cuts_give_the_vertices_and_the_volume_of_the_polyhedron(n: int, seed: int) -> None:
    polytope, polyhedron = cut_box(n, seed)
    assert sorted(polytope.vertices) == sorted(polyhedron.vertices())
    assert fmpq(int(polyhedron.volume().p), int(polyhedron.volume().q)) == polytope.volume


@pytest.mark.parametrize("n", [2, 3, 4])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_bits_of_a_vertex_are_its_rows(n: int, seed: int) -> None:
    polytope, _ = cut_box(n, seed)
    for v, bits in zip(polytope.vertices, polytope.tight, strict=True):
        for k, (normal, bound) in enumerate(polytope.rows):
            height = sum((a * x for a, x in zip(normal, v, strict=True)), fmpq(0))
            assert height <= bound
            assert (height == bound) == bool(bits >> k & 1)


@pytest.mark.parametrize("n", [2, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_two_sides_of_a_cut_and_a_difference_fill_the_polytope(n: int, seed: int) -> None:
    polytope, _ = cut_box(n, seed)
    other, _ = cut_box(n, seed + 10)
    low, high = polytope.split(vector(random.Random(seed), n), fmpq(1, 7))
    assert sum((side.volume for side in (low, high) if side), fmpq(0)) == polytope.volume
    both = polytope.meet(other.rows)
    rest = polytope.minus(other)
    assert sum((one.volume for one in rest), both.volume if both else fmpq(0)) == polytope.volume
    for one, two in combinations([*rest, *([both] if both else [])], 2):
        assert one.meet(two.rows) is None


def test_a_row_that_only_touches_changes_nothing() -> None:
    square = Polytope.box([(fmpq(0), fmpq(1))] * 2)
    assert square.cut((fmpq(1), fmpq(1)), fmpq(2)) is square
    assert square.cut((fmpq(1), fmpq(1)), fmpq(0)) is None


def test_a_moved_polytope() -> None:
    matrix = fmpq_mat([[2, 1], [0, -3]])
    square = Polytope.box([(fmpq(0), fmpq(1))] * 2)
    moved = square.moved(matrix, (fmpq(5), fmpq(7)))
    assert moved.volume == 6
    assert sorted(moved.vertices) == [(5, 7), (6, 4), (7, 7), (8, 4)]
    assert all(moved.contains(v) and not moved.contains(v, closed=False) for v in moved.vertices)


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_the_cross_polytope_has_volume_two_to_the_n_over_n_factorial(n: int) -> None:
    cross = Polytope.box([(fmpq(-1), fmpq(1))] * n)
    for signs in range(2**n):
        normal = tuple(fmpq(1 if signs >> i & 1 else -1) for i in range(n))
        cross = cross.cut(normal, fmpq(1)) or cross
    assert len(cross.vertices) == 2 * n
    assert cross.volume == fmpq(2**n, factorial(n))


def test_the_volume_of_a_simplex_is_a_determinant() -> None:
    simplex = ((fmpq(0), fmpq(0), fmpq(0)), (fmpq(1), fmpq(0), fmpq(0)), (fmpq(0), fmpq(2), fmpq(0)),
               (fmpq(1), fmpq(1), fmpq(3)))  # fmt: skip
    assert simplex_volume(simplex) == 1


def test_points_without_interior_have_no_box() -> None:
    assert Polytope.around([(fmpq(0), fmpq(1)), (fmpq(2), fmpq(1))]) is None
