r"""The filling segments: how the laws move while the parameters follow the curve.

On the segment of depth $K$ two members are at most a constant times as far apart as the points of the curve
at which they stand; so a modulus of continuity of the curve, and a Hölder exponent, is one of the family.

Source: Macdonald and Wäldchen 2021, Example for the third restriction; constants: own computation.
"""

from symrelu import (
    And,
    Exists,
    ForAll,
    Implies,
    abs_,
    dist,
    dPd,
    exhibit,
    fact,
    given,
    have,
    pick,
    picked,
    reals,
    theorem,
    times,
)

from .close_layers import L, ball
from .close_networks import C, n, networks_lipschitz
from .filling_curves import (
    CONTINUOUS,
    ENUMERATED,
    INSIDE,
    PAPER,
    K,
    count,
    d,
    e,
    entries,
    h,
    i,
    index,
    j,
    l,
    parameters,
    r,
    s,
    t,
    unit,
)
from .network_laws import NETWORKS, mu
from .products import a as whole
from .products import d as factor
from .products import part_of_number
from .readings import satisfied
from .space_filling import SEGMENTS, p

tolerance = reals("w")

UNIT = [0 <= s, s <= 1, 0 <= t, t <= 1]
CURVE = dist(count(K), h(count(K))(s), h(count(K))(t))
APART = dPd(d, p(2 * K - 1 + s), p(2 * K - 1 + t))
SETTING = [NETWORKS, INSIDE, ENUMERATED, SEGMENTS, ball(mu, 1), 1 <= d, 1 <= K]


def value(s):
    """The coordinate of the curve at s that gives a parameter."""
    return h(count(K))(s)(index)


def curve_distance():
    """A distance is not negative."""
    return fact("dist_nonneg", count(K), h(count(K))(s), h(count(K))(t))


def between(s):
    """The parameters at s lie between -K and K."""
    bounds = have(
        unit(count(K), h(count(K))(s)), given=[0 <= s, s <= 1], by=given(INSIDE).instance(count(K), s)
    )
    return have(
        Implies(And(*entries(K)), And(-K <= -K + 2 * K * value(s), -K + 2 * K * value(s) <= K)),
        given=[0 <= s, s <= 1],
        by=[
            given(ENUMERATED).instance(l, i, j, K),
            bounds.instance(index),
            times(0 <= K, 0 <= value(s)),
            times(0 <= K, value(s) <= 1),
        ],
    ).forall(l, i, j)


def member(s):
    """The member at s is the law of the network with the parameters at s."""
    return satisfied(given(SEGMENTS).instance(K, s, parameters(K, s)), given=[1 <= K, 0 <= s, s <= 1])


@theorem(
    "On a segment the laws move at most as the curve",
    Implies(And(*SETTING), Exists(C, And(0 <= C, ForAll((s, t), UNIT, APART <= C * CURVE)))),
    uses=[networks_lipschitz],
    source=PAPER,
)
def segment_modulus(claim, close):
    conditions = claim.condition.parts
    constant = satisfied(close.at({n: K, L: K}), given=conditions)
    *names, bounded = pick(constant, "C")
    every = have(bounded.claim.args[1], by=bounded)
    placed = given(ENUMERATED).instance(l, i, j, K)
    near = have(
        Implies(And(*entries(K)), abs_(-K + 2 * K * value(s) - (-K + 2 * K * value(t))) <= 2 * K * CURVE),
        by=[
            placed,
            fact("dist_ge", count(K), h(count(K))(s), h(count(K))(t), index),
            times(0 <= K, abs_(value(s) - value(t)) <= CURVE),
        ],
    )
    positive = have(0 <= 2 * K * CURVE, by=[times(0 <= K, 0 <= CURVE), curve_distance()])
    laws = satisfied(
        every.instance(parameters(K, s), parameters(K, t), 2 * K * CURVE),
        given=UNIT,
        by=[between(s), between(t), near.forall(l, i, j), positive],
    )
    moved = have(
        Implies(And(*UNIT), APART <= 2 * K * C * CURVE),
        given=conditions,
        by=[laws, member(s), member(t)],
    )
    factor = have(0 <= 2 * K * C, by=[times(0 <= K, 0 <= C), bounded])
    found = exhibit(claim.conclusion, witness=(2 * K * C,), by=[factor, moved.forall(s, t)])
    return have(
        claim,
        "The parameters move at most $2K$ times as far as the curve; the laws are Lipschitz in them.",
        by=picked(constant, *names, by=found),
    )


@theorem(
    "On a segment the laws move continuously",
    Implies(
        And(*SETTING, CONTINUOUS, *UNIT[:2], 0 < e),
        Exists(r, And(0 < r, ForAll(t, [0 <= t, t <= 1, abs_(t - s) <= r], APART <= e))),
    ),
    uses=[segment_modulus, part_of_number],
    source=PAPER,
)
def segment_continuous(claim, modulus, part):
    conditions = claim.condition.parts
    constant = satisfied(modulus, given=conditions)
    *names, bounded = pick(constant, "C")
    every = have(bounded.claim.args[1], by=bounded).instance(s, t)
    size = satisfied(part.at({whole: e, factor: 1 + C}), given=[0 < e], by=bounded)
    *sizes, small = pick(size, "w")
    many = have(
        1 <= count(K), given=[1 <= d, 1 <= K], by=[times(1 <= K, 1 <= d * (d + 1)), times(1 <= d, 1 <= d)]
    )
    near = satisfied(given(CONTINUOUS).instance(count(K), s, tolerance), given=conditions, by=[many, small])
    *radius, ball_ = pick(near, "r")
    within_ball = have(ball_.claim.args[1], by=ball_).instance(t)
    unit_ = [0 <= t, t <= 1, abs_(t - s) <= r]
    moved = have(
        Implies(And(*unit_), APART <= e),
        given=conditions,
        by=[every, within_ball, small, bounded, times(0 <= C, CURVE <= tolerance)],
    )
    found = exhibit(claim.conclusion, witness=radius, by=[ball_, moved.forall(t)])
    for exists, chosen in ((near, radius), (size, sizes), (constant, names)):
        found = picked(exists, *chosen, by=found)
    return have(claim, "A modulus of the curve is one of the segment, up to a factor.", by=found)
