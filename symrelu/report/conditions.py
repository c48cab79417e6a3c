"""Conditions as a reader expects them: `w_i >= 0 for 1 <= i <= N`, and `q_1, q_2 in [0, 1]`."""

from __future__ import annotations

from collections.abc import Hashable
from types import MappingProxyType

from symrelu.report.formulas import GE, GT, IN, LE, LT, chain_reading, chains, related
from symrelu.report.layout import Break, Fence, Group, Layout, row
from symrelu.report.notions import said
from symrelu.report.phrases import conjuncts
from symrelu.report.scope import COMMA, OR, Scope, words
from symrelu.report.sorts import sort_layout
from symrelu.terms.sorts import Sort
from symrelu.terms.term import Term

_ORDER = ("le", "lt")
_COMPARISONS = (*_ORDER, "eq")
_CORES = (*_COMPARISONS, "not", "app", "and", "or")
AND_WORD = words(" and ")
_SIGNS = MappingProxyType({("le", True): LE, ("lt", True): LT, ("le", False): GE, ("lt", False): GT})


def conditions(parts: tuple[Term, ...], scope: Scope) -> list[Layout]:
    """Conditions as formulas, comparisons chained where one continues the other, like bounds put together."""
    groups: dict[Hashable, list[list[Term]]] = {}
    flat = tuple(part for formula in parts for part in conjuncts(formula))
    for place, chain in enumerate(chains(flat)):
        groups.setdefault(_interval(chain) or place, []).append(chain)
    return [shown for key, alike in groups.items() for shown in _together(key, alike, scope)]


def _together(key: Hashable, alike: list[list[Term]], scope: Scope) -> list[Layout]:
    if len(alike) == 1 or not isinstance(key, tuple):
        return [condition(one[0], scope) if len(one) == 1 else _chain(one, scope) for one in alike]
    inner = (one[0].args[1] if len(one) == 2 or not key[0] else one[0].args[0] for one in alike)
    names = listed([scope.show(number) for number in inner])
    one = alike[0]
    if len(one) == 1:
        bound = one[0].args[1 if key[0] else 0]
        return [Group(related(names, _SIGNS[one[0].head, bool(key[0])], scope.show(bound)), 0)]
    low, high = scope.show(one[0].args[0]), scope.show(one[1].args[1])
    opening, closing = "[" if one[0].head == "le" else "(", "]" if one[1].head == "le" else ")"
    return [Group(row(names, IN, Fence(opening, row(low, COMMA, high), closing)), 0)]


def _interval(chain: list[Term]) -> Hashable:
    """What numerals bound a number that is no numeral: a key that chains with the same bounds share."""
    if len(chain) > 2 or any(link.head not in _ORDER for link in chain):
        return None
    left, right = chain[0].args[0], chain[-1].args[1]
    if len(chain) == 2:
        fits = left.head == right.head == "num" and chain[0].args[1].sort == "R"
        return ("between", chain[0].head, left, chain[1].head, right) if fits else None
    number = right if left.head == "num" else left
    if (left.head == "num") == (right.head == "num") or number.sort != "R":
        return None
    return (left.head != "num", chain[0].head, right if left.head != "num" else left)


def _chain(chain: list[Term], scope: Scope) -> Layout:
    return Group(chain_reading(chain, scope)[0], 0)


def condition(formula: Term, scope: Scope) -> Layout:
    """One formula; where its quantifier says which indices or points are meant, it stands behind.

    >>> from symrelu.report.latex import tex
    >>> from symrelu.report.notation import scope_for
    >>> from symrelu.terms.term import lam, num, op, var
    >>> x = var("x", "R")
    >>> every = op("forall", lam(x, op("imp", num(0) < x, num(0) <= x * x)))
    >>> tex(condition(every, scope_for(every)))
    'x x \\\\ge 0\\\\text{ for }x > 0'
    """
    return Group(_bounded(formula, scope) or scope.show(formula), 0)


def _bounded(formula: Term, scope: Scope) -> Layout | None:
    """`A for all x in R and 1 <= i <= N`, where what the quantifier asks are comparisons alone."""
    if formula.head != "forall" or said(formula, scope):
        return None
    variables: list[tuple[Layout, Sort]] = []
    ranges: list[Layout] = []
    met: set[int] = set()
    while formula.head in ("forall", "imp"):
        if formula.head == "forall":
            sort = formula.args[0].data
            name, formula, scope = scope.body(formula.args[0])
            variables.append((name, sort))
            continue
        parts = formula.args[0].args if formula.args[0].head == "and" else (formula.args[0],)
        if any(part.head not in _COMPARISONS for part in parts):
            return None
        ranges += [chain_reading(chain, scope)[0] for chain in chains(parts)]
        bare = (side for part in parts for side in part.args if side.head == "bound")
        met |= {len(variables) - 1 - int(side.data) for side in bare}
        formula = formula.args[1]
    if formula.head not in _CORES or not variables:
        return None
    free = [item for place, item in enumerate(variables) if place not in met]
    places = [*_by_sort(free), *ranges]
    lead = " for all " if free else " for "
    tail = [part for place in places for part in (*((AND_WORD,) if place is not places[0] else ()), place)]
    core = scope.show(formula, OR)
    return row(Group(core), Break(words(lead), words(lead.lstrip()), fill=True), Group(row(*tail)))


def _by_sort(variables: list[tuple[Layout, Sort]]) -> list[Layout]:
    groups: dict[Sort, list[Layout]] = {}
    for name, sort in variables:
        groups.setdefault(sort, []).append(name)
    return [row(listed(names), *sort_layout(sort)) for sort, names in groups.items()]


def listed(names: list[Layout]) -> Layout:
    """Names with commas between them."""
    return row(*(part for i, name in enumerate(names) for part in ((COMMA, name) if i else (name,))))
