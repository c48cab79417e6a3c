r"""Limits along depth in terms of the weight $\lambda$, for the correlations that the depth map makes.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, pathological fixed point; limits: own computation.
"""

from sympy import Rational, acos, cos, pi

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Less,
    Or,
    abs_,
    exhibit,
    fact,
    given,
    have,
    pick,
    picked,
    rewriting,
    sign,
    theorem,
    times,
)

from .angles import OWN
from .angles import t as T
from .correlations_behind_layers import (
    ALPHA,
    DEPTHS,
    angles_of_correlations,
    correlations_rise,
    e,
    k,
    n,
    rho,
    satisfied,
    x,
    y,
)
from .depth_map import PAPER, correlation, depth, lam
from .ends_of_the_depth_map import cosines_at_the_ends
from .exact_asymptotics import multiples
from .limits_of_angles import r, z
from .limits_of_correlations import START, limit_of_the_angles, limit_of_the_correlations
from .one_step_bounds import a, u, w
from .rates import angle

STARTS = [0 < lam, lam <= 2, *DEPTHS, rho(0) < 1, Or(-1 < rho(0), lam < 2)]
NAMES = [Equal(a, ALPHA), ForAll(k, correlation(rho(k)), Equal(angle(k), acos(rho(k))))]


@theorem(
    "The chain of the angles starts inside",
    Implies(And(*STARTS, *NAMES), And(*START)),
    uses=[angles_of_correlations],
    source=OWN,
)
def chain_starts_inside(claim, angles):
    held, bounds = claim.condition.parts, fact("pi_bounds")
    weight = have(Equal(3 * pi * a, lam), given=held, by=[bounds, fact("inverse", pi)])
    positive = have(
        Implies(And(0 < lam, Equal(3 * pi * a, lam)), 0 < a), by=[sign(a), times(a <= 0, Less(0, pi)), bounds]
    )
    chain = have(angles.claim.args[1], given=held, by=angles)
    start = have(Equal(cos(angle(0)), rho(0)), by=have(chain.claim.args[-1], by=chain).instance(0))
    ends = [lemma.at({T: angle(0)}) for lemma in cosines_at_the_ends()]
    return have(claim, by=[chain, start, *ends, weight, positive])


@theorem(
    "Dividing an interval",
    Implies(And(0 < u, w - u * e <= u * z, u * z <= w), abs_(z - w / u) <= e),
    source="elementary",
)
def divided_interval(claim):
    held = [0 < u, 0 < r, Equal(u * r, 1), w - u * e <= u * z, u * z <= w]
    divided = have(
        abs_(z - w * r) <= e,
        given=held,
        by=[times(0 < r, held[3]), times(0 < r, held[4]), *multiples(u, r, z, e)],
    )
    divided = have(Implies(And(*held), divided.claim), by=divided)
    return have(claim, by=[divided.at({r: 1 / u}), fact("inverse", u), sign(1 / u)])


WEIGHTED = [0 < lam, Equal(lam, 3 * pi * a), 0 < e]


@theorem(
    "The limit of the angles in terms of the weight",
    Implies(And(*WEIGHTED, 1 - lam * e / 10 <= a * z, a * z <= 1), abs_(z - 3 * pi / lam) <= e),
    uses=[divided_interval],
    source="elementary",
)
def first_scaling(claim, divided):
    held, bounds = claim.condition.parts, fact("pi_bounds")
    weighed = have(
        Implies(Equal(lam, 3 * pi * a), Equal(lam * z, 3 * pi * a * z)), by=rewriting(lam, 3 * pi * a)
    )
    area = have(0 < lam * e, given=held, by=times(0 < lam, 0 < e))
    scaled = have(
        And(3 * pi - lam * e <= lam * z, lam * z <= 3 * pi),
        given=held,
        by=[
            weighed,
            area,
            bounds,
            times(Less(0, pi), held[3]),
            times(Less(0, pi), held[4]),
            times(0 < lam * e, Less(pi, Rational(22, 7))),
        ],
    )
    return have(claim, by=[scaled, divided.at({u: lam, w: 3 * pi})])


@theorem(
    "The limit of the correlations in terms of the weight",
    Implies(
        And(*WEIGHTED, 1 - lam**2 * e / 50 <= 2 * a**2 * z, 2 * a**2 * z <= 1),
        abs_(z - 9 * pi**2 / (2 * lam**2)) <= e,
    ),
    uses=[divided_interval],
    source="elementary",
)
def second_scaling(claim, divided):
    held, bounds = claim.condition.parts, fact("pi_bounds")
    weighed = have(
        Implies(Equal(lam, 3 * pi * a), Equal(lam**2 * z, 9 * pi**2 * a**2 * z)),
        by=rewriting(lam, 3 * pi * a),
    )
    size = have(
        And(Less(0, pi**2), Less(pi**2, 10)), by=[bounds, times(Less(0, pi), Less(pi, Rational(22, 7)))]
    )
    root = have(0 < lam**2, given=held, by=times(0 < lam, 0 < lam))
    area = have(0 < lam**2 * e, given=held, by=[root, times(0 < lam**2, 0 < e)])
    scaled = have(
        And(Rational(9, 2) * pi**2 - lam**2 * e <= lam**2 * z, lam**2 * z <= Rational(9, 2) * pi**2),
        given=held,
        by=[
            weighed,
            area,
            size,
            times(Less(0, pi**2), held[3]),
            times(Less(0, pi**2), held[4]),
            times(0 < lam**2 * e, Less(pi**2, 10)),
        ],
    )
    return have(claim, by=[scaled, root, divided.at({u: lam**2, w: Rational(9, 2) * pi**2})])


def eventually(value, limit):
    """From some k on the value is within epsilon of the limit."""
    return Exists(n, ForAll(k, [n <= k], abs_(value(k) - limit) <= e))


ANGLE_LIMIT, CORRELATION_LIMIT = 3 * pi / lam, 9 * pi**2 / (2 * lam**2)


def limits(angle, correlation):
    """k theta_k and k^2 (1 - rho_k) tend to their limits."""
    return And(
        eventually(lambda k: k * angle(k), ANGLE_LIMIT),
        eventually(lambda k: k**2 * (1 - correlation(k)), CORRELATION_LIMIT),
    )


@theorem(
    "Limits of named angles",
    Implies(And(*STARTS, *NAMES, 0 < e), limits(angle, rho)),
    uses=[
        chain_starts_inside,
        angles_of_correlations,
        limit_of_the_angles,
        limit_of_the_correlations,
        first_scaling,
        second_scaling,
    ],
    source=OWN,
)
def limits_of_named_angles(claim, inside, named, angles, correlations, first, second):
    held, bounds = claim.condition.parts, fact("pi_bounds")
    start = have(inside.claim.args[1], given=held, by=inside)
    weight = have(Equal(lam, 3 * pi * a), given=held, by=[bounds, fact("inverse", pi)])
    chain = have(named.claim.args[1], given=held, by=named)
    same = have(Equal(cos(angle(k)), rho(k)), by=have(chain.claim.args[-1], by=chain).instance(k))
    product = have(Implies(Equal(x, y), Equal(a**2 * k**2 * x, a**2 * k**2 * y)), by=rewriting(x, y))
    product = product.at({x: cos(angle(k)), y: rho(k)})
    area = have(0 < lam * e, given=held, by=times(0 < lam, 0 < e))
    root = have(0 < lam**2, given=held, by=times(0 < lam, 0 < lam))
    other = have(0 < lam**2 * e, given=held, by=[root, times(0 < lam**2, 0 < e)])
    found = []
    for rule, scaling, small, value, goal in (
        (angles, first, lam * e / 10, k * angle(k), claim.conclusion.parts[0]),
        (correlations, second, lam**2 * e / 50, k**2 * (1 - rho(k)), claim.conclusion.parts[1]),
    ):
        near = rule.at({e: small})
        some = have(near.claim.args[1], by=[near, start, area, other])
        number, close = pick(some, "n")
        known = [close.instance(k), scaling.at({z: value}), weight, same, product]
        one = have(Implies(n <= k, goal.body.body), given=held, by=known)
        found.append(picked(some, number, by=exhibit(goal, witness=(number,), by=one.forall(k))))
    return have(claim, by=found)


@theorem(
    "Limits of angles and correlations along depth",
    Implies(And(*STARTS, 0 < e), limits(lambda k: acos(rho(k)), rho)),
    uses=[limits_of_named_angles, correlations_rise],
    source=PAPER,
)
def limits_along_depth(claim, named, rise):
    chosen = named.at({angle: lambda k: acos(rho(k)), a: ALPHA})
    inside = have(And(*correlation(rho(k))), given=[claim.condition], by=rise)
    return have(claim, by=satisfied(chosen, given=claim.condition.parts)), inside


RECTIFIER = [*correlation(rho(0)), ForAll(k, correlation(rho(k)), Equal(rho(k + 1), depth(1, rho(k))))]


@theorem(
    "Limits along depth for the rectifier",
    Implies(
        And(*RECTIFIER, rho(0) < 1, 0 < e),
        And(
            eventually(lambda k: k * acos(rho(k)), 3 * pi),
            eventually(lambda k: k**2 * (1 - rho(k)), 9 * pi**2 / 2),
        ),
    ),
    uses=[limits_along_depth, correlations_rise],
    source=PAPER,
)
def limits_of_the_rectifier(claim, limits, rise):
    held = claim.condition.parts
    inside = have(And(*correlation(rho(k))), given=[claim.condition], by=rise.at({lam: 1}))
    return have(claim, by=[limits.at({lam: 1}), *map(given, held)]), inside
