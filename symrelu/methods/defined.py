"""Proofs that a statement is defined wherever it speaks: denominators, roots, parameters, integrands."""

from __future__ import annotations

from symrelu.errors import ProofFailed
from symrelu.kernel.definedness import Obligation, Published, publish, required
from symrelu.kernel.rules import discharge, schema, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import assume, establish, forall
from symrelu.methods.signs import nonzero, not_negative, sign_of
from symrelu.methods.sums import are_weights, stated_weights
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, instantiate, lam, num


def published(title: str, theorem: Theorem) -> Published:
    """The theorem with the proofs that it is defined.

    Raises: ProofFailed.
    """
    given = theorem.given
    side = tuple(shown_defined(o, given) for o in required(theorem.claim, given, ()))
    return publish(title, theorem.claim, given, theorem, side)


def shown_defined(obligation: Obligation, given: tuple[Term, ...]) -> Theorem:
    """given, context |- condition.

    >>> from symrelu.terms.term import op, var
    >>> s = var("s", "R")
    >>> shown_defined(Obligation((), op("not", op("eq", op("sqrt", s), num(0)))), (num(0) < s,))
    0 < s |- not sqrt(s) = 0
    """
    condition, known = obligation.condition, (*given, *obligation.context)
    theorem = _by_shape(condition, known)
    return theorem if theorem.claim == condition else establish(condition, premises=(theorem,))


def _by_shape(condition: Term, known: tuple[Term, ...]) -> Theorem:
    weights = stated_weights(condition)
    if weights is not None:
        return are_weights(*weights, given=known)
    integrand = _integrand(condition)
    if integrand is not None:
        return integrable(*integrand, given=known)
    if condition.head == "and":
        parts = tuple(_by_shape(part, known) for part in condition.args)
        return establish(condition, premises=parts)
    if condition.head == "not" and condition.args[0].head == "eq" and condition.args[0].args[1] == num(0):
        return nonzero(condition.args[0].args[0], known)
    if condition.head in ("lt", "le") and condition.args[0] == num(0):
        prove = sign_of if condition.head == "lt" else not_negative
        try:
            return establish(condition, premises=(prove(condition.args[1], known),))
        except ProofFailed:
            pass
    return establish(condition, given=known, seconds=5)


def _integrand(condition: Term) -> tuple[Term, Term, Term] | None:
    """a, b and f, if the condition says that f is integrable on [a, b]."""
    if condition.head != "and" or len(condition.args) != 2 or condition.args[1].head != "exists":
        return None
    C, n, y = fresh("C", "R", condition), fresh("n", "N", condition), fresh("y", "R", condition)
    bounded = instantiate(condition.args[1].args[0].args[0], C)
    if bounded.head != "forall":
        return None
    whole = instantiate(bounded.args[0].args[0], n).args[0]
    if whole.head != "int" or whole.args[2].head != "lam" or whole.args[2].args[0].head != "min":
        return None
    return whole.args[0], whole.args[1], lam(y, whole.args[2](y).args[0].args[0])


def integrable(low: Term, high: Term, f: Term, *, given: tuple[Term, ...] = ()) -> Theorem:
    """given |- f is integrable on [low, high], for f continuous there by its shape.

    Raises: ProofFailed, Refused.
    """
    row = schema("Int_cont", low, high, f)
    condition = row.claim.args[0]
    sides: list[Theorem] = []
    for part in condition.args if condition.head == "and" else (condition,):
        if part.head != "forall":
            sides.append(establish(part, given=given))
            continue
        x = fresh("x", "R", part, *given)
        inside = specialise(assume(part), x).claim
        known = _by_shape(inside.args[1], (*given, inside.args[0]))
        sides.append(forall(establish(inside, premises=(_without(known, inside.args[0]),)), x))
    return establish(row.claim.args[1], premises=(row, *sides))


def _without(theorem: Theorem, formula: Term) -> Theorem:
    return discharge(theorem, formula) if formula in theorem.hyps else theorem
