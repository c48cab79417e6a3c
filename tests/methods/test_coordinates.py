"""Points of R^d compared coordinate by coordinate."""

from __future__ import annotations

import pytest

from symrelu.errors import ProofFailed
from symrelu.methods.coordinates import same_point
from symrelu.methods.establish import assume
from symrelu.methods.pointwise import pointwise_proof
from symrelu.terms.sorts import SEQ, law
from symrelu.terms.term import Term, lam, num, op, var

i, y, mu, nu = var("i", "N"), var("y", SEQ), var("mu", law(SEQ)), var("nu", law("R"))
t = var("t", "R")


def first_only(value: Term) -> Term:
    return lam(i, op("ite", op("eq", i, num(1)), value, num(0)))


def test_points_under_a_condition() -> None:
    goal = op("imp", num(0) <= t, op("eq", first_only(op("relu", t)), first_only(t)))
    assert same_point(goal).claim == goal
    with pytest.raises(ProofFailed):
        same_point(goal.args[1])


def test_a_premise_for_all_coordinates_is_used() -> None:
    premise = op("forall", lam(i, op("eq", y(i), num(0))))
    goal = op("eq", lam(i, op("relu", y(i))), lam(i, y(i) + y(i)))
    theorem = same_point(goal, premises=[assume(premise)])
    assert theorem.claim == goal and theorem.given == (premise,)


def test_equal_laws_on_sequences() -> None:
    z = var("z", SEQ)
    twice = lam(z, lam(i, op("relu", op("relu", z(i)))))
    goal = op("eq", op("push", twice, mu), op("push", lam(z, lam(i, op("relu", z(i)))), mu))
    assert pointwise_proof(goal).claim == goal
    wrong = op("eq", op("push", lam(z, lam(i, z(i))), mu), op("push", lam(z, lam(i, op("relu", z(i)))), mu))
    with pytest.raises(ProofFailed):
        pointwise_proof(wrong)


def test_a_ray_on_a_sure_half_line() -> None:
    on_ray = op("eq", op("P", nu, lam(t, num(0) <= t)), num(1))
    left = op("push", lam(t, first_only(op("relu", t))), nu)
    goal = op("imp", on_ray, op("eq", left, op("push", lam(t, first_only(t)), nu)))
    assert pointwise_proof(goal.args[1], premises=[assume(on_ray)]).claim == goal.args[1]
    with pytest.raises(ProofFailed):
        pointwise_proof(goal.args[1])
