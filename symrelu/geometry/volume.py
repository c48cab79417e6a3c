# pyright: basic
"""Triangulations, volumes and integrals of polynomials over polytopes, exact.

Source: J. Cohen, T. Hickey, Two algorithms for determining volumes of convex polyhedra, J. ACM 26, 1979;
J. B. Lasserre, K. E. Avrachenkov, The multi-dimensional version of int x^p dx, Amer. Math. Monthly 108, 2001.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from math import factorial
from typing import Any

from flint import Ordering, fmpq, fmpq_mat, fmpq_mpoly_ctx

from symrelu.errors import NoClosedForm
from symrelu.geometry.generators import Generators
from symrelu.model.rational import Rational, Vector

_ZERO, _ONE = fmpq(0), fmpq(1)
_MOST = 50_000  # a cube of R^8 has 8! simplices


def triangulation(found: Generators, dim: int) -> list[tuple[int, ...]]:
    """Simplices, as indices of vertices, that cover a polytope of this dimension and overlap in null sets.

    Requires: the polytope is bounded and has dimension `dim`.
    Raises: NoClosedForm for too many simplices.
    """
    count = len(found.points)
    rows = max((bits.bit_length() for bits in found.tight), default=0)
    on_row = [sum(1 << v for v in range(count) if found.tight[v] >> r & 1) for r in range(rows)]
    known: dict[int, list[tuple[int, ...]]] = {}

    def covered(face: int, size: int) -> list[tuple[int, ...]]:
        if face not in known:
            known[face] = list(islice(_pulled(face, size, on_row, covered), _MOST + 1))
            if len(known[face]) > _MOST:
                raise NoClosedForm(f"the volume of a polytope in R^{dim} with more than {_MOST:,} simplices")
        return known[face]

    return covered((1 << count) - 1, dim)


def _pulled(face: int, size: int, on_row: Sequence[int], covered: Any) -> Iterable[tuple[int, ...]]:
    """Pyramids from the first vertex of a face over its facets that do not hold it."""
    if face.bit_count() == size + 1:
        yield tuple(v for v in range(face.bit_length()) if face >> v & 1)
        return
    apex = (face & -face).bit_length() - 1
    parts = {face & row for row in on_row} - {face, 0}
    facets = [part for part in parts if not any(part & other == part and part != other for other in parts)]
    for facet in sorted(facets):
        if not facet >> apex & 1:
            for simplex in covered(facet, size - 1):
                yield (apex, *simplex)


def edges(corners: Sequence[Vector]) -> Any:
    """The matrix whose columns lead from the first corner of a simplex to the others."""
    first = corners[0]
    d = len(corners) - 1
    return fmpq_mat(d, d, [v[i] - first[i] for i in range(d) for v in corners[1:]])


def volume(found: Generators, dim: int) -> Rational:
    """The volume of a full-dimensional polytope."""
    total = _ZERO
    for simplex in triangulation(found, dim):
        total += abs(edges([found.points[i] for i in simplex]).det())
    return total / factorial(dim)


def moments(found: Generators, dim: int, exponents: Sequence[tuple[int, ...]]) -> list[Rational]:
    """The integrals of monomials over a full-dimensional polytope.

    On a simplex x = v0 + E l, with l in the standard simplex, where the integral of l^a is a! / (d + |a|)!.
    """
    totals = [_ZERO] * len(exponents)
    for simplex in triangulation(found, dim):
        corners = [found.points[i] for i in simplex]
        matrix = edges(corners)
        scale = abs(matrix.det())
        for index, value in enumerate(_over_simplex(corners[0], matrix, exponents)):
            totals[index] += scale * value
    return totals


def _over_simplex(first: Vector, matrix: Any, exponents: Sequence[tuple[int, ...]]) -> Iterable[Rational]:
    d = len(first)
    ring = fmpq_mpoly_ctx.get([f"l{i}" for i in range(d)], Ordering.lex)
    weights = ring.gens()
    coordinates = [
        sum((matrix[i, j] * weights[j] for j in range(d)), ring.constant(first[i])) for i in range(d)
    ]
    powers: list[list[Any]] = [[ring.constant(1)] for _ in range(d)]
    for exponent in exponents:
        product = ring.constant(1)
        for i, degree in enumerate(exponent):
            while len(powers[i]) <= degree:
                powers[i].append(powers[i][-1] * coordinates[i])
            product *= powers[i][degree]
        yield sum((c * _standard(a, d) for a, c in product.to_dict().items()), _ZERO)


def _standard(exponent: Sequence[int], d: int) -> Rational:
    """The integral of a monomial over the standard simplex.

    >>> _standard((1, 1), 2)
    1/24
    """
    product = 1
    for a in exponent:
        product *= factorial(a)
    return fmpq(product, factorial(d + sum(exponent)))
