"""Reading choices: values by cases, and indicators."""

from __future__ import annotations

from types import MappingProxyType

from symrelu.report.layout import Cases, Fence, Group, Layout, Symbol, row, width
from symrelu.report.scope import ATOM, BIG, PRODUCT, THIN, Reader, Reading, Scope
from symrelu.report.sequences import decided
from symrelu.terms.term import Term, op

_ONE = Symbol(r"\mathbf{1}", "𝟏", "identifier", 0.6)
_WIDEST = 16.0


def cases_reading(term: Term, scope: Scope) -> Reading:
    """A definition by cases; nested alternatives become further rows.

    A case that numerals decide is decided.
    """
    found: list[tuple[Term, Term]] = []
    while term.head == "ite":
        condition, value, other = term.args
        known = decided(condition)
        if known:
            term = value
            continue
        term = other
        found += [] if known is False else [(condition, value)]
    if not found:
        return scope.read(term)
    indicator = _indicator(*found[0], term, scope) if len(found) == 1 else None
    if indicator is not None:
        return indicator
    rows: list[tuple[Layout, Layout | None]] = [
        (Group(scope.show(value)), Group(scope.show(condition))) for condition, value in found
    ]
    return Cases((*rows, (Group(scope.show(term)), None))), BIG


def _indicator(condition: Term, value: Term, other: Term, scope: Scope) -> Reading | None:
    """1{A} for a choice between 1 and 0, and f 1{A} for one between a number f and 0."""
    if value.sort not in ("R", "N"):
        return None
    if value.head == other.head == "num" and (value.data, other.data) == (0, 1):
        condition, value, other = op("not", condition), other, value
    if other.head != "num" or other.data != 0 or value.head == "ite":
        return None
    known = Group(scope.show(condition))
    mark = row(_ONE, Fence("{", known, "}"))
    if value.head == "num" and value.data == 1:
        return mark, ATOM
    factor = scope.show(value, PRODUCT)
    return (row(factor, THIN, mark), PRODUCT) if width(factor) + width(known) < _WIDEST else None


CASES: MappingProxyType[str, Reader] = MappingProxyType({"ite": cases_reading})
