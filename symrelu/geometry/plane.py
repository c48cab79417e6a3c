# pyright: basic
"""Networks on a convex polygon of a plane in R^d: the polygons on which they are affine, and their images."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flint import fmpq, fmpq_mat

from symrelu.errors import InputError
from symrelu.geometry.cell import activated_forms, identity_forms
from symrelu.geometry.cells import cells
from symrelu.model.affine import Affine
from symrelu.model.network import Layer, Network
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.rational import listed, vector

Point = tuple[fmpq, ...]


@dataclass(frozen=True)
class PlanePiece:
    """A polygon in R^d on which a network is one affine map, given by its corners in order."""

    pattern: tuple[tuple[int, ...], ...]
    vertices: tuple[Point, ...]
    network: Network

    @cached_property
    def map(self) -> Affine:
        """The affine map of the pattern, from R^d; on the polygon it is the network."""
        return affine_map(self.network, self.pattern)

    @property
    def image(self) -> tuple[Point, ...]:
        """The images of the corners: a polygon, a segment or a point, whose ends are among them."""
        return tuple(self.map(vertex) for vertex in self.vertices)

    def __repr__(self) -> str:
        pattern = " ".join("".join(map(str, layer)) for layer in self.pattern)
        corners = ", ".join(f"({', '.join(map(str, vertex))})" for vertex in self.vertices)
        return f"PlanePiece({pattern}, {corners})"


def affine_map(network: Network, pattern: Iterable[Sequence[int]]) -> Affine:
    """The affine map of a network whose units are kept on the given pieces of their activations.

    >>> affine_map(Network([Layer([[2], [3]], [-1, 1]), Layer([[1, 1]], [0])]), [(0, 1), (1,)])
    Affine([[3]], [1])
    """
    forms = identity_forms(network.widths[0])
    for layer, chosen in zip(network.integer_layers, pattern, strict=True):
        forms = activated_forms(layer, forms * layer.matrix, chosen)
    *matrix, offset = forms.tolist()
    one = offset[-1]
    columns = zip(*matrix, strict=True)
    rows = [[fmpq(value, one) for value in column] for column in columns][:-1]
    return Affine(rows, [fmpq(value, one) for value in offset[:-1]])


def pieces_on_polygon(network: Network, vertices: Sequence[Any]) -> tuple[PlanePiece, ...]:
    """The polygons into which a network cuts a convex polygon, closed, with their affine maps and images.

    Raises: InputError for points that are no corners of a convex polygon in order, or do not lie in one
    plane.
    """
    corners = [vector(vertex, "vertex", network.widths[0]) for vertex in listed(vertices, "polygon")]
    if len(corners) < 3:
        wanted = "at least three corners"
        raise InputError("polygon", f"{len(corners)} corners", wanted, "net.on_segment(start, end)")
    chart = _chart(corners)
    flat = [_coordinates(chart, corner) for corner in corners]
    domain = Polyhedron.polygon(flat)
    inclusion = Layer([list(row) for row in chart.matrix], list(chart.offset), activation="identity")
    found = cells(network.compose(inclusion), domain)
    return tuple(
        PlanePiece(cell.pattern[1:], tuple(map(chart, around(cell.vertices))), network) for cell in found
    )


def _chart(corners: list[Point]) -> Affine:
    """(u, v) -> first corner + u (second - first) + v (a third - first)."""
    first = corners[0]
    edges = [tuple(b - a for a, b in zip(first, corner, strict=True)) for corner in corners[1:]]
    for edge in edges[1:]:
        chart = Affine([*zip(edges[0], edge, strict=True)], first)
        if chart.rank == 2:
            return chart
    raise InputError("polygon", "corners on one line", "a polygon", "net.on_segment(start, end)")


def _coordinates(chart: Affine, point: Point) -> Point:
    """The (u, v) of a point of the plane."""
    columns = fmpq_mat([list(row) for row in chart.matrix])
    gap = fmpq_mat(len(point), 1, [a - b for a, b in zip(point, chart.offset, strict=True)])
    transposed = columns.transpose()
    found = tuple((transposed * columns).solve(transposed * gap).entries())
    if chart(found) != point:
        raise InputError("polygon", f"the corner {point}", "corners in one plane", "net.cells(domain)")
    return found


def around(points: Sequence[Point]) -> list[Point]:
    """The corners of a convex polygon in the plane in order round it, counter-clockwise, the least one first.

    >>> around([(fmpq(1), fmpq(1)), (fmpq(0), fmpq(0)), (fmpq(0), fmpq(1)), (fmpq(1), fmpq(0))])
    [(0, 0), (1, 0), (1, 1), (0, 1)]
    """
    ordered = sorted(points)
    first, last = ordered[0], ordered[-1]

    def below(point: Point) -> bool:
        across = (last[0] - first[0]) * (point[1] - first[1])
        return across < (last[1] - first[1]) * (point[0] - first[0])

    under = [point for point in ordered[1:-1] if below(point)]
    over = [point for point in ordered[1:-1] if not below(point)]
    return [first, *under, last, *reversed(over)] if len(ordered) > 1 else ordered
