# pyright: basic
"""Images of polyhedra under affine maps, strict rows and all, by elimination of coordinates.

Source: J. Fourier, 1826; T. S. Motzkin, 1936. The image of a polyhedron with strict rows is one, with the
rows that come from a strict one strict.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from symrelu.geometry.redundancy import without_redundancy
from symrelu.model.affine import Affine
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.row import Row

_ZERO, _ONE = fmpq(0), fmpq(1)
# Elimination squares the number of rows: from this many on the superfluous ones are dropped in between.
_MANY = 24


def image(polyhedron: Polyhedron, affine: Affine) -> Polyhedron:
    """The image of a polyhedron under an affine map.

    >>> image(Polyhedron.box([(0, 1), (0, 1)]), Affine([[1, 1]]))
    Polyhedron(-x1 <= 0, x1 <= 2)
    """
    n, m = affine.widths
    if n == m and affine.rank == n:
        return polyhedron.preimage(affine.inverse())
    rows: list[Row] = []
    for j, (line, offset) in enumerate(zip(affine.matrix, affine.offset, strict=True)):
        unit = tuple(_ONE if i == j else _ZERO for i in range(m))
        rows.append(Row((*unit, *(-a for a in line)), "==", offset))
    rows += [Row(((_ZERO,) * m + row.normal), row.relation, row.bound) for row in polyhedron.rows]
    return project(Polyhedron(rows, m + n), m)


def project(polyhedron: Polyhedron, keep: int) -> Polyhedron:
    """The image of a polyhedron under the map to its first coordinates, without redundant rows.

    >>> project(Polyhedron([([1, -1], "<", 0), ([0, 1], "<=", 3)]), 1)
    Polyhedron(x1 < 3)
    """
    rows = list(polyhedron.rows)
    left = list(range(keep, polyhedron.dim))
    while left:
        axis = min(left, key=lambda i: _price(rows, i))
        left.remove(axis)
        rows = _eliminated(rows, axis)
        if left and len(rows) > _MANY:
            rows = list(without_redundancy(Polyhedron(rows, polyhedron.dim)).rows)
    return without_redundancy(Polyhedron([Row(r.normal[:keep], r.relation, r.bound) for r in rows], keep))


def _price(rows: Sequence[Row], axis: int) -> int:
    """How many rows more there are after the elimination of a coordinate."""
    signs = [row.normal[axis] for row in rows if row.normal[axis]]
    if any(row.equation and row.normal[axis] for row in rows):
        return -1
    return sum(a > 0 for a in signs) * sum(a < 0 for a in signs) - len(signs)


def _eliminated(rows: Sequence[Row], axis: int) -> list[Row]:
    solved = next((row for row in rows if row.equation and row.normal[axis]), None)
    if solved is not None:
        return [
            _combined(row, _ONE, solved, -row.normal[axis] / solved.normal[axis]) if row.normal[axis] else row
            for row in rows
            if row is not solved
        ]
    kept = [row for row in rows if not row.normal[axis]]
    above = [row for row in rows if row.normal[axis] > 0]
    below = [row for row in rows if row.normal[axis] < 0]
    for up in above:
        for down in below:
            kept.append(_combined(up, 1 / up.normal[axis], down, -1 / down.normal[axis]))
    return list(dict.fromkeys(kept))


def _combined(one: Row, a: fmpq, two: Row, b: fmpq) -> Row:
    """a times one row plus b times another; a > 0, and b > 0 unless the other is an equation."""
    normal = tuple(a * x + b * y for x, y in zip(one.normal, two.normal, strict=True))
    strict = one.strict or two.strict
    relation = "==" if one.equation and two.equation else "<" if strict else "<="
    return Row(normal, relation, a * one.bound + b * two.bound)
