# pyright: basic
"""Exact scalars: rational numbers as FLINT fractions, everything else as SymPy expressions.

The two kinds mix in `+ - * /`: a fraction and an expression give an expression.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.errors import InputError
from symrelu.terms.symbols import PiecewiseLinear

Scalar = Any  # fmpq | sp.Expr
Expression = Any  # sp.Expr: SymPy's inferred types hold too little to check against
Variable = Any  # sp.Symbol

ZERO = fmpq(0)
ONE = fmpq(1)

_EXACT = "an exact number or expression"


def _float_error(name: str, value: Any) -> InputError:
    advice = "write 1/10 for 0.1, e.g. Fraction(1, 10)"
    if isinstance(value, complex):
        return InputError(name, f"the float {value}", _EXACT, advice)
    near = Fraction(float(value)).limit_denominator(1000) if abs(float(value)) < 10**9 else Fraction(0)
    if abs(float(near) - float(value)) < 1e-12:
        advice = f"write {near}, e.g. Fraction({near.numerator}, {near.denominator})"
    return InputError(name, f"the float {float(value)!r}", _EXACT, advice)


def scalar(value: Any, name: str = "number") -> Scalar:
    """The exact scalar that `value` denotes.

    Raises: InputError for floats, booleans, infinities, texts and expressions that are not real.

    >>> scalar(Fraction(1, 2))
    1/2
    >>> scalar(0.1)
    Traceback (most recent call last):
    ...
    symrelu.errors.InputError: number: found the float 0.1, expected an exact number or expression. \
Try: write 1/10, e.g. Fraction(1, 10)
    """
    if isinstance(value, fmpq):
        return value
    if isinstance(value, bool):
        raise InputError(name, repr(value), _EXACT, "write 0 or 1")
    if isinstance(value, int):
        return fmpq(value)
    if isinstance(value, (Fraction, sp.Rational)):
        return fmpq(int(value.numerator), int(value.denominator))
    if isinstance(value, (float, complex, sp.Float)):
        raise _float_error(name, value)
    if type(value).__module__ == "numpy":
        if "int" in type(value).__name__:
            return fmpq(int(value))
        raise _float_error(name, value)
    if not isinstance(value, sp.Expr):
        raise InputError(
            name,
            repr(value),
            _EXACT,
            "an int, a Fraction or a SymPy expression; texts go through the command line",
        )
    return _checked_expression(value, name)


def _checked_expression(value: Expression, name: str) -> Expression:
    for atom in sorted(value.atoms(sp.Float), key=str):
        raise _float_error(name, atom)
    if value.has(sp.oo, -sp.oo, sp.nan, sp.zoo):
        raise InputError(name, str(value), "a finite number", "use a bound that is a number")
    if value.has(sp.I) or value.is_real is False:
        raise InputError(name, str(value), "a real number", "declare symbols with reals() or positive()")
    for symbol in sorted(value.free_symbols, key=str):
        if symbol.is_real is None:
            raise InputError(name, f"the symbol {symbol} without a domain", "a symbol with a declared domain",
                             f'{symbol} = reals("{symbol}") or positive("{symbol}")')  # fmt: skip
    if value.has(PiecewiseLinear):
        value = value.replace(lambda e: isinstance(e, PiecewiseLinear), lambda e: e.value())
        if isinstance(value, sp.Rational):
            return fmpq(int(value.p), int(value.q))
    return value


def expression(value: Scalar) -> Expression:
    """The SymPy expression of a scalar.

    >>> expression(fmpq(1, 2)) == sp.Rational(1, 2)
    True
    """
    if isinstance(value, fmpq):
        return sp.Rational.from_coprime_ints(int(value.p), int(value.q))
    return value


def replace(value: Scalar, replaced: dict[Any, Any]) -> Scalar:
    """The scalar with symbols replaced; a rational result becomes a fraction."""
    if isinstance(value, fmpq) or not replaced:
        return value
    result = value.subs(replaced, simultaneous=True)
    if isinstance(result, sp.Rational):
        return fmpq(int(result.p), int(result.q))
    return result


def symbols_of(values: Any) -> frozenset[Variable]:
    """The free symbols of many scalars."""
    found: set[Variable] = set()
    for value in values:
        if not isinstance(value, fmpq):
            found |= value.free_symbols
    return frozenset(found)


@dataclass(frozen=True)
class Reader:
    """Scalars with symbols replaced, all at once."""

    values: tuple[tuple[Variable, Expression], ...]

    def read(self, value: Scalar) -> Scalar:
        """The scalar with the symbols replaced."""
        return replace(value, dict(self.values))
