# pyright: basic
"""From a law on R^d as it was written to its atoms and the images of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.errors import InputError, NoClosedForm, TooManyCells
from symrelu.laws.base import normal
from symrelu.laws.cell_image import Arc, CellImage
from symrelu.laws.light_tails import Uniform as UniformOnR
from symrelu.laws.polytope import Polytope
from symrelu.laws.tile import Tile, through
from symrelu.laws.unions import united
from symrelu.model.chart import Vector, chart
from symrelu.model.expression import compose
from symrelu.model.law import Law
from symrelu.model.network import Layer, Network
from symrelu.model.order import PLAIN
from symrelu.model.piecewise import Cells
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.resolve import Branch, leaves, primitive
from symrelu.model.scalar import ONE, ZERO, Scalar, expression, scalar
from symrelu.model.source import Base, Point
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_source import Along, Gaussian, Points, Product, Uniform, VectorMixture


# The law of a network with more cells than this is not computed; `law.sample` is not bounded.
MOST_CELLS = 10_000


@dataclass(frozen=True)
class VectorImages:
    """A law on R^d as point masses, no two at one point, and images of cells of dimension at least 1."""

    atoms: tuple[tuple[Vector, Scalar], ...]
    images: tuple[CellImage, ...]


Found = tuple[list[tuple[Vector, Scalar]], list[CellImage]]


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
                images += [weighted(image, weight) for image in others]
        return atoms, images
    if isinstance(source, Along):
        line = Layer([[v] for v in source.direction], source.start, "identity")
        return _product((source.law,), [line, *layers])
    if isinstance(source, Product):
        return _product(source.laws, layers)
    if isinstance(source, Uniform):
        return _uniform(source.polytope, layers)
    return _gaussian(source, layers)


def image_of(point: Vector, layers: list[Layer]) -> Vector:
    """The image of a point, exact."""
    for layer in layers:
        point = tuple(
            layer.activation.value(sum((w * x for w, x in zip(row, point, strict=True)), b), PLAIN)
            for row, b in zip(layer.weights, layer.bias, strict=True)
        )
    return point


def _merged(atoms: list[tuple[Vector, Scalar]]) -> tuple[tuple[Vector, Scalar], ...]:
    """The masses at equal points added; sorted where all coordinates are rational."""
    known: dict[Vector, Scalar] = {}
    rational = all(isinstance(x, fmpq) for point, _ in atoms for x in point)
    for point, mass in atoms:
        place = point
        if not rational and point not in known:
            place = next((other for other in known if _same(point, other)), point)
        known[place] = known[place] + mass if place in known else mass
    kept = [(point, mass) for point, mass in known.items() if not PLAIN.zero(mass)]
    return tuple(sorted(kept)) if rational and all(isinstance(m, fmpq) for _, m in kept) else tuple(kept)


def _same(one: Vector, two: Vector) -> bool:
    return all(PLAIN.zero(a - b) for a, b in zip(one, two, strict=True))


def weighted(image: CellImage, weight: Scalar) -> CellImage:
    """The image with its measure multiplied by a number."""
    if isinstance(image, Arc):
        return replace(image, branch=replace(image.branch, weight=weight * image.branch.weight))
    if isinstance(image, Tile) and isinstance(weight, fmpq):
        return replace(image, weight=weight * image.weight)
    raise NoClosedForm(f"a mixture with the weight {expression(weight)}", "rational weights")


# ---- products of laws on R --------------------------------------------------------------------------


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


def _product(laws: tuple[Law, ...], layers: list[Layer]) -> Found:
    """Independent coordinates, pushed: every choice of a component for each coordinate."""
    atoms: list[tuple[Vector, Scalar]] = []
    images: list[CellImage] = []
    for chosen in product(*(list(leaves_of(law)) for law in laws)):
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
            for image in _on_box(chosen, moving, weight, layers):
                _sorted_in(image, atoms, images)
    return atoms, images


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


def _on_box(
    chosen: tuple[Leaf, ...], moving: list[int], weight: Scalar, layers: list[Layer]
) -> list[CellImage]:
    """Several coordinates move: the image of a box under a diagonal map, pushed.

    Raises: NoClosedForm where the coordinates are not uniform or their numbers not rational.
    """
    bases = [leaf.base for leaf in chosen if leaf.base is not None]
    if not all(isinstance(base.standard, UniformOnR) for base in bases):
        named = ", ".join(sorted({base.name for base in bases if not isinstance(base.standard, UniformOnR)}))
        raise NoClosedForm(
            f"the image of a product with the coordinates {named}", "law.sample, or a marginal of the law"
        )
    numbers = [weight, *(v for leaf in chosen for v in (leaf.slope, leaf.offset))]
    sides = [(chosen[i].lower, chosen[i].upper) for i in moving]
    for v in (*numbers, *(end for side in sides for end in side)):
        if not isinstance(v, fmpq):
            raise NoClosedForm(f"a uniform law on a box with the number {v}", "rational numbers")
    matrix = tuple(
        tuple(leaf.slope if i == place else ZERO for place in moving) for i, leaf in enumerate(chosen)
    )
    tile = Tile(Polytope.box(sides), weight, matrix, tuple(leaf.offset for leaf in chosen))
    return list(pushed(tile, layers))


def pushed(tile: Tile, layers: list[Layer]) -> list[Tile]:
    """The tiles into which layers cut and move a tile; neighbours under one map are united.

    Raises: TooManyCells beyond MOST_CELLS.
    """
    tiles = [tile]
    for layer in layers:
        groups: dict[tuple[Any, Any], list[Polytope]] = {}
        parts = (part for one in tiles for part in through(one, layer))
        for found, part in enumerate(parts):
            if found >= MOST_CELLS:
                raise TooManyCells(found, f"{MOST_CELLS:,} cells")
            groups.setdefault((part.matrix, part.offset), []).append(part.polytope)
        tiles = [
            Tile(polytope, tile.weight, matrix, offset)
            for (matrix, offset), polytopes in groups.items()
            for polytope in united(polytopes)
        ]
    return tiles


def _sorted_in(image: CellImage, atoms: list[tuple[Vector, Scalar]], images: list[CellImage]) -> None:
    if isinstance(image, Tile) and image.rank == 0:
        atoms.append((image.offset, image.mass()))
    else:
        images.append(image)


# ---- uniform and Gaussian laws ----------------------------------------------------------------------


def polytope_of(polyhedron: Polyhedron) -> Polytope:
    """A bounded polyhedron of full dimension as a polytope with its vertices."""
    found = Polytope.around(polyhedron.vertices())
    found = found and found.meet((row.normal, row.bound) for row in polyhedron.rows if any(row.normal))
    if found is None:
        raise InputError("uniform_polytope", repr(polyhedron), "a bounded polyhedron of full dimension")
    return found


def _uniform(polyhedron: Polyhedron, layers: list[Layer]) -> Found:
    polytope = polytope_of(polyhedron)
    n = polytope.dim
    unit = tuple(tuple(fmpq(int(i == j)) for j in range(n)) for i in range(n))
    tile = Tile(polytope, 1 / polytope.volume, unit, (fmpq(0),) * n)
    atoms: list[tuple[Vector, Scalar]] = []
    images: list[CellImage] = []
    for image in pushed(tile, layers):
        _sorted_in(image, atoms, images)
    return atoms, images


def _gaussian(source: Gaussian, layers: list[Layer]) -> Found:
    """A covariance of rank 0 is a point, one of rank 1 a normal law on a line.

    Raises: NoClosedForm for a larger rank.
    """
    place = next((i for i, row in enumerate(source.covariance) if not PLAIN.zero(row[i])), None)
    if place is None:
        return [(image_of(source.mean, layers), ONE)], []
    column = [expression(row[place]) for row in source.covariance]
    deviation = sp.sqrt(column[place])
    direction = [scalar(c / deviation) for c in column]
    for i, row in enumerate(source.covariance):
        for j, entry in enumerate(row):
            if not PLAIN.zero(scalar(sp.expand(expression(entry) - column[i] * column[j] / column[place]))):
                raise NoClosedForm(f"the image of {source}", "law.sample")
    line = Layer([[v] for v in direction], source.mean, "identity")
    return _product((normal(0, 1),), [line, *layers])
