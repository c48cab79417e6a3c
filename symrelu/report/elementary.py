"""Reading elementary functions: roots, exponentials, absolute values, functions written by name."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from symrelu.report.arithmetic import exponential
from symrelu.report.layout import Break, Fence, Group, Layout, Root, Script, Symbol, row
from symrelu.report.names import GREEK
from symrelu.report.scope import ATOM, Reader, Reading, Scope, function_name, listing
from symrelu.terms.term import Term


def _flattened(term: Term) -> tuple[Term, ...]:
    """The arguments; those of a maximum inside a maximum stand beside the others."""
    if term.head not in ("max", "min"):
        return term.args
    return tuple(part for arg in term.args for part in (_flattened(arg) if arg.head == term.head else (arg,)))


def named_function(name: str, tex: str = "", separators: tuple[str, ...] = ()) -> Reader:
    """A function written as its name and its arguments in brackets."""

    def reader(term: Term, scope: Scope) -> Reading:
        marks = [Symbol(f"{mark} ", mark, "comma", 0.45) for mark in separators]
        shown = [scope.show(arg) for arg in _flattened(term)]
        if not marks:
            return row(function_name(name, tex), listing(tuple(shown))), ATOM
        parts: list[Layout] = [Group(shown[0])]
        for mark, item in zip(marks, shown[1:], strict=True):
            parts += [mark, Break(fill=True), Group(item)]
        return row(function_name(name, tex), Fence("(", Group(row(*parts)), ")")), ATOM

    return reader


def _absolute(term: Term, scope: Scope) -> Reading:
    return Fence("|", Group(scope.show(term.args[0])), "|"), ATOM


def _root(term: Term, scope: Scope) -> Reading:
    return Root(scope.show(term.args[0])), ATOM


def _exponential(term: Term, scope: Scope) -> Reading:
    return exponential(scope.show(term.args[0]))


def _beta(term: Term, scope: Scope) -> Reading:
    a, b, x = term.args
    name = Script(Symbol("I", "I", "identifier", 0.5), scope.show(x))
    return row(name, listing((scope.show(a), scope.show(b)))), ATOM


def _pi(_: Term, __: Scope) -> Reading:
    return Symbol(r"\pi", GREEK["pi"], "identifier", 0.6), ATOM


_PLAIN: tuple[tuple[str, Callable[..., Reading]], ...] = (
    *(
        (name, named_function(name, "\\" + name))
        for name in ("sin", "cos", "log", "max", "min", "arctan", "arcsin", "arccos")
    ),
    ("relu", named_function("ReLU")),
    ("clip", named_function("clip", separators=(";", ","))),
    ("erf", named_function("erf")),
    ("gamma", named_function("Γ", r"\Gamma")),
    ("lowergamma", named_function("P", r"\mathrm{P}")),
    ("owens_t", named_function("T", r"\mathrm{T}")),
)

ELEMENTARY: MappingProxyType[str, Reader] = MappingProxyType(
    {
        "abs": _absolute,
        "sqrt": _root,
        "exp": _exponential,
        "betainc": _beta,
        "pi": _pi,
        **dict(_PLAIN),
    }
)
