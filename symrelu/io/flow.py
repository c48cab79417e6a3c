# pyright: basic
"""What flows through a graph of operators: layers, then an affine map that no activation follows yet."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flint import fmpq, fmpq_mat

from symrelu.errors import InputError

if TYPE_CHECKING:
    from symrelu.model.network import Layer, Network

Shape = tuple[int, ...]
_WIDEST = 2_000


@dataclass(frozen=True)
class Constant:
    """A tensor of rational numbers, row by row."""

    shape: Shape
    entries: tuple[fmpq, ...]

    def scaled(self, factor: fmpq) -> Constant:
        """The tensor times a number."""
        return self if factor == 1 else Constant(self.shape, tuple(factor * entry for entry in self.entries))

    def transposed(self, where: str) -> Constant:
        """The transposed matrix."""
        n, m = self.matrix(where)
        return Constant((m, n), tuple(self.entries[i * m + j] for j in range(m) for i in range(n)))

    def matrix(self, where: str) -> tuple[int, int]:
        """The sizes of a matrix.

        Raises: InputError for a tensor that is none.
        """
        if len(self.shape) != 2 or 0 in self.shape:
            raise InputError(where, f"weights of the shape {self.shape}", "a matrix")
        return self.shape[0], self.shape[1]

    def spread(self, shape: Shape, where: str) -> list[fmpq]:
        """The entries repeated so as to fill a shape, by the rules of broadcasting.

        Raises: InputError if they do not fill it, or need more room.
        """
        import numpy as np

        places = np.arange(len(self.entries)).reshape(self.shape)
        try:
            filled = np.broadcast_to(places, shape)
        except ValueError:
            raise InputError(where, f"shapes {shape} and {self.shape}", "shapes that fit") from None
        return [self.entries[i] for i in filled.ravel().tolist()]


@dataclass(frozen=True)
class Flow:
    """A value that depends on the input: the layers so far, then x -> matrix x + offset, of a shape.

    The matrix None is diagonal, with the entries `scales`.
    """

    layers: tuple[Layer, ...]
    matrix: fmpq_mat | None
    offset: tuple[fmpq, ...]
    shape: Shape
    scales: tuple[fmpq, ...] = ()

    @classmethod
    def input(cls, shape: Shape) -> Flow:
        """The input itself."""
        size = math.prod(shape)
        return cls((), None, (fmpq(0),) * size, shape, (fmpq(1),) * size)

    def __len__(self) -> int:
        return len(self.offset)

    def reshaped(self, shape: Shape, where: str) -> Flow:
        """The same numbers in another shape.

        Raises: InputError for a shape of another size.
        """
        if any(size < 1 for size in shape) or math.prod(shape) != len(self):
            raise InputError(where, f"the shape {shape}", f"a shape for {len(self)} numbers")
        return replace(self, shape=shape)

    def times(self, weights: Constant, where: str) -> Flow:
        """x W, for one row x."""
        n, m = weights.matrix(where)
        if not self.shape or self.shape[-1] != n or len(self) != n:
            raise InputError(where, f"shapes {self.shape} and {weights.shape}", "one row for the matrix")
        rows = fmpq_mat(n, m, list(weights.entries)).transpose()
        return self._after(rows, (*self.shape[:-1], m))

    def times_left(self, weights: Constant, where: str) -> Flow:
        """W x, for one column x."""
        m, n = weights.matrix(where)
        column = self.shape[-2:] == (n, 1) or self.shape == (n,)
        if not column or len(self) != n:
            raise InputError(where, f"shapes {weights.shape} and {self.shape}", "one column for the matrix")
        shape = (m,) if self.shape == (n,) else (*self.shape[:-2], m, 1)
        return self._after(fmpq_mat(m, n, list(weights.entries)), shape)

    def _after(self, rows: fmpq_mat, shape: Shape) -> Flow:
        matrix = rows if self.matrix is None else rows * self.matrix
        if any(scale != 1 for scale in self.scales):
            table = [[a * s for a, s in zip(row, self.scales, strict=True)] for row in rows.tolist()]
            matrix = fmpq_mat(table)
        offset = (rows * fmpq_mat(len(self), 1, list(self.offset))).entries()
        return Flow(self.layers, matrix, tuple(offset), shape)

    def combined(self, other: Constant, sign: str, where: str) -> Flow:
        """x + c, x - c, x * c or x / c, entry by entry.

        Raises: InputError for shapes that do not fit, and a division by 0.
        """
        values = other.spread(self.shape, where)
        if sign in "+-":
            signed = values if sign == "+" else [-value for value in values]
            return replace(self, offset=tuple(a + b for a, b in zip(self.offset, signed, strict=True)))
        if sign == "/":
            if 0 in values:
                raise InputError(where, "a division by 0", "numbers that are not 0")
            values = [1 / value for value in values]
        offset = tuple(a * b for a, b in zip(self.offset, values, strict=True))
        if self.matrix is None:
            scales = tuple(a * b for a, b in zip(self.scales, values, strict=True))
            return replace(self, offset=offset, scales=scales)
        rows = [[entry * value for entry in row] for value, row in zip(values, self.rows(), strict=True)]
        return replace(self, offset=offset, matrix=fmpq_mat(rows))

    def rows(self) -> list[list[fmpq]]:
        """The matrix of the affine map that no activation follows yet."""
        if self.matrix is not None:
            return self.matrix.tolist()
        size = len(self)
        if size > _WIDEST:
            wanted = f"at most {_WIDEST} units where no matrix comes before an activation"
            raise InputError("network", f"{size} units", wanted)
        zero = fmpq(0)
        return [[self.scales[i] if i == j else zero for j in range(size)] for i in range(size)]

    def activated(self, name: str, **numbers: Any) -> Flow:
        """The activation of each entry; a layer is complete."""
        from symrelu.model.network import Layer

        layer = Layer(self.rows(), list(self.offset), activation=name, **numbers)
        size = len(self)
        return Flow((*self.layers, layer), None, (fmpq(0),) * size, self.shape, (fmpq(1),) * size)

    def network(self) -> Network:
        """The network; the last affine map, if there is one, is a layer without activation."""
        from symrelu.model.network import Network

        scaled = any(scale != 1 for scale in self.scales)
        is_rest = self.matrix is not None or scaled or any(self.offset) or not self.layers
        return Network(self.activated("identity").layers if is_rest else self.layers)
