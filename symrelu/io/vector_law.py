# pyright: basic
"""Texts to laws on R^d, and to the layers that push them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.io.expression import Scope, build, names
from symrelu.io.layer import ACTIVATIONS, layer_of
from symrelu.io.lexer import Source
from symrelu.io.syntax import Call, Group, Name, Node

if TYPE_CHECKING:
    from symrelu.model.law import Law
    from symrelu.model.vector_law import VectorLaw

# The laws on R^d, each with an example.
VECTOR_FORMS: Mapping[str, str] = MappingProxyType(
    {
        "points": "points([(0,1), (2,3)], [1/3, 2/3])",
        "along": "along(normal(0,1), (0,0), (1,2))",
        "product": "product(normal(0,1), uniform(0,1))",
        "uniform_box": "uniform_box([(0,1), (-1,1)])",
        "uniform_polygon": "uniform_polygon([(0,0), (1,0), (0,1)])",
    }
)
GAUSSIAN = "normal([0,0], [[1,0],[0,1]])"
Read = Callable[[Node], "Law | VectorLaw"]


def is_gaussian(node: Call) -> bool:
    """Whether a call of `normal` has a list of means."""
    given = [*node.arguments, *(value for _, value in node.keywords)]
    return any(isinstance(value, Group) and value.bracket == "[" for value in given)


def vector_law_of(node: Call, source: Source, scope: Scope, read: Read) -> VectorLaw:
    """The law on R^d of a call; `read` reads the laws on R inside."""
    from symrelu.laws import vectors

    if node.keywords:
        example = VECTOR_FORMS.get(node.name, GAUSSIAN)
        raise source.refuse(f"the keyword {node.keywords[0][0][:40]!r}", example, at=node.at)
    match node.name, node.arguments:
        case "points", (Group() as places,):
            return vectors.points(_rows(places, source, scope))
        case "points", (Group() as places, Group() as weights):
            return vectors.points(_rows(places, source, scope), _vector(weights, source, scope))
        case "along", (law, Group() as start, Group() as direction):
            base = _on_r(law, source, read)
            return vectors.along(base, _vector(start, source, scope), _vector(direction, source, scope))
        case "product", (_, *_) as laws:
            return vectors.product(*(_on_r(law, source, read) for law in laws))
        case "uniform_box", (Group() as sides,):
            return vectors.uniform_box([(side[0], side[1]) for side in _pairs(sides, source, scope)])
        case "uniform_polygon", (Group() as corners,):
            return vectors.uniform_polygon([(p[0], p[1]) for p in _pairs(corners, source, scope)])
        case "normal", (Group() as mean, Group() as covariance):
            return vectors.gaussian(_vector(mean, source, scope), _rows(covariance, source, scope))
    example = VECTOR_FORMS.get(node.name, GAUSSIAN)
    raise source.refuse(f"another form of {node.name}", example, at=node.at)


def layer_call(node: Node, source: Source, scope: Scope) -> Any:
    """The layer that Layer(W, b) or Layer(W, b, activation) stands for; None for another map."""
    if not isinstance(node, Call) or node.name != "Layer" or node.keywords or not node.arguments:
        return None
    return layer_of(node.arguments, source, scope)


def relu_of(node: Node) -> bool:
    """Whether a map is the ReLU of each coordinate: `relu` alone."""
    return isinstance(node, Name) and node.name == "relu"


def layer_names(node: Call) -> tuple[str, ...]:
    """The names of the symbols of Layer(...), without that of its activation."""
    found = (names(argument) for argument in node.arguments[:2])
    inner = (names(a) for a in node.arguments[2:] if not (isinstance(a, Name) and a.name in ACTIVATIONS))
    return tuple(name for part in (*found, *inner) for name in part)


def inner_laws(node: Call) -> Iterator[tuple[Node, bool]]:
    """The arguments of a law on R^d in their order, and whether each is a law."""
    for place, argument in enumerate(node.arguments):
        yield argument, node.name == "product" or (node.name == "along" and place == 0)


def _on_r(node: Node, source: Source, read: Read) -> Law:
    from symrelu.model.law import Law

    law = read(node)
    if not isinstance(law, Law):
        raise source.refuse(f"a law on R^{law.dim}", "a law on R", "normal(0,1)", node.at)
    return law


def _vector(node: Group, source: Source, scope: Scope) -> list[sp.Expr]:
    for value in node.values:
        if isinstance(value, Group):
            raise source.refuse("a list", "a number", "(0, 1)", value.at)
    return [build(value, source, scope) for value in node.values]


def _rows(node: Group, source: Source, scope: Scope) -> list[list[sp.Expr]]:
    rows: list[list[sp.Expr]] = []
    for value in node.values:
        if not isinstance(value, Group):
            raise source.refuse("no list", "a list of lists", "[(0,1), (2,3)]", value.at)
        rows.append(_vector(value, source, scope))
    return rows


def _pairs(node: Group, source: Source, scope: Scope) -> list[list[sp.Expr]]:
    rows = _rows(node, source, scope)
    for row, value in zip(rows, node.values, strict=True):
        if len(row) != 2:
            raise source.refuse(f"{len(row)} values", "a pair", "(0,1)", getattr(value, "at", node.at))
    return rows


def copies(law: Any, dim: int) -> Any:
    """d independent coordinates with one law on R; a law on R^d as it is.

    Raises: InputError for a law of another dimension.
    """
    from symrelu.laws.vectors import product

    if law.dim == dim:
        return law
    if law.dim > 1:
        raise InputError("dim", str(dim), f"{law.dim}, the dimension of the law", f"--dim {law.dim}")
    return product(*[law] * dim)
