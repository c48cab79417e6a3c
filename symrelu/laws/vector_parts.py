# pyright: basic
"""The parts of a law on R^d: images on one subspace cut into disjoint polyhedra, their densities added."""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp
from flint import fmpq

from symrelu.laws.block import Block
from symrelu.laws.box_image import BoxImage
from symrelu.laws.cell_image import CellImage, on_line
from symrelu.laws.fibres import Patch
from symrelu.laws.panel import Panel
from symrelu.laws.plane_lines import intervals_of
from symrelu.laws.plane_parts import panels_of, plane_parts
from symrelu.laws.solid_parts import solid_parts
from symrelu.laws.tile import Tile, patches_of, polynomial_branch
from symrelu.laws.vector_images import VectorImages
from symrelu.model.chart import Chart, Vector
from symrelu.model.order import PLAIN
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.queries import stretch_mass, stretches
from symrelu.model.resolve import Resolved
from symrelu.model.row import Row
from symrelu.model.scalar import ONE, Expression, Scalar, expression
from symrelu.model.vector_part import VectorPart


def by_chart(images: Iterable[CellImage]) -> dict[Chart, list[CellImage]]:
    """The images on each subspace, subspaces of small dimension first."""
    groups: dict[Chart, list[CellImage]] = {}
    for image in images:
        place = image.chart
        if place not in groups:
            exact = _rational(place)  # two subspaces with rational numbers are equal if and only if these are
            others = (other for other in groups if not (exact and _rational(other)))
            place = next((other for other in others if _same(place, other)), place)
        groups.setdefault(place, []).append(image)
    return dict(sorted(groups.items(), key=lambda item: (item[0].dim, item[0].free)))


def _rational(place: Chart) -> bool:
    return all(isinstance(v, fmpq) for row in (place.base, *place.basis) for v in row)


def _same(one: Chart, two: Chart) -> bool:
    if one.free != two.free or one.ambient_dim != two.ambient_dim:
        return False
    pairs = zip((one.base, *one.basis), (two.base, *two.basis), strict=True)
    return all(PLAIN.zero(a - b) for left, right in pairs for a, b in zip(left, right, strict=True))


def density_parts(found: VectorImages) -> tuple[VectorPart, ...]:
    """The parts of dimension at least 1; those on one subspace are disjoint."""
    parts: list[VectorPart] = []
    for place, images in by_chart(found.images).items():
        parts += _line_parts(place, images) if place.dim == 1 else _solid_parts(place, images)
    return tuple(parts)


def line_measure(images: list[CellImage]) -> Resolved:
    """Images on one line as a measure on R: polynomial densities added up first."""
    tiles = [image for image in images if isinstance(image, Tile)]
    others = [image for image in images if not isinstance(image, Tile)]
    polynomial = tuple(map(polynomial_branch, patches_of(tiles)))
    return Resolved((), (*polynomial, *on_line(others).branches))


def _line_parts(place: Chart, images: list[CellImage]) -> list[VectorPart]:
    (symbol,) = place.coordinates
    panels = [image for image in images if isinstance(image, Panel)]
    if len(panels) == len(images):
        found = intervals_of(panels, symbol)
        return [_line_part(place, one.low, one.high, one.density, one.mass) for one in found]
    rows: list[tuple[Scalar | None, Scalar | None, Expression, Expression]] = []
    for stretch in stretches(line_measure(images), PLAIN):
        if not stretch.branches:
            continue
        density = expression(stretch.density(symbol))
        mass = stretch_mass(stretch, PLAIN)
        if rows and rows[-1][1] == stretch.lower and rows[-1][2] == density:
            low, _, _, before = rows.pop()
            rows.append((low, stretch.upper, density, before + mass))
        else:
            rows.append((stretch.lower, stretch.upper, density, mass))
    return [_line_part(place, *row) for row in rows]


def _line_part(
    place: Chart, low: Scalar | None, high: Scalar | None, density: Expression, mass: Expression
) -> VectorPart:
    rows = [Row((sign,), "<", sign * end) for sign, end in ((-ONE, low), (ONE, high)) if end is not None]
    corners = tuple(place.point((end,)) for end in (low, high) if end is not None)
    (up,) = place.basis
    rays = [tuple(-a for a in up)] if low is None else []
    rays += [up] if high is None else []
    return VectorPart(place, tuple(rows), density, mass, corners, tuple(rays))


def _solid_parts(place: Chart, images: list[CellImage]) -> list[VectorPart]:
    if any(isinstance(image, (Block, BoxImage)) for image in images):
        return solid_parts(place, images)
    tiles = [image for image in images if isinstance(image, Tile)]
    if len(tiles) < len(images):
        return plane_parts(place, panels_of(images))
    return [_solid_part(place, patch) for patch in patches_of(tiles)]


def _solid_part(place: Chart, patch: Patch) -> VectorPart:
    rows = tuple(Row(normal, "<", bound) for normal, bound in patch.polytope.rows)
    terms = [
        expression(factor) * sp.Mul(*(y**k for y, k in zip(place.coordinates, powers, strict=True)))
        for powers, factor in patch.polynomial.to_dict().items()
    ]
    corners = tuple(sorted(place.point(v) for v in patch.polytope.vertices))
    return VectorPart(place, rows, sp.Add(*terms), expression(patch.integral), corners)


def density_at(parts: Iterable[VectorPart], point: Vector) -> Expression:
    """The density of the full-dimensional part at a point.

    On the border of parts, a null set, it is the value of one part that touches the point.
    """
    border: Expression = sp.S.Zero
    for part in parts:
        if part.dim == len(point) and part.holds(point, closed=True):
            value = part.density_at(point)
            if part.holds(point):
                return value
            border = border or value
    return border


def density_formula(parts: Iterable[VectorPart], dim: int) -> Expression:
    """The density of the full-dimensional part as a Piecewise in y1, ..., yd."""
    rows = [(part.density, sp.And(*part.conditions())) for part in parts if part.dim == dim]
    return sp.Piecewise(*rows, (0, True)) if rows else sp.S.Zero


def closed_parts(found: VectorImages, parts: Iterable[VectorPart]) -> tuple[Polyhedron, ...]:
    """The closures of the parts, and the atoms that lie in none of them, as polyhedra."""
    solid = [part.support.closure() for part in parts]
    points = [
        Polyhedron([Row(_unit(i, len(point)), "==", x) for i, x in enumerate(point)], len(point))
        for point, _ in found.atoms
        if not (all(isinstance(x, fmpq) for x in point) and any(one.contains(point) for one in solid))
    ]
    return (*points, *solid)


def _unit(i: int, dim: int) -> Vector:
    return tuple(fmpq(int(j == i)) for j in range(dim))
