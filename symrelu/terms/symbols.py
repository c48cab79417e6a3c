"""Symbols with a declared domain, and the inert heads of piecewise-linear expressions.

A head in a statement is data: `relu(-1)` stays `relu(-1)` until something trusted computes it.
"""

from __future__ import annotations

import re
from typing import Any

import sympy as sp

from symrelu.errors import InputError

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*'*\Z")


def _symbols(names: str, **assumptions: bool) -> Any:
    words = names.replace(",", " ").split()
    for word in words:
        if not _NAME.match(word) or len(word) > 100:
            raise InputError("symbol", repr(word), "a letter followed by letters, digits or _", "lambda_1")
    if not words:
        raise InputError("symbols", repr(names), "at least one name", 'reals("x y")')
    made = tuple(sp.Symbol(word, **assumptions) for word in words)
    return made[0] if len(made) == 1 else made


def reals(names: str) -> Any:
    """Symbols that stand for arbitrary real numbers.

    >>> x, y = reals("x y")
    >>> x.is_real, x.is_positive
    (True, None)
    """
    return _symbols(names, real=True)


def positive(names: str) -> Any:
    """Symbols that stand for numbers above 0; the domain is a hypothesis of every claim that uses them.

    >>> positive("sigma").is_positive
    True
    """
    return _symbols(names, positive=True)


def nonnegative(names: str) -> Any:
    """Symbols that stand for numbers at least 0.

    >>> nonnegative("lo").is_nonnegative
    True
    """
    return _symbols(names, nonnegative=True)


def naturals(names: str) -> Any:
    """Symbols that stand for natural numbers 0, 1, 2, ...

    >>> naturals("m").is_integer
    True
    """
    return _symbols(names, integer=True, nonnegative=True)


class PiecewiseLinear(sp.Function):  # type: ignore[misc]
    """A head of a piecewise-linear function: real for real arguments, and never evaluated by itself."""

    @classmethod
    def eval(cls, *arguments: Any) -> None:
        return None

    def _eval_is_extended_real(self) -> bool | None:
        return True if all(argument.is_extended_real for argument in self.args) else None

    def _eval_is_finite(self) -> bool | None:
        return True if all(argument.is_finite for argument in self.args) else None

    def value(self) -> Any:
        """The same function written with SymPy's own Max, Min and Abs, which evaluate themselves."""
        raise TypeError(type(self).__name__)

    def _eval_evalf(self, prec: int) -> Any:
        return self.value().evalf(sp.core.evalf.prec_to_dps(prec))


class relu(PiecewiseLinear):
    """The rectified linear unit, relu(x) = max(0, x).

    >>> relu(-2)
    relu(-2)
    >>> relu(-2).value()
    0
    """

    nargs = 1

    def value(self) -> Any:
        return sp.Max(0, _value(self.args[0]))


class max_(PiecewiseLinear):
    """The larger of two numbers, as an inert head.

    >>> max_(1, 2).value()
    2
    """

    nargs = 2

    def value(self) -> Any:
        return sp.Max(*map(_value, self.args))


class min_(PiecewiseLinear):
    """The smaller of two numbers, as an inert head.

    >>> min_(1, 2).value()
    1
    """

    nargs = 2

    def value(self) -> Any:
        return sp.Min(*map(_value, self.args))


class abs_(PiecewiseLinear):
    """The absolute value, as an inert head.

    >>> abs_(-3).value()
    3
    """

    nargs = 1

    def value(self) -> Any:
        return sp.Abs(_value(self.args[0]))


class clip(PiecewiseLinear):
    """clip(x, lo, hi) = min(hi, max(lo, x)), for lo <= hi.

    >>> clip(5, 0, 1).value()
    1
    """

    nargs = 3

    def value(self) -> Any:
        x, lo, hi = map(_value, self.args)
        return sp.Min(hi, sp.Max(lo, x))


def _value(expression: Any) -> Any:
    return expression.replace(lambda e: isinstance(e, PiecewiseLinear), lambda e: e.value())
