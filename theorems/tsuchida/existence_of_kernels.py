r"""Where the kernel of the rectifier exists: exactly where the second moment does, but for antipodal inputs.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, finite second moments; proof: own computation.
"""

from sympy import cos, pi, sin

from symrelu import (
    And,
    E,
    Equal,
    Iff,
    Implies,
    Integrable,
    Less,
    abs_,
    fact,
    have,
    reals,
    relu,
    rewriting,
    sign,
    theorem,
    times,
)

from .angles import RANGE, excess_is_positive, h, s, t, u, v, x
from .dominated_means import A, bounded, cut_is_integrable, dominated, f, g, m, n
from .planar_kernel import FINITE, SURE, a, b, mean_over_the_angle, r, rho, seen_is_integrable, square, w
from .rectified_cosines import angular_part
from .two_slopes import left, right
from .uniform_angle import PHI, applied

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, finite second moments"


@theorem(
    "The angular part is positive but for antipodal inputs",
    Implies(And(0 <= t, Less(t, pi)), Less(0, angular_part(t))),
    uses=[excess_is_positive],
    source="elementary",
)
def angular_part_is_positive(claim, excess):
    values = [fact("sin_sum", pi, -t), fact("cos_sum", pi, -t), fact("half_turn")]
    turned = have(
        Implies(Equal(s, pi - t), And(Equal(sin(s), sin(t)), Equal(cos(s), -cos(t)))),
        by=[*values, rewriting(s, pi - t)],
    )
    same = have(
        Implies(Equal(s, pi - t), Equal(angular_part(t), h(s))),
        by=[turned, rewriting(cos(s), -cos(t)), rewriting(s, pi - t)],
    )
    there = have(
        Implies(And(Equal(s, pi - t), *claim.condition.parts), claim.conclusion), by=[same, excess.at({t: s})]
    )
    return have(claim, r"It is $h(\pi - t)$.", by=there.at({s: pi - t}))


def rectified(r):
    """The product of the rectified responses at a weight of length r, as a function of its angle."""
    return lambda x: relu(a * r * cos(x + t / 2)) * relu(b * r * cos(x - t / 2))


def over_angles(r):
    """The mean over the angle."""
    return E(PHI, rectified(r))


c = reals("c")
SHARE = a * b * angular_part(t) / (4 * pi)


@theorem(
    "The mean of the rectified responses over the angle",
    Implies(And(*RANGE, 0 <= a, 0 <= b, 0 <= r), Equal(over_angles(r), SHARE * r**2)),
    uses=[mean_over_the_angle, seen_is_integrable],
    source=PAPER,
)
def rectified_over_angles(claim, mean, exists):
    proof = have(claim, by=mean.at({right: 1, left: 0}))
    regular = have(Integrable(PHI, rectified(r)), by=exists.at({right: 1, left: 0}))
    return proof, regular


HELD = [0 <= t, Less(t, pi), 0 < a, 0 < b, SURE]


@theorem(
    "The kernel of the rectifier exists exactly where the second moment is finite",
    Implies(And(*HELD), Iff(Integrable(rho, over_angles), FINITE)),
    uses=[rectified_over_angles, angular_part_is_positive, dominated, seen_is_integrable],
    source=PAPER,
)
def existence_of_the_kernel(claim, mean, positive, below, exists):
    product = have(Implies(And(0 < u, 0 < v), 0 < u * v), by=times(0 < u, 0 < v))
    parts = [product.at({u: a, v: b}), product.at({u: a * b, v: angular_part(t)})]
    whole = product.at({u: a * b * angular_part(t), v: 1 / pi})
    circle = have(Less(0, 1 / pi), by=[fact("pi_bounds"), sign(1 / pi)])
    share = have(Implies(And(*HELD[:-1]), 0 < SHARE), by=[positive, *parts, whole, circle])
    size = have(
        Implies(Equal(u, v * r**2), abs_(u) <= abs_(v) * abs_(r**2)),
        by=[sign(v), sign(r**2), times(0 <= v, r**2 >= 0), times(v <= 0, r**2 >= 0)],
    )
    held = [*HELD[:-1]]
    above = have(
        Implies(0 <= r, abs_(over_angles(r)) <= abs_(SHARE) * abs_(square(r))),
        given=held,
        by=[mean, size.at({u: over_angles(r), v: SHARE})],
    )
    enough = have(
        Implies(FINITE, Integrable(rho, over_angles)),
        given=[And(*HELD)],
        by=[below.at({f: over_angles, g: square, w: abs_(SHARE), A: lambda r: 0 <= r}), above.forall(r)],
    )
    inverse = have(
        Implies(And(Equal(u, v * x), 0 < v), And(0 < 1 / v, abs_(x) <= (1 / v) * abs_(u))),
        by=[fact("inverse", v), sign(1 / v), sign(x), sign(u), times(0 < v, 0 < x), rewriting(u, v * x)],
    )
    named = [Equal(w, 1 / c), Equal(c, SHARE)]
    rewritten = [rewriting(w, 1 / c), rewriting(c, SHARE)]
    onto = have(
        Implies(0 <= r, abs_(square(r)) <= w * abs_(over_angles(r))),
        given=[*held, *named],
        by=[mean, share, inverse.at({u: over_angles(r), v: c, x: r**2}), *rewritten],
    )
    needed = have(
        Implies(And(*HELD, *named), Implies(Integrable(rho, over_angles), FINITE)),
        by=[
            below.at({f: square, g: over_angles, A: lambda r: 0 <= r}),
            onto.forall(r),
            share,
            inverse.at({v: c, u: 0, x: 0}),
            *rewritten,
        ],
    )
    proof = have(
        claim,
        r"The mean over the angle is a multiple of $r^2$, and none of 0.",
        by=[enough, needed.at({w: 1 / c}).at({c: SHARE})],
    )
    regular = have(Integrable(PHI, rectified(r)), by=exists.at({right: 1, left: 0}))
    return (
        proof,
        regular,
        cut_is_integrable(rho, over_angles, r).at({m: n}),
        cut_is_integrable(rho, square, r).at({m: n}),
    )


ANTIPODAL = [Equal(t, pi), 0 <= a, 0 <= b, SURE]


@theorem(
    "The kernel of the rectifier at antipodal inputs is 0 for every law of the length",
    Implies(And(*ANTIPODAL), And(Integrable(rho, over_angles), Equal(E(rho, over_angles), 0))),
    uses=[rectified_over_angles, dominated, seen_is_integrable],
    source=PAPER,
)
def antipodal_kernel(claim, mean, below, exists):
    none = have(
        Implies(Equal(t, pi), Equal(angular_part(t), 0)),
        by=[fact("half_turn"), rewriting(t, pi)],
    )
    zero = have(
        Implies(0 <= r, Equal(over_angles(r), 0)),
        given=ANTIPODAL[:-1],
        by=[mean, none, fact("pi_bounds"), rewriting(angular_part(t), 0)],
    )
    same = applied(
        "E_same", rho, lambda r: 0 <= r, over_angles, lambda r: 0, given=ANTIPODAL, by=zero.forall(r)
    )
    nothing = applied("E_range", rho, lambda r: 0 <= r, lambda r: 0, 0, 0, given=ANTIPODAL)
    nowhere = bounded(rho, lambda r: 0, r, 0, have(Equal(0, 0)))
    small = have(Implies(0 <= r, abs_(over_angles(r)) <= 0), given=ANTIPODAL[:-1], by=zero)
    exist = have(
        Integrable(rho, over_angles),
        given=ANTIPODAL,
        by=[below.at({f: over_angles, g: lambda r: 0, w: 0, A: lambda r: 0 <= r}), nowhere, small.forall(r)],
    )
    proof = have(claim, by=[same, nothing, exist])
    regular = have(Integrable(PHI, rectified(r)), by=exists.at({right: 1, left: 0}))
    return proof, regular, cut_is_integrable(rho, over_angles, r).at({m: n}), exist
