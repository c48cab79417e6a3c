# pyright: basic
"""Independent coordinates of any law under layers that do not mix them: products on boxes, in closed form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from symrelu.errors import NoClosedForm
from symrelu.laws.cell_image import Arc, CellImage, Found, Powers, rational_row, vacuous
from symrelu.laws.solid import Solid
from symrelu.laws.space_measure import Piece
from symrelu.model.chart import Chart, Vector, chart
from symrelu.model.network import Layer
from symrelu.model.order import PLAIN
from symrelu.model.resolve import Branch
from symrelu.model.row import Row
from symrelu.model.scalar import ONE, ZERO, Scalar, expression

End = Scalar | None
Interval = tuple[End, End]


@dataclass(frozen=True)
class Box:
    """Intervals of the coordinates, and an affine map each row of which holds one of them at most."""

    intervals: tuple[Interval, ...]
    matrix: tuple[Vector, ...]
    offset: Vector


@dataclass(frozen=True)
class BoxImage(CellImage):
    """`weight` times a product of branches, one for each coordinate, under x -> A x + c.

    Shapes: `matrix` holds d rows, one entry of each at most is not 0. The rank is at least 2.
    """

    weight: Scalar
    axes: tuple[Branch, ...]
    matrix: tuple[Vector, ...]
    offset: Vector

    @cached_property
    def _chart(self) -> Chart:
        return chart(self.offset, zip(*self.matrix, strict=True))

    @property
    def chart(self) -> Chart:
        return self._chart

    def scaled(self, weight: Scalar) -> BoxImage:
        return replace(self, weight=weight * self.weight)

    def mass(self) -> Scalar:
        return self._times(axis.mass(PLAIN) for axis in self.axes)

    def _times(self, values: Iterator[Scalar]) -> Scalar:
        total: Any = self.weight
        for value in values:
            total = total * value
        return total

    def mass_in(self, rows: tuple[Row, ...]) -> Scalar:
        """Raises: NoClosedForm for a row that holds two coordinates."""
        ends = [(axis.lower, axis.upper) for axis in self.axes]
        for row in rows:
            normal = [ZERO] * len(self.axes)
            bound: Any = row.bound
            for a, line, c in zip(row.normal, self.matrix, self.offset, strict=True):
                normal = [n + a * v if a != 0 and v != 0 else n for n, v in zip(normal, line, strict=True)]
                bound = bound - a * c if a != 0 else bound
            used = [j for j, a in enumerate(normal) if not PLAIN.zero(a)]
            if len(used) > 1:
                advice = "conditions on one coordinate each, or law.sample"
                raise NoClosedForm(f"the probability of {row} under such a product", advice)
            holds = None if used else vacuous(Row((ZERO,), row.relation, bound))
            if holds is False or (used and row.equation):
                return ZERO
            if used:
                j = used[0]
                ends[j] = _within(ends[j], bound / normal[j], PLAIN.sign(normal[j]) > 0)
        if any(low is not None and high is not None and not PLAIN.positive(high - low) for low, high in ends):
            return ZERO
        return self._times(_between(axis, *end) for axis, end in zip(self.axes, ends, strict=True))

    def moment(self, powers: Powers) -> Scalar:
        return self._times(self._axis_moment(j, powers) for j in range(len(self.axes)))

    def _axis_moment(self, j: int, powers: Powers) -> Scalar:
        """The factor of one coordinate; rows without a coordinate count as constants of the first one."""
        coefficients: list[Any] = [ONE]
        for line, c, power in zip(self.matrix, self.offset, powers, strict=True):
            place = next((k for k, a in enumerate(line) if a != 0), 0)
            if place == j:
                for _ in range(power):
                    raised = [ZERO, *(v * line[j] for v in coefficients)]
                    coefficients = [a + b * c for a, b in zip(raised, [*coefficients, ZERO], strict=True)]
        total: Any = ZERO
        for k, factor in enumerate(coefficients):
            if factor != 0:
                total = total + factor * self.axes[j].moment(k, PLAIN)
        return total

    def branches(self) -> tuple[Branch, ...]:
        raise NoClosedForm("a line that a product of rank two or more leaves", "law.parts()")

    @property
    def pieces(self) -> list[Piece]:
        """The density in the symbols of the chart, on a box of the chart.

        Raises: NoClosedForm for a box with irrational ends.
        """
        place = self.chart
        density: Any = expression(self.weight)
        rows: list[Row] = []
        shown = [next(j for j, a in enumerate(self.matrix[i]) if a != 0) for i in place.free]
        for j, axis in enumerate(self.axes):
            if j not in shown:
                density *= expression(axis.mass(PLAIN))
                continue
            k = shown.index(j)
            slope, offset = self.matrix[place.free[k]][j], self.offset[place.free[k]]
            moved = replace(axis, slope=slope, offset=offset, rising=PLAIN.positive(slope))
            density *= expression(moved.density(place.coordinates[k]))
            for end, sign in ((moved.lower, -ONE), (moved.upper, ONE)):
                if end is not None:
                    unit = tuple(sign if i == k else ZERO for i in range(place.dim))
                    rows.append(Row(unit, "<=", sign * end))
        if not all(map(rational_row, rows)):
            raise NoClosedForm("the parts of a product on a box with irrational ends", "law.prob, law.mean")
        solid = Solid.of([(row.normal, row.bound) for row in rows], place.dim)
        return [] if solid is None else [(solid, density)]


def _within(ends: Interval, bound: Scalar, upper: bool) -> Interval:
    """The part of an interval below, or above, a bound."""
    low, high = ends
    if upper:
        return low, bound if high is None or PLAIN.positive(high - bound) else high
    return bound if low is None or PLAIN.positive(bound - low) else low, high


def _between(axis: Branch, low: End, high: End) -> Scalar:
    """The mass of a branch between two points."""
    whole = axis.mass(PLAIN) if high is axis.upper or high == axis.upper else axis.below(high, PLAIN)
    return whole if low is axis.lower or low == axis.lower else whole - axis.below(low, PLAIN)


def images_of_box(standards: list[Any], box: Box, weight: Scalar, layers: list[Layer]) -> Found:
    """A product of standard laws on a box under an affine map, then layers.

    Raises: NoClosedForm where a layer mixes two coordinates.
    """
    boxes = [box]
    for layer in layers:
        boxes = [part for one in boxes for part in _through(one, layer)]
    atoms: list[Any] = []
    images: list[CellImage] = []
    for one in boxes:
        for axes in _branches(standards, one.intervals):
            _collect(BoxImage(weight, axes, one.matrix, one.offset), atoms, images)
    return atoms, images


def _collect(image: BoxImage, atoms: list[Any], images: list[CellImage]) -> None:
    columns = list(zip(*image.matrix, strict=True))
    moving = [j for j, column in enumerate(columns) if any(a != 0 for a in column)]
    if not moving:
        atoms.append((image.offset, image.mass()))
    elif len(moving) > 1:
        images.append(image)
    else:
        (j,) = moving
        weight = image._times(axis.mass(PLAIN) for k, axis in enumerate(image.axes) if k != j)
        line = chart(image.offset, [columns[j]])
        (free,) = line.free
        slope, offset = columns[j][free], image.offset[free]
        axis = replace(image.axes[j], weight=weight, slope=slope, offset=offset)
        images.append(Arc(line, replace(axis, rising=PLAIN.positive(slope))))


def _branches(standards: list[Any], intervals: tuple[Interval, ...]) -> Iterator[tuple[Branch, ...]]:
    """The measures on the sides of a box, cut where a density has a kink."""
    if not standards:
        yield ()
        return
    (low, high), kink = intervals[0], standards[0].kink
    inside = (
        kink is not None
        and (low is None or PLAIN.positive(kink - low))
        and (high is None or PLAIN.positive(high - kink))
    )
    for start, stop in [(low, kink), (kink, high)] if inside else [(low, high)]:
        left = start is None or (kink is not None and PLAIN.positive(kink - start))
        side = 0 if kink is None else -1 if left else 1
        first = Branch(ONE, standards[0], start, stop, ONE, ZERO, True, side)
        for others in _branches(standards[1:], intervals[1:]):
            yield (first, *others)


def _through(box: Box, layer: Layer) -> list[Box]:
    """The box under one more layer, cut where a pre-activation meets a kink."""
    found = [Box(box.intervals, (), ())]
    for row, bias in zip(layer.weights, layer.bias, strict=True):
        normal = [ZERO] * len(box.intervals)
        constant: Any = bias
        for w, line, c in zip(row, box.matrix, box.offset, strict=True):
            if w != 0:
                normal = [n + w * a if a != 0 else n for n, a in zip(normal, line, strict=True)]
                constant = constant + w * c
        used = [j for j, a in enumerate(normal) if not PLAIN.zero(a)]
        if len(used) > 1:
            quantity = "the image of a product, other than of Gaussian or of exponential and uniform laws, "
            raise NoClosedForm(
                quantity + "under a layer that mixes its coordinates", "law.sample, or marginals"
            )
        grown: list[Box] = []
        for one in found:
            for (factor, shift), intervals in _cut(one.intervals, used, normal, constant, layer):
                line = tuple(factor * a if j in used else ZERO for j, a in enumerate(normal))
                grown.append(Box(intervals, (*one.matrix, line), (*one.offset, factor * constant + shift)))
        found = grown
    return found


def _cut(
    intervals: tuple[Interval, ...], used: list[int], normal: list[Any], constant: Scalar, layer: Layer
) -> Iterator[tuple[tuple[Scalar, Scalar], tuple[Interval, ...]]]:
    """(piece of the activation, part of the box) for each part with interior."""
    activation = layer.activation
    if not used:
        yield activation.pieces[activation.piece_at(constant, PLAIN)], intervals
        return
    (j,) = used
    rising = PLAIN.positive(normal[j])
    points = [(kink - constant) / normal[j] for kink in activation.kinks]
    ends = [None, *points, None]
    for k, piece in enumerate(activation.pieces):
        low, high = (ends[k], ends[k + 1]) if rising else (ends[k + 1], ends[k])
        part = intervals[j]
        part = part if low is None else _within(part, low, False)
        part = part if high is None else _within(part, high, True)
        if part[0] is None or part[1] is None or PLAIN.positive(part[1] - part[0]):
            yield piece, (*intervals[:j], part, *intervals[j + 1 :])
