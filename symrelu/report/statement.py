"""A formula as a mathematician states it: `Let x be real with ... . Then`, and the conclusion displayed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from symrelu.report.conditions import conditions
from symrelu.report.notation import scope_for
from symrelu.report.phrases import Phrase, Statement, listed, opening, statement
from symrelu.report.scope import Scope
from symrelu.report.sentences import Block, Sentences
from symrelu.terms.term import Term, var

Known: TypeAlias = "tuple[tuple[tuple[Term, ...], int], ...]"


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
    shown = conditions(rest, scope)
    text = Sentences()
    text.say(*entering)
    if shown:
        text.conditions(shown, "" if entering else "Assume ", ".")
    if entering or shown:
        text.say("Then ")
    text.conclude(found.conclusion, scope)
    return text.blocks()


def _known_phrases(known: Known, scope: Scope) -> list[Phrase]:
    """`x, y as in step 3` for variables that an earlier step gave."""
    return [
        (*listed([(scope.show(name),) for name in names]), f" as in step {number}") for names, number in known
    ]


def step_blocks(
    claim: Term,
    given: Iterable[Term] = (),
    context: Iterable[Term] = (),
    known: Known = (),
    shared: int | None = None,
) -> tuple[Block, ...]:
    """A step of a proof: what is given, the variables and conditions of its claim, and the claim.

    `known`: variables and the numbers of the earlier steps that gave them. `shared`: an earlier step whose
    hypotheses are given here too.
    """
    found = statement(claim)
    given = tuple(given)
    scope = _named_scope(found, context, (*given, *(name for names, _ in known for name in names)))
    bound = tuple(item for item in found.variables if item not in claim.free)
    entering, rest = opening(Statement(bound, found.hypotheses, found.conclusion), scope)
    shown, supposed = conditions(given, scope), conditions(rest, scope)
    text = Sentences()
    origin = [*_known_phrases(known, scope), *_shared_phrase(shared)]
    if origin:
        text.say("with ", *listed(origin), " and " if shown else ", ")
    if shown:
        text.conditions(shown, "given ", ",")
    if origin or shown:
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


def _shared_phrase(number: int | None) -> list[Phrase]:
    return [] if number is None else [(f"what is given in step {number}",)]


def case_blocks(
    given: Iterable[Term], context: Iterable[Term] = (), known: Known = (), shared: int | None = None
) -> tuple[Block, ...]:
    """A step that proves the claim in a case."""
    given = tuple(given)
    scope = scope_for(*context, *given)
    shown = conditions(given, scope)
    origin = [*_known_phrases(known, scope), *_shared_phrase(shared)]
    text = Sentences()
    text.say("this is the claim", *((", with ", *listed(origin)) if origin else ()))
    if shown:
        text.conditions(shown, " and " if origin else " for ", ".")
    else:
        text.say(".")
    return text.blocks()
