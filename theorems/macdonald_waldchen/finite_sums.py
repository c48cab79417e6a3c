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
    naturals,
    sequences,
    theorem,
)

i, k, n, N = naturals("i k n N")
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
