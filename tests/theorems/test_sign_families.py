"""Kernels of many random signs: what is proved, near misses that are not, the values by enumeration."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import comb, pi
from typing import Any

import pytest
import sympy as sp

from symrelu import And, Equal, ForAll, Implies, Less, abs_
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = (
    "independent_sums",
    "blocks_of_weights",
    "inputs_on_blocks",
    "sums_of_signs",
    "sizes_of_sums",
    "sharp_wallis",
    "sign_families",
    "rates_of_signs",
)


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


def weight(j: int) -> Fraction:
    return Fraction(comb(2 * j, j), 4**j)


def mean(n: int, function: Callable[[tuple[int, ...]], Any]) -> Fraction:
    """The mean over all vectors of n signs."""
    return Fraction(sum(map(function, product((-1, 1), repeat=n))), 2**n)


# ---- near misses -----------------------------------------------------------------------------------


def test_unbounded_functions_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module("independent_sums")
    claim = module.one_more_weight.claim
    assert not refused(paper, lines, "independent_sums.one_more_weight", claim)
    other = ForAll(module.x, [], abs_(module.g(module.x)) <= module.M)
    for condition in (And(), other):
        wrong = Implies(condition, claim.conclusion)
        assert refused(paper, lines, "independent_sums.one_more_weight", wrong)


def test_blocks_must_not_overlap(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module("blocks_of_weights")
    claim, n, m = module.two_blocks_are_independent.claim, module.n, module.m
    seen = module.E(
        module.iid(n + m, module.mu),
        lambda z: module.phi(module.total(n)(z), module.total(m)(z)),
    )
    wrong = Implies(claim.condition, Equal(seen, module.over_two(module.phi)))
    assert refused(paper, lines, "blocks_of_weights.two_blocks_are_independent", wrong)


def test_what_is_not_sure_is_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module("blocks_of_weights")
    claim = module.bounded_where_sure.claim
    parts = claim.condition.parts
    for k in range(len(parts)):
        weaker = Implies(And(*parts[:k], *parts[k + 1 :]), claim.conclusion)
        assert refused(paper, lines, "blocks_of_weights.bounded_where_sure", weaker), parts[k]


def test_other_masses_and_sizes_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    signs, sizes = paper.module("sums_of_signs"), paper.module("sizes_of_sums")
    even, odd = signs.return_to_zero.claim.parts
    for wrong in (And(even, Equal(odd.left, even.right)), And(Equal(even.left, odd.right), odd)):
        assert refused(paper, lines, "sums_of_signs.return_to_zero", wrong)
    assert refused(
        paper,
        lines,
        "sums_of_signs.values_of_a_sum",
        Equal(
            signs.P(signs.walk(signs.n, signs.S), lambda x: And(x < signs.n, signs.possible(signs.n)(x))), 1
        ),
    )
    j, p = sizes.j, sizes.weight(sizes.j)
    even, odd, half = sizes.mean_size.claim.parts
    for wrong in (
        And(Equal(even.left, (2 * j + 1) * p), odd, half),
        And(even, Equal(odd.left, (2 * j + 2) * p), half),
        And(even, odd, Equal(half.left, 2 * half.right)),
    ):
        assert refused(paper, lines, "sizes_of_sums.mean_size", wrong)


def test_other_kernels_and_rates_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    families, rates = paper.module("sign_families"), paper.module("rates_of_signs")
    value = families.signs_on_two_blocks.claim
    assert refused(paper, lines, "sign_families.signs_on_two_blocks", Equal(value.left, value.right * 4))
    error, n = rates.error(rates.n), rates.n
    assert not refused(paper, lines, "rates_of_signs.bounded_error", rates.bounded_error.claim)
    for wrong in (
        rates.within(error),  # there is no error at n = 0
        Implies(1 <= n, And(Less(1 / (5 * sp.pi), error), Less(error, 1 / (2 * sp.pi)))),
        Implies(1 <= n, And(Less(1 / (6 * sp.pi), error), Less(error, 1 / (3 * sp.pi)))),
    ):
        assert refused(paper, lines, "rates_of_signs.bounded_error", wrong)


# ---- the values by enumeration ---------------------------------------------------------------------


@pytest.mark.parametrize("n", range(9))
def test_point_masses_and_sizes_by_enumeration(n: int) -> None:
    """The stated laws of S_n: Pascal's recursion, the weighted one, the return and the mean size."""

    def mass(n: int, y: int) -> Fraction:
        return mean(n, lambda w: int(sum(w) == y))

    j, odd = divmod(n, 2)
    assert mass(n, 0) == (0 if odd else weight(j))
    size = mean(n, lambda w: abs(sum(w)))
    assert size == (2 * j + odd) * weight(j)
    assert mean(n, lambda w: max(sum(w), 0)) == size / 2
    for y in range(-n - 1, n + 2):
        sides = mass(n, y - 1), mass(n, y + 1)
        assert 2 * mass(n + 1, y) == sides[0] + sides[1]
        assert 2 * y * mass(n + 1, y) == (n + 1) * (sides[0] - sides[1])


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_the_kernel_on_two_blocks_by_enumeration(n: int) -> None:
    def seen(w: tuple[int, ...]) -> int:
        return max(sum(w[:n]), 0) * max(sum(w[n:]), 0)

    kernel = mean(2 * n, seen)
    assert kernel == mean(n, lambda w: abs(sum(w))) ** 2 / 4
    j, odd = divmod(n, 2)
    assert kernel / n == ((2 * j + 1) * weight(j) ** 2 / 4 if odd else j * weight(j) ** 2 / 2)
    table = {1: (1, 4), 2: (1, 8), 3: (3, 16), 4: (9, 64), 5: (45, 256)}
    assert kernel / n == Fraction(*table[n])


@pytest.mark.parametrize("n", [1, 2, 3, 10, 11, 100, 101])
def test_the_stated_rates_are_met_and_the_order_is_sharp(n: int) -> None:
    j, odd = divmod(n, 2)
    p = float(weight(j))
    error = ((2 * j + 1) * p**2 / 4 - 1 / (2 * pi)) if odd else (1 / (2 * pi) - j * p**2 / 2)
    low, high = (6 * j + 2, 4 * j + 1) if odd else (4 * j + 1, 3 * j + 1)
    assert 1 / (2 * pi * low) < error < 1 / (2 * pi * high)
    assert 1 / (6 * pi) < n * error < 1 / (2 * pi)
    if n >= 100:
        assert abs(n * error * 4 * pi - 1) < 0.01
