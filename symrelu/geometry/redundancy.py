# pyright: basic
"""Polyhedra without superfluous rows; inclusion, boxes, boundedness."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flint import fmpq, fmpq_mat

from symrelu.errors import InputError
from symrelu.geometry.extreme_rays import cleared
from symrelu.geometry.feasibility import RelativeInterior, relative_interior
from symrelu.geometry.linear_program import Infeasible, Optimum, inner_point, maximise
from symrelu.geometry.reduction import Reduction, independent, pivots
from symrelu.model.affine import Affine
from symrelu.model.domain import polyhedron as polyhedron_of
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.rational import Rational, Vector
from symrelu.model.row import Row

_ZERO = fmpq(0)


def is_empty(rows: Sequence[Row], dim: int, deadline: float = float("inf")) -> bool:
    """Whether no point satisfies all rows."""
    return isinstance(inner_point(Reduction(tuple(rows), dim), deadline, among_strict=True), Infeasible)


def implies(rows: Sequence[Row], row: Row, deadline: float = float("inf")) -> bool:
    """Whether all points that satisfy the rows satisfy one row more.

    >>> implies([Row.read(([1], "<", 0))], Row.read(([1], "<=", 0)))
    True
    """
    return all(is_empty((*rows, opposite), len(row.normal), deadline) for opposite in row.negated())


def includes(outer: Polyhedron, inner: Polyhedron) -> bool:
    """Whether every point of the inner polyhedron lies in the outer one.

    Raises: InputError for polyhedra of different dimension.
    """
    rows = polyhedron_of(inner, "includes", outer.dim).rows
    return all(implies(rows, row) for row in outer.rows)


def without_redundancy(polyhedron: Polyhedron, deadline: float = float("inf")) -> Polyhedron:
    """The same set by rows of which none can go: equations of the affine hull, then inequalities.

    Strict rows stay where they cut something off that the weak ones leave. An empty polyhedron becomes 0 < 0.

    >>> without_redundancy(Polyhedron([([2], "<=", 4), ([1], "<=", 3), ([1], "<", 2)]))
    Polyhedron(x1 < 2)
    >>> without_redundancy(Polyhedron([([1, 0], "<=", 0), ([-1, 0], "<=", 0), ([1, 1], "<=", 1)]))
    Polyhedron(x1 == 0, x2 <= 1)
    """
    inside = relative_interior(polyhedron, deadline)
    if isinstance(inside, Infeasible):
        return Polyhedron([Row((_ZERO,) * polyhedron.dim, "<", _ZERO)], polyhedron.dim)
    equations = _equations(polyhedron, inside)
    others = [row for i, row in enumerate(polyhedron.rows) if i not in inside.equations]
    kept = _tightest([_reduced(row, equations) for row in others])
    index = 0
    while index < len(kept):
        rest = [*equations, *kept[:index], *kept[index + 1 :]]
        if implies(rest, kept[index], deadline):
            del kept[index]
        else:
            index += 1
    return Polyhedron([*equations, *kept], polyhedron.dim)


def affine_hull(polyhedron: Polyhedron) -> Polyhedron:
    """The affine hull by independent equations in echelon form; 0 == 1 for an empty polyhedron."""
    inside = relative_interior(polyhedron)
    if isinstance(inside, Infeasible):
        return Polyhedron([Row((_ZERO,) * polyhedron.dim, "==", fmpq(1))], polyhedron.dim)
    return Polyhedron(_equations(polyhedron, inside), polyhedron.dim)


def chart(polyhedron: Polyhedron) -> tuple[Affine, Polyhedron]:
    """A map onto the affine hull, and the preimage of the polyhedron under it."""
    hull = affine_hull(polyhedron)
    reduction = Reduction(hull.rows, polyhedron.dim)
    if reduction.conflict or not reduction.lines:
        found = "an empty polyhedron" if reduction.conflict else "a single point"
        raise InputError("chart", found, "a polyhedron of dimension at least 1", "interior_point()")
    onto = Affine(list(zip(*reduction.lines, strict=True)), reduction.origin)
    inside = polyhedron.preimage(onto)
    rows = [row for row in inside.rows if any(row.normal)]
    return onto, Polyhedron(_tightest([_shortened(row) for row in rows if not row.equation]), inside.dim)


def _equations(polyhedron: Polyhedron, inside: RelativeInterior) -> list[Row]:
    rows = [polyhedron.rows[i] for i in inside.equations]
    if not rows:
        return []
    form, columns = pivots(fmpq_mat([[*row.normal, row.bound] for row in rows]))
    found = form.tolist()[: len(columns)]
    return [_shortened(Row(tuple(row[:-1]), "==", row[-1])) for row in found]


def _reduced(row: Row, equations: Sequence[Row]) -> Row:
    """The row with the leading coordinates of the equations eliminated, in lowest integers."""
    normal, bound = list(row.normal), row.bound
    for equation in equations:
        lead = next(i for i, a in enumerate(equation.normal) if a)
        factor = normal[lead] / equation.normal[lead]
        if factor:
            normal = [a - factor * e for a, e in zip(normal, equation.normal, strict=True)]
            bound -= factor * equation.bound
    return _shortened(Row(tuple(normal), row.relation, bound))


def _shortened(row: Row) -> Row:
    if not any(row.normal):
        return row
    integers = cleared(row.normal)
    index = next(i for i, a in enumerate(row.normal) if a)
    scale = integers[index] / row.normal[index]
    return Row(tuple(map(fmpq, integers)), row.relation, row.bound * scale)


def _tightest(rows: Sequence[Row]) -> list[Row]:
    """Of rows with one normal the one that says most; rows without a normal are true here and go."""
    best: dict[Vector, Row] = {}
    for row in rows:
        if any(row.normal):
            old = best.get(row.normal)
            if old is None or (row.bound, not row.strict) < (old.bound, not old.strict):
                best[row.normal] = row
    return list(best.values())


def bounding_box(polyhedron: Polyhedron) -> tuple[tuple[Rational | None, Rational | None], ...] | None:
    """(inf x_i, sup x_i) for each coordinate, None for an infinite end; None for an empty polyhedron.

    >>> bounding_box(Polyhedron([([1, 1], "<", 1), ([1, 0], ">", 0), ([0, 1], ">=", 0)]))
    ((0, 1), (0, 1))
    """
    if is_empty(polyhedron.rows, polyhedron.dim):
        return None
    closed = polyhedron.closure()
    box: list[Any] = []
    for axis in range(polyhedron.dim):
        ends: list[Any] = []
        for sign in (-1, 1):
            found = maximise([sign * int(i == axis) for i in range(polyhedron.dim)], closed)
            ends.append(sign * found.value if isinstance(found, Optimum) else None)
        box.append((ends[0], ends[1]))
    return tuple(box)


def is_bounded(polyhedron: Polyhedron) -> bool:
    """Whether some ball holds the polyhedron.

    >>> is_bounded(Polyhedron([([1, 1], "<=", 1), ([1, 0], ">=", 0), ([0, 1], ">=", 0)]))
    True
    """
    if is_empty(polyhedron.rows, polyhedron.dim):
        return True
    if len(independent([row.normal for row in polyhedron.rows])) < polyhedron.dim:
        return False
    # A recession direction gives slack to some row; the sum of slacks is largest on it.
    rows = [Row(r.normal, "==" if r.equation else "<=", _ZERO) for r in polyhedron.rows]
    weights = [-a for a in _sum([r.normal for r in rows if not r.equation], polyhedron.dim)]
    capped = Polyhedron([*rows, Row(tuple(weights), "<=", fmpq(1))], polyhedron.dim)
    found = maximise(weights, capped)
    return isinstance(found, Optimum) and found.value == 0


def _sum(vectors: Sequence[Vector], dim: int) -> list[Rational]:
    return [sum((v[i] for v in vectors), _ZERO) for i in range(dim)]
