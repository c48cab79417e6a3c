"""Random rows, and checks of points and multipliers by fractions alone."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from symrelu.model.polyhedron import Polyhedron

ENTRIES = st.sampled_from([Fraction(v) for v in ("0", "0", "1", "-1", "2", "-3", "1/3", "-5/2")])
BOUNDS = st.sampled_from([Fraction(v) for v in ("0", "0", "1", "-1", "2", "5/7")])
HUGE = Fraction(10**30)
SCALES = st.sampled_from([Fraction(1)] * 4 + [HUGE, 1 / HUGE])


@st.composite
def polyhedra(
    draw: Any,
    dims: tuple[int, ...] = (1, 2, 3),
    most: int = 8,
    relations: str = "<= <= >= < > ==",
    box: Any = None,
) -> Polyhedron:
    """A polyhedron in small numbers, now and then scaled, with repeated and with zero rows."""
    dim = draw(st.sampled_from(dims))
    rows = []
    for _ in range(draw(st.integers(0, most))):
        scale = draw(SCALES)
        normal = [scale * draw(ENTRIES) for _ in range(dim)]
        rows.append((normal, draw(st.sampled_from(relations.split())), draw(BOUNDS)))
        if draw(st.integers(0, 9)) == 0:
            rows.append(rows[-1])
    found = Polyhedron(rows, dim)
    bounded = draw(st.booleans()) if box is None else box
    return found.intersection(Polyhedron.box([(-2, 2)] * dim)) if bounded else found


def fraction(value: Any) -> Fraction:
    """The fraction of a FLINT rational."""
    return Fraction(int(value.p), int(value.q))


def fractions(row: Any) -> tuple[list[Fraction], Fraction]:
    """Normal and bound of a row."""
    return [fraction(a) for a in row.normal], fraction(row.bound)


def inside(polyhedron: Polyhedron, point: Any, closed: bool = False) -> bool:
    """Whether a point satisfies the rows, strict ones weakly if closed."""
    x = [fraction(c) for c in point]
    for row in polyhedron.rows:
        normal, bound = fractions(row)
        value = sum(a * c for a, c in zip(normal, x, strict=True))
        fits = {"<=": value <= bound, "==": value == bound, "<": value <= bound if closed else value < bound}
        if not fits[row.relation]:
            return False
    return True


def combined(polyhedron: Polyhedron, multipliers: Any) -> tuple[list[Fraction], Fraction, bool]:
    """Sum of normals, sum of bounds, and whether a strict row takes part; inequalities count at least 0."""
    total, bound, strict = [Fraction(0)] * polyhedron.dim, Fraction(0), False
    for index, value in multipliers.items():
        row = polyhedron.rows[index]
        factor = fraction(value)
        if row.relation != "==" and factor < 0:
            raise AssertionError(f"the multiplier {factor} of the inequality {row}")
        normal, right = fractions(row)
        total = [t + factor * a for t, a in zip(total, normal, strict=True)]
        bound += factor * right
        strict = strict or (row.relation == "<" and factor > 0)
    return total, bound, strict


def contradicts(polyhedron: Polyhedron, multipliers: Any) -> bool:
    """Whether the multipliers make 0 < 0 of the rows."""
    total, bound, strict = combined(polyhedron, multipliers)
    return not any(total) and (bound < 0 or (bound == 0 and strict))


def determinant(matrix: list[list[Fraction]]) -> Fraction:
    """By permutations: slow and independent."""
    n = len(matrix)
    total = Fraction(0)
    for order in itertools.permutations(range(n)):
        sign = (-1) ** sum(order[i] > order[j] for i in range(n) for j in range(i + 1, n))
        product = Fraction(sign)
        for i in range(n):
            product *= matrix[i][order[i]]
        total += product
    return total


def solved(matrix: list[list[Fraction]], right: list[Fraction]) -> tuple[Fraction, ...] | None:
    """The solution of a square system by Cramer's rule, None if the determinant is 0."""
    bottom = determinant(matrix)
    if not bottom:
        return None
    columns = range(len(matrix))
    swapped = [[[*r[:j], b, *r[j + 1 :]] for r, b in zip(matrix, right, strict=True)] for j in columns]
    return tuple(determinant(m) / bottom for m in swapped)
