# pyright: basic
"""Whether rows have a common point: relative interiors, and rows added and taken back one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from flint import fmpq, fmpq_mat

from symrelu.errors import Refused
from symrelu.geometry.linear_program import (
    Infeasible,
    Inner,
    first_tight,
    inner_point,
    lifted_rows,
    rounded,
    weight,
)
from symrelu.geometry.reduction import Reduction, completed
from symrelu.geometry.simplex_method import Basis, Program, dual_simplex
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.rational import Vector, dot
from symrelu.model.row import Row

_ZERO = fmpq(0)


@dataclass(frozen=True, slots=True)
class RelativeInterior:
    """A point in the relative interior of a polyhedron, and the rows that are equations on all of it."""

    point: Vector
    equations: tuple[int, ...]


def relative_interior(
    polyhedron: Polyhedron, deadline: float = float("inf")
) -> RelativeInterior | Infeasible:
    """A point of the relative interior with the affine hull as rows of the polyhedron, or why it is empty.

    >>> relative_interior(Polyhedron.box([(0, 1), (2, 2)]))
    RelativeInterior(point=(1/2, 2), equations=(2, 3))
    """
    rows = list(polyhedron.rows)
    if any(row.strict for row in rows):
        empty = inner_point(Reduction(polyhedron.rows, polyhedron.dim), deadline, among_strict=True)
        if isinstance(empty, Infeasible):
            return empty
    while True:
        found = inner_point(Reduction(tuple(rows), polyhedron.dim), deadline)
        if isinstance(found, Inner):
            return RelativeInterior(found.point, tuple(i for i, row in enumerate(rows) if row.equation))
        if found.holds(polyhedron):
            return found
        # Rows whose sum with positive weights is 0 <= 0 hold with equality.
        turned = [i for i in found.farkas if not rows[i].equation]
        if not turned:
            raise Refused("the relative interior of a polyhedron: multipliers that tell nothing new")
        for index in turned:
            rows[index] = replace(rows[index], relation="==")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is known after some rows: the basis has costs >= 0 for all larger systems too."""

    rows: tuple[Row, ...]
    reduction: Reduction
    lifted: tuple[Vector, ...]
    bounds: Vector
    places: tuple[int, ...]
    basis: Basis | None
    answer: Inner | Infeasible


class Feasibility:
    """A growing and shrinking list of rows, with a point that has room in all inequalities, or multipliers.

    Every inequality, weak or strict, is asked to hold with room: this is the question whether the interior
    (within the equations) is empty. A step from a list to a longer one takes the dual simplex method from the
    last basis; a step back takes nothing.

    >>> search = Feasibility(Polyhedron.box([(0, 1), (0, 1)]))
    >>> search.answer.point
    (1/2, 1/2)
    >>> search.push([([-1, -1], "<=", -2)])
    Infeasible(farkas={0: 1/3, 2: 1/3, 4: 1/3})
    >>> search.pop()
    >>> len(search.rows)
    4
    """

    def __init__(self, polyhedron: Polyhedron, deadline: float = float("inf")) -> None:
        self.dim = polyhedron.dim
        self.deadline = deadline
        self._frames = [self._cold(polyhedron.rows)]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in the order in which they came; multipliers name them by their place here."""
        return self._frames[-1].rows

    @property
    def answer(self) -> Inner | Infeasible:
        """A point with its margin, or multipliers by which the rows, read as strict, sum to 0 < 0."""
        return self._frames[-1].answer

    @property
    def depth(self) -> int:
        """How many pushes have not been taken back."""
        return len(self._frames) - 1

    def push(self, rows: Iterable[Any]) -> Inner | Infeasible:
        """Add rows, together; the new answer."""
        self._frames.append(self._warm(self._frames[-1], [Row.read(row, self.dim) for row in rows]))
        return self.answer

    def pop(self) -> None:
        """Take back the rows of the last push that is still there."""
        if len(self._frames) > 1:
            self._frames.pop()

    # ---- one step ------------------------------------------------------------------------------

    def _cold(self, rows: tuple[Row, ...]) -> _Frame:
        reduction = Reduction(rows, self.dim)
        if reduction.conflict:
            return _Frame(rows, reduction, (), (), (), None, Infeasible(reduction.conflict))
        lifted, bounds = lifted_rows(reduction, among_strict=False)
        places = (-1, *reduction.inequalities)
        frame = _Frame(rows, reduction, tuple(lifted), tuple(bounds), places, None, Infeasible({}))
        program = Program(lifted, bounds, self.deadline)
        return self._walked(frame, program, Basis.of(program, first_tight(lifted)))

    def _warm(self, last: _Frame, added: list[Row]) -> _Frame:
        rows = (*last.rows, *added)
        if isinstance(last.answer, Infeasible):
            return replace(last, rows=rows)
        reduction = last.reduction
        blind = any(row.equation or any(dot(row.normal, v) for v in reduction.lines) for row in added)
        if blind or last.basis is None:
            return self._cold(rows)
        plain = not reduction.equations and len(reduction.directions) == self.dim
        lifted, bounds, margin = list(last.lifted), list(last.bounds), last.answer.margin
        for row in added:
            normal = row.normal if plain else tuple(dot(row.normal, v) for v in reduction.directions)
            room = weight(normal)
            lifted.append((*normal, room))
            bounds.append(row.bound if plain else row.slack(reduction.origin))
            margin = min(margin, row.slack(last.answer.point) / room)
        places = (*last.places, *range(len(last.rows), len(rows)))
        frame = _Frame(rows, reduction, tuple(lifted), tuple(bounds), places, last.basis, last.answer)
        if margin > 0:
            return replace(frame, answer=Inner(last.answer.point, margin))
        return self._walked(frame, Program(lifted, bounds, self.deadline), last.basis)

    def _walked(self, frame: _Frame, program: Program, basis: Basis) -> _Frame:
        width = program.width - 1
        goal = fmpq_mat(1, width + 1, [*(_ZERO,) * width, fmpq(1)])
        stop = dual_simplex(program, basis, goal, _ZERO)
        value = stop.basis.point[width, 0]
        if stop.conflict is None and value > 0:
            point = frame.reduction.point(rounded(stop.basis.point.entries()[:width], value))
            return replace(frame, basis=stop.basis, answer=Inner(point, value))
        pairs = stop.conflict or zip(stop.basis.tight, stop.basis.costs(goal), strict=True)
        against = {frame.places[i]: value for i, value in pairs if value and i}
        equations = frame.reduction.equations
        farkas = completed(frame.rows, equations, against, (_ZERO,) * self.dim)
        return replace(frame, basis=stop.basis, answer=Infeasible(farkas))
