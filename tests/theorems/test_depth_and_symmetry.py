"""Depth and symmetry: what is proved, near misses that are not, and values by sums and at thirty digits."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

import mpmath
import pytest
import sympy as sp

from symrelu import And, AtMost, Equal, HasDerivative, Iff, Implies, Less, Or
from symrelu.errors import SymreluError
from symrelu.script.calculus import increasing
from symrelu.script.library import Checked
from symrelu.script.steps import given as hypothesis
from symrelu.script.steps import have
from symrelu.terms.symbols import reals
from symrelu.terms.variables import functions
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = (
    "double_sums", "rotated_data", "level_sets", "rescaled_units", "turned_weights",
    "slopes_of_the_depth_map", "ends_of_the_depth_map", "limits_of_angles", "limits_of_correlations",
    "limits_along_depth", "ode_of_the_kernel", "means_through_layers", "random_layers",
    "moments_behind_layers", "layers_of_independent_weights", "critical_scales",
)  # fmt: skip
mp: Any = mpmath
Real: Any = mpmath.mpf


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


def without(claim: Any, *left_out: int) -> Any:
    """An implication without some of its antecedents."""
    parts = [part for k, part in enumerate(claim.condition.parts) if k not in left_out]
    return Implies(And(*parts), claim.conclusion)


# ---- sums ------------------------------------------------------------------------------------------


def test_a_sum_in_another_order_needs_both_directions(paper: Paper, lines: dict[str, Checked]) -> None:
    claim = paper.module("double_sums").reordered.claim
    assert not refused(paper, lines, "double_sums.reordered", claim)
    for k in (0, 1):
        assert refused(paper, lines, "double_sums.reordered", without(claim, k))
    one = paper.module("double_sums").one_term.claim
    assert refused(paper, lines, "double_sums.one_term", without(one, 2))


# ---- rotated data ------------------------------------------------------------------------------------


def test_the_other_side_of_the_matrix_is_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("rotated_data")
    turned = m.network(m.W, m.v, m.turned(m.Q, m.x))
    for weights in (m.weights_times(m.W, m.transposed(m.Q)), m.W):
        wrong = Equal(turned, m.network(weights, m.v, m.x))
        assert refused(paper, lines, "rotated_data.turned_inputs", wrong)
    layers = m.further_layers.claim
    wrong = Equal(layers.left, m.Phi(m.hidden(m.W, m.x)))
    assert refused(paper, lines, "rotated_data.further_layers", wrong)
    cost = m.cost(m.W, m.v, m.turned_data(m.transposed(m.Q), m.X))
    wrong = Equal(cost, m.cost(m.weights_times(m.W, m.Q), m.v, m.X))
    assert refused(paper, lines, "rotated_data.cost_of_rotated_data", wrong)


def test_images_need_an_orthogonal_matrix(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("level_sets")
    claim = m.images_of_level_sets.claim
    assert not refused(paper, lines, "level_sets.images_of_level_sets", claim)
    for k in (0, 1):
        assert refused(paper, lines, "level_sets.images_of_level_sets", without(claim, k))
    distances = m.isometric_images.claim
    wrong = Implies(And(), distances.conclusion)
    assert refused(paper, lines, "level_sets.isometric_images", wrong)


def test_invariant_level_sets_need_symmetric_data(paper: Paper, lines: dict[str, Checked]) -> None:
    claim = paper.module("level_sets").symmetric_data.claim
    assert not refused(paper, lines, "level_sets.symmetric_data", claim)
    for k in range(3):
        assert refused(paper, lines, "level_sets.symmetric_data", without(claim, k)), k


def test_unbounded_level_sets_need_a_weight_that_is_not_0(paper: Paper, lines: dict[str, Checked]) -> None:
    claim = paper.module("rescaled_units").unbounded_level_sets.claim
    assert not refused(paper, lines, "rescaled_units.unbounded_level_sets", claim)
    for k in (0, len(claim.condition.parts) - 1):
        assert refused(paper, lines, "rescaled_units.unbounded_level_sets", without(claim, k)), k
    scaling = paper.module("rescaled_units").rescaling.claim
    for k in (0, 1):
        assert refused(paper, lines, "rescaled_units.rescaling", without(scaling, k)), k


@pytest.mark.parametrize("name", ["outputs_have_the_same_law", "costs_have_the_same_law"])
def test_the_law_of_the_weights_must_be_invariant(paper: Paper, lines: dict[str, Checked], name: str) -> None:
    claim = getattr(paper.module("turned_weights"), name).claim
    assert not refused(paper, lines, f"turned_weights.{name}", claim)
    for k in (0, 1):
        assert refused(paper, lines, f"turned_weights.{name}", without(claim, k)), k


def test_the_kernel_is_invariant_for_invariant_laws_alone(paper: Paper, lines: dict[str, Checked]) -> None:
    claim = paper.module("turned_weights").kernel_is_invariant.claim
    for k in range(3):
        assert refused(paper, lines, "turned_weights.kernel_is_invariant", without(claim, k)), k


def leaky(t: Fraction, a: Fraction) -> Fraction:
    return t if t > 0 else a * t


def network(W: list[list[Fraction]], v: list[Fraction], x: list[Fraction]) -> Fraction:
    slope = Fraction(1, 5)
    return sum(
        (c * leaky(sum((a * b for a, b in zip(row, x, strict=True)), Fraction()), slope))
        for row, c in zip(W, v, strict=True)
    )  # type: ignore[return-value]


def times(A: list[list[Fraction]], B: list[list[Fraction]]) -> list[list[Fraction]]:
    return [
        [sum((a * b for a, b in zip(row, c, strict=True)), Fraction()) for c in zip(*B, strict=True)]
        for row in A
    ]


def test_rotated_data_by_exact_numbers() -> None:
    """An orthogonal matrix of rational numbers, on three inputs of a network of four units."""
    chosen = random.Random(3)
    Q = [[Fraction(k, 3) for k in row] for row in ((2, -2, 1), (1, 2, 2), (2, 1, -2))]
    identity = [[Fraction(int(i == j)) for j in range(3)] for i in range(3)]
    assert times(Q, [list(row) for row in zip(*Q, strict=True)]) == identity
    for _ in range(5):
        W = [[Fraction(chosen.randint(-5, 5)) for _ in range(3)] for _ in range(4)]
        v = [Fraction(chosen.randint(-5, 5)) for _ in range(4)]
        x = [Fraction(chosen.randint(-5, 5)) for _ in range(3)]
        turned = [row[0] for row in times(Q, [[c] for c in x])]
        assert network(W, v, turned) == network(times(W, Q), v, x)
        size = [sum(c**2 for row in weights for c in row) for weights in (W, times(W, Q))]
        assert size[0] == size[1]
        scale = [Fraction(chosen.randint(1, 9)) for _ in v]
        stretched = [[r * c for c in row] for r, row in zip(scale, W, strict=True)]
        assert network(stretched, [c / r for c, r in zip(v, scale, strict=True)], x) == network(W, v, x)


# ---- the depth map -------------------------------------------------------------------------------------


def depth(weight: Any, rho: Any) -> Any:
    return rho + weight / mp.pi * (mp.sqrt(1 - rho**2) - rho * mp.acos(rho))


def test_other_slopes_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("slopes_of_the_depth_map")
    claim = m.slope_of_depth_map.claim
    assert not refused(paper, lines, "slopes_of_the_depth_map.slope_of_depth_map", claim)
    for value in (m.slope(m.lam, m.x) + m.lam / sp.pi, 1 - m.lam * sp.acos(m.x), m.slope(m.lam, m.x) - 1):
        wrong = Implies(claim.condition, HasDerivative((m.depth(m.lam, m.x), m.x), m.x, value))
        assert refused(paper, lines, "slopes_of_the_depth_map.slope_of_depth_map", wrong), value
    rises = m.depth_map_rises.claim
    assert refused(paper, lines, "slopes_of_the_depth_map.depth_map_rises", without(rises, 1))


def test_slopes_at_thirty_digits(paper: Paper) -> None:
    m = paper.module("slopes_of_the_depth_map")
    second = m.second_slope.claim.conclusion.parts[0].value
    with mp.workdps(30):
        for weight, rho in product(("0.3", "1", "1.7"), ("-0.9", "-0.2", "0.5", "0.95")):
            values, lam = {m.lam: sp.Rational(weight), m.x: sp.Rational(rho)}, Real(weight)
            first = mp.diff(partial(depth, lam), Real(rho))
            assert abs(first - Real(str(sp.N(m.slope(m.lam, m.x).subs(values), 30)))) < Real("1e-12")
            twice = mp.diff(partial(depth, lam), Real(rho), 2)
            assert abs(twice - Real(str(sp.N(second.subs(values), 30)))) < Real("1e-8")


def test_the_lower_end_is_sent_to_one_for_the_absolute_value_alone(
    paper: Paper, lines: dict[str, Checked]
) -> None:
    m = paper.module("ends_of_the_depth_map")
    claim = m.sent_to_one.claim
    assert not refused(paper, lines, "ends_of_the_depth_map.sent_to_one", claim)
    image = Equal(m.depth(m.lam, m.x), 1)
    for places in (Equal(m.x, 1), Or(Equal(m.x, 1), Equal(m.x, -1))):
        wrong = Implies(claim.condition, Iff(image, places))
        assert refused(paper, lines, "ends_of_the_depth_map.sent_to_one", wrong)
    assert refused(paper, lines, "ends_of_the_depth_map.sent_to_one", without(claim, 0))
    slopes = m.derivatives_at_the_ends.claim
    exchanged = Implies(slopes.condition, And(slopes.conclusion.parts[0], m.Exists(
        m.z, And(-1 < m.z, m.z <= 1, m.ForAll(m.x, [-1 <= m.x, m.x < m.z], m.differs_little(-1, 1)))
    )))  # fmt: skip
    assert refused(paper, lines, "ends_of_the_depth_map.derivatives_at_the_ends", exchanged)


def test_weights_of_slopes_meet_at_reciprocals_alone(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("slopes_of_the_depth_map")
    claim = m.weights_of_slopes.claim
    first, second, same = claim.parts
    for places in (Equal(m.a, m.b), Equal(m.a * m.b, 1), Or(Equal(m.a, m.b), Equal(m.a, -m.b))):
        wrong = And(first, second, Iff(same.left, places))
        assert refused(paper, lines, "slopes_of_the_depth_map.weights_of_slopes", wrong)
    for a in (sp.Rational(1, 5), sp.Rational(-3, 2), sp.Integer(4)):
        assert m.weight(1 / a) == m.weight(a)


# ---- limits ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["first_scaling", "second_scaling"])
def test_other_limits_are_refused(paper: Paper, lines: dict[str, Checked], name: str) -> None:
    m = paper.module("limits_along_depth")
    claim = getattr(m, name).claim
    assert not refused(paper, lines, f"limits_along_depth.{name}", claim)
    limit = m.ANGLE_LIMIT if name == "first_scaling" else m.CORRELATION_LIMIT
    for factor in (sp.Rational(9, 10), 2):
        wrong = Implies(claim.condition, m.abs_(m.z - factor * limit) <= m.e)
        assert refused(paper, lines, f"limits_along_depth.{name}", wrong)


def test_the_limit_is_not_reached(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("limits_of_angles")
    claim = m.near_reciprocal.claim
    assert not refused(paper, lines, "limits_of_angles.near_reciprocal", claim)
    for wrong in (1 <= m.w * m.y, 1 - m.e / 2 <= m.w * m.y):
        assert refused(paper, lines, "limits_of_angles.near_reciprocal", Implies(claim.condition, wrong))


def test_limits_need_a_start_inside(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("limits_along_depth")
    named = m.limits_along_depth.claim
    assert not refused(paper, lines, "limits_along_depth.limits_along_depth", named)
    for k in (0, 5, 6):  # the weight, the start at 1, the start at -1
        assert refused(paper, lines, "limits_along_depth.limits_along_depth", without(named, k)), k


def test_the_limits_of_the_rectifier_are_those_of_its_weight(paper: Paper) -> None:
    m = paper.module("limits_along_depth")
    assert (m.ANGLE_LIMIT.subs(m.lam, 1), m.CORRELATION_LIMIT.subs(m.lam, 1)) == (3 * sp.pi, 9 * sp.pi**2 / 2)
    stated = m.limits_of_the_rectifier.claim.conclusion.parts
    limits = (3 * sp.pi, 9 * sp.pi**2 / 2)
    values = ((lambda k: k * sp.acos(m.rho(k))), (lambda k: k**2 * (1 - m.rho(k))))
    assert [part.formula for part in stated] == [
        m.eventually(value, limit).formula for value, limit in zip(values, limits, strict=True)
    ]


@pytest.mark.parametrize(("weight", "start"), [("1", "0"), ("2", "-0.5"), ("8/13", "-1")])
def test_the_limits_are_approached(weight: str, start: str) -> None:
    """The reciprocal of the angle is alpha k up to a multiple of log k, so k theta_k is near its limit."""
    with mp.workdps(40):
        top, _, bottom = weight.partition("/")
        lam, theta = Real(top) / Real(bottom or 1), mp.acos(Real(start))
        alpha, steps = lam / (3 * mp.pi), 3000
        for _ in range(steps):
            theta = mp.acos(depth(lam, mp.cos(theta)))
        gap = 1 - alpha * steps * theta
        assert 0 < gap < 3 * mp.log(steps) / (alpha * steps)
        square = steps**2 * (1 - mp.cos(theta))
        assert abs(square * 2 * alpha**2 - (1 - gap) ** 2) < Real("1e-4")
        assert abs(1 / (2 * alpha**2) - 9 * mp.pi**2 / (2 * lam**2)) < Real("1e-25")


# ---- the differential equation -----------------------------------------------------------------------


def test_the_initial_values_are_needed(paper: Paper, lines: dict[str, Checked]) -> None:
    claim = paper.module("ode_of_the_kernel").no_other_solution.claim
    assert not refused(paper, lines, "ode_of_the_kernel.no_other_solution", claim)
    for k in (1, 2, 3):  # the equation, the value, the slope
        assert refused(paper, lines, "ode_of_the_kernel.no_other_solution", without(claim, k)), k


def test_known_derivatives_are_asked_for_on_the_whole_range() -> None:
    f, g = functions("f g")
    x, t = reals("x t")
    known = hypothesis(HasDerivative(f, x, g(x)))
    with pytest.raises(SymreluError):  # the hypothesis speaks of x
        increasing((f(x), x), 0, t, given=[0 <= t], by=[known, have(Implies(Equal(g(x), 1), Less(0, g(x))))])
    narrow = have(HasDerivative(f, x, g(x)), given=[x <= 1, HasDerivative(f, x, g(x))])
    with pytest.raises(SymreluError):
        increasing((f(x) - f(x), x), 0, t, given=[0 <= t], by=narrow)


# ---- random layers -------------------------------------------------------------------------------------


def test_halves_and_the_tower_are_needed(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("moments_behind_layers")
    claim = m.moments_behind_random_layers.claim
    for k in range(3):
        assert refused(
            paper, lines, "moments_behind_layers.moments_behind_random_layers", without(claim, k)
        ), k
    for name, scale in (("fan_out", m.FAN_IN), ("fan_in", m.FAN_OUT)):
        stated = getattr(m, name).claim
        wrong = Implies(And(*m.LAYERS, m.FINITE, scale), stated.conclusion)
        assert refused(paper, lines, f"moments_behind_layers.{name}", wrong), name


def test_means_through_a_layer_need_each_condition(paper: Paper, lines: dict[str, Checked]) -> None:
    claim = paper.module("means_through_layers").means_through_a_layer.claim
    for k in range(5):
        assert refused(paper, lines, "means_through_layers.means_through_a_layer", without(claim, k)), k


def test_halves_of_rows_need_the_symmetry(paper: Paper, lines: dict[str, Checked]) -> None:
    claim = paper.module("random_layers").equal_halves.claim
    for k in range(3):
        assert refused(paper, lines, "random_layers.equal_halves", without(claim, k)), k


def test_independent_weights_need_symmetry_and_variance(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("layers_of_independent_weights")
    claim = m.moment_of_independent_weights.claim
    for k in (0, 2):
        name = "layers_of_independent_weights.moment_of_independent_weights"
        assert refused(paper, lines, name, without(claim, k)), k
    sums = m.unit_as_a_sum.claim  # a weight off the list is not seen
    wrong = Implies(AtMost(m.j * m.m, m.K), sums.conclusion)
    assert refused(paper, lines, "layers_of_independent_weights.unit_as_a_sum", wrong)


def test_moments_behind_two_layers_of_random_signs() -> None:
    """All signs of a network 2-3-2: the mean is the product of the gains, exactly."""
    a, x = Fraction(1, 5), [Fraction(3), Fraction(-4)]
    widths = (2, 3, 2)
    total, count = Fraction(), 0
    for first in product((-1, 1), repeat=widths[0] * widths[1]):
        rows = [first[2 * j : 2 * j + 2] for j in range(3)]
        hidden = [leaky(sum((w * c for w, c in zip(row, x, strict=True)), Fraction()), a) for row in rows]
        for second in product((-1, 1), repeat=widths[1] * widths[2]):
            outer = [second[3 * j : 3 * j + 3] for j in range(2)]
            seen = [sum((w * c for w, c in zip(row, hidden, strict=True)), Fraction()) for row in outer]
            total, count = total + sum(leaky(c, a) ** 2 for c in seen), count + 1
    gains = [width * (1 + a**2) / 2 for width in widths[1:]]
    assert total / count == gains[0] * gains[1] * sum(c**2 for c in x)


@pytest.mark.parametrize("name", ["sphere", "ball", "student", "exponential"])
def test_critical_scales(paper: Paper, lines: dict[str, Checked], name: str) -> None:
    m = paper.module("critical_scales")
    stated = getattr(m, f"critical_{name}").claim
    *_, law = stated.condition.parts
    critical, scale = stated.conclusion.left, stated.conclusion.right
    wrong = Implies(stated.condition, Iff(critical, Equal(scale.left, 2 * scale.right)))
    assert refused(paper, lines, f"critical_scales.critical_{name}", wrong)
    values = {m.a: sp.Rational(1, 5), m.n: sp.Integer(7), m.nu: sp.Integer(5)}
    unknown = {"sphere": m.r, "ball": m.r, "student": m.v, "exponential": m.beta}[name]
    (size, *_) = [r for r in sp.solve((scale.left - scale.right).subs(values), unknown) if r > 0]
    (second, *_) = sp.solve((law.left - law.right).subs(values).subs(unknown, size), m.s**2)
    assert (values[m.n] * second * (1 + values[m.a] ** 2)).simplify() == 2
