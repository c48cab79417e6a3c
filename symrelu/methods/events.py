"""Probabilities and laws from pointwise facts: the plumbing between an event and its mass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Unpack

from symrelu.kernel.rules import discharge, schema, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.coordinates import compares_points, same_point
from symrelu.methods.establish import Grounds, establish, forall
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, fits, lam, op


def space_point(mu: Term, *terms: Term) -> Term:
    """A fresh point of the space of a law."""
    return fresh("x", mu.sort[1], mu, *terms)


def event(mu: Term, build: Callable[[Term], Term]) -> Term:
    """The event of a law that a Python function of the point writes down."""
    x = space_point(mu)
    return lam(x, build(x))


def pointwise(mu: Term, formula: Callable[[Term], Term], *mention: Term, **by: Unpack[Grounds]) -> Theorem:
    """A formula for all points of the space of a law."""
    given, premises = tuple(by.get("given", ())), tuple(by.get("premises", ()))
    said = [formula for p in premises for formula in (p.claim, *p.hyps)]
    x = space_point(mu, *given, *mention, *said)
    by["given"], by["premises"] = given, [_at(premise, x) for premise in premises]
    goal = formula(x)
    return forall(same_point(goal, **by) if compares_points(goal) else establish(goal, **by), x)


def _at(premise: Theorem, x: Term) -> Theorem:
    claim = premise.claim
    if claim.head == "forall" and fits(x, claim.args[0].data) and claim.args[0].data == x.sort:
        return specialise(premise, x)
    return premise


def same_probability(mu: Term, left: Term, right: Term, **by: Unpack[Grounds]) -> Theorem:
    """P(mu, left) = P(mu, right), from left(x) <-> right(x) at every point."""
    iff = pointwise(mu, lambda x: op("iff", left(x), right(x)), left, right, **by)
    return _applied(schema("prob_same", mu, left, right), iff)


def smaller_probability(mu: Term, left: Term, right: Term, **by: Unpack[Grounds]) -> Theorem:
    """P(mu, left) <= P(mu, right), from left(x) -> right(x) at every point."""
    implies = pointwise(mu, lambda x: op("imp", left(x), right(x)), left, right, **by)
    return _applied(schema("prob_mono", mu, left, right), implies)


def sure(mu: Term, happens: Term, **by: Unpack[Grounds]) -> Theorem:
    """P(mu, A) = 1, from A(x) at every point."""
    always = pointwise(mu, happens, happens, **by)
    return _applied(schema("prob_sure", mu, happens), always)


def never(mu: Term, happens: Term, **by: Unpack[Grounds]) -> Theorem:
    """P(mu, A) = 0, from not A(x) at every point."""
    not_ever = pointwise(mu, lambda x: op("not", happens(x)), happens, **by)
    return _applied(schema("prob_never", mu, happens), not_ever)


def _applied(implication: Theorem, *antecedents: Theorem) -> Theorem:
    return establish(implication.claim.args[1], premises=(implication, *antecedents))


def complement(mu: Term, happens: Term) -> Theorem:
    """P(mu, not A) = 1 - P(mu, A)."""
    x = space_point(mu, happens)
    every = event(mu, lambda _: op("and"))
    negation = lam(x, op("not", happens(x)))
    parts = schema("prob_split", mu, every, happens)
    whole = schema("prob_sure", mu, every)
    first = same_probability(mu, lam(x, op("and", op("and"), happens(x))), happens)
    second = same_probability(mu, lam(x, op("and", op("and"), op("not", happens(x)))), negation)
    all_points = forall(establish(op("and")), x)
    mass = _applied(whole, all_points)
    goal = op("eq", op("P", mu, negation), 1 - op("P", mu, happens))
    return establish(goal, premises=(parts, mass, first, second))


def pushed(f: Term, mu: Term, happens: Term) -> Theorem:
    """P(push(f, mu), A) = P(mu, A o f)."""
    return schema("push_prob", f, mu, happens)


def same_push(f: Term, g: Term, mu: Term, *, on: Theorem | None = None, **by: Unpack[Grounds]) -> Theorem:
    """push(f, mu) = push(g, mu), from f(x) = g(x) at every point, or at every point of an event of mass 1.

    `on` is a theorem P(mu, S) = 1.
    """
    if on is None:
        where = event(mu, lambda _: op("and"))
        on = sure(mu, where)
    else:
        where = on.claim.args[0].args[1]
    equal = pointwise(mu, lambda x: op("imp", where(x), op("eq", f(x), g(x))), f, g, where, **by)
    return establish(
        op("eq", op("push", f, mu), op("push", g, mu)),
        premises=(schema("push_same", mu, where, f, g), on, equal),
    )


def composed(f: Term, g: Term, mu: Term) -> Theorem:
    """push(f, push(g, mu)) = push(f o g, mu)."""
    return schema("push_comp", f, g, mu)


def same_law(left: Term, right: Term, half_lines: Theorem) -> Theorem:
    """Two laws on R are equal, from `forall y. P(left, x <= y) = P(right, x <= y)`."""
    return establish(op("eq", left, right), premises=(schema("law_ext", left, right), half_lines))


def half_line(mu: Term, y: Term) -> Term:
    """The event x <= y."""
    x = space_point(mu, y)
    return lam(x, x <= y)


def interval(mu: Term, low: Term, high: Term) -> Theorem:
    """low <= high -> P(mu, low <= x <= high) = P(mu, x <= high) - P(mu, x < low)."""
    x = space_point(mu, low, high)
    upto, inside = half_line(mu, high), lam(x, op("and", low <= x, x <= high))
    parts = schema("prob_split", mu, upto, inside)
    given = (low <= high,)
    first = same_probability(mu, lam(x, op("and", x <= high, inside(x))), inside)
    rest = same_probability(
        mu, lam(x, op("and", x <= high, op("not", inside(x)))), lam(x, x < low), given=given
    )
    goal = op("eq", op("P", mu, inside), op("P", mu, upto) - op("P", mu, lam(x, x < low)))
    return discharge(establish(goal, premises=(parts, first, rest)), *given)


def point_mass(mu: Term, y: Term) -> Theorem:
    """P(mu, x = y) = P(mu, x <= y) - P(mu, x < y)."""
    x = space_point(mu, y)
    upto, below, here = half_line(mu, y), lam(x, x < y), lam(x, op("eq", x, y))
    parts = schema("prob_split", mu, upto, below)
    first = same_probability(mu, lam(x, op("and", x <= y, x < y)), below)
    rest = same_probability(mu, lam(x, op("and", x <= y, op("not", x < y))), here)
    goal = op("eq", op("P", mu, here), op("P", mu, upto) - op("P", mu, below))
    return establish(goal, premises=(parts, first, rest))
