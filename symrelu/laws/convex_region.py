"""Convex regions that half-spaces cut: what polygons and polytopes share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, Self

from symrelu.model.rational import Rational, Vector

Halfspace = tuple[Vector, Rational]  # the points with normal.x <= bound


class ConvexRegion(ABC):
    """A convex set with interior, with its rows normal.x <= bound."""

    rows: Any

    @abstractmethod
    def cut(self, normal: Vector, bound: Rational) -> Self | None:
        """The part with normal.x <= bound, None if it has no interior."""

    def split(self, normal: Vector, bound: Rational) -> tuple[Self | None, Self | None]:
        """The parts with normal.x <= bound and with normal.x >= bound; None for one without interior."""
        return self.cut(normal, bound), self.cut(tuple(-a for a in normal), -bound)

    def meet(self, rows: Iterable[Halfspace]) -> Self | None:
        """The part in all half-spaces, None if it has no interior."""
        found: Self | None = self
        for normal, bound in rows:
            if found is None:
                return None
            found = found.cut(normal, bound)
        return found

    def minus(self, other: Self) -> list[Self]:
        """Regions without common interior that cover what lies outside the other one."""
        rest: Self | None = self
        found: list[Self] = []
        for normal, bound in other.rows:
            if rest is None:
                break
            rest, outside = rest.split(normal, bound)
            if outside is not None:
                found.append(outside)
        return found
