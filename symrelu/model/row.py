# pyright: basic
"""Linear inequalities and equations in coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sympy as sp
from flint import fmpq
from sympy.core.relational import Relational

from symrelu.errors import InputError
from symrelu.model.rational import Rational, Vector, dot, rational, vector
from symrelu.model.scalar import expression

Relation = Literal["<=", "<", "=="]
_READ = ("<=", "<", "==", ">=", ">")


@dataclass(frozen=True, slots=True)
class Row:
    """The condition normal.x <= bound, normal.x < bound or normal.x == bound.

    >>> Row.read(([1, -2], "<", 3))
    x1 - 2*x2 < 3
    """

    normal: Vector
    relation: Relation
    bound: Rational

    @classmethod
    def read(cls, given: Any, dim: int | None = None) -> Row:
        """The row that (normal, relation, bound) denotes; >= and > are turned round.

        Raises: InputError for another shape, another relation, entries that are no rationals.

        >>> Row.read(([1, 0], ">", "1/2"))
        -x1 < -1/2
        """
        if isinstance(given, Row):
            if dim is not None and len(given.normal) != dim:
                raise InputError("row", f"{len(given.normal)} coefficients", f"{dim} coefficients")
            return given
        if not isinstance(given, Sequence) or isinstance(given, str) or len(given) != 3:
            raise InputError("row", repr(given)[:80], "(normal, relation, bound)", '([1, 2], "<=", 3)')
        relation = given[1]
        if not isinstance(relation, str) or relation not in _READ:
            raise InputError("row", repr(relation)[:40], f"one of {', '.join(_READ)}", '([1, 2], "<=", 3)')
        normal, bound = vector(given[0], "row", dim), rational(given[2], "row")
        if relation in (">=", ">"):
            return cls(tuple(-a for a in normal), "<=" if relation == ">=" else "<", -bound)
        return cls(normal, relation, bound)  # type: ignore[arg-type]

    @classmethod
    def linear(cls, relation: Any, symbols: Sequence[Any]) -> Row:
        """The row that a SymPy relation denotes, linear in the symbols.

        Raises: InputError for what is no linear inequality or equation.

        >>> x, y = sp.symbols("x y")
        >>> Row.linear(x > 2*y + 1, [x, y])
        -x1 + 2*x2 < -1
        """
        if not isinstance(relation, Relational) or isinstance(relation, sp.Ne):
            raise InputError("where", str(relation), "a linear inequality or equation", "x + y <= 1")
        read: Any = relation
        if not (isinstance(read.lhs, sp.Expr) and isinstance(read.rhs, sp.Expr)):
            raise InputError("where", str(read), "a relation between numbers", "x + y <= 1")
        difference: Any = sp.expand(read.lhs - read.rhs)
        normal = [sp.diff(difference, symbol) for symbol in symbols]
        constant = sp.expand(difference - sum(a * x for a, x in zip(normal, symbols, strict=True)))
        if any(a.free_symbols for a in normal) or constant.free_symbols:
            raise InputError("where", str(read), f"a linear relation in {', '.join(map(str, symbols))}")
        return cls.read((normal, read.rel_op, -constant))

    @classmethod
    def box(cls, bounds: Any) -> list[Row]:
        """The rows lo_i <= x_i <= hi_i, for each i upper bound first; an end None, -oo or oo is no bound.

        Raises: InputError for what is no list of pairs.

        >>> Row.box([(0, 1), (None, 2)])
        [x1 <= 1, -x1 <= 0, x2 <= 2]
        """
        if not isinstance(bounds, Sequence) or isinstance(bounds, str):
            raise InputError("box", repr(bounds)[:80], "a list of pairs (lo, hi)", "[(0, 1), (None, 2)]")
        return [row for axis, ends in enumerate(bounds) for row in cls._between(axis, len(bounds), ends)]

    @classmethod
    def _between(cls, axis: int, dim: int, ends: Any) -> list[Row]:
        if not isinstance(ends, Sequence) or isinstance(ends, str) or len(ends) != 2:
            raise InputError("box", repr(ends)[:80], "a pair (lo, hi)", "[(0, 1), (None, 2)]")
        unit = tuple(fmpq(int(i == axis)) for i in range(dim))
        lo, hi = ends
        rows: list[Row] = []
        if not (hi is None or hi is sp.oo):
            rows.append(cls(unit, "<=", rational(hi, "box")))
        if not (lo is None or lo is -sp.oo):
            rows.append(cls(tuple(-a for a in unit), "<=", -rational(lo, "box")))
        return rows

    @property
    def strict(self) -> bool:
        """Whether the row is a strict inequality."""
        return self.relation == "<"

    @property
    def equation(self) -> bool:
        """Whether the row is an equation."""
        return self.relation == "=="

    def slack(self, point: Vector) -> Rational:
        """bound - normal.x."""
        return self.bound - dot(self.normal, point)

    def holds(self, point: Vector) -> bool:
        """Whether the point satisfies the row."""
        slack = self.slack(point)
        return slack == 0 if self.equation else slack > 0 if self.strict else slack >= 0

    def negated(self) -> tuple[Row, ...]:
        """Rows of which exactly one holds where this one fails: one, or two for an equation."""
        minus = tuple(-a for a in self.normal)
        if self.equation:
            return Row(self.normal, "<", self.bound), Row(minus, "<", -self.bound)
        return (Row(minus, "<=" if self.strict else "<", -self.bound),)

    def symbolic(self, names: Sequence[Any] | None = None) -> Any:
        """The row as a SymPy relation, in x1, x2, ... or the given symbols; it does not evaluate."""
        symbols = names or sp.symbols(f"x1:{len(self.normal) + 1}", real=True)
        form = sp.Add(*(expression(a) * x for a, x in zip(self.normal, symbols, strict=True)))
        head = {"<=": sp.Le, "<": sp.Lt, "==": sp.Eq}[self.relation]
        return head(form, expression(self.bound), evaluate=False)

    def to_json(self) -> dict[str, Any]:
        """The row with exact texts."""
        return {
            "normal": [str(a) for a in self.normal],
            "relation": self.relation,
            "bound": str(self.bound),
        }

    def __repr__(self) -> str:
        relation = self.symbolic()
        return f"{relation.lhs} {self.relation} {relation.rhs}"

    def _repr_latex_(self) -> str:
        return f"${sp.latex(self.symbolic())}$"
