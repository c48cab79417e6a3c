"""From a goal to a theorem: search for a refutation tree, then let the kernel check it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TypedDict

from symrelu.errors import ProofFailed
from symrelu.kernel.flattening import root_facts
from symrelu.kernel.interpreter import collector_paused, deep_recursion
from symrelu.kernel.rules import discharge, generalise, prove, schema, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.search import Hints, Open, refute
from symrelu.terms.term import Term, op

PLAIN = Hints()


class Grounds(TypedDict, total=False):
    """What a claim may rest on, as keyword arguments: hypotheses, theorems, hints to the search, its time."""

    given: Iterable[Term]
    premises: Iterable[Theorem]
    hints: Hints
    seconds: float


def establish(
    claim: Term,
    *,
    given: Iterable[Term] = (),
    premises: Iterable[Theorem] = (),
    hints: Hints = PLAIN,
    seconds: float = 20,
) -> Theorem:
    """The theorem `given, hypotheses of the premises |- claim`, by a refutation tree.

    Raises: ProofFailed, with the formulas of the first leaf that stayed open; OutOfTime.
    """
    hyps, lemmas = frozenset(given), tuple(premises)
    everything = hyps.union(*(p.hyps for p in lemmas))
    facts = root_facts(everything, tuple(p.claim for p in lemmas), claim)
    with deep_recursion(), collector_paused():
        try:
            tree = refute(facts, hints, time.monotonic() + seconds)
        except Open as open_leaf:
            given_text = ", ".join(map(repr, sorted(everything, key=lambda t: t.key)))
            goal = f"{given_text} |- {claim}" if given_text else repr(claim)
            raise ProofFailed(goal, tuple(map(repr, open_leaf.leaf[-40:])), open_leaf.reason) from None
        return prove(claim, tree, given=sorted(hyps, key=lambda t: t.key), premises=lemmas)


def assume(formula: Term) -> Theorem:
    """A |- A."""
    return establish(formula, given=(formula,))


def forall(theorem: Theorem, *variables: Term) -> Theorem:
    """Hypotheses that mention the variables become antecedents, then the variables are bound."""
    names = {(v.data, v.sort) for v in variables}
    for hypothesis in reversed(theorem.given):
        if not names.isdisjoint(hypothesis.free):
            theorem = discharge(theorem, hypothesis)
    return generalise(theorem, *variables)


def at(theorem: Theorem, values: dict[Term, Term]) -> Theorem:
    """The instance at the given values; hypotheses about the variables become antecedents of the instance."""
    variables = tuple(values)
    return specialise(forall(theorem, *variables), *(values[v] for v in variables))


def row(
    name: str, *args: Term, premises: Iterable[Theorem] = (), given: Iterable[Term] = (), hints: Hints = PLAIN
) -> Theorem:
    """A row of the tables with its antecedents discharged by the premises and what is given."""
    theorem = schema(name, *args)
    claim = theorem.claim
    while claim.head == "imp":
        claim = claim.args[1]
    if claim is theorem.claim:
        return theorem
    return establish(claim, given=given, premises=(theorem, *premises), hints=hints)


def chained(*links: Theorem) -> Theorem:
    """From a = b, b = c, ...: the first side equals the last."""
    claim = op("eq", links[0].claim.args[0], links[-1].claim.args[1])
    return establish(claim, premises=links)


def conjunction(*theorems: Theorem) -> Theorem:
    """All the claims at once."""
    return establish(op("and", *(t.claim for t in theorems)), premises=theorems)
