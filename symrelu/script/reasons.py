"""What may stand after `by=`: hints for the search and rows of the tables, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from symrelu.errors import InputError
from symrelu.kernel.rules import schema
from symrelu.kernel.theorem import Theorem
from symrelu.methods import events, masses, roots
from symrelu.methods.search import Hints
from symrelu.terms.binding import abstraction
from symrelu.terms.bridge import domains, to_term
from symrelu.terms.builders import law_of
from symrelu.terms.term import Term


@dataclass(frozen=True, slots=True)
class Reason:
    """A hint: what the search shall split on, add, multiply or rewrite with."""

    kind: str
    values: tuple[Term, ...]
    name: str = ""

    def __repr__(self) -> str:
        return f"{self.name or self.kind}({', '.join(map(repr, self.values))})"


linear = Reason("plain", (), "linear arithmetic")
ring = Reason("plain", (), "ring arithmetic")


pointwise = Reason("pointwise", (), "pointwise")


def sign(expression: Any) -> Reason:
    """Split on the sign of an expression, and multiply by facts about it where products are needed."""
    return Reason("sign", (to_term(expression),))


def cases(formula: Any) -> Reason:
    """Split on whether a formula holds."""
    return Reason("cases", (to_term(formula),))


def product(*factors: Any) -> Reason:
    """Multiply facts with each other."""
    return Reason("product", tuple(map(to_term, factors)))


def square(expression: Any) -> Reason:
    """Use that the square of an expression is not negative."""
    return Reason("square", (to_term(expression),))


def rewriting(left: Any, right: Any) -> Reason:
    """Replace the left side by the right side of an equation that is at hand."""
    return Reason("rewrite", (to_term(left), to_term(right)))


def fact(name: str, *values: Any) -> Reason:
    """A row of the table of elementary facts, such as `fact("inverse", a)`."""
    return Reason("fact", tuple(map(to_term, values)), name)


def instance(formula: Any, value: Any) -> Reason:
    """A universal fact at a value."""
    return Reason("instance", (to_term(formula), to_term(value)))


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
    weights = masses.are_weights(int(mu.args[0].data), mu.args[1], given=conditions)
    return masses.split_by_parts(mu, abstraction(event, space, "x").value, weights=weights)


def inverse_root(value: Any) -> Theorem:
    """1/sqrt(q) = sqrt(q)/q, for a rational q > 0."""
    number = to_term(value)
    if number.head != "num" or number.data <= 0:
        raise InputError("inverse_root", str(value), "a positive rational number", "inverse_root(2)")
    return roots.inverse_root(number.data)


def row(name: str, *values: Any) -> Theorem:
    """A row of the tables whose functions are written as Python functions of a real point."""
    return schema(
        name,
        *(
            abstraction(v, "R", "x").value if callable(v) and not hasattr(v, "term") else to_term(v)
            for v in values
        ),
    )


def hints_of(reasons: tuple[Reason, ...]) -> Hints:
    """The hints of a list of reasons, gathered by kind."""

    def of(kind: str) -> tuple[Reason, ...]:
        return tuple(r for r in reasons if r.kind == kind)

    return Hints(
        signs=tuple(r.values[0] for r in of("sign")),
        cases=tuple(r.values[0] for r in of("cases")),
        facts=tuple((r.name, r.values) for r in of("fact")),
        products=tuple(r.values for r in of("product")),
        squares=tuple(r.values[0] for r in of("square")),
        rewrites=tuple((r.values[0], r.values[1]) for r in of("rewrite")),
        instances=tuple((r.values[0], r.values[1]) for r in of("instance")),
    )
