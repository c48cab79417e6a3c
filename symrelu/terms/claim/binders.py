# pyright: basic
"""The words in which claims unfold: bound variables that nothing can capture, quantifiers, intervals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.terms.bridge import to_term
from symrelu.terms.sorts import Sort
from symrelu.terms.term import Term, abstract, binder, num, op, private

_LETTERS = ("x", "y", "z", "u", "v", "t", "r", "C", "n", "i", "j", "k", "w", "b", "W", "rho", "f")
_FIRST = 100


def slot(letter: str, sort: Sort) -> Term:
    """A variable that no field of a claim can mention, to be bound and shown under its letter."""
    return private(_FIRST + _LETTERS.index(letter), sort)


def bind(variable: Term, body: Term, hint: str = "") -> Term:
    """The function that sends the variable to the body, shown under the hint, the letter or the name."""
    name = str(variable.data)
    shown = hint or (_LETTERS[int(name[1:]) - _FIRST] if name.startswith("\x01") else name)
    return binder(variable.sort, abstract(body, variable), shown)


def every(variables: Iterable[Term], body: Term) -> Term:
    """The body for all values of the variables, the first outermost."""
    for variable in reversed(tuple(variables)):
        body = op("forall", bind(variable, body))
    return body


def some(variables: Iterable[Term], body: Term) -> Term:
    """The body for some values of the variables, the first outermost."""
    for variable in reversed(tuple(variables)):
        body = op("exists", bind(variable, body))
    return body


def equation(left: Term, right: Term | int) -> Term:
    """left = right."""
    return op("eq", left, right if isinstance(right, Term) else num(right))


def both(*formulas: Term) -> Term:
    """All of the formulas."""
    return op("and", *formulas)


def within(low: Term | int, k: Term, high: Term) -> Term:
    """low <= k <= high."""
    return both(k >= low, k <= high)


def ends(interval: Any) -> tuple[Any, Any]:
    """The two ends of an interval.

    Raises: InputError if it is no pair.
    """
    if not isinstance(interval, (tuple, list)) or len(interval) != 2:
        raise InputError("interval", repr(interval)[:80], "a pair of ends", "(0, 1), or (0, oo)")
    low, high = interval
    if low == sp.oo or high == -sp.oo or _reversed(low, high):
        raise InputError("interval", repr(interval)[:80], "a lower end below the upper one", "(0, 1)")
    return low, high


def _reversed(low: Any, high: Any) -> bool:
    """Whether two numbers are known not to increase, so that nothing lies between them."""
    if -sp.oo in (low, high) or sp.oo in (low, high):
        return False
    terms = to_term(low), to_term(high)
    return terms[0] == terms[1] or (terms[0].head == terms[1].head == "num" and terms[0].data > terms[1].data)


def after(low: Any, t: Term, head: str = "lt") -> list[Term]:
    """low < t, or nothing if the end is -oo."""
    return [] if low == -sp.oo else [op(head, to_term(low), t)]


def before(t: Term, high: Any, head: str = "lt") -> list[Term]:
    """t < high, or nothing if the end is oo."""
    return [] if high == sp.oo else [op(head, t, to_term(high))]
