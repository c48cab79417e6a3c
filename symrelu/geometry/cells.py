# pyright: basic
"""The linear regions of a network: a search, layer by layer, that cuts a polyhedron wherever a unit bends
inside it.

A cell owns the borders on which the units that made them are <= 0: so the cells part the domain. A unit that
is never positive on a cell, or never negative, or 0 all over it, cuts nothing, and the activation is
continuous: so the affine map of a cell holds up to its border.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flint import fmpq, fmpz, fmpz_mat

from symrelu.errors import InputError, TooManyCells
from symrelu.geometry.cone import Cone, Cut, Form, primitive
from symrelu.model.affine import Affine
from symrelu.model.integer_layer import IntegerLayer
from symrelu.model.network import Network
from symrelu.model.polyhedron import Polyhedron

Pattern = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, repr=False)
class Cell:
    """A linear region: on the polyhedron the network is one affine map.

    `pattern` gives, layer by layer, the piece of the activation in which each unit is inside the cell: the
    number of kinks below its pre-activation. `cuts` are the rows that the search added, in order.
    """

    pattern: Pattern
    cone: Cone
    values: tuple[tuple[Any, ...], ...]  # (d + 1) x (m + 1) integers, the last entry the common denominator
    first_cut: int

    @cached_property
    def polyhedron(self) -> Polyhedron:
        """The cell, without rows that are not needed."""
        return Polyhedron(self.cone.rows(), len(self.values) - 1)

    @cached_property
    def map(self) -> Affine:
        """The affine map of the network on the cell."""
        one = self.values[-1][-1]
        *matrix, offset = ([fmpq(value, one) for value in row[:-1]] for row in self.values)
        return Affine([*zip(*matrix, strict=True)], offset)

    @property
    def interior_point(self) -> tuple[fmpq, ...]:
        """A point of the relative interior."""
        return self.cone.interior_point

    @property
    def vertices(self) -> tuple[tuple[fmpq, ...], ...]:
        """The vertices of the closure."""
        return () if self.cone.lines else self.cone.vertices

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """What the search added to the domain, in order."""
        return self.cone.cuts[self.first_cut :]

    def to_json(self) -> dict[str, Any]:
        """Exact numbers as strings."""
        affine = self.map
        return {
            "pattern": [*map(list, self.pattern)],
            "inequalities": [repr(row) for row in self.polyhedron.rows],
            "map": {
                "matrix": [[*map(str, row)] for row in affine.matrix],
                "offset": [*map(str, affine.offset)],
            },
            "interior_point": [*map(str, self.interior_point)],
        }

    def __repr__(self) -> str:
        pattern = " ".join("".join(map(str, layer)) for layer in self.pattern)
        return f"Cell({pattern}, {self.polyhedron!r})"


@dataclass
class _Node:
    """A part of the domain on which the layers of the pattern are affine; `pending` forms may still cut it."""

    cone: Cone
    pattern: Pattern
    forms: fmpz_mat  # (d + 1) x (n + 1): the values after the layers before, or the pre-activations
    chosen: list[int] | None = None
    pending: tuple[tuple[int, Form], ...] = ()


def cells(
    network: Network,
    domain: Polyhedron | None = None,
    limit: int | None = None,
    seconds: float | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Cell]:
    """The linear regions of a network on a domain, one by one.

    Raises: InputError for a domain of another dimension and weights that are not rational; TooManyCells once
    `limit` cells were given and there is another one, or after the time.
    """
    width = network.widths[0]
    space = Polyhedron.whole(width) if domain is None else domain
    if space.dim != width:
        raise InputError("domain", f"a polyhedron in R^{space.dim}", f"one in R^{width}", "the input space")
    layers = network.integer_layers
    end = float("inf") if seconds is None else time.monotonic() + seconds
    return _search(layers, space, limit, end, seconds, progress)


def _search(
    layers: tuple[IntegerLayer, ...],
    domain: Polyhedron,
    limit: int | None,
    end: float,
    seconds: float | None,
    progress: Callable[[int], None] | None,
) -> Iterator[Cell]:
    cone = Cone.of(domain)
    if cone is None:
        return
    size = domain.dim + 1
    identity = fmpz_mat(size, size, [int(i == j) for i in range(size) for j in range(size)])
    stack = [_Node(cone, (), identity)]
    found = 0
    while stack:
        if time.monotonic() > end:
            raise TooManyCells(found, f"{seconds:g} s")
        node = stack.pop()
        if len(node.pattern) < len(layers) or node.chosen is not None:
            stack += _children(node, layers)
            continue
        if found == limit:
            raise TooManyCells(found, f"{limit:,} cells")
        found += 1
        yield Cell(node.pattern, node.cone, tuple(map(tuple, node.forms.tolist())), len(cone.cuts))
        if progress is not None:
            progress(found)


def _children(node: _Node, layers: tuple[IntegerLayer, ...]) -> list[_Node]:
    """The next step of the search; the part that is searched first comes last."""
    layer = layers[len(node.pattern)]
    if node.chosen is None:
        return [_opened(node, layer)]
    if not node.pending:
        return [_closed(node, layer)]
    (unit, form), *rest = node.pending
    columns = fmpz_mat(len(node.pending), len(form), [v for _, f in node.pending for v in f]).transpose()
    table = node.cone.values(columns)
    below, above = node.cone.halves(form, [row[0] for row in table])
    risen = [*node.chosen]
    risen[unit] += 1
    return [
        _settled(_Node(cone, node.pattern, node.forms, chosen, tuple(rest)))
        for cone, chosen in ((below, node.chosen), (above, risen))
    ]


def _opened(node: _Node, layer: IntegerLayer) -> _Node:
    """The pre-activations of a layer, and those that change their sign against a kink."""
    forms = node.forms * layer.matrix
    width = forms.ncols() - 1
    columns = forms.transpose().tolist()
    one = columns[-1]
    pending: list[tuple[int, Form]] = []
    for p, q in layer.kinks:
        for unit, column in enumerate(columns[:-1]):
            form = column if (p, q) == (0, 1) else [q * v - p * w for v, w in zip(column, one, strict=True)]
            pending.append((unit, tuple(form)))
    return _settled(_Node(node.cone, node.pattern, forms, [0] * width, tuple(pending)))


def _settled(node: _Node) -> _Node:
    """Keep the forms that take both signs; a unit is above the kinks whose forms are never negative."""
    if not node.pending:
        return node
    columns = fmpz_mat(len(node.pending), len(node.pending[0][1]), [v for _, f in node.pending for v in f])
    table = node.cone.values(columns.transpose())
    rays, lines = table[: len(node.cone.rays)], table[len(node.cone.rays) :]
    chosen = list(node.chosen or ())
    kept: list[tuple[int, Form]] = []
    for index, (unit, form) in enumerate(node.pending):
        column = [row[index] for row in rays]
        high, low = max(column), min(column)
        if (high > 0 and low < 0) or any(row[index] for row in lines):
            kept.append((unit, primitive(form)))
        elif high > 0:
            chosen[unit] += 1
    return _Node(node.cone, node.pattern, node.forms, chosen, tuple(kept))


def _closed(node: _Node, layer: IntegerLayer) -> _Node:
    """The values after the activation."""
    chosen = node.chosen or []
    rows = [
        [*layer.activated(row[:-1], chosen, row[-1]), layer.scale * row[-1]] for row in node.forms.tolist()
    ]
    flat = [fmpz(value) for row in rows for value in row]
    forms = fmpz_mat(len(rows), len(rows[0]), flat)
    return _Node(node.cone, (*node.pattern, tuple(chosen)), forms)
