"""Terms as text: names of bound variables stay apart, and brackets stand where they are needed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symrelu.terms.show import show
from symrelu.terms.sorts import N, R, fun
from symrelu.terms.term import Term, binder, bound, lam, num, op, private, var

x, y = var("x", R), var("y", R)
k, n = var("k", N), var("n", N)


def forall(v: Term, body: Term) -> Term:
    return op("forall", lam(v, body))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ((x + 1) * y, "(x + 1)*y"),
        (x - y - 1, "x - y - 1"),
        (x + num(-2), "x - 2"),
        (-(x + y), "-(x + y)"),
        (op("pow", x + 1, num(2)), "(x + 1)^2"),
        (op("pow", x, k + 1), "x^(k + 1)"),
        (num(Fraction(1, 2)) * x, "1/2*x"),
        (op("not", op("and", x <= y, y < 1)), "not (x <= y and y < 1)"),
        (op("imp", op("or", x <= y, y < 1), op("eq", x, y)), "x <= y or y < 1 -> x = y"),
        (op("imp", op("imp", x <= y, y < 1), x < 1), "(x <= y -> y < 1) -> x < 1"),
        (op("and"), "true"),
        (op("or"), "false"),
        (op("relu", num(-1)), "relu(-1)"),
        (op("app", var("f", fun(R, R)), x + 1), "f(x + 1)"),
        (op("pi"), "pi"),
        (op("forall", lam(k, num(0) <= k)), "forall k:N. 0 <= k"),
    ],
)
def test_text(term: Term, text: str) -> None:
    assert show(term) == text


def test_bound_names_are_told_apart_from_free_ones() -> None:  # near miss 163
    assert show(forall(x, lam(y, x)(x) <= y)) == "forall x. x <= y"
    assert show(op("forall", binder(R, bound(0, R) <= y, "y"))) == "forall y'. y' <= y"


def test_bound_names_are_told_apart_from_outer_ones() -> None:
    both = op("forall", binder(R, op("forall", binder(R, bound(1, R) <= bound(0, R), "x")), "x"))
    assert show(both) == "forall x. forall x'. x <= x'"


def test_equal_terms_may_show_other_names_but_no_other_shape() -> None:
    left, right = forall(x, x <= 1), forall(y, y <= 1)
    assert left == right
    assert show(left).replace("x", "y") == show(right)


def test_private_names_do_not_reach_the_reader() -> None:
    assert "\x01" not in show(private(3, R) + 1)
    assert "\x01" not in show(lam(private(3, R), private(3, R) + 1))


def test_sums_with_clashing_names_show_two_names() -> None:
    inner = op("sum", num(1), n, binder(N, bound(0, N) * k, "k"))
    assert show(inner) == "sum(1, n, lam k':N. k'*k)"
    assert show(op("forall", lam(k, num(0) <= inner))) == "forall k:N. 0 <= sum(1, n, lam k':N. k'*k)"
