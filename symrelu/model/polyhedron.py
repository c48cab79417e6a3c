# pyright: basic
"""Convex polyhedra, given by strict and weak inequalities and equations with rational entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq
from sympy.core.relational import Relational

from symrelu.errors import InputError
from symrelu.model.affine import Affine
from symrelu.model.rational import Vector, rational, vector
from symrelu.model.row import Row

_MOST_SHOWN = 8


@dataclass(frozen=True, init=False)
class Polyhedron:
    """The points of R^dim that satisfy all rows.

    A row is (normal, relation, bound) with a relation among <=, <, ==, >=, >; numbers are rational. Two
    polyhedra are equal (==) if they have the same rows in the same order; `same_set` compares the sets.
    Raises: InputError for floats, irrational numbers, rows of another length.

    >>> triangle = Polyhedron([([1, 1], "<=", 1), ([1, 0], ">", 0), ([0, 1], ">=", 0)])
    >>> triangle
    Polyhedron(x1 + x2 <= 1, -x1 < 0, -x2 <= 0)
    >>> triangle.contains(("1/2", 0)), triangle.contains((0, 0))
    (True, False)
    """

    rows: tuple[Row, ...]
    dim: int

    def __init__(self, rows: Iterable[Any], dim: int | None = None) -> None:
        if not isinstance(rows, Iterable) or isinstance(rows, str):
            raise InputError("rows", repr(rows)[:80], "a list of rows", '[([1, 2], "<=", 3)]')
        read: list[Row] = []
        for given in rows:
            read.append(Row.read(given, dim))
            dim = len(read[0].normal) if dim is None else dim
        if type(dim) is not int or dim < 1:
            raise InputError("dim", str(dim), "a dimension, at least 1", "Polyhedron(rows, 2)")
        object.__setattr__(self, "rows", tuple(read))
        object.__setattr__(self, "dim", dim)

    # ---- constructors --------------------------------------------------------------------------

    @classmethod
    def whole(cls, dim: int) -> Polyhedron:
        """R^dim."""
        return cls((), dim)

    @classmethod
    def box(cls, bounds: Sequence[tuple[Any, Any]]) -> Polyhedron:
        """The points with lo_i <= x_i <= hi_i; None, -oo or oo is no bound.

        >>> Polyhedron.box([(0, 1), (None, 2)])
        Polyhedron(x1 <= 1, -x1 <= 0, x2 <= 2)
        """
        rows: list[Row] = []
        for index, pair in enumerate(bounds):
            if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
                raise InputError("box", repr(pair)[:80], "a pair (lo, hi)", "[(0, 1), (None, 2)]")
            unit = tuple(fmpq(int(i == index)) for i in range(len(bounds)))
            lo, hi = pair
            if not (hi is None or hi is sp.oo):
                rows.append(Row(unit, "<=", rational(hi, "box")))
            if not (lo is None or lo is -sp.oo):
                rows.append(Row(tuple(-a for a in unit), "<=", -rational(lo, "box")))
        return cls(rows, len(bounds))

    @classmethod
    def where(cls, relations: Sequence[Any], symbols: Sequence[Any]) -> Polyhedron:
        """The points at which all relations hold, SymPy relations that are linear in the symbols.

        >>> x, y = sp.symbols("x y", real=True)
        >>> Polyhedron.where([x + y <= 1, x > 2*y], [x, y])
        Polyhedron(x1 + x2 <= 1, -x1 + 2*x2 < 0)
        """
        return cls([_linear(relation, symbols) for relation in relations], len(symbols))

    # ---- the set -------------------------------------------------------------------------------

    def contains(self, point: Any) -> bool:
        """Whether the point satisfies all rows."""
        x = vector(point, "point", self.dim)
        return all(row.holds(x) for row in self.rows)

    def __contains__(self, point: Any) -> bool:
        return self.contains(point)

    def closure(self) -> Polyhedron:
        """The same rows, none strict: the topological closure if the polyhedron is not empty."""
        return Polyhedron([Row(r.normal, "<=", r.bound) if r.strict else r for r in self.rows], self.dim)

    def intersection(self, *others: Polyhedron) -> Polyhedron:
        """The points in all of the polyhedra.

        >>> Polyhedron.box([(0, 1)]).intersection(Polyhedron([([1], "<", 1)]))
        Polyhedron(x1 <= 1, -x1 <= 0, x1 < 1)
        """
        for other in others:
            if other.dim != self.dim:
                raise InputError("intersection", f"R^{other.dim}", f"R^{self.dim}")
        return Polyhedron([row for one in (self, *others) for row in one.rows], self.dim)

    def preimage(self, affine: Affine) -> Polyhedron:
        """The points that the map sends into the polyhedron.

        >>> Polyhedron.box([(0, 1)]).preimage(Affine([[1, 1]], [2]))
        Polyhedron(x1 + x2 <= -1, -x1 - x2 <= 2)
        """
        n, m = affine.widths
        if m != self.dim:
            raise InputError("preimage", f"a map into R^{m}", f"a map into R^{self.dim}")
        rows: list[Row] = []
        for row in self.rows:
            normal, bound = affine.pulled_back(row.normal, row.bound)
            rows.append(Row(normal, row.relation, bound))
        return Polyhedron(rows, n)

    def product(self, *others: Polyhedron) -> Polyhedron:
        """The points (x, y, ...) with x in this polyhedron and y, ... in the others.

        >>> Polyhedron.box([(0, 1)]).product(Polyhedron([([1], "<", 1)]))
        Polyhedron(x1 <= 1, -x1 <= 0, x2 < 1)
        """
        factors = (self, *others)
        dim = sum(one.dim for one in factors)
        rows: list[Row] = []
        start = 0
        for one in factors:
            before, after = (fmpq(0),) * start, (fmpq(0),) * (dim - start - one.dim)
            rows += [Row((*before, *row.normal, *after), row.relation, row.bound) for row in one.rows]
            start += one.dim
        return Polyhedron(rows, dim)

    # ---- how it shows itself -------------------------------------------------------------------

    def to_json(self) -> dict[str, Any]:
        """The dimension and the rows, with exact texts."""
        return {"dim": self.dim, "rows": [row.to_json() for row in self.rows]}

    def __repr__(self) -> str:
        if not self.rows:
            return f"Polyhedron.whole({self.dim})"
        if len(self.rows) > _MOST_SHOWN:
            return f"Polyhedron({len(self.rows)} rows in R^{self.dim})"
        return f"Polyhedron({', '.join(map(repr, self.rows))})"

    def _repr_latex_(self) -> str:
        shown = self.rows if len(self.rows) <= _MOST_SHOWN else self.rows[: _MOST_SHOWN - 1]
        texts = [sp.latex(row.symbolic()) for row in shown]
        if len(shown) < len(self.rows):
            texts.append(r"\ldots")
        condition = " : " + r",\; ".join(texts) if texts else ""
        return f"$\\left\\{{x \\in \\mathbb{{R}}^{{{self.dim}}}{condition}\\right\\}}$"


def _points(points: Any) -> list[Vector]:
    if not isinstance(points, Sequence) or isinstance(points, str) or not points:
        raise InputError("points", repr(points)[:80], "at least one point", "[(0, 0), (1, 0), (0, 1)]")
    first = vector(points[0], "points")
    return [first, *(vector(point, "points", len(first)) for point in points[1:])]


def _linear(relation: Any, symbols: Sequence[Any]) -> Row:
    if not isinstance(relation, Relational) or isinstance(relation, sp.Ne):
        raise InputError("where", str(relation), "a linear inequality or equation", "x + y <= 1")
    read: Any = relation
    difference: Any = sp.expand(read.lhs - read.rhs)
    normal = [sp.diff(difference, symbol) for symbol in symbols]
    constant = sp.expand(difference - sum(a * x for a, x in zip(normal, symbols, strict=True)))
    if any(a.free_symbols for a in normal) or constant.free_symbols:
        raise InputError("where", str(relation), f"a linear relation in {', '.join(map(str, symbols))}")
    return Row.read((normal, read.rel_op, -constant))
