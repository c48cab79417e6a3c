"""Text to tokens; what no token may contain is refused here, before anything is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from symrelu.errors import Unreadable

LONGEST_TEXT = 20_000
LONGEST_NUMBER = 1_000

_TOKEN = re.compile(
    r"(?P<blank>\s+)"
    r"|(?P<decimal>\d+\.\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)"
    r"|(?P<integer>\d+)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*'*)"
    r"|(?P<sign>\*\*|==|<=|>=|!=|[-+*/^()\[\]{},:<>=])"
)

_ADVICE = MappingProxyType(
    {
        ".": "names have no attributes here; a decimal such as 0.5 is written 1/2",
        '"': "expressions hold no strings",
        "'": "expressions hold no strings",
        "!": "unequal is written !=",
        ";": "separate with a comma",
        "&": "write each claim by itself",
        "|": "absolute values are written abs(x)",
        "√": "sqrt(x)",
        "π": "pi",
        "−": "the minus sign of the keyboard, -",
        "≤": "<=",
        "≥": ">=",
        "≠": "!=",
    }
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: its kind ("integer", "name", "sign", "end"), its letters and its place."""

    kind: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Source:
    """A text together with the name under which errors speak of it."""

    name: str
    text: str

    def refuse(self, found: str, expected: str, advice: str = "", at: int = 0) -> Unreadable:
        return Unreadable(self.name, found, expected, advice, self.text, at)


def tokens(source: Source) -> tuple[Token, ...]:
    """The tokens of a text, closed by one of the kind "end".

    Raises: Unreadable, for a decimal, a foreign sign, a text or a number that is too long.

    >>> [token.text for token in tokens(Source("claim", "2*x <= 1/2"))]
    ['2', '*', 'x', '<=', '1', '/', '2', '']
    """
    if len(source.text) > LONGEST_TEXT:
        found, wanted = f"a text of {len(source.text):,} characters", f"at most {LONGEST_TEXT:,}"
        raise Unreadable(source.name, found, wanted, "a network can be read from a file")
    return tuple(_tokens(source))


def _tokens(source: Source) -> Iterator[Token]:
    at, text = 0, source.text
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            sign = text[at]
            raise source.refuse(repr(sign), "a number, a name or an operator", _ADVICE.get(sign, ""), at)
        kind, piece = str(match.lastgroup), match.group()
        if kind == "decimal":
            advice = f"write {_exact(piece)}, which is exact"
            raise source.refuse(f"the decimal {_short(piece)}", "an exact number", advice, at)
        if kind == "integer":
            after = match.end()
            if len(piece) > LONGEST_NUMBER:
                found, wanted = f"a number of {len(piece):,} digits", f"at most {LONGEST_NUMBER:,} digits"
                raise source.refuse(found, wanted, at=at)
            if after < len(text) and (text[after].isalpha() or text[after] == "_"):
                wanted = "an operator between a number and a name"
                raise source.refuse(
                    repr(_short(piece + text[after])), wanted, f"{_short(piece)}*{text[after]}", at
                )
        if kind != "blank":
            yield Token(kind, piece, at)
        at = match.end()
    yield Token("end", "", len(text))


def _exact(decimal: str) -> str:
    """The fraction that a decimal stands for, where it is short enough to be said."""
    mantissa, _, exponent = decimal.lower().partition("e")
    if len(mantissa) > 30 or len(exponent) > 3:
        return "a fraction p/q"
    power = int(exponent or "0")
    if abs(power) > 30:
        return f"{Fraction(mantissa if mantissa != '.' else '0')}*10^{power}"
    return str(Fraction(mantissa) * Fraction(10) ** power)


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:17]}..."
