"""Weights on circles with a bias apart, and activations with a kink off 0: proofs, near misses, values."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
import sympy as sp

from symrelu import And, AtMost, Equal, Implies, Less, P
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = ("bias_pitfall", "kinks_off_zero")


def number(value: Any) -> mpmath.mpf:
    return mpmath.mpf(str(sp.N(value, 35)))


def over_the_circle(function: Any) -> mpmath.mpf:
    corners = [k * mpmath.pi / 12 for k in range(-12, 13)]
    return mpmath.quad(function, corners) / (2 * mpmath.pi)


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


def test_the_kernel_with_a_bias_apart_is_the_integral(paper: Paper) -> None:
    module = paper.module("bias_pitfall")
    value, formula, difference, order = module.independent_bias.claim.parts
    with mpmath.workdps(25):
        bias = 1 / mpmath.sqrt(2)

        def seen(point: tuple[int, int, int], x: mpmath.mpf, b: mpmath.mpf) -> mpmath.mpf:
            return max(point[0] * mpmath.cos(x) + point[1] * mpmath.sin(x) + point[2] * b, 0)

        found = sum(
            over_the_circle(lambda x, b=b: seen(module.FIRST, x, b) * seen(module.SECOND, x, b)) / 2
            for b in (-bias, bias)
        )
        # The inputs are orthogonal, both of norm sqrt 2, and the second moment of a coordinate is one half.
        second = over_the_circle(lambda x: mpmath.cos(x) ** 2)
        assert sum(a * b for a, b in zip(module.FIRST, module.SECOND, strict=True)) == 0
        assert abs(number(value.right) - found) < mpmath.mpf(10) ** -15
        assert abs(number(formula.right) - 2 * second / (2 * mpmath.pi)) < mpmath.mpf(10) ** -15
        assert abs(number(difference.right) - found + second / mpmath.pi) < mpmath.mpf(10) ** -15
        assert order.left == value.left and found < second / mpmath.pi


def test_the_kernels_of_the_kink_are_the_integrals(paper: Paper) -> None:
    module = paper.module("kinks_off_zero")
    one, two, none, value, order = module.kink_off_0.claim.parts

    def kernel(lengths: dict[int, sp.Rational]) -> mpmath.mpf:
        return sum(
            number(mass) * over_the_circle(lambda x, r=r: max(r * mpmath.cos(x) - 1, 0) ** 2)
            for r, mass in lengths.items()
        )

    with mpmath.workdps(25):
        lengths = {0: sp.Rational(3, 4), 2: sp.Rational(1, 4)}
        assert sum(mass * r**2 for r, mass in lengths.items()) == one.right == two.right == 1
        assert kernel({1: sp.Integer(1)}) == none.right == 0
        assert abs(kernel(lengths) - number(value.right)) < mpmath.mpf(10) ** -15
        assert (order.left, order.right) == (none.left, value.left)
        assert kernel(lengths) > 0


@pytest.mark.parametrize("name", ["bias_pitfall.independent_bias"])
def test_other_values_with_a_bias_are_refused(paper: Paper, lines: dict[str, Checked], name: str) -> None:
    value, formula, difference, order = paper.module("bias_pitfall").independent_bias.claim.parts
    for wrong in (
        And(Equal(value.left, formula.right), formula, difference, order),
        And(value, Equal(formula.left, value.right), difference, order),
        And(value, formula, difference, Less(order.right, order.left)),
    ):
        assert refused(paper, lines, name, wrong), wrong


def test_lengths_beyond_1_may_answer(paper: Paper, lines: dict[str, Checked]) -> None:
    module, name = paper.module("kinks_off_zero"), "kinks_off_zero.short_weights"
    claim = module.short_weights.claim
    longer = Equal(P(module.rho, lambda r: And(0 <= r, r <= 2)), 1)
    assert refused(paper, lines, name, Implies(longer, claim.conclusion))
    *parts, order = module.kink_off_0.claim.parts
    turned = And(*parts, AtMost(order.right, order.left))
    assert refused(paper, lines, "kinks_off_zero.kink_off_0", turned)
