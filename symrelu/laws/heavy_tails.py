# pyright: basic
"""Closed forms of the standard laws with a shape or with heavy tails: Cauchy, Student t, gamma, beta."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.errors import NoClosedForm
from symrelu.model.order import Order
from symrelu.model.scalar import ONE, ZERO, Expression, Reader, Scalar, Variable, expression, symbols_of
from symrelu.model.standard import Standard

_MOST_ELEMENTARY = 40


def _integer(value: Scalar) -> int | None:
    if isinstance(value, fmpq) and value.q == 1 and 0 < value <= _MOST_ELEMENTARY:
        return int(value.p)
    return None


@dataclass(frozen=True)
class Cauchy(Standard):
    """The Cauchy law 1/(pi (1 + z^2))."""

    def density(self, z: Expression, side: int) -> Scalar:
        return 1 / (sp.pi * (1 + z**2))

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        z = expression(z)
        if k == 0:
            return sp.S.Half + sp.atan(z) / sp.pi
        if k == 1:
            return sp.log(1 + z**2) / (2 * sp.pi)
        return z ** (k - 1) / ((k - 1) * sp.pi) - self.primitive(k - 2, z, side)

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        if k == 0:
            return sp.S.One if upper else sp.S.Zero
        return sp.oo if upper or k % 2 else -sp.oo

    def draw(self, generator: Any, n: int) -> Any:
        return generator.standard_cauchy(n)


@dataclass(frozen=True)
class StudentT(Standard):
    """Student's law with nu degrees of freedom."""

    nu: Scalar

    def density(self, z: Expression, side: int) -> Scalar:
        nu = expression(self.nu)
        constant = sp.gamma((nu + 1) / 2) / (sp.sqrt(nu * sp.pi) * sp.gamma(nu / 2))
        return constant * (1 + z**2 / nu) ** (-(nu + 1) / 2)

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        z, nu = expression(z), expression(self.nu)
        if k == 0:
            return sp.S.Half + self._half(z, nu)
        if nu == k:
            return self._logarithmic(k, z)
        if nu.free_symbols and (nu - k).is_zero is None and k > 2:
            raise NoClosedForm(
                f"the moment {k} of a Student law with {nu} degrees of freedom", f"declare or substitute {nu}"
            )
        boundary = z ** (k - 1) * (1 + z**2 / nu) * self.density(z, side)
        lower = 0 if k == 1 else (k - 1) * self.primitive(k - 2, z, side)
        return nu / (k - nu) * (boundary - lower)

    def _half(self, z: Expression, nu: Expression) -> Expression:
        """The integral of the density from 0 to z."""
        n = _integer(self.nu)
        if n is None:
            return sp.sign(z) * sp.betainc_regularized(sp.S.Half, nu / 2, 0, z**2 / (nu + z**2)) / 2
        square = nu / (nu + z**2)
        coefficient, terms = sp.S.One, []
        first = 3 if n % 2 else 2
        for j in range(first, n + 1, 2):
            terms.append(coefficient * square ** ((j - first) // 2))
            coefficient = coefficient * sp.Rational(j - 1, j)
        if n % 2:
            return (sp.atan(z / sp.sqrt(nu)) + z * sp.sqrt(nu) / (nu + z**2) * sp.Add(*terms)) / sp.pi
        return z / (2 * sp.sqrt(nu + z**2)) * sp.Add(*terms)

    def _logarithmic(self, k: int, z: Expression) -> Expression:
        """The primitive of t^k f(t) for k = nu, from 0."""
        t, nu = sp.Dummy("t", real=True), sp.Integer(k)
        if k == 1:
            return sp.log(1 + z**2) / (2 * sp.pi)
        u = t / sp.sqrt(nu)
        constant = sp.gamma((nu + 1) / 2) / (sp.sqrt(nu * sp.pi) * sp.gamma(nu / 2)) * sp.sqrt(nu) ** (k + 1)
        if k % 2:
            # int u^k (1+u^2)^(-(k+1)/2) du, with s = 1 + u^2: expand (s-1)^((k-1)/2) s^(-(k+1)/2) / 2
            m, s = (k - 1) // 2, 1 + u**2
            total = sp.log(s) / 2 + sum(
                sp.binomial(m, i) * (-1) ** (m - i) * s ** (i - m) / (2 * (i - m)) for i in range(m)
            )
        else:
            # int sinh^k/cosh^k with u = sinh v: v - sum of odd powers of tanh v
            h = u / sp.sqrt(1 + u**2)
            total = sp.asinh(u) - sum(h ** (2 * i - 1) / sp.Integer(2 * i - 1) for i in range(1, k // 2 + 1))
        return (constant * total).subs(t, z)

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        if k == 0:
            return sp.S.One if upper else sp.S.Zero
        if not order.positive(self.nu - k):
            return sp.oo if upper or k % 2 else -sp.oo
        nu = expression(self.nu)
        if k % 2:
            return sp.S.Zero
        if not upper:
            return sp.S.Zero
        return sp.prod([(2 * i - 1) * nu / (nu - 2 * i) for i in range(1, k // 2 + 1)])

    def draw(self, generator: Any, n: int) -> Any:
        return generator.standard_t(float(expression(self.nu)), n)

    def replaced(self, order: Order | Reader) -> Standard:
        return StudentT(order.read(self.nu))

    def symbols(self) -> frozenset[Variable]:
        return symbols_of([self.nu])


@dataclass(frozen=True)
class Gamma(Standard):
    """The gamma law z^(shape-1) exp(-z)/gamma(shape) of rate 1."""

    shape: Scalar

    @property
    def lower(self) -> Scalar | None:
        return ZERO

    def density(self, z: Expression, side: int) -> Scalar:
        shape = expression(self.shape)
        return z ** (shape - 1) * sp.exp(-z) / sp.gamma(shape)

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        shape = expression(self.shape)
        return sp.lowergamma(shape + k, expression(z)) / sp.gamma(shape)

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        return sp.expand_func(sp.rf(expression(self.shape), k)) if upper else ZERO

    def draw(self, generator: Any, n: int) -> Any:
        return generator.standard_gamma(float(expression(self.shape)), n)

    def replaced(self, order: Order | Reader) -> Standard:
        return Gamma(order.read(self.shape))

    def symbols(self) -> frozenset[Variable]:
        return symbols_of([self.shape])


@dataclass(frozen=True)
class Beta(Standard):
    """The beta law z^(a-1) (1-z)^(b-1)/beta(a, b) on (0, 1)."""

    a: Scalar
    b: Scalar

    @property
    def lower(self) -> Scalar | None:
        return ZERO

    @property
    def upper(self) -> Scalar | None:
        return ONE

    def _constant(self) -> Expression:
        a, b = expression(self.a), expression(self.b)
        return sp.gamma(a + b) / (sp.gamma(a) * sp.gamma(b))

    def density(self, z: Expression, side: int) -> Scalar:
        return self._constant() * z ** (expression(self.a) - 1) * (1 - z) ** (expression(self.b) - 1)

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        z, a, b = expression(z), expression(self.a), expression(self.b)
        n = _integer(self.b)
        if n is not None and _integer(self.a) is not None:
            terms = [sp.binomial(n - 1, i) * (-1) ** i * z ** (a + k + i) / (a + k + i) for i in range(n)]
            return self._constant() * sp.Add(*terms)
        ratio = sp.prod([(a + i) / (a + b + i) for i in range(k)])
        return ratio * sp.betainc_regularized(a + k, b, 0, z)

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        a, b = expression(self.a), expression(self.b)
        return sp.prod([(a + i) / (a + b + i) for i in range(k)]) if upper else ZERO

    def draw(self, generator: Any, n: int) -> Any:
        return generator.beta(float(expression(self.a)), float(expression(self.b)), n)

    def replaced(self, order: Order | Reader) -> Standard:
        return Beta(order.read(self.a), order.read(self.b))

    def symbols(self) -> frozenset[Variable]:
        return symbols_of([self.a, self.b])
