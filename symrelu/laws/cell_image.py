# pyright: basic
"""Images of cells of a measure under affine maps: what every question about a law on R^d is read off."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from flint import fmpq, fmpq_mat

from symrelu.errors import NoClosedForm
from symrelu.laws.convex_region import ConvexRegion
from symrelu.model.chart import Chart, Vector, chart
from symrelu.model.order import PLAIN
from symrelu.model.rational import dot
from symrelu.model.resolve import Branch, Resolved
from symrelu.model.row import Row
from symrelu.model.scalar import ONE, ZERO, Scalar

Powers = tuple[int, ...]
Region = TypeVar("Region", bound=ConvexRegion)
Found = tuple[list[tuple[Vector, Scalar]], list["CellImage"]]


class CellImage(ABC):
    """A measure on an affine subspace of R^d, of dimension at least 1, with a density there."""

    @property
    @abstractmethod
    def chart(self) -> Chart:
        """The subspace."""

    @abstractmethod
    def scaled(self, weight: Scalar) -> CellImage:
        """The measure multiplied by a number."""

    @abstractmethod
    def mass(self) -> Scalar:
        """The total mass."""

    @abstractmethod
    def mass_in(self, rows: tuple[Row, ...]) -> Scalar:
        """The mass of the points that satisfy all rows, which are conditions on the points of R^d."""

    @abstractmethod
    def moment(self, powers: Powers) -> Scalar:
        """The integral of y1^k1 ... yd^kd; infinite or nan where it diverges."""

    @abstractmethod
    def branches(self) -> tuple[Branch, ...]:
        """For a subspace of dimension 1: the measure as branches in the chart coordinate."""


def vacuous(row: Row) -> bool | None:
    """For a row without coefficients: whether it holds. None for any other row."""
    if any(a != 0 and not PLAIN.zero(a) for a in row.normal):
        return None
    sign = PLAIN.sign(row.bound)
    return sign == 0 if row.equation else sign > 0 if row.strict else sign >= 0


class AffineImage(CellImage):
    """A measure on a convex region of R^n under x -> A x + c into R^d."""

    matrix: tuple[Vector, ...]
    offset: Vector

    @cached_property
    def rank(self) -> int:
        """The rank of the map."""
        return fmpq_mat([list(row) for row in self.matrix]).rank()

    @cached_property
    def subspace(self) -> Chart:
        """The affine hull of the image."""
        return chart(self.offset, zip(*self.matrix, strict=True))

    @property
    def chart(self) -> Chart:
        return self.subspace

    def part_in(self, region: Region, rows: Iterable[Row]) -> Region | None:
        """The part of the region that the map sends where all rows hold; None if it has no mass."""
        part: Region | None = region
        columns = tuple(zip(*self.matrix, strict=True))
        for row in rows:
            normal = tuple(dot(row.normal, column) for column in columns)
            pulled = Row(normal, row.relation, row.bound - dot(row.normal, self.offset))
            holds = vacuous(pulled)
            if holds is False or (holds is None and row.equation):
                return None
            if holds is None:
                part = part.cut(normal, pulled.bound) if part else None
        return part

    def pulled_back(self, rows: Iterable[Row]) -> list[tuple[Vector, Scalar]] | None:
        """Rows with irrational bounds as (normal, bound) on the region; None if one of them cannot hold.

        Raises: NoClosedForm for irrational coefficients.
        """
        columns = tuple(zip(*self.matrix, strict=True))
        found: list[tuple[Vector, Scalar]] = []
        for row in rows:
            if not all(isinstance(a, fmpq) for a in row.normal):
                quantity = f"the probability of {row} under such a law"
                raise NoClosedForm(quantity, "rational coefficients: only a bound may be irrational")
            normal = tuple(dot(row.normal, column) for column in columns)
            pulled = Row(normal, row.relation, row.bound - dot(row.normal, self.offset))
            holds = vacuous(pulled)
            if holds is False or (holds is None and row.equation):
                return None
            if holds is None:
                found.append((normal, pulled.bound))
        return found


def rational_row(row: Row) -> bool:
    """Whether all numbers of a row are rational."""
    return all(isinstance(v, fmpq) for v in (*row.normal, row.bound))


@dataclass(frozen=True)
class Arc(CellImage):
    """A branch of a law on R, on a line of R^d: the branch lives in the chart coordinate."""

    line: Chart
    branch: Branch

    @property
    def chart(self) -> Chart:
        return self.line

    def scaled(self, weight: Scalar) -> Arc:
        return replace(self, branch=replace(self.branch, weight=weight * self.branch.weight))

    def mass(self) -> Scalar:
        return self.branch.mass(PLAIN)

    def mass_in(self, rows: tuple[Row, ...]) -> Scalar:
        low, high = self.branch.lower, self.branch.upper
        for row in rows:
            local = self.line.pulled_back(row)
            holds = vacuous(local)
            if holds is False or (holds is None and local.equation):
                return ZERO
            if holds:
                continue
            (slope,) = local.normal
            end = local.bound / slope
            if PLAIN.sign(slope) > 0:
                high = end if high is None or PLAIN.positive(high - end) else high
            else:
                low = end if low is None or PLAIN.positive(end - low) else low
        if low is not None and high is not None and not PLAIN.positive(high - low):
            return ZERO
        whole = self.branch.mass(PLAIN) if high is self.branch.upper else self.branch.below(high, PLAIN)
        return whole if low is self.branch.lower else whole - self.branch.below(low, PLAIN)

    def moment(self, powers: Powers) -> Scalar:
        coefficients: list[Scalar] = [ONE]
        (direction,) = self.line.basis
        for power, start, slope in zip(powers, self.line.base, direction, strict=True):
            for _ in range(power):
                coefficients = _times_affine(coefficients, start, slope)
        total: Any = ZERO
        for j, factor in enumerate(coefficients):
            if factor != 0:
                total = total + factor * self.branch.moment(j, PLAIN)
        return total

    def branches(self) -> tuple[Branch, ...]:
        return (self.branch,)


def _times_affine(coefficients: list[Scalar], start: Scalar, slope: Scalar) -> list[Scalar]:
    """The coefficients of p(t) (start + slope t)."""
    found = [c * start for c in coefficients] + [ZERO]
    for j, c in enumerate(coefficients):
        found[j + 1] = found[j + 1] + c * slope
    return found


def on_line(images: list[CellImage]) -> Resolved:
    """Images on one line as a measure on R, in the chart coordinate."""
    return Resolved((), tuple(branch for image in images for branch in image.branches()))
