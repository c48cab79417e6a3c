# pyright: basic
"""Owen's T function, which measures wedges of the plane under the standard Gaussian law."""

from __future__ import annotations

from typing import Any

import sympy as sp


class owens_t(sp.Function):  # type: ignore[misc]  # noqa: N801
    r"""Owen's T(h, a) = 1/(2 pi) int_0^a exp(-h^2 (1 + x^2)/2)/(1 + x^2) dx.

    For a >= 0 it is the probability that Z1 > h and 0 < Z2 < a Z1, Z1 and Z2 independent and standard normal.
    Source: Owen 1956.

    >>> owens_t(0, 1), owens_t(-2, 3), owens_t(2, -3)
    (1/8, owens_t(2, 3), -owens_t(2, 3))
    >>> owens_t(1, 1)
    1/8 - erf(sqrt(2)/2)**2/8
    """

    nargs = 2

    @classmethod
    def eval(cls, h: Any, a: Any) -> Any:
        if a.is_zero:
            return sp.S.Zero
        if h.is_zero:
            return sp.atan(a) / (2 * sp.pi)
        if a.could_extract_minus_sign():
            return -cls(h, -a)
        if h.could_extract_minus_sign():
            return cls(-h, a)
        if a is sp.S.One:
            return sp.Rational(1, 8) - sp.erf(h / sp.sqrt(2)) ** 2 / 8
        if a is sp.oo and h.is_nonnegative:
            return (1 - sp.erf(h / sp.sqrt(2))) / 4
        return None

    @property
    def _arguments(self) -> tuple[Any, ...]:
        return self.args

    def fdiff(self, argindex: int = 1) -> Any:
        h, a = self._arguments
        if argindex == 1:
            return -sp.exp(-(h**2) / 2) * sp.erf(a * h / sp.sqrt(2)) / (2 * sp.sqrt(2 * sp.pi))
        return sp.exp(-(h**2) * (1 + a**2) / 2) / (2 * sp.pi * (1 + a**2))

    def _eval_is_extended_real(self) -> bool | None:
        return True if all(argument.is_extended_real for argument in self._arguments) else None

    def _eval_is_finite(self) -> bool | None:
        return True if all(argument.is_finite for argument in self._arguments) else None

    def _eval_evalf(self, prec: int) -> Any:
        import mpmath
        from flint import acb, arb, ctx

        before, ctx.prec = ctx.prec, prec + 30
        try:
            balls: list[Any] = []
            for argument in self._arguments:
                with mpmath.workprec(prec + 30):
                    read: Any = mpmath.mpf(argument._to_mpmath(prec + 30))
                sign, mantissa, exponent, _ = read._mpf_
                balls.append(arb((-int(mantissa) if sign else int(mantissa), int(exponent))))
            h, a = balls
            height, slope = acb(h) * h / 2, acb(a) * a

            def integrand(s: Any, _: bool) -> Any:
                square = slope * s * s
                return (-height * square).exp() / (1 + square)

            # The factor exp(-h^2/2) stands outside: the integral is accurate in absolute terms only.
            value = acb.integral(integrand, 0, 1).real * a * (-height).exp().real / (2 * arb.pi())
            mantissa, exponent = value.mid().man_exp()
        finally:
            ctx.prec = before
        with mpmath.workprec(prec):
            return sp.Expr._from_mpmath(mpmath.ldexp(int(mantissa), int(exponent)), prec)
