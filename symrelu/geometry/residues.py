# pyright: basic
"""Exact affine forms of units on pieces of a line, by arithmetic modulo many small primes.

A unit on a piece is an affine form with integer coefficients over one known denominator. It is followed back
from the unit to the input, for many pieces at once: products of matrices of residues, small enough that
floats hold them exactly. The Chinese remainder theorem gives the integers, for their size is bounded
beforehand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from flint import fmpq, fmpz, fmpz_mat

from symrelu.model.integer_layer import LIMB, IntegerLayer, common_denominator, integers, limbs

_EXACT = 2**53  # integers up to here are floats
_CHUNK = 2**21  # residues that are held at once


@cache
def moduli(count: int, width: int) -> tuple[int, ...]:
    """Primes p for which a sum of `width` products of residues between -p/2 and p/2 is exact in floats.

    >>> moduli(2, 50)
    (26579057, 26579039)
    """
    found: list[int] = []
    candidate = 2 * math.isqrt(_EXACT // (width + 1)) - 8
    while len(found) < count:
        if fmpz(candidate).is_prime():
            found.append(candidate)
        candidate -= 1
    return tuple(found)


@dataclass(frozen=True, eq=False)
class LineForms:
    """The affine forms of all units of a network on the line start + t direction.

    With the denominator D of the layer, D times the pre-activation of a unit is slope * t + offset, integers.
    """

    layers: tuple[IntegerLayer, ...]
    start: tuple[fmpq, ...]
    direction: tuple[fmpq, ...]

    @cached_property
    def ends(self) -> tuple[list[Any], list[Any]]:
        """The rows (D slopes, 0) and (D offsets, D) of the inputs."""
        q = common_denominator([*self.start, *self.direction])
        return [*integers(self.direction, q), 0], [*integers(self.start, q), q]

    @cached_property
    def denominators(self) -> tuple[int, ...]:
        """The denominator of the pre-activations of each layer."""
        found = [int(self.ends[1][-1])]
        for layer in self.layers:
            found[-1] *= int(layer.denominator)
            found.append(found[-1] * layer.scale)
        return tuple(found[:-1])

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """A bound of all slopes and offsets of each layer."""
        size = max(int(abs(value)) for end in self.ends for value in end)
        found: list[int] = []
        for layer in self.layers:
            size *= layer.growth
            found.append(size)
            size *= layer.stretch
        return tuple(found)

    @cached_property
    def width(self) -> int:
        """The largest number of summands of a product."""
        return max(max(layer.matrix.nrows(), layer.matrix.ncols()) for layer in self.layers)

    @cached_property
    def primes(self) -> tuple[int, ...]:
        """Enough primes for the last layer."""
        bits = int(2 * max(self.sizes) + 1).bit_length()
        smallest = (2 * math.isqrt(_EXACT // (self.width + 1))).bit_length() - 2
        return moduli((bits // smallest // 4 + 1) * 4, self.width)

    @cached_property
    def tables(self) -> tuple[Any, ...]:
        """Shapes: for each layer k x (m + 1) x (n + 1), the transposed matrices modulo k primes."""
        return tuple(layer.residues(self.primes, _modulo) for layer in self.layers)

    @cached_property
    def feet(self) -> Any:
        """Shapes: k x (n + 1) x 2, the slopes and offsets of the inputs modulo k primes."""
        return _modulo(limbs([*zip(*self.ends, strict=True)]), self.primes)

    def needed(self, depth: int) -> int:
        """The number of primes whose product exceeds twice the size of the forms of a layer."""
        bound, product = 2 * self.sizes[depth] + 1, 1
        for count, p in enumerate(self.primes, start=1):
            product *= p
            if product > bound:
                return count
        return len(self.primes)

    def forms(self, depth: int, units: Sequence[int], patterns: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
        """(slope, offset) of units of a layer on pieces.

        Shapes: units has k entries; patterns holds a k x n array for each layer before, the chosen pieces of
        the activation, a row for each unit.
        """
        step = max(1, _CHUNK // (self.needed(depth) * self.width))
        for begin in range(0, len(units), step):
            chunk = slice(begin, begin + step)
            yield from self._some(depth, units[chunk], [pattern[chunk] for pattern in patterns])

    def _some(self, depth: int, units: Sequence[int], patterns: Sequence[Any]) -> list[tuple[Any, Any]]:
        import numpy as np

        count = self.needed(depth)
        primes = np.array(self.primes[:count], dtype=np.float64)[:, None, None]
        rows = self.tables[depth][:count][:, np.asarray(units)]
        for layer in range(depth - 1, -1, -1):
            rows = self._before(rows, layer, patterns[layer], primes)
            rows = _reduced(rows @ self.tables[layer][:count], primes)
        ends = _reduced(rows @ self.feet[:count], primes)
        residues = ends.astype(np.int64).reshape(count, -1).T
        values = _lifted(residues, self.primes[:count])
        return list(zip(values[::2], values[1::2], strict=True))

    def _before(self, rows: Any, depth: int, pattern: Any, primes: Any) -> Any:
        """Functionals of the outputs of a layer as functionals of its pre-activations."""
        import numpy as np

        layer = self.layers[depth]
        if layer.is_relu:
            rows[:, :, :-1] *= pattern
            return rows
        slopes, offsets = (
            _modulo(limbs([[piece[i] for piece in layer.pieces]]), self.primes[: len(rows)])[:, 0]
            for i in (0, 1)
        )
        scale = _modulo(limbs([[layer.scale]]), self.primes[: len(rows)])
        out = np.empty_like(rows)
        constant = (rows[:, :, :-1] * offsets[:, pattern]) % primes
        out[:, :, :-1] = _reduced(rows[:, :, :-1] * slopes[:, pattern], primes)
        out[:, :, -1] = _reduced(constant.sum(axis=2, keepdims=True) + rows[:, :, -1:] * scale, primes)[
            :, :, 0
        ]
        return out


def _reduced(values: Any, primes: Any) -> Any:
    """Residues of least size of integers in floats."""
    import numpy as np

    quotients = values * (1 / primes)
    np.rint(quotients, out=quotients)
    quotients *= primes
    return np.subtract(values, quotients, out=quotients)


def _modulo(parts: Sequence[Any], primes: Sequence[int]) -> Any:
    """For each prime the residues of least size, as floats, of the integers sum of parts[j] 2^(LIMB j)."""
    import numpy as np

    moduli = np.array(primes, dtype=np.int64)[:, None, None]
    found = parts[0] % moduli
    for j, part in enumerate(parts[1:], start=1):
        power = np.array([pow(2, LIMB * j, p) for p in primes], dtype=np.int64)[:, None, None]
        found = (found + part * power) % moduli
    return _reduced(found.astype(np.float64), moduli.astype(np.float64))


def _lifted(residues: Any, primes: tuple[int, ...]) -> list[Any]:
    """The integers between -M/2 and M/2, M the product of the primes, with the given residues."""
    whole, idempotents = _idempotents(primes)
    half = whole // 2
    sums = fmpz_mat(len(residues), len(primes), residues.ravel().tolist()) * idempotents
    return [(value + half) % whole - half for value in sums.entries()]


@cache
def _idempotents(primes: tuple[int, ...]) -> tuple[fmpz, fmpz_mat]:
    """The product of the primes, and numbers that are 1 modulo one of them and 0 modulo the others."""
    product = math.prod(primes)
    columns = [fmpz(product // p * pow(product // p, -1, p)) for p in primes]
    return fmpz(product), fmpz_mat(len(primes), 1, columns)
