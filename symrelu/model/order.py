# pyright: basic
"""The order of exact scalars under facts about signs; where the facts do not decide, the case is split."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import sympy as sp
from flint import fmpq

from symrelu.errors import NoClosedForm
from symrelu.model.enclosure import constant_sign
from symrelu.model.fact import (
    ANY,
    NEGATIVE,
    NOT_NEGATIVE,
    NOT_POSITIVE,
    NOT_ZERO,
    POSITIVE,
    ZERO_SIGN,
    Fact,
    Signs,
)
from symrelu.model.scalar import Expression, Scalar, Variable, expression, replace

T = TypeVar("T")
_MOST_CASES = 64


class Undecided(Exception):
    """Internal: the facts do not tell the sign of `expression`; `choices` are the cases to look at."""

    def __init__(self, expression: Expression, choices: tuple[Signs, ...]) -> None:
        super().__init__(str(expression))
        self.expression = expression
        self.choices = choices


@functools.lru_cache(maxsize=4096)
def assumed_signs(e: Expression) -> Signs:
    """The signs that the declared domains of the symbols of e leave open."""
    if not e.free_symbols:
        sign = constant_sign(e)
        if sign is None:
            raise NoClosedForm(
                f"the sign of the constant {e}", "give it as a rational number or a symbol with a domain"
            )
        return frozenset({sign})
    if e.is_positive:
        return POSITIVE
    if e.is_negative:
        return NEGATIVE
    if e.is_zero:
        return ZERO_SIGN
    if e.is_nonnegative:
        return NOT_NEGATIVE
    if e.is_nonpositive:
        return NOT_POSITIVE
    return NOT_ZERO if e.is_nonzero else ANY


@functools.lru_cache(maxsize=4096)
def _factors(e: Expression) -> tuple[tuple[Expression, int], ...]:
    numerator, denominator = sp.fraction(sp.cancel(sp.together(e)))
    found: list[tuple[Expression, int]] = []
    for part in (numerator, denominator):
        try:
            listed: Any = sp.factor_list(part)
            coefficient, factors = listed
        except sp.PolynomialError:
            coefficient, factors = sp.S.One, [(part, 1)]
        found.append((coefficient, 1))
        found += [(f, int(n)) for f, n in factors]
    return tuple(found)


def _product(left: Signs, right: Signs) -> Signs:
    return frozenset(a * b for a in left for b in right)


def _negated(signs: Signs) -> Signs:
    return frozenset(-s for s in signs)


@dataclass(frozen=True)
class Order:
    """What is known about signs: the declared domains, the facts, and symbols replaced by what they equal."""

    facts: tuple[Fact, ...] = ()
    replaced: tuple[tuple[Variable, Expression], ...] = ()
    equalities: tuple[Fact, ...] = ()

    def read(self, value: Scalar) -> Scalar:
        """The scalar with the replaced symbols written out."""
        if isinstance(value, fmpq) or not self.replaced:
            return value
        for symbol, solution in self.replaced:
            value = replace(value, {symbol: solution})
        return value

    def signs(self, e: Scalar) -> Signs:
        """The signs that e can have."""
        if isinstance(e, fmpq):
            return POSITIVE if e > 0 else NEGATIVE if e < 0 else ZERO_SIGN
        e = expression(self.read(e))
        open_signs = assumed_signs(e)
        if len(open_signs) == 1:
            return open_signs
        signs = POSITIVE
        for factor, power in _factors(e):
            one = self._factor_signs(factor)
            signs = _product(signs, one if power % 2 else _product(one, one) & NOT_NEGATIVE)
        return signs & open_signs or signs

    def _factor_signs(self, factor: Expression) -> Signs:
        signs = assumed_signs(factor)
        if len(signs) == 1:
            return signs
        for fact in self.facts:
            if fact.expression == factor:
                signs &= fact.signs
            elif fact.expression == -factor:
                signs &= _negated(fact.signs)
        if len(signs) > 1:
            signs &= self._sums(factor)
        if len(signs) > 1:
            signs &= _negated(self._sums(-factor))
        return signs

    def _sums(self, e: Expression) -> Signs:
        """NOT_NEGATIVE or POSITIVE if e is a sum of at most two facts and of something of known sign."""
        rows = [(f.expression, f.signs) for f in self.facts if f.signs <= NOT_NEGATIVE]
        rows += [(-f.expression, _negated(f.signs)) for f in self.facts if f.signs <= NOT_POSITIVE]
        for i, (one, signs) in enumerate(rows):
            for two, more in [(sp.S.Zero, ZERO_SIGN), *rows[i:]]:
                rest = sp.expand(e - one - two)
                if rest.is_nonnegative:
                    strict = signs == POSITIVE or more == POSITIVE or rest.is_positive
                    return POSITIVE if strict else NOT_NEGATIVE
        return ANY

    def sign(self, e: Scalar) -> int:
        """The sign of e.

        Raises: Undecided, which a caller of `split_cases` never sees.
        """
        signs = self.signs(e)
        if len(signs) == 1:
            return next(iter(signs))
        raise self._undecided(e, (POSITIVE, ZERO_SIGN, NEGATIVE))

    def positive(self, e: Scalar) -> bool:
        """Whether e is above 0."""
        if isinstance(e, fmpq):
            return e > 0
        signs = self.signs(e)
        if signs == POSITIVE:
            return True
        if 1 not in signs:
            return False
        raise self._undecided(e, (POSITIVE, NOT_POSITIVE))

    def zero(self, e: Scalar) -> bool:
        """Whether e is 0."""
        if isinstance(e, fmpq):
            return e == 0
        signs = self.signs(e)
        if signs == ZERO_SIGN:
            return True
        if 0 not in signs:
            return False
        raise self._undecided(e, (ZERO_SIGN, NOT_ZERO))

    def _undecided(self, e: Expression, choices: tuple[Signs, ...]) -> Undecided:
        unknown = [f for f, n in _factors(expression(self.read(e))) if len(self._factor_signs(f)) > 1]
        factor = unknown[0]
        if len(unknown) > 1:
            choices = (POSITIVE, ZERO_SIGN, NEGATIVE)
        possible = self._factor_signs(factor)
        if factor.could_extract_minus_sign():
            factor, possible = -factor, _negated(possible)
        if len(unknown) == 1 and len(choices) == 2 and self._flips(e, factor):
            choices = tuple(map(_negated, choices))
        return Undecided(factor, tuple(c & possible for c in choices if c & possible))

    def _flips(self, e: Expression, factor: Expression) -> bool:
        """Whether e and its only undecided factor have opposite signs."""
        return self.suppose(factor, POSITIVE).signs(e) == NEGATIVE

    def suppose(self, e: Expression, signs: Signs) -> Order:
        """The order with one more fact."""
        if signs == ZERO_SIGN:
            solved = self._solve(e)
            if solved is not None:
                equal = Fact(e, signs)
                facts = tuple(Fact(sp.expand(f.expression.subs(*solved)), f.signs) for f in self.facts)
                return Order(facts, (*self.replaced, solved), (*self.equalities, equal))
        kept = tuple(f for f in self.facts if f.expression != e)
        for fact in self.facts:
            if fact.expression == e:
                signs = signs & fact.signs
        return Order((*kept, Fact(e, signs)), self.replaced, self.equalities)

    @staticmethod
    def _solve(e: Expression) -> tuple[Variable, Expression] | None:
        for symbol in sorted(e.free_symbols, key=lambda s: (s.is_nonzero is True, str(s)), reverse=False):
            slope = e.diff(symbol)
            if slope.is_Rational and slope != 0:
                return symbol, sp.expand(symbol - e / slope)
        return None

    def possible(self) -> bool:
        """Whether no fact contradicts the declared domains or the other facts."""
        for i, fact in enumerate(self.facts):
            others = Order(self.facts[:i] + self.facts[i + 1 :], self.replaced, self.equalities)
            if not others.signs(fact.expression) & fact.signs:
                return False
        return all(self.signs(value) & assumed_signs(symbol) for symbol, value in self.replaced)

    def condition(self, given: Order) -> Any:
        """What this order supposes beyond `given`, as a SymPy condition."""
        equalities = [f.relation() for f in self.equalities if f not in given.equalities]
        rest = [f.relation() for f in self.facts if f not in given.facts and f.expression.free_symbols]
        return sp.And(*equalities, *rest)

    def sorted(self, items: Iterable[T], key: Callable[[T], Scalar]) -> list[T]:
        """The items in increasing order of their keys."""
        listed = list(items)
        if all(isinstance(key(item), fmpq) for item in listed):
            return sorted(listed, key=key)
        return sorted(listed, key=functools.cmp_to_key(lambda p, q: self.sign(key(p) - key(q))))


PLAIN = Order()


def split_cases(question: Callable[[Order], T], start: Order) -> list[tuple[Order, T]]:
    """The answers to a question in every case that it needs, the cases covering `start` once.

    >>> w = sp.Symbol("w", real=True)
    >>> [(o.condition(Order()), s) for o, s in split_cases(lambda o: o.sign(w), Order())]
    [(w > 0, 1), (Eq(w, 0), 0), (w < 0, -1)]
    """
    open_cases, answers = [start], []
    while open_cases:
        order = open_cases.pop(0)
        try:
            answers.append((order, question(order)))
        except Undecided as open_sign:
            cases = [order.suppose(open_sign.expression, choice) for choice in open_sign.choices]
            open_cases[:0] = [case for case in cases if case.possible()]
        if len(open_cases) + len(answers) > _MOST_CASES:
            raise NoClosedForm(
                f"a law with more than {_MOST_CASES} cases",
                "declare domains of its symbols with positive() or nonnegative()",
            )
    return answers
