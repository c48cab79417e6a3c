"""The Borel discipline: which functions may stand under laws and integrals, and what fits where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symrelu.terms.sorts import SEQ, Sort, arrow, below, domain, numeric, result

if TYPE_CHECKING:
    from symrelu.terms.term import Term

_BOREL_HEADS = frozenset(
    "+ * pow inv relu abs max min clip ite exp sin cos arctan erf log sqrt arcsin arccos gamma lowergamma "
    "betainc owens_t le lt not and or imp iff sum prod int intR dist".split()
)


def measurable(term: Term, points: int) -> bool:
    """Whether the body under the leading `points` binders of a lam is jointly Borel in them.

    Every subterm that depends on a point or on an index bound inside must be built by Borel operations;
    an arbitrary function may be applied to a natural number only.
    """
    body = term
    for _ in range(points):
        if body.head != "lam" or body.data not in ("N", "R", SEQ):
            return False
        body = body.args[0]
    return _borel(body, points, {})


def _borel(t: Term, level: int, memo: dict[tuple[bytes, int], bool]) -> bool:
    if all(i >= level for i, _ in t.loose):
        return True
    spot = (t.key, level)
    if spot not in memo:
        memo[spot] = _borel_node(t, level, memo)
    return memo[spot]


def _borel_node(t: Term, level: int, memo: dict[tuple[bytes, int], bool]) -> bool:
    head, args = t.head, t.args
    if head == "bound":
        return t.sort in ("N", "R", SEQ)
    if head == "lam":
        return t.data in ("N", "R", SEQ) and _borel(args[0], level + 1, memo)
    if head in ("forall", "exists"):
        return args[0].head == "lam" and args[0].data == "N" and _borel(args[0].args[0], level + 1, memo)
    if head == "eq":
        plain = all(numeric(a.sort) or below(a.sort, SEQ) for a in args)
        return plain and all(_borel(a, level, memo) for a in args)
    if head == "app":
        function, value = args
        free_value = all(i >= level for i, _ in value.loose)
        if not (free_value or value.sort == "N" or (arrow(function.sort) and function.sort[0] == "borel")):
            return False
        return _borel(function, level, memo) and _borel(value, level, memo)
    if head in ("P", "E"):
        return all(i >= level for i, _ in args[0].loose) and _borel(args[1], level, memo)
    return head in _BOREL_HEADS and all(_borel(a, level, memo) for a in args)


def fits(term: Term, sort: Sort) -> bool:
    """Whether the term may stand where a value of the sort is wanted: below it, or a lam Borel as asked."""
    if below(term.sort, sort):
        return True
    if term.head != "lam" or not arrow(sort):
        return False
    wanted, body, points = sort, term, 0
    if wanted[0] == "fun":
        if domain(wanted) != "N" or not arrow(result(wanted)) or result(wanted)[0] != "borel":
            return False
        if body.data != "N":
            return False
        wanted, body, points = result(wanted), body.args[0], 1
        if body.head != "lam":
            return False
    while arrow(wanted) and wanted[0] == "borel" and body.head == "lam":
        if body.data != domain(wanted):
            return False
        wanted, body, points = result(wanted), body.args[0], points + 1
    return below(body.sort, wanted) and measurable(term, points)
