# pyright: basic
"""Relations between the moments of the members of a family: polynomials in them that are 0, or of one sign.

Equations are the solutions of a linear system: the moments are polynomials in the parameters. A condition on
the parameters that is a combination of moments is a bound.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mat

from symrelu.errors import ProofFailed
from symrelu.invariance.moment_theorems import Exponents, moment
from symrelu.invariance.piecewise_polynomials import Ring, pieces_of
from symrelu.invariance.space_statement import SpaceStatement
from symrelu.kernel.normal import canon
from symrelu.terms.term import Term, num, op

MOST_MONOMIALS, MOST_TERMS, MOST_EQUATIONS = 150, 4000, 4


@dataclass(frozen=True)
class Relation:
    """A polynomial in moments, by the powers of these, that is 0 for all members, or at least or above 0."""

    moments: tuple[Exponents, ...]
    terms: tuple[tuple[tuple[int, ...], Fraction], ...]
    order: str = "eq"

    def value(self, numbers: dict[Exponents, Fraction]) -> Fraction:
        """The polynomial at numbers."""
        total = Fraction(0)
        for powers, coefficient in self.terms:
            for m, k in zip(self.moments, powers, strict=True):
                coefficient *= numbers[m] ** k
            total += coefficient
        return total

    def term(self, values: dict[Exponents, Term]) -> Term:
        """The polynomial as a term in the moments."""
        summands: list[Term] = []
        for powers, coefficient in self.terms:
            factors = [values[m] for m, k in zip(self.moments, powers, strict=True) for _ in range(k)]
            summands.append(op("*", num(coefficient), *factors) if factors else num(coefficient))
        return summands[0] if len(summands) == 1 else op("+", *summands)

    def shown(self) -> str:
        """The polynomial as people write it."""
        names = {m: sp.Symbol(f"E({_monomial_text(m)})") for m in self.moments}
        total = sp.S.Zero
        for powers, coefficient in self.terms:
            product = sp.Rational(coefficient.numerator, coefficient.denominator)
            for m, k in zip(self.moments, powers, strict=True):
                product *= names[m] ** k
            total += product
        return str(total)

    def is_broken_by(self, value: Fraction) -> bool:
        """Whether no member has this value."""
        return {"eq": value != 0, "le": value < 0, "lt": value <= 0}[self.order]

    def holds_at(self, values: dict[Exponents, Term]) -> Term:
        """What is true of the moments of a member."""
        polynomial = self.term(values)
        return op("eq", polynomial, num(0)) if self.order == "eq" else op(self.order, num(0), polynomial)

    def said(self) -> str:
        """What is true of every member, as people write it."""
        sign = {"eq": "=", "le": ">=", "lt": ">"}[self.order]
        return f"{self.shown()} {sign} 0"


def _monomial_text(exponents: Exponents) -> str:
    factors = [f"y{i}" + (f"^{k}" if k > 1 else "") for i, k in enumerate(exponents, start=1) if k]
    return " ".join(factors)


def relations(
    stated: SpaceStatement, degree: int, power: int, known: dict[Exponents, Any], stop: float
) -> list[Relation]:
    """The relations of a degree between the moments of a degree: few equations, the short ones, and bounds.

    Raises: ProofFailed for laws whose moments are no polynomials in the parameters.
    """
    moments = [m for k in range(1, degree + 1) for m in _exponents(stated.dim, k)]
    for m in moments:
        if m not in known:
            known[m] = moment(stated.law, m, stated.parameters)
        if time.monotonic() > stop:
            return []
    products = [(0,) * len(moments)]
    products += [p for k in range(1, power + 1) for p in _exponents(len(moments), k)]
    if len(products) > MOST_MONOMIALS:
        return []
    expanded = _expanded(products, [known[m] for m in moments], stop)
    if expanded is None:
        return []
    vectors = _null_vectors(_table(expanded), len(products))
    equations = [_relation(moments, products, vector, "eq") for vector in vectors]
    short = sorted(equations, key=lambda r: (len(r.terms), len(r.moments)))[:MOST_EQUATIONS]
    return short + _bounds(stated, moments, products, expanded)


def _relation(
    moments: list[Exponents], products: list[tuple[int, ...]], vector: tuple[Fraction, ...], order: str
) -> Relation:
    """The combination of products of moments, of which alone the moments that occur are kept."""
    terms = [(p, c) for p, c in zip(products, vector, strict=True) if c]
    used = [j for j in range(len(moments)) if any(p[j] for p, _ in terms)]
    kept = tuple((tuple(p[j] for j in used), c) for p, c in terms)
    return Relation(tuple(moments[j] for j in used), kept, order)


def _bounds(
    stated: SpaceStatement,
    moments: list[Exponents],
    products: list[tuple[int, ...]],
    expanded: list[dict[Exponents, Any]],
) -> list[Relation]:
    """The conditions on the parameters that are combinations of products of moments."""
    found: list[Relation] = []
    for order, polynomial in _conditions(stated):
        columns = [*expanded, polynomial]
        for vector in _null_vectors(_table(columns), len(columns)):
            if vector[-1]:
                scaled = tuple(-c / vector[-1] for c in vector[:-1])
                found.append(_relation(moments, products, scaled, order))
                break
    return found


def _conditions(stated: SpaceStatement) -> Iterator[tuple[str, dict[Exponents, Any]]]:
    """The polynomials in the parameters that are at least, or above 0 on the domain."""
    for condition in stated.domain_at(stated.parameters):
        if condition.head not in ("le", "lt"):
            continue
        low, high = condition.args
        over = Ring(None, stated.parameters)
        try:
            pieces = pieces_of(canon(high - low), over, (Fraction(0), Fraction(1)))
        except ProofFailed:
            continue
        yield condition.head, dict(pieces.polynomials[0].terms())


def _table(polynomials: list[dict[Exponents, Any]]) -> list[list[Any]]:
    """The coefficients, a column for each polynomial."""
    return [[p.get(e, 0) for p in polynomials] for e in sorted({e for p in polynomials for e in p})]


def _exponents(count: int, degree: int) -> list[Exponents]:
    """The exponents of the monomials of a degree."""
    chosen = combinations_with_replacement(range(count), degree)
    return [tuple(c.count(i) for i in range(count)) for c in chosen]


def _expanded(
    products: list[tuple[int, ...]], values: list[Any], stop: float
) -> list[dict[Exponents, Any]] | None:
    """The products of powers as polynomials in the parameters; None where they grow too large."""
    made = values[0].ring
    found: dict[tuple[int, ...], Any] = {}
    for powers in products:
        if not any(powers):
            found[powers] = made(1)
            continue
        j = next(i for i, k in enumerate(powers) if k)
        rest = (*powers[:j], powers[j] - 1, *powers[j + 1 :])
        found[powers] = found[rest] * values[j]
        if len(found[powers]) > MOST_TERMS or time.monotonic() > stop:
            return None
    return [dict(found[p].terms()) for p in products]


def _null_vectors(table: list[list[Any]], width: int) -> Iterator[tuple[Fraction, ...]]:
    """A basis of the solutions of a linear system, from its reduced form."""
    if not table:
        reduced, rank = None, 0
    else:
        matrix = fmpq_mat(len(table), width, [_fmpq(c) for row in table for c in row])
        reduced, rank = matrix.rref()
    pivots = [next(j for j in range(width) if reduced[i, j] != 0) for i in range(rank)]  # type: ignore[index]
    for free in (j for j in range(width) if j not in pivots):
        vector = [Fraction(0)] * width
        vector[free] = Fraction(1)
        for i, j in enumerate(pivots):
            entry = reduced[i, free]  # type: ignore[index]
            vector[j] = -Fraction(int(entry.p), int(entry.q))
        yield tuple(vector)


def _fmpq(value: Any) -> Any:
    return fmpq(int(value.numerator), int(value.denominator))
