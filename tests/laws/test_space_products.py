"""Products of exponential, Laplace and uniform laws in R^3 and R^4: against samples and by hand."""

from __future__ import annotations

import math
from typing import Any

import mpmath as mp
import numpy as np
import pytest
import sympy as sp
from flint import fmpq

from symrelu import Layer, Network, exponential, laplace, normal, product, push, reals, relu, uniform
from symrelu.errors import NoClosedForm
from symrelu.laws.exponential_space import divided_difference

y1, y2, y3 = reals("y1 y2 y3")
HALF = sp.Rational(1, 2)
THREE = product(exponential(1), exponential(2), exponential(1))
ONE = Layer([[1, -1, 0], [0, 1, -1], [1, 1, 1]], [1, -HALF, -2])
DEEP = Network(
    [Layer([[1, -1, 0], [0, 1, -1], [1, 0, 1]], [0, 0, -1]), Layer([[1, 1, -1], [0, 1, 1]], [0, -HALF])]
)
CASES = {
    "exponentials": (ONE, THREE),
    "laplace and uniform": (ONE, product(laplace(0, 1), laplace(1, 2), uniform(-1, 1))),
    "equal rates": (
        Layer([[1, 1, 0], [0, 1, 1], [1, 0, -1]], [0, -1, 0]),
        product(exponential(1), exponential(1), exponential(1)),
    ),
    "deep": (DEEP, THREE),
    "four": (
        Layer([[1, -1, 0, 1], [0, 1, -1, 0], [1, 1, 1, -1]], [1, -HALF, -2]),
        product(exponential(1), exponential(2), exponential(1), uniform(0, 1)),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_against_samples(name: str) -> None:
    law, n = push(*CASES[name]), 200_000
    drawn = law.sample(n, 11)
    parts = law.parts()
    assert abs(sum(sp.N(part.mass, 25) for part in parts) - 1) < 1e-20
    assert abs(sp.N(law.mass() - 1, 25)) < 1e-20

    def near(exact: Any, found: Any, spread: Any) -> bool:
        return abs(float(exact) - float(found)) < 5 * float(spread) + 1e-6

    for exact, column in zip(law.mean(), drawn.T, strict=True):
        assert near(exact, column.mean(), column.std() / np.sqrt(n))
    assert near(law.covariance()[0, 1], np.cov(drawn.T)[0, 1], 0.01 * (1 + drawn.std() ** 2))
    a, b, c = drawn[:, 0], drawn[:, 1], drawn[:, -1]
    last = sp.Symbol(f"y{law.dim}", real=True)
    for event, inside in (
        (sp.And(y1 > HALF, y1 + y2 < 2), (a > 0.5) & (a + b < 2)),
        (sp.And(y1 > HALF, y1 + y2 < 2, last <= 1), (a > 0.5) & (a + b < 2) & (c <= 1)),
        (sp.Eq(y2, 0), b == 0),
    ):
        p = float(inside.mean())
        assert near(law.prob(event), p, np.sqrt(p * (1 - p) / n))
    p = float((a <= 1).mean())
    assert near(law.marginal(1).cdf(1), p, np.sqrt(p * (1 - p) / n))


def test_sums_and_orders_of_exponentials() -> None:
    same = product(exponential(1), exponential(1), exponential(1))
    total = push(Layer([[1, 1, 1]], [0], "identity"), same)
    assert sp.simplify(total.density(2) - 2 * sp.exp(-2)) == 0  # the Gamma law of shape 3
    assert sp.simplify(total.cdf(1) - (1 - sp.Rational(5, 2) * sp.exp(-1))) == 0
    assert same.prob(sp.And(y1 < y2, y2 < y3)) == sp.Rational(1, 6)
    assert THREE.prob(sp.And(y2 < y1, y2 < y3)) == HALF  # the least of the three, by the rates
    assert THREE.moment((1, 2, 3)) == 1 * HALF * 6
    hypo = push(Layer([[1, 1, 1]], [0], "identity"), product(exponential(1), exponential(2), exponential(3)))
    assert sp.simplify(hypo.density(1) - 3 * (sp.exp(-1) - 2 * sp.exp(-2) + sp.exp(-3))) == 0


def test_densities_integrate_to_the_masses() -> None:
    law = push(ONE, THREE)
    for part in law.parts():
        if part.dim == 1:
            (y,) = part.coordinates
            low, high = part.interval
            with mp.workdps(30):
                f = sp.lambdify(y, part.density, "mpmath")
                ends = [mp.mpf(str(end)) if end.is_finite else mp.inf for end in (low.n(30), high.n(30))]
                assert abs(mp.quad(f, ends) - mp.mpf(str(part.mass.n(30)))) < mp.mpf(10) ** -25
    full = [part for part in law.parts() if part.dim == 3]
    h = sp.Rational(1, 50)
    point = (1, HALF, 1)
    cube = sp.And(*(sp.And(y > p - h, y < p + h) for y, p in zip((y1, y2, y3), point, strict=True)))
    assert full and abs(float(law.prob(cube) / (2 * h) ** 3 - law.density(point))) < 1e-3 * float(
        law.density(point)
    )


def test_equalities() -> None:
    law = push(ONE, THREE)
    assert push(relu, law).same_as(law)
    assert not law.same_as(push(Layer(ONE.W, [0, 0, 0]), THREE))
    assert push(Layer([[0, 0, 0]], [3]), THREE).atoms() == {3: 1}
    boxes = product(uniform(0, 1), uniform(0, 1), exponential(1))
    assert boxes.prob(sp.And(y1 + y2 < 1, y3 > 1)) == sp.exp(-1) / 2
    assert boxes.prob(sp.And(y1 > 2, y3 > 1)) == 0


@pytest.mark.parametrize("nodes", [((0, 1), (1, 2), (3, 1)), ((-1, 3),), ((0, 1), (2, 4))])
def test_divided_differences(nodes: Any) -> None:
    """Hermite and Genocchi: the mean of exp over the simplex of the nodes, divided by a factorial."""
    exact = divided_difference(tuple((fmpq(a), m) for a, m in nodes))
    value = sum(
        float(sp.Rational(int(c.p), int(c.q))) * math.exp(float(int(a.p) / int(a.q))) for a, c in exact
    )
    listed = [a for a, m in nodes for _ in range(m)]
    generator = np.random.default_rng(0)
    drawn = np.exp(generator.dirichlet(np.ones(len(listed)), size=200_000) @ np.array(listed, float))
    error = 5 * drawn.std() / np.sqrt(len(drawn)) + 1e-12
    assert abs(value * math.factorial(len(listed) - 1) - drawn.mean()) < error


def test_what_is_not_carried() -> None:
    with pytest.raises(NoClosedForm, match="mixes"):
        push(ONE, product(normal(0, 1), exponential(1), exponential(1))).parts()
    mixed = push(ONE, product(normal(0, 1), exponential(1), exponential(1)))
    assert abs(float(mixed.prob(y1 > 1)) - float((mixed.sample(100_000, 1)[:, 0] > 1).mean())) < 0.01
    with pytest.raises(NoClosedForm, match="rational"):
        THREE.prob(sp.And(y1 > sp.sqrt(2), y2 + y3 > 1))
