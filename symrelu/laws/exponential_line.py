# pyright: basic
"""Integrals of polynomials times exponentials of quadratic polynomials over intervals, summed exactly.

A sum is kept as rational multiples of a few values, so that what neighbouring cells share cancels at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import sympy as sp
from flint import fmpq

from symrelu.model.rational import Rational
from symrelu.model.scalar import Expression, expression

End = Rational | None  # None is an infinite end
# (e,) is exp(e); (e, b, s) is sqrt(pi/b) exp(e) erf(sqrt(s)), without its last factor if s < 0.
Value = tuple[Rational, ...]


@lru_cache(maxsize=1 << 16)
def _value(key: Value) -> Expression:
    top = sp.exp(expression(key[0]))
    if len(key) == 1:
        return top
    _, bend, square = key
    whole = sp.sqrt(sp.pi / expression(bend)) * top
    return whole if square < 0 else whole * sp.erf(sp.sqrt(expression(square)))


@dataclass
class ExponentialSum:
    """A sum of rational multiples of exponentials and of Gaussian integrals, that grows.

    >>> found = ExponentialSum()
    >>> found.add(fmpq(1), (fmpq(1, 2), fmpq(0), fmpq(0)), [fmpq(0), fmpq(0), fmpq(1)], None, None)
    >>> found.terms(sp.S.One)
    [sqrt(2)*sqrt(pi)]
    """

    factors: dict[Value, Rational] = field(default_factory=dict)

    def plus(self, key: Value, factor: Rational) -> None:
        """One more multiple of a value."""
        if factor:
            self.factors[key] = self.factors.get(key, fmpq(0)) + factor

    def terms(self, scale: Expression) -> list[Expression]:
        """The terms of the sum, multiplied by a number."""
        return [scale * expression(c) * _value(key) for key, c in self.factors.items() if c]

    def add(
        self,
        factor: Rational,
        exponent: tuple[Rational, Rational, Rational],
        polynomial: Sequence[Rational],
        low: End,
        high: End,
    ) -> None:
        """factor times the integral of polynomial(t) exp(-b t^2 + s t + c) over (low, high).

        Shapes: exponent is (b, s, c).
        Requires: b >= 0; the integrand decays where an end is infinite.
        """
        bend, slope, level = exponent
        if bend:
            self._gaussian(factor, exponent, polynomial, low, high)
            return
        if slope:
            primitive, derivative, share = [fmpq(0)] * len(polynomial), list(polynomial), 1 / slope
            while derivative:
                for k, c in enumerate(derivative):
                    primitive[k] += share * c
                derivative = [k * c for k, c in enumerate(derivative)][1:]
                share = -share / slope
        else:
            primitive = [fmpq(0), *(c / (k + 1) for k, c in enumerate(polynomial))]
        for end, sign in ((high, 1), (low, -1)):
            if end is not None:
                value = sum((c * end**k for k, c in enumerate(primitive)), fmpq(0))
                self.plus((slope * end + level,), sign * factor * value)

    def _gaussian(
        self,
        factor: Rational,
        exponent: tuple[Rational, Rational, Rational],
        polynomial: Sequence[Rational],
        low: End,
        high: End,
    ) -> None:
        """The integrals of t^k are multiples of that of 1 and of the values at the ends, by recursion."""
        bend, slope, level = exponent
        centre, top = slope / (2 * bend), level + slope * slope / (4 * bend)
        rows = [(fmpq(1), fmpq(0), fmpq(0))]
        for k in range(1, len(polynomial)):
            ends = (fmpq(0) if end is None else end ** (k - 1) for end in (high, low))
            before = rows[k - 2] if k > 1 else (fmpq(0),) * 3
            own = (fmpq(0), *ends)
            signs = (0, -1, 1)
            rows.append(
                tuple(
                    centre * a + ((k - 1) * b + sign * c) / (2 * bend)
                    for a, b, c, sign in zip(rows[-1], before, own, signs, strict=True)
                )
            )
        whole, right, left = (
            sum((c * row[i] for c, row in zip(polynomial, rows, strict=True)), fmpq(0)) for i in range(3)
        )
        for end, sign, boundary in ((high, 1, right), (low, -1, left)):
            if end is None:
                self.plus((top, bend, fmpq(-1)), factor * whole / 2)
                continue
            away = end - centre
            direction = sign * ((away > 0) - (away < 0))
            self.plus((top, bend, bend * away * away), direction * factor * whole / 2)
            self.plus((-bend * end * end + slope * end + level,), factor * boundary)
