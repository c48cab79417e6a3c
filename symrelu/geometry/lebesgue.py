# pyright: basic
"""Lebesgue's space-filling curve: ternary digits 0 and 2 dealt to the coordinates as binary digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm
from typing import ClassVar

from flint import fmpq, fmpz

from symrelu.geometry.curve import Point, SpaceFillingCurve
from symrelu.geometry.expansions import Expansion, dealt, digits, period, periodic, read, split
from symrelu.model.affine import Affine

MOST_DIGITS = 30_000_000
_HALVE = str.maketrans("2", "1")
_DOUBLE = bytes.maketrans(b"1", b"2")
_FEW = 1_000


@dataclass(frozen=True, repr=False)
class LebesgueCurve(SpaceFillingCurve):
    """On Cantor's set, binary digit k of coordinate j is half of ternary digit (k - 1) dim + j; linear on its
    gaps.

    Hoelder continuous with the exponent log 2 / (dim log 3).

    >>> curve = LebesgueCurve(2)
    >>> curve(fmpq(1, 3)), curve.inverse((fmpq(1, 3), fmpq(2, 3)))
    ((1/2, 1), 3/10)
    """

    kind: ClassVar[str] = "lebesgue"
    base: ClassVar[int] = 3
    most_digits: int = MOST_DIGITS

    def _value(self, s: fmpq) -> Point:
        """Most numbers have a digit 1 soon; of the others the digits of the first period tell."""
        for size in (64, _FEW):
            text = digits(3, s, size)
            if "1" in text:
                return self._in_gap(s, text)
        head, rest = split(3, s.q)
        tail = period(3, rest, self.most_digits)
        if tail is None or head + tail > self.most_digits:
            raise self.too_long("the point")
        text = digits(3, s, head + tail)
        return self._in_gap(s, text) if "1" in text else self._along(Expansion(3, text[:head], text[head:]))

    def _in_gap(self, s: fmpq, text: str) -> Point:
        """The point between the ends of the gap behind the digits before a 1: 0111... and 1000... go on with
        them.

        One coordinate is the same at both ends; the others fall by one unit of their last place.
        """
        bits = text[: text.index("1")].translate(_HALVE)
        place = len(bits)
        share = s * fmpz(3) ** (place + 1)
        share -= share.p // share.q
        point: list[fmpq] = []
        for j in range(self.dim):
            own = bits[j :: self.dim]
            falls = fmpq(1) if j == place % self.dim else 2 * (1 - share)
            point.append((2 * read(2, own) + falls) / (fmpz(2) ** (len(own) + 1)))
        return tuple(point)

    def _along(self, s: Expansion) -> Point:
        if "1" in s.head or "1" in s.tail:
            return self._value(s.value)
        head, tail = len(s.head), len(s.tail)
        shared = lcm(tail, self.dim)
        if head + shared > self.most_digits:
            raise self.too_long("the point")
        whole = s.head.translate(_HALVE) + s.tail.translate(_HALVE) * (shared // tail + 1)
        return tuple(self._coordinate(whole, head, shared, j) for j in range(self.dim))

    def _coordinate(self, bits: str, head: int, shared: int, j: int) -> fmpq:
        begin = (head - j + self.dim - 1) // self.dim if head > j else 0
        own = bits[j :: self.dim]
        return periodic(2, own[:begin], own[begin : begin + shared // self.dim])

    def _inverse(self, texts: Sequence[str], head: int) -> Expansion:
        text = dealt(texts, _DOUBLE)
        return Expansion(3, text[: head * self.dim], text[head * self.dim :])

    def _cell(self, number: int, level: int) -> tuple[int, ...]:
        bits = f"{number:0{level * self.dim}b}"
        return tuple(int(bits[j :: self.dim], 2) for j in range(self.dim))

    def maps(self) -> tuple[Affine, ...]:
        """The halves of the cube across its first coordinate; the coordinates move on by one place.

        >>> [f.matrix for f in LebesgueCurve(2).maps()]
        [((0, 1/2), (1, 0)), ((0, 1/2), (1, 0))]
        """
        rows: list[list[fmpq]] = [[fmpq(0)] * self.dim for _ in range(self.dim)]
        for j in range(1, self.dim):
            rows[j][j - 1] = fmpq(1)
        rows[0][-1] = fmpq(1, 2)
        rest = [0] * (self.dim - 1)
        return Affine(rows, [0, *rest]), Affine(rows, [fmpq(1, 2), *rest])

    def places(self) -> tuple[Affine, ...]:
        """The outer thirds of [0, 1]."""
        return Affine(fmpq(1, 3), [0]), Affine(fmpq(1, 3), [fmpq(2, 3)])


def lebesgue(m: int, most_digits: int = MOST_DIGITS) -> LebesgueCurve:
    """Lebesgue's curve from [0, 1] onto [0, 1]^m.

    Raises: InputError for a dimension that is no natural number above 0.

    >>> lebesgue(2)(fmpq(1, 4))
    (0, 1)
    """
    return LebesgueCurve(m, most_digits)
