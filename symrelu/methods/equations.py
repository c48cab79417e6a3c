"""Which equation among the facts to use for rewriting, and in which direction."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from symrelu.errors import Refused
from symrelu.kernel.normal import canon, inequality
from symrelu.kernel.polynomial import Polynomial, rational
from symrelu.kernel.tree import branches
from symrelu.terms.sorts import numeric
from symrelu.terms.substitution import occurs
from symrelu.terms.term import Term, op

_ARITHMETIC = frozenset(["+", "*", "pow", "le", "lt", "eq", "and", "or", "not", "imp", "iff", "num"])
_PIECEWISE = frozenset(["relu", "abs", "max", "min", "ite"])


def rewriting(facts: tuple[Term, ...]) -> tuple[Any, ...] | None:
    """A node that rewrites by an equation of the facts, if one makes more terms equal.

    Equations of laws, functions and formulas are used wherever their larger side occurs; those of numbers,
    where the number stands inside an atom that linear arithmetic does not look into. An equation c a = t with
    another coefficient than 1 and -1 gives a cut on a = t / c, if no other equation serves.
    """
    cuts: list[tuple[Any, ...]] = []
    for position, fact in enumerate(facts):
        if fact.head != "eq":
            continue
        others = facts[:position] + facts[position + 1 :]
        if not numeric(fact.args[0].sort):
            pairs = _objects(fact, others)
        else:
            pairs = list(_numbers(fact, others))
            cuts += [("cut", op("eq", *pair)) for pair in pairs if canon(op("eq", *pair)) not in facts]
            pairs = [pair for pair in pairs if canon(op("eq", *pair)) == fact]
        for pair in pairs:
            if _accepted(facts, ("rewrite", position, *pair)):
                return ("rewrite", position, *pair)
    return cuts[0] if cuts else None


def _accepted(facts: tuple[Term, ...], node: tuple[Any, ...]) -> bool:
    """Whether replacing keeps all terms well-sorted."""
    try:
        branches(facts, node)
    except Refused:
        return False
    return True


def _objects(fact: Term, others: tuple[Term, ...]) -> list[tuple[Term, Term]]:
    left, right = fact.args
    pairs = sorted(((left, right), (right, left)), key=lambda pair: (pair[0].head != "var", -pair[0].size))
    return [(a, b) for a, b in pairs if not occurs(a, b) and any(occurs(a, other) for other in others)]


def _numbers(fact: Term, others: tuple[Term, ...]) -> Iterator[tuple[Term, Term]]:
    sides = inequality(fact)
    if sides is None:
        return
    poly = sides[0]
    for monomial in poly.ordered:
        if len(monomial) != 1:
            continue
        coefficient = poly.coefficients[monomial]
        atom = poly.atoms[monomial[0]]
        if any(occurs(atom, poly.atoms[key]) for m in poly.coefficients if m != monomial for key in m):
            continue
        rest = Polynomial({m: c for m, c in poly.coefficients.items() if m != monomial}, poly.atoms)
        value = (rest * rational(-1) * rational(_inverse(coefficient))).term
        is_number = value.head == "num"
        if any(_inside(atom, other, is_number, False) for other in others):
            yield atom, value
    yield from _product(poly, others)


def _product(poly: Polynomial, others: tuple[Term, ...]) -> Iterator[tuple[Term, Term]]:
    """A product of atoms that equals a number, such as x * inv(x) = 1, where it stands inside an atom."""
    large = [m for m in poly.coefficients if m]
    if len(large) == 1 and len(large[0]) > 1 and poly.coefficients[large[0]] in (1, -1):
        monomial = large[0]
        product = Polynomial({monomial: poly.coefficients[monomial] ** 2}, poly.atoms).term
        constant = poly.coefficients.get((), 0) / poly.coefficients[monomial]
        value = rational(-Fraction(int(constant.p), int(constant.q))).term
        if any(_inside(product, other, False, False) for other in others):
            yield product, value


def _inverse(value: Any) -> Fraction:
    return Fraction(int(value.q), int(value.p))


def _inside(atom: Term, term: Term, deep: bool, below: bool) -> bool:
    """Whether the atom stands inside another atom (`deep`: also inside relu, max, ..)."""
    if term == atom:
        return below
    if term.size <= atom.size:
        return False
    opaque = term.head not in _ARITHMETIC and (deep or term.head not in _PIECEWISE)
    return any(_inside(atom, arg, deep, below or opaque) for arg in term.args)
