# pyright: basic
"""Symbols as variables of the logic: their sorts, and the hypotheses that their declared domains make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

import sympy as sp

from symrelu.errors import InputError, Refused
from symrelu.terms.sorts import N, R, Sort
from symrelu.terms.term import Term, num, op, var

Condition: TypeAlias = Callable[[Term], tuple[Term, ...]]


_Domain: TypeAlias = tuple[Mapping[str, bool], Sort, Condition]


def _domain(sort: Sort, condition: Condition, **assumptions: bool) -> _Domain:
    return sp.Symbol("x", **assumptions).assumptions0, sort, condition


_DOMAINS = (
    _domain(R, lambda x: (), real=True),
    _domain(R, lambda x: (num(0) < x,), positive=True),
    _domain(R, lambda x: (num(0) <= x,), nonnegative=True),
    _domain(R, lambda x: (x < 0,), negative=True),
    _domain(R, lambda x: (x <= 0,), nonpositive=True),
    _domain(R, lambda x: (op("not", op("eq", x, num(0))),), real=True, zero=False),
    _domain(N, lambda x: (), integer=True, nonnegative=True),
    _domain(N, lambda x: (num(0) < x,), integer=True, positive=True),
)


def variable_name(symbol: sp.Symbol) -> str:
    """The name under which a symbol is read; a dummy is told apart by its index."""
    return f"{symbol.name}_{symbol.dummy_index}" if isinstance(symbol, sp.Dummy) else symbol.name


@lru_cache(maxsize=4096)
def _read_symbol(symbol: sp.Symbol) -> tuple[Term, tuple[Term, ...]]:
    name = variable_name(symbol)
    for assumptions, sort, condition in _DOMAINS:
        if symbol.assumptions0 == assumptions:
            try:
                variable = var(name, sort)
            except Refused as refused:
                advice = f"{name}_ ({refused})"
                raise InputError("symbol", repr(name), "a name that is free", advice) from None
            return variable, condition(variable)
    here, wanted = f"symbol {name}", "a natural or a real number"
    if symbol.is_integer:
        raise InputError(here, "an integer that may be negative", wanted, "m - n with m, n = naturals('m n')")
    facts = ", ".join(k for k, v in sorted(symbol.assumptions0.items()) if v and k != "commutative")
    found = f"the assumptions {facts or 'of a complex number'}"
    raise InputError(here, found, wanted, f'{name} = reals("{name}"), or positive, nonnegative, naturals')


def variable_of(symbol: sp.Symbol) -> Term:
    """The variable that a symbol is read as: of sort N for naturals, of sort R for the other domains.

    >>> from symrelu.terms.symbols import naturals, positive
    >>> variable_of(naturals("m")).sort, variable_of(positive("s")).sort
    ('N', 'R')
    """
    return _read_symbol(symbol)[0]


def symbols_of(value: object) -> frozenset[sp.Symbol]:
    """The free SymPy symbols of an expression, law, function, claim, or of a collection of these."""
    if isinstance(value, (tuple, list, set, frozenset)):
        return frozenset().union(*map(symbols_of, value))
    if isinstance(value, Mapping):
        return symbols_of(tuple(value)) | symbols_of(tuple(value.values()))
    if isinstance(value, type):
        return frozenset()
    found = getattr(value, "free_symbols", None)
    if found is None and hasattr(value, "term"):
        found = getattr(value, "parameters", None)
    return frozenset(s for s in found or () if isinstance(s, sp.Symbol))


def domains(value: object) -> tuple[Term, ...]:
    """The hypotheses that the declared domains of the free symbols make, ordered by name.

    >>> from symrelu.terms.symbols import naturals, positive, reals
    >>> domains(positive("s") * reals("x") + naturals("m"))
    (0 < s,)
    """
    symbols = sorted(symbols_of(value), key=variable_name)
    return tuple(condition for symbol in symbols for condition in _read_symbol(symbol)[1])


def check_symbols(symbols: Iterable[sp.Symbol], *terms: Term) -> None:
    """Refuse two symbols, or two variables, that print alike and differ.

    Raises: InputError.
    """
    seen: dict[str, sp.Symbol] = {}
    for symbol in sorted(symbols, key=lambda s: (variable_name(s), str(s.assumptions0))):
        other = seen.setdefault(variable_name(symbol), symbol)
        if other != symbol:
            raise InputError(
                f"symbol {symbol.name}",
                "two symbols of this name with different domains",
                "one domain for each name",
                "declare the symbol once and use that one",
            )
    sorts = {name: variable_of(symbol).sort for name, symbol in seen.items()}
    for term in terms:
        for name, sort in term.free:
            if name in ("true", "false"):
                found = "a variable that prints like a truth value"
                raise InputError(f"variable {name}", found, "another name")
            if sorts.setdefault(name, sort) != sort:
                raise InputError(
                    f"variable {name}",
                    "two variables of this name with different sorts",
                    "one sort for each name",
                    "rename one of them",
                )
