# pyright: basic
"""Piecewise-linear maps from an interval of R to R^n: the cells, and on each cell one affine map.

Layers act on all cells at once: a matrix product by FLINT, then a cut of each cell at the kinks.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Any

from flint import fmpq, fmpq_mat

from symrelu.model.activation import Activation
from symrelu.model.network import Layer
from symrelu.model.order import Order
from symrelu.model.scalar import ONE, ZERO, Scalar

Column = tuple[Scalar, ...]
_FLINT_FROM = 64


@dataclass(frozen=True)
class Cells:
    """t -> slopes[j] t + offsets[j] on the j-th cell of (lower, upper), which `breaks` cut.

    Shapes: len(slopes) = len(offsets) = len(breaks) + 1; each entry holds n scalars; None is an infinite end.
    """

    lower: Scalar | None
    upper: Scalar | None
    breaks: tuple[Scalar, ...]
    slopes: tuple[Column, ...]
    offsets: tuple[Column, ...]

    def ends(self) -> list[tuple[Scalar | None, Scalar | None]]:
        """The two ends of each cell."""
        points = (self.lower, *self.breaks, self.upper)
        return list(itertools.pairwise(points))

    def merged(self) -> Cells:
        """The same map without breaks at which it is affine."""
        breaks: list[Scalar] = []
        slopes, offsets = [self.slopes[0]], [self.offsets[0]]
        for t, slope, offset in zip(self.breaks, self.slopes[1:], self.offsets[1:], strict=True):
            if slope != slopes[-1] or offset != offsets[-1]:
                breaks.append(t)
                slopes.append(slope)
                offsets.append(offset)
        return Cells(self.lower, self.upper, tuple(breaks), tuple(slopes), tuple(offsets))

    def affine(self, weights: tuple[Column, ...], bias: Column) -> Cells:
        """The map followed by x -> W x + b."""
        slopes, offsets = _times(weights, self.slopes), _times(weights, self.offsets)
        moved = tuple(tuple(v + b for v, b in zip(column, bias, strict=True)) for column in offsets)
        return Cells(self.lower, self.upper, self.breaks, slopes, moved)

    def activated(self, activation: Activation, order: Order) -> Cells:
        """The map followed by an activation in each coordinate."""
        if not activation.kinks:
            slope, offset = activation.pieces[0]
            if (slope, offset) == (1, 0):
                return self
            scaled = tuple(tuple(slope * v for v in column) for column in self.slopes)
            moved = tuple(tuple(slope * v + offset for v in column) for column in self.offsets)
            return Cells(self.lower, self.upper, self.breaks, scaled, moved)
        breaks: list[Scalar] = []
        slopes: list[Column] = []
        offsets: list[Column] = []
        for (lo, hi), slope, offset in zip(self.ends(), self.slopes, self.offsets, strict=True):
            cuts, new_slopes, new_offsets = _cut(lo, hi, slope, offset, activation, order)
            breaks += [lo] if slopes else []
            breaks += cuts
            slopes += new_slopes
            offsets += new_offsets
        return Cells(self.lower, self.upper, tuple(breaks), tuple(slopes), tuple(offsets))


def _times(weights: tuple[Column, ...], columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """W times each column."""
    size = len(weights) * len(weights[0]) * len(columns)
    if size >= _FLINT_FROM and all(
        isinstance(v, fmpq) for rows in (weights, columns) for row in rows for v in row
    ):
        left = fmpq_mat(len(weights), len(weights[0]), [v for row in weights for v in row])
        right = fmpq_mat(len(columns), len(columns[0]), [v for column in columns for v in column]).transpose()
        return tuple(map(tuple, (left * right).transpose().tolist()))
    return tuple(tuple(_dot(row, column) for row in weights) for column in columns)


def _dot(row: Column, column: Column) -> Scalar:
    total: Any = ZERO
    for w, v in zip(row, column, strict=True):
        if w != 0 and v != 0:
            total = total + w * v
    return total


def _cut(
    lo: Scalar | None, hi: Scalar | None, slope: Column, offset: Column, activation: Activation, order: Order
) -> tuple[list[Scalar], list[Column], list[Column]]:
    """The cuts inside one cell, and the affine maps between them."""
    new_slope, new_offset = list(slope), list(offset)
    crossings: list[tuple[Scalar, int, int]] = []
    for i, (a, c) in enumerate(zip(slope, offset, strict=True)):
        direction = order.sign(a)
        if direction == 0:
            new_slope[i], new_offset[i] = ZERO, activation.value(c, order)
            continue
        start, steps = _walk(lo, hi, a, c, direction, activation, order)
        _place(new_slope, new_offset, i, a, c, activation.pieces[start])
        crossings += [(t, i, piece) for t, piece in steps]
    slopes, offsets, cuts = [tuple(new_slope)], [tuple(new_offset)], []
    for t, i, piece in _by_position(crossings, order):
        _place(new_slope, new_offset, i, slope[i], offset[i], activation.pieces[piece])
        if cuts and order.zero(t - cuts[-1]):
            slopes[-1], offsets[-1] = tuple(new_slope), tuple(new_offset)
        else:
            cuts.append(t)
            slopes.append(tuple(new_slope))
            offsets.append(tuple(new_offset))
    return cuts, slopes, offsets


def _place(
    slopes: list[Scalar], offsets: list[Scalar], i: int, a: Scalar, c: Scalar, piece: tuple[Scalar, Scalar]
) -> None:
    s, d = piece
    if isinstance(s, fmpq) and s == 0:
        slopes[i], offsets[i] = ZERO, d
    elif isinstance(s, fmpq) and s == 1:
        slopes[i], offsets[i] = a, c + d
    else:
        slopes[i], offsets[i] = s * a, s * c + d


def _walk(
    lo: Scalar | None,
    hi: Scalar | None,
    a: Scalar,
    c: Scalar,
    direction: int,
    activation: Activation,
    order: Order,
) -> tuple[int, list[tuple[Scalar, int]]]:
    """The piece of the activation in which a t + c starts at lo, and (t, next piece) at each kink passed."""
    last = len(activation.kinks)
    start = 0 if direction > 0 else last
    steps: list[tuple[Scalar, int]] = []
    kinks = list(enumerate(activation.kinks))
    for i, kink in kinks if direction > 0 else reversed(kinks):
        after = i + 1 if direction > 0 else i
        if not steps and lo is not None and not order.positive(direction * (kink - a * lo - c)):
            start = after
        elif hi is not None and not order.positive(direction * (a * hi + c - kink)):
            break
        else:
            steps.append(((kink - c) / a, after))
    return start, steps


def _by_position(crossings: list[tuple[Scalar, int, int]], order: Order) -> list[tuple[Scalar, int, int]]:
    if all(isinstance(t, fmpq) for t, _, _ in crossings):
        return sorted(crossings)
    return sorted(crossings, key=cmp_to_key(lambda p, q: order.sign(p[0] - q[0])))


def joined(parts: list[Cells], order: Order) -> Cells:
    """The map with the coordinates of all parts, on the common refinement of their cells."""
    pool: list[Scalar] = []
    for t in order.sorted([t for part in parts for t in part.breaks], lambda t: t):
        if not pool or not (t == pool[-1] or order.zero(t - pool[-1])):
            pool.append(t)
    slopes: list[Column] = [()] * (len(pool) + 1)
    offsets: list[Column] = [()] * (len(pool) + 1)
    for part in parts:
        j = 0
        for i in range(len(pool) + 1):
            if (
                i
                and j < len(part.breaks)
                and (pool[i - 1] == part.breaks[j] or order.zero(pool[i - 1] - part.breaks[j]))
            ):
                j += 1
            slopes[i] += part.slopes[j]
            offsets[i] += part.offsets[j]
    return Cells(parts[0].lower, parts[0].upper, tuple(pool), tuple(slopes), tuple(offsets))


@dataclass(frozen=True)
class ClipForm:
    """x -> clip(a x + c; lo, hi), the normal form of stacks of width one; None is an infinite bound.

    >>> ClipForm(ONE, ZERO, None, None).then(fmpq(2), fmpq(-1), ZERO, None)
    ClipForm(a=2, c=-1, lo=0, hi=None)
    """

    a: fmpq
    c: fmpq
    lo: fmpq | None
    hi: fmpq | None

    def then(self, w: fmpq, b: fmpq, low: fmpq | None, high: fmpq | None) -> ClipForm:
        """The form followed by x -> clip(w x + b; low, high)."""
        if w == 0:
            value = _clipped(b, low, high)
            return ClipForm(ZERO, value, value, value)
        lo = None if self.lo is None else w * self.lo + b
        hi = None if self.hi is None else w * self.hi + b
        if w < 0:
            lo, hi = hi, lo
        lo = low if lo is None else _clipped(lo, low, high)
        hi = high if hi is None else _clipped(hi, low, high)
        if lo is not None and lo == hi:
            return ClipForm(ZERO, lo, lo, hi)
        return ClipForm(w * self.a, w * self.c + b, lo, hi)

    def layer(self) -> Layer:
        """The form as one layer."""
        if self.lo is None and self.hi is None:
            return Layer(self.a, self.c, "identity")
        return Layer(self.a, self.c, "clip", lo=self.lo, hi=self.hi)


def _clipped(value: fmpq, low: fmpq | None, high: fmpq | None) -> fmpq:
    if low is not None and value < low:
        return low
    return high if high is not None and value > high else value


def _clip_layer(layer: Any) -> bool:
    if (
        layer.widths != (1, 1)
        or not isinstance(layer.weights[0][0], fmpq)
        or not isinstance(layer.bias[0], fmpq)
    ):
        return False
    bounds = layer.activation.bounds()
    return bounds is not None and all(b is None or isinstance(b, fmpq) for b in bounds)


def shortened(layers: list[Layer]) -> list[Layer]:
    """The layers with each run of rational clips of width one replaced by one clip.

    >>> shortened([Layer(1, 0), Layer(-2, fmpq(3, 2)), Layer(fmpq(1, 2), fmpq(-1, 8))])
    [Layer(-1, 5/8, activation="clip", lo=0, hi=5/8)]
    """
    short: list[Layer] = []
    form: ClipForm | None = None
    for layer in layers:
        if not _clip_layer(layer):
            short += [form.layer()] if form else []
            form = None
            short.append(layer)
            continue
        low, high = layer.activation.bounds() or (None, None)
        form = (form or ClipForm(ONE, ZERO, None, None)).then(layer.weights[0][0], layer.bias[0], low, high)
    return [*short, form.layer()] if form else short
