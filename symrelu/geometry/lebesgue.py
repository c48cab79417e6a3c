# pyright: basic
"""Lebesgue's space-filling curve: ternary digits 0 and 2 dealt to the coordinates as binary digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd
from typing import ClassVar

from flint import fmpq, fmpz

from symrelu.geometry.curve import Point, SpaceFillingCurve
from symrelu.geometry.expansions import MOST_DIGITS, digits, enough, periodic, read, split
from symrelu.model.affine import Affine

_HALVE = str.maketrans("2", "1")
_DOUBLE = str.maketrans("1", "2")


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

    def _value(self, s: fmpq) -> Point:
        if s == 1:
            return (fmpq(1),) * self.dim
        size, most = 64, 2 * self.most_digits + 64  # a period shows itself when it comes again
        while True:
            text = digits(3, s, size)
            gap = text.find("1")
            if gap >= 0:
                return self._in_gap(s, text[:gap].translate(_HALVE))
            point = self._in_cantor_set(s, text)
            if point is not None:
                return point
            if size >= most:
                raise self.too_long("the point")
            size = min(max(4 * size, self._twice(s) if size > 1000 else 0), most)

    def _twice(self, s: fmpq) -> int:
        """How many digits show a period at least: it is as long as the denominator, and must come again."""
        return 2 * int(s.q).bit_length() * 2 // 3

    def _in_gap(self, s: fmpq, bits: str) -> Point:
        """The point between the ends of the gap behind a prefix: 0111... and 1000... go on with it.

        One coordinate is the same at both ends; the others fall by one unit of their last place.
        """
        place = len(bits)
        share = s * fmpz(3) ** (place + 1)
        share -= share.p // share.q
        point: list[fmpq] = []
        for j in range(self.dim):
            own = bits[j :: self.dim]
            falls = fmpq(1) if j == place % self.dim else 2 * (1 - share)
            point.append((2 * read(2, own) + falls) / (fmpz(2) ** (len(own) + 1)))
        return tuple(point)

    def _in_cantor_set(self, s: fmpq, text: str) -> Point | None:
        """The point if these digits, all of them 0 or 2, show a period."""
        head, rest = split(3, s.q)
        known = 1 if rest == 1 else enough(3, rest) + 1
        if len(text) <= head + known:
            return None
        # two remainders that agree in so many digits are equal
        again = text.find(text[head : head + known], head + 1)
        if again < 0:
            return None
        tail = again - head
        bits = text.translate(_HALVE)
        shared = tail * self.dim // gcd(tail, self.dim)
        if head + shared > self.most_digits:
            raise self.too_long("the point")
        whole = bits[:head] + bits[head:again] * (shared // tail + 1)
        return tuple(self._coordinate(whole, head, shared, j) for j in range(self.dim))

    def _coordinate(self, bits: str, head: int, shared: int, j: int) -> fmpq:
        begin = (head - j + self.dim - 1) // self.dim if head > j else 0
        own = bits[j :: self.dim]
        return periodic(2, own[:begin], own[begin : begin + shared // self.dim])

    def _inverse(self, texts: Sequence[str], head: int) -> fmpq:
        dealt = "".join(map("".join, zip(*texts, strict=True))).translate(_DOUBLE)
        cut = head * self.dim
        return periodic(3, dealt[:cut], dealt[cut:])

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
