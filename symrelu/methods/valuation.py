"""The value of a term at a point: exact rationals, and rigorous balls for transcendental heads."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeAlias

from flint import arb, fmpq

from symrelu.terms.term import Term, instantiate, num

Value: TypeAlias = Any  # Fraction or flint.arb
Point: TypeAlias = "Mapping[Term, Fraction]"
_MAX_TERMS = 200


class NoValue(Exception):
    """The value is not determined: a partial head off its domain, a ball too wide, an abstract function."""


def truth(formula: Term, point: Point) -> bool | None:
    """Whether a formula holds at the point; None if that is not decided.

    >>> from symrelu.terms.term import op, var
    >>> x = var("x", "R")
    >>> truth(op("relu", x) <= x, {x: Fraction(-1)}), truth(op("inv", x) <= x, {x: Fraction(0)})
    (False, None)
    """
    try:
        return _truth(formula, point)
    except (NoValue, ZeroDivisionError, OverflowError):
        return None


def value(term: Term, point: Point) -> Value:
    """The value of a number at the point. Raises NoValue if it is not determined.

    >>> from symrelu.terms.term import op, var
    >>> x = var("x", "R")
    >>> value(op("clip", x, num(0), num(1)) + op("max", x, num(2)), {x: Fraction(3)})
    Fraction(4, 1)
    """
    head, args = term.head, term.args
    if head == "num":
        return term.data
    if head == "var":
        if term not in point:
            raise NoValue(str(term.data))
        return point[term]
    if head == "ite":
        return value(args[1] if _truth(args[0], point) else args[2], point)
    if head in ("sum", "prod"):
        return _repeated(head, args, point)
    if head == "pi":
        return arb.pi()
    function = _FUNCTIONS.get(head)
    if function is None:
        raise NoValue(head)
    return function(*[value(arg, point) for arg in args])


def _truth(formula: Term, point: Point) -> bool:
    head, args = formula.head, formula.args
    match head:
        case "not":
            return not _truth(args[0], point)
        case "and" | "or":
            return _connected(head, args, point)
        case "imp":
            return _connected("or", (args[1],), point, args[0])
        case "iff":
            return _truth(args[0], point) == _truth(args[1], point)
        case "le" | "lt" | "eq" if args[0].sort in ("R", "N"):
            return _compared(head, _minus(value(args[1], point), value(args[0], point)))
        case _:
            raise NoValue(head)


def _connected(head: str, args: tuple[Term, ...], point: Point, negated: Term | None = None) -> bool:
    """A decided part may settle the whole although others are open."""
    stop, undecided = head == "or", False
    for part, flip in [*((negated, True) for _ in range(negated is not None)), *((a, False) for a in args)]:
        try:
            if part is not None and (_truth(part, point) != flip) == stop:
                return stop
        except NoValue:
            undecided = True
    if undecided:
        raise NoValue(head)
    return not stop


def _compared(head: str, difference: Value) -> bool:
    if isinstance(difference, Fraction):
        return difference == 0 if head == "eq" else difference > 0 if head == "lt" else difference >= 0
    if difference > 0:
        return head != "eq"
    if difference < 0:
        return False
    if head == "le" and difference >= 0:
        return True
    if head == "lt" and difference <= 0:
        return False
    raise NoValue(head)


def _repeated(head: str, args: tuple[Term, ...], point: Point) -> Value:
    low, high = value(args[0], point), value(args[1], point)
    exact = isinstance(low, Fraction) and isinstance(high, Fraction)
    if args[2].head != "lam" or not exact or high - low > _MAX_TERMS:
        raise NoValue(head)
    out: Value = Fraction(head == "prod")
    for index in range(int(low), int(high) + 1):
        term = value(instantiate(args[2].args[0], num(index)), point)
        out = _times(out, term) if head == "prod" else _plus(out, term)
    return out


def _ball(number: Value) -> Any:
    return arb(fmpq(number.numerator, number.denominator)) if isinstance(number, Fraction) else number


def _plus(*parts: Value) -> Value:
    if all(isinstance(part, Fraction) for part in parts):
        return sum(parts, Fraction(0))
    return sum(map(_ball, parts), arb(0))


def _minus(left: Value, right: Value) -> Value:
    return _plus(left, -right)


def _times(*parts: Value) -> Value:
    exact = all(isinstance(part, Fraction) for part in parts)
    out: Value = Fraction(1) if exact else arb(1)
    for part in parts:
        out = out * (part if exact else _ball(part))
    return out


def _power(base: Value, exponent: Value) -> Value:
    if not isinstance(exponent, Fraction) or exponent.denominator != 1 or not 0 <= exponent <= _MAX_TERMS:
        raise NoValue("pow")
    return base ** int(exponent)


def _inverse(number: Value) -> Value:
    if isinstance(number, Fraction):
        if number == 0:
            raise NoValue("inv")
        return 1 / number
    if number.contains(0):
        raise NoValue("inv")
    return 1 / number


def _larger(left: Value, right: Value) -> Value:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return max(left, right)
    return _ball(left).max(_ball(right))


def _smaller(left: Value, right: Value) -> Value:
    return -_larger(-left, -right)


def _relu(number: Value) -> Value:
    return _larger(number, Fraction(0))


def _clip(number: Value, low: Value, high: Value) -> Value:
    return _smaller(high, _larger(low, number))


def _total(name: str) -> Any:
    def function(number: Value) -> Value:
        return getattr(_ball(number), name)()

    return function


def _partial(name: str, low: int, high: int | None = None, open_end: bool = False) -> Any:
    def function(number: Value) -> Value:
        ball = _ball(number)
        inside = (ball > low if open_end else ball >= low) and (high is None or ball <= high)
        if not inside:
            raise NoValue(name)
        return getattr(ball, name)()

    return function


_FUNCTIONS: MappingProxyType[str, Any] = MappingProxyType(
    {
        "+": _plus,
        "*": _times,
        "pow": _power,
        "inv": _inverse,
        "relu": _relu,
        "abs": abs,
        "max": _larger,
        "min": _smaller,
        "clip": _clip,
        "exp": _total("exp"),
        "sin": _total("sin"),
        "cos": _total("cos"),
        "arctan": _total("atan"),
        "erf": _total("erf"),
        "log": _partial("log", 0, open_end=True),
        "gamma": _partial("gamma", 0, open_end=True),
        "sqrt": _partial("sqrt", 0),
        "arcsin": _partial("asin", -1, 1),
        "arccos": _partial("acos", -1, 1),
    }
)
