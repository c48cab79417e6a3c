# pyright: basic
"""Laws, functions and points in statements: terms of sorts that SymPy does not know, with their symbols."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import sympy as sp

from symrelu.errors import InputError
from symrelu.terms.bridge import symbols_of, to_term, variable_of
from symrelu.terms.opaque import from_term, opaque
from symrelu.terms.show import show
from symrelu.terms.sorts import SEQ, B, N, R, Sort, arrow, domain, numeric, show_sort
from symrelu.terms.sorts import borel as borel_sort
from symrelu.terms.sorts import fun as function_sort
from symrelu.terms.sorts import law as law_sort
from symrelu.terms.statement import Formula
from symrelu.terms.substitution import substitute
from symrelu.terms.term import Term, op, var


@dataclass(frozen=True, repr=False)
class Carried:
    """A term and the SymPy symbols in which it was written."""

    value: Term
    free_symbols: frozenset[sp.Symbol] = frozenset()
    wanted: ClassVar[str] = "a term"

    def __post_init__(self) -> None:
        if not self.accepts(self.value.sort):
            raise InputError("term", f"{self.value} of sort {show_sort(self.value.sort)}", self.wanted)

    def accepts(self, sort: Sort) -> bool:
        """Whether a term of this sort can be carried."""
        return True

    def term(self) -> Term:
        """The term that is carried."""
        return self.value

    def subs(self, values: dict[sp.Symbol, Any]) -> Any:
        """Symbols replaced by expressions, all at once and without capture."""
        term = substitute(self.value, {variable_of(s): to_term(v) for s, v in values.items()})
        kept = self.free_symbols - frozenset(values)
        return type(self)(term, kept | symbols_of([v for s, v in values.items() if s in self.free_symbols]))

    def __repr__(self) -> str:
        return show(self.value)


@dataclass(frozen=True, repr=False)
class LawTerm(Carried):
    """A Borel probability measure in a statement.

    >>> from symrelu.terms.symbols import relu
    >>> laws("mu").push(relu)
    push(lam y:R. relu(y), mu)
    """

    wanted: ClassVar[str] = "a law on R or on R^d"

    def accepts(self, sort: Sort) -> bool:
        return isinstance(sort, tuple) and sort[0] == "law"

    @property
    def space(self) -> Sort:
        """The space on which the law lives: R, or Seq for R^d."""
        return self.value.sort[1]  # type: ignore[return-value]

    def push(self, map_: Any) -> LawTerm:
        """The image law under a map: a function of one argument, a layer, or (expression, symbol)."""
        from symrelu.terms.binding import abstraction

        function = abstraction(map_, self.space, "y")
        return LawTerm(op("push", function.value, self.value), self.free_symbols | function.free_symbols)


@dataclass(frozen=True, repr=False)
class FunctionTerm(Carried):
    """A function, predicate, sequence or family in a statement; called, it is its value.

    A point or function among the arguments may be a Python function.

    >>> from symrelu.terms.symbols import reals
    >>> f, x = borel("f"), reals("x")
    >>> 2 * f(x) + 1, sequences("y")(3), functions("phi", SEQ)(lambda i: i + 1)
    (2*f(x) + 1, y(3), phi(lam i:N. i + 1))
    """

    wanted: ClassVar[str] = "a function"

    def accepts(self, sort: Sort) -> bool:
        return arrow(sort)

    def __call__(self, *arguments: Any) -> Any:
        from symrelu.terms.binding import function_of

        term, symbols = self.value, self.free_symbols
        for argument in arguments:
            value = function_of(argument, domain(term.sort)) if arrow(term.sort) else argument
            term, symbols = op("app", term, to_term(value)), symbols | symbols_of(value)
        return wrap(term, symbols)


def wrap(term: Term, symbols: frozenset[sp.Symbol] = frozenset()) -> Any:
    """The term as what is written in statements: an expression, a claim, a law or a function."""
    if numeric(term.sort):
        return from_term(term, symbols) if term.head in ("var", "num") else opaque(term, symbols)
    if term.sort == B:
        return Formula(term, symbols)
    return (FunctionTerm if arrow(term.sort) else LawTerm)(term, symbols)


def variables(names: str, sort: Sort) -> Any:
    """Variables of any sort.

    >>> variables("W", ("fun", "N", ("fun", "N", "R")))(1, 2)
    W(1)(2)
    """
    words = names.replace(",", " ").split()
    if not words:
        raise InputError("variables", repr(names), "at least one name")
    made = tuple(wrap(var(word, sort)) for word in words)
    return made[0] if len(made) == 1 else made


def laws(names: str, space: Sort = R) -> Any:
    """Arbitrary laws on R, or with `space=SEQ` on the sequences in which R^d is written.

    >>> laws("mu nu")
    (mu, nu)
    """
    return variables(names, law_sort(space))


def law_families(names: str, parameter: Sort = R, space: Sort = R) -> Any:
    """Variables for families of laws: arbitrary maps from the parameter to laws.

    >>> law_families("p")(2)
    p(2)
    """
    return variables(names, function_sort(parameter, law_sort(space)))


def borel(names: str, domain: Sort = R, result: Sort = R) -> Any:
    """Arbitrary Borel functions; under a probability or integral these alone may be applied to the point."""
    return variables(names, borel_sort(domain, result))


def functions(names: str, domain: Sort = R, result: Sort = R) -> Any:
    """Arbitrary functions, Borel or not."""
    return variables(names, function_sort(domain, result))


def events(names: str, domain: Sort = R) -> Any:
    """Arbitrary Borel sets, as predicates.

    >>> from symrelu.terms.symbols import reals
    >>> events("A")(reals("x"))
    A(x)
    """
    return variables(names, borel_sort(domain, B))


def sequences(names: str, result: Sort = R) -> Any:
    """Arbitrary sequences of reals (points of R^d), or with `result=SEQ` of points."""
    return variables(names, SEQ if result == R else function_sort(N, result))
