"""Sorts: which are well formed, and which lies below which."""

from __future__ import annotations

import pytest

from symrelu.errors import Refused
from symrelu.terms.sorts import (
    SEQ,
    B,
    N,
    R,
    below,
    borel,
    check_sort,
    comparable,
    domain,
    fun,
    law,
    result,
    show_sort,
)
from symrelu.terms.term import op, var

REAL_MAP = fun(R, R)


@pytest.mark.parametrize(
    "sort", [R, N, B, SEQ, law(R), law(SEQ), borel(SEQ, B), borel(R, borel(SEQ, R)), fun(law(R), B)]
)
def test_well_formed(sort: object) -> None:
    assert check_sort(sort) == sort


@pytest.mark.parametrize(
    "sort",
    [
        law(N),
        law(B),
        law(REAL_MAP),
        law(law(R)),
        borel(B, R),
        borel(law(R), R),
        borel(R, REAL_MAP),
        borel(R, law(R)),
        borel(R, fun(N, N)),
        "Q",
        "",
        None,
        1,
        (),
        ("law",),
        ("fun", R),
        ("borel", R, R, R),
        ["law", R],
    ],
)
def test_malformed_sorts_are_refused(sort: object) -> None:  # near misses 97, 98
    with pytest.raises(Refused):
        check_sort(sort)


def test_a_nesting_bomb_is_refused() -> None:
    sort = R
    for _ in range(1000):
        sort = ("fun", "N", sort)
    with pytest.raises(Refused, match="nested"):
        check_sort(sort)


def test_below_never_varies_the_domain() -> None:  # near misses 91, 92
    assert below(N, R)
    assert not below(R, N)
    assert below(fun(N, N), SEQ)
    assert below(borel(R, N), fun(R, R))
    assert not below(fun(R, R), borel(R, R))
    assert not below(fun(R, R), SEQ)
    assert not below(SEQ, fun(R, R))
    assert not below(fun(R, fun(R, R)), fun(R, SEQ))
    assert not below(law(R), law(SEQ))


@pytest.mark.parametrize("small", [R, N, B, SEQ, law(R), borel(R, R), fun(R, B), fun(SEQ, B)])
@pytest.mark.parametrize("middle", [R, N, SEQ, borel(R, R), fun(R, R)])
@pytest.mark.parametrize("large", [R, SEQ, fun(R, R), fun(R, B)])
def test_below_is_an_order(small: object, middle: object, large: object) -> None:
    if below(small, middle) and below(middle, large):  # type: ignore[arg-type]
        assert below(small, large)  # type: ignore[arg-type]
    if below(small, middle) and below(middle, small):  # type: ignore[arg-type]
        assert small == middle


def test_equations_compare_functions_of_one_domain() -> None:  # near miss 93
    assert comparable(N, R)
    assert comparable(borel(R, R), fun(R, N))
    assert not comparable(fun(R, B), fun(N, B))
    assert not comparable(borel(R, R), SEQ)
    assert not comparable(B, R)
    assert not comparable(law(R), law(SEQ))
    with pytest.raises(Refused):
        op("eq", var("f", fun(R, B)), var("g", fun(N, B)))


def test_domain_and_result_are_those_of_functions_alone() -> None:
    assert (domain(SEQ), result(SEQ)) == (N, R)
    with pytest.raises(Refused):
        domain(R)
    with pytest.raises(Refused):
        result(law(R))


def test_sorts_show_themselves() -> None:
    assert show_sort(fun(fun(R, R), law(SEQ))) == "(R -> R) -> law Seq"
    assert show_sort(borel(R, borel(SEQ, B))) == "R => Seq => B"
