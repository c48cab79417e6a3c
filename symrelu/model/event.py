# pyright: basic
"""Events of one real number as disjoint intervals with exact ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, BooleanFalse, BooleanTrue, Not, Or

from symrelu.errors import InputError
from symrelu.model.order import Order
from symrelu.model.scalar import Scalar, Variable, scalar
from symrelu.terms import claim

_ADVICE = "And(y > 0, y <= 1), Interval(0, 1)"


@dataclass(frozen=True)
class Span:
    """An interval; None is an infinite end."""

    lower: Scalar | None
    upper: Scalar | None
    lower_closed: bool
    upper_closed: bool


LINE = Span(None, None, False, False)


def intervals_of(event: Any, parameters: frozenset[Variable], order: Order) -> list[Span]:
    """The event as disjoint intervals, increasing.

    Raises: InputError where it is no relation in one symbol.
    """
    if isinstance(event, sp.Set):
        return _disjoint(_of_set(event, order), order)
    event = _as_relation(event)
    if event is True or event is False:
        event = sp.true if event else sp.false
    if not isinstance(event, sp.logic.boolalg.Boolean):
        raise InputError("event", repr(event), "a relation in one symbol or a set", _ADVICE)
    if isinstance(event, (BooleanTrue, BooleanFalse)):
        return [LINE] if event else []
    free = sorted(event.free_symbols - parameters, key=str)
    if len(free) != 1:
        names = ", ".join(map(str, free)) or "none"
        raise InputError(
            "event",
            f"{event} with the free symbols {names}",
            "one symbol that is no parameter of the law",
            _ADVICE,
        )
    return _disjoint(_of_relation(event, free[0], order), order)


def _as_relation(event: Any) -> Any:
    """What is joined by the connectives of claims, joined by those of SymPy."""
    if isinstance(event, claim.And | claim.Or):
        joined = And if isinstance(event, claim.And) else Or
        return joined(*map(_as_relation, event.parts))
    return Not(_as_relation(event.claim)) if isinstance(event, claim.Not) else event


def _of_set(event: Any, order: Order) -> list[Span]:
    if event is sp.S.Reals:
        return [LINE]
    if event is sp.S.EmptySet:
        return []
    if isinstance(event, sp.FiniteSet):
        return [Span(p, p, True, True) for p in (order.read(scalar(x, "event")) for x in event.args)]
    if isinstance(event, sp.Union):
        return [span for part in event.args for span in _of_set(part, order)]
    if isinstance(event, sp.Interval):
        lo = None if event.start is -sp.oo else order.read(scalar(event.start, "event"))
        hi = None if event.end is sp.oo else order.read(scalar(event.end, "event"))
        return [Span(lo, hi, lo is not None and not event.left_open, hi is not None and not event.right_open)]
    raise InputError("event", str(event), "a union of intervals and points", _ADVICE)


def _of_relation(event: Any, y: Variable, order: Order) -> list[Span]:
    if isinstance(event, (BooleanTrue, BooleanFalse)):
        return [LINE] if event else []
    if isinstance(event, Or):
        return [span for part in event.args for span in _of_relation(part, y, order)]
    if isinstance(event, And):
        spans = [LINE]
        for part in event.args:
            more = _of_relation(part, y, order)
            spans = [s for s in (_meet(one, two, order) for one in spans for two in more) if s is not None]
        return spans
    if isinstance(event, Not):
        return _complement(_disjoint(_of_relation(event.args[0], y, order), order))
    if not isinstance(event, sp.core.relational.Relational):
        raise InputError("event", str(event), "relations joined by And, Or, Not", _ADVICE)
    return _of_inequality(event, y, order)


def _of_inequality(event: Any, y: Variable, order: Order) -> list[Span]:
    difference = sp.expand(event.lhs - event.rhs)
    slope = difference.coeff(y, 1)
    constant = sp.expand(difference - slope * y)
    if y in slope.free_symbols | constant.free_symbols:
        if event.free_symbols == {y}:
            return _of_set(event.as_set(), order)
        raise InputError("event", str(event), f"a relation that is affine in {y}", _ADVICE)
    a, c = order.read(scalar(slope, "event")), order.read(scalar(constant, "event"))
    direction = order.sign(a)
    if direction == 0:
        return [LINE] if event.func(sp.Integer(order.sign(c)), 0) == sp.true else []
    point = -c / a
    if isinstance(event, sp.Eq):
        return [Span(point, point, True, True)]
    if isinstance(event, sp.Ne):
        return [Span(None, point, False, False), Span(point, None, False, False)]
    closed = isinstance(event, (sp.Le, sp.Ge))
    below = isinstance(event, (sp.Lt, sp.Le)) == (direction > 0)
    return [Span(None, point, False, closed) if below else Span(point, None, closed, False)]


def _meet(one: Span, two: Span, order: Order) -> Span | None:
    lo, lo_closed = _tighter(one.lower, one.lower_closed, two.lower, two.lower_closed, 1, order)
    hi, hi_closed = _tighter(one.upper, one.upper_closed, two.upper, two.upper_closed, -1, order)
    if lo is not None and hi is not None:
        sign = order.sign(hi - lo)
        if sign < 0 or (sign == 0 and not (lo_closed and hi_closed)):
            return None
    return Span(lo, hi, lo_closed, hi_closed)


def _tighter(
    a: Scalar | None, a_closed: bool, b: Scalar | None, b_closed: bool, direction: int, order: Order
) -> tuple[Scalar | None, bool]:
    """The larger (direction 1) or smaller (-1) of two ends."""
    if a is None:
        return b, b_closed
    if b is None:
        return a, a_closed
    sign = order.sign(a - b) * direction
    return (a, a_closed) if sign > 0 else (b, b_closed) if sign < 0 else (a, a_closed and b_closed)


def _disjoint(spans: list[Span], order: Order) -> list[Span]:
    """The union of the spans, as disjoint spans in increasing order."""
    infinite = [s for s in spans if s.lower is None]
    finite = order.sorted([s for s in spans if s.lower is not None], lambda s: s.lower)
    joined: list[Span] = []
    for span in [*infinite, *finite]:
        if joined and _touch(joined[-1], span, order):
            joined[-1] = _union(joined[-1], span, order)
        else:
            joined.append(span)
    return joined


def _touch(left: Span, right: Span, order: Order) -> bool:
    if left.upper is None or right.lower is None:
        return True
    sign = order.sign(left.upper - right.lower)
    return sign > 0 or (sign == 0 and (left.upper_closed or right.lower_closed))


def _union(left: Span, right: Span, order: Order) -> Span:
    same = left.lower is not None and right.lower is not None and order.zero(left.lower - right.lower)
    lower_closed = left.lower_closed or (same and right.lower_closed)
    if left.upper is None or right.upper is None:
        return Span(left.lower, None, lower_closed, False)
    sign = order.sign(left.upper - right.upper)
    upper, closed = (left.upper, left.upper_closed) if sign > 0 else (right.upper, right.upper_closed)
    return Span(left.lower, upper, lower_closed, closed or (sign == 0 and left.upper_closed))


def _complement(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    lower: Scalar | None = None
    closed, open_ended = False, True
    for span in spans:
        if span.lower is not None:
            found.append(Span(lower, span.lower, closed, not span.lower_closed))
        lower, closed, open_ended = span.upper, not span.upper_closed, span.upper is not None
    return [*found, Span(lower, None, closed, False)] if open_ended else found
