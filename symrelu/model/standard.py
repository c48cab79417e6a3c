# pyright: basic
"""What a base law must know: its density and the primitives of t^k f(t), without location and scale."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from symrelu.model.order import Order
from symrelu.model.scalar import Expression, Reader, Scalar, Variable


@dataclass(frozen=True)
class Standard(ABC):
    """A law with a density on an interval.

    `side` tells where the argument lies: -1 left of the kink of the density, 1 right of it, 0 not known.
    """

    @property
    def lower(self) -> Scalar | None:
        """The left end of the support, None if infinite."""
        return None

    @property
    def upper(self) -> Scalar | None:
        """The right end of the support, None if infinite."""
        return None

    @property
    def kink(self) -> Scalar | None:
        """The point at which the closed form of the density changes."""
        return None

    @property
    def label(self) -> str:
        """How a law that is not told by name and numbers is written; empty for the others."""
        return ""

    @abstractmethod
    def density(self, z: Expression, side: int) -> Scalar:
        """The density at a point of the support."""

    @abstractmethod
    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        """The integral of t^k f(t) from the left end (from elsewhere if that diverges) to z."""

    @abstractmethod
    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        """The limit of the k-th primitive at an end of the support; it may be infinite."""

    def draw(self, generator: Any, n: int) -> Any:
        """n samples as floats."""
        raise TypeError(f"{type(self).__name__} cannot be sampled")

    def replaced(self, order: Order | Reader) -> Standard:
        """The law with symbols replaced by what they equal."""
        return self

    def symbols(self) -> frozenset[Variable]:
        """The free symbols of the shape parameters."""
        return frozenset()
