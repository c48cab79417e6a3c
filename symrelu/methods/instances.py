"""Instances of universal facts by matching their bodies against what the other facts speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from symrelu.kernel.normal import canon
from symrelu.terms.sorts import Sort
from symrelu.terms.substitution import subterms
from symrelu.terms.term import Term, fits

_MAX_MATCHES = 40
_MAX_SIMPLE = 6
_LOGICAL = frozenset(
    [
        "and",
        "or",
        "not",
        "imp",
        "iff",
        "le",
        "lt",
        "eq",
        "forall",
        "exists",
        "+",
        "*",
        "pow",
        "num",
        "var",
        "bound",
        "lam",
    ]
)


@dataclass(frozen=True)
class Universal:
    """A fact forall x1 .. xk. body (or not exists ..), and its place."""

    position: int
    sorts: tuple[Sort, ...]
    body: Term


def universal(fact: Term, position: int) -> Universal | None:
    """The binders that a universal fact opens with, and what stands below them."""
    head = "forall"
    if fact.head == "not" and fact.args[0].head == "exists":
        fact, head = fact.args[0], "exists"
    sorts: list[Sort] = []
    while fact.head == head:
        sorts.append(fact.args[0].data)
        fact = fact.args[0].args[0]
        if head == "exists":
            break
    return Universal(position, tuple(sorts), fact) if sorts else None


def ground_terms(facts: Iterable[Term]) -> tuple[Term, ...]:
    """All locally closed subterms, without repetition, in order."""
    return tuple(term for term in subterms(*facts) if not term.loose)


def instances(fact: Universal, ground: tuple[Term, ...]) -> list[tuple[Term, ...]]:
    """Values for the binders, outermost first, under which parts of the body become terms at hand."""
    count = len(fact.sorts)
    found: dict[tuple[Term, ...], None] = {}
    patterns = sorted(_patterns(fact.body, count), key=lambda p: -len({i for i, _ in p.loose}))
    for partial in _joined(patterns, count, ground):
        values = tuple(partial[count - 1 - k] for k in range(count))
        if all(fits(v, s) for v, s in zip(values, fact.sorts, strict=True)):
            found[values] = None
        if len(found) >= _MAX_MATCHES:
            break
    if not found and count == 1:
        simple = [t for t in ground if t.head == "var" and fits(t, fact.sorts[0])]
        found = dict.fromkeys((t,) for t in simple[:_MAX_SIMPLE])
    return list(found)


def _patterns(body: Term, count: int) -> list[Term]:
    """The smallest non-logical subterms that mention the binders and no binder further inside."""
    out: dict[Term, None] = {}

    def walk(term: Term, inside: int) -> None:
        own = {i for i, _ in term.loose if inside <= i < inside + count}
        if not own:
            return
        if inside == 0 and term.head not in _LOGICAL and all(i < count for i, _ in term.loose):
            out[term] = None
        for arg in term.args:
            walk(arg, inside + (term.head == "lam"))

    walk(body, 0)
    return list(out)


def _joined(patterns: list[Term], count: int, ground: tuple[Term, ...]) -> Iterator[dict[int, Term]]:
    """Assignments to all indices, from one pattern or from several that complete each other."""
    partial: list[dict[int, Term]] = [{}]
    for pattern in patterns:
        grown: list[dict[int, Term]] = []
        for have in partial:
            if len(have) == count:
                grown.append(have)
                continue
            matches = [m for term in ground if (m := _match(pattern, term, have)) is not None]
            grown.extend(matches)
            grown.append(have)
        partial = _distinct(grown)[: 20 * _MAX_MATCHES]
    yield from (have for have in partial if len(have) == count)


def _distinct(items: list[dict[int, Term]]) -> list[dict[int, Term]]:
    seen: dict[tuple[tuple[int, Term], ...], dict[int, Term]] = {}
    for item in items:
        seen.setdefault(tuple(sorted(item.items(), key=lambda pair: pair[0])), item)
    return list(seen.values())


def _match(pattern: Term, term: Term, have: dict[int, Term]) -> dict[int, Term] | None:
    if not pattern.loose:
        return have if pattern == term or canon(pattern) == term else None
    if pattern.head == "bound":
        old = have.get(pattern.data)
        if old is None:
            return {**have, pattern.data: term}
        return have if old == term else None
    if pattern.head != term.head or len(pattern.args) != len(term.args):
        return None
    if pattern.head == "lam":
        return have if pattern == term else None
    out: dict[int, Term] | None = have
    for inner, value in zip(pattern.args, term.args, strict=True):
        if value.loose:
            return None
        out = _match(inner, value, out)
        if out is None:
            return None
    return out
