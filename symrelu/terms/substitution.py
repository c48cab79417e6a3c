"""Substitution of free variables, names that are free for use, replacement and occurrence of closed terms."""

from __future__ import annotations

from collections.abc import Iterable

from symrelu.errors import Refused
from symrelu.terms.borel import fits
from symrelu.terms.sorts import Sort, show_sort
from symrelu.terms.term import Term, binder, op, var, walk


def substitute(term: Term, values: dict[Term, Term]) -> Term:
    """Free variables replaced by locally closed terms that fit their sorts, simultaneously.

    >>> from symrelu.terms.term import lam, var
    >>> x, y = var("x", "R"), var("y", "R")
    >>> substitute(op("forall", lam(y, x <= y)), {x: y})
    forall y'. y <= y'
    """
    for variable, value in values.items():
        if variable.head != "var" or value.loose:
            raise Refused("substitute: a variable by a locally closed term")
        if not fits(value, variable.sort):
            raise Refused(f"substitute: {value} does not fit {show_sort(variable.sort)}")
    names = frozenset((v.data, v.sort) for v in values)
    return walk(term, 0, lambda t: not names.isdisjoint(t.free), lambda t, _: values.get(t), {})


def unused(hint: str, taken: Iterable[str]) -> str:
    """A name made from the hint by primes that is not taken.

    >>> unused("x", {"x", "x'"})
    "x''"
    """
    names = frozenset(taken)
    while hint in names:
        hint += "'"
    return hint


def fresh(hint: str, sort: Sort, *terms: Term) -> Term:
    """A variable whose name is free in none of the terms.

    >>> from symrelu.terms.term import num
    >>> fresh("x", "R", var("x", "N") + num(1))
    x'
    """
    return var(unused(hint or "x", (name for term in terms for name, _ in term.free)), sort)


def replace(term: Term, old: Term, new: Term) -> Term:
    """Every occurrence of the locally closed `old`, also under binders, replaced by `new`."""
    if old.loose or new.loose:
        raise Refused("replace: locally closed terms only")
    memo: dict[Term, Term] = {}

    def go(t: Term) -> Term:
        if t == old:
            return new
        if t.size < old.size or not t.args:
            return t
        if t not in memo:
            args = [go(a) for a in t.args]
            if all(a is b for a, b in zip(args, t.args, strict=True)):
                memo[t] = t
            else:
                memo[t] = binder(t.data, args[0], t.hint) if t.head == "lam" else op(t.head, *args)
        return memo[t]

    return go(term)


def subterms(*terms: Term) -> tuple[Term, ...]:
    """The terms and all that they are built from, each once, a term before its arguments.

    >>> x = var("x", "R")
    >>> subterms(x * x + x)
    (x*x + x, x*x, x)
    """
    seen: dict[Term, None] = {}
    stack = list(reversed(terms))
    while stack:
        term = stack.pop()
        if term not in seen:
            seen[term] = None
            stack.extend(reversed(term.args))
    return tuple(seen)


def occurs(part: Term, term: Term) -> bool:
    """Whether the locally closed `part` occurs in `term`."""
    seen: set[Term] = set()
    stack = [term]
    while stack:
        t = stack.pop()
        if t == part:
            return True
        if t.size > part.size and t not in seen and part.free <= t.free:
            seen.add(t)
            stack.extend(t.args)
    return False
