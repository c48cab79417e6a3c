"""What the tests of kernels share: numbers of 30 digits, planar quadrature, equality of closed forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath as mp
import sympy as sp

from symrelu import Weights, discrete

ROOT2, ROOT3 = sp.sqrt(2), sp.sqrt(3)
COIN = discrete({1: sp.Rational(1, 2), -1: sp.Rational(1, 2)})
SIGNS = Weights.independent(COIN)
Function = Callable[[Any], Any]


def same(one: Any, two: Any, digits: int = 45) -> bool:
    """Whether two closed expressions agree to many digits, in numbers that are not those of the library."""
    return bool(abs(sp.N(one - two, digits + 10)) < sp.Float(10) ** (-digits))


def near(one: Any, two: float, tolerance: float = 1e-12) -> bool:
    """Whether a closed expression has a value that was written down."""
    return abs(float(sp.N(one, 30)) - two) <= tolerance * max(1.0, abs(two))


def circle_mean(f: Function, theta: Any) -> Any:
    """(1/2pi) * the integral of f(cos u) f(cos(u - theta)) over a turn, by quadrature between the kinks."""
    with mp.workdps(35):
        angle = mp.mpf(theta)
        kinks = sorted({mp.mpf(0), 2 * mp.pi, *(_turned(v) for v in _kinks(angle))})

        def integrand(u: Any) -> Any:
            return f(mp.cos(u)) * f(mp.cos(u - angle))

        return mp.quad(integrand, kinks) / (2 * mp.pi)


def _kinks(angle: Any) -> list[Any]:
    quarter = mp.pi / 2
    return [quarter, 3 * quarter, angle + quarter, angle - quarter]


def _turned(u: Any) -> Any:
    return u % (2 * mp.pi)


def power(p: Any, right: Any, left: Any) -> Function:
    """t -> right t_+^p + left t_-^p."""

    def f(t: Any) -> Any:
        return right * t**p if t > 0 else left * (-t) ** p if t < 0 else mp.mpf(0)

    return f
