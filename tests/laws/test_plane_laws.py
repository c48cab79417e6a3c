"""Gaussian laws of the plane and products of two laws under networks: closed forms, sampling, equalities."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

from symrelu import (
    Layer,
    Network,
    exponential,
    laplace,
    mix,
    normal,
    product,
    push,
    reals,
    relu,
    uniform,
    uniform_box,
)
from symrelu.errors import NoClosedForm

y1, y2 = reals("y1 y2")
HALF = sp.Rational(1, 2)
PLAIN = Layer([[1, 2], [3, -1]], [0, 0])
SHIFTED = Layer([[1, 2], [3, -1]], [0, HALF])
DEEP = Network(
    [SHIFTED, Layer([[1, -1], [-2, 1], [1, 1]], [HALF, 1, -1]), Layer([[1, 1, -1], [0, 2, 1]], [0, 1])]
)
STANDARD = normal([0, 0], [[1, 0], [0, 1]])
SOURCES = {
    "gaussian": normal([1, -1], [[2, 1], [1, 1]]),
    "two normals": product(normal(0, sp.sqrt(2)), normal(1, 1)),
    "exponentials": product(exponential(1), exponential(2)),
    "laplace": product(laplace(0, 1), laplace(1, 2)),
    "normal and exponential": product(normal(0, 1), exponential(1)),
    "exponential and uniform": product(exponential(3), uniform(-1, 1)),
    "uniform and normal": product(uniform(0, 1), normal(0, 1)),
    "laplace and normal": product(laplace(0, 1), normal(0, 1)),
}
CASES = [*((name, SHIFTED) for name in SOURCES), *((name, DEEP) for name in ("gaussian", "exponentials"))]


def test_the_standard_example() -> None:
    law = push(PLAIN, STANDARD)
    assert sp.simplify(law.mean()[0] - sp.sqrt(10) / (2 * sp.sqrt(sp.pi))) == 0
    corner = sp.Rational(1, 4) + sp.asin(1 / sp.sqrt(50)) / (2 * sp.pi)
    assert law.atoms() == {(0, 0): corner}
    assert [part.dim for part in law.parts()] == [0, 1, 1, 2]
    assert law.mass() == 1
    above = law.prob(sp.And(y1 > 1, y2 > 1))
    assert abs(sp.N(above, 30) - sp.Float("0.1426755415654383968", 30)) < 1e-18
    line = law.parts()[1]
    wanted = sp.exp(-(y1**2) / 10) * (1 - sp.erf(sp.sqrt(10) * y1 / 70)) / (2 * sp.sqrt(10 * sp.pi))
    assert sp.simplify(line.density - wanted) == 0
    assert law.marginal(1).density(1) == sp.exp(-sp.Rational(1, 10)) / sp.sqrt(10 * sp.pi)


def _close(exact: Any, drawn: Any, spread: float) -> bool:
    return abs(float(exact) - float(drawn)) < 5 * spread + 1e-9


@pytest.mark.parametrize(
    ("name", "net"), CASES, ids=[f"{n}-{'deep' if f is DEEP else 'one'}" for n, f in CASES]
)
def test_against_samples(name: str, net: Any) -> None:
    law, n = push(net, SOURCES[name]), 200_000
    drawn = law.sample(n, 7)
    assert abs(sp.N(law.mass() - 1, 30)) < 1e-25
    for exact, column in zip(law.mean(), drawn.T, strict=True):
        assert _close(exact, column.mean(), column.std() / np.sqrt(n))
    for event, inside in (
        (sp.And(y1 > 1, y2 <= HALF), (drawn[:, 0] > 1) & (drawn[:, 1] <= 0.5)),
        (sp.Eq(y1, 0), drawn[:, 0] == 0),
        (y1 < y2, drawn[:, 0] < drawn[:, 1]),
    ):
        p = float(inside.mean())
        assert _close(law.prob(event), p, np.sqrt(p * (1 - p) / n) + 1e-5)
    p = float((drawn[:, 0] <= 1).mean())
    assert _close(law.marginal(1).cdf(1), p, np.sqrt(p * (1 - p) / n) + 1e-5)
    assert _close(law.covariance()[0, 1], np.cov(drawn.T)[0, 1], 0.02 * (1 + drawn.std() ** 2))


@pytest.mark.parametrize("name", SOURCES)
def test_masses_of_parts_and_equality(name: str) -> None:
    law = push(SHIFTED, SOURCES[name])
    total = sum(sp.N(part.mass, 30) for part in law.parts())
    assert abs(total - 1) < 1e-25
    assert push(relu, law).same_as(law)
    assert push(relu, push(relu, SOURCES[name])).same_as(push(relu, SOURCES[name]))
    assert not law.same_as(push(PLAIN, SOURCES[name]))


def test_densities_are_the_masses_of_small_events() -> None:
    law = push(SHIFTED, SOURCES["laplace"])
    h = sp.Rational(1, 200)
    for part in law.parts():
        if part.dim == 1:
            low, high = part.interval
            t = low + 1 if high is sp.oo else (low + high) / 2
            (y,) = part.coordinates
            near = law.prob(sp.And(*part.conditions()[:1], y > t - h, y < t + h)) / (2 * h)
            assert abs(float(near - part.density.subs(y, t))) < 1e-4
    square = sp.And(y1 > 1 - h, y1 < 1 + h, y2 > 1 - h, y2 < 1 + h)
    assert abs(float(law.prob(square) / (4 * h * h) - law.density((1, 1)))) < 1e-4


def test_images_that_overlap_are_added() -> None:
    folded = push(Network([Layer([[1, 0], [-1, 0], [0, 1], [0, -1]], [0] * 4),
                           Layer([[1, 1, 0, 0], [0, 0, 1, 1]], [0, 0], "identity")]), STANDARD)  # fmt: skip
    (part,) = folded.parts()
    assert part.mass == 1
    assert sp.simplify(part.density - 2 * sp.exp(-(y1**2) / 2 - y2**2 / 2) / sp.pi) == 0


def test_singular_covariances_and_higher_dimensions_reduce() -> None:
    flat = normal([0, 0, 1], [[1, 0, 1], [0, 1, 1], [1, 1, 2]])
    law = push(Layer([[1, 2, 0], [3, -1, 0]], [0, 0]), flat)
    assert law.same_as(push(PLAIN, STANDARD))
    wide = normal([0, 0, 0], [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    assert push(Layer([[1, 2, 0], [3, -1, 0]], [0, 0]), wide).same_as(push(PLAIN, STANDARD))
    assert push(Layer([[1, 2], [2, 4]], [0, 0]), STANDARD).atoms() == {(0, 0): HALF}


def test_mixtures_of_kinds() -> None:
    law = push(PLAIN, mix((HALF, STANDARD), (HALF, uniform_box([(-1, 1), (-1, 1)]))))
    both = sp.And(y1 > 1, y2 > 1)
    parts = [push(PLAIN, one).prob(both) for one in (STANDARD, uniform_box([(-1, 1), (-1, 1)]))]
    assert sp.expand(law.prob(both) - sum(parts) / 2) == 0
    assert abs(sp.N(sum(part.mass for part in law.parts()) - 1, 30)) < 1e-25


def test_what_has_no_closed_form_says_so() -> None:
    with pytest.raises(NoClosedForm, match="rational"):
        push(PLAIN, normal([0, 0], [[1, 0], [0, sp.pi]])).parts()
    with pytest.raises(NoClosedForm, match="rational"):
        push(PLAIN, STANDARD).prob(y1 + sp.sqrt(2) * y2 > 1)
    with pytest.raises(NoClosedForm, match="rational"):
        push(PLAIN, SOURCES["laplace"]).prob(y1 + y2 > sp.sqrt(2))


def test_irrational_bounds_of_gaussian_events() -> None:
    assert sp.simplify(STANDARD.prob(y1 + y2 > sp.sqrt(2)) - (1 - sp.erf(1 / sp.sqrt(2))) / 2) == 0
    assert STANDARD.prob(sp.And(y1 > sp.sqrt(2), y1 < 1)) == 0
    found = STANDARD.prob(sp.And(y1 > sp.sqrt(2), y2 > 1))
    assert sp.simplify(found - (1 - sp.erf(1)) * (1 - sp.erf(1 / sp.sqrt(2))) / 4) == 0
    named = push(PLAIN, STANDARD).prob(sp.And(y1 + y2 > sp.sqrt(2), y1 > 1))
    near = push(PLAIN, STANDARD).prob(sp.And(y1 + y2 > sp.Rational(14142135623731, 10**13), y1 > 1))
    assert abs(sp.N(named - near, 20)) < 1e-12
