# pyright: basic
"""Networks with exact weights."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import sympy as sp
from flint import fmpq

from symrelu.errors import InputError
from symrelu.model.fact import Fact
from symrelu.model.integer_layer import IntegerLayer, integer_layer
from symrelu.model.layer import Layer as Layer
from symrelu.model.layer import point_of
from symrelu.model.rational import rational, vector
from symrelu.model.restriction import Restriction
from symrelu.model.scalar import Expression, Reader, Variable

if TYPE_CHECKING:
    from symrelu.geometry.cell import Cell
    from symrelu.geometry.plane import PlanePiece
    from symrelu.model.domain import Domain


@dataclass(frozen=True, init=False)
class Network:
    """A composition of layers; the first layer of the list is applied first.

    Raises: InputError for an empty list, a non-layer, widths that do not fit.

    >>> net = Network([Layer([[1], [-1]], [0, 0]), Layer([[1, 1]], [0])])
    >>> net(-3), net.widths
    (3, (1, 2, 1))
    """

    layers: tuple[Layer, ...]

    def __init__(self, layers: Sequence[Layer]) -> None:
        found = tuple(layers) if isinstance(layers, Iterable) else (layers,)
        if not found:
            raise InputError("Network", "no layer", "at least one layer", "Network([Layer(2, -1)])")
        for layer in found:
            if not isinstance(layer, Layer):
                raise InputError(
                    "Network", repr(layer), "layers only", "Network([Layer(2, -1), Layer(1, 0)])"
                )
        for i, (one, two) in enumerate(itertools.pairwise(found), start=1):
            if one.widths[1] != two.widths[0]:
                raise InputError(
                    f"layer {i + 1}",
                    f"input width {two.widths[0]}",
                    f"{one.widths[1]}, the output width of layer {i}",
                )
        object.__setattr__(self, "layers", found)

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths from the input to the output."""
        return (self.layers[0].widths[0], *(layer.widths[1] for layer in self.layers))

    @cached_property
    def parameters(self) -> tuple[Expression, ...]:
        """All weights: layer by layer, W row by row, then b."""
        return tuple(p for layer in self.layers for p in layer.parameters)

    @cached_property
    def integer_layers(self) -> tuple[IntegerLayer, ...]:
        """The layers over the integers, each with a common denominator.

        Raises: InputError for weights that are not rational.
        """
        return tuple(integer_layer(layer, f"layer {i}") for i, layer in enumerate(self.layers, start=1))

    def symbols(self) -> frozenset[Variable]:
        """The free symbols of all layers."""
        return frozenset(s for layer in self.layers for s in layer.symbols())

    def facts(self) -> tuple[Fact, ...]:
        """What the activations require of their symbols."""
        return tuple(f for layer in self.layers for f in layer.facts())

    def replaced(self, reader: Reader) -> Network:
        """The network with symbols replaced."""
        return Network([layer.replaced(reader) for layer in self.layers])

    def __call__(self, x: Any) -> Any:
        point: tuple[Any, ...] = point_of(x, self.widths[0])
        for layer in self.layers:
            point = layer.forward(point)
        return point[0] if len(point) == 1 else point

    def compose(self, other: Network | Layer) -> Network:
        """The network that applies `other` first and then this one."""
        first = other.layers if isinstance(other, Network) else (other,)
        return Network((*first, *self.layers))

    def on_segment(self, start: Any, end: Any) -> Restriction:
        """The map t -> self((1 - t) start + t end) for 0 <= t <= 1, with all its breakpoints.

        Raises: InputError for points that do not fit, weights or points that are not rational.

        >>> hat = Network([Layer([[1], [1]], [0, -1]), Layer([[1, -2]], [0], "identity")])
        >>> path = hat.on_segment(-1, 3)
        >>> path.breakpoints, path.chain
        ((1/4, 1/2), ((0,), (1,), (-1,)))
        """
        from symrelu.geometry.segment import restriction

        first, last = (vector(point, "point", self.widths[0]) for point in (start, end))
        direction = tuple(b - a for a, b in zip(first, last, strict=True))
        return restriction(self, first, direction, fmpq(0), fmpq(1))

    def on_line(self, start: Any, direction: Any, low: Any = None, high: Any = None) -> Restriction:
        """The map t -> self(start + t direction) for low <= t <= high; without bounds, for all t.

        Raises: InputError for points that do not fit, weights or points that are not rational, low > high.

        >>> Network([Layer(2, -1)]).on_line(0, 1).breakpoints
        (1/2,)
        """
        from symrelu.geometry.segment import restriction

        foot, slope = (vector(point, "point", self.widths[0]) for point in (start, direction))
        first, last = (None if t is None else rational(t, "end") for t in (low, high))
        if first is not None and last is not None and first > last:
            raise InputError("ends", f"low = {low} > high = {high}", "low <= high")
        return restriction(self, foot, slope, first, last)

    def on_polygon(self, vertices: Sequence[Any]) -> tuple[PlanePiece, ...]:
        """The polygons into which the network cuts a convex polygon of a plane, with their maps and images.

        Raises: InputError for points that are no corners of a convex polygon, in order, in one plane.

        >>> Network([Layer([[1, 1]], [-1])]).on_polygon([(0, 0), (1, 0), (1, 1)])
        (PlanePiece(1, (1/2, 1/2), (1, 0), (1, 1)), PlanePiece(0, (0, 0), (1, 0), (1/2, 1/2)))
        """
        from symrelu.geometry.plane import pieces_on_polygon

        return pieces_on_polygon(self, vertices)

    def cells(
        self,
        domain: Domain = None,
        limit: int | None = None,
        seconds: float | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Iterator[Cell]:
        """The linear regions on a polyhedron (None: everywhere), one by one; each point lies in one of them.

        A list of bounds [(lo, hi), ...] stands for a box, as in `Polyhedron.box`.
        Raises: InputError for a domain of another dimension and numbers that are not rational; TooManyCells
        after `limit` cells if there are more, and after the time.

        >>> for cell in Network([Layer([[1], [-1]], [0, 0]), Layer([[1, 1]], [0], "identity")]).cells():
        ...     print(cell.polyhedron, cell.map)
        Polyhedron(-x1 < 0) Affine([[1]], [0])
        Polyhedron(x1 <= 0) Affine([[-1]], [0])
        """
        from symrelu.geometry.cells import cells

        return cells(self, domain, limit, seconds, progress)

    def __repr__(self) -> str:
        return f"Network(widths {'-'.join(map(str, self.widths))})"

    def _repr_latex_(self) -> str:
        if set(self.widths) == {1} and len(self.layers) <= 4:
            return f"$x \\mapsto {sp.latex(self(sp.Symbol('x', real=True)))}$"
        return "$" + r" \to ".join(f"\\mathbb{{R}}^{{{n}}}" for n in self.widths) + "$"
