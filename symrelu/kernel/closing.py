"""The leaf that closes by arithmetic: a combination of products of facts that is absurd as a number."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from symrelu.errors import Refused
from symrelu.kernel.flattening import Facts, entries, fact_at, number
from symrelu.kernel.normal import inequality, poly
from symrelu.kernel.polynomial import MAX_MONOMIALS, ONE, Polynomial, rational, total
from symrelu.terms.term import Term


def _coefficient(value: object) -> Polynomial:
    if type(value) is int or type(value) is Fraction:
        return rational(value)
    return poly(number(value))


def _factor(facts: Facts, index: object) -> tuple[Polynomial, bool | None]:
    if type(index) is Term:
        root = poly(number(index))
        return root * root, False
    found = inequality(fact_at(facts, index))
    if found is None:
        raise Refused("close: a fact that is no inequality and no equation between numbers")
    return found


def close(facts: Facts, rows: object) -> int:
    """Check that a combination of facts is a contradiction in numbers; return the monomials that it took.

    A row (c, (i1, .., ik)) is c times the product of the facts i1, .., ik, each `e >= 0`, `e > 0` or `e = 0`;
    a term q among them stands for `q^2 >= 0`. The multiplier c is a rational >= 0, or any polynomial if an
    equation takes part. Under the facts each row is >= 0, and > 0 if c > 0 and all factors are strict; so the
    sum of the rows cannot be a negative constant, nor 0 with such a row.

    >>> from symrelu.kernel.flattening import flatten
    >>> from symrelu.terms.term import var
    >>> x = var("x", "R")
    >>> close(flatten(x < 0) + flatten(0 <= x), ((1, (0,)), (1, (1,)))) > 0
    True
    >>> close(flatten(x <= 0) + flatten(0 <= x), ((1, (0,)), (1, (1,))))
    Traceback (most recent call last):
    symrelu.errors.Refused: close: the rows sum up to 0, no contradiction
    """
    products: list[Polynomial] = []
    work, strict = 0, False
    for row in entries(rows, "rows"):
        if len(entries(row, "a row")) != 2:
            raise Refused("close: a row is a multiplier and a tuple of facts")
        product, row_strict, size = _row(facts, _coefficient(row[0]), entries(row[1], "numbers of facts"))
        products.append(product)
        strict |= row_strict
        work += size
        if work > MAX_MONOMIALS:
            raise Refused(f"close: more than {MAX_MONOMIALS} monomials")
    value = total(products).constant()
    if value is None:
        raise Refused("close: the rows do not sum up to a constant")
    if value > 0 or (value == 0 and not strict):
        raise Refused(f"close: the rows sum up to {'a positive number' if value else 0}, no contradiction")
    return work


def _row(facts: Facts, multiplier: Polynomial, indices: tuple[Any, ...]) -> tuple[Polynomial, bool, int]:
    """Value, whether it is strict, and the monomials met on the way, those that a multiplier 0 drops too."""
    product, all_strict, equation, work = ONE, bool(indices), False, 1
    for index in indices:
        factor, strict = _factor(facts, index)
        product = product * factor
        work += 1 + len(product.coefficients)
        all_strict &= strict is True
        equation |= strict is None
    if equation:
        out = multiplier * product
        return out, False, work + len(out.coefficients)
    value = multiplier.constant()
    if value is None or value < 0:
        raise Refused("close: without an equation a multiplier is a rational >= 0")
    return multiplier * product, all_strict and value > 0, work
