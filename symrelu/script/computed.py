"""Rows of the tables, masses, integrals and means as theorems, which stand after `by=`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from symrelu.errors import InputError
from symrelu.kernel.rules import extend, schema
from symrelu.kernel.schemas import SCHEMAS
from symrelu.kernel.theorem import Theorem
from symrelu.methods import events, integration, masses, roots, sums
from symrelu.script.lemma import Lemma
from symrelu.script.reasons import hints_of
from symrelu.script.steps import By, reasons_of
from symrelu.terms.binding import abstraction, read_as
from symrelu.terms.bridge import domains, to_term
from symrelu.terms.builders import law_of
from symrelu.terms.sorts import SEQ, Sort, fun, numeric
from symrelu.terms.term import Term

_SPACES = ("s", "t", "u")


def known(name: str, *values: Any) -> Theorem:
    """A row of the table of facts about laws, sums, integrals and existence, as a theorem."""
    return schema(name, *map(to_term, values))


def complement(law: Any, event: Any) -> Theorem:
    """P(law, not A) = 1 - P(law, A), for an event written as a Python function of the point."""
    mu, space = law_of(law)
    return events.complement(mu, abstraction(event, space, "x").value)


def interval(law: Any, low: Any, high: Any) -> Theorem:
    """low <= high -> P(law, low <= x <= high) = P(law, x <= high) - P(law, x < low)."""
    return events.interval(law_of(law)[0], to_term(low), to_term(high))


def point_mass(law: Any, y: Any) -> Theorem:
    """P(law, x = y) = P(law, x <= y) - P(law, x < y)."""
    return events.point_mass(law_of(law)[0], to_term(y))


def no_atom(law: Any, y: Any, *, given: Iterable[Any] = ()) -> Theorem:
    """P(law, x = y) = 0, for a base law of the tables whose parameters lie in their domains, as given."""
    return masses.no_point_mass(law_of(law)[0], to_term(y), given=(*domains(law), *map(to_term, given)))


def by_parts(law: Any, event: Any) -> Theorem:
    """P(mix, A) = w_1 P(law_1, A) + ... + w_n P(law_n, A), for a mixture whose weights are in order."""
    mu, space = law_of(law)
    if mu.head != "mix" or mu.args[0].head != "num":
        raise InputError(
            "by_parts", str(mu), "a mixture of finitely many laws", "mix((w, law), (1 - w, other))"
        )
    conditions = (*domains(law), *map(to_term, getattr(law, "conditions", ())))
    weights = sums.are_weights(int(mu.args[0].data), mu.args[1], given=conditions)
    return sums.split_by_parts(mu, abstraction(event, space, "x").value, weights=weights)


def mixture(law: Any, event: Any) -> Theorem:
    """P(mixture, A) as the weighted sum of the masses that its parts give to the event."""
    term, space = law_of(law)
    return sums.mixture(term, abstraction(event, space, "x").value)


def inverse_root(value: Any) -> Theorem:
    """1/sqrt(q) = sqrt(q)/q, for a rational q > 0."""
    number = to_term(value)
    if number.head != "num" or number.data <= 0:
        raise InputError("inverse_root", str(value), "a positive rational number", "inverse_root(2)")
    return roots.inverse_root(number.data)


def row(name: str, *values: Any) -> Theorem:
    """A row of the tables whose functions are written as Python functions, on the space of the laws it is of.

    >>> from symrelu.terms.variables import laws
    >>> row("prob_range", laws("mu"), lambda x: x <= 1)
    |- 0 <= P(mu, lam x:R. x <= 1) and P(mu, lam x:R. x <= 1) <= 1
    """
    rule = SCHEMAS.get(name)
    if rule is None or len(rule.sorts) != len(values):
        return schema(name, *map(to_term, values))
    letters: dict[str, Sort] = {}
    terms: dict[int, Term] = {}
    # What is written in Python comes last, and functions of what no argument tells last of all.
    for place in sorted(range(len(values)), key=lambda k: _lateness(values[k], rule.sorts[k])):
        terms[place] = read_as(values[place], _filled(rule.sorts[place], letters))
        _read_letters(rule.sorts[place], terms[place].sort, letters)
    return schema(name, *(terms[place] for place in range(len(values))))


def choice(relation: Any, source: Sort = "N", target: Sort = "N") -> Theorem:
    """(for all x there is y with A(x, y)) -> there is f with A(x, f(x)) for all x; A(x)(y) in Python.

    >>> choice(lambda i: lambda k: i <= k)
    |- (forall x:N. exists y:N. x <= y) -> (exists w:N -> N. forall x:N. x <= w(x))
    """
    return schema("choice", read_as(relation, fun(source, fun(target, "B"))))


def _lateness(value: Any, sort: Sort) -> int:
    if not callable(value) or hasattr(value, "term"):
        return 0
    return 2 if isinstance(sort, tuple) and sort[1] in _SPACES else 1


def _read_letters(wanted: Sort, sort: Sort, letters: dict[str, Sort]) -> None:
    """What the letters of a row stand for, as far as an argument tells: s, t, u for a space."""
    if wanted in _SPACES:
        letters.setdefault(str(wanted), "R" if numeric(sort) else sort)
    elif isinstance(wanted, tuple) and isinstance(sort, tuple) and len(wanted) == len(sort):
        for part, piece in zip(wanted[1:], sort[1:], strict=True):
            _read_letters(part, piece, letters)


def _filled(wanted: Sort, letters: dict[str, Sort], open_space: Sort = "R") -> Sort:
    """The sort with its letters replaced; where nothing tells, by R as a domain, and else by Seq."""
    if not isinstance(wanted, tuple):
        return letters.get(wanted, open_space if wanted in _SPACES else wanted)
    *_, last = parts = wanted[1:]
    return (wanted[0], *(_filled(p, letters) for p in parts[:-1]), _filled(last, letters, SEQ))  # type: ignore


def primitive(low: Any, high: Any, integrand: Any, antiderivative: Any, by: By = ()) -> Theorem:
    """The integral as the difference of a primitive, for functions written as Python functions of the point.

    The reasons help to see that its derivative is the integrand.
    """
    f, F = abstraction(integrand, "R", "x").value, abstraction(antiderivative, "R", "x").value
    lemmas, reasons = reasons_of(by)
    premises, hints = [lemma.theorem for lemma in lemmas], hints_of(reasons)
    return integration.by_primitive(to_term(low), to_term(high), f, F, premises=premises, hints=hints)


def affine_mean(law: Any, phi: Any, u: Any, v: Any, bound: Lemma) -> Theorem:
    """E(u + v phi(X)) = u + v E(phi(X)), for a function phi that the lemma bounds at every point."""
    mu, space = law_of(law)
    function = abstraction(phi, space, "x").value
    return integration.bounded_affine_mean(mu, function, to_term(u), to_term(v), bound.theorem)


def as_functions(equation: Lemma, x: Any) -> Lemma:
    """Two expressions that agree for every x are the same function of x."""
    return Lemma(extend(equation.theorem, to_term(x)), method="extensionality", premises=(equation,))
