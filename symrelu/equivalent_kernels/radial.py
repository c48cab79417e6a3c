# pyright: basic
"""A user's rotation-invariant law, by the density as a function of the length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import sympy as sp

from symrelu.equivalent_kernels.activation import exact
from symrelu.equivalent_kernels.invariant_law import InvariantLaw, Moment, on_sphere
from symrelu.equivalent_kernels.moments import integral, known_integral
from symrelu.errors import InputError
from symrelu.laws.positivity import nonnegative
from symrelu.model.scalar import Expression, Variable


@dataclass(frozen=True, repr=False)
class RadialDensity(InvariantLaw):
    """The law with a density proportional to `density`, a function of r = |w| on (low, high).

    `unverified` lists what was not checked.
    """

    density: Expression
    symbol: Variable
    low: Expression
    high: Expression
    unverified: tuple[str, ...] = ()
    name: ClassVar[str] = "radial"

    @property
    def parameters(self) -> tuple[tuple[str, Any], ...]:
        return (("density", self.density), ("r", self.symbol), ("interval", (self.low, self.high)))

    def planar(self, p: Expression, m: Expression) -> Moment:
        if m.is_Symbol and not m.is_positive:
            dimension = sp.Dummy(m.name, integer=True, positive=True)
            found = self.planar(p, dimension)
            return Moment(sp.gammasimp(found.value).subs(dimension, m), found.conditions)
        mass = self._integral(m - 1)
        if mass is sp.oo or mass == 0:
            raise InputError("density", f"{self.density}, of mass {mass}", f"a finite positive mass in R^{m}")
        moment = self._integral(m - 1 + 2 * p)
        if moment is sp.oo:
            return Moment(sp.oo)
        return Moment(on_sphere(p, m) * moment / mass)

    def _integral(self, power: Expression) -> Expression:
        """The integral of r^power times the density; oo where a comparison with powers shows it."""
        r = sp.Dummy("r", positive=True)
        density = self.density.subs(self.symbol, r)
        closed = known_integral(r**power * density, r, self.low, self.high)
        if closed is not None:
            return closed
        if not power.free_symbols and not self.symbols:
            if self.low == 0 and _order(r**power * density, r, sp.S.Zero) <= -1:
                return sp.oo
            if self.high is sp.oo and _order(r**power * density, r, sp.oo) >= -1:
                return sp.oo
        return integral(r**power * density, r, self.low, self.high).xreplace({r: self.symbol})

    @property
    def symbols(self) -> frozenset[Variable]:
        """The free symbols beside r."""
        found = self.density.free_symbols | self.low.free_symbols | self.high.free_symbols
        return frozenset(found - {self.symbol})

    def lengths(self, generator: Any, n: int, m: int) -> Any:
        import numpy as np

        u = np.linspace(0, 1, 40001)[1:-1]
        low = float(self.low)
        r = low + (u / (1 - u) if self.high is sp.oo else (float(self.high) - low) * u)
        heights = sp.lambdify(self.symbol, self.density, "numpy")(r) * r ** (m - 1)
        steps = (heights[1:] + heights[:-1]) / 2 * np.diff(r)
        mass = np.concatenate([[0.0], np.cumsum(steps)])
        return np.interp(generator.random(n) * mass[-1], mass, r)


def _order(e: Expression, r: Variable, place: Expression) -> Expression:
    """The power of r to which e is equivalent at 0 or oo, up to slower factors; -oo for faster decay."""
    try:
        found = sp.limit(sp.cancel(sp.expand(r * e.diff(r) / e)), r, place)
    except (NotImplementedError, ValueError):
        return sp.S.Zero if place == 0 else -sp.oo
    return found if found.is_comparable or found.is_infinite else (sp.S.Zero if place == 0 else -sp.oo)


def radial(density: Any, r: Any, interval: tuple[Any, Any]) -> RadialDensity:
    """The law in R^m whose density is proportional to a function of |w| = r on an interval.

    Raises: InputError for a function that is negative somewhere.
    """
    example = 'r = positive("r"); Weights.radial(exp(-r), r, (0, oo))'
    if not isinstance(r, sp.Symbol):
        raise InputError("radial", repr(r)[:40], "a symbol for the length", example)
    if not isinstance(interval, tuple) or len(interval) != 2:
        raise InputError("radial", repr(interval)[:40], "an interval (low, high)", example)
    low = exact(interval[0], "low")
    high = sp.oo if interval[1] is sp.oo else exact(interval[1], "high")
    if low.is_negative or (high - low).is_nonpositive:
        raise InputError("radial", f"the interval ({low}, {high})", "0 <= low < high", example)
    e = exact(density, "density")
    if r not in e.free_symbols and high is sp.oo:
        raise InputError("radial", f"the constant density {e} on an unbounded interval", "a finite mass")
    answer = nonnegative(e, r, low, high)
    if answer.holds is False:
        raise InputError("radial", f"{e}, negative at {r} = {answer.point}", "a density at least 0", example)
    return RadialDensity(e, r, low, high, () if answer.holds else (f"{e} >= 0 on ({low}, {high})",))
