# pyright: basic
"""Convex polyhedra of R^n with interior, bounded or not, by rows and generators at once, cut exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from flint import fmpq

from symrelu.laws.convex_region import ConvexRegion, Halfspace
from symrelu.laws.polytope import simplices_of_faces
from symrelu.model.rational import Rational, Vector, dot

Simplex = tuple[Vector, ...]
_FAR = 1  # the bit of the row w >= 0


@dataclass(frozen=True)
class Solid(ConvexRegion):
    """The points x for which (x, 1) lies in the cone of `rays` and `lines`, which is of full dimension.

    A ray (x, 1) is a vertex and (x, 0) a direction, modulo the lines. `tight` tells for each ray which rows
    hold with equality there, as the bits of a number: bit 0 is that of w >= 0, bit k + 1 that of row k. Rows
    may be redundant.

    Shapes: rows hold normals in R^n, lines vectors of R^n, rays vectors of R^(n + 1).

    >>> one = fmpq(1)
    >>> half = Solid.space(2).cut((one, one), one)
    >>> half.rows, half.vertices, half.directions, half.lines
    ((((1, 1), 1),), ((1, 0),), ((-1, 0),), ((-1, 1),))
    """

    dim: int
    rows: tuple[Halfspace, ...]
    lines: tuple[Vector, ...]
    rays: tuple[Vector, ...]
    tight: tuple[int, ...]

    @classmethod
    def space(cls, n: int) -> Solid:
        """R^n."""
        unit = [tuple(fmpq(int(i == j)) for j in range(n + 1)) for i in range(n + 1)]
        return cls(n, (), tuple(v[:n] for v in unit[:n]), (unit[n],), (0,))

    @classmethod
    def of(cls, rows: Iterable[Halfspace], n: int) -> Solid | None:
        """The points that satisfy all rows; None if they have no interior."""
        return cls.space(n).meet(rows)

    def cut(self, normal: Vector, bound: Rational) -> Solid | None:
        """The part with normal.x <= bound, None if it has no interior."""
        return self.split(normal, bound)[0]

    def split(self, normal: Vector, bound: Rational) -> tuple[Solid | None, Solid | None]:
        """The parts with normal.x <= bound and with normal.x >= bound; None for one without interior."""
        form = (*normal, -bound)
        crossing = next((line for line in self.lines if dot(normal, line)), None)
        if crossing is not None:
            return self._across(form, crossing)
        heights = [dot(form, ray) for ray in self.rays]
        below = [i for i, h in enumerate(heights) if h < 0]
        above = [i for i, h in enumerate(heights) if h > 0]
        if not above:
            return (self, None) if below else (None, None)
        if not below:
            return None, self
        bit = 2 << len(self.rows)
        shared = [(self.rays[i], self.tight[i] | bit) for i, h in enumerate(heights) if h == 0]
        for i in below:
            for j in above:
                if self.adjacent(i, j):
                    middle = (
                        heights[j] * a - heights[i] * b
                        for a, b in zip(self.rays[i], self.rays[j], strict=True)
                    )
                    shared.append((_scaled(middle), self.tight[i] & self.tight[j] | bit))
        return (
            self._with(self.lines, [*((self.rays[i], self.tight[i]) for i in below), *shared], form, 1),
            self._with(self.lines, [*((self.rays[i], self.tight[i]) for i in above), *shared], form, -1),
        )

    def _across(self, form: Vector, crossing: Vector) -> tuple[Solid, Solid]:
        """Cut by a hyperplane that meets one of the lines: both parts have that line as a ray."""
        level = dot(form[:-1], crossing)
        lines: list[Vector] = []
        for line in self.lines:
            if line is not crossing:
                share = dot(form[:-1], line) / level
                lines.append(tuple(a - share * b for a, b in zip(line, crossing, strict=True)))
        bit = 2 << len(self.rows)
        moved: list[tuple[Vector, int]] = []
        lead = (*crossing, fmpq(0))
        for ray, bits in zip(self.rays, self.tight, strict=True):
            share = dot(form, ray) / level
            moved.append((_scaled(a - share * b for a, b in zip(ray, lead, strict=True)), bits | bit))
        every = bit - 1
        down = _scaled(-a if level > 0 else a for a in lead)
        up = tuple(-a for a in down)
        return (
            self._with(tuple(lines), [*moved, (down, every)], form, 1),
            self._with(tuple(lines), [*moved, (up, every)], form, -1),
        )

    def _with(
        self, lines: tuple[Vector, ...], rays: list[tuple[Vector, int]], form: Vector, sign: int
    ) -> Solid:
        """The solid of rays and all rows, those left out that touch it in less than a facet."""
        fresh = (tuple(sign * a for a in form[:-1]), -sign * form[-1])
        rows = (*self.rows, fresh)
        least = self.dim - len(lines)
        kept = [k for k in range(len(rows)) if sum(bits >> k + 1 & 1 for _, bits in rays) >= least]
        if len(kept) < len(rows):
            rays = [
                (v, bits & _FAR | sum(2 << new for new, k in enumerate(kept) if bits >> k + 1 & 1))
                for v, bits in rays
            ]
            rows = tuple(rows[k] for k in kept)
        return Solid(self.dim, rows, lines, tuple(v for v, _ in rays), tuple(bits for _, bits in rays))

    def adjacent(self, i: int, j: int) -> bool:
        """Whether two rays span a face of dimension two: no third one lies on all rows that both lie on."""
        common = self.tight[i] & self.tight[j]
        if common.bit_count() < self.dim - len(self.lines) - 1:
            return False
        return all(common & ~bits or k in (i, j) for k, bits in enumerate(self.tight))

    @cached_property
    def facets(self) -> tuple[Halfspace, ...]:
        """The rows without which it would be larger, each hyperplane once."""
        faces = [sum(1 << i for i, bits in enumerate(self.tight) if bits >> k & 1)
                 for k in range(len(self.rows) + 1)]  # fmt: skip
        found: list[Halfspace] = []
        for k, row in enumerate(self.rows):
            face = faces[k + 1]
            larger = any(face & ~other == 0 and face != other for other in faces)
            if not larger and face not in faces[: k + 1]:
                found.append(row)
        return tuple(found)

    @cached_property
    def vertices(self) -> tuple[Vector, ...]:
        """The vertices; with lines, one point on each least face."""
        return tuple(ray[:-1] for ray in self.rays if ray[-1])

    @cached_property
    def directions(self) -> tuple[Vector, ...]:
        """Directions in which it is unbounded; with the lines and both their signs, their cone holds all."""
        return tuple(ray[:-1] for ray in self.rays if not ray[-1])

    @cached_property
    def interior(self) -> Vector:
        """A point inside."""
        total = [fmpq(0)] * (self.dim + 1)
        for ray in self.rays:
            total = [a + b for a, b in zip(total, ray, strict=True)]
        return tuple(a / total[-1] for a in total[:-1])

    def apart(self, other: Solid) -> bool:
        """Whether a row of one of the two separates them; False where only other hyperplanes do."""
        return any(
            second._beyond(normal, bound)
            for first, second in ((self, other), (other, self))
            for normal, bound in first.rows
        )

    def _beyond(self, normal: Vector, bound: Rational) -> bool:
        opposite = tuple(-a for a in normal)
        return self.holds(opposite, -bound)

    def holds(self, normal: Vector, bound: Rational) -> bool:
        """Whether normal.x <= bound on all of it."""
        form = (*normal, -bound)
        flat = all(dot(normal, line) == 0 for line in self.lines)
        return flat and all(dot(form, ray) <= 0 for ray in self.rays)

    def simplices(self) -> Iterator[Simplex]:
        """Simplices of the cone, n + 1 rays each, without common interior, that cover it.

        Requires: no lines.
        """
        for chosen in simplices_of_faces(tuple(range(len(self.rays))), self.dim, self.tight):
            yield tuple(self.rays[i] for i in chosen)

    def image(self, matrix: Iterable[Vector], offset: Vector) -> Solid:
        """The image under x -> A x + c onto R^k, for a matrix of rank k."""
        from symrelu.geometry.hull import hull

        form = tuple(matrix)
        points = [tuple(dot(row, v) + c for row, c in zip(form, offset, strict=True)) for v in self.vertices]
        rays = [tuple(dot(row, v) for row in form) for v in self.directions]
        lines = [tuple(dot(row, v) for row in form) for v in self.lines]
        found = hull(points, [v for v in rays if any(v)], [v for v in lines if any(v)])
        space = Solid.space(len(form))
        return space.meet((row.normal, row.bound) for row in found.rows) or space


def _scaled(entries: Iterable[Rational]) -> Vector:
    """A ray with last entry 1, or with largest entry 1 in absolute value."""
    ray = tuple(entries)
    lead = ray[-1] or max(map(abs, ray))
    return tuple(a / lead for a in ray)
