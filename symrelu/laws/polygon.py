# pyright: basic
"""Convex polygons of the plane with interior, bounded or not, cut by lines exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from flint import fmpq

from symrelu.laws.convex_region import ConvexRegion, Halfspace
from symrelu.model.rational import Rational, Vector, dot

# A number a + b M with M greater than every rational, as (a, b): polygons are cut from the square [-M, M]^2.
Far = tuple[Rational, Rational]
Corner = tuple[Far, Far]
Line = tuple[Vector, Far]

_ZERO = fmpq(0)
_ONE = fmpq(1)
_SQUARE: tuple[Line, ...] = (
    ((_ZERO, -_ONE), (_ZERO, _ONE)),
    ((_ONE, _ZERO), (_ZERO, _ONE)),
    ((_ZERO, _ONE), (_ZERO, _ONE)),
    ((-_ONE, _ZERO), (_ZERO, _ONE)),
)


def _meet(one: Line, two: Line) -> Corner:
    """The point on two lines that are not parallel."""
    (a, b), (s, m) = one
    (c, d), (t, n) = two
    det = a * d - b * c
    return ((s * d - t * b) / det, (m * d - n * b) / det), ((t * a - s * c) / det, (n * a - m * c) / det)


def _sign(normal: Vector, bound: Rational, corner: Corner) -> int:
    """The sign of normal.x - bound at a corner."""
    (x, u), (y, v) = corner
    far = normal[0] * u + normal[1] * v
    near = far or normal[0] * x + normal[1] * y - bound
    return (near > 0) - (near < 0)


@dataclass(frozen=True)
class Side:
    """One side: its row normal.x <= bound, and where it begins and ends, counterclockwise.

    It holds the points base + t * direction with t between `start` and `end`, None where it is unbounded.
    """

    normal: Vector
    bound: Rational
    base: Vector
    direction: Vector
    start: Rational | None
    end: Rational | None


@dataclass(frozen=True)
class Polygon(ConvexRegion):
    """A convex polygon by its lines, counterclockwise; `corners[i]` is where line i begins.

    >>> quadrant = Polygon.of([((fmpq(-1), fmpq(0)), fmpq(0)), ((fmpq(0), fmpq(-1)), fmpq(0))])
    >>> quadrant.rows, quadrant.vertices, quadrant.rays
    ((((-1, 0), 0), ((0, -1), 0)), ((0, 0),), ((0, 1), (1, 0)))
    """

    lines: tuple[Line, ...]
    corners: tuple[Corner, ...]

    dim = 2

    @classmethod
    def plane(cls) -> Polygon:
        """The whole plane."""
        return cls(_SQUARE, tuple(_meet(_SQUARE[i - 1], line) for i, line in enumerate(_SQUARE)))

    @classmethod
    def of(cls, rows: Iterable[Halfspace]) -> Polygon | None:
        """The points that satisfy all rows; None if they have no interior."""
        return cls.plane().meet(rows)

    def cut(self, normal: Vector, bound: Rational) -> Polygon | None:
        """The part with normal.x <= bound, None if it has no interior."""
        if not any(normal):
            return self if bound >= 0 else None
        signs = [_sign(normal, bound, corner) for corner in self.corners]
        if max(signs) <= 0:
            return self
        if min(signs) >= 0:
            return None
        n = len(signs)
        kept = [i for i in range(n) if signs[i] < 0 or signs[(i + 1) % n] < 0]
        first = next(i for i in kept if signs[i] >= 0)
        run = [(first + k) % n for k in range(len(kept))]
        fresh: Line = (normal, (bound, _ZERO))
        lines = [*(self.lines[i] for i in run), fresh]
        corners = [_meet(fresh, lines[0]), *(self.corners[i] for i in run[1:]), _meet(lines[-2], fresh)]
        return Polygon(tuple(lines), tuple(corners))

    @cached_property
    def rows(self) -> tuple[Halfspace, ...]:
        """Its rows normal.x <= bound, none of them redundant, counterclockwise."""
        return tuple((normal, near) for normal, (near, far) in self.lines if not far)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """Its sides, counterclockwise."""
        n = len(self.lines)
        found: list[Side] = []
        for i, (normal, (bound, far)) in enumerate(self.lines):
            if far:
                continue
            square = dot(normal, normal)
            direction = (-normal[1], normal[0])
            ends = (
                _along(corner, direction, square) for corner in (self.corners[i], self.corners[(i + 1) % n])
            )
            base = tuple(a * bound / square for a in normal)
            found.append(Side(normal, bound, base, direction, *ends))
        return tuple(found)

    @cached_property
    def vertices(self) -> tuple[Vector, ...]:
        """The vertices, counterclockwise."""
        return tuple((x, y) for (x, u), (y, v) in self.corners if not u and not v)

    @property
    def rays(self) -> tuple[Vector, ...]:
        """Directions in which it is unbounded, whose cone holds all of them."""
        if not self.rows:
            return (_ONE, _ZERO), (_ZERO, _ONE), (-_ONE, _ZERO), (_ZERO, -_ONE)
        turned = [(sign * -b, sign * a) for (a, b), _ in self.rows for sign in (1, -1)]
        found = [ray for ray in turned if all(dot(normal, ray) <= 0 for normal, _ in self.rows)]
        first = self.rows[0][0]
        if all(dot(first, ray) == 0 for ray in found) and all(dot(first, n) > 0 for n, _ in self.rows):
            found.append(tuple(-a for a in first))
        return tuple(dict.fromkeys(tuple(a / max(map(abs, ray)) for a in ray) for ray in found))

    def holds(self, normal: Vector, bound: Rational) -> bool:
        """Whether normal.x <= bound on the whole polygon."""
        return all(_sign(normal, bound, corner) <= 0 for corner in self.corners)

    def apart(self, other: Polygon) -> bool:
        """Whether a side of one of the two separates them; False where only other lines do."""
        return any(
            all(_sign(normal, bound, corner) >= 0 for corner in second.corners)
            for first, second in ((self, other), (other, self))
            for normal, bound in first.rows
        )


def _along(corner: Corner, direction: Vector, square: Rational) -> Rational | None:
    (x, u), (y, v) = corner
    if u or v:
        return None
    return (direction[0] * x + direction[1] * y) / square


def united_polygons(polygons: Iterable[Polygon]) -> list[Polygon]:
    """Polygons with disjoint interiors, each pair that shares a side and has a convex union made one."""
    found: dict[int, Polygon] = {}
    owners: dict[frozenset[Corner], int] = {}
    waiting = list(polygons)
    for number in range(2 * len(waiting)):
        if not waiting:
            break
        one = waiting.pop()
        whole = None
        for shared in _shared(one):
            other = owners.get(shared)
            if other is not None and other in found:
                whole = _union(one, found[other], shared)
                if whole is not None:
                    del found[other]
                    break
        if whole is not None:
            waiting.append(whole)
            continue
        found[number] = one
        for shared in _shared(one):
            owners[shared] = number
    return list(found.values())


def _shared(polygon: Polygon) -> dict[frozenset[Corner], Line]:
    n = len(polygon.lines)
    ends = (frozenset((polygon.corners[i], polygon.corners[(i + 1) % n])) for i in range(n))
    return {pair: line for pair, line in zip(ends, polygon.lines, strict=True) if not line[1][1]}


def _union(one: Polygon, two: Polygon, shared: frozenset[Corner]) -> Polygon | None:
    """The union over a common side, None if it is not convex."""
    rows: list[Halfspace] = []
    for first, second in ((one, two), (two, one)):
        common = _shared(first).get(shared)
        if common is None:
            return None
        for line in first.lines:
            if line is common or line[1][1]:
                continue
            if not second.holds(line[0], line[1][0]):
                return None
            rows.append((line[0], line[1][0]))
    return Polygon.of(rows)
