# pyright: basic
"""Whether two laws on R^d are equal: their difference, as a measure, is cut into parts and must vanish."""

from __future__ import annotations

import sympy as sp
from flint import fmpq

from symrelu.errors import NoClosedForm
from symrelu.laws.block import Block
from symrelu.laws.box_image import BoxImage
from symrelu.laws.cell_image import CellImage
from symrelu.laws.plane_parts import panels_of, shades_of
from symrelu.laws.solid_parts import vanishes
from symrelu.laws.tile import Tile, patches_of
from symrelu.laws.vector_images import VectorImages
from symrelu.laws.vector_parts import by_chart, line_measure
from symrelu.model.chart import Chart
from symrelu.model.enclosure import enclosure, is_zero
from symrelu.model.order import PLAIN
from symrelu.model.queries import Stretch, stretches
from symrelu.model.scalar import Scalar, expression


def same_measure(one: VectorImages, two: VectorImages) -> bool:
    """Whether two laws have the same atoms and the same densities.

    Raises: NoClosedForm where neither is shown.
    """
    if len(one.atoms) != len(two.atoms):
        return False
    rest = list(two.atoms)
    for point, mass in one.atoms:
        match = next((atom for atom in rest if _equal((*point, mass), (*atom[0], atom[1]))), None)
        if match is None:
            return False
        rest.remove(match)
    difference = [*one.images, *(image.scaled(fmpq(-1)) for image in two.images)]
    return all(_vanishes(place, images) for place, images in by_chart(difference).items())


def _equal(left: tuple[Scalar, ...], right: tuple[Scalar, ...]) -> bool:
    return all(PLAIN.zero(a - b) for a, b in zip(left, right, strict=True))


def _vanishes(place: Chart, images: list[CellImage]) -> bool:
    """Whether signed measures on one subspace add up to 0."""
    if place.dim == 1:
        (symbol,) = place.coordinates
        return all(_zero_on(stretch, symbol) for stretch in stretches(line_measure(images), PLAIN))
    if any(isinstance(image, (Block, BoxImage)) for image in images):
        return vanishes(place, images)
    tiles = [image for image in images if isinstance(image, Tile)]
    if len(tiles) < len(images):
        return not shades_of(panels_of(images))
    return not patches_of(tiles)


def _zero_on(stretch: Stretch, symbol: sp.Symbol) -> bool:
    if not stretch.branches:
        return True
    density = expression(stretch.density(symbol))
    if is_zero(density):
        return True
    if not density.free_symbols:
        return PLAIN.zero(density)
    low, high = stretch.lower, stretch.upper
    if low is not None and high is not None:
        places = [low + (high - low) * fmpq(k, 7) for k in range(1, 7)]
    else:
        end, sign = (low, 1) if low is not None else (high, -1) if high is not None else (fmpq(0), 1)
        places = [end + sign * fmpq(k, 3) for k in range(1, 7)]
    for t in places:
        ball = enclosure(density.subs(symbol, expression(t)), 256)
        if ball > 0 or ball < 0:
            return False
    raise NoClosedForm(f"whether {density} is 0", "compare law.parts()")
