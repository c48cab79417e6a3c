# pyright: basic
"""A function on an interval, cut where its formula changes: maxima, absolute values, steps, cases."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symrelu.equivalent_kernels.limited import limited
from symrelu.errors import NoClosedForm
from symrelu.model.scalar import Expression, Variable

_CUT = (sp.Piecewise, sp.Abs, sp.Max, sp.Min, sp.Heaviside, sp.sign)
_SECONDS = 3.0
Row = tuple[Expression, Expression, Expression]


def pieces(e: Expression, t: Variable, low: Expression, high: Expression) -> list[Row]:
    """(formula, start, end) for each part of the interval on which one formula holds and is not 0.

    Raises: NoClosedForm where the places of change are not found.

    >>> t = sp.Symbol("t", positive=True)
    >>> pieces(sp.Max(1 - t, 0), t, sp.S.Zero, sp.Integer(2))
    [(1 - t, 0, 1)]
    """
    if not any(t in part.free_symbols for part in e.atoms(*_CUT)):
        return [(e, low, high)]
    found = None
    if e.free_symbols == {t} and not (low.free_symbols or high.free_symbols):
        found = limited(lambda: _cut(e, t, low, high), _SECONDS)
    if found is None:
        raise NoClosedForm(
            f"the parts of {e} on ({low}, {high})", "mixtures of Weights.shell, or an interval"
        )
    return found


def _cut(e: Expression, t: Variable, low: Expression, high: Expression) -> list[Row] | None:
    line = sp.Dummy("t", real=True)
    folded: Any = sp.piecewise_fold(e.subs(t, line).rewrite(sp.Piecewise))
    branches: Any = folded.args if isinstance(folded, sp.Piecewise) else ((folded, sp.true),)
    rest: Any = sp.Interval.open(low, high)
    rows: list[Row] = []
    for formula, condition in branches:
        where = rest if condition == sp.true else sp.Intersection(rest, condition.as_set())
        rest = sp.Complement(rest, where) if condition != sp.true else sp.S.EmptySet
        for part in where.args if isinstance(where, sp.Union) else (where,):
            if isinstance(part, sp.Interval):
                rows.append((formula.subs(line, t), part.start, part.end))
            elif not isinstance(part, (sp.FiniteSet, type(sp.S.EmptySet))):
                return None
    if any(formula.has(*_CUT) for formula, _, _ in rows):
        return None
    return sorted((row for row in rows if row[0] != 0), key=lambda row: row[1])
