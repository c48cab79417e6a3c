r"""Independent symmetric weights: their law stays the same when the signs of some weights change.

Source: elementary.
"""

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Or,
    P,
    abs_,
    as_functions,
    borel,
    cases,
    events,
    given,
    have,
    iid,
    induct_on,
    ite,
    rewriting,
    row,
    sequences,
    theorem,
)

from .independent_sums import i, integrable, k, m, mean_is_bounded, mu, n, put, w, z
from .uniform_angle import applied

SEQ = ("fun", "N", "R")
s, q = sequences("s q")
phi = borel("phi", SEQ)
A = events("A", SEQ)


def opposite(w):
    """The weight with the other sign."""
    return -w


SYMMETRIC = Equal(mu.push(opposite), mu)
SIGNS = ForAll(k, [], Or(Equal(s(k), 1), Equal(s(k), -1)))


def changed(z):
    """The weights, each with its sign."""
    return lambda k: s(k) * z(k)


def small(phi):
    """The function is bounded by 1."""
    return ForAll(z, [], abs_(phi(z)) <= 1)


def unchanged(m, phi):
    """The mean of the function does not change with the signs."""
    return Equal(E(iid(m, mu), lambda z: phi(changed(z))), E(iid(m, mu), phi))


def origin(z):
    """All coordinates are 0."""
    return ForAll(k, [], Equal(z(k), 0))


def no_weights():
    """No weights have no signs."""
    law = row("iid_0", mu)
    zero = law.claim.args[1].args[0]
    inside = row("delta_prob", zero, A)
    mass = have(inside.claim, by=inside).at({A: origin})
    sure = have(Equal(P(iid(0, mu), origin), 1), by=[law, mass, have(Equal(0, 0)).forall(k)])
    here = have(Equal(changed(z)(k), z(k)), given=[origin(z)], by=given(origin(z)).instance(k))
    values = [as_functions(here, k), row("eta", z)]
    agree = have(Implies(origin(z), Equal(phi(changed(z)), phi(z))), by=values)
    pair = [lambda z: phi(changed(z)), phi]
    same = applied("E_same", iid(0, mu), origin, *pair, by=[sure, agree.forall(z)])
    return have(unchanged(0, phi), by=same)


LAST = put(z, m + 1, w)


def over_last(z):
    """The mean over one more weight."""
    return E(mu, lambda w: phi(put(z, m + 1, w)))


def last_weight():
    """The mean over a symmetric last weight does not change with its sign."""
    sides = changed(LAST)(k), put(changed(z), m + 1, s(m + 1) * w)(k)
    same = have(Equal(*sides), by=[cases(Equal(k, m + 1)), rewriting(k, m + 1)])
    moved = as_functions(same, k)
    equal = have(Equal(phi(changed(LAST)), phi(put(changed(z), m + 1, s(m + 1) * w))), by=moved)
    inner = as_functions(equal, w)
    push = row("E_push", opposite, mu, lambda w: phi(put(changed(z), m + 1, w)))
    return have(
        Equal(E(mu, lambda w: phi(changed(put(z, m + 1, w)))), over_last(changed(z))),
        given=[SYMMETRIC, SIGNS],
        by=[inner, push, given(SIGNS).instance(m + 1), rewriting(s(m + 1), 1), rewriting(s(m + 1), -1)],
    )


@theorem(
    "Means of bounded functions do not change with the signs",
    Implies(And(SYMMETRIC, SIGNS, small(phi)), unchanged(m, phi)),
    source="elementary",
)
def bounded_means(claim):
    condition, rest = small(phi), [SYMMETRIC, SIGNS]
    every = ForAll(phi, [condition], unchanged(m, phi))
    held = given(condition)
    sides = [
        applied("iid_last", m, mu, f, 1, given=[condition], by=held.instance(point).forall(z))
        for f, point in ((lambda z: phi(changed(z)), changed(z)), (phi, z))
    ]
    mean = mean_is_bounded(mu, lambda w: phi(put(z, m + 1, w)), w, held.instance(LAST), 1)
    instance = given(every).instance(over_last)
    assumed = have(Implies(small(over_last), unchanged(m, over_last)), given=[every], by=instance)
    onward = have(
        unchanged(m + 1, phi),
        given=[condition, every, *rest],
        by=[*sides, as_functions(last_weight(), z), assumed, mean.forall(z)],
    )
    start = have(Implies(condition, unchanged(0, phi)), by=no_weights())
    whole = induct_on(m, every, base=start.forall(phi), step=onward.forall(phi), given=rest)
    proof = have(claim, "Average over the last weight first.", by=whole.instance(m))
    means = [
        integrable(iid(m, mu), lambda z: phi(changed(z)), z, held.instance(changed(z)), 1),
        integrable(iid(m, mu), phi, z, held.instance(z), 1),
    ]
    return proof, *(under(claim.condition, lemma) for lemma in means)


def under(condition, lemma):
    """What rests on a part of the condition, under the whole condition as one formula."""
    return have(lemma.claim, given=[condition], by=have(Implies(condition, lemma.claim), by=lemma))


@theorem(
    "Independent symmetric weights may change their signs",
    Implies(And(SYMMETRIC, SIGNS), Equal(iid(m, mu).push(changed), iid(m, mu))),
    uses=[bounded_means],
    source="elementary",
)
def signs_may_change(claim, means):
    def orthant(z):
        return ForAll(i, [i <= n], z(i) <= q(i))

    def indicator(z):
        return ite(orthant(z), 1, 0)

    used = means.at({phi: indicator})
    one = have(abs_(indicator(z)) <= 1).forall(z)
    masses = [
        row("push_prob", changed, iid(m, mu), orthant),
        row("E_event", iid(m, mu), orthant),
        row("E_event", iid(m, mu), lambda z: orthant(changed(z))),
    ]
    equal = have(
        Equal(P(iid(m, mu).push(changed), orthant), P(iid(m, mu), orthant)),
        given=claim.condition.parts,
        by=[used, one, *masses],
    )
    same = row("law_ext_seq", iid(m, mu).push(changed), iid(m, mu))
    return have(claim, by=[same, equal.forall(n, q)])
