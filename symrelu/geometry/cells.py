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

from flint import fmpz_mat

from symrelu.errors import InputError, TooManyCells
from symrelu.geometry.cell import Cell, activated_forms, identity_forms
from symrelu.geometry.cells_by_programs import cells_by_programs
from symrelu.geometry.cone import Cone, Form, primitive
from symrelu.model.domain import Domain
from symrelu.model.domain import domain as domain_of
from symrelu.model.integer_layer import IntegerLayer
from symrelu.model.network import Network
from symrelu.model.polyhedron import Polyhedron

_GENERATORS_UP_TO = 6  # dimensions; polyhedra beyond have too many vertices


@dataclass
class _Node:
    """A part of the domain on which the layers of the pattern are affine; `pending` forms may cut it."""

    cone: Cone
    pattern: tuple[tuple[int, ...], ...]
    forms: fmpz_mat  # (d + 1) x (n + 1): the values after the layers before, or the pre-activations
    chosen: list[int] | None = None
    pending: tuple[tuple[int, Form], ...] = ()


def cells(
    network: Network,
    domain: Domain = None,
    limit: int | None = None,
    seconds: float | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Cell]:
    """The linear regions of a network on a domain, one by one.

    Raises: InputError for a domain of another dimension and weights that are not rational; TooManyCells once
    `limit` cells were given and there is another one, or after the time.
    """
    width = network.widths[0]
    space = domain_of(domain, width)
    if limit is not None and (type(limit) is not int or limit < 0):
        raise InputError("limit", repr(limit), "a number of cells, or None")
    if seconds is not None and (isinstance(seconds, bool) or not isinstance(seconds, int | float)):
        raise InputError("seconds", repr(seconds)[:80], "a number of seconds, or None")
    layers = network.integer_layers
    few = width <= 3 or len(space.rows) <= 4 * width
    by_generators = few and width <= _GENERATORS_UP_TO
    steps = _search(layers, space) if by_generators else cells_by_programs(layers, space)
    return _bounded(steps, limit, seconds, progress)


def _bounded(
    steps: Iterator[Cell | None],
    limit: int | None,
    seconds: float | None,
    progress: Callable[[int], None] | None,
) -> Iterator[Cell]:
    """The cells among the steps of a search, as long as the bounds allow."""
    end = float("inf") if seconds is None else time.monotonic() + seconds
    found = 0
    for step in steps:
        if time.monotonic() > end:
            raise TooManyCells(found, f"{seconds:g} s")
        if step is None:
            continue
        if found == limit:
            raise TooManyCells(found, f"{limit:,} cells")
        found += 1
        yield step
        if progress is not None:
            progress(found)


def _search(layers: tuple[IntegerLayer, ...], domain: Polyhedron) -> Iterator[Cell | None]:
    """The cells, and None for each step of the search that ends in none."""
    cone = Cone.of(domain)
    if cone is None:
        return
    stack = [_Node(cone, (), identity_forms(domain.dim))]
    while stack:
        node = stack.pop()
        if len(node.pattern) < len(layers):
            stack += _children(node, layers)
            yield None
            continue
        rows = tuple(map(tuple, node.forms.tolist()))
        yield Cell(node.pattern, node.cone, rows, len(cone.cuts) - 1)


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
    return _Node(node.cone, (*node.pattern, tuple(chosen)), activated_forms(layer, node.forms, chosen))
