# pyright: basic
"""Centred normal weights with any covariance: the kernel sees inputs through the form x' C y."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symrelu.equivalent_kernels.invariant_law import Gaussian
from symrelu.equivalent_kernels.pair import Vector
from symrelu.equivalent_kernels.weights import Independent, IndependentBias
from symrelu.laws.light_tails import Normal
from symrelu.model.enclosure import is_zero
from symrelu.model.law import Law
from symrelu.model.scalar import Expression, expression
from symrelu.model.source import Base
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_source import Gaussian as GaussianVector
from symrelu.model.vector_source import Product


def _deviation(law: Law) -> Expression | None:
    """The standard deviation of a centred normal law; None for another law."""
    source = law.source
    if law.maps or not isinstance(source, Base) or not isinstance(source.standard, Normal):
        return None
    return expression(source.scale) if is_zero(expression(source.location)) else None


def covariance(law: Any, dim: int) -> Any:
    """The covariance matrix of a centred normal law of the weights; None for another law.

    >>> from symrelu.laws.base import normal
    >>> covariance(Independent((normal(0, 2),)), 2)
    Matrix([
    [4, 0],
    [0, 4]])
    """
    if isinstance(law, VectorLaw) and not law.maps:
        if isinstance(law.source, GaussianVector):
            centred = all(is_zero(expression(mean)) for mean in law.source.mean)
            return (
                sp.Matrix([[expression(c) for c in row] for row in law.source.covariance])
                if centred
                else None
            )
        if isinstance(law.source, Product):
            return _diagonal(law.source.laws)
    if isinstance(law, Independent):
        return _diagonal(law.coordinates(dim))
    if isinstance(law, IndependentBias) and isinstance(law.inner, Gaussian):
        last = _deviation(law.bias)
        return None if last is None else sp.diag(*[law.inner.scale**2] * (dim - 1), last**2)
    return None


def _diagonal(laws: tuple[Law, ...]) -> Any:
    found = [_deviation(law) for law in laws]
    return None if any(d is None for d in found) else sp.diag(*(d**2 for d in found if d is not None))


def is_normal(law: Any, dim: int) -> bool:
    """Whether the weights are centred normal, with any covariance."""
    return covariance(law, dim) is not None


def gaussian_form(law: Any, x: Vector, y: Vector) -> tuple[Expression, Expression, Expression]:
    """x'Cx, y'Cy, x'Cy for the covariance C of the weights."""
    matrix = covariance(law, len(x))
    a, b = sp.Matrix(x), sp.Matrix(y)
    forms = ((u.T * matrix * v)[0, 0] for u, v in ((a, a), (b, b), (a, b)))
    xx, yy, xy = (form if form.free_symbols else sp.expand(form) for form in forms)
    return xx, yy, xy
