"""Reasons that compute: masses of mixtures, integrals by a primitive, means by the layer cake."""

from __future__ import annotations

from typing import Any

from symrelu.kernel.theorem import Theorem
from symrelu.methods import sums
from symrelu.script.reasons import Reason
from symrelu.terms.binding import abstraction
from symrelu.terms.builders import law_of
from symrelu.terms.term import Term

_ROWS = frozenset({"exp", "log", "sqrt", "erf", "arctan"})


def mixture(law: Any, event: Any) -> Theorem:
    """P(mixture, A) as the weighted sum of the masses that its parts give to the event."""
    term, space = law_of(law)
    return sums.mixture(term, abstraction(event, space, "x").value)


def elementary(*theorems: Theorem) -> tuple[Reason, ...]:
    """What the tables say of each exponential, root, logarithm, error function and arctangent in the claims.

    >>> from symrelu.script.reasons import known
    >>> elementary(known("exponential_cdf", 1, 2))
    (exp(-(1*2)),)
    """
    seen: dict[Term, None] = {}
    stack = [theorem.claim for theorem in theorems]
    while stack:
        term = stack.pop()
        if term not in seen:
            seen[term] = None
            stack.extend(reversed(term.args))
    found = [term for term in seen if term.head in _ROWS and not term.loose]
    return tuple(Reason("fact", term.args, term.head) for term in found)
