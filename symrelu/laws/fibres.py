# pyright: basic
"""Piecewise polynomials on polytopes: integrated along fibres, added where they overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import factorial, prod
from typing import Any, TypeVar

from flint import Ordering, fmpq, fmpq_mat, fmpq_mpoly, fmpq_mpoly_ctx

from symrelu.laws.convex_region import ConvexRegion
from symrelu.laws.polytope import Polytope, simplex_volume
from symrelu.laws.unions import united
from symrelu.model.rational import Rational, Vector


@dataclass(frozen=True)
class Patch:
    """A polynomial on a polytope of R^k, in the coordinates of R^k."""

    polytope: Polytope
    polynomial: fmpq_mpoly

    def value(self, point: Vector) -> Rational:
        """The value of the polynomial at a point."""
        return fmpq(self.polynomial(*point))

    @property
    def integral(self) -> Rational:
        """The integral over the polytope."""
        if self.polynomial.total_degree() == 0:
            return self.value((fmpq(0),) * self.polytope.dim) * self.polytope.volume
        total = fmpq(0)
        for simplex in self.polytope.simplices:
            total += simplex_volume(simplex) * simplex_mean(self.polynomial, simplex)
        return total


def context(k: int) -> Any:
    """The polynomials in k variables over Q."""
    return fmpq_mpoly_ctx.get([("t", k)], Ordering.lex)


def constant(value: Rational, k: int) -> fmpq_mpoly:
    """A constant polynomial in k variables."""
    return context(k).constant(value)


def simplex_mean(polynomial: fmpq_mpoly, images: tuple[Vector, ...]) -> Rational:
    """The mean of a polynomial under the uniform law on a simplex, whose vertices have these images.

    In barycentric coordinates the mean of x^a is n! a! / (n + |a|)!.
    """
    n = len(images) - 1
    barycentric = context(n + 1)
    weights = barycentric.gens()
    forms: list[Any] = [
        sum((weight * x for weight, x in zip(weights, column, strict=True)), barycentric.constant(0))
        for column in zip(*images, strict=True)
    ]
    total = fmpq(0)
    for powers, factor in polynomial.compose(*forms, ctx=barycentric).to_dict().items():
        total += factor * fmpq(factorial(n) * prod(map(factorial, powers)), factorial(n + sum(powers)))
    return total


def image_patches(polytope: Polytope, matrix: list[Vector], offset: Vector) -> list[Patch]:
    """The density of the image of Lebesgue measure on a polytope of R^n under x -> A x + c onto R^r.

    The patches overlap where several of them have a density. Shapes: matrix r x n of rank r.
    """
    n, r = polytope.dim, len(matrix)
    rows = [list(row) for row in matrix]
    for column in range(n):
        if len(rows) < n:
            unit = [fmpq(int(j == column)) for j in range(n)]
            if fmpq_mat([*rows, unit]).rank() > len(rows):
                rows.append(unit)
    square = fmpq_mat(rows)
    moved = polytope.moved(square, (*offset, *[fmpq(0)] * (n - r)))
    patches = [Patch(moved, constant(1 / abs(square.det()), n))]
    for _ in range(n - r):
        patches = [found for patch in patches for found in along_last(patch)]
    return patches


def along_last(patch: Patch) -> list[Patch]:
    """The integral over the last coordinate as a function of the others, on disjoint patches."""
    k = patch.polytope.dim - 1
    below: list[tuple[Vector, Rational]] = []
    above: list[tuple[Vector, Rational]] = []
    shadow: Polytope | None = Polytope.around(v[:k] for v in patch.polytope.vertices)
    for normal, bound in patch.polytope.rows:
        lead = normal[k]
        if lead == 0:
            shadow = shadow.cut(normal[:k], bound) if shadow else None
        else:
            side = above if lead > 0 else below
            side.append((tuple(-a / lead for a in normal[:k]), bound / lead))
    primitive = patch.polynomial.integral(k)
    found: list[Patch] = []
    for low in dict.fromkeys(below):
        under = where_first(shadow, low, below, -1)
        for high in dict.fromkeys(above) if under else ():
            region = where_first(under, high, above, 1)
            region = region and region.cut(*between(low, high))
            if region is not None:
                found.append(Patch(region, value_at(primitive, high, k) - value_at(primitive, low, k)))
    return found


Form = tuple[Vector, Rational]  # t -> a.t + c
Region = TypeVar("Region", bound=ConvexRegion)


def between(low: Form, high: Form) -> tuple[Vector, Rational]:
    """low <= high as a half-space."""
    return tuple(a - b for a, b in zip(low[0], high[0], strict=True)), high[1] - low[1]


def where_first(polytope: Region | None, form: Form, others: Iterable[Form], sign: int) -> Region | None:
    """Where sign * form is least among the sign * others."""
    for other in others:
        if polytope is None:
            return None
        normal = tuple(sign * (a - b) for a, b in zip(form[0], other[0], strict=True))
        bound = sign * (other[1] - form[1])
        if any(normal):
            polytope = polytope.cut(normal, bound)
        elif bound < 0:
            return None
    return polytope


def value_at(primitive: fmpq_mpoly, form: Form, k: int) -> fmpq_mpoly:
    """The polynomial with the last coordinate replaced by an affine form in the others."""
    smaller = context(k)
    variables = smaller.gens()
    value: Any = sum((a * t for a, t in zip(form[0], variables, strict=True)), smaller.constant(form[1]))
    return primitive.compose(*variables, value, ctx=smaller)


def disjoint(patches: Iterable[Patch]) -> list[Patch]:
    """The sum of the patches as patches with disjoint interiors, none of them zero."""
    listed = list(patches)
    if listed and listed[0].polytope.dim == 1:
        return _on_line(listed)
    found: list[Patch] = []
    for patch in listed:
        found = _added(found, patch)
    groups: dict[Any, list[Patch]] = {}
    for patch in found:
        if patch.polynomial != 0:
            groups.setdefault(frozenset(patch.polynomial.to_dict().items()), []).append(patch)
    return [
        Patch(polytope, listed[0].polynomial)
        for listed in groups.values()
        for polytope in united(patch.polytope for patch in listed)
    ]


def _added(found: list[Patch], patch: Patch) -> list[Patch]:
    rest = [patch.polytope]
    result: list[Patch] = []
    for old in found:
        touched = [piece for piece in rest if not piece.apart(old.polytope)]
        if not touched:
            result.append(old)
            continue
        common = [both for piece in touched if (both := piece.meet(old.polytope.rows)) is not None]
        if not common:
            result.append(old)
            continue
        result += [Patch(both, old.polynomial + patch.polynomial) for both in common]
        result += [Patch(piece, old.polynomial) for piece in old.polytope.minus(patch.polytope)]
        far = [piece for piece in rest if piece.apart(old.polytope)]
        rest = [*far, *(left for piece in touched for left in piece.minus(old.polytope))]
    return [*result, *(Patch(piece, patch.polynomial) for piece in rest)]


def _on_line(patches: list[Patch]) -> list[Patch]:
    """Patches on R, the neighbours with one polynomial united."""
    changes: dict[Rational, fmpq_mpoly] = {}
    zero = constant(fmpq(0), 1)
    for patch in patches:
        lo, hi = patch.polytope.sides[0]
        changes[lo] = changes.get(lo, zero) + patch.polynomial
        changes[hi] = changes.get(hi, zero) - patch.polynomial
    current = zero
    runs: list[tuple[Rational, Rational, fmpq_mpoly]] = []
    for lo, hi in pairwise(sorted(changes)):
        current = current + changes[lo]
        if current == 0:
            continue
        if runs and runs[-1][1] == lo and runs[-1][2] == current:
            runs[-1] = (runs[-1][0], hi, current)
        else:
            runs.append((lo, hi, current))
    return [Patch(Polytope.box([(lo, hi)]), polynomial) for lo, hi, polynomial in runs]
