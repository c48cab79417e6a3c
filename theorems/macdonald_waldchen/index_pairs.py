r"""Pairs of indices as one index.

The index $k = qN + i$ with $0 \le q < d$ and $1 \le i \le N$ runs through $1, \dots, Nd$.

Source: elementary.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    Implies,
    Or,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    naturals,
    pick,
    picked,
    theorem,
    times,
)

from .finite_sums import indices

d, i, k, m, n, q, N = naturals("d i k m n q N")
OWN = "elementary"


@theorem(
    "An index of a pair",
    Implies(And(q + 1 <= d, *indices(i, N)), And(1 <= q * N + i, q * N + i <= N * d)),
    source=OWN,
)
def index_of_pair(claim):
    return have(
        claim,
        r"Row $q$ ends at $(q + 1)N \le dN$.",
        by=[times(q + 1 <= d, 0 <= N), times(0 <= q, 0 <= N)],
    )


def beyond(k):
    """The index k is m plus an index, or smaller than m."""
    return Or(k + 1 <= m, Exists(i, Equal(k, m + i)))


@theorem("An index beyond another", beyond(k), source=OWN)
def index_beyond(claim):
    later = given(Exists(i, Equal(k, m + i)))
    index, equal = pick(later, "i")
    next_ = picked(later, index, by=exhibit(Exists(i, Equal(k + 1, m + i)), witness=(i + 1,), by=equal))
    first = exhibit(Implies(Equal(k + 1, m), Exists(i, Equal(k + 1, m + i))), witness=(0,))
    start = exhibit(Implies(Equal(m, 0), Exists(i, Equal(0, m + i))), witness=(0,))
    every = induct_on(
        k,
        claim,
        "Index by index.",
        base=[start, fact("nat_step", 0, m)],
        step=[first, have(Implies(later.claim, next_.claim), by=next_), fact("nat_step", k + 1, m)],
    )
    return have(claim, by=every.instance(k))


def decomposed(n, k):
    """The index k is that of a pair."""
    return Exists((q, i), And(q + 1 <= n, *indices(i, N), Equal(k, q * N + i)))


@theorem(
    "Every index is that of a pair",
    Implies(indices(k, N * d), decomposed(d, k)),
    uses=[index_beyond],
    source=OWN,
)
def pair_of_index(claim, later):
    first, second, known_ = pick(given(decomposed(n, k)), "q i")
    before = exhibit(decomposed(n + 1, k), witness=(first, second), by=known_)
    before = have(
        Implies(decomposed(n, k), decomposed(n + 1, k)),
        by=picked(given(decomposed(n, k)), first, second, by=before),
    )
    here = [N * n + 1 <= k, k <= N * (n + 1)]
    rest = have(Exists(i, Equal(k, N * n + i)), given=here, by=later.at({m: N * n}))
    index, equal = pick(rest, "i")
    new = exhibit(
        decomposed(n + 1, k),
        witness=(n, index),
        by=have(And(*indices(i, N), Equal(k, n * N + i)), given=here, by=equal),
    )
    new = have(Implies(And(*here), decomposed(n + 1, k)), by=picked(rest, index, by=new))
    every = induct_on(
        n,
        Implies(indices(k, N * n), decomposed(n, k)),
        "Block by block.",
        step=[before, new, fact("nat_step", N * n, k)],
    )
    return have(claim, by=every.instance(d))
