"""What a picture holds: curves, areas and stems in one pair of axes, in rounded coordinates."""

from __future__ import annotations

from dataclasses import dataclass

from symrelu.report.layout import Layout

Place = tuple[float, float]


@dataclass(frozen=True)
class CurveEntry:
    """A polygonal curve through points (x, y); curves with labels differ in their dashes."""

    points: tuple[Place, ...]
    label: str = ""


@dataclass(frozen=True)
class AreaEntry:
    """A polygon, filled with ink of a strength from 0 (none) to 1."""

    corners: tuple[Place, ...]
    shade: float = 0.0


@dataclass(frozen=True)
class StemEntry:
    """An atom: where it stands, how high, and its exact mass as notation."""

    x: float
    y: float
    label: Layout


@dataclass(frozen=True)
class DotEntry:
    """A point of the plane, with its exact mass as notation."""

    x: float
    y: float
    label: Layout


@dataclass(frozen=True)
class FigureEntry:
    """A picture. The caption is prose, TeX with $...$.

    square: both axes have one scale. bare: there are no axes. log: heights are drawn by their logarithms.
    """

    caption: str
    curves: tuple[CurveEntry, ...] = ()
    stems: tuple[StemEntry, ...] = ()
    x_label: str = ""
    y_label: str = ""
    areas: tuple[AreaEntry, ...] = ()
    dots: tuple[DotEntry, ...] = ()
    square: bool = False
    bare: bool = False
    log: bool = False

    def places(self) -> tuple[Place, ...]:
        """All points that must be seen."""
        return (
            *(place for curve in self.curves for place in curve.points),
            *(place for area in self.areas for place in area.corners),
            *((mark.x, mark.y) for mark in (*self.stems, *self.dots)),
        )
