# pyright: basic
"""The mass that a base law gives to {f = t} and {f <= y}, for a piecewise-linear f whose cells are proved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from symrelu.kernel.rules import discharge, generalise, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.cells import Cell
from symrelu.methods.establish import chained, establish, forall
from symrelu.methods.events import never, same_probability, sure
from symrelu.methods.halflines import (
    above,
    alike,
    applied,
    below,
    between,
    disjoint,
    lives_on_support,
    support,
    within,
)
from symrelu.methods.identities import equation
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, lam, num, op


@dataclass(frozen=True)
class Part:
    """What of a cell goes into an event: all, nothing, the points up to, from or at the root, or one end."""

    kind: str  # "all", "none", "upto", "from", "at", "low", "high"
    root: Term | None = None


@dataclass(frozen=True)
class Interval:
    """low <= x <= high with the cells that hold the ends; None is an end of the support."""

    low: Term | None
    high: Term | None
    first: Cell
    last: Cell


def root_of(cell: Cell, level: Term) -> Term:
    """Where the line of the cell has the level."""
    slope = cell.line.slope
    return (
        num(1 / slope.data) * (level - cell.line.offset)
        if slope.head == "num"
        else ((level - cell.line.offset) * op("inv", slope))
    )


def intervals(cells: tuple[Cell, ...], parts: list[Part]) -> list[Interval]:
    """The closed intervals that the parts make up, neighbours united."""
    found: list[Interval] = []
    last = len(cells) - 1
    reached = False  # whether the last interval holds the right end of the cell before
    for j, (cell, part) in enumerate(zip(cells, parts, strict=True)):
        low, high = None if j == 0 else cell.low, None if j == last else cell.high
        if part.kind == "none":
            reached = False
            continue
        start = {"from": part.root, "at": part.root, "high": cell.high}.get(part.kind, low)
        stop = {"upto": part.root, "at": part.root, "low": cell.low}.get(part.kind, high)
        if reached and part.kind in ("all", "upto", "low"):
            found[-1] = Interval(found[-1].low, stop, found[-1].first, cell)
        else:
            found.append(Interval(cell.low if part.kind == "low" else start, stop, cell, cell))
        reached = part.kind in ("all", "from", "high")
    return found


def mass_of_event(
    base: Term,
    event: Term,
    holds: Callable[[Term], Term],
    level: Term,
    f: Term,
    cells: tuple[Cell, ...],
    parts: list[Part],
    given: tuple[Term, ...],
    order: Iterable[Theorem],
) -> Theorem:
    """P(base, lam x. holds(f(x))) as a number, for the event whose part in each cell is known.

    Raises: ProofFailed.
    """
    order = (*order, *(fact for cell in cells for fact in (*cell.values, *cell.ordered)))
    union = intervals(cells, parts)
    roots: list[Theorem] = []
    for cell, part in zip(cells, parts, strict=True):
        if part.root is not None:
            roots += _at_root(cell, part.root, level, given, order)
    known = (*order, *roots)
    x = cells[0].point
    wanted = _either([within(x, i.low, i.high) if _bounded(i) else op("and") for i in union])
    same = _pointwise(x, holds, level, f, cells, parts, wanted, given, known)
    low, high = support(base)
    if low is None and high is None:
        link = same_probability(base, event, lam(x, wanted), premises=(forall(same, x),))
    else:
        on = within(x, low, high)
        claim = op("forall", lam(x, op("imp", on, op("iff", event(x), wanted))))
        everywhere = establish(claim, premises=(forall(same, x),))
        alive = lives_on_support(base, given)
        link = applied(alike(), base, lam(x, on), event, lam(x, wanted), premises=(alive, everywhere))
    if not union:
        return chained(link, never(base, lam(x, wanted)))
    if not _bounded(union[0]):
        return chained(link, sure(base, lam(x, wanted)))
    return chained(link, _union_mass(base, union, x, given, known))


def _bounded(interval: Interval) -> bool:
    return interval.low is not None or interval.high is not None


def _either(formulas: list[Term]) -> Term:
    out = formulas[-1] if formulas else op("or")
    for formula in reversed(formulas[:-1]):
        out = op("or", formula, out)
    return out


def _at_root(
    cell: Cell, root: Term, level: Term, given: tuple[Term, ...], order: tuple[Theorem, ...]
) -> list[Theorem]:
    """The line has the level at the root, and the root lies in the cell."""
    value = equation(cell.line.at(root), level, given)
    ends = [end for end in (cell.low, cell.high) if end is not None]
    facts = [fact for end in ends for fact in cell.line.compared(root, end)]
    if not ends:
        return [value]
    inside = within(root, cell.low, cell.high)
    return [value, establish(inside, given=given, premises=(value, *facts, *order))]


def _pointwise(
    x: Term,
    holds: Callable[[Term], Term],
    level: Term,
    f: Term,
    cells: tuple[Cell, ...],
    parts: list[Part],
    wanted: Term,
    given: tuple[Term, ...],
    known: tuple[Theorem, ...],
) -> Theorem:
    """low <= x <= high -> (holds(f(x)) <-> C(x)), cell by cell, with a variable in place of f(x)."""
    v = fresh("v", "R", wanted, level, *given, *(cell.affine.claim for cell in cells))
    goal = op("iff", holds(v), wanted)
    rules: list[Theorem] = []
    for cell, part in zip(cells, parts, strict=True):
        here, value = cell.here, cell.value
        assumed = (*given, here, op("eq", v, value))
        points = [p for p in (cell.low, cell.high, part.root) if p is not None]
        compared = [fact for p in points for fact in cell.line.compared(x, p)]
        theorem = establish(goal, given=assumed, premises=(*known, *compared))
        rules.append(discharge(discharge(theorem, op("eq", v, value)), here))
    on = (
        op("and")
        if cells[0].low is None and cells[-1].high is None
        else within(x, cells[0].low, cells[-1].high)
    )
    lines = [op("imp", r.claim.args[0], r.claim.args[1].args[0]) for r in rules]
    claim = op("imp", op("and", *lines), op("imp", on, goal))
    whole = establish(claim, given=given, premises=tuple(rules))
    here = specialise(generalise(whole, v), f(x))
    return establish(here.claim.args[1], premises=(here, *(cell.affine for cell in cells)))


# ---- masses ----------------------------------------------------------------------------------------


def _union_mass(
    base: Term, union: list[Interval], x: Term, given: tuple[Term, ...], known: tuple[Theorem, ...]
) -> Theorem:
    """P(base, C) for disjoint intervals, one after the other."""
    masses = [_interval_mass(base, i, given, known) for i in union]
    total = masses[-1]
    rest = within(x, union[-1].low, union[-1].high)
    for interval, mass in zip(reversed(union[:-1]), reversed(masses[:-1]), strict=True):
        first = within(x, interval.low, interval.high)
        apart = establish(op("not", op("and", first, rest)), given=given, premises=known)
        parts = applied(disjoint(), base, lam(x, first), lam(x, rest), premises=(forall(apart, x),))
        claim = op("eq", parts.claim.args[0], mass.claim.args[1] + total.claim.args[1])
        total = establish(claim, premises=(parts, mass, total))
        rest = op("or", first, rest)
    return total


def _interval_mass(
    base: Term, interval: Interval, given: tuple[Term, ...], known: tuple[Theorem, ...]
) -> Theorem:
    """P(base, low <= x <= high) by the distribution function at the ends."""
    low, high = interval.low, interval.high
    upper = None if high is None else below(base, high, side=interval.last.side, given=given, premises=known)
    if low is None:
        return upper  # type: ignore[return-value]
    lower = below(base, low, strict=True, side=interval.first.side, given=given, premises=known)
    if upper is None or high is None:
        split = specialise(above(), base, low)
        value = 1 - lower.claim.args[1]
    else:
        split = applied(between(), base, low, high, given=given, premises=known)
        value = upper.claim.args[1] - lower.claim.args[1]
    claim = op("eq", split.claim.args[0], value)
    return establish(claim, premises=tuple(t for t in (split, lower, upper) if t is not None))
