"""From terms to layouts: the tables of all heads, put together."""

from __future__ import annotations

from types import MappingProxyType

from symrelu.report.arithmetic import ARITHMETIC
from symrelu.report.calculus import CALCULUS
from symrelu.report.cases import CASES
from symrelu.report.elementary import ELEMENTARY
from symrelu.report.formulas import FORMULAS
from symrelu.report.layout import Group, Layout
from symrelu.report.measures import MEASURES
from symrelu.report.operators import OPERATORS
from symrelu.report.scope import Reader, Scope, scope_of
from symrelu.terms.term import Term

NOTATION: MappingProxyType[str, Reader] = MappingProxyType(
    {**ARITHMETIC, **CASES, **ELEMENTARY, **CALCULUS, **OPERATORS, **FORMULAS, **MEASURES}
)


def scope_for(*terms: Term) -> Scope:
    """The names of the free variables of all the terms, no two alike; shared by the formulas of one proof."""
    return scope_of(NOTATION, *terms)


def layout_of(term: Term, scope: Scope | None = None) -> Layout:
    """The notation of a term.

    >>> from symrelu.report.latex import tex
    >>> from symrelu.terms.term import op, var, num
    >>> x, l, h = (var(n, "R") for n in "xlh")
    >>> tex(layout_of(op("and", l <= op("clip", x, l, h), op("clip", x, l, h) <= h)))
    'l \\\\le \\\\operatorname{clip}(x; l, h) \\\\le h'
    """
    return Group((scope or scope_for(term)).show(term), 0)
