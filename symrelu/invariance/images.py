# pyright: basic
"""Images of members of a family of clips: atoms, distribution functions, brackets of quantiles."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath
import sympy as sp

from symrelu.errors import InputError, NoClosedForm, OutOfTime
from symrelu.invariance.members import law_of_member, layers, members
from symrelu.invariance.quantiles import Bracket
from symrelu.invariance.statement import Statement
from symrelu.laws.push import push
from symrelu.model.law import DensityPart, Law
from symrelu.model.network import Layer

GRID = 10**5
REACH = 60


@dataclass(frozen=True)
class Image:
    """A member behind a layer: its atoms, and P(y <= t) at some points t, with brackets of the quantiles."""

    member: tuple[Fraction, ...]
    layer: Layer
    atoms: tuple[tuple[Fraction, Any], ...]
    values: tuple[tuple[Fraction, Any, Bracket], ...]


def images(stated: Statement, base: Law, deadline: float) -> Iterator[Image]:
    """Images of members of a family of clips of a base, with what their distribution functions are."""
    cdf = _numeric_cdf(base)
    for member in members(stated):
        try:
            law = law_of_member(stated.family, member)
        except (InputError, NoClosedForm):
            continue
        if not any(isinstance(part, DensityPart) for part in law.parts()):
            continue
        for layer in layers():
            if time.monotonic() > deadline:
                raise OutOfTime("the search for a layer that leaves the family", 0)
            try:
                image = _image(cdf, member, layer, push(layer, law))
            except (InputError, NoClosedForm):
                continue
            if image is not None:
                yield image


def _image(cdf: Any, member: tuple[Fraction, ...], layer: Layer, law: Law) -> Image | None:
    stretches = [part.support for part in law.parts() if isinstance(part, DensityPart)]
    if not stretches:
        return None
    atoms = tuple((_exact(p), m) for p, m in law.atoms().items() if p.is_Rational)
    values: list[tuple[Fraction, Any, Bracket]] = []
    for t in _points(stretches):
        mass = law.cdf(sp.Rational(t.numerator, t.denominator))
        number = mpmath.mpf(sp.N(mass, 30))
        if not 0.001 < number < 0.999:
            continue
        values.append((t, mass, Bracket(_bracket(cdf, number), _bracket(cdf, 1 - number))))
    return Image(member, layer, atoms, tuple(values)) if values else None


def _exact(p: Any) -> Fraction:
    return Fraction(int(p.p), int(p.q))


def _points(stretches: list[tuple[Any, Any]]) -> list[Fraction]:
    """Points inside the stretches of a law where it has a density."""
    found: list[Fraction] = []
    for low, high in stretches:
        if (low.is_finite and not low.is_Rational) or (high.is_finite and not high.is_Rational):
            continue
        if low.is_finite and high.is_finite:
            a, b = _exact(low), _exact(high)
            found += [a + (b - a) * k / 4 for k in (1, 2, 3)]
        elif low.is_finite:
            found += [_exact(low) + Fraction(k, 2) for k in (1, 2, 4)]
        elif high.is_finite:
            found += [_exact(high) - Fraction(k, 2) for k in (1, 2, 4)]
        else:
            found += [Fraction(k) for k in (-1, 0, 1)]
    return found[:6]


def _numeric_cdf(base: Law) -> Any:
    y = sp.Symbol("y", real=True)
    return sp.lambdify(y, base.cdf(y), "mpmath")


def _bracket(cdf: Any, mass: Any) -> tuple[Fraction, Fraction]:
    """Fractions around a quantile, on a grid: search for where the distribution function passes the mass."""
    low, high = -REACH * GRID, REACH * GRID
    while high - low > 1:
        middle = (low + high) // 2
        if cdf(mpmath.mpf(middle) / GRID) < mass:
            low = middle
        else:
            high = middle
    return Fraction(low - 1, GRID), Fraction(high + 1, GRID)
