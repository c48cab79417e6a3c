"""A formula as a mathematician states it: `Let x be real with ... . Then`, and the conclusion displayed."""

from __future__ import annotations

from collections.abc import Iterable

from symrelu.report.layout import Group
from symrelu.report.notation import scope_for
from symrelu.report.phrases import Statement, hypothesis_layouts, introductions, listed, statement
from symrelu.report.scope import Scope
from symrelu.report.sentences import Block, Paragraph, Sentences, inline
from symrelu.terms.term import Term, var


def _named_scope(found: Statement, context: Iterable[Term]) -> Scope:
    return scope_for(found.conclusion, *found.hypotheses, *context, *(var(n, s) for n, s in found.variables))


def statement_blocks(
    claim: Term, hypotheses: Iterable[Term] = (), context: Iterable[Term] = ()
) -> tuple[Block, ...]:
    """The sentences and displays that state a claim; `context` holds terms with which it shares its names."""
    found = statement(claim, hypotheses)
    scope = _named_scope(found, context)
    entering, rest = introductions(found, scope)
    shown = hypothesis_layouts(rest, scope)
    text = Sentences()
    if entering:
        text.say("Let ", *listed(entering), " with " if shown and inline(shown) else ". ")
    elif shown and inline(shown):
        text.say("Assume ")
    if shown and inline(shown):
        text.say(*listed([(part,) for part in shown]), ". ")
    elif shown:
        text.say("Assume that ")
        for part in shown:
            text.show(part, "." if part is shown[-1] else ",")
    if entering or shown:
        text.say("Then ")
    text.conclude(found.conclusion, scope)
    return text.blocks()


def step_blocks(claim: Term, given: Iterable[Term] = (), context: Iterable[Term] = ()) -> tuple[Block, ...]:
    """A step of a proof: what is given, the variables and conditions of its claim, and the claim."""
    found = statement(claim)
    scope = _named_scope(found, (*context, *given))
    bound = tuple(item for item in found.variables if item not in claim.free)
    entering, rest = introductions(Statement(bound, found.hypotheses, found.conclusion), scope)
    shown, supposed = hypothesis_layouts(tuple(given), scope), hypothesis_layouts(rest, scope)
    text = Sentences()
    if shown:
        text.say("given ", *listed([(part,) for part in shown]), ", ")
    if not inline(supposed):
        text.show(Group(scope.show(claim), 0), ".")
        return text.blocks()
    if entering:
        text.say("let ", *listed(entering), " with " if supposed else "")
        text.say(*listed([(part,) for part in supposed]), ". Then ")
    elif supposed:
        text.say("if ", *listed([(part,) for part in supposed]), ", then ")
    text.conclude(found.conclusion, scope)
    return text.blocks()


def case_blocks(given: Iterable[Term], context: Iterable[Term] = ()) -> tuple[Block, ...]:
    """A step that proves the claim in a case."""
    given = tuple(given)
    shown = hypothesis_layouts(given, scope_for(*context, *given))
    return (Paragraph(("This is the claim for ", *listed([(part,) for part in shown]), ".")),)
