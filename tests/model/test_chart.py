"""Charts of affine subspaces."""

from __future__ import annotations

import random

import pytest
import sympy as sp
from flint import fmpq

from symrelu.model.chart import ambient, chart
from symrelu.model.row import Row
from symrelu.model.scalar import expression


def random_points(seed: int, d: int, k: int) -> tuple[tuple[fmpq, ...], list[tuple[fmpq, ...]]]:
    generator = random.Random(seed)
    base = tuple(fmpq(generator.randint(-4, 4), generator.randint(1, 3)) for _ in range(d))
    return base, [tuple(fmpq(generator.randint(-3, 3)) for _ in range(d)) for _ in range(k)]


@pytest.mark.parametrize(("d", "k"), [(1, 1), (2, 1), (3, 1), (3, 2), (4, 2), (4, 4)])
@pytest.mark.parametrize("seed", range(5))
def test_one_subspace_has_one_chart(d: int, k: int, seed: int) -> None:
    base, directions = random_points(seed, d, k)
    one = chart(base, directions)
    assert one.dim == sp.Matrix([[expression(v) for v in row] for row in directions]).rank()
    moved = tuple(b + 2 * sum(row[i] for row in directions) for i, b in enumerate(base))
    mixed = [tuple(a + 3 * b for a, b in zip(row, directions[0], strict=True)) for row in directions]
    assert chart(moved, [*mixed, *directions]) == one
    t = one.local(moved)
    assert t is not None
    assert one.point(t) == moved
    assert t == tuple(moved[i] for i in one.free)


@pytest.mark.parametrize("seed", range(5))
def test_rows_are_pulled_back_and_lifted(seed: int) -> None:
    base, directions = random_points(seed, 3, 2)
    one = chart(base, directions)
    row = Row((fmpq(1), fmpq(-2), fmpq(3)), "<=", fmpq(1, 2))
    for t in [(fmpq(0),) * one.dim, (fmpq(5, 2),) * one.dim, (fmpq(-3),) * one.dim]:
        point = one.point(t)
        pulled = one.pulled_back(row)
        assert pulled.slack(t) == row.slack(point)
        assert all(equation.holds(point) for equation in one.equations)
        assert one.lifted(pulled).slack(point) == pulled.slack(t)
    outside = tuple(x + 1 if i not in one.free else x for i, x in enumerate(base))
    assert one.dim == 3 or one.local(outside) is None


def test_lines_with_irrational_directions_are_compared_exactly() -> None:
    root = sp.sqrt(2)
    one = chart((fmpq(0), fmpq(1)), [(root, fmpq(2))])
    two = chart((root, fmpq(3)), [(fmpq(1), root)])
    assert one.free == two.free == (0,)
    assert sp.simplify(expression(one.basis[0][1] - two.basis[0][1])) == 0
    assert sp.simplify(expression(one.base[1] - two.base[1])) == 0
    assert one.local((root, fmpq(3))) is not None
    assert one.local((root, fmpq(2))) is None


def test_the_coordinates_of_a_chart_are_those_of_the_space() -> None:
    line = chart((fmpq(1), fmpq(2), fmpq(3)), [(fmpq(0), fmpq(2), fmpq(4))])
    assert line.coordinates == (ambient(3)[1],)
    assert line.to_json() == {"base": ["1", "0", "-1"], "basis": [["0", "1", "2"]], "coordinates": ["y2"]}
