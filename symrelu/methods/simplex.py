"""Linear arithmetic over the rationals: an incremental simplex that explains why rows contradict each other.

A row is a linear form plus a constant e, with `0 <= e`, `0 < e` or `0 = e`. The solver keeps a point that
satisfies all rows asserted so far, or returns Farkas multipliers: numbers c_i, at least 0 on inequalities,
with sum c_i e_i = s, where s < 0, or s = 0 and a strict row takes part. Strictness is a second,
infinitesimal coordinate. Rows are retracted in the reverse order of their assertion, and the point is kept:
so a search pays for the difference between neighbouring nodes alone.

Source: B. Dutertre, L. de Moura, A fast linear-arithmetic solver for DPLL(T), CAV 2006.
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeAlias

from flint import fmpq

from symrelu.errors import OutOfTime
from symrelu.methods.bounds import Bound, Number, beyond, multiplier, tighter

Form: TypeAlias = "dict[int, Number]"
Conflict: TypeAlias = "list[tuple[Number, Any]]"  # (multiplier, reason), one per row that takes part

_ZERO = fmpq(0)
_ONE = fmpq(1)
_BLAND_AFTER = 60


class Simplex:
    """Rows asserted one by one, checked together, retracted in reverse order.

    >>> solver = Simplex(); x = solver.variable()
    >>> solver.assert_row({x: fmpq(1)}, fmpq(-1), True, "1 < x"), solver.check()
    (None, None)
    >>> solver.assert_row({x: fmpq(-1)}, fmpq(1), False, "x <= 1")
    [(1, 'x <= 1'), (1, '1 < x')]
    """

    def __init__(self, deadline: float = float("inf")) -> None:
        self.deadline = deadline
        self.rows: dict[int, Form] = {}  # basic variable -> form in the other variables
        self.columns: list[set[int]] = []  # variable -> basic variables whose form contains it
        self.value: list[Number] = []
        self.tiny: list[Number] = []
        self.lower: list[Bound | None] = []
        self.upper: list[Bound | None] = []
        self.pivots = 0
        self._forms: dict[Hashable, int] = {}
        self._keys: dict[int, Hashable] = {}
        self._trail: list[tuple[int, bool, Bound | None]] = []
        self._slacks: list[int] = []
        self._suspects: set[int] = set()

    def variable(self) -> int:
        """A new variable without bounds."""
        self.columns.append(set())
        self.value.append(_ZERO)
        self.tiny.append(_ZERO)
        self.lower.append(None)
        self.upper.append(None)
        return len(self.columns) - 1

    # ---- rows ----------------------------------------------------------------------------------

    def assert_row(
        self, form: Mapping[int, Number], constant: Number, strict: bool | None, reason: Any
    ) -> Conflict | None:
        """Add the row e = form + constant; a conflict if it contradicts what bounds the same form."""
        if not form:
            bad = constant != 0 if strict is None else (constant <= 0 if strict else constant < 0)
            return [(-_ONE if strict is None and constant > 0 else _ONE, reason)] if bad else None
        variable, scale = self._slack(form)
        value = -constant / scale
        if strict is None:
            return self._bound(variable, True, Bound(value, _ZERO, reason, scale)) or self._bound(
                variable, False, Bound(value, _ZERO, reason, scale)
            )
        is_lower = scale > 0
        tiny = (_ONE if is_lower else -_ONE) if strict else _ZERO
        return self._bound(variable, is_lower, Bound(value, tiny, reason, scale))

    def _slack(self, form: Mapping[int, Number]) -> tuple[int, Number]:
        """The variable s and the scale k with form = k s."""
        items = sorted(form.items())
        scale = items[0][1]
        if len(items) == 1:
            return items[0][0], scale
        key = tuple((v, c / scale) for v, c in items)
        name = tuple((v, int(c.p), int(c.q)) for v, c in key)
        slack = self._forms.get(name)
        if slack is None:
            slack = self.variable()
            self._forms[name] = slack
            self._keys[slack] = name
            self._slacks.append(slack)
            self._define(slack, key)
        return slack, scale

    def _define(self, slack: int, form: Iterable[tuple[int, Number]]) -> None:
        row: Form = {}
        value, tiny = _ZERO, _ZERO
        for variable, coefficient in form:
            value += coefficient * self.value[variable]
            tiny += coefficient * self.tiny[variable]
            parts = self.rows.get(variable)
            if parts is None:
                _add_to(row, variable, coefficient)
            else:
                for inner, factor in parts.items():
                    _add_to(row, inner, coefficient * factor)
        self.rows[slack] = row
        self.value[slack], self.tiny[slack] = value, tiny
        for variable in row:
            self.columns[variable].add(slack)

    def _bound(self, variable: int, is_lower: bool, bound: Bound) -> Conflict | None:
        side, other = (self.lower, self.upper) if is_lower else (self.upper, self.lower)
        old, opposite = side[variable], other[variable]
        if old is not None and not tighter(bound, old, is_lower):
            return None
        if opposite is not None and tighter(bound, opposite, is_lower):
            return [multiplier(bound, is_lower, _ONE), multiplier(opposite, not is_lower, _ONE)]
        self._trail.append((variable, is_lower, old))
        side[variable] = bound
        if variable in self.rows:
            self._suspects.add(variable)
        elif beyond(self.value[variable], self.tiny[variable], bound, is_lower):
            self._move(variable, bound)
        return None

    def _move(self, variable: int, bound: Bound) -> None:
        step, tiny = bound.value - self.value[variable], bound.tiny - self.tiny[variable]
        self.value[variable], self.tiny[variable] = bound.value, bound.tiny
        for basic in self.columns[variable]:
            self._shift(basic, self.rows[basic][variable], step, tiny)

    def _shift(self, basic: int, factor: Number, step: Number, tiny: Number) -> None:
        self.value[basic] += factor * step
        if tiny:
            self.tiny[basic] += factor * tiny
        self._suspects.add(basic)

    # ---- retraction ----------------------------------------------------------------------------

    def mark(self) -> tuple[int, int]:
        """The present state, for `undo`."""
        return len(self._trail), len(self._slacks)

    def undo(self, mark: tuple[int, int]) -> None:
        """Retract the rows asserted since the mark; the point is kept, since it satisfies what remains."""
        bounds, slacks = mark
        while len(self._trail) > bounds:
            variable, is_lower, old = self._trail.pop()
            (self.lower if is_lower else self.upper)[variable] = old
            if variable in self.rows:
                self._suspects.add(variable)
        kept: list[int] = []
        while len(self._slacks) > slacks:
            slack = self._slacks.pop()
            if slack in self.rows:
                for variable in self.rows.pop(slack):
                    self.columns[variable].discard(slack)
                self._suspects.discard(slack)
                del self._forms[self._keys.pop(slack)]
            else:
                kept.append(slack)
        self._slacks.extend(reversed(kept))

    def smallness(self) -> Number:
        """A positive number that may stand for the infinitesimal."""
        out = _ONE
        for variable, value in enumerate(self.value):
            for bound, sign in ((self.lower[variable], 1), (self.upper[variable], -1)):
                if bound is not None:
                    gap, slope = sign * (value - bound.value), sign * (bound.tiny - self.tiny[variable])
                    if slope > 0:
                        out = min(out, gap / slope)
        return out / 2

    # ---- the check -----------------------------------------------------------------------------

    def check(self) -> Conflict | None:
        """Move to a point within all bounds, or explain why there is none."""
        rounds = 0
        while True:
            basic, is_lower = self._violated()
            if basic < 0:
                return None
            rounds += 1
            if rounds % 16 == 0 and time.monotonic() > self.deadline:
                raise OutOfTime("linear arithmetic", 0)
            bound = (self.lower if is_lower else self.upper)[basic]
            if bound is None:
                continue
            entering = self._entering(basic, is_lower, bland=rounds > _BLAND_AFTER)
            if entering < 0:
                self._suspects.add(basic)
                return self._explain(basic, is_lower, bound)
            self._pivot(basic, entering, bound)

    def _violated(self) -> tuple[int, bool]:
        while self._suspects:
            basic = min(self._suspects)
            if basic in self.rows:
                value, tiny = self.value[basic], self.tiny[basic]
                low, high = self.lower[basic], self.upper[basic]
                if low is not None and beyond(value, tiny, low, True):
                    return basic, True
                if high is not None and beyond(value, tiny, high, False):
                    return basic, False
            self._suspects.discard(basic)
        return -1, False

    def _entering(self, basic: int, is_lower: bool, bland: bool) -> int:
        best, best_key = -1, (0, 0)
        for variable, factor in self.rows[basic].items():
            rises = (factor > 0) is is_lower
            limit = (self.upper if rises else self.lower)[variable]
            if limit is not None and not beyond(limit.value, limit.tiny, _point(self, variable), not rises):
                continue
            key = (0 if bland else len(self.columns[variable]), variable)
            if best < 0 or key < best_key:
                best, best_key = variable, key
        return best

    def _explain(self, basic: int, is_lower: bool, bound: Bound) -> Conflict:
        out = [multiplier(bound, is_lower, _ONE)]
        for variable, factor in self.rows[basic].items():
            use_upper = (factor > 0) is is_lower
            limit = (self.upper if use_upper else self.lower)[variable]
            if limit is not None:
                out.append(multiplier(limit, not use_upper, abs(factor)))
        return out

    def _pivot(self, basic: int, entering: int, bound: Bound) -> None:
        """Exchange the two, moving `basic` onto its bound."""
        self.pivots += 1
        row = self.rows.pop(basic)
        pivot = row.pop(entering)
        step = (bound.value - self.value[basic]) / pivot
        tiny = (bound.tiny - self.tiny[basic]) / pivot
        self.value[basic], self.tiny[basic] = bound.value, bound.tiny
        self.value[entering] += step
        self.tiny[entering] += tiny
        inverse = 1 / pivot
        solved: Form = {variable: -factor * inverse for variable, factor in row.items()}
        solved[basic] = inverse
        touched = self.columns[entering]
        touched.discard(basic)
        for other in touched:
            form = self.rows[other]
            factor = form.pop(entering)
            self._shift(other, factor, step, tiny)
            self._absorb(other, form, factor, solved)
        for variable in row:
            self.columns[variable].discard(basic)
            self.columns[variable].add(entering)
        self.columns[basic].add(entering)
        self.columns[entering] = set()
        self.rows[entering] = solved
        self._suspects.discard(basic)
        self._suspects.add(entering)

    def _absorb(self, other: int, form: Form, factor: Number, solved: Form) -> None:
        columns = self.columns
        for variable, part in solved.items():
            old = form.get(variable)
            if old is None:
                form[variable] = factor * part
                columns[variable].add(other)
            else:
                new = old + factor * part
                if new:
                    form[variable] = new
                else:
                    del form[variable]
                    columns[variable].discard(other)


def _add_to(row: Form, variable: int, amount: Number) -> None:
    new = row.get(variable, _ZERO) + amount
    if new:
        row[variable] = new
    else:
        row.pop(variable, None)


def _point(solver: Simplex, variable: int) -> Bound:
    return Bound(solver.value[variable], solver.tiny[variable], None, _ONE)


def merge(conflict: Conflict) -> dict[Any, Number]:
    """Multipliers by reason, zeros left out."""
    out: dict[Any, Number] = {}
    for factor, reason in conflict:
        out[reason] = out.get(reason, _ZERO) + factor
    return {reason: factor for reason, factor in out.items() if factor}
