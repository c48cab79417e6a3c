# pyright: basic
"""One linear region of a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from flint import fmpq, fmpz, fmpz_mat

from symrelu.model.affine import Affine
from symrelu.model.integer_layer import IntegerLayer
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.row import Row

Pattern = tuple[tuple[int, ...], ...]
Point = tuple[fmpq, ...]


class Region(Protocol):
    """What a search knows of a polyhedron."""

    @property
    def interior_point(self) -> Point:
        """A point of the relative interior."""
        ...

    @property
    def vertices(self) -> tuple[Point, ...]:
        """The vertices of the closure."""
        ...

    @property
    def is_bounded(self) -> bool:
        """Whether the polyhedron is bounded."""
        ...

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows of the domain, then those that the search added, in order."""
        ...

    def rows(self) -> tuple[Row, ...]:
        """Rows that suffice."""
        ...


@dataclass(frozen=True, repr=False)
class Cell:
    """A linear region: on the polyhedron the network is one affine map.

    `pattern` gives, layer by layer, the piece of the activation in which each unit is inside the cell: the
    number of kinks below its pre-activation.
    """

    pattern: Pattern
    region: Region
    values: tuple[tuple[Any, ...], ...]  # (d + 1) x (m + 1) integers, the last entry the common denominator
    given: int  # the number of rows of the domain

    @cached_property
    def polyhedron(self) -> Polyhedron:
        """The cell, without rows that are not needed."""
        return Polyhedron(self.region.rows(), len(self.values) - 1)

    @cached_property
    def map(self) -> Affine:
        """The affine map of the network on the cell."""
        one = self.values[-1][-1]
        *matrix, offset = ([fmpq(value, one) for value in row[:-1]] for row in self.values)
        return Affine([*zip(*matrix, strict=True)], offset)

    @property
    def interior_point(self) -> Point:
        """A point of the relative interior."""
        return self.region.interior_point

    @property
    def vertices(self) -> tuple[Point, ...]:
        """The vertices of the closure."""
        return self.region.vertices

    @property
    def is_bounded(self) -> bool:
        """Whether the cell is bounded."""
        return self.region.is_bounded

    @property
    def cuts(self) -> tuple[Row, ...]:
        """The rows that the search added to those of the domain, in order: the way to this cell."""
        return self.region.all_rows[self.given :]

    def to_json(self) -> dict[str, Any]:
        """Exact numbers as strings."""
        affine = self.map
        return {
            "pattern": [*map(list, self.pattern)],
            "inequalities": [row_text(row) for row in self.polyhedron.rows],
            "map": {
                "matrix": [[*map(str, row)] for row in affine.matrix],
                "offset": [*map(str, affine.offset)],
            },
            "interior_point": [*map(str, self.interior_point)],
        }

    def __repr__(self) -> str:
        pattern = " ".join("".join(map(str, layer)) for layer in self.pattern)
        return f"Cell({pattern}, {self.polyhedron!r})"

    def _repr_latex_(self) -> str:
        where, how = (_inside(noun._repr_latex_()) for noun in (self.polyhedron, self.map))
        return f"${how} \\quad\\text{{on}}\\quad {where}$"


def _inside(latex: str) -> str:
    return latex.strip("$")


def row_text(row: Row) -> str:
    """The row as text that SymPy reads back.

    >>> row_text(Row.read(([-1, "3/2", 0], "<", "1/2")))
    '-x1 + 3*x2/2 < 1/2'
    """
    text = ""
    for i, a in enumerate(row.normal, start=1):
        if a:
            sign = ("-" if a < 0 else "") if not text else " - " if a < 0 else " + "
            factor = "" if abs(a.p) == 1 else f"{abs(a.p)}*"
            text += f"{sign}{factor}x{i}" + ("" if a.q == 1 else f"/{a.q}")
    return f"{text or '0'} {row.relation} {row.bound}"


def identity_forms(dim: int) -> fmpz_mat:
    """The coordinates of R^dim, and the constant 1, as affine forms; one in each column."""
    size = dim + 1
    return fmpz_mat(size, size, [int(i == j) for i in range(size) for j in range(size)])


def activated_forms(layer: IntegerLayer, forms: fmpz_mat, chosen: Sequence[int]) -> fmpz_mat:
    """The pre-activations of a layer after the activation, on the chosen pieces."""
    rows = [[*layer.activated(row[:-1], chosen, row[-1]), layer.scale * row[-1]] for row in forms.tolist()]
    return fmpz_mat(len(rows), len(rows[0]), [fmpz(value) for row in rows for value in row])
