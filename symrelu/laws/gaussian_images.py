# pyright: basic
"""Gaussian laws under networks."""

from __future__ import annotations

import sympy as sp

from symrelu.errors import NoClosedForm
from symrelu.laws.base import normal
from symrelu.laws.cell_image import Found
from symrelu.laws.product_images import images_of_product
from symrelu.model.network import Layer
from symrelu.model.order import PLAIN
from symrelu.model.scalar import ONE, expression, scalar
from symrelu.model.vector_map import image_of
from symrelu.model.vector_source import Gaussian


def images_of_gaussian(source: Gaussian, layers: list[Layer]) -> Found:
    """A Gaussian law, pushed: a covariance of rank 0 is a point, one of rank 1 a normal law on a line.

    Raises: NoClosedForm for a larger rank.
    """
    place = next((i for i, row in enumerate(source.covariance) if not PLAIN.zero(row[i])), None)
    if place is None:
        return [(image_of(source.mean, layers), ONE)], []
    column = [expression(row[place]) for row in source.covariance]
    deviation = sp.sqrt(column[place])
    direction = [scalar(c / deviation) for c in column]
    for i, row in enumerate(source.covariance):
        for j, entry in enumerate(row):
            if not PLAIN.zero(scalar(sp.expand(expression(entry) - column[i] * column[j] / column[place]))):
                raise NoClosedForm(f"the image of {source}", "law.sample")
    line = Layer([[v] for v in direction], source.mean, "identity")
    return images_of_product((normal(0, 1),), [line, *layers])
