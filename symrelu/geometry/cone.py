# pyright: basic
"""Polyhedra by their generators: vertices, rays and lines, kept while half-spaces cut them.

A polyhedron in R^d is the part w = 1 of a cone in R^(d+1): a vertex is a ray (x, w) with w > 0, a direction
one with w = 0. Two rays span a face if no third is tight at all rows that both are tight at. All integers.

Source: T. Motzkin and others, The double description method, 1953.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flint import fmpq, fmpz, fmpz_mat

from symrelu.model.integer_layer import common_denominator, integers
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.row import Row

Integers = tuple[Any, ...]  # of fmpz
Form = Integers  # (a_1, .., a_d, a_0): the form a_1 x_1 + .. + a_d x_d + a_0 w


def primitive(values: Sequence[Any]) -> Integers:
    """The values without their common divisor.

    >>> primitive([fmpz(4), fmpz(-6)])
    (2, -3)
    """
    divisor = fmpz(0)
    for value in values:
        divisor = divisor.gcd(value)
        if divisor == 1:
            return tuple(values)
    return tuple(value // divisor for value in values) if divisor else tuple(values)


@dataclass(frozen=True)
class Cut:
    """form <= 0, or form < 0 if strict."""

    form: Form
    strict: bool

    def row(self) -> Row:
        """The row of a polyhedron."""
        *normal, constant = (fmpq(value) for value in self.form)
        return Row(tuple(normal), "<" if self.strict else "<=", -constant)


@dataclass(frozen=True)
class Cone:
    """The closure of a polyhedron by generators, and the cuts that made it; cut 0 is w >= 0.

    Shapes: each ray and line has d + 1 entries; `tight[k]` has bit i if ray k is tight at cut i.
    """

    rays: tuple[Integers, ...]
    tight: tuple[int, ...]
    lines: tuple[Integers, ...]
    cuts: tuple[Cut, ...]

    @classmethod
    def whole(cls, dim: int) -> Cone:
        """R^dim."""
        unit = [tuple(fmpz(int(i == j)) for j in range(dim + 1)) for i in range(dim + 1)]
        at_infinity = Cut(tuple(-value for value in unit[-1]), False)
        return cls((unit[-1],), (0,), tuple(unit[:-1]), (at_infinity,))

    @classmethod
    def of(cls, polyhedron: Polyhedron) -> Cone | None:
        """The closure of a polyhedron; None if no point satisfies all rows."""
        cone = cls.whole(polyhedron.dim)
        for row in polyhedron.rows:
            q = common_denominator([*row.normal, row.bound])
            form = primitive([fmpz(v) for v in integers([*row.normal, -row.bound], q)])
            signs = (form, tuple(-value for value in form)) if row.equation else (form,)
            for signed in signs:
                cone = cone.cut(signed, row.strict)
                if not any(ray[-1] for ray in cone.rays):
                    return None
        everywhere = cone.everywhere
        strict = any(cut.strict and everywhere >> i & 1 for i, cut in enumerate(cone.cuts))
        return None if strict else cone

    @cached_property
    def matrix(self) -> fmpz_mat:
        """The rays, then the lines, as rows."""
        rows = [*self.rays, *self.lines]
        return fmpz_mat(len(rows), len(rows[0]), [value for row in rows for value in row])

    @cached_property
    def everywhere(self) -> int:
        """The cuts at which all rays are tight."""
        found = -1
        for tight in self.tight:
            found &= tight
        return found & (1 << len(self.cuts)) - 1

    def values(self, forms: fmpz_mat) -> list[list[Any]]:
        """Shapes: forms is (d + 1) x m, one in each column; the values have a row for each ray, then line."""
        return (self.matrix * forms).tolist()

    def cut(self, form: Form, strict: bool) -> Cone:
        """The part where form <= 0, or form < 0."""
        column = fmpz_mat(len(form), 1, list(form))
        values = [row[0] for row in self.values(column)]
        return self.halves(form, values, strict)[0]

    def halves(self, form: Form, values: Sequence[Any], strict: bool = False) -> tuple[Cone, Cone]:
        """The part where form <= 0 (or < 0), and that where form > 0 (or >= 0); `values` as of the form."""
        minus = tuple(-value for value in form)
        below, above = (*self.cuts, Cut(form, strict)), (*self.cuts, Cut(minus, not strict))
        if any(values[len(self.rays) :]):
            return self._along_line(values, below, above)
        bit = 1 << len(self.cuts)
        low = [(r, t) for r, t, v in zip(self.rays, self.tight, values, strict=False) if v < 0]
        high = [(r, t) for r, t, v in zip(self.rays, self.tight, values, strict=False) if v > 0]
        edge = [(r, t | bit) for r, t, v in zip(self.rays, self.tight, values, strict=False) if v == 0]
        edge += self._crossings(values, bit)
        return _cone([*low, *edge], self.lines, below), _cone([*high, *edge], self.lines, above)

    def _crossings(self, values: Sequence[Any], bit: int) -> list[tuple[Integers, int]]:
        """The rays where edges cross the hyperplane."""
        signed = list(zip(self.rays, self.tight, values, strict=False))
        least = len(self.rays[0]) - len(self.lines) - 2  # so many rows are tight along an edge
        found: list[tuple[Integers, int]] = []
        for r, t, v in signed:
            if v <= 0:
                continue
            for s, u, w in signed:
                common = t & u
                if w < 0 and common.bit_count() >= least and self._is_edge(common):
                    found.append(
                        (primitive([v * b - w * a for a, b in zip(r, s, strict=True)]), common | bit)
                    )
        return found

    def _is_edge(self, common: int) -> bool:
        return sum(1 for tight in self.tight if common & ~tight == 0) == 2

    def _along_line(
        self, values: Sequence[Any], below: tuple[Cut, ...], above: tuple[Cut, ...]
    ) -> tuple[Cone, Cone]:
        """Cut across a line: the others are moved along it into the hyperplane."""
        count = len(self.rays)
        place = next(i for i in range(count, len(values)) if values[i])
        line, slope = self.lines[place - count], values[place]
        if slope < 0:
            line, slope = tuple(-value for value in line), -slope

        def moved(row: Integers, value: Any) -> Integers:
            return primitive([slope * a - value * b for a, b in zip(row, line, strict=True)])

        bit = 1 << len(self.cuts)
        everything = bit - 1
        rays = [(moved(r, v), t | bit) for r, t, v in zip(self.rays, self.tight, values, strict=False)]
        others = [
            moved(row, v)
            for i, (row, v) in enumerate(zip(self.lines, values[count:], strict=True), start=count)
            if i != place
        ]
        back = tuple(-value for value in line)
        return (
            _cone([*rays, (back, everything)], others, below),
            _cone([*rays, (line, everything)], others, above),
        )

    # ---- what is read off --------------------------------------------------------------------------

    @property
    def vertices(self) -> tuple[tuple[fmpq, ...], ...]:
        """The rays with w > 0 as points of R^d; none if the polyhedron contains a line."""
        if self.lines:
            return ()
        return tuple(tuple(fmpq(c, ray[-1]) for c in ray[:-1]) for ray in self.rays if ray[-1])

    @property
    def is_bounded(self) -> bool:
        """Whether the polyhedron is bounded."""
        return not self.lines and all(ray[-1] for ray in self.rays)

    @property
    def interior_point(self) -> tuple[fmpq, ...]:
        """A point of the relative interior: the sum of all rays."""
        *total, weight = (sum(column, fmpz(0)) for column in zip(*self.rays, strict=True))
        return tuple(fmpq(value, weight) for value in total)

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """All cuts but the first, in order."""
        return tuple(cut.row() for cut in self.cuts[1:])

    def rows(self) -> tuple[Row, ...]:
        """Rows that suffice for the cuts: equations, facets, and strict rows that exclude more than those."""
        masks = [sum(1 << k for k, t in enumerate(self.tight) if t >> i & 1) for i in range(len(self.cuts))]
        finite = sum(1 << k for k, ray in enumerate(self.rays) if ray[-1])
        proper = [i for i in range(len(self.cuts)) if masks[i] and not self.everywhere >> i & 1]
        chosen: list[int] = []
        for i in sorted(proper, key=lambda i: (-masks[i].bit_count(), i > 0, not self.cuts[i].strict, i)):
            face, strict = masks[i], self.cuts[i].strict
            within = [j for j in proper if face & ~masks[j] == 0 and (face != masks[j] or j in chosen)]
            excluded = any(self.cuts[j].strict and j in chosen for j in within)
            if not within or (strict and not excluded and face & finite):
                chosen.append(i)
        return (*self._equations(), *(self.cuts[i].row() for i in sorted(chosen) if i))

    def _equations(self) -> list[Row]:
        """The cuts at which all points are tight; two opposite ones as one equation."""
        forms = [self.cuts[i].form for i in range(1, len(self.cuts)) if self.everywhere >> i & 1]
        found: list[Row] = []
        for place, form in enumerate(forms):
            minus = tuple(-value for value in form)
            row = Cut(form, False).row()
            if minus in forms[:place]:
                continue
            found.append(Row(row.normal, "==", row.bound) if minus in forms[place:] else row)
        return found


def _cone(rays: Sequence[tuple[Integers, int]], lines: Sequence[Integers], cuts: tuple[Cut, ...]) -> Cone:
    return Cone(tuple(r for r, _ in rays), tuple(t for _, t in rays), tuple(lines), cuts)
