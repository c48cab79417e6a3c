"""Counterexamples are exact, and lie in the domain."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from symrelu.methods.valuation import NoValue, truth, value
from symrelu.methods.witness import find_witness
from symrelu.terms.term import Term, lam, num, op, var
from tests.methods.test_search import CLIP_CALCULUS, FALSE
from tests.methods.vocabulary import absolute, equal, reals, relu

x, y, w, e = reals("x y w e")
n = var("n", "N")
WITNESSED = [
    name
    for name in FALSE
    if name.split()[0] in ("8", "16", "17", "18", "19", "20", "21", "C8", "C9", "11", "54")
]


@pytest.mark.parametrize("name", WITNESSED)
def test_false_claims_have_a_witness(name: str) -> None:
    claim, given = FALSE[name]
    point = find_witness(claim, given, 5)
    assert point is not None
    assert all(truth(g, point) for g in given)
    assert truth(claim, point) is False


@pytest.mark.parametrize("name", CLIP_CALCULUS)
def test_true_claims_have_none(name: str) -> None:
    claim, given = CLIP_CALCULUS[name]
    assert find_witness(claim, given, 0.4) is None


OTHERS: dict[str, tuple[Term, tuple[Term, ...]]] = {
    "exponential": (op("exp", x) <= 1 + 2 * x, ()),
    "on a parabola": (x * x <= 5 * y - 7, (equal(y, x * x - 20),)),
    "far away": (x + y <= 1000, (absolute(x) <= e,)),
    "cubic": (x**3 - 30 * x <= 50, (0 <= x,)),
    "natural": (op("le", n, num(2)), ()),
    "sum": (op("le", op("sum", num(1), n, lam(var("k", "N"), var("k", "N") * num(1))), 3 * n), ()),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_false_claims(name: str) -> None:
    claim, given = OTHERS[name]
    point = find_witness(claim, given, 5)
    assert point is not None
    assert truth(claim, point) is False
    assert all(q.denominator == 1 and q >= 0 for v, q in point.items() if v.sort == "N")


def test_no_witness_from_junk() -> None:
    assert find_witness(equal(x * op("inv", x), 1), (), 0.5) is None
    assert find_witness(equal(op("exp", op("log", x)), x), (), 0.5) is None


def test_a_closed_claim() -> None:
    assert find_witness(num(1) <= num(0), (), 1) == {}
    assert find_witness(num(0) <= num(1), (), 1) is None


def test_balls_decide_or_say_nothing() -> None:
    assert truth(op("sqrt", num(2)) < num(Fraction(15, 10)), {}) is True
    assert truth(equal(op("sqrt", num(2)) ** 2, 2), {}) is None
    assert truth(op("log", num(-1)) < num(0), {}) is None
    assert truth(op("or", op("log", num(-1)) < num(0), num(0) < num(1)), {}) is True
    assert truth(op("imp", num(1) < num(0), op("log", num(-1)) < num(0)), {}) is True


def test_unknown_functions_have_no_value() -> None:
    with pytest.raises(NoValue):
        value(var("f", ("fun", "R", "R"))(x), {x: Fraction(1)})


def test_the_time_is_kept() -> None:
    started = time.monotonic()
    assert find_witness(relu(x * y) <= absolute(x) * absolute(y), (), 0.5) is None
    assert time.monotonic() - started < 5  # 1 on an idle machine
