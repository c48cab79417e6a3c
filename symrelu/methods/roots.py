"""Square roots of numbers: in denominators, and of squares."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.methods.search import Hints
from symrelu.terms.substitution import replace, subterms
from symrelu.terms.term import Term, num, op


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


def root_of_square(value: Fraction | int) -> Theorem | None:
    """sqrt(q^2) = q, for a rational q >= 0; None if the number is no square.

    >>> root_of_square(Fraction(9, 4)), root_of_square(2)
    (|- sqrt(9/4) = 3/2, None)
    """
    q = Fraction(value)
    if q < 0:
        return None
    root = Fraction(isqrt(q.numerator), isqrt(q.denominator))
    if root**2 != q:
        return None
    unknown = op("sqrt", num(q))
    hints = Hints(facts=(("sqrt", (num(q),)),), signs=(unknown - num(root),))
    return establish(op("eq", unknown, num(root)), hints=hints)


def without_roots(term: Term) -> tuple[Term, tuple[Theorem, ...]]:
    """The term with the roots of squares replaced by their values, and the equations that say so.

    >>> without_roots(op("sqrt", num(4)) + op("sqrt", num(2)))
    (2 + sqrt(2), (|- sqrt(4) = 2,))
    """
    equations: list[Theorem] = []
    for part in subterms(term):
        if part.head == "sqrt" and part.args[0].head == "num":
            known = root_of_square(part.args[0].data)
            if known is not None:
                equations.append(known)
                term = replace(term, *known.claim.args)
    return term, tuple(equations)
