"""A formula as a mathematician states it: `Let x be real with ... . Then`, and the conclusion displayed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from symrelu.report.layout import Cases, Group, Layout, Row, width
from symrelu.report.names import named
from symrelu.report.notation import scope_for
from symrelu.report.phrases import (
    INLINE_COUNT,
    INLINE_WIDTH,
    Phrase,
    Statement,
    conjuncts,
    hypothesis_layouts,
    introductions,
    listed,
    statement,
)
from symrelu.report.scope import Scope
from symrelu.terms.sorts import Sort
from symrelu.terms.term import Term, instantiate, var


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


def case_blocks(given: Iterable[Term], context: Iterable[Term] = ()) -> tuple[Block, ...]:
    """A step that proves the claim in a case."""
    given = tuple(given)
    scope = scope_for(*context, *given)
    shown = hypothesis_layouts(given, scope)
    return (Paragraph(("This is the claim for ", *listed([(part,) for part in shown]), ".")),)


def _concluded(opening: Phrase, then: str, conclusion: Term, scope: Scope) -> tuple[Block, ...]:
    """What is concluded, after an opening that has been said already."""
    words: Phrase
    if conclusion.head == "or" and not conclusion.args:
        words = (*opening, then, "a contradiction follows.")
        return (Paragraph(_sentence(words)),)
    blocks: tuple[Block, ...]
    if conclusion.head == "not" and conclusion.args[0].head in ("forall", "exists", "imp"):
        words, blocks = _failure(conclusion.args[0], scope)
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


def _opened(term: Term, scope: Scope, head: str) -> tuple[list[tuple[str, Sort]], Term, Scope]:
    """Quantifiers at the head of a formula, as variables with names of their own, and what remains."""
    variables: list[tuple[str, Sort]] = []
    while term.head == head:
        function = term.args[0]
        name = function.hint or "x"
        while name in scope.free or named(name) in scope.free.values():
            name += "'"
        scope = Scope(scope.table, {**scope.free, name: named(name)}, scope.bound)
        variables.append((name, function.data))
        term = instantiate(function.args[0], var(name, function.data))
    return variables, term, scope


def _failure(claim: Term, scope: Scope) -> tuple[Phrase, tuple[Block, ...]]:
    """It is not true that for all such and such, with short conditions in the sentence."""
    variables, inner, wider = _opened(claim, scope, "forall")
    hypotheses = conjuncts(inner.args[0]) if inner.head == "imp" else ()
    found = Statement(tuple(variables), hypotheses, inner.args[1] if inner.head == "imp" else inner)
    entering, rest = introductions(found, wider)
    conditions = hypothesis_layouts(rest, wider)
    plain = all(not isinstance(part[0], str) for part in entering)
    if not variables or not plain or not _inline(conditions):
        return ("it is not true that",), (Display(Group(scope.show(claim), 0), "."),)
    phrase: Phrase = (" with ", *listed([(part,) for part in conditions])) if conditions else ()
    return ("it is not true that for all ", *listed(entering), *phrase), conclusion_blocks(
        found.conclusion, wider
    )


def _existence(conclusion: Term, scope: Scope) -> tuple[Phrase, tuple[Block, ...]]:
    """There are such and such, with short conditions in the sentence and the rest displayed."""
    variables, conclusion, scope = _opened(conclusion, scope, "exists")
    parts = conjuncts(conclusion)
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
    found = hypothesis_layouts(conjuncts(conclusion), scope)
    if len(found) == 1 or sum(map(width, found)) + 2.0 * len(found) < 30:
        return (whole,)
    blocks: list[Block] = []
    for part in found:
        blocks += [Paragraph(("and",))] if blocks else []
        blocks.append(Display(part, "." if part is found[-1] else ""))
    return tuple(blocks)
