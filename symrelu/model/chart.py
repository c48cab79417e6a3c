# pyright: basic
"""Affine subspaces of R^d, each as the graph over some of its coordinates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp

from symrelu.model.order import PLAIN
from symrelu.model.row import Row
from symrelu.model.scalar import ONE, ZERO, Scalar, expression, scalar

Vector = tuple[Scalar, ...]


def ambient(dim: int) -> tuple[Any, ...]:
    """The coordinates y1, ..., yd of R^d.

    >>> ambient(2)
    (y1, y2)
    """
    return tuple(sp.Symbol(f"y{i}", real=True) for i in range(1, dim + 1))


@dataclass(frozen=True)
class Chart:
    """The affine subspace of the points base + t_1 basis_1 + ... + t_k basis_k.

    The basis is in reduced row echelon form with the pivots at `free`, and the base is 0 there: the chart
    coordinate t_i is the ambient coordinate y at free[i]. So every subspace has one chart, and two charts are
    equal if the subspaces are.

    Shapes: base has d entries, basis k rows of d, `free` k places counted from 0.
    """

    base: Vector
    basis: tuple[Vector, ...]
    free: tuple[int, ...]

    @property
    def dim(self) -> int:
        """The dimension k of the subspace."""
        return len(self.basis)

    @property
    def ambient_dim(self) -> int:
        """The dimension d of the space around it."""
        return len(self.base)

    @cached_property
    def coordinates(self) -> tuple[Any, ...]:
        """The symbols of the chart coordinates, some of y1, ..., yd."""
        return tuple(ambient(self.ambient_dim)[i] for i in self.free)

    def point(self, t: Iterable[Scalar]) -> Vector:
        """The point with chart coordinates t."""
        values = list(self.base)
        for factor, direction in zip(t, self.basis, strict=True):
            values = [v + factor * a for v, a in zip(values, direction, strict=True)]
        return tuple(values)

    def local(self, point: Vector) -> Vector | None:
        """The chart coordinates of a point, None if it lies outside the subspace."""
        t = tuple(point[i] for i in self.free)
        same = all(PLAIN.zero(a - b) for a, b in zip(self.point(t), point, strict=True))
        return t if same else None

    def pulled_back(self, row: Row) -> Row:
        """The condition on the chart coordinates that a condition on points becomes."""
        normal = tuple(_dot(row.normal, direction) for direction in self.basis)
        return Row(normal, row.relation, row.bound - _dot(row.normal, self.base))

    @cached_property
    def equations(self) -> tuple[Row, ...]:
        """Equations of the subspace: each bound coordinate as an affine function of the free ones."""
        rows: list[Row] = []
        for i in range(self.ambient_dim):
            if i in self.free:
                continue
            normal = [ZERO] * self.ambient_dim
            normal[i] = ONE
            for place, direction in zip(self.free, self.basis, strict=True):
                normal[place] = -direction[i]
            rows.append(Row(tuple(normal), "==", self.base[i]))
        return tuple(rows)

    def lifted(self, row: Row) -> Row:
        """A condition on the chart coordinates as one on the free coordinates of the space."""
        normal = [ZERO] * self.ambient_dim
        for place, a in zip(self.free, row.normal, strict=True):
            normal[place] = a
        return Row(tuple(normal), row.relation, row.bound)

    def to_json(self) -> dict[str, Any]:
        """Base, basis and coordinates as exact texts."""
        return {
            "base": [str(expression(v)) for v in self.base],
            "basis": [[str(expression(v)) for v in row] for row in self.basis],
            "coordinates": [str(symbol) for symbol in self.coordinates],
        }


def _dot(left: Vector, right: Vector) -> Scalar:
    total: Any = ZERO
    for a, b in zip(left, right, strict=True):
        if a != 0 and b != 0:
            total = total + a * b
    return total


def chart(point: Vector, directions: Iterable[Vector]) -> Chart:
    """The chart of the subspace through a point with the given directions, which may be dependent.

    >>> from flint import fmpq
    >>> one, two = fmpq(1), fmpq(2)
    >>> line = chart((one, one), [(two, two)])
    >>> line.base, line.basis, line.coordinates
    ((0, 0), ((1, 1),), (y1,))
    """
    rows = [list(row) for row in directions]
    basis: list[list[Scalar]] = []
    free: list[int] = []
    for column in range(len(point)):
        place = next((i for i, row in enumerate(rows) if not _vanishes(row[column])), None)
        if place is None:
            continue
        lead = rows.pop(place)
        lead = [_simple(v / lead[column]) for v in lead]
        rows = [_reduced(row, lead, column) for row in rows]
        basis = [*(_reduced(row, lead, column) for row in basis), lead]
        free.append(column)
    base = list(point)
    for column, row in zip(free, basis, strict=True):
        base = _reduced(base, row, column)
    return Chart(tuple(base), tuple(map(tuple, basis)), tuple(free))


def _vanishes(value: Scalar) -> bool:
    return value == 0 or PLAIN.zero(value)


def _reduced(row: list[Scalar], lead: list[Scalar], column: int) -> list[Scalar]:
    factor = row[column]
    if factor == 0:
        return row
    return [
        ZERO if j == column else _simple(v - factor * a)
        for j, (v, a) in enumerate(zip(row, lead, strict=True))
    ]


def _simple(value: Scalar) -> Scalar:
    """An expression that is equal, rational where it can be; rationals as they are."""
    if isinstance(value, type(ZERO)):
        return value
    found = sp.radsimp(sp.expand(value))
    return ZERO if PLAIN.zero(found) else scalar(found)
