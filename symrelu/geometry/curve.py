# pyright: basic
"""Space-filling curves: what Lebesgue's and Hilbert's have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from flint import fmpq

from symrelu.errors import InputError, TooManyDigits
from symrelu.geometry.expansions import MOST_DIGITS, Expansion, binary, digits
from symrelu.model.affine import Affine
from symrelu.model.rational import rational, vector

Point = tuple[fmpq, ...]
MOST_CELLS = 2**20
MOST_COORDINATES = 100_000


@dataclass(frozen=True)
class SpaceFillingCurve(ABC):
    """A continuous map of [0, 1] onto the cube [0, 1]^dim, exact at rational numbers.

    Answers of more than `most_digits` digits are refused before they are computed.
    """

    dim: int
    most_digits: int = MOST_DIGITS
    kind: ClassVar[str] = ""
    base: ClassVar[int] = 2

    def __post_init__(self) -> None:
        for name, value in (("dim", self.dim), ("most_digits", self.most_digits)):
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                raise InputError(name, repr(value)[:40], "a natural number above 0", f"{self.kind}(2)")
        most = min(self.most_digits, MOST_COORDINATES)
        if self.dim > most:
            raise InputError("dim", f"{shown(fmpq(self.dim))} coordinates", f"at most {most:,}")

    def __call__(self, s: Any) -> Point:
        """The point of the curve at a rational number of [0, 1], or at an expansion in the base of the curve.

        Raises: InputError for floats, irrational numbers and numbers outside; TooManyDigits.
        """
        if isinstance(s, Expansion) and s.base == self.base:
            return self._along(s)
        return self._value(unit(s.value if isinstance(s, Expansion) else s, "s"))

    def inverse(self, point: Any) -> fmpq:
        """A rational number at which the curve passes through a rational point of the cube.

        Where there are several, it is the one of the terminating binary digits; those of 1 never end.

        Raises: InputError for points with other coordinates or outside the cube; TooManyDigits.
        """
        return self.expansion(point).value

    def expansion(self, point: Any) -> Expansion:
        """The digits of `inverse`: much sooner where they are many, since no fraction is reduced.

        Raises: InputError for points with other coordinates or outside the cube; TooManyDigits.

        >>> from symrelu.geometry.lebesgue import lebesgue
        >>> lebesgue(2).expansion((fmpq(1, 3), fmpq(2, 3)))
        Expansion(0.(0220) in base 3)
        """
        return self.expanded(self.inside(point))

    def inside(self, point: Any) -> Point:
        """A rational point of the cube.

        Raises: InputError for points with other coordinates or outside the cube.
        """
        where = vector(point, "point", self.dim)
        for number, value in enumerate(where, start=1):
            if not 0 <= value.p <= value.q:
                unit(value, f"coordinate {number} of the point")
        return where

    def expanded(self, where: Sequence[fmpq]) -> Expansion:
        """The digits of `inverse` at a point inside.

        Raises: TooManyDigits.
        """
        most = self.most_digits // self.dim
        below = [int(value.q) for value in where]
        if any(q & q - 1 for q in below):
            lengths = binary(where, most)
        else:  # digits that terminate, and 111... for 1
            lengths = max(below).bit_length() - 1, 1
        if lengths is None or sum(lengths) > most:
            raise self.too_long("a parameter of this point")
        head, tail = lengths
        texts = [digits(2, value, head + tail) for value in where]
        return self._inverse(texts, head)

    def cells(self, level: int) -> tuple[tuple[int, ...], ...]:
        """The cells of side 2^-level in the order in which the curve fills them, by their lower corners times
        2^level.

        Raises: InputError for a level that is no natural number, or that has more than a million cells.
        """
        if isinstance(level, bool) or not isinstance(level, int) or level < 0:
            raise InputError("level", repr(level)[:40], "a natural number", "curve.polygon(3)")
        if level * self.dim > MOST_CELLS.bit_length() - 1:
            raise InputError(
                "level", f"2^{level * self.dim} cells", f"at most {MOST_CELLS:,} cells", "level=1"
            )
        if not level:
            return ((0,) * self.dim,)
        return tuple(self._cell(number, level) for number in range(2 ** (level * self.dim)))

    def polygon(self, level: int) -> tuple[Point, ...]:
        """The corners of a polygon that approaches the curve: the centres of the cells of side 2^-level in
        order.

        >>> from symrelu.geometry.hilbert import hilbert
        >>> hilbert(2).polygon(1)
        ((1/4, 1/4), (3/4, 1/4), (3/4, 3/4), (1/4, 3/4))
        """
        cells = self.cells(level)
        size = 2 ** (level + 1)
        return tuple(tuple(fmpq(2 * c + 1, size) for c in cell) for cell in cells)

    @abstractmethod
    def maps(self) -> tuple[Affine, ...]:
        """The affine maps of the cube under which the curve is similar to itself, in its order."""

    @abstractmethod
    def places(self) -> tuple[Affine, ...]:
        """The affine maps of [0, 1] that belong to them: curve(place(s)) = map(curve(s)) for all s."""

    @abstractmethod
    def _value(self, s: fmpq) -> Point: ...

    @abstractmethod
    def _along(self, s: Expansion) -> Point:
        """The point at a number of which the digits are known."""

    @abstractmethod
    def _inverse(self, texts: Sequence[str], head: int) -> Expansion:
        """The number whose point has these binary digits, periodic behind the first `head`."""

    @abstractmethod
    def _cell(self, number: int, level: int) -> tuple[int, ...]: ...

    def too_long(self, quantity: str, instead: str = "numbers with smaller denominators") -> TooManyDigits:
        """The error for an answer of too many digits, and what has fewer."""
        return TooManyDigits(quantity, self.most_digits, f"{instead}, or a larger most_digits")

    def __repr__(self) -> str:
        return f"{self.kind}({self.dim})"


def unit(value: Any, name: str) -> fmpq:
    """A rational number of [0, 1].

    Raises: InputError for every other value.
    """
    found = rational(value, name)
    if not 0 <= found.p <= found.q:
        raise InputError(name, shown(found), "a rational number from 0 to 1")
    return found


def shown(value: fmpq) -> str:
    """A number as a text that is not too long for a message.

    >>> shown(fmpq(1, 3)), shown(fmpq(10)**100)
    ('1/3', 'a number of 333 bits')
    """
    size = int(value.p).bit_length() + int(value.q).bit_length() - 1
    return str(value) if size < 200 else f"a number of {size} bits"
