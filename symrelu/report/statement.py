"""A formula as a mathematician states it: `Let x be real with ... . Then`, and the conclusion displayed."""

from __future__ import annotations

from collections.abc import Iterable

from symrelu.report.notation import scope_for
from symrelu.report.phrases import Statement, hypothesis_layouts, listed, opening, statement
from symrelu.report.scope import Scope
from symrelu.report.sentences import Block, Paragraph, Sentences
from symrelu.terms.term import Term, var


def _named_scope(found: Statement, context: Iterable[Term], given: tuple[Term, ...] = ()) -> Scope:
    """The notation that is fixed by the context, for the names that occur here."""
    own = (found.conclusion, *found.hypotheses, *given, *(var(n, s) for n, s in found.variables))
    whole = scope_for(*own, *context)
    names = {name for term in own for name, _ in term.free}
    return Scope(whole.table, {name: shown for name, shown in whole.free.items() if name in names})


def statement_blocks(
    claim: Term, hypotheses: Iterable[Term] = (), context: Iterable[Term] = ()
) -> tuple[Block, ...]:
    """The sentences and displays that state a claim; `context` holds terms with which it shares its names."""
    found = statement(claim, hypotheses)
    scope = _named_scope(found, context)
    entering, rest = opening(found, scope)
    shown = hypothesis_layouts(rest, scope)
    text = Sentences()
    text.say(*entering)
    if shown:
        text.conditions(shown, "" if entering else "Assume ", ".")
    if entering or shown:
        text.say("Then ")
    text.conclude(found.conclusion, scope)
    return text.blocks()


def step_blocks(claim: Term, given: Iterable[Term] = (), context: Iterable[Term] = ()) -> tuple[Block, ...]:
    """A step of a proof: what is given, the variables and conditions of its claim, and the claim."""
    found = statement(claim)
    scope = _named_scope(found, context, tuple(given))
    bound = tuple(item for item in found.variables if item not in claim.free)
    entering, rest = opening(Statement(bound, found.hypotheses, found.conclusion), scope)
    shown, supposed = hypothesis_layouts(tuple(given), scope), hypothesis_layouts(rest, scope)
    text = Sentences()
    if shown:
        text.say("given ", *listed([(part,) for part in shown]), ", ")
        entering = ("let ", *entering[1:]) if entering else ()
    if entering:
        text.say(*entering)
        text.conditions(supposed, "", ".")
        text.say("Then ")
    elif supposed:
        text.conditions(supposed, "if ", ",")
        text.say("then ")
    text.conclude(found.conclusion, scope)
    return text.blocks()


def case_blocks(given: Iterable[Term], context: Iterable[Term] = ()) -> tuple[Block, ...]:
    """A step that proves the claim in a case."""
    given = tuple(given)
    shown = hypothesis_layouts(given, scope_for(*context, *given))
    return (Paragraph(("This is the claim for ", *listed([(part,) for part in shown]), ".")),)
