# pyright: basic
"""From Python functions to functions of the logic, without capture.

A Python function is called twice: first with arguments that nobody else can have written, to see which names
its result mentions; then with variables whose names are not among these.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import sympy as sp

from symrelu.errors import InputError, Refused
from symrelu.terms.bridge import domains, symbols_of, to_term, variable_name, variable_of
from symrelu.terms.sorts import SEQ, N, Sort, arrow, domain, numeric, result, show_sort
from symrelu.terms.substitution import fresh, unused
from symrelu.terms.term import Term, abstract, binder, check_name, instantiate, lam, var
from symrelu.terms.variables import FunctionTerm, wrap


def names_in(*values: Any) -> frozenset[str]:
    """The names of the variables that are free in what the values are read as."""
    return frozenset(name for value in values for name, _ in to_term(value).free)


def variable(name: str, sort: Sort) -> Any:
    """A variable as it is written in statements: a SymPy symbol for numbers."""
    return wrap(var(name, sort))


def renamed(prototype: Any, name: str) -> Any:
    """A symbol with the same domain, or a variable of the same sort, under another name."""
    if isinstance(prototype, sp.Symbol):
        return sp.Symbol(name, **prototype.assumptions0)
    return variable(name, prototype.term().sort)


def _trial(prototype: Any) -> Any:
    dummy = sp.Dummy(read_variable(prototype).data.rstrip("'"), **getattr(prototype, "assumptions0", {}))
    return dummy if isinstance(prototype, sp.Symbol) else renamed(prototype, variable_name(dummy))


def read_variable(value: Any) -> Term:
    """The variable that a symbol or a variable of another sort is read as.

    Raises: InputError if it is anything else.
    """
    term = variable_of(value) if isinstance(value, sp.Symbol) else to_term(value)
    if term.head != "var":
        raise InputError("variable", str(term), "a symbol, or a variable", 'reals("x"), laws("mu")')
    return term


def call_fresh(function: Callable[..., Any], prototypes: Sequence[Any]) -> tuple[Any, tuple[Any, ...]]:
    """The function at variables like the prototypes whose names occur nowhere else in the result; and these.

    Raises: InputError if the function looks at the names of its arguments.
    """
    trial = tuple(map(_trial, prototypes))
    taken = names_in(function(*trial)) - {read_variable(t).data for t in trial}
    chosen: list[str] = []
    for prototype in prototypes:
        chosen.append(unused(read_variable(prototype).data, taken.union(chosen)))
    arguments = tuple(renamed(p, name) for p, name in zip(prototypes, chosen, strict=True))
    result = function(*arguments)
    if names_in(result) - frozenset(chosen) != taken:
        found = "a result that depends on the name of the argument"
        raise InputError("function", found, "a function of its argument", "a lambda without side effects")
    return result, arguments


def hint_of(function: Callable[..., Any], default: str) -> str:
    """The name of the first parameter of a Python function, where it is a name of the logic."""
    try:
        name = "" if isinstance(function, type) else next(iter(inspect.signature(function).parameters), "")
        return check_name(name)
    except (TypeError, ValueError, Refused):
        return default


def abstraction(function: Any, sort: Sort, default: str) -> FunctionTerm:
    """A function on `sort`: a Python function of one argument, (expression, symbol), or what states itself.

    A value that is a Python function itself is a sequence.

    >>> from symrelu.terms.symbols import reals
    >>> x = reals("x")
    >>> abstraction(lambda x_: x_ + x, "R", "y"), abstraction((x + 1, x), "R", "y")
    (lam x_:R. x + x_, lam x:R. x + 1)
    >>> abstraction(lambda x: lambda i: x + i, "R", "y")
    lam x:R. lam i:N. i + x
    """
    stated = _stated(function)
    if stated is not None:
        if not arrow(stated.sort) or domain(stated.sort) != sort:
            found = f"{stated} of sort {show_sort(stated.sort)}"
            raise InputError("function", found, f"a function on {show_sort(sort)}")
        return FunctionTerm(stated, symbols_of(function))
    if isinstance(function, tuple) and len(function) == 2:
        return _paired(function[0], function[1], sort)
    if not callable(function):
        found = repr(function)[:80]
        raise InputError("function", found, "a function of one argument", f"lambda {default}: ...")
    hint = hint_of(function, default)
    result, (argument,) = call_fresh(lambda y: function_of(function(y), SEQ), (variable(hint, sort),))
    body = abstract(to_term(result), read_variable(argument))
    return FunctionTerm(binder(sort, body, hint), symbols_of(result) - symbols_of(argument))


def _stated(function: Any) -> Term | None:
    if isinstance(function, Term):
        return function
    stated = getattr(function, "term", None)
    return to_term(function) if callable(stated) and not isinstance(function, (type, sp.Basic)) else None


def _paired(body: Any, symbol: Any, sort: Sort) -> FunctionTerm:
    bound = read_variable(symbol)
    if bound.sort != sort or domains(symbol):
        wanted = "a natural symbol" if sort == N else "a real symbol" if numeric(sort) else show_sort(sort)
        raise InputError(
            "bound variable",
            f"{symbol}",
            f"{wanted} without a further domain",
            "put the condition into the body",
        )
    return FunctionTerm(lam(bound, to_term(body)), symbols_of(body) - symbols_of(symbol))


def function_of(value: Any, sort: Sort) -> Any:
    """A Python function as a function of the logic of that sort, its values likewise; all else as it is."""
    if not callable(value) or isinstance(value, sp.Basic) or not arrow(sort) or _stated(value) is not None:
        return value

    def inner(argument: Any) -> Any:
        return function_of(value(argument), result(sort))

    hint = hint_of(value, "k")
    body, (argument,) = call_fresh(inner, (variable(hint, domain(sort)),))
    function = binder(domain(sort), abstract(to_term(body), read_variable(argument)), hint)
    return FunctionTerm(function, symbols_of(body) - symbols_of(argument))


def read_as(value: Any, sort: Sort) -> Term:
    """The term of a value of that sort; a function may be written in Python, and so may its values.

    >>> read_as(lambda i: lambda j: i * j, ("fun", "N", ("fun", "N", "R")))
    lam i:N. lam j:N. i*j
    """
    return to_term(function_of(value, sort))


def open_lam(function: Term) -> tuple[Term, Term]:
    """A variable of a fresh name, and the body of the lam at it."""
    variable_ = fresh(function.hint, function.data, function)
    return variable_, instantiate(function.args[0], variable_)
