"""Where the variables of a step come from: a hypothesis that is the body of an existence proved before."""

from __future__ import annotations

from collections.abc import Iterable

from symrelu.terms.term import Term, instantiate, var


def origin(hypothesis: Term, existence: Term) -> tuple[Term, ...]:
    """The variables for which a hypothesis says what `exists x. A(x)` says of some x; none if it does not.

    Leading quantifiers of the existence may have been specialised, and its antecedents granted.

    >>> from symrelu.terms.term import lam, num, op
    >>> x, w = var("x", "R"), var("w", "R")
    >>> origin(num(0) < w, op("exists", lam(x, num(0) < x)))
    (w,)
    """
    free: list[Term] = []
    picked: list[Term] = []
    while existence.head in ("forall", "imp", "exists"):
        if existence.head == "imp":
            existence = existence.args[1]
            continue
        mark = var(f"hole_{len(free) + len(picked)}", existence.args[0].data)
        (picked if existence.head == "exists" else free).append(mark)
        existence = instantiate(existence.args[0].args[0], mark)
    if not picked:
        return ()
    found: dict[Term, Term] = {}
    if not _matches(existence, hypothesis, frozenset((*free, *picked)), found):
        return ()
    values = tuple(found.get(mark) for mark in picked)
    names = tuple(value for value in values if value is not None and value.head == "var")
    return names if len(names) == len(values) == len(set(names)) else ()


def _matches(pattern: Term, term: Term, marks: frozenset[Term], found: dict[Term, Term]) -> bool:
    if pattern in marks:
        return found.setdefault(pattern, term) == term and not term.loose
    if pattern == term:
        return True
    alike = (pattern.head, pattern.data, pattern.sort, len(pattern.args)) == (
        term.head,
        term.data,
        term.sort,
        len(term.args),
    )
    return alike and all(_matches(p, t, marks, found) for p, t in zip(pattern.args, term.args, strict=True))


def origins(
    hypotheses: Iterable[Term], steps: Iterable[tuple[int, Term]]
) -> tuple[tuple[tuple[tuple[Term, ...], int], ...], tuple[Term, ...]]:
    """Which variables come from which of the steps (number, claim), and the hypotheses that are left."""
    known = tuple(steps)
    said: list[tuple[tuple[Term, ...], int]] = []
    left: list[Term] = []
    for hypothesis in hypotheses:
        for number, claim in known:
            names = origin(hypothesis, claim)
            if names:
                said.append((names, number))
                break
        else:
            left.append(hypothesis)
    return tuple(said), tuple(left)
