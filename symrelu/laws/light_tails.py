# pyright: basic
"""Closed forms of the standard laws with light tails: normal, uniform, exponential, Laplace, logistic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.model.order import Order
from symrelu.model.scalar import ONE, ZERO, Expression, Scalar, expression
from symrelu.model.standard import Standard


def power_exponential(k: int, z: Expression) -> Expression:
    """The polynomial p with p(z) exp(-z) = integral of t^k exp(-t) over (z, oo)."""
    return sp.Add(*[sp.ff(k, i) * z ** (k - i) for i in range(k + 1)])


@dataclass(frozen=True)
class Normal(Standard):
    """The standard normal law."""

    def density(self, z: Expression, side: int) -> Scalar:
        return sp.exp(-(z**2) / 2) / sp.sqrt(2 * sp.pi)

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        z = expression(z)
        if k == 0:
            return sp.S.Half + sp.erf(z * sp.sqrt(2) / 2) / 2
        boundary = -(z ** (k - 1)) * self.density(z, 0)
        return boundary if k == 1 else boundary + (k - 1) * self.primitive(k - 2, z, side)

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        return expression(ZERO) if not upper or k % 2 else sp.factorial2(k - 1) if k else sp.S.One

    def draw(self, generator: Any, n: int) -> Any:
        return generator.standard_normal(n)


@dataclass(frozen=True)
class Uniform(Standard):
    """The uniform law on (0, 1)."""

    @property
    def lower(self) -> Scalar | None:
        return ZERO

    @property
    def upper(self) -> Scalar | None:
        return ONE

    def density(self, z: Expression, side: int) -> Scalar:
        return ONE

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        return z ** (k + 1) / (k + 1)

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        return ONE / (k + 1) if upper else ZERO

    def draw(self, generator: Any, n: int) -> Any:
        return generator.random(n)


@dataclass(frozen=True)
class Exponential(Standard):
    """The exponential law of rate 1."""

    @property
    def lower(self) -> Scalar | None:
        return ZERO

    def density(self, z: Expression, side: int) -> Scalar:
        return sp.exp(-z)

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        z = expression(z)
        return sp.factorial(k) - power_exponential(k, z) * sp.exp(-z)

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        return sp.factorial(k) if upper else ZERO

    def draw(self, generator: Any, n: int) -> Any:
        return generator.standard_exponential(n)


@dataclass(frozen=True)
class Laplace(Standard):
    """The Laplace law exp(-|z|)/2."""

    @property
    def kink(self) -> Scalar | None:
        return ZERO

    def density(self, z: Expression, side: int) -> Scalar:
        return sp.exp(-z if side > 0 else z if side < 0 else -sp.Abs(z)) / 2

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        z = expression(z)
        if side == 0:
            tail = sp.exp(-sp.Abs(z))
            if k == 0:
                return sp.S.Half + sp.sign(z) * (1 - tail) / 2
            left, right = (
                (-1) ** k * power_exponential(k, -z),
                self.at_end(k, True, Order()) * 2 - power_exponential(k, z) * sp.exp(-z),
            )
            return sp.Piecewise((left * sp.exp(z) / 2, z < 0), (right / 2, True))
        if side < 0:
            return (-1) ** k * power_exponential(k, -z) * sp.exp(z) / 2
        return self.at_end(k, True, Order()) - power_exponential(k, z) * sp.exp(-z) / 2

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        return (sp.factorial(k) * (1 + (-1) ** k) / 2) if upper else expression(ZERO)

    def draw(self, generator: Any, n: int) -> Any:
        return generator.laplace(0.0, 1.0, n)


@dataclass(frozen=True)
class Logistic(Standard):
    """The logistic law F(z) = 1/(1 + exp(-z)); higher primitives are polylogarithms."""

    def density(self, z: Expression, side: int) -> Scalar:
        return sp.exp(-z) / (1 + sp.exp(-z)) ** 2

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        z = expression(z)
        terms = [z**k / (1 + sp.exp(-z))]
        if k:
            terms.append(-k * z ** (k - 1) * sp.log(1 + sp.exp(z)))
        terms += [
            (-1) ** (i + 1) * sp.ff(k, i) * z ** (k - i) * sp.polylog(i, -sp.exp(z)) for i in range(2, k + 1)
        ]
        return sp.Add(*terms)

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        if not upper or k % 2:
            return expression(ZERO)
        return sp.S.One if k == 0 else (2**k - 2) * sp.pi**k * sp.Abs(sp.bernoulli(k))

    def draw(self, generator: Any, n: int) -> Any:
        return generator.logistic(0.0, 1.0, n)
