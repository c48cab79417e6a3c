# pyright: basic
"""Layers as maps of the logic, and all layers of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.terms.binding import abstraction, function_of, read_variable
from symrelu.terms.bridge import domains, symbols_of, to_term
from symrelu.terms.claim.binders import bind, slot, within
from symrelu.terms.claim.laws import dimension
from symrelu.terms.sorts import SEQ, N, R, Sort, fun, show_sort
from symrelu.terms.substitution import substitute
from symrelu.terms.term import Term, num, op


@dataclass(frozen=True, repr=False)
class LayerMap:
    """The layer z -> relu(W z + b) on R^d, or y -> relu(w y + b) on R if d is None; a map, not a claim.

    Matrix and bias are written as rows, or as Python functions of their indices 1, .., d.

    >>> from symrelu.terms.symbols import reals
    >>> LayerMap(*reals("w b"))
    lam y:R. relu(w*y + b)
    """

    W: Any
    b: Any
    d: Any = None

    @property
    def free_symbols(self) -> frozenset[sp.Symbol]:
        """The symbols of the weights."""
        return symbols_of((*self.weights(), self.d))

    def weights(self) -> tuple[Any, Any]:
        """Matrix and bias, as functions of their indices where they are written as such."""
        if self.d is None:
            return self.W, self.b
        return function_of(self.W, fun(N, SEQ)), function_of(self.b, SEQ)

    def term(self) -> Term:
        """The function; on R^d the coordinates beyond d are 0."""
        W, b = map(to_term, self.weights())
        return scalar_layer(W, b) if self.d is None else layer(dimension(self.d), W, b)

    def __repr__(self) -> str:
        return repr(self.term())


def scalar_layer(w: Term, b: Term) -> Term:
    """y -> relu(w y + b)."""
    y = slot("y", R)
    return bind(y, op("relu", w * y + b))


def layer(d: Term, W: Term, b: Term) -> Term:
    """z -> (relu(sum over j of W_ij z_j + b_i)) for 1 <= i <= d, and 0 for the other i."""
    z, i, j = slot("z", SEQ), slot("i", N), slot("j", N)
    value = op("relu", op("sum", num(1), d, bind(j, W(i)(j) * z(j))) + b(i))
    return bind(z, bind(i, op("ite", within(1, i, d), value, num(0))))


@dataclass(frozen=True, repr=False)
class Layers:
    """All maps of one kind: the map at all values of its weights, in their domains and as given.

    >>> from symrelu.terms.symbols import reals
    >>> a = reals("a")
    >>> Layers((a,), lambda y: a * y)
    lam y:R. a*y for all a
    """

    weights: tuple[Any, ...]
    map: Any
    given: tuple[Any, ...] = ()
    space: Sort = R

    def __post_init__(self) -> None:
        object.__setattr__(self, "map", abstraction(self.map, self.space, "y"))

    @property
    def free_symbols(self) -> frozenset[sp.Symbol]:
        """The symbols that are no weights."""
        return symbols_of((self.map, self.given)) - symbols_of(self.weights)

    def __repr__(self) -> str:
        return f"{self.map} for all {', '.join(map(str, self.weights))}"


def all_layers(layers: Any, law: Term) -> tuple[tuple[Term, ...], list[Term], Term]:
    """The bound weights, their conditions, and the map at them; `layers` is None, a dimension, or Layers.

    Raises: InputError if the layers are not maps of the space of the law.
    """
    space = law.sort[1]
    if isinstance(layers, Layers):
        if layers.space != space or len(layers.weights) > len(_WEIGHTS):
            raise InputError(
                "layers", repr(layers), f"maps of {show_sort(space)} with few weights", "space=SEQ"
            )
        weights = [read_variable(v) for v in layers.weights]
        maps = bool(weights) and weights[0].sort[0] == "borel"
        letters = ("f", *_WEIGHTS) if maps else _WEIGHTS
        slots = {v: slot(letter, v.sort) for v, letter in zip(weights, letters, strict=False)}
        given = [*domains(layers.weights), *map(to_term, layers.given)]
        return (
            tuple(slots.values()),
            [substitute(g, slots) for g in given],
            substitute(layers.map.value, slots),
        )
    if (space == R) != (layers is None):
        found = "a law on R and a dimension" if space == R else "a law on R^d without a dimension"
        wanted = "width-one layers for laws on R, the dimension for laws on R^d"
        raise InputError("layers", found, wanted, "Invariant(family, d)")
    if layers is None:
        w, b = slot("w", R), slot("b", R)
        return (w, b), [], scalar_layer(w, b)
    W, b = slot("W", fun(N, SEQ)), slot("b", SEQ)
    return (W, b), [], layer(dimension(layers), W, b)


_WEIGHTS = ("w", "b", "u", "v", "t", "W", "x", "y", "z")
