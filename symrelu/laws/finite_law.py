# pyright: basic
"""Laws with finitely many atoms, read as points and weights over the rationals."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product as all_tuples
from math import prod
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.model.law import Law
from symrelu.model.part import DensityPart
from symrelu.model.scalar import expression
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_source import Along, Points, Product, VectorMixture

Coordinates = tuple[Fraction, ...]
Atoms = list[tuple[tuple[Any, ...], Any]]
MOST_ATOMS = 10_000
ADVICE = "discrete, atom, points, and their mixtures, products and pushes"


@dataclass(frozen=True)
class FiniteLaw:
    """Points of R^d with positive weights that sum to 1, each point once, in increasing order."""

    points: tuple[Coordinates, ...]
    weights: tuple[Fraction, ...]

    @property
    def dim(self) -> int:
        """The dimension of the space."""
        return len(self.points[0])


def finite_law_of(law: Any) -> FiniteLaw:
    """The points and weights of a law on R or R^d.

    Raises: InputError for a law with a density, with symbols, or with atoms or masses that are not rational.

    >>> from symrelu.laws.base import discrete
    >>> finite_law_of(discrete({2: sp.Rational(1, 3), 0: sp.Rational(2, 3)})).points
    ((Fraction(0, 1),), (Fraction(2, 1),))
    """
    if not isinstance(law, (Law, VectorLaw)):
        raise InputError("law", repr(law)[:80], "a law on R or R^d", "discrete({0: 1})")
    if law.parameters:
        symbols = ", ".join(sorted(map(str, law.parameters)))
        raise InputError(
            "law", f"{law!r} with the symbols {symbols}", "a law without symbols", "law.at({...})"
        )
    atoms = _atoms(law)
    if atoms is None:
        raise InputError("law", repr(law), "a law with finitely many atoms and nothing else", ADVICE)
    merged: dict[Coordinates, Fraction] = {}
    for point, mass in atoms:
        place, weight = tuple(_rational(x) for x in point), _rational(mass)
        if weight:
            merged[place] = merged.get(place, Fraction(0)) + weight
    places = sorted(merged)
    return FiniteLaw(tuple(places), tuple(merged[p] for p in places))


def _rational(value: Any) -> Fraction:
    number = expression(value)
    if not isinstance(number, sp.Rational):
        raise InputError("law", f"the number {number}", "rational points and masses", "Rational(1, 3)")
    return Fraction(int(number.p), int(number.q))


def _atoms(law: Law | VectorLaw) -> Atoms | None:
    """(point, mass) for every atom; None where the law is not seen to be finite."""
    if isinstance(law, Law):
        if any(isinstance(part, DensityPart) for part in law.parts()):
            return None
        return [((point,), mass) for point, mass in law.atoms().items()]
    found = _source_atoms(law.source)
    for f in law.maps if found else ():
        images = [(f(tuple(map(expression, point))), mass) for point, mass in found or ()]
        found = [(image if isinstance(image, tuple) else (image,), mass) for image, mass in images]
    return found


def _source_atoms(source: Any) -> Atoms | None:
    if isinstance(source, Points):
        return list(zip(source.points, source.weights, strict=True))
    if isinstance(source, Along):
        line = list(zip(source.start, source.direction, strict=True))
        base = _atoms(source.law)
        return base and [(tuple(expression(a) + t * expression(v) for a, v in line), m) for (t,), m in base]
    if isinstance(source, Product):
        factors = [_atoms(law) for law in source.laws]
        if (found := prod(len(factor or ()) for factor in factors)) > MOST_ATOMS:
            raise InputError("law", f"a product with {found:,} atoms", f"at most {MOST_ATOMS:,} atoms")
        choices = all_tuples(*(factor or () for factor in factors))
        joint = [(tuple(p[0] for p, _ in choice), sp.prod([m for _, m in choice])) for choice in choices]
        return joint if all(factors) else None
    if isinstance(source, VectorMixture):
        parts = [(w, _atoms(law)) for w, law in source.parts if w != 0]
        joint = [(p, expression(w) * expression(m)) for w, atoms in parts for p, m in atoms or ()]
        return joint if all(atoms for _, atoms in parts) else None
    return None
