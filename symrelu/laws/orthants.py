# pyright: basic
"""Rigorous enclosures of Gaussian masses of polyhedra, by balls.

A polyhedron is a signed sum of simplicial cones at its vertices (Lawrence 1991, Varchenko 1987). Along a path
to independence the mass of such a cone changes by integrals over masses of cones of two dimensions less
(Plackett 1954): one integral of elementary functions in dimension three, two iterated ones in four and five.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flint import acb, arb, ctx, fmpq, fmpq_mat

from symrelu.errors import NoClosedForm
from symrelu.laws.polytope import simplices_of_faces
from symrelu.laws.solid import Solid
from symrelu.model.rational import Vector, dot

Matrix = tuple[Vector, ...]
Balls = list[Any]
# In higher dimensions three integrals and more are iterated.
MOST_DIMENSIONS = 5
_CRUDE_PIECES = 4


def mass_enclosure(mean: Vector, covariance: Matrix, solid: Solid, bits: int) -> arb:
    """A ball that contains the mass of a solid without lines under a Gaussian law that is not singular.

    Raises: NoClosedForm beyond MOST_DIMENSIONS.
    """
    if solid.dim > MOST_DIMENSIONS:
        advice = f"law.sample, or an event with at most {MOST_DIMENSIONS} independent linear forms"
        raise NoClosedForm(f"an enclosure of a Gaussian mass in dimension {solid.dim}", advice)
    spread = fmpq_mat([list(row) for row in covariance])
    before, ctx.prec = ctx.prec, bits + 20
    try:
        total = arb(0)
        for sign, normals, apex in _cones(solid):
            rows = fmpq_mat([list(normal) for normal in normals])
            form = (rows * spread * rows.transpose()).tolist()
            ends = [dot(n, tuple(a - m for a, m in zip(apex, mean, strict=True))) for n in normals]
            total += (
                sign * _orthant([acb(t) for t in ends], [[acb(c) for c in row] for row in form], False).real
            )
        return total
    finally:
        ctx.prec = before


def _cones(solid: Solid) -> Iterator[tuple[int, list[Vector], Vector]]:
    """(sign, normals, apex) of cones {x : normal.x <= normal.apex} that add up to the solid.

    All of them lie, with the solid, in a half-space; a cone that does not is turned round, ray by ray.
    """
    n = solid.dim
    listed = [(i, _edges(solid, i)) for i, ray in enumerate(solid.rays) if ray[-1]]
    up = _generic(solid, [v for _, edges in listed for v, _ in edges])
    for i, edges in listed:
        bits = tuple(common for _, common in edges)
        for chosen in simplices_of_faces(tuple(range(len(edges))), n - 1, bits):
            inverse = fmpq_mat([list(edges[k][0]) for k in chosen]).transpose().inv().tolist()
            turned = [dot(up, edges[k][0]) < 0 for k in chosen]
            normals = [
                tuple(a if flip else -a for a in row) for row, flip in zip(inverse, turned, strict=True)
            ]
            yield (-1) ** sum(turned), normals, solid.rays[i][:-1]


def _edges(solid: Solid, i: int) -> list[tuple[Vector, int]]:
    """The directions of the edges at a vertex, with the rows on which each lies, as bits."""
    vertex = solid.rays[i]
    found: list[tuple[Vector, int]] = []
    for j, ray in enumerate(solid.rays):
        if j != i and solid.adjacent(i, j):
            edge = tuple(a - ray[-1] * b for a, b in zip(ray[:-1], vertex[:-1], strict=True))
            found.append((edge, solid.tight[i] & solid.tight[j]))
    return found


def _generic(solid: Solid, edges: list[Vector]) -> Vector:
    """A vector that is not orthogonal to an edge, and has positive products with the unbounded directions."""
    k = 1
    while True:
        up = [fmpq(0)] * solid.dim
        for place, (normal, _) in enumerate(solid.rows):
            weight = 1 + fmpq(1, k + place * place + 2)
            up = [a - weight * b for a, b in zip(up, normal, strict=True)]
        if all(dot(tuple(up), edge) for edge in edges):
            return tuple(up)
        k = 2 * k + 1


def _orthant(ends: Balls, form: list[Balls], analytic: bool) -> Any:
    """P(U_j <= t_j for all j) for centred Gaussian U with the covariance `form`.

    Not finite if `analytic` and it may not be analytic in the entries of the balls.
    """
    if not ends:
        return acb(1)
    n = len(ends)
    first = _below(ends[0], form[0][0], analytic)
    if n == 1:
        return first
    total = first * _orthant(ends[1:], [row[1:] for row in form[1:]], analytic)
    coupled = [j for j in range(1, n) if form[0][j] != 0]
    if not coupled:
        return total

    def change(s: Any, holomorphic: bool) -> Any:
        return sum((_rate(ends, form, j, s, analytic or holomorphic) for j in coupled), acb(0))

    return total + _integral(change, [*ends, *(c for row in form for c in row)])


def _integral(change: Any, parameters: Balls) -> Any:
    """The integral over (0, 1); for wide parameters by enclosures on a few pieces."""
    if all(_narrow(p) for p in parameters):
        return acb.integral(change, 0, 1, abs_tol=arb(2) ** (8 - ctx.prec), rel_tol=arb(2) ** (8 - ctx.prec))
    half = arb(1) / (2 * _CRUDE_PIECES)
    pieces = (acb(half * (2 * k + 1) + half * arb(0, 1)) for k in range(_CRUDE_PIECES))
    return sum((change(piece, False) for piece in pieces), acb(0)) / _CRUDE_PIECES


def _narrow(ball: Any) -> bool:
    bound = arb(2) ** -30
    return bool(ball.real.rad() < bound and ball.imag.rad() < bound)


def _below(t: Any, variance: Any, analytic: bool) -> Any:
    """P(U <= t) for one centred Gaussian coordinate."""
    return (1 + (t * (2 * variance).rsqrt(analytic)).erf()) / 2


def _rate(ends: Balls, form: list[Balls], j: int, s: Any, analytic: bool) -> Any:
    """What the coupling of the first coordinate with the j-th adds to the derivative in s.

    At s the couplings of the first coordinate are multiplied by s.
    """
    a, b, c = form[0][0], form[j][j], s * form[0][j]
    det = a * b - c * c
    t, u = ends[0], ends[j]
    height = (b * t * t - 2 * c * t * u + a * u * u) / (2 * det)
    density = (-height).exp() * det.rsqrt(analytic) / (2 * acb.pi())
    others = [k for k in range(1, len(ends)) if k != j]
    shares = [((b * s * form[0][k] - c * form[j][k]) / det, (a * form[j][k] - c * s * form[0][k]) / det)
              for k in others]  # fmt: skip
    rest = [ends[k] - p * t - q * u for k, (p, q) in zip(others, shares, strict=True)]
    spread = [
        [form[k][m] - p * s * form[0][m] - q * form[j][m] for m in others]
        for k, (p, q) in zip(others, shares, strict=True)
    ]
    return form[0][j] * density * _orthant(rest, spread, analytic)
