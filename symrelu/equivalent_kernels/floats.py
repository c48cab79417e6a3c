# pyright: basic
"""Kernels of rotation-invariant laws at many inputs at once, as floats: estimates, no proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sympy as sp

from symrelu.equivalent_kernels.activation import Homogeneous
from symrelu.equivalent_kernels.arc_cosine import polynomials
from symrelu.errors import InputError

if TYPE_CHECKING:
    from symrelu.equivalent_kernels.kernel import EquivalentKernel

HIGHEST = 30  # beyond, the polynomials cancel too much for floats
_NODES = 80


def evaluate(kernel: EquivalentKernel, X: Any, Y: Any) -> Any:
    """The kernel at the rows of two arrays of one shape."""
    import numpy as np

    try:
        x, y = (np.atleast_2d(np.asarray(rows, dtype=float)) for rows in (X, Y))
    except (TypeError, ValueError) as error:
        raise InputError("X", str(error), "two arrays of numbers, an input in each row") from None
    if x.shape != y.shape or x.ndim != 2:
        raise InputError("Y", f"an array of shape {y.shape}", f"the shape {x.shape} of X")
    bias = 0.0 if kernel.bias is None else _number(kernel.bias, "bias") ** 2
    dim = x.shape[1] + (kernel.bias is not None)
    if isinstance(kernel.dim, sp.Integer) and kernel.dim != x.shape[1]:
        raise InputError("X", f"rows in R^{x.shape[1]}", f"rows in R^{kernel.dim}")
    scale = _number(kernel.scale_of(dim), "weights")
    if scale == float("inf"):
        raise InputError("weights", f"{kernel.weights!r}, an infinite kernel", "a law with a finite moment")
    dot = np.einsum("ij,ij->i", x, y) + bias
    norms = np.sqrt((np.einsum("ij,ij->i", x, x) + bias) * (np.einsum("ij,ij->i", y, y) + bias))
    if kernel.activation.degree == 0 and kernel.activation.at_zero != 0:
        raise InputError("activation", "a step with a value at 0", "the value 0 at 0", "kernel(x, y)")
    return _values(kernel.activation, scale, dot, norms)


def _number(e: Any, name: str) -> float:
    if e.free_symbols:
        raise InputError(name, str(e), "numbers, for floats", "kernel(x, y), which takes symbols")
    return float(sp.N(e, 20))


def _values(f: Homogeneous, scale: float, dot: Any, norms: Any) -> Any:
    import numpy as np

    right, left = (_number(c, "activation") for c in (f.right, f.left))
    square, mixed = right**2 + left**2, 2 * right * left
    safe = np.where(norms > 0, norms, 1.0)
    c = np.clip(dot / safe, -1.0, 1.0)
    n = f.order
    if n is not None and n <= HIGHEST:
        factor = scale / (2 * np.pi * 2.0**n * float(sp.factorial(n)))
        turned = (-1) ** n * mixed
        over_sine, over_angle = (np.array(part, dtype=float) for part in polynomials(n))
        linear = _horner(over_angle, c)
        arc = _horner(over_sine, c) * np.sqrt((1 - c) * (1 + c)) + linear * np.arccos(-c)
        value = (square - turned) * arc
        if turned:
            value += turned * np.pi * linear
    else:
        factor = scale / (2 * np.pi)
        p = _number(f.degree, "degree")
        value = square * _arc(p, c)
        if mixed:
            value += mixed * _arc(p, -c)
    if n == 1:
        value *= norms
    elif f.degree != 0:
        value *= norms ** float(f.degree)
    value *= factor
    return value if f.degree != 0 else np.where(norms > 0, value, 0.0)


def _horner(coefficients: Any, c: Any) -> Any:
    if len(coefficients) == 2 and coefficients[0] == 0 and coefficients[1] == 1:
        return c
    total = coefficients[-1] if len(coefficients) else 0.0
    for a in coefficients[-2::-1]:
        total = total * c + a
    return total


def _arc(p: float, c: Any) -> Any:
    """I_p by the tanh-sinh rule: 2^-p times the integral of (cos u + c)^p over (0, pi - theta)."""
    import numpy as np

    t = np.linspace(-3.2, 3.2, _NODES)
    q = np.pi / 2 * np.sinh(t)
    share = 1 / (1 + np.exp(2 * q))  # of the interval, counted from its end, where the integrand vanishes
    weight = np.pi / 4 * np.cosh(t) / np.cosh(q) ** 2 * (t[1] - t[0])
    end = np.arccos(-np.clip(c, -1, 1))[:, None]
    # cos u + c = 2 sin((end + u)/2) sin((end - u)/2) with u = end (1 - share)
    heights = 2 * np.sin(end * (1 - share / 2)) * np.sin(end * share / 2)
    return 2.0**-p * end[:, 0] * (np.maximum(heights, 0.0) ** p @ weight)
