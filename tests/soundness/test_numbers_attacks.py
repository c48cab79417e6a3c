"""Attacks on balls, matrices, finite laws, ranges and cells: junk values, long numbers, endless work."""

from __future__ import annotations

import random
import time
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import arb, ctx

from symrelu.errors import Refused
from symrelu.kernel import numbers
from symrelu.kernel.rules import apply
from symrelu.terms.show import show
from symrelu.terms.term import Term, lam, num, op, var

x, y = var("x", "R"), var("y", "R")
i, j, k = (var(name, "N") for name in "ijk")
ZERO, ONE, TWO = num(0), num(1), num(2)
LONG = Fraction(10**19_000 + 1)


def refused(rule: str, args: tuple[Any, ...], premises: tuple[Any, ...] = ()) -> None:
    with pytest.raises(Refused) as caught:
        apply(rule, premises, args)
    assert len(str(caught.value)) < 200_000


def at(point: Any) -> Term:
    return op("atoms", ONE, lam(i, ONE), lam(i, num(point)))


# ---- junk -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "t",
    [
        op("inv", ZERO),
        op("inv", op("sin", op("pi"))),
        op("inv", op("sqrt", TWO) * op("sqrt", TWO) - TWO),
        op("log", ZERO),
        op("log", num(-1)),
        op("sqrt", num(-1)),
        op("pow", op("sqrt", num(-1)), TWO),
        op("sqrt", op("sin", op("pi"))),
        op("arcsin", TWO),
        op("arccos", num(Fraction(-3, 2))),
        op("gamma", ZERO),
        op("gamma", num(-1)),
        op("gamma", num(Fraction(-1, 2))),
        op("lowergamma", ZERO, ONE),
        op("lowergamma", ONE, num(-1)),
        op("lowergamma", num(Fraction(-1, 2)), ONE),
        op("betainc", ONE, ZERO, ONE),
        op("betainc", ONE, ONE, TWO),
        op("betainc", ONE, ONE, num(Fraction(-1, 10**9))),
        op("exp", op("exp", op("exp", num(10**9)))),
        ZERO * op("inv", ZERO),
        op("sum", ONE, ZERO, lam(k, k)),
        op("int", ONE, ZERO, lam(x, x)),
        op("ite", op("and"), ONE, ZERO),
        x,
        op("pow", TWO, op("+", ONE, ONE)),
    ],
)
def test_balls_decide_no_junk(t: Term) -> None:  # 73, 74, 140, 141
    for claim in (t < num(10**6), num(-(10**6)) < t):
        refused("ball", (claim, 128))


def test_zero_to_the_zero_is_one() -> None:
    apply("ball", (), (num(Fraction(99, 100)) < op("pow", op("sin", op("pi")), ZERO), 64))


@pytest.mark.parametrize(
    "claim",
    [
        op("pow", op("sqrt", TWO), TWO) < TWO,  # 73
        op("pi") < num(Fraction(355, 113)) - num(Fraction(1, 1000)),  # 74
        op("exp", ONE) < op("exp", ONE),
        op("sin", op("pi")) < ZERO,
        ZERO < op("sin", op("pi")),
        op("le", ZERO, ONE),
        op("eq", ONE, ONE),
    ],
)
def test_balls_that_touch_decide_nothing(claim: Term) -> None:  # 75
    for bits in (2, 53, 4096):
        refused("ball", (claim, bits))


def test_low_precision_is_no_wrong_precision() -> None:  # 75
    rng = random.Random(1)
    heads = ("exp", "sin", "cos", "arctan", "erf", "abs", "relu")
    proved = 0
    for _ in range(600):
        t = num(Fraction(rng.randint(-40, 40), rng.randint(1, 9)))
        for _ in range(rng.randint(1, 4)):
            t = op(rng.choice(heads), t) * num(Fraction(rng.randint(-9, 9), 7)) + ONE
        u = t + num(Fraction(rng.choice([-1, 1]), rng.choice([1, 50, 10**6])))
        try:
            apply("ball", (), (t < u, rng.choice([2, 3, 8, 24, 53])))
        except Refused:
            continue
        proved += 1
        assert (u.args[-1].data if u.head == "+" else u.data) > 0
    assert proved > 20


# ---- incomplete integrals -------------------------------------------------------------------------


def mid(u: arb) -> Any:
    return mpmath.mpf(u.mid().str(60, radius=False))


def contains(u: arb, value: Any) -> bool:
    radius = mpmath.mpf(u.rad().str(20, radius=False))
    return abs(mid(u) - value) <= radius * (1 + mpmath.mpf(10) ** -9) + mpmath.mpf(10) ** -40


def test_incomplete_integrals_lie_in_their_balls() -> None:
    rng = random.Random(2)
    with mpmath.workdps(50), ctx.workprec(120):
        for _ in range(150):
            a, b = (Fraction(rng.randint(1, 4_000), rng.choice([100, 700])) + Fraction(1, 99) for _ in "ab")
            z = Fraction(rng.randint(1, 999), 1000)
            wide = rng.choice([0, 0, 1e-20, 1e-6, 1e-2])
            p, q, u = (arb(mid_, wide * mid_) for mid_ in (float(a), float(b), float(z)))
            shift = wide * rng.uniform(-0.9, 0.9)
            s, t, v = (mpmath.mpf(float(w)) * (1 + mpmath.mpf(shift)) for w in (a, b, z))
            assert contains(numbers._lowergamma(p, q), mpmath.gammainc(s, 0, t, regularized=True))
            if v < 1:
                assert contains(numbers._betainc(p, q, u), mpmath.betainc(s, t, 0, v, regularized=True))


def test_incomplete_integrals_at_the_ends() -> None:
    tiny = num(Fraction(1, 10**12))
    for t, value in (
        (op("lowergamma", TWO, ZERO), 0),
        (op("betainc", TWO, num(3), ZERO), 0),
        (op("betainc", TWO, num(3), ONE), 1),
        (op("betainc", num(Fraction(1, 2)), num(Fraction(1, 2)), num(Fraction(1, 2))), Fraction(1, 2)),
        (op("lowergamma", num(5), num(10**9)), 1),
    ):
        if value != 0:
            apply("ball", (), (num(value) - tiny < t, 64))
        apply("ball", (), (t < num(value) + tiny, 64))


@pytest.mark.parametrize(
    "t",
    [
        op("lowergamma", num(Fraction(19_999, 2)), num(Fraction(19_999, 2))),
        op("lowergamma", num(Fraction(1999, 2)), num(1000)),
        op("lowergamma", num(95) + num(Fraction(1, 10**40)), num(96)),
        op("betainc", ONE + num(Fraction(1, 10**40)), num(4) + num(Fraction(1, 10**40)), num(Fraction(1, 5))),
        op("betainc", num(Fraction(99, 2)), num(Fraction(4, 5)), ONE - num(Fraction(3, 10**10))),
        op("betainc", op("pi") * 1000, op("exp", num(9)), num(Fraction(1, 3))),
        op("owens_t", num(Fraction(1, 3)), num(10**6)),
    ],
)
def test_incomplete_integrals_take_no_endless_time(t: Term) -> None:
    start = time.process_time()
    for bits in (64, 1024, 4096):
        try:
            apply("ball", (), (num(-1) < t, bits))
        except Refused:
            continue
    assert time.process_time() - start < 20


def test_many_boxes_of_slow_functions_are_refused() -> None:
    def tree(depth: int, low: Fraction, high: Fraction) -> Any:
        cut = (low + high) / 2
        return (1, cut, tree(depth - 1, low, cut), tree(depth - 1, cut, high)) if depth else None

    claim = op("lowergamma", x, ONE) < TWO
    start = time.process_time()
    refused("ball_range", (claim, (x,), ((1, 2),), tree(13, Fraction(1), Fraction(2)), 4096))
    assert time.process_time() - start < 30
    slow = op("+", *(op("owens_t", ONE, num(q)) for q in range(1, 900)))
    refused("ball", (num(-1) < slow, 4096))


# ---- boxes ----------------------------------------------------------------------------------------


def test_boxes_speak_of_their_real_variables_alone() -> None:
    claim = x < TWO
    for names, sides, tree in (
        ((k,), ((0, 1),), None),
        ((ZERO,), ((0, 1),), None),
        ((x, x), ((0, 1), (5, 6)), None),
        ((x,), ((1, 0),), None),
        ((x,), ((0, 1), (0, 1)), None),
        ((x,), ((0, True),), None),
        ((x,), ((0, 3),), None),
        ((x,), ((0, 3),), (1, 3, None, None)),
        ((x,), ((0, 3),), (1, 0, None, None)),
        ((x,), ((0, 3),), (2, 1, None, None)),
        ((x,), ((0, 3),), (1, 1, None)),
        ((), (), None),
        ((y,), ((0, 1),), None),
    ):
        refused("ball_range", (claim, names, sides, tree, 64))


# ---- long numbers in evidence ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "args"),
    [
        ("partition", (x, ((None, (LONG, True)), ((LONG, True), None)))),
        ("partition", (x, ((None, (LONG, False)), ((LONG, False), (LONG, False)), ((LONG, True), None)))),
        ("ball_range", (ZERO < ONE, (x,), ((0, 1),), (1, LONG, None, None), 64)),
        ("ball_range", (ZERO < ONE, (x,), ((-LONG, LONG),), None, 64)),
        ("dP_finite", (None, at(0), at(1), LONG, None, (1,))),
        ("dP_finite", (None, at(0), at(1), 1 / LONG, ((1, 1, 1),), None)),
        ("dP_finite", (None, at(0), at(1), -LONG, ((1, 1, 1),), None)),
        ("dP_finite", (None, at(0), at(1), LONG, ((1, 1, 1),), None)),
        ("rank", (lam(i, lam(j, ONE)), 1, 1, 0, (), (), ((LONG,),))),
        ("affine", (op("relu", x), (ZERO <= x,), (), ((0, ((0, LONG),)),))),
    ],
)
def test_long_numbers_are_refused_and_never_written(rule: str, args: tuple[Any, ...]) -> None:
    refused(rule, args)


# ---- matrices and finite laws ---------------------------------------------------------------------


def table(rows: list[list[int]]) -> Term:
    """lam i j. the entry, by nested conditions."""
    out: Term = ZERO
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            out = op("ite", op("and", op("eq", i, num(r)), op("eq", j, num(c))), num(value), out)
    return lam(i, lam(j, out))


def test_kernels_are_whole() -> None:  # 76, 77, 78, 139
    A = table([[1, 1, 0], [0, 0, 0]])
    apply("rank", (), (A, 2, 3, 1, (1,), (1,), ((1, -1, 0), (0, 0, 1))))
    for r, rows, cols, kernel in (
        (1, (1,), (1,), ((1, -1, 0),)),  # 76
        (1, (1,), (1,), ((1, -1, 0), (2, -2, 0))),  # 77
        (1, (1,), (1,), ((1, -1, 0), (0, 0, 0))),
        (1, (1,), (3,), ((1, -1, 0), (0, 0, 1))),  # 78
        (1, (2,), (1,), ((1, -1, 0), (0, 0, 1))),
        (1, (1,), (1,), ((1, -1), (0, 0, 1))),  # 139
        (2, (1, 2), (1, 2), ((0, 0, 1),)),
        (2, (1, 1), (1, 3), ((1, -1, 0),)),
        (0, (), (), ((1, 0, 0), (0, 1, 0), (0, 0, 1))),
        (3, (1, 2, 3), (1, 2, 3), ()),
        (True, (1,), (1,), ((1, -1, 0), (0, 0, 1))),
    ):
        refused("rank", (A, 2, 3, r, rows, cols, kernel))
    seventh = table([[7, 0], [0, 7]])  # 80: the minor vanishes modulo 7, and is 49
    apply("rank", (), (seventh, 2, 2, 2, (1, 2), (1, 2), ()))


def test_empty_blocks() -> None:
    A = table([[5]])
    assert apply("rank", (), (A, 0, 2, 0, (), (), ((1, 0), (0, 1)))).claim.args[1] == ZERO
    assert apply("rank", (), (A, 2, 0, 0, (), (), ())).claim.args[1] == ZERO
    assert apply("det", (), (A, 0)).claim.args[1] == ONE


def law(*pairs: tuple[Any, Any]) -> Term:
    w: Term = ZERO
    p: Term = ZERO
    for index, (weight, point) in enumerate(pairs, 1):
        w = op("ite", op("eq", i, num(index)), num(weight), w)
        p = op("ite", op("eq", i, num(index)), num(point), p)
    return op("atoms", num(len(pairs)), lam(i, w), lam(i, p))


def test_couplings_have_the_weights_as_margins() -> None:  # 60, 79, 125
    half, third = Fraction(1, 2), Fraction(1, 3)
    mu, nu = law((half, 0), (half, 1)), law((1, 0))
    apply("dP_finite", (), (None, mu, nu, half, ((1, 1, half), (2, 1, half)), (2,)))
    for first, second, e, plan, chosen in (
        (mu, nu, half, ((1, 1, 1),), None),  # 79
        (mu, nu, half, ((1, 1, half),), None),
        (mu, nu, third, ((1, 1, half), (2, 1, half)), None),
        (mu, nu, -1, ((1, 1, half), (2, 1, half)), None),
        (mu, nu, half, ((1, 1, Fraction(3, 2)), (1, 1, -1), (2, 1, half)), None),
        (mu, nu, Fraction(2, 3), None, (2,)),
        (mu, nu, Fraction(51, 100), None, (1, 2)),
        (mu, nu, half, None, (2, 2)),
        (law((half, 0)), nu, 1, None, None),
        (law((half, 0)), nu, 0, None, ()),  # 60: the weights do not sum to 1
        (law((2, 0), (-1, 1)), nu, 0, None, ()),
        (mu, op("delta", ZERO), 0, None, ()),
        (mu, nu, 1.0, None, ()),
    ):
        refused("dP_finite", (None, first, second, e, plan, chosen))
    assert apply("dP_finite", (), (None, mu, mu, 0, None, ())).claim == op("le", ZERO, op("dP", mu, mu))


def test_repeated_points_count_once_as_places() -> None:
    half = Fraction(1, 2)
    twice, once = law((half, 0), (half, 0)), law((1, 0))
    apply("dP_finite", (), (None, twice, once, 0, ((1, 1, half), (2, 1, half)), ()))
    refused("dP_finite", (None, twice, once, half, None, (1,)))
    refused("dP_finite", (None, twice, once, half, None, (1, 2)))


# ---- ranges and cells -----------------------------------------------------------------------------


def test_finite_ranges_are_of_naturals() -> None:  # 138
    zero_or_one = lam(x, op("or", op("eq", x, ZERO), op("eq", x, ONE)))
    refused("finite", (zero_or_one, 0, 1))
    refused("finite", (lam(k, k < ZERO), 0, 0))
    refused("finite", (lam(k, k < ZERO), -1, -2))
    refused("finite", (lam(k, k < ZERO), False, 0))
    refused("finite", (var("A", ("fun", "N", "B")), 1, 0))


@pytest.mark.parametrize(
    "cells",
    [
        (),  # 137
        ((None, (1, True)), ((1, False), (1, False)), ((1, True), None)),
        (((1, True), (1, True)), ((1, False), None)),
        ((None, (1, False)), ((2, True), None)),
        ((None, (1, True)), ((1, False), (0, True)), ((0, False), None)),
        ((None, (1, 1)), ((1, False), None)),
        ((None, (1, True)), ((1.0, False), None)),
        ((None, None), (None, None)),
    ],
)
def test_cells_cover_the_line_once(cells: Any) -> None:  # 137
    refused("partition", (x, cells))


def test_hypotheses_of_cells_stay() -> None:
    row = ZERO <= x
    assert apply("affine", (), (op("relu", x), (row,), (), ((0, None),))).hyps == {row}
    for t, rows, definitions, evidence in (
        (op("relu", x), (), (), ((0, None),)),
        (op("relu", x), (row,), (), ((1, None),)),
        (op("relu", x), (row,), (), ((0, ((0, -1),)),)),
        (op("relu", x), (row,), (), ((0, ((1, 1),)),)),
        (op("relu", x - 1), (row,), (), ((0, ((0, 1),)),)),
        (op("relu", x), (row,), (), ((0, None), (0, None))),
        (op("relu", y), (row,), (), ((0, None),)),
        (x * x, (row,), (), ()),
        (op("inv", ZERO), (row,), (), ()),
        (op("inv", x - x), (row,), (), ()),
        (op("relu", x), (row,), (op("eq", x, ONE),), ((0, None),)),
        (op("relu", x), (op("relu", x) <= ONE,), (), ((0, None),)),
        (op("max", x, y), (x <= y,), (), ((0, ((0, 1),)),)),
    ):
        refused("affine", (t, rows, definitions, evidence))


def test_a_definition_in_terms_of_itself_stays_a_hypothesis() -> None:
    circular = op("eq", y, y + 1)
    made = apply("affine", (), (y, (), (circular,), ()))
    assert circular in made.hyps


# ---- texts ----------------------------------------------------------------------------------------


def test_texts_of_shared_terms_are_short() -> None:
    t = x + 1
    for _ in range(20):
        t = op("*", t, t)
    wide = op("+", *[x] * 100_000)
    long = op("+", *(num(10**3999 + q) for q in range(2_000)))
    nested = ZERO < op("+", *(var(f"v{q}", "R") for q in range(4_000)))
    for q in range(100):
        nested = op("forall", lam(y, op("and", nested, nested) if q < 7 else nested))
    start = time.process_time()
    for term in (t, wide, long, nested):
        text = show(term)
        assert len(text) < 200_000
        assert "..." in text
    assert time.process_time() - start < 10


def test_short_texts_are_whole() -> None:
    t = op("+", *(var(f"v{q}", "R") * num(q) for q in range(1_500)))
    assert "..." not in show(t)
    assert show(t).count("+") == 1_499
