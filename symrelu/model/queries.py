# pyright: basic
"""Answers about a resolved law: distribution function, density, moments. Each works under one order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.errors import NoClosedForm
from symrelu.model.order import Order
from symrelu.model.resolve import Branch, Resolved
from symrelu.model.scalar import ZERO, Expression, Scalar, Variable, expression


@dataclass(frozen=True)
class Stretch:
    """An interval between consecutive points of a law, and the branches that have a density there."""

    lower: Scalar | None
    upper: Scalar | None
    branches: tuple[Branch, ...]

    def density(self, y: Scalar) -> Scalar:
        """The density at a point of the stretch."""
        constant: Any = ZERO
        terms: list[Expression] = []
        for branch in self.branches:
            value = branch.density(y)
            if isinstance(value, fmpq):
                constant = constant + value
            else:
                terms.append(value)
        return sp.Add(expression(constant), *terms) if terms else constant


def _points(values: list[Scalar | None], order: Order) -> list[Scalar]:
    """The distinct finite values, increasing."""
    found: list[Scalar] = []
    for value in order.sorted([v for v in values if v is not None], lambda v: v):
        if not found or not (value == found[-1] or order.zero(value - found[-1])):
            found.append(value)
    return found


def _index(points: list[Scalar], value: Scalar, order: Order) -> int:
    """The place of a value among the points."""
    for i, point in enumerate(points):
        if point == value or order.zero(point - value):
            return i
    raise LookupError(value)


def stretches(law: Resolved, order: Order) -> list[Stretch]:
    """The real line cut at the ends of all branches; consecutive stretches touch."""
    ends = [(branch.lower, branch.upper) for branch in law.branches]
    points = _points([end for pair in ends for end in pair], order)
    places = {point: i for i, point in enumerate(points)}
    starts: list[list[int]] = [[] for _ in range(len(points) + 1)]
    stops: list[list[int]] = [[] for _ in range(len(points) + 1)]
    for number, (lo, hi) in enumerate(ends):
        first = 0 if lo is None else (places[lo] if lo in places else _index(points, lo, order)) + 1
        starts[first].append(number)
        if hi is not None:
            stops[(places[hi] if hi in places else _index(points, hi, order)) + 1].append(number)
    active: dict[int, Branch] = {}
    found: list[Stretch] = []
    for i, (lo, hi) in enumerate(zip([None, *points], [*points, None], strict=True)):
        for number in stops[i]:
            active.pop(number, None)
        active |= {number: law.branches[number] for number in starts[i]}
        found.append(Stretch(lo, hi, tuple(active.values())))
    return found


def density(law: Resolved, y: Scalar, order: Order) -> Expression:
    """The density of the absolutely continuous part at y: right-continuous inside the support."""
    if not law.branches:
        return sp.S.Zero
    pieces = stretches(law, order)
    if _free(y, order):
        rows = [
            (expression(s.density(y)), sp.true if s.upper is None else y < expression(s.upper))
            for s in pieces
        ]
        if rows[0][0] == 0:
            rows[0] = (sp.S.Zero, y <= expression(pieces[0].upper))
        return _piecewise(rows)
    for i, stretch in enumerate(pieces):
        if (
            stretch.upper is None
            or order.positive(stretch.upper - y)
            or (i == 0 and order.zero(stretch.upper - y))
        ):
            return expression(stretch.density(y))
    return sp.S.Zero


def _piecewise(rows: list[tuple[Expression, Any]]) -> Expression:
    """A Piecewise with consecutive rows of one value united."""
    short: list[tuple[Expression, Any]] = []
    for value, condition in rows:
        if short and short[-1][0] == value:
            short.pop()
        short.append((value, condition))
    return sp.Piecewise(*short) if len(short) > 1 else short[0][0]


def _free(y: Scalar, order: Order) -> bool:
    """Whether y is a variable of its own: a symbol about which the order supposes nothing."""
    return isinstance(y, sp.Symbol) and not any(y in f.expression.free_symbols for f in order.facts)


def cdf(law: Resolved, y: Scalar, order: Order, closed: bool = True) -> Expression:
    """P(Y <= y), or P(Y < y) if not `closed`."""
    if _free(y, order):
        return _cdf_formula(law, y, order, closed)
    total: Any = ZERO
    terms: list[Any] = []
    for point, mass in law.atoms:
        if order.positive(y - point) or (closed and order.zero(y - point)):
            terms.append(mass)
    for branch in law.branches:
        if branch.lower is not None and not order.positive(y - branch.lower):
            continue
        inside = branch.upper is None or order.positive(branch.upper - y)
        terms.append(branch.below(y, order) if inside else branch.mass(order))
    return added([total, *terms])


def added(values: list[Scalar]) -> Expression:
    """The sum of many scalars."""
    constant: Any = ZERO
    terms: list[Expression] = []
    for value in values:
        if isinstance(value, fmpq):
            constant = constant + value
        else:
            terms.append(value)
    return sp.Add(expression(constant), *terms) if terms else expression(constant)


def _cdf_formula(law: Resolved, y: Variable, order: Order, closed: bool) -> Expression:
    pieces = stretches(law, order) if law.branches else [Stretch(None, None, ())]
    cuts = _points([p for p, _ in law.atoms] + [s.upper for s in pieces], order)
    masses: dict[Scalar, list[Scalar]] = {}
    for point, mass in law.atoms:
        masses.setdefault(point if point in cuts else cuts[_index(cuts, point, order)], []).append(mass)
    ended: dict[Scalar, list[Scalar]] = {}
    for branch in law.branches:
        if branch.upper is not None:
            place = branch.upper if branch.upper in cuts else cuts[_index(cuts, branch.upper, order)]
            ended.setdefault(place, []).append(branch.mass(order))
    full: Expression = sp.S.Zero
    rows: list[tuple[Expression, Any]] = []
    j = 0
    for cut in [*cuts, None]:
        active = [branch.below(y, order) for branch in pieces[j].branches]
        value = added([full, *active])
        if cut is None:
            rows.append((value, sp.true))
            break
        rows.append((value, y < expression(cut) if closed else y <= expression(cut)))
        full = added([full, *masses.get(cut, []), *ended.get(cut, [])])
        stop = pieces[j].upper
        if stop is not None and (stop == cut or order.zero(stop - cut)):
            j += 1
    return _piecewise(rows)


def moment(law: Resolved, k: int, order: Order, name: str) -> Expression:
    """E Y^k; oo or -oo where it is infinite.

    Raises: NoClosedForm where it is undefined, or where no closed form is known.
    """
    values = [expression(branch.moment(k, order)) for branch in law.branches]
    values += [expression(mass * point**k) for point, mass in law.atoms]
    infinite = {v for v in values if v.is_infinite}
    if (
        any(v is sp.nan for v in values)
        or len(infinite) > 1
        or any(v not in (sp.oo, -sp.oo) for v in infinite)
    ):
        raise NoClosedForm(
            f"the moment of order {k} of {name}: it is undefined, both tails are infinite",
            "law.cdf, law.prob, or push by a clip first",
        )
    return infinite.pop() if infinite else sp.Add(*values)


def mass(law: Resolved, order: Order) -> Expression:
    """The total mass of all parts."""
    return added([m for _, m in law.atoms] + [branch.mass(order) for branch in law.branches])


def support(law: Resolved, order: Order) -> Any:
    """The support, as a SymPy set."""
    sets: list[Any] = [sp.FiniteSet(*[expression(p) for p, _ in law.atoms])] if law.atoms else []
    lo: Scalar | None = None
    runs: list[tuple[Any, Any]] = []
    for stretch in stretches(law, order) if law.branches else []:
        if not stretch.branches:
            continue
        lo = -sp.oo if stretch.lower is None else expression(stretch.lower)
        hi = sp.oo if stretch.upper is None else expression(stretch.upper)
        if runs and runs[-1][1] == lo:
            runs[-1] = (runs[-1][0], hi)
        else:
            runs.append((lo, hi))
    return sp.Union(*sets, *[sp.Interval(lo, hi) for lo, hi in runs])


def stretch_mass(stretch: Stretch, order: Order) -> Expression:
    """The mass of a stretch."""
    terms: list[Scalar] = []
    for branch in stretch.branches:
        whole_left = stretch.lower is None or stretch.lower == branch.lower
        whole_right = stretch.upper is None or stretch.upper == branch.upper
        high = branch.mass(order) if whole_right else branch.below(stretch.upper, order)
        terms += [high] if whole_left else [high, -branch.below(stretch.lower, order)]
    return added(terms)
