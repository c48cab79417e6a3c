"""Sorts of the logic: numbers, formulas, functions, Borel functions, laws; which lies below which."""

from __future__ import annotations

from typing import TypeAlias

from symrelu.errors import Refused

Sort: TypeAlias = "str | tuple[str, Sort] | tuple[str, Sort, Sort]"

R: Sort = "R"
N: Sort = "N"
B: Sort = "B"
SEQ: Sort = ("fun", "N", "R")
MAX_SORT_DEPTH = 20


def fun(domain: Sort, result: Sort) -> Sort:
    """All functions from `domain` to `result`."""
    return ("fun", domain, result)


def borel(domain: Sort, result: Sort) -> Sort:
    """Borel functions; a chain s1 => (s2 => t) is jointly Borel."""
    return ("borel", domain, result)


def law(space: Sort) -> Sort:
    """Borel probability measures on `space`."""
    return ("law", space)


def numeric(sort: Sort) -> bool:
    """Whether the sort is N or R."""
    return sort == "R" or sort == "N"


def arrow(sort: Sort) -> bool:
    """Whether the sort is one of functions, Borel or not."""
    return isinstance(sort, tuple) and sort[0] in ("fun", "borel")


def domain(sort: Sort) -> Sort:
    """The domain of a sort of functions."""
    if not arrow(sort):
        raise Refused(f"sort {show_sort(sort)} is no sort of functions")
    return sort[1]  # type: ignore[return-value]


def result(sort: Sort) -> Sort:
    """The result of a sort of functions."""
    if not arrow(sort):
        raise Refused(f"sort {show_sort(sort)} is no sort of functions")
    return sort[2]  # type: ignore[misc,return-value]


def check_sort(sort: object, depth: int = 0) -> Sort:
    """Refuse what is no well-formed sort; return it.

    >>> check_sort(law("R"))
    ('law', 'R')
    >>> check_sort(law("N"))
    Traceback (most recent call last):
    symrelu.errors.Refused: sort law N: laws live on R or Seq
    """
    if depth > MAX_SORT_DEPTH:
        raise Refused("sort is nested too deeply")
    if isinstance(sort, str):
        if sort in ("R", "N", "B"):
            return sort
        raise Refused(f"unknown sort {sort[:40]!r}")
    if not isinstance(sort, tuple) or not sort:
        raise Refused("a sort is a name or a tuple")
    if sort[0] == "law" and len(sort) == 2:
        if sort[1] != "R" and sort[1] != SEQ:
            raise Refused(f"sort law {show_sort(sort[1])}: laws live on R or Seq")
        return sort
    if sort[0] in ("fun", "borel") and len(sort) == 3:
        check_sort(sort[1], depth + 1)
        check_sort(sort[2], depth + 1)
        if sort[0] == "borel":
            is_chain = isinstance(sort[2], tuple) and sort[2][0] == "borel"
            if sort[1] not in ("N", "R", SEQ) or not (sort[2] in ("N", "R", "B", SEQ) or is_chain):
                raise Refused(f"sort {show_sort(sort)}: Borel functions map N, R or Seq to N, R, B or Seq")
        return sort
    raise Refused("malformed sort")


def below(small: Sort, large: Sort) -> bool:
    """Whether every value of `small` is one of `large`; domains never vary.

    >>> below("N", "R"), below(borel("R", "N"), fun("R", "R")), below(fun("R", "R"), SEQ)
    (True, True, False)
    """
    if small == large:
        return True
    if small == "N" and large == "R":
        return True
    if arrow(small) and arrow(large) and domain(small) == domain(large):
        return (small[0] == "borel" or large[0] == "fun") and below(result(small), result(large))
    return False


def comparable(left: Sort, right: Sort) -> bool:
    """Whether an equation between the two sorts can be formed."""
    if numeric(left) and numeric(right):
        return True
    if arrow(left) and arrow(right):
        return domain(left) == domain(right) and comparable(result(left), result(right))
    return left == right


def show_sort(sort: object) -> str:
    """A sort as text.

    >>> show_sort(fun("R", law(SEQ)))
    'R -> law Seq'
    """
    if sort == SEQ:
        return "Seq"
    if isinstance(sort, tuple) and len(sort) == 3:
        left = f"({show_sort(sort[1])})" if arrow(sort[1]) and sort[1] != SEQ else show_sort(sort[1])
        return f"{left} {'->' if sort[0] == 'fun' else '=>'} {show_sort(sort[2])}"
    if isinstance(sort, tuple) and len(sort) == 2:
        return f"law {show_sort(sort[1])}"
    return str(sort)
