# pyright: basic
"""The parts of a law on R^d: point masses, and pieces of affine subspaces with a density."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd, lcm
from typing import TYPE_CHECKING, Any

import sympy as sp
from flint import fmpq

from symrelu.errors import InputError
from symrelu.model.chart import Chart, Vector, ambient
from symrelu.model.order import PLAIN
from symrelu.model.row import Row
from symrelu.model.scalar import ZERO, Expression, expression

if TYPE_CHECKING:
    from symrelu.model.polyhedron import Polyhedron


@dataclass(frozen=True)
class VectorAtom:
    """A point of R^d and its mass."""

    point: tuple[Expression, ...]
    mass: Expression

    @property
    def dim(self) -> int:
        """0."""
        return 0

    def _repr_latex_(self) -> str:
        mass = "" if self.mass == 1 else f"{factor_latex(self.mass)}\\,"
        return f"${mass}\\delta_{{{point_latex(self.point)}}}$"

    def to_json(self) -> dict[str, Any]:
        """Point and mass as exact texts."""
        return {"at": [str(x) for x in self.point], "mass": str(self.mass)}


@dataclass(frozen=True, repr=False)
class VectorPart:
    """A relatively open polyhedron of dimension k >= 1 and the density on it.

    The subspace of the polyhedron is the graph of the chart over some coordinates of R^d. `rows` are strict
    inequalities in these coordinates; `density` is an expression in their symbols, with respect to their
    Lebesgue measure. `corners` are the vertices in R^d, `rays` directions in which the part is unbounded.
    """

    chart: Chart
    rows: tuple[Row, ...]
    density: Expression
    mass: Expression
    corners: tuple[Vector, ...] = ()
    rays: tuple[Vector, ...] = ()

    @property
    def dim(self) -> int:
        """The dimension of the part."""
        return self.chart.dim

    @property
    def coordinates(self) -> tuple[Any, ...]:
        """The symbols in which the density is written."""
        return self.chart.coordinates

    @property
    def support(self) -> Polyhedron:
        """The part as a polyhedron of R^d, relatively open.

        Raises: InputError where its numbers are not rational; `rows` and `corners` tell it then.
        """
        from symrelu.model.polyhedron import Polyhedron

        rows = [*self.chart.equations, *map(self.chart.lifted, self.rows)]
        if not all(isinstance(v, fmpq) for row in rows for v in (*row.normal, row.bound)):
            raise InputError(
                "support", "numbers that are not rational", "rational numbers", "part.conditions()"
            )
        return Polyhedron(rows, self.chart.ambient_dim)

    @property
    def interval(self) -> tuple[Expression, Expression]:
        """The ends of a part of dimension 1 in its coordinate.

        Raises: InputError for another dimension.
        """
        if self.dim != 1:
            raise InputError("interval", f"a part of dimension {self.dim}", "a part of dimension 1")
        ends = [-sp.oo, sp.oo]
        for row in self.rows:
            rising = bool(expression(row.normal[0]) > 0)
            ends[int(rising)] = expression(row.bound / row.normal[0])
        return ends[0], ends[1]

    def conditions(self) -> tuple[Any, ...]:
        """The part as SymPy relations in y1, ..., yd: equations of its subspace, strict inequalities."""
        symbols = ambient(self.chart.ambient_dim)
        rows = (*self.chart.equations, *map(self.chart.lifted, self.rows))
        return tuple(_readable(row, symbols) for row in rows)

    def holds(self, t: Vector, closed: bool = False) -> bool:
        """Whether the point with chart coordinates t lies in the part, or in its closure."""
        for row in self.rows:
            slack = row.bound - sum((a * x for a, x in zip(row.normal, t, strict=True)), ZERO)
            if PLAIN.sign(slack) <= (-1 if closed else 0):
                return False
        return True

    def density_at(self, t: Vector) -> Expression:
        """The value of the density formula at chart coordinates t."""
        values = dict(zip(self.coordinates, map(expression, t), strict=True))
        return self.density.subs(values, simultaneous=True)

    def __repr__(self) -> str:
        where = ", ".join(f"{c.lhs} {c.rel_op} {c.rhs}" for c in self.conditions())
        return f"VectorPart(density {self.density} on {{{where}}}, mass {self.mass})"

    def _repr_latex_(self) -> str:
        where = r",\, ".join(self._where())
        indicator = f"\\mathbf{{1}}_{{\\{{{where}\\}}}}\\," if where else ""
        measure = r"\,".join(f"\\mathrm{{d}}{sp.latex(y)}" for y in self.coordinates)
        return f"${factor_latex(self.density)}\\,{indicator}{measure}$"

    def _where(self) -> list[str]:
        """The conditions in LaTeX, an interval as one chain of inequalities."""
        relations = self.conditions()
        if self.dim > 1:
            return list(map(sp.latex, relations))
        found = [sp.latex(relation) for relation in relations if isinstance(relation, sp.Eq)]
        low, high = self.interval
        before = "" if low is -sp.oo else f"{sp.latex(low)} < "
        after = "" if high is sp.oo else f" < {sp.latex(high)}"
        return [*found, f"{before}{sp.latex(self.coordinates[0])}{after}"] if before or after else found

    def to_json(self) -> dict[str, Any]:
        """Dimension, support, chart, density and mass as exact texts."""
        inequalities = [f"{c.lhs} {c.rel_op} {c.rhs}" for c in self.conditions()]
        support: dict[str, Any] = {"inequalities": inequalities, "vertices": _texts(self.corners)}
        if self.rays:
            support["rays"] = _texts(self.rays)
        found = {"dim": self.dim, "support": support, "chart": self.chart.to_json()}
        return found | {"density": str(self.density), "mass": str(self.mass)}


def factor_latex(value: Expression) -> str:
    """An expression in LaTeX that may stand in a product."""
    text = sp.latex(value)
    return f"\\left({text}\\right)" if isinstance(value, sp.Add) else text


def point_latex(values: tuple[Any, ...]) -> str:
    """A point in LaTeX."""
    return f"\\left({', '.join(sp.latex(expression(v)) for v in values)}\\right)"


def _texts(points: tuple[Vector, ...]) -> list[list[str]]:
    return [[str(expression(x)) for x in point] for point in points]


def _readable(row: Row, symbols: tuple[Any, ...]) -> Any:
    """The row with coprime integer coefficients, the first one positive, as an unevaluated relation."""
    lead = next(a for a in row.normal if a != 0)
    flipped = bool(expression(lead) < 0)
    entries: list[Any] = [*row.normal, row.bound]
    if all(isinstance(v, fmpq) for v in entries):
        scale = lcm(*(int(v.q) for v in row.normal))
        content = gcd(*(int((v * scale).p) for v in row.normal))
        entries = [v * scale / content for v in entries]
    if flipped:
        entries = [-v for v in entries]
    *normal, bound = entries
    form = sp.Add(*(expression(a) * y for a, y in zip(normal, symbols, strict=True)))
    strict = sp.Gt if flipped else sp.Lt
    weak = sp.Ge if flipped else sp.Le
    head = sp.Eq if row.equation else strict if row.strict else weak
    return head(form, expression(bound), evaluate=False)
