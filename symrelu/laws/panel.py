# pyright: basic
"""Images of measures on polygons under affine maps: Gaussian laws of the plane, products of two laws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mat

from symrelu.errors import NoClosedForm, TooManyCells
from symrelu.laws.cell_image import AffineImage, CellImage, Found, Powers, rational_row
from symrelu.laws.fibre_density import FibreDensity, fibre_ends
from symrelu.laws.fibres import context
from symrelu.laws.light_tails import Normal
from symrelu.laws.mass_sum import MassSum
from symrelu.laws.plane_measure import GaussianMeasure, PlaneMeasure, ProductMeasure
from symrelu.laws.polygon import Polygon, united_polygons
from symrelu.laws.tile import Tile, through
from symrelu.laws.uniform_images import MOST_CELLS
from symrelu.model.network import Layer
from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.resolve import Branch
from symrelu.model.row import Row
from symrelu.model.scalar import ONE, ZERO, Expression, Scalar, expression

Key = tuple[Rational, ...]  # the coefficients of y1^2, y1 y2, y2^2, y1, y2, 1 in an exponent


@dataclass(frozen=True)
class Panel(AffineImage):
    """A measure on a polygon of R^2 under x -> A x + c into R^d.

    Shapes: `matrix` holds d rows of two rationals, `offset` d.
    """

    measure: PlaneMeasure
    polygon: Polygon
    matrix: tuple[Vector, ...]
    offset: Vector

    @classmethod
    def of_tile(cls, tile: Tile) -> Panel:
        """A uniform measure on a polygon.

        Raises: NoClosedForm for a tile of another dimension.
        """
        polygon = Polygon.of(tile.polytope.rows) if tile.polytope.dim == 2 else None
        if polygon is None:
            raise NoClosedForm("the sum of a density of the plane and one of a space", "the parts one by one")
        flat = ProductMeasure(expression(tile.weight), (ZERO, ZERO), (ZERO, ZERO))
        return cls(flat, polygon, tile.matrix, tile.offset)

    def scaled(self, weight: Scalar) -> Panel:
        return replace(self, measure=self.measure.scaled(weight))

    def mass(self) -> Expression:
        return self.measure.mass(self.polygon)

    def mass_in(self, rows: tuple[Row, ...]) -> Scalar:
        found = MassSum()
        return self.collect(found, rows) + found.total()

    def collect(self, found: MassSum, rows: tuple[Row, ...]) -> Scalar:
        """Adds the mass of the points that satisfy all rows to a sum; what does not fit there is returned."""
        part = self.part_in(self.polygon, filter(rational_row, rows))
        others = self.pulled_back(row for row in rows if not rational_row(row))
        if part is not None and others:
            return self.measure.mass_within(part, others)
        if part is not None and others is not None:
            self.measure.collect(found, part)
        return sp.S.Zero

    def moment(self, powers: Powers) -> Scalar:
        if not any(powers):
            return self.mass()
        ring = context(2)
        one, two = ring.gens()
        polynomial = ring.constant(1)
        for (a, b), c, power in zip(self.matrix, self.offset, powers, strict=True):
            polynomial *= (a * one + b * two + c) ** power
        return self.measure.integral(self.polygon, polynomial)

    def branches(self) -> tuple[Branch, ...]:
        (free,) = self.subspace.free
        normal, offset = self.matrix[free], self.offset[free]
        measure, ends = self.measure, fibre_ends(self.polygon, normal, offset)
        crossing = any(a * normal[1] != b * normal[0] for (a, b), _ in self.polygon.rows)
        if isinstance(measure, GaussianMeasure) and not crossing:
            mean = dot(normal, measure.law.mean) + offset
            deviation = sp.sqrt(expression(dot(normal, measure.law.times(normal))))
            low, high = (None if y is None else expression(y - mean) / deviation for y in (ends[0], ends[-1]))
            return (Branch(measure.weight, Normal(), low, high, deviation, mean, True, 0),)
        return tuple(
            Branch(
                ONE,
                FibreDensity(measure, self.polygon, normal, offset, low, high),
                low,
                high,
                ONE,
                ZERO,
                True,
                0,
            )
            for low, high in pairwise(ends)
        )

    def image(self) -> Polygon:
        """For a map of rank 2: the image of the polygon, in the coordinates of the chart."""
        inverse, offset = self._back
        moved = Polygon.plane()
        for normal, bound in self.polygon.rows:
            turned = tuple(dot(normal, column) for column in zip(*inverse, strict=True))
            moved = moved.cut(turned, bound + dot(turned, offset)) or moved
        return moved

    def term(self) -> tuple[Key, Expression]:
        """For a map of rank 2: the exponent of the density in chart coordinates, and its factor."""
        inverse, offset = self._back
        form, slope, level = self.measure.exponent
        ring = context(2)
        shifted = [y - c for y, c in zip(ring.gens(), offset, strict=True)]
        x: list[Any] = [
            sum((a * y for a, y in zip(row, shifted, strict=True)), ring.constant(0)) for row in inverse
        ]
        (p, q), (_, s) = form
        value = -(p * x[0] * x[0] + 2 * q * x[0] * x[1] + s * x[1] * x[1]) / 2
        value += slope[0] * x[0] + slope[1] * x[1] + level
        powers = value.to_dict()
        (a, b), (c, d) = inverse
        key = tuple(powers.get(k, fmpq(0)) for k in ((2, 0), (1, 1), (0, 2), (1, 0), (0, 1), (0, 0)))
        return key, self.measure.factor * expression(abs(a * d - b * c))

    @cached_property
    def _back(self) -> tuple[tuple[Vector, ...], Vector]:
        """The inverse matrix of the map in chart coordinates, and its offset."""
        free = self.subspace.free
        inverse = fmpq_mat([list(self.matrix[i]) for i in free]).inv().tolist()
        return tuple(map(tuple, inverse)), tuple(self.offset[i] for i in free)


def images_in_plane(
    measure: PlaneMeasure, start: Polygon, matrix: Any, offset: Vector, layers: list[Layer]
) -> Found:
    """A measure on a polygon under an affine map, then layers; neighbours under one map are united.

    Raises: TooManyCells beyond MOST_CELLS.
    """
    pieces: list[Any] = [Tile(start, ONE, tuple(map(tuple, matrix)), tuple(offset))]  # type: ignore[arg-type]
    for layer in layers:
        groups: dict[tuple[Any, Any], list[Any]] = {}
        for found, part in enumerate(part for one in pieces for part in through(one, layer)):
            if found >= MOST_CELLS:
                raise TooManyCells(found, f"{MOST_CELLS:,} cells")
            groups.setdefault((part.matrix, part.offset), []).append(part.polytope)
        pieces = [
            Tile(polygon, ONE, *place)  # type: ignore[arg-type]
            for place, polygons in groups.items()
            for polygon in united_polygons(polygons)
        ]
    panels = [Panel(measure, piece.polytope, piece.matrix, piece.offset) for piece in pieces]
    atoms = [(panel.offset, panel.mass()) for panel in panels if panel.rank == 0]
    return atoms, [panel for panel in panels if panel.rank > 0]


def masses_in(images: Iterable[CellImage], rows: tuple[Row, ...]) -> list[Scalar]:
    """The masses of the points that satisfy all rows, those of panels added up first."""
    found = MassSum()
    terms = [
        image.collect(found, rows) if isinstance(image, Panel) else image.mass_in(rows) for image in images
    ]
    return [*terms, found.total()]
