"""Neighbouring polytopes made one."""

from __future__ import annotations

import random

import pytest
from flint import fmpq

from symrelu.laws.polytope import Polytope
from symrelu.laws.unions import united
from tests.laws.test_polytope import cut_box, vector


@pytest.mark.parametrize("n", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(3))
def test_the_halves_of_a_polytope_are_made_one_again(n: int, seed: int) -> None:
    whole, _ = cut_box(n, seed)
    generator = random.Random(seed)
    halves = [half for half in whole.split(vector(generator, n), fmpq(1, 9)) if half]
    (found,) = united(halves)
    assert sorted(found.vertices) == sorted(whole.vertices)
    assert found.volume == whole.volume
    for v, bits in zip(found.vertices, found.tight, strict=True):
        for k, (normal, bound) in enumerate(found.rows):
            height = sum((a * x for a, x in zip(normal, v, strict=True)), fmpq(0))
            assert height <= bound
            assert (height == bound) == bool(bits >> k & 1)


def test_a_union_that_is_not_convex_stays_apart() -> None:
    """Three squares of an L: two of them are made one, the third stays."""

    def square(x: int, y: int) -> Polytope:
        return Polytope.box([(fmpq(x), fmpq(x + 1)), (fmpq(y), fmpq(y + 1))])

    found = united([square(0, 0), square(1, 0), square(0, 1)])
    assert sorted(one.volume for one in found) == [1, 2]
    assert len(united([square(0, 0), square(1, 1)])) == 2
    assert len(united([square(0, 0), square(5, 0)])) == 2
    assert len(united([square(i, j) for i in range(3) for j in range(3)])) < 9
    assert united([]) == []
