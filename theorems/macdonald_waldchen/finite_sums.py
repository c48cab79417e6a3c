r"""Finite sums of numbers, compared term by term.

Source: elementary.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    ForAll,
    Implies,
    Sum,
    cases,
    fact,
    given,
    have,
    induct_on,
    ite,
    naturals,
    reals,
    sequences,
    theorem,
)

i, k, n, N = naturals("i k n N")
e = reals("e")
u = sequences("u")
OWN = "elementary"


def indices(i, n):
    """1 <= i <= n."""
    return [1 <= i, i <= n]


ZERO = ForAll(i, indices(i, N), Equal(u(i), 0))


@theorem("A sum of zeros", Implies(ZERO, Equal(Sum(1, N, u), 0)), source=OWN)
def sum_of_zeros(claim):
    grows = induct_on(
        n,
        Implies(n <= N, Equal(Sum(1, n, u), 0)),
        "Each term adds nothing.",
        base=fact("sum_empty", 1, 0, u),
        step=[fact("sum_last", 1, n, u), given(ZERO).instance(n + 1)],
        given=[ZERO],
    )
    return have(claim, by=grows.instance(N))


NONNEGATIVE = ForAll(i, indices(i, N), AtMost(0, u(i)))


@theorem(
    "A sum of numbers that are not negative is at least each of them",
    Implies(NONNEGATIVE, And(AtMost(0, Sum(1, N, u)), ForAll(k, indices(k, N), AtMost(u(k), Sum(1, N, u))))),
    source=OWN,
)
def sum_above_terms(claim):
    grows = induct_on(
        n,
        Implies(n <= N, And(AtMost(0, Sum(1, n, u)), Implies(indices(k, n), AtMost(u(k), Sum(1, n, u))))),
        "The sum grows with each term, and contains it from then on.",
        base=fact("sum_empty", 1, 0, u),
        step=[
            fact("sum_last", 1, n, u),
            given(NONNEGATIVE).instance(n + 1),
            fact("nat_step", n, k),
            cases(Equal(k, n + 1)),
        ],
        given=[NONNEGATIVE],
    )
    return have(claim, by=grows.instance(N))


BELOW = ForAll(i, indices(i, N), AtMost(u(i), e))


@theorem(
    "A sum of numbers below a bound",
    Implies(BELOW, AtMost(Sum(1, N, u), N * e)),
    source=OWN,
)
def sum_below(claim):
    grows = induct_on(
        n,
        Implies(n <= N, AtMost(Sum(1, n, u), n * e)),
        "Each term adds at most the bound.",
        base=fact("sum_empty", 1, 0, u),
        step=[fact("sum_last", 1, n, u), given(BELOW).instance(n + 1)],
        given=[BELOW],
    )
    return have(claim, by=grows.instance(N))


EQUAL = ForAll(i, indices(i, N), Equal(u(i), e))


@theorem("A sum of equal numbers", Implies(EQUAL, Equal(Sum(1, N, u), N * e)), source=OWN)
def sum_of_equals(claim):
    grows = induct_on(
        n,
        Implies(n <= N, Equal(Sum(1, n, u), n * e)),
        "Each term adds the same.",
        base=fact("sum_empty", 1, 0, u),
        step=[fact("sum_last", 1, n, u), given(EQUAL).instance(n + 1)],
        given=[EQUAL],
    )
    return have(claim, by=grows.instance(N))


def first(i):
    """1 for the first index, 0 for the others."""
    return ite(Equal(i, 1), 1, 0)


@theorem("A sum of which only the first term counts", Implies(1 <= N, Equal(Sum(1, N, first), 1)), source=OWN)
def sum_of_first(claim):
    stays = induct_on(
        n,
        Implies(1 <= n, Equal(Sum(1, n, first), 1)),
        "The other terms are 0.",
        base=fact("sum_empty", 1, 0, first),
        step=[
            fact("sum_empty", 1, 0, first),
            fact("sum_last", 1, n, first),
            fact("nat_step", 0, n),
            cases(Equal(n, 0)),
        ],
    )
    return have(claim, by=stays.instance(N))
