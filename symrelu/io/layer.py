# pyright: basic
"""Texts to layers: `W,b` for width one, `[[1,2],[3,-1]],[0,1]` beyond; a third value names the activation."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import sympy as sp

from symrelu.io.expression import REALS, Scope, build, suggestion
from symrelu.io.lexer import Source
from symrelu.io.syntax import Call, Group, Name, Node, parse

if TYPE_CHECKING:
    from symrelu.model.network import Layer

# The activations, each with the names of its numbers.
ACTIVATIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"relu": (), "identity": (), "abs": (), "leaky_relu": ("slope",), "clip": ("lo", "hi")}
)


def layer(text: str, scope: Scope = REALS, name: str = "layer") -> Layer:
    """The layer x -> activation(W x + b) that a text stands for.

    Raises: Unreadable, for a text that is no layer or shapes that do not fit.

    >>> layer("2,-1").widths
    (1, 1)
    """
    source = Source(name, text)
    return layer_of(parse(source), source, scope)


def layer_of(values: tuple[Node, ...], source: Source, scope: Scope) -> Layer:
    """The layer of the values W, b and perhaps an activation."""
    from symrelu.model.network import Layer

    if not 2 <= len(values) <= 3:
        found = f"{len(values)} value{'s' * (len(values) != 1)}"
        raise source.refuse(found, "W,b", "2,-1 or [[1,2],[3,-1]],[0,1]", values[-1].at)
    weights, bias = _matrix(values[0], source, scope), _vector(values[1], source, scope)
    if len(weights) != len(bias):
        found = f"{len(weights)} row{'s' * (len(weights) != 1)} of weights and {len(bias)} of bias"
        raise source.refuse(found, "as many of both", at=values[1].at)
    if len(values) == 2:
        return Layer(weights, bias)
    return Layer(weights, bias, **_activation(values[2], source, scope))


def _matrix(node: Node, source: Source, scope: Scope) -> list[list[sp.Expr]]:
    if not isinstance(node, Group):
        return [[build(node, source, scope)]]
    if not node.values or not all(isinstance(row, Group) for row in node.values):
        raise source.refuse("a list", "a number or a list of rows", "[[1,2],[3,-1]]", node.at)
    rows = [_vector(row, source, scope) for row in node.values]
    if len({len(row) for row in rows}) > 1:
        lengths = ", ".join(str(len(row)) for row in rows)
        raise source.refuse(f"rows of lengths {lengths}", "rows of one length", at=node.at)
    return rows


def _vector(node: Node, source: Source, scope: Scope) -> list[sp.Expr]:
    if not isinstance(node, Group):
        return [build(node, source, scope)]
    if not node.values:
        raise source.refuse("an empty list", "at least one number", at=node.at)
    return [build(value, source, scope) for value in node.values]


def _activation(node: Node, source: Source, scope: Scope) -> dict[str, Any]:
    name = node.name if isinstance(node, Name | Call) else ""
    if name not in ACTIVATIONS:
        wanted = "one of " + ", ".join(ACTIVATIONS)
        raise source.refuse("an unknown activation", wanted, suggestion(name, ACTIVATIONS), node.at)
    numbers = node.arguments if isinstance(node, Call) else ()
    wanted = ACTIVATIONS[name]
    if len(numbers) != len(wanted) or (isinstance(node, Call) and node.keywords):
        form = f"{name}({', '.join(wanted)})" if wanted else name
        raise source.refuse(f"{name} with {len(numbers)} numbers", form, at=node.at)
    values = (build(number, source, scope) for number in numbers)
    return {"activation": name, **dict(zip(wanted, values, strict=True))}
