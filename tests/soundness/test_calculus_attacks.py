"""Attacks on derivatives, integrals, limits and monotone functions through theorems; none may pass."""

from __future__ import annotations

import time
from typing import Any

import pytest

from symrelu.errors import Refused
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import apply, prove
from symrelu.kernel.theorem import Theorem
from symrelu.terms.term import Term, lam, num, op, var

x, y, a, b, c = (var(name, "R") for name in "xyabc")
n = var("n", "N")
ZERO, ONE, TWO = num(0), num(1), num(2)


def inv(t: Term) -> Term:
    return op("inv", t)


def assumed(formula: Term) -> Theorem:
    """formula |- formula, for an inequality or another atom."""
    leaf = ("close", ((1, (0,)), (1, (1,)))) if formula.head in ("le", "lt") else ("bool", 0, 1)
    return prove(formula, leaf, given=(formula,))


def derivative(F: Term) -> Theorem:
    return apply("differentiate", (), (F, x))


def off_zero(theorem: Theorem) -> Theorem:
    """x != 0 |- A, from x != 0 -> A."""
    negative, positive = (("close", ((1, (4,)), (c, (3,)))) for c in (1, -1))
    tree = ("or", 1, (("or", 0, (negative, positive)), ("bool", 3, 2)))
    return prove(theorem.claim.args[1], tree, given=(op("not", op("eq", x, ZERO)),), premises=(theorem,))


def order(low: Term, high: Term, strict: bool = False) -> Theorem:
    claim = low < high if strict else low <= high
    return prove(claim, ("close", ((1, (0,)),)))


def refused(rule: str, premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> None:
    with pytest.raises(Refused):
        apply(rule, premises, args)


# ---- derivatives ----------------------------------------------------------------------------------


def test_a_primitive_is_the_primitive_of_its_derivative_alone() -> None:  # 46
    F = lam(x, x * x)
    args = (F, lam(x, TWO * x), x, ZERO, ONE)
    assert apply("ftc", (derivative(F), order(ZERO, ONE)), args).claim.head == "eq"
    refused("ftc", (derivative(F), order(ZERO, ONE)), (F, lam(x, x), x, ZERO, ONE))


def test_a_pole_between_the_ends_stays_a_hypothesis() -> None:  # 47
    F, f = lam(x, -inv(x)), lam(x, op("pow", inv(x), TWO))
    off = off_zero(derivative(F))
    assert off.hyps == {op("not", op("eq", x, ZERO))}
    refused("ftc", (off, order(num(-1), ONE)), (F, f, x, num(-1), ONE))


def test_a_primitive_with_a_jump_has_no_derivative() -> None:  # 48, 49
    for head in ("relu", "abs"):
        refused("differentiate", (), (lam(x, op(head, x)), x))
    refused("differentiate", (), (lam(x, op("ite", x <= ZERO, ZERO, ONE)), x))
    refused("differentiate", (), (lam(x, op("sum", ZERO, n, lam(var("k", "N"), x))), x))


def test_the_ends_are_in_order() -> None:  # 50
    F = lam(x, x * x)
    args = (F, lam(x, TWO * x), x, ONE, ZERO)
    refused("ftc", (derivative(F), order(ZERO, ONE)), args)
    with pytest.raises(Refused):
        order(ONE, ZERO)


def test_a_derivative_at_one_point_is_no_function() -> None:  # 51
    F, f = lam(x, op("relu", x)), lam(x, ONE)
    at_one = assumed(op("hasderiv", F, ONE, ONE))
    refused("ftc", (at_one, order(ZERO, ONE)), (F, f, x, ZERO, ONE))
    here = assumed(op("hasderiv", F, x, ONE))  # the hypothesis speaks of x and is no range
    refused("ftc", (here, order(ZERO, ONE)), (F, f, x, ZERO, ONE))
    refused("monotone", (here, order(ZERO, ONE), order(ZERO, ONE)), (F, x, ZERO, ONE, False))


def test_known_derivatives_serve_at_their_points_alone() -> None:
    f = var("f", ("fun", "R", "R"))
    at = assumed(op("hasderiv", f, x * x, c))
    found = apply("differentiate", (at,), (lam(x, f(x * x)), x))
    assert found.hyps == at.hyps
    assert canon(found.claim.args[2]) == canon(TWO * c * x)
    for t in (f(x), f(x + 1), f(TWO * x)):
        refused("differentiate", (at,), (lam(x, t), x))
    moving = assumed(op("hasderiv", lam(y, op("relu", y - x)), x, ONE))  # x inside the function
    refused("differentiate", (moving,), (lam(x, op("relu", x - x)), x))


def test_only_a_real_variable_varies() -> None:  # 99, 100, 101
    F = lam(x, -(x * x))
    for point in (ZERO, n, num(-1), x + 1, op("pi")):
        refused("differentiate", (), (F, point))
        refused("monotone", (derivative(F), order(ZERO, ONE), order(ZERO, ONE)), (F, point, ZERO, ONE, False))
    refused("differentiate", (), (lam(y, x * y), x))
    square, double = lam(x, x * x), lam(x, TWO * x)
    refused("ftc", (derivative(square), assumed(ZERO <= x)), (square, double, x, ZERO, x))


def test_inverse_cosine_ends_at_one() -> None:  # 103, 107
    claim = derivative(lam(x, op("arccos", x))).claim
    assert claim.args[0] == op("and", num(-1) < x, x < ONE)
    root = derivative(lam(x, op("sqrt", x)))
    assert root.claim.args[0] == (ZERO < x)
    integrand = lam(x, inv(TWO * op("sqrt", x)))
    refused("ftc", (root, order(ZERO, ONE)), (lam(x, op("sqrt", x)), integrand, x, ZERO, ONE))


# ---- improper integrals and limits ----------------------------------------------------------------


def test_an_improper_integral_needs_its_limits_and_its_sign() -> None:  # 52, 102
    F, f = lam(x, -op("exp", -x)), lam(x, op("exp", -x))
    slope = derivative(F)
    left = apply("limit", (), (F, "right", ZERO, ()))
    right = apply("limit", (), (F, "oo", ()))
    low, high = left.claim.args[2], right.claim.args[1]
    sign = prove(f(x) >= ZERO, ("fact", "exp", (-x,), ("close", ((1, (0,)), (1, (1,))))))
    args = (F, f, x, ZERO, None, low, high)
    assert apply("improper", (slope, left, right, sign), args).claim.head == "eq"
    for premises in ((slope, left, right), (slope, left, sign, right), (slope, right, left, sign)):
        refused("improper", premises, args)
    refused("improper", (slope, left, right, sign), (F, f, x, ONE, None, low, high))
    refused("improper", (slope, left, right, sign), (F, f, x, ZERO, ONE, low, high))
    refused("improper", (slope, left, right, sign), (F, f, x, None, None, low, high))
    refused("improper", (slope, left, right, sign), (F, f, x, ZERO, None, high, low))


def test_an_open_interval_is_not_empty() -> None:  # 102
    F = lam(x, op("abs", x) * inv(x))
    with pytest.raises(Refused):
        order(ZERO, ZERO, strict=True)
    limits = (assumed(op("tends_right", F, ZERO, ONE)), assumed(op("tends_left", F, ZERO, num(-1))))
    flat = assumed(op("hasderiv", F, x, ZERO))
    args = (F, lam(x, ZERO), x, ZERO, ZERO, ONE, num(-1))
    refused("improper", (order(ZERO, ZERO), flat, *limits, order(ZERO, ONE)), args)


@pytest.mark.parametrize(
    ("t", "args"),
    [
        (x * op("exp", -x), ("minus_oo", ())),  # 105
        (x * x, ("oo", ())),
        (x * inv(x), ("oo", ())),
        (inv(x), ("right", ZERO, ())),
        (op("exp", inv(ZERO * x)), ("oo", ())),  # 104: the argument is junk, not infinite
        (op("log", x), ("right", ZERO, ())),
        (op("sqrt", x), ("left", ZERO, ())),
        (op("sqrt", -x), ("right", ZERO, ())),
        (op("arccos", x), ("right", ONE, ())),
        (op("arcsin", x), ("left", num(-1), ())),
        (op("gamma", x), ("right", ZERO, ())),
        (op("gamma", x), ("right", num(-1), ())),
        (op("log", x), ("right", num(-2), ())),
        (inv(c * x), ("oo", ())),  # c may be 0
        (op("exp", c * x), ("oo", ())),
        (op("exp", x - x), ("oo", ("x",))),
        (op("ite", x <= ZERO, ZERO, ONE), ("right", ZERO, ())),
        (op("sin", x), ("oo", ())),
        (op("exp", -x * x) * op("exp", x * x * x), ("oo", ())),
        (op("pow", x, n) * op("exp", -x), ("oo", ())),
        (op("max", x, ONE), ("oo", ())),
        (op("lowergamma", x, ONE), ("right", ZERO, ())),
    ],
)
def test_limits_that_do_not_exist(t: Term, args: tuple[Any, ...]) -> None:
    refused("limit", (), (lam(x, t), *args))


def test_a_limit_at_a_pole_of_unknown_place_keeps_its_condition() -> None:
    found = apply("limit", (), (lam(x, inv(x - a)), "right", b, ()))
    assert found.claim.head == "imp"
    assert "not" in repr(found.claim.args[0])


def test_limits_of_other_ways_do_not_serve() -> None:
    g = var("g", ("fun", "R", "R"))
    known = assumed(op("tends_oo", g, ONE))
    assert apply("limit", (known,), (lam(x, g(x) + 1), "oo", ())).claim.args[1] == TWO
    refused("limit", (known,), (lam(x, g(x)), "minus_oo", ()))
    refused("limit", (known,), (lam(x, g(x)), "right", ZERO, ()))
    refused("limit", (known,), (lam(x, g(TWO * x)), "oo", ()))  # 104
    at = assumed(op("tends_right", g, ZERO, ONE))
    refused("limit", (at,), (lam(x, g(x)), "right", ONE, ()))
    refused("limit", (at,), (lam(x, g(x)), "left", ZERO, ()))


# ---- shared terms ---------------------------------------------------------------------------------


def doubled(t: Term, times: int, head: str = "+") -> Term:
    for _ in range(times):
        t = op(head, t, t)
    return t


@pytest.mark.parametrize("head", ["+", "*"])
def test_shared_polynomials_are_read_once(head: str) -> None:
    start = time.process_time()
    refused("limit", (), (lam(x, doubled(x, 18, head)), "oo", ()))
    assert time.process_time() - start < 20


def test_polynomials_with_too_large_coefficients_are_refused() -> None:
    letters = [var(f"s{i}", "R") for i in range(4)]
    start = time.process_time()
    refused("limit", (), (lam(x, op("pow", op("+", x, *letters), num(30)) * op("exp", -x)), "oo", ()))
    assert time.process_time() - start < 20


def test_each_condition_of_a_continuous_integrand_is_asked_for_once() -> None:
    row = apply("schema", (), ("Int_cont", ONE, TWO, lam(x, doubled(inv(x), 18)))).claim
    assert len(row.args[0].args) == 2  # the order of the ends, and x != 0
