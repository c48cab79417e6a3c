# pyright: basic
"""Kernels of normal weights around any mean, for natural degrees: truncated moments of one or two normals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import sympy as sp

from symrelu.equivalent_kernels.activation import Homogeneous
from symrelu.errors import NoClosedForm
from symrelu.model.enclosure import constant_sign, is_zero
from symrelu.model.scalar import Expression
from symrelu.terms.owens import owens_t


@dataclass(frozen=True)
class NormalPair:
    """(S, T) jointly normal: the means, the variances and the covariance."""

    means: tuple[Expression, Expression]
    variances: tuple[Expression, Expression]
    covariance: Expression

    def turned(self, first: int, second: int) -> NormalPair:
        """(first S, second T) for two signs."""
        means = first * self.means[0], second * self.means[1]
        return NormalPair(means, self.variances, first * second * self.covariance)

    @property
    def swapped(self) -> NormalPair:
        return NormalPair(self.means[::-1], self.variances[::-1], self.covariance)


def normal_kernel(f: Homogeneous, pair: NormalPair) -> Expression:
    """E f(S) f(T).

    Raises: NoClosedForm for a degree that is not natural, and where symbols leave signs open.

    >>> one = sp.S.One
    >>> normal_kernel(Homogeneous.relu_power(1), NormalPair((one, one), (one, one), one))
    sqrt(2)*exp(-1/2)/(2*sqrt(pi)) + erf(sqrt(2)/2) + 1
    """
    if f.order is None:
        raise NoClosedForm(
            f"a kernel of degree {f.degree} of normal weights around a mean", "a natural degree"
        )
    for side in (pair, pair.swapped):
        if is_zero(side.variances[0]):
            return _at(f, side.means[0]) * _one_mean(f, side)
    signs = ((1, f.right), (-1, f.left))
    rows = [(c * d, pair.turned(a, b)) for a, c in signs for b, d in signs if c * d != 0]
    return sp.expand(sp.Add(*(weight * _quadrant(turned, f.order) for weight, turned in rows)))


def _sign(e: Expression) -> int:
    found = constant_sign(e) if not e.free_symbols else _known_sign(e)
    if found is None:
        raise NoClosedForm(f"the sign of {e}", "declare its symbols with positive()")
    return found


def _known_sign(e: Expression) -> int | None:
    if e.is_zero or is_zero(e):
        return 0
    return 1 if e.is_positive else -1 if e.is_negative else None


def _at(f: Homogeneous, value: Expression) -> Expression:
    """f at a number."""
    sign = _sign(value)
    return f.at_zero if sign == 0 else (f.right if sign > 0 else f.left) * abs(value) ** f.degree


def _one_mean(f: Homogeneous, pair: NormalPair) -> Expression:
    """E f(T)."""
    if is_zero(pair.variances[1]):
        return _at(f, pair.means[1])
    deviation = sp.sqrt(pair.variances[1])
    mean = pair.means[1] / deviation
    p = int(f.degree)
    right, left = (_upper(p, side * mean, sp.S.One) for side in (1, -1))
    return deviation**p * (f.right * right + f.left * left)


def _density(z: Expression) -> Expression:
    return sp.exp(-(z**2) / 2) / sp.sqrt(2 * sp.pi)


def _below(z: Expression) -> Expression:
    """P(N <= z) for a standard normal N."""
    return (1 + sp.erf(z / sp.sqrt(2))) / 2


def _upper(n: int, mean: Expression, variance: Expression) -> Expression:
    """E (mean + sqrt(variance) N)_+^n."""
    deviation = sp.sqrt(variance)
    moments = [_below(mean / deviation)]
    moments.append(mean * moments[0] + deviation * _density(mean / deviation))
    for k in range(2, n + 1):
        moments.append(mean * moments[k - 1] + (k - 1) * variance * moments[k - 2])
    return moments[n]


def _quadrant(pair: NormalPair, p: int) -> Expression:
    """E S_+^p T_+^p, neither S nor T constant."""
    determinant = sp.expand(pair.variances[0] * pair.variances[1] - pair.covariance**2)
    if is_zero(determinant):
        return _on_line(pair, p)
    deviations = [sp.sqrt(v) for v in pair.variances]
    a, b = (mean / d for mean, d in zip(pair.means, deviations, strict=True))
    both = deviations[0] * deviations[1]
    rho = sp.radsimp(pair.covariance / both)
    return both**p * _in_plane(a, b, rho, p)


def _in_plane(a: Expression, b: Expression, rho: Expression, p: int) -> Expression:
    """E X_+^p Y_+^p for variances 1, by Stein's identity E (X - a) g = E g_x + rho E g_y."""
    rest = 1 - rho**2
    near_x, near_y = b - rho * a, a - rho * b  # the mean of Y where X = 0, and of X where Y = 0

    @cache
    def moment(i: int, j: int) -> Expression:
        if i == j == 0:
            return _both_positive(a, b, rho)
        if i == 0:
            value = b * moment(0, j - 1) + rho * _density(a) * _upper(j - 1, near_x, rest)
            more = (j - 1) * moment(0, j - 2) if j > 1 else _density(b) * _upper(0, near_y, rest)
            return value + more
        value = a * moment(i - 1, j) + (rho * j * moment(i - 1, j - 1) if j else 0)
        value += (i - 1) * moment(i - 2, j) if i > 1 else _density(a) * _upper(j, near_x, rest)
        return value + (0 if j else rho * _density(b) * _upper(i - 1, near_y, rest))

    return moment(p, p)


def _both_positive(a: Expression, b: Expression, rho: Expression) -> Expression:
    """P(X > 0, Y > 0), by Owen's function."""
    root = sp.sqrt(1 - rho**2)
    signs = _sign(a), _sign(b)
    if signs == (0, 0):
        return sp.Rational(1, 4) + sp.asin(rho) / (2 * sp.pi)
    parts: list[Any] = []
    for one, other, sign, others in ((a, b, *signs), (b, a, *signs[::-1])):
        wedge = sp.Rational(others, 4) if sign == 0 else owens_t(one, (other - rho * one) / (one * root))
        parts.append(_below(one) / 2 - wedge)
    apart = signs[0] * signs[1] < 0 or (0 in signs and sum(signs) < 0)
    return sp.Add(*parts) - (sp.S.Half if apart else 0)


def _on_line(pair: NormalPair, p: int) -> Expression:
    """S = m + v N and T = n + w N for one standard normal N, v > 0."""
    (m, n), v = pair.means, sp.sqrt(pair.variances[0])
    w = sp.radsimp(pair.covariance / v)
    z = sp.Dummy("z")
    first, second = -m / v, -n / w
    if _sign(w) > 0:
        later = is_zero(sp.expand(first - second)) or _sign(first - second) > 0
        ends: tuple[Expression, ...] = (first if later else second,)
    elif is_zero(sp.expand(first - second)) or _sign(second - first) <= 0:
        return sp.S.Zero
    else:
        ends = first, second
    coefficients = sp.Poly(((m + v * z) * (n + w * z)) ** p, z).all_coeffs()[::-1]
    tails = [
        sum(c * moment for c, moment in zip(coefficients, _tails(end, 2 * p), strict=True)) for end in ends
    ]
    return tails[0] - (tails[1] if len(tails) == 2 else 0)


def _tails(end: Expression, n: int) -> list[Expression]:
    """E N^k 1(N > end) for k = 0, ..., n."""
    found = [_below(-end), _density(end)]
    for k in range(2, n + 1):
        found.append(end ** (k - 1) * _density(end) + (k - 1) * found[k - 2])
    return found[: n + 1]
