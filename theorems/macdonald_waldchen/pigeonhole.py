r"""Counting points: more points than places share a place, and positive numbers have room below them.

Source: elementary.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Less,
    Not,
    cases,
    exhibit,
    fact,
    functions,
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

i, k, l, n, N, k0, l0 = naturals("i k l n N k_0 l_0")
r, s = reals("r s")
u = sequences("u")
c = functions("c", "N", "N")
OWN = "elementary"


# ---- the least of finitely many ---------------------------------------------------------------------

POSITIVE = ForAll(i, indices(i, N), Less(0, u(i)))


def room(n):
    """A positive number below u_1, ..., u_n."""
    return Exists(r, And(0 < r, ForAll(i, indices(i, n), AtMost(r, u(i)))))


@theorem("A positive number below finitely many positive numbers", Implies(POSITIVE, room(N)), source=OWN)
def room_below(claim):
    earlier = given(room(n))
    old, below = pick(earlier, "s")
    least = min_(s, u(n + 1))
    each = have(
        ForAll(i, indices(i, n + 1), AtMost(least, u(i))),
        given=[below.claim],
        by=[fact("nat_step", n, i), cases(Equal(i, n + 1))],
    )
    new = exhibit(
        room(n + 1),
        "The smaller of the number for the first ones and of the next.",
        witness=(least,),
        by=[each, below, have(0 < u(n + 1), given=[n + 1 <= N], by=given(POSITIVE).instance(n + 1))],
    )
    onward = have(
        Implies(And(room(n), n + 1 <= N), room(n + 1)), given=[POSITIVE], by=picked(earlier, old, by=new)
    )
    none = exhibit(room(0), witness=(1,))
    grows = induct_on(n, Implies(n <= N, room(n)), base=none, step=onward, given=[POSITIVE])
    return have(claim, by=grows.instance(N))


# ---- pigeons ----------------------------------------------------------------------------------------


def into(n, c):
    """The numbers 1, ..., n + 1 have places among 1, ..., n."""
    return ForAll(k, indices(k, n + 1), And(1 <= c(k), c(k) <= n))


def shared(n, c):
    """Two of the numbers 1, ..., n + 1 have the same place."""
    return Exists((k, l), And(1 <= k, k < l, l <= n + 1, Equal(c(k), c(l))))


def moved(c, n, v):
    """The place of k, or v if that is n + 1."""
    return lambda k: ite(Equal(c(k), n + 1), v, c(k))


@theorem(
    "More points than places",
    ForAll((n, c), [into(n, c)], shared(n, c)),
    source=OWN,
)
def pigeonhole(claim):
    last, below = c(n + 2), ForAll(c, [into(n, c)], shared(n, c))
    taken = Exists(k, And(1 <= k, k <= n + 1, Equal(c(k), last)))
    meets = given(taken)
    other, at = pick(meets, "k_0")
    found = exhibit(shared(n + 1, c), "The last point shares its place.", witness=(k0, n + 2), by=at)
    meeting = picked(meets, other, by=found)
    free = ForAll(k, indices(k, n + 1), Not(Equal(c(k), last)))
    change = moved(c, n, last)
    fits = have(
        ForAll(k, indices(k, n + 1), And(1 <= change(k), change(k) <= n)),
        r"Otherwise point $n + 1$'s place, if taken, is exchanged for the last one's, and one place is free.",
        given=[into(n + 1, c), free],
        by=[
            given(into(n + 1, c)).instance(k),
            given(into(n + 1, c)).instance(n + 2),
            given(free).instance(k),
            fact("nat_step", n, c(k)),
            fact("nat_step", n, last),
        ],
    )
    rule = have(Implies(into(n, change), shared(n, change)), by=given(below).instance(change))
    hypotheses = [into(n + 1, c), free, below]
    two = have(
        shared(n, change), "Of the first points two share a place then,", given=hypotheses, by=[rule, fits]
    )
    first, second, same = pick(two, "k_0 l_0")
    apart = have(
        Equal(c(k0), c(l0)),
        "and did so before, as the exchange is one to one on the places in question.",
        given=[free, same.claim],
        by=[given(free).instance(k0), given(free).instance(l0), same],
    )
    pair = exhibit(shared(n + 1, c), witness=(k0, l0), by=[apart, same])
    parting = picked(two, first, second, by=pair)
    parted = have(Implies(And(free, into(n + 1, c)), shared(n + 1, c)), given=[below], by=parting)
    either = have(
        Implies(into(n + 1, c), shared(n + 1, c)),
        given=[below],
        by=[
            have(Implies(taken, shared(n + 1, c)), by=meeting),
            have(Implies(Not(taken), free)),
            parted,
        ],
    )
    none = have(
        Implies(into(0, c), shared(0, c)),
        "One point has no place among none.",
        by=given(into(0, c)).instance(1),
    )
    return induct_on(n, below, base=none.forall(c), step=either.forall(c))
