"""Hints for the search, as plain values that stand after `by=`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symrelu.kernel.facts import FACTS
from symrelu.kernel.theorem import Theorem
from symrelu.methods.search import Hints
from symrelu.terms.binding import read_as
from symrelu.terms.bridge import to_term
from symrelu.terms.substitution import subterms
from symrelu.terms.term import Term


@dataclass(frozen=True, slots=True)
class Reason:
    """A hint: what the search shall split on, add, multiply or rewrite with."""

    kind: str
    values: tuple[Term, ...]
    name: str = ""

    def __repr__(self) -> str:
        return f"{self.name or self.kind}({', '.join(map(repr, self.values))})"


_ROWS = frozenset({"exp", "log", "sqrt", "erf", "arctan"})

linear = Reason("plain", (), "linear arithmetic")
ring = Reason("plain", (), "ring arithmetic")
pointwise = Reason("pointwise", (), "pointwise")


def sign(expression: Any) -> Reason:
    """Split on the sign of an expression, and multiply by facts about it where products are needed."""
    return Reason("sign", (to_term(expression),))


def cases(formula: Any) -> Reason:
    """Split on whether a formula holds."""
    return Reason("cases", (to_term(formula),))


def times(*factors: Any) -> Reason:
    """Multiply facts with each other."""
    return Reason("times", tuple(map(to_term, factors)))


def square(expression: Any) -> Reason:
    """Use that the square of an expression is not negative."""
    return Reason("square", (to_term(expression),))


def rewriting(left: Any, right: Any) -> Reason:
    """Replace the left side by the right side of an equation that is at hand."""
    return Reason("rewrite", (to_term(left), to_term(right)))


def fact(name: str, *values: Any) -> Reason:
    """A row of the table of elementary facts, such as `fact("inverse", a)`; functions may be Python ones."""
    known = FACTS.get(name)
    if known is None or len(known.sorts) != len(values):
        return Reason("fact", tuple(map(to_term, values)), name)
    terms = tuple(read_as(value, sort) for value, sort in zip(values, known.sorts, strict=True))
    return Reason("fact", terms, name)


def instance(formula: Any, value: Any) -> Reason:
    """A universal fact at a value."""
    return Reason("instance", (to_term(formula), to_term(value)))


def elementary(*theorems: Theorem) -> tuple[Reason, ...]:
    """What the tables say of each exponential, root, logarithm, error function and arctangent in the claims.

    >>> from symrelu.script.computed import known
    >>> elementary(known("exponential_cdf", 1, 2))
    (exp(-(1*2)),)
    """
    found = [t for t in subterms(*(theorem.claim for theorem in theorems)) if t.head in _ROWS and not t.loose]
    return tuple(Reason("fact", term.args, term.head) for term in found)


def hints_of(reasons: tuple[Reason, ...]) -> Hints:
    """The hints of a list of reasons, gathered by kind."""

    def of(kind: str) -> tuple[Reason, ...]:
        return tuple(r for r in reasons if r.kind == kind)

    return Hints(
        signs=tuple(r.values[0] for r in of("sign")),
        cases=tuple(r.values[0] for r in of("cases")),
        facts=tuple((r.name, r.values) for r in of("fact")),
        products=tuple(r.values for r in of("times")),
        squares=tuple(r.values[0] for r in of("square")),
        rewrites=tuple((r.values[0], r.values[1]) for r in of("rewrite")),
        instances=tuple((r.values[0], r.values[1]) for r in of("instance")),
    )
