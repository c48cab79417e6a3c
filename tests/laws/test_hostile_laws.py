"""Laws on R^d that are too large, written in two ways, or asked nonsense."""

from __future__ import annotations

import pytest
import sympy as sp

from symrelu.errors import InputError, NoClosedForm, TooManyCells
from symrelu.laws.base import discrete, mix, uniform
from symrelu.laws.prokhorov import prokhorov
from symrelu.laws.push import push
from symrelu.laws.vectors import along, product, uniform_box
from symrelu.terms.symbols import reals, relu

y1, y2 = reals("y1 y2")
HALF = sp.Rational(1, 2)
ONE = sp.sqrt(3 + 2 * sp.sqrt(2)) - sp.sqrt(2)  # it is 1
SQUARE = uniform_box([(-1, 1), (-1, 1)])


def test_a_direction_written_with_roots_is_the_same_line():
    plain, rooted = (along(uniform(0, 1), (0, 0), (1, slope)) for slope in (1, ONE))
    assert plain.same_as(rooted)
    assert rooted.same_as(plain)
    assert len(mix((HALF, rooted), (HALF, plain)).parts()) == 1


def test_boxes_of_many_dimensions_have_a_limit():
    with pytest.raises(NoClosedForm, match="dimension 40"):
        uniform_box([(0, 1)] * 40).mass()
    with pytest.raises(NoClosedForm, match="more than 50,000 simplices"):
        uniform_box([(0, 1)] * 9).mass()


def test_products_with_many_atoms_have_a_limit():
    with pytest.raises(TooManyCells):
        product(*[push(relu(reals("x")), uniform(-1, 1))] * 40).mass()
    coins = product(*[discrete({0: HALF, 1: HALF})] * 40)
    with pytest.raises(InputError, match="at most 10,000 atoms"):
        prokhorov(coins, coins)


@pytest.mark.parametrize(
    "event",
    [
        sp.Eq(y1 > 0, True), sp.Eq(y1 > 0, y2 > 0), sp.floor(y1) + y2 > HALF,
        sp.Piecewise((0, y1 < 0), (1, True)) > HALF, sp.Abs(y1) < 1,
    ],
)  # fmt: skip
def test_events_that_are_not_affine_are_refused(event: object):
    for law in (SQUARE, push(relu, SQUARE)):
        with pytest.raises(InputError):
            law.prob(event)


def test_a_law_on_space_is_compared_with_laws_on_space_only():
    for other in (uniform(0, 1), 3, None):
        with pytest.raises(InputError, match="same_as"):
            uniform_box([(0, 1)]).same_as(other)


@pytest.mark.parametrize("law", [SQUARE, uniform(0, 1)])
def test_seeds_are_natural_numbers(law):
    for seed in (-1, "x", 0.5, True, None):
        with pytest.raises(InputError, match="seed"):
            law.sample(3, seed)
