r"""The depth map: what a layer of infinite width does to the correlation of two inputs.

With $\lambda = (1 - a)^2/(1 + a^2)$ for the slope $a$ of the leaky rectifier, one layer sends the correlation
$\rho$ to $$c(\rho) = \rho + \frac{\lambda}{\pi} \bigl(\sqrt{1 - \rho^2} - \rho \arccos \rho\bigr).$$

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, pathological fixed point; proofs: own computation.
"""

from sympy import acos, cos, pi, sin, sqrt

from symrelu import (
    And,
    AtMost,
    Equal,
    Iff,
    Implies,
    Less,
    cases,
    fact,
    have,
    reals,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .angles import excess_is_positive, h, s, t, tangents

a, lam, u, v, w, x, y = reals("a lambda u v w x y")
OWN = "own computation"
PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, pathological fixed point"


def depth(lam, x):
    """The correlation behind a layer, of inputs whose correlation is x."""
    return x + lam / pi * (sqrt(1 - x**2) - x * acos(x))


def correlation(x):
    """-1 <= x <= 1."""
    return [-1 <= x, x <= 1]


@theorem(
    "The angle of a correlation",
    Implies(
        And(*correlation(x), Equal(t, acos(x))),
        And(0 <= t, AtMost(t, pi), Equal(cos(t), x), Equal(sqrt(1 - x**2), sin(t))),
    ),
    source="elementary",
)
def angle_of_correlation(claim):
    square = have(
        Implies(And(0 <= u, 0 <= v, Equal(u**2, v**2)), Equal(u, v)),
        by=[times(0 <= u, v - u >= 0), times(0 <= v, u - v >= 0), times(u - v >= 0), times(v - u >= 0)],
    )
    known = [fact("arccos", x), fact("sin_arch", t), fact("circle", t), fact("sqrt", 1 - x**2)]
    same = square.at({u: sqrt(1 - x**2), v: sin(t)})
    cosine = have(Equal(cos(t), x), given=claim.condition.parts, by=[*known, rewriting(t, acos(x))])
    return have(claim, by=[*known, cosine, same, times(0 <= 1 - x, 0 <= 1 + x)])


RANGE = [0 <= t, AtMost(t, pi)]


@theorem(
    "The depth map in terms of the angle",
    Implies(And(*RANGE), Equal(depth(lam, cos(t)), cos(t) + lam / pi * h(t))),
    uses=[angle_of_correlation],
    source=PAPER,
)
def depth_by_angle(claim, angle):
    cosine = have(And(*correlation(cos(t))), by=[fact("circle", t), times(cos(t) > 1), times(cos(t) < -1)])
    same = fact("arccos_cos", t)
    root = have(Equal(sqrt(1 - cos(t) ** 2), sin(t)), given=RANGE, by=[angle.at({x: cos(t)}), cosine, same])
    defined = have(AtMost(0, 1 - cos(t) ** 2), given=[And(*RANGE)], by=[fact("circle", t), square(sin(t))])
    return have(claim, by=[root, same]), defined, cosine


def slope(lam, x):
    """The derivative of the depth map."""
    return 1 - lam / pi * acos(x)


@theorem(
    "Weights of the depth map",
    Implies(0 <= lam, And(AtMost(0, lam / pi), Implies(0 < lam, Less(0, lam / pi)))),
    source="elementary",
)
def weights(claim):
    bounds = fact("pi_bounds")
    return have(
        claim, by=[bounds, sign(1 / pi), times(0 <= lam, AtMost(0, 1 / pi)), times(0 < lam, Less(0, 1 / pi))]
    )


@theorem(
    "The depth map lies above its tangents",
    Implies(
        And(0 <= lam, *correlation(u), *correlation(v)),
        AtMost(depth(lam, v) + slope(lam, v) * (u - v), depth(lam, u)),
    ),
    uses=[angle_of_correlation, tangents, weights],
    source=PAPER,
)
def above_tangents(claim, angle, tangents, weights):
    given_ = claim.condition.parts
    first, second = angle.at({x: u, t: acos(u)}), angle.at({x: v, t: acos(v)})
    arc = have(
        AtMost(0, sqrt(1 - u**2) - sqrt(1 - v**2) - (acos(u) - acos(v)) * u),
        r"In terms of the angles this is $\sin s - \sin t \ge (s - t) \cos s$.",
        given=given_,
        by=[first, second, tangents.at({t: acos(u), s: acos(v)})],
    )
    abstract = have(
        Implies(
            And(0 <= a, 0 <= w),
            AtMost(v + a * (y - v * t) + (1 - a * t) * (u - v), u + a * (y + w + (s - t) * u - u * s)),
        ),
        by=times(0 <= a, 0 <= w),
    )
    values = {
        a: lam / pi,
        w: sqrt(1 - u**2) - sqrt(1 - v**2) - (acos(u) - acos(v)) * u,
        y: sqrt(1 - v**2),
        t: acos(v),
        s: acos(u),
    }
    return have(claim, "The weight is not negative.", by=[abstract.at(values), arc, weights])


z = (1 - t) * u + t * v
MIXTURE = [*correlation(u), *correlation(v), 0 <= t, t <= 1]


@theorem(
    "The depth map is convex",
    Implies(And(0 <= lam, *MIXTURE), AtMost(depth(lam, z), (1 - t) * depth(lam, u) + t * depth(lam, v))),
    uses=[above_tangents],
    source=PAPER,
)
def depth_map_is_convex(claim, above):
    given_ = claim.condition.parts
    mean = have(
        And(*correlation(z)),
        given=given_,
        by=[
            times(0 <= t, v <= 1),
            times(0 <= t, -1 <= v),
            times(0 <= 1 - t, u <= 1),
            times(0 <= 1 - t, -1 <= u),
        ],
    )
    mixed = have(
        Implies(
            And(0 <= t, t <= 1, w + a * (u - z) <= x, w + a * (v - z) <= y),
            AtMost(w, (1 - t) * x + t * y),
        ),
        by=[times(0 <= 1 - t, w + a * (u - z) <= x), times(0 <= t, w + a * (v - z) <= y)],
    )
    values = {w: depth(lam, z), a: slope(lam, z), x: depth(lam, u), y: depth(lam, v)}
    tangent = [mixed.at(values), mean, above.at({v: z}), above.at({u: v, v: z})]
    below = have(claim, "Both ends lie above the tangent between them.", by=tangent)
    mixture = have(Implies(claim.condition, mean.claim), by=mean)
    root = have(Implies(And(*correlation(x)), AtMost(0, 1 - x**2)), by=times(0 <= 1 - x, 0 <= 1 + x))
    sides = [(mean.claim, [mixture]), (AtMost(0, 1 - z**2), [mixture, root.at({x: z})])]
    return below, *(have(side, given=[claim.condition], by=by) for side, by in sides)


@theorem(
    "The ends of the depth map",
    And(
        Implies(Equal(x, 1), And(Equal(acos(x), 0), Equal(depth(lam, x), 1))),
        Implies(Equal(x, -1), And(Equal(acos(x), pi), Equal(depth(lam, x), lam - 1))),
    ),
    uses=[angle_of_correlation, weights],
    source=PAPER,
)
def ends(claim, angle, weights):
    zero = [fact("circle", 0), fact("cos_sum", 0, 0), fact("sin_below", 0), fact("sin_arch", 0)]
    bounds, place = fact("pi_bounds"), angle.at({t: acos(x)})
    t_, right, left = acos(x), fact("cos_decreasing", 0, acos(x)), fact("cos_decreasing", acos(x), pi)
    first = have(Implies(Equal(x, 1), Equal(t_, 0)), by=[place, right, bounds, *zero])
    last = have(Implies(Equal(x, -1), Equal(t_, pi)), by=[place, left, bounds, fact("half_turn")])
    root = [
        have(
            Implies(Equal(x, 1), Equal(sqrt(1 - x**2), 0)), by=[place, first, rewriting(t_, 0), *zero, bounds]
        ),
        have(
            Implies(Equal(x, -1), Equal(sqrt(1 - x**2), 0)),
            by=[place, last, rewriting(t_, pi), fact("half_turn"), bounds],
        ),
    ]
    one = have(Implies(Equal(x, 1), Equal(depth(lam, x), 1)), by=[first, root[0], bounds])
    other = have(Implies(Equal(x, -1), Equal(depth(lam, x), lam - 1)), by=[last, root[1], bounds])
    return have(claim, by=[first, last, one, other])


@theorem(
    "A layer raises the correlation",
    Implies(
        And(0 < lam, *correlation(x)),
        And(
            AtMost(x, depth(lam, x)),
            Implies(x < 1, Less(x, depth(lam, x))),
            Iff(Equal(depth(lam, x), x), Equal(x, 1)),
        ),
    ),
    uses=[angle_of_correlation, excess_is_positive, weights, ends],
    source=PAPER,
)
def correlation_rises(claim, angle, excess, weights, ends):
    given_ = claim.condition.parts
    place = angle.at({t: acos(x)})
    positive = have(Implies(And(0 < a, 0 < y), Less(0, a * y)), by=times(0 < a, 0 < y))
    zero = have(
        Implies(Equal(t, 0), Equal(cos(t), 1)),
        by=[
            fact("circle", 0),
            fact("cos_sum", 0, 0),
            fact("sin_below", 0),
            fact("sin_arch", 0),
            rewriting(t, 0),
        ],
    )
    strict = have(
        Implies(x < 1, Less(0, sqrt(1 - x**2) - x * acos(x))),
        r"This is $h$ at the angle, which is not 0.",
        given=given_,
        by=[place, excess.at({t: acos(x)}), zero.at({t: acos(x)})],
    )
    rises = have(
        Implies(x < 1, Less(x, depth(lam, x))),
        given=given_,
        by=[strict, positive.at({a: lam / pi, y: sqrt(1 - x**2) - x * acos(x)}), weights],
    )
    fixed = have(Implies(Equal(x, 1), Equal(depth(lam, x), x)), by=ends)
    return have(claim, by=[rises, fixed, cases(x < 1), cases(Equal(x, 1))])


@theorem(
    "Correlations stay correlations",
    Implies(
        And(0 <= lam, lam <= 2, *correlation(x)),
        And(*correlation(depth(lam, x)), AtMost((1 - x) * (2 - lam), 2 * (1 - depth(lam, x)))),
    ),
    uses=[depth_map_is_convex, correlation_rises, ends],
    source=PAPER,
)
def correlations_stay(claim, convex, rises, ends):
    given_ = claim.condition.parts
    chord = have(
        AtMost(2 * depth(lam, x), (1 - x) * (lam - 1) + (1 + x)),
        "The chord lies above it.",
        given=given_,
        by=[convex.at({u: -1, v: 1, t: (1 + x) / 2}), ends.at({x: 1}), ends.at({x: -1})],
    )
    flat = have(Implies(Equal(lam, 0), Equal(depth(lam, x), x)), by=rewriting(lam, 0))
    low = have(AtMost(x, depth(lam, x)), given=given_, by=[rises, flat, cases(Equal(lam, 0))])
    return have(claim, by=[chord, low, times(0 <= 1 - x, 0 <= 2 - lam)])


@theorem(
    "The depth map increases for slopes that are not negative",
    Implies(
        And(0 <= lam, lam <= 1, *correlation(u), *correlation(v), u <= v),
        AtMost(depth(lam, u), depth(lam, v)),
    ),
    uses=[above_tangents, angle_of_correlation, weights],
    source=PAPER,
)
def depth_map_increases(claim, above, angle, weights):
    given_ = claim.condition.parts
    place = angle.at({x: u, t: acos(u)})
    gentle = have(
        AtMost(0, slope(lam, u)),
        given=given_,
        by=[place, weights, times(AtMost(0, lam / pi), AtMost(acos(u), pi))],
    )
    rises = have(Implies(And(0 <= a, u <= v), AtMost(0, a * (v - u))), by=times(0 <= a, u <= v))
    return have(
        claim, "Its tangents rise.", by=[gentle, rises.at({a: slope(lam, u)}), above.at({u: v, v: u})]
    )
