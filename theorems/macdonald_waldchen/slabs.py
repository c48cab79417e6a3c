r"""Disjoint stretches of a coordinate that have mass: as many support points.

If a law on $\mathbb R^d$ has mass in each of the slabs $l_k \le y_c \le h_k$, $k = 1, \dots, N$, one above
the other, then each of them holds a point of the support, and these points differ. So a locally Lipschitz
invariant family with such a member has at least $Nd$ parameters: this is how a given family is refuted.

Source: elementary; Macdonald and Wäldchen 2021, main theorem, with the sharp count.
"""

from symrelu import (
    And,
    AtMost,
    Exists,
    ForAll,
    Implies,
    InSupport,
    Not,
    Or,
    P,
    SupportAtLeast,
    choice,
    dist,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    naturals,
    pick,
    picked,
    reals,
    sequences,
    sign,
    theorem,
)

from .cubes_of_chains import INVARIANT, LOCAL
from .hinged_rays import MEMBER, centre
from .laws_of_few_points import event_near_a_point
from .null_sets import Omega, n
from .readings import applied, satisfied
from .sharp_count import N, d, k, sharp_count
from .support_points import A, i, j, mu, r, x, y

l, h = sequences("l h")
z = sequences("z", result=("fun", "N", "R"))
low, high = reals("a b")
c = naturals("c")
OWN = "elementary"
PAPER = "Macdonald and Wäldchen 2021, main theorem"
INSIDE = [1 <= c, c <= d]


def slab(low, high):
    """The points whose coordinate lies between the bounds."""
    return lambda y: And(low <= y(c), y(c) <= high)


def near(low, high, r):
    """The points of the slab within the radius."""
    return lambda y: And(slab(low, high)(y), dist(d, y, x) < r)


HEAVY = ForAll(r, [0 < r], 0 < P(mu, near(low, high, r)))


@theorem(
    "Where a slab has mass near a point, the point lies in the slab",
    Implies(And(*INSIDE, HEAVY), And(InSupport(mu, x, d), slab(low, high)(x))),
    source=OWN,
)
def point_of_slab(claim):
    larger = applied("prob_mono", mu, near(low, high, r), lambda y: dist(d, y, x) < r)
    ball = have(Implies(0 < r, 0 < P(mu, lambda y: dist(d, y, x) < r)), by=[larger, given(HEAVY).instance(r)])
    bounds = []
    for outside, gap in ((x(c) < low, low - x(c)), (high < x(c), x(c) - high)):
        conditions = [*INSIDE, outside]
        none = have(Implies(near(low, high, gap)(y), Or()), given=conditions, by=fact("dist_ge", d, y, x, c))
        empty = applied("prob_never", mu, near(low, high, gap), given=conditions, by=none.forall(y))
        clash = have(Or(), given=[*conditions, HEAVY], by=[empty, given(HEAVY).instance(gap)])
        bounds.append(have(Implies(And(*conditions), Or()), by=clash))
    return have(claim, "Off the slab a small ball would miss it.", by=[ball.forall(r), *bounds])


def massive(law):
    """Each slab has mass."""
    return ForAll(k, [1 <= k, k <= N], 0 < P(law, slab(l(k), h(k))))


MASS = massive(mu)
ABOVE = ForAll(k, [1 <= k, k + 1 <= N], h(k) < l(k + 1))


@theorem(
    "Slabs with mass, one above the other, hold as many support points",
    Implies(And(*INSIDE, MASS, ABOVE), SupportAtLeast(mu, N, d)),
    uses=[point_of_slab, event_near_a_point],
    source=OWN,
)
def slabs_hold_points(claim, inside, points):
    conditions = claim.condition.parts

    def found(k):
        return lambda x: Implies(
            And(AtMost(1, k), AtMost(k, N)), And(InSupport(mu, x, d), slab(l(k), h(k))(x))
        )

    there = points.at({A: slab(l(k), h(k))})
    there = satisfied(there, given=[MASS, 1 <= k, k <= N], by=given(MASS).instance(k))
    point, heavy = pick(there, "x")
    placed = satisfied(inside.at({low: l(k), high: h(k)}), given=INSIDE, by=heavy)
    each = exhibit(Exists(x, found(k)(x)), witness=(x,), by=placed)
    each = have(Implies(And(1 <= k, k <= N), Exists(x, found(k)(x))), by=picked(there, point, by=each))
    none = exhibit(Implies(Not(And(1 <= k, k <= N)), Exists(x, found(k)(x))), witness=(x,))
    every = have(Exists(x, found(k)(x)), given=conditions, by=[each, none])
    chosen = satisfied(choice(found, target=("fun", "N", "R")), given=conditions, by=every.forall(k))
    points, placed = pick(chosen, "z")
    at = [placed.instance(k) for k in (i, j)]
    rising = induct_on(
        j,
        Implies(And(1 <= i, i < j, j <= N), h(i) < l(j)),
        "The slabs lie one above the other.",
        given=conditions,
        step=[placed.instance(j), given(ABOVE).instance(j), fact("nat_step", j, i), sign(i - j)],
    )
    apart = have(
        Implies(And(1 <= i, i < j, j <= N), 0 < dist(d, z(i), z(j))),
        given=conditions,
        by=[rising, *at, fact("dist_ge", d, z(i), z(j), c)],
    )
    carried = have(Implies(And(1 <= i, i <= N), InSupport(mu, z(i), d)), by=at[0])
    found = exhibit(claim.conclusion, witness=(lambda i: z(i),), by=[apart.forall(i, j), carried.forall(i)])
    return have(claim, "Each slab holds a point of the support.", by=picked(chosen, points, by=found))


@theorem(
    "Slabs with mass need parameters",
    Implies(
        And(2 <= d, LOCAL, INVARIANT, Omega(centre), *INSIDE, massive(MEMBER), ABOVE),
        N * d <= n,
    ),
    uses=[slabs_hold_points, sharp_count],
    source=PAPER,
)
def slabs_need_parameters(claim, points, count):
    conditions = claim.condition.parts
    several = satisfied(points.at({mu: MEMBER}), given=conditions)
    return have(claim, "The sharp count.", by=[several, satisfied(count, given=conditions, by=several)])
