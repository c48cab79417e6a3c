"""Square roots in denominators."""

from __future__ import annotations

from fractions import Fraction

from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.methods.search import Hints
from symrelu.terms.term import num, op


def inverse_root(value: Fraction | int) -> Theorem:
    """1/sqrt(q) = sqrt(q)/q, for a rational q > 0.

    >>> inverse_root(2)
    |- inv(sqrt(2)) = 1/2*sqrt(2)
    """
    q = Fraction(value)
    root = op("sqrt", num(q))
    positive = establish(num(0) < root, hints=Hints(facts=(("sqrt", (num(q),)),)))
    facts = (("sqrt", (num(q),)), ("inverse", (root,)))
    goal = op("eq", op("inv", root), num(1 / q) * root)
    return establish(goal, premises=(positive,), hints=Hints(facts=facts))
