r"""Lines of slope near 1 that two numbers move, and what windows about two points see of them.

The line $x - x_1 + r\,(q_1 (x_3 - x) + q_2 (x - x_2))$ is moved by $q_1$ near $x_2$ and by $q_2$ near $x_3$.

Source: own computation.
"""

from symrelu import And, AtMost, Implies, abs_, clip, have, reals, sign, theorem

from .products import product_bound, products_keep_order

b, c, d, s, t, x, y = reals("b c d s t x y")
r, z, x1, x2, x3, x4 = reals("r z x_1 x_2 x_3 x_4")
q = reals("q_1 q_2 q_3 q_4")
k = reals("k_1 k_2 k_3 k_4")
a = reals("a")
OWN = "own computation"


def line(x, q):
    """A line of slope near 1, moved at the third point and at the second in proportion to q_2 and q_1."""
    return x - x1 + r * (q[0] * (x3 - x) + q[1] * (x - x2))


def unit(*q):
    """All of the numbers lie in the unit interval."""
    return And(*(And(0 <= k, k <= 1) for k in q))


# Gaps of at least 16 z between the points, and r so small that the lines move by at most z near the points.
APART = And(0 < z, x1 + 16 * z <= x2, x2 + 16 * z <= x3, x3 + 16 * z <= x4)
SMALL = And(0 < r, r <= z, 2 * r <= 1, 2 * r * (x4 - x1 + z) <= z)
NEAR = And(x1 - z <= x, x <= x4 + z)


@theorem(
    "The lines move little near the points",
    Implies(And(APART, SMALL, unit(*q[:2]), NEAR), AtMost(abs_(line(x, q) - (x - x1)), z)),
    source=OWN,
)
def lines_move_little(claim):
    part = have(
        Implies(And(0 <= s, s <= 1, abs_(t) <= d), AtMost(abs_(s * t), d)), "A part of a number.", by=sign(t)
    )
    scaled = have(
        Implies(And(0 < r, abs_(t) <= d), AtMost(abs_(r * t), r * d)), "A small multiple.", by=sign(r)
    )
    span = x4 - x1 + z
    return have(
        claim,
        r"Both terms of the bracket are at most $x_4 - x_1 + z$.",
        by=[
            part.at({s: q[0], t: x3 - x, d: span}),
            part.at({s: q[1], t: x - x2, d: span}),
            scaled.at({t: q[0] * (x3 - x) + q[1] * (x - x2), d: 2 * span}),
        ],
    )


@theorem(
    "The lines rise",
    Implies(And(SMALL, unit(*q[:2]), y <= x), AtMost(line(y, q), line(x, q))),
    source=OWN,
)
def lines_rise(claim):
    slope = have(
        Implies(And(0 < r, 2 * r <= 1, unit(*q[:2])), 0 <= 1 + r * (q[1] - q[0])),
        r"The slope is $1 + r(q_2 - q_1) \ge 0$.",
        by=sign(r),
    )
    rise = have(
        Implies(And(0 <= s, 0 <= t), 0 <= s * t),
        "A product of two numbers that are not negative.",
        by=sign(s),
    )
    return have(
        claim, "A line of slope at least 0.", by=[slope, rise.at({s: x - y, t: 1 + r * (q[1] - q[0])})]
    )


def shift(x, q, k):
    """How far the two lines are from each other."""
    return r * ((q[0] - k[0]) * (x3 - x) + (q[1] - k[1]) * (x - x2))


@theorem(
    "Near the second point the first number decides",
    Implies(
        And(APART, 0 < r, abs_(q[1] - k[1]) <= q[0] - k[0], abs_(x - x2) <= 4 * z),
        AtMost(8 * z * r * (q[0] - k[0]), shift(x, q, k)),
    ),
    uses=[products_keep_order, product_bound],
    source=OWN,
)
def second_point_leads(claim, order, bound):
    own, other = q[0] - k[0], q[1] - k[1]
    return have(
        claim,
        r"The first term is at least $12z$ times the lead, the second at most $4z$ times.",
        by=[
            order.at({s: own, a: 12 * z, b: x3 - x}),
            bound.at({s: other, t: x - x2, a: own, b: 4 * z}),
            order.at({s: r, a: 8 * z * own, b: own * (x3 - x) + other * (x - x2)}),
        ],
    )


@theorem(
    "Near the third point the second number decides",
    Implies(
        And(APART, 0 < r, abs_(q[0] - k[0]) <= q[1] - k[1], abs_(x - x3) <= 4 * z),
        AtMost(8 * z * r * (q[1] - k[1]), shift(x, q, k)),
    ),
    uses=[products_keep_order, product_bound],
    source=OWN,
)
def third_point_leads(claim, order, bound):
    own, other = q[1] - k[1], q[0] - k[0]
    return have(
        claim,
        r"The second term is at least $12z$ times the lead, the first at most $4z$ times.",
        by=[
            order.at({s: own, a: 12 * z, b: x - x2}),
            bound.at({s: other, t: x3 - x, a: own, b: 4 * z}),
            order.at({s: r, a: 8 * z * own, b: other * (x3 - x) + own * (x - x2)}),
        ],
    )


@theorem(
    "Away from a point the lines have left its window",
    Implies(
        And(APART, SMALL, unit(*q[:2]), x1 + 4 * z <= b, b + 4 * z <= x4),
        And(
            Implies(b + 4 * z <= x, b - x1 + 2 * z <= line(x, q)),
            Implies(x <= b - 4 * z, line(x, q) <= b - x1 - 2 * z),
        ),
    ),
    uses=[lines_move_little, lines_rise],
    source=OWN,
)
def lines_leave(claim, little, rise):
    right, left = b + 4 * z, b - 4 * z
    return have(
        claim,
        r"At $b \pm 4z$ the line is $z$-close to $x - x_1$, and it rises.",
        by=[little.at({x: right}), rise.at({y: right}), little.at({x: left}), rise.at({y: x, x: left})],
    )


def seen(y, centre):
    """What the window about the centre shows of y."""
    return clip(y, centre - 2 * z, centre + 2 * z)


NEARBY = abs_(x - c) <= 4 * z


@theorem(
    "What a window shows",
    Implies(
        And(
            0 < z,
            0 <= d,
            Implies(NEARBY, And(t + d <= s, abs_(s - x) <= z, abs_(t - x) <= z)),
            Implies(c + 4 * z <= x, And(c + 2 * z <= s, c + 2 * z <= t)),
            Implies(x <= c - 4 * z, And(s <= c - 2 * z, t <= c - 2 * z)),
        ),
        And(seen(t, c) <= seen(s, c), Implies(abs_(x - c) < z, seen(t, c) + d <= seen(s, c))),
    ),
    source=OWN,
)
def window_shows(claim):
    return have(claim, "In the window nothing is cut near its centre; beside it both values are cut alike.")
