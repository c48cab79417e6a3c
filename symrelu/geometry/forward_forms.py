# pyright: basic
"""Exact affine forms of all units on all pieces of a line, carried forward layer by layer: deep networks.

The integers grow with each layer, and so does nothing else: the cost of a layer does not depend on those
before it, but for the length of the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flint import fmpq, fmpz_mat

from symrelu.model.float_layer import nearest
from symrelu.model.integer_layer import IntegerLayer

_ROUNDING = 2.0**-52


@dataclass
class ForwardForms:
    """Rows (D slopes, 0) and (D offsets, D) for each piece, before or behind the affine map of a layer."""

    rows: fmpz_mat

    @classmethod
    def at_input(cls, ends: tuple[Sequence[Any], Sequence[Any]]) -> ForwardForms:
        """The inputs on a single piece."""
        return cls(fmpz_mat(2, len(ends[0]), [*ends[0], *ends[1]]))

    def enter(self, layer: IntegerLayer) -> None:
        """The pre-activations of a layer."""
        self.rows = self.rows * layer.matrix

    def form(self, piece: int, unit: int) -> tuple[Any, Any]:
        """D slope and D offset of a unit."""
        return self.rows[2 * piece, unit], self.rows[2 * piece + 1, unit]

    def leave(self, layer: IntegerLayer, pattern: Any, origin: Any) -> None:
        """The activations on new pieces, `origin` the old piece of each, `pattern` a row for each."""
        table = self.rows.tolist()
        entries: list[Any] = []
        for piece, chosen in zip(origin.tolist(), pattern.tolist(), strict=True):
            for *row, one in table[2 * piece : 2 * piece + 2]:
                entries += layer.activated(row, chosen, one)
                entries.append(layer.scale * one)
        self.rows = fmpz_mat(2 * len(origin), self.rows.ncols(), entries)

    def rounded(self, nodes: Sequence[fmpq | None], denominator: int) -> tuple[Any, Any]:
        """The values of all units at the nodes in floats, with bounds of their errors."""
        import numpy as np

        table = self.rows.tolist()
        found: list[list[float]] = []
        for node, t in enumerate(nodes):
            piece = min(node, len(nodes) - 2)
            slopes, offsets = table[2 * piece : 2 * piece + 2]
            if t is None:
                found.append([float("nan")] * (len(slopes) - 1))
                continue
            p, q, below = t.p, t.q, denominator * t.q
            pairs = zip(slopes[:-1], offsets[:-1], strict=True)
            found.append([nearest(a * p + c * q, below) for a, c in pairs])
        values = np.array(found)
        return values, _ROUNDING * np.abs(values) + 1e-280

    def maps(self, layers: Sequence[IntegerLayer], patterns: Sequence[Any]) -> tuple[Any, ...]:
        """Slope and offset of the outputs on each piece, with the patterns of all layers on all pieces."""
        import numpy as np

        group = np.zeros(len(patterns[0]), dtype=np.intp)
        for layer, pattern in zip(layers, patterns, strict=True):
            changed = (group[1:] != group[:-1]) | (pattern[1:] != pattern[:-1]).any(axis=1)
            first = np.concatenate([[0], np.flatnonzero(changed) + 1])
            self.enter(layer)
            self.leave(layer, pattern[first], group[first])
            group = np.concatenate([[0], np.cumsum(changed)])
        table = self.rows.tolist()
        found: list[Any] = []
        for index in group.tolist():
            slopes, (*offsets, one) = table[2 * index : 2 * index + 2]
            found.append((tuple(fmpq(a, one) for a in slopes[:-1]), tuple(fmpq(c, one) for c in offsets)))
        return tuple(found)
