r"""The sharp count is attained: $N$ points of equal weight in $\mathbb R^d$, with $Nd$ parameters.

The laws $\frac1N\sum_i \delta_{x_i}$ are an invariant and Lipschitz family with $n = Nd$ parameters, and
members with $N$ support points. In the other direction one member decides: a family that contains a law of
$N$ distinct points has at least $Nd$ parameters.

Source: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    InSupport,
    Invariant,
    Less,
    LocallyLipschitz,
    P,
    Sum,
    SupportAtLeast,
    dist,
    dPd,
    exhibit,
    fact,
    finite_law,
    given,
    have,
    ite,
    naturals,
    pick,
    picked,
    reals,
    row,
    sequences,
    sign,
    theorem,
)

from .chains import FAMILY
from .equal_weights import (
    EQUAL,
    at,
    coordinates,
    coordinates_numbered,
    equal_weights,
    fixed_weights_invariant,
    fixed_weights_lipschitz,
    place_of,
    row_of,
    share,
    specialised,
)
from .finite_counts import no_distance
from .finite_metric import weights
from .finite_sums import N as COUNT
from .finite_sums import indices, sum_above_terms, u
from .hinged_rays import MEMBER, centre
from .null_sets import Omega, n
from .readings import satisfied
from .sharp_count import SPACE, sharp_count
from .single_coordinates import conjuncts

r = reals("r")
d, i, j, k, N = naturals("d i j k N")
theta, w, z = sequences("theta w z")
x = sequences("x", result=("fun", "N", "R"))
OWN = "own computation"
LAW = finite_law(N, w, x)


def positive(w):
    """No weight is 0."""
    return ForAll(i, indices(i, N), Less(0, w(i)))


def apart(x):
    """The points are distinct."""
    return ForAll((i, j), [1 <= i, i < j, j <= N], Less(0, dist(d, x(i), x(j))))


@theorem(
    "Distinct atoms are support points",
    Implies(And(weights(N, w), positive(w), apart(x)), SupportAtLeast(LAW, N, d)),
    uses=[sum_above_terms, no_distance],
    source=OWN,
)
def atoms_in_support(claim, above, itself):
    def ball(y):
        return dist(d, y, x(i)) < r

    def share_(k):
        return ite(dist(d, x(k), x(i)) < r, w(k), 0)

    light = have(Implies(indices(k, N), AtMost(0, share_(k))), given=[weights(N, w)])
    total = satisfied(above.at({u: share_, COUNT: N}), given=[weights(N, w)], by=light.forall(k))
    own = have(
        Implies(indices(i, N), AtMost(w(i), Sum(1, N, share_))),
        given=[weights(N, w), 0 < r],
        by=[conjuncts(total)[1].instance(i), itself.at({z: x(i)})],
    )
    mass = have(
        Implies(And(*indices(i, N), 0 < r), Less(0, P(LAW, ball))),
        "Near an atom there is at least its own mass.",
        given=[weights(N, w), positive(w)],
        by=[own, given(positive(w)).instance(i), row("atoms_prob", N, w, x, ball)],
    )
    inside = have(Implies(indices(i, N), InSupport(LAW, x(i), d)), by=mass.forall(r))
    found = exhibit(claim.conclusion, witness=(x,), by=[given(apart(x)), inside.forall(i)])
    return have(claim, by=found)


def diagonal(k):
    """The parameter whose points are (1, .., 1), .., (N, .., N)."""
    return place_of(k)


@theorem(
    "The sharp count is attained",
    ForAll(
        (N, d),
        [1 <= N, 1 <= d],
        Exists(
            at,
            And(
                Invariant(EQUAL, d),
                LocallyLipschitz(EQUAL, d, SPACE),
                Exists(theta, SupportAtLeast(finite_law(N, share, coordinates(theta, at)), N, d)),
            ),
        ),
    ),
    uses=[
        equal_weights,
        coordinates_numbered,
        fixed_weights_invariant,
        fixed_weights_lipschitz,
        atoms_in_support,
    ],
    source=OWN,
)
def count_attained(claim, equal, numbered, invariant, lipschitz, atoms):
    numbers = numbered.instance(N, d)
    *names, counted = pick(numbers, "k I Q")
    points = coordinates(diagonal, at)
    first = have(Implies(indices(i, N), Equal(points(i)(1), i)), given=[1 <= d], by=counted.instance(i, 1))
    second = have(Implies(indices(j, N), Equal(points(j)(1), j)), given=[1 <= d], by=counted.instance(j, 1))
    distinct = have(
        Implies(And(1 <= i, i < j, j <= N), Less(0, dist(d, points(i), points(j)))),
        given=[1 <= d],
        by=[first, second, fact("dist_ge", d, points(i), points(j), 1)],
    )
    conditions = [1 <= N, 1 <= d, counted.claim]
    weighed = have(weights(N, share), given=[1 <= N], by=equal)
    heavy = have(Less(0, share(i)), given=[1 <= N], by=sign(1 / N))
    support = satisfied(
        atoms.at({w: share, x: points}),
        given=conditions,
        by=[weighed, heavy.forall(i), distinct.forall(i, j)],
    )
    member = exhibit(
        Exists(theta, SupportAtLeast(finite_law(N, share, coordinates(theta, at)), N, d)),
        r"The points $(1, \dots, 1), \dots, (N, \dots, N)$.",
        witness=(diagonal,),
        by=support,
    )
    one, two = sequences("theta' theta''")
    values = (N, d, SPACE, share, at, place_of, row_of)
    close = dPd(d, *(finite_law(N, share, coordinates(point, at)) for point in (one, two)))
    facts = [weighed, counted]
    near = specialised(lipschitz, values, facts, close <= dist(SPACE, one, two), (one, two), conditions)
    local = exhibit(LocallyLipschitz(EQUAL, d, SPACE), "Any radius will do.", witness=(1, 1), by=near)
    found = exhibit(
        claim.body,
        r"List the coordinates by their numbers from $1$ to $Nd$.",
        witness=(at,),
        by=[specialised(invariant, values, facts, Invariant(EQUAL, d), (), conditions), local, member],
    )
    proof = have(Implies(And(1 <= N, 1 <= d), claim.body), by=picked(numbers, *names, by=found))
    return proof.forall(N, d), have(weights(N, share), given=[And(1 <= N, 1 <= d)], by=equal)


# ---- one member decides ------------------------------------------------------------------------------


def contained(d, law, *conditions):
    """The family is invariant and locally Lipschitz, and contains the law."""
    regular = [2 <= d, LocallyLipschitz(FAMILY, d=d, n=n), Invariant(FAMILY, d), Omega(centre)]
    return And(*regular, *conditions, Equal(MEMBER, law))


@theorem(
    "A family that contains a law of distinct points has as many parameters as they have coordinates",
    Implies(contained(d, LAW, weights(N, w), positive(w), apart(x)), SPACE <= n),
    uses=[atoms_in_support, sharp_count],
    source=OWN,
)
def distinct_points_count(claim, atoms, count):
    conditions = claim.condition.parts
    support = satisfied(atoms, given=conditions[4:7])
    there = have(SupportAtLeast(MEMBER, N, d), given=conditions[7:], by=support)
    enough = satisfied(count, given=conditions[:4], by=there)
    return have(claim, "Distinct atoms are support points.", by=enough)


FOUR = ((0, 1, 2), (0, 1, -1), (0, 0, 0), (2, 1, 1))


def table(i, values):
    """The i-th of the values, and 0 beyond."""
    out = 0
    for k, value in reversed(list(enumerate(values, 1))):
        out = ite(Equal(i, k), value, out)
    return out


def point(i):
    """The points of the example."""
    return lambda j: table(i, [table(j, row_) for row_ in FOUR])


def quarter(i):
    """Their weights."""
    return Rational(1, 4)


@theorem(
    "Four points in space need twelve parameters",
    Implies(contained(3, finite_law(4, quarter, point)), 12 <= n),
    uses=[distinct_points_count],
    source=OWN,
)
def four_points(claim, count):
    total = have(
        weights(4, quarter),
        by=[fact("sum_empty", 1, 0, quarter), *(fact("sum_last", 1, k, quarter) for k in range(4))],
    )
    gap = dist(3, point(i), point(j))
    pairs = []
    for second in range(2, 5):
        for first in range(1, second):
            here, there = FOUR[first - 1], FOUR[second - 1]
            differ = next(k for k in range(3) if here[k] != there[k]) + 1
            pairs.append(
                have(
                    Implies(And(Equal(i, first), Equal(j, second)), Less(0, gap)),
                    by=fact("dist_ge", 3, point(i), point(j), differ),
                )
            )
    steps = [fact("nat_step", t, k) for t in (i, j) for k in range(2, 5)]
    distinct = have(Implies(And(1 <= i, i < j, j <= 4), Less(0, gap)), by=[*pairs, *steps])
    enough = satisfied(
        count.at({N: 4, d: 3, w: quarter, x: point}),
        given=claim.condition.parts[1:],
        by=[total, distinct.forall(i, j)],
    )
    return have(claim, "Any two of the points differ in a coordinate.", by=enough), total
