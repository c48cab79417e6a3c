# pyright: basic
"""The Lebesgue measure of polyhedra, and integrals of polynomials over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.errors import InputError
from symrelu.geometry.generators import Generators, generators
from symrelu.geometry.redundancy import is_empty
from symrelu.geometry.volume import moments
from symrelu.geometry.volume import volume as volume_of
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.rational import listed
from symrelu.model.row import Row
from symrelu.model.scalar import expression


def _full(polyhedron: Polyhedron) -> bool:
    """Whether the polyhedron has inner points."""
    rows = [Row(r.normal, "<", r.bound) for r in polyhedron.rows if not r.equation]
    equations = [r for r in polyhedron.rows if r.equation]
    if any(any(row.normal) or row.bound for row in equations):
        return False
    zero = [row for row in rows if not any(row.normal)]
    true = all(row.holds((fmpq(0),) * polyhedron.dim) for row in polyhedron.rows if not any(row.normal))
    return true and not is_empty([row for row in rows if row not in zero], polyhedron.dim)


def _unbounded(found: Generators) -> bool:
    return bool(found.rays or found.lines)


def volume(polyhedron: Polyhedron) -> Any:
    """The volume: 0 for a polyhedron without inner points, oo for an unbounded one with some.

    >>> volume(Polyhedron.box([(0, 2), (0, None)])), volume(Polyhedron.box([(1, 1), (0, None)]))
    (oo, 0)
    """
    if not _full(polyhedron):
        return sp.S.Zero
    found = generators(polyhedron)
    return sp.oo if _unbounded(found) else expression(volume_of(found, polyhedron.dim))


def integral(polyhedron: Polyhedron, polynomial: Any, symbols: Sequence[Any]) -> Any:
    """The integral of a polynomial in the symbols; its coefficients may hold other symbols."""
    names = [*listed(symbols, "symbols")]
    if len(names) != polyhedron.dim or len(set(names)) < len(names):
        raise InputError("symbols", f"{names}", f"{polyhedron.dim} symbols, one for each coordinate")
    terms = _terms(polynomial, names)
    if not _full(polyhedron):
        return sp.S.Zero
    found = generators(polyhedron)
    if _unbounded(found):
        raise InputError("integral", "an unbounded polyhedron", "a polytope", "cut it by a box")
    values = moments(found, polyhedron.dim, [exponent for exponent, _ in terms])
    return sp.expand(sum(c * expression(v) for (_, c), v in zip(terms, values, strict=True)))


def _terms(polynomial: Any, names: list[Any]) -> list[tuple[tuple[int, ...], Any]]:
    wanted = f"a polynomial in {', '.join(map(str, names))}"
    if isinstance(polynomial, float):
        raise InputError("polynomial", f"the float {polynomial!r}", wanted)
    try:
        read = sp.Poly(polynomial, *names)
    except sp.PolynomialError:
        raise InputError("polynomial", str(polynomial)[:80], wanted) from None
    for coefficient in read.coeffs():
        if coefficient.has(sp.Float) or coefficient.has(sp.oo, -sp.oo, sp.nan, sp.zoo):
            raise InputError("polynomial", f"the coefficient {coefficient}", "exact, finite coefficients")
    return [(exponent, c) for exponent, c in read.terms() if c != 0]
