# pyright: basic
"""Two independent coordinates, each normal, exponential, Laplace or uniform, as measures on boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.errors import NoClosedForm
from symrelu.laws.cell_image import Found
from symrelu.laws.gaussian_plane import PlaneGaussian
from symrelu.laws.light_tails import Exponential, Laplace, Normal, Uniform
from symrelu.laws.panel import images_in_plane
from symrelu.laws.plane_measure import GaussianMeasure, PlaneMeasure, ProductMeasure
from symrelu.laws.polygon import Polygon
from symrelu.model.network import Layer
from symrelu.model.rational import Rational
from symrelu.model.scalar import ONE, ZERO, Expression, Scalar, expression, scalar

CARRIED = (Normal, Uniform, Exponential, Laplace)


@dataclass(frozen=True)
class Factor:
    """One coordinate scale * u, with the density constant * exp(-bend u^2/2 + slope u) on (lower, upper)."""

    constant: Expression
    bend: Rational
    slope: Rational
    lower: Rational | None
    upper: Rational | None
    scale: Rational


def factors_of(standard: Any, lower: Scalar | None, upper: Scalar | None, scale: Scalar) -> Iterator[Factor]:
    """The law of scale * z for z of a standard law on (lower, upper), cut where the density has a kink.

    Raises: NoClosedForm for numbers that are not rational.
    """
    if isinstance(standard, Normal):
        variance = rational_number(scale**2, "variance")
        ends = (None if end is None else scalar(sp.expand(expression(end * scale))) for end in (lower, upper))
        low, high = ends if expression(scale) > 0 else reversed([*ends])
        constant = 1 / sp.sqrt(2 * sp.pi * expression(variance))
        yield Factor(constant, 1 / variance, ZERO, _end(low), _end(high), ONE)
        return
    factor = rational_number(scale, "scale")
    low, high = _end(lower), _end(upper)
    if isinstance(standard, Laplace):
        half = sp.S.Half
        if low is None or low < 0:
            yield Factor(half, ZERO, ONE, low, ZERO if high is None else min(high, ZERO), factor)
        if high is None or high > 0:
            yield Factor(half, ZERO, -ONE, ZERO if low is None else max(low, ZERO), high, factor)
        return
    slope = -ONE if isinstance(standard, Exponential) else ZERO
    yield Factor(sp.S.One, ZERO, slope, low, high, factor)


def _end(value: Scalar | None) -> Rational | None:
    return None if value is None else rational_number(value, "end")


def rational_number(value: Scalar, name: str) -> Rational:
    """The number, if it is rational.

    Raises: NoClosedForm.
    """
    read = value if isinstance(value, fmpq) else scalar(sp.expand(value))
    if not isinstance(read, fmpq):
        raise NoClosedForm(f"a product of laws with the {name} {value}", "rational numbers")
    return read


def images_of_pair(
    pair: list[list[Factor]],
    weight: Scalar,
    columns: list[int],
    offset: tuple[Scalar, ...],
    layers: list[Layer],
) -> Found:
    """Two coordinates of R^d that move independently, the others fixed, pushed by layers."""
    start = tuple(rational_number(c, "location") for c in offset)
    atoms: list[Any] = []
    images: list[Any] = []
    for one in pair[0]:
        for two in pair[1]:
            polygon = _box(one, two)
            if polygon is None:
                continue
            scales = {columns[0]: (one.scale, ZERO), columns[1]: (ZERO, two.scale)}
            matrix = [scales.get(i, (ZERO, ZERO)) for i in range(len(start))]
            measure = _measure(one, two).scaled(weight)
            more, others = images_in_plane(measure, polygon, matrix, start, layers)
            atoms, images = [*atoms, *more], [*images, *others]
    return atoms, images


def _measure(one: Factor, two: Factor) -> PlaneMeasure:
    if one.bend and two.bend:
        covariance = ((1 / one.bend, ZERO), (ZERO, 1 / two.bend))
        return GaussianMeasure(PlaneGaussian((ZERO, ZERO), covariance))
    return ProductMeasure(one.constant * two.constant, (one.bend, two.bend), (one.slope, two.slope))


def _box(one: Factor, two: Factor) -> Polygon | None:
    rows: list[Any] = []
    for i, factor in enumerate((one, two)):
        unit = tuple(fmpq(int(j == i)) for j in range(2))
        if factor.lower is not None:
            rows.append((tuple(-a for a in unit), -factor.lower))
        if factor.upper is not None:
            rows.append((unit, factor.upper))
    return Polygon.of(rows)
