# pyright: basic
"""Laws on R^d: a source, and the networks that push it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.model.fact import Fact
from symrelu.model.network import Layer, Network
from symrelu.model.order import Order, assumed_signs
from symrelu.model.scalar import Reader, Variable, expression, scalar
from symrelu.model.vector_source import VectorSource
from symrelu.terms.symbols import relu

VectorMap = Layer | Network


@dataclass(frozen=True)
class VectorLaw:
    """A probability law on R^d: `source` pushed by `maps`, the first of them first.

    `required` says under which conditions on its symbols it is a law.
    """

    source: VectorSource
    maps: tuple[VectorMap, ...] = ()
    required: tuple[Fact, ...] = ()

    @property
    def dim(self) -> int:
        """The dimension of the space."""
        return self.maps[-1].widths[-1] if self.maps else self.source.dim

    @cached_property
    def parameters(self) -> frozenset[Variable]:
        """The free symbols of the law."""
        return self.source.symbols() | frozenset(s for f in self.maps for s in f.symbols())

    @property
    def conditions(self) -> tuple[Any, ...]:
        """What the symbols must satisfy beyond their declared domains, as SymPy relations."""
        relations = (fact.relation() for fact in self.required)
        return tuple(r for r in dict.fromkeys(relations) if r != sp.true)

    def pushed(self, f: Any) -> VectorLaw:
        """The image of the law under one more map: a Layer or Network of its width, or `relu`.

        Raises: InputError for another map or another width.
        """
        chosen = read_vector_map(f, self.dim)
        new = tuple(fact for fact in chosen.facts() if fact not in self.required)
        return replace(self, maps=(*self.maps, chosen), required=(*self.required, *new))

    def at(self, values: dict[Variable, Any]) -> VectorLaw:
        """The law with symbols replaced by exact numbers or expressions, all at once.

        Raises: InputError for a symbol that the law has not, or a value that its conditions refuse.
        """
        exact = {symbol: expression(scalar(value, str(symbol))) for symbol, value in values.items()}
        foreign = sorted(str(s) for s in exact if s not in self.parameters)
        if foreign:
            listed = ", ".join(sorted(map(str, self.parameters))) or "it has none"
            raise InputError("at", ", ".join(foreign), f"symbols of the law: {listed}")
        for symbol, value in exact.items():
            if not assumed_signs(symbol) & Order().signs(scalar(value)):
                raise InputError(str(symbol), str(value), "a number in the declared domain of the symbol")
        reader = Reader(tuple(exact.items()))
        required = tuple(_kept(self.required, exact))
        return VectorLaw(self.source.replaced(reader), tuple(f.replaced(reader) for f in self.maps), required)

    def term(self) -> Any:
        """The statement of the law as a term of the logic.

        Raises: Refused for what the logic has no head for.
        """
        from symrelu.model.vector_term import vector_law_term

        return vector_law_term(self)

    def _repr_latex_(self) -> str:
        return f"$\\text{{{self!r}}}$"

    def __repr__(self) -> str:
        text = str(self.source)
        if len(self.maps) > 3:
            return f"push({len(self.maps)} maps, {text})"
        for f in self.maps:
            text = f"push({f!r}, {text})"
        return text


def _kept(required: tuple[Fact, ...], exact: dict[Variable, Any]) -> list[Fact]:
    """The conditions that remain open at the values.

    Raises: InputError where one is violated.
    """
    kept: list[Fact] = []
    for fact in required:
        left = scalar(sp.expand(fact.expression.subs(exact, simultaneous=True)))
        signs = Order().signs(left)
        if not signs & fact.signs:
            raise InputError("at", str(exact), f"values with {fact.relation()}")
        if not signs <= fact.signs:
            kept.append(Fact(expression(left), fact.signs))
    return kept


def read_vector_map(f: Any, width: int) -> VectorMap:
    """The map that a user gives for a law on R^width.

    Raises: InputError for another map or another input width.
    """
    if f is relu:
        rows = [[int(i == j) for j in range(width)] for i in range(width)]
        return Layer(rows, [0] * width)
    if not isinstance(f, (Layer, Network)):
        raise InputError(
            "push", repr(f), "a Layer, a Network or relu", "push(Layer([[1, 2], [3, -1]], [0, 1]), law)"
        )
    if f.widths[0] != width:
        raise InputError("push", f"a map from R^{f.widths[0]}", f"a map from R^{width}, where the law lives")
    return f
