# pyright: basic
"""What a law is made of: a base law, a point mass, or a mixture of laws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symrelu.model.scalar import Scalar, Variable, expression, symbols_of
from symrelu.model.standard import Standard

if TYPE_CHECKING:
    from symrelu.model.law import Law


@dataclass(frozen=True)
class Base:
    """The law of location + scale * Z for a standard law Z, as the user named it."""

    name: str
    parameters: tuple[Scalar, ...]
    standard: Standard
    location: Scalar
    scale: Scalar

    def symbols(self) -> frozenset[Variable]:
        """The free symbols of the parameters."""
        return symbols_of([*self.parameters, self.location, self.scale]) | self.standard.symbols()

    def __str__(self) -> str:
        return self.standard.label or f"{self.name}({', '.join(str(expression(p)) for p in self.parameters)})"


@dataclass(frozen=True)
class Point:
    """The point mass at a number."""

    at: Scalar

    def symbols(self) -> frozenset[Variable]:
        """The free symbols of the point."""
        return symbols_of([self.at])

    def __str__(self) -> str:
        return f"atom({expression(self.at)})"


@dataclass(frozen=True)
class Mixture:
    """The mixture of laws with weights that sum to 1."""

    parts: tuple[tuple[Scalar, Law], ...]

    def symbols(self) -> frozenset[Variable]:
        """The free symbols of weights and laws."""
        found = symbols_of([w for w, _ in self.parts])
        for _, law in self.parts:
            found |= law.parameters
        return found

    def __str__(self) -> str:
        points = [
            (law.source.at, w) for w, law in self.parts if isinstance(law.source, Point) and not law.maps
        ]
        if len(points) == len(self.parts):
            return f"discrete({{{_listed([f'{expression(x)}: {expression(w)}' for x, w in points])}}})"
        return f"mix({_listed([f'({expression(w)}, {law!r})' for w, law in self.parts])})"


def _listed(words: list[str]) -> str:
    return ", ".join(words if len(words) <= 8 else [*words[:4], f"... {len(words) - 5} more ...", words[-1]])


Source = Base | Point | Mixture
