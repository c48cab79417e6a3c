# pyright: basic
"""From a law on R^d as it was written to its atoms and the images of its cells."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq

from symrelu.errors import InputError, NoClosedForm
from symrelu.laws.cell_image import CellImage, Found
from symrelu.laws.gaussian_images import images_of_gaussian
from symrelu.laws.product_images import images_of_product
from symrelu.laws.uniform_images import images_of_uniform
from symrelu.model.chart import Vector
from symrelu.model.network import Layer, Network
from symrelu.model.order import PLAIN
from symrelu.model.scalar import Scalar
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_map import image_of
from symrelu.model.vector_source import Along, Ball, Points, Product, Uniform, VectorMixture


@dataclass(frozen=True)
class VectorImages:
    """A law on R^d as point masses, no two at one point, and images of cells of dimension at least 1."""

    atoms: tuple[tuple[Vector, Scalar], ...]
    images: tuple[CellImage, ...]


def resolve_vector(law: VectorLaw) -> VectorImages:
    """The atoms and cell images of a law with numbers only.

    Raises: InputError for a law with free symbols, NoClosedForm for measures that are not carried.
    """
    if law.parameters:
        names = ", ".join(sorted(map(str, law.parameters)))
        raise InputError(
            "law", f"the free symbols {names}", "a law with numbers only", "law.at({symbol: number})"
        )
    atoms, images = _of(law, [])
    return VectorImages(_merged(atoms), tuple(images))


def _of(law: VectorLaw, after: list[Layer]) -> Found:
    layers = [layer for f in law.maps for layer in (f.layers if isinstance(f, Network) else (f,))] + after
    source = law.source
    if isinstance(source, Points):
        places = [image_of(point, layers) for point in source.points]
        return [(p, w) for p, w in zip(places, source.weights, strict=True) if not PLAIN.zero(w)], []
    if isinstance(source, VectorMixture):
        atoms: list[tuple[Vector, Scalar]] = []
        images: list[CellImage] = []
        for weight, part in source.parts:
            if not PLAIN.zero(weight):
                more, others = _of(part, layers)
                atoms += [(point, weight * mass) for point, mass in more]
                images += [image.scaled(weight) for image in others]
        return atoms, images
    if isinstance(source, Along):
        line = Layer([[v] for v in source.direction], source.start, "identity")
        return images_of_product((source.law,), [line, *layers])
    if isinstance(source, Product):
        return images_of_product(source.laws, layers)
    if isinstance(source, Uniform):
        return images_of_uniform(source.polytope, layers)
    if isinstance(source, Ball):
        raise NoClosedForm(
            "the parts of a uniform law on a ball", "law.sample(n, seed), or a polytope inside"
        )
    return images_of_gaussian(source, layers)


def _merged(atoms: list[tuple[Vector, Scalar]]) -> tuple[tuple[Vector, Scalar], ...]:
    """The masses at equal points added; sorted where all coordinates are rational."""
    known: dict[Vector, Scalar] = {}
    rational = all(isinstance(x, fmpq) for point, _ in atoms for x in point)
    for point, mass in atoms:
        place = point
        if not rational and point not in known:
            place = next((other for other in known if _same(point, other)), point)
        known[place] = known[place] + mass if place in known else mass
    kept = [(point, mass) for point, mass in known.items() if _positive(mass) or not PLAIN.zero(mass)]
    return tuple(sorted(kept)) if rational and all(isinstance(m, fmpq) for _, m in kept) else tuple(kept)


def _positive(mass: Scalar) -> bool:
    """Whether that is seen without computing a value."""
    return not isinstance(mass, fmpq) and mass.is_positive is True


def _same(one: Vector, two: Vector) -> bool:
    return all(PLAIN.zero(a - b) for a, b in zip(one, two, strict=True))
