# pyright: basic
"""Layers with exact weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.model.activation import Activation, activation
from symrelu.model.fact import Fact
from symrelu.model.scalar import Expression, Reader, Scalar, Variable, expression, scalar, symbols_of


def _matrix(W: Any) -> tuple[tuple[Scalar, ...], ...]:
    if isinstance(W, sp.MatrixBase):
        W = W.tolist()
    if not isinstance(W, (list, tuple)):
        return ((scalar(W, "W"),),)
    rows = [tuple(row) if isinstance(row, (list, tuple)) else None for row in W]
    lengths = {None if row is None else len(row) for row in rows}
    if None in lengths or len(lengths) != 1 or not all(lengths):
        raise InputError(
            "W",
            f"rows of lengths {[None if r is None else len(r) for r in rows]}",
            "a number or a matrix: a list of rows of one length",
            "[[1, 2], [3, -1]]",
        )
    return tuple(tuple(scalar(entry, "W") for entry in row) for row in rows if row is not None)


def _vector(b: Any) -> tuple[Scalar, ...]:
    if isinstance(b, sp.MatrixBase):
        return _vector(b.flat())
    if not isinstance(b, (list, tuple)):
        return (scalar(b, "b"),)
    return tuple(scalar(entry, "b") for entry in b)


def point_of(x: Any, width: int) -> tuple[Scalar, ...]:
    """The coordinates of a point: a number, a tuple, a list or a column.

    Raises: InputError for another number of coordinates.
    """
    listed: Any = x.flat() if isinstance(x, sp.MatrixBase) else x
    point = tuple(listed) if isinstance(listed, (list, tuple)) else (listed,)
    if len(point) != width:
        raise InputError("point", f"{len(point)} coordinates", f"{width} coordinates")
    return tuple(
        sp.sympify(c) if isinstance(c, sp.Basic) and c.has(sp.Function) else scalar(c, "point") for c in point
    )


@dataclass(frozen=True, init=False)
class Layer:
    """The map x -> activation(W x + b), coordinate by coordinate.

    Shapes: W is a number or an m x n matrix (nested lists or a SymPy Matrix), b a number or m numbers.
    Raises: InputError for floats, shapes that do not fit, unknown activations, lo > hi.

    >>> Layer(2, -1)(1), Layer([[1, 2], [3, -1]], [0, 1])((1, 1))
    (1, (3, 3))
    """

    weights: tuple[tuple[Scalar, ...], ...]
    bias: tuple[Scalar, ...]
    activation: Activation

    def __init__(
        self,
        W: Any,
        b: Any,
        activation: str | Activation = "relu",
        *,
        slope: Any = None,
        lo: Any = None,
        hi: Any = None,
    ) -> None:
        weights, bias = _matrix(W), _vector(b)
        if len(weights) != len(bias):
            raise InputError("b", f"{len(bias)} entries", f"{len(weights)}, one for each row of W")
        chosen = activation if isinstance(activation, Activation) else _named(activation, slope, lo, hi)
        object.__setattr__(self, "weights", weights)
        object.__setattr__(self, "bias", bias)
        object.__setattr__(self, "activation", chosen)

    @property
    def widths(self) -> tuple[int, int]:
        """(n, m) for a map from R^n to R^m."""
        return len(self.weights[0]), len(self.weights)

    @property
    def W(self) -> Any:  # noqa: N802
        """The weights: a number for width one, else an immutable SymPy matrix."""
        if self.widths == (1, 1):
            return expression(self.weights[0][0])
        return sp.ImmutableMatrix([[expression(w) for w in row] for row in self.weights])

    @property
    def b(self) -> Any:
        """The bias: a number for width one, else a tuple of numbers."""
        return expression(self.bias[0]) if self.widths == (1, 1) else tuple(map(expression, self.bias))

    @property
    def parameters(self) -> tuple[Expression, ...]:
        """All weights row by row, then the biases."""
        return tuple(expression(w) for row in (*self.weights, self.bias) for w in row)

    def symbols(self) -> frozenset[Variable]:
        """The free symbols of the layer."""
        return symbols_of([w for row in (*self.weights, self.bias) for w in row]) | self.activation.symbols()

    def facts(self) -> tuple[Fact, ...]:
        """What the activation requires of its symbols."""
        return self.activation.facts()

    def replaced(self, reader: Reader) -> Layer:
        """The layer with symbols replaced."""
        rows = [[reader.read(w) for w in row] for row in self.weights]
        return Layer(rows, [reader.read(v) for v in self.bias], self.activation.replaced(reader))

    def __call__(self, x: Any) -> Any:
        values = self.forward(point_of(x, self.widths[0]))
        return values[0] if len(values) == 1 else values

    def forward(self, point: tuple[Any, ...]) -> tuple[Expression, ...]:
        """The image of a point; at a symbolic point the heads stay inert."""
        images: list[Expression] = []
        for row, offset in zip(self.weights, self.bias, strict=True):
            u = expression(sum((w * x for w, x in zip(row, point, strict=True)), offset))
            value = self.activation.symbolic(u) if self.activation.kinks else sp.S.Zero
            if not self.activation.kinks:
                slope, constant = self.activation.pieces[0]
                value = expression(slope) * u + expression(constant)
            images.append(value.doit() if value.free_symbols else _computed(value))
        return tuple(images)

    def __repr__(self) -> str:
        one = self.widths == (1, 1)
        W = self.W if one else [[*map(expression, row)] for row in self.weights]
        b = self.b if one else [*self.b]
        return f"Layer({W}, {b}{_extra(self.activation)})"

    def _repr_latex_(self) -> str:
        x = sp.Symbol("x", real=True)
        if self.widths == (1, 1):
            return f"$x \\mapsto {sp.latex(self(x))}$"
        inside = f"{sp.latex(self.W)} x + {sp.latex(sp.Matrix([*self.b]))}"
        return f"$x \\mapsto \\operatorname{{{self.activation.name}}}\\left({inside}\\right)$"


def _named(name: Any, slope: Any, lo: Any, hi: Any) -> Activation:
    if not isinstance(name, str):
        raise InputError("activation", repr(name), "a name", '"relu"')
    return activation(name, slope, lo, hi)


def _computed(value: Expression) -> Expression:
    return value.replace(lambda e: hasattr(e, "value"), lambda e: e.value())


def _extra(a: Activation) -> str:
    if a.name == "relu":
        return ""
    if a.name == "leaky_relu":
        return f', activation="leaky_relu", slope={a.pieces[0][0]}'
    if a.name == "constant":
        return f', activation="clip", lo={a.pieces[0][1]}, hi={a.pieces[0][1]}'
    bounds = a.bounds() if a.name == "clip" else None
    named = "".join(f", {n}={v}" for n, v in zip(("lo", "hi"), bounds or (), strict=False) if v is not None)
    return f', activation="{a.name}"{named}'
