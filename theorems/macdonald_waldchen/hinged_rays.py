r"""Rays in an invariant family, with hinges behind the support points.

A layer of rank one sends a law on $\mathbb R^d$ with $N$ support points to a law on a ray with $N$ support
points $0 \le s_1 < \dots < s_N$. With $2r$ below all their differences, hinges at $q_k = s_k + r$ leave room
for hats of radius $r$ about the points.

Source: Macdonald and Wäldchen 2021, main theorem; the formulas: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    InSupport,
    SupportAtLeast,
    exhibit,
    fact,
    given,
    have,
    induct_on,
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

from .chains import ON_RAY, STARTED, indices, nu, p, q
from .cubes_of_chains import INVARIANT
from .hat_functionals import Q
from .null_sets import Omega, first
from .readings import satisfied
from .separating_directions import beta, mu, ray, ray_is_half_line, ray_layer, to_ray, w
from .slopes import PLACED, N, d, j, k, s
from .slopes import r as radius
from .supports_of_images import linear
from .triangular_systems import B, finitely_many_bounded, u
from .triangular_systems import n as length

i, m = naturals("i m")
centre = sequences("theta_0")
MEMBER = p(centre)
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
        "A new point has the last one below it, and the others below that.",
        given=[ORDERED],
        base=exhibit(gap(0), witness=(1,)),
        step=onward,
    )
    return have(claim, "One point more.", by=every.instance(N))


@theorem(
    "Room for hats",
    Implies(And(2 <= d, ON_RAY, ORDERED, ON_SUPPORT), Exists((radius, Q, q), And(*PLACED))),
    uses=[smallest_gap, finitely_many_bounded],
    source=OWN,
)
def room_for_hats(claim, room, bounded):
    wide = satisfied(room, given=[ORDERED])
    size, apart = pick(wide, "r")
    highest = bounded.at({u: lambda j: s(j) + radius, length: N})
    bound, below = pick(highest, "B")
    supported = given(ON_SUPPORT)
    ranged = have(
        Implies(And(*indices(j, N)), And(0 <= s(j) + radius, s(j) + radius <= B)),
        by=[apart, have(below.claim.args[1], by=below).instance(j), supported.instance(j)],
    )
    distant = have(apart.claim.args[1], by=apart).instance(j, k)
    found = exhibit(
        claim.conclusion,
        witness=(radius, B, lambda j: s(j) + radius),
        by=[apart, below, ranged, supported.instance(k), distant, *map(given, claim.condition.parts[:2])],
    )
    end = picked(wide, size, by=picked(highest, bound, by=found))
    return have(claim, "Each hinge stands behind its point, by less than half of the smallest gap.", by=end)


HINGED = [STARTED, *PLACED]


@theorem(
    "An invariant family contains hinged rays",
    Implies(
        And(2 <= d, INVARIANT, Omega(centre), 1 <= N, SupportAtLeast(MEMBER, N, d)),
        Exists((nu, s, first, radius, Q, q), And(*HINGED)),
    ),
    uses=[ray, ray_layer, ray_is_half_line, room_for_hats],
    source=PAPER,
)
def hinged_rays(claim, on_a_ray, layer, half_line, room):
    conditions = claim.condition.parts
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
    wide = satisfied(room.at({nu: law}), given=conditions, by=[half_line.at({mu: MEMBER}), *inside])
    *sizes, hinged = pick(wide, "r Q q")
    found = exhibit(
        claim.conclusion,
        witness=(law, s, first, radius, Q, q),
        by=[started, *(have(part, by=hinged) for part in hinged.claim.args)],
    )
    end = picked(sent, member, by=picked(wide, *sizes, by=found))
    return have(
        claim,
        "A layer of rank one leads to a ray, on which the support points stay apart; there is room for hats.",
        by=picked(directed, *names, by=end),
    )
