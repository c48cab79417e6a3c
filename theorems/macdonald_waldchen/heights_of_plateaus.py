r"""Plateaus at any height: what an invariant family contains besides a law on a ray.

Let $J_0, \dots, J_N$ be windows of the first coordinate. Layers make the second coordinate a staircase with
any heights in $[4j, 4j + 1]$ on $J_j$, and then every other coordinate a staircase of the second. So all the
$Nd$ coordinates of the values on $J_1, \dots, J_N$ can be chosen freely.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Invariant,
    Not,
    cases,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    naturals,
    pick,
    picked,
    sequences,
    theorem,
)

from .finite_sums import indices
from .readings import satisfied
from .single_coordinates import (
    FAMILY,
    SEQUENCE,
    conjuncts,
    d,
    f,
    g,
    r,
    reached,
    s,
    within_orthant,
    z,
)
from .staircases import RAMPS, J, N, driven, e, g1, g2, high, low, rising, staircase

i, j, k, n, q = naturals("i j k n q")
H = sequences("H", result=SEQUENCE)
OWN = "own computation"

BAND = And(4 * j <= H(q)(j), H(q)(j) <= 4 * j + 1, Implies(Equal(j, 0), Equal(H(q)(j), 0)))
BANDS = ForAll((q, j), [q + 1 <= d, j <= N], BAND)


@theorem("Heights in bands rise", Implies(And(BANDS, q + 1 <= d), rising(H(q))), source=OWN)
def heights_rise(claim):
    bands = given(BANDS)
    known_ = [bands.instance(q, i), bands.instance(q, k), bands.instance(q, 0)]
    orders = have(
        Implies(And(i <= k, k <= N), H(q)(i) <= H(q)(k)),
        given=claim.condition.parts,
        by=[*known_, fact("nat_step", i, k), cases(Equal(i, k))],
    )
    start = have(Equal(H(q)(0), 0), given=claim.condition.parts, by=bands.instance(q, 0))
    return have(claim, "The bands lie in order.", by=[start, orders.forall(i, k)])


def raised_to(n, g):
    """On J_j the second coordinate and the first n coordinates have their heights."""
    heights = ForAll(q, q + 1 <= n, Equal(g(z)(q + 1), H(q)(j)))
    return ForAll((z, j), [j <= N, J(j)(z)], And(Equal(g(z)(2), H(1)(j)), heights))


def free_plateaus(g):
    """On J_j the map has the heights of j."""
    return ForAll((z, j, q), [j <= N, J(j)(z), q + 1 <= d], Equal(g(z)(q + 1), H(q)(j)))


def reached_to(n):
    """Some reached map has these coordinates."""
    return Exists(g, And(reached(g), within_orthant(g), raised_to(n, g)))


START = And(
    Invariant(FAMILY, d), reached(f), within_orthant(f), 2 <= d, RAMPS, driven(lambda z: f(z)(1)), BANDS
)


@theorem(
    "The second coordinate as a staircase of the first",
    Implies(And(*START.parts, n <= 0), reached_to(n)),
    uses=[staircase, heights_rise],
    source=OWN,
)
def second_raised(claim, staircase, rise):
    there = satisfied(
        staircase.at({r: 2, s: 1, e: H(1)}),
        given=START.parts,
        by=have(rising(H(1)), given=START.parts, by=rise.at({q: 1})),
    )
    map_, made = pick(there, "g_1")
    level = conjuncts(made)[-1].instance(z, j)
    second = have(Equal(g1(z)(2), H(1)(j)), given=[j <= N, J(j)(z)], by=level)
    none = have(Implies(q + 1 <= n, Equal(g1(z)(q + 1), H(q)(j))), given=[n <= 0])
    values = have(Implies(And(j <= N, J(j)(z)), raised_to(n, g1).body), by=[second, none.forall(q)])
    found = exhibit(reached_to(n), witness=(map_,), by=[*conjuncts(made)[:2], values.forall(z, j)])
    return have(claim, by=picked(there, map_, by=found))


@theorem(
    "One more coordinate as a staircase of the second",
    Implies(And(Invariant(FAMILY, d), 2 <= d, BANDS, n + 1 <= d, reached_to(n)), reached_to(n + 1)),
    uses=[staircase, heights_rise],
    source=OWN,
)
def coordinate_added(claim, staircase, rise):
    inside = claim.condition.parts[:4]
    map_, made = pick(given(reached_to(n)), "g_1")
    reach, positive, level = conjuncts(made)
    here = have(
        Implies(And(j <= N, J(j)(z)), And(Equal(g1(z)(2), H(1)(j)), 4 * j <= H(1)(j), H(1)(j) <= 4 * j + 1)),
        given=inside,
        by=[level.instance(z, j), given(BANDS).instance(1, j)],
    )
    place = have(
        Implies(
            And(j <= N, J(j)(z), *indices(k, N)),
            And(Implies(k <= j, 4 * k <= g1(z)(2)), Implies(j + 1 <= k, g1(z)(2) <= 4 * k - 1)),
        ),
        by=here,
    )
    other = [*inside, Not(Equal(n, 1))]
    there = satisfied(
        staircase.at({f: g1, r: n + 1, s: 2, e: H(n), low: lambda k: 4 * k - 1, high: lambda k: 4 * k}),
        given=other,
        by=[reach, positive, have(rising(H(n)), given=inside, by=rise.at({q: n})), place.forall(z, j, k)],
    )
    after, climbs = pick(there, "g_2")
    reach2, positive2, kept, steps = conjuncts(climbs)
    whole = [j <= N, J(j)(z)]
    second = have(Equal(g2(z)(2), H(1)(j)), given=[*other, *whole], by=[kept.instance(z, 2), here])
    new = have(Equal(g2(z)(n + 1), H(n)(j)), given=whole, by=steps.instance(z, j))
    old = have(
        Implies(q + 1 <= n, Equal(g2(z)(q + 1), H(q)(j))),
        given=[*other, *whole],
        by=[kept.instance(z, q + 1), level.instance(z, j, q)],
    )
    added = have(
        Implies(And(*whole, q + 1 <= n + 1), Equal(g2(z)(q + 1), H(q)(j))),
        by=[new, old, cases(Equal(q, n)), fact("nat_step", q, n), fact("nat_step", n, q)],
    )
    values = have(Implies(And(*whole), raised_to(n + 1, g2).body), by=[second, added.forall(q)])
    grown = exhibit(reached_to(n + 1), witness=(after,), by=[reach2, positive2, values.forall(z, j)])
    raised = have(Implies(Not(Equal(n, 1)), reached_to(n + 1)), by=picked(there, after, by=grown))
    same = have(
        Implies(And(*whole, q + 1 <= n + 1), Equal(g1(z)(q + 1), H(q)(j))),
        given=[Equal(n, 1)],
        by=[
            here,
            level.instance(z, j, q),
            cases(Equal(q, n)),
            fact("nat_step", q, n),
            fact("nat_step", n, q),
        ],
    )
    kept_values = have(Implies(And(*whole), raised_to(n + 1, g1).body), by=[here, same.forall(q)])
    stays = exhibit(reached_to(n + 1), witness=(map_,), by=[reach, positive, kept_values.forall(z, j)])
    driver = have(Implies(Equal(n, 1), reached_to(n + 1)), by=stays)
    either = have(reached_to(n + 1), "The second coordinate is one already.", by=[raised, driver])
    return have(claim, by=picked(given(reached_to(n)), map_, by=either))


@theorem(
    "All coordinates of the values on plateaus are free",
    Implies(START, Exists(g, And(reached(g), within_orthant(g), free_plateaus(g)))),
    uses=[second_raised, coordinate_added],
    source=OWN,
)
def plateaus_reached(claim, second, added):
    every = induct_on(
        n,
        Implies(n <= d, reached_to(n)),
        "Coordinate by coordinate.",
        given=START.parts,
        base=second.at({n: 0}),
        step=added,
    )
    there = have(reached_to(d), given=START.parts, by=every.instance(d))
    map_, made = pick(there, "g_1")
    reach, positive, level = conjuncts(made)
    values = have(
        Implies(And(j <= N, J(j)(z), q + 1 <= d), Equal(g1(z)(q + 1), H(q)(j))), by=level.instance(z, j, q)
    )
    found = exhibit(claim.conclusion, witness=(map_,), by=[reach, positive, values.forall(z, j, q)])
    return have(claim, by=picked(there, map_, by=found))
