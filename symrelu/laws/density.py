# pyright: basic
"""A law given by its own density: checked, refused, or carried with what could not be checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.errors import InputError, NoClosedForm
from symrelu.laws.positivity import nonnegative
from symrelu.model.enclosure import constant_sign, integral_enclosure, is_zero
from symrelu.model.fact import POSITIVE, Fact
from symrelu.model.law import Law
from symrelu.model.order import Order
from symrelu.model.scalar import ONE, ZERO, Expression, Reader, Scalar, Variable, expression, scalar
from symrelu.model.source import Base
from symrelu.model.standard import Standard

_ARCS = (sp.asin, sp.acos)
_ENTIRE = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.tanh, sp.atan, sp.asinh, sp.erf, sp.erfc)


@dataclass(frozen=True)
class GivenDensity(Standard):
    """The law with density `formula` in `symbol` on (start, stop)."""

    formula: Expression
    symbol: Variable
    start: Scalar | None
    stop: Scalar | None

    @property
    def lower(self) -> Scalar | None:
        return self.start

    @property
    def upper(self) -> Scalar | None:
        return self.stop

    def density(self, z: Expression, side: int) -> Scalar:
        return self.formula.subs(self.symbol, z)

    @property
    def label(self) -> str:
        lower = "-oo" if self.start is None else expression(self.start)
        upper = "oo" if self.stop is None else expression(self.stop)
        return f"density_law({self.formula}, {self.symbol}, ({lower}, {upper}))"

    def antiderivative(self, k: int) -> Expression:
        """An expression A in the symbol with A' = y^k times the density, checked by differentiation.

        Raises: NoClosedForm.
        """
        integrand = self.symbol**k * self.formula
        found = sp.integrate(integrand, self.symbol)
        closed = not found.has(sp.Integral) and not found.has(sp.I)
        if not closed or not is_zero(sp.simplify(found.diff(self.symbol) - integrand)):
            raise NoClosedForm(f"the integral of {integrand}", "law.density and law.sample need no integral")
        if not _continuous(found, self):
            raise NoClosedForm(f"the integral of {integrand} (the primitive {found} may jump)")
        return found

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        found = self.antiderivative(k)
        return found.subs(self.symbol, expression(z)) - self._limit(found, False)

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        if not upper:
            return ZERO
        if k == 0:
            return sp.S.One
        found = self.antiderivative(k)
        return self._limit(found, True) - self._limit(found, False)

    def _limit(self, found: Expression, upper: bool) -> Expression:
        end = self.stop if upper else self.start
        place = (sp.oo if upper else -sp.oo) if end is None else expression(end)
        value = sp.limit(found, self.symbol, place, "-" if upper else "+")
        if value.has(sp.Limit, sp.AccumBounds, sp.nan):
            raise NoClosedForm(f"the limit of {found} at {place}")
        return value

    def draw(self, generator: Any, n: int) -> Any:
        import math

        import numpy as np

        u = np.linspace(0, 1, 20001)[1:-1]
        low = None if self.start is None else float(expression(self.start))
        high = None if self.stop is None else float(expression(self.stop))
        if low is not None and high is not None:
            y = low + (high - low) * u
        elif low is not None:
            y = low + u / (1 - u)
        else:
            y = high - (1 - u) / u if high is not None else (2 * u - 1) / (u * (1 - u))
        modules = [{"erf": np.vectorize(math.erf), "erfc": np.vectorize(math.erfc)}, "numpy"]
        values = np.broadcast_to(sp.lambdify(self.symbol, self.formula, modules)(y), y.shape)
        mass = np.concatenate([[0.0], np.cumsum((values[1:] + values[:-1]) / 2 * np.diff(y))])
        return np.interp(generator.random(n) * mass[-1], mass, y)

    def replaced(self, order: Order | Reader) -> Standard:
        ends = (None if end is None else order.read(end) for end in (self.start, self.stop))
        return GivenDensity(expression(order.read(self.formula)), self.symbol, *ends)

    def symbols(self) -> frozenset[Variable]:
        found = self.formula.free_symbols - {self.symbol}
        for end in (self.start, self.stop):
            found |= set() if end is None else expression(end).free_symbols
        return frozenset(found)


def _continuous(e: Any, law: GivenDensity) -> bool:
    """Whether e is continuous on the open support, by its heads; roots, logarithms, 1/u need a sign."""
    y = law.symbol
    if y not in e.free_symbols or e == y:
        return True
    if isinstance(e, sp.Pow) and not (e.exp.is_Integer and e.exp > 0):
        if y in e.exp.free_symbols:
            return not e.base.free_symbols & {y} and bool(e.base.is_positive) and _continuous(e.exp, law)
        weak = bool(e.exp.is_positive)
        return _signed(e.base, law, not weak) and _continuous(e.base, law)
    if isinstance(e, sp.log):
        return _signed(e.args[0], law, True) and _continuous(e.args[0], law)
    if isinstance(e, _ARCS):
        inside: Any = e.args[0]
        return _signed(1 - inside**2, law, False) and _continuous(inside, law)
    if isinstance(e, sp.Piecewise):
        return False
    if isinstance(e, (sp.Add, sp.Mul, sp.Pow, sp.Abs, *_ENTIRE)):
        return all(_continuous(a, law) for a in e.args)
    return False


def _signed(e: Expression, law: GivenDensity, strict: bool) -> bool:
    lower = -sp.oo if law.start is None else expression(law.start)
    upper = sp.oo if law.stop is None else expression(law.stop)
    return nonnegative(e, law.symbol, lower, upper, strict).holds is True


def _end(value: Any, infinite: Any, name: str) -> Scalar | None:
    return None if value == infinite else scalar(value, name)


def density_law(formula: Any, y: Any, interval: tuple[Any, Any]) -> Law:
    """The law with density `formula` in the symbol y on the open interval (a, b); ends may be -oo, oo.

    That the density is nonnegative and integrates to 1 is checked exactly. What is refuted is an InputError;
    what is not decided is listed in `law.unverified`, and no verdict rests on it.

    >>> y = sp.Symbol("y", real=True)
    >>> density_law(2 * y, y, (0, 1)).mean()
    2/3
    """
    if not isinstance(y, sp.Symbol) or y.is_real is not True:
        raise InputError(
            "density_law", repr(y), "a real symbol", 'y = reals("y"); density_law(2*y, y, (0, 1))'
        )
    if not isinstance(interval, tuple) or len(interval) != 2:
        raise InputError("density_law", repr(interval), "an interval (a, b)", "density_law(2*y, y, (0, 1))")
    start, stop = _end(interval[0], -sp.oo, "a"), _end(interval[1], sp.oo, "b")
    facts: tuple[Fact, ...] = ()
    if start is not None and stop is not None:
        signs = Order().signs(stop - start)
        if not signs & POSITIVE:
            raise InputError(
                "density_law", f"the interval ({interval[0]}, {interval[1]})", "a < b", "exchange the ends"
            )
        facts = () if signs == POSITIVE else (Fact(sp.expand(stop - start), POSITIVE),)
    given = GivenDensity(expression(scalar(formula, "density")), y, start, stop)
    reasons = (*_check_sign(given), *_check_mass(given))
    return Law(Base("density_law", (), given, ZERO, ONE), (), facts, reasons)


def _check_sign(law: GivenDensity) -> tuple[str, ...]:
    lower = -sp.oo if law.start is None else expression(law.start)
    upper = sp.oo if law.stop is None else expression(law.stop)
    answer = nonnegative(law.formula, law.symbol, lower, upper)
    if answer.holds is False:
        value = law.density(answer.point, 0)
        raise InputError(
            "density_law", f"the value {value} at {law.symbol} = {answer.point}", "a nonnegative density"
        )
    return () if answer.holds else (f"{law.formula} >= 0 on ({lower}, {upper})",)


def _check_mass(law: GivenDensity) -> tuple[str, ...]:
    claim = f"{law.formula} integrates to 1"
    try:
        found = law.antiderivative(0)
        total = sp.simplify(law._limit(found, True) - law._limit(found, False))
    except NoClosedForm as reason:
        _refute_by_enclosure(law)
        return (f"{claim} ({reason.quantity} is not known in closed form)",)
    if total.is_infinite:
        raise InputError("density_law", "a density whose integral is infinite", "an integral of 1")
    excess = sp.simplify(total - 1)
    if is_zero(excess):
        return ()
    sign = None if excess.free_symbols else constant_sign(excess)
    if sign:
        raise InputError(
            "density_law",
            f"a density that integrates to {total}",
            "an integral of 1",
            f"divide it by {total}",
        )
    return (f"{claim} (the integral is {total})",)


def _refute_by_enclosure(law: GivenDensity) -> None:
    """Refuse a density on a bounded interval whose integral is enclosed off 1."""
    if law.symbols() or not all(isinstance(end, fmpq) for end in (law.start, law.stop)):
        return
    try:
        total = integral_enclosure(law.formula, law.symbol, expression(law.start), expression(law.stop))
    except NoClosedForm:
        return
    if total > 1 or total < 1:
        raise InputError(
            "density_law", f"a density that integrates to about {float(total.mid()):.4g}", "an integral of 1"
        )
