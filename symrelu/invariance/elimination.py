# pyright: basic
"""Refutations of algebraic families: a polynomial relation between moments that an image of a member breaks.

Where the moments of the members are polynomials in n parameters, any n + 1 of them are related. A relation is
found by linear algebra; a network whose image does not satisfy it leads out of the family.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement
from random import Random
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mat

from symrelu.errors import ProofFailed, Refused
from symrelu.invariance.hinges import hinge, onto_ray
from symrelu.invariance.members import members, numerals, shown_member
from symrelu.invariance.moment_theorems import Exponents, moment, moment_theorem, monomial
from symrelu.invariance.plain_images import plain_image
from symrelu.invariance.space_statement import SpaceStatement, contradiction
from symrelu.invariance.witness import InvarianceWitness
from symrelu.kernel import rules
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.model.network import Layer
from symrelu.model.vector_term import vector_map_term
from symrelu.terms.sorts import R
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, num, op

# Degrees of the moments and of the relation between them, in the order in which they are tried.
STAGES = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (2, 3), (2, 4), (3, 2))
MOST_MONOMIALS, MOST_TERMS, MOST_MEMBERS, MOST_RELATIONS, SECONDS = 150, 4000, 5, 4, 10


@dataclass(frozen=True)
class Relation:
    """A polynomial in moments, by the powers of these, that is 0 for all members."""

    moments: tuple[Exponents, ...]
    terms: tuple[tuple[tuple[int, ...], Fraction], ...]

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


def _monomial_text(exponents: Exponents) -> str:
    factors = [f"y{i}" + (f"^{k}" if k > 1 else "") for i, k in enumerate(exponents, start=1) if k]
    return " ".join(factors)


def refute_by_elimination(
    stated: SpaceStatement, deadline: float, tried: list[str]
) -> tuple[Theorem, InvarianceWitness] | None:
    """The theorem that the family is not invariant: an image breaks a relation between its moments."""
    stop = min(deadline, time.monotonic() + SECONDS)
    known: dict[Exponents, Any] = {}
    images = list(_candidates(stated))

    @cache
    def number(k: int, m: Exponents) -> Fraction | None:
        return _moment_of_image(stated, *images[k], m)

    for degree, power in STAGES:
        for relation in _relations(stated, degree, power, known, stop)[:MOST_RELATIONS]:
            for k, (member, layers) in enumerate(images):
                if time.monotonic() > stop:
                    tried.append(f"elimination (nothing in {SECONDS} s)")
                    return None
                numbers = {m: number(k, m) for m in relation.moments}
                found = {m: q for m, q in numbers.items() if q is not None}
                if len(found) == len(numbers) and relation.value(found) != 0:
                    return _refuted(stated, member, layers, relation, found, deadline)
    tried.append("elimination (no relation between few moments that an image breaks)")
    return None


# ---- relations -------------------------------------------------------------------------------------


def _relations(
    stated: SpaceStatement, degree: int, power: int, known: dict[Exponents, Any], stop: float
) -> list[Relation]:
    """The relations of a degree between the moments of a degree, those of few terms first."""
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
    columns = sorted({e for p in expanded for e in p})
    table = [[p.get(e, 0) for p in expanded] for e in columns]
    found: list[Relation] = []
    for vector in _null_vectors(table, len(products)):
        chosen = tuple((p, c) for p, c in zip(products, vector, strict=True) if c)
        used = [j for j in range(len(moments)) if any(p[j] for p, _ in chosen)]
        terms = tuple((tuple(p[j] for j in used), c) for p, c in chosen)
        found.append(Relation(tuple(moments[j] for j in used), terms))
    return sorted(found, key=lambda r: (len(r.terms), len(r.moments)))


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


# ---- networks --------------------------------------------------------------------------------------


def _moment_of_image(
    stated: SpaceStatement, member: tuple[Fraction, ...], layers: tuple[Layer, ...], asked: Exponents
) -> Fraction | None:
    """The moment of a member behind layers; None where it has no closed form here."""
    law = stated.law_at(numerals(member))
    for layer in layers:
        law = op("push", vector_map_term(layer), law)
    try:
        return _number(moment(law, asked, ()))
    except (ProofFailed, Refused):
        return None


def _number(constant: Any) -> Fraction:
    value = constant.coeff(1)
    return Fraction(int(value.numerator), int(value.denominator))


def _candidates(stated: SpaceStatement) -> Iterator[tuple[tuple[Fraction, ...], tuple[Layer, ...]]]:
    """Simple networks on simple members."""
    few = list(members(stated, most=MOST_MEMBERS))
    for layers in _networks(stated.dim):
        for member in few:
            yield member, layers


def _networks(d: int) -> Iterator[tuple[Layer, ...]]:
    """Shifts, layers with small weights, and hinges on a ray."""
    unit = [[int(i == j) for j in range(d)] for i in range(d)]
    for k in range(d):
        yield (Layer(unit, [int(i == k) for i in range(d)]),)
    for row in unit:
        for place in (Fraction(1, 2), Fraction(1), Fraction(1, 4)):
            yield onto_ray(d, row, 0), hinge(d, 1, place)
    generator = Random(0)
    for _ in range(16):
        rows = [[generator.choice((-1, 0, 0, 1, 2)) for _ in range(d)] for _ in range(d)]
        yield (Layer(rows, [generator.choice((0, 1, 3)) for _ in range(d)]),)
    for row in unit:
        yield onto_ray(d, row, 0), hinge(d, 1, Fraction(1, 4)), hinge(d, 1, Fraction(1, 2))


# ---- the proof -------------------------------------------------------------------------------------


def _refuted(
    stated: SpaceStatement,
    member: tuple[Fraction, ...],
    layers: tuple[Layer, ...],
    relation: Relation,
    numbers: dict[Exponents, Fraction],
    deadline: float,
) -> tuple[Theorem, InvarianceWitness]:
    plain, same = plain_image(stated.law_at(numerals(member)), layers)
    exact = [moment_theorem(plain, m, ()) for m in relation.moments]
    broken = _broken(relation, numbers)

    def compare(image: Term, names: tuple[Term, ...], body: Term) -> list[Theorem]:
        there = stated.law_at(names)
        values: list[Theorem] = []
        for m, known in zip(relation.moments, exact, strict=True):
            theorem = _under(moment_theorem(there, m, names, stated.domain_at(names)), body)
            phi = monomial(there, m)
            moved = op("eq", op("E", there, phi), num(numbers[m]))
            reached = establish(moved, given=(body,), premises=(known, same))
            claim = op("eq", theorem.claim.args[1], num(numbers[m]))
            values.append(establish(claim, premises=(theorem, reached)))
        polynomials = {m: v.claim.args[0] for m, v in zip(relation.moments, values, strict=True)}
        zero = establish(op("eq", relation.term(polynomials), num(0)))
        rule = rules.specialise(broken, *(polynomials[m] for m in relation.moments))
        return [establish(op("or"), premises=(rule, zero, *values))]

    theorem = contradiction(stated, member, layers, compare, deadline)
    value = relation.value(numbers)
    shown = relation.shown()
    reason = f"{shown} = 0 for every member; the image of this one has {value}"
    exact_value = sp.Rational(value.numerator, value.denominator)
    return theorem, InvarianceWitness(shown_member(stated, member), layers, reason, shown, (exact_value,))


def _under(theorem: Theorem, body: Term) -> Theorem:
    """The theorem under the one hypothesis that says where the parameters lie."""
    claim = theorem.claim
    for formula in theorem.hyps:
        theorem = rules.discharge(theorem, formula)
    return establish(claim, given=(body,), premises=(theorem,))


def _broken(relation: Relation, numbers: dict[Exponents, Fraction]) -> Theorem:
    """forall u. u_1 = v_1 and .. -> P(u) = P(v), with P(v) a number that is not 0."""
    names = [fresh(f"u_{k}", R) for k in range(1, len(relation.moments) + 1)]
    values = dict(zip(relation.moments, names, strict=True))
    given = [op("eq", values[m], num(numbers[m])) for m in relation.moments]
    theorem = establish(op("eq", relation.term(values), num(relation.value(numbers))), given=given)
    for formula in reversed(given):
        theorem = rules.discharge(theorem, formula)
    return rules.generalise(theorem, *names)
