# pyright: basic
"""Gaussian laws under networks: reduced to a law without a singular covariance, of smallest dimension."""

from __future__ import annotations

from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mat

from symrelu.errors import NoClosedForm
from symrelu.laws.base import normal
from symrelu.laws.block import images_in_space
from symrelu.laws.cell_image import Found
from symrelu.laws.gaussian_plane import PlaneGaussian
from symrelu.laws.narrowing import needed_units
from symrelu.laws.panel import images_in_plane
from symrelu.laws.plane_measure import GaussianMeasure
from symrelu.laws.polygon import Polygon
from symrelu.laws.product_images import images_of_product
from symrelu.laws.solid import Solid
from symrelu.laws.space_measure import GaussianSpace
from symrelu.laws.tile import rational_matrix
from symrelu.model.network import Layer
from symrelu.model.order import PLAIN
from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.scalar import ONE, expression, scalar
from symrelu.model.vector_map import image_of
from symrelu.model.vector_source import Gaussian


def images_of_gaussian(source: Gaussian, layers: list[Layer]) -> Found:
    """A Gaussian law, pushed: a covariance of rank 0 is a point, one of rank 1 a normal law on a line.

    Raises: NoClosedForm for numbers that are not rational where the rank is larger.
    """
    place = next((i for i, row in enumerate(source.covariance) if not PLAIN.zero(row[i])), None)
    if place is None:
        return [(image_of(source.mean, layers), ONE)], []
    if _of_rank_one(source, place):
        column = [expression(row[place]) for row in source.covariance]
        deviation = sp.sqrt(column[place])
        line = Layer([[scalar(c / deviation)] for c in column], source.mean, "identity")
        return images_of_product((normal(0, 1),), [line, *layers])
    numbers = [*source.mean, *(c for row in source.covariance for c in row)]
    if not all(isinstance(v, fmpq) for v in numbers):
        raise NoClosedForm(f"the image of {source}", "rational means and covariances, or law.sample")
    chosen = independent(source.covariance)
    if len(chosen) > 2 and layers:
        folded, rest = _folded(source, needed_units(layers))
        if len(independent(folded.covariance)) < len(chosen):
            return images_of_gaussian(folded, rest)
        source, layers, chosen = folded, rest, independent(folded.covariance)
    mean, covariance, matrix, offset = reduced(source, chosen)
    if len(chosen) > 2:
        solid = Solid.space(len(chosen))
        return images_in_space(GaussianSpace(mean, covariance), solid, matrix, offset, layers)
    measure = GaussianMeasure(PlaneGaussian(mean, covariance))  # type: ignore[arg-type]
    return images_in_plane(measure, Polygon.plane(), matrix, offset, layers)


def _of_rank_one(source: Gaussian, place: int) -> bool:
    column = [expression(row[place]) for row in source.covariance]
    for i, row in enumerate(source.covariance):
        for j, entry in enumerate(row):
            if not PLAIN.zero(scalar(sp.expand(expression(entry) - column[i] * column[j] / column[place]))):
                return False
    return True


def independent(covariance: tuple[Vector, ...]) -> tuple[int, ...]:
    """Coordinates, as few as possible, of which the others are affine functions almost surely."""
    chosen: list[int] = []
    for i in range(len(covariance)):
        more = [*chosen, i]
        if fmpq_mat([[covariance[a][b] for b in more] for a in more]).rank() == len(more):
            chosen = more
    return tuple(chosen)


def reduced(source: Gaussian, chosen: tuple[int, ...]) -> tuple[Vector, tuple[Vector, ...], Any, Vector]:
    """The law of the chosen coordinates, (mean, covariance), and the affine map from them to all of them."""
    mean = tuple(source.mean[i] for i in chosen)
    small = tuple(tuple(source.covariance[i][j] for j in chosen) for i in chosen)
    mixed = fmpq_mat([[row[j] for j in chosen] for row in source.covariance])
    matrix = (mixed * fmpq_mat([list(row) for row in small]).inv()).tolist()
    offset = tuple(m - dot(tuple(row), mean) for m, row in zip(source.mean, matrix, strict=True))
    return mean, small, tuple(map(tuple, matrix)), offset


def _folded(source: Gaussian, layers: list[Layer]) -> tuple[Gaussian, list[Layer]]:
    """The law of the first pre-activations, and the layers from there on."""
    first, *others = layers
    weights = rational_matrix(first)
    spread = weights * fmpq_mat([list(row) for row in source.covariance]) * weights.transpose()
    rows: list[list[Rational]] = weights.tolist()
    mean = tuple(dot(tuple(row), source.mean) + b for row, b in zip(rows, first.bias, strict=True))
    n = len(rows)
    unit = [[int(i == j) for j in range(n)] for i in range(n)]
    start = Layer(unit, [0] * n, first.activation)
    return Gaussian(mean, tuple(map(tuple, spread.tolist()))), [start, *others]
