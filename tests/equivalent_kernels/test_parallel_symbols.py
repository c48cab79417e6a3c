"""Inputs on one line whose symbols leave open whether their directions are one or opposite."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from symrelu import Homogeneous, Weights, equivalent_kernel, reals

R = sp.Rational
u, v, a = reals("u v a")
INPUTS = [((u,), (v,)), ((u, v), (a * u, a * v)), ((u, 0), (v, 0)), ((u, 2 * u), (a, 2 * a))]
SIGNS = [(1, 2, 3), (1, -2, -3), (-1, 2, -3), (-1, -2, 3)]
ACTIVATIONS = [
    Homogeneous.two_slope(1, 0), Homogeneous.two_slope(1, R(-1, 3)), Homogeneous.step(),
    Homogeneous.relu_power(2),
    Homogeneous.power(3, 2, 1), Homogeneous.power(R(1, 2), 1, 2),
]  # fmt: skip


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=str)
@pytest.mark.parametrize("weights", [Weights.gaussian(2), Weights.cauchy()], ids=str)
@pytest.mark.parametrize(("x", "y"), INPUTS, ids=str)
def test_each_sign_of_the_symbols_gives_the_kernel_at_these_numbers(
    activation: Homogeneous, weights: Any, x: Any, y: Any
) -> None:
    if weights == Weights.cauchy() and activation.right * activation.left < 0:
        pytest.skip("undefined")
    kernel = equivalent_kernel(activation, weights)
    general = kernel(x, y)
    for values in SIGNS:
        table = dict(zip((u, v, a), values, strict=True))
        here = [tuple(sp.S(c).subs(table) for c in side) for side in (x, y)]
        expected = kernel(*here)
        found = general.exact.subs(table)
        assert found == expected.exact or abs(sp.N(found - expected.exact, 30)) < sp.Float(10) ** -25
        assert general.angle is not None
        assert general.angle.subs(table) == expected.angle
