# pyright: basic
"""Refutations of algebraic families: a polynomial relation between moments that an image of a member breaks.

Where the moments of the members are polynomials in n parameters, any n + 1 of them are related; a condition
on the parameters may be one on moments. A network whose image breaks such a relation leads out of the family.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

import sympy as sp

from symrelu.errors import ProofFailed, Refused
from symrelu.invariance.hinges import hinge, onto_ray
from symrelu.invariance.members import members, numerals, shown_member
from symrelu.invariance.moment_relations import Relation, relations
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
MOST_MEMBERS, SECONDS = 5, 10


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
        for relation in relations(stated, degree, power, known, stop):
            for k, (member, layers) in enumerate(images):
                if time.monotonic() > stop:
                    tried.append(f"elimination (nothing in {SECONDS} s)")
                    return None
                numbers = {m: number(k, m) for m in relation.moments}
                found = {m: q for m, q in numbers.items() if q is not None}
                if len(found) == len(numbers) and relation.is_broken_by(relation.value(found)):
                    return _refuted(stated, member, layers, relation, found, deadline)
    tried.append("elimination (no relation between few moments that an image breaks)")
    return None


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
        holds = establish(relation.holds_at(polynomials), given=(body,))
        rule = rules.specialise(broken, *(polynomials[m] for m in relation.moments))
        return [establish(op("or"), premises=(rule, holds, *values))]

    theorem = contradiction(stated, member, layers, compare, deadline)
    value = relation.value(numbers)
    reason = f"{relation.said()} for every member; the image of this one has {value}"
    exact_value = sp.Rational(value.numerator, value.denominator)
    return theorem, InvarianceWitness(
        shown_member(stated, member), layers, reason, relation.shown(), (exact_value,)
    )


def _under(theorem: Theorem, body: Term) -> Theorem:
    """The theorem under the one hypothesis that says where the parameters lie."""
    claim = theorem.claim
    for formula in theorem.hyps:
        theorem = rules.discharge(theorem, formula)
    return establish(claim, given=(body,), premises=(theorem,))


def _broken(relation: Relation, numbers: dict[Exponents, Fraction]) -> Theorem:
    """forall u. u_1 = v_1 and .. -> P(u) = P(v), with P(v) a number that no member has."""
    names = [fresh(f"u_{k}", R) for k in range(1, len(relation.moments) + 1)]
    values = dict(zip(relation.moments, names, strict=True))
    given = [op("eq", values[m], num(numbers[m])) for m in relation.moments]
    theorem = establish(op("eq", relation.term(values), num(relation.value(numbers))), given=given)
    for formula in reversed(given):
        theorem = rules.discharge(theorem, formula)
    return rules.generalise(theorem, *names)
