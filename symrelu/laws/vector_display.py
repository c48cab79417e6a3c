# pyright: basic
"""How a law on R^d shows itself: JSON, LaTeX, figures."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symrelu.errors import InputError, NoClosedForm, TooManyCells
from symrelu.model.scalar import expression
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_part import VectorAtom, VectorPart, factor_latex, point_latex
from symrelu.model.vector_source import Along, Gaussian, Points, Product, VectorMixture

_MOST_SHOWN = 12
# A law shows its parts at once only where they are quickly found; `law.parts()` finds them always.
_MOST_UNITS = 24


def to_json(law: VectorLaw) -> dict[str, Any]:
    """The law as exact texts that SymPy reads back."""
    parts = law.parts()
    return {
        "dim": law.dim,
        "atoms": [part.to_json() for part in parts if isinstance(part, VectorAtom)],
        "parts": [part.to_json() for part in parts if isinstance(part, VectorPart)],
        "mass": str(law.mass()),
    }


def latex(law: VectorLaw) -> str:
    """The law in LaTeX: its parts where they are known, else the law as it was written."""
    written = f"${_written(law)}$"
    units = sum(sum(f.widths[1:]) for f in law.maps)
    if law.parameters or units > _MOST_UNITS or not (law.maps or isinstance(law.source, (Points, Along))):
        return written
    try:
        parts = law.parts()
    except (InputError, NoClosedForm, TooManyCells):
        return written
    return f"${_measure(parts)}$"


def _measure(parts: tuple[Any, ...]) -> str:
    shown = parts if len(parts) <= _MOST_SHOWN else parts[: _MOST_SHOWN - 1]
    terms = [part._repr_latex_().strip("$") for part in shown]
    return " + ".join(terms if len(shown) == len(parts) else [*terms, r"\cdots"])


def _written(law: VectorLaw) -> str:
    """The law as it was written: the source, and the maps that push it."""
    text = _source(law)
    for f in law.maps:
        inside = f._repr_latex_().strip("$")
        text = f"\\left({inside}\\right)_{{*}}\\, {text}"
    return text


def _law(law: Any) -> str:
    return law._repr_latex_().strip("$")


def _source(law: VectorLaw) -> str:
    source = law.source
    if isinstance(source, Points):
        terms = (
            f"{factor_latex(expression(w))}\\,\\delta_{{{point_latex(point)}}}"
            for w, point in zip(source.weights, source.points, strict=True)
        )
        return " + ".join(terms)
    if isinstance(source, Along):
        line = f"{point_latex(source.start)} + T\\,{point_latex(source.direction)}"
        return f"\\mathcal{{L}}\\left({line}\\right),\\; T \\sim {_law(source.law)}"
    if isinstance(source, Product):
        return r" \otimes ".join(f"\\left[{_law(one)}\\right]" for one in source.laws)
    if isinstance(source, Gaussian):
        mean = sp.latex(sp.Matrix([*map(expression, source.mean)]))
        covariance = sp.latex(sp.Matrix([[expression(c) for c in row] for row in source.covariance]))
        return f"\\mathcal{{N}}\\left({mean}, {covariance}\\right)"
    if isinstance(source, VectorMixture):
        return " + ".join(
            f"{factor_latex(expression(w))}\\left[{_law(one)}\\right]" for w, one in source.parts
        )
    return f"\\mathcal{{U}}\\left({source.polytope._repr_latex_().strip('$')}\\right)"


def plot(law: VectorLaw) -> Any:
    """The parts of a law on R^2 in the plane: densities as shades, segments as lines, atoms as dots."""
    import matplotlib.pyplot as plt

    if law.dim != 2:
        found = f"a law on R^{law.dim}"
        raise InputError("plot", found, "a law on R or R^2", "law.marginal(1, 2).plot()")
    parts = law.parts()
    figure, axes = plt.subplots()
    solid = [part for part in parts if part.dim == 2]
    highest = max((max(_heights(part)) for part in solid), default=1.0)
    for part in solid:
        _shade(axes, part, highest)
    for part in parts:
        if part.dim == 1:
            ends = _ends(part, law)
            width = 1 + 3 * float(part.mass)
            axes.plot([p[0] for p in ends], [p[1] for p in ends], "C1", linewidth=width)
    atoms = [part for part in parts if isinstance(part, VectorAtom)]
    if atoms:
        xs, ys = zip(*((float(a.point[0]), float(a.point[1])) for a in atoms), strict=True)
        axes.scatter(xs, ys, s=[20 + 180 * float(a.mass) for a in atoms], color="C3", zorder=3)
    axes.set_xlabel("y1")
    axes.set_ylabel("y2")
    axes.set_title(repr(law) if len(repr(law)) < 60 else "law")
    plt.close(figure)
    return figure


def _heights(part: VectorPart) -> list[float]:
    return [float(part.density_at(corner)) for corner in part.corners]


def _shade(axes: Any, part: VectorPart, highest: float) -> None:
    import numpy as np
    from matplotlib.patches import Polygon

    corners = np.array([[float(expression(x)) for x in corner] for corner in part.corners])
    centre = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0]))]
    height = sum(_heights(part)) / len(part.corners)
    axes.add_patch(Polygon(around, color="C0", alpha=0.1 + 0.8 * height / highest, linewidth=0))
    axes.autoscale_view()


def _ends(part: VectorPart, law: VectorLaw) -> list[list[float]]:
    """Two points of a segment; a window around samples where it is unbounded."""
    low, high = (float(end) for end in part.interval)
    if part.rays:
        (free,) = part.chart.free
        column = law.sample(2000, 1)[:, free]
        low, high = max(low, float(column.min())), min(high, float(column.max()))
    points = []
    for t in (low, high):
        start = [float(expression(v)) for v in part.chart.base]
        step = [float(expression(v)) for v in part.chart.basis[0]]
        points.append([a + t * b for a, b in zip(start, step, strict=True)])
    return points
