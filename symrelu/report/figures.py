# pyright: basic
"""Pictures of laws, maps and regions as data.

Drawing is the one place where numbers are rounded: a picture proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from symrelu.errors import InputError
from symrelu.report.expressions import expression_layout
from symrelu.report.picture import AreaEntry, CurveEntry, DotEntry, FigureEntry, Place, StemEntry

SAMPLES = 80
_FLAT = 1e-12  # an area that rounding makes of a segment


def sample(expression: Any, symbol: Any, low: float, high: float) -> CurveEntry:
    """A real expression in one symbol at equal steps strictly inside an interval."""
    value = _numeric(expression, symbol)
    inset = (high - low) * 1e-6
    step = (high - low - 2 * inset) / SAMPLES
    places = (low + inset + step * i for i in range(SAMPLES + 1))
    return CurveEntry(tuple((x, y) for x in places if (y := value(x)) is not None))


def _numeric(expression: Any, symbol: Any) -> Callable[[float], float | None]:
    """The expression as a function on floats, for drawing; None where it has no finite real value."""
    import sympy as sp

    function = sp.lambdify(symbol, sp.sympify(expression), "mpmath")

    def value(x: float) -> float | None:
        try:
            found = complex(function(x))
        except (ZeroDivisionError, ValueError, OverflowError):
            return None
        return found.real if found.imag == 0 and abs(found.real) < 1e9 else None

    return value


def density_figure(law: Any, symbol: Any, caption: str) -> FigureEntry | None:
    """The density of a law on R with its atoms as stems; None where a parameter is a symbol."""
    import sympy as sp

    if law.parameters:
        return None
    stems = tuple(
        StemEntry(float(point), float(mass), expression_layout(mass)) for point, mass in law.atoms().items()
    )
    parts = [(part.support, sp.sympify(part.density)) for part in law.parts() if hasattr(part, "density")]
    ends = [float(end) for support, _ in parts for end in support if end.is_finite]
    marks = sorted([*ends, *(stem.x for stem in stems)]) or [0.0]
    curves: list[CurveEntry] = []
    for (lower, upper), density in parts:
        low = float(lower) if lower.is_finite else None
        high = float(upper) if upper.is_finite else None
        curves.append(_cut(sample(density, symbol, *_window(density, symbol, low, high, marks))))
    return FigureEntry(caption, tuple(curves), stems, "y", "density and mass")


def _window(
    density: Any, symbol: Any, low: float | None, high: float | None, marks: list[float]
) -> tuple[float, float]:
    """The interval itself where it is bounded; at an infinite end, as far as the density is not flat."""
    if low is not None and high is not None:
        return low, high
    value = _numeric(density, symbol)
    span = max(marks[-1] - marks[0], 1.0)
    start = low if low is not None else high if high is not None else marks[0]
    places = [start + span * k / 16 for k in range(-160, 161)]
    inside = [x for x in places if (low is None or x > low) and (high is None or x < high)]
    heights = [(x, abs(value(x) or 0.0)) for x in inside]
    top = max((h for _, h in heights), default=0.0)
    seen = [x for x, h in heights if h > top / 60] or [start]
    left = low if low is not None else min(seen) - span / 16
    right = high if high is not None else max(seen) + span / 16
    return left, right


def _cut(curve: CurveEntry) -> CurveEntry:
    """A density may be unbounded at an end; the picture then stops at eight times its median."""
    if not curve.points:
        return curve
    values = [y for _, y in curve.points]
    median = sorted(values)[len(values) // 2]
    if median <= 0 or max(values[0], values[-1]) < 30 * median:
        return curve
    return CurveEntry(tuple(p for p in curve.points if p[1] <= 8 * median))


def chain_figure(
    points: Any, caption: str, x_label: str = "", y_label: str = "", *, log: bool = False
) -> FigureEntry:
    """A polygonal chain in the plane, or several: a list of points, or {label: points}.

    With `log`, heights are drawn by their logarithms; they must be positive.
    """
    chains = points.items() if isinstance(points, dict) else [("", points)]
    curves = tuple(CurveEntry(_places(chain), label) for label, chain in chains)
    if log and any(y <= 0 for curve in curves for _, y in curve.points):
        raise InputError("points", "a height that is not positive", "positive heights for log=True")
    return FigureEntry(caption, curves, (), x_label, y_label, log=log)


def levels_figure(polygons: Iterable[Iterable[tuple[Any, Any]]], caption: str) -> FigureEntry:
    """Polygons of the unit square beside each other, each in its own square."""
    curves: list[CurveEntry] = []
    areas: list[AreaEntry] = []
    for place, polygon in enumerate(polygons):
        left = 1.12 * place
        areas.append(AreaEntry(((left, 0), (left + 1, 0), (left + 1, 1), (left, 1))))
        curves.append(CurveEntry(tuple((left + x, y) for x, y in _places(polygon))))
    return FigureEntry(caption, tuple(curves), areas=tuple(areas), square=True, bare=True)


def cells_figure(cells: Iterable[Any], caption: str) -> FigureEntry:
    """Bounded cells of a network on the plane, each in the shade of its number of active units."""
    shown = [(_around(cell.vertices), sum(map(sum, cell.pattern))) for cell in cells]
    most = max((count for _, count in shown), default=0) or 1
    return region_figure([(corners, count / most) for corners, count in shown if len(corners) > 2], caption)


def image_figure(cells: Iterable[Any], atoms: dict[Any, Any], caption: str) -> FigureEntry:
    """The image of the uniform law on bounded cells of a network, under the network, in the plane.

    Cells that keep their dimension are shaded by the density that they bring, which adds up where images lie
    over each other; others become segments. `atoms` are those of the image, with their masses.
    """
    shades: list[tuple[list[Place], float]] = []
    segments: list[list[Place]] = []
    for cell in cells:
        image = _around(map(cell.map, cell.vertices))
        after, before = _size(image), _size(_around(cell.vertices))
        if after > _FLAT:
            shades.append((image, before / after))
        elif max(image) != min(image):
            segments.append([min(image), max(image)])
    most = 2 * max((density for _, density in shades), default=0.5)
    return region_figure([(c, d / most) for c, d in shades], caption, segments=segments, atoms=atoms)


def _around(corners: Any) -> list[Place]:
    """The corners of a convex polygon in order."""
    from math import atan2

    places = _places(corners)
    x, y = (sum(column) / len(places) for column in zip(*places, strict=True))
    return sorted(places, key=lambda place: atan2(place[1] - y, place[0] - x))


def _size(corners: list[Place]) -> float:
    """The area of a polygon."""
    following = [*corners[1:], corners[0]]
    return abs(sum(a * d - b * c for (a, b), (c, d) in zip(corners, following, strict=True))) / 2


def region_figure(
    regions: Iterable[tuple[Iterable[tuple[Any, Any]], float]],
    caption: str,
    *,
    segments: Iterable[Iterable[tuple[Any, Any]]] = (),
    atoms: dict[tuple[Any, Any], Any] | None = None,
) -> FigureEntry:
    """Polygons of the plane with shades from 0 to 1, and on them segments, and atoms with their masses."""
    areas = (AreaEntry(_places(corners), float(shade)) for corners, shade in regions)
    dots = (DotEntry(float(x), float(y), expression_layout(m)) for (x, y), m in (atoms or {}).items())
    curves = tuple(CurveEntry(_places(segment)) for segment in segments)
    return FigureEntry(caption, curves, (), "x_1", "x_2", tuple(areas), tuple(dots), square=True)


def _places(points: Iterable[tuple[Any, Any]]) -> tuple[tuple[float, float], ...]:
    return tuple((_float(x), _float(y)) for x, y in points)


def _float(value: Any) -> float:
    """A number as a float; those of FLINT are fractions."""
    return int(value.p) / int(value.q) if hasattr(value, "q") and hasattr(value, "p") else float(value)
