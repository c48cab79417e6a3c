# pyright: basic
"""Pictures of linear regions in the plane; drawing is the one place where numbers are rounded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from symrelu.errors import InputError

if TYPE_CHECKING:
    from symrelu.geometry.cell import Cell

SUFFIXES = (".png", ".svg", ".pdf")
_MOST = 20_000


def check_picture(path: Path, inputs: int) -> None:
    """Refuse what cannot be drawn before anything is computed.

    Raises: InputError for other endings than those of pictures, and networks without two inputs.
    """
    if path.suffix not in SUFFIXES:
        raise InputError("picture", repr(str(path)), "a file that ends in " + ", ".join(SUFFIXES))
    if inputs != 2:
        raise InputError("picture", f"a network with {inputs} inputs", "two inputs", "--json for the list")


def plot_regions(cells: Sequence[Cell]) -> Any:
    """A matplotlib figure of regions of the plane, each in the shade of its number of active units.

    Unbounded regions are cut off a little beyond all corners.
    """
    import matplotlib.pyplot as plt
    from matplotlib.collections import PolyCollection

    low, high = _window(cells)
    shown = [(_cut(cell, low, high), sum(map(sum, cell.pattern))) for cell in cells[:_MOST]]
    drawn = [(polygon, shade) for polygons, shade in shown for polygon in polygons]
    figure, axes = plt.subplots(figsize=(6, 6))
    shades = PolyCollection(
        [polygon for polygon, _ in drawn], array=[shade for _, shade in drawn], cmap="viridis",
        edgecolors="white", linewidths=0.5 if len(drawn) < 2000 else 0.1,
    )  # fmt: skip
    axes.add_collection(shades)
    axes.set_xlim(low[0], high[0])
    axes.set_ylim(low[1], high[1])
    axes.set_xlabel("$x_1$")
    axes.set_ylabel("$x_2$")
    axes.set_title(f"{len(cells)} linear region{'s' * (len(cells) != 1)}")
    plt.close(figure)
    return figure


def _window(cells: Sequence[Cell]) -> tuple[Any, Any]:
    """The smallest box round all corners, with room around it where a region goes on."""
    corners = [corner for cell in cells for corner in (*cell.vertices, cell.interior_point)]
    bounded = all(cell.is_bounded for cell in cells)
    low: list[float] = []
    high: list[float] = []
    for column in zip(*corners, strict=True) if corners else [(), ()]:
        places = [_float(value) for value in column] or [0.0]
        span = max(places) - min(places)
        room = 0.02 * span if bounded else 0.3 * span + 0.5
        low.append(min(places) - (room or 0.5))
        high.append(max(places) + (room or 0.5))
    return low, high


def _float(value: Any) -> float:
    return int(value.p) / int(value.q)


def _cut(cell: Cell, low: Any, high: Any) -> list[list[tuple[float, float]]]:
    """The corners of the part of a region inside the window, in order; none for segments and points."""
    from fractions import Fraction

    from symrelu.geometry.cone import Cone
    from symrelu.geometry.plane import around
    from symrelu.model.polyhedron import Polyhedron

    corners = cell.vertices
    if not cell.is_bounded:
        window = Polyhedron.box([(Fraction(a), Fraction(b)) for a, b in zip(low, high, strict=True)])
        cone = Cone.of(cell.polyhedron.intersection(window))
        corners = cone.vertices if cone else ()
    if len(corners) < 3:
        return []
    return [[(_float(x), _float(y)) for x, y in around(corners)]]


def draw(cells: Sequence[Cell], path: Path) -> str:
    """Draw regions into a file; the name of the file. The same regions give the same bytes.

    Raises: InputError where the file cannot be written.
    """
    import matplotlib

    date = {".png": {}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}[path.suffix]
    with matplotlib.rc_context({"svg.hashsalt": "symrelu", "backend": "Agg"}):
        try:
            plot_regions(cells).savefig(path, metadata=date)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise InputError("picture", f"{str(path)!r} ({reason})", "a file that can be written") from None
    return str(path)
