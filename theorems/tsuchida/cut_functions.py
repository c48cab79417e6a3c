r"""Means of functions that are not bounded, from the means of what is left of them on an interval.

Source: elementary.
"""

from symrelu import (
    And,
    E,
    Equal,
    Exists,
    ForAll,
    Implies,
    Integrable,
    Lemma,
    abs_,
    borel,
    exhibit,
    fact,
    given,
    have,
    ite,
    known,
    laws,
    min_,
    naturals,
    pick,
    picked,
    reals,
    theorem,
    times,
)

from .planar_kernel import integrable
from .uniform_angle import applied

d, t, u, v, x, C = reals("d t u v x C")
j, k, m, n = naturals("j k m n")
mu = laws("mu")
f, g = borel("f g")


def cut(f, k):
    """The function f between -k and k, and 0 elsewhere."""
    return lambda x: ite(And(-k < x, x < k), f(x), 0)


def truncated(f, n):
    """|f| cut at n."""
    return lambda x: min_(abs_(f(x)), n)


def truncated_mean(f, mu=mu):
    """A truncated function has a mean."""
    return integrable(mu, truncated(f, m), x, m, have(truncated(f, m)(x) <= m)).at({m: n})


POSITIVE = ForAll(x, [], 0 <= f(x))
CUT_MEANS = ForAll(k, [m <= k], And(Integrable(mu, cut(f, k)), E(mu, cut(f, k)) <= C))


@theorem(
    "A mean from those of the function cut off",
    Implies(And(POSITIVE, CUT_MEANS), And(Integrable(mu, f), E(mu, f) <= C)),
    source="elementary",
)
def mean_from_cuts(claim):
    held = list(claim.condition.parts)
    everywhere = applied("prob_sure", mu, lambda x: And())
    small = have(
        And(Integrable(mu, cut(f, n + m)), E(mu, cut(f, n + m)) <= C),
        given=held,
        by=given(CUT_MEANS).instance(n + m),
    )
    sides = have(And(0 <= f(x), 0 <= cut(f, n + m)(x)), by=given(POSITIVE).instance(x))
    large = Lemma(known("archimedes", abs_(x) + 1), "A large interval contains the point.")
    name, far = pick(large, "j")
    inside = have(Implies(And(abs_(x) + 1 <= j, j <= k), Equal(cut(f, k + m)(x), f(x))))
    above = have(Implies(And(t < f(x), j <= k), t <= cut(f, k + m)(x)), by=[far, inside])
    reached = exhibit(
        Implies(t < f(x), Exists(j, ForAll(k, [j <= k], t <= cut(f, k + m)(x)))),
        witness=(j,),
        by=above.forall(k),
    )
    levels = picked(large, name, by=reached).forall(t)
    limit = have(Implies(And(), levels.claim), by=levels)
    fatou = applied(
        "E_fatou",
        mu,
        lambda x: And(),
        lambda n: cut(f, n + m),
        f,
        C,
        given=held,
        by=[everywhere, sides.forall(n, x), small.forall(n), limit.forall(x)],
    )
    proof = have(claim, "By Fatou's lemma.", by=fatou)
    return proof, given(Integrable(mu, f)), truncated_mean(cut(f, k)), truncated_mean(f)


BELOW = ForAll(x, [], And(0 <= f(x), f(x) <= g(x)))


@theorem(
    "A function below one with a mean",
    Implies(And(BELOW, Integrable(mu, g)), And(Integrable(mu, f), E(mu, f) <= E(mu, g))),
    source="elementary",
)
def smaller_functions(claim):
    held = list(claim.condition.parts)
    everywhere = applied("prob_sure", mu, lambda x: And())
    one = have(
        Implies(And(), truncated(f, n)(x) <= truncated(g, n)(x)), given=held, by=given(BELOW).instance(x)
    )
    means = [truncated_mean(f), truncated_mean(g)]
    least = applied(
        "E_mono",
        mu,
        lambda x: And(),
        truncated(f, n),
        truncated(g, n),
        given=held,
        by=[everywhere, one.forall(x), *means],
    )
    finite = given(Integrable(mu, g))
    name, small = pick(finite, "C")
    total = have(E(mu, truncated(f, n)) <= C, given=held, by=[least, small])
    found = exhibit(Integrable(mu, f), witness=(C,), by=total.forall(n))
    exists = picked(finite, name, by=found)
    below = have(Implies(And(), f(x) <= g(x)), given=held, by=given(BELOW).instance(x))
    order = applied(
        "E_mono", mu, lambda x: And(), f, g, given=held, by=[everywhere, below.forall(x), exists, finite]
    )
    return have(claim, by=[exists, order]), given(Integrable(mu, f)), *means


@theorem(
    "What has bounded multiples is not positive",
    Implies(ForAll(m, [], m * d <= u), d <= 0),
    source="elementary",
)
def archimedean(claim):
    large = Lemma(known("archimedes", (u + 1) / d))
    name, far = pick(large, "m")
    above = have(
        Implies(And(0 < d, Equal(d * v, 1), (u + 1) * v <= m), u + 1 <= m * d),
        by=times(0 < d, (u + 1) * v <= m),
    )
    none = have(claim, by=[above.at({v: 1 / d}), far, given(claim.condition).instance(m), fact("inverse", d)])
    return picked(large, name, by=none)


LIMIT = (
    ForAll(k, [], And(Integrable(mu, cut(f, k)), E(mu, cut(f, k)) <= v)),
    ForAll(m, [], (m + 1) * (v - E(mu, cut(f, m + 1))) <= u),
)


@theorem(
    "A mean as the limit of those of the function cut off",
    Implies(And(POSITIVE, *LIMIT), And(Integrable(mu, f), Equal(E(mu, f), v))),
    uses=[mean_from_cuts, smaller_functions, archimedean],
    source="elementary",
)
def mean_as_a_limit(claim, limit, smaller, archimedean):
    held = list(claim.condition.parts)
    positive = given(POSITIVE).instance(x)
    parts, close = (given(condition) for condition in LIMIT)
    cuts = have(
        Implies(m <= k, And(Integrable(mu, cut(f, k)), E(mu, cut(f, k)) <= v)),
        given=held,
        by=parts.instance(k),
    )
    above = have(And(Integrable(mu, f), E(mu, f) <= v), given=held, by=[limit.at({C: v}), cuts.forall(k)])
    inside = have(And(0 <= cut(f, m + 1)(x), cut(f, m + 1)(x) <= f(x)), given=held, by=positive)
    below = have(
        E(mu, cut(f, m + 1)) <= E(mu, f),
        given=held,
        by=[smaller.at({f: cut(f, m + 1), g: f}), inside.forall(x), above],
    )
    far = times(below.claim, 0 <= m + 1)
    multiple = have(m * (v - E(mu, f)) <= u - (v - E(mu, f)), given=held, by=[close.instance(m), below, far])
    least = have(
        v - E(mu, f) <= 0,
        given=held,
        by=[archimedean.at({d: v - E(mu, f), u: u - (v - E(mu, f))}), multiple.forall(m)],
    )
    proof = have(claim, "The difference has bounded multiples.", by=[above, least])
    next_part = have(Integrable(mu, cut(f, m + 1)), given=[POSITIVE, LIMIT[0]], by=parts.instance(m + 1))
    known = [given(Integrable(mu, g)) for g in (f, cut(f, k))]
    return proof, next_part, *known, truncated_mean(cut(f, k)), truncated_mean(f)
