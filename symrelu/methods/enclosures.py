"""Strict comparisons between closed numbers, by balls of growing precision."""

from __future__ import annotations

from collections.abc import Iterator

from symrelu.errors import Refused
from symrelu.kernel.rules import apply
from symrelu.kernel.theorem import Theorem
from symrelu.terms.sorts import numeric
from symrelu.terms.term import Term

PRECISIONS = (64, 256, 1024)
_EXACT = frozenset("num + * pow relu abs max min clip ite inv".split())


def apart(left: Term, right: Term) -> Theorem | None:
    """left < right or right < left, whichever balls show; None if they do not separate the two.

    >>> from symrelu.terms.term import num, op
    >>> apart(num(3), op("exp", num(1)))
    |- exp(1) < 3
    """
    for bits in PRECISIONS:
        for small, large in ((left, right), (right, left)):
            try:
                return apply("ball", (), (small < large, bits))
            except Refused:
                continue
    return None


def comparisons(formula: Term) -> Iterator[Theorem]:
    """What balls say about the comparisons of closed transcendental numbers in a formula."""
    stack, seen = [formula], set[Term]()
    while stack:
        t = stack.pop()
        if t in seen or t.loose:
            continue
        seen.add(t)
        if t.head in ("le", "lt", "eq") and numeric(t.args[0].sort) and not t.free and _transcendental(t):
            theorem = apart(*t.args)
            if theorem is not None:
                yield theorem
        elif t.sort == "B":
            stack.extend(t.args)


def _transcendental(term: Term) -> bool:
    stack = list(term.args)
    while stack:
        t = stack.pop()
        if t.head not in _EXACT:
            return True
        stack.extend(t.args)
    return False
