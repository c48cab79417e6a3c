"""Sequences that are defined by recursion."""

from __future__ import annotations

from typing import Any

from symrelu.kernel.rules import apply
from symrelu.kernel.theorem import Theorem
from symrelu.terms.binding import read_as
from symrelu.terms.sorts import N, R, Sort, fun


def recursion(start: Any, step: Any, sort: Sort = R) -> Theorem:
    """There is a sequence with f(0) = start and f(n + 1) = step(n)(f(n)), of numbers or of another sort.

    >>> recursion(1, lambda n: lambda x: n * x)
    |- exists w:Seq. w(0) = 1 and (forall n:N. w(n + 1) = n*w(n))
    >>> recursion(lambda i: i, lambda n: lambda x: lambda i: x(i + 1), ("fun", "N", "R")).claim.args[0].data
    ('fun', 'N', ('fun', 'N', 'R'))
    """
    return apply(
        "schema", (), ("recursion", sort, read_as(start, sort), read_as(step, fun(N, fun(sort, sort))))
    )
