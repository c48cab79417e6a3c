r"""Means over two independent weights: the law of the pair, and one mean inside the other.

Source: elementary.
"""

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    exhibit,
    given,
    have,
    independent,
    ite,
    law_families,
    naturals,
    pick,
    picked,
    row,
    square,
    theorem,
)

from .independent_weights import (
    C,
    F,
    a,
    b,
    growth,
    growth_of_the_mean,
    mean_over_a_weight,
    mu,
    s,
    squared,
    t,
    w,
    z,
)
from .means_below_sums import D, cut, cut_mean, product_of_positives, under
from .uniform_angle import applied

q = law_families("q", "N")
i, j, k, l, n = naturals("i j k l n")
HELD = tuple(claim for e in (i, j) for claim in (Integrable(q(e), squared), Equal(E(q(e), squared), 1)))


def pair_is_defined():
    """The second moments are those of functions that have means."""
    return [cut_mean(q(e), squared, w) for e in (i, j)]


def pair(i, j):
    """The law of two independent weights with the laws q(i) and q(j)."""
    return independent(2, lambda k: q(ite(Equal(k, 1), i, j)))


def of_pair(F):
    """F of the two coordinates."""
    return lambda z: F(z(1))(z(2))


def inner(F, j):
    """The mean of F over its second argument."""
    return lambda s: E(q(j), lambda t: F(s)(t))


@theorem(
    "The mean over one of two weights",
    Implies(And(*HELD, *growth(F, C)), And(0 <= inner(F, j)(s), inner(F, j)(s) <= 6 * C * (1 + s**2))),
    uses=[growth_of_the_mean, mean_over_a_weight],
    source="elementary",
)
def mean_over_one_of_two(claim, grows, exists):
    there = {mu: q(j), a: 0, b: 1, t: 0}
    size = [grows.at(there), product_of_positives(C, s**2), square(s)]
    regular = have(Integrable(q(j), lambda t: F(s)(t)), given=claim.condition.parts, by=exists.at(there))
    return have(claim, by=size), *pair_is_defined(), under(claim.condition, regular)


@theorem(
    "The mean over one of two weights has a mean over the other",
    Implies(And(*HELD, *growth(F, C)), Integrable(q(i), inner(F, j))),
    uses=[mean_over_a_weight, mean_over_one_of_two],
    source="elementary",
)
def mean_over_the_other(claim, exists, size):
    held = claim.condition.parts
    wide = have(
        And(0 <= inner(F, j)(s), inner(F, j)(s) <= 6 * C * (1 + s**2 + t**2)),
        given=held,
        by=[size, product_of_positives(C, t**2), square(t)],
    )
    values = {mu: q(i), F: lambda s: lambda t: inner(F, j)(s), C: 6 * C, a: 1, b: 0, s: 0, t: 0}
    proof = have(claim, by=[exists.at(values), wide.forall(s, t)])
    regular = have(
        Integrable(q(j), lambda t: F(s)(t)), given=held, by=exists.at({mu: q(j), a: 0, b: 1, t: 0})
    )
    return proof, *pair_is_defined(), cut_mean(q(i), inner(F, j), s), under(claim.condition, regular)


@theorem(
    "The mean over two independent weights",
    Implies(
        And(*HELD, *growth(F, C)),
        And(Integrable(pair(i, j), of_pair(F)), Equal(E(pair(i, j), of_pair(F)), E(q(i), inner(F, j)))),
    ),
    uses=[mean_over_the_other, mean_over_a_weight],
    source="elementary",
)
def mean_over_two_weights(claim, one, exists):
    held = claim.condition.parts

    def family(k):
        return q(ite(Equal(k, 1), i, j))

    marginal = row("prodlaw_marginal", 1, family, 1)
    alone = independent(1, family)

    def along(function):
        return row("E_push", lambda z: z(1), alone, function)

    name, top = pick(given(Integrable(q(i), inner(F, j))), "D")
    small = have(
        E(alone, lambda z: cut(inner(F, j), n)(z(1))) <= D, by=[top, marginal, along(cut(inner(F, j), n))]
    )
    found = exhibit(Integrable(alone, lambda z: inner(F, j)(z(1))), witness=(D,), by=small.forall(n))
    found = picked(given(Integrable(q(i), inner(F, j))), name, by=found)
    outer = have(
        Implies(Integrable(q(i), inner(F, j)), Integrable(alone, lambda z: inner(F, j)(z(1)))), by=found
    )
    outer = have(outer.claim.args[1], given=held, by=[outer, one])
    positive = have(0 <= of_pair(F)(z), given=growth(F, C), by=given(growth(F, C)[1]).instance(z(1), z(2)))
    finite = have(
        Integrable(q(j), lambda t: F(z(1))(t)),
        given=held,
        by=exists.at({mu: q(j), a: 0, b: 1, t: 0, s: z(1)}),
    )
    tonelli = applied(
        "prodlaw_tonelli", 1, family, of_pair(F), given=held, by=[positive.forall(z), finite.forall(z), outer]
    )
    proof = have(claim, by=[tonelli, marginal, along(inner(F, j))])
    regular = have(
        Integrable(q(j), lambda t: F(s)(t)), given=held, by=exists.at({mu: q(j), a: 0, b: 1, t: 0})
    )
    over = have(Integrable(q(i), inner(F, j)), given=held, by=one)
    cuts = [*pair_is_defined(), cut_mean(pair(i, j), of_pair(F), z)]
    return proof, *cuts, *(under(claim.condition, r) for r in (regular, over))
