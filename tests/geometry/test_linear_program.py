"""Linear programs: each answer checked by fractions, float proposals that are wrong, hard scales, cycling."""

from __future__ import annotations

import time
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symrelu.errors import InputError, OutOfTime
from symrelu.geometry import linear_program
from symrelu.geometry.linear_program import Infeasible, Optimum, Unbounded, maximise
from symrelu.model.polyhedron import Polyhedron
from tests.geometry.rows import combined, contradicts, fraction, fractions, inside, polyhedra

HUGE = 10**30


def check(objective: list[int], polyhedron: Polyhedron, answer: Any) -> None:
    c = [Fraction(v) for v in objective]
    if isinstance(answer, Infeasible):
        assert contradicts(polyhedron, answer.farkas)
    elif isinstance(answer, Unbounded):
        ray = [fraction(v) for v in answer.ray]
        assert inside(polyhedron, answer.point)
        assert sum(a * r for a, r in zip(c, ray, strict=True)) > 0
        for row in polyhedron.rows:
            slope = sum(a * r for a, r in zip(fractions(row)[0], ray, strict=True))
            assert slope == 0 if row.relation == "==" else slope <= 0
    else:
        value = sum(a * fraction(x) for a, x in zip(c, answer.point, strict=True))
        assert value == fraction(answer.value)
        assert inside(polyhedron, answer.point, closed=not answer.attained)
        total, bound, _ = combined(polyhedron, answer.multipliers)
        assert bound == value
        assert total == c


def floats_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear_program, "_FLOATS_FROM", (1, 1))
    monkeypatch.setattr(linear_program, "_FLOATS_FOR_MARGINS_FROM", (1, 1))


@given(polyhedra(dims=(1, 2, 3, 4)), st.lists(st.integers(-3, 3), min_size=4, max_size=4))
def test_every_answer_checks(polyhedron: Polyhedron, numbers: list[int]) -> None:
    objective = numbers[: polyhedron.dim]
    check(objective, polyhedron, maximise(objective, polyhedron))


@given(polyhedra(dims=(2, 3, 4)), st.lists(st.integers(-3, 3), min_size=4, max_size=4))
def test_floats_and_exact_steps_agree(polyhedron: Polyhedron, numbers: list[int]) -> None:
    objective = numbers[: polyhedron.dim]
    exact = maximise(objective, polyhedron)
    with pytest.MonkeyPatch.context() as patch:
        floats_always(patch)
        proposed = maximise(objective, polyhedron)
    check(objective, polyhedron, proposed)
    assert type(exact) is type(proposed)
    if isinstance(exact, Optimum) and isinstance(proposed, Optimum):
        assert (exact.value, exact.attained) == (proposed.value, proposed.attained)


@given(polyhedra(dims=(2, 3)), st.randoms(use_true_random=False))
def test_wrong_proposals_do_no_harm(polyhedron: Polyhedron, source: Random) -> None:
    objective = [source.randint(-3, 3) for _ in range(polyhedron.dim)]
    exact = maximise(objective, polyhedron)

    def nonsense(rows: Any, bounds: Any, goal: Any) -> list[int]:
        return source.sample(range(len(rows)), source.randint(0, len(rows)))

    with pytest.MonkeyPatch.context() as patch:
        floats_always(patch)
        patch.setattr(linear_program, "propose", nonsense)
        misled = maximise(objective, polyhedron)
    check(objective, polyhedron, misled)
    assert type(exact) is type(misled)
    if isinstance(exact, Optimum):
        assert exact.value == misled.value


@pytest.mark.parametrize("floats", [False, True])
def test_scales_that_floats_cannot_hold(monkeypatch: pytest.MonkeyPatch, floats: bool) -> None:
    if floats:
        floats_always(monkeypatch)
    wedge = Polyhedron([([HUGE, 1], "<=", 1), ([-HUGE, 1], "<=", 1), ([0, -1], "<=", 0)])
    assert maximise([0, 1], wedge).value == 1
    assert fraction(maximise([1, 0], wedge).value) == Fraction(1, HUGE)
    beyond = Polyhedron([([10**400], "<=", 1), ([-1], "<=", Fraction(-1, 10**400))])
    found = maximise([1], beyond)
    assert isinstance(found, Optimum)
    assert fraction(found.value) == Fraction(1, 10**400)
    empty = beyond.intersection(Polyhedron([([1], "<", Fraction(1, 10**400))]))
    assert contradicts(empty, maximise([1], empty).farkas)


@pytest.mark.parametrize("floats", [False, True])
def test_rows_that_are_nearly_parallel(monkeypatch: pytest.MonkeyPatch, floats: bool) -> None:
    if floats:
        floats_always(monkeypatch)
    tiny = Fraction(1, HUGE)
    needle = Polyhedron([([1, 1], "<=", 1), ([-1, tiny - 1], "<=", -1), ([0, -1], "<=", 0)])
    found = maximise([0, 1], needle)
    check([0, 1], needle, found)
    assert isinstance(found, Optimum)
    assert found.value == 0
    crossing = Polyhedron([([1, 1 + tiny], "<=", 1), ([-1, -1], "<=", -1 + tiny), ([0, 1], "<=", HUGE)])
    check([1, 0], crossing, maximise([1, 0], crossing))


def test_beale_cycles_under_the_largest_coefficient() -> None:
    rows: list[Any] = [
        (["1/4", -8, -1, 9], "<=", 0),
        (["1/2", -12, "-1/2", 3], "<=", 0),
        ([0, 0, 1, 0], "<=", 1),
    ]
    rows += [([-int(i == j) for j in range(4)], "<=", 0) for i in range(4)]
    beale = Polyhedron(rows)
    found = maximise(["3/4", -20, "1/2", -6], beale)
    assert isinstance(found, Optimum)
    assert fraction(found.value) == Fraction(5, 4)


@pytest.mark.parametrize("dim", [3, 6])
def test_klee_and_minty(dim: int) -> None:
    rows = [
        ([2 ** (i + 1 - j) if j < i else int(i == j) for j in range(dim)], "<=", 5 ** (i + 1))
        for i in range(dim)
    ]
    rows += [([-int(i == j) for j in range(dim)], "<=", 0) for i in range(dim)]
    cube = Polyhedron(rows)
    objective = [2 ** (dim - 1 - j) for j in range(dim)]
    found = maximise(objective, cube)
    check(objective, cube, found)
    assert found.value == 5**dim


@pytest.mark.parametrize(
    ("rows", "dim", "kind"),
    [
        ([], 2, Unbounded),
        ([([0, 0], "<=", 1)], 2, Unbounded),
        ([([0, 0], "<=", -1)], 2, Infeasible),
        ([([0, 0], "<", 0)], 2, Infeasible),
        ([([0], "==", 0), ([1], "<=", 0)], 1, Optimum),
        ([([0], "==", 1)], 1, Infeasible),
        ([([1], "==", 1), ([2], "==", 3)], 1, Infeasible),
        ([([1, 1], "==", 1), ([1, -1], "==", 1)], 2, Optimum),
        ([([1, 0], "<", 0), ([1, 0], ">=", 0)], 2, Infeasible),
        ([([1, 0], "<=", 0), ([1, 0], ">=", 0), ([0, 1], "<", 0)], 2, Optimum),
        ([([1, 1], "<=", 0)] * 5 + [([-1, -1], "<=", 0)] * 5, 2, Unbounded),
    ],
)
def test_odd_systems(rows: list[Any], dim: int, kind: type) -> None:
    polyhedron, objective = Polyhedron(rows, dim), [1] + [0] * (dim - 1)
    found = maximise(objective, polyhedron)
    assert type(found) is kind
    check(objective, polyhedron, found)


def test_a_supremum_that_no_point_has() -> None:
    half_open = Polyhedron([([1, 1], "<", 1), ([1, 0], ">=", 0), ([0, 1], ">=", 0)])
    found = maximise([1, 1], half_open)
    assert isinstance(found, Optimum)
    assert (found.value, found.attained) == (1, False)
    corner_missing = Polyhedron([([1, 0], "<=", 1), ([1, 1], "<", 2), ([0, 1], "<=", 1), ([0, 1], ">=", 0)])
    found = maximise([1, 0], corner_missing)
    assert isinstance(found, Optimum)
    assert found.attained
    assert inside(corner_missing, found.point)


def test_the_answer_of_a_large_program_is_exact() -> None:
    source = Random(7)
    rows = [([Fraction(source.randint(-99, 99), 64) for _ in range(12)], "<=", 1) for _ in range(80)]
    polytope = Polyhedron(rows).intersection(Polyhedron.box([(-1, 1)] * 12))
    objective = [source.randint(-9, 9) for _ in range(12)]
    check(objective, polytope, maximise(objective, polytope))


def test_answers_that_are_wrong_do_not_hold() -> None:
    box = Polyhedron.box([(0, 1), (0, 1)])
    right = maximise([1, 1], box)
    assert isinstance(right, Optimum)
    one = right.value / 2
    assert right.holds((one, one), box)
    assert not Optimum(one, right.point, right.multipliers).holds((one, one), box)
    assert not Optimum(right.value, right.point, {0: one, 2: one, 3: -one}).holds((one, one), box)
    assert not Infeasible({0: one}).holds(box)
    assert not Infeasible({}).holds(box)
    assert not Infeasible({0: one, 1: one}).holds(box)
    assert not Unbounded(right.point, (one, one)).holds((one, one), box)


def test_the_deadline_is_kept() -> None:
    source = Random(3)
    rows = [([source.randint(-99, 99) for _ in range(40)], "<=", source.randint(-5, 50)) for _ in range(120)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linear_program, "_FLOATS_FROM", (10**9, 10**9))
        with pytest.raises(OutOfTime):
            maximise([1] * 40, Polyhedron(rows), deadline=time.monotonic() - 1)


def test_an_objective_of_another_length() -> None:
    with pytest.raises(InputError, match="objective: found 3 coordinates, expected 2"):
        maximise([1, 2, 3], Polyhedron.whole(2))
