# pyright: basic
"""How a law on R^d shows itself: JSON, LaTeX, figures."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symrelu.errors import InputError, NoClosedForm, TooManyCells
from symrelu.model.scalar import expression
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_part import VectorAtom, VectorPart, factor_latex, point_latex
from symrelu.model.vector_source import Along, Ball, Gaussian, Points, Product, VectorMixture

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
    if isinstance(source, Ball):
        return f"\\mathcal{{U}}\\left(\\{{x \\in \\mathbb{{R}}^{{{source.dim}}} : |x|_2 \\le 1\\}}\\right)"
    return f"\\mathcal{{U}}\\left({source.polytope._repr_latex_().strip('$')}\\right)"


def plot(law: VectorLaw) -> Any:
    """The parts of a law on R^2 in the plane: densities as shades, segments as lines, atoms as dots."""
    import matplotlib.pyplot as plt

    if law.dim != 2:
        found = f"a law on R^{law.dim}"
        raise InputError("plot", found, "a law on R or R^2", "law.marginal(1, 2).plot()")
    parts = law.parts()
    figure, axes = plt.subplots()
    window = _window(law)
    _shade(axes, [part for part in parts if part.dim == 2], window)
    for part in parts:
        if part.dim == 1:
            ends = _ends(part, window)
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


Window = tuple[tuple[float, float], tuple[float, float]]


def _window(law: VectorLaw) -> Window:
    """An interval for each coordinate that holds nearly all samples."""
    import numpy as np

    sides: list[tuple[float, float]] = []
    for column in law.sample(4000, 1).T:
        low, high = (float(v) for v in np.quantile(column, [0.002, 0.998]))
        margin = 0.1 * (high - low) or 0.5
        sides.append((low - margin, high + margin))
    return sides[0], sides[1]


def _shade(axes: Any, parts: list[VectorPart], window: Window) -> None:
    """The densities on the points of a grid."""
    import math

    import numpy as np
    from matplotlib.colors import PowerNorm

    if not parts:
        return
    xs, ys = (np.linspace(low, high, 241) for low, high in window)
    x, y = np.meshgrid(xs, ys)
    values = np.zeros_like(x)
    for part in parts:
        inside = np.ones_like(x, dtype=bool)
        for row in part.rows:
            a, b = (float(expression(v)) for v in row.normal)
            inside &= a * x + b * y < float(expression(row.bound))
        if inside.any():
            modules = [{"erf": np.vectorize(math.erf), "erfc": np.vectorize(math.erfc)}, "numpy"]
            found = sp.lambdify(part.coordinates, part.density, modules)(x[inside], y[inside])
            values[inside] = np.broadcast_to(found, x[inside].shape)
    if not values.any():
        return
    shown = axes.imshow(
        np.where(values > 0, values, np.nan),
        origin="lower",
        extent=(*window[0], *window[1]),
        aspect="auto",
        cmap="Blues",
        alpha=0.8,
        norm=PowerNorm(0.4, vmin=0, vmax=float(values.max())),  # densities of cells differ by powers of ten
    )
    axes.figure.colorbar(shown, ax=axes, label="density")


def _ends(part: VectorPart, window: Window) -> list[list[float]]:
    """The two ends of a segment, moved into the window where they are infinite."""
    (free,) = part.chart.free
    low, high = (float(end) for end in part.interval)
    low, high = max(low, min(window[free][0], high)), min(high, max(window[free][1], low))
    base, direction = part.chart.base, part.chart.basis[0]
    return [
        [float(expression(a)) + t * float(expression(b)) for a, b in zip(base, direction, strict=True)]
        for t in (low, high)
    ]
