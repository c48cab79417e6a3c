# pyright: basic
"""Rigorous enclosures of closed expressions by balls, and the exact sign of a constant."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import sympy as sp
from flint import acb, arb, ctx, fmpq

from symrelu.errors import NoClosedForm
from symrelu.model.scalar import Expression, Variable
from symrelu.model.vector_mass import GaussianMass
from symrelu.terms.owens import owens_t

_UNARY = MappingProxyType({
    sp.exp: arb.exp, sp.log: arb.log, sp.sin: arb.sin, sp.cos: arb.cos, sp.tan: arb.tan, sp.atan: arb.atan,
    sp.asin: arb.asin, sp.acos: arb.acos, sp.sinh: arb.sinh, sp.cosh: arb.cosh, sp.tanh: arb.tanh,
    sp.asinh: arb.asinh, sp.erf: arb.erf, sp.erfc: arb.erfc, sp.gamma: arb.gamma, sp.loggamma: arb.lgamma,
})  # fmt: skip


def _power(base: arb, exponent: Expression, values: dict[Any, arb]) -> arb:
    if isinstance(exponent, sp.Integer):
        return base ** int(exponent)
    if exponent == sp.S.Half:
        return base.sqrt()
    if exponent == -sp.S.Half:
        return base.rsqrt()
    return (_ball(exponent, values) * base.log()).exp()


def _ball(e: Any, values: dict[Any, arb]) -> arb:
    if e in values:
        return values[e]
    if isinstance(e, sp.Rational):
        return arb(fmpq(int(e.p), int(e.q)))
    if e is sp.pi:
        return arb.pi()
    if e is sp.E:
        return arb.const_e()
    if e is sp.EulerGamma:
        return arb.const_euler()
    if isinstance(e, sp.Add):
        return sum((_ball(a, values) for a in e.args), arb(0))
    if isinstance(e, sp.Mul):
        product = arb(1)
        for a in e.args:
            product = product * _ball(a, values)
        return product
    if isinstance(e, sp.Pow):
        return _power(_ball(e.base, values), e.exp, values)
    if isinstance(e, GaussianMass):
        return e.ball(ctx.prec)
    arguments = [_ball(a, values) for a in e.args]
    if type(e) in _UNARY:
        return _UNARY[type(e)](arguments[0])
    return _special(e, arguments)


def _special(e: Any, arguments: list[arb]) -> arb:
    if isinstance(e, sp.Abs):
        return abs(arguments[0])
    if isinstance(e, sp.Max) and arguments:
        return _fold(arb.max, arguments)
    if isinstance(e, sp.Min) and arguments:
        return _fold(arb.min, arguments)
    if isinstance(e, owens_t):
        return _owens(*arguments)
    if isinstance(e, sp.lowergamma):
        return arguments[0].gamma() - arb.gamma_upper(arguments[1], arguments[0])
    if isinstance(e, sp.uppergamma):
        return arb.gamma_upper(arguments[1], arguments[0])
    if isinstance(e, sp.betainc_regularized) and e.args[2] == 0:
        return acb(arguments[3]).beta_lower(acb(arguments[0]), acb(arguments[1]), True).real
    if isinstance(e, sp.beta):
        a, b = arguments[0], arguments[-1]
        return a.gamma() * b.gamma() / (a + b).gamma()
    raise NoClosedForm(f"an enclosure of {e}")


def _owens(h: arb, a: arb) -> arb:
    """T(h, a) by rigorous quadrature over [0, 1] of an integrand that is meromorphic in s."""
    slope, height = acb(a) * a, acb(h) * h / 2

    def integrand(s: acb, _: bool) -> acb:
        growth = 1 + slope * s * s
        return (-height * growth).exp() / growth

    return acb.integral(integrand, 0, 1).real * a / (2 * arb.pi())


def _fold(operation: Any, arguments: list[arb]) -> arb:
    result = arguments[0]
    for a in arguments[1:]:
        result = operation(result, a)
    return result


def enclosure(e: Expression, bits: int = 128, values: dict[Any, arb] | None = None) -> arb:
    """A ball that contains the value of the closed expression e.

    Raises: NoClosedForm where a head of e has no enclosure here.

    >>> enclosure(sp.erf(1)) > arb("0.8427")
    True
    """
    before = ctx.prec
    ctx.prec = bits
    try:
        return _ball(e, values or {})
    finally:
        ctx.prec = before


def integral_enclosure(
    e: Expression, y: Variable, lower: sp.Rational, upper: sp.Rational, pieces: int = 1024
) -> arb:
    """A ball that contains the integral of e over [lower, upper]: the sum of the enclosures on equal pieces.

    Raises: NoClosedForm where a head of e has no enclosure here.

    >>> y = sp.Symbol("y")
    >>> abs(integral_enclosure(y**2, y, sp.S.Zero, sp.S.One) - arb(1) / 3) < 0.001
    True
    """
    width = (upper - lower) / pieces
    radius = enclosure(width / 2)
    total = arb(0)
    for i in range(pieces):
        middle = enclosure(lower + width * (2 * i + 1) / 2)
        total += enclosure(e, 64, {y: middle + radius * arb(0, 1)})
    return total * enclosure(width)


def constant_sign(e: Expression) -> int | None:
    """The sign of a closed expression; None where neither balls nor exact algebra decide.

    >>> constant_sign(sp.sqrt(2) * sp.sqrt(3) - sp.sqrt(6)), constant_sign(sp.pi - sp.Rational(22, 7))
    (0, -1)
    """
    if isinstance(e, sp.Rational):
        return (e.p > 0) - (e.p < 0)
    for bits in (64, 256, 1024):
        try:
            ball = enclosure(e, bits)
        except NoClosedForm:
            break
        if ball > 0:
            return 1
        if ball < 0:
            return -1
    return 0 if is_zero(e) else None


def is_zero(e: Expression) -> bool:
    """Whether exact algebra shows that e is 0 (False means: not shown)."""
    if e.is_zero:
        return True
    if sp.expand(e).is_zero:
        return True
    if e.is_algebraic and not e.free_symbols:
        t = sp.Dummy("t")
        try:
            return sp.minimal_polynomial(e, t) == t
        except (NotImplementedError, sp.PolynomialError):
            return False
    return bool(sp.simplify(e).is_zero)
