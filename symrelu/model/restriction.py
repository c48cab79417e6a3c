# pyright: basic
"""A network on a line or a segment: a piecewise affine curve with exact breakpoints."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import sympy as sp
from flint import fmpq

from symrelu.errors import InputError
from symrelu.model.scalar import expression, scalar

if TYPE_CHECKING:
    from symrelu.model.network import Network

Point = tuple[fmpq, ...]
Pattern = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class LinePiece:
    """t -> slope t + offset for low <= t < high (the last piece of a restriction holds its end).

    `pattern` gives, layer by layer, the piece of the activation in which each unit is: the number of kinks
    below its pre-activation inside the piece. None is an infinite end.
    """

    low: fmpq | None
    high: fmpq | None
    slope: Point
    offset: Point
    pattern: Pattern

    def __call__(self, t: Any) -> Point:
        place = scalar(t, "t")
        return tuple(a * place + c for a, c in zip(self.slope, self.offset, strict=True))


@dataclass(frozen=True, repr=False)
class Restriction:
    """The map t -> network(start + t direction), for t between the first and the last node.

    A node inside is a breakpoint: some unit changes the piece of its activation there. Piece j holds its left
    end; the last one holds both. Sequence of `LinePiece`, made when they are asked for.

    Shapes: `patterns` holds for each layer one byte for each piece and unit.
    """

    network: Network
    start: Point
    direction: Point
    nodes: tuple[fmpq | None, ...]
    patterns: tuple[bytes, ...]

    @property
    def breakpoints(self) -> Point:
        """The nodes between the ends, increasing."""
        return tuple(t for t in self.nodes[1:-1] if t is not None)

    @cached_property
    def maps(self) -> tuple[tuple[Point, Point], ...]:
        """The slope and the offset of the map on each piece."""
        from symrelu.geometry.segment import maps

        return maps(self)

    def __len__(self) -> int:
        return len(self.nodes) - 1

    def __getitem__(self, index: int) -> LinePiece:
        j = range(len(self))[index]
        widths = self.network.widths[1:]
        cut = zip(self.patterns, widths, strict=True)
        pattern = tuple(tuple(layer[j * width : (j + 1) * width]) for layer, width in cut)
        return LinePiece(self.nodes[j], self.nodes[j + 1], *self.maps[j], pattern)

    def __iter__(self) -> Iterator[LinePiece]:
        return (self[j] for j in range(len(self)))

    def __call__(self, t: Any) -> Point:
        """The image of start + t direction.

        Raises: InputError outside the ends.
        """
        place = scalar(t, "t")
        low, high = self.nodes[0], self.nodes[-1]
        if (
            not isinstance(place, fmpq)
            or (low is not None and place < low)
            or (high is not None and place > high)
        ):
            raise InputError("t", str(place), f"a rational number from {_end(low, '-')} to {_end(high, '')}")
        return self[bisect_right(self.breakpoints, place)](place)

    def point(self, t: Any) -> Point:
        """The point start + t direction of the line."""
        place = scalar(t, "t")
        return tuple(c + place * d for c, d in zip(self.start, self.direction, strict=True))

    @cached_property
    def bends(self) -> Point:
        """The breakpoints at which the map itself is not affine."""
        pairs = zip(self.breakpoints, itertools.pairwise(self.maps), strict=True)
        return tuple(t for t, (before, after) in pairs if before != after)

    @property
    def chain(self) -> tuple[Point, ...]:
        """The image as a polygonal chain: its corners from the first end to the last, no point twice in a
        row.

        Raises: InputError for an infinite end.
        """
        low, high = self.nodes[0], self.nodes[-1]
        if low is None or high is None:
            raise InputError("chain", "an infinite end", "a segment", "net.on_segment(start, end)")
        points = [self(t) for t in dict.fromkeys((low, *self.bends, high))]
        return tuple(point for point, _ in itertools.groupby(points))

    def to_json(self) -> dict[str, Any]:
        """Exact numbers as strings."""
        pieces = [
            {
                "from": _end(piece.low, "-"),
                "to": _end(piece.high, ""),
                "slope": [*map(str, piece.slope)],
                "offset": [*map(str, piece.offset)],
                "pattern": [*map(list, piece.pattern)],
            }
            for piece in self
        ]
        named = {"start": [*map(str, self.start)], "direction": [*map(str, self.direction)]}
        return {**named, "breakpoints": [*map(str, self.breakpoints)], "pieces": pieces}

    def __repr__(self) -> str:
        ends = f"{_end(self.nodes[0], '-')} to {_end(self.nodes[-1], '')}"
        count = len(self)
        return f"Restriction({count} piece{'s' * (count != 1)}, t from {ends})"

    def _repr_latex_(self) -> str:
        ends = f"{_latex(self.nodes[0], '-')} \\le t \\le {_latex(self.nodes[-1], '')}"
        foot, step = (sp.latex(sp.Matrix([*map(expression, v)])) for v in (self.start, self.direction))
        value = f"f\\left({foot} + t {step}\\right)"
        return f"$t \\mapsto {value},\\quad {ends},\\quad {len(self)}\\text{{ pieces}}$"


def _latex(t: fmpq | None, sign: str) -> str:
    return f"{sign}\\infty" if t is None else sp.latex(expression(t))


def _end(t: fmpq | None, sign: str) -> str:
    return f"{sign}oo" if t is None else str(t)
