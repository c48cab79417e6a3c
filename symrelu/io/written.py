# pyright: basic
"""Trees to terms as they were written: nothing cancels, so that what a text takes for granted stays visible.

SymPy makes 1 of `x/x` and x of `exp(log(x))`. A claim that was true of the result alone is read from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from types import MappingProxyType
from typing import Any

from symrelu.io.expression import CONSTANTS, Scope, build
from symrelu.io.lexer import Source
from symrelu.io.syntax import Call, Chain, Name, Negative, Node, Number, Power
from symrelu.kernel.definedness import obligations
from symrelu.methods.decide import undefined
from symrelu.terms.bridge import to_term
from symrelu.terms.term import Term, num, op

_HEADS: Mapping[str, str] = MappingProxyType(
    {name: name for name in "relu clip max min abs sqrt exp log sin cos erf gamma".split()}
    | {"max_": "max", "min_": "min", "abs_": "abs", "Max": "max", "Min": "min", "Abs": "abs"}
    | {"atan": "arctan", "asin": "arcsin", "acos": "arccos"}
)
_SECONDS = 0.3


def written(node: Node, source: Source, scope: Scope) -> Term:
    """The term of a tree, head by head.

    >>> from symrelu.io.expression import REALS
    >>> from symrelu.io.syntax import parse_one
    >>> text = Source("claim", "1/x*x - 2^-1")
    >>> written(parse_one(text), text, REALS)
    inv(x)*x - 1/2
    """
    match node:
        case Number(value):
            return num(value)
        case Name(name) if name not in CONSTANTS:
            return to_term(scope.symbol(name))
        case Negative(value):
            return num(-1) * written(value, source, scope)
        case Chain(operands, signs):
            parts = [written(operand, source, scope) for operand in operands]
            later = [_joined(sign, part) for sign, part in zip(signs, parts[1:], strict=True)]
            if signs[0] in "*/" and parts[0] == num(1):  # 1/x
                return op("*", *later) if len(later) > 1 else later[0]
            return op("+" if signs[0] in "+-" else "*", parts[0], *later)
        case Power():
            return _power(node, source, scope)
        case Call(name, arguments):
            values = [written(argument, source, scope) for argument in arguments]
            head = _HEADS[name]
            return (
                reduce(lambda a, b: op(head, a, b), values) if head in ("max", "min") else op(head, *values)
            )
        case _:
            return to_term(build(node, source, scope))


def _joined(sign: str, part: Term) -> Term:
    if sign in "+*":
        return part
    if sign == "-":
        return num(-1) * part
    return num(1 / part.data) if part.head == "num" and part.data != 0 else op("inv", part)


def _power(node: Power, source: Source, scope: Scope) -> Term:
    exponent: Any = build(node.exponent, source, scope)
    if not exponent.is_Rational or exponent.q not in (1, 2):
        return to_term(build(node, source, scope))
    base = written(node.base, source, scope)
    if base.head == "num" and exponent.q == 1 and (base.data != 0 or exponent >= 0):
        return num(Fraction(base.data) ** int(exponent))
    root = base if exponent.q == 1 else op("sqrt", base)
    power = root if abs(exponent.p) == 1 else op("pow", root, num(abs(int(exponent.p))))
    return op("inv", power) if exponent.p < 0 else power


def loses(formula: Term, read: Term, given: tuple[Term, ...]) -> bool:
    """Whether a formula, as it was written, takes something for granted that what was read of it does not."""
    kept = tuple(o.condition for o in obligations(read))
    if all(o.condition in kept for o in obligations(formula)):
        return False
    return bool(undefined(formula, (*given, *kept), _SECONDS))
