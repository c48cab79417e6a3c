"""Linear arithmetic: multipliers checked by hand, points by insertion, retraction by a fresh solver."""

from __future__ import annotations

import time
from random import Random

import pytest
from flint import fmpq

from symrelu.errors import OutOfTime
from symrelu.methods.multipliers import linear_multipliers
from symrelu.methods.simplex import Simplex

Row = tuple[dict[str, fmpq], fmpq, bool | None]


def random_rows(source: Random, count: int, names: str) -> list[Row]:
    rows: list[Row] = []
    for _ in range(count):
        form = {
            n: fmpq(source.randint(-3, 3), source.choice((1, 1, 2))) for n in names if source.random() < 0.7
        }
        form = {n: c for n, c in form.items() if c}
        rows.append((form, fmpq(source.randint(-4, 4)), source.choice((True, False, False, None))))
    return rows


def is_contradiction(rows: list[Row], multipliers: dict[int, fmpq]) -> bool:
    total: dict[str, fmpq] = {}
    constant, strict = fmpq(0), False
    for index, multiplier in multipliers.items():
        form, value, kind = rows[index]
        if kind is not None and multiplier < 0:
            return False
        strict = strict or (kind is True and multiplier > 0)
        constant += multiplier * value
        for name, coefficient in form.items():
            total[name] = total.get(name, fmpq(0)) + multiplier * coefficient
    return not any(total.values()) and (constant < 0 or (constant == 0 and strict))


def satisfied(row: Row, point: dict[str, fmpq]) -> bool:
    form, constant, strict = row
    value = constant + sum((c * point[n] for n, c in form.items()), fmpq(0))
    return value == 0 if strict is None else value > 0 if strict else value >= 0


def solve(rows: list[Row], names: str) -> dict[str, fmpq] | None:
    solver = Simplex()
    variables = {n: solver.variable() for n in names}
    for index, (form, constant, strict) in enumerate(rows):
        if solver.assert_row({variables[n]: c for n, c in form.items()}, constant, strict, index):
            return None
    if solver.check():
        return None
    tiny = solver.smallness()
    return {n: solver.value[v] + tiny * solver.tiny[v] for n, v in variables.items()}


@pytest.mark.parametrize("seed", range(60))
def test_a_point_or_multipliers(seed: int) -> None:
    source = Random(seed)
    names = "abcde"[: source.randint(1, 5)]
    rows = random_rows(source, source.randint(1, 12), names)
    multipliers = linear_multipliers(rows)
    point = solve(rows, names)
    if multipliers is None:
        assert point is not None
        assert all(satisfied(row, point) for row in rows)
    else:
        assert point is None
        assert is_contradiction(rows, multipliers)


@pytest.mark.parametrize("seed", range(25))
def test_retraction_gives_the_verdict_of_a_fresh_solver(seed: int) -> None:
    source = Random(1000 + seed)
    names = "abcd"
    solver = Simplex()
    variables = {n: solver.variable() for n in names}
    held: list[Row] = []
    marks: list[tuple[object, int]] = []
    consistent = True
    for _ in range(40):
        if marks and (not consistent or source.random() < 0.35):
            mark, count = marks.pop()
            solver.undo(mark)  # type: ignore[arg-type]
            del held[count:]
            consistent = True
            continue
        marks.append((solver.mark(), len(held)))
        row = random_rows(source, 1, names)[0]
        held.append(row)
        form = {variables[n]: c for n, c in row[0].items()}
        conflict = solver.assert_row(form, row[1], row[2], len(held)) or solver.check()
        consistent = conflict is None
        assert consistent == (linear_multipliers(held) is None)


def test_strictness_decides() -> None:
    x = {"x": fmpq(1)}
    minus = {"x": fmpq(-1)}
    assert linear_multipliers([(x, fmpq(0), False), (minus, fmpq(0), False)]) is None
    assert linear_multipliers([(x, fmpq(0), True), (minus, fmpq(0), False)]) == {0: 1, 1: 1}


def test_equations_take_multipliers_of_either_sign() -> None:
    rows: list[Row] = [({"x": fmpq(1)}, fmpq(-2), None), ({"x": fmpq(1)}, fmpq(-3), False)]
    multipliers = linear_multipliers(rows)
    assert multipliers == {0: -1, 1: 1}


def test_the_deadline_is_kept() -> None:
    source = Random(5)
    names = "abcdefghijklmnopqrstuvwxyz"
    rows = [(form, constant, False) for form, constant, _ in random_rows(source, 400, names)]
    started = time.monotonic()
    with pytest.raises(OutOfTime):
        linear_multipliers(
            [({**form, f"s{i}": fmpq(1)}, c, s) for i, (form, c, s) in enumerate(rows)] + rows, started - 1
        )
    assert time.monotonic() - started < 20
