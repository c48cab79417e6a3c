"""Claims about laws and probabilities reduced to claims about points of one base law.

A law written with nested pushes is one push of the composed map; equal probabilities and equal laws then
follow from what holds at every point, or at every point of an event that is sure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from symrelu.errors import ProofFailed
from symrelu.kernel.rules import discharge, schema
from symrelu.kernel.theorem import Theorem
from symrelu.methods.almost import almost_sure, compare_almost
from symrelu.methods.establish import Grounds, establish
from symrelu.methods.events import (
    never,
    same_probability,
    same_push,
    smaller_probability,
    space_point,
    sure,
)
from symrelu.methods.events import pointwise as pointwise_fact
from symrelu.terms.term import Term, lam, num, op


def composed_map(law: Term) -> tuple[Term | None, Term]:
    """The map g and the law mu with law = push(g, mu) and mu no push; no map if the law is none itself.

    >>> from symrelu.terms.term import var
    >>> x, mu = var("x", "R"), var("mu", ("law", "R"))
    >>> f = lam(x, op("relu", x))
    >>> composed_map(op("push", f, op("push", lam(x, x + 1), mu)))
    (lam x:R. relu(x + 1), mu)
    """
    if law.head != "push":
        return None, law
    inner, base = composed_map(law.args[1])
    if inner is None:
        return law.args[0], base
    x = space_point(base, law)
    return lam(x, law.args[0](inner(x))), base


def as_push(law: Term) -> Theorem | None:
    """law = push(g, mu) for a law that is a push of a push; None if nothing is to be done."""
    if law.head != "push" or law.args[1].head != "push":
        return None
    outer, inner = law.args
    below = as_push(inner)
    g, base = composed_map(inner)
    composition = schema("push_comp", outer, g, base) if g is not None else None
    if composition is None:
        return None
    if below is None:
        return composition
    return establish(op("eq", law, composition.claim.args[1]), premises=(below, composition))


def same_law(left: Term, right: Term, *, on: Theorem | None = None, **by: Unpack[Grounds]) -> Theorem:
    """left = right for two laws pushed from one base, from equality of the maps at every point.

    `on` is a theorem P(mu, S) = 1 that restricts the points to S.
    """
    (f, mu), (g, nu) = composed_map(left), composed_map(right)
    goal = op("eq", left, right)
    if mu != nu or (f is None and g is None):
        raise ProofFailed(repr(goal), advice="two laws pushed from one and the same law")
    x = space_point(mu, left, right)
    identity = lam(x, x)
    equal = same_push(f or identity, g or identity, mu, on=on, **by)
    links = [t for t in (as_push(left), as_push(right)) if t is not None]
    if f is None or g is None:
        links.append(schema("push_id", mu))
    return establish(goal, premises=(equal, *links))


def on_base(law: Term, event: Term) -> tuple[Theorem, Term, Term]:
    """P(law, event) = P(mu, C) with the base law and the event C of points of it."""
    g, mu = composed_map(law)
    if g is None:
        return establish(op("eq", op("P", law, event), op("P", law, event))), mu, event
    step = schema("push_prob", g, mu, event)
    link = as_push(law)
    if link is not None:
        step = establish(op("eq", op("P", law, event), step.claim.args[1]), premises=(step, link))
    return step, mu, step.claim.args[1].args[1]


def compare_probabilities(goal: Term, **by: Unpack[Grounds]) -> Theorem:
    """P(L, A) = P(L', C) or P(L, A) <= P(L', C), for laws pushed from one base, from all its points."""
    left, right = goal.args
    (first, mu, A), (second, nu, C) = on_base(*left.args), on_base(*right.args)
    if mu != nu:
        raise ProofFailed(repr(goal), advice="two laws pushed from one and the same law")
    on, by["premises"] = _sure_event(by.get("premises", ()), mu)
    if on is not None:
        middle = compare_almost(goal.head, mu, A, C, on, **by)
    else:
        middle = (same_probability if goal.head == "eq" else smaller_probability)(mu, A, C, **by)
    return establish(goal, premises=(first, middle, second))


def close_laws(goal: Term, *, on: Theorem | None = None, **by: Unpack[Grounds]) -> Theorem:
    """dP(L, L') <= e for laws pushed from one base, from |f(x) - g(x)| <= e at the points of a sure event."""
    (f, mu), (g, nu), e = composed_map(goal.args[0].args[0]), composed_map(goal.args[0].args[1]), goal.args[1]
    if mu != nu:
        raise ProofFailed(repr(goal), advice="two laws pushed from one and the same law")
    x = space_point(mu, goal)
    f, g = f or lam(x, x), g or lam(x, x)
    on = on or sure(mu, lam(x, op("and")))
    where = on.claim.args[0].args[1]
    near = pointwise_fact(
        mu, lambda x: op("imp", where(x), op("abs", f(x) - g(x)) <= e), f, g, where, e, **by
    )
    positive = establish(e >= 0, given=by.get("given", ()))
    bound = schema("push_bound", mu, where, f, g, e)
    links = [t for t in map(as_push, goal.args[0].args) if t is not None]
    if goal.args[0].args[0] == mu or goal.args[0].args[1] == mu:
        links.append(schema("push_id", mu))
    return establish(goal, premises=(bound, on, near, positive, *links))


def _sure_event(premises: Iterable[Theorem], mu: Term) -> tuple[Theorem | None, list[Theorem]]:
    """The first premise P(mu, S) = 1, and the other premises."""
    rest = list(premises)
    for premise in rest:
        claim = premise.claim
        sides = claim.args if claim.head == "eq" else (claim, num(0))
        if sides[0].head == "P" and sides[0].args[0] == mu and sides[1] == num(1):
            return premise, [p for p in rest if p is not premise]
    return None, rest


def _extreme_probability(goal: Term, **by: Unpack[Grounds]) -> Theorem:
    """P(L, A) = 1 or P(L, A) = 0, from what holds at every point of the base or of a sure event."""
    link, mu, event = on_base(*goal.args[0].args)
    if goal.args[1] == num(0):
        return establish(goal, premises=(link, never(mu, event, **by)))
    on, by["premises"] = _sure_event(by.get("premises", ()), mu)
    value = sure(mu, event, **by) if on is None else almost_sure(mu, event, on, **by)
    return establish(goal, premises=(link, value))


def pointwise_proof(goal: Term, **by: Unpack[Grounds]) -> Theorem:
    """The proof of a claim about laws or probabilities from what holds at every point of their common base.

    Goals: equal laws, close laws, a comparison of probabilities, an event that is sure or impossible. A
    premise P(mu, S) = 1 about the base restricts the points to S. Antecedents of the goal count as given.
    """
    by["given"], by["premises"] = given, premises = tuple(by.get("given", ())), tuple(by.get("premises", ()))
    if goal.head == "imp":
        assumed = goal.args[0].args if goal.args[0].head == "and" else goal.args[:1]
        by["given"] = (*given, *assumed)
        theorem = pointwise_proof(goal.args[1], **by)
        for formula in assumed:
            theorem = discharge(theorem, formula)
        return establish(goal, given=given, premises=(theorem,))
    sides = goal.args
    laws = (
        sides[0].args if goal.head == "le" and sides[0].head == "dP" else sides if goal.head == "eq" else ()
    )
    if laws and isinstance(laws[0].sort, tuple) and laws[0].sort[0] == "law":
        on, by["premises"] = _sure_event(premises, composed_map(laws[0])[1])
        return same_law(*laws, on=on, **by) if goal.head == "eq" else close_laws(goal, on=on, **by)
    if goal.head in ("eq", "le") and all(side.head == "P" for side in sides):
        return compare_probabilities(goal, **by)
    if goal.head == "eq" and sides[0].head == "P" and sides[1] in (num(0), num(1)):
        return _extreme_probability(goal, **by)
    raise ProofFailed(
        repr(goal), advice="equal or close laws, a comparison of probabilities, or a sure event"
    )
