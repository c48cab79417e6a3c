"""Reading large operators: sums, products, integrals; their functions are shown at a variable."""

from __future__ import annotations

from types import MappingProxyType

from symrelu.report.arithmetic import INFINITY, ONE, SIGN
from symrelu.report.layout import Limits, Script, Symbol, row
from symrelu.report.scope import BIG, COMMA, EQUALS, THIN, Reader, Reading, Scope
from symrelu.terms.sorts import domain
from symrelu.terms.term import Term, binder, bound, lift, op


def expand(function: Term, hint: str) -> Term:
    """The function as a lam; a variable or an application becomes x -> f(x)."""
    if function.head == "lam":
        return function
    sort = domain(function.sort)
    return binder(sort, op("app", lift(function, 1), bound(0, sort)), hint)


def indexed(tex: str, text: str, hint: str) -> Reader:
    """A sum or product over an index."""
    operator = Symbol(tex, text, "big", 1.44)

    def reader(term: Term, scope: Scope) -> Reading:
        low, high, function = term.args
        index, body, inner = scope.body(expand(function, hint), hint if function.hint in ("", "x") else "")
        limits = Limits(operator, row(index, EQUALS, scope.show(low)), scope.show(high))
        return row(limits, THIN, inner.show(body, BIG)), BIG

    return reader


def integral_reading(term: Term, scope: Scope) -> Reading:
    """A definite integral, or one over the whole line."""
    variable, body, inner = scope.body(expand(term.args[-1], "x"))
    whole = term.head == "intR"
    low = row(SIGN, INFINITY) if whole else scope.show(term.args[0])
    high = INFINITY if whole else scope.show(term.args[1])
    sign = Limits(Symbol(r"\int", "∫", "big", 0.9), low, high)
    differential = row(THIN, Symbol(r"\mathrm{d}", "d", "words", 0.56), variable)
    return row(sign, inner.show(body, BIG), differential), BIG


def paths_reading(term: Term, scope: Scope) -> Reading:
    """A sum over paths v with 1 <= v_k <= w_k."""
    low, high, widths, function = term.args
    path, body, inner = scope.body(expand(function, "v"), "v")
    index, bound_, deeper = scope.body(expand(widths, "k"), "k")
    at = Script(path, index)
    below = row(
        ONE,
        _le(),
        at,
        _le(),
        deeper.show(bound_),
        COMMA,
        scope.show(low),
        _le(),
        index,
        _le(),
        scope.show(high),
    )
    return row(Limits(Symbol(r"\sum", "∑", "big", 1.44), below), THIN, inner.show(body, BIG)), BIG


def _le() -> Symbol:
    return Symbol(r" \le ", "≤", "relation", 1.34)


OPERATORS: MappingProxyType[str, Reader] = MappingProxyType(
    {
        "sum": indexed(r"\sum", "∑", "k"),
        "prod": indexed(r"\prod", "∏", "k"),
        "sumseq": paths_reading,
        "int": integral_reading,
        "intR": integral_reading,
    }
)
