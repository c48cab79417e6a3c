"""Which equation among the facts to use for rewriting, and in which direction."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from symrelu.kernel.normal import Polynomial, canon, inequality, rational
from symrelu.terms.sorts import numeric
from symrelu.terms.term import Term, occurs, op

_ARITHMETIC = frozenset(["+", "*", "pow", "le", "lt", "eq", "and", "or", "not", "imp", "iff", "num"])
_PIECEWISE = frozenset(["relu", "abs", "max", "min", "ite"])


def rewriting(facts: tuple[Term, ...]) -> tuple[Any, ...] | None:
    """A node that rewrites by an equation of the facts, if one makes more terms equal.

    Equations of laws, functions and formulas are used wherever their larger side occurs; those of numbers,
    where the number stands inside an atom that linear arithmetic does not look into. An equation c a = t with
    another coefficient than 1 and -1 gives a cut on a = t / c first.
    """
    for position, fact in enumerate(facts):
        if fact.head != "eq":
            continue
        others = facts[:position] + facts[position + 1 :]
        number = numeric(fact.args[0].sort)
        pair = _numbers(fact, others) if number else _objects(fact, others)
        if pair is not None:
            equation = op("eq", *pair)
            return ("rewrite", position, *pair) if not number or canon(equation) == fact else ("cut", equation)
    return None


def _objects(fact: Term, others: tuple[Term, ...]) -> tuple[Term, Term] | None:
    left, right = fact.args
    if left == right:
        return None
    pairs = ((left, right), (right, left))
    for old, new in sorted(pairs, key=lambda pair: (pair[0].head != "var", -pair[0].size)):
        if not occurs(old, new) and any(occurs(old, other) for other in others):
            return old, new
    return None


def _numbers(fact: Term, others: tuple[Term, ...]) -> tuple[Term, Term] | None:
    sides = inequality(fact)
    if sides is None:
        return None
    poly = sides[0]
    for monomial, coefficient in poly.coefficients.items():
        if len(monomial) != 1:
            continue
        atom = poly.atoms[monomial[0]]
        if any(occurs(atom, poly.atoms[key]) for m in poly.coefficients if m != monomial for key in m):
            continue
        rest = Polynomial({m: c for m, c in poly.coefficients.items() if m != monomial}, poly.atoms)
        value = (rest * rational(-1) * rational(_inverse(coefficient))).term
        is_number = value.head == "num"
        if any(_inside(atom, other, is_number, False) for other in others):
            return atom, value
    return None


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
