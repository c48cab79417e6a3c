# pyright: basic
"""Claims made of claims: quantifiers and connectives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.terms.binding import read_variable
from symrelu.terms.bridge import check_symbols, domains, symbols_of, to_term
from symrelu.terms.claim.binders import every, some
from symrelu.terms.statement import Claim, implication
from symrelu.terms.term import Term, op, var


def _formula(value: Any) -> Term:
    term = to_term(value)
    if term.sort != "B":
        raise InputError("claim", str(term), "a claim or a relation", "Equal(a, b), a <= b")
    return term


def _demands(value: Any) -> tuple[Term, ...]:
    """What must hold lest the claim be vacuous."""
    return tuple(getattr(value, "demands", ()))


def _sequence(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)


@dataclass(frozen=True, repr=False)
class _Quantified(Claim):
    def bind(self, variables: Any, *parts: Any) -> tuple[Term, ...]:
        """The variables; refused if one of them prints like another symbol of the parts."""
        check_symbols(symbols_of((variables, *parts)), *map(to_term, (*variables, *parts)))
        bound = tuple(map(read_variable, variables))
        if len(set(bound)) < len(bound):
            raise InputError("variables", ", ".join(map(str, bound)), "distinct variables")
        return bound


@dataclass(frozen=True, repr=False)
class ForAll(_Quantified):
    """For all values of the variables in their domains: if all that is given holds, so does the body.

    >>> from symrelu.terms.symbols import positive, reals, relu
    >>> s, x = positive("s"), reals("x")
    >>> ForAll((s, x), [x >= 0], relu(s * x) >= s * x)
    forall s. forall x. 0 < s and 0 <= x -> s*x <= relu(s*x)
    """

    variables: Any
    given: Any
    body: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", _sequence(self.variables))
        object.__setattr__(self, "given", _sequence(self.given))
        super().__post_init__()

    def unfold(self) -> Term:
        bound = self.bind(self.variables, *self.given, self.body)
        antecedents = [*domains(self.variables), *map(_formula, self.given)]
        return every(bound, implication(antecedents, _formula(self.body)))

    @property
    def demands(self) -> tuple[Term, ...]:
        """What the body demands, for all values of the variables."""
        bound = self.bind(self.variables, *self.given, self.body)
        antecedents = [*domains(self.variables), *map(_formula, self.given)]
        return tuple(every(bound, implication(antecedents, demand)) for demand in _demands(self.body))

    def symbols(self) -> frozenset[sp.Symbol]:
        return symbols_of((self.given, self.body)) - symbols_of(self.variables)


@dataclass(frozen=True, repr=False)
class Exists(_Quantified):
    """For some values of the variables in their domains the body holds.

    >>> from symrelu.terms.symbols import positive, reals
    >>> Exists(positive("s"), positive("s") < reals("x"))
    exists s. 0 < s and s < x
    """

    variables: Any
    body: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", _sequence(self.variables))
        super().__post_init__()

    def unfold(self) -> Term:
        bound = self.bind(self.variables, self.body)
        conditions = [*domains(self.variables), _formula(self.body)]
        return some(bound, op("and", *conditions) if len(conditions) > 1 else conditions[0])

    def symbols(self) -> frozenset[sp.Symbol]:
        return symbols_of(self.body) - symbols_of(self.variables)


@dataclass(frozen=True, repr=False, init=False)
class _Joined(Claim):
    parts: tuple[Any, ...]

    def __init__(self, *parts: Any) -> None:
        joined = _sequence(parts[0]) if len(parts) == 1 else parts
        object.__setattr__(self, "parts", tuple(joined))
        self.__post_init__()

    @property
    def demands(self) -> tuple[Term, ...]:
        """What the parts demand."""
        return tuple(dict.fromkeys(demand for part in self.parts for demand in _demands(part)))


@dataclass(frozen=True, repr=False, init=False)
class And(_Joined):
    """All of the claims; without any, true."""

    def unfold(self) -> Term:
        return op("and", *map(_formula, self.parts))


@dataclass(frozen=True, repr=False, init=False)
class Or(_Joined):
    """At least one of the claims; without any, false."""

    def unfold(self) -> Term:
        return op("or", *map(_formula, self.parts))


@dataclass(frozen=True, repr=False)
class Not(Claim):
    """The claim is false for the values at hand; `Fails` says that it is not a theorem."""

    claim: Any

    def unfold(self) -> Term:
        return op("not", _formula(self.claim))


@dataclass(frozen=True, repr=False)
class Implies(Claim):
    """If the first holds, so does the second; a tuple of claims holds if all of them do."""

    condition: Any
    conclusion: Any

    def unfold(self) -> Term:
        return implication(list(map(_formula, _sequence(self.condition))), _formula(self.conclusion))

    @property
    def demands(self) -> tuple[Term, ...]:
        """What the conclusion demands."""
        return _demands(self.conclusion)


@dataclass(frozen=True, repr=False)
class Iff(Claim):
    """The one holds exactly if the other does.

    >>> from symrelu.terms.symbols import reals, relu
    >>> Iff(sp.Eq(relu(reals("x")), 0), reals("x") <= 0)
    relu(x) = 0 <-> x <= 0
    """

    left: Any
    right: Any

    def unfold(self) -> Term:
        return op("iff", _formula(self.left), _formula(self.right))


@dataclass(frozen=True, repr=False)
class Fails(Claim):
    """The claim is not a theorem: not for all values, in the domains and as given, is it true.

    Every variable of the claim is bound, in the order of the names.

    >>> from symrelu.terms.claim import Equal
    >>> from symrelu.terms.symbols import positive, reals, relu
    >>> s, x = positive("s"), reals("x")
    >>> Fails(Equal(relu(s - x), s - relu(x)))
    not (forall s. forall x. 0 < s -> relu(s - x) = s - relu(x))
    """

    claim: Any
    given: Any = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", _sequence(self.given))
        if isinstance(self.claim, Fails):
            wanted = "a claim that is not itself a failure"
            raise InputError("Fails", "Fails(Fails(...))", wanted, "the claim itself")
        super().__post_init__()

    def unfold(self) -> Term:
        formula, given = _formula(self.claim), list(map(_formula, self.given))
        check_symbols(symbols_of((self.claim, self.given)), formula, *given)
        names = sorted(formula.free.union(*(g.free for g in given)), key=lambda entry: entry[0])
        inside = [c for c in domains((self.claim, self.given)) if c.free <= frozenset(names)]
        closed = every([var(*entry) for entry in names], implication([*inside, *given], formula))
        return op("not", closed)

    def symbols(self) -> frozenset[sp.Symbol]:
        return frozenset()
