# pyright: basic
"""Three and more independent coordinates, all normal, or each exponential, Laplace or uniform."""

from __future__ import annotations

from itertools import product
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.errors import NoClosedForm
from symrelu.laws.block import images_in_space
from symrelu.laws.cell_image import Found
from symrelu.laws.convex_region import Halfspace
from symrelu.laws.exponential_space import ExponentialSpace
from symrelu.laws.plane_products import Factor, rational_number
from symrelu.laws.solid import Solid
from symrelu.laws.space_measure import GaussianSpace, SpaceMeasure
from symrelu.model.network import Layer
from symrelu.model.scalar import ZERO, Scalar


def images_of_factors(
    axes: list[list[Factor]],
    weight: Scalar,
    columns: list[int],
    offset: tuple[Scalar, ...],
    layers: list[Layer],
) -> Found:
    """Coordinates of R^d that move independently, the others fixed, pushed by layers.

    Raises: NoClosedForm for normal coordinates beside others.
    """
    start = tuple(rational_number(c, "location") for c in offset)
    atoms: list[Any] = []
    images: list[Any] = []
    for chosen in product(*axes):
        solid = _box(chosen)
        if solid is None:
            continue
        scales = {
            place: (k, factor.scale) for k, (place, factor) in enumerate(zip(columns, chosen, strict=True))
        }
        matrix = [_row(scales.get(i), len(chosen)) for i in range(len(start))]
        more, others = images_in_space(_measure(chosen).scaled(weight), solid, matrix, start, layers)
        atoms, images = [*atoms, *more], [*images, *others]
    return atoms, images


def _row(place: tuple[int, Any] | None, n: int) -> tuple[Any, ...]:
    return tuple(place[1] if place is not None and place[0] == j else ZERO for j in range(n))


def _measure(chosen: tuple[Factor, ...]) -> SpaceMeasure:
    n = len(chosen)
    if all(factor.bend for factor in chosen):
        spread = tuple(tuple(1 / f.bend if i == j else ZERO for j in range(n)) for i, f in enumerate(chosen))
        return GaussianSpace((ZERO,) * n, spread)
    if any(factor.bend for factor in chosen):
        quantity = "the image of three or more coordinates of which some are normal and some are not"
        raise NoClosedForm(quantity, "law.sample, or an event with at most two coordinates")
    return ExponentialSpace(sp.Mul(*(f.constant for f in chosen)), tuple(f.slope for f in chosen))


def _box(chosen: tuple[Factor, ...]) -> Solid | None:
    rows: list[Halfspace] = []
    for i, factor in enumerate(chosen):
        unit = tuple(fmpq(int(j == i)) for j in range(len(chosen)))
        if factor.lower is not None:
            rows.append((tuple(-a for a in unit), -factor.lower))
        if factor.upper is not None:
            rows.append((unit, factor.upper))
    return Solid.of(rows, len(chosen))
