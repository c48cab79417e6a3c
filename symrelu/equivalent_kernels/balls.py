# pyright: basic
"""Enclosures of kernel values: closed expressions with hypergeometric functions and radial integrals."""

from __future__ import annotations

from typing import Any

import sympy as sp
from flint import arb, ctx

from symrelu.equivalent_kernels.moments import enclosed_integral
from symrelu.errors import InputError, NoClosedForm
from symrelu.model.enclosure import constant_sign, enclosure
from symrelu.model.scalar import Expression

MOST_DIGITS = 2_000
MOST_BITS = 20_000


def hypergeometric(e: Any, bits: int, values: dict[Any, arb] | None = None) -> arb:
    """A ball around 2F1 of closed parameters; symbols of its argument have balls as values."""
    above, (below,), z = e.args
    if len(above) != 2:
        raise NoClosedForm(f"an enclosure of {e}")
    before = ctx.prec
    ctx.prec = bits
    try:
        a, b, c = (enclosure(parameter, bits) for parameter in (*above, below))
        return ball(z, bits, values).hypgeom_2f1(a, b, c)
    finally:
        ctx.prec = before


def _integral(e: Any, bits: int) -> arb:
    integrand, (t, low, high) = e.args
    return enclosed_integral(integrand, t, low, high, bits)


def ball(e: Expression, bits: int, values: dict[Any, arb] | None = None) -> arb:
    """A ball that contains the value of an expression whose symbols have balls as values.

    >>> half = sp.S.Half
    >>> ball(sp.hyper((half, half), (3 * half,), half), 64) > arb("1.11")
    True
    """
    known = dict(values or {})
    if e.has(sp.hyper):
        known |= {part: hypergeometric(part, bits, values) for part in e.atoms(sp.hyper)}
    if e.has(sp.Integral):
        known |= {part: _integral(part, bits) for part in e.atoms(sp.Integral)}
    return enclosure(e, bits, known)


def sign_of(e: Expression) -> int | None:
    """The sign of a closed expression, also with hypergeometric functions; None where it is not decided."""
    if not e.has(sp.hyper, sp.Integral):
        return constant_sign(e)
    for bits in (64, 256):
        found = ball(e, bits)
        if found > 0 or found < 0:
            return 1 if found > 0 else -1
    return None


def with_digits(e: Expression, digits: int) -> arb:
    """A ball of radius below 10^-digits around the value of a closed expression; oo as it is.

    Raises: InputError for free symbols, NoClosedForm where no precision suffices.

    >>> print(with_digits(1 / (2 * sp.pi), 20).str(20, radius=False))
    0.15915494309189533577
    """
    if isinstance(digits, bool) or not isinstance(digits, int) or not 1 <= digits <= MOST_DIGITS:
        raise InputError("digits", repr(digits), f"a number of digits from 1 to {MOST_DIGITS}", "30")
    if e.free_symbols:
        found = f"the symbols {', '.join(sorted(map(str, e.free_symbols)))}"
        raise InputError("enclosure", found, "a kernel at numbers", "kernel(x, y) at exact numbers")
    if e.is_infinite:
        return arb.pos_inf() if e is sp.oo else arb.neg_inf()
    bits = int(3.33 * digits) + 40
    small = arb(10) ** (-digits)
    most = 20 * bits + MOST_BITS
    while bits < most:
        found = ball(e, bits)
        if found.is_finite() and arb(found.rad()) < small:
            return found
        bits *= 2
    raise NoClosedForm(f"an enclosure of {str(e)[:200]} with {digits} digits", "fewer digits")
