"""Probabilities compared at the points of an event of probability 1."""

from __future__ import annotations

from typing import Unpack

from symrelu.kernel.rules import schema
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import Grounds, establish
from symrelu.methods.events import complement, same_probability, smaller_probability, space_point
from symrelu.terms.term import Term, lam, num, op


def almost_everywhere(mu: Term, happens: Term, on: Theorem) -> Theorem:
    """P(mu, A) = P(mu, A and S), from P(mu, S) = 1."""
    where = on.claim.args[0].args[1]
    x = space_point(mu, happens, where)
    inside, outside = op("and", happens(x), where(x)), op("and", happens(x), op("not", where(x)))
    parts, off = schema("prob_split", mu, happens, where), complement(mu, where)
    less = smaller_probability(mu, lam(x, outside), lam(x, op("not", where(x))))
    goal = op("eq", op("P", mu, happens), op("P", mu, lam(x, inside)))
    return establish(goal, premises=(parts, off, on, less, schema("prob_range", mu, lam(x, outside))))


def compare_almost(
    relation: str, mu: Term, left: Term, right: Term, on: Theorem, **by: Unpack[Grounds]
) -> Theorem:
    """P(mu, A) = P(mu, C) or P(mu, A) <= P(mu, C), from what holds at the points of a sure event."""
    first, second = almost_everywhere(mu, left, on), almost_everywhere(mu, right, on)
    compare = same_probability if relation == "eq" else smaller_probability
    sides = [side.claim.args[1].args[1] for side in (first, second)]
    middle = compare(mu, *sides, **by)
    goal = op(relation, op("P", mu, left), op("P", mu, right))
    return establish(goal, premises=(first, middle, second))


def almost_sure(mu: Term, happens: Term, on: Theorem, **by: Unpack[Grounds]) -> Theorem:
    """P(mu, A) = 1, from A at the points of a sure event."""
    less = compare_almost("le", mu, on.claim.args[0].args[1], happens, on, **by)
    goal = op("eq", op("P", mu, happens), num(1))
    return establish(goal, premises=(less, on, schema("prob_range", mu, happens)))
