# pyright: basic
"""Linear programs over the rationals: proposed in floats where that is faster, solved and checked exactly.

Every answer can be checked by hand against the rows of the polyhedron, and is, before it is returned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from flint import fmpq, fmpq_mat

from symrelu.errors import Refused
from symrelu.geometry.float_proposal import propose
from symrelu.geometry.reduction import Multipliers, Reduction, independent
from symrelu.geometry.simplex_method import Basis, Program, Stop, dual_simplex, primal_simplex
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.rational import Rational, Vector, dot, vector
from symrelu.model.row import Row

_ZERO = fmpq(0)
# From these numbers of columns and entries on HiGHS and a check are faster than exact steps;
# steps to the largest margin are fewer.
_FLOATS_FROM = (3, 80)
_FLOATS_FOR_MARGINS_FROM = (4, 350)


@dataclass(frozen=True, slots=True)
class Optimum:
    """The least upper bound of a linear objective on a polyhedron.

    `point` has this value and lies in the polyhedron if `attained`, else in its closure. The objective is the
    sum of the rows' normals times `multipliers` (by row index; at least 0 on inequalities), the value that of
    their bounds.
    """

    value: Rational
    point: Vector
    multipliers: Multipliers
    attained: bool = True

    def holds(self, objective: Vector, polyhedron: Polyhedron) -> bool:
        """Whether the answer is right: checked row by row, over the rationals."""
        total, bound = combination(polyhedron.rows, self.multipliers)
        inside = polyhedron if self.attained else polyhedron.closure()
        return (
            signs_fit(polyhedron.rows, self.multipliers)
            and (total or (_ZERO,) * len(objective)) == objective
            and bound == self.value == dot(objective, self.point)
            and inside.contains(self.point)
        )


@dataclass(frozen=True, slots=True)
class Infeasible:
    """A polyhedron is empty: the rows times the multipliers (at least 0 on inequalities) sum to 0 < 0.

    The normals sum to 0, and the bounds to a negative number, or to 0 with a strict row among them.
    """

    farkas: Multipliers

    def holds(self, polyhedron: Polyhedron) -> bool:
        """Whether the answer is right: checked row by row, over the rationals."""
        total, bound = combination(polyhedron.rows, self.farkas)
        strict = any(polyhedron.rows[i].strict and value > 0 for i, value in self.farkas.items())
        return (
            bool(self.farkas)
            and signs_fit(polyhedron.rows, self.farkas)
            and not any(total)
            and (bound < 0 or (bound == 0 and strict))
        )


@dataclass(frozen=True, slots=True)
class Unbounded:
    """From a point of the polyhedron a ray leads on inside it, and the objective grows along it."""

    point: Vector
    ray: Vector

    def holds(self, objective: Vector, polyhedron: Polyhedron) -> bool:
        """Whether the answer is right: checked row by row, over the rationals."""
        slopes = [(row, dot(row.normal, self.ray)) for row in polyhedron.rows]
        stays = all(slope == 0 if row.equation else slope <= 0 for row, slope in slopes)
        return stays and dot(objective, self.ray) > 0 and polyhedron.contains(self.point)


Answer: TypeAlias = "Optimum | Infeasible | Unbounded"


def combination(rows: Sequence[Row], multipliers: Multipliers) -> tuple[Vector, Rational]:
    """The sum of normals and the sum of bounds, times the multipliers."""
    total, bound = [_ZERO] * (len(rows[0].normal) if rows else 0), _ZERO
    for index, value in multipliers.items():
        row = rows[index]
        total = [t + value * a if a else t for t, a in zip(total, row.normal, strict=True)]
        bound += value * row.bound
    return tuple(total), bound


def signs_fit(rows: Sequence[Row], multipliers: Multipliers) -> bool:
    """Whether the multipliers of inequalities are at least 0."""
    return all(0 <= i < len(rows) and (value >= 0 or rows[i].equation) for i, value in multipliers.items())


def maximise(objective: Any, polyhedron: Polyhedron, deadline: float = float("inf")) -> Answer:
    """The supremum of objective . x over the points of a polyhedron, with a certificate.

    Raises: InputError for an objective of another length; OutOfTime after the deadline (time.monotonic).

    >>> maximise([1, 1], Polyhedron.box([(0, 1), (0, "1/2")]))
    Optimum(value=3/2, point=(1, 1/2), multipliers={0: 1, 2: 1}, attained=True)
    >>> maximise([1], Polyhedron([([1], "<", 0), ([1], ">=", 0)]))
    Infeasible(farkas={0: 1, 1: 1})
    >>> maximise([1], Polyhedron.box([(0, None)]))
    Unbounded(point=(0,), ray=(1,))
    """
    c = vector(objective, "objective", polyhedron.dim)
    reduction = Reduction(polyhedron.rows, polyhedron.dim)
    answer = _maximise(c, polyhedron, reduction, deadline)
    right = answer.holds(polyhedron) if isinstance(answer, Infeasible) else answer.holds(c, polyhedron)
    if not right:
        raise Refused(f"a linear program: the answer {answer} does not check")
    return answer


def _maximise(c: Vector, polyhedron: Polyhedron, reduction: Reduction, deadline: float) -> Answer:
    start: Vector | None = None
    if reduction.conflict or any(row.strict for row in polyhedron.rows) or not reduction.directions:
        found = inner_point(reduction, deadline, among_strict=True)
        if isinstance(found, Infeasible):
            return found
        start = found.point
    for line in reduction.lines:
        if slope := dot(c, line):
            inside = inner_point(reduction, deadline, among_strict=True)
            return (
                inside if isinstance(inside, Infeasible) else Unbounded(inside.point, _towards(line, slope))
            )
    objective = tuple(dot(c, v) for v in reduction.directions)
    if not objective:
        return _with_multipliers(c, polyhedron, reduction, reduction.point(()), {}, deadline)
    program = Program(reduction.normals, reduction.bounds, deadline)
    stop = solve(program, objective)
    if stop.conflict:
        return Infeasible(reduction.completed({reduction.inequalities[i]: v for i, v in stop.conflict}))
    point = reduction.point(stop.basis.point.entries())
    if stop.ray is not None:
        return Unbounded(start or point, reduction.direction(stop.ray.entries()))
    costs = stop.basis.costs(fmpq_mat(1, len(objective), list(objective)))
    tight = {reduction.inequalities[i]: v for i, v in zip(stop.basis.tight, costs, strict=True)}
    return _with_multipliers(c, polyhedron, reduction, point, tight, deadline)


def _towards(line: Vector, slope: Rational) -> Vector:
    return line if slope > 0 else tuple(-a for a in line)


def _with_multipliers(
    c: Vector,
    polyhedron: Polyhedron,
    reduction: Reduction,
    point: Vector,
    tight: Multipliers,
    deadline: float,
) -> Answer:
    value = dot(c, point)
    multipliers = reduction.completed(tight, c)
    if not any(row.strict and not row.holds(point) for row in polyhedron.rows):
        return Optimum(value, point, multipliers)
    # A strict row is tight here; is there another point with this value that is inside?
    level = Reduction((*polyhedron.rows, Row(c, "==", value)), polyhedron.dim)
    found = inner_point(level, deadline, among_strict=True)
    if isinstance(found, Infeasible):
        return Optimum(value, point, multipliers, attained=False)
    return Optimum(value, found.point, multipliers)


def solve(program: Program, objective: Vector, start: Sequence[int] | None = None) -> Stop:
    """The walk of the simplex method to the largest value of the objective on A y <= b.

    It begins at the given tight rows, or those that HiGHS proposes for a program that is large enough; rows
    that are too few or dependent are completed.
    """
    if start is None and _large(program, _FLOATS_FROM):
        start = propose(program.rows, program.bounds.entries(), objective)
    order = None if not start else [*start, *(i for i in range(program.height) if i not in set(start))]
    basis = Basis.of(program, independent(program.rows, order))
    goal = fmpq_mat(1, program.width, list(objective))
    if all(cost >= 0 for cost in basis.costs(goal)):
        return dual_simplex(program, basis, goal)
    if any(slack < 0 for slack in program.slacks(basis.point)):
        stop = dual_simplex(program, basis, fmpq_mat(1, program.width))
        if stop.conflict:
            return stop
        basis = stop.basis
    return primal_simplex(program, basis, goal)


def _large(program: Program, least: tuple[int, int]) -> bool:
    return program.width >= least[0] and program.height * program.width >= least[1]


@dataclass(frozen=True, slots=True)
class Inner:
    """A point that satisfies all rows, some of them with room.

    Row i with room has normal . x + margin * weight_i <= bound, with weight_i at least the size of the normal
    in the coordinates of the reduction.
    """

    point: Vector
    margin: Rational


def inner_point(
    reduction: Reduction, deadline: float = float("inf"), among_strict: bool = False
) -> Inner | Infeasible:
    """A point with room in all inequalities, or in the strict ones only, or multipliers against that.

    The multipliers are a contradiction of all rows once the inequalities with room are read as strict.
    """
    if reduction.conflict:
        return Infeasible(reduction.conflict)
    width = len(reduction.directions)
    rows, bounds = lifted_rows(reduction, among_strict)
    program = Program(rows, bounds, deadline)
    goal = (*(_ZERO,) * width, fmpq(1))
    # Multipliers of value 0 name rows that hold with equality only if the closure is not empty: no early end.
    stop = margin_walk(program, goal, _ZERO if among_strict else None)
    value = stop.basis.point[width, 0]
    if stop.conflict is None and value > 0:
        y = stop.basis.point.entries()[:width]
        return Inner(reduction.point(y if among_strict else rounded(y, value)), value)
    if stop.conflict is None:
        costs = stop.basis.costs(fmpq_mat(1, width + 1, list(goal)))
        against = {i: v for i, v in zip(stop.basis.tight, costs, strict=True) if v}
    else:
        against = {i: v for i, v in stop.conflict if v}
    return Infeasible(
        reduction.completed({reduction.inequalities[i - 1]: v for i, v in against.items() if i})
    )


def margin_walk(program: Program, goal: Vector, floor: Rational | None) -> Stop:
    """The dual simplex method from the rows that are tight at the largest margin allowed."""
    if _large(program, _FLOATS_FOR_MARGINS_FROM):
        return solve(program, goal)
    basis = Basis.of(program, first_tight(program.rows))
    return dual_simplex(program, basis, fmpq_mat(1, program.width, list(goal)), floor)


def first_tight(rows: Sequence[Vector]) -> list[int]:
    """The bound on the margin, which is row 0, and rows that are independent in the other columns."""
    others = [row[:-1] for row in rows[1:]]
    return [0, *(i + 1 for i in independent(others))] if len(rows[0]) > 1 else [0]


def lifted_rows(reduction: Reduction, among_strict: bool) -> tuple[list[Vector], list[Rational]]:
    """t <= 1, then normal . y + weight * t <= bound for all inequalities."""
    width = len(reduction.directions)
    rows: list[Vector] = [(*(_ZERO,) * width, fmpq(1))]
    for index, normal in zip(reduction.inequalities, reduction.normals, strict=True):
        room = reduction.rows[index].strict or not among_strict
        rows.append((*normal, weight(normal) if room else _ZERO))
    return rows, [fmpq(1), *reduction.bounds]


def weight(normal: Vector) -> Rational:
    """A power of two that is at least the largest entry.

    >>> weight((fmpq(3), fmpq(-5, 2))), weight((fmpq(1, 5),)), weight(())
    (4, 1/4, 1)
    """
    size = max(map(abs, normal), default=_ZERO)
    if not size:
        return fmpq(1)
    exponent = int(size.p).bit_length() - int(size.q).bit_length() + 1
    power = fmpq(2**exponent) if exponent >= 0 else fmpq(1, 2**-exponent)
    return power / 2 if power / 2 >= size else power


def rounded(y: Sequence[Rational], margin: Rational) -> Vector:
    """A point with short coordinates so near that rows with this margin still hold, strictly.

    >>> rounded([fmpq(1, 3), fmpq(2, 7)], fmpq(1, 4))
    (5/16, 5/16)
    """
    if not y:
        return ()
    scale = fmpq(1)
    while scale * margin <= len(y):
        scale *= 2
    return tuple((value * scale + fmpq(1, 2)).floor() / scale for value in y)
