"""A formula taken apart into variables, hypotheses and conclusion, and the phrases that say them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from symrelu.report.formulas import GE, GT
from symrelu.report.layout import Layout, Symbol, row
from symrelu.report.names import named
from symrelu.report.scope import Scope
from symrelu.report.sorts import sort_layout, space
from symrelu.terms.sorts import SEQ, Sort
from symrelu.terms.term import Term, instantiate, var

Phrase: TypeAlias = tuple["str | Layout", ...]
INLINE_WIDTH = 15.0
INLINE_COUNT = 24
COMMA_BREAK = Symbol(r",\allowbreak ", ",", "comma", 0.45)


@dataclass(frozen=True)
class Statement:
    """A formula taken apart: its variables, its hypotheses, its conclusion."""

    variables: tuple[tuple[str, Sort], ...]
    hypotheses: tuple[Term, ...]
    conclusion: Term


def occurrences(terms: Iterable[Term]) -> tuple[tuple[str, Sort], ...]:
    """The free variables of the terms, in the order in which a reader meets them."""
    found: dict[tuple[str, Sort], None] = {}
    seen: set[Term] = set()

    def visit(term: Term) -> None:
        if not term.free or term in seen:
            return
        seen.add(term)
        if term.head == "var":
            found[(term.data, term.sort)] = None
        for arg in term.args:
            visit(arg)

    for term in terms:
        visit(term)
    return tuple(found)


def conjuncts(term: Term) -> tuple[Term, ...]:
    """The parts of a conjunction, or the formula alone."""
    return (
        tuple(part for arg in term.args for part in conjuncts(arg))
        if term.head == "and" and term.args
        else (term,)
    )


def statement(claim: Term, hypotheses: Iterable[Term] = ()) -> Statement:
    """Leading quantifiers and antecedents of a claim become variables and hypotheses.

    >>> from symrelu.terms.term import lam, num, op
    >>> x = var("x", "R")
    >>> statement(op("forall", lam(x, op("imp", num(0) <= x, x <= x * x)))).hypotheses
    (0 <= x,)
    """
    given = sorted(hypotheses, key=repr)
    taken = {name for term in (claim, *given) for name, _ in term.free}
    opened: list[tuple[str, Sort]] = []
    assumed: list[Term] = list(given)
    while claim.head in ("forall", "imp"):
        if claim.head == "imp":
            assumed += conjuncts(claim.args[0])
            claim = claim.args[1]
            continue
        name = claim.args[0].hint or "x"
        while name in taken or any(named(name) == named(other) for other in taken):
            name += "'"
        taken.add(name)
        opened.append((name, claim.args[0].data))
        claim = instantiate(claim.args[0].args[0], var(name, claim.args[0].data))
    met = occurrences((claim, *assumed))
    variables = [item for item in met if item not in opened] + opened
    return Statement(tuple(variables), tuple(dict.fromkeys(assumed)), claim)


def _bound_of(variable: tuple[str, Sort], hypotheses: tuple[Term, ...]) -> Term | None:
    for term in hypotheses:
        if (
            term.head in ("le", "lt")
            and term.args[0].head == "num"
            and term.args[1].head == "var"
            and (term.args[1].data, term.args[1].sort) == variable
        ):
            return term
    return None


def introductions(
    found: Statement, scope: Scope, plural: bool = False
) -> tuple[list[Phrase], tuple[Term, ...]]:
    """How the variables enter, group by group, and the hypotheses that are not yet said by that."""
    groups, rest = _groups(found, scope)
    entering: list[Phrase] = []
    for kind, names in groups.items():
        noun, shown, tail = _described(kind, _comma(names), scope)
        entering.append((f"{_a(noun, len(names) + plural)} ", shown, *tail) if noun else (shown,))
    return entering, rest


def opening(found: Statement, scope: Scope) -> tuple[Phrase, tuple[Term, ...]]:
    """`Let mu be a probability law on R, and let x, y be in R with`: the variables, ready for conditions."""
    groups, rest = _groups(found, scope)
    named_kinds: list[Phrase] = []
    plain: list[Phrase] = []
    for kind, names in groups.items():
        noun, shown, tail = _described(kind, _comma(names), scope)
        if noun:
            named_kinds.append((shown, f" be {_a(noun, len(names))}", *tail))
        else:
            plain.append((shown,))
    if named_kinds and plain:
        return ("Let ", *listed(named_kinds), ", and let ", *listed(plain), " with " if rest else ". "), rest
    if named_kinds:
        return ("Let ", *listed(named_kinds), " such that " if rest else ". "), rest
    return (("Let ", *listed(plain), " with " if rest else ". ") if plain else ()), rest


def _groups(found: Statement, scope: Scope) -> tuple[dict[object, list[Layout]], tuple[Term, ...]]:
    groups: dict[object, list[Layout]] = {}
    said: list[Term] = []
    for variable in found.variables:
        name, sort = scope.free[variable[0]], variable[1]
        lower = _bound_of(variable, found.hypotheses) if sort == "R" else None
        if lower is not None:
            said.append(lower)
            groups.setdefault(("bound", lower.head, lower.args[0]), []).append(name)
        else:
            groups.setdefault(("sort", sort), []).append(name)
    return groups, tuple(term for term in found.hypotheses if term not in said)


def _comma(names: list[Layout]) -> Layout:
    return row(*(part for i, name in enumerate(names) for part in ((COMMA_BREAK, name) if i else (name,))))


def _described(kind: object, names: Layout, scope: Scope) -> tuple[str, Layout, Phrase]:
    """A noun for variables of one kind (or none), the names with their sort, and what follows."""
    match kind:
        case ("bound", head, number):
            return "", row(names, GE if head == "le" else GT, scope.show(number)), ()
        case ("sort", ("law", where)):
            return "a probability law", names, (" on ", space(where))
        case ("sort", ("borel", source, "B")):
            return "a Borel set", row(names, sort_layout(("fun", source, "B"))[0], space(source)), ()
        case ("sort", ("borel", source, target)) if not isinstance(target, tuple) or target == SEQ:
            return "a Borel function", row(names, *sort_layout(("fun", source, target))), ()
        case ("sort", ("fun", "N", "R")):
            return "a real sequence", names, ()
        case ("sort", "B"):
            return "a proposition", names, ()
        case ("sort", sort):
            return "", row(names, *sort_layout(sort)), ()
        case _:
            return "", names, ()


def _a(noun: str, count: int) -> str:
    return noun if count == 1 else noun.removeprefix("a ") + "s"


def listed(parts: list[Phrase]) -> Phrase:
    """Phrases joined as in a sentence: one, two and three."""
    out: list[str | Layout] = []
    for i, part in enumerate(parts):
        if i:
            out.append(" and " if i == len(parts) - 1 else ", ")
        out.extend(part)
    return tuple(out)
