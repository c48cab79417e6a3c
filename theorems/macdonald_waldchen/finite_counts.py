r"""How many points the support of a law with finitely many atoms has: as many as it has atoms, and no more.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    InSupport,
    Less,
    Not,
    Or,
    P,
    SupportAtLeast,
    SupportFinite,
    choice,
    dist,
    exhibit,
    fact,
    finite_law,
    functions,
    given,
    have,
    ite,
    naturals,
    pick,
    picked,
    reals,
    row,
    sequences,
    theorem,
)

from .finite_metric import symmetric, triangle, weights
from .finite_sums import indices, sum_above_terms, sum_of_zeros
from .pigeonhole import into, pigeonhole, room_below, shared
from .readings import applied, satisfied

d, i, k, l, N = naturals("d i k l N")
r = reals("r")
w, u = sequences("w u")
p, q, z = sequences("x y z")
c = functions("c", "N", "N")
x, y = sequences("x y", result=("fun", "N", "R"))
LAW = finite_law(N, w, x)
OWN = "own computation"


def among(y):
    """The point is one of x_1, ..., x_N."""
    return Exists(k, And(*indices(k, N), Equal(dist(d, y, x(k)), 0)))


@theorem("The distance of a point to itself", Equal(dist(d, z, z), 0), source=OWN)
def no_distance(claim):
    below = applied("dist_le", d, z, z, 0)
    return have(claim, by=[below, fact("dist_nonneg", d, z, z)])


@theorem(
    "A law of N atoms lives on N points",
    Implies(weights(N, w), SupportFinite(LAW, N, d)),
    uses=[no_distance],
    source=OWN,
)
def support_is_finite(claim, itself):
    def share(i):
        return ite(among(x(i)), w(i), 0)

    found = exhibit(Implies(indices(i, N), among(x(i))), witness=(i,), by=itself.at({z: x(i)}))
    each = have(Implies(indices(i, N), Equal(share(i), w(i))), "Each atom is one of the points.", by=found)
    total = satisfied(row("sum_same", 1, N, share, w), by=each.forall(i))
    return exhibit(
        claim,
        "The points of the law carry all weights.",
        witness=(x,),
        by=[row("atoms_prob", N, w, x, among), total],
    )


@theorem(
    "The support consists of atoms",
    Implies(And(weights(N, w), InSupport(LAW, z, d)), among(z)),
    uses=[symmetric, sum_of_zeros, room_below],
    source=OWN,
)
def support_among_atoms(claim, turned, zeros, room_for):
    nowhere, supported = Not(among(z)), InSupport(LAW, z, d)

    def distances(i):
        return dist(d, x(i), z)

    def outside(i):
        return ite(dist(d, x(i), z) < r, w(i), 0)

    apart = have(
        ForAll(i, indices(i, N), Less(0, dist(d, x(i), z))),
        "Otherwise all atoms are at a positive distance,",
        given=[nowhere],
        by=[
            turned.at({p: z, q: x(i)}),
            fact("dist_nonneg", d, z, x(i)),
        ],
    )
    positive = satisfied(room_for.at({u: distances}), given=[nowhere], by=apart)
    radius, empty = pick(positive, "r")
    none = have(ForAll(i, indices(i, N), Equal(outside(i), 0)), given=[empty.claim], by=empty)
    ball = have(
        Equal(P(LAW, lambda y: dist(d, y, z) < r), 0),
        "so a small ball has no mass.",
        given=[empty.claim, weights(N, w)],
        by=[
            row("atoms_prob", N, w, x, lambda y: dist(d, y, z) < r),
            none,
            zeros.at({u: outside}),
        ],
    )
    against = have(
        Not(supported), given=[weights(N, w)], by=[ball, have(0 < r, by=empty), given(supported).instance(r)]
    )
    alone = have(
        Implies(And(nowhere, weights(N, w)), Not(supported)), by=picked(positive, radius, by=against)
    )
    return have(claim, by=alone)


MANY = SupportAtLeast(LAW, N + 1, d)


@theorem(
    "A law of N atoms has at most N points in its support",
    Implies(weights(N, w), Not(MANY)),
    uses=[support_among_atoms, pigeonhole, symmetric, triangle],
    source=OWN,
)
def support_is_no_larger(claim, atomic, pigeons, turned, detour):
    points = given(MANY)
    spread, apart = pick(points, "y")

    def place(l, k):
        return Implies(indices(l, N + 1), And(*indices(k, N), Equal(dist(d, y(l), x(k)), 0)))

    known_ = [apart.claim, weights(N, w)]
    supported = have(ForAll(i, indices(i, N + 1), InSupport(LAW, y(i), d)), given=known_[:1], by=apart)
    there = have(
        Implies(indices(l, N + 1), among(y(l))),
        "Each point of the support is one of the atoms.",
        given=known_,
        by=[supported.instance(l), atomic.at({z: y(l)})],
    )
    atom_of, is_there = pick(given(among(y(l))), "k")
    placed = exhibit(Exists(k, place(l, k)), witness=(k,), by=is_there)
    inside = picked(given(among(y(l))), atom_of, by=placed)
    any_ = exhibit(placed.claim, witness=(0,), by=given(Not(And(*indices(l, N + 1)))))
    each = have(
        placed.claim,
        given=known_,
        by=[
            have(Implies(among(y(l)), placed.claim), by=inside),
            have(Implies(Not(And(*indices(l, N + 1))), placed.claim), by=any_),
            there,
        ],
    )
    chosen = satisfied(choice(lambda l: lambda k: place(l, k)), given=known_, by=each.forall(l))
    function, sends = pick(chosen, "c")
    holes = have(Implies(into(N, c), shared(N, c)), by=pigeons.instance(N, c))
    meet = have(
        shared(N, c),
        r"But $N + 1$ points on $N$ atoms: two are on the same one.",
        given=[sends.claim],
        by=[holes, have(into(N, c), given=[sends.claim], by=sends)],
    )
    first, second, same = pick(meet, "k l")
    together = have(
        Or(),
        "They are not apart then.",
        given=[sends.claim, same.claim, apart.claim],
        by=[
            same,
            apart,
            sends.instance(k),
            sends.instance(l),
            detour.at({p: y(k), q: x(c(k)), z: y(l)}),
            turned.at({p: x(c(k)), q: y(l)}),
        ],
    )
    never = picked(chosen, function, by=picked(meet, first, second, by=together))
    none = have(Implies(MANY, Or()), given=[weights(N, w)], by=picked(points, spread, by=never))
    return have(claim, by=none)


@theorem(
    "Atoms of positive weight lie in the support",
    Implies(And(weights(N, w), *indices(i, N), 0 < w(i)), InSupport(LAW, x(i), d)),
    uses=[no_distance, sum_above_terms],
    source=OWN,
)
def atoms_in_support(claim, itself, above):
    def ball(y):
        return dist(d, y, x(i)) < r

    def share(k):
        return ite(ball(x(k)), w(k), 0)

    positive = have(ForAll(k, indices(k, N), AtMost(0, share(k))), given=[weights(N, w)])
    terms = satisfied(above.at({u: share}), given=[weights(N, w)], by=positive)
    mass = have(
        Implies(And(weights(N, w), *indices(i, N), 0 < r), AtMost(w(i), P(LAW, ball))),
        "A ball about an atom has at least its weight.",
        by=[row("atoms_prob", N, w, x, ball), terms.instance(i), itself.at({z: x(i)})],
    )
    return have(claim, by=mass)
