# pyright: basic
"""Affine maps between rational spaces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mat

from symrelu.errors import InputError
from symrelu.model.rational import Rational, Vector, dot, vector
from symrelu.model.scalar import expression


@dataclass(frozen=True, init=False)
class Affine:
    """The map x -> A x + c from R^n to R^m, with rational entries.

    Shapes: A is m x n (rows, or a SymPy matrix; a number for width one), c has m entries, 0 if left out.
    Raises: InputError for entries that are no rationals and shapes that do not fit.

    >>> turn = Affine([[0, -1], [1, 0]], [1, 0])
    >>> turn([2, 3]), turn.compose(turn).matrix
    ((-2, 2), ((-1, 0), (0, -1)))
    """

    matrix: tuple[Vector, ...]
    offset: Vector

    def __init__(self, matrix: Any, offset: Any = None) -> None:
        if isinstance(matrix, sp.MatrixBase):
            matrix = matrix.tolist()
        if not isinstance(matrix, (list, tuple)):
            matrix = [[matrix]]
        rows = tuple(vector(row, "matrix") for row in matrix)
        if not rows or len({len(row) for row in rows}) != 1 or not rows[0]:
            raise InputError("matrix", f"rows of lengths {[len(r) for r in rows]}", "rows of one length")
        moved = (fmpq(0),) * len(rows) if offset is None else vector(offset, "offset", len(rows))
        object.__setattr__(self, "matrix", rows)
        object.__setattr__(self, "offset", moved)

    @classmethod
    def identity(cls, dim: int) -> Affine:
        """The map x -> x of R^dim.

        >>> Affine.identity(2).matrix
        ((1, 0), (0, 1))
        """
        return cls([[int(i == j) for j in range(dim)] for i in range(dim)])

    @property
    def widths(self) -> tuple[int, int]:
        """(n, m) for a map from R^n to R^m."""
        return len(self.matrix[0]), len(self.matrix)

    @cached_property
    def rank(self) -> int:
        """The dimension of the image."""
        return fmpq_mat([list(row) for row in self.matrix]).rank()

    def __call__(self, point: Any) -> Vector:
        x = vector(point, "point", self.widths[0])
        return tuple(dot(row, x) + c for row, c in zip(self.matrix, self.offset, strict=True))

    def compose(self, first: Affine) -> Affine:
        """The map that applies `first` and then this one."""
        affine_map(first, "compose", target=self.widths[0])
        columns = tuple(zip(*first.matrix, strict=True))
        return Affine([[dot(row, c) for c in columns] for row in self.matrix], self(first.offset))

    def inverse(self) -> Affine:
        """The inverse map.

        Raises: InputError if there is none.

        >>> Affine([[2, 0], [0, 1]], [1, 1]).inverse()([3, 3])
        (1, 2)
        """
        n, m = self.widths
        if n != m or self.rank < n:
            raise InputError("inverse", f"a map of rank {self.rank} from R^{n} to R^{m}", "a bijection")
        rows = fmpq_mat([list(row) for row in self.matrix]).inv().tolist()
        linear = Affine(rows)
        return Affine(rows, [-c for c in linear(self.offset)])

    def pulled_back(self, normal: Vector, bound: Rational) -> tuple[Vector, Rational]:
        """(w, e) with w.x <= e if and only if normal.(A x + c) <= bound."""
        columns = zip(*self.matrix, strict=True)
        return tuple(dot(normal, column) for column in columns), bound - dot(normal, self.offset)

    def __repr__(self) -> str:
        matrix = [[expression(a) for a in row] for row in self.matrix]
        return f"Affine({matrix}, {[expression(c) for c in self.offset]})"

    def _repr_latex_(self) -> str:
        matrix = sp.latex(sp.Matrix([[expression(a) for a in row] for row in self.matrix]))
        offset = sp.latex(sp.Matrix([expression(c) for c in self.offset]))
        return f"$x \\mapsto {matrix} x + {offset}$"


def affine_map(given: Any, name: str, source: int | None = None, target: int | None = None) -> Affine:
    """An affine map from R^source into R^target.

    Raises: InputError for everything else.
    """
    if not isinstance(given, Affine):
        raise InputError(name, repr(given)[:80], "an affine map", "Affine([[1, 1]], [0])")
    n, m = given.widths
    if source not in (None, n):
        raise InputError(name, f"a map from R^{n}", f"a map from R^{source}")
    if target not in (None, m):
        raise InputError(name, f"a map into R^{m}", f"a map into R^{target}")
    return given
