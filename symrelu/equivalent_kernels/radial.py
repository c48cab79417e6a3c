# pyright: basic
"""A user's rotation-invariant law, by the density as a function of the length."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, ClassVar

import sympy as sp

from symrelu.equivalent_kernels.activation import exact
from symrelu.equivalent_kernels.invariant_law import InvariantLaw, Moment, on_sphere
from symrelu.equivalent_kernels.moments import integral
from symrelu.equivalent_kernels.pieces import pieces
from symrelu.errors import InputError
from symrelu.laws.positivity import nonnegative
from symrelu.model.scalar import Expression, Variable


@dataclass(frozen=True, repr=False)
class RadialDensity(InvariantLaw):
    """The law with a density proportional to `density`, a function of r = |w| on (low, high).

    `conditions` are relations that were not checked, such as that it is nowhere negative.
    """

    density: Expression
    symbol: Variable
    low: Expression
    high: Expression
    conditions: tuple[Any, ...] = ()
    name: ClassVar[str] = "radial"

    @property
    def parameters(self) -> tuple[tuple[str, Any], ...]:
        return (("density", self.density), ("r", self.symbol), ("interval", (self.low, self.high)))

    def planar(self, p: Expression, m: Expression) -> Moment:
        return _planar(self, p, m)

    def integral(self, power: Expression) -> Expression:
        """The integral of r^power times the density; oo where a comparison with powers shows it.

        Raises: NoClosedForm where it is not seen to be finite.
        """
        r = sp.Symbol(self.symbol.name, positive=True)
        rows = pieces(self.density.subs(self.symbol, r), r, self.low, self.high)
        found = [integral(r**power * e, r, low, high) for e, low, high in rows]
        return sp.oo if sp.oo in found else sp.Add(*found).xreplace({r: self.symbol})

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


@lru_cache(maxsize=64)  # SymPy's search for a closed form takes its time
def _planar(law: RadialDensity, p: Expression, m: Expression) -> Moment:
    if m.is_Symbol and not m.is_positive:
        dimension = sp.Dummy(m.name, integer=True, positive=True)
        found = law.planar(p, dimension)
        conditions = tuple(condition.xreplace({dimension: m}) for condition in found.conditions)
        return Moment(sp.gammasimp(found.value).subs(dimension, m), conditions)
    mass = law.integral(m - 1)
    if mass is sp.oo or mass == 0:
        raise InputError("density", f"{law.density}, of mass {mass}", f"a finite positive mass in R^{m}")
    moment = law.integral(m - 1 + 2 * p)
    symbolic = (e for part in (mass, moment) for e in part.atoms(sp.Integral) if e.free_symbols)
    unsure = tuple(sp.Lt(e, sp.oo, evaluate=False) for e in symbolic)
    conditions = (*unsure, *law.conditions)
    return Moment(sp.oo if moment is sp.oo else on_sphere(p, m) * moment / mass, conditions)


def _negative_point(e: Expression, r: Variable, low: Expression, high: Expression) -> Expression | None:
    """A rational number of the interval at which a rational function is negative; None for no such one."""
    whole = sp.together(e)
    product = sp.numer(whole) * sp.denom(whole)
    if not product.is_polynomial(r) or product.free_symbols != {r}:
        return None
    polynomial = sp.Poly(product, r)
    if not all(c.is_Rational for c in polynomial.all_coeffs()):
        return None
    for digits in (2, 8, 32, 128):
        found: Any = polynomial.intervals(eps=sp.Rational(1, 10**digits))
        isolated = [ends for ends, _ in found]
        if all(one[1] < two[0] for one, two in pairwise(isolated)):
            break
    else:
        return None
    last = max([low, *(b for _, b in isolated)]) + 2
    starts = [low, *(max(b, low) for _, b in isolated)]
    ends = [*(min(a, high) for a, _ in isolated), last if high is sp.oo else high]
    for start, end in zip(starts, ends, strict=True):
        middle = (start + end) / 2
        if start < end and e.subs(r, middle).is_negative:
            return middle
    return None


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
    if e.has(sp.DiracDelta):
        raise InputError("radial", str(e), "a function of r", "Weights.sphere(1) for a single length")
    if r not in e.free_symbols and high is sp.oo:
        raise InputError("radial", f"the constant density {e} on an unbounded interval", "a finite mass")
    sure = True
    for part, start, end in pieces(e, r, low, high):
        answer = nonnegative(part, r, start, end)
        negative = answer.point if answer.holds is False else _negative_point(part, r, start, end)
        if negative is not None:
            raise InputError("radial", f"{e}, negative at {r} = {negative}", "a density at least 0", example)
        sure = sure and answer.holds is True
    return RadialDensity(e, r, low, high, () if sure else (sp.Ge(e, 0, evaluate=False),))
