# pyright: basic
"""Linear regions in many dimensions: unit by unit, with exact linear programs that tell empty sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from flint import fmpq, fmpz_mat

from symrelu.geometry.cell import Cell, Point, activated_forms, identity_forms
from symrelu.geometry.feasibility import Feasibility, relative_interior
from symrelu.geometry.generators import Generators, generators
from symrelu.geometry.linear_program import Infeasible, Inner
from symrelu.geometry.redundancy import without_redundancy
from symrelu.model.integer_layer import IntegerLayer
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.rational import dot
from symrelu.model.row import Row


@dataclass(frozen=True)
class _Inside:
    """Rows and a point inside."""

    all_rows: tuple[Row, ...]
    interior_point: Point

    def rows(self) -> tuple[Row, ...]:
        """Rows of which none can go."""
        return without_redundancy(Polyhedron(self.all_rows, len(self.interior_point))).rows

    @cached_property
    def _generators(self) -> Generators:
        return generators(Polyhedron(self.all_rows, len(self.interior_point)).closure())

    @property
    def vertices(self) -> tuple[Point, ...]:
        """The vertices, which take long in many dimensions."""
        return () if self._generators.lines else self._generators.points

    @property
    def is_bounded(self) -> bool:
        """Whether the polyhedron is bounded, which takes as long."""
        return not (self._generators.lines or self._generators.rays)


@dataclass(frozen=True)
class _Node:
    """A part of the domain before its next unit; `row` was added to the rows of a depth of the search."""

    depth: int
    row: Row | None
    pattern: tuple[tuple[int, ...], ...]
    forms: fmpz_mat  # the pre-activations of the layer after the pattern
    chosen: tuple[int, ...]
    kink: int = 0


def cells_by_programs(layers: tuple[IntegerLayer, ...], domain: Polyhedron) -> Iterator[Cell | None]:
    """The cells, and None for each step of the search that ends in none."""
    inside = relative_interior(domain)
    if isinstance(inside, Infeasible):
        return
    rows = [
        replace(row, relation="==") if i in inside.equations else row for i, row in enumerate(domain.rows)
    ]
    search = Feasibility(Polyhedron(rows, domain.dim))
    forms = identity_forms(domain.dim) * layers[0].matrix
    stack = [_Node(0, None, (), forms, (0,))]
    while stack:
        node = stack.pop()
        while search.depth > node.depth:
            search.pop()
        if node.row is not None:
            search.push([node.row])
        if len(node.pattern) < len(layers):
            stack += _children(node, layers[len(node.pattern) :], search)
            yield None
            continue
        answer = search.answer
        if isinstance(answer, Inner):
            added = search.rows[len(rows) :]
            region = _Inside((*domain.rows, *added), answer.point)
            yield Cell(node.pattern, region, tuple(map(tuple, node.forms.tolist())), len(rows))


def _children(node: _Node, layers: tuple[IntegerLayer, ...], search: Feasibility) -> list[_Node]:
    """Ask whether the next unit bends inside; the part that is searched first comes last."""
    layer, depth = layers[0], search.depth
    unit = len(node.chosen) - 1
    if node.kink == len(layer.kinks):
        return [_next_unit(replace(node, depth=depth, row=None), layers)]
    at = replace(node, depth=depth, row=None, kink=node.kink + 1)
    risen = replace(at, chosen=(*node.chosen[:-1], node.chosen[-1] + 1))
    p, q = layer.kinks[node.kink]
    column = [q * row[unit] - p * row[-1] for row in node.forms.tolist()]
    *normal, constant = (fmpq(value, max(map(abs, column)) or 1) for value in column)
    below, above = Row(tuple(normal), "<=", -constant), Row(tuple(-a for a in normal), "<", constant)
    answer = search.answer
    if isinstance(answer, Infeasible):
        return []
    value = dot(below.normal, answer.point) + constant
    low = value < 0 or _has_room(search, below)
    high = value > 0 or _has_room(search, above)
    if low and high:
        return [replace(at, row=below), replace(risen, row=above)]
    return [risen if high else at]


def _has_room(search: Feasibility, row: Row) -> bool:
    found = isinstance(search.push([row]), Inner)
    search.pop()
    return found


def _next_unit(node: _Node, layers: tuple[IntegerLayer, ...]) -> _Node:
    """The next unit of the layer, or the first one of the layer after it."""
    layer = layers[0]
    if len(node.chosen) < node.forms.ncols() - 1:
        return replace(node, chosen=(*node.chosen, 0), kink=0)
    forms = activated_forms(layer, node.forms, node.chosen)
    if len(layers) > 1:
        forms = forms * layers[1].matrix
    return replace(node, pattern=(*node.pattern, node.chosen), forms=forms, chosen=(0,), kink=0)
