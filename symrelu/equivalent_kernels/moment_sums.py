# pyright: basic
"""Kernels of independent coordinates that only ask for moments: polynomials, and symmetric laws on a line."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import Any

import sympy as sp

from symrelu.equivalent_kernels.activation import Homogeneous
from symrelu.equivalent_kernels.pair import Vector
from symrelu.errors import NoClosedForm
from symrelu.laws.heavy_tails import Cauchy, StudentT
from symrelu.laws.light_tails import Laplace, Logistic, Normal
from symrelu.model.enclosure import is_zero
from symrelu.model.law import Law
from symrelu.model.part import DensityPart
from symrelu.model.scalar import Expression, expression
from symrelu.model.source import Base

MOST_DEGREE = 20
_EVEN = (Normal, StudentT, Cauchy, Laplace, Logistic)


def kernel_by_moments(f: Homogeneous, laws: Sequence[Law], x: Vector, y: Vector) -> Expression | None:
    """E f(W.x) f(W.y) where f is a power t^p, or where W is symmetric and x, y lie on one line; else None.

    >>> from symrelu.laws.base import student_t
    >>> line = Homogeneous.two_slope(1, 1)
    >>> kernel_by_moments(line, (student_t(3),) * 2, (sp.S(1), sp.S(2)), (sp.S(2), sp.S(1)))
    12
    """
    p = f.order
    if p is None or not 1 <= p <= MOST_DEGREE:
        return None
    if is_zero(f.left - (-1) ** p * f.right):
        found = _moment(laws, x, y, p)
        return None if found is None else f.right**2 * found
    first = next((i for i, c in enumerate(x) if c != 0), None)
    if first is None or y[first] == 0 or any(e.free_symbols for e in (*x, *y)):
        return None
    ratio = y[first] / x[first]
    if not ratio.is_real or any(not is_zero(b - ratio * a) for a, b in zip(x, y, strict=True)):
        return None
    if not all(_symmetric(law) for law, a in zip(laws, x, strict=True) if a != 0):
        return None
    found = _moment(laws, x, x, p)
    share = (f.right**2 + f.left**2) / 2 if ratio.is_positive else f.right * f.left
    return None if found is None else share * abs(ratio) ** p * found


def _moment(laws: Sequence[Law], x: Vector, y: Vector, p: int) -> Expression | None:
    """E S^p T^p; None where a moment up to 2p is infinite, undefined or not known."""
    known: dict[Law, list[Expression]] = {}
    total: dict[tuple[int, int], Any] = {(0, 0): sp.S.One}
    for law, a, b in zip(laws, x, y, strict=True):
        if a == b == 0:
            continue
        try:
            moments = known.setdefault(law, [sp.S.One, *(law.moment(k) for k in range(1, 2 * p + 1))])
        except NoClosedForm:
            return None
        if any(moment.has(sp.oo, sp.zoo, sp.nan, sp.Integral) for moment in moments):
            return None
        total = {
            (i, j): sp.expand(
                sp.Add(
                    *(
                        comb(i, u) * comb(j, v) * total[i - u, j - v] * a**u * b**v * moments[u + v]
                        for u in range(i + 1)
                        for v in range(j + 1)
                        if (i - u, j - v) in total
                    )
                )
            )
            for i in range(p + 1)
            for j in range(p + 1)
        }
    return total.get((p, p), sp.S.Zero)


def _symmetric(law: Law) -> bool:
    """Whether a law is seen to be symmetric around 0."""
    source = law.source
    if not law.maps and isinstance(source, Base) and isinstance(source.standard, _EVEN):
        return bool(expression(source.location) == 0)
    if any(isinstance(part, DensityPart) for part in law.parts()):
        return False
    atoms = law.atoms()
    return all(atoms.get(-place) == mass for place, mass in atoms.items())
