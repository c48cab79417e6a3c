"""Sorts as notation: where a variable lives, and membership in a set that is a formula-valued function."""

from __future__ import annotations

from symrelu.report.layout import Fence, Layout, Script, Symbol, row
from symrelu.report.scope import ATOM, COLON, Scope, listing
from symrelu.terms.sorts import SEQ, arrow
from symrelu.terms.term import Term

REALS = Symbol(r"\mathbb{R}", "ℝ", "identifier", 0.75)
NATURALS = Symbol(r"\mathbb{N}", "ℕ", "identifier", 0.75)
_IN = Symbol(r" \in ", "∈", "relation", 1.25)
_SUBSET = Symbol(r" \subseteq ", "⊆", "relation", 1.34)
_TIMES = Symbol(r" \times ", "×", "binary", 1.2)
_TO = Symbol(r" \to ", "→", "relation", 1.56)
_LAWS = Symbol(r"\mathcal{P}", "𝒫", "identifier", 0.75)
_BORELS = Symbol(r"\mathcal{B}", "ℬ", "identifier", 0.75)


def space(sort: object) -> Layout:
    """A sort as a set."""
    if sort == "R":
        return REALS
    if sort == "N":
        return NATURALS
    if sort == SEQ:
        return Script(REALS, None, NATURALS)
    if isinstance(sort, tuple) and sort[0] == "law":
        return row(_LAWS, listing((space(sort[1]),)))
    if isinstance(sort, tuple) and len(sort) == 3:
        if sort[1] == "N":
            return Script(_closed(space(sort[2])), None, NATURALS)
        name = _BORELS if sort[0] == "borel" else Symbol(r"\operatorname{Map}", "Map", "function", 1.9)
        return row(name, listing((space(sort[1]), space(sort[2]))))
    return Symbol(r"\{\top,\bot\}", "{⊤,⊥}", "identifier", 2.6)


def _closed(layout: Layout) -> Layout:
    return (
        layout
        if isinstance(layout, Symbol | Script) and not (isinstance(layout, Script) and layout.sup)
        else Fence("(", layout, ")")
    )


def _factor(layout: Layout) -> Layout:
    return layout if isinstance(layout, Symbol | Script) else Fence("(", layout, ")")


def sort_layout(sort: object) -> tuple[Layout, Layout]:
    """What stands between a variable and its sort, and the sort: (in, R), (:, R -> R), (subset, R).

    A relation is a subset of a product.
    """
    if isinstance(sort, tuple) and len(sort) == 3 and sort != SEQ:
        source, target = sort[1], sort[2]
        if arrow(target) and target[2] == "B" and sort[0] == target[0] == "fun":
            return _SUBSET, row(_factor(space(source)), _TIMES, _factor(space(target[1])))
        if target == "B":
            return (
                (_IN, row(_BORELS, listing((space(source),))))
                if sort[0] == "borel"
                else (_SUBSET, space(source))
            )
        if sort[0] == "fun" and source != "N" and not arrow(target):
            return COLON, row(space(source), _TO, space(target))
    return _IN, space(sort)


def belongs(term: Term, scope: Scope) -> tuple[Layout, Layout] | None:
    """For A(x) with a variable A of one argument and formulas as values: the point and the set."""
    if term.head != "app" or term.sort != "B":
        return None
    function, point = term.args
    if function.head not in ("var", "bound"):
        return None
    return scope.show(point, ATOM - 5), scope.show(function, ATOM)
