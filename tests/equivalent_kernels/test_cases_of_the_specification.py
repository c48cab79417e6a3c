"""The exact cases of the theory: closed forms at given inputs, each with its value to 15 digits."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from symrelu import (
    Homogeneous,
    Weights,
    arc_cosine,
    atom,
    correlation_map,
    discrete,
    equivalent_kernel,
    laplace,
    relu,
    student_t,
    uniform,
)
from tests.equivalent_kernels.cases import COIN, ROOT2, ROOT3, SIGNS, near, same

R, pi, acos, sqrt = sp.Rational, sp.pi, sp.acos, sp.sqrt
GAUSSIAN = Weights.gaussian()
T = sp.Symbol("t", real=True)
POWER = relu(T)
BOX = Weights.independent(uniform(-1, 1))
MIXED = Homogeneous.two_slope(3, -2)

# activation, slope, weights, x, y, exact, value
INPUTS: list[tuple[str, Any, Any, Any, Any, Any, Any, float]] = [
    ("T01", "relu", None, GAUSSIAN, (1, 0), (0, 1), 1 / (2 * pi), 0.159154943091895),
    ("T02", "relu", None, GAUSSIAN, (1, 0), (1, 1), 1 / (2 * pi) + R(3, 8), 0.534154943091895),
    ("T03", "relu", None, GAUSSIAN, (1, 0), (1, 2), (2 + pi - sp.atan(2)) / (2 * pi), 0.642101695009007),
    ("T04", "relu", None, GAUSSIAN, (1, 0), (-1, 1), -R(1, 8) + 1 / (2 * pi), 0.0341549430918953),
    ("T05", "relu", None, GAUSSIAN, (2, 0), (1, ROOT3), ROOT3 / pi + R(2, 3), 1.21799556208846),
    ("T06", "relu", None, GAUSSIAN, (1, 2, 2), (2, -1, 2),
     (-4 * acos(R(4, 9)) + sqrt(65) + 4 * pi) / (2 * pi), 2.57634595046979),
    ("T07", "relu", None, Weights.sphere(), (1, 2, 2), (2, -1, 2),
     (-4 * acos(R(4, 9)) + sqrt(65) + 4 * pi) / (6 * pi), 0.858781983489931),
    ("T08", "relu", None, GAUSSIAN, (3, 4), (4, 3),
     (-24 * acos(R(24, 25)) + 7 + 24 * pi) / (2 * pi), 12.0300709544225),
    ("T09", "relu", None, GAUSSIAN, (3, 4), (-4, 3), 25 / (2 * pi), 3.97887357729738),
    ("T10", "relu", None, GAUSSIAN, (1, 2), (-1, -2), 0, 0.0),
    ("T11", "relu", None, GAUSSIAN, (1, 2), (1, 2), R(5, 2), 2.5),
    ("T13", "leaky_relu", R(1, 5), GAUSSIAN, (1, 0), (0, 1), 8 / (25 * pi), 0.101859163578813),
    ("T14", "leaky_relu", R(1, 5), GAUSSIAN, (1, 0), (1, 1), 8 / (25 * pi) + R(11, 25), 0.541859163578813),
    ("T15", "leaky_relu", R(1, 5), GAUSSIAN, (1, 0), (-1, 0), -R(1, 5), -0.2),
    ("T16", "leaky_relu", R(1, 2), GAUSSIAN, (3, 4), (4, 3),
     (-6 * acos(R(24, 25)) + R(7, 4) + 6 * pi) / (2 * pi) + 12, 15.0075177386056),
    ("T17", "abs", None, GAUSSIAN, (1, 0), (0, 1), 2 / pi, 0.636619772367581),
    ("T18", "abs", None, GAUSSIAN, (1, 0), (1, 1), R(1, 2) + 2 / pi, 1.13661977236758),
    ("T19", MIXED, None, GAUSSIAN, (1, 0), (0, 1), 25 / (2 * pi), 3.97887357729738),
    ("T22", POWER**2, None, GAUSSIAN, (1, 0), (1, 1), (R(3, 2) + 3 * pi / 2) / pi, 1.97746482927569),
    ("T30", "relu", None, BOX, (1, 0), (0, 1), R(1, 16), 0.0625),
    ("T31", "relu", None, BOX, (1, 0), (1, 1), R(17, 96), 0.177083333333333),
    ("T32", "relu", None, BOX, (1, 0), (2, 1), R(43, 128), 0.3359375),
    ("T33", "relu", None, BOX, (1, 0), (1, 2), R(43, 192), 0.223958333333333),
    ("T34", "relu", None, SIGNS, (1, 0), (0, 1), R(1, 4), 0.25),
    ("T35", "relu", None, SIGNS, (1, 1), (1, -1), 0, 0.0),
    ("T36", "relu", None, SIGNS, (1, 0), (1, 1), R(1, 2), 0.5),
]  # fmt: skip


@pytest.mark.parametrize(
    ("activation", "slope", "weights", "x", "y", "exact", "value"),
    [pytest.param(*row[1:], id=row[0]) for row in INPUTS],
)
def test_kernels_at_inputs(
    activation: Any, slope: Any, weights: Any, x: Any, y: Any, exact: Any, value: float
) -> None:
    found = equivalent_kernel(activation, weights, x, y, slope=slope)
    assert same(found.exact, exact)
    assert near(found.exact, value)
    assert same(equivalent_kernel(activation, weights, y, x, slope=slope).exact, exact)
    if exact != 0:
        assert abs(found.enclosure(20) - sp.N(exact, 40)) < 1e-18


# activation, weights, dimension, angle, exact, value
ANGLES: list[tuple[str, Any, Any, int, Any, Any, float]] = [
    ("T20", "step", GAUSSIAN, 2, pi / 3, R(1, 3), 0.333333333333333),
    ("T21", POWER**2, GAUSSIAN, 2, pi / 2, R(1, 4), 0.25),
    ("T23", POWER**3, GAUSSIAN, 2, pi / 2, 2 / pi, 0.636619772367581),
    ("T24", POWER**2, Weights.sphere(), 3, pi / 3, (ROOT3 / 20 + pi / 15) / (2 * pi), 0.0471165557188781),
    ("T25", T**2, GAUSSIAN, 2, pi / 3, R(3, 2), 1.5),
]


@pytest.mark.parametrize(
    ("activation", "weights", "dim", "theta", "exact", "value"),
    [pytest.param(*row[1:], id=row[0]) for row in ANGLES],
)
def test_kernels_at_angles(
    activation: Any, weights: Any, dim: int, theta: Any, exact: Any, value: float
) -> None:
    found = equivalent_kernel(activation, weights, dim=dim).at_angle(theta)
    assert same(found.exact, exact)
    assert near(found.exact, value)


def test_the_bias_is_a_coordinate() -> None:
    found = equivalent_kernel("relu", GAUSSIAN, (0,), (1,), bias=1)  # T12
    assert found.exact == 1 / (2 * pi) + R(3, 8)


def test_normalised_kernels() -> None:
    relu_map, leaky = correlation_map("relu"), correlation_map("leaky_relu", slope=R(1, 5))
    assert same(relu_map(R(1, 2)), ROOT3 / (2 * pi) + R(1, 3))  # T26
    assert near(relu_map(R(1, 2)), 0.608997781044229)
    assert same(relu_map(R(3, 5)), (-3 * acos(R(3, 5)) / 5 + R(4, 5) + 3 * pi / 5) / pi)  # T27
    assert leaky(0) == 8 / (13 * pi)  # T28
    assert leaky(-1) == -R(5, 13)  # T29
    assert same(relu_map(relu_map(0)), ((pi - acos(1 / pi)) / pi + sqrt(1 - 1 / pi**2)) / pi)  # T46
    assert near(relu_map(relu_map(0)), 0.493731090200372)
    series = sum(sp.binomial(2 * k, k) / (4**k * (2 * k + 1) * (2 * k + 2)) for k in range(200))
    assert abs(float(series) - float(pi / 2 - 1)) < 1e-3  # T47: kappa(1) = 1
    assert relu_map(1) == 1


def test_rademacher_and_uniform_families() -> None:
    kernel = equivalent_kernel("relu", SIGNS)

    def k(*groups: Any) -> Any:
        x, y = ([v for value, n in row for v in [value] * n] for row in groups)
        return kernel(x, y).exact

    assert k([(1, 4), (0, 4)], [(0, 4), (1, 4)]) == R(9, 16)  # T37
    first = [k([(1, n), (0, n)], [(0, n), (1, n)]) / n for n in range(1, 9)]
    assert first == [
        R(1, 4),
        R(1, 8),
        R(3, 16),
        R(9, 64),
        R(45, 256),
        R(75, 512),
        R(175, 1024),
        R(1225, 8192),
    ]
    second = [k([(1, n), (1, n), (0, n)], [(1, n), (0, n), (1, n)]) / (2 * n) for n in range(1, 7)]
    assert second == [R(1, 4), R(9, 32), R(37, 128), R(75, 256), R(2419, 8192), R(19453, 65536)]  # T38, T39
    turned = [k([(1, n), (1, n), (0, n)], [(-1, n), (0, n), (1, n)]) / (2 * n) for n in range(1, 5)]
    assert turned == [0, R(1, 32), R(5, 128), R(11, 256)]  # T40
    third = [k([(1, n), (1, n)], [(1, n), (-1, n)]) for n in range(1, 7)]
    assert [value / (2 * n) for n, value in enumerate(third, 1)] == [
        0, R(1, 8), R(1, 8), R(9, 64), R(9, 64), R(75, 512),
    ]  # fmt: skip
    assert third[3] == R(9, 8)  # T41
    boxes = equivalent_kernel("relu", BOX)
    fourth = [boxes([1] * n + [0] * n, [0] * n + [1] * n).exact * 3 / n for n in range(1, 5)]
    assert fourth == [R(3, 16), R(1, 6), R(169, 1024), R(49, 300)]  # T42, T43


def test_an_independent_bias_is_not_a_joint_one() -> None:
    bias = discrete({1 / ROOT2: R(1, 2), -1 / ROOT2: R(1, 2)})
    law = Weights.with_independent_bias(Weights.sphere(), bias)
    kernel = equivalent_kernel("relu", law)
    assert same(kernel((1, 0, 1), (-1, 0, 1)).exact, 1 / (4 * pi))  # T44
    joint = equivalent_kernel("relu", Weights.gaussian(1 / ROOT2), (1, 0, 1), (-1, 0, 1)).exact
    assert same(joint, 1 / (2 * pi))  # T45
    at_zero = kernel((0, 0, 1), (1, 0, 1)).exact  # here the two happen to agree
    assert same(at_zero, equivalent_kernel("relu", Weights.gaussian(1 / ROOT2), (0, 0, 1), (1, 0, 1)).exact)


# The special angles, for orders 0 to 3.
SPECIAL = {
    sp.S.Zero: (pi, pi, 3 * pi, 15 * pi),
    pi / 6: (5 * pi / 6, R(1, 2) + 5 * ROOT3 * pi / 12, 3 * ROOT3 / 4 + 25 * pi / 12,
             R(49, 8) + 45 * ROOT3 * pi / 8),
    pi / 4: (3 * pi / 4, ROOT2 / 2 + 3 * ROOT2 * pi / 8, R(3, 2) + 3 * pi / 2,
             19 * ROOT2 / 4 + 9 * ROOT2 * pi / 2),
    pi / 3: (2 * pi / 3, ROOT3 / 2 + pi / 3, 3 * ROOT3 / 4 + pi, 27 * ROOT3 / 8 + 7 * pi / 2),
    pi / 2: (pi / 2, 1, pi / 2, 4),
    2 * pi / 3: (pi / 3, ROOT3 / 2 - pi / 6, -3 * ROOT3 / 4 + pi / 2, 27 * ROOT3 / 8 - 7 * pi / 4),
    3 * pi / 4: (pi / 4, ROOT2 / 2 - ROOT2 * pi / 8, -R(3, 2) + pi / 2, 19 * ROOT2 / 4 - 3 * ROOT2 * pi / 2),
    5 * pi / 6: (pi / 6, R(1, 2) - ROOT3 * pi / 12, -3 * ROOT3 / 4 + 5 * pi / 12,
                 R(49, 8) - 9 * ROOT3 * pi / 8),
    pi: (0, 0, 0, 0),
}  # fmt: skip


@pytest.mark.parametrize("theta", SPECIAL, ids=str)
def test_special_angles(theta: Any) -> None:
    for n, expected in enumerate(SPECIAL[theta]):
        assert sp.expand(arc_cosine(n, theta) - expected) == 0


def test_the_table_of_polynomials() -> None:
    from symrelu.equivalent_kernels.arc_cosine import polynomials

    table = {
        0: ((), (1,)),
        1: ((1,), (0, 1)),
        2: ((0, 3), (1, 0, 2)),
        3: ((4, 0, 11), (0, 9, 0, 6)),
        4: ((0, 55, 0, 50), (9, 0, 72, 0, 24)),
        5: ((64, 0, 607, 0, 274), (0, 225, 0, 600, 0, 120)),
        6: ((0, 2079, 0, 6552, 0, 1764), (225, 0, 4050, 0, 5400, 0, 720)),
    }
    assert {n: polynomials(n) for n in table} == table
    for n in range(20):
        assert sum(polynomials(n)[1]) == sp.factorial2(2 * n - 1)


# activation slope, lambda, 1/alpha, critical n s^2
SLOPES = [
    (0, 1, 3 * pi, 2),
    (R(1, 100), R(9801, 10001), 10001 * pi / 3267, R(20000, 10001)),
    (R(1, 5), R(8, 13), 39 * pi / 8, R(25, 13)),
    (R(1, 2), R(1, 5), 15 * pi, R(8, 5)),
    (-1, 2, 3 * pi / 2, 1),
]


@pytest.mark.parametrize(("slope", "strength", "limit", "critical"), SLOPES)
def test_constants_of_the_leaky_relu(slope: Any, strength: Any, limit: Any, critical: Any) -> None:
    chosen = correlation_map("leaky_relu", slope=slope)
    assert chosen.strength == strength
    assert same(1 / chosen.rate, limit)
    n = sp.Symbol("n", positive=True)
    assert sp.simplify(chosen.critical_second_moment(n) * n - critical) == 0


SECOND_MOMENTS = [
    (Weights.sphere(), R(1, 3)), (Weights.ball(), R(1, 5)), (Weights.student_t(10), R(5, 4)),
    (Weights.generalised_normal(1), 4), (Weights.generalised_normal(2), R(1, 2)),
    (Weights.pearson_ii(R(5, 2)), R(1, 8)), (Weights.generalised_normal(3), sp.gamma(R(5, 3)) / 3),
    (Weights.generalised_normal(R(1, 2)), 1008), (Weights.multivariate_laplace(3), 9),
    (Weights.shell(1, 2), R(31, 35)), (Weights.gaussian(3), 9), (Weights.cauchy(), sp.oo),
]  # fmt: skip


@pytest.mark.parametrize(("weights", "expected"), SECOND_MOMENTS, ids=str)
def test_second_moments_in_space(weights: Any, expected: Any) -> None:
    assert weights.second_moment(3) == expected


AXES = [
    (COIN, (pi - 2) / (4 * pi)),
    (uniform(-1, 1), (3 * pi - 8) / (48 * pi)),
    (laplace(0, 1), (pi - 4) / (4 * pi)),
    (student_t(3), 3 * (2 - pi) / (2 * pi**2)),
]


@pytest.mark.parametrize(("law", "difference"), AXES, ids=str)
def test_the_axis_criterion(law: Any, difference: Any) -> None:
    kernel = equivalent_kernel("relu", Weights.independent(law))
    axes = (1, 0), (0, 1)
    assert same(kernel(*axes).exact - kernel.invariant_value(*axes).exact, difference)


def test_the_curve_of_the_uniform_square() -> None:
    kernel = equivalent_kernel("relu", BOX)
    for t in (R(1, 7), R(1, 2), R(9, 10)):
        assert kernel((1, 0), (1, t)).exact == R(1, 6) + t**3 / 96
    for t in (R(11, 10), 3, 10):
        assert kernel((1, 0), (1, t)).exact == t * R(1, 16) + R(1, 12) + 1 / (32 * sp.S(t))


def test_an_asymmetric_law_changes_the_norm() -> None:
    law = discrete({2: R(1, 3), -1: R(2, 3)})
    kernel = equivalent_kernel("relu", Weights.independent(law))
    assert kernel((1, 0), (1, 0)).exact == R(4, 3)
    assert kernel.invariant_value((1, 0), (1, 0)).exact == 1
    assert equivalent_kernel("relu", Weights.independent(atom(0)), (1, 2), (3, 4)).exact == 0
