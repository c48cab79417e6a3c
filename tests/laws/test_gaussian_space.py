"""Gaussian laws of R^3 and R^4 under networks: parts, masses, densities, moments, events; hostile cases."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import sympy as sp

from symrelu import Layer, Network, mix, normal, product, push, reals, relu, uniform_box
from symrelu.errors import InputError, TooManyCells
from symrelu.laws import block
from symrelu.model.vector_mass import GaussianMass

y1, y2, y3 = reals("y1 y2 y3")
HALF = sp.Rational(1, 2)
SPREAD = [[2, 1, 0], [1, 2, 1], [0, 1, 2]]
CENTRED = normal([0, 0, 0], SPREAD)
SHIFTED = Layer([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [1, -HALF, 0])
DEEP = Network(
    [Layer([[1, 2, -1], [0, 1, 1], [1, -1, 0]], [0, 1, -1]), Layer([[1, -1, 1], [0, 1, -1]], [0, HALF])]
)
WIDE = Layer([[1, 2, -1], [0, 1, 1], [1, -1, 0], [2, 0, 1]], [0, 1, 0, -1])
CASES = {
    "relu": (relu, CENTRED),
    "shifted": (SHIFTED, CENTRED),
    "deep": (DEEP, CENTRED),
    "wide": (WIDE, normal([1, 0, -1], SPREAD)),
    "rank two": (Layer([[1, 1, 0], [0, 1, 1], [1, 2, 1]], [0, 1, 0]), CENTRED),
    "product": (SHIFTED, product(normal(0, 1), normal(1, 2), normal(-1, 1))),
    "singular": (relu, normal([0, 0, 0, 1], [[2, 1, 0, 3], [1, 2, 1, 4], [0, 1, 2, 3], [3, 4, 3, 10]])),
    "four": (relu, normal([0, 0, 0, 0], [[2, 1, 0, 0], [1, 2, 1, 0], [0, 1, 2, 1], [0, 0, 1, 2]])),
}


def close(exact: Any, drawn: Any, spread: Any) -> bool:
    return abs(float(sp.N(exact, 15)) - float(drawn)) < 5 * float(spread) + 1e-9


@pytest.mark.parametrize("name", CASES)
def test_against_samples(name: str) -> None:
    law, n = push(*CASES[name]), 200_000
    drawn = law.sample(n, 3)
    for exact, column in zip(law.mean(), drawn.T, strict=True):
        assert close(exact, column.mean(), column.std() / np.sqrt(n))
    events = [
        (sp.And(y1 > HALF, y1 + y2 < 2), (drawn[:, 0] > 0.5) & (drawn[:, 0] + drawn[:, 1] < 2)),
        (sp.Eq(y2, 0), drawn[:, 1] == 0),
    ]
    if law.dim == 3:
        a, b, c = drawn.T
        inside = (a > 0) & (b > 0) & (c <= 1) & (a + c > 0.5)
        events.append((sp.And(y1 > 0, y2 > 0, y3 <= 1, y1 + y3 > HALF), inside))
    for event, inside in events:
        p = float(inside.mean())
        assert close(law.prob(event), p, np.sqrt(p * (1 - p) / n) + 1e-5)
    p = float((drawn[:, 0] <= 1).mean())
    assert close(law.marginal(1).cdf(1), p, np.sqrt(p * (1 - p) / n) + 1e-5)
    assert close(law.covariance()[0, 1], np.cov(drawn.T)[0, 1], 0.01 * (1 + drawn.std() ** 2))


@pytest.mark.parametrize("name", [name for name in CASES if name != "four"])
def test_parts_have_mass_one_together_and_samples_lie_on_them(name: str) -> None:
    law, n = push(*CASES[name]), 20_000
    parts = law.parts()
    assert abs(sum(sp.N(part.mass, 25) for part in parts) - 1) < 1e-20
    assert law.mass() == 1
    drawn = law.sample(n, 5)
    on_zero = {frozenset(np.flatnonzero(row == 0)): 0 for row in drawn}
    for row in drawn:
        on_zero[frozenset(np.flatnonzero(row == 0))] += 1
    if name in ("relu", "shifted", "product"):
        for part in parts:
            bound = frozenset(range(law.dim)) - frozenset(part.chart.free if part.dim else ())
            p = on_zero.get(bound, 0) / n
            assert close(part.mass, p, np.sqrt(p * (1 - p) / n) + 1e-3)


def test_the_eight_parts_of_a_rectified_law() -> None:
    law = push(relu, CENTRED)
    assert law.atoms() == {(0, 0, 0): sp.Rational(5, 24)}
    assert [part.dim for part in law.parts()] == [0, 1, 1, 1, 2, 2, 2, 3]
    assert law.mean() == (1 / sp.sqrt(sp.pi),) * 3
    pair = sp.sqrt(3) / (2 * sp.pi) + sp.Rational(1, 3)  # the arc-cosine kernel of order one
    assert sp.simplify(law.moment((1, 1, 0)) - pair) == 0
    assert law.covariance()[0, 2] == 0
    assert push(relu, law).same_as(law) and not push(SHIFTED, CENTRED).same_as(law)
    assert law.marginal(2).density(1) == push(relu, normal(0, sp.sqrt(2))).density(1)
    assert law.marginal(1, 3).same_as(push(relu, normal([0, 0], [[2, 0], [0, 2]])))


def simpson(f: Any, stop: int, steps: int) -> float:
    """The integral over (0, stop) with nodes that are multiples of a half of stop / steps."""
    nodes = [sp.Rational(k * stop, 2 * steps) for k in range(2 * steps + 1)]
    factors = [1, *([4, 2] * steps)[:-1], 1]
    return sum(c * float(f(t)) for c, t in zip(factors, nodes, strict=True)) * stop / (6 * steps)


def test_densities_integrate_to_the_masses() -> None:
    law = push(SHIFTED, CENTRED)
    for part in law.parts():
        if part.dim == 1:
            total = simpson(lambda t, p=part: p.density_at((t,)), 9, 18)
            assert abs(total - float(part.mass)) < 1e-5
        if part.dim == 2:
            nodes, weights = np.polynomial.legendre.leggauss(40)
            t, w = 5 * (nodes + 1), 5 * weights
            u, v = np.meshgrid(t, t)
            density = sp.lambdify(part.coordinates, part.density, [{"erf": np.vectorize(math.erf)}, "numpy"])
            assert abs(float((np.outer(w, w) * density(u, v)).sum()) - float(part.mass)) < 1e-7


def test_a_deep_network_has_lines_with_joint_masses() -> None:
    law = push(DEEP, CENTRED)
    lines = [part for part in law.parts() if part.dim == 1]
    assert lines and all(part.mass.has(GaussianMass) or part.mass.is_number for part in lines)
    event = sp.And(y1 > HALF, sp.Eq(y2, 0))
    n = 200_000
    drawn = law.sample(n, 9)
    p = float(((drawn[:, 0] > 0.5) & (drawn[:, 1] == 0)).mean())
    assert close(law.prob(event), p, np.sqrt(p * (1 - p) / n))
    total = sum(sp.N(law.prob(sp.And(y1 > a, y1 <= b)), 20) for a, b in ((0, 1), (1, 3), (3, 100)))
    assert abs(total + sp.N(law.prob(sp.Eq(y1, 0)), 20) - 1) < 1e-15


def test_events_of_measure_zero_and_empty_ones() -> None:
    law = push(SHIFTED, CENTRED)
    assert law.prob(sp.And(y1 > 1, y1 < 0)) == 0
    assert law.prob(y1 < 0) == 0
    assert law.prob(sp.Eq(y1, 1)) == 0
    assert law.prob(y1 > -1) == 1
    one = law.prob(sp.And(y1 > 1, y2 > 1, y3 > 1))
    two = law.prob(sp.And(y1 >= 1, y2 >= 1, y3 >= 1))
    assert one == two and one.has(GaussianMass)


def test_irrational_bounds_are_enclosed() -> None:
    found = push(relu, CENTRED).prob(sp.And(y1 > sp.sqrt(2), y2 > 1, y3 > 1))
    near = push(relu, CENTRED).prob(sp.And(y1 > sp.Rational(141421356237, 10**11), y2 > 1, y3 > 1))
    assert abs(sp.N(found - near, 20)) < 1e-10


def test_points_that_coincide_and_mixtures() -> None:
    constant = push(Layer([[0, 0, 0], [0, 0, 0]], [1, 2]), CENTRED)
    assert constant.atoms() == {(1, 2): 1}
    thin = push(Layer([[1, 1, 1], [2, 2, 2]], [0, 0]), CENTRED)
    assert thin.atoms() == {(0, 0): HALF} and [part.dim for part in thin.parts()] == [0, 1]
    both = push(relu, mix((HALF, CENTRED), (HALF, uniform_box([(-1, 1)] * 3))))
    assert abs(sum(sp.N(part.mass, 20) for part in both.parts()) - 1) < 1e-15
    assert both.atoms()[0, 0, 0] == sp.Rational(5, 48) + sp.Rational(1, 16)
    half = sp.Rational(1, 3)
    top = both.density((half, half, half))
    alone = push(relu, CENTRED).density((half, half, half)) / 2 + sp.Rational(1, 16)
    assert abs(sp.N(top - alone, 20)) < 1e-18


def test_images_that_fold_are_added() -> None:
    signs = Layer([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1]], [0] * 5)
    sums = Layer([[1, 1, 0, 0, 0], [0, 0, 1, 1, 0], [0, 0, 0, 0, 1]], [0, 0, 0], "identity")
    fold = Network([signs, sums])
    law = push(fold, normal([0, 0, 0], [[1, 0, 0], [0, 1, 0], [0, 0, 1]]))
    assert sorted((part.dim, part.mass) for part in law.parts()) == [(2, HALF), (3, HALF)]
    flat = next(part for part in law.parts() if part.dim == 2)
    assert sp.simplify(flat.density - sp.exp(-(y1**2) / 2 - y2**2 / 2) / sp.pi) == 0


def test_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block, "MOST_SOLIDS", 100)
    many = Layer([[i + 1, (i * i) % 7 - 3, (3 * i) % 5 - 2] for i in range(9)], [i % 3 - 1 for i in range(9)])
    last = Layer([[1] * 9, list(range(9)), [(-1) ** i for i in range(9)]], [0, 0, 0])
    with pytest.raises(TooManyCells):
        push(Network([many, last]), CENTRED).parts()
    with pytest.raises(InputError):
        normal([0, 0, 0], [[1, 0, 0], [0, 1, 0], [0, 0, -1]])


def test_marginals_are_sampled_and_high_dimensions_have_names() -> None:
    line = push(DEEP, CENTRED).marginal(1)
    drawn = line.sample(20_000, 1)
    assert close(line.mean(), drawn.mean(), drawn.std() / np.sqrt(len(drawn)))
    six = push(relu, normal([0] * 6, [[2 if i == j else 1 for j in range(6)] for i in range(6)]))
    assert [part.dim for part in six.parts()].count(3) == 20 and six.mass() == 1
    (mass,) = six.atoms().values()
    assert isinstance(mass, GaussianMass) and mass.is_positive
    assert six.mean() == (1 / sp.sqrt(sp.pi),) * 6
