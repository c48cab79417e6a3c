r"""Four parameters are needed: the smallest invariant Lipschitz family on the line.

Source: own computation; the family is that of Macdonald and Wäldchen 2021, Example for the first restriction.
"""

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Exists,
    ForAll,
    Implies,
    Iff,
    InSupport,
    Integrable,
    Invariant,
    LocallyLipschitz,
    Or,
    P,
    SameLaw,
    abs_,
    borel,
    cite,
    clip,
    dP,
    dist,
    events,
    exhibit,
    fact,
    functions,
    given,
    have,
    instance,
    ite,
    known,
    laws,
    max_,
    min_,
    naturals,
    pick,
    picked,
    pointwise,
    product,
    push,
    reals,
    relu,
    row,
    sequences,
    sign,
    theorem,
)

from .width_one import three_layers

a, b, c, d, e, s, t, w, x, y = reals("a b c d e s t w x y")
M, l, h = reals("M l h")  # noqa: E741
i, n = naturals("i n")
mu = laws("mu")
r, z, x1, x2, x3, x4 = reals("r z x_1 x_2 x_3 x_4")
q = reals("q_1 q_2 q_3 q_4")
k = reals("k_1 k_2 k_3 k_4")
f, g, u, v = borel("f g u v")
J = events("J")
OWN = "own computation"

F, G = mu.push(f), mu.push(g)
gap = dP(F, G)


def satisfied(implication, given=(), by=(), note=""):
    """The conclusion of an implication whose antecedents follow from what is given and the reasons."""
    antecedents, conclusion = implication.claim.args
    return have(conclusion, note, by=[implication, have(antecedents, given=given, by=by)])


def applied(rule, *values, given=(), by=(), note=""):
    """A row of the tables with its antecedents proved from what is given and the reasons."""
    return satisfied(row(rule, *values), given, by, note)


# ---- what the Prokhorov distance lets one read ----------------------------------------------------

MET = ForAll(x, [J(x)], f(x) <= s)
ABOVE = ForAll(x, [], t <= g(x))


@theorem(
    "A lower bound that is met with mass is read from the law",
    Implies(And(MET, ABOVE, gap < P(mu, J)), AtMost(t - s, gap)),
    source=OWN,
)
def lower_bound_read(claim):
    mass = have(
        Implies(MET, AtMost(P(mu, J), P(F, lambda y: y <= s))), r"On $J$ the map $f$ is at most $s$.", by=pointwise
    )
    moved = applied(
        "dP_event", F, G, e, lambda y: y <= s, lambda y: y < s + e, given=[gap < e],
        note=r"This is what a Prokhorov distance below $e$ says of the half line.",
    )
    none = have(
        Implies(And(ABOVE, s + e <= t), Equal(P(G, lambda y: y < s + e), 0)),
        r"The map $g$ stays above $t$.", by=pointwise,
    )
    small = have(
        Implies(And(MET, ABOVE, s + e <= t, gap < e), AtMost(P(mu, J), e)), "The three together.", by=[mass, moved, none]
    )
    return have(claim, r"Otherwise some $e$ lies between the distance and both $t - s$ and the mass.",
                by=small.at({e: (gap + min_(P(mu, J), t - s)) / 2}))


MET_ABOVE = ForAll(x, [J(x)], s <= f(x))
BELOW = ForAll(x, [], g(x) <= t)


@theorem(
    "An upper bound that is met with mass is read from the law",
    Implies(And(MET_ABOVE, BELOW, gap < P(mu, J)), AtMost(s - t, gap)),
    source=OWN,
)
def upper_bound_read(claim):
    mass = have(
        Implies(MET_ABOVE, AtMost(P(mu, J), P(F, lambda y: s <= y))), r"On $J$ the map $f$ is at least $s$.", by=pointwise
    )
    moved = applied(
        "dP_event", F, G, e, lambda y: s <= y, lambda y: s < y + e, given=[gap < e],
        note=r"This is what a Prokhorov distance below $e$ says of the half line.",
    )
    none = have(
        Implies(And(BELOW, t + e <= s), Equal(P(G, lambda y: s < y + e), 0)),
        r"The map $g$ stays below $t$.", by=pointwise,
    )
    small = have(
        Implies(And(MET_ABOVE, BELOW, t + e <= s, gap < e), AtMost(P(mu, J), e)),
        "The three together.", by=[mass, moved, none],
    )
    return have(claim, r"Otherwise some $e$ lies between the distance and both $s - t$ and the mass.",
                by=small.at({e: (gap + min_(P(mu, J), s - t)) / 2}))


# ---- means ----------------------------------------------------------------------------------------

BOUNDED = ForAll(x, [], And(0 <= u(x), u(x) <= M))


def integrable(phi, bound, given):
    """A function with values between 0 and the bound is integrable."""
    everywhere = applied("prob_sure", mu, lambda x: And())
    truncated = applied("E_range", mu, lambda x: And(), lambda x: min_(abs_(phi(x)), i), 0, bound,
                        given=given, by=everywhere)
    return exhibit(Integrable(mu, phi), "The bound itself.", witness=(bound,), by=truncated.forall(i))


@theorem("A bounded function is integrable", Implies(BOUNDED, Integrable(mu, u)), source=OWN)
def bounded_is_integrable(claim):
    proof = have(claim, "All truncations have means at most the bound.", by=integrable(u, M, [BOUNDED]))
    return proof, integrable(lambda x: min_(abs_(u(x)), n), M, [BOUNDED])


OTHER = ForAll(x, [], And(0 <= v(x), v(x) <= M))
GROWS = And(ForAll(x, [], v(x) <= u(x)), ForAll(x, [J(x)], v(x) + d <= u(x)))
LARGER = And(0 <= d, BOUNDED, OTHER, GROWS)


@theorem(
    "A function that is larger on an event has a larger mean",
    Implies(LARGER, AtMost(E(mu, v) + d * P(mu, J), E(mu, u))),
    source=OWN,
)
def larger_mean(claim):
    def indicator(x):
        return ite(J(x), 1, 0)

    def raised(x):
        return 1 * v(x) + d * indicator(x)

    given = [LARGER]
    everywhere = applied("prob_sure", mu, lambda x: And())
    large, small, step = integrable(u, M, given), integrable(v, M, given), integrable(indicator, 1, given)
    sum_ = applied("E_linear", mu, v, indicator, 1, d, by=[small, step], note="The mean is linear.")
    mass = have(Equal(E(mu, indicator), P(mu, J)), "The mean of an indicator.", by=row("E_event", mu, J))
    below = applied(
        "E_mono", mu, lambda x: And(), raised, u, given=given,
        by=[everywhere, integrable(raised, M + d, given), large], note="The mean is monotone.",
    )
    proof = have(claim, "Put together.", by=[sum_, mass, below])
    return proof, large, small


def window(y):
    """The part of y that lies between l and h."""
    return clip(y, l, h) - l


def borel_function(phi):
    """A Python function of the point as a function of the logic."""
    return mu.push(phi).term().args[0]


AHEAD = And(
    l <= h,
    0 <= d,
    ForAll(x, [], clip(g(x), l, h) <= clip(f(x), l, h)),
    ForAll(x, [J(x)], clip(g(x), l, h) + d <= clip(f(x), l, h)),
)


@theorem(
    "A lead within a window is read from the law",
    Implies(AHEAD, AtMost(d * P(mu, J), (1 + h - l) * gap)),
    uses=[larger_mean],
    source=OWN,
)
def lead_read(claim, larger):
    front, back = borel_function(lambda x: window(f(x))), borel_function(lambda x: window(g(x)))
    means = satisfied(
        larger.at({u: front, v: back, M: h - l}), given=[AHEAD],
        note=r"The part of $f$ within the window has the larger mean.",
    )
    images = [row("E_push", f, mu, window), row("E_push", g, mu, window)]
    close = applied(
        "dP_functional", window, 1, h - l, F, G, given=[l <= h],
        note=r"The part of $y$ within the window does not expand, so its means differ by at most "
        r"$1 + h - l$ times the distance.",
    )
    return have(claim, "Compare the two.", by=[means, *images, close])


# ---- a cube of clips ------------------------------------------------------------------------------


def line(x, q):
    """A line of slope near 1, moved at the third point and at the second in proportion to q_2 and q_1."""
    return x - x1 + r * (q[0] * (x3 - x) + q[1] * (x - x2))


def low(q):
    """The lower bound, moved by q_3."""
    return 4 * z + r * q[2]


def high(q):
    """The upper bound, moved by q_4."""
    return x4 - x1 - 5 * z + r * q[3]


def chart(q, base=mu):
    """The law of the clip with these four numbers."""
    return push((clip(line(x, q), low(q), high(q)), x), base)


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
    part = have(Implies(And(0 <= s, s <= 1, abs_(t) <= d), AtMost(abs_(s * t), d)), "A part of a number.", by=sign(t))
    scaled = have(Implies(And(0 < r, abs_(t) <= d), AtMost(abs_(r * t), r * d)), "A small multiple.", by=sign(r))
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
    slope = have(Implies(And(0 < r, 2 * r <= 1, unit(*q[:2])), 0 <= 1 + r * (q[1] - q[0])),
                 r"The slope is $1 + r(q_2 - q_1) \ge 0$.", by=sign(r))
    rise = have(Implies(And(0 <= s, 0 <= t), 0 <= s * t), "A product of two numbers that are not negative.", by=sign(s))
    return have(claim, "A line of slope at least 0.", by=[slope, rise.at({s: x - y, t: 1 + r * (q[1] - q[0])})])


def shift(x, q, k):
    """How far the two lines are from each other."""
    return r * ((q[0] - k[0]) * (x3 - x) + (q[1] - k[1]) * (x - x2))


@theorem("Products keep the order", Implies(And(0 <= s, a <= b), s * a <= s * b), source=OWN)
def products_keep_order(claim):
    return have(claim, r"$s(b - a) \ge 0$.", by=sign(s))


@theorem(
    "The absolute value of a product",
    Implies(And(abs_(s) <= a, abs_(t) <= b), AtMost(abs_(s * t), a * b)),
    source=OWN,
)
def product_bound(claim):
    return have(claim, "Factor by factor.", by=[sign(s), sign(t), sign(a), sign(b)])


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
        claim, r"The first term is at least $12z$ times the lead, the second at most $4z$ times.",
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
        claim, r"The second term is at least $12z$ times the lead, the first at most $4z$ times.",
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
        claim, r"At $b \pm 4z$ the line is $z$-close to $x - x_1$, and it rises.",
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


# ---- the four numbers are read from the law -------------------------------------------------------

distance = dP(chart(q), chart(k))
CUBES = And(unit(*q), unit(*k))


def mass(centre, base=mu):
    """The mass near a point."""
    return P(base, lambda x: abs_(x - centre) < z)


def clipped(x, q):
    """The map whose law is the chart at q."""
    return clip(line(x, q), low(q), high(q))


def event(centre):
    """The points near the centre, as an event of the logic."""
    return mass(centre).term().args[1]


def lead_seen(own, centre, ahead, uses):
    """A lead of the first line near the centre is read through the window about it."""
    near, little, leave, shows, read, order = uses
    lead = 8 * z * r * own
    scaled = satisfied(order.at({s: r, a: 0, b: own}), given=ahead)
    positive = have(0 <= lead, given=ahead, by=[scaled, satisfied(order.at({s: 8 * z, a: 0, b: r * own}), given=ahead, by=scaled)])
    to_k = dict(zip(q, k, strict=True))
    nearby = abs_(x - centre) <= 4 * z
    here = [
        have(Implies(nearby, line(x, k) + lead <= line(x, q)), "Near the point the first line leads.", given=ahead, by=near),
        have(Implies(nearby, abs_(line(x, q) - (x - x1)) <= z), "Both lines are close to it.", given=ahead, by=little),
        have(Implies(nearby, abs_(line(x, k) - (x - x1)) <= z), given=ahead, by=little.at(to_k)),
    ]
    beside = [satisfied(leave.at({b: centre, **values}), given=ahead) for values in ({}, to_k)]
    lines = satisfied(
        shows.at({x: x - x1, c: centre - x1, s: line(x, q), t: line(x, k), d: lead}), given=ahead, by=[*here, *beside, positive]
    )
    uncut = [
        have(Equal(seen(clipped(x, j), centre - x1), seen(line(x, j), centre - x1)), "The bounds lie outside the window.",
             given=ahead)
        for j in (q, k)
    ]
    behind, front = seen(clipped(x, k), centre - x1), seen(clipped(x, q), centre - x1)
    shown = [have(part, by=[lines, *uncut]).forall(x)
             for part in (behind <= front, Implies(abs_(x - centre) < z, behind + lead <= front))]
    first, second = borel_function(lambda x: clipped(x, q)), borel_function(lambda x: clipped(x, k))
    values = {f: first, g: second, J: event(centre), l: centre - x1 - 2 * z, h: centre - x1 + 2 * z, d: lead}
    return satisfied(read.at(values), given=ahead, by=[*shown, positive])


FIRST_LEADS = And(APART, SMALL, CUBES, abs_(q[1] - k[1]) <= q[0] - k[0])
SECOND_LEADS = And(APART, SMALL, CUBES, abs_(q[0] - k[0]) <= q[1] - k[1])


@theorem(
    "A lead of the first number is read from the law",
    Implies(FIRST_LEADS, 8 * z * r * (q[0] - k[0]) * mass(x2) <= (1 + 4 * z) * distance),
    uses=[second_point_leads, lines_move_little, lines_leave, window_shows, lead_read, products_keep_order],
    source=OWN,
)
def first_number_read(claim, *uses):
    seen_ = lead_seen(q[0] - k[0], x2, [FIRST_LEADS], uses)
    return have(claim, "The window about the second point shows it.", by=seen_)


@theorem(
    "A lead of the second number is read from the law",
    Implies(SECOND_LEADS, 8 * z * r * (q[1] - k[1]) * mass(x3) <= (1 + 4 * z) * distance),
    uses=[third_point_leads, lines_move_little, lines_leave, window_shows, lead_read, products_keep_order],
    source=OWN,
)
def second_number_read(claim, *uses):
    seen_ = lead_seen(q[1] - k[1], x3, [SECOND_LEADS], uses)
    return have(claim, "The window about the third point shows it.", by=seen_)


PLACED = And(APART, SMALL, CUBES)


@theorem(
    "A lead of the third number is read from the law",
    Implies(And(PLACED, distance < mass(x1)), AtMost(r * (k[2] - q[2]), distance)),
    uses=[lines_move_little, lower_bound_read],
    source=OWN,
)
def third_number_read(claim, little, read):
    first, second = borel_function(lambda x: clipped(x, q)), borel_function(lambda x: clipped(x, k))
    met = have(
        Implies(abs_(x - x1) < z, clipped(x, q) <= low(q)), "Near the first point the clip is at its lower bound.",
        given=[PLACED], by=little,
    )
    above = have(low(k) <= clipped(x, k), "A clip is nowhere below its lower bound.", given=[PLACED])
    closer = have(distance < mass(x1), given=[distance < mass(x1)])
    values = {f: first, g: second, J: event(x1), s: low(q), t: low(k)}
    read_ = satisfied(read.at(values), given=[PLACED], by=[met.forall(x), above.forall(x), closer])
    return have(claim, "So the lower bound is read.", by=read_)


@theorem(
    "A lead of the fourth number is read from the law",
    Implies(And(PLACED, distance < mass(x4)), AtMost(r * (q[3] - k[3]), distance)),
    uses=[lines_move_little, upper_bound_read],
    source=OWN,
)
def fourth_number_read(claim, little, read):
    first, second = borel_function(lambda x: clipped(x, q)), borel_function(lambda x: clipped(x, k))
    met = have(
        Implies(abs_(x - x4) < z, high(q) <= clipped(x, q)), "Near the fourth point the clip is at its upper bound.",
        given=[PLACED], by=little,
    )
    below = have(clipped(x, k) <= high(k), "A clip is nowhere above its upper bound.", given=[PLACED])
    closer = have(distance < mass(x4), given=[distance < mass(x4)])
    values = {f: first, g: second, J: event(x4), s: high(q), t: high(k)}
    read_ = satisfied(read.at(values), given=[PLACED], by=[met.forall(x), below.forall(x), closer])
    return have(claim, "So the upper bound is read.", by=read_)


def weight(base=mu):
    """w is small against the numbers that the reading divides by."""
    return And(
        0 < w,
        w <= r,
        w <= mass(x1, base),
        w <= mass(x4, base),
        (1 + 4 * z) * w <= 8 * z * r * mass(x2, base),
        (1 + 4 * z) * w <= 8 * z * r * mass(x3, base),
    )


WEIGHT = weight()


@theorem(
    "A common factor is cancelled",
    Implies(And(0 < b, 0 <= s, b * w <= a, a * s <= b * t), w * s <= t),
    source=OWN,
)
def factor_cancelled(claim):
    return have(claim, r"$b(ws - t) \le 0$.", by=[product(0 <= s, b * w <= a), product(0 < b, t < w * s)])


SWAP = {**dict(zip(q, k, strict=True)), **dict(zip(k, q, strict=True))}
EXPANDS = [AtMost(w * abs_(i - j), distance) for i, j in zip(q, k, strict=True)]


def both_ways(lemma):
    """The lemma, and the same with the two points of the cube exchanged, about the same distance."""
    return lemma, lemma.at(SWAP), row("dP_symmetric", chart(q), chart(k))


def bound_read(lemma, order, centre, i):
    """w times the difference of a bound is at most the distance."""
    far = have(
        Implies(And(PLACED, WEIGHT, mass(centre) <= distance), EXPANDS[i]), "Far apart, the difference is at most 1.",
        by=order.at({s: w, a: abs_(q[i] - k[i]), b: 1}),
    )
    near = have(
        Implies(And(PLACED, WEIGHT, distance < mass(centre)), EXPANDS[i]), "Close together, the bound is read.",
        by=[*both_ways(lemma), order.at({s: abs_(q[i] - k[i]), a: w, b: r})],
    )
    return have(Implies(And(PLACED, WEIGHT), EXPANDS[i]), "In either case.", by=[near, far])


def line_read(lemma, order, cancel, own, other, centre):
    """Where the own number leads, w times either difference of the first two numbers is at most the distance."""
    lead = abs_(other) <= own
    given = [PLACED, WEIGHT, lead]
    nonnegative_ = have(0 <= own, given=given)
    far = satisfied(
        cancel.at({b: 1 + 4 * z, s: own, a: 8 * z * r * mass(centre), t: distance}), given=given,
        by=[nonnegative_, lemma], note="Cancel the factor.",
    )
    smaller = [order.at({s: w, a: abs_(difference), b: own}) for difference in (q[0] - k[0], q[1] - k[1])]
    return have(
        Implies(And(PLACED, WEIGHT, lead), And(*EXPANDS[:2])), "The other difference is smaller.", by=[far, *smaller]
    )


@theorem(
    "Laws of clips in the cube are as far apart as their numbers",
    Implies(And(PLACED, WEIGHT), And(*EXPANDS)),
    uses=[first_number_read, second_number_read, third_number_read, fourth_number_read, products_keep_order,
          factor_cancelled],
    source=OWN,
)
def chart_expands(claim, first, second, third, fourth, order, cancel):
    one, two = q[0] - k[0], q[1] - k[1]
    leads = [
        line_read(first, order, cancel, one, two, x2),
        line_read(second, order, cancel, two, one, x3),
    ]
    leads += [
        have(Implies(And(PLACED, WEIGHT, abs_(other) <= -own), And(*EXPANDS[:2])), "The same with the two exchanged.",
             by=both_ways(lemma)[1:])
        for lemma, own, other in zip(leads, (one, two), (two, one), strict=True)
    ]
    lines = have(Implies(And(PLACED, WEIGHT), And(*EXPANDS[:2])), "One of the two differences is the larger.", by=leads)
    bounds = [bound_read(third, order, x1, 2), bound_read(fourth, order, x4, 3)]
    return have(claim, "All four numbers.", by=[lines, *bounds])


# ---- an invariant family contains the cube --------------------------------------------------------

theta, other, first, second, centre = sequences("theta theta' theta_1 theta_2 theta_0")
kappa, kappa1, kappa2 = sequences("kappa kappa' kappa''")
Omega = functions("Omega", ("fun", "N", "R"), "B")
p = functions("p", ("fun", "N", "R"), ("law", "R"))
FAMILY = ((theta,), [Omega(theta)], p(theta))
MEMBER = p(centre)


def layer(law, weight, bias):
    """The law after one layer."""
    return law.push(lambda y: relu(weight * y + bias))


@theorem(
    "An invariant family contains the clips of its members",
    Implies(
        And(Invariant(FAMILY), Omega(centre), 0 <= l, l <= h),
        Exists(other, And(Omega(other), SameLaw(p(other), MEMBER.push(lambda x: clip(a * x + c, l, h))))),
    ),
    uses=[three_layers],
    source=OWN,
)
def clips_reached(claim, layers):
    invariant = given(Invariant(FAMILY))
    steps, same, at, law = [], [], centre, MEMBER
    for name, weight, bias in (("theta_1", a, c - l), ("theta_2", -1, h - l), ("theta_3", -1, h)):
        step = invariant.instance(at, weight, bias)
        behind = have(SameLaw(layer(p(at), weight, bias), layer(law, weight, bias)), by=same[-1:])
        at, sent = pick(step, name)
        law = layer(law, weight, bias)
        same.append(have(And(Omega(at), SameLaw(p(at), law)), "A layer leads to a member.", by=[sent, behind]))
        steps.append((step, at))
    made = have(
        SameLaw(law, MEMBER.push(lambda x: clip(a * x + c, l, h))), "Three layers make the clip.",
        given=[0 <= l, l <= h], by=[pointwise, layers.forall(x)],
    )
    end = exhibit(claim.conclusion, "The member that the third layer leads to.", witness=(at,), by=[same[-1], made])
    for step, name in reversed(steps):
        end = picked(step, name, by=end)
    return have(claim, "So the clip is a member.", by=end)


@theorem(
    "An invariant family contains the cube of clips",
    Implies(
        And(Invariant(FAMILY), Omega(centre), APART, SMALL, unit(*q)),
        Exists(other, And(Omega(other), SameLaw(p(other), chart(q, MEMBER)))),
    ),
    uses=[clips_reached, products_keep_order],
    source=OWN,
)
def cube_reached(claim, reached, order):
    ordered = have(
        Implies(And(APART, SMALL, unit(*q)), And(0 <= low(q), low(q) <= high(q))),
        "The bounds are in order and not negative.",
        by=[order.at({s: r, a: 0, b: q[2]}), order.at({s: r, a: q[2], b: 1}), order.at({s: r, a: 0, b: q[3]})],
    )
    values = {a: 1 + r * (q[1] - q[0]), c: r * (q[0] * x3 - q[1] * x2) - x1, l: low(q), h: high(q)}
    return have(claim, "The line has a slope and a constant.", by=[reached.at(values), ordered])


# ---- a locally Lipschitz family spreads the cube over its parameters ------------------------------


def coordinates(kappa):
    """The four numbers of a point of the cube."""
    return tuple(kappa(j) for j in (1, 2, 3, 4))


def charted(other, kappa):
    """The parameter is one of a clip of the cube."""
    return And(unit(*coordinates(kappa)), SameLaw(p(other), chart(coordinates(kappa), MEMBER)))


C, rho = reals("C rho")
step = dist(n, first, second)
SPREAD = Implies(
    And(charted(first, kappa1), charted(second, kappa2), dP(p(first), p(second)) <= C * step),
    dist(4, kappa1, kappa2) <= C / w * step,
)


@theorem(
    "A positive factor is divided off",
    Implies(0 < w, And(Implies(w * s <= t, s <= t / w), Implies(0 <= t, 0 <= t / w))),
    source=OWN,
)
def divided(claim):
    positive = have(Implies(0 < w, 0 < 1 / w), "The inverse of a positive number.", by=sign(1 / w))
    return have(claim, r"Multiply by $1/w$.", by=[positive, product(0 < 1 / w, w * s <= t), product(0 < 1 / w, 0 <= t), product(0<1/w, t/w<0), product(0<1/w,t/w<s)])


@theorem(
    "Numbers of clips are as close as their parameters",
    Implies(And(APART, SMALL, weight(MEMBER), 0 <= C), SPREAD),
    uses=[chart_expands, divided],
    source=OWN,
)
def coordinates_close(claim, expands, quotient):
    given_ = [APART, SMALL, weight(MEMBER), 0 <= C, SPREAD.condition]
    values = dict(zip((*q, *k), (*coordinates(kappa1), *coordinates(kappa2)), strict=True))
    expanded = expands.at({mu: MEMBER, **values})
    bound, gaps = C / w * step, []
    for j in (1, 2, 3, 4):
        difference = abs_(kappa1(j) - kappa2(j))
        near = have(w * difference <= C * step, "The laws are members, and close.", given=given_, by=expanded)
        gaps.append(have(difference <= bound, given=given_, by=[near, quotient.at({s: difference, t: C * step})]))
    far = fact("dist_nonneg", n, first, second)
    positive = have(0 <= bound, given=given_, by=[quotient.at({t: C * step}), product(0<=C, 0<=step), far])
    each = [have(Implies(Equal(i, j), abs_(kappa1(i) - kappa2(i)) <= bound), by=gap) for j, gap in enumerate(gaps, 1)]
    all_ = have(
        Implies(And(1 <= i, i <= 4), abs_(kappa1(i) - kappa2(i)) <= bound), "Number by number.",
        by=[*each, *(fact("nat_step", i, j) for j in (2, 3, 4))],
    )
    farthest = satisfied(known("dist_le", 4, kappa1, kappa2, bound), given=given_, by=[positive, all_.forall(i)])
    return have(claim, "The distance is the largest of the four differences.", by=farthest)


def onto(m, relation):
    """Every point of the unit cube of R^m is related to a parameter."""
    inside = ForAll(i, [1 <= i, i <= m], And(0 <= kappa(i), kappa(i) <= 1))
    return ForAll(kappa, [inside], Exists(other, And(Omega(other), relation(other, kappa))))


def pairs(m, relation, constant):
    """Within the radius the related points move at most by the constant."""
    near = [Omega(first), Omega(second), dist(n, theta, first) <= rho, dist(n, theta, second) <= rho]
    related = [relation(first, kappa1), relation(second, kappa2)]
    return [*near, *related], dist(m, kappa1, kappa2) <= constant * step


def locally_lipschitz(m, relation):
    """Near every parameter the related points of R^m move at most in proportion to the parameters."""
    everywhere = ForAll((first, second, kappa1, kappa2), *pairs(m, relation, C))
    return ForAll(theta, [Omega(theta)], Exists((rho, C), And(0 < rho, everywhere)))


LOCAL = LocallyLipschitz(FAMILY, n=n)


@theorem(
    "The coordinates of clips in a family depend on the parameters in a locally Lipschitz way",
    Implies(And(LOCAL, APART, SMALL, weight(MEMBER)), locally_lipschitz(4, charted)),
    uses=[coordinates_close],
    source=OWN,
)
def coordinates_locally_lipschitz(claim, close):
    there = given(LOCAL).instance(theta)
    *names, bounded = pick(there, "rho C")
    near = have(bounded.claim.args[2], by=bounded).instance(first, second)
    conditions, closer = pairs(4, charted, C / w)
    moved = have(
        Implies(And(*conditions), closer), "Within the radius of the family the laws are close, so the coordinates are.",
        given=[APART, SMALL, weight(MEMBER)], by=[near, close, bounded],
    )
    goal = locally_lipschitz(4, charted).body
    found = exhibit(
        goal, r"The radius is that of the family, and the constant grows by $1/w$.", witness=(rho, C / w),
        by=[bounded, moved.forall(first, second, kappa1, kappa2)],
    )
    everywhere = have(Implies(Omega(theta), goal), by=picked(there, *names, by=found)).forall(theta)
    return have(claim, "At every parameter.", by=everywhere)


# ---- four parameters ------------------------------------------------------------------------------

m = naturals("m")
Rel = functions("Rel", ("fun", "N", "R"), ("fun", ("fun", "N", "R"), "B"))


def related(other, kappa):
    """A relation between parameters and points."""
    return Rel(other)(kappa)


# Images of subsets of R^n in R^m under locally Lipschitz maps are null sets if n < m; the unit cube is none.
LIPSCHITZ_NULL = ForAll((n, m, Omega, Rel), [n + 1 <= m, onto(m, related), locally_lipschitz(m, related)], Or())
CHARTED = ForAll((other, kappa), [], Iff(related(other, kappa), charted(other, kappa)))
SETTING = And(LOCAL, Invariant(FAMILY), Omega(centre), APART, SMALL, weight(MEMBER))


@theorem(
    "A cube of clips does not fit into fewer than four parameters",
    Implies(SETTING, 4 <= n),
    uses=[cube_reached, coordinates_locally_lipschitz],
    source=OWN,
)
def cube_needs_four(claim, reached, local):
    chart_of = exhibit(
        Exists(Rel, CHARTED), "Relate a parameter to the coordinates of its clip.",
        witness=[lambda other: ForAll(kappa, [], charted(other, kappa)).formula.args[0]],
    )
    relation, means = pick(chart_of, "Rel")
    inside = ForAll(i, [1 <= i, i <= 4], And(0 <= kappa(i), kappa(i) <= 1))
    cube = have(unit(*coordinates(kappa)), given=[inside], by=[given(inside).instance(j) for j in (1, 2, 3, 4)])
    there = satisfied(reached.at(dict(zip(q, coordinates(kappa), strict=True))), given=[SETTING], by=cube)
    member, found = pick(there, "theta''")
    hit = exhibit(
        Exists(other, And(Omega(other), related(other, kappa))), "The member whose law is the clip.", witness=(member,),
        by=[found, cube, means.instance(member, kappa)],
    )
    every = have(Implies(inside, hit.claim), by=picked(there, member, by=hit)).forall(kappa)
    near = have(locally_lipschitz(4, charted), given=[SETTING], by=local).instance(theta)
    *names, close = pick(near, "rho C")
    bound = have(close.claim.args[1], by=close).instance(first, second, kappa1, kappa2)
    conditions, closer = pairs(4, related, C)
    moved = have(
        Implies(And(*conditions), closer), "Related points are coordinates.",
        by=[bound, means.instance(first, kappa1), means.instance(second, kappa2)],
    )
    goal = locally_lipschitz(4, related).body
    same = exhibit(goal, witness=(rho, C), by=[close, moved.forall(first, second, kappa1, kappa2)])
    lipschitz = have(Implies(Omega(theta), goal), by=picked(near, *names, by=same)).forall(theta)
    null = cite(LIPSCHITZ_NULL, "lipschitz_null", "Federer, Geometric Measure Theory, 1969, 2.10.11")
    needed = have(
        4 <= n, "With fewer parameters the cube would be the image of a null set.",
        by=[null.instance(n, 4, Omega, relation), every, lipschitz, fact("nat_step", n, 4)],
    )
    return have(claim, "The relation exists.", by=picked(chart_of, relation, by=needed))


@theorem(
    "A part of a positive number",
    Implies(And(0 < a, 1 <= d), Exists(w, And(0 < w, w <= a, d * w <= a))),
    source=OWN,
)
def part_of_number(claim):
    inverse = have(
        Implies(1 <= d, And(0 < 1 / d, 1 / d <= 1)), "The inverse of a number of at least 1.",
        by=[sign(1 / d), product(0 < 1 / d, 1 <= d)],
    )
    part = have(
        Implies(And(0 < a, 1 <= d), And(0 < a / d, a / d <= a)), "A product of positive numbers.",
        by=[inverse, product(0 < a, 0 < 1 / d), product(0 < a, 1 / d <= 1), product(0<a, 1/d<1)],
    )
    return exhibit(claim, "The quotient.", witness=(a / d,), by=[part, fact("inverse", d)])


@theorem("A product of positive numbers", Implies(And(0 < z, 0 < r, 0 < a), 0 < 8 * z * r * a), source=OWN)
def positive_product(claim):
    both = have(Implies(And(0 < z, 0 < r), 0 < z * r), by=product(0 < z, 0 < r))
    return have(claim, "Factor by factor.", by=[both, product(0 < z * r, 0 < a)])


ORDERED = And(x1 < x2, x2 < x3, x3 < x4)
SUPPORT = And(*(InSupport(MEMBER, point) for point in (x1, x2, x3, x4)))


@theorem("Room between the points", Implies(ORDERED, Exists(z, APART)), source=OWN)
def room(claim):
    return exhibit(claim, "A part of the smallest gap.", witness=(min_(x2 - x1, min_(x3 - x2, x4 - x3)) / 16,))


@theorem(
    "A small radius", Implies(APART, Exists(r, SMALL)), uses=[part_of_number, products_keep_order], source=OWN
)
def small_radius(claim, part, order):
    span = x4 - x1 + z
    some = satisfied(part.at({a: min_(z, 1) / 2, d: max_(1, span)}), given=[APART])
    radius, fits = pick(some, "r")
    small = have(SMALL, given=[APART], by=[fits, order.at({s: r, a: span, b: max_(1, span)})])
    found = exhibit(claim.conclusion, "A part of the room, small against all distances.", witness=(radius,), by=small)
    return have(claim, by=picked(some, radius, by=found))


@theorem(
    "A small weight",
    Implies(And(APART, SMALL, SUPPORT), Exists(w, weight(MEMBER))),
    uses=[part_of_number, positive_product],
    source=OWN,
)
def small_weight(claim, part, scale):
    given_ = list(claim.condition.parts)
    masses = [mass(point, MEMBER) for point in (x1, x2, x3, x4)]
    positive = [
        have(0 < m, given=given_, by=instance(InSupport(MEMBER, point), z))
        for m, point in zip(masses, (x1, x2, x3, x4), strict=True)
    ]
    near, far = (8 * z * r * m for m in masses[1:3])
    scaled = [satisfied(scale.at({a: m}), given=given_, by=positive) for m in masses[1:3]]
    least = min_(min_(r, min_(masses[0], masses[3])), min_(near, far))
    some = satisfied(part.at({a: least, d: 1 + 4 * z}), given=given_, by=[*positive, *scaled])
    chosen, fits = pick(some, "w")
    found = exhibit(claim.conclusion, "A part of the smallest of these numbers.", witness=(chosen,), by=have(weight(MEMBER), by=fits))
    return have(claim, by=picked(some, chosen, by=found))


@theorem(
    "An invariant Lipschitz family with four support points has four parameters",
    Implies(And(LOCAL, Invariant(FAMILY), Omega(centre), ORDERED, SUPPORT), 4 <= n),
    uses=[cube_needs_four, room, small_radius, small_weight],
    source=OWN,
)
def four_parameters(claim, needs, *sizes):
    conditions = list(claim.condition.parts)
    places, chosen = [], []
    for size, name in zip(sizes, "zrw", strict=True):
        exists = satisfied(size, given=conditions, by=chosen)
        *names, fits = pick(exists, name)
        places.append((exists, names))
        chosen.append(fits)
    enough = have(4 <= n, "The cube of clips needs four.", given=conditions, by=[needs, *chosen])
    for exists, names in reversed(places):
        enough = picked(exists, *names, by=enough)
    return have(claim, "Choose the sizes.", by=enough)
