"""Weights with independent coordinates: what is proved, near misses that are not, values by exact sums."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import mpmath
import pytest
import sympy as sp

from symrelu import And, Equal, Implies, Less
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = (
    "axis_kernels",
    "tilted_inputs",
    "two_values",
    "uniform_weights",
    "sign_weights",
    "asymmetric_weights",
)
COMPARED = (
    "uniform_weights.uniform_on_axes",
    "sign_weights.signs_on_axes",
    "asymmetric_weights.asymmetric_weights_at_one_input",
)


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


@pytest.mark.parametrize("name", COMPARED)
def test_other_values_and_the_other_sign_are_refused(
    paper: Paper, lines: dict[str, Checked], name: str
) -> None:
    home, _, title = name.partition(".")
    value, formula, difference, order = getattr(paper.module(home), title).claim.parts
    assert not refused(paper, lines, name, And(value, formula, difference, order))
    for wrong in (
        And(Equal(value.left, value.right * 2), formula, difference, order),
        And(value, Equal(formula.left, sp.Rational(1, 2) * formula.right), difference, order),
        And(value, formula, Equal(difference.left, -difference.right), order),
        And(value, formula, difference, Less(order.right, order.left)),
        And(value, formula, difference, Equal(order.left, order.right)),
    ):
        assert refused(paper, lines, name, wrong), wrong


@pytest.mark.parametrize("name", COMPARED)
def test_the_difference_is_the_one_of_the_values(paper: Paper, name: str) -> None:
    home, _, title = name.partition(".")
    value, formula, difference, order = getattr(paper.module(home), title).claim.parts
    assert sp.simplify(value.right - formula.right - difference.right) == 0
    assert (order.right == value.left) == bool(difference.right > 0)
    assert {order.left, order.right} == {value.left, formula.left}


def test_the_means_of_the_asymmetric_weight_are_the_sums(paper: Paper) -> None:
    module = paper.module("asymmetric_weights")
    stated = [part.right for part in module.means_of_the_asymmetric_weight.claim.parts]
    masses = {2: Fraction(1, 3), -1: Fraction(2, 3)}
    for found, function in zip(stated, (lambda x: x, lambda x: x**2, lambda x: max(x, 0) ** 2), strict=True):
        assert found == sp.Rational(sum(mass * function(x) for x, mass in masses.items()))
    assert stated[2] != stated[1] / 2


def test_a_mean_needs_masses_and_distinct_values(paper: Paper, lines: dict[str, Checked]) -> None:
    name = "two_values.mean_over_two_values"
    module = paper.module("two_values")
    claim = module.mean_over_two_values.claim
    *masses, distinct = claim.condition.parts
    assert not refused(paper, lines, name, Implies(And(*masses, distinct), claim.conclusion))
    assert refused(paper, lines, name, Implies(And(masses[0], masses[2], distinct), claim.conclusion))
    assert refused(paper, lines, name, Implies(And(*masses[:2], distinct), claim.conclusion))


def test_the_formula_at_a_tilted_input_is_the_one_at_its_angle(
    paper: Paper, lines: dict[str, Checked]
) -> None:
    module = paper.module("tilted_inputs")
    claim = module.formula_at_a_tilted_input.claim
    stated = claim.conclusion
    for slope in (sp.Rational(0), sp.Rational(1, 3), sp.Integer(7)):
        angle = sp.acos(1 / sp.sqrt(1 + slope**2))
        values = {module.t: slope, module.s: angle, module.x: sp.Rational(5, 7)}
        assert abs(sp.N((stated.left - stated.right).subs(values), 30)) < 1e-25
    wrong = Implies(claim.condition, Equal(stated.left, 2 * stated.right))
    assert refused(paper, lines, "tilted_inputs.formula_at_a_tilted_input", wrong)


def test_the_turned_axes_do_not_give_twice_the_value(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module("sign_weights")
    turned = module.kernel(module.S, module.SUM, module.DIFFERENCE)
    wrong = And(Equal(turned, sp.Rational(1, 2)), module.signs_at_turned_axes.claim.parts[1])
    assert refused(paper, lines, "sign_weights.signs_at_turned_axes", wrong)


def rectified(point: tuple[int, int], weight: tuple[Any, Any]) -> Any:
    return max(point[0] * weight[0] + point[1] * weight[1], 0)


def test_the_values_of_random_signs_are_the_sums(paper: Paper) -> None:
    module = paper.module("sign_weights")

    def found(first: tuple[int, int], second: tuple[int, int]) -> Fraction:
        return Fraction(
            sum(rectified(first, w) * rectified(second, w) for w in product((-1, 1), repeat=2)), 4
        )

    assert module.signs_on_axes.claim.parts[0].right == sp.Rational(found(module.E1, module.E2))
    assert module.signs_on_the_diagonal.claim.parts[0].right == sp.Rational(found(module.E1, module.DIAGONAL))
    assert module.signs_at_turned_axes.claim.parts[0].right == found(module.SUM, module.DIFFERENCE)


def test_the_values_of_uniform_weights_are_the_integrals(paper: Paper) -> None:
    module = paper.module("uniform_weights")
    stated = module.uniform_on_axes.claim.parts
    with mpmath.workdps(30):
        half = mpmath.quad(lambda x: x / 2, [0, 1])
        second = mpmath.quad(lambda x: x**2 / 2, [-1, 1])
        assert abs(half**2 - mpmath.mpf(stated[0].right.p) / stated[0].right.q) < mpmath.mpf(10) ** -25
        formula = mpmath.mpf(str(sp.N(stated[1].right, 30)))
        assert abs(second / (2 * mpmath.pi) - formula) < mpmath.mpf(10) ** -25
        assert formula < half**2
        inner = mpmath.quad(lambda u: u * mpmath.quad(lambda v: (u + v) / 4, [-u, 1]), [0, 1])
        diagonal = module.uniform_on_the_diagonal.claim.right
        assert abs(inner - mpmath.mpf(diagonal.p) / diagonal.q) < mpmath.mpf(10) ** -25
        other = module.formula_on_the_diagonal.claim.parts[0].right
        part = 1 + 3 * mpmath.pi / 4  # sqrt(2) (sin t + (pi - t) cos t) at pi/4
        assert abs(second * part / (2 * mpmath.pi) - mpmath.mpf(str(sp.N(other, 30)))) < mpmath.mpf(10) ** -25
        assert inner < second * part / (2 * mpmath.pi)


@pytest.mark.parametrize(
    "name", ["uniform_weights.formula_on_the_diagonal", "sign_weights.signs_on_the_diagonal"]
)
def test_on_the_diagonal_the_other_sign_is_refused(
    paper: Paper, lines: dict[str, Checked], name: str
) -> None:
    home, _, title = name.partition(".")
    *values, order = getattr(paper.module(home), title).claim.parts
    assert not refused(paper, lines, name, And(*values, order))
    assert refused(paper, lines, name, And(*values, Less(order.right, order.left)))
    doubled = [Equal(value.left, 2 * value.right) for value in values]
    assert refused(paper, lines, name, And(*doubled, order))
