"""Short names for terms in the tests of the search."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from symrelu.kernel.flattening import root_facts
from symrelu.kernel.tree import check
from symrelu.methods.search import Hints, refute
from symrelu.terms.term import Term, as_term, op, var


def reals(names: str) -> tuple[Term, ...]:
    return tuple(var(name, "R") for name in names.split())


def relu(t: Term) -> Term:
    return op("relu", t)


def absolute(t: Term) -> Term:
    return op("abs", t)


def clip(z: Term, low: Term, high: Term) -> Term:
    return op("clip", z, low, high)


def largest(a: Term, b: Term) -> Term:
    return op("max", a, b)


def smallest(a: Term, b: Term) -> Term:
    return op("min", a, b)


def equal(a: Term | int, b: Term | int) -> Term:
    return op("eq", as_term(a), as_term(b))


def both(*formulas: Term) -> Term:
    return op("and", *formulas)


def implies(a: Term, b: Term) -> Term:
    return op("imp", a, b)


def proves(
    claim: Term,
    given: Iterable[Term] = (),
    premises: tuple[Term, ...] = (),
    hints: Hints | None = None,
    seconds: float = 10,
) -> Any:
    """The tree that the search finds; the kernel has accepted it."""
    facts = root_facts(tuple(given), premises, claim)
    tree = refute(facts, hints or Hints(), time.monotonic() + seconds)
    check(facts, tree)
    return tree


def size(tree: Any) -> int:
    """The number of nodes of a tree of the kernel."""
    if not isinstance(tree, tuple):
        return 0
    if tree and isinstance(tree[0], str):
        if tree[0] in ("close", "bool", "absurd"):
            return 1
        inner = tree[3:] if tree[0] in ("spec", "fact") else tree[4:] if tree[0] == "rewrite" else tree[2:]
        return 1 + sum(map(size, inner))
    return sum(map(size, tree))
