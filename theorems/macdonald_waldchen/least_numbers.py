r"""Finitely many numbers: a positive one below them, and room between them.

Source: elementary.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    cases,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    ite,
    min_,
    naturals,
    pick,
    picked,
    reals,
    sequences,
    theorem,
)

from .finite_sums import indices
from .sorted_points import increasing

c, h = reals("c h")
i, k, n, N = naturals("i k n N")
s, v = sequences("s v")


POSITIVE = ForAll(k, indices(k, N), 0 < v(k))


def least(n):
    """Some positive number is below v_1, ..., v_n."""
    return Exists(c, And(0 < c, c <= 1, ForAll(k, indices(k, n), c <= v(k))))


@theorem(
    "Finitely many positive numbers are above a positive one",
    Implies(POSITIVE, least(N)),
    source="elementary",
)
def least_number(claim):
    before, bound = pick(given(least(n)), "c")
    each = have(bound.claim.args[2], by=bound)
    smaller = min_(c, v(n + 1))
    last = have(
        Implies(And(*indices(k, n + 1)), smaller <= v(k)),
        by=[each.instance(k), fact("nat_step", n, k), cases(Equal(k, n + 1))],
    )
    positive = have(0 < v(n + 1), given=[POSITIVE, n + 1 <= N], by=given(POSITIVE).instance(n + 1))
    grown = exhibit(least(n + 1), witness=(smaller,), by=[bound, last.forall(k), positive])
    every = induct_on(
        n,
        Implies(n <= N, least(n)),
        "One number more.",
        given=[POSITIVE],
        base=exhibit(least(0), witness=(1,)),
        step=have(
            Implies(And(n + 1 <= N, least(n)), least(n + 1)), by=picked(given(least(n)), before, by=grown)
        ),
    )
    return have(claim, by=every.instance(N))


def spread(n, h):
    """The gaps between s_1, ..., s_n are at least 3h."""
    return ForAll((i, k), [1 <= i, i + 1 <= k, k <= n], s(i) + 3 * h <= s(k))


INCREASING = increasing(N, s)


def spaced(n):
    """There is room between s_1, ..., s_n."""
    return Exists(h, And(0 < h, spread(n, h)))


@theorem("Room between finitely many numbers", Implies(INCREASING, spaced(N)), source="elementary")
def room_between(claim):
    before, bound = pick(given(spaced(n)), "h")
    each = have(bound.claim.args[1], by=bound)
    step = ite(1 <= n, min_(h, (s(n + 1) - s(n)) / 3), h)
    inside = [INCREASING, n + 1 <= N]
    order = [given(INCREASING).instance(n, n + 1), given(INCREASING).instance(i, n)]
    known_ = have(
        And(Implies(1 <= n, s(n) < s(n + 1)), Implies(And(1 <= i, i < n), s(i) < s(n))),
        given=inside,
        by=order,
    )
    last = have(
        Implies(And(1 <= i, i + 1 <= k, k <= n + 1), s(i) + 3 * step <= s(k)),
        given=inside,
        by=[
            known_,
            bound,
            each.instance(i, k),
            fact("nat_step", n, k),
            fact("nat_step", i, n),
            cases(Equal(k, n + 1)),
            cases(Equal(i, n)),
        ],
    )
    positive = have(0 < step, given=inside, by=[bound, known_])
    grown = exhibit(spaced(n + 1), witness=(step,), by=[positive, last.forall(i, k)])
    every = induct_on(
        n,
        Implies(n <= N, spaced(n)),
        "One number more.",
        given=[INCREASING],
        base=exhibit(spaced(0), witness=(1,)),
        step=have(
            Implies(And(n + 1 <= N, spaced(n)), spaced(n + 1)), by=picked(given(spaced(n)), before, by=grown)
        ),
    )
    return have(claim, by=every.instance(N))
