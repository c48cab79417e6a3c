"""Closed forms against what does not use them: planar quadrature to 30 digits, radial quadrature, samples."""

from __future__ import annotations

from typing import Any

import mpmath as mp
import numpy as np
import pytest
import sympy as sp

from symrelu import (
    Homogeneous,
    Weights,
    arc_cosine,
    beta_law,
    correlation_map,
    discrete,
    equivalent_kernel,
    exponential,
    gamma_law,
    laplace,
    positive,
    uniform,
)
from tests.equivalent_kernels.cases import SIGNS, circle_mean, power

R = sp.Rational
r = positive("r")

ACTIVATIONS = [
    (1, 1, 0), (1, 1, R(-1, 5)), (1, 1, 1), (1, 3, 2), (0, 1, 0), (0, 1, -1), (2, 1, 0), (2, 2, -3),
    (3, 1, 1), (7, 1, R(1, 2)), (R(1, 2), 1, 0), (R(5, 2), 1, -2), (R(4, 3), 2, 1),
]  # fmt: skip


@pytest.mark.parametrize(("p", "right", "left"), ACTIVATIONS)
@pytest.mark.parametrize("theta", [R(1, 10), R(29, 10)])
def test_the_planar_integral(p: Any, right: Any, left: Any, theta: Any) -> None:
    kernel = equivalent_kernel(Homogeneous.power(p, right, left), Weights.gaussian(), dim=2)
    with mp.workdps(35):
        f = power(*(mp.mpf(sp.N(v, 40)) for v in (p, right, left)))
        expected = circle_mean(f, sp.N(theta, 40))
        moment = 2 ** mp.mpf(sp.N(p, 40)) * mp.gamma(mp.mpf(sp.N(p, 40)) + 1)
        found = mp.mpf(sp.N(kernel.at_angle(theta).exact, 40))
        digits = 28 if sp.S(p).is_Integer or p > 2 else 9  # the quadrature meets roots at the kinks
        assert abs(found - moment * expected) < mp.mpf(10) ** (-digits) * max(1, moment)


@pytest.mark.parametrize("n", [1, 4, 9, 30])
def test_the_integral_of_cho_and_saul(n: int) -> None:
    theta = R(6, 5)
    with mp.workdps(35):
        c, s = mp.cos(mp.mpf(6) / 5), mp.sin(mp.mpf(6) / 5)

        def integrand(psi: Any) -> Any:
            return mp.cos(psi) ** n / (1 - c * mp.cos(psi)) ** (n + 1)

        expected = mp.factorial(n) * s ** (2 * n + 1) * mp.quad(integrand, [0, mp.pi / 4, mp.pi / 2])
        found = mp.mpf(sp.N(arc_cosine(n, theta), 40))
        assert abs(found / expected - 1) < mp.mpf(10) ** -28


def test_the_derivative_kernels() -> None:
    theta = sp.Symbol("theta", real=True)
    for n in range(1, 8):
        lower = -(n**2) * sp.sin(theta) * arc_cosine(n - 1, theta)
        gap = sp.expand(
            sp.expand(sp.diff(arc_cosine(n, theta), theta) - lower).subs(
                sp.sin(theta) ** 2, 1 - sp.cos(theta) ** 2
            )
        )
        assert sp.simplify(gap) == 0
    assert arc_cosine(5, sp.pi) == 0
    assert arc_cosine(5, 0) == 945 * sp.pi


DENSITIES = [
    (Weights.student_t(7, 2), lambda s, m: (1 + s**2 / 28) ** (-(mp.mpf(7) + m) / 2)),
    (Weights.pearson_ii(R(5, 2), 2), lambda s, m: (1 - s**2 / 4) ** mp.mpf("1.5") if s < 2 else mp.mpf(0)),
    (Weights.generalised_normal(3, 2), lambda s, m: mp.exp(-((s / 2) ** 3))),
    (Weights.generalised_normal(1), lambda s, m: mp.exp(-s)),
    (Weights.gaussian(R(1, 2)), lambda s, m: mp.exp(-2 * s**2)),
    (Weights.shell(1, 3), lambda s, m: mp.mpf(1) if 1 < s < 3 else mp.mpf(0)),
    (Weights.ball(2), lambda s, m: mp.mpf(1) if s < 2 else mp.mpf(0)),
    (Weights.radial(sp.exp(-r) * r, r, (0, sp.oo)), lambda s, m: s * mp.exp(-s)),
]  # fmt: skip
OWN = [
    (Weights.radial(1 / (1 + r**4) ** 3, r, (0, sp.oo)), lambda s, m: 1 / (1 + s**4) ** 3),
    (Weights.radial(sp.exp(-(r**4) - r), r, (0, sp.oo)), lambda s, m: mp.exp(-(s**4) - s)),
    (Weights.radial(sp.sqrt(4 - r**2), r, (1, 2)), lambda s, m: mp.sqrt(4 - s**2) if 1 < s < 2 else 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("weights", "density", "m"),
    [(*row, m) for row in DENSITIES for m in (2, 3, 5)] + [(*row, 3) for row in OWN],
    ids=lambda value: None if callable(value) else str(value)[:40],
)
def test_second_moments_by_radial_quadrature(weights: Any, density: Any, m: int) -> None:
    axis = (1,) + (0,) * (m - 1)
    found = equivalent_kernel("abs", weights, axis, axis).enclosure(20)
    with mp.workdps(25):
        ends = [0, 1, mp.mpf(3) / 2, 2, 3, 6, 20, mp.inf]
        mass = mp.quad(lambda s: s ** (m - 1) * density(s, m), ends)
        moment = mp.quad(lambda s: s ** (m + 1) * density(s, m), ends)
        assert abs(float(found) - moment / mass / m) < 1e-9 * float(found)


SAMPLED = [
    Weights.gaussian(2), Weights.student_t(12), Weights.sphere(2), Weights.ball(), Weights.shell(1, 2),
    Weights.pearson_ii(3, 2), Weights.generalised_normal(1), Weights.multivariate_laplace(),
    Weights.scale_mixture(gamma_law(3, 1)), Weights.scale_mixture(discrete({0: R(1, 3), 4: R(2, 3)})),
    Weights.radial(r * sp.exp(-r), r, (0, sp.oo)), Weights.independent(uniform(-1, 2)),
    Weights.independent(laplace(0, 1)), Weights.independent(exponential(1)), SIGNS,
    Weights.independent(uniform(-1, 1), discrete({-1: R(1, 4), 2: R(3, 4)}), uniform(0, 1)),
]  # fmt: skip


@pytest.mark.parametrize("weights", SAMPLED, ids=str)
@pytest.mark.parametrize("activation", ["relu", "step", Homogeneous.two_slope(2, R(-1, 2))], ids=str)
def test_samples_agree(weights: Any, activation: Any) -> None:
    x, y = (1, 2, -1), (2, 1, 1)
    exact = float(sp.N(equivalent_kernel(activation, weights, x, y).exact, 20))
    drawn = weights.sample(200_000, 3, 7)
    f = {"relu": (1, 1, 0), "step": (0, 1, 0)}.get(str(activation), (1, 2, 0.5))
    values = np.ones(len(drawn))
    for v in (x, y):
        t = drawn @ np.array(v, dtype=float)
        values *= np.where(t > 0, f[1], np.where(t < 0, f[2], 0.0)) * np.abs(t) ** f[0]
    assert abs(values.mean() - exact) < 5 * values.std() / np.sqrt(len(values)) + 1e-12


def test_mixtures_of_normal_laws_are_the_laws_that_they_make() -> None:
    x, y = (1, 2, 0), (0, 1, 1)
    laplace_like = equivalent_kernel("relu", Weights.scale_mixture(exponential(1)), x, y)
    assert laplace_like.exact == equivalent_kernel("relu", Weights.multivariate_laplace(), x, y).exact
    half = Homogeneous.power(R(1, 2), 1, 0)
    mixed = equivalent_kernel(half, Weights.scale_mixture(beta_law(2, 1)), x, y).exact
    normal = equivalent_kernel(half, Weights.gaussian(), x, y).exact
    assert abs(sp.N(mixed / normal, 40) - R(4, 5)) < sp.Float(10) ** -30  # E T^(1/2) = 2/(5/2)


@pytest.mark.parametrize(
    "activation", ["relu", "abs", Homogeneous.relu_power(2), Homogeneous.power(R(1, 2), 1, 0)]
)
def test_the_correlation_map_is_the_kernel(activation: Any) -> None:
    chain = correlation_map(activation).iterate(R(-3, 10), 6, digits=25)
    with mp.workdps(35):
        f = chain.activation
        unit = power(*(mp.mpf(sp.N(v, 40)) for v in (f.degree, f.right, f.left)))
        rho = mp.mpf(-3) / 10
        whole = circle_mean(unit, 0)
        for ball in chain.correlations[1:]:
            rho = circle_mean(unit, mp.acos(rho)) / whole
            assert abs(mp.mpf(ball.str(30, radius=False)) - rho) < (
                1e-8 if f.degree < 1 else mp.mpf(10) ** -22
            )
