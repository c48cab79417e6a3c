"""Triangular, Laplace and Student weights on two axes: proofs, near misses, means by quadrature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import pytest
import sympy as sp

from symrelu import And, DensityOn, Equal, Implies, Less, abs_
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = ("means_on_the_line", "triangular_weights", "triangular_law", "laplace_weights", "student_weights")
ON_AXES = {
    "triangular_weights": "triangular_on_axes",
    "laplace_weights": "laplace_on_axes",
    "student_weights": "student_on_axes",
}
ENDS: dict[str, Any] = {"triangular_weights": 1, "laplace_weights": mpmath.inf, "student_weights": mpmath.inf}


def parts_of(claim: Any) -> tuple[Any, ...]:
    return claim.conclusion.parts if isinstance(claim, Implies) else claim.parts


def density(paper: Paper, home: str) -> Callable[[Any], Any]:
    """The density of the module, as a function of numbers."""
    x = sp.Symbol("x", real=True)
    return sp.lambdify(x, paper.module(home).density(x).replace(abs_, sp.Abs), "mpmath")


def number(value: Any) -> mpmath.mpf:
    return mpmath.mpf(str(sp.N(value, 35)))


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


@pytest.mark.parametrize("home", ON_AXES)
def test_values_and_differences_are_the_integrals(paper: Paper, home: str) -> None:
    value, formula, difference, order = parts_of(getattr(paper.module(home), ON_AXES[home]).claim)
    weigh, end = density(paper, home), ENDS[home]
    with mpmath.workdps(30):
        assert abs(2 * mpmath.quad(weigh, [0, end]) - 1) < mpmath.mpf(10) ** -25
        mean = mpmath.quad(lambda x: x * weigh(x), [0, end])
        second = 2 * mpmath.quad(lambda x: x**2 * weigh(x), [0, end])
        assert abs(number(value.right) - mean**2) < mpmath.mpf(10) ** -20
        assert abs(number(formula.right) - second / (2 * mpmath.pi)) < mpmath.mpf(10) ** -20
        assert abs(number(difference.right) - mean**2 + second / (2 * mpmath.pi)) < mpmath.mpf(10) ** -20
        assert (order.right == value.left) == bool(mean**2 > second / (2 * mpmath.pi))
        assert {order.left, order.right} == {value.left, formula.left}


def test_the_densities_are_those_of_the_laws(paper: Paper) -> None:
    point = mpmath.mpf(3) / 7
    with mpmath.workdps(30):
        assert abs(density(paper, "laplace_weights")(point) - mpmath.exp(-point) / 2) < 1e-28
        student = mpmath.gamma(2) / (mpmath.sqrt(3 * mpmath.pi) * mpmath.gamma(mpmath.mpf(3) / 2))
        student *= (1 + point**2 / 3) ** -2
        assert abs(density(paper, "student_weights")(point) - student) < 1e-28


@pytest.mark.parametrize("home", ["laplace_weights", "student_weights"])
def test_the_rests_are_what_the_intervals_leave(paper: Paper, home: str) -> None:
    module, weigh = paper.module(home), density(paper, home)
    with mpmath.workdps(25):
        for level in (0, 1, 5):
            tail = mpmath.quad(lambda x: x * weigh(x), [level, level + 1, mpmath.inf])
            squares = 2 * mpmath.quad(lambda x: x**2 * weigh(x), [level, level + 1, mpmath.inf])
            assert abs(number(module.rest(sp.Integer(level))) - tail) < mpmath.mpf(10) ** -15
            assert abs(number(module.rest_of_squares(sp.Integer(level))) - squares) < mpmath.mpf(10) ** -15


@pytest.mark.parametrize("home", ["triangular_weights", "laplace_weights"])
def test_other_values_and_the_other_sign_are_refused(
    paper: Paper, lines: dict[str, Checked], home: str
) -> None:
    name = f"{home}.{ON_AXES[home]}"
    claim = getattr(paper.module(home), ON_AXES[home]).claim
    value, formula, difference, order = parts_of(claim)

    def stated(parts: And) -> Any:
        return Implies(claim.condition, parts) if isinstance(claim, Implies) else parts

    for wrong in (
        And(Equal(value.left, 2 * value.right), formula, difference, order),
        And(value, Equal(formula.left, 2 * formula.right), difference, order),
        And(value, formula, Equal(difference.left, -difference.right), order),
        And(value, formula, difference, Less(order.right, order.left)),
    ):
        assert refused(paper, lines, name, stated(wrong)), wrong


def test_what_no_density_is_given_for_is_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module("triangular_weights")
    name, claim = "triangular_weights.triangular_on_axes", module.triangular_on_axes.claim
    mass, _ = claim.condition.parts
    assert refused(paper, lines, name, Implies(mass, claim.conclusion))
    assert refused(paper, lines, name, claim.conclusion)


def test_the_triangular_law_has_no_other_density(paper: Paper, lines: dict[str, Checked]) -> None:
    module, name = paper.module("triangular_law"), "triangular_law.triangular_weights_exist"
    total, _ = module.triangular_weights_exist.claim.parts
    for wrong in (lambda x: 1 - x**2, lambda x: sp.Rational(1, 2)):
        assert refused(paper, lines, name, And(total, DensityOn(module.T, wrong, (-1, 1))))
    with mpmath.workdps(20):
        x = sp.Symbol("x", real=True)
        for level in (sp.Rational(-3, 5), sp.Rational(1, 4)):
            share = module.share(x).replace(abs_, sp.Abs).subs(x, level)
            below = mpmath.quad(density(paper, "triangular_weights"), sorted({-1, min(0, level), level}))
            assert abs(number((share + 1) / 2) - below) < mpmath.mpf(10) ** -15


def test_rests_that_do_not_vanish_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    module, name = paper.module("means_on_the_line"), "means_on_the_line.mean_on_the_line"
    claim = module.mean_on_the_line.claim
    assert not refused(paper, lines, name, claim)
    positive, parts, vanish = claim.condition.parts
    assert refused(paper, lines, name, Implies(And(positive, parts), claim.conclusion))
    assert refused(paper, lines, name, Implies(And(parts, vanish), claim.conclusion))
