# pyright: basic
"""Moments of any real order: of laws on [0, oo), and of a user's radial density, closed or enclosed."""

from __future__ import annotations

from typing import Any

import sympy as sp
from flint import acb, arb, ctx

from symrelu.equivalent_kernels.limited import limited
from symrelu.errors import InputError, NoClosedForm
from symrelu.model.enclosure import enclosure
from symrelu.model.law import Law
from symrelu.model.part import AtomPart
from symrelu.model.scalar import Expression, Variable

SECONDS = 2.0


def moment_of(law: Law, p: Expression) -> Expression:
    """E T^p for a law on [0, oo) and p > 0; oo where it is infinite.

    Raises: NoClosedForm.

    >>> from symrelu.laws.base import exponential, uniform
    >>> moment_of(exponential(2), sp.Integer(2)), moment_of(uniform(0, 1), sp.Rational(1, 2))
    (1/2, 2/3)
    """
    if isinstance(p, sp.Integer):
        return law.moment(int(p))
    t = sp.Dummy("t", positive=True)
    total = sp.S.Zero
    for part in law.parts():
        if isinstance(part, AtomPart):
            total += part.mass * part.point**p
            continue
        low, high = part.support
        density = next(iter(part.density.free_symbols - law.parameters), t)
        found = integral(t**p * part.density.subs(density, t), t, low, high)
        if found.has(sp.Integral):
            raise NoClosedForm(f"the moment {p} of {law!r}")
        total += found
    return total


def integral(e: Expression, t: Variable, low: Expression, high: Expression) -> Expression:
    """The integral over (low, high), 0 <= low, in closed form where one is found in time; else unevaluated.

    >>> r = sp.Symbol("r", positive=True)
    >>> integral(r**4 * sp.exp(-2 * r), r, sp.S.Zero, sp.oo)
    3/4
    """
    closed = known_integral(e, t, low, high)
    if closed is not None:
        return closed
    found = limited(lambda: sp.integrate(e, (t, low, high), conds="none"), SECONDS)
    unfit = (sp.Integral, sp.Piecewise, sp.nan, sp.zoo, sp.I, sp.meijerg)
    if found is None or found.has(*unfit) or not _confirmed(found, e, t, low, high):
        return sp.Integral(e, (t, low, high))
    return found


def known_integral(e: Expression, t: Variable, low: Expression, high: Expression) -> Expression | None:
    """The integral of a sum of powers times exponentials of powers; None for others.

    >>> r = sp.Symbol("r", positive=True)
    >>> known_integral(r * sp.exp(-(r**2)), r, sp.S.Zero, sp.oo)
    1/2
    """
    terms: list[Any] = [_known(term, t, low, high) for term in sp.Add.make_args(sp.expand(e))]
    return sp.Add(*terms) if all(term is not None for term in terms) else None


def _known(term: Expression, t: Variable, low: Expression, high: Expression) -> Expression | None:
    """C t^a exp(-b t^q) on (0, oo), and C t^a on a bounded interval."""
    constant, rest = term.as_independent(t, as_Add=False)
    power: Any = sp.S.Zero
    decay: Any = None
    for factor in sp.Mul.make_args(rest):
        if isinstance(factor, sp.exp) and decay is None:
            decay = factor.args[0]
        elif factor.as_base_exp()[0] == t and t not in factor.as_base_exp()[1].free_symbols:
            power += factor.as_base_exp()[1]
        elif factor != 1:
            return None
    if decay is None and high is sp.oo and low.is_positive and (power + 1).is_negative:
        return -constant * low ** (power + 1) / (power + 1)
    fine = (power + 1).is_positive if low == 0 else low.is_positive and (power + 1).is_nonzero
    if decay is None and high is not sp.oo and fine:
        return constant * (high ** (power + 1) - low ** (power + 1)) / (power + 1)
    if decay is None or low != 0 or high is not sp.oo:
        return None
    rate, body = (-decay).as_independent(t, as_Add=False)
    base, q = body.as_base_exp()
    if (
        base != t
        or t in q.free_symbols
        or not (rate.is_positive and q.is_positive and (power + 1).is_positive)
    ):
        return None
    return constant * sp.gamma((power + 1) / q) / (q * rate ** ((power + 1) / q))


def _confirmed(found: Expression, e: Expression, t: Variable, low: Expression, high: Expression) -> bool:
    """Whether rigorous enclosures of SymPy's value and of the integral meet; with symbols it is not taken."""
    if found is sp.oo:
        return False
    if found.free_symbols or e.free_symbols - {t}:
        return False
    try:
        gap: Any = enclosure(found, 128) - enclosed_integral(e, t, low, high, 60)
    except NoClosedForm:
        return False
    return bool(gap.contains(0) and abs(gap) < arb("1e-12"))


def enclosed_integral(e: Expression, t: Variable, low: Expression, high: Expression, bits: int) -> arb:
    """A ball that holds the integral over (low, high) of an expression that is at least 0 there.

    An unbounded interval is cut where a bound of the logarithmic derivative, a rational function whose roots
    are isolated exactly, makes the rest small. Raises: NoClosedForm.

    >>> r = sp.Symbol("r", positive=True)
    >>> enclosed_integral(sp.exp(-r) / (1 + r), r, sp.S.Zero, sp.oo, 60).str(10, radius=False)
    '0.5963473623'
    """
    before = ctx.prec
    ctx.prec = bits + 32
    try:
        if high is not sp.oo:
            return _bounded(e, t, enclosure(low, ctx.prec), enclosure(high, ctx.prec), bits)
        ends, slope = _tail(e, t, low)
        target = arb(2) ** (-bits)
        end = ends
        for _ in range(bits + 64):
            value = enclosure(e.subs(t, end), ctx.prec)
            rest = value * enclosure(end, ctx.prec) / (slope - 1)
            if rest < target:
                break
            end = 2 * end
        else:
            raise NoClosedForm(f"an enclosure of the integral of {e}: it converges too slowly")
        whole = _bounded(e, t, enclosure(low, ctx.prec), enclosure(end, ctx.prec), bits)
        return whole + rest.union(arb(0))
    finally:
        ctx.prec = before


def _tail(e: Any, t: Variable, low: Expression) -> tuple[Expression, int]:
    """(R, k): t e'(t)/e(t) <= -k for all t >= R, hence e(t) <= e(R) (t/R)^(-k), with k >= 2."""
    growth = sp.cancel(sp.simplify(t * e.diff(t) / e))
    limit: Any = sp.limit(growth, t, sp.oo)
    for k in (8, 4, 3, 2):
        if not (limit < -k or limit is -sp.oo):
            continue
        above, below = sp.fraction(sp.together(growth + k))
        if not (above.is_polynomial(t) and below.is_polynomial(t)) or (above * below).free_symbols != {t}:
            break
        roots = [root for part in (above, below) for root in sp.real_roots(sp.Poly(part, t))]
        largest = max([sp.ceiling(low), *(sp.ceiling(root) for root in roots)], default=sp.S.Zero)
        return max(sp.Integer(largest) + 1, sp.Integer(4)), k
    raise NoClosedForm(f"an enclosure of the integral of {e} up to oo", "a density with a rational t f'/f")


_NOT_FINITE = acb(arb.nan())


def _bounded(e: Expression, t: Variable, low: arb, high: arb, bits: int) -> arb:
    def integrand(z: acb, analytic: bool) -> acb:
        return _complex(e, t, z, analytic)

    found = acb.integral(
        integrand, acb(low), acb(high), rel_tol=arb(2) ** (-bits), abs_tol=arb(2) ** (-bits)
    ).real
    if not found.is_finite():
        raise NoClosedForm(f"an enclosure of the integral of {e}")
    return found


def _complex(e: Any, t: Variable, z: acb, analytic: bool) -> acb:
    """The value at a complex ball; not finite where the expression is not analytic on it and it must be."""
    if e == t:
        return z
    if t not in e.free_symbols:
        return acb(enclosure(e, 256))
    if isinstance(e, sp.Add):
        return sum((_complex(a, t, z, analytic) for a in e.args), acb(0))
    if isinstance(e, sp.Mul):
        product = acb(1)
        for a in e.args:
            product = product * _complex(a, t, z, analytic)
        return product
    if isinstance(e, sp.Pow) and t not in e.exp.free_symbols:
        return _power(_complex(e.base, t, z, analytic), e.exp, analytic)
    heads = {sp.exp: acb.exp, sp.sin: acb.sin, sp.cos: acb.cos, sp.sinh: acb.sinh, sp.cosh: acb.cosh}
    if type(e) in heads:
        return heads[type(e)](_complex(e.args[0], t, z, analytic))
    if isinstance(e, sp.log):
        inner = _complex(e.args[0], t, z, analytic)
        return _NOT_FINITE if analytic and not (inner.real > 0) else inner.log()
    raise InputError("density", str(e), "powers, exp, log, sin, cos, sinh, cosh")


def _power(base: acb, exponent: Expression, analytic: bool) -> acb:
    if isinstance(exponent, sp.Integer):
        return base ** int(exponent)
    if analytic and not base.real > 0:
        return _NOT_FINITE
    if exponent.is_positive and (2 * exponent).is_Integer:
        return base.sqrt() ** int(2 * exponent)
    return base ** acb(enclosure(exponent, 256))
