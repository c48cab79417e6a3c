"""Symmetric weights at an input and its opposite: what is proved, near misses, values by enumeration."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest

from symrelu import And, Equal, Implies
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = ("sign_changes", "opposite_inputs", "sixty_degrees")


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


def test_laws_that_are_not_symmetric_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    for home, name in (("sign_changes", "signs_may_change"), ("opposite_inputs", "opposite_inputs")):
        claim = getattr(paper.module(home), name).claim
        parts = claim.condition.parts
        for k in range(len(parts)):
            weaker = Implies(And(*parts[:k], *parts[k + 1 :]), claim.conclusion)
            assert refused(paper, lines, f"{home}.{name}", weaker), parts[k]


def test_other_differences_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    for home, name in (("opposite_inputs", "opposite_inputs"), ("sixty_degrees", "signs_at_sixty_degrees")):
        claim = getattr(paper.module(home), name).claim
        equation = claim.conclusion
        wrong = Implies(claim.condition, Equal(equation.left, 2 * equation.right))
        assert refused(paper, lines, f"{home}.{name}", wrong)
    without = paper.module("sixty_degrees").signs_at_sixty_degrees.claim.conclusion
    assert refused(paper, lines, "sixty_degrees.signs_at_sixty_degrees", without)  # nothing at n = 0


def kernel(x: Sequence[int], y: Sequence[int]) -> Fraction:
    """The kernel of the rectifier for random signs, over all vectors of signs."""
    total = Fraction(0)
    for w in product((-1, 1), repeat=len(x)):
        first, second = (sum(a * b for a, b in zip(w, v, strict=True)) for v in (x, y))
        total += max(first, 0) * max(second, 0)
    return total / 2 ** len(x)


@pytest.mark.parametrize(("x", "y"), [((1,), (1,)), ((1, 2), (3, -1)), ((1, 1, 0, 2), (0, -1, 5, 1))])
def test_the_difference_is_half_the_inner_product(x: tuple[int, ...], y: tuple[int, ...]) -> None:
    inner = sum(a * b for a, b in zip(x, y, strict=True))
    assert kernel(x, y) - kernel(x, [-b for b in y]) == Fraction(inner, 2)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_the_kernels_at_sixty_degrees_by_enumeration(paper: Paper, n: int) -> None:
    first = [1] * n + [1] * n + [0] * n
    near, far = ([s] * n + [0] * n + [1] * n for s in (1, -1))
    values = [kernel(first, other) / (2 * n) for other in (near, far)]
    known = {1: ((1, 4), (0, 1)), 2: ((9, 32), (1, 32)), 3: ((37, 128), (5, 128))}
    assert values == [Fraction(*value) for value in known[n]]
    assert values[0] - values[1] == Fraction(1, 4)
