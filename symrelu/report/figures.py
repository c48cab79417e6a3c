# pyright: basic
"""Pictures of laws and maps as data, and as pgfplots or SVG.

Drawing is the one place where numbers are rounded: a picture proves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from symrelu.report.document import CurveEntry, FigureEntry, StemEntry
from symrelu.report.expressions import expression_layout
from symrelu.report.latex import escape, tex
from symrelu.report.layout import width
from symrelu.report.mathml import inline_math

SAMPLES = 80
MOST_LABELS = 8
SVG_WIDTH, SVG_HEIGHT, MARGIN = 560, 260, 42


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


def chain_figure(points: Iterable[tuple[Any, Any]], caption: str) -> FigureEntry:
    """A polygonal chain in the plane."""
    return FigureEntry(caption, (CurveEntry(tuple((float(x), float(y)) for x, y in points)),))


def number(value: float) -> str:
    """A coordinate with at most five digits; the same text on every machine."""
    text = f"{value:.5g}"
    return "0" if float(text) == 0 else text


def bounds(figure: FigureEntry) -> tuple[float, float, float, float]:
    """The smallest box with room around that holds a figure: x from, to; y from, to."""
    xs = [x for curve in figure.curves for x, _ in curve.points] + [stem.x for stem in figure.stems]
    ys = [y for curve in figure.curves for _, y in curve.points] + [stem.y for stem in figure.stems]
    low, high = (min(xs), max(xs)) if xs else (0.0, 1.0)
    bottom, top = (min(0.0, *ys), max(ys)) if ys else (0.0, 1.0)
    pad = 0.05 * (high - low) or 0.5
    rise = (top - bottom) or 1.0
    return low - pad, high + pad, bottom - (0.05 * rise if bottom < 0 else 0.0), top + 0.18 * rise


def pgfplots(figure: FigureEntry) -> str:
    """The figure as a tikzpicture."""
    low, high, bottom, top = map(number, bounds(figure))
    options = [f"xmin={low}", f"xmax={high}", f"ymin={bottom}", f"ymax={top}"]
    options += [f"xlabel={{${escape(figure.x_label)}$}}"] if figure.x_label else []
    options += [f"ylabel={{{escape(figure.y_label)}}}"] if figure.y_label else []
    out = [r"\begin{tikzpicture}", rf"\begin{{axis}}[symrelu axis, {', '.join(options)}]"]
    for curve in figure.curves:
        points = " ".join(f"({number(x)},{number(y)})" for x, y in curve.points)
        out.append(rf"\addplot[symrelu curve] coordinates {{{points}}};")
    labelled = len(figure.stems) <= MOST_LABELS
    for stem in figure.stems:
        foot = f"(axis cs:{number(stem.x)},0)"
        head = f"(axis cs:{number(stem.x)},{number(stem.y)})"
        mass = f" node[{_beside(figure, stem)}] {{${tex(stem.label)}$}}" if labelled else ""
        out.append(rf"\draw[symrelu stem] {foot} -- {head}{mass};")
        out.append(rf"\fill {head} circle[radius=1.6pt];")
    return "\n".join([*out, r"\end{axis}", r"\end{tikzpicture}"])


def _beside(figure: FigureEntry, stem: StemEntry) -> str:
    """Where the mass is written: over a stem if it is short, else on the side where there is room."""
    if width(stem.label) < 4:
        return "symrelu mass"
    low, high, _, _ = bounds(figure)
    return "symrelu mass, right" if stem.x < (low + high) / 2 else "symrelu mass, left"


def ticks(low: float, high: float) -> tuple[float, ...]:
    """About five round numbers in an interval."""
    step = 10.0 ** math.floor(math.log10((high - low) / 5))
    step *= next(factor for factor in (1, 2, 5, 10) if (high - low) / (factor * step) <= 6)
    return tuple(step * k for k in range(math.ceil(low / step), math.floor(high / step) + 1))


def _tick(x: str, y: str, anchor: str, value: float) -> str:
    return f'<text class="tick" x="{x}" y="{y}" text-anchor="{anchor}">{number(value)}</text>'


def svg(figure: FigureEntry) -> str:
    """The figure as SVG; colours come from the page's style sheet."""
    low, high, bottom, top = bounds(figure)

    def at(x: float, y: float) -> tuple[str, str]:
        across = MARGIN + (x - low) / (high - low) * (SVG_WIDTH - MARGIN - 12)
        return f"{across:.1f}", f"{SVG_HEIGHT - 28 - (y - bottom) / (top - bottom) * (SVG_HEIGHT - 40):.1f}"

    out = [f'<svg class="plot" viewBox="0 0 {SVG_WIDTH} {SVG_HEIGHT}" role="img">']
    (left, ground), (right, _) = at(low, max(bottom, 0.0)), at(high, 0.0)
    out.append(
        f'<path class="axis" d="M{left} {ground}H{right}M{left} {at(low, bottom)[1]}V{at(low, top)[1]}"/>'
    )
    for x in ticks(low, high):
        out.append(_tick(at(x, 0)[0], f"{float(ground) + 16:.1f}", "middle", x))
    for y in ticks(bottom, top):
        out.append(_tick(f"{MARGIN - 6}", f"{float(at(low, y)[1]) + 4:.1f}", "end", y))
    for curve in figure.curves:
        out.append(f'<path class="curve" d="M{"L".join(" ".join(at(*point)) for point in curve.points)}"/>')
    for stem in figure.stems:
        x, y = at(stem.x, stem.y)
        out.append(
            f'<path class="stem" d="M{x} {ground}V{y}"/><circle class="head" cx="{x}" cy="{y}" r="3.5"/>'
        )
        if len(figure.stems) > MOST_LABELS:
            continue
        shift = {"symrelu mass": -150.0, "symrelu mass, right": 8.0}.get(_beside(figure, stem), -308.0)
        drop = 38 if shift == -150 else 16
        box = f'x="{float(x) + shift:.1f}" y="{max(float(y) - drop, 0):.1f}" width="300" height="32"'
        side = "centre" if shift == -150 else "right" if shift > 0 else "left"
        out.append(
            f'<foreignObject {box}><div class="mass {side}">{inline_math(stem.label)}</div></foreignObject>'
        )
    return "".join([*out, "</svg>"])
