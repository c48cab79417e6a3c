r"""A law on $\mathbb R^d$ whose support has at most $n$ points lives on $n$ points.

Source: elementary.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    InSupport,
    Lemma,
    Not,
    Or,
    P,
    SupportAtLeast,
    SupportFinite,
    abs_,
    as_functions,
    chain,
    complement,
    dist,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    ite,
    known,
    pick,
    picked,
    row,
    sign,
    theorem,
)

from .laws_of_few_points import another_support_point, i, j, k, n, off, z
from .readings import applied, satisfied
from .support_points import d, indices, mu, r, x, y

OWN = "elementary"


@theorem("The distance is symmetric", AtMost(dist(d, x, y), dist(d, y, x)), source=OWN)
def symmetric(claim):
    each = have(
        Implies(And(*indices(j, d)), abs_(x(j) - y(j)) <= dist(d, y, x)), by=fact("dist_ge", d, y, x, j)
    )
    rest = [each.forall(j), fact("dist_nonneg", d, y, x)]
    return have(claim, by=applied("dist_le", d, x, y, dist(d, y, x), by=rest))


def longer(i):
    """The points z_1, ..., z_k and then x."""
    return lambda j: ite(Equal(i, k + 1), x(j), z(i)(j))


SPREAD = ForAll((i, j), [1 <= i, i < j, j <= k], 0 < dist(d, z(i), z(j)))
INSIDE = ForAll(i, indices(i, k), InSupport(mu, z(i), d))


@theorem(
    "A further support point",
    Implies(And(SPREAD, INSIDE, InSupport(mu, x, d), off(x)), SupportAtLeast(mu, k + 1, d)),
    uses=[symmetric],
    source=OWN,
)
def further(claim, turned):
    conditions = claim.condition.parts
    old = as_functions(have(Equal(longer(i)(j), z(i)(j)), given=[i <= k]), j)
    old = chain(old, Lemma(known("eta", z(i))))
    old = have(Implies(i <= k, old.claim), by=old)
    new = as_functions(have(Equal(longer(k + 1)(j), x(j))), j)
    new = chain(new, Lemma(known("eta", x)))
    among = have(
        Implies(And(1 <= i, i < j, j <= k), 0 < dist(d, longer(i), longer(j))),
        given=conditions,
        by=[old, old.at({i: j}), given(SPREAD).instance(i, j)],
    )
    beyond = have(
        Implies(And(*indices(i, k)), 0 < dist(d, longer(i), longer(k + 1))),
        given=conditions,
        by=[old, new, given(off(x)).instance(i), turned.at({y: z(i)})],
    )
    last = have(
        Implies(Equal(j, k + 1), Equal(dist(d, longer(i), longer(j)), dist(d, longer(i), longer(k + 1)))),
        by=sign(j - k - 1),
    )
    apart = have(
        Implies(And(1 <= i, i < j, j <= k + 1), 0 < dist(d, longer(i), longer(j))),
        by=[among, beyond, last, fact("nat_step", k, j), fact("nat_step", k, i)],
    )

    def ball(i):
        return P(mu, lambda y: dist(d, y, longer(i)) < r)

    early = have(
        Implies(And(*indices(i, k), 0 < r), 0 < ball(i)),
        given=conditions,
        by=[old, given(INSIDE).instance(i, r)],
    )
    late = have(Implies(0 < r, 0 < ball(k + 1)), given=conditions, by=[new, given(conditions[2]).instance(r)])
    same = have(Implies(Equal(i, k + 1), Equal(ball(i), ball(k + 1))), by=sign(i - k - 1))
    inside = have(
        Implies(And(*indices(i, k + 1), 0 < r), 0 < ball(i)),
        by=[early, late, same, fact("nat_step", k, i)],
    )
    found = exhibit(claim.conclusion, witness=(lambda i: longer(i),), by=[apart, inside])
    return have(claim, "Put the new point last.", by=found)


def on_points(k):
    """The point is one of z_1, ..., z_k."""
    return lambda y: Exists(i, And(*indices(i, k), Equal(dist(d, y, z(i)), 0)))


@theorem(
    "A law lives on its support points, or has one more",
    Implies(SupportAtLeast(mu, k, d), Or(SupportFinite(mu, k, d), SupportAtLeast(mu, k + 1, d))),
    uses=[another_support_point, further],
    source=OWN,
)
def lives_or_more(claim, another, more):
    found = given(claim.condition)
    points, placed = pick(found, "z")
    elsewhere = satisfied(another, given=[0 < P(mu, off)])
    point, apart = pick(elsewhere, "x")
    longer_ = satisfied(more, by=[*(have(part, by=placed) for part in placed.claim.args), apart])
    longer_ = have(Implies(0 < P(mu, off), longer_.claim), by=picked(elsewhere, point, by=longer_))
    one = exhibit(Implies(And(*indices(i, k), Equal(dist(d, y, z(i)), 0)), on_points(k)(y)), witness=(i,))
    away = have(Implies(Not(on_points(k)(y)), off(y)), by=[one, fact("dist_nonneg", d, y, z(i))])
    outside = applied("prob_mono", mu, lambda y: Not(on_points(k)(y)), off, by=away.forall(y))
    whole = have(
        Implies(Not(0 < P(mu, off)), Equal(P(mu, on_points(k)), 1)),
        by=[outside, complement(mu, on_points(k)), row("prob_range", mu, on_points(k))],
    )
    carried = exhibit(Implies(Not(0 < P(mu, off)), SupportFinite(mu, k, d)), witness=(z,), by=whole)
    either = have(claim.conclusion, by=[longer_, carried])
    return have(
        claim, "Mass elsewhere would give a further support point.", by=picked(found, points, by=either)
    )


@theorem(
    "A law with few support points lives on them",
    Implies(Not(SupportAtLeast(mu, n + 1, d)), SupportFinite(mu, n, d)),
    uses=[lives_or_more],
    source=OWN,
)
def few_points(claim, step):
    found = given(SupportFinite(mu, k, d))
    points, carried = pick(found, "z")
    index, there = pick(given(on_points(k)(y)), "i")
    here = exhibit(on_points(k + 1)(y), witness=(i,), by=there)
    here = have(
        Implies(on_points(k)(y), on_points(k + 1)(y)), by=picked(given(on_points(k)(y)), index, by=here)
    )
    larger = applied("prob_mono", mu, on_points(k), on_points(k + 1), by=here.forall(y))
    wider = exhibit(
        SupportFinite(mu, k + 1, d),
        witness=(z,),
        by=[carried, larger, row("prob_range", mu, on_points(k + 1))],
    )
    wider = have(Implies(found.claim, wider.claim), by=picked(found, points, by=wider))
    none = exhibit(SupportAtLeast(mu, 0, d), witness=(z,))
    every = induct_on(
        k,
        Or(SupportFinite(mu, k, d), SupportAtLeast(mu, k + 1, d)),
        "One point after the other.",
        base=[step.at({k: 0}), none],
        step=[step.at({k: k + 1}), wider],
    )
    return have(claim, by=every.instance(n))
