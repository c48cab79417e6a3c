# pyright: basic
"""The units of a network as terms of the logic, and the gates that decide their pieces on a cell."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpq

from symrelu.model.activation import Activation
from symrelu.model.network import Network
from symrelu.terms.term import Term, num, op

Gates = dict[Term, "Gate"]  # by the term whose value it decides, in the order of the kernel's walk
Form = tuple[Any, ...]  # coefficients of x_1, .., x_d and the constant, as fmpq
_MINUS = num(-1)


@dataclass(frozen=True)
class Gate:
    """A gate of the kernel takes the argument `side`, for the gap is >= 0."""

    side: int
    gap: Form


class Units:
    """The terms, affine forms and gates of the units of a network on a cell with a pattern."""

    def __init__(self, network: Network, pattern: Any, coordinates: tuple[Term, ...]) -> None:
        size = len(coordinates) + 1
        unit = [tuple(fmpq(int(i == j)) for j in range(size)) for i in range(size)]
        self.one = unit[-1]
        terms: list[Term] = list(coordinates)
        forms: list[Form] = unit[:-1]
        gates: list[Gates] = [{} for _ in coordinates]
        for layer, pieces in zip(network.layers, pattern, strict=True):
            new: list[tuple[Term, Form, Gates]] = []
            for row, bias, piece in zip(layer.weights, layer.bias, pieces, strict=True):
                parts = [(a, t, f, g) for a, t, f, g in zip(row, terms, forms, gates, strict=True) if a]
                inner = _sum([(a, t) for a, t, _, _ in parts], bias)
                form = _combined([*((a, f) for a, _, f, _ in parts), (bias, self.one)])
                before = {term: gate for _, _, _, listed in parts for term, gate in listed.items()}
                new.append(self._activated(layer.activation, piece, inner, form, before))
            terms, forms, gates = ([*part] for part in zip(*new, strict=True))
        self.terms, self.gates = terms, gates

    def output(self, index: int) -> tuple[Term, list[Gate]]:
        """The term of an output, and its gates in the order of the kernel's walk, equal terms once."""
        return self.terms[index], [*self.gates[index].values()]

    def _activated(
        self, chosen: Activation, piece: int, u: Term, form: Form, before: Gates
    ) -> tuple[Term, Form, Gates]:
        slope, offset = chosen.pieces[piece]
        image = _combined([(slope, form), (offset, self.one)])
        if not chosen.kinks:
            return _scaled(slope, u, offset), image, before if slope else {}
        if chosen.name in ("relu", "abs"):
            term = op(chosen.name, u)
            return term, image, {**before, term: self._above(form, piece)}
        if chosen.name == "leaky_relu":
            return self._leaky(chosen, piece, u, form, image, before)
        return self._clipped(chosen, piece, u, form, image, before)

    def _above(self, form: Form, piece: int) -> Gate:
        return Gate(0, form) if piece else Gate(1, tuple(-a for a in form))

    def _leaky(
        self, chosen: Activation, piece: int, u: Term, form: Form, image: Form, before: Gates
    ) -> tuple[Term, Form, Gates]:
        """relu(u) - s relu(-u)."""
        slope = chosen.pieces[0][0]
        right, left = op("relu", u), op("relu", op("*", _MINUS, u))
        minus = tuple(-a for a in form)
        after = {**before, right: self._above(form, piece)}
        if slope == 0:
            return right, image, after
        term = _sum([(fmpq(1), right), (-slope, left)], fmpq(0))
        return term, image, {**after, left: self._above(minus, 1 - piece)}

    def _clipped(
        self, chosen: Activation, piece: int, u: Term, form: Form, image: Form, before: Gates
    ) -> tuple[Term, Form, Gates]:
        """max(low, u), min(high, u), or min(high, max(low, u))."""
        low, high = chosen.bounds() or (None, None)
        term, value, gates = u, form, dict(before)
        if low is not None:
            bound = _combined([(low, self.one)])
            term = op("max", _numeral(low), term)
            side = 1 if piece else 0
            gap = _combined([(fmpq(1), bound), (fmpq(-1), value)])
            gates[term] = Gate(side, tuple(-a for a in gap) if side else gap)
            value = value if side else bound
        if high is not None:
            bound = _combined([(high, self.one)])
            term = op("min", _numeral(high), term)
            side = 0 if piece == len(chosen.kinks) else 1
            gap = _combined([(fmpq(1), value), (fmpq(-1), bound)])
            gates[term] = Gate(side, tuple(-a for a in gap) if side else gap)
        return term, image, gates


def _combined(parts: list[tuple[fmpq, Form]]) -> Form:
    out = [fmpq(0)] * len(parts[0][1])
    for factor, form in parts:
        out = [total + factor * a for total, a in zip(out, form, strict=True)]
    return tuple(out)


def _sum(parts: list[tuple[fmpq, Term]], constant: fmpq) -> Term:
    """The sum of multiples of terms and a constant."""
    terms = [t if a == 1 else op("*", _numeral(a), t) for a, t in parts]
    if constant or not terms:
        terms.append(_numeral(constant))
    return terms[0] if len(terms) == 1 else op("+", *terms)


def _scaled(slope: fmpq, u: Term, offset: fmpq) -> Term:
    return u if (slope, offset) == (1, 0) else _sum([(slope, u)] if slope else [], offset)


def _numeral(value: fmpq) -> Term:
    return num(Fraction(int(value.p), int(value.q)))
