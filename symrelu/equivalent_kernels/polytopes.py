# pyright: basic
"""E S_+^p T_+^p for independent Laplace and exponential coordinates, over parts of a cross-polytope."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.equivalent_kernels.factor import Factor
from symrelu.errors import NoClosedForm
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.rational import Rational
from symrelu.model.scalar import expression

MOST_SIDES = 6
Columns = Sequence[tuple[Rational, Rational]]


def over_orthants(factors: Sequence[Factor], columns: Columns, p: int) -> sp.Expr:
    """For centred Laplace and exponential coordinates: an integral over a part of a cross-polytope.

    For g homogeneous of degree 2p, the integral of g exp(-|w|_1) over a cone of R^d is (d + 2p)! times
    that of g over the part of the cone with |w|_1 <= 1.
    """
    d = len(factors)
    _demand_few(d)
    scaled = [(a * f.numbers[0], b * f.numbers[0]) for f, (a, b) in zip(factors, columns, strict=True)]
    signs = [(1, -1) if f.kind == "laplace" else (1,) for f in factors]
    doubled = sum(f.kind == "laplace" for f in factors)
    total = sp.S.Zero
    axes = [[fmpq(int(i == j)) for j in range(d)] for i in range(d)]
    rows: list[Any] = [*((axis, ">=", fmpq(0)) for axis in axes), ([fmpq(1)] * d, "<=", fmpq(1))]
    for orthant in product(*signs):
        turned = [(a * sign, b * sign) for sign, (a, b) in zip(orthant, scaled, strict=True)]
        total += _integral(rows, turned, p)
    return total * sp.factorial(d + 2 * p) / sp.Integer(2) ** doubled


def _demand_few(d: int) -> None:
    if d > MOST_SIDES:
        found = f"a kernel over polytopes in R^{d}"
        raise NoClosedForm(found, f"at most {MOST_SIDES} coordinates on which an input is not 0")


def _integral(rows: list[Any], columns: Columns, p: int) -> sp.Expr:
    """The integral of (S T)^p where S > 0, T > 0 and the rows hold."""
    d = len(columns)
    over = [[column[side] for column in columns] for side in (0, 1)]
    halves = [(normal, ">=", fmpq(0)) for normal in over]
    names = sp.symbols(f"w1:{d + 1}")
    linear = [sp.Add(*(expression(a) * w for a, w in zip(normal, names, strict=True))) for normal in over]
    polynomial = sp.Poly((linear[0] * linear[1]) ** p, *names)
    return Polyhedron([*rows, *halves], d).integral(polynomial.as_expr(), names)
