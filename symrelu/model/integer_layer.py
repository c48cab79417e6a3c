# pyright: basic
"""Networks over the integers: one denominator for each layer, products of whole matrices by FLINT."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flint import fmpq, fmpz, fmpz_mat

from symrelu.errors import InputError

if TYPE_CHECKING:
    from symrelu.model.float_layer import FloatLayer
    from symrelu.model.network import Layer, Network

LIMB = 31  # bits


@dataclass(frozen=True)
class IntegerLayer:
    """A layer that acts on rows (D h_1, .., D h_n, D): the last entry carries the common denominator.

    Shapes: `matrix` is (n + 1) x (m + 1); `kinks` holds (p, q) for the kink p/q; `pieces` the numerators of
    slope and offset over `scale`.
    """

    matrix: fmpz_mat
    kinks: tuple[tuple[int, int], ...]
    pieces: tuple[tuple[int, int], ...]
    scale: int

    @cached_property
    def rows(self) -> list[list[Any]]:
        """The transposed matrix: for each unit its weights and its bias; last, the denominator."""
        return self.matrix.transpose().tolist()

    @cached_property
    def limbs(self) -> tuple[Any, ...]:
        """The rows in machine integers."""
        return limbs(self.rows)

    @cached_property
    def _known_residues(self) -> dict[tuple[int, ...], Any]:
        return {}

    def residues(
        self, primes: tuple[int, ...], modulo: Callable[[Sequence[Any], tuple[int, ...]], Any]
    ) -> Any:
        """The rows modulo primes, computed once."""
        if primes not in self._known_residues:
            self._known_residues[primes] = modulo(self.limbs, primes)
        return self._known_residues[primes]

    @property
    def denominator(self) -> Any:
        """The common denominator of the weights and biases."""
        return self.matrix[self.matrix.nrows() - 1, self.matrix.ncols() - 1]

    @cached_property
    def growth(self) -> int:
        """How many times larger than the largest entry of a row its product with the matrix is at most."""
        return max(int(sum(map(abs, column))) for column in self.rows)

    @cached_property
    def stretch(self) -> int:
        """How many times larger than the largest entry of a row that after the activation is at most."""
        steep = max(max(abs(s) for s, _ in self.pieces), self.scale)
        return steep + max(abs(o) for _, o in self.pieces)

    @property
    def is_relu(self) -> bool:
        """Whether the activation is u -> max(u, 0)."""
        return self.scale == 1 and self.pieces == ((0, 0), (1, 0))

    @cached_property
    def floats(self) -> FloatLayer:
        """The layer in floats, with what bounds their errors."""
        from symrelu.model.float_layer import float_layer

        return float_layer(self)

    @cached_property
    def only_slopes(self) -> bool:
        """Whether all pieces of the activation go through the origin."""
        return all(offset == 0 for _, offset in self.pieces)

    def activated(self, row: list[Any], chosen: Any, one: Any) -> list[Any]:
        """A row of m values after the activation, on the chosen pieces; `one` is the constant of the row."""
        if self.is_relu:
            return [value if piece else 0 for value, piece in zip(row, chosen, strict=True)]
        if self.pieces == ((1, 0),) and self.scale == 1:
            return row
        if self.only_slopes:
            slopes = [slope for slope, _ in self.pieces]
            return [slopes[piece] * value for value, piece in zip(row, chosen, strict=True)]
        pieces = self.pieces
        return [
            pieces[piece][0] * value + pieces[piece][1] * one
            for value, piece in zip(row, chosen, strict=True)
        ]


def common_denominator(values: Any) -> int:
    """The least common multiple of the denominators of rationals."""
    found = fmpz(1)
    for value in values:
        if found % value.q:
            found = found.lcm(value.q)
    return int(found)


def integers(values: Any, denominator: int) -> list[Any]:
    """The numerators of rationals over a common denominator."""
    return [value.p * (denominator // value.q) for value in values]


def limbs(rows: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """Matrices of machine integers that sum to a matrix of integers, the j-th times 2^(LIMB j).

    >>> [part.tolist() for part in limbs([[-1, 2**62]])]
    [[[-1, 0]], [[0, 0]], [[0, 1]]]
    """
    import numpy as np

    whole = [[int(entry) for entry in row] for row in rows]
    size = max((abs(entry) for row in whole for entry in row), default=0)
    if size < 2**62:
        return (np.array(whole, dtype=np.int64),)
    signs = np.array([[-1 if entry < 0 else 1 for entry in row] for row in whole], dtype=np.int64)
    mask = 2**LIMB - 1
    shifts = range(0, size.bit_length(), LIMB)
    parts = ([[abs(entry) >> shift & mask for entry in row] for row in whole] for shift in shifts)
    return tuple(signs * np.array(part, dtype=np.int64) for part in parts)


def integer_layer(layer: Layer, name: str = "layer") -> IntegerLayer:
    """The layer over the integers.

    Raises: InputError for weights that are not rational.

    >>> from symrelu.model.network import Layer
    >>> integer_layer(Layer(fmpq(1, 2), 3)).matrix
    [1, 0]
    [6, 2]
    """
    numbers = [w for row in (*layer.weights, layer.bias) for w in row]
    numbers += [*layer.activation.kinks, *(c for piece in layer.activation.pieces for c in piece)]
    for number in numbers:
        if not isinstance(number, fmpq):
            raise InputError(name, f"the number {number}", "rational numbers", "replace symbols by numbers")
    n, m = layer.widths
    q = common_denominator([w for row in (*layer.weights, layer.bias) for w in row])
    columns = [
        [*integers(row, q), *integers([b], q)] for row, b in zip(layer.weights, layer.bias, strict=True)
    ]
    columns.append([0] * n + [q])
    matrix = fmpz_mat(m + 1, n + 1, [entry for column in columns for entry in column]).transpose()
    scale = common_denominator([c for piece in layer.activation.pieces for c in piece])
    pieces = [tuple(map(int, integers(piece, scale))) for piece in layer.activation.pieces]
    kinks = tuple((int(kink.p), int(kink.q)) for kink in layer.activation.kinks)
    return IntegerLayer(matrix, kinks, tuple((s, o) for s, o in pieces), scale)


def value_at(network: Network, point: tuple[fmpq, ...]) -> tuple[fmpq, ...]:
    """The exact image of a rational point under a network with rational weights.

    >>> from symrelu.model.network import Layer, Network
    >>> value_at(Network([Layer([[1], [-1]], [0, 0]), Layer([[1, 1]], [0])]), (fmpq(-3, 2),))
    (3/2,)
    """
    denominator = common_denominator(point)
    row = [*integers(point, denominator), denominator]
    for layer in network.integer_layers:
        *values, one = (fmpz_mat(1, len(row), row) * layer.matrix).entries()
        chosen = [sum(q * value > p * one for p, q in layer.kinks) for value in values]
        row = [*layer.activated(values, chosen, one), layer.scale * one]
    return tuple(fmpq(value, row[-1]) for value in row[:-1])
