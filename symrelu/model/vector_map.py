# pyright: basic
"""The maps that push laws on R^d."""

from __future__ import annotations

from typing import Any

from symrelu.errors import InputError
from symrelu.model.network import Layer, Network
from symrelu.model.order import PLAIN
from symrelu.model.scalar import Scalar
from symrelu.terms.symbols import relu

VectorMap = Layer | Network
Vector = tuple[Scalar, ...]


def read_vector_map(f: Any, width: int) -> VectorMap:
    """The map that a user gives for a law on R^width.

    Raises: InputError for another map or another input width.
    """
    if f is relu:
        rows = [[int(i == j) for j in range(width)] for i in range(width)]
        return Layer(rows, [0] * width)
    if not isinstance(f, (Layer, Network)):
        raise InputError(
            "push", repr(f), "a Layer, a Network or relu", "push(Layer([[1, 2], [3, -1]], [0, 1]), law)"
        )
    if f.widths[0] != width:
        raise InputError("push", f"a map from R^{f.widths[0]}", f"a map from R^{width}, where the law lives")
    return f


def image_of(point: Vector, layers: list[Layer]) -> Vector:
    """The image of a point, exact."""
    for layer in layers:
        point = tuple(
            layer.activation.value(sum((w * x for w, x in zip(row, point, strict=True)), b), PLAIN)
            for row, b in zip(layer.weights, layer.bias, strict=True)
        )
    return point
