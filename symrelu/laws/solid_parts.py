# pyright: basic
"""Densities that lie over each other in a space, added: disjoint solids with one formula on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sympy as sp

from symrelu.errors import NoClosedForm
from symrelu.laws.block import Block, united_solids
from symrelu.laws.box_image import BoxImage
from symrelu.laws.cell_image import CellImage
from symrelu.laws.panel import Panel
from symrelu.laws.plane_parts import formula_of
from symrelu.laws.polygon import Polygon
from symrelu.laws.polytope import Polytope
from symrelu.laws.solid import Solid
from symrelu.laws.space_measure import Piece
from symrelu.laws.tile import Tile
from symrelu.model.chart import Chart
from symrelu.model.enclosure import enclosure, is_zero
from symrelu.model.queries import added
from symrelu.model.row import Row
from symrelu.model.scalar import Expression, expression
from symrelu.model.vector_part import VectorPart


@dataclass(frozen=True)
class Layered:
    """A solid with the density sum factor * function."""

    solid: Solid
    terms: tuple[tuple[Expression, Expression], ...]  # (function, factor)


def pieces_of(image: CellImage, place: Chart) -> Iterator[Piece]:
    """The density of an image in chart coordinates, on solids without common interior or overlapping ones.

    Raises: NoClosedForm for an image of another kind.
    """
    if isinstance(image, (Block, BoxImage)):
        yield from image.pieces
    elif isinstance(image, Tile):
        for patch in image.patches():
            terms = [
                expression(factor) * sp.Mul(*(y**k for y, k in zip(place.coordinates, powers, strict=True)))
                for powers, factor in patch.polynomial.to_dict().items()
            ]
            yield _solid(patch.polytope), sp.Add(*terms)
    elif isinstance(image, Panel):
        yield _solid(image.image()), formula_of((image.term(),), place.coordinates)
    else:
        raise NoClosedForm("the sum of a density on a line and one of a space", "law.sample")


def _solid(region: Polygon | Polytope) -> Solid:
    found = Solid.of(region.rows, region.dim)
    return found if found is not None else Solid.space(region.dim)


def layers_of(place: Chart, images: Iterable[CellImage]) -> list[Layered]:
    """The sum of the densities of images on one subspace, on disjoint solids; none is 0 term by term."""
    found: list[Layered] = []
    for image in images:
        for solid, density in pieces_of(image, place):
            split = (
                term.as_independent(*place.coordinates, as_Add=False) for term in sp.Add.make_args(density)
            )
            found = _laid(found, Layered(solid, tuple((function, factor) for factor, function in split)))
    groups: dict[tuple[tuple[Expression, Expression], ...], list[Solid]] = {}
    for one in found:
        terms = _collected(one.terms)
        if terms:
            groups.setdefault(terms, []).append(one.solid)
    return [Layered(solid, terms) for terms, listed in groups.items() for solid in united_solids(listed)]


def _laid(found: list[Layered], fresh: Layered) -> list[Layered]:
    """One more density over disjoint ones."""
    rest = [fresh.solid]
    result: list[Layered] = []
    for old in found:
        near = [piece for piece in rest if not piece.apart(old.solid)]
        common = [both for piece in near if (both := piece.meet(old.solid.rows)) is not None]
        if not common:
            result.append(old)
            continue
        result += [Layered(both, (*old.terms, *fresh.terms)) for both in common]
        result += [Layered(piece, old.terms) for piece in old.solid.minus(fresh.solid)]
        far = [piece for piece in rest if piece not in near]
        rest = [*far, *(left for piece in near for left in piece.minus(old.solid))]
    return [*result, *(Layered(piece, fresh.terms) for piece in rest)]


def _collected(terms: tuple[tuple[Expression, Expression], ...]) -> tuple[tuple[Expression, Expression], ...]:
    sums: dict[Expression, Expression] = {}
    for function, factor in terms:
        sums[function] = sums[function] + factor if function in sums else factor
    kept = (
        (function, factor) for function, factor in sums.items() if factor.is_positive or not is_zero(factor)
    )
    return tuple(sorted(kept, key=lambda term: sp.default_sort_key(term[0])))


def solid_parts(place: Chart, images: list[CellImage]) -> list[VectorPart]:
    """The parts of full dimension in a subspace with this chart."""
    return [_part(place, one, images) for one in layers_of(place, images)]


def _part(place: Chart, one: Layered, images: list[CellImage]) -> VectorPart:
    rows = tuple(Row(normal, "<", bound) for normal, bound in one.solid.facets)
    lifted = tuple(map(place.lifted, rows))
    mass = added([image.mass_in(lifted) for image in images])
    corners = tuple(sorted(place.point(v) for v in one.solid.vertices)) if not one.solid.lines else ()
    flat = [tuple(sign * a for a in line) for line in one.solid.lines for sign in (1, -1)]
    rays = tuple(
        tuple(a - b for a, b in zip(place.point(ray), place.base, strict=True))
        for ray in (*one.solid.directions, *flat)
    )
    density = sp.Add(*(factor * function for function, factor in one.terms))
    return VectorPart(place, rows, density, mass, corners, rays)


def vanishes(place: Chart, images: list[CellImage]) -> bool:
    """Whether signed measures on one subspace add up to 0.

    Raises: NoClosedForm where neither that nor a value other than 0 is found.
    """
    for one in layers_of(place, images):
        density = sp.Add(*(factor * function for function, factor in one.terms))
        if is_zero(density):
            continue
        values = dict(zip(place.coordinates, map(expression, one.solid.interior), strict=True))
        ball = enclosure(density.subs(values, simultaneous=True), 256)
        if ball > 0 or ball < 0:
            return False
        raise NoClosedForm(f"whether {density} is 0", "compare law.parts()")
    return True
