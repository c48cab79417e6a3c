"""Pictures of kernels: the curves that they hold, and that they are drawn."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET

import pytest
import sympy as sp

from symrelu import (
    InputError,
    Weights,
    cobweb_figure,
    depth_figure,
    dimension_figure,
    discrete,
    kernel_figure,
    relu,
    uniform,
)
from symrelu.report.drawing import pgfplots, svg
from symrelu.report.picture import FigureEntry

R = sp.Rational
T = sp.Symbol("t", real=True)
SIGNS = Weights.independent(discrete({1: R(1, 2), -1: R(1, 2)}))
ACTIVATIONS = {"ReLU": "relu", "absolute value": "abs", "step": "step", "squared": relu(T) ** 2}


def axes(n: int) -> tuple[list[int], list[int]]:
    return [1] * n + [0] * n, [0] * n + [1] * n


def kernels() -> FigureEntry:
    return kernel_figure(ACTIVATIONS, "Normalised kernels.")


def cobweb() -> FigureEntry:
    return cobweb_figure("relu", R(-9, 10), 8, "Eight layers.")


def depth() -> FigureEntry:
    return depth_figure({"ReLU": "relu", "absolute value": "abs"}, sp.pi / 2, 200, "Angles.")


def dimension() -> FigureEntry:
    families = {"signs": (SIGNS, axes), "uniform": (Weights.independent(uniform(-1, 1)), axes)}
    return dimension_figure(families, (1, 2, 4, 8, 16), "Errors.")


def test_kernels_start_at_one_and_fall() -> None:
    for curve in kernels().curves:
        heights = [y for _, y in curve.points]
        assert heights[0] == pytest.approx(1, abs=1e-4)
        assert heights[0] > heights[len(heights) // 2]
    assert kernels().curves[1].points[-1][1] == pytest.approx(1, abs=1e-4)  # the absolute value, at pi


def test_a_cobweb_steps_between_the_map_and_the_diagonal() -> None:
    graph, diagonal, steps = cobweb().curves
    assert diagonal.points == ((-1.0, -1.0), (1.0, 1.0))
    assert len(steps.points) == 17
    assert steps.points[0] == (-0.9, -0.9)
    assert all(y == x for x, y in steps.points[::2])
    assert all(y > x for x, y in graph.points)
    heights = [y for _, y in steps.points]
    assert heights == sorted(heights)


def test_angles_stay_below_their_bounds() -> None:
    curves = depth().curves
    for found, bound in zip(curves[::2], curves[1::2], strict=True):
        assert bound.label == f"{found.label}, bound"
        assert all(y <= above for (_, y), (_, above) in zip(found.points, bound.points, strict=True))
    with pytest.raises(InputError, match="degree 1"):
        depth_figure(["step"], 1, 10, "None.")
    with pytest.raises(InputError, match="at least 2"):
        depth_figure(["relu"], 1, 1, "None.")


def test_errors_of_signs_are_those_of_the_theory() -> None:
    signs, box = dimension().curves
    for n, (_, y) in zip((2, 4, 8, 16), signs.points[1:], strict=True):
        assert y < 1 / (2 * math.pi * (n + 1))
    assert signs.points[0][1] == pytest.approx(0.25 - 1 / (2 * math.pi))
    assert len(box.points) == 5


@pytest.mark.parametrize("figure", [kernels, cobweb, depth, dimension])
def test_figures_are_drawn(figure: object) -> None:
    made = figure()  # type: ignore[operator]
    drawn = pgfplots(made)
    assert drawn.count(r"\addplot") == len(made.curves)
    root = ET.fromstring(svg(made))
    assert root.tag == "svg"
    assert len(list(root)) > 3
