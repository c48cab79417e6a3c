# pyright: basic
"""Polytopes of full dimension by rows and vertices at once: cut, moved, divided into simplices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice
from math import factorial
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mat

from symrelu.errors import NoClosedForm
from symrelu.laws.convex_region import ConvexRegion, Halfspace
from symrelu.model.order import PLAIN
from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.scalar import expression

Simplex = tuple[Vector, ...]
_MOST = 50_000  # a cube of R^8 has 8! simplices


@dataclass(frozen=True)
class Polytope(ConvexRegion):
    """A bounded polyhedron of full dimension in R^n.

    `tight` tells for each vertex which rows hold with equality there, as the bits of a number. Rows may be
    redundant. All numbers are rational, unless it was cut by a row with other exact numbers.
    """

    dim: int
    rows: tuple[Halfspace, ...]
    vertices: tuple[Vector, ...]
    tight: tuple[int, ...]

    @classmethod
    def box(cls, sides: Iterable[tuple[Rational, Rational]]) -> Polytope:
        """The box of points with lo_i <= x_i <= hi_i, lo_i < hi_i.

        >>> Polytope.box([(fmpq(0), fmpq(2)), (fmpq(0), fmpq(1))]).volume
        2
        """
        ends = tuple(sides)
        n = len(ends)
        rows: list[Halfspace] = []
        vertices: list[tuple[Vector, int]] = [((), 0)]
        for i, (lo, hi) in enumerate(ends):
            rows.append((tuple(fmpq(-int(j == i)) for j in range(n)), -lo))
            rows.append((tuple(fmpq(int(j == i)) for j in range(n)), hi))
            pairs = ((lo, 1 << 2 * i), (hi, 2 << 2 * i))
            vertices = [((*v, x), bits | bit) for v, bits in vertices for x, bit in pairs]
        return cls(n, tuple(rows), tuple(v for v, _ in vertices), tuple(bits for _, bits in vertices))

    @classmethod
    def around(cls, points: Iterable[Vector]) -> Polytope | None:
        """The smallest box around points, None if it has no interior."""
        sides = [(min(column), max(column)) for column in zip(*points, strict=True)]
        return cls.box(sides) if all(lo < hi for lo, hi in sides) else None

    def cut(self, normal: Vector, bound: Rational) -> Polytope | None:
        """The part with normal.x <= bound, None if it has no interior."""
        return self.split(normal, bound)[0]

    def split(self, normal: Vector, bound: Rational) -> tuple[Polytope | None, Polytope | None]:
        """The parts with normal.x <= bound and with normal.x >= bound; None for one without interior."""
        heights = [dot(normal, v) - bound for v in self.vertices]
        if not all(isinstance(h, fmpq) for h in heights):
            signs = [PLAIN.sign(h) for h in heights]
        else:
            signs = [(h > 0) - (h < 0) for h in heights]
        below = [i for i, sign in enumerate(signs) if sign < 0]
        above = [i for i, sign in enumerate(signs) if sign > 0]
        if not above:
            return (self, None) if below else (None, None)
        if not below:
            return None, self
        bit = 1 << len(self.rows)
        fresh: list[tuple[Vector, int]] = []
        for i in below:
            for j in above:
                common = self.tight[i] & self.tight[j]
                if self._edge(i, j, common):
                    share = heights[i] / (heights[i] - heights[j])
                    one, two = self.vertices[i], self.vertices[j]
                    middle = tuple(a + share * (b - a) for a, b in zip(one, two, strict=True))
                    fresh.append((middle, common | bit))
        level = [(self.vertices[i], self.tight[i] | bit) for i, sign in enumerate(signs) if sign == 0]
        opposite = tuple(-a for a in normal)
        return (
            self._with(
                [*((self.vertices[i], self.tight[i]) for i in below), *level, *fresh], (normal, bound)
            ),
            self._with(
                [*((self.vertices[i], self.tight[i]) for i in above), *level, *fresh], (opposite, -bound)
            ),
        )

    def _edge(self, i: int, j: int, common: int) -> bool:
        """Whether two vertices span an edge: no third one lies on all rows that both lie on."""
        if common.bit_count() < self.dim - 1:
            return False
        return all(common & ~bits or k in (i, j) for k, bits in enumerate(self.tight))

    def _with(self, vertices: list[tuple[Vector, int]], row: Halfspace) -> Polytope:
        """The polytope of vertices and all rows, those left out that touch it in less than a facet."""
        rows = (*self.rows, row)
        kept = [k for k in range(len(rows)) if sum(bits >> k & 1 for _, bits in vertices) >= self.dim]
        if len(kept) < len(rows):
            vertices = [
                (v, sum(1 << new for new, k in enumerate(kept) if bits >> k & 1)) for v, bits in vertices
            ]
            rows = tuple(rows[k] for k in kept)
        return Polytope(self.dim, rows, tuple(v for v, _ in vertices), tuple(bits for _, bits in vertices))

    def moved(self, matrix: Any, offset: Vector) -> Polytope:
        """The image under x -> M x + c for an invertible matrix (fmpq_mat)."""
        columns = matrix.inv().transpose().tolist()
        rows: list[Halfspace] = []
        for normal, bound in self.rows:
            turned = tuple(dot(tuple(column), normal) for column in columns)
            rows.append((turned, bound + dot(turned, offset)))
        lines = matrix.tolist()
        vertices = tuple(
            tuple(dot(tuple(line), v) + c for line, c in zip(lines, offset, strict=True))
            for v in self.vertices
        )
        return Polytope(self.dim, tuple(rows), vertices, self.tight)

    @cached_property
    def sides(self) -> tuple[tuple[Rational, Rational], ...]:
        """The smallest box around it."""
        return tuple((min(column), max(column)) for column in zip(*self.vertices, strict=True))

    def apart(self, other: Polytope) -> bool:
        """Whether the boxes around the two have no common interior."""
        for (lo, hi), (low, high) in zip(self.sides, other.sides, strict=True):
            if hi <= low or high <= lo:
                return True
        return False

    def contains(self, point: Vector, closed: bool = True) -> bool:
        """Whether a point lies in it, or in its interior."""
        slacks = (bound - dot(normal, point) for normal, bound in self.rows)
        return all(slack >= 0 if closed else slack > 0 for slack in slacks)

    @cached_property
    def simplices(self) -> tuple[Simplex, ...]:
        """Simplices without common interior that cover it.

        Raises: NoClosedForm for too many of them.
        """
        corners = tuple(range(len(self.vertices)))
        indices = tuple(islice(simplices_of_faces(corners, self.dim, self.tight), _MOST + 1))
        if len(indices) > _MOST:
            volume = f"the volume of a polytope in R^{self.dim} with more than {_MOST:,} simplices"
            raise NoClosedForm(volume, "law.sample")
        return tuple(tuple(self.vertices[i] for i in chosen) for chosen in indices)

    @cached_property
    def volume(self) -> Rational:
        """The volume."""
        return sum((simplex_volume(simplex) for simplex in self.simplices), fmpq(0))


def _renumbered(bits: int, kept: list[int]) -> int:
    return sum(1 << new for new, k in enumerate(kept) if bits >> k & 1)


def simplex_volume(simplex: Simplex) -> Rational:
    """The volume of a simplex in R^n, given by its n + 1 vertices."""
    first, *others = simplex
    if len(others) == 2:
        (a, b), (c, d), (e, f) = first, *others
        return abs((c - a) * (f - b) - (e - a) * (d - b)) / 2
    edges = [[x - y for x, y in zip(v, first, strict=True)] for v in others]
    if not all(isinstance(x, fmpq) for edge in edges for x in edge):
        exact = sp.Matrix([[expression(x) for x in edge] for edge in edges])
        return sp.expand(abs(sp.expand(exact.det()))) / factorial(len(others))
    return abs(fmpq_mat(edges).det()) / factorial(len(others))


def simplices_of_faces(face: tuple[int, ...], dim: int, tight: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """A face divided into cones from its first vertex over the divided facets that do not hold it."""
    if len(face) == dim + 1:
        yield face
        return
    apex = face[0]
    for facet in _facets(face, tight):
        if apex not in facet:
            for simplex in simplices_of_faces(facet, dim - 1, tight):
                yield (apex, *simplex)


def _facets(face: tuple[int, ...], tight: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The facets of a face: the largest proper subsets of its vertices that a row cuts out."""
    every = 0
    for i in face:
        every |= tight[i]
    found: set[tuple[int, ...]] = set()
    while every:
        bit = every & -every
        every ^= bit
        subset = tuple(i for i in face if tight[i] & bit)
        if len(subset) < len(face):
            found.add(subset)
    members = {subset: frozenset(subset) for subset in found}
    for one, two in combinations(sorted(found, key=len), 2):
        if members[one] < members[two]:
            found.discard(one)
    return sorted(found)
