# pyright: basic
"""The arc-cosine functions J_n by integer recurrences, and the arc integrals I_p of any degree.

I_p(theta) is the integral of (cos u cos(u - theta))^p over the arc on which both cosines are positive, and
J_n = 2^n n! I_n = A_n(cos theta) sin theta + B_n(cos theta) (pi - theta) with integer polynomials A_n, B_n.

Source: Cho and Saul 2009 for natural n; the form for real p is ours (Mehler and Dirichlet's integral).
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from flint import fmpz_poly

from symrelu.errors import InputError
from symrelu.model.enclosure import constant_sign
from symrelu.model.scalar import Expression, expression, scalar

HIGHEST = 400
THETA = sp.Symbol("theta", nonnegative=True)


def polynomials(n: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The coefficients of A_n and B_n, from the constant one upwards.

    >>> polynomials(3)
    ((4, 0, 11), (0, 9, 0, 6))
    """
    if isinstance(n, bool) or not isinstance(n, int) or not 0 <= n <= HIGHEST:
        raise InputError("n", repr(n)[:40], f"a natural number up to {HIGHEST}", "arc_cosine(2, theta)")
    c, sine = fmpz_poly([0, 1]), fmpz_poly([1, 0, -1])
    a, b = fmpz_poly([0]), fmpz_poly([1])
    for k in range(n):
        a, b = 2 * k * c * a + sine * a.derivative() + b, (2 * k + 1) * c * b + sine * b.derivative()
    return tuple(map(int, a.coeffs())), tuple(map(int, b.coeffs()))


def at(coefficients: tuple[int, ...], c: Expression) -> Expression:
    """The value of a polynomial."""
    return sp.Add(*(sp.Integer(a) * c**k for k, a in enumerate(coefficients) if a))


def angle(theta: Any) -> Expression:
    """An angle in [0, pi], as far as its value tells.

    Raises: InputError for a number outside.

    >>> angle(sp.pi / 3)
    pi/3
    """
    value = expression(scalar(theta, "theta"))
    outside = value.is_negative if value.free_symbols else _outside(value)
    if outside:
        raise InputError("theta", str(value), "an angle from 0 to pi", "acos of the correlation")
    return value


def _outside(value: Expression) -> bool:
    return constant_sign(value) == -1 or constant_sign(sp.pi - value) == -1


def arc_cosine(n: Any, theta: Any) -> Expression:
    """J_n(theta) of the arc-cosine family, for the activation relu(t)^n.

    With standard normal weights the kernel is |x|^n |y|^n J_n(theta) / (2 pi). (Cho and Saul's k_n is twice
    that.) Raises: InputError for an order that is no natural number, an angle outside [0, pi].

    >>> theta = sp.Symbol("theta", real=True)
    >>> arc_cosine(1, theta)
    (pi - theta)*cos(theta) + sin(theta)
    >>> arc_cosine(3, sp.pi / 3)
    27*sqrt(3)/8 + 7*pi/2
    """
    value = angle(theta)
    over_sine, over_angle = polynomials(int(n) if isinstance(n, sp.Integer) else n)
    c, s = sp.cos(value), sp.sin(value)
    if value.free_symbols:
        return at(over_sine, c) * s + at(over_angle, c) * (sp.pi - value)
    return sp.expand(at(over_sine, c) * s) + sp.expand(at(over_angle, c) * (sp.pi - value))


def arc_integral(p: Expression, half: Expression) -> Expression:
    """I_p(theta) for a real degree p >= 0, where `half` = cos(theta/2)^2 = (1 + cos theta)/2.

    >>> arc_integral(sp.Integer(0), sp.S.One), arc_integral(sp.Rational(1, 2), sp.S.Zero)
    (pi, 0)
    """
    if half == 0:
        return sp.S.Zero
    if half == sp.S.Half:
        return sp.gamma((p + 1) / 2) ** 2 / (2 * sp.gamma(p + 1))
    if half == 1:
        return sp.sqrt(sp.pi) * sp.gamma(p + sp.S.Half) / sp.gamma(p + 1)
    order = p + sp.Rational(3, 2)
    factor = sp.sqrt(sp.pi) * sp.gamma(p + 1) / sp.gamma(order)
    return factor * half ** (p + sp.S.Half) * sp.hyper((sp.S.Half, sp.S.Half), (order,), half)


def whole_arc(n: int) -> Expression:
    """J_n(0) = pi (2n - 1)!!."""
    return sp.pi * sp.factorial2(2 * n - 1)
