"""Points of R^d compared coordinate by coordinate."""

from __future__ import annotations

from typing import Unpack

from symrelu.kernel.rules import discharge, extend, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import Grounds, establish
from symrelu.terms.sorts import SEQ
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, op


def compares_points(goal: Term) -> bool:
    """Whether the goal is x = y, or S -> x = y, for two points that are written out coordinate by coordinate.

    >>> from symrelu.terms.term import lam, var
    >>> i, y = var("i", "N"), var("y", SEQ)
    >>> compares_points(op("eq", lam(i, i * y(i)), lam(i, y(i) * i))), compares_points(op("eq", y(1), y(2)))
    (True, False)
    """
    if goal.head == "imp":
        return compares_points(goal.args[1])
    return goal.head == "eq" and all(side.head == "lam" and side.sort == SEQ for side in goal.args)


def same_point(goal: Term, **by: Unpack[Grounds]) -> Theorem:
    """The equation of two points, or S -> x = y, from the equation of all their coordinates.

    Premises for all naturals are used at the index of the coordinate.

    >>> from symrelu.terms.term import lam, var
    >>> i, y = var("i", "N"), var("y", SEQ)
    >>> same_point(op("eq", lam(i, i * y(i)), lam(i, y(i) * i)))
    |- (lam i:N. i*y(i)) = (lam i:N. y(i)*i)
    """
    given, premises = tuple(by.get("given", ())), tuple(by.get("premises", ()))
    if goal.head == "imp":
        condition, equation = goal.args
        parts = condition.args if condition.head == "and" else (condition,)
        by["given"] = (*given, *parts)
        theorem = same_point(equation, **by)
        for part in parts:
            theorem = discharge(theorem, part)
        return establish(goal, premises=(theorem,))
    left, right = goal.args
    said = [f for p in premises for f in (p.claim, *p.hyps)]
    i = fresh(left.hint or "i", "N", goal, *given, *said)
    by["given"], by["premises"] = given, [*premises, *(specialise(p, i) for p in premises if _counts(p))]
    return extend(establish(op("eq", left(i), right(i)), **by), i)


def _counts(premise: Theorem) -> bool:
    return premise.claim.head == "forall" and premise.claim.args[0].data == "N"
