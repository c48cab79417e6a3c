# pyright: basic
"""Pictures of equivalent kernels: against the angle, through depth, against the dimension.

Drawing is the one place where numbers are rounded: a picture proves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import sympy as sp

from symrelu.equivalent_kernels.arc_cosine import THETA
from symrelu.equivalent_kernels.depth import correlation_map
from symrelu.equivalent_kernels.kernel import EquivalentKernel, equivalent_kernel
from symrelu.equivalent_kernels.weights import Weights
from symrelu.errors import InputError
from symrelu.report.figures import sample
from symrelu.report.picture import CurveEntry, FigureEntry, Place


def _listed(activations: Any) -> dict[str, Any]:
    """{label: activation} of such a table, or of a list of names."""
    return dict(activations) if isinstance(activations, Mapping) else {str(a): a for a in activations}


def kernel_figure(activations: Any, caption: str) -> FigureEntry:
    """Normalised kernels of rotation-invariant weights against the angle, from 0 to pi.

    The activations are a table {label: activation} or a list of names.

    >>> [curve.label for curve in kernel_figure(["relu", "abs"], "Kernels.").curves]
    ['relu', 'abs']
    """
    curves: list[CurveEntry] = []
    for label, activation in _listed(activations).items():
        kernel = equivalent_kernel(activation, Weights.gaussian(), dim=2)
        drawn = sample(kernel.at_angle(THETA).correlation, THETA, 0.0, math.pi)
        curves.append(CurveEntry(drawn.points, label))
    return FigureEntry(caption, tuple(curves), (), "angle", "normalised kernel")


def cobweb_figure(activation: Any, start: Any, layers: int, caption: str, slope: Any = None) -> FigureEntry:
    """The correlation map, the diagonal, and the steps of a chain of layers from a correlation."""
    chosen = correlation_map(activation, slope)
    rho = sp.Symbol("rho", real=True)
    graph = sample(chosen(rho), rho, -1.0, 1.0)
    values = [float(ball) for ball in chosen.iterate(start, layers, 10).correlations]
    steps: list[Place] = [(values[0], values[0])]
    for here, there in pairwise(values):
        steps += [(here, there), (there, there)]
    curves = (
        CurveEntry(graph.points, "the map"),
        CurveEntry(((-1.0, -1.0), (1.0, 1.0)), "the diagonal"),
        CurveEntry(tuple(steps), "layers"),
    )
    return FigureEntry(caption, curves, (), "correlation", "after one layer", square=True)


def depth_figure(activations: Any, theta: Any, layers: int, caption: str) -> FigureEntry:
    """Angles through layers and their bound theta/(1 + alpha l theta), heights by their logarithms.

    Activations have degree 1. Raises: InputError for others, and for no layers.
    """
    if isinstance(layers, bool) or not isinstance(layers, int) or layers < 2:
        raise InputError("layers", repr(layers), "at least 2 layers", "100")
    curves: list[CurveEntry] = []
    shown = sorted({round(layers ** (i / 60)) for i in range(61)})
    for label, activation in _listed(activations).items():
        chosen = correlation_map(activation)
        angles = chosen.iterate(sp.cos(theta), layers, 15).angles
        found = tuple((float(l), float(angles[l])) for l in shown if angles[l] > 0)
        above = tuple((float(l), float(sp.N(chosen.bound(l, theta), 15))) for l in shown)
        curves += [CurveEntry(found, label), CurveEntry(above, f"{label}, bound")]
    return FigureEntry(caption, tuple(curves), (), "layers", "angle", log=True)


def dimension_figure(
    families: Mapping[str, tuple[Any, Any]], sizes: Sequence[int], caption: str, activation: Any = "relu"
) -> FigureEntry:
    """How far kernels of independent weights are from the invariant value, against the size.

    A family is a pair (weights, inputs), where inputs(n) is a pair (x, y); both are divided by |x||y|.
    Heights are drawn by their logarithms.

    >>> from symrelu.laws.base import discrete
    >>> signs = Weights.independent(discrete({1: sp.Rational(1, 2), -1: sp.Rational(1, 2)}))
    >>> axes = lambda n: ([1] * n + [0] * n, [0] * n + [1] * n)
    >>> len(dimension_figure({"signs": (signs, axes)}, (1, 2, 4), "Errors.").curves[0].points)
    3
    """
    curves: list[CurveEntry] = []
    for label, (weights, inputs) in families.items():
        kernel: EquivalentKernel = equivalent_kernel(activation, weights)
        points: list[Place] = []
        for n in sizes:
            x, y = inputs(n)
            norms = sp.sqrt(sum(v * v for v in x) * sum(v * v for v in y))
            gap = (kernel(x, y).exact - kernel.invariant_value(x, y).exact) / norms
            error = abs(float(sp.N(gap, 20)))
            if error > 0:
                points.append((float(n), error))
        curves.append(CurveEntry(tuple(points), label))
    return FigureEntry(caption, tuple(curves), (), "size", "error", log=True)
