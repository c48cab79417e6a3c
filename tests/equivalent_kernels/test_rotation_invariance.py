"""Claims of rotation invariance: true ones, false ones with their witnesses, and what is not known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

from symrelu import (
    EquivalentKernel,
    Homogeneous,
    Layer,
    NoClosedForm,
    Weights,
    cauchy,
    discrete,
    equivalent_kernel,
    exponential,
    is_rotation_invariant,
    laplace,
    normal,
    points,
    product,
    push,
    reals,
    relu,
    student_t,
    uniform,
    uniform_ball,
    uniform_box,
    uniform_polygon,
)
from tests.equivalent_kernels.cases import COIN, SIGNS, same

R, pi = sp.Rational, sp.pi
GAUSSIAN = Weights.gaussian()
t = reals("t")

LAWS = [
    (SIGNS, 2), (SIGNS, 5), (Weights.independent(uniform(-1, 1)), 3), (Weights.independent(laplace(0, 1)), 2),
    (Weights.independent(student_t(3)), 4), (Weights.independent(discrete({2: R(1, 3), -1: R(2, 3)})), 3),
    (Weights.independent(exponential(1)), 2), (Weights.independent(normal(1, 1)), 2),
    (Weights.independent(normal(0, 1), normal(0, 2)), 2), (normal([0, 0], [[1, R(1, 2)], [R(1, 2), 1]]), 2),
    (uniform_polygon([(-1, -1), (1, -1), (0, 2)]), 2), (uniform_box([(-1, 1), (-1, 1)]), 2),
    (points([(1, 0), (-1, 0), (0, 1), (0, -1)]), 2), (product(normal(0, 1), normal(0, 1), normal(0, 3)), 3),
    (Weights.with_independent_bias(Weights.sphere(), COIN), 3),
]  # fmt: skip


@pytest.mark.parametrize(("weights", "dim"), LAWS, ids=str)
def test_a_false_claim_of_invariance_is_refuted(weights: Any, dim: int) -> None:
    answer = is_rotation_invariant(weights, dim)
    assert answer.status == "refuted"
    witness = answer.witness
    assert witness is not None
    kernel = EquivalentKernel(witness.activation, weights)
    assert same(kernel(*witness.pair).exact, witness.kernel)
    assert witness.kernel != witness.image_kernel
    assert sp.sign(sp.N(witness.difference, 30)) == witness.sign
    if witness.image is not None:
        assert same(kernel(*witness.image).exact, witness.image_kernel)
        old, new = (sp.Matrix(pair) for pair in (witness.pair, witness.image))
        assert sp.simplify(old * old.T - new * new.T).is_zero_matrix  # a rotation keeps the inner products
    with pytest.raises(TypeError):
        bool(answer)


TRUE = [
    (GAUSSIAN, 2), (Weights.sphere(), 3), (Weights.independent(normal(0, 2)), 4), (uniform_ball(3), 3),
    (normal([0, 0, 0], [[2, 0, 0], [0, 2, 0], [0, 0, 2]]), 3), (points([(0, 0)]), 2),
    (Weights.with_independent_bias(GAUSSIAN, normal(0, 1)), 3),
]  # fmt: skip


@pytest.mark.parametrize(("weights", "dim"), TRUE, ids=str)
def test_a_true_claim_of_invariance_is_never_refuted(weights: Any, dim: int) -> None:
    assert is_rotation_invariant(weights, dim).status == "invariant"


def test_where_nothing_is_known_the_answer_is_unknown() -> None:
    dependent = push(Layer([[1, 1], [1, -1]], [0, 0]), product(cauchy(0, 1), cauchy(0, 1)))
    answer = is_rotation_invariant(dependent)
    assert answer.status == "unknown"
    assert "no closed form" in answer.reason
    square = points([(1, 1), (1, -1), (-1, 1), (-1, -1)])
    assert is_rotation_invariant(square).status == "refuted"


HEAVY = [
    Weights.independent(cauchy(0, 1)), Weights.independent(student_t(R(1, 10))),
    product(cauchy(0, 2), cauchy(0, 2)),
    Weights.independent(push((relu(t), t), normal(0, 1))), Weights.independent(normal(0, 1), cauchy(0, 1)),
    Weights.with_independent_bias(Weights.ball(), uniform(-1, 1)),
    Weights.with_independent_bias(Weights.student_t(5), student_t(5)),
    Weights.with_independent_bias(Weights.cauchy(), cauchy(0, 1)),
]  # fmt: skip


@pytest.mark.parametrize("weights", HEAVY, ids=str)
def test_independence_is_refuted_by_moments_on_the_axes(weights: Any) -> None:
    """Independent coordinates of a rotation-invariant law are normal, so all others have a witness."""
    answer = is_rotation_invariant(weights, 3 if "bias" in repr(weights) else 2)
    assert answer.status == "refuted"
    assert answer.witness is not None
    kernel = EquivalentKernel(answer.witness.activation, weights)
    assert kernel(*answer.witness.pair).exact == answer.witness.kernel
    if answer.witness.kernel.is_finite is not False and answer.witness.image_kernel.is_finite is not False:
        assert sp.sign(sp.N(answer.witness.difference, 30)) == answer.witness.sign


def test_fractional_moments_of_cauchy_weights() -> None:
    """E |C|^s = 1/cos(pi s/2) for the Cauchy law."""
    quarter = Homogeneous.power(R(1, 4), 1, 0)
    kernel = equivalent_kernel(quarter, Weights.independent(cauchy(0, 1)))
    assert same(kernel((1, 0), (0, 1)).exact, 1 / (4 * sp.cos(pi / 8) ** 2))
    assert same(kernel((1, 0), (16, 0)).exact, 1 / sp.cos(pi / 4))
    assert equivalent_kernel(Homogeneous.power(R(1, 2), 1, 0), kernel.weights, (1, 0), (1, 0)).exact is sp.oo


def test_a_bias_beside_any_invariant_law_where_an_input_sees_one_of_them() -> None:
    law = Weights.with_independent_bias(Weights.student_t(5), exponential(2))
    kernel = equivalent_kernel("relu", law)
    inner = equivalent_kernel("relu", Weights.student_t(5))
    assert kernel((1, 2, 0), (2, 0, 0)).exact == inner((1, 2), (2, 0)).exact
    assert kernel((0, 0, 1), (0, 0, 3)).exact == R(3, 2)
    drawn = np.random.default_rng(3).standard_t(5, 400_000)  # a coordinate of the multivariate t law
    assert abs(float(kernel((2, 0, 0), (0, 0, 1)).exact) - np.maximum(2 * drawn, 0).mean() / 2) < 0.005
    assert kernel((1, 0, 0), (0, 0, -1)).exact == 0
    with pytest.raises(NoClosedForm):
        kernel((1, 0, 1), (0, 1, 1))


RINGS = [
    ((-2, 0, -2), (0, 1, -2)), ((2, 0, 1), (-2, 0, -1)), ((2, 1, -1), (1, 2, -2)), ((0, 0, 1), (1, 1, 0)),
    ((1, 0, 1), (-1, 0, 1)), ((1, 1, 1), (1, 1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("x", "y"), RINGS)
@pytest.mark.parametrize(("p", "right", "left", "zero"), [(1, 1, 0, 0), (1, 1, 1, 0), (0, 1, -1, R(1, 3))])
def test_a_circle_with_a_bias_by_a_sum_over_the_circle(
    p: int, right: int, left: int, zero: Any, x: Any, y: Any
) -> None:
    """Also where W.x touches 0 without a change of sign."""
    values = {1: R(1, 6), -2: R(1, 2), 0: R(1, 3)}
    law = Weights.with_independent_bias(Weights.sphere(2), discrete(values))
    found = equivalent_kernel(Homogeneous.power(p, right, left, zero), law, x, y).exact
    turns = (np.arange(40_000) + 0.37) / 40_000 * 2 * np.pi
    total = 0.0
    for level, mass in values.items():
        rows = np.stack([2 * np.cos(turns), 2 * np.sin(turns), np.full(len(turns), float(level))], axis=1)
        heights = np.ones(len(turns))
        for v in (x, y):
            s = rows @ np.array(v, dtype=float)
            s[np.abs(s) < 1e-12] = 0.0
            heights *= np.where(s > 0, right, np.where(s < 0, left, float(zero))) * np.abs(s) ** p
        total += float(mass) * heights.mean()
    assert abs(float(sp.N(found, 20)) - total) < 1e-3
