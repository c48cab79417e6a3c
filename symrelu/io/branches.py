# pyright: basic
"""Sums of two branches of a graph as one chain: layers side by side, the shorter branch carried along.

A value that is not negative goes through a ReLU as it is, any other one as x = relu(x) - relu(-x). Other
activations are written in ReLUs first: s u + (jumps of the slope at the kinks) relu(u - kink). All exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flint import fmpq, fmpq_mat

from symrelu.errors import InputError
from symrelu.io.flow import Flow

if TYPE_CHECKING:
    from symrelu.model.network import Layer

Rows = list[list[fmpq]]
Column = list[fmpq]
Map = tuple[Rows, Column]  # x -> rows x + column
_WIDEST = 20_000


def joined(one: Flow, other: Flow, sign: int, where: str) -> Flow:
    """one + sign * other, for two values that depend on the input.

    Raises: InputError for values of different shapes, and for too many units.
    """
    from symrelu.model.network import Layer

    if one.shape != other.shape:
        found = f"branches of the shapes {one.shape} and {other.shape}"
        raise InputError(where, found, "branches of one shape")
    shared = 0
    for mine, yours in zip(one.layers, other.layers, strict=False):
        if mine is not yours:
            break
        shared += 1
    branches = [_relus(flow.layers[shared:], (flow.rows(), [*flow.offset])) for flow in (one, other)]
    depth = max(len(layers) for layers, _ in branches)
    positive = shared > 0 and one.layers[shared - 1].activation.name in ("relu", "abs")
    (first, (a, c)), (second, (b, e)) = (_carried(*branch, depth, positive) for branch in branches)
    layers: list[Layer] = []
    for step, (mine, yours) in enumerate(zip(first, second, strict=True)):
        rows = mine[0] + yours[0] if step == 0 else _side_by_side(mine[0], yours[0])
        if len(rows) > _WIDEST:
            raise InputError(where, f"{len(rows)} units side by side", f"at most {_WIDEST}")
        layers.append(Layer(rows, mine[1] + yours[1]))
    signed = [[sign * entry for entry in row] for row in b]
    if depth:
        matrix = [left + right for left, right in zip(a, signed, strict=True)]
    else:
        matrix = [
            [x + y for x, y in zip(left, right, strict=True)] for left, right in zip(a, signed, strict=True)
        ]
    offset = tuple(x + sign * y for x, y in zip(c, e, strict=True))
    return Flow((*one.layers[:shared], *layers), fmpq_mat(matrix), offset, one.shape)


def _relus(layers: Sequence[Layer], last: Map) -> tuple[list[Map], Map]:
    """Affine maps with a ReLU behind each, then an affine map."""
    found: list[Map] = []
    before: Map | None = None  # of the units of the layer before, the values of its activation
    for layer in layers:
        rows, bias = _behind(([[*row] for row in layer.weights], [*layer.bias]), before)
        before = None
        if layer.activation.name != "relu":
            units, constant = _units(layer.activation)
            before = _recombined(len(rows), units, constant)
            rows, bias = (
                [[s * entry for entry in row] for row in rows for _, s, _ in units],
                [s * b - shift for b in bias for _, s, shift in units],
            )
        found.append((rows, bias))
    return found, _behind(last, before)


def _units(activation: Any) -> tuple[list[tuple[fmpq, int, fmpq]], fmpq]:
    """Triples (factor, sign, shift), and a constant: the sum of factor * relu(sign * u - shift), plus it."""
    (slope, offset), *_ = activation.pieces
    zero = fmpq(0)
    units = [(slope, 1, zero), (-slope, -1, zero)] if slope else []
    for kink, (low, _), (high, _) in zip(
        activation.kinks, activation.pieces, activation.pieces[1:], strict=False
    ):
        if high != low:
            units.append((high - low, 1, kink))
    return units or [(zero, 1, zero)], offset


def _recombined(count: int, units: Sequence[tuple[fmpq, int, fmpq]], constant: fmpq) -> Map:
    """The values of an activation from those of its ReLUs."""
    width = count * len(units)
    rows = [[fmpq(0)] * width for _ in range(count)]
    for i, row in enumerate(rows):
        row[i * len(units) : (i + 1) * len(units)] = [factor for factor, _, _ in units]
    return rows, [constant] * count


def _behind(last: Map, first: Map | None) -> Map:
    """The composition of two affine maps."""
    if first is None:
        return last
    (rows, bias), (inner, moved) = last, first
    matrix = fmpq_mat(rows)
    shift = (matrix * fmpq_mat(len(moved), 1, moved)).entries()
    return (matrix * fmpq_mat(inner)).tolist(), [b + s for b, s in zip(bias, shift, strict=True)]


def _carried(layers: list[Map], last: Map, depth: int, positive: bool) -> tuple[list[Map], Map]:
    """The same branch with so many layers; `positive` says that its input is not negative."""
    found = [*layers]
    rows, bias = last
    if len(found) < depth and not found and not (positive and len(rows[0]) <= 2 * len(rows)):
        minus = [[-entry for entry in row] for row in rows]
        found.append((rows + minus, bias + [-entry for entry in bias]))
        one = _identity(len(rows))
        last = [row + [-entry for entry in row] for row in one], [fmpq(0)] * len(rows)
    width = len(last[0][0])
    found += [(_identity(width), [fmpq(0)] * width)] * (depth - len(found))
    return found, last


def _identity(size: int) -> Rows:
    return [[fmpq(int(i == j)) for j in range(size)] for i in range(size)]


def _side_by_side(one: Rows, other: Rows) -> Rows:
    """The block diagonal matrix of two."""
    left, right = [fmpq(0)] * len(one[0]), [fmpq(0)] * len(other[0])
    return [row + right for row in one] + [left + row for row in other]
