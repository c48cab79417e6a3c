# pyright: basic
"""Rational numbers and vectors as users give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import sympy as sp
from flint import fmpq, fmpz

from symrelu.errors import InputError
from symrelu.model.scalar import scalar

Rational = Any  # fmpq
Vector = tuple[Any, ...]  # of fmpq

_TEXT = re.compile(r"[+-]?[0-9]{1,20000}(\.[0-9]{1,20000}|/0*[1-9][0-9]{0,20000})?")


def rational(value: Any, name: str = "number") -> Rational:
    """The rational number that `value` denotes: an int, a Fraction, a SymPy Rational, or a text like "3/4".

    Raises: InputError for floats, infinities, symbols, irrational numbers and other texts.

    >>> rational("0.1"), rational("-2/4")
    (1/10, -1/2)
    """
    if isinstance(value, fmpq):
        return value
    if isinstance(value, str):
        if not _TEXT.fullmatch(value):
            raise InputError(name, repr(value[:40]), "a rational number", 'write "3/4" or "0.75"')
        return _read(value)
    if value is None:
        raise InputError(name, "None", "a rational number")
    found = scalar(value, name)
    if not isinstance(found, fmpq):
        raise InputError(name, str(found), "a rational number", "geometry is exact over the rationals")
    return found


def _read(text: str) -> Rational:
    """The number of a text of the pattern, in FLINT, which has no limit on digits as Python's int has."""
    whole, _, below = text.partition("/")
    if below:
        return fmpq(_integer(whole), fmpz(below))
    digits, _, decimals = whole.partition(".")
    return fmpq(_integer(digits + decimals), fmpz(10) ** len(decimals))


def _integer(text: str) -> fmpz:
    return fmpz(text.removeprefix("+"))


def vector(values: Any, name: str, dim: int | None = None) -> Vector:
    """The rational vector that a list, a tuple, a SymPy column or, in one dimension, a number denotes.

    Raises: InputError for entries that are no rationals and for another length than `dim`.

    >>> vector([1, "1/2"], "point", 2)
    (1, 1/2)
    """
    if isinstance(values, sp.MatrixBase):
        values = values.flat()
    if not isinstance(values, Sequence) or isinstance(values, str):
        values = (values,)
    if dim is not None and len(values) != dim:
        raise InputError(name, f"{len(values)} coordinates", f"{dim} coordinates")
    return tuple(rational(value, name) for value in values)


def listed(values: Any, name: str) -> Sequence[Any]:
    """A list or a tuple.

    Raises: InputError for everything else.
    """
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise InputError(name, repr(values)[:80], "a list")
    return values


def dot(left: Vector, right: Vector) -> Rational:
    """The inner product.

    >>> dot((fmpq(1), fmpq(1, 2)), (fmpq(3), fmpq(4)))
    5
    """
    total = fmpq(0)
    for one, two in zip(left, right, strict=True):
        if one and two:
            total += one * two
    return total


def vectors(values: Any, name: str) -> list[Vector]:
    """At least one rational vector, all of one length.

    Raises: InputError for an empty list and for vectors of different lengths.
    """
    if not isinstance(values, Sequence) or isinstance(values, str) or not values:
        raise InputError(name, repr(values)[:80], "at least one point", "[(0, 0), (1, 0), (0, 1)]")
    first = vector(values[0], name)
    return [first, *(vector(value, name, len(first)) for value in values[1:])]
