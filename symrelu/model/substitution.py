# pyright: basic
"""Numbers and expressions in place of the symbols of a law."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.model.fact import Fact
from symrelu.model.law import Law
from symrelu.model.order import Order, assumed_signs
from symrelu.model.scalar import Reader, Variable, expression, scalar
from symrelu.model.source import Base, Mixture, Point, Source


def substituted(law: Law, values: dict[Variable, Any]) -> Law:
    """The law with symbols replaced."""
    exact = {symbol: expression(scalar(value, str(symbol))) for symbol, value in values.items()}
    foreign = sorted(str(s) for s in exact if s not in law.parameters)
    if foreign:
        raise InputError(
            "at", ", ".join(foreign), f"symbols of the law: {', '.join(sorted(map(str, law.parameters)))}"
        )
    for symbol, value in exact.items():
        if not assumed_signs(symbol) & Order().signs(scalar(value)):
            raise InputError(str(symbol), str(value), "a number in the declared domain of the symbol")
    reader = Reader(tuple(exact.items()))
    required: list[Fact] = []
    for fact in law.required:
        left = scalar(sp.expand(fact.expression.subs(exact, simultaneous=True)))
        signs = Order().signs(left)
        if not signs & fact.signs:
            raise InputError("at", str(exact), f"values with {fact.relation()}")
        if not signs <= fact.signs:
            required.append(Fact(expression(left), fact.signs))
    return Law(
        _read_source(law.source, reader),
        tuple(f.replaced(reader) for f in law.maps),
        tuple(required),
        law.unverified,
    )


def _read_source(source: Source, reader: Reader) -> Source:
    if isinstance(source, Point):
        return Point(reader.read(source.at))
    if isinstance(source, Base):
        parameters = tuple(map(reader.read, source.parameters))
        return Base(
            source.name,
            parameters,
            source.standard.replaced(reader),
            reader.read(source.location),
            reader.read(source.scale),
        )
    exact = dict(reader.values)
    parts = [
        (reader.read(w), substituted(law, {s: v for s, v in exact.items() if s in law.parameters}))
        for w, law in source.parts
    ]
    return Mixture(tuple(parts))
