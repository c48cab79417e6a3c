# pyright: basic
"""Products of exponential, Laplace and uniform laws: exponentials of linear forms as densities on R^n.

Integrals over solids are sums over the simplices of their cone: on a simplex the mean of an exponential is a
divided difference of exp (Hermite, Genocchi), and a direction in which it decays gives a factor of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import factorial, prod
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mat, fmpq_mpoly, fmpq_series

from symrelu.errors import NoClosedForm
from symrelu.laws.exponential_fibres import exponential_pieces
from symrelu.laws.fibres import context
from symrelu.laws.gaussian_mass import Rows
from symrelu.laws.orthants import Matrix
from symrelu.laws.solid import Simplex, Solid
from symrelu.laws.space_measure import Piece, SpaceMeasure
from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.scalar import Expression, Scalar, expression

Exponentials = dict[Rational, Rational]  # {a: c} is the sum of the c exp(a)


@dataclass(frozen=True)
class ExponentialSpace(SpaceMeasure):
    """constant * exp(slope.x) dx.

    Requires: on a solid that is asked for it decays in every direction in which that is unbounded.
    """

    constant: Expression
    slope: Vector

    def scaled(self, weight: Scalar) -> ExponentialSpace:
        return replace(self, constant=expression(weight) * self.constant)

    def mass(self, solid: Solid) -> Expression:
        return self.integral(solid, context(solid.dim).constant(1))

    def integral(self, solid: Solid, polynomial: fmpq_mpoly) -> Expression:
        found: Exponentials = {}
        for simplex in solid.simplices():
            for exponent, factor in _over_simplex(self.slope, simplex, polynomial):
                found[exponent] = found.get(exponent, fmpq(0)) + factor
        terms = (expression(c) * sp.exp(expression(a)) for a, c in sorted(found.items()) if c)
        return sp.Add(*(self.constant * term for term in terms))

    def pieces(self, solid: Solid, matrix: Matrix, offset: Vector, symbols: tuple[Any, ...]) -> list[Piece]:
        found = exponential_pieces(self.slope, solid, matrix, offset)
        return [
            (part, sp.Add(*(self.constant * term for term in sp.Add.make_args(formula(symbols)))))
            for part, formula in found
        ]

    def mass_within(self, solid: Solid, rows: Rows) -> Expression:
        quantity = f"the probability of an event with the bound {rows[0][1]} under a product of laws"
        raise NoClosedForm(quantity, "rational numbers")


def _over_simplex(
    slope: Vector, simplex: Simplex, polynomial: fmpq_mpoly
) -> Iterator[tuple[Rational, Rational]]:
    """The integral of polynomial * exp(slope.x) over conv(vertices) + cone(directions), as (a, c).

    The points are the sums of l_i v_i and m_j w_j, l in the standard simplex, m_j >= 0. The integral over l
    of l^k exp(a.l) is k! times the divided difference of exp with each a_i taken k_i + 1 times.
    """
    n = len(slope)
    ring = context(n + 1)
    forms: list[Any] = [
        sum((share * x for share, x in zip(ring.gens(), column, strict=True)), ring.constant(0))
        for column in list(zip(*simplex, strict=True))[:n]
    ]
    size = abs(fmpq_mat([list(ray) for ray in simplex]).det())
    heights = [dot(slope, ray[:-1]) for ray in simplex]
    corners = [i for i, ray in enumerate(simplex) if ray[-1]]
    far = [i for i, ray in enumerate(simplex) if not ray[-1]]
    for powers, factor in polynomial.compose(*forms, ctx=ring).to_dict().items():
        scale = size * factor * prod(map(factorial, powers))
        for j in far:
            scale /= (-heights[j]) ** (powers[j] + 1)
        nodes: dict[Rational, int] = {}
        for i in corners:
            nodes[heights[i]] = nodes.get(heights[i], 0) + powers[i] + 1
        for a, c in divided_difference(tuple(sorted(nodes.items()))):
            yield a, scale * c


@lru_cache(maxsize=1 << 14)
def divided_difference(nodes: tuple[tuple[Rational, int], ...]) -> tuple[tuple[Rational, Rational], ...]:
    """The divided difference of exp at nodes with multiplicities, as factors of the exp(a).

    It is the sum of the residues of exp(z) / prod (z - a)^m.

    >>> divided_difference(((fmpq(0), 1), (fmpq(2), 1)))
    ((0, -1/2), (2, 1/2))
    >>> divided_difference(((fmpq(0), 3),))
    ((0, 1/2),)
    """
    found: list[tuple[Rational, Rational]] = []
    for a, m in nodes:
        series = fmpq_series([fmpq(1, factorial(k)) for k in range(m)], prec=m)
        for b, k in nodes:
            if b != a:
                series = series * fmpq_series([a - b, 1], prec=m).inv() ** k
        found.append((a, fmpq(series[m - 1])))
    return tuple(found)
