"""Independent coordinates of several kinds: atoms beside densities, Laplace with a place, roots as scales."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

from symrelu import (
    Homogeneous,
    NoClosedForm,
    Weights,
    atom,
    cauchy,
    discrete,
    equivalent_kernel,
    exponential,
    gamma_law,
    laplace,
    logistic,
    mix,
    normal,
    product,
    push,
    reals,
    relu,
    student_t,
    uniform,
)
from tests.equivalent_kernels.cases import COIN, same

R = sp.Rational
t = reals("t")
HALF = mix((R(1, 3), atom(0)), (R(2, 3), uniform(-1, 2)))
RECTIFIED = push((relu(t), t), normal(0, 1))
CUT = push((relu(t), t), uniform(-1, 1))
SIGN = Homogeneous.power(0, 1, -1, R(1, 3))


def test_an_atom_at_zero_counts_where_the_activation_has_a_value_there() -> None:
    for law in (RECTIFIED, CUT):
        own = equivalent_kernel(SIGN, Weights.independent(law), (2,), (R(1, 3),))
        assert own.exact == R(1, 2) + R(1, 2) / 9
        opposite = equivalent_kernel(SIGN, Weights.independent(law), (2,), (-1,))
        assert opposite.exact == -R(1, 2) + R(1, 2) / 9
        pair = equivalent_kernel(SIGN, Weights.independent(law), (1, 0), (0, 1))
        assert pair.exact == (R(1, 2) + R(1, 6)) ** 2
    with pytest.raises(NoClosedForm):
        equivalent_kernel(SIGN, Weights.independent(RECTIFIED), (1, 1), (1, 2))


MIXED = [
    Weights.independent(HALF), Weights.independent(CUT, laplace(R(1, 2), 1), uniform(-1, 1)),
    Weights.independent(laplace(0, 1), uniform(-1, 1), exponential(2)),
    Weights.independent(laplace(-1, R(1, 2))), Weights.independent(gamma_law(2, 1), COIN, HALF),
    Weights.independent(mix((R(1, 2), laplace(0, 1)), (R(1, 2), COIN)), exponential(1), CUT),
    product(laplace(0, 1), push((1 - 2 * t, t), uniform(0, 1)), discrete({-1: R(1, 4), 3: R(3, 4)})),
]  # fmt: skip
ACTIVATIONS = [
    (1, 1, 0, 0), (1, 1, R(-1, 5), 0), (0, 1, 0, R(1, 2)), (0, 1, -1, R(1, 3)), (2, 1, 1, 0), (3, 1, 2, 0),
]  # fmt: skip


@pytest.mark.parametrize("weights", MIXED, ids=str)
@pytest.mark.parametrize(("p", "right", "left", "zero"), ACTIVATIONS)
@pytest.mark.parametrize(
    ("x", "y"), [((1, 2, -1), (2, -1, 1)), ((1, -1, 0), (0, 1, 3)), ((1, 0, 2), (-2, 0, -4))]
)
def test_samples_agree(weights: Any, p: int, right: Any, left: Any, zero: Any, x: Any, y: Any) -> None:
    found = equivalent_kernel(Homogeneous.power(p, right, left, zero), weights, x, y)
    laws = weights.coordinates(3) if hasattr(weights, "coordinates") else weights.source.laws
    drawn = np.stack([law.sample(100_000, 31 * i + 7) for i, law in enumerate(laws)], axis=1)
    values = np.ones(len(drawn))
    for v in (x, y):
        s = drawn @ np.array(v, dtype=float)
        s[np.abs(s) < 1e-9] = 0.0
        heights = np.where(s > 0, float(right), np.where(s < 0, float(left), 0.0)) * np.abs(s) ** p
        values *= np.where(s == 0, float(zero), heights) if p == 0 else heights
    exact = float(sp.N(found.exact, 25))
    assert abs(values.mean() - exact) < 6 * values.std() / np.sqrt(len(values)) + 1e-9
    assert abs(float(found.enclosure(15)) - exact) < 1e-9 * max(1.0, abs(exact))


def test_a_scale_with_a_root_counts_once() -> None:
    root, half = sp.sqrt(3), Homogeneous.power(R(1, 2), 1, 0)
    wide, one = Weights.independent(laplace(0, root)), Weights.independent(laplace(0, 1))
    for x, y in [((1, 0), (0, 1)), ((1, 1), (0, 1)), ((1, 2), (2, -1))]:
        assert equivalent_kernel("relu", wide, x, y).exact == 3 * equivalent_kernel("relu", one, x, y).exact
    found = equivalent_kernel(half, wide, (1, 0), (0, 1)).exact
    assert same(found, root * equivalent_kernel(half, one, (1, 0), (0, 1)).exact)


def test_laplace_coordinates_in_higher_dimensions() -> None:
    """E S_+ T_+ for S = A + B, T = A - B: E (A^2 - B^2)_+, A and B sums of four Laplace variables."""
    weights = Weights.independent(laplace(0, 1))
    found = equivalent_kernel("relu", weights, [1] * 8, [1, -1] * 4).exact
    drawn = np.random.default_rng(5).laplace(0, 1, (400_000, 8))
    s, u = drawn.sum(axis=1), drawn @ np.array([1, -1] * 4)
    values = np.maximum(s, 0) * np.maximum(u, 0)
    assert found.is_Rational
    assert abs(values.mean() - float(found)) < 5 * values.std() / np.sqrt(len(values))


def test_powers_ask_for_moments_only() -> None:
    """The activations t and t^2, and symmetric weights at inputs on one line, for laws without transforms."""
    heavy = Weights.independent(student_t(5))  # E W^2 = 5/3
    assert equivalent_kernel("identity", heavy, (1, 2), (3, -1)).exact == R(5, 3)
    assert equivalent_kernel("relu", heavy, (1, 2), (2, 4)).exact == R(5, 3) * 5
    assert equivalent_kernel("relu", heavy, (1, 2), (-2, -4)).exact == 0
    assert equivalent_kernel("abs", heavy, (1, 2), (-1, -2)).exact == R(5, 3) * 5
    slopes = equivalent_kernel("leaky_relu", heavy, (1, 2), (-2, -4), slope=R(1, 5))
    assert slopes.exact == -R(1, 5) * 2 * R(5, 3) * 5
    square = Homogeneous.power(2, 1, 1)
    fourth = student_t(5).moment(4)
    assert equivalent_kernel(square, heavy, (1, 1), (1, -1)).exact == 2 * fourth - 2 * R(25, 9)
    assert (
        equivalent_kernel("identity", Weights.independent(logistic(1, 1)), (1, 0), (1, 1)).exact
        == sp.pi**2 / 3 + 2
    )
    u = reals("u")
    assert sp.expand(equivalent_kernel("identity", heavy, (u, 1), (1, u)).exact - R(10, 3) * u) == 0
    with pytest.raises(NoClosedForm):
        equivalent_kernel("identity", Weights.independent(cauchy(0, 1)), (1, 2), (3, -1))
    with pytest.raises(NoClosedForm):
        equivalent_kernel("relu", heavy, (1, 2), (2, 1))
