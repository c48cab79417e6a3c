# pyright: basic
"""Laws on R^d with only what a question needs: fewer coordinates, fewer units."""

from __future__ import annotations

from dataclasses import replace

from flint import fmpq

from symrelu.laws.plane_products import CARRIED
from symrelu.model.law import Law
from symrelu.model.network import Layer, Network
from symrelu.model.order import PLAIN
from symrelu.model.resolve import leaves
from symrelu.model.source import Base
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_source import Gaussian, Product, VectorMixture


def selection(places: tuple[int, ...], dim: int) -> Layer:
    """The map x -> (x_i for i in places), coordinates counted from 1."""
    rows = [[int(j + 1 == i) for j in range(dim)] for i in places]
    return Layer(rows, [0] * len(rows), "identity")


def needed_units(layers: list[Layer]) -> list[Layer]:
    """The layers without the hidden units of which no later one makes use."""
    found: list[Layer] = []
    used = list(range(layers[-1].widths[1])) if layers else []
    for place in range(len(layers) - 1, -1, -1):
        layer, kept = layers[place], used
        rows = [layer.weights[i] for i in kept]
        inputs = range(layer.widths[0])
        used = [j for j in inputs if place == 0 or any(row[j] != 0 for row in rows)] or [0]
        weights = [[row[j] for j in used] for row in rows]
        found.append(Layer(weights, [layer.bias[i] for i in kept], layer.activation))
    return found[::-1]


def wide(law: VectorLaw) -> bool:
    """Whether fewer coordinates may be much easier: Gaussian laws and products from R^3 on."""
    if isinstance(law.source, VectorMixture):
        return any(wide(part) for _, part in law.source.parts)
    if isinstance(law.source, Product) and law.source.dim == 2:
        return not all(isinstance(base.standard, CARRIED) for one in law.source.laws for base in _bases(one))
    return law.source.dim > 2 and isinstance(law.source, (Gaussian, Product))


def _bases(law: Law) -> list[Base]:
    return [source for _, source, _ in leaves(law, PLAIN) if isinstance(source, Base)]


def narrowed(law: VectorLaw, used: tuple[int, ...]) -> VectorLaw:
    """The law of some coordinates, counted from 0."""
    if used == tuple(range(law.dim)):
        return law
    return law.pushed(selection(tuple(i + 1 for i in used), law.dim))


def without_last(law: VectorLaw) -> tuple[VectorLaw, Layer | None]:
    """The law before its last layer, if that is affine with rational numbers, and the layer."""
    if not law.maps:
        return law, None
    last = law.maps[-1]
    layers = last.layers if isinstance(last, Network) else (last,)
    final = layers[-1]
    numbers = [v for row in (*final.weights, final.bias) for v in row]
    if final.activation.name != "identity" or not all(isinstance(v, fmpq) for v in numbers):
        return law, None
    rest = (Network(list(layers[:-1])),) if len(layers) > 1 else ()
    return replace(law, maps=(*law.maps[:-1], *rest)), final
