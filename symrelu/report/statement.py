"""A formula as a mathematician states it: `Let x be real with ... . Then`, and the conclusion displayed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from symrelu.report.formulas import GE, GT, chain_reading, chains
from symrelu.report.layout import Cases, Group, Layout, Row, row, width
from symrelu.report.names import named
from symrelu.report.notation import scope_for
from symrelu.report.scope import COMMA, Scope
from symrelu.report.sorts import NATURALS, sort_layout, space
from symrelu.terms.sorts import SEQ, Sort
from symrelu.terms.term import Term, instantiate, var

Phrase: TypeAlias = tuple["str | Layout", ...]
INLINE_WIDTH = 15.0
INLINE_COUNT = 5


@dataclass(frozen=True)
class Paragraph:
    """A sentence with formulas in it."""

    phrase: Phrase


@dataclass(frozen=True)
class Display:
    """A displayed formula, and the punctuation after it."""

    formula: Layout
    mark: str = ""

    @property
    def end(self) -> str:
        """The punctuation; none after a definition by cases, beside which it would float."""
        return "" if _ends_in_cases(self.formula) else self.mark


def _ends_in_cases(layout: Layout) -> bool:
    match layout:
        case Cases():
            return True
        case Row(items):
            return bool(items) and _ends_in_cases(items[-1])
        case Group(body, _):
            return _ends_in_cases(body)
        case _:
            return False


Block: TypeAlias = Paragraph | Display


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


def _conjuncts(term: Term) -> tuple[Term, ...]:
    return (
        tuple(part for arg in term.args for part in _conjuncts(arg))
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
            assumed += _conjuncts(claim.args[0])
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


def introductions(found: Statement, scope: Scope) -> tuple[list[Phrase], tuple[Term, ...]]:
    """How the variables enter, group by group, and the hypotheses that are not yet said by that."""
    groups: dict[object, list[Layout]] = {}
    special: list[Phrase] = []
    said: list[Term] = []
    for variable in found.variables:
        name, sort = scope.free[variable[0]], variable[1]
        lower = _bound_of(variable, found.hypotheses) if sort == "R" else None
        if lower is not None:
            said.append(lower)
            groups.setdefault(("bound", lower.head, lower.args[0]), []).append(name)
        else:
            groups.setdefault(("sort", sort), []).append(name)
    for kind, names in groups.items():
        special.append(_introduced(kind, _comma(names), len(names), scope))
    return special, tuple(term for term in found.hypotheses if term not in said)


def _comma(names: list[Layout]) -> Layout:
    return row(*(part for i, name in enumerate(names) for part in ((COMMA, name) if i else (name,))))


def _introduced(kind: object, names: Layout, count: int, scope: Scope) -> Phrase:
    match kind:
        case ("bound", head, number):
            return (row(names, GE if head == "le" else GT, scope.show(number)),)
        case ("sort", ("law", where)):
            return (f"{_a('a probability law', count)} ", names, " on ", space(where))
        case ("sort", ("borel", source, "B")):
            return (
                f"{_a('a Borel set', count)} ",
                row(names, sort_layout(("fun", source, "B"))[0], space(source)),
            )
        case ("sort", ("borel", source, target)) if not isinstance(target, tuple) or target == SEQ:
            return (f"{_a('a Borel function', count)} ", row(names, *sort_layout(("fun", source, target))))
        case ("sort", ("fun", "N", "R")):
            return (f"{_a('a real sequence', count)} ", names)
        case ("sort", "B"):
            return (f"{_a('a proposition', count)} ", names)
        case ("sort", "N"):
            return (row(names, sort_layout("N")[0], NATURALS),)
        case ("sort", sort):
            return (row(names, *sort_layout(sort)),)
        case _:
            return (names,)


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


def hypothesis_layouts(hypotheses: tuple[Term, ...], scope: Scope) -> list[Layout]:
    """Hypotheses as formulas, comparisons chained where one continues the other."""
    return [Group(chain_reading(chain, scope)[0], 0) for chain in chains(hypotheses)]


def _named_scope(found: Statement, context: Iterable[Term]) -> Scope:
    return scope_for(found.conclusion, *found.hypotheses, *context, *(var(n, s) for n, s in found.variables))


def _inline(shown: list[Layout]) -> bool:
    return len(shown) <= INLINE_COUNT and all(width(part) <= INLINE_WIDTH for part in shown)


def statement_blocks(
    claim: Term, hypotheses: Iterable[Term] = (), context: Iterable[Term] = ()
) -> tuple[Block, ...]:
    """The sentences and displays that state a claim; `context` holds terms with which it shares its names."""
    found = statement(claim, hypotheses)
    scope = _named_scope(found, context)
    entering, rest = introductions(found, scope)
    shown = hypothesis_layouts(rest, scope)
    blocks: list[Block] = []
    opening: Phrase = ("Let ", *listed(entering)) if entering else ()
    if shown and _inline(shown):
        opening = (*opening, " with " if opening else "Assume ", *listed([(part,) for part in shown]), ". ")
    elif shown:
        blocks.append(Paragraph((*opening, ". Assume that" if opening else "Assume that")))
        blocks += [Display(part, "." if part is shown[-1] else ",") for part in shown]
        opening = ()
    elif opening:
        opening = (*opening, ". ")
    return (*blocks, *_concluded(opening, "Then " if opening or blocks else "", found.conclusion, scope))


def step_blocks(claim: Term, given: Iterable[Term] = (), context: Iterable[Term] = ()) -> tuple[Block, ...]:
    """A step of a proof: what is given, the variables and conditions of its claim, and the claim."""
    found = statement(claim)
    scope = _named_scope(found, (*context, *given))
    bound = tuple(item for item in found.variables if item not in claim.free)
    entering, rest = introductions(Statement(bound, found.hypotheses, found.conclusion), scope)
    shown, supposed = hypothesis_layouts(tuple(given), scope), hypothesis_layouts(rest, scope)
    phrase: Phrase = ("Given ", *listed([(part,) for part in shown]), ", ") if shown else ()
    then = ""
    if not _inline(supposed):
        return (*((Paragraph(phrase),) if phrase else ()), Display(Group(scope.show(claim), 0), "."))
    if entering:
        conditions: Phrase = (" with ", *listed([(part,) for part in supposed])) if supposed else ()
        phrase, then = (*phrase, "let " if phrase else "Let ", *listed(entering), *conditions, ". "), "Then "
    elif supposed:
        phrase = (*phrase, "if " if phrase else "If ", *listed([(part,) for part in supposed]), ", then ")
    return _concluded(phrase, then, found.conclusion, scope)


def _concluded(opening: Phrase, then: str, conclusion: Term, scope: Scope) -> tuple[Block, ...]:
    """What is concluded, after an opening that has been said already."""
    words: Phrase
    if conclusion.head == "or" and not conclusion.args:
        words = (*opening, then, "a contradiction follows.")
        return (Paragraph(_sentence(words)),)
    blocks: tuple[Block, ...]
    if conclusion.head == "not" and conclusion.args[0].head in ("forall", "exists", "imp"):
        words, blocks = ("it is not true that",), (Display(Group(scope.show(conclusion.args[0]), 0), "."),)
    elif conclusion.head == "exists":
        words, blocks = _existence(conclusion, scope)
    else:
        words, blocks = (), conclusion_blocks(conclusion, scope)
    phrase = (*opening, then.rstrip() if not words else then, *words)
    return (Paragraph(_sentence(phrase)), *blocks) if any(phrase) else blocks


def _sentence(phrase: Phrase) -> Phrase:
    kept = [part for part in phrase if part != ""]
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0][:1].upper() + kept[0][1:]
    return tuple(kept)


def _existence(conclusion: Term, scope: Scope) -> tuple[Phrase, tuple[Block, ...]]:
    """There are such and such, with short conditions in the sentence and the rest displayed."""
    variables: list[tuple[str, Sort]] = []
    while conclusion.head == "exists":
        function = conclusion.args[0]
        name, layout = function.hint or "x", None
        while name in scope.free or (layout := named(name)) in scope.free.values():
            name += "'"
        scope = Scope(scope.table, {**scope.free, name: layout or named(name)}, scope.bound)
        variables.append((name, function.data))
        conclusion = instantiate(function.args[0], var(name, function.data))
    parts = _conjuncts(conclusion)
    found = Statement(tuple(variables), parts[:-1], parts[-1])
    entering, rest = introductions(found, scope)
    conditions = hypothesis_layouts(rest, scope)
    verb = "there is " if len(variables) == 1 else "there are "
    if not _inline(conditions):
        return (verb, *listed(entering), " such that"), conclusion_blocks(conclusion, scope)
    phrase: Phrase = (" with ", *listed([(part,) for part in conditions])) if conditions else ()
    return (verb, *listed(entering), *phrase, " such that"), conclusion_blocks(parts[-1], scope)


def conclusion_blocks(conclusion: Term, scope: Scope) -> tuple[Block, ...]:
    """A conjunction is displayed part by part, another formula as it stands."""
    whole = Display(Group(scope.show(conclusion), 0), ".")
    if conclusion.head != "and" or len(conclusion.args) < 2:
        return (whole,)
    found = hypothesis_layouts(_conjuncts(conclusion), scope)
    if len(found) == 1 or sum(map(width, found)) + 2.0 * len(found) < 30:
        return (whole,)
    blocks: list[Block] = []
    for part in found:
        blocks += [Paragraph(("and",))] if blocks else []
        blocks.append(Display(part, "." if part is found[-1] else ""))
    return tuple(blocks)
