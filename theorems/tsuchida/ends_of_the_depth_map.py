r"""The ends of the depth map: its slopes there, and where its value is 1.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, pathological fixed point; proofs: own computation.
"""

from sympy import acos, cos, pi, sin, sqrt

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Iff,
    Implies,
    Less,
    Or,
    abs_,
    cases,
    exhibit,
    fact,
    given,
    have,
    increasing,
    min_,
    pick,
    picked,
    reals,
    rewriting,
    sign,
    theorem,
    times,
)

from .angles import h, odd_and_even, t
from .angles import s as S
from .angles import t as T
from .depth_map import (
    OWN,
    PAPER,
    above_tangents,
    angle_of_correlation,
    correlation,
    correlations_stay,
    depth,
    ends,
    lam,
    slope,
    u,
    v,
    w,
    weights,
    x,
    y,
)
from .slopes_of_the_depth_map import slope_at_the_ends

e, p, r, z = reals("epsilon p r z")


def differs_little(end, factor):
    """The difference of the values from the end differs from the slope there times the distance by little."""
    return abs_(depth(lam, x) - depth(lam, end) - factor * (x - end)) <= e * abs_(x - end)


AT_ONE = Exists(z, And(-1 <= z, z < 1, ForAll(x, [z < x, x <= 1], differs_little(1, 1))))
AT_MINUS_ONE = Exists(z, And(-1 < z, z <= 1, ForAll(x, [-1 <= x, x < z], differs_little(-1, 1 - lam))))


SMALL = [0 < y, AtMost(y, pi), AtMost(lam / pi * y, e)]


@theorem(
    "Small angles belong to correlations near 1",
    Implies(
        And(*SMALL[:2]),
        And(
            AtMost(-1, cos(y)),
            cos(y) < 1,
            Implies(And(*correlation(x), cos(y) < x), AtMost(acos(x), y)),
            Implies(And(*correlation(x), x < -cos(y)), AtMost(pi - y, acos(x))),
        ),
    ),
    uses=[angle_of_correlation, odd_and_even],
    source="elementary",
)
def small_angles(claim, angle, odd):
    place, other = angle.at({t: acos(x)}), pi - y
    mirrored = [fact("cos_sum", pi, -y), fact("half_turn"), odd.at({S: -y, T: y})]
    zero = [fact("circle", 0), fact("cos_sum", 0, 0), fact("sin_below", 0), fact("sin_arch", 0)]
    ends = [fact("cos_decreasing", 0, y), fact("cos_decreasing", other, pi), fact("half_turn"), *zero]
    orders = [fact("cos_decreasing", y, acos(x)), fact("cos_decreasing", acos(x), other)]
    low = have(AtMost(-1, cos(y)), by=[fact("circle", y), times(cos(y) < -1)])
    return have(claim, "The cosine falls.", by=[low, place, *ends, *orders, *mirrored, fact("pi_bounds")])


@theorem(
    "The depth map between two tangents",
    Implies(
        And(0 <= lam, *correlation(x), *correlation(p), Equal(depth(lam, p), r), Equal(slope(lam, p), w)),
        And(r + w * (x - p) <= depth(lam, x), depth(lam, x) + slope(lam, x) * (p - x) <= r),
    ),
    uses=[above_tangents],
    source=OWN,
)
def between_tangents(claim, above):
    same = have(Implies(Equal(v, w), Equal(v * z, w * z)), by=rewriting(v, w))
    first = have(
        claim.conclusion.parts[0],
        given=claim.condition.parts,
        by=[above.at({u: x, v: p}), same.at({v: slope(lam, p), z: x - p})],
    )
    return have(claim, by=[first, above.at({u: p, v: x})])


@theorem(
    "The depth map has these slopes at the ends",
    Implies(And(0 < lam, 0 < e), And(AT_ONE, AT_MINUS_ONE)),
    uses=[slope_at_the_ends, between_tangents, ends, small_angles, weights],
    source=PAPER,
)
def derivatives_at_the_ends(claim, steep, between, ends, small, weights):
    held, size = claim.condition.parts, min_(e * pi / lam, pi)
    inverses = [sign(1 / pi), sign(1 / lam), fact("inverse", lam), fact("inverse", pi), fact("pi_bounds")]
    some = exhibit(Exists(y, And(*SMALL)), witness=(size,), by=[*map(given, held), *inverses])
    turn, _ = pick(some, "y")
    area, half_turn = have(0 <= lam / pi, given=held, by=weights), fact("inverse", pi)
    scaled = have(Implies(And(0 <= u, v <= w), u * v <= u * w), by=times(0 <= u, v <= w))
    steeper = have(
        Implies(And(*correlation(x), cos(y) < x), 1 - e <= slope(lam, x)),
        given=[*held, *SMALL],
        by=[scaled.at({u: lam / pi, v: acos(x), w: y}), small, area],
    )
    flatter = have(
        Implies(And(*correlation(x), x < -cos(y)), slope(lam, x) <= 1 - lam + e),
        given=[*held, *SMALL],
        by=[scaled.at({u: lam / pi, v: pi - y, w: acos(x)}), small, area, half_turn, fact("pi_bounds")],
    )
    limits = have(
        Implies(And(u + v * (1 - x) <= 1, x <= u, 1 - e <= v, x <= 1), abs_(u - x) <= e * abs_(x - 1)),
        by=times(0 <= 1 - x, 0 <= v - 1 + e),
    )
    rest = u - (lam - 1) - (1 - lam) * (x + 1)
    other = have(
        Implies(
            And(0 <= rest, u - v * (1 + x) <= lam - 1, v <= 1 - lam + e, -1 <= x),
            abs_(rest) <= e * abs_(x + 1),
        ),
        by=times(0 <= 1 + x, 0 <= 1 - lam + e - v),
    )
    values = {u: depth(lam, x), v: slope(lam, x)}
    right = have(
        Implies(And(cos(y) < x, x <= 1), differs_little(1, 1)),
        given=[*held, *SMALL],
        by=[
            between.at({p: 1, r: 1, w: 1}),
            ends.at({x: 1}),
            steep.at({x: 1}),
            steeper,
            small,
            limits.at(values),
        ],
    )
    left = have(
        Implies(And(-1 <= x, x < -cos(y)), differs_little(-1, 1 - lam)),
        given=[*held, *SMALL],
        by=[
            between.at({p: -1, r: lam - 1, w: 1 - lam}),
            ends.at({x: -1}),
            steep.at({x: -1}),
            flatter,
            small,
            other.at(values),
        ],
    )
    sides = []
    for side, end, lemma in ((AT_ONE, cos(y), right), (AT_MINUS_ONE, -cos(y), left)):
        found = exhibit(side, witness=(end,), by=[lemma.forall(x), small, *map(given, SMALL)])
        sides.append(picked(some, turn, by=found))
    return have(claim, "The map lies between the tangents at the end and near it.", by=sides)


# ---- where the value is 1 ----------------------------------------------------------------------------


@theorem(
    "The excess of angles between 0 and pi",
    Implies(And(0 < T, T < pi), Less(2 * h(T), pi * (1 - cos(T)))),
    source=OWN,
)
def excess_below_the_cosine(claim):
    held, bounds = claim.condition.parts, fact("pi_bounds")

    def gap(x):
        return pi * (1 - cos(x)) - 2 * h(x)

    zero = [fact("sin_below", 0), fact("sin_arch", 0), cosines_at_the_ends()[0].at({T: 0})]
    rises = increasing(
        (gap(x), x),
        0,
        T,
        r"The difference has the derivative $(\pi - 2x) \sin x$, which is positive up to $\pi/2$",
        given=[0 < T, AtMost(T, pi / 2)],
        by=[fact("sin_arch", x), times(0 < pi - 2 * x, Less(0, sin(x))), bounds],
        strict=True,
    )
    falls = increasing(
        (-gap(x), x),
        T,
        pi,
        r"and negative from there on; it is 0 at 0 and at $\pi$.",
        given=[AtMost(pi / 2, T), T < pi],
        by=[fact("sin_arch", x), times(0 < 2 * x - pi, Less(0, sin(x))), bounds],
        strict=True,
    )
    goal = claim.conclusion
    first = have(Implies(AtMost(T, pi / 2), goal), given=held, by=[rises, *zero])
    second = have(Implies(AtMost(pi / 2, T), goal), given=held, by=[falls, fact("half_turn")])
    return have(claim, by=[first, second])


def cosines_at_the_ends():
    """cos 0 = 1 and cos pi = -1."""
    zero = [fact("circle", 0), fact("cos_sum", 0, 0), fact("sin_below", 0), fact("sin_arch", 0)]
    first = have(Implies(Equal(T, 0), Equal(cos(T), 1)), by=[*zero, fact("pi_bounds"), rewriting(T, 0)])
    last = have(Implies(Equal(T, pi), Equal(cos(T), -1)), by=[fact("half_turn"), rewriting(T, pi)])
    return first, last


@theorem(
    "Only the ends are sent to 1",
    Implies(
        And(0 < lam, lam <= 2, *correlation(x)),
        Iff(Equal(depth(lam, x), 1), Or(Equal(x, 1), And(Equal(lam, 2), Equal(x, -1)))),
    ),
    uses=[correlations_stay, ends, excess_below_the_cosine, angle_of_correlation],
    source=PAPER,
)
def sent_to_one(claim, stay, ends, excess, angle):
    held = claim.condition.parts
    below = have(
        Implies(And(lam < 2, x < 1), depth(lam, x) < 1),
        given=held,
        by=[stay, times(0 < 1 - x, 0 < 2 - lam)],
    )
    place = angle.at({T: acos(x)})
    apart = [lemma.at({T: acos(x)}) for lemma in cosines_at_the_ends()]
    inside = have(Implies(And(-1 < x, x < 1), And(0 < acos(x), acos(x) < pi)), by=[place, *apart])
    gap = have(
        Implies(And(-1 < x, x < 1), Less(2 * (sqrt(1 - x**2) - x * acos(x)), pi * (1 - x))),
        by=[inside, excess.at({T: acos(x)}), place],
    )
    flat = have(
        Implies(And(Equal(lam, 2), Less(2 * u, pi * v)), Less(lam / pi * u, v)),
        by=[
            rewriting(lam, 2),
            fact("inverse", pi),
            sign(1 / pi),
            fact("pi_bounds"),
            times(0 < 1 / pi, Less(2 * u, pi * v)),
        ],
    )
    strict = have(
        Implies(And(Equal(lam, 2), -1 < x, x < 1), depth(lam, x) < 1),
        by=[gap, flat.at({u: sqrt(1 - x**2) - x * acos(x), v: 1 - x})],
    )
    return have(claim, by=[below, strict, ends, cases(lam < 2), cases(x < 1), cases(-1 < x)])
