"""Formulas as lists of facts: normal, conjunctions taken apart, negations pushed inwards."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeAlias

from symrelu.errors import Refused
from symrelu.kernel.normal import canon
from symrelu.terms.sorts import numeric
from symrelu.terms.term import Term, op

Facts: TypeAlias = tuple[Term, ...]


def _joined(head: str, parts: Iterable[Term]) -> Term:
    """The conjunction or disjunction, flat and without repetition."""
    flat: dict[Term, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.args if part.head == head else (part,)))
    return next(iter(flat)) if len(flat) == 1 else op(head, *flat)


@lru_cache(maxsize=1 << 15)
def _pushed(formula: Term, positive: bool) -> Term:
    """A normal formula, or its negation, with negations pushed inwards as far as quantifiers and atoms."""
    head, args = formula.head, formula.args
    if head == "not":
        return _pushed(args[0], not positive)
    if head in ("and", "or"):
        parts: list[Term] = []
        for arg in args:
            parts.append(_pushed(arg, positive))
        return _joined(head if positive else "or" if head == "and" else "and", parts)
    if head == "imp":
        sides = _pushed(args[0], not positive), _pushed(args[1], positive)
        return _joined("or" if positive else "and", sides)
    if head == "iff":
        both = _joined("and", (_pushed(args[0], True), _pushed(args[1], positive)))
        neither = _joined("and", (_pushed(args[0], False), _pushed(args[1], not positive)))
        return _joined("or", (both, neither))
    if positive:
        return formula
    if head in ("le", "lt") and numeric(args[0].sort):
        return canon(op("le" if head == "lt" else "lt", args[1], args[0]))
    if head == "eq" and numeric(args[0].sort):
        return op("or", canon(op("lt", args[1], args[0])), canon(op("lt", args[0], args[1])))
    return op("not", formula)


def flatten(formula: Term) -> Facts:
    """The facts that a formula amounts to: its conjuncts in normal form, negations pushed inwards.

    >>> from symrelu.terms.term import var
    >>> x, y = var("x", "R"), var("y", "R")
    >>> flatten(op("not", op("imp", x <= y, x <= y + 1)))
    (0 <= -x + y, 0 < x - y - 1)
    """
    flat = _pushed(canon(formula), True)
    return flat.args if flat.head == "and" else (flat,)


def root_facts(hyps: Iterable[Term], premises: Iterable[Term], claim: Term) -> Facts:
    """What is to be refuted: hypotheses in the order of their keys, claims of premises, the negated claim."""
    given = sorted((closed(h, "a formula", "B") for h in hyps), key=lambda h: h.key)
    formulas = [*given, *(closed(p, "a formula", "B") for p in premises)]
    facts = [part for formula in formulas for part in flatten(formula)]
    return (*facts, *flatten(op("not", closed(claim, "a formula", "B"))))


# ---- reading of evidence -------------------------------------------------------------------------


def closed(term: object, wanted: str, *sorts: str) -> Term:
    if type(term) is not Term or term.loose or (sorts and term.sort not in sorts):
        raise Refused(f"tree: expected {wanted} without loose indices")
    return term


def number(term: object) -> Term:
    return closed(term, "a number", "R", "N")


def fact_at(facts: Facts, index: object) -> Term:
    if type(index) is not int or not 0 <= index < len(facts):
        raise Refused(f"tree: a number of a fact is an integer from 0 to {len(facts) - 1}")
    return facts[index]


def entries(value: object, wanted: str) -> tuple[Any, ...]:
    if type(value) is not tuple:
        raise Refused(f"tree: expected {wanted}")
    return value
