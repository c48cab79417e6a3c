"""Normal forms: numbers as polynomials over Q in atoms, formulas as comparisons of such with 0.

`canon` changes no value in any valuation and simplifies nothing that needs a domain: `x * inv(x)` stays.
It also runs below binders, where a bound index is an atom like any other. The normal form of a term lies
below the term in sort, so rebuilding a well-formed term around it is never refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from symrelu.errors import Refused
from symrelu.kernel.polynomial import MAX_DEGREE, ONE, ZERO, Polynomial, atom, rational, total
from symrelu.terms.sorts import numeric
from symrelu.terms.term import Term, binder, num, op


def canon(term: Term) -> Term:
    """The normal form of a term or formula: equal in every valuation, and a fixed point.

    >>> from symrelu.terms.term import var
    >>> x, f = var("x", "R"), var("f", ("fun", "R", "R"))
    >>> canon(f(x + x) <= f(2 * x) + 1)
    0 <= 1
    >>> canon(op("eq", x * op("inv", x), num(1)))
    0 = x*inv(x) - 1
    """
    if type(term) is not Term:
        raise Refused("canon: not a term")
    return _form(_normal(term))


def poly(term: Term) -> Polynomial:
    """The polynomial of a number; its atoms are normal terms.

    >>> from symrelu.terms.term import var
    >>> poly(var("x", "R") * 2 + 1).monomials()
    ((Fraction(2, 1), ((x, 1),)), (Fraction(1, 1), ()))
    """
    if type(term) is not Term or not numeric(term.sort):
        raise Refused("poly: not a number")
    return _normal(term)  # type: ignore[return-value]


@lru_cache(maxsize=1 << 15)
def inequality(formula: Term) -> tuple[Polynomial, bool | None] | None:
    """The polynomial e of `0 < e` (True), `0 <= e` (False) or `0 = e` (None); None if it is none of these.

    >>> from symrelu.terms.term import var
    >>> e, strict = inequality(var("x", "R") < 1); e.term, strict
    (-x + 1, True)
    """
    if formula.head not in _ORDER or not numeric(formula.args[0].sort):
        return None
    return poly(formula.args[1]) - poly(formula.args[0]), _ORDER[formula.head]


_ORDER: Mapping[str, bool | None] = MappingProxyType({"lt": True, "le": False, "eq": None})


@lru_cache(maxsize=1 << 14)
def decided(condition: Term) -> bool | None:
    """The truth value of a normal condition between numerals, through `and or not`; None if open."""
    if condition.head in ("and", "or"):
        values: set[bool | None] = set()
        for part in condition.args:
            values.add(decided(part))
        stop = condition.head == "or"
        return stop if stop in values else None if None in values else not stop
    if condition.head == "not":
        value = decided(condition.args[0])
        return None if value is None else not value
    sides = inequality(condition)
    value = sides[0].constant() if sides else None
    if sides is None or value is None:
        return None
    return value > 0 if sides[1] else value == 0 if sides[1] is None else value >= 0


def _form(normal: Polynomial | Term) -> Term:
    return normal.term if isinstance(normal, Polynomial) else normal


@lru_cache(maxsize=1 << 16)
def _normal(t: Term) -> Polynomial | Term:
    head = t.head
    if head == "num":
        return rational(t.data)
    if not t.args:
        return atom(t) if numeric(t.sort) else t
    parts: list[Any] = []
    for arg in t.args:  # a loop, since the frame of a comprehension would count in the depth of recursion
        parts.append(_normal(arg))
    if head == "+":
        return total(parts)
    if head == "*":
        out = parts[0]
        for part in parts[1:]:
            out = out * part
        return out
    args = [_form(part) for part in parts]
    if head in _ORDER and numeric(args[0].sort):
        return _comparison(head, parts[1] - parts[0])
    if numeric(t.sort):
        return _number(t, parts, args)
    return _rebuilt(t, args)


def _comparison(head: str, e: Polynomial) -> Term:
    return op(head, num(0), (-e if head == "eq" and e.leads_below_zero else e).term)


def _rebuilt(t: Term, args: list[Term]) -> Term:
    if all(a == b for a, b in zip(args, t.args, strict=True)):
        return t
    return binder(t.data, args[0], t.hint) if t.head == "lam" else op(t.head, *args)


def _number(t: Term, parts: list[Any], args: list[Term]) -> Polynomial:
    head = t.head
    if head == "pow" and args[1].head == "num" and args[1].data <= MAX_DEGREE:
        return parts[0] ** int(args[1].data)
    if head == "clip":
        return atom(op("min", args[2], op("max", args[1], args[0])))
    if head == "inv":
        value = parts[0].constant()
        if value:
            return rational(1 / value)
    if head == "ite":
        side = decided(args[0])
        if side is not None:
            return parts[1] if side else parts[2]
    if head in ("sin", "arctan", "erf", "cos"):
        if parts[0].is_zero():
            return ONE if head == "cos" else ZERO
        if parts[0].leads_below_zero:
            even = atom(op(head, (-parts[0]).term))
            return even if head == "cos" else -even
    return atom(_rebuilt(t, args))
