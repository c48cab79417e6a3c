"""Reasons that compute: masses of mixtures, integrals by a primitive, means by the layer cake."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from symrelu.kernel.rules import extend
from symrelu.kernel.theorem import Theorem
from symrelu.methods import integration, sums
from symrelu.script.lemma import Lemma
from symrelu.script.reasons import Reason, hints_of
from symrelu.terms.binding import abstraction
from symrelu.terms.bridge import to_term
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


def primitive(
    low: Any, high: Any, integrand: Any, antiderivative: Any, by: Iterable[Lemma | Theorem | Reason] = ()
) -> Theorem:
    """The integral as the difference of a primitive, for functions written as Python functions of the point.

    The reasons help to see that its derivative is the integrand.
    """
    f, F = abstraction(integrand, "R", "x").value, abstraction(antiderivative, "R", "x").value
    items = tuple(by)
    premises = [
        item.theorem if isinstance(item, Lemma) else item for item in items if not isinstance(item, Reason)
    ]
    hints = hints_of(tuple(item for item in items if isinstance(item, Reason)))
    return integration.by_primitive(to_term(low), to_term(high), f, F, premises=premises, hints=hints)


def affine_mean(law: Any, phi: Any, u: Any, v: Any, bound: Lemma) -> Theorem:
    """E(u + v phi(X)) = u + v E(phi(X)), for a function phi that the lemma bounds at every point."""
    mu, space = law_of(law)
    function = abstraction(phi, space, "x").value
    return integration.bounded_affine_mean(mu, function, to_term(u), to_term(v), bound.theorem)


def as_functions(equation: Lemma, x: Any) -> Lemma:
    """Two expressions that agree for every x are the same function of x."""
    return Lemma(extend(equation.theorem, to_term(x)), method="extensionality", premises=(equation,))
