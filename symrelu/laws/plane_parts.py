# pyright: basic
"""Densities of panels that lie over each other, added: disjoint polygons with one formula on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.errors import NoClosedForm
from symrelu.laws.cell_image import CellImage
from symrelu.laws.panel import Key, Panel, masses_in
from symrelu.laws.polygon import Polygon, united_polygons
from symrelu.laws.tile import Tile
from symrelu.model.chart import Chart
from symrelu.model.enclosure import is_zero
from symrelu.model.queries import added
from symrelu.model.row import Row
from symrelu.model.scalar import Expression, expression
from symrelu.model.vector_part import VectorPart

# Exponentials of different polynomials are linearly independent on every open set: a sum is 0 only if each
# factor is, and two sums are equal only if their factors are.
Terms = tuple[tuple[Key, Expression], ...]


@dataclass(frozen=True)
class Shade:
    """A polygon with the density sum factor * exp(polynomial), and the panels that it comes from."""

    polygon: Polygon
    terms: Terms
    panels: tuple[Panel, ...]


def panels_of(images: Iterable[CellImage]) -> list[Panel]:
    """The images as panels.

    Raises: NoClosedForm for an image of another kind.
    """
    panels: list[Panel] = []
    for image in images:
        if isinstance(image, Tile):
            panels.append(Panel.of_tile(image))
        elif isinstance(image, Panel):
            panels.append(image)
        else:
            raise NoClosedForm("the sum of a density of the plane and one of a space", "law.sample")
    return panels


def shades_of(panels: Iterable[Panel]) -> list[Shade]:
    """The sum of the densities of panels on one plane, on disjoint polygons; none of them is 0."""
    found: list[Shade] = []
    for panel in panels:
        found = _laid(found, Shade(panel.image(), (panel.term(),), (panel,)))
    groups: dict[Terms, list[Polygon]] = {}
    owners: dict[Terms, dict[int, Panel]] = {}
    for shade in found:
        terms = _collected(shade.terms)
        if terms:
            groups.setdefault(terms, []).append(shade.polygon)
            owners.setdefault(terms, {}).update((id(panel), panel) for panel in shade.panels)
    return [
        Shade(polygon, terms, tuple(owners[terms].values()))
        for terms, listed in groups.items()
        for polygon in united_polygons(listed)
    ]


def _laid(found: list[Shade], shade: Shade) -> list[Shade]:
    """One more density over disjoint ones."""
    rest = [shade.polygon]
    result: list[Shade] = []
    for old in found:
        near = [piece for piece in rest if not piece.apart(old.polygon)]
        common = [both for piece in near if (both := piece.meet(old.polygon.rows)) is not None]
        if not common:
            result.append(old)
            continue
        result += [Shade(both, (*old.terms, *shade.terms), (*old.panels, *shade.panels)) for both in common]
        result += [Shade(piece, old.terms, old.panels) for piece in old.polygon.minus(shade.polygon)]
        far = [piece for piece in rest if piece not in near]
        rest = [*far, *(left for piece in near for left in piece.minus(old.polygon))]
    return [*result, *(Shade(piece, shade.terms, shade.panels) for piece in rest)]


def _collected(terms: Terms) -> Terms:
    sums: dict[Key, Expression] = {}
    for key, factor in terms:
        sums[key] = sums[key] + factor if key in sums else factor
    return tuple(
        sorted((key, factor) for key, factor in sums.items() if factor.is_positive or not is_zero(factor))
    )


def plane_parts(place: Chart, panels: list[Panel]) -> list[VectorPart]:
    """The parts of full dimension in a plane with this chart."""
    return [_part(place, shade) for shade in shades_of(panels)]


def _part(place: Chart, shade: Shade) -> VectorPart:
    rows = tuple(Row(normal, "<", bound) for normal, bound in shade.polygon.rows)
    lifted = tuple(map(place.lifted, rows))
    mass = added(masses_in(shade.panels, lifted))
    corners = tuple(sorted(place.point(v) for v in shade.polygon.vertices))
    origin = place.base
    rays = tuple(
        tuple(a - b for a, b in zip(place.point(ray), origin, strict=True)) for ray in shade.polygon.rays
    )
    return VectorPart(place, rows, formula_of(shade.terms, place.coordinates), mass, corners, rays)


def formula_of(terms: Terms, coordinates: tuple[Any, ...]) -> Expression:
    """The sum of factor * exp(polynomial) in two symbols."""
    u, v = coordinates
    monomials = (u**2, u * v, v**2, u, v, sp.S.One)
    return sp.Add(*(
        factor
        * sp.exp(
            sp.Add(*(expression(c) * m for c, m in zip(key, monomials, strict=True))),
            evaluate=not any(key[:-1]),
        )
        for key, factor in terms
    ))  # fmt: skip
