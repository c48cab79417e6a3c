"""Kernels of independent weights along a line of inputs: proofs, near misses, values by quadrature."""

from __future__ import annotations

from itertools import product

import mpmath
import pytest
import sympy as sp

from symrelu import And, AtMost, Equal, Exists, ForAll, Implies, Less
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = ("arctangents", "crossings", "uniform_weight_curve", "uniform_weight_crossing", "sign_weight_curve")
CLOSE, DISTANT = (sp.Rational(1, 7), sp.Rational(2, 3), sp.Integer(1)), (sp.Integer(1), sp.Rational(5, 2))


def number(value: sp.Expr) -> mpmath.mpf:
    return mpmath.mpf(str(sp.N(value, 35)))


def uniform_kernel(slope: sp.Rational) -> mpmath.mpf:
    """The mean over both coordinates, cut where the second response begins and where it always answers."""
    t = mpmath.mpf(slope.p) / slope.q

    def inner(u: mpmath.mpf) -> mpmath.mpf:
        return mpmath.quad(lambda v: u * (u + t * v) / 4, [max(-u / t, -1), 1])

    return mpmath.quad(inner, [0, min(t, mpmath.mpf(1)), 1])


def sign_kernel(slope: sp.Rational) -> mpmath.mpf:
    found = sum(sp.Max(u, 0) * sp.Max(u + slope * v, 0) for u, v in product((-1, 1), repeat=2))
    return number(sp.sympify(found) / 4)


def formula(slope: sp.Rational, second: sp.Rational) -> mpmath.mpf:
    """The kernel of the arc cosine of the angle, with the lengths of the inputs."""
    length = sp.sqrt(1 + slope**2)
    angle = sp.acos(1 / length)
    return number(second * length * (sp.sin(angle) + (sp.pi - angle) * sp.cos(angle)) / (2 * sp.pi))


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


def test_the_curve_of_uniform_weights_is_the_integral(paper: Paper) -> None:
    module = paper.module("uniform_weight_curve")
    with mpmath.workdps(25):
        for proposition, slopes in (
            (module.kernel_at_close_inputs, CLOSE),
            (module.kernel_at_distant_inputs, DISTANT),
        ):
            for slope in slopes:
                stated = number(proposition.claim.conclusion.right.subs(module.t, slope))
                assert abs(stated - uniform_kernel(slope)) < mpmath.mpf(10) ** -20


def test_the_curve_of_random_signs_is_the_sum(paper: Paper) -> None:
    module = paper.module("sign_weight_curve")
    close, distant = (part.conclusion.right for part in module.kernel_on_a_line.claim.parts)
    for value, slopes in ((close, CLOSE), (distant, DISTANT)):
        for slope in slopes:
            assert abs(number(sp.sympify(value).subs(module.t, slope)) - sign_kernel(slope)) < 1e-25


@pytest.mark.parametrize(
    ("home", "second", "kernel"),
    [
        ("uniform_weight_crossing", sp.Rational(1, 3), uniform_kernel),
        ("sign_weight_curve", sp.Integer(1), sign_kernel),
    ],
)
def test_the_differences_are_those_of_kernel_and_formula(paper: Paper, home, second, kernel) -> None:
    module = paper.module(home)
    with mpmath.workdps(25):
        close = module.uniform_at_close_inputs if home.startswith("uniform") else module.signs_at_close_inputs
        stated = close.claim.conclusion.parts[0].right
        for slope in CLOSE:
            found = kernel(slope) - formula(slope, second)
            values = {module.t: slope, module.s: sp.atan(slope)}
            assert abs(number(stated.subs(values)) - found) < mpmath.mpf(10) ** -20
            assert found < 0
        for slope in DISTANT:
            found = kernel(slope) - formula(slope, second)
            assert abs(number(module.excess(slope)) - found) < mpmath.mpf(10) ** -20


@pytest.mark.parametrize("home", ["uniform_weight_crossing", "sign_weight_curve"])
def test_the_sign_changes_once(paper: Paper, home: str) -> None:
    module = paper.module(home)
    slope = sp.Symbol("slope")
    excess = sp.lambdify(slope, module.excess(slope), "mpmath")
    with mpmath.workdps(20):
        zero = mpmath.findroot(excess, 1.14)
        assert 1 < zero < 2
        assert all((excess(1 + mpmath.mpf(k) / 7) > 0) == (1 + mpmath.mpf(k) / 7 > zero) for k in range(200))
        if home == "uniform_weight_crossing":
            assert abs(zero - mpmath.mpf("1.14206474169667236")) < 1e-16


def test_another_value_or_range_is_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    name, module = "uniform_weight_curve.kernel_at_distant_inputs", paper.module("uniform_weight_curve")
    claim, t = module.kernel_at_distant_inputs.claim, module.t
    value = claim.conclusion
    assert refused(paper, lines, name, Implies(claim.condition, Equal(value.left, value.right + t / 1000)))
    assert refused(paper, lines, name, Implies(AtMost(sp.Rational(1, 2), t), value))


def test_the_gap_closes_beyond_1(paper: Paper, lines: dict[str, Checked]) -> None:
    name, module = "uniform_weight_crossing.gap_is_positive", paper.module("uniform_weight_crossing")
    claim, t = module.gap_is_positive.claim, module.t
    assert module.GAP.subs(t, 2) < 0
    assert refused(paper, lines, name, Implies(And(0 < t, t <= 2), claim.conclusion))
    assert refused(paper, lines, name, Implies(And(0 <= t, t <= 1), claim.conclusion))


def test_the_excess_does_not_fall(paper: Paper, lines: dict[str, Checked]) -> None:
    for name in ("uniform_weight_crossing.excess_increases", "sign_weight_curve.sign_excess_increases"):
        home, _, title = name.partition(".")
        claim = getattr(paper.module(home), title).claim
        less, slow = claim.conclusion.parts
        assert refused(paper, lines, name, Implies(claim.condition, And(Less(less.right, less.left), slow)))


def test_the_crossing_is_not_turned_or_moved(paper: Paper, lines: dict[str, Checked]) -> None:
    name, module = "sign_weight_curve.one_crossing_of_signs", paper.module("sign_weight_curve")
    crossings = paper.module("crossings")
    assert refused(paper, lines, name, crossings.crossing(module.FORMULA, module.CURVE))
    c, t, s = crossings.c, module.t, module.s
    sides = crossings.sides(module.CURVE, module.FORMULA)
    early = Exists(c, And(0 < c, c < 1, ForAll((t, s), [0 < t, Equal(s, sp.atan(t))], sides)))
    assert refused(paper, lines, name, early)


def test_a_zero_needs_growth_and_signs(paper: Paper, lines: dict[str, Checked]) -> None:
    module, name = paper.module("crossings"), "crossings.one_zero"
    claim = module.one_zero.claim
    assert not refused(paper, lines, name, claim)
    parts = claim.condition.parts
    for k in range(3):
        rest = And(*(part for i, part in enumerate(parts) if i != k))
        assert refused(paper, lines, name, Implies(rest, claim.conclusion)), k


def test_the_arctangents_are_those(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module("arctangents")
    claim = module.arctangent_of_1.claim
    wrong = Implies(claim.condition, Equal(module.s, sp.pi / 3))
    assert refused(paper, lines, "arctangents.arctangent_of_1", wrong)
    below = Implies(0 <= module.t, Less(sp.atan(module.t), module.t))
    assert refused(paper, lines, "arctangents.below_the_identity", below)
