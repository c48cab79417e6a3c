r"""The impossibility theorem: beyond width one no locally Lipschitz family of infinite support is invariant.

Let $d \ge 2$, and let $p\colon \Omega \to$ laws on $\mathbb R^d$, $\Omega \subset \mathbb R^n$, be locally
Lipschitz and invariant under layers. Then no $p(\theta)$ has more than $n$ support points. So an invariant
family has width one, or finite supports, or is not locally Lipschitz.

Source: Macdonald and Wäldchen 2021, main theorem; the proof, and the number of points: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    InSupport,
    Not,
    NotLocallyLipschitz,
    Or,
    SupportAtLeast,
    SupportInfinite,
    cases,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    instance,
    ite,
    min_,
    naturals,
    pick,
    picked,
    relu,
    sequences,
    sign,
    theorem,
)

from .chains import FAMILY, ON_RAY, STARTED, indices, nu, p, q
from .cubes_of_chains import INVARIANT, LOCAL, chains_need_parameters
from .hat_functionals import Q
from .null_sets import Omega, first, n, theta
from .readings import satisfied
from .separating_directions import beta, mu, ray, ray_is_half_line, ray_layer, to_ray, w
from .slopes import N, d, j, k, s
from .slopes import r as radius
from .supports_of_images import linear
from .triangular_systems import B, finitely_many_bounded, u
from .triangular_systems import n as length

i, m = naturals("i m")
centre = sequences("theta_0")
OWN = "own computation"
PAPER = "Macdonald and Wäldchen 2021, main theorem"


def spread(m, distance):
    """The first m points increase, each by more than the distance."""
    return ForAll((i, j), [1 <= i, i < j, j <= m], s(i) + distance < s(j))


ORDERED = spread(N, 0)
ON_SUPPORT = ForAll(k, indices(k, N), And(0 <= s(k), InSupport(nu, s(k))))


def gap(m):
    """A number below half of all differences of the first m points."""
    return Exists(radius, And(0 < radius, spread(m, 2 * radius)))


@theorem("Ordered points have a smallest gap", Implies(ORDERED, gap(N)), source="elementary")
def smallest_gap(claim):
    before = given(gap(m))
    chosen, small = pick(before, "r")
    last = (s(m + 1) - s(m)) / 2
    least = ite(1 <= m, min_(radius, last) / 2, radius)
    conditions = [ORDERED, m + 1 <= N]
    positive = have(Implies(1 <= m, 0 < last), given=conditions, by=given(ORDERED).instance(m, m + 1))
    below = have(
        Implies(And(1 <= i, i < m + 1), s(i) + 2 * least < s(m + 1)),
        "The new point has the last one below it, and the others below that.",
        given=conditions,
        by=[positive, small, given(ORDERED).instance(i, m), fact("nat_step", m, i), sign(i - m)],
    )
    each = have(
        Implies(And(1 <= i, i < j, j <= m + 1), s(i) + 2 * least < s(j)),
        given=conditions,
        by=[
            positive,
            below,
            have(small.claim.args[1], by=small).instance(i, j),
            fact("nat_step", m, j),
            sign(j - m - 1),
        ],
    )
    found = exhibit(gap(m + 1), witness=(least,), by=[positive, small, each.forall(i, j)])
    onward = have(Implies(And(gap(m), m + 1 <= N), gap(m + 1)), by=picked(before, chosen, by=found))
    every = induct_on(
        m,
        Implies(m <= N, gap(m)),
        "One point more.",
        given=[ORDERED],
        base=exhibit(gap(0), witness=(1,)),
        step=onward,
    )
    return have(claim, by=every.instance(N))


@theorem(
    "Support points of a ray need parameters",
    Implies(And(2 <= d, LOCAL, INVARIANT, ON_RAY, STARTED, ORDERED, ON_SUPPORT), N <= n),
    uses=[smallest_gap, finitely_many_bounded, chains_need_parameters],
    source=PAPER,
)
def points_need_parameters(claim, room, bounded, needed):
    conditions = claim.condition.parts
    wide = satisfied(room, given=[ORDERED])
    size, apart = pick(wide, "r")
    highest = bounded.at({u: lambda j: s(j) + radius, length: N})
    bound, below = pick(highest, "B")
    behind = [s(j) + radius, s(k) + radius]
    room_for_hats = have(apart.claim.args[1], by=apart).instance(j, k)
    inside = have(below.claim.args[1], by=below).instance(j)
    supported = given(ON_SUPPORT)
    ranged = have(
        ForAll(j, indices(j, N), And(0 <= behind[0], behind[0] <= B)),
        given=[ON_SUPPORT],
        by=[apart, inside, supported.instance(j)],
    )
    followed = have(
        ForAll(k, indices(k, N), And(0 <= s(k), InSupport(nu, s(k)), AtMost(behind[1], behind[1]))),
        given=[ON_SUPPORT],
        by=supported.instance(k),
    )
    before = have(ForAll((j, k), [1 <= j, j < k, k <= N], AtMost(behind[0] + radius, s(k))), by=room_for_hats)
    enough = satisfied(
        needed.at({q: lambda j: s(j) + radius, Q: B}),
        given=conditions,
        by=[apart, below, ranged, followed, before],
        note="Hinges behind the support points, by half of the smallest gap.",
    )
    return have(claim, by=picked(wide, size, by=picked(highest, bound, by=enough)))


# ---- the theorem ----------------------------------------------------------------------------------

MEMBER = p(centre)
REGULAR = [2 <= d, LOCAL, INVARIANT]


@theorem(
    "Support points need parameters",
    Implies(And(*REGULAR, Omega(centre), SupportAtLeast(MEMBER, N, d)), N <= n),
    uses=[ray, ray_layer, ray_is_half_line, points_need_parameters],
    source=PAPER,
)
def support_needs_parameters(claim, on_a_ray, layer, half_line, needed):
    conditions = [*claim.condition.parts, 1 <= N]
    directed = satisfied(on_a_ray.at({mu: MEMBER}), given=conditions)
    *names, placed = pick(directed, "w beta s")
    law = MEMBER.push(lambda z: relu(linear(d, w, z) + beta))
    map_ = to_ray(w, beta)
    sent = given(INVARIANT).instance(centre, map_.W, map_.b)
    member, image = pick(sent, "theta_1")
    started = have(
        And(Omega(first), Equal(p(first), law.push(lambda t: (t,)))),
        given=[2 <= d],
        by=[image, layer.at({mu: MEMBER})],
    )
    inside = [have(part, by=placed) for part in placed.claim.args]
    enough = satisfied(
        needed.at({nu: law, s: s}), given=conditions, by=[half_line.at({mu: MEMBER}), started, *inside]
    )
    several = picked(directed, *names, by=picked(sent, member, by=enough))
    positive = have(Implies(1 <= N, N <= n), by=several)
    return have(claim, "One layer leads to a ray.", by=[positive, fact("nat_step", 0, N)])


@theorem(
    "The impossibility theorem",
    Implies(And(*REGULAR, Omega(centre)), Not(SupportAtLeast(MEMBER, n + 1, d))),
    uses=[support_needs_parameters],
    source=PAPER,
)
def impossibility(claim, needed):
    return have(claim, "More support points than parameters are too many.", by=needed.at({N: n + 1}))


FINITE = ForAll(theta, [Omega(theta)], Not(SupportInfinite(p(theta), d)))


@theorem(
    "Locally Lipschitz invariant families have finite supports",
    Implies(And(*REGULAR), FINITE),
    uses=[impossibility],
    source=PAPER,
)
def finite_supports(claim, bounded):
    few = have(
        Not(SupportInfinite(p(theta), d)),
        given=[*REGULAR, Omega(theta)],
        by=[bounded.at({centre: theta}), instance(SupportInfinite(p(theta), d), n + 1)],
    )
    return have(claim, "At most as many points as parameters.", by=few.forall(theta))


@theorem(
    "An invariant family has width one, finite supports, or is not locally Lipschitz",
    Implies(
        And(1 <= d, INVARIANT),
        Or(Equal(d, 1), FINITE, NotLocallyLipschitz(FAMILY, d=d, n=n)),
    ),
    uses=[finite_supports],
    source=PAPER,
)
def one_of_three_restrictions(claim, finite):
    return have(
        claim,
        "The case that is left is the impossible one.",
        by=[finite, fact("nat_step", 1, d), cases(LOCAL)],
    )
