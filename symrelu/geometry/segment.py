# pyright: basic
"""Networks on a line: all breakpoints exact, and on each piece the activation pattern.

The signs of all units at the ends of the pieces are read off floats with rigorous bounds of their errors, and
computed exactly where these do not decide. Where a unit changes its sign, its exact affine form gives the
place. A breakpoint is where a unit truly changes the piece of its activation: one that touches its kink, or
stays on it, makes none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flint import fmpq

from symrelu.geometry.forward_forms import ForwardForms
from symrelu.geometry.residues import LineForms
from symrelu.model.float_layer import UNKNOWN, FloatLayer, nearest
from symrelu.model.integer_layer import IntegerLayer
from symrelu.model.network import Network
from symrelu.model.restriction import Restriction

Map = tuple[tuple[fmpq, ...], tuple[fmpq, ...]]
Node = fmpq | None  # None is an infinite end
Crossing = tuple[int, float, fmpq, int, int]  # piece, place in floats, place, unit, step of its piece
_DEEP = 12  # layers; errors of floats outgrow the values in deeper networks
_ROUNDING = 2.0**-50


@dataclass
class _Line:
    """The state between two layers: piece p lies between the nodes p and p + 1.

    Shapes: `places`, `values`, `errors` have a row for each node, in floats; `patterns` has for each layer so
    far an array with a row for each piece behind it, `origins` the pieces before it from which these come.
    """

    forms: LineForms
    nodes: list[Node]
    places: Any
    values: Any
    errors: Any
    forward: ForwardForms | None
    patterns: list[Any] = field(default_factory=list)
    origins: list[Any] = field(default_factory=list)

    def through(self) -> None:
        """One layer: the signs at the nodes, then a node wherever a unit crosses a kink."""
        layer = self.forms.layers[len(self.patterns)]
        if self.forward:
            self.forward.enter(layer)
        values, errors = layer.floats.affine(self.values, self.errors)
        values, errors = self._anchored(layer, values, errors)
        signs = [
            self._exact(layer.floats.signs(values, errors, k), kink) for k, kink in enumerate(layer.kinks)
        ]
        chosen, crossings = self._crossings(values.shape[1], signs, layer.kinks)
        fresh = self._cut(chosen, crossings)
        if len(fresh):
            values, errors = self._between(fresh, layer.floats, values, errors)
        self.values, self.errors = layer.floats.activated(values, errors)
        if self.forward:
            self.forward.leave(layer, self.patterns[-1], self.origins[-1])

    def _anchored(self, layer: IntegerLayer, values: Any, errors: Any) -> tuple[Any, Any]:
        """Exact values, rounded once, where the errors have outgrown many of them."""
        import numpy as np

        if not self.forward or np.count_nonzero(errors < np.abs(values)) * 8 >= 7 * values.size:
            return values, errors
        return self.forward.rounded(self.nodes, self.forms.denominators[len(self.patterns)])

    def _forms(self, asked: Sequence[Sequence[int]]) -> list[tuple[Any, Any]]:
        """Slope and offset of (piece, unit) in the layer after those that were passed."""
        if self.forward:
            return [self.forward.form(piece, unit) for piece, unit in asked]
        if not asked:
            return []
        import numpy as np

        pieces, units = ([*part] for part in zip(*asked, strict=True))
        back = np.array(pieces)
        patterns: list[Any] = []
        for pattern, origin in zip(reversed(self.patterns), reversed(self.origins), strict=True):
            patterns.append(pattern[back])
            back = origin[back]
        return list(self.forms.forms(len(self.patterns), units, patterns[::-1]))

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
    ) -> tuple[Any, list[Crossing]]:
        """The piece of the activation in which each unit begins on each piece, and where it changes."""
        import numpy as np

        chosen = np.zeros((len(self.nodes) - 1, width), dtype=np.int8)
        denominator = self.forms.denominators[len(self.patterns)]
        found: list[Crossing] = []
        for sign, (p, q) in zip(signs, kinks, strict=True):
            left, right = sign[:-1], sign[1:]
            chosen += np.where(left == 0, right, left) > 0
            crossed = np.argwhere(left * right < 0).tolist()
            for (piece, unit), (slope, offset) in zip(crossed, self._forms(crossed), strict=True):
                root = fmpq(p * denominator - q * offset, q * slope) if p else fmpq(-offset, slope)
                # rounding keeps the order: exact numbers are compared where floats are equal only
                place = nearest(root.p, root.q)
                found.append((piece, place, root, unit, 1 if slope > 0 else -1))
        found.sort()
        return chosen, found

    def _cut(self, chosen: Any, crossings: list[Crossing]) -> Any:
        """Cut the pieces; the old piece of each new node, and its place in floats."""
        import numpy as np

        if not crossings:
            self.patterns.append(chosen)
            self.origins.append(np.arange(len(chosen)))
            return ()
        nodes: list[Node] = []
        fresh: list[tuple[int, float]] = []
        begins: list[int] = []  # the piece that begins at each crossing
        done = 0
        for piece, place, root, _, _ in crossings:
            if done <= piece:
                nodes += self.nodes[done : piece + 1]
                done = piece + 1
            if root != nodes[-1]:
                nodes.append(root)
                fresh.append((piece, place))
            begins.append(len(nodes) - 1)
        self.nodes = nodes + self.nodes[done:]
        counts = np.ones(len(chosen), dtype=np.intp)
        np.add.at(counts, [piece for piece, _ in fresh], 1)
        origin = np.repeat(np.arange(len(chosen)), counts)
        ends = np.cumsum(counts)
        rise = np.zeros((len(origin) + 1, chosen.shape[1]), dtype=np.int8)
        pieces, _, _, units, steps = zip(*crossings, strict=True)
        np.add.at(rise, (begins, units), steps)
        np.subtract.at(rise, (ends[[*pieces]], units), steps)
        self.patterns.append(chosen[origin] + np.cumsum(rise[:-1], axis=0, dtype=np.int8))
        self.origins.append(origin)
        return fresh

    def _between(
        self, fresh: list[tuple[int, float]], layer: FloatLayer, values: Any, errors: Any
    ) -> tuple[Any, Any]:
        """The values with those at the new nodes, between the values at the ends of their old pieces."""
        import numpy as np

        piece, place = (np.array([*part]) for part in zip(*fresh, strict=True))
        left, right = self.places[piece], self.places[piece + 1]
        length = right - left
        share = np.where(length > 0, np.clip((place - left) / length, 0, 1), 0.5)
        size = np.maximum(np.abs(left), np.abs(right))
        blur = np.where(length > 0, np.minimum(_ROUNDING * (size / length + 1), 1), 1)[:, None]
        low, high = values[piece], values[piece + 1]
        wrong = np.maximum(errors[piece], errors[piece + 1])
        apart = high - low
        new = low + share[:, None] * apart
        apart = np.abs(apart)
        bound = wrong + blur * (apart + 2 * wrong) + _ROUNDING * (2 * np.abs(low) + apart) + 1e-280
        # nothing is known between infinite ends, but at the new node itself
        infinite = ~np.isfinite(length)
        if infinite.any():
            new[infinite], bound[infinite] = self._afresh(place[infinite], layer)
        where = piece + np.arange(1, len(piece) + 1)
        old = np.ones(len(values) + len(piece), dtype=bool)
        old[where] = False
        merged: list[Any] = []
        for before, inside in ((self.places, place), (values, new), (errors, 1.01 * bound)):
            after = np.empty((len(old), *before.shape[1:]))
            after[old], after[where] = before, inside
            merged.append(after)
        self.places, values, errors = merged
        return values, errors

    def _afresh(self, places: Any, layer: FloatLayer) -> tuple[Any, Any]:
        """The pre-activations of a layer at some places, from the input on."""
        values, errors = inputs(self.forms, places)
        for before in self.forms.layers[: len(self.patterns) - 1]:
            values, errors = before.floats.activated(*before.floats.affine(values, errors))
        return layer.affine(values, errors)

    def final_patterns(self) -> tuple[bytes, ...]:
        """For each layer one byte for each piece and unit."""
        import numpy as np

        back = np.arange(len(self.nodes) - 1)
        found: list[bytes] = []
        for pattern, origin in zip(reversed(self.patterns), reversed(self.origins), strict=True):
            found.append(pattern[back].tobytes())
            back = origin[back]
        return tuple(found[::-1])


def inputs(forms: LineForms, places: Any) -> tuple[Any, Any]:
    """The points at some places in floats with bounds of their errors; nothing is known of infinite ones."""
    import numpy as np

    column = np.asarray(places, dtype=np.float64)[:, None]
    foot, slope = (np.array([nearest(c.p, c.q) for c in point]) for point in (forms.start, forms.direction))
    size = np.abs(foot) + np.abs(column) * np.abs(slope)
    return foot + column * slope, _ROUNDING * size + 1e-280


def restriction(
    network: Network, start: tuple[fmpq, ...], direction: tuple[fmpq, ...], low: Node, high: Node
) -> Restriction:
    """The map t -> network(start + t direction) for low <= t <= high; None is an infinite end.

    Raises: InputError for weights that are not rational.
    """
    import numpy as np

    forms = LineForms(network.integer_layers, start, direction)
    places = np.array([np.nan if t is None else nearest(t.p, t.q) for t in (low, high)])
    forward = ForwardForms.at_input(forms.ends) if len(forms.layers) > _DEEP else None
    with np.errstate(all="ignore"):  # what overflows is decided exactly
        line = _Line(forms, [low, high], places, *inputs(forms, places), forward)
        for _ in forms.layers:
            line.through()
    return Restriction(network, start, direction, tuple(line.nodes), line.final_patterns())


def maps(line: Restriction) -> tuple[Map, ...]:
    """The slope and the offset of the map on each piece of a restriction."""
    import numpy as np

    forms = LineForms(line.network.integer_layers, line.start, line.direction)
    patterns = [np.frombuffer(b, dtype=np.int8).reshape(len(line), -1) for b in line.patterns]
    if len(forms.layers) > _DEEP:
        return ForwardForms.at_input(forms.ends).maps(forms.layers, patterns)
    *hidden, last = forms.layers
    width = len(last.rows) - 1
    *before, chosen = patterns
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
