# pyright: basic
"""Normal weights with any mean and covariance: kernels see inputs through w'm and the form x' C y."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symrelu.equivalent_kernels.pair import Vector
from symrelu.equivalent_kernels.shifted_normal import NormalPair
from symrelu.equivalent_kernels.weights import Independent, IndependentBias
from symrelu.laws.light_tails import Normal
from symrelu.model.enclosure import is_zero
from symrelu.model.law import Law
from symrelu.model.scalar import Expression, expression
from symrelu.model.source import Base
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_source import Gaussian as GaussianVector
from symrelu.model.vector_source import Product


def _moments(law: Law) -> tuple[Expression, Expression] | None:
    """The mean and the standard deviation of a normal law; None for another law."""
    source = law.source
    if law.maps or not isinstance(source, Base) or not isinstance(source.standard, Normal):
        return None
    return expression(source.location), expression(source.scale)


def normal_law(law: Any, dim: int) -> tuple[Any, Any] | None:
    """(mean, covariance matrix) of a normal law of the weights; None for another law.

    >>> from symrelu.laws.base import normal
    >>> normal_law(Independent((normal(1, 2),)), 2)
    (Matrix([
    [1],
    [1]]), Matrix([
    [4, 0],
    [0, 4]]))
    """
    if isinstance(law, VectorLaw) and not law.maps:
        if isinstance(law.source, GaussianVector):
            rows = [[expression(c) for c in row] for row in law.source.covariance]
            return sp.Matrix([expression(mean) for mean in law.source.mean]), sp.Matrix(rows)
        if isinstance(law.source, Product):
            return _independent(law.source.laws)
    if isinstance(law, Independent):
        return _independent(law.coordinates(dim))
    if isinstance(law, IndependentBias) and law.inner.name == "gaussian":
        last = _moments(law.bias)
        scale = dict(law.inner.parameters)["scale"]
        if last is not None:
            return sp.Matrix([*[0] * (dim - 1), last[0]]), sp.diag(*[scale**2] * (dim - 1), last[1] ** 2)
    return None


def _independent(laws: tuple[Law, ...]) -> tuple[Any, Any] | None:
    found = [_moments(law) for law in laws]
    known = [row for row in found if row is not None]
    if len(known) < len(found):
        return None
    return sp.Matrix([mean for mean, _ in known]), sp.diag(*(deviation**2 for _, deviation in known))


def covariance(law: Any, dim: int) -> Any:
    """The covariance matrix of a centred normal law of the weights; None for another law.

    >>> from symrelu.laws.base import normal
    >>> covariance(Independent((normal(0, 2),)), 2)
    Matrix([
    [4, 0],
    [0, 4]])
    """
    found = normal_law(law, dim)
    return None if found is None or not all(is_zero(mean) for mean in found[0]) else found[1]


def is_normal(law: Any, dim: int) -> bool:
    """Whether the weights are centred normal, with any covariance."""
    return covariance(law, dim) is not None


def normal_pair(law: Any, x: Vector, y: Vector) -> NormalPair | None:
    """(W.x, W.y) for normal weights; None for others."""
    found = normal_law(law, len(x))
    if found is None:
        return None
    xx, yy, xy = gaussian_form(law, x, y)
    means = ((found[0].T * sp.Matrix(v))[0, 0] for v in (x, y))
    one, two = (mean if mean.free_symbols else sp.expand(mean) for mean in means)
    return NormalPair((one, two), (xx, yy), xy)


def gaussian_form(law: Any, x: Vector, y: Vector) -> tuple[Expression, Expression, Expression]:
    """x'Cx, y'Cy, x'Cy for the covariance C of normal weights."""
    found = normal_law(law, len(x))
    matrix = found[1] if found is not None else sp.eye(len(x))
    a, b = sp.Matrix(x), sp.Matrix(y)
    forms = ((u.T * matrix * v)[0, 0] for u, v in ((a, a), (b, b), (a, b)))
    xx, yy, xy = (form if form.free_symbols else sp.expand(form) for form in forms)
    return xx, yy, xy
