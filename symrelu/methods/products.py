"""Products of facts, made when the point of linear arithmetic violates them.

A product of facts that are at least 0 is at least 0. Only such products enter whose monomials are spoken of
already (or one more at a leaf), and only where the present point gives them the wrong sign: cutting planes,
not all pairs.

Source: certificates of Handelman and Schmuedgen, of degree two, and three where the facts have that degree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from flint import fmpq

from symrelu.methods.arithmetic import Arithmetic
from symrelu.methods.polynomials import Monomial, Poly, multiply, quotient
from symrelu.terms.term import Term

_ZERO = fmpq(0)
_AT_ONCE = 12
_PAIRS = 3000
_TRIPLES = 60


@dataclass(frozen=True)
class Row:
    """`0 <= poly`, `0 < poly` (strict), `0 = poly` (None): product of the named facts and a monomial."""

    names: tuple[Any, ...]
    poly: Poly
    strict: bool | None
    times: Monomial = ()
    rests: tuple[int, ...] = ()


def sign_products(arithmetic: Arithmetic, rows: Sequence[Row], named: frozenset[int]) -> list[Row]:
    """Violated products of facts with the facts that give the sign of a single atom."""
    nonlinear = {a for m in arithmetic.active if len(m) > 1 for a in m}
    if not nonlinear:
        return []
    factors = [row for row in rows if _gives_sign(row, nonlinear) or row.names[0] in named]
    return violated_rows(arithmetic, _pairs(arithmetic, factors, rows, 0))


def _gives_sign(row: Row, nonlinear: set[int]) -> bool:
    if len(row.poly) != 1:
        return False
    (monomial,) = row.poly
    return len(monomial) == 1 and monomial[0] in nonlinear


def leaf_products(
    arithmetic: Arithmetic, rows: Sequence[Row], squares: Sequence[Term], fresh: int
) -> list[Row]:
    """Violated products of any two facts, squares of the named terms and of small sums of atoms."""
    found = violated_rows(arithmetic, [*_squares(arithmetic, squares), *_equations(arithmetic)])
    found = found or violated_rows(arithmetic, _pairs(arithmetic, rows, rows, fresh))
    if found or arithmetic.degree == 2:
        return found
    pairs = list(islice(_pairs(arithmetic, rows, rows, fresh), _TRIPLES))
    return violated_rows(arithmetic, _pairs(arithmetic, pairs, rows, fresh))


def _pairs(arithmetic: Arithmetic, left: Sequence[Row], right: Sequence[Row], fresh: int) -> Iterator[Row]:
    count = 0
    done: set[tuple[int, int]] = set()
    for a in left:
        for b in right:
            pair = (id(a), id(b)) if id(a) <= id(b) else (id(b), id(a))
            if pair in done:
                continue
            done.add(pair)
            if not _known(arithmetic, a.poly, b.poly, fresh):
                continue
            count += 1
            if count > _PAIRS:
                return
            yield Row(
                a.names + b.names,
                multiply(a.poly, b.poly),
                bool(a.strict and b.strict),
                (),
                a.rests + b.rests,
            )


def _known(arithmetic: Arithmetic, left: Poly, right: Poly, fresh: int) -> bool:
    """Whether the product speaks of known nonlinear monomials, and of at most `fresh` others."""
    allowed, met = fresh, False
    unknown: set[tuple[int, ...]] = set()
    for m in left:
        for n in right:
            if not (m and n):
                continue
            key = tuple(sorted(m + n))
            if key in arithmetic.active or _reducible(arithmetic, key):
                met = True
            elif key not in unknown:
                unknown.add(key)
                if len(unknown) > allowed or len(key) > arithmetic.degree:
                    return False
    return met


def _reducible(arithmetic: Arithmetic, monomial: tuple[int, ...]) -> bool:
    return any(quotient(monomial, rule.lead) is not None for rule in arithmetic.rules)


def _squares(arithmetic: Arithmetic, squares: Sequence[Term]) -> Iterator[Row]:
    for term in squares:
        root = arithmetic.read(term)
        yield Row((term,), multiply(root, root), False)
    doubled = sorted({m[0] for m in arithmetic.active if len(m) == 2 and m[0] == m[1]})
    for i, a in enumerate(doubled):
        yield Row((arithmetic.atoms[a],), {(a, a): fmpq(1)}, False)
        for b in doubled[i + 1 :]:
            if (a, b) in arithmetic.active:
                for sign in (-1, 1):
                    root = arithmetic.atoms[a] + sign * arithmetic.atoms[b]
                    yield Row((root,), multiply(arithmetic.read(root), arithmetic.read(root)), False)


def _equations(arithmetic: Arithmetic) -> Iterator[Row]:
    """Equations times single atoms, beyond what their rules do by themselves."""
    atoms = sorted({a for m in arithmetic.active for a in m})
    for rule in arithmetic.rules:
        for atom in atoms:
            row = multiply(rule.poly, {(atom,): fmpq(1)})
            if all(m in arithmetic.active for m in row if len(m) > 1):
                yield Row(rule.ids, row, None, (atom,))


def violated_rows(arithmetic: Arithmetic, rows: Iterable[Row]) -> list[Row]:
    """The rows that the point violates, the worst first, a few."""
    scored: list[tuple[Any, int, Row]] = []
    for place, row in enumerate(rows):
        value, tiny = arithmetic.estimate(row.poly)
        if row.strict is None:
            if value or tiny:
                scored.append((-abs(value), place, row))
        elif (value, tiny) < (_ZERO, _ZERO) or (row.strict and (value, tiny) == (_ZERO, _ZERO)):
            norm = max(abs(c) for c in row.poly.values())
            scored.append((value / norm, place, row))
    scored.sort(key=lambda item: item[:2])
    return [row for _, _, row in scored[:_AT_ONCE]]
