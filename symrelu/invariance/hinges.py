# pyright: basic
"""Hinge layers, which bend a ray into a convex polygonal chain."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sympy as sp

from symrelu.model.network import Layer
from symrelu.model.scalar import expression, scalar


def hinge(d: int, bend: Any, place: Fraction | int) -> Layer:
    """The layer (x, y, ..) -> (relu(x), relu(y - bend x + bend place), 0, ..) of R^d, d >= 2.

    It sends (t, y) to (t, y + bend relu(place - t)), if t and y are at least 0, and y = 0 beyond the place.

    >>> hinge(2, 1, Fraction(1, 2))((0, 0)), hinge(2, 1, Fraction(1, 2))((1, 0))
    ((0, 1/2), (1, 0))
    """
    rest = [0] * (d - 2)
    strength = expression(scalar(bend, "bend"))
    shift = strength * sp.Rational(place.numerator, place.denominator)
    rows = [[1, 0, *rest], [-strength, 1, *rest], *[[0] * d for _ in rest]]
    return Layer(rows, [0, shift, *rest])


def onto_ray(d: int, weights: Sequence[Fraction | int], bias: Fraction | int) -> Layer:
    """The layer of rank one x -> relu(w x + bias) e_1 of R^d.

    >>> onto_ray(2, (1, 2), -1)((1, 1))
    (2, 0)
    """
    return Layer([list(weights), *[[0] * d for _ in range(d - 1)]], [bias, *[0] * (d - 1)])


def chain_line(places: Sequence[Fraction], t: Fraction) -> tuple[Fraction, Fraction]:
    """Slope and offset at t of the chain of unit bends, y = sum of relu(q - t) over the places q.

    >>> chain_line((Fraction(1), Fraction(2)), Fraction(3, 2))
    (Fraction(-1, 1), Fraction(2, 1))
    """
    above = [q for q in places if q > t]
    return Fraction(-len(above)), sum(above, Fraction(0))
