"""Means over boxes by signed corners, against integrals over polytopes that do not use them."""

from __future__ import annotations

import random
from typing import Any

import pytest
import sympy as sp

from symrelu import (
    InputError,
    NoClosedForm,
    Polyhedron,
    Weights,
    cauchy,
    discrete,
    equivalent_kernel,
    points,
    positive,
    relu,
    uniform,
)

R = sp.Rational
T = sp.Symbol("t", real=True)


def by_polytopes(sides: Any, x: Any, y: Any, p: int) -> Any:
    """E (x.W)_+^p (y.W)_+^p for W uniform on a box."""
    d = len(x)
    names = sp.symbols(f"w1:{d + 1}")
    s, t = (sum(a * w for a, w in zip(v, names, strict=True)) for v in (x, y))
    rows = [(x, ">=", 0), (y, ">=", 0)]
    inside = Polyhedron.box(sides).intersection(Polyhedron(rows, d))
    integral = inside.integral(sp.expand((s * t) ** p), names)
    return integral / sp.prod([hi - lo for lo, hi in sides])


@pytest.mark.parametrize("seed", range(40))
def test_random_boxes(seed: int) -> None:
    draw = random.Random(seed)
    d, p = draw.randint(1, 4), draw.choice([0, 1, 1, 2])
    lows = [R(draw.randint(-4, 2), 2) for _ in range(d)]
    sides = [(lo, lo + R(draw.randint(1, 5), 2)) for lo in lows]
    x, y = ([draw.choice([-2, -1, 0, 1, 3]) for _ in range(d)] for _ in range(2))
    if not any(x) or not any(y):
        x[0] = y[0] = 1
    weights = Weights.independent(*(uniform(lo, hi) for lo, hi in sides))
    activation = relu(T) ** p if p else "step"
    assert equivalent_kernel(activation, weights, x, y).exact == by_polytopes(sides, x, y, p)


def test_uniform_and_finite_coordinates_together() -> None:
    coin = discrete({1: R(1, 3), -2: R(2, 3)})
    weights = Weights.independent(uniform(-1, 1), uniform(0, 2), coin)
    found = equivalent_kernel("relu", weights, (1, 2, 1), (2, -1, 3)).exact
    names = sp.symbols("w1:3")
    expected = sp.S.Zero
    for value, mass in ((1, R(1, 3)), (-2, R(2, 3))):
        s, t = names[0] + 2 * names[1] + value, 2 * names[0] - names[1] + 3 * value
        rows = [([1, 2], ">=", -value), ([2, -1], ">=", -3 * value)]
        inside = Polyhedron.box([(-1, 1), (0, 2)]).intersection(Polyhedron(rows, 2))
        expected += mass * inside.integral(sp.expand(s * t), names) / 4
    assert found == expected


def test_many_coordinates() -> None:
    kernel = equivalent_kernel("relu", Weights.independent(uniform(-1, 1)))
    x, y = [1, 2, 3, 1, 1, 2, 1, 3, 1, 2], [2, 1, -1, 1, 2, -2, 1, 1, 3, 1]
    value = kernel(x, y)
    limit = kernel.invariant_value(x, y)
    assert abs(sp.N(value.exact / limit.exact) - 1) < 0.02
    assert value.exact != limit.exact
    swapped = kernel(x[::-1], y[::-1]).exact
    assert value.exact == swapped
    equal = kernel([1] * 20 + [2] * 20, [1] * 20 + [-1] * 20)
    assert abs(sp.N(equal.exact / kernel.invariant_value(equal.x, equal.y).exact) - 1) < 0.01
    with pytest.raises(NoClosedForm, match="places"):
        kernel([3**i for i in range(24)], [2**i for i in range(24)])


def test_laws_whose_numbers_share_a_unit() -> None:
    """Uniform, finite and Laplace coordinates of variance 1 have irrational numbers."""
    root = sp.sqrt(3)
    x, y = (1, 2, 0), (1, -1, 3)
    unit = Weights.independent(uniform(-root, root))
    plain = equivalent_kernel("relu", Weights.independent(uniform(-1, 1)), x, y).exact
    assert equivalent_kernel("relu", unit, x, y).exact == sp.expand(3 * plain)
    assert equivalent_kernel("relu", unit).second_moment == 1
    signs = Weights.independent(discrete({1 / root: R(1, 2), -1 / root: R(1, 2)}))
    ones = Weights.independent(discrete({1: R(1, 2), -1: R(1, 2)}))
    assert 3 * equivalent_kernel("relu", signs, x, y).exact == equivalent_kernel("relu", ones, x, y).exact
    scaled = equivalent_kernel("relu", points([(root, 0), (0, -2 * root)]), (1, 1), (1, -1)).exact
    assert scaled == 3 * equivalent_kernel("relu", points([(1, 0), (0, -2)]), (1, 1), (1, -1)).exact
    with pytest.raises(InputError, match="common factor"):
        equivalent_kernel("relu", Weights.independent(uniform(-root, root), uniform(0, 1)), (1, 1), (1, 2))


def test_a_part_that_is_always_zero_meets_one_of_infinite_mean() -> None:
    weights = Weights.independent(cauchy(0, 1), discrete({-1: R(1, 2), -2: R(1, 2)}))
    assert equivalent_kernel("relu", weights, (1, 0), (0, 1)).exact == 0
    assert equivalent_kernel("relu", weights, (1, 0), (0, -1)).exact is sp.oo


def test_powers_as_radial_densities() -> None:
    r = positive("r")
    tail = Weights.radial(r**-5, r, (1, sp.oo))
    assert tail.second_moment(2) == R(3, 2)  # E |W|^2 = (1/1)/(1/3) = 3
    assert Weights.radial(r**-4, r, (1, sp.oo)).second_moment(2) is sp.oo
    assert Weights.radial(1 / r, r, (1, 2)).second_moment(2) == R(7, 6)
