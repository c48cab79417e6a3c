# pyright: basic
"""Images of measures on solids of R^n, n at least 3, under affine maps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.errors import TooManyCells
from symrelu.laws.cell_image import AffineImage, Found, Powers, rational_row
from symrelu.laws.convex_region import Halfspace
from symrelu.laws.density import GivenDensity
from symrelu.laws.fibres import context
from symrelu.laws.solid import Solid
from symrelu.laws.space_measure import Piece, SpaceMeasure
from symrelu.laws.tile import Tile, through
from symrelu.model.law import Y
from symrelu.model.network import Layer
from symrelu.model.order import Order
from symrelu.model.rational import Rational, Vector
from symrelu.model.resolve import Branch
from symrelu.model.row import Row
from symrelu.model.scalar import ONE, ZERO, Expression, Scalar, expression
from symrelu.model.standard import Standard
from symrelu.model.vector_mass import GaussianMass

# A cell takes about a millisecond, its mass and its densities much more.
MOST_SOLIDS = 2_000


@dataclass(frozen=True)
class Block(AffineImage):
    """A measure on a solid of R^n under x -> A x + c into R^d.

    Shapes: `matrix` holds d rows of n rationals, `offset` d.
    """

    measure: SpaceMeasure
    solid: Solid
    matrix: tuple[Vector, ...]
    offset: Vector

    def scaled(self, weight: Scalar) -> Block:
        return replace(self, measure=self.measure.scaled(weight))

    def mass(self) -> Expression:
        return self.measure.mass(self.solid)

    def mass_in(self, rows: tuple[Row, ...]) -> Scalar:
        part = self.part_in(self.solid, filter(rational_row, rows))
        others = self.pulled_back(row for row in rows if not rational_row(row))
        if part is None or others is None:
            return ZERO
        return self.measure.mass_within(part, others) if others else self.measure.mass(part)

    def moment(self, powers: Powers) -> Scalar:
        if not any(powers):
            return self.mass()
        ring = context(self.solid.dim)
        polynomial = ring.constant(1)
        for row, c, power in zip(self.matrix, self.offset, powers, strict=True):
            form = sum((a * x for a, x in zip(row, ring.gens(), strict=True)), ring.constant(c))
            polynomial *= form**power
        return self.measure.integral(self.solid, polynomial)

    @cached_property
    def pieces(self) -> list[Piece]:
        """The density in the symbols of the chart, on solids of the chart, which may overlap."""
        return self._pieces(self.chart.coordinates)

    def _pieces(self, symbols: tuple[Any, ...]) -> list[Piece]:
        free = self.subspace.free
        matrix, offset = tuple(self.matrix[i] for i in free), tuple(self.offset[i] for i in free)
        return self.measure.pieces(self.solid, matrix, offset, symbols)

    def branches(self) -> tuple[Branch, ...]:
        (free,) = self.subspace.free
        row, offset = self.matrix[free], self.offset[free]
        found: list[Branch] = []
        for low, high, formula in _in_a_row(self._pieces((Y,))):
            density = SolidFibre(self.measure, self.solid, row, offset, low, high, formula)
            found.append(Branch(ONE, density, low, high, ONE, ZERO, True, 0))
        return tuple(found)


End = Rational | None


def _in_a_row(pieces: list[Piece]) -> Iterator[tuple[End, End, Expression]]:
    """Densities on intervals that may overlap as one on consecutive intervals."""
    listed = [(*_ends(interval), formula) for interval, formula in pieces]
    points = sorted({end for low, high, _ in listed for end in (low, high) if end is not None})
    for low, high in pairwise([None, *points, None]):
        over = [
            formula
            for start, stop, formula in listed
            if (start is None or (low is not None and start <= low))
            and (stop is None or (high is not None and high <= stop))
        ]
        if over:
            yield low, high, sp.Add(*over)


def _ends(interval: Solid) -> tuple[End, End]:
    """The ends of a solid of R, None where it is unbounded."""
    low = [bound / a for (a,), bound in interval.rows if a < 0]
    high = [bound / a for (a,), bound in interval.rows if a > 0]
    return max(low, default=None), min(high, default=None)


@dataclass(frozen=True)
class SolidFibre(Standard):
    """The image of a measure on a solid under x -> normal.x + offset, on an interval with one formula."""

    measure: SpaceMeasure
    solid: Solid
    normal: Vector
    offset: Rational
    start: Rational | None
    stop: Rational | None
    formula: Expression  # in Y

    @property
    def lower(self) -> Scalar | None:
        return self.start

    @property
    def upper(self) -> Scalar | None:
        return self.stop

    @property
    def label(self) -> str:
        lower, upper = ("-oo" if self.start is None else self.start, "oo" if self.stop is None else self.stop)
        return f"density_law({self.formula}, y, ({lower}, {upper}))"

    def density(self, z: Expression, side: int) -> Scalar:
        return self.formula.subs(Y, z)

    @cached_property
    def part(self) -> Solid | None:
        """The part of the solid over the interval."""
        rows: list[Halfspace] = []
        if self.start is not None:
            rows.append((tuple(-a for a in self.normal), self.offset - self.start))
        if self.stop is not None:
            rows.append((self.normal, self.stop - self.offset))
        return self.solid.meet(rows)

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        if isinstance(z, sp.Rational):
            z = fmpq(int(z.p), int(z.q))
        if isinstance(z, fmpq):
            return self._moment(k, self.part and self.part.cut(self.normal, z - self.offset))
        if k == 0 and self.part is not None:
            return self.measure.mass_within(
                self.part, [(self.normal, sp.expand(z - expression(self.offset)))]
            )
        t = sp.Dummy("t", real=True)
        low = -sp.oo if self.start is None else expression(self.start)
        return sp.Integral(t**k * self.density(t, 0), (t, low, z))

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        return self._moment(k, self.part) if upper else ZERO

    def draw(self, generator: Any, n: int) -> Any:
        if self.part is None or not self.formula.has(GaussianMass):
            return GivenDensity(self.formula, Y, self.start, self.stop).draw(generator, n)
        normal = [float(expression(a)) for a in self.normal]
        points = self.measure.draw_in(self.part, generator, n)
        return points @ normal + float(expression(self.offset))

    def _moment(self, k: int, part: Solid | None) -> Scalar:
        if part is None:
            return ZERO
        if k == 0:
            return self.measure.mass(part)
        ring = context(self.solid.dim)
        form = sum((a * x for a, x in zip(self.normal, ring.gens(), strict=True)), ring.constant(self.offset))
        return self.measure.integral(part, form**k)


def images_in_space(
    measure: SpaceMeasure, start: Solid, matrix: Iterable[Vector], offset: Vector, layers: list[Layer]
) -> Found:
    """A measure on a solid under an affine map, then layers; neighbours under one map are united.

    Raises: TooManyCells beyond MOST_SOLIDS.
    """
    pieces: list[Any] = [Tile(start, ONE, tuple(map(tuple, matrix)), tuple(offset))]  # type: ignore[arg-type]
    for layer in layers:
        groups: dict[tuple[Any, Any], list[Any]] = {}
        for found, part in enumerate(part for one in pieces for part in through(one, layer)):
            if found >= MOST_SOLIDS:
                raise TooManyCells(found, f"{MOST_SOLIDS:,} cells")
            groups.setdefault((part.matrix, part.offset), []).append(part.polytope)
        pieces = [
            Tile(solid, ONE, *place)  # type: ignore[arg-type]
            for place, solids in groups.items()
            for solid in united_solids(solids)
        ]
    blocks = [Block(measure, piece.polytope, piece.matrix, piece.offset) for piece in pieces]
    atoms = [(block.offset, block.mass()) for block in blocks if block.rank == 0]
    return atoms, [block for block in blocks if block.rank > 0]


def united_solids(solids: Iterable[Solid]) -> list[Solid]:
    """Solids without common interior, each pair that shares a facet and has a convex union made one."""
    found: list[Solid] = []
    waiting = list(solids)
    while waiting:
        one = waiting.pop()
        for place, other in enumerate(found):
            whole = _union(one, other)
            if whole is not None:
                del found[place]
                waiting.append(whole)
                break
        else:
            found.append(one)
    return found


def _union(one: Solid, two: Solid) -> Solid | None:
    """The union of two solids on the two sides of a facet, None if it is not convex.

    It is convex if and only if all other rows of each hold on the other.
    """
    opposite = {_unit(tuple(-a for a in normal), -bound) for normal, bound in two.facets}
    shared = [(normal, bound) for normal, bound in one.facets if _unit(normal, bound) in opposite]
    if len(shared) != 1:
        return None
    normal, bound = shared[0]
    back = _unit(tuple(-a for a in normal), -bound)
    rows = [row for row in one.facets if row != shared[0]]
    others = [row for row in two.facets if _unit(*row) != back]
    if not (all(two.holds(*row) for row in rows) and all(one.holds(*row) for row in others)):
        return None
    return Solid.of([*rows, *others], one.dim)


def _unit(normal: Vector, bound: Rational) -> Halfspace:
    lead = abs(next(a for a in normal if a))
    return tuple(a / lead for a in normal), bound / lead
