# pyright: basic
"""Events in R^d as disjoint convex regions, each given by strict and weak rows and equations."""

from __future__ import annotations

from typing import Any

import sympy as sp
from flint import fmpq
from sympy.core.relational import Relational

from symrelu.errors import InputError
from symrelu.model.chart import ambient
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.row import Row
from symrelu.model.scalar import scalar
from symrelu.terms import claim

Region = tuple[Row, ...]
_ADVICE = "And(y1 > 0, y2 <= 1), in the coordinates y1, y2, ... of the law"


def regions_of(event: Any, dim: int) -> list[Region]:
    """The event as disjoint regions; a point lies in the event if it satisfies all rows of one of them.

    An event is a Polyhedron, or relations that are affine in y1, ..., yd, joined by And, Or, Not.
    Raises: InputError for anything else.

    >>> y1, y2 = ambient(2)
    >>> regions_of(sp.Or(y1 > 0, y2 > 0), 2)
    [(-x1 < 0,), (x1 <= 0, -x2 < 0)]
    """
    if isinstance(event, Polyhedron):
        if event.dim != dim:
            raise InputError("event", f"a polyhedron in R^{event.dim}", f"one in R^{dim}")
        return [event.rows]
    formula = _formula(event, dim)
    regions: list[Region] = []
    _walk(formula, (), dim, regions)
    return regions


def _formula(event: Any, dim: int) -> Any:
    """The event in the coordinates y1, ..., yd, its connectives those of SymPy.

    Raises: InputError for other symbols.
    """
    event = _joined(event)
    if isinstance(event, bool):
        return sp.true if event else sp.false
    if not isinstance(event, sp.logic.boolalg.Boolean):
        raise InputError("event", repr(event), "relations in y1, ..., yd or a Polyhedron", _ADVICE)
    named = {str(symbol): symbol for symbol in ambient(dim)}
    foreign = sorted(str(s) for s in event.free_symbols if str(s) not in named)
    if foreign:
        raise InputError(
            "event", f"the symbols {', '.join(foreign)}", f"the coordinates {', '.join(named)}", _ADVICE
        )
    return event.xreplace({s: named[str(s)] for s in event.free_symbols})


def _joined(event: Any) -> Any:
    if isinstance(event, claim.And | claim.Or):
        joined = sp.And if isinstance(event, claim.And) else sp.Or
        return joined(*map(_joined, event.parts))
    return sp.Not(_joined(event.claim)) if isinstance(event, claim.Not) else event


def _walk(formula: Any, rows: Region, dim: int, regions: list[Region]) -> None:
    """Split by the first relation of the formula, until it is true or false."""
    if formula is sp.true:
        regions.append(rows)
        return
    if formula is sp.false:
        return
    relations = sorted(formula.atoms(Relational), key=sp.default_sort_key)
    if not relations:
        raise InputError("event", str(formula), "relations joined by And, Or, Not", _ADVICE)
    relation = relations[0]
    row = row_of(relation, dim)
    holds, fails = ((row,),), tuple((other,) for other in row.negated())
    if isinstance(relation, sp.Ne):
        holds, fails = fails, holds
    for value, cases in ((sp.true, holds), (sp.false, fails)):
        rest = formula.xreplace({relation: value, sp.Not(relation): sp.Not(value)})
        for case in cases:
            _walk(rest, (*rows, *case), dim, regions)


def row_of(relation: Any, dim: int) -> Row:
    """A relation that is affine in y1, ..., yd as a row, an inequation as its equation.

    Raises: InputError where it is not affine.
    """
    coordinates = ambient(dim)
    if not all(isinstance(side, sp.Expr) for side in (relation.lhs, relation.rhs)):
        raise InputError("event", str(relation), "relations between numbers", _ADVICE)
    difference = sp.expand(relation.lhs - relation.rhs)
    normal = [difference.diff(y) for y in coordinates]
    if any(a.free_symbols for a in normal):
        raise InputError("event", str(relation), "relations that are affine in the coordinates", _ADVICE)
    constant = sp.expand(difference - sum(a * y for a, y in zip(normal, coordinates, strict=True)))
    sign = -1 if isinstance(relation, (sp.Ge, sp.Gt)) else 1
    if constant.free_symbols:
        raise InputError("event", str(relation), "relations that are affine in the coordinates", _ADVICE)
    kind = (
        "=="
        if isinstance(relation, (sp.Eq, sp.Ne))
        else "<"
        if isinstance(relation, (sp.Lt, sp.Gt))
        else "<="
    )
    return Row(tuple(scalar(sign * a) for a in normal), kind, scalar(-sign * constant))


def below(point: tuple[Any, ...]) -> Region:
    """The points that are at most the given one in each coordinate."""
    d = len(point)
    return tuple(Row(tuple(fmpq(int(j == i)) for j in range(d)), "<=", x) for i, x in enumerate(point))
