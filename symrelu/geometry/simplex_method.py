# pyright: basic
"""The simplex method over the rationals, primal and dual, on systems A y <= b whose columns are independent.

A basis is a set of tight rows with an invertible matrix; with s = b - A y the slacks,
y = point - inverse s_B, so that a step changes a small matrix only, and the long columns are products by
FLINT. The largest violation leads first; after a number of steps that depends on the size, Bland's rule,
under which no basis comes back.

Source: R. G. Bland, New finite pivoting rules for the simplex method, Math. Oper. Res. 2, 1977.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flint import fmpq, fmpq_mat

from symrelu.errors import OutOfTime
from symrelu.model.rational import Rational, Vector

_ZERO = fmpq(0)


class Program:
    """The system A y <= b; rows are read, never changed.

    Shapes: A is n x r of rank r, b has n entries.
    """

    __slots__ = ("bounds", "deadline", "height", "matrix", "rows", "width")

    def __init__(self, rows: Sequence[Vector], bounds: Sequence[Rational], deadline: float) -> None:
        self.height, self.width = len(rows), len(rows[0])
        self.matrix = fmpq_mat(self.height, self.width, [a for row in rows for a in row])
        self.rows = rows
        self.bounds = fmpq_mat(self.height, 1, list(bounds))
        self.deadline = deadline

    def slacks(self, point: Any) -> list[Rational]:
        """b - A y."""
        return (self.bounds - self.matrix * point).entries()

    def row(self, index: int) -> Any:
        """One row of A, as a matrix."""
        return fmpq_mat(1, self.width, list(self.rows[index]))

    def patience(self) -> int:
        """The number of steps after which Bland's rule takes over."""
        return 4 * (self.height + self.width) + 50

    def tick(self, steps: int) -> None:
        """Raises: OutOfTime after the deadline, looked at now and then."""
        if steps % 16 == 15 and time.monotonic() > self.deadline:
            raise OutOfTime("a linear program", 0)


@dataclass(frozen=True, slots=True)
class Basis:
    """Tight rows, the inverse of their matrix, and the point at which they are tight."""

    tight: tuple[int, ...]
    inverse: Any
    point: Any

    @classmethod
    def of(cls, program: Program, tight: Sequence[int]) -> Basis:
        """The basis of rows that are independent and as many as there are columns."""
        r = program.width
        inverse = fmpq_mat(r, r, [a for i in tight for a in program.rows[i]]).inv()
        return cls(tuple(tight), inverse, inverse * fmpq_mat(r, 1, [program.bounds[i, 0] for i in tight]))

    def costs(self, objective: Any) -> list[Rational]:
        """The multipliers of the tight rows whose sum is the objective."""
        return (objective * self.inverse).entries()

    def column(self, position: int) -> Any:
        """The direction against which the point moves when a tight row gets slack."""
        r = len(self.tight)
        return fmpq_mat(r, 1, [self.inverse[i, position] for i in range(r)])

    def exchanged(self, position: int, entering: int, ratios: list[Rational], slack: Rational) -> Basis:
        """The basis in which the row `entering`, with this slack now, is tight in place of another.

        Requires: ratios are the row times the inverse, not 0 at the position.
        """
        pivot = ratios[position]
        column = self.column(position)
        scaled = fmpq_mat(
            1, len(ratios), [(t - 1 if j == position else t) / pivot for j, t in enumerate(ratios)]
        )
        tight = (*self.tight[:position], entering, *self.tight[position + 1 :])
        return Basis(tight, self.inverse - column * scaled, self.point + column * (slack / pivot))


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a walk ended: the basis, and the contradiction or the ray that ended it, if one did.

    `conflict` gives multipliers, at least 0, of rows whose sum is 0 < 0; `ray` a direction.
    """

    basis: Basis
    conflict: tuple[tuple[int, Rational], ...] | None = None
    ray: Any = None


def dual_simplex(program: Program, basis: Basis, objective: Any, floor: Rational | None = None) -> Stop:
    """From a basis with costs >= 0 to an optimal one, or to a contradiction.

    The value falls from step to step; the walk ends early once it is at most `floor`.
    """
    steps, patience = 0, program.patience()
    while True:
        slacks = program.slacks(basis.point)
        entering = _violated(slacks, bland=steps > patience)
        if entering < 0:
            return Stop(basis)
        if floor is not None and (objective * basis.point)[0, 0] <= floor:
            return Stop(basis)
        ratios = (program.row(entering) * basis.inverse).entries()
        position = _cheapest(ratios, basis.costs(objective), basis.tight)
        if position < 0:
            sources = zip(basis.tight, ratios, strict=True)
            return Stop(basis, ((entering, fmpq(1)), *((i, -t) for i, t in sources if t)))
        basis = basis.exchanged(position, entering, ratios, slacks[entering])
        steps += 1
        program.tick(steps)


def _violated(slacks: list[Rational], bland: bool) -> int:
    worst, found = _ZERO, -1
    for index, slack in enumerate(slacks):
        if slack < worst:
            if bland:
                return index
            worst, found = slack, index
    return found


def _cheapest(ratios: list[Rational], costs: list[Rational], tight: tuple[int, ...]) -> int:
    best, found = None, -1
    for position, ratio in enumerate(ratios):
        if ratio > 0:
            key = (costs[position] / ratio, tight[position])
            if best is None or key < best:
                best, found = key, position
    return found


def primal_simplex(program: Program, basis: Basis, objective: Any) -> Stop:
    """From a basis at a point that satisfies all rows to an optimal one, or to a ray of growing value."""
    steps, patience = 0, program.patience()
    while True:
        costs = basis.costs(objective)
        position = _rising(costs, basis.tight, bland=steps > patience)
        if position < 0:
            return Stop(basis)
        column = basis.column(position)
        moved = (program.matrix * column).entries()
        slacks = program.slacks(basis.point)
        entering = _first_hit(moved, slacks, set(basis.tight))
        if entering < 0:
            return Stop(basis, ray=-column)
        ratios = (program.row(entering) * basis.inverse).entries()
        basis = basis.exchanged(position, entering, ratios, slacks[entering])
        steps += 1
        program.tick(steps)


def _rising(costs: list[Rational], tight: tuple[int, ...], bland: bool) -> int:
    falling = [(tight[j] if bland else cost, j) for j, cost in enumerate(costs) if cost < 0]
    return min(falling)[1] if falling else -1


def _first_hit(moved: list[Rational], slacks: list[Rational], tight: set[int]) -> int:
    best, found = None, -1
    for index, change in enumerate(moved):
        if change < 0 and index not in tight:
            limit = slacks[index] / -change
            if best is None or limit < best:
                best, found = limit, index
    return found
