# pyright: basic
"""Convex polyhedra, given by strict and weak inequalities and equations with rational entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.errors import InputError
from symrelu.model.affine import Affine, affine_map
from symrelu.model.rational import Rational, Vector, listed, vector, vectors
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
        return cls(Row.box(bounds), len(bounds))

    @classmethod
    def simplex(cls, points: Sequence[Any]) -> Polyhedron:
        """The convex hull of affinely independent points.

        Raises: InputError if the points are affinely dependent.

        >>> Polyhedron.simplex([(0, 0), (2, 0), (0, 1)]).volume()
        1
        """
        from symrelu.geometry.hull import simplex

        return simplex(vectors(points, "points"))

    @classmethod
    def polygon(cls, points: Sequence[Any]) -> Polyhedron:
        """The convex polygon in the plane with these corners, in order round it, either way.

        Raises: InputError if the corners are no convex polygon in this order, or fewer than three.

        >>> Polyhedron.polygon([(0, 0), (1, 0), (1, 1)])
        Polyhedron(-x2 <= 0, x1 <= 1, -x1 + x2 <= 0)
        """
        from symrelu.geometry.hull import polygon

        return polygon(vectors(points, "points"))

    @classmethod
    def hull(cls, points: Sequence[Any], rays: Sequence[Any] = (), lines: Sequence[Any] = ()) -> Polyhedron:
        """The convex hull of points, plus the cone of rays, plus the span of lines.

        >>> Polyhedron.hull([(0, 0), (1, 0), (0, 1), ("1/4", "1/4")])
        Polyhedron(x1 + x2 <= 1, -x1 <= 0, -x2 <= 0)
        """
        from symrelu.geometry.hull import hull

        corners = vectors(points, "points")
        dim = len(corners[0])
        ahead, both = listed(rays, "rays"), listed(lines, "lines")
        return hull(corners, [vector(r, "ray", dim) for r in ahead], [vector(v, "line", dim) for v in both])

    @classmethod
    def where(cls, relations: Sequence[Any], symbols: Sequence[Any]) -> Polyhedron:
        """The points at which all relations hold, SymPy relations that are linear in the symbols."""
        names = listed(symbols, "symbols")
        return cls([Row.linear(relation, names) for relation in listed(relations, "relations")], len(names))

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
        """The points in all of the polyhedra."""
        from symrelu.model.domain import polyhedron

        both = (self, *(polyhedron(other, "intersection", self.dim) for other in others))
        return Polyhedron([row for one in both for row in one.rows], self.dim)

    def preimage(self, affine: Affine) -> Polyhedron:
        """The points that the map sends into the polyhedron.

        >>> Polyhedron.box([(0, 1)]).preimage(Affine([[1, 1]], [2]))
        Polyhedron(x1 + x2 <= -1, -x1 - x2 <= 2)
        """
        read = affine_map(affine, "preimage", target=self.dim)
        pulled = [read.pulled_back(row.normal, row.bound) for row in self.rows]
        rows = [Row(w, row.relation, e) for (w, e), row in zip(pulled, self.rows, strict=True)]
        return Polyhedron(rows, read.widths[0])

    def product(self, *others: Polyhedron) -> Polyhedron:
        """The points (x, y, ...) with x in this polyhedron and y, ... in the others."""
        from symrelu.model.domain import polyhedron

        factors = (self, *(polyhedron(other, "product") for other in others))
        dim = sum(one.dim for one in factors)
        rows: list[Row] = []
        start = 0
        for one in factors:
            before, after = (fmpq(0),) * start, (fmpq(0),) * (dim - start - one.dim)
            rows += [Row((*before, *row.normal, *after), row.relation, row.bound) for row in one.rows]
            start += one.dim
        return Polyhedron(rows, dim)

    def image(self, affine: Affine) -> Polyhedron:
        """The image under the map, without redundant rows unless the map is a bijection."""
        from symrelu.geometry.projection import image

        return image(self, affine_map(affine, "image", source=self.dim))

    # ---- what the set is like ------------------------------------------------------------------

    def is_empty(self) -> bool:
        """Whether no point satisfies all rows.

        >>> Polyhedron([([1], "<", 0), ([1], ">=", 0)]).is_empty()
        True
        """
        from symrelu.geometry.redundancy import is_empty

        return is_empty(self.rows, self.dim)

    def interior_point(self) -> Vector | None:
        """A point of the relative interior, None for an empty polyhedron.

        >>> Polyhedron.box([(0, 1), (2, 2)]).interior_point()
        (1/2, 2)
        """
        from symrelu.geometry.feasibility import RelativeInterior, relative_interior

        found = relative_interior(self)
        return found.point if isinstance(found, RelativeInterior) else None

    def affine_hull(self) -> Polyhedron:
        """The least affine space around it, as independent equations in echelon form."""
        from symrelu.geometry.redundancy import affine_hull

        return affine_hull(self)

    def dimension(self) -> int:
        """The dimension of the affine hull; -1 for an empty polyhedron.

        >>> Polyhedron.box([(0, 1), (2, 2)]).dimension()
        1
        """
        hull = self.affine_hull()
        return -1 if any(not any(row.normal) for row in hull.rows) else self.dim - len(hull.rows)

    def chart(self) -> tuple[Affine, Polyhedron]:
        """An injective map from R^k, k the dimension, and a full-dimensional polyhedron with this image.

        The coordinates of R^k are coordinates of R^dim, those that no equation of the affine hull leads with.
        Raises: InputError for an empty polyhedron and for a single point.

        >>> Polyhedron([([1, 1], "==", 1), ([1, 0], ">=", 0), ([0, 1], ">", 0)]).chart()
        (Affine([[-1], [1]], [1, 0]), Polyhedron(x1 <= 1, -x1 < 0))
        """
        from symrelu.geometry.redundancy import chart

        return chart(self)

    def without_redundancy(self) -> Polyhedron:
        """The same set by rows of which none can go: equations of the affine hull, then inequalities.

        >>> Polyhedron([([1], "<=", 3), ([2], "<", 4)]).without_redundancy()
        Polyhedron(x1 < 2)
        """
        from symrelu.geometry.redundancy import without_redundancy

        return without_redundancy(self)

    def includes(self, other: Polyhedron) -> bool:
        """Whether every point of the other polyhedron lies in this one."""
        from symrelu.geometry.redundancy import includes

        return includes(self, other)

    def same_set(self, other: Polyhedron) -> bool:
        """Whether the two polyhedra have the same points."""
        return self.includes(other) and other.includes(self)

    def bounding_box(self) -> tuple[tuple[Rational | None, Rational | None], ...] | None:
        """(inf x_i, sup x_i) for each coordinate, None for an infinite end; None for an empty polyhedron.

        >>> Polyhedron([([1, 1], "<", 1), ([1, 0], ">=", 0)]).bounding_box()
        ((0, None), (None, 1))
        """
        from symrelu.geometry.redundancy import bounding_box

        return bounding_box(self)

    def is_bounded(self) -> bool:
        """Whether some ball holds it."""
        from symrelu.geometry.redundancy import is_bounded

        return is_bounded(self)

    def vertices(self) -> tuple[Vector, ...]:
        """The vertices of the closure; none if it is empty or holds a line.

        >>> Polyhedron([([1, 1], "<", 1), ([1, 0], ">=", 0), ([0, 1], ">=", 0)]).vertices()
        ((0, 0), (0, 1), (1, 0))
        """
        from symrelu.geometry.generators import generators

        found = generators(self)
        return () if found.lines else tuple(sorted(found.points))

    def recession_directions(self) -> tuple[tuple[Vector, ...], tuple[Vector, ...]]:
        """(rays, lines) whose cone and span are the directions in which one can go on for ever.

        >>> Polyhedron.box([(0, None), (None, None)]).recession_directions()
        (((1, 0),), ((0, 1),))
        """
        from symrelu.geometry.generators import generators

        found = generators(self)
        return tuple(sorted(found.rays)), found.lines

    def volume(self) -> Any:
        """The Lebesgue measure: a SymPy Rational, or oo.

        >>> Polyhedron.simplex([(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)]).volume()
        1/6
        """
        from symrelu.geometry.measure import volume

        return volume(self)

    def integral(self, polynomial: Any, symbols: Sequence[Any]) -> Any:
        """The integral of a polynomial in the symbols over the polyhedron, with respect to Lebesgue measure.

        Coefficients may hold other symbols. A polyhedron of lower dimension is a null set (see `chart`).
        Raises: InputError for an unbounded polyhedron, or what is no polynomial.

        >>> x, y = sp.symbols("x y", real=True)
        >>> Polyhedron.box([(0, 1), (0, 2)]).integral(x*y + 1, [x, y])
        3
        """
        from symrelu.geometry.measure import integral

        return integral(self, polynomial, symbols)

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
