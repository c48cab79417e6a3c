# pyright: basic
"""Pictures as pgfplots and as SVG."""

from __future__ import annotations

import math
import re

from symrelu.report.latex import escape, tex
from symrelu.report.layout import Layout, width
from symrelu.report.mathml import inline_math
from symrelu.report.picture import FigureEntry

MOST_LABELS = 8
FINE = 100
SVG_WIDTH, SVG_HEIGHT, MARGIN = 560, 260, 42
SQUARE_HEIGHT = 420
DASHES = ("solid", "dashed", "densely dotted", "dash dot", "dotted", "densely dashed")
GAPS = ("", "7 4", "2 2", "7 3 2 3", "1 4", "4 2")


def number(value: float) -> str:
    """A coordinate with at most five digits; the same text on every machine."""
    text = f"{value:.5g}"
    return "0" if float(text) == 0 else text


def bounds(figure: FigureEntry) -> tuple[float, float, float, float]:
    """The smallest box with room around that holds a figure: x from, to; y from, to."""
    places = figure.places()
    xs, ys = [x for x, _ in places], [y for _, y in places]
    low, high = (min(xs), max(xs)) if xs else (0.0, 1.0)
    if figure.log:
        return low, high, min(ys) / 2, 2 * max(ys)
    if figure.square:
        bottom, top = (min(ys), max(ys)) if ys else (0.0, 1.0)
    else:
        bottom, top = (min(0.0, *ys), max(ys)) if ys else (0.0, 1.0)
    pad = 0.05 * (high - low) or 0.5
    rise = (top - bottom) or 1.0
    if figure.square:
        return low - pad, high + pad, bottom - 0.05 * rise, top + 0.05 * rise
    return low - pad, high + pad, bottom - (0.05 * rise if bottom < 0 else 0.0), top + 0.18 * rise


def pgfplots(figure: FigureEntry) -> str:
    """The figure as a tikzpicture."""
    low, high, bottom, top = map(number, bounds(figure))
    options = [f"xmin={low}", f"xmax={high}", f"ymin={bottom}", f"ymax={top}"]
    options += [f"xlabel={{{_label(figure.x_label)}}}"] if figure.x_label else []
    options += [f"ylabel={{{_label(figure.y_label)}}}"] if figure.y_label else []
    options += ["symrelu square"] if figure.square else []
    options += ["symrelu bare"] if figure.bare else []
    options += ["ymode=log"] if figure.log else []
    out = [r"\begin{tikzpicture}", rf"\begin{{axis}}[symrelu axis, {', '.join(options)}]"]
    for area in figure.areas:
        corners = _listed(area.corners)
        ink = f"fill=black, fill opacity={number(0.6 * area.shade)}"
        out.append(rf"\addplot[symrelu area, {ink}] coordinates {{{corners}}} -- cycle;")
    for index, curve in enumerate(figure.curves):
        dashes = f", {DASHES[index % len(DASHES)]}" if curve.label else ""
        dashes += ", thin" if len(curve.points) > FINE else ""
        out.append(rf"\addplot[symrelu curve{dashes}] coordinates {{{_listed(curve.points)}}};")
        if curve.label:
            out.append(rf"\addlegendentry{{{escape(curve.label)}}}")
    labelled = len(figure.stems) <= MOST_LABELS
    for stem in figure.stems:
        foot = f"(axis cs:{number(stem.x)},0)"
        head = f"(axis cs:{number(stem.x)},{number(stem.y)})"
        mass = f" node[{_beside(figure, stem.x, stem.label)}] {{${tex(stem.label)}$}}" if labelled else ""
        out.append(rf"\draw[symrelu stem] {foot} -- {head}{mass};")
        out.append(rf"\fill {head} circle[radius=1.6pt];")
    for dot in figure.dots:
        head = f"(axis cs:{number(dot.x)},{number(dot.y)})"
        mass = rf"node[symrelu mass, above right] {{${tex(dot.label)}$}}"
        out.append(rf"\fill {head} circle[radius=2pt] {mass};")
    return "\n".join([*out, r"\end{axis}", r"\end{tikzpicture}"])


def _label(text: str) -> str:
    """A coordinate such as y or x_1 as mathematics, words as they are."""
    return f"${text}$" if re.fullmatch(r"[A-Za-z](_[0-9]+)?", text) else escape(text)


def _listed(points: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"({number(x)},{number(y)})" for x, y in points)


def _beside(figure: FigureEntry, x: float, label: Layout) -> str:
    """Where the mass is written: over a stem if it is short, else on the side where there is room."""
    low, high, _, _ = bounds(figure)
    if width(label) < 4 and x - low > 0.1 * (high - low):
        return "symrelu mass"
    return "symrelu mass, right" if x < (low + high) / 2 else "symrelu mass, left"


def ticks(low: float, high: float) -> tuple[float, ...]:
    """About five round numbers in an interval."""
    step = 10.0 ** math.floor(math.log10((high - low) / 5))
    step *= next(factor for factor in (1, 2, 5, 10) if (high - low) / (factor * step) <= 6)
    return tuple(step * k for k in range(math.ceil(low / step), math.floor(high / step) + 1))


class _Frame:
    """Where the points of a figure lie in the SVG."""

    def __init__(self, figure: FigureEntry) -> None:
        self.low, self.high, self.bottom, self.top = bounds(figure)
        self.log = figure.log
        if figure.log:
            self.bottom, self.top = math.log10(self.bottom), math.log10(self.top)
        aspect = (self.top - self.bottom) / (self.high - self.low)
        self.height = SVG_HEIGHT
        if figure.square:
            self.height = min(SQUARE_HEIGHT, round(40 + (SVG_WIDTH - MARGIN - 12) * aspect))
        labelled = sum(bool(curve.label) for curve in figure.curves)
        across, up = SVG_WIDTH - MARGIN - 12, self.height - 40 - 16 * labelled
        self.x_scale, self.y_scale = across / (self.high - self.low), up / (self.top - self.bottom)
        if figure.square:
            self.x_scale = self.y_scale = min(self.x_scale, self.y_scale)

    def at(self, x: float, y: float) -> tuple[str, str]:
        """The texts of the coordinates."""
        across, y = MARGIN + (x - self.low) * self.x_scale, math.log10(y) if self.log else y
        return f"{across:.1f}", f"{self.height - 28 - (y - self.bottom) * self.y_scale:.1f}"

    def path(self, points: tuple[tuple[float, float], ...]) -> str:
        """The points joined by lines."""
        return "M" + "L".join(" ".join(self.at(*point)) for point in points)


def _tick(x: str, y: str, anchor: str, value: float) -> str:
    return f'<text class="tick" x="{x}" y="{y}" text-anchor="{anchor}">{number(value)}</text>'


def _axes(figure: FigureEntry, frame: _Frame) -> list[str]:
    if figure.bare:
        return []
    if figure.log:
        return _log_axes(frame)
    ground = frame.bottom if figure.square else max(frame.bottom, 0.0)
    (left, floor), (right, _) = frame.at(frame.low, ground), frame.at(frame.high, ground)
    bottom, top = frame.at(frame.low, frame.bottom)[1], frame.at(frame.low, frame.top)[1]
    out = [f'<path class="axis" d="M{left} {floor}H{right}M{left} {bottom}V{top}"/>']
    for x in ticks(frame.low, frame.high):
        out.append(_tick(frame.at(x, 0)[0], f"{float(floor) + 16:.1f}", "middle", x))
    for y in ticks(frame.bottom, frame.top):
        out.append(_tick(f"{MARGIN - 6}", f"{float(frame.at(0, y)[1]) + 4:.1f}", "end", y))
    return out


def _log_axes(frame: _Frame) -> list[str]:
    low, high = 10**frame.bottom, 10**frame.top
    (left, floor), (right, _) = frame.at(frame.low, low), frame.at(frame.high, low)
    out = [f'<path class="axis" d="M{left} {floor}H{right}M{left} {floor}V{frame.at(frame.low, high)[1]}"/>']
    for x in ticks(frame.low, frame.high):
        out.append(_tick(frame.at(x, low)[0], f"{float(floor) + 16:.1f}", "middle", x))
    for power in ticks(frame.bottom, frame.top):
        if power == int(power):
            height = float(frame.at(0, 10**power)[1]) + 4
            out.append(
                f'<text class="tick" x="{MARGIN - 6}" y="{height:.1f}" text-anchor="end">'
                f'10<tspan dy="-5" font-size="8">{int(power)}</tspan></text>'
            )
    return out


def _legend(figure: FigureEntry, frame: _Frame) -> list[str]:
    right = frame.at(frame.high, 10**frame.top if frame.log else frame.top)[0]
    out: list[str] = []
    labelled = [(i, curve.label) for i, curve in enumerate(figure.curves) if curve.label]
    for place, (index, label) in enumerate(labelled):
        y = 10.0 + 16 * place
        end = float(right) - 6
        out.append(f'<path class="curve" {_dash(index)} d="M{end - 30:.1f} {y:.1f}H{end:.1f}"/>')
        words = label.replace("&", "&amp;").replace("<", "&lt;")
        out.append(f'<text class="tick" x="{end - 36:.1f}" y="{y + 4:.1f}" text-anchor="end">{words}</text>')
    return out


def _dash(index: int) -> str:
    gaps = GAPS[index % len(GAPS)]
    return f'stroke-dasharray="{gaps}"' if gaps else ""


def svg(figure: FigureEntry) -> str:
    """The figure as SVG; colours come from the page's style sheet."""
    frame = _Frame(figure)
    out = [f'<svg class="plot" viewBox="0 0 {SVG_WIDTH} {frame.height}" role="img">']
    for area in figure.areas:
        out.append(
            f'<path class="area" fill-opacity="{0.7 * area.shade:.3f}" d="{frame.path(area.corners)}Z"/>'
        )
    out += _axes(figure, frame)
    for index, curve in enumerate(figure.curves):
        dash = f" {_dash(index)}" if curve.label else ""
        dash += ' style="stroke-width:.8"' if len(curve.points) > FINE else ""
        out.append(f'<path class="curve"{dash} d="{frame.path(curve.points)}"/>')
    out += _legend(figure, frame)
    ground = frame.at(frame.low, 1.0 if frame.log else max(frame.bottom, 0.0))[1]
    for stem in figure.stems:
        x, y = frame.at(stem.x, stem.y)
        out.append(
            f'<path class="stem" d="M{x} {ground}V{y}"/><circle class="head" cx="{x}" cy="{y}" r="3.5"/>'
        )
        if len(figure.stems) <= MOST_LABELS:
            out.append(_mass(x, y, _beside(figure, stem.x, stem.label), stem.label))
    for dot in figure.dots:
        x, y = frame.at(dot.x, dot.y)
        out.append(f'<circle class="head" cx="{x}" cy="{y}" r="3.5"/>')
        out.append(_mass(x, f"{float(y) - 16:.1f}", "symrelu mass, right", dot.label))
    return "".join([*out, "</svg>"])


def _mass(x: str, y: str, where: str, label: Layout) -> str:
    shift = {"symrelu mass": -150.0, "symrelu mass, right": 8.0}.get(where, -308.0)
    drop = 38 if shift == -150 else 16
    box = f'x="{float(x) + shift:.1f}" y="{max(float(y) - drop, 0):.1f}" width="300" height="32"'
    side = "centre" if shift == -150 else "right" if shift > 0 else "left"
    return f'<foreignObject {box}><div class="mass {side}">{inline_math(label)}</div></foreignObject>'
