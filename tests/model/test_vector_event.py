"""Events in R^d as disjoint regions, against the events themselves at points of a grid."""

from __future__ import annotations

import itertools

import pytest
import sympy as sp
from flint import fmpq

from symrelu.errors import InputError
from symrelu.model.chart import ambient
from symrelu.model.vector_event import below, regions_of
from symrelu.terms import claim

y1, y2 = ambient(2)
GRID = list(itertools.product([fmpq(k, 2) for k in range(-3, 4)], repeat=2))
EVENTS = [
    y1 > 0,
    sp.And(y1 > 0, y2 <= 1, y1 < y2),
    sp.Or(y1 > 0, y2 > 0),
    sp.Or(sp.And(y1 > 0, y2 > 0), sp.And(y1 <= 0, y2 <= 0)),
    sp.Not(sp.And(y1 > 0, sp.Eq(y1, y2))),
    sp.And(sp.Ne(y1, 0), sp.Ne(y1, y2)),
    sp.Xor(y1 > 0, y2 >= 0, sp.Eq(y1 + y2, 1)),
    sp.Implies(y1 > y2, y1 > 1),
    sp.Equivalent(y1 > y2, y1 > 1),
    sp.ITE(y1 < 0, y2 < 0, y2 > 1),
    claim.Or(y1 >= 1, claim.And(y1 <= 0, claim.Not(y2 < 0))),
    sp.true,
    sp.false,
]


def holds(event: object, point: tuple[fmpq, fmpq]) -> bool:
    """The event at a point, by substitution."""
    if isinstance(event, claim.And | claim.Or):
        return (all if isinstance(event, claim.And) else any)(holds(part, point) for part in event.parts)
    if isinstance(event, claim.Not):
        return not holds(event.claim, point)
    values = {y: sp.Rational(int(v.p), int(v.q)) for y, v in zip((y1, y2), point, strict=True)}
    return bool(event.subs(values))  # type: ignore[attr-defined]


@pytest.mark.parametrize("event", EVENTS, ids=str)
def test_each_point_of_the_event_lies_in_exactly_one_region(event: object) -> None:
    regions = regions_of(event, 2)
    for point in GRID:
        found = sum(all(row.holds(point) for row in region) for region in regions)
        assert found == int(holds(event, point))


def test_symbols_count_by_their_names() -> None:
    plain = sp.Symbol("y1")
    assert regions_of(plain > 1, 2) == regions_of(y1 > 1, 2)


def test_the_points_below_a_corner() -> None:
    rows = below((fmpq(1), fmpq(2)))
    assert all(row.holds((fmpq(1), fmpq(2))) for row in rows)
    assert not all(row.holds((fmpq(1), fmpq(3))) for row in rows)


@pytest.mark.parametrize("event", [y1**2 > 0, y1 * y2 > 0, sp.Symbol("z") > 0, "y1 > 0", 7, sp.sin(y1) > 0])
def test_what_is_no_event(event: object) -> None:
    with pytest.raises(InputError):
        regions_of(event, 2)
