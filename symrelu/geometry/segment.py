# pyright: basic
"""Networks on a line: all breakpoints exact, and on each piece the activation pattern.

The signs of all units at the ends of the pieces are read off floats with rigorous bounds of their errors, and
computed exactly where these do not decide. Where a unit changes its sign, its exact affine form gives the
place. A breakpoint is where a unit truly changes the piece of its activation: one that touches its kink, or
stays on it, makes none.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flint import fmpq

from symrelu.geometry.residues import LineForms
from symrelu.model.float_layer import UNKNOWN, nearest
from symrelu.model.network import Network
from symrelu.model.restriction import Restriction

Map = tuple[tuple[fmpq, ...], tuple[fmpq, ...]]
Node = fmpq | None  # None is an infinite end
# piece -> (place in floats, place, unit, step of its piece), in order
Crossings = dict[int, list[tuple[float, fmpq, int, int]]]


@dataclass
class _Line:
    """The state between two layers: piece p lies between the nodes p and p + 1.

    Shapes: `values`, `errors` have a row for each node, in floats; `patterns` has for each layer so far an
    array with a row for each piece.
    """

    forms: LineForms
    nodes: list[Node]
    values: Any
    errors: Any
    patterns: list[Any] = field(default_factory=list)

    def through(self) -> None:
        """One layer: the signs at the nodes, then a node wherever a unit crosses a kink."""
        layer = self.forms.layers[len(self.patterns)]
        values, errors = layer.floats.affine(self.values, self.errors)
        signs = [
            self._exact(layer.floats.signs(values, errors, k), kink) for k, kink in enumerate(layer.kinks)
        ]
        fresh = self._cut(*self._crossings(values.shape[1], signs, layer.kinks))
        self.values, self.errors = layer.floats.activated(values, errors)
        self._add(fresh)

    def _forms(self, asked: Sequence[Sequence[int]]) -> list[tuple[Any, Any]]:
        """Slope and offset of (piece, unit) in the layer after those that were passed."""
        pieces, units = ([*part] for part in zip(*asked, strict=True)) if asked else ([], [])
        patterns = [pattern[pieces] for pattern in self.patterns]
        return list(self.forms.forms(len(self.patterns), units, patterns)) if asked else []

    def _exact(self, signs: Any, kink: tuple[int, int]) -> Any:
        """The signs of the units less the kink at the nodes, the unknown ones computed exactly."""
        import numpy as np

        p, q = kink
        last = len(self.nodes) - 1
        unknown = np.argwhere(signs == UNKNOWN).tolist()
        level = p * self.forms.denominators[len(self.patterns)]
        found = self._forms([(min(node, last - 1), unit) for node, unit in unknown])
        for (node, unit), (slope, offset) in zip(unknown, found, strict=True):
            t = self.nodes[node]
            a, c = q * slope, q * offset - level
            # the first node may be at minus infinity, the last at infinity
            value = ((a if node else -a) or c) if t is None else a * t.p + c * t.q
            signs[node, unit] = (value > 0) - (value < 0)
        return signs

    def _crossings(
        self, width: int, signs: list[Any], kinks: tuple[tuple[int, int], ...]
    ) -> tuple[Any, Crossings]:
        """The piece of the activation in which each unit begins on each piece, and where it changes."""
        import numpy as np

        chosen = np.zeros((len(self.nodes) - 1, width), dtype=np.int8)
        denominator = self.forms.denominators[len(self.patterns)]
        found: Crossings = {}
        for sign, (p, q) in zip(signs, kinks, strict=True):
            left, right = sign[:-1], sign[1:]
            chosen += np.where(left == 0, right, left) > 0
            crossed = np.argwhere(left * right < 0).tolist()
            for (piece, unit), (slope, offset) in zip(crossed, self._forms(crossed), strict=True):
                root = fmpq(p * denominator - q * offset, q * slope) if p else fmpq(-offset, slope)
                # rounding keeps the order: exact numbers are compared where floats are equal only
                place = nearest(root.p, root.q)
                found.setdefault(piece, []).append((place, root, unit, 1 if slope > 0 else -1))
        for steps in found.values():
            if len(steps) > 1:
                steps.sort()
        return chosen, found

    def _cut(self, chosen: Any, crossings: Crossings) -> list[int]:
        """Cut the pieces; the old piece of each new node."""
        import numpy as np

        nodes: list[Node] = []
        origin: list[int] = []
        changes: list[tuple[int, int, int]] = []
        for piece in range(len(chosen)):
            nodes.append(self.nodes[piece])
            origin.append(piece)
            for _, root, unit, step in crossings.get(piece, ()):
                if root != nodes[-1]:
                    nodes.append(root)
                    origin.append(piece)
                changes.append((len(nodes) - 1, unit, step))
        nodes.append(self.nodes[-1])
        places = np.array(origin)
        patterns = chosen[places]
        ends = np.searchsorted(places, places, side="right").tolist() if changes else []
        for begin, unit, step in changes:
            patterns[begin : ends[begin], unit] += step
        self.patterns = [*(before[places] for before in self.patterns), patterns]
        self.nodes = nodes
        return [piece for piece, after in itertools.pairwise(origin) if piece == after]

    def _add(self, fresh: list[int]) -> None:
        """The values at the new nodes after the layers so far, inserted behind the nodes before them."""
        import numpy as np

        if not fresh:
            return
        places = np.array(fresh) + 1
        new = [self.nodes[place + index] for index, place in enumerate(places.tolist())]
        values, errors = inputs(self.forms, new)
        for layer in self.forms.layers[: len(self.patterns)]:
            values, errors = layer.floats.activated(*layer.floats.affine(values, errors))
        self.values = np.insert(self.values, places, values, axis=0)
        self.errors = np.insert(self.errors, places, errors, axis=0)


def inputs(forms: LineForms, nodes: list[Node]) -> tuple[Any, Any]:
    """The points of the nodes in floats with bounds of their errors; nothing is known of infinite ones."""
    import numpy as np

    places = np.array([np.nan if t is None else nearest(t.p, t.q) for t in nodes])[:, None]
    foot, slope = (np.array([nearest(c.p, c.q) for c in point]) for point in (forms.start, forms.direction))
    size = np.abs(foot) + np.abs(places) * np.abs(slope)
    return foot + places * slope, 2.0**-50 * size + 1e-280


def restriction(
    network: Network, start: tuple[fmpq, ...], direction: tuple[fmpq, ...], low: Node, high: Node
) -> Restriction:
    """The map t -> network(start + t direction) for low <= t <= high; None is an infinite end.

    Raises: InputError for weights that are not rational.
    """
    import numpy as np

    forms = LineForms(network.integer_layers, start, direction)
    with np.errstate(all="ignore"):  # what overflows is decided exactly
        line = _Line(forms, [low, high], *inputs(forms, [low, high]))
        for _ in forms.layers:
            line.through()
    patterns = tuple(layer.tobytes() for layer in line.patterns)
    return Restriction(network, start, direction, tuple(line.nodes), patterns)


def maps(line: Restriction) -> tuple[Map, ...]:
    """The slope and the offset of the map on each piece of a restriction."""
    import numpy as np

    forms = LineForms(line.network.integer_layers, line.start, line.direction)
    *hidden, last = forms.layers
    width = len(last.rows) - 1
    *before, chosen = (np.frombuffer(b, dtype=np.int8).reshape(len(line), -1) for b in line.patterns)
    units = list(range(width)) * len(line)
    rows = list(forms.forms(len(hidden), units, [np.repeat(table, width, axis=0) for table in before]))
    one = forms.denominators[-1]
    found: list[Map] = []
    for piece, pattern in enumerate(chosen.tolist()):
        slopes, offsets = zip(*rows[piece * width : (piece + 1) * width], strict=True)
        ends = last.activated([*slopes], pattern, 0), last.activated([*offsets], pattern, one)
        slope, offset = (tuple(fmpq(value, last.scale * one) for value in part) for part in ends)
        found.append((slope, offset))
    return tuple(found)
