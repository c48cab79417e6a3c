# pyright: basic
"""What a law on R^d is made of: points, laws on lines, uniform, product and Gaussian laws, mixtures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symrelu.model.law import Law
from symrelu.model.scalar import Reader, Scalar, Variable, expression, symbols_of

if TYPE_CHECKING:
    from symrelu.model.polyhedron import Polyhedron
    from symrelu.model.vector_law import VectorLaw

Vector = tuple[Scalar, ...]


def _shown(values: Vector) -> str:
    return f"({', '.join(str(expression(v)) for v in values)}{',' if len(values) == 1 else ''})"


def _read(law: Law, reader: Reader) -> Law:
    return law.at({s: v for s, v in reader.values if s in law.parameters})


@dataclass(frozen=True)
class Points:
    """Finitely many points with weights that sum to 1; points may coincide."""

    points: tuple[Vector, ...]
    weights: Vector

    @property
    def dim(self) -> int:
        return len(self.points[0])

    def symbols(self) -> frozenset[Variable]:
        """The free symbols of points and weights."""
        return symbols_of([*self.weights, *(x for point in self.points for x in point)])

    def replaced(self, reader: Reader) -> Points:
        """With symbols replaced."""
        points = tuple(tuple(map(reader.read, point)) for point in self.points)
        return Points(points, tuple(map(reader.read, self.weights)))

    def __str__(self) -> str:
        return f"points([{', '.join(map(_shown, self.points))}], {_shown(self.weights)})"


@dataclass(frozen=True)
class Along:
    """The law of start + T * direction for T of a law on R."""

    law: Law
    start: Vector
    direction: Vector

    @property
    def dim(self) -> int:
        return len(self.start)

    def symbols(self) -> frozenset[Variable]:
        """The free symbols of the law, the start and the direction."""
        return symbols_of([*self.start, *self.direction]) | self.law.parameters

    def replaced(self, reader: Reader) -> Along:
        """With symbols replaced."""
        start, direction = (tuple(map(reader.read, v)) for v in (self.start, self.direction))
        return Along(_read(self.law, reader), start, direction)

    def __str__(self) -> str:
        return f"along({self.law!r}, {_shown(self.start)}, {_shown(self.direction)})"


@dataclass(frozen=True)
class Uniform:
    """The uniform law on a full-dimensional bounded polyhedron."""

    polytope: Polyhedron

    @property
    def dim(self) -> int:
        return self.polytope.dim

    def symbols(self) -> frozenset[Variable]:
        """None: polytopes have rational rows."""
        return frozenset()

    def replaced(self, reader: Reader) -> Uniform:
        """Itself."""
        return self

    def __str__(self) -> str:
        return f"uniform_polytope({self.polytope!r})"


@dataclass(frozen=True)
class Product:
    """The law of independent coordinates."""

    laws: tuple[Law, ...]

    @property
    def dim(self) -> int:
        return len(self.laws)

    def symbols(self) -> frozenset[Variable]:
        """The free symbols of the coordinates."""
        return frozenset(s for law in self.laws for s in law.parameters)

    def replaced(self, reader: Reader) -> Product:
        """With symbols replaced."""
        return Product(tuple(_read(law, reader) for law in self.laws))

    def __str__(self) -> str:
        return f"product({', '.join(map(repr, self.laws))})"


@dataclass(frozen=True)
class Gaussian:
    """The Gaussian law with a mean vector and a covariance matrix, which may be singular."""

    mean: Vector
    covariance: tuple[Vector, ...]

    @property
    def dim(self) -> int:
        return len(self.mean)

    def symbols(self) -> frozenset[Variable]:
        """The free symbols of mean and covariance."""
        return symbols_of([*self.mean, *(c for row in self.covariance for c in row)])

    def replaced(self, reader: Reader) -> Gaussian:
        """With symbols replaced."""
        rows = tuple(tuple(map(reader.read, row)) for row in self.covariance)
        return Gaussian(tuple(map(reader.read, self.mean)), rows)

    def __str__(self) -> str:
        mean = ", ".join(str(expression(m)) for m in self.mean)
        rows = ", ".join(f"[{', '.join(str(expression(c)) for c in row)}]" for row in self.covariance)
        return f"normal([{mean}], [{rows}])"


@dataclass(frozen=True)
class VectorMixture:
    """The mixture of laws on one R^d with weights that sum to 1."""

    parts: tuple[tuple[Scalar, VectorLaw], ...]

    @property
    def dim(self) -> int:
        return self.parts[0][1].dim

    def symbols(self) -> frozenset[Variable]:
        """The free symbols of weights and laws."""
        found = symbols_of([w for w, _ in self.parts])
        for _, law in self.parts:
            found |= law.parameters
        return found

    def replaced(self, reader: Reader) -> VectorMixture:
        """With symbols replaced."""
        values = dict(reader.values)
        return VectorMixture(
            tuple(
                (reader.read(w), law.at({s: v for s, v in values.items() if s in law.parameters}))
                for w, law in self.parts
            )
        )

    def __str__(self) -> str:
        return f"mix({', '.join(f'({expression(w)}, {law!r})' for w, law in self.parts)})"


@dataclass(frozen=True)
class Ball:
    """The uniform law on the unit ball of R^d; its affine images are the uniform laws on ellipsoids."""

    dim: int

    def symbols(self) -> frozenset[Variable]:
        """None."""
        return frozenset()

    def replaced(self, reader: Reader) -> Ball:
        """Itself."""
        return self

    def __str__(self) -> str:
        return f"uniform_ball({self.dim})"


VectorSource = Points | Along | Uniform | Product | Gaussian | VectorMixture | Ball
