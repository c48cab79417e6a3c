r"""The product of two smoothed rectifiers: its growth, and its third-order remainder.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Implies,
    abs_,
    have,
    reals,
    relu,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .independent_weights import growth, s
from .means_below_sums import product_of_positives
from .smoothed_rectifier import (
    SIXTH,
    a,
    b,
    bend,
    close_to_the_rectifier,
    slope,
    slopes_of_the_smoothed,
    smooth,
    t,
    taylor_bounds,
    u,
    v,
    w,
)

OWN = "own computation"
p = reals("p")


def two(s):
    """Two smoothed rectifiers, at p times the arguments."""
    return lambda t: smooth(p * s) * smooth(p * t)


@theorem(
    "The smoothed rectifier grows linearly",
    And(
        0 <= smooth(t),
        smooth(t) <= abs_(t) + SIXTH,
        Implies(0 <= p, smooth(p * t) <= p * (t + 1) ** 2 / 4 + SIXTH),
    ),
    uses=[close_to_the_rectifier],
    source=OWN,
)
def linear_growth(claim, close):
    quarter = have(relu(t) <= (t + 1) ** 2 / 4, by=[square(t + 1), square(t - 1), sign(t)])
    scaled = have(Implies(And(0 <= p, relu(t) <= v), p * relu(t) <= p * v), by=times(0 <= p, relu(t) <= v))
    homogeneous = have(
        Implies(0 <= p, Equal(relu(p * t), p * relu(t))),
        by=[sign(t), times(0 <= p, 0 <= t), times(0 <= p, t <= 0)],
    )
    return have(
        claim, by=[close, close.at({t: p * t}), quarter, scaled.at({v: (t + 1) ** 2 / 4}), homogeneous]
    )


GROWTH_OF_TWO = p**2 + 1


@theorem(
    "Two smoothed rectifiers grow like squares",
    And(*growth(two, GROWTH_OF_TWO)),
    uses=[linear_growth],
    source=OWN,
)
def growth_of_two(claim, grows):
    bound = have(
        Implies(And(0 <= u, u <= a + SIXTH, 0 <= v, v <= b + SIXTH), u * v <= a**2 + b**2 + 1),
        by=[
            product_of_positives(a + SIXTH - u, v),
            product_of_positives(b + SIXTH - v, a + SIXTH),
            *(square(e) for e in (a - b, a - SIXTH, b - SIXTH)),
        ],
    )
    sizes = [have(Equal(abs_(e) ** 2, e**2), by=sign(e)) for e in (a, b)]
    product = have(
        Implies(
            And(0 <= u, u <= abs_(a) + SIXTH, 0 <= v, v <= abs_(b) + SIXTH),
            And(0 <= u * v, u * v <= a**2 + b**2 + 1),
        ),
        by=[bound.at({a: abs_(a), b: abs_(b)}), product_of_positives(u, v), *sizes],
    )
    here = product.at({u: smooth(p * s), v: smooth(p * t), a: p * s, b: p * t})
    wide = have(
        (p * s) ** 2 + (p * t) ** 2 + 1 <= GROWTH_OF_TWO * (1 + s**2 + t**2),
        by=[square(e) for e in (s, t, p)],
    )
    size = have(
        And(0 <= two(s)(t), two(s)(t) <= GROWTH_OF_TWO * (1 + s**2 + t**2)),
        by=[here, wide, grows.at({t: p * s}), grows.at({t: p * t})],
    )
    return have(claim, by=[size.forall(s, t), square(p)])


def rest(t, w):
    """The remainders of the smoothed rectifier of orders 0, 1 and 2 for a step w."""
    zeroth = smooth(t + w) - smooth(t)
    first = zeroth - w * slope(t)
    return zeroth, first, first - w**2 * bend(t) / 2


def quadratic(s, t, a, b):
    """The product of two smoothed rectifiers after steps a and b, up to the third order."""
    straight = smooth(s) * smooth(t) + a * slope(s) * smooth(t) + b * slope(t) * smooth(s)
    return (
        straight
        + a**2 * bend(s) * smooth(t) / 2
        + b**2 * bend(t) * smooth(s) / 2
        + a * b * slope(s) * slope(t)
    )


@theorem(
    "The size of a product",
    Implies(And(abs_(a) <= u, abs_(b) <= v), abs_(a * b) <= u * v),
    source="elementary",
)
def size_of_a_product(claim):
    sides = [(u - a, v + b), (u + a, v - b), (u - a, v - b), (u + a, v + b)]
    return have(claim, by=[product_of_positives(*side) for side in sides])


@theorem(
    "The third-order remainder of two smoothed rectifiers",
    AtMost(
        abs_(smooth(s + a) * smooth(t + b) - quadratic(s, t, a, b)),
        abs_(a) ** 3 * smooth(t) / 6 + abs_(b) ** 3 * smooth(s) / 6 + (abs_(a) ** 3 + abs_(b) ** 3) / 2,
    ),
    uses=[taylor_bounds, slopes_of_the_smoothed, close_to_the_rectifier, size_of_a_product],
    source=OWN,
)
def remainder_of_two(claim, taylor, slopes, close, size):
    (_, one, two), (step, other, more) = rest(s, a), rest(t, b)
    left, right = taylor.at({t: s, w: a}), taylor.at({w: b})
    positive = [close, close.at({t: s})]
    alpha, beta = abs_(a), abs_(b)
    parts = [
        size.at({a: two, u: alpha**3 / 6, b: smooth(t), v: smooth(t)}),
        size.at({a: more, u: beta**3 / 6, b: smooth(s), v: smooth(s)}),
        size.at({a: a * slope(s), u: alpha, b: other, v: b**2 / 2}),
        size.at({a: one, u: a**2 / 2, b: step, v: beta}),
    ]
    steep = have(abs_(a * slope(s)) <= alpha, by=[size.at({u: alpha, b: slope(s), v: 1}), slopes.at({t: s})])
    powers = have(
        Implies(And(0 <= u, 0 <= v), u * v**2 + u**2 * v <= u**3 + v**3),
        by=[product_of_positives((u - v) ** 2, u + v), square(u - v)],
    )
    sizes = [have(Equal(abs_(e) ** 2, e**2), by=sign(e)) for e in (a, b)]
    total = two * smooth(t) + more * smooth(s) + a * slope(s) * other + one * step
    whole = have(Equal(smooth(s + a) * smooth(t + b) - quadratic(s, t, a, b), total))
    scaled = [
        have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v)).at(
            {u: abs_(e) ** 2, v: e**2, w: abs_(f)}
        )
        for e, f in ((a, b), (b, a))
    ]
    return have(
        claim,
        "Taylor's formula of second order in each factor, of first order in their product.",
        by=[whole, left, right, *positive, steep, *parts, powers.at({u: alpha, v: beta}), *sizes, *scaled],
    )
