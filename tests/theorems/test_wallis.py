"""Wallis's bounds: what is proved, near misses that are not, and the values by exact sums and quadrature."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import mpmath
import pytest
import sympy as sp

from symrelu import And, AtMost, Equal, Less
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, refused

PAPER = "tsuchida"


@pytest.fixture(scope="module")
def lines(paper: Paper) -> dict[str, Checked]:
    return paper.proved(["wallis"])


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert {name: line.reason for name, line in lines.items() if line.verdict != "proved"} == {}
    assert {name: line.axioms for name, line in lines.items() if line.axioms} == {}


def test_wider_and_swapped_bounds_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module("wallis")
    low, high = module.wallis_bounds.claim.parts
    j, p = module.j, module.weight(module.j)
    assert not refused(paper, lines, "wallis.wallis_bounds", And(low, high))
    assert refused(paper, lines, "wallis.wallis_bounds", And(low, Less(high.right, high.left)))
    lower, upper = module.weak_bounds.claim.parts
    for wrong in (
        And(AtMost(2, 2 * j * (sp.pi * p**2)), upper),
        And(AtMost(lower.right, lower.left), upper),
        And(lower, Less(upper.left, 1)),
        And(lower, AtMost((j + 2) * (sp.pi * module.weight(j + 1) ** 2), 1)),
    ):
        assert refused(paper, lines, "wallis.weak_bounds", wrong), wrong


def test_other_recurrences_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module("wallis")
    n, power = module.n, module.power
    zero, one, _ = module.powers_of_the_sine.claim.parts
    wrong = And(zero, one, Equal((n + 2) * power(n + 2), n * power(n)))
    assert refused(paper, lines, "wallis.powers_of_the_sine", wrong)
    assert refused(paper, lines, "wallis.powers_fall", AtMost(power(n), power(n + 1)))


def weight(j: int) -> Fraction:
    return Fraction(comb(2 * j, j), 4**j)


@pytest.mark.parametrize("j", [0, 1, 2, 7])
def test_the_weights_are_central_binomials_and_the_integrals_theirs(paper: Paper, j: int) -> None:
    module = paper.module("wallis")
    product = Fraction(1)
    for i in range(1, j + 1):
        ratio = module.ratio(sp.Integer(i))
        product *= Fraction(int(ratio.p), int(ratio.q))
    assert product == weight(j)
    with mpmath.workdps(30):
        p = mpmath.mpf(product.numerator) / product.denominator
        even, odd = (
            mpmath.quad(lambda x, k=k: mpmath.sin(x) ** k, [0, mpmath.pi / 2]) for k in (2 * j, 2 * j + 1)
        )
        assert abs(even - mpmath.pi * p / 2) < mpmath.mpf(10) ** -25
        assert abs((2 * j + 1) * p * odd - 1) < mpmath.mpf(10) ** -25
        assert j * p**2 < 1 / mpmath.pi < (j + mpmath.mpf(1) / 2) * p**2
