"""Polynomials of the search: dictionaries from monomials, sorted tuples of atom numbers, to rationals."""

from __future__ import annotations

from typing import TypeAlias

from flint import fmpq

from symrelu.methods.bounds import Number

Monomial: TypeAlias = "tuple[int, ...]"
Poly: TypeAlias = "dict[Monomial, Number]"
_ZERO = fmpq(0)


def multiply(left: Poly, right: Poly) -> Poly:
    """The product of two polynomials."""
    out: Poly = {}
    for m, a in left.items():
        for n, b in right.items():
            key = tuple(sorted(m + n)) if m and n else m or n
            new = out.get(key, _ZERO) + a * b
            if new:
                out[key] = new
            else:
                out.pop(key, None)
    return out


def plus(left: Poly, right: Poly, factor: Number) -> Poly:
    """left + factor * right."""
    out = dict(left)
    for m, c in right.items():
        new = out.get(m, _ZERO) + factor * c
        if new:
            out[m] = new
        else:
            out.pop(m, None)
    return out


def quotient(monomial: Monomial, divisor: Monomial) -> Monomial | None:
    """The cofactor of a monomial, or None if it is not divisible.

    >>> quotient((0, 1, 1, 2), (1, 2)), quotient((0,), (1,))
    ((0, 1), None)
    """
    rest = list(monomial)
    for atom in divisor:
        if atom not in rest:
            return None
        rest.remove(atom)
    return tuple(rest)
