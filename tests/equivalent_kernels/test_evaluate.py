"""Kernels at many inputs at once, as floats, against the exact ones; speed of closed forms."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
import sympy as sp

from symrelu import (
    Homogeneous,
    InputError,
    Weights,
    arc_cosine,
    correlation_map,
    equivalent_kernel,
    positive,
    uniform,
)
from symrelu.equivalent_kernels.floats import HIGHEST

R = sp.Rational
ACTIVATIONS = [
    "relu", "abs", "identity", "step", Homogeneous.two_slope(3, -2), Homogeneous.relu_power(2),
    Homogeneous.power(5, 1, -2), Homogeneous.relu_power(HIGHEST), Homogeneous.power(R(1, 2), 1, 0),
    Homogeneous.power(R(7, 3), 2, R(1, 3)),
]  # fmt: skip
WEIGHTS = [Weights.gaussian(2), Weights.sphere(), Weights.student_t(90), Weights.generalised_normal(3)]


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=str)
@pytest.mark.parametrize("weights", WEIGHTS, ids=str)
def test_floats_agree_with_exact_values(activation: Any, weights: Any) -> None:
    kernel = equivalent_kernel(activation, weights)
    x = [(1, 2, 2), (1, 0, 0), (1, 1, 0), (3, -1, 2), (1, 2, 3), (0, 0, 0), (2, 2, 2)]
    y = [(2, -1, 2), (0, 1, 0), (-1, -1, 0), (3, -1, 2), (-1, 4, 1), (1, 1, 1), (1, 1, 2)]
    found = kernel.evaluate(x, y)
    assert found.shape == (7,)
    for a, b, value in zip(x, y, found, strict=True):
        one, own = kernel(a, b).exact, kernel(a, a).exact * kernel(b, b).exact
        scale = float(sp.N(sp.sqrt(own), 20)) if own != 0 else 1.0
        assert abs(float(sp.N(one, 20)) - value) < 1e-9 * scale


def test_the_bias_and_the_shape() -> None:
    kernel = equivalent_kernel("relu", Weights.gaussian(), bias=R(1, 2))
    x, y = (1, 2), (-1, 1)
    assert kernel.evaluate([x], [y])[0] == pytest.approx(float(sp.N(kernel(x, y).exact)))
    assert kernel.evaluate(x, y).shape == (1,)
    draw = np.random.default_rng(3)
    many = kernel.evaluate(draw.standard_normal((1000, 4)), draw.standard_normal((1000, 4)))
    assert np.all(many >= 0)
    with pytest.raises(InputError, match="numbers"):
        equivalent_kernel("relu", Weights.gaussian(positive("s"))).evaluate([x], [y])
    with pytest.raises(InputError, match="rotation-invariant"):
        equivalent_kernel("relu", Weights.independent(uniform(-1, 1))).evaluate([x], [y])


def test_gram_matrices_are_positive() -> None:
    points = [(1, 0), (0, 1), (1, 1), (-1, 2), (-1, -1)]
    for activation in ("relu", "abs", Homogeneous.relu_power(2)):
        gram = equivalent_kernel(activation, Weights.student_t(9)).gram(points)
        assert gram == gram.T
        values = np.linalg.eigvalsh(np.array(gram.evalf(20).tolist(), dtype=float))
        assert values.min() > -1e-9


def test_speed() -> None:
    """Far above what the benchmarks measure, so that a loaded machine passes."""
    start = time.process_time()
    arc_cosine(30, sp.Symbol("theta", real=True))
    arc_cosine(30, sp.pi / 3)
    assert time.process_time() - start < 1
    kernel = equivalent_kernel("relu", Weights.gaussian())
    kernel((1, 0), (1, 1))
    start = time.process_time()
    for n in range(1, 11):
        kernel((1, n, 2), (2, -1, n))
    assert (time.process_time() - start) / 10 < 0.1


def test_every_noun_shows_itself() -> None:
    theta = sp.Symbol("theta", nonnegative=True)
    kernel = equivalent_kernel("relu", Weights.student_t(positive("nu")))
    assert r"\theta" in kernel._repr_latex_()
    assert r"\text{if }" in kernel((1, 0), (0, 1))._repr_latex_()
    assert kernel.at_angle(theta)._repr_latex_().startswith("$")
    assert "signs" not in equivalent_kernel("relu", Weights.independent(uniform(-1, 1)))._repr_latex_()
    assert r"\rho" in correlation_map("relu")._repr_latex_()
    assert r"student\_t" in Weights.student_t(5)._repr_latex_()
    table = correlation_map("relu").iterate(0, 30)._repr_html_()
    assert table.count("<tr>") == 21
    assert "11 more" in table
