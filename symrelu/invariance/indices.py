# pyright: basic
"""What holds at 1, ..., n, one by one, holds at every index up to n."""

from __future__ import annotations

from collections.abc import Sequence

from symrelu.kernel.rules import discharge, generalise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.methods.search import Hints
from symrelu.terms.term import Term, num, op


def up_to(k: Term, claim: Term, cases: Sequence[Theorem]) -> Theorem:
    """forall k. 1 <= k and k <= n -> claim, from the claim at 1, ..., n.

    >>> from symrelu.terms.term import var
    >>> k = var("k", "N")
    >>> up_to(k, k * k <= 4, [establish(num(m) * num(m) <= 4) for m in (1, 2)])
    |- forall k:N. 1 <= k and k <= 2 -> k*k <= 4
    """
    n = len(cases)
    inside = op("and", num(1) <= k, k <= num(n))
    found: list[Theorem] = []
    for m, case in enumerate(cases, start=1):
        here = op("eq", k, num(m))
        found.append(discharge(establish(claim, given=(here,), premises=(case,)), here))
    steps = Hints(facts=tuple(("nat_step", (num(m), k)) for m in range(n + 1)))
    false = op("or", *(op("eq", k, num(m)) for m in range(1, n + 1)))
    split = establish(false, given=(inside,), hints=steps)
    return generalise(discharge(establish(claim, premises=(split, *found)), inside), k)
