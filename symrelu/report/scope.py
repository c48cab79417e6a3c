"""What a reader of terms carries along: how strongly parts bind, and which names are in use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeAlias

from symrelu.report.layout import Fence, Group, Layout, Symbol, row
from symrelu.report.names import distinct, literal, named, stem, subscripted
from symrelu.terms.sorts import SEQ
from symrelu.terms.term import Term

# How strongly a notation holds together; a part is bracketed where its rank is below what its place asks for.
QUANTIFIER, IFF, IMP, OR, AND, NOT, RELATION, SUM, BIG, PRODUCT, POWER, ATOM = range(12)

Reading: TypeAlias = tuple[Layout, int]
Reader: TypeAlias = "Callable[[Term, Scope], Reading]"
_HINTS = MappingProxyType({"N": "n", "R": "x", "B": "A", SEQ: "x"})


def symbol(tex: str, text: str, kind: str, width: float) -> Symbol:
    """A symbol, by position."""
    return Symbol(tex, text, kind, width)


THIN = Symbol(r"\,", "thin", "space", 0.17)
COMMA = Symbol(", ", ",", "comma", 0.45)
COLON = Symbol(r"\colon ", ":", "comma", 0.5)
EQUALS = Symbol(" = ", "=", "relation", 1.34)


def words(text: str) -> Symbol:
    """Words inside a formula."""
    return Symbol(rf"\text{{{text}}}", text.replace(" ", "\u00a0"), "words", 0.48 * len(text))


def numeral(value: int) -> Symbol:
    """A natural number."""
    return Symbol(str(value), str(value), "number", 0.5 * len(str(value)))


def function_name(name: str, tex: str = "") -> Symbol:
    """The upright name of a function."""
    return Symbol(tex or rf"\operatorname{{{name}}}", name, "function", 0.52 * len(name) + 0.05)


@dataclass(frozen=True)
class Scope:
    """The notation of the variables in sight, and the table by which heads are read."""

    table: Mapping[str, Reader]
    free: Mapping[str, Layout]
    bound: tuple[tuple[str, Layout], ...] = ()

    def read(self, term: Term) -> Reading:
        """The notation of a term and how strongly it holds together."""
        reader = self.table.get(term.head)
        if reader is None:
            return self.applied(literal(term.head), *term.args)
        return reader(term, self)

    def show(self, term: Term, least: int = QUANTIFIER) -> Layout:
        """The notation of a term, in brackets if it binds more weakly than `least`."""
        layout, rank = self.read(term)
        return Fence("(", Group(layout), ")") if rank < least else layout

    def applied(self, name: Layout, *arguments: Term, separator: Symbol = COMMA) -> Reading:
        """A name with arguments in brackets."""
        return row(name, listing(tuple(map(self.show, arguments)), separator)), ATOM

    def enter(self, function: Term, wanted: str = "") -> tuple[Layout, Scope]:
        """The name chosen for the variable of a lam, and the scope of its body."""
        name = wanted or function.hint or "x"
        if name == "x" and not wanted:
            name = _HINTS.get(function.data, "x")
        taken = {layout for _, layout in self.bound} | set(self.free.values())
        known = {*self.free, *(other for other, _ in self.bound)}
        stems = (
            {stem(other) for other in known if subscripted(named(other))} if indexable(function.data) else ()
        )
        while name in self.free or named(name) in taken or stem(name) in stems:
            name += "'"
        layout = named(name)
        return layout, replace(self, bound=(*self.bound, (name, layout)))

    def body(self, function: Term, wanted: str = "") -> tuple[Layout, Term, Scope]:
        """The variable of a lam, its body, and the scope of the body."""
        layout, inner = self.enter(function, wanted)
        return layout, function.args[0], inner


def listing(items: tuple[Layout, ...], separator: Symbol = COMMA) -> Fence:
    """Arguments in brackets, with places to break after the separators."""
    from symrelu.report.layout import Break

    parts: list[Layout] = []
    for item in items:
        if parts:
            parts += [separator, Break(fill=True)]
        parts.append(Group(item))
    return Fence("(", Group(row(*parts)), ")")


def scope_of(table: Mapping[str, Reader], *terms: Any) -> Scope:
    """A scope in which the free variables of the terms have notations that differ."""
    free = {entry for term in terms for entry in term.free}
    sequences = (name for name, sort in free if indexable(sort))
    return Scope(table, distinct((name for name, _ in free), sequences))


def indexable(sort: object) -> bool:
    """Whether values of a variable of this sort are written with a subscript."""
    return isinstance(sort, tuple) and len(sort) == 3 and sort[1] == "N"
