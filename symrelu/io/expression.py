# pyright: basic
"""Trees to SymPy expressions: a closed table of functions, symbols with declared domains, exact numbers."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from types import MappingProxyType
from typing import Any

import sympy as sp

from symrelu.io.lexer import Source
from symrelu.io.syntax import (
    Call,
    Chain,
    Group,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Relation,
    Table,
    parse_one,
)
from symrelu.terms.symbols import abs_, clip, max_, min_, nonnegative, positive, reals, relu

LARGEST_EXPONENT = 1_000
MOST_BITS = 10_000
LONGEST_NAME = 100


def _folded(head: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *values: reduce(head, values)


FUNCTIONS: Mapping[str, tuple[int, int, Callable[..., Any]]] = MappingProxyType(
    {
        "relu": (1, 1, relu),
        "clip": (3, 3, clip),
        "max": (2, 100, _folded(max_)),
        "min": (2, 100, _folded(min_)),
        "abs": (1, 1, abs_),
        "max_": (2, 100, _folded(max_)),
        "min_": (2, 100, _folded(min_)),
        "abs_": (1, 1, abs_),
        "Max": (2, 100, _folded(max_)),
        "Min": (2, 100, _folded(min_)),
        "Abs": (1, 1, abs_),
        "sqrt": (1, 1, sp.sqrt),
        "exp": (1, 1, sp.exp),
        "log": (1, 1, sp.log),
        "sin": (1, 1, sp.sin),
        "cos": (1, 1, sp.cos),
        "atan": (1, 1, sp.atan),
        "asin": (1, 1, sp.asin),
        "acos": (1, 1, sp.acos),
        "erf": (1, 1, sp.erf),
        "gamma": (1, 1, sp.gamma),
    }
)
CONSTANTS: Mapping[str, sp.Expr] = MappingProxyType({"pi": sp.pi, "E": sp.E})
_NO_NUMBERS = frozenset(("oo", "zoo", "nan", "inf"))
_DECLARE = MappingProxyType({"real": reals, "nonnegative": nonnegative, "positive": positive})


@dataclass(frozen=True)
class Scope:
    """The domains of the symbols of a text; a symbol without one is real."""

    domains: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def symbol(self, name: str) -> sp.Symbol:
        return _DECLARE[self.domains.get(name, "real")](name)

    def without(self, name: str) -> Scope:
        """The scope in which a name stands for any real number: that of a bound variable."""
        domains = {other: domain for other, domain in self.domains.items() if other != name}
        return Scope(MappingProxyType(domains))


REALS = Scope()


def expression(text: str, scope: Scope = REALS, name: str = "expression") -> sp.Expr:
    """The SymPy expression that a text stands for; nothing in the text is run.

    Raises: Unreadable, with the place.

    >>> expression("relu(2*x - 1/3)^2")
    relu(2*x - 1/3)**2
    """
    source = Source(name, text)
    return build(parse_one(source), source, scope)


def number(text: str, name: str = "number") -> sp.Expr:
    """An exact number: an expression without symbols.

    >>> number("1/2 - sqrt(2)/4")
    1/2 - sqrt(2)/4
    """
    source = Source(name, text)
    value = build(parse_one(source), source, REALS)
    if value.free_symbols:
        raise source.refuse(f"the symbol {min(map(str, value.free_symbols))}", "a number")
    return value


def build(node: Node, source: Source, scope: Scope) -> sp.Expr:
    """The expression of a tree."""
    match node:
        case Number(value):
            return sp.Integer(value)
        case Name(name, at):
            return _symbol(name, at, source, scope)
        case Negative(value):
            return -build(value, source, scope)
        case Chain(operands, signs):
            values = [build(operand, source, scope) for operand in operands]
            return _checked(_chain(values, signs, node, source), node, source)
        case Power(base, exponent):
            power = _power(build(base, source, scope), build(exponent, source, scope), node, source)
            return _checked(power, node, source)
        case Call():
            return _checked(_call(node, source, scope), node, source)
        case Relation(at=at):
            raise source.refuse("a relation", "a number or an expression", at=at)
        case Group(bracket="(", at=at):
            raise source.refuse("several values in brackets", "one expression", at=at)
        case Group(at=at):
            raise source.refuse("a list", "an expression", at=at)
        case Table(at=at):
            raise source.refuse("a table in braces", "an expression", at=at)


def names(node: Node) -> tuple[str, ...]:
    """The names of the symbols of a tree, in the order of the text, repeated as they are."""
    match node:
        case Name(name):
            return () if name in CONSTANTS else (name,)
        case Number():
            return ()
        case Negative(value):
            return names(value)
        case Power(base, exponent):
            return (*names(base), *names(exponent))
        case Chain(parts) | Relation(parts) | Group(parts):
            return tuple(name for part in parts for name in names(part))
        case Table(pairs):
            return tuple(name for pair in pairs for part in pair for name in names(part))
        case Call(_, arguments, keywords):
            parts = (*arguments, *(value for _, value in keywords))
            return tuple(name for part in parts for name in names(part))


def suggestion(name: str, known: Iterable[str]) -> str:
    """The known names that look most like this one, as advice."""
    near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.6)
    return " or ".join(near)


def _symbol(name: str, at: int, source: Source, scope: Scope) -> sp.Expr:
    if name in CONSTANTS:
        return CONSTANTS[name]
    if name in FUNCTIONS:
        raise source.refuse(f"{name} without an argument", "an expression", f"{name}(x)", at)
    if name in _NO_NUMBERS:
        raise source.refuse(f"{name}, which is no real number", "a real number or a symbol", at=at)
    if name == "I":
        raise source.refuse("I, the imaginary unit of SymPy", "another name for a real symbol", at=at)
    if name.startswith("_") or len(name) > LONGEST_NAME:
        wanted = f"a letter followed by at most {LONGEST_NAME - 1} letters, digits or _"
        raise source.refuse(f"the name {name[:20]!r}", wanted, at=at)
    return scope.symbol(name)


def _call(node: Call, source: Source, scope: Scope) -> sp.Expr:
    if node.name not in FUNCTIONS:
        wanted = "one of " + ", ".join(
            sorted(name for name in FUNCTIONS if name.islower() and name[-1] != "_")
        )
        advice = suggestion(node.name, FUNCTIONS)
        raise source.refuse(f"the unknown function {node.name[:40]!r}", wanted, advice, node.at)
    least, most, head = FUNCTIONS[node.name]
    if node.keywords:
        raise source.refuse(f"the keyword {node.keywords[0][0]!r}", "arguments without names", at=node.at)
    given = len(node.arguments)
    if not least <= given <= most:
        count = str(least) if least == most else f"at least {least}"
        wanted = f"{count} argument{'s' if least > 1 else ''}"
        raise source.refuse(
            f"{node.name} with {given or 'no'} argument{'s' * (given != 1)}", wanted, at=node.at
        )
    values = [build(argument, source, scope) for argument in node.arguments]
    _demand_small(node.name, values, node, source)
    return head(*values)


def _demand_small(name: str, values: list[sp.Expr], node: Call, source: Source) -> None:
    """SymPy multiplies gamma(10**9) and exp(10**9*log(2)) out; such a number is refused beforehand."""
    if name == "gamma" and values[0].is_number and abs(sp.N(values[0], 5)) > 100:
        raise source.refuse("gamma of a number above 100", "at most 100", at=node.at)
    if name == "exp" and values[0].has(sp.log):
        largest = max((abs(value) for value in values[0].atoms(sp.Rational)), default=sp.S.Zero)
        if largest > LARGEST_EXPONENT:
            raise source.refuse(f"the exponent {_brief(largest)}", f"at most {LARGEST_EXPONENT}", at=node.at)


def _chain(values: list[sp.Expr], signs: tuple[str, ...], node: Chain, source: Source) -> sp.Expr:
    if signs[0] in "+-":
        rest = (value if sign == "+" else -value for sign, value in zip(signs, values[1:], strict=True))
        return sp.Add(values[0], *rest)
    for sign, value, operand in zip(signs, values[1:], node.operands[1:], strict=True):
        if sign == "/" and value.is_zero:
            raise source.refuse("a division by zero", "a divisor other than 0", at=operand.at)
    if sum(_bits(value) for value in values if value.is_Rational) > MOST_BITS:
        raise source.refuse("a number too long to write down", f"at most {MOST_BITS} bits", at=node.at)
    rest = (
        value if sign == "*" else sp.Pow(value, -1) for sign, value in zip(signs, values[1:], strict=True)
    )
    return sp.Mul(values[0], *rest)


def _power(base: Any, exponent: Any, node: Power, source: Source) -> sp.Expr:
    if exponent.is_Rational:
        inner = max(
            (abs(power.exp) for power in base.atoms(sp.Pow) if power.exp.is_Rational), default=sp.S.One
        )
        largest = abs(exponent) * max(sp.S.One, inner)
        if largest > LARGEST_EXPONENT or exponent.q > LARGEST_EXPONENT:
            raise source.refuse(
                f"the exponent {_brief(largest)}", f"at most {LARGEST_EXPONENT}", at=node.exponent.at
            )
        if exponent.is_negative and base.is_zero:
            raise source.refuse("a negative power of zero", "a base other than 0", at=node.at)
        if base.is_Rational and _bits(base) * abs(exponent) > MOST_BITS:
            raise source.refuse("a number too long to write down", f"at most {MOST_BITS} bits", at=node.at)
    return sp.Pow(base, exponent)


def _checked(value: Any, node: Node, source: Source) -> sp.Expr:
    """A value is a real number of bearable length wherever its symbols allow."""
    if value.has(sp.zoo, sp.nan, sp.oo, -sp.oo, sp.I) or value.is_real is False:
        raise source.refuse("a value that is no real number", "a real number", at=node.at)
    if any(_bits(rational) > MOST_BITS for rational in value.atoms(sp.Rational)):
        raise source.refuse("a number too long to write down", f"at most {MOST_BITS} bits", at=node.at)
    return value


def _bits(value: Any) -> int:
    return int(value.p).bit_length() + int(value.q).bit_length() - 1


def _brief(value: Any) -> str:
    return str(value) if _bits(value) < 60 else f"of {_bits(value)} bits"
