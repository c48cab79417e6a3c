r"""Means through a random layer: first over its weights, then over its inputs.

The law $\nu'$ of the outputs is known by the means of truncated functions; means of functions that are not
bounded follow by Fatou's lemma, applied twice.

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
    Not,
    abs_,
    borel,
    clip,
    exhibit,
    given,
    have,
    known,
    laws,
    naturals,
    pick,
    picked,
    reals,
    sequences,
    theorem,
)

from .means_below_sums import bounded, cut_mean
from .uniform_angle import applied

SEQ = ("fun", "N", "R")
nu, image, mu = laws("nu nu' mu", SEQ)
phi, psi = borel("phi psi", SEQ)
chi = borel("chi", SEQ, ("borel", SEQ, "R"))
w, x = sequences("w x")
t, C = reals("t C")
k, n = naturals("k n")


def capped(f, n):
    """A function that is not negative, cut at n."""
    return lambda x: clip(f(x), 0, n)


def over_weights(n):
    """The mean over the weights of the function at the outputs, cut at n."""
    return lambda x: E(mu, capped(chi(x), n))


LAYER = [
    ForAll(x, [], 0 <= phi(x)),
    ForAll((x, w), [], 0 <= chi(x)(w)),
    ForAll(x, [], And(Integrable(mu, lambda w: chi(x)(w)), Equal(E(mu, lambda w: chi(x)(w)), psi(x)))),
    Integrable(nu, psi),
    ForAll(n, [], Equal(E(image, capped(phi, n)), E(nu, over_weights(n)))),
]


def sure(law):
    """The whole space has mass 1."""
    return applied("prob_sure", law, lambda x: And())


def capped_mean(law, f, point):
    """A function that is cut at n has a mean."""
    return bounded(law, capped(f, k), point, k, have(abs_(capped(f, k)(point)) <= k)).at({k: n})


@theorem(
    "The mean of a function is the limit of the means of the function cut",
    Implies(
        And(ForAll(x, [], 0 <= phi(x)), ForAll(n, [], E(mu, capped(phi, n)) <= C)),
        And(Integrable(mu, phi), E(mu, phi) <= C),
    ),
    source="elementary",
)
def limit_of_capped_means(claim):
    held = claim.condition.parts
    positive, small = (given(part) for part in held)
    large = have(Exists(n, phi(x) <= n), by=known("archimedes", phi(x)))
    name, far = pick(large, "n")
    above = have(
        Implies(And(t < phi(x), n <= k), t <= capped(phi, k)(x)), given=held, by=[far, positive.instance(x)]
    )
    reached = exhibit(
        Implies(t < phi(x), Exists(n, ForAll(k, [n <= k], t <= capped(phi, k)(x)))),
        witness=(n,),
        by=above.forall(k),
    )
    levels = picked(large, name, by=reached).forall(t)
    limit = have(Implies(And(), levels.claim), by=levels)
    sides = have(
        Implies(And(), And(0 <= phi(x), ForAll(n, [], 0 <= capped(phi, n)(x)))),
        given=held,
        by=positive.instance(x),
    )
    exists = capped_mean(mu, phi, x)
    means = have(
        And(Integrable(mu, capped(phi, n)), E(mu, capped(phi, n)) <= C),
        given=held,
        by=[exists, small.instance(n)],
    )
    fatou = applied(
        "E_fatou",
        mu,
        lambda x: And(),
        lambda n: capped(phi, n),
        phi,
        C,
        given=held,
        by=[sure(mu), sides.forall(x), means.forall(n), limit.forall(x)],
    )
    proof = have(claim, "By Fatou's lemma.", by=fatou)
    return proof, cut_mean(mu, phi, x)


@theorem(
    "Means of cut functions at most a bound from somewhere on",
    Implies(
        And(ForAll(x, [], 0 <= phi(x)), Integrable(mu, phi), t < E(mu, phi)),
        Exists(n, ForAll(k, [n <= k], t <= E(mu, capped(phi, k)))),
    ),
    uses=[limit_of_capped_means],
    source="elementary",
)
def capped_means_reach(claim, limit):
    held = claim.condition.parts
    exists = capped_mean(mu, phi, x)
    order = have(Implies(And(), capped(phi, n)(x) <= capped(phi, k)(x)), given=[n <= k], by=[])
    grows = applied(
        "E_mono",
        mu,
        lambda x: And(),
        capped(phi, n),
        capped(phi, k),
        given=[n <= k],
        by=[sure(mu), exists, exists.at({n: k}), order.forall(x)],
    )
    some = Exists(n, t <= E(mu, capped(phi, n)))
    one = exhibit(Implies(t <= E(mu, capped(phi, n)), some), witness=(n,))
    small = have(E(mu, capped(phi, n)) <= t, given=[Not(some)], by=one)
    none = have(Implies(Not(some), E(mu, phi) <= t), given=held, by=[limit.at({C: t}), small.forall(n)])
    reached = have(some, given=held, by=none)
    name, here = pick(reached, "n")
    on = have(Implies(n <= k, t <= E(mu, capped(phi, k))), by=[grows, here])
    found = exhibit(claim.conclusion, witness=(name,), by=on.forall(k))
    return have(claim, by=picked(reached, name, by=found)), cut_mean(mu, phi, x)


ORDER = And(0 <= over_weights(n)(x), over_weights(n)(x) <= psi(x))


def within_levels():
    """The mean of a function cut at n lies between 0 and n."""
    size = have(And(0 <= capped(chi(x), n)(w), capped(chi(x), n)(w) <= n))
    return applied("E_range", mu, lambda w: And(), capped(chi(x), n), 0, n, by=[sure(mu), size.forall(w)])


def over_weights_mean():
    """The mean over the weights has a mean over the inputs."""
    size = have(abs_(over_weights(k)(x)) <= k, by=within_levels().at({n: k}))
    return bounded(nu, over_weights(k), x, k, size).at({k: n})


@theorem(
    "Means over the weights of a function that is cut",
    Implies(And(*LAYER[1:3]), ForAll((n, x), [], ORDER)),
    source="elementary",
)
def means_over_the_weights(claim):
    held = claim.condition.parts
    positive, mean = (given(part) for part in held)
    less = have(Implies(And(), capped(chi(x), n)(w) <= chi(x)(w)), given=held, by=positive.instance(x, w))
    below = applied(
        "E_mono",
        mu,
        lambda w: And(),
        capped(chi(x), n),
        lambda w: chi(x)(w),
        given=held,
        by=[sure(mu), capped_mean(mu, chi(x), w), mean.instance(x), less.forall(w)],
    )
    order = have(ORDER, given=held, by=[within_levels(), below, mean.instance(x)])
    return have(claim, by=order.forall(n, x)), cut_mean(mu, lambda w: chi(x)(w), w)


@theorem(
    "Means through a layer",
    Implies(And(*LAYER), And(Integrable(image, phi), Equal(E(image, phi), E(nu, psi)))),
    uses=[limit_of_capped_means, capped_means_reach, means_over_the_weights],
    source="elementary",
)
def means_through_a_layer(claim, limit, reach, weights):
    held = claim.condition.parts
    positive, other, mean, finite, tower = (given(part) for part in held)
    here = have(ORDER, by=have(weights.claim.args[1], given=held, by=weights).instance(n, x))
    exists = over_weights_mean()
    average = have(Implies(And(), over_weights(n)(x) <= psi(x)), by=here)
    total = applied(
        "E_mono", nu, lambda x: And(), over_weights(n), psi, by=[sure(nu), exists, finite, average.forall(x)]
    )
    small = have(E(image, capped(phi, n)) <= E(nu, psi), by=[total, tower.instance(n)])
    above = have(
        And(Integrable(image, phi), E(image, phi) <= E(nu, psi)),
        "The means of the cut functions are at most the mean of the means over the weights.",
        given=held,
        by=[limit.at({mu: image, C: E(nu, psi)}), small.forall(n)],
    )
    less = have(Implies(And(), capped(phi, n)(x) <= phi(x)), given=held, by=positive.instance(x))
    lower = applied(
        "E_mono",
        image,
        lambda x: And(),
        capped(phi, n),
        phi,
        by=[sure(image), capped_mean(image, phi, x), above, less.forall(x)],
    )
    sides = have(
        Implies(And(), And(0 <= psi(x), ForAll(n, [], 0 <= over_weights(n)(x)))), by=[here.forall(n), here]
    )
    means = have(
        And(exists.claim, E(nu, over_weights(n)) <= E(image, phi)), by=[exists, lower, tower.instance(n)]
    )
    reached = have(
        Implies(t < psi(x), Exists(n, ForAll(k, [n <= k], t <= over_weights(k)(x)))),
        given=held,
        by=[reach.at({phi: lambda w: chi(x)(w)}), mean.instance(x), other.instance(x)],
    )
    levels = have(Implies(And(), reached.forall(t).claim), by=reached.forall(t))
    fatou = applied(
        "E_fatou",
        nu,
        lambda x: And(),
        over_weights,
        psi,
        E(image, phi),
        by=[sure(nu), sides.forall(x), means.forall(n), levels.forall(x)],
    )
    cuts = [exists, *(cut_mean(law, f, y) for law, f, y in ((mu, chi(x), w), (nu, psi, x), (image, phi, x)))]
    return have(claim, "They reach it by Fatou's lemma.", by=[above, fatou]), *cuts
