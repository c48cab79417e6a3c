# pyright: basic
"""Moments of any real order: of laws on [0, oo), and of a user's radial density, closed or enclosed."""

from __future__ import annotations

from collections.abc import Mapping
from math import lcm
from types import MappingProxyType
from typing import Any

import sympy as sp
from flint import acb, arb, ctx

from symrelu.equivalent_kernels.limited import limited
from symrelu.errors import NoClosedForm
from symrelu.model.enclosure import enclosure
from symrelu.model.law import Law
from symrelu.model.part import AtomPart
from symrelu.model.scalar import Expression, Variable

SECONDS = 1.5
_MOST_VALUES = 20_000


def moment_of(law: Law, p: Expression) -> Expression:
    """E T^p for a law on [0, oo) and p > 0; oo where it is infinite, a finite integral where it stays one.

    Raises: NoClosedForm.

    >>> from symrelu.laws.base import exponential, uniform
    >>> moment_of(exponential(2), sp.Integer(2)), moment_of(uniform(0, 1), sp.Rational(1, 2))
    (1/2, 2/3)
    """
    if isinstance(p, sp.Integer):
        return law.moment(int(p))
    t = sp.Symbol("t", positive=True)
    total = sp.S.Zero
    for part in law.parts():
        if isinstance(part, AtomPart):
            total += part.mass * part.point**p
            continue
        low, high = part.support
        density = next(iter(part.density.free_symbols - law.parameters), t)
        found = integral(t**p * part.density.subs(density, t), t, low, high)
        if found is sp.oo:
            return sp.oo
        if found.free_symbols and found.has(sp.Integral):
            raise NoClosedForm(f"the moment {p} of {law!r}")
        total += found
    return total


def integral(e: Expression, t: Variable, low: Expression, high: Expression) -> Expression:
    """The integral over (low, high), 0 <= low, of e >= 0: closed where a form is found, else as it stands.

    It is oo where it diverges at 0 or at oo; with symbols it may be infinite as it stands.
    Raises: NoClosedForm where without symbols it is not seen to be finite.

    >>> r = sp.Symbol("r", positive=True)
    >>> integral(r**4 * sp.exp(-2 * r), r, sp.S.Zero, sp.oo)
    3/4
    """
    closed = known_integral(e, t, low, high)
    if closed is not None:
        return closed
    itself = sp.Integral(e, (t, low, high))
    if itself.free_symbols:
        return itself
    if (low == 0 and _diverges(e, t, low)) or (high is sp.oo and _diverges(e, t, high)):
        return sp.oo
    value = enclosed_integral(e, t, low, high, 60)
    found = limited(lambda: sp.integrate(e, (t, low, high), conds="none"), SECONDS)
    unfit = (sp.Integral, sp.Piecewise, sp.nan, sp.zoo, sp.I, sp.meijerg)
    if found is None or found.is_infinite or found.has(*unfit) or not _confirmed(found, value):
        return itself
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


def _confirmed(found: Expression, value: arb) -> bool:
    """Whether a rigorous enclosure of SymPy's value meets that of the integral."""
    try:
        gap: Any = enclosure(found, 128) - value
    except NoClosedForm:
        return False
    return bool(gap.contains(0) and abs(gap) < arb("1e-12"))


def _diverges(e: Expression, r: Variable, place: Expression) -> bool:
    """Whether a comparison with powers shows that the integral is infinite near 0 or oo.

    If r e'/e tends to a number, e is that power of r up to slower factors; where it is -1, r e must not
    tend to 0, as for 1/(r log(r)^2).
    """
    if e == 0:
        return False
    order = _limit(sp.cancel(sp.expand(r * e.diff(r) / e)), r, place)
    if order is None:
        return False
    if order == -1:
        rest = _limit(r * e, r, place)
        return rest is not None and bool(rest.is_extended_positive)
    return bool((order + 1).is_extended_negative if place == 0 else (order + 1).is_extended_positive)


def _limit(e: Expression, t: Variable, place: Expression) -> Expression | None:
    """A limit, a number or infinite; None where none is found in time."""
    try:
        found = limited(lambda: sp.limit(e, t, place), SECONDS)
    except (NotImplementedError, ValueError):
        return None
    known = found is not None and not found.has(sp.Limit) and (found.is_infinite or found.is_comparable)
    return found if known else None


def enclosed_integral(e: Expression, t: Variable, low: Expression, high: Expression, bits: int) -> arb:
    """A ball that holds the integral over (low, high) of an expression that is at least 0 there.

    Rational functions of a root of t are carried to bounded intervals. For others an unbounded interval is
    cut where a bound of the logarithmic derivative, a rational function whose roots are isolated exactly,
    makes the rest small. Raises: NoClosedForm.

    >>> r = sp.Symbol("r", positive=True)
    >>> enclosed_integral(sp.exp(-r) / (1 + r), r, sp.S.Zero, sp.oo, 60).str(10, radius=False)
    '0.5963473623'
    """
    _demand_analytic(e, t)
    before = ctx.prec
    ctx.prec = bits + 32
    try:
        e, t, low, high = _without_roots(e, t, low, high)
        u = sp.Symbol("u", positive=True)
        inverted = sp.cancel(sp.together(e.subs(t, 1 / u) / u**2))
        if low == 0 and any(
            t in (1 / part.args[0]).as_numer_denom()[0].free_symbols for part in e.atoms(sp.exp)
        ):
            cut = sp.S.One if high is sp.oo else high
            near_zero = _with_tail(inverted, u, 1 / cut, bits)
            return near_zero if cut == high else near_zero + _with_tail(e, t, cut, bits)
        if high is not sp.oo:
            return _between(e, t, low, high, bits)
        if inverted.is_rational_function(u):
            cut = sp.Integer(1) + sp.ceiling(low)
            return _between(e, t, low, cut, bits) + _between(inverted, u, sp.S.Zero, 1 / cut, bits)
        return _with_tail(e, t, low, bits)
    finally:
        ctx.prec = before


def _with_tail(e: Expression, t: Variable, low: Expression, bits: int) -> arb:
    end, slope = _tail(e, t, low)
    for _ in range(bits + 64):
        value = enclosure(e.subs(t, end), ctx.prec)
        rest = value * enclosure(end, ctx.prec) / (slope - 1)
        if rest < arb(2) ** (-bits):
            return _between(e, t, low, end, bits) + rest.union(arb(0))
        end = 2 * end
    raise NoClosedForm(f"an enclosure of the integral of {e}: it converges too slowly")


def _without_roots(
    e: Expression, t: Variable, low: Expression, high: Expression
) -> tuple[Expression, Variable, Expression, Expression]:
    """With t = v^q for the common denominator q of the powers of t."""
    powers = (part.exp for part in e.atoms(sp.Pow) if part.base == t and part.exp.is_Rational)
    q = lcm(*(int(power.q) for power in powers))
    if q == 1:
        return e, t, low, high
    v = sp.Symbol("v", positive=True)
    root = sp.Rational(1, q)
    return sp.expand_mul(e.subs(t, v**q) * q * v ** (q - 1)), v, low**root, high**root


def _between(e: Expression, t: Variable, low: Expression, high: Expression, bits: int) -> arb:
    """The integral over a bounded interval; square roots at its ends are carried away where it fails."""
    try:
        return _bounded(e, t, enclosure(low, ctx.prec), enclosure(high, ctx.prec), bits)
    except NoClosedForm:
        if not any(part.exp.is_Rational and not part.exp.is_Integer for part in e.atoms(sp.Pow)):
            raise
    v = sp.Symbol("v", positive=True)
    root = sp.sqrt((high - low) / 2)
    sides: list[Any] = [sp.powdenest(sp.factor(e.subs(t, end))) for end in (low + v**2, high - v**2)]
    zero, top = enclosure(sp.S.Zero), enclosure(root, ctx.prec)
    return _bounded(2 * v * sides[0], v, zero, top, bits) + _bounded(2 * v * sides[1], v, zero, top, bits)


def _tail(e: Any, t: Variable, low: Expression) -> tuple[Expression, int]:
    """(R, k): t e'(t)/e(t) <= -k for all t >= R, hence e(t) <= e(R) (t/R)^(-k), with k >= 2."""
    growth = sp.cancel(sp.simplify(t * e.diff(t) / e))
    limit = _limit(growth, t, sp.oo)
    for k in (8, 4, 3, 2):
        if limit is None or not limit < -k:
            continue
        above, below = sp.fraction(sp.together(growth + k))
        if not (above.is_polynomial(t) and below.is_polynomial(t)) or (above * below).free_symbols != {t}:
            break
        roots = [root for part in (above, below) for root in sp.real_roots(sp.Poly(part, t))]
        largest = max([sp.ceiling(low), *(sp.ceiling(root) for root in roots)], default=sp.S.Zero)
        return max(sp.Integer(largest) + 1, sp.Integer(4)), k
    raise NoClosedForm(f"an enclosure of the integral of {e} up to oo", "a density with a rational t f'/f")


_NOT_FINITE = acb(arb.nan())
_HEADS: Mapping[Any, Any] = MappingProxyType(
    {sp.exp: acb.exp, sp.sin: acb.sin, sp.cos: acb.cos, sp.sinh: acb.sinh, sp.cosh: acb.cosh}
)


def _demand_analytic(e: Any, t: Variable) -> None:
    if e == t or t not in e.free_symbols:
        return
    power = isinstance(e, sp.Pow) and t not in e.exp.free_symbols
    if not (power or isinstance(e, (sp.Add, sp.Mul, sp.log)) or type(e) in _HEADS):
        advice = "powers, exp, log, sin, cos, sinh, cosh"
        raise NoClosedForm(f"an enclosure of the integral of {e.func.__name__}", advice)
    for part in e.args:
        _demand_analytic(part, t)


def _bounded(e: Expression, t: Variable, low: arb, high: arb, bits: int) -> arb:
    def integrand(z: acb, analytic: bool) -> acb:
        return _complex(e, t, z, analytic)

    small = arb(2) ** (-bits)
    try:
        whole = acb.integral(
            integrand, acb(low), acb(high), rel_tol=small, abs_tol=small, eval_limit=_MOST_VALUES
        )
    except SystemError as error:
        raise _first_cause(error) from None
    found = whole.real
    if not found.is_finite():
        raise NoClosedForm(f"an enclosure of the integral of {e}")
    return found


def _first_cause(error: BaseException) -> BaseException:
    """What was raised inside of a function that FLINT called, such as the end of the time."""
    while isinstance(error, SystemError) and error.__cause__ is not None:
        error = error.__cause__
    return error


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
    inner = _complex(e.args[0], t, z, analytic)
    if type(e) in _HEADS:
        return _HEADS[type(e)](inner)
    return _NOT_FINITE if analytic and not (inner.real > 0) else inner.log()


def _power(base: acb, exponent: Expression, analytic: bool) -> acb:
    if isinstance(exponent, sp.Integer):
        return base ** int(exponent)
    if analytic and not base.real > 0:
        return _NOT_FINITE
    if exponent.is_positive and (2 * exponent).is_Integer:
        return base.sqrt() ** int(2 * exponent)
    return base ** acb(enclosure(exponent, 256))
