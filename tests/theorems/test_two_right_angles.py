"""Random signs at two right angles: what is proved, near misses that are not, the values by enumeration."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb

import pytest
import sympy as sp

from symrelu import And, Equal
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = (
    "parity_of_sums",
    "walks_in_the_plane",
    "steps_in_the_plane",
    "signs_on_diagonals",
    "two_right_angles",
)


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


def test_other_sums_of_squares_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module("parity_of_sums")
    claim = module.telescope.claim
    assert refused(paper, lines, "parity_of_sums.telescope", Equal(claim.left, 2 * claim.right))
    odd = module.Equal(module.P(module.walk(module.n, module.S), module.lattice(module.n + 1)), 1)
    assert refused(paper, lines, "parity_of_sums.parity_of_a_sum", odd)


def test_other_kernels_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    home = paper.module("signs_on_diagonals")
    claim = home.signs_on_diagonals.claim
    assert refused(paper, lines, "signs_on_diagonals.signs_on_diagonals", Equal(claim.left, claim.right * 2))
    module = paper.module("two_right_angles")
    values = module.one_and_three.claim.parts
    wrong = And(*values[:3], Equal(values[3].left, values[3].right * 2))
    assert refused(paper, lines, "two_right_angles.one_and_three", wrong)


def kernels(n: int) -> tuple[Fraction, Fraction]:
    """On two blocks and on the diagonals, over all vectors of 2n signs."""
    blocks = diagonals = 0
    for w in product((-1, 1), repeat=2 * n):
        first, second = sum(w[:n]), sum(w[n:])
        blocks += max(first, 0) * max(second, 0)
        diagonals += max(first + second, 0) * max(first - second, 0)
    return Fraction(blocks, 4**n), Fraction(diagonals, 4**n)


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 6, 7])
def test_the_stated_kernels_by_enumeration(n: int) -> None:
    blocks, diagonals = kernels(n)
    j, odd = divmod(n, 2)
    p = Fraction(comb(2 * j, j), 4**j)
    if odd:
        assert diagonals == j * (2 * j + 1) * p**2
        assert 2 * blocks - diagonals == (2 * j + 1) * p**2 / 2 > 0
    else:
        assert diagonals == 2 * blocks


@pytest.mark.parametrize("n", range(1, 9))
def test_the_telescoping_sum_by_enumeration(n: int) -> None:
    def mass(n: int, y: int) -> Fraction:
        return Fraction(comb(n, (n + y) // 2), 2**n) if abs(y) <= n and (n + y) % 2 == 0 else Fraction(0)

    squares = sum((a * mass(n, a) ** 2 for a in range(1, n + 1)), Fraction(0))
    assert squares == Fraction(n, 4) * (mass(n - 1, 0) ** 2 + mass(n - 1, 1) ** 2)
    if n <= 6:
        assert kernels(n)[1] - kernels(n - 1)[1] == 2 * sum(
            (a * mass(n - 1, a) ** 2 for a in range(1, n)), Fraction(0)
        )


def test_the_stated_values_are_these(paper: Paper) -> None:
    parts = paper.module("two_right_angles").one_and_three.claim.parts
    found = [value for n in (1, 3) for value in kernels(n)]
    assert [part.right for part in parts] == [sp.Rational(v.numerator, v.denominator) for v in found]
