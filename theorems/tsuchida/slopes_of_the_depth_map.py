r"""Slopes of the depth map: inside its interval, at the ends, and what they say of its values.

$$c'(\rho) = 1 - \frac{\lambda}{\pi} \arccos \rho, \qquad c''(\rho) = \frac{\lambda}{\pi \sqrt{1 - \rho^2}}.$$

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, pathological fixed point; proofs: own computation.
"""

from sympy import Pow, acos, pi, sqrt

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    HasDerivative,
    Iff,
    Implies,
    Less,
    NonZero,
    Not,
    Or,
    borel,
    cases,
    derivative,
    exhibit,
    fact,
    given,
    have,
    min_,
    reals,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .angles import t
from .angles import u as U
from .angles import v as V
from .angles import x as X
from .critical_initialisations import b, weight
from .depth_map import (
    PAPER,
    a,
    above_tangents,
    angle_of_correlation,
    correlation,
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
from .uniform_angle import half_an_inverse

e, p, r, z = reals("epsilon p r z")
f = borel("f")
INSIDE = [-1 < x, x < 1]


@theorem(
    "The root inside the interval",
    Implies(And(*INSIDE), And(0 < 1 - x**2, Less(0, sqrt(1 - x**2)))),
    source="elementary",
)
def root_inside(claim):
    area = have(0 < 1 - x**2, given=claim.condition.parts, by=times(0 < 1 - x, 0 < 1 + x))
    positive = have(
        Implies(And(0 < y, Equal(u**2, y), 0 <= u), 0 < u), by=[cases(Equal(u, 0)), rewriting(u, 0)]
    )
    return have(claim, by=[area, fact("sqrt", 1 - x**2), positive.at({u: sqrt(1 - x**2), y: 1 - x**2})])


def defined_near(condition, *conditions):
    """Near every point inside the interval the conditions on a point y hold."""

    def near(z):
        return ForAll(y, [x - z < y, y < x + z], And(*(Implies(And(), part) for part in conditions)))

    reach, inside = min_(1 - x, 1 + x), have(Implies(ARC, ROOT), by=times(0 <= 1 - y, 0 <= 1 + y))
    small = have(near(reach), given=[condition], by=[inside, fact("pi_bounds")])
    return exhibit(Exists(z, And(0 < z, near(z))), witness=(reach,), by=[small, given(condition)])


ARC, ROOT, HALF_TURN = And(-1 <= y, y <= 1), 0 <= 1 - y**2, Not(Equal(pi, 0))


@theorem(
    "The slope of the depth map",
    Implies(And(*INSIDE), HasDerivative((depth(lam, x), x), x, slope(lam, x))),
    uses=[root_inside, half_an_inverse],
    source=PAPER,
)
def slope_of_depth_map(claim, root, half):
    given_, width = claim.condition.parts, sqrt(1 - x**2)
    steep = derivative((depth(lam, x), x), "The terms with the root cancel.", given=given_, by=root)
    whole, twice = fact("inverse", width), fact("inverse", 2 * width)
    halved = have(
        Equal(Pow(2 * width, -1, evaluate=False), 1 / width / 2),
        given=given_,
        by=[root, whole, twice, half.at({X: width, U: 1 / width, V: Pow(2 * width, -1, evaluate=False)})],
    )
    value = have(
        Equal(steep.claim.args[2], slope(lam, x)),
        given=given_,
        by=[halved, rewriting(Pow(2 * width, -1, evaluate=False), 1 / width / 2)],
    )
    same = have(Implies(And(Equal(u, v), HasDerivative(f, x, u)), HasDerivative(f, x, v)), by=rewriting(u, v))
    values = {f: (lambda x: depth(lam, x)), u: steep.claim.args[2], v: slope(lam, x)}
    return have(claim, by=[steep, value, same.at(values)]), defined_near(
        claim.condition, ARC, ROOT, HALF_TURN
    )


@theorem(
    "The second slope of the depth map",
    Implies(
        And(*INSIDE),
        And(
            HasDerivative((slope(lam, x), x), x, lam / (pi * sqrt(1 - x**2))),
            Implies(0 < lam, Less(0, lam / (pi * sqrt(1 - x**2)))),
        ),
    ),
    uses=[root_inside, weights],
    source=PAPER,
)
def second_slope(claim, root, weights):
    given_, width = claim.condition.parts, sqrt(1 - x**2)
    steep = derivative((slope(lam, x), x), given=given_, by=root)
    inverse = have(
        Implies(And(0 < u, 0 < v, Equal(u * w, 1)), 0 < v * w),
        by=[sign(w), times(0 < u, w <= 0), times(0 < v, 0 < w)],
    )
    positive = inverse.at({u: width, v: lam / pi, w: 1 / width})
    found = have(claim, by=[steep, root, weights, positive, fact("inverse", width)])
    divisor = have(NonZero(width), given=[claim.condition], by=root)
    return found, defined_near(claim.condition, ARC, HALF_TURN), divisor


@theorem(
    "The slope at the ends",
    And(
        Implies(Equal(x, 1), Equal(slope(lam, x), 1)),
        Implies(Equal(x, -1), Equal(slope(lam, x), 1 - lam)),
        Implies(And(0 <= lam, *correlation(x)), And(1 - lam <= slope(lam, x), slope(lam, x) <= 1)),
    ),
    uses=[ends, angle_of_correlation, weights],
    source=PAPER,
)
def slope_at_the_ends(claim, ends, angle, weights):
    right, left, between = claim.parts
    bounds, place = fact("pi_bounds"), angle.at({t: acos(x)})
    one = have(right, by=[ends, rewriting(acos(x), 0)])
    other = have(left, by=[ends, rewriting(acos(x), pi), bounds, fact("inverse", pi)])
    scaled = have(
        Implies(And(0 <= u, 0 <= v, v <= w), And(0 <= u * v, u * v <= u * w)),
        by=[times(0 <= u, 0 <= v), times(0 <= u, v <= w)],
    )
    area = scaled.at({u: lam / pi, v: acos(x), w: pi})
    inside = have(between, by=[area, place, weights, bounds, fact("inverse", pi)])
    return have(claim, by=[one, other, inside])


@theorem(
    "Where the depth map does not fall",
    Implies(
        And(0 <= lam, lam <= 1, *correlation(u), *correlation(v), u <= v),
        AtMost(depth(lam, u), depth(lam, v)),
    ),
    uses=[slope_at_the_ends, above_tangents],
    source=PAPER,
)
def depth_map_rises(claim, ends, above):
    steep = ends.at({x: u})
    product = times(0 <= slope(lam, u), 0 <= v - u)
    return have(claim, by=[above.at({u: v, v: u}), steep, product])


# ---- the weight ----------------------------------------------------------------------------------------


@theorem(
    "Weights of slopes",
    And(
        Equal(1 - weight(a), 2 * a / (1 + a**2)),
        Equal(2 - weight(a), (1 + a) ** 2 / (1 + a**2)),
        Iff(Equal(weight(a), weight(b)), Or(Equal(a, b), Equal(a * b, 1))),
    ),
    source=PAPER,
)
def weights_of_slopes(claim):
    first, second, same = claim.parts
    positive = have(Less(0, 1 + a**2), by=square(a))
    whole = have(Equal((1 + a**2) * (1 / (1 + a**2)), 1), by=[fact("inverse", 1 + a**2), positive])
    one, two = (have(part, by=whole) for part in (first, second))
    scaled = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    products = [
        scaled.at(dict(zip((u, v, w), values, strict=True)))
        for values in (
            (a * u, b * v, x * y),
            (a * y, b * x, u * v),
            *((x * u, 1, factor) for factor in (a * y, b * v)),
            *((y * v, 1, factor) for factor in (b * x, a * u)),
        )
    ]
    crossed = have(
        Implies(And(Equal(x * u, 1), Equal(y * v, 1)), Iff(Equal(a * u, b * v), Equal(a * y, b * x))),
        by=products,
    )
    crossed = crossed.at({x: 1 + a**2, y: 1 + b**2, u: 1 / (1 + a**2), v: 1 / (1 + b**2)})
    split = have(
        Iff(Equal(a * (1 + b**2), b * (1 + a**2)), Or(Equal(a, b), Equal(a * b, 1))),
        by=[
            sign(a - b),
            times(0 < a - b, a * b > 1),
            times(0 < a - b, a * b < 1),
            times(a < b, a * b > 1),
            times(a < b, a * b < 1),
            rewriting(a, b),
        ],
    )
    both = [whole, whole.at({a: b}), one, one.at({a: b})]
    third = have(same, r"$1 - \lambda = 2a/(1 + a^2)$.", by=[crossed, split, *both])
    return have(claim, by=[one, two, third])
