# pyright: basic
"""Masses and first moments of a law over cells and under hats, in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import sympy as sp

from symrelu.errors import NoClosedForm
from symrelu.model.enclosure import enclosure
from symrelu.model.law import DensityPart, Law

Y = sp.Symbol("y", real=True)
MOST_BITS = 4096


@dataclass(frozen=True)
class CellMoments:
    """A law with one smooth density and atoms over the places q_0 < ... < q_n, and its moments there."""

    law: Law
    places: tuple[Fraction, ...]

    @cached_property
    def _primitives(self) -> tuple[Any, Any, Any]:
        """Primitives of f(t), t f(t) and t^2 f(t) where the places lie, checked by differentiation.

        Raises: NoClosedForm.
        """
        density = self._density()
        found: list[Any] = []
        for k in range(3):
            integrand = Y**k * density
            primitive = sp.integrate(sp.expand(integrand), Y)
            if primitive.has(sp.Integral, sp.Piecewise):
                raise NoClosedForm(f"a primitive of {integrand}", "a law with an elementary density")
            if sp.simplify(sp.diff(primitive, Y) - integrand) != 0:
                raise NoClosedForm(f"a primitive of {integrand}", "a law with an elementary density")
            found.append(primitive)
        return found[0], found[1], found[2]

    def _density(self) -> Any:
        low, high = (sp.Rational(q.numerator, q.denominator) for q in (self.places[0], self.places[-1]))
        for part in self.law.parts():
            if isinstance(part, DensityPart) and part.support[0] <= low and high <= part.support[1]:
                density = part.density.subs(sp.Symbol("y", real=True), Y)
                return sp.refine(density, sp.Q.positive(Y)) if low >= 0 else density
        raise NoClosedForm("the density over the places", "places inside one part of the law")

    def _between(self, k: int, low: Any, high: Any) -> Any:
        primitive = self._primitives[k]
        return primitive.subs(Y, high) - primitive.subs(Y, low)

    def _atoms(self, low: Any, high: Any) -> list[tuple[Any, Any]]:
        """The atoms strictly between two places, with their masses.

        Raises: NoClosedForm where it is not decided where an atom lies.
        """
        found: list[tuple[Any, Any]] = []
        for point, mass in self.law.atoms().items():
            inside = sp.And(low < point, point < high)
            if inside not in (sp.true, sp.false):
                raise NoClosedForm(f"whether the atom {point} is in a cell", "atoms at rational points")
            if inside == sp.true:
                found.append((point, mass))
        return found

    def cell(self, k: int) -> tuple[Any, Any]:
        """The mass of (q_(k-1), q_k), and the integral of t over it."""
        low, high = (sp.Rational(q.numerator, q.denominator) for q in self.places[k - 1 : k + 1])
        inside = self._atoms(low, high)
        mass, first = (sum((m * p**power for p, m in inside), sp.S.Zero) for power in (0, 1))
        return self._between(0, low, high) + mass, self._between(1, low, high) + first

    def hat(self, k: int) -> tuple[Any, Any]:
        """The integrals of hat_k(t) and t hat_k(t): the hat is 1 in the middle of the cell, 0 at its ends."""
        low, high = (sp.Rational(q.numerator, q.denominator) for q in self.places[k - 1 : k + 1])
        middle, radius = (low + high) / 2, (high - low) / 2
        sums: list[Any] = []
        for power in (0, 1):
            rising = self._between(power + 1, low, middle) - low * self._between(power, low, middle)
            falling = high * self._between(power, middle, high) - self._between(power + 1, middle, high)
            atoms = [m * p**power * (1 - sp.Abs(p - middle) / radius) for p, m in self._atoms(low, high)]
            sums.append(sp.expand((rising + falling) / radius + sum(atoms, sp.S.Zero)))
        return sums[0], sums[1]

    def positive(self, value: Any) -> bool:
        """Whether a closed form is above 0, by balls of growing precision.

        Raises: NoClosedForm where no precision decides.
        """
        if value.is_Rational:
            return bool(value > 0)
        bits = 128
        while bits <= MOST_BITS:
            ball = enclosure(value, bits)
            if ball > 0:
                return True
            if ball < 0:
                return False
            bits *= 2
        raise NoClosedForm(f"the sign of {value}", "other places")
