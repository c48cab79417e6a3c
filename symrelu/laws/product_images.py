# pyright: basic
"""Independent coordinates under networks: a choice of one component for each coordinate, then its image."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from flint import fmpq

from symrelu.errors import NoClosedForm, TooManyCells
from symrelu.laws.box_image import Box, images_of_box
from symrelu.laws.cell_image import Arc, CellImage, Found
from symrelu.laws.light_tails import Normal, Uniform
from symrelu.laws.narrowing import needed_units
from symrelu.laws.plane_products import CARRIED, Factor, factors_of, images_of_pair
from symrelu.laws.polytope import Polytope
from symrelu.laws.space_products import images_of_factors
from symrelu.laws.tile import Tile
from symrelu.laws.uniform_images import MOST_CELLS, collected, pushed
from symrelu.model.chart import Vector, chart
from symrelu.model.expression import compose
from symrelu.model.law import Law
from symrelu.model.network import Layer
from symrelu.model.order import PLAIN
from symrelu.model.piecewise import Cells
from symrelu.model.resolve import Branch, leaves, primitive
from symrelu.model.scalar import ONE, ZERO, Scalar
from symrelu.model.source import Base, Point
from symrelu.model.vector_map import image_of

# A box with more sides has too many corners to be cut.
MOST_SIDES = 12


@dataclass(frozen=True)
class Leaf:
    """One component of a law on R: a point with mass `weight`, or a standard law on a cell of z.

    The law has the value slope * z + offset there.
    """

    weight: Scalar
    base: Base | None
    lower: Scalar | None
    upper: Scalar | None
    slope: Scalar
    offset: Scalar


def leaves_of(law: Law) -> Iterator[Leaf]:
    """The components of a law on R."""
    for weight, source, maps in leaves(law, law._order):
        if isinstance(source, Point):
            start = Cells(None, None, (), ((ZERO,),), ((source.at,),))
            (offset,) = compose(maps, start, PLAIN).offsets[0]
            yield Leaf(weight, None, None, None, ZERO, offset)
            continue
        standard = source.standard
        start = Cells(standard.lower, standard.upper, (), ((source.scale,),), ((source.location,),))
        cells = compose(maps, start, PLAIN)
        for (lo, hi), (slope,), (offset,) in zip(cells.ends(), cells.slopes, cells.offsets, strict=True):
            if PLAIN.zero(slope):
                mass = primitive(standard, 0, hi, True, PLAIN) - primitive(standard, 0, lo, False, PLAIN)
                yield Leaf(weight * mass, None, None, None, ZERO, offset)
            else:
                yield Leaf(weight, source, lo, hi, slope, offset)


def images_of_product(laws: tuple[Law, ...], layers: list[Layer]) -> Found:
    """Independent coordinates, pushed: every choice of a component for each coordinate.

    Raises: TooManyCells, NoClosedForm.
    """
    laws, layers = _needed(laws, layers)
    atoms: list[tuple[Vector, Scalar]] = []
    images: list[CellImage] = []
    choices = [list(leaves_of(law)) for law in laws]
    if (found := prod(map(len, choices))) > MOST_CELLS:
        raise TooManyCells(found, f"{MOST_CELLS:,} choices of a component for each coordinate")
    for chosen in product(*choices):
        weight: Any = ONE
        for leaf in chosen:
            weight = weight * leaf.weight
        if PLAIN.zero(weight):
            continue
        moving = [i for i, leaf in enumerate(chosen) if leaf.base is not None]
        if not moving:
            atoms.append((image_of(tuple(leaf.offset for leaf in chosen), layers), weight))
        elif len(moving) == 1:
            _on_curve(chosen, moving[0], weight, layers, atoms, images)
        else:
            points, tiles = _on_box(chosen, moving, weight, layers)
            atoms += points
            images += tiles
    return atoms, images


def _needed(laws: tuple[Law, ...], layers: list[Layer]) -> tuple[tuple[Law, ...], list[Layer]]:
    """The coordinates, and the units of the layers, of which use is made."""
    if not layers:
        return laws, layers
    first, *others = needed_units(layers)
    used = [j for j in range(len(laws)) if any(row[j] != 0 for row in first.weights)] or [0]
    fewer = Layer([[row[j] for j in used] for row in first.weights], first.bias, first.activation)
    return tuple(laws[j] for j in used), [fewer, *others]


def _on_curve(
    chosen: tuple[Leaf, ...],
    place: int,
    weight: Scalar,
    layers: list[Layer],
    atoms: list[tuple[Vector, Scalar]],
    images: list[CellImage],
) -> None:
    """One coordinate moves: the image is a curve, with a branch on each of its pieces."""
    leaf = chosen[place]
    if leaf.base is None:
        return
    standard = leaf.base.standard
    slope = tuple(leaf.slope if i == place else ZERO for i in range(len(chosen)))
    start = Cells(leaf.lower, leaf.upper, (), (slope,), (tuple(one.offset for one in chosen),))
    cells = compose(list(layers), start, PLAIN).merged()
    kink = standard.kink
    for (lo, hi), column, offset in zip(cells.ends(), cells.slopes, cells.offsets, strict=True):
        if all(PLAIN.zero(a) for a in column):
            mass = primitive(standard, 0, hi, True, PLAIN) - primitive(standard, 0, lo, False, PLAIN)
            atoms.append((offset, weight * mass))
            continue
        line = chart(offset, [column])
        (free,) = line.free
        inside = (
            kink is not None
            and (lo is None or PLAIN.positive(kink - lo))
            and (hi is None or PLAIN.positive(hi - kink))
        )
        for low, high in [(lo, kink), (kink, hi)] if inside else [(lo, hi)]:
            side = 0 if kink is None else 1 if low is not None and not PLAIN.positive(kink - low) else -1
            rising = PLAIN.positive(column[free])
            images.append(
                Arc(line, Branch(weight, standard, low, high, column[free], offset[free], rising, side))
            )


def _on_box(chosen: tuple[Leaf, ...], moving: list[int], weight: Scalar, layers: list[Layer]) -> Found:
    """Several coordinates move: the image of a box under a diagonal map, pushed.

    Raises: NoClosedForm where the coordinates are not uniform or their numbers not rational.
    """
    bases = [leaf.base for leaf in chosen if leaf.base is not None]
    if not all(isinstance(base.standard, Uniform) for base in bases):
        if len(moving) == 2 and all(isinstance(base.standard, CARRIED) for base in bases):
            return _on_plane(chosen, moving, weight, layers)
        kinds = {isinstance(base.standard, Normal) for base in bases}
        if all(isinstance(base.standard, CARRIED) for base in bases) and len(kinds) == 1:
            axes = [_factors(chosen[i]) for i in moving]
            return images_of_factors(axes, weight, moving, tuple(leaf.offset for leaf in chosen), layers)
        return _on_axes(chosen, moving, weight, layers)
    if len(moving) > MOST_SIDES:
        dimensions = f"a uniform law on a box of dimension {len(moving)}"
        raise NoClosedForm(dimensions, f"law.sample, or at most {MOST_SIDES} coordinates that vary")
    numbers = [weight, *(v for leaf in chosen for v in (leaf.slope, leaf.offset))]
    sides = [(chosen[i].lower, chosen[i].upper) for i in moving]
    for v in (*numbers, *(end for side in sides for end in side)):
        if not isinstance(v, fmpq):
            raise NoClosedForm(f"a uniform law on a box with the number {v}", "rational numbers")
    matrix = tuple(
        tuple(leaf.slope if i == place else ZERO for place in moving) for i, leaf in enumerate(chosen)
    )
    tile = Tile(Polytope.box(sides), weight, matrix, tuple(leaf.offset for leaf in chosen))
    return collected(pushed(tile, layers))


def _on_axes(chosen: tuple[Leaf, ...], moving: list[int], weight: Scalar, layers: list[Layer]) -> Found:
    """Several coordinates of any laws move, and no layer mixes them."""
    leaves_on = [chosen[i] for i in moving]
    matrix = tuple(
        tuple(leaf.slope if i == place else ZERO for place in moving) for i, leaf in enumerate(chosen)
    )
    box = Box(
        tuple((leaf.lower, leaf.upper) for leaf in leaves_on), matrix, tuple(leaf.offset for leaf in chosen)
    )
    standards = [leaf.base.standard for leaf in leaves_on if leaf.base is not None]
    return images_of_box(standards, box, weight, layers)


def _on_plane(chosen: tuple[Leaf, ...], moving: list[int], weight: Scalar, layers: list[Layer]) -> Found:
    """Two coordinates move, each normal, exponential, Laplace or uniform."""
    pair = [_factors(chosen[i]) for i in moving]
    return images_of_pair(pair, weight, moving, tuple(leaf.offset for leaf in chosen), layers)


def _factors(leaf: Leaf) -> list[Factor]:
    """The measures on intervals that make up a coordinate that moves."""
    if leaf.base is None:
        return []
    return list(factors_of(leaf.base.standard, leaf.lower, leaf.upper, leaf.slope))
