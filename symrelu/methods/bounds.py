"""Bounds of a variable in linear arithmetic, strictness as a second coordinate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

Number: TypeAlias = Any  # flint.fmpq, which ships no types


@dataclass(frozen=True, slots=True)
class Bound:
    """One side of the interval of a variable: rational and infinitesimal part, the row and its scale."""

    value: Number
    tiny: Number
    reason: Any
    scale: Number


def beyond(value: Number, tiny: Number, bound: Bound, is_lower: bool) -> bool:
    """Whether the point lies outside the bound."""
    limit = bound.value
    if value == limit:
        return tiny < bound.tiny if is_lower else tiny > bound.tiny
    return value < limit if is_lower else value > limit


def tighter(new: Bound, old: Bound, is_lower: bool) -> bool:
    """Whether the new bound says more."""
    if new.value == old.value:
        return new.tiny > old.tiny if is_lower else new.tiny < old.tiny
    return new.value > old.value if is_lower else new.value < old.value


def multiplier(bound: Bound, is_lower: bool, weight: Number) -> tuple[Number, Any]:
    """The multiplier of the row behind a bound: e / scale >= 0 below, -e / scale >= 0 above."""
    return (weight / bound.scale if is_lower else -weight / bound.scale), bound.reason
