"""Universality with a rate: what is proved, near misses that are not, bounds against exact kernels."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from itertools import product
from typing import Any

import mpmath
import pytest
import sympy as sp

from symrelu import And, AtMost, Equal, Implies, abs_
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = (
    "means_below_sums",
    "independent_weights",
    "last_weights",
    "second_moments_of_sums",
    "pairs_of_weights",
    "order_of_means",
    "smoothed_rectifier",
    "third_moments",
    "two_smoothed_rectifiers",
    "one_weight_replaced",
    "differences_of_means",
    "averaged_replacements",
    "replaced_weights",
    "all_weights_replaced",
    "smoothed_kernels",
    "universality",
    "rate_of_universality",
    "universal_kernel",
    "universal_kernel_of_inputs",
)
# Laws of mean 0 and variance 1, as weighted values; the roots are close rationals where they are none.
SIGNS = ((Fraction(1, 2), -1), (Fraction(1, 2), 1))
SKEW = ((Fraction(4, 5), Fraction(-1, 2)), (Fraction(1, 5), Fraction(2)))
SPREAD = ((Fraction(1, 8), Fraction(-2)), (Fraction(3, 4), Fraction(0)), (Fraction(1, 8), Fraction(2)))
LAWS = (SIGNS, SKEW, SPREAD)
Law = tuple[tuple[Fraction, Any], ...]


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


# ---- near misses -----------------------------------------------------------------------------------


def test_sharper_taylor_bounds_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    name, module = "smoothed_rectifier.taylor_bounds", paper.module("smoothed_rectifier")
    step, first, second = module.taylor_bounds.claim.parts
    w = module.w
    for wrong in (
        And(step, AtMost(first.lhs, w**2 / 3), second),
        And(step, first, AtMost(second.lhs, abs_(w) * w**2 / 7)),
    ):
        assert refused(paper, lines, name, wrong), wrong
    near = module.close_to_the_rectifier.claim
    wrong = And(near.parts[0], AtMost(near.parts[1].lhs, sp.Rational(1, 7)))
    assert refused(paper, lines, "smoothed_rectifier.close_to_the_rectifier", wrong)


def test_other_second_moments_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    name, module = "second_moments_of_sums.second_moment_of_a_sum", paper.module("second_moments_of_sums")
    claim, r = module.second_moment_of_a_sum.claim, module.r
    assert refused(paper, lines, name, weaker(claim, 1)), "the mean must be 0"
    wrong = Implies(claim.condition, Equal(claim.conclusion.left, claim.conclusion.right + r))
    assert refused(paper, lines, name, wrong)


@pytest.mark.parametrize("k", [0, 3, 5])
def test_the_order_of_means_needs_second_moments(paper: Paper, lines: dict[str, Checked], k: int) -> None:
    claim = paper.module("order_of_means").means_in_either_order.claim
    assert refused(paper, lines, "order_of_means.means_in_either_order", weaker(claim, k))


@pytest.mark.parametrize("k", [1, 2, 3, 6, 7])
def test_one_weight_needs_equal_moments(paper: Paper, lines: dict[str, Checked], k: int) -> None:
    claim = paper.module("one_weight_replaced").one_weight_replaced.claim
    assert refused(paper, lines, "one_weight_replaced.one_weight_replaced", weaker(claim, k))


def test_a_third_moment_may_be_1(paper: Paper, lines: dict[str, Checked]) -> None:
    name = "third_moments.third_moment_is_at_least_one"
    claim = paper.module("third_moments").third_moment_is_at_least_one.claim
    wrong = Implies(claim.condition, AtMost(sp.Rational(3, 2), claim.conclusion.lhs))
    assert refused(paper, lines, name, wrong)


def test_inputs_must_be_normed(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module("universal_kernel")
    claim = module.universality_with_a_rate.claim
    for k in (1, 2, 5, 6, 9):  # mean, variance, the inner products, the size of the coefficients
        assert refused(paper, lines, "universal_kernel.universality_with_a_rate", weaker(claim, k)), k


def weaker(claim: Any, k: int) -> Any:
    """The claim without one of its conditions."""
    parts = claim.condition.parts
    return Implies(And(*parts[:k], *parts[k + 1 :]), claim.conclusion)


# ---- what the statements say -----------------------------------------------------------------------


def smooth(t: Any) -> Any:
    """The smoothed rectifier, from its definition as a mean over two uniform numbers."""

    def tent(v: Any) -> Any:
        return max(1 - abs(v), 0)

    cuts = sorted({-1, 0, 1, min(max(-t, -1), 1)})
    return mpmath.quad(lambda v: max(t + v, 0) * tent(v), cuts)


@pytest.mark.parametrize("t", ["-3/2", "-1", "-2/5", "0", "1/3", "1", "7/4"])
def test_the_smoothed_rectifier_is_a_mean_over_a_tent(paper: Paper, t: str) -> None:
    module = paper.module("smoothed_rectifier")
    value = Fraction(t)
    with mpmath.workdps(30):
        stated = module.smooth(module.t).subs(module.t, sp.Rational(t))
        found = smooth(mpmath.mpf(value.numerator) / value.denominator)
        assert abs(found - mpmath.mpf(str(sp.N(stated.doit(), 30)))) < mpmath.mpf(10) ** -25


def moment(law: Law, power: int) -> Fraction:
    return sum((w * abs(v) ** power for w, v in law), Fraction(0))


def kernel(law: Law, x: list[Any], y: list[Any]) -> float:
    """The kernel of the rectifier by all values of the weights."""
    total = 0.0
    for choice in product(law, repeat=len(x)):
        mass = math.prod(float(w) for w, _ in choice)
        s, t = (sum(float(v) * c for (_, v), c in zip(choice, e, strict=True)) for e in (x, y))
        total += mass * max(s, 0) * max(t, 0)
    return total


def unit(rng: random.Random, m: int) -> list[float]:
    point = [rng.gauss(0, 1) for _ in range(m)]
    length = math.sqrt(sum(c * c for c in point))
    return [c / length for c in point]


def test_the_laws_are_centred() -> None:
    for law in LAWS:
        assert sum(w for w, _ in law) == 1 == moment(law, 2)
        assert sum(w * v for w, v in law) == 0


@pytest.mark.parametrize("seed", range(12))
def test_the_rate_holds_for_exact_kernels(paper: Paper, seed: int) -> None:
    constants = paper.module("rate_of_universality")
    slope, shift = float(constants.SLOPE), float(constants.SHIFT)
    rng = random.Random(seed)
    m = rng.randint(1, 6)
    x, y = unit(rng, m), unit(rng, m)
    size = sum(abs(c) ** 3 for c in (*x, *y)) ** (1 / 3)
    angle = math.acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(x, y, strict=True)))))
    gaussian = (math.sin(angle) + (math.pi - angle) * math.cos(angle)) / (2 * math.pi)
    values = [(kernel(law, x, y), float(moment(law, 3))) for law in LAWS]
    for value, third in values:
        assert abs(value - gaussian) <= (third / 4 + 1) * size
    for first, beta in values:
        for second, gamma in values:
            assert abs(first - second) <= (slope * (beta + gamma) + shift) * size


def test_the_constants_are_those_of_the_width(paper: Paper) -> None:
    module = paper.module("rate_of_universality")
    kappa = sp.Rational(5, 2)
    assert module.SLOPE == (sp.Rational(1, 2) + kappa / 6) / (6 * kappa**2) + 1 / (2 * kappa)
    assert module.SHIFT == kappa / 6 + kappa**2 / 36
    assert module.SLOPE < sp.Rational(1, 4)
    assert module.SLOPE * 2 * sp.sqrt(2 / sp.pi) + module.SHIFT < 1
