# pyright: basic
"""Systems of rows made ready for the simplex method: equations solved, columns independent, a first basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flint import fmpq, fmpq_mat

from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.row import Row

Multipliers = dict[int, Rational]


def pivots(matrix: Any) -> tuple[Any, list[int]]:
    """The reduced row echelon form and the columns of its leading ones.

    >>> pivots(fmpq_mat([[0, 2], [0, 0]]))[1]
    [1]
    """
    form, rank = matrix.rref()
    columns: list[int] = []
    column = 0
    for row in range(rank):
        while not form[row, column]:
            column += 1
        columns.append(column)
    return form, columns


def independent(rows: Sequence[Vector], order: Sequence[int] | None = None) -> list[int]:
    """Indices of rows that are a basis of the row space, the earliest in the order.

    >>> independent([(fmpq(0), fmpq(0)), (fmpq(1), fmpq(2)), (fmpq(2), fmpq(4)), (fmpq(0), fmpq(1))])
    [1, 3]
    """
    chosen = range(len(rows)) if order is None else order
    if not chosen:
        return []
    width = len(rows[0])
    columns = pivots(fmpq_mat(width, len(chosen), [rows[i][j] for j in range(width) for i in chosen]))[1]
    return [chosen[column] for column in columns]


@dataclass(frozen=True)
class Reduction:
    """The inequalities of a system in coordinates y, with x = origin + sum y_j directions_j.

    The equations hold for every y. Directions along which no inequality changes are left out: `lines`.
    `conflict` gives multipliers of equations whose sum is 0 = c with c != 0, oriented such that c < 0.
    """

    rows: tuple[Row, ...]
    dim: int

    @cached_property
    def equations(self) -> tuple[int, ...]:
        """The indices of the equations."""
        return tuple(i for i, row in enumerate(self.rows) if row.equation)

    @cached_property
    def inequalities(self) -> tuple[int, ...]:
        """The indices of the inequalities."""
        return tuple(i for i, row in enumerate(self.rows) if not row.equation)

    @cached_property
    def conflict(self) -> Multipliers | None:
        """Multipliers of equations that contradict each other."""
        if not self.equations:
            return None
        width = self.dim
        augmented = [[*self.rows[i].normal, self.rows[i].bound] for i in self.equations]
        columns = pivots(fmpq_mat(augmented))[1]
        if width not in columns:
            return None
        # The combination exists: the bounds are no linear function of the normals.
        count = len(self.equations)
        transposed = fmpq_mat(augmented).transpose()
        stacked = [[transposed[r, c] for c in range(count)] for r in range(width + 1)]
        values = solution(stacked, [fmpq(0)] * width + [fmpq(-1)])
        return {i: v for i, v in zip(self.equations, values or (), strict=True) if v}

    @cached_property
    def _solved(self) -> tuple[Vector, tuple[Vector, ...]]:
        """A point on all equations, and a basis of the directions in them."""
        d = self.dim
        if not self.equations:
            unit = tuple(tuple(fmpq(int(i == j)) for i in range(d)) for j in range(d))
            return (fmpq(0),) * d, unit
        augmented = [[*self.rows[i].normal, self.rows[i].bound] for i in self.equations]
        form, columns = pivots(fmpq_mat(augmented))
        origin = [fmpq(0)] * d
        for row, column in enumerate(columns):
            origin[column] = form[row, d]
        directions: list[Vector] = []
        for free in range(d):
            if free not in columns:
                direction = [fmpq(int(i == free)) for i in range(d)]
                for row, column in enumerate(columns):
                    direction[column] = -form[row, free]
                directions.append(tuple(direction))
        return tuple(origin), tuple(directions)

    @cached_property
    def _columns(self) -> tuple[tuple[Vector, ...], list[int]]:
        """The normals in all coordinates of the equations' solutions, and independent columns among them."""
        _, directions = self._solved
        if not self.equations:
            normals = tuple(self.rows[i].normal for i in self.inequalities)
        else:
            normals = tuple(tuple(dot(self.rows[i].normal, v) for v in directions) for i in self.inequalities)
        if not normals or not directions:
            return normals, []
        return normals, pivots(fmpq_mat([list(row) for row in normals]))[1]

    @property
    def origin(self) -> Vector:
        """The point with y = 0."""
        return self._solved[0]

    @cached_property
    def directions(self) -> tuple[Vector, ...]:
        """The directions that some inequality sees."""
        return tuple(self._solved[1][j] for j in self._columns[1])

    @cached_property
    def lines(self) -> tuple[Vector, ...]:
        """A basis of the directions along which all rows are constant."""
        matrix = [list(row.normal) for row in self.rows]
        return kernel(matrix, self.dim)

    @cached_property
    def normals(self) -> tuple[Vector, ...]:
        """The normals of the inequalities in the coordinates y."""
        found, columns = self._columns
        if len(columns) == self.dim:
            return found
        return tuple(tuple(row[j] for j in columns) for row in found)

    @cached_property
    def bounds(self) -> Vector:
        """The bounds of the inequalities in the coordinates y."""
        if not self.equations:
            return tuple(self.rows[i].bound for i in self.inequalities)
        return tuple(self.rows[i].slack(self.origin) for i in self.inequalities)

    def point(self, y: Sequence[Rational]) -> Vector:
        """The point x with these coordinates."""
        if not self.equations and len(self.directions) == self.dim:
            return tuple(y)
        return tuple(o + move for o, move in zip(self.origin, self.direction(y), strict=True))

    def direction(self, y: Sequence[Rational]) -> Vector:
        """The direction in R^dim with these coordinates."""
        total = [fmpq(0)] * self.dim
        for factor, v in zip(y, self.directions, strict=True):
            if factor:
                total = [t + factor * a for t, a in zip(total, v, strict=True)]
        return tuple(total)

    def completed(self, multipliers: Multipliers, total: Vector | None = None) -> Multipliers:
        """Multipliers of inequalities, and of equations such that the normals sum to `total`, or to 0."""
        return completed(self.rows, self.equations, multipliers, total or (fmpq(0),) * self.dim)


def completed(
    rows: Sequence[Row], equations: Sequence[int], multipliers: Multipliers, total: Vector
) -> Multipliers:
    """Multipliers of inequalities together with those of equations, so that the normals sum to `total`.

    Requires: the difference lies in the span of the equations' normals.
    """
    full = {i: value for i, value in sorted(multipliers.items()) if value}
    rest = list(total)
    for i, value in full.items():
        rest = [r - value * a for r, a in zip(rest, rows[i].normal, strict=True)]
    if any(rest) and equations:
        columns = [[rows[i].normal[r] for i in equations] for r in range(len(total))]
        values = solution(columns, rest) or ()
        full |= {i: v for i, v in zip(equations, values, strict=False) if v}
    return full


def solution(matrix: Sequence[Sequence[Rational]], right: Sequence[Rational]) -> Vector | None:
    """One solution of a linear system, or None.

    >>> solution([[fmpq(1), fmpq(1)]], [fmpq(2)])
    (2, 0)
    """
    width = len(matrix[0])
    augmented = fmpq_mat([[*row, value] for row, value in zip(matrix, right, strict=True)])
    form, columns = pivots(augmented)
    if width in columns:
        return None
    found = [fmpq(0)] * width
    for row, column in enumerate(columns):
        found[column] = form[row, width]
    return tuple(found)


def kernel(matrix: Sequence[Sequence[Rational]], width: int) -> tuple[Vector, ...]:
    """A basis of the vectors on which all rows of the matrix vanish.

    >>> kernel([[fmpq(1), fmpq(2)]], 2)
    ((-2, 1),)
    """
    if not matrix:
        return tuple(tuple(fmpq(int(i == j)) for i in range(width)) for j in range(width))
    form, columns = pivots(fmpq_mat([list(row) for row in matrix]))
    found: list[Vector] = []
    for free in range(width):
        if free in columns:
            continue
        v = [fmpq(int(i == free)) for i in range(width)]
        for row, column in enumerate(columns):
            v[column] = -form[row, free]
        found.append(tuple(v))
    return tuple(found)
