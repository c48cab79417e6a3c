"""What the computational rules accept as premises and arguments; everything else is refused.

Evidence may come from a hostile file: types are compared exactly (a bool is no integer), terms must be
locally closed and free of the kernel's private variables.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Protocol

from symrelu.errors import Refused
from symrelu.kernel.normal import canon
from symrelu.terms.sorts import Sort, below, fun, numeric, show_sort
from symrelu.terms.term import Term, has_private

_REAL_MAP: Sort = fun("R", "R")


class Premise(Protocol):
    """What a rule sees of a theorem."""

    @property
    def hyps(self) -> frozenset[Term]: ...

    @property
    def claim(self) -> Term: ...


Premises = tuple[Premise, ...]
Conclusion = tuple[frozenset[Term], Term]


def entries(rule: str, value: object, *counts: int) -> tuple[Any, ...]:
    """A tuple, of one of the given lengths if there are any."""
    if type(value) is not tuple or (counts and len(value) not in counts):
        wanted = " or ".join(map(str, counts)) if counts else "any number of"
        raise Refused(f"{rule}: expected {wanted} entries")
    return value


def closed(rule: str, value: object) -> Term:
    """A term without loose indices and private variables."""
    if type(value) is not Term or value.loose or has_private(value):
        raise Refused(f"{rule}: expected a closed term, found {type(value).__name__}")
    return value


def formula(rule: str, value: object) -> Term:
    """A closed term of sort B."""
    term = closed(rule, value)
    if term.sort != "B":
        raise Refused(f"{rule}: expected a formula, found {term}")
    return term


def real(rule: str, value: object) -> Term:
    """A closed term of sort R or N."""
    term = closed(rule, value)
    if not numeric(term.sort):
        raise Refused(f"{rule}: expected a number, found {term}")
    return term


def function(rule: str, value: object, sort: Sort = _REAL_MAP) -> Term:
    """A closed term whose sort is below the given sort of functions."""
    term = closed(rule, value)
    if not below(term.sort, sort):
        raise Refused(f"{rule}: expected {show_sort(sort)}, found {term}")
    return term


def real_variable(rule: str, value: object) -> Term:
    """A free variable of sort R; a numeral or a variable over N would make 7.1 to 7.4 unsound."""
    term = closed(rule, value)
    if term.head != "var" or term.sort != "R":
        raise Refused(f"{rule}: expected a variable of sort R, found {term}")
    return term


def integer(rule: str, value: object, low: int, high: int) -> int:
    """An integer between the two bounds; no bool."""
    if type(value) is not int or not low <= value <= high:
        raise Refused(f"{rule}: expected an integer from {low} to {high}")
    return value


def rational(rule: str, value: object) -> Fraction:
    """An exact rational number; neither a float nor a bool."""
    if type(value) is not int and type(value) is not Fraction:
        raise Refused(f"{rule}: expected an exact number, found {type(value).__name__}")
    return Fraction(value)


def digits(value: Fraction) -> str:
    """The number as text, if it is short enough to be written (Python writes no long integers)."""
    long = max(value.numerator.bit_length(), value.denominator.bit_length()) > 400
    return "a number with many digits" if long else str(value)


def free_in(variable: Term, term: Term) -> bool:
    """Whether the variable occurs free in the term."""
    return (variable.data, variable.sort) in term.free


def same(left: Term, right: Term) -> bool:
    """Whether two closed terms have one normal form, and so one value in every valuation."""
    return left == right or canon(left) == canon(right)


def proves(rule: str, premise: Premise, wanted: Term) -> frozenset[Term]:
    """The hypotheses of a premise whose claim is the wanted formula up to normal form."""
    if not same(premise.claim, wanted):
        raise Refused(f"{rule}: expected a premise {wanted}, found {premise.claim}")
    return premise.hyps


def united(*parts: frozenset[Term]) -> frozenset[Term]:
    """The union of sets of hypotheses."""
    return frozenset[Term]().union(*parts)
