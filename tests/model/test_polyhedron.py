"""The nouns: what is read and refused, how they show themselves, membership row by row."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from symrelu.errors import InputError
from symrelu.model.affine import Affine
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.rational import rational
from symrelu.model.row import Row
from tests.geometry.rows import fraction, inside, polyhedra

COORDINATES = st.fractions(-3, 3, max_denominator=4)


@pytest.mark.parametrize(
    "value", [Fraction(3, 4), sp.Rational(3, 4), "3/4", "0.75", "6/8", "+3/4", fmpq(3, 4)]
)
def test_exact_numbers_are_read(value: Any) -> None:
    assert rational(value) == fmpq(3, 4)
    assert Polyhedron([([value], "<=", value)]).rows[0].bound == fmpq(3, 4)


@pytest.mark.parametrize(
    "value",
    [0.75, float("nan"), sp.Float("0.75"), sp.sqrt(2), sp.oo, sp.Symbol("a", real=True), True, None,
     "3/0", "1e9", "x", "", "__import__('os')", "1_000", 1j],
)  # fmt: skip
def test_other_numbers_are_refused(value: Any) -> None:
    with pytest.raises(InputError):
        Polyhedron([([1], "<=", value)])
    with pytest.raises(InputError):
        Affine([[value]])


@pytest.mark.parametrize(
    ("rows", "dim", "reason"),
    [
        ([], None, "a dimension, at least 1"),
        ([], 0, "a dimension, at least 1"),
        ([], True, "a dimension, at least 1"),
        ([([1, 2], "<=", 1), ([1], "<=", 1)], None, "1 coordinates"),
        ([([1, 2], "<=", 1)], 3, "2 coordinates"),
        ([([1, 2], "!=", 1)], 2, "one of <=, <, ==, >=, >"),
        ([([1, 2], 1)], 2, "(normal, relation, bound)"),
        ("rows", 2, "a list of rows"),
        (7, 2, "a list of rows"),
    ],
)
def test_rows_that_do_not_fit(rows: Any, dim: Any, reason: str) -> None:
    with pytest.raises(InputError) as refusal:
        Polyhedron(rows, dim)
    assert reason in str(refusal.value)


@given(polyhedra(), st.data())
def test_membership(polyhedron: Polyhedron, data: Any) -> None:
    point = tuple(map(rational, data.draw(st.tuples(*[COORDINATES] * polyhedron.dim))))
    assert polyhedron.contains(point) == (point in polyhedron) == inside(polyhedron, point)
    for row in polyhedron.rows:
        assert sum(r.holds(point) for r in row.negated()) == (not row.holds(point))


@given(polyhedra(dims=(2,)), polyhedra(dims=(2,)), st.tuples(COORDINATES, COORDINATES))
def test_intersections_products_and_preimages(one: Polyhedron, two: Polyhedron, point: Any) -> None:
    assert one.intersection(two).contains(point) == (one.contains(point) and two.contains(point))
    assert one.product(two).contains(point + point[::-1]) == (
        one.contains(point) and two.contains(point[::-1])
    )
    onto = Affine([[1, 2], ["1/3", 0]], [1, -1])
    assert one.preimage(onto).contains(point) == one.contains(onto(point))


def test_boxes() -> None:
    box = Polyhedron.box([(0, sp.oo), (-sp.oo, "1/2"), (None, None), (1, 1)])
    assert len(box.rows) == 4
    assert box.contains([10**9, -(10**9), 7, 1])
    assert not box.contains([-1, 0, 0, 1])
    for wrong in ([(0, float("inf"))], [(0,)], ["ab"], [(0, 0.5)], []):
        with pytest.raises(InputError):
            Polyhedron.box(wrong)  # type: ignore[arg-type]


def test_relations_of_sympy() -> None:
    x, y = sp.symbols("x y", real=True)
    found = Polyhedron.where([x + y <= 1, x > y / 2, sp.Eq(x, 1 - y)], [x, y])
    assert [row.relation for row in found.rows] == ["<=", "<", "=="]
    for wrong in (x**2 <= 1, x * y < 1, sp.Ne(x, 1), sp.true, x + sp.Symbol("a") < 1, sp.sqrt(2) * x < 1, 3):
        with pytest.raises(InputError):
            Polyhedron.where([wrong], [x, y])


def test_they_show_themselves() -> None:
    triangle = Polyhedron([([1, "1/2"], "<=", 1), ([1, 0], ">", 0), ([0, 1], "==", "1/3")])
    assert repr(triangle) == "Polyhedron(x1 + x2/2 <= 1, -x1 < 0, x2 == 1/3)"
    assert r"x_{1} + \frac{x_{2}}{2} \leq 1" in triangle._repr_latex_()
    assert json.loads(json.dumps(triangle.to_json()))["rows"][0] == {
        "normal": ["1", "1/2"],
        "relation": "<=",
        "bound": "1",
    }
    assert repr(Polyhedron.whole(2)) == "Polyhedron.whole(2)"
    many = Polyhedron([([1], "<=", i) for i in range(20)])
    assert repr(many) == "Polyhedron(20 rows in R^1)"
    assert r"\ldots" in many._repr_latex_()
    assert repr(Polyhedron([([0, 0], "<", 0)])) == "Polyhedron(0 < 0)"
    for noun in (triangle, many, triangle.rows[0], Affine([[1]])):
        assert "\n" not in repr(noun)
        assert noun._repr_latex_().startswith("$")


def test_they_are_values() -> None:
    one, two = Polyhedron.box([(0, 1)]), Polyhedron([([1], "<=", 1), ([-1], "<=", 0)])
    assert one == two
    assert len({one, two}) == 1
    with pytest.raises(AttributeError):
        one.dim = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        one.rows[0].bound = fmpq(2)  # type: ignore[misc]


def test_affine_maps() -> None:
    shear = Affine(sp.Matrix([[1, 1], [0, 1]]), [1, 0])
    assert shear([1, 2]) == (4, 2)
    assert shear.compose(shear.inverse()) == Affine.identity(2)
    assert shear.inverse().compose(shear)([5, "1/7"]) == (5, fmpq(1, 7))
    assert Affine(3, 1)(2) == (7,)
    for wrong in (lambda: Affine([[1, 1], [1, 1]]).inverse(), lambda: Affine([[1, 1]]).inverse(),
                  lambda: Affine([[1], [1, 2]]), lambda: Affine([]), lambda: Affine([[1]], [1, 2]),
                  lambda: shear([1]), lambda: shear.compose(Affine([[1, 1]]))):  # fmt: skip
        with pytest.raises(InputError):
            wrong()


def test_slack_and_negation_of_rows() -> None:
    row = Row.read(([2, 0], "<", 3))
    assert fraction(row.slack((fmpq(1), fmpq(9)))) == 1
    assert repr(row.negated()) == "(-2*x1 <= -3,)"
    assert len(Row.read(([1, 0], "==", 3)).negated()) == 2
