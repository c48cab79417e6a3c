"""Products of any laws under layers that do not mix coordinates: exact masses, moments and parts; samples."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

from symrelu import (
    Layer,
    Network,
    beta_law,
    cauchy,
    exponential,
    gamma_law,
    laplace,
    logistic,
    normal,
    product,
    push,
    reals,
    relu,
    student_t,
)
from symrelu.errors import NoClosedForm

y1, y2 = reals("y1 y2")
HALF = sp.Rational(1, 2)
CASES = {
    "student": (relu, product(student_t(3), student_t(4))),
    "cauchy and logistic": (Layer([[2, 0], [0, -1]], [1, 0]), product(cauchy(0, 1), logistic(0, 1))),
    "three kinds": (relu, product(normal(0, 1), exponential(1), laplace(0, 1))),
    "coordinates used twice": (
        Layer([[1, 0], [0, 1], [1, 0]], [0, 0, -1]),
        product(gamma_law(2, 1), beta_law(2, 3)),
    ),
    "two layers": (
        Network([Layer([[0, 1], [1, 0]], [1, -1]), Layer([[-1, 0], [0, 3]], [2, 1])]),
        product(logistic(0, 2), student_t(5)),
    ),
    "leaky": (
        Layer([[1, 0], [0, 1]], [0, 0], "leaky_relu", slope=HALF),
        product(laplace(0, 1), student_t(5)),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_against_samples(name: str) -> None:
    law, n = push(*CASES[name]), 200_000
    drawn = law.sample(n, 2)
    a, b = drawn[:, 0], drawn[:, 1]
    assert abs(sp.N(law.mass() - 1, 25)) < 1e-20
    parts = law.parts()
    assert abs(sum(sp.N(part.mass, 25) for part in parts) - 1) < 1e-20
    third = HALF if name == "three kinds" else sp.sqrt(2) / 4
    for event, inside in (
        (sp.And(y1 > HALF, y2 <= 1), (a > 0.5) & (b <= 1)),
        (sp.Or(y1 > 1, sp.Eq(y2, 0)), (a > 1) | (b == 0)),
        (sp.And(y1 >= 0, y1 < 2, y2 > third), (a >= 0) & (a < 2) & (b > float(third))),
        (sp.And(y1 > 2, y1 < 1), np.zeros(n, bool)),
    ):
        p = float(inside.mean())
        assert abs(float(law.prob(event)) - p) < 5 * np.sqrt(p * (1 - p) / n) + 1e-6
    p = float((a <= 1).mean())
    assert abs(float(law.marginal(1).cdf(1)) - p) < 5 * np.sqrt(p * (1 - p) / n) + 1e-6
    if name != "cauchy and logistic":
        for exact, column in zip(law.mean(), drawn.T, strict=True):
            assert abs(float(exact) - column.mean()) < 6 * column.std() / np.sqrt(n) + 1e-9


def test_exact_values() -> None:
    law = push(relu, product(student_t(3), student_t(4)))
    assert law.atoms() == {(0, 0): sp.Rational(1, 4)} and law.mass() == 1
    assert law.moment((1, 0)) == sp.sqrt(3) / sp.pi
    assert law.moment((1, 1)) == sp.sqrt(3) / (2 * sp.pi)
    assert law.covariance()[0, 1] == 0
    assert law.moment((3, 0)) == sp.oo
    quarter = product(cauchy(0, 1), cauchy(0, 1))
    assert quarter.prob(sp.And(y1 > 1, y2 > 1)) == sp.Rational(1, 16)
    assert push(Layer([[0, 0], [0, 0]], [1, 2]), quarter).atoms() == {(1, 2): 1}
    line = push(Layer([[1, 0], [-2, 0]], [0, 1]), quarter)
    assert [part.dim for part in line.parts()] == [1, 1, 1]
    assert push(relu, law).same_as(law) and not push(Layer([[1, 0], [0, 1]], [0, 1]), law).same_as(law)


def _square(law: Any, at: tuple[Any, Any], h: Any) -> Any:
    inside = sp.And(y1 > at[0] - h, y1 < at[0] + h, y2 > at[1] - h, y2 < at[1] + h)
    return law.prob(inside) / (2 * h) ** 2


@pytest.mark.parametrize("name", ["student", "cauchy and logistic", "leaky"])
def test_densities_are_masses_of_small_squares(name: str) -> None:
    law = push(*CASES[name])
    near = _square(law, (1, HALF), sp.Rational(1, 200))
    assert abs(float(near) - float(law.density((1, HALF)))) < 1e-4


def test_what_mixes_coordinates_says_so() -> None:
    source = product(student_t(3), normal(0, 1))
    mixing = push(Layer([[1, 1], [1, -1]], [0, 0]), source)
    with pytest.raises(NoClosedForm, match="mixes"):
        mixing.parts()
    with pytest.raises(NoClosedForm, match="one coordinate each"):
        push(relu, source).prob(y1 > y2)
    with pytest.raises(NoClosedForm):
        push(Layer([[1, 0], [0, 1]], [sp.sqrt(2), 0]), source).parts()
