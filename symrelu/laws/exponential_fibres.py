# pyright: basic
"""Images of exponential densities on solids: integrated along fibres, coordinate by coordinate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mat, fmpq_mpoly

from symrelu.laws.fibres import Form, between, context, value_at, where_first
from symrelu.laws.orthants import Matrix
from symrelu.laws.solid import Solid
from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.scalar import Expression, expression

Exponent = tuple[Vector, Rational]  # x -> slope.x + level
Terms = dict[Exponent, fmpq_mpoly]  # the sum of polynomial * exp(slope.x + level)


@dataclass(frozen=True)
class Strand:
    """A sum of polynomials times exponentials on a solid."""

    solid: Solid
    terms: tuple[tuple[Exponent, fmpq_mpoly], ...]


def exponential_pieces(
    slope: Vector, solid: Solid, matrix: Matrix, offset: Vector
) -> list[tuple[Solid, Callable[[tuple[Any, ...]], Expression]]]:
    """The density of the image of exp(slope.x) dx on a solid under x -> A x + c onto R^k.

    The solids may overlap; then their densities add up. Shapes: matrix k x n of rank k.
    """
    n, k = solid.dim, len(matrix)
    rows = [list(row) for row in matrix]
    for column in range(n):
        unit = [fmpq(int(j == column)) for j in range(n)]
        if len(rows) < n and fmpq_mat([*rows, unit]).rank() > len(rows):
            rows.append(unit)
    back = fmpq_mat(rows).inv()
    shift = (*offset, *[fmpq(0)] * (n - k))
    moved = _moved(solid, back, shift)
    turned = _row_times(slope, back)
    level = -dot(turned, shift)
    factor = abs(back.det())
    strands = [Strand(moved, (((turned, level), context(n).constant(factor)),))]
    for _ in range(n - k):
        strands = [one for strand in strands for one in along_last(strand)]
    return [(one.solid, _formula(one)) for one in strands]


def _row_times(row: Vector, matrix: fmpq_mat) -> Vector:
    return tuple((fmpq_mat([list(row)]) * matrix).tolist()[0])


def _moved(solid: Solid, back: fmpq_mat, shift: Vector) -> Solid:
    """The image of a solid under the inverse of `back`, then the shift."""
    rows: list[tuple[Vector, Rational]] = []
    for normal, bound in solid.facets:
        turned = _row_times(normal, back)
        rows.append((turned, bound + dot(turned, shift)))
    return Solid.of(rows, solid.dim) or Solid.space(solid.dim)


def along_last(strand: Strand) -> list[Strand]:
    """The integral over the last coordinate as a function of the others, on disjoint solids.

    Requires: where the fibres are unbounded the exponentials decay.
    """
    k = strand.solid.dim - 1
    below: list[Form] = []
    above: list[Form] = []
    shadow: Solid | None = Solid.space(k)
    for normal, bound in strand.solid.facets:
        lead = normal[k]
        if lead == 0:
            shadow = shadow.cut(normal[:k], bound) if shadow else None
        else:
            (above if lead > 0 else below).append((tuple(-a / lead for a in normal[:k]), bound / lead))
    found: list[Strand] = []
    for low in below or [None]:
        under = where_first(shadow, low, below, -1) if low else shadow
        for high in above or [None]:
            region = where_first(under, high, above, 1) if high else under
            if region is not None and low is not None and high is not None:
                region = region.cut(*between(low, high))
            if region is not None:
                found.append(Strand(region, _integrated(strand.terms, low, high, k)))
    return found


def _integrated(
    terms: Iterable[tuple[Exponent, fmpq_mpoly]], low: Form | None, high: Form | None, k: int
) -> tuple[tuple[Exponent, fmpq_mpoly], ...]:
    """The integral over the last coordinate from one affine form of the others to another."""
    found: Terms = {}
    for (slope, level), polynomial in terms:
        rate = slope[k]
        primitive = _primitive(polynomial, rate, k)
        for end, sign in ((high, 1), (low, -1)):
            if end is None:
                continue
            key = (tuple(a + rate * b for a, b in zip(slope[:k], end[0], strict=True)), level + rate * end[1])
            value = sign * value_at(primitive, end, k)
            found[key] = found[key] + value if key in found else value
    return tuple((key, polynomial) for key, polynomial in found.items() if polynomial != 0)


def _primitive(polynomial: fmpq_mpoly, rate: Rational, k: int) -> fmpq_mpoly:
    """The polynomial p with (p exp(rate t))' = polynomial * exp(rate t), t the last coordinate."""
    if not rate:
        return polynomial.integral(k)
    primitive, part, factor = polynomial * 0, polynomial, 1 / rate
    while part != 0:
        primitive, part, factor = primitive + part * factor, part.derivative(k), -factor / rate
    return primitive


def _formula(strand: Strand) -> Callable[[tuple[Any, ...]], Expression]:
    """The density as a function of symbols."""

    def formula(symbols: tuple[Any, ...]) -> Expression:
        terms: list[Expression] = []
        for (slope, level), polynomial in strand.terms:
            forms = (expression(a) * y for a, y in zip(slope, symbols, strict=True))
            value = sp.exp(sp.Add(*forms, expression(level)))
            terms += [
                expression(c) * sp.Mul(*(y**k for y, k in zip(symbols, exponents, strict=True))) * value
                for exponents, c in polynomial.to_dict().items()
            ]
        return sp.Add(*terms)

    return formula
