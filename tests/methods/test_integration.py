"""Primitives, mixtures, sure events and goals with quantifiers: what is proved, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from symrelu import And, AtMost, Equal, ForAll, Implies, P, abs_, atom, clip, have, laws, mix, reals, uniform
from symrelu.errors import ProofFailed
from symrelu.methods.goals import opened
from symrelu.methods.integration import bounded_affine_mean, by_primitive
from symrelu.methods.sums import mixture, unrolled
from symrelu.script.computed import known
from symrelu.script.reasons import pointwise
from symrelu.terms.binding import abstraction
from symrelu.terms.bridge import to_term
from symrelu.terms.term import lam, num, op, var

x, y = reals("x y")
mu = laws("mu")
U = uniform(0, 1)
HALF = sp.Rational(1, 2)


def function(f: Any) -> Any:
    return abstraction(f, "R", "x").value


def test_a_primitive_on_a_piece() -> None:
    theorem = by_primitive(num(0), num(1), function(lambda x: clip(x, 0, 1)), function(lambda x: x**2 / 2))
    assert not theorem.hyps and theorem.claim.args[0].head == "int"


@pytest.mark.parametrize(
    ("low", "high", "f", "primitive"),
    [
        (0, 2, lambda x: clip(x, 0, 1), lambda x: x**2 / 2),
        (0, 1, lambda x: clip(x, 0, 1), lambda x: x**2),
        (1, 0, lambda x: clip(x, 0, 1), lambda x: x**2 / 2),
    ],
)
def test_a_wrong_primitive_is_refused(low: int, high: int, f: Any, primitive: Any) -> None:
    with pytest.raises(ProofFailed):
        by_primitive(num(low), num(high), function(f), function(primitive))


def test_a_primitive_that_is_not_defined_everywhere() -> None:
    f, primitive = function(lambda x: x**-2), function(lambda x: -1 / x)
    theorem = by_primitive(num(1), num(2), f, primitive)
    assert not theorem.hyps and theorem.claim.args[0].head == "int"
    with pytest.raises(ProofFailed):
        by_primitive(num(-1), num(1), f, primitive)


def test_masses_of_a_mixture() -> None:
    law = to_term(mix((HALF, atom(HALF)), (HALF, U)))
    below = mixture(law, function(lambda x: x < HALF))
    half = known("uniform_cdf_left", 0, 1, HALF)
    quarter = opened(op("eq", below.claim.args[0], to_term(HALF / 2)), premises=(below, half))
    assert not quarter.hyps
    with pytest.raises(ProofFailed):
        opened(op("eq", below.claim.args[0], to_term(HALF)), premises=(below, half))
    with pytest.raises(ProofFailed):
        mixture(to_term(U), function(lambda x: x < HALF))


def test_a_literal_sum() -> None:
    k = var("k", "N")
    assert str(unrolled(3, lam(k, k)).claim) == "sum(1, 3, lam k:N. k) = 1 + 2 + 3"
    assert unrolled(0, lam(k, k)).claim.args[1] == num(0)


def test_the_mean_of_an_affine_image_needs_a_bound() -> None:
    point, u, v = var("x", "R"), var("u", "R"), var("v", "R")
    bound = opened(op("forall", lam(point, op("abs", op("clip", point, num(0), num(1))) <= num(1))))
    theorem = bounded_affine_mean(var("mu", ("law", "R")), function(lambda x: clip(x, 0, 1)), u, v, bound)
    assert not theorem.hyps
    with pytest.raises(ProofFailed):
        bounded_affine_mean(var("mu", ("law", "R")), function(lambda x: x), u, v, bound)


def test_sure_events_restrict_the_points() -> None:
    inside = Equal(P(mu, lambda x: And(0 <= x, x <= 1)), 1)
    near = Equal(P(mu, lambda x: abs_(x) <= 1), 1)
    assert not have(Implies(inside, near), by=pointwise).theorem.hyps
    with pytest.raises(ProofFailed):
        have(near, by=pointwise)
    with pytest.raises(ProofFailed):
        have(Implies(inside, Equal(P(mu, lambda x: x <= HALF), 1)), by=pointwise)


def test_goals_are_taken_apart_without_capture() -> None:
    claim = ForAll(x, [x <= y], ForAll(y, [y <= 0], AtMost(y, 0)))
    assert not have(claim).theorem.hyps
    with pytest.raises(ProofFailed):
        have(ForAll(x, [x <= y], ForAll(y, [], AtMost(x, y))))
    with pytest.raises(ProofFailed):
        have(ForAll(y, [], AtMost(0, y)), given=[y >= 0])
