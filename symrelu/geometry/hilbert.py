# pyright: basic
"""Hilbert's space-filling curve in the form of Butz and Hamilton, exact at rational numbers.

A state (corner, axis) says how the curve runs through a cell: from the corner to the next along the axis.
Bit j of a cell is the next binary digit of coordinate j.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import Any, ClassVar

from flint import fmpq, fmpz

from symrelu.errors import InputError, TooManyDigits
from symrelu.geometry.curve import Point, SpaceFillingCurve
from symrelu.geometry.expansions import MOST_DIGITS, Expansion, dealt, digits, period, periodic, split
from symrelu.geometry.hilbert_dyadic import (
    cells_text,
    direction,
    entry,
    gray,
    gray_inverse,
    number_of,
    turned,
)
from symrelu.model.affine import Affine

State = tuple[int, int]
_SMALL = 4  # dimensions whose transitions are tabled
_MOST_MAPS = 12
_BLOCK = 8
_WORD = 2_000  # bits of a number whose digits are read by shifts


@dataclass(frozen=True, repr=False)
class HilbertCurve(SpaceFillingCurve):
    """The curve through the 2^dim halves of the cube in the order of Gray's code, each a copy of itself.

    Hoelder continuous with the exponent 1 / dim.

    >>> curve = HilbertCurve(2)
    >>> curve(fmpq(1, 5)), curve.inverse((fmpq(1, 3), fmpq(1, 3)))
    ((2/5, 1/5), 2/15)
    """

    kind: ClassVar[str] = "hilbert"

    def after(self, state: State, w: int) -> State:
        """The state in the part w of a cell."""
        corner, axis = state
        return corner ^ self._left(entry(w), axis + 1), (axis + direction(w) + 1) % self.dim

    def cell(self, state: State, w: int) -> int:
        """The part of a cell that the curve visits as number w."""
        return self._left(gray(w), state[1] + 1) ^ state[0]

    def number(self, state: State, cell: int) -> int:
        """When the curve visits a part of a cell."""
        return gray_inverse(self._left(cell ^ state[0], self.dim - (state[1] + 1) % self.dim))

    def _left(self, bits: int, count: int) -> int:
        return turned(bits, count % self.dim, self.dim)

    @cached_property
    def _start(self) -> State:
        return 0, self.dim - 1

    @cached_property
    def _table(self) -> dict[State, list[tuple[int, State]]]:
        """The cells and states after all states, for small dimensions."""
        if self.dim > _SMALL:
            return {}
        parts = range(1 << self.dim)
        states = [(corner, axis) for corner in parts for axis in range(self.dim)]
        return {state: [(self.cell(state, w), self.after(state, w)) for w in parts] for state in states}

    @cached_property
    def _back(self) -> dict[State, list[tuple[int, State]]]:
        """The numbers of cells and the states after them, for small dimensions."""
        found: dict[State, list[tuple[int, State]]] = {}
        for state, row in self._table.items():
            places = sorted((cell, w, after) for w, (cell, after) in enumerate(row))
            found[state] = [(w, after) for _, w, after in places]
        return found

    def _forth(self, state: State, numbers: Sequence[int]) -> tuple[list[int], State]:
        """The cells of these numbers, and the state behind them."""
        cells: list[int] = []
        if self._table:
            table = self._table
            for w in numbers:
                cell, state = table[state][w]
                cells.append(cell)
            return cells, state
        for w in numbers:
            cells.append(self.cell(state, w))
            state = self.after(state, w)
        return cells, state

    def _numbers(self, state: State, cells: Sequence[int]) -> tuple[list[int], State]:
        """The numbers of these cells, and the state behind them."""
        numbers: list[int] = []
        if self._table:
            back = self._back
            for cell in cells:
                w, state = back[state][cell]
                numbers.append(w)
            return numbers, state
        for cell in cells:
            w = self.number(state, cell)
            numbers.append(w)
            state = self.after(state, w)
        return numbers, state

    def __call__(self, s: Any) -> Point:
        if isinstance(s, fmpq):
            above, below = int(s.p), int(s.q)
            if 1 < below and not below & below - 1 and 0 <= above < below and below.bit_length() <= _WORD:
                return self._at_short(above, below.bit_length() - 1)
        return super().__call__(s)

    def _value(self, s: fmpq) -> Point:
        head, rest = split(2, s.q)
        groups = -(-head // self.dim)
        if groups * self.dim > self.most_digits:
            raise self.too_long("the point")
        if rest == 1 and s != 1:
            return self._at_dyadic(s, groups)
        length = period(2, rest, self.most_digits)
        if length is None or groups * self.dim + length > self.most_digits:
            raise self.too_long("the point")
        text = digits(2, s, groups * self.dim + length)
        cut = groups * self.dim
        return self._along(Expansion(2, text[:cut], text[cut:]))

    def _along(self, s: Expansion) -> Point:
        groups = -(-len(s.head) // self.dim)
        if groups * self.dim + len(s.tail) > self.most_digits:
            raise self.too_long("the point")
        tail = len(s.tail) // gcd(len(s.tail), self.dim)
        size = (groups + tail) * self.dim
        text = (s.head + s.tail * ((size - len(s.head)) // len(s.tail) + 1))[:size]
        first, block = self._cycle(
            self._forth, list(_cut(text, self.dim)), groups, self.too_long("the point")
        )
        heads, tails = self._coordinates(first), self._coordinates(block)
        return tuple(periodic(2, *pair) for pair in zip(heads, tails, strict=True))

    def _at_short(self, number: int, length: int) -> Point:
        """The point at number / 2^length, level by level."""
        m = self.dim
        text, corner = cells_text(m, number, length)
        size = 1 << len(text) // m
        return tuple([fmpq(int(text[m - 1 - j :: m], 2) + (corner >> j & 1), size) for j in range(m)])

    def inverse(self, point: Any) -> fmpq:
        known = isinstance(point, tuple) and len(point) == self.dim
        if known and all(isinstance(value, fmpq) for value in point):
            pairs = [(int(value.p), int(value.q)) for value in point]
            below = max([q for _, q in pairs])
            short = 1 < below < 1 << _WORD // self.dim
            if short and all(0 <= p <= q and not q & q - 1 for p, q in pairs):
                return self._inverse_short(pairs, below.bit_length() - 1)
        return super().inverse(point)

    def _inverse_short(self, pairs: Sequence[tuple[int, int]], levels: int) -> fmpq:
        """The number for a point of dyadic coordinates: behind their digits it stays in a corner."""
        size, form = 1 << levels, f"0{levels}b"
        top = 0
        if (1, 1) in pairs:  # the digits of 1 never end
            top = sum(1 << j for j, pair in enumerate(pairs) if pair == (1, 1))
        texts = [format(p * (size // q) - (p == q), form) for p, q in pairs]
        number, bits = number_of(self.dim, texts, top)
        if bits not in self._corners:
            rest = self.expanded([fmpq(bits >> j & 1) for j in range(self.dim)]).value
            self._corners[bits] = int(rest.p), int(rest.q)
        p, q = self._corners[bits]
        return fmpq(number * q + p, q << levels * self.dim)

    @cached_property
    def _corners(self) -> dict[int, tuple[int, int]]:
        """The numbers of corners of the cube, as they are asked for."""
        return {0: (0, 1)}

    def _at_dyadic(self, s: fmpq, groups: int) -> Point:
        """Behind terminating digits the curve stays in the corner at which it enters the last cell."""
        text = f"{int(s * fmpz(2) ** (groups * self.dim)):0{groups * self.dim}b}" if groups else ""
        cells, (corner, _) = self._forth(self._start, list(_cut(text, self.dim)))
        size = fmpz(1) << groups
        texts = self._coordinates(cells)
        return tuple(fmpq(int(own or "0", 2) + (corner >> j & 1), size) for j, own in enumerate(texts))

    def _cycle(
        self,
        through: Callable[[State, Sequence[int]], tuple[list[int], State]],
        given: list[int],
        head: int,
        too_long: TooManyDigits,
    ) -> tuple[list[int], list[int]]:
        """What comes of a sequence that is periodic behind its head, as a head and a period of its own."""
        found, state = through(self._start, given[:head])
        seen: dict[State, int] = {}
        block = given[head:]
        block *= -(-min(self.dim, _BLOCK) // len(block))  # one call for several short periods
        while state not in seen:
            seen[state] = len(found)
            if (len(found) + len(block)) * self.dim > self.most_digits:
                raise too_long
            more, state = through(state, block)
            found += more
        return found[: seen[state]], found[seen[state] :]

    def _coordinates(self, cells: Sequence[int]) -> list[str]:
        """The binary digits of each coordinate."""
        text = "".join([f"{cell:0{self.dim}b}" for cell in cells])
        return [text[self.dim - 1 - j :: self.dim] for j in range(self.dim)]

    def _inverse(self, texts: Sequence[str], head: int) -> Expansion:
        cells = [*_cut(dealt([*reversed(texts)]), self.dim)]
        shorter = self.too_long("a parameter of this point", "Lebesgue's curve, where it has fewer")
        first, block = self._cycle(self._numbers, cells, head, shorter)
        return Expansion(2, *("".join([f"{w:0{self.dim}b}" for w in part]) for part in (first, block)))

    def _cell(self, number: int, level: int) -> tuple[int, ...]:
        text = f"{number:0{level * self.dim}b}"
        cells, _ = self._forth(self._start, list(_cut(text, self.dim)))
        return tuple(int(own, 2) for own in self._coordinates(cells))

    def maps(self) -> tuple[Affine, ...]:
        """The halves of the cube in the order of the curve, turned and reflected.

        Raises: InputError for dimensions above 12, where there are more than 4096.

        >>> [f.offset for f in HilbertCurve(2).maps()]
        [(0, 0), (1/2, 0), (1/2, 1/2), (1/2, 1)]
        """
        self._few_maps()
        return tuple(self._map(w) for w in range(1 << self.dim))

    def _map(self, w: int) -> Affine:
        half = fmpq(1, 2)
        corner, axis = self.after(self._start, w)
        rows: list[list[fmpq]] = []
        offset: list[fmpq] = []
        for i in range(self.dim):
            turned = corner >> i & 1
            row = [fmpq(0)] * self.dim
            row[(i - axis - 1) % self.dim] = -half if turned else half
            rows.append(row)
            offset.append(half * ((gray(w) >> i & 1) + turned))
        return Affine(rows, offset)

    def places(self) -> tuple[Affine, ...]:
        """The 2^dim equal parts of [0, 1]."""
        self._few_maps()
        part = fmpq(1, 1 << self.dim)
        return tuple(Affine(part, [w * part]) for w in range(1 << self.dim))

    def _few_maps(self) -> None:
        if self.dim > _MOST_MAPS:
            raise InputError("maps", f"2^{self.dim} maps", f"a dimension of at most {_MOST_MAPS}")


def _cut(text: str, width: int) -> Iterator[int]:
    return (int(text[at : at + width], 2) for at in range(0, len(text), width))


def hilbert(m: int, most_digits: int = MOST_DIGITS) -> HilbertCurve:
    """Hilbert's curve from [0, 1] onto [0, 1]^m.

    Raises: InputError for a dimension that is no natural number above 0.

    >>> hilbert(3)(fmpq(1, 3))
    (8/9, 7/9, 4/9)
    """
    return HilbertCurve(m, most_digits)
