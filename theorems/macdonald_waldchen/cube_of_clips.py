r"""A cube of clips of one law, whose four numbers are read from the law of the clip.

The clip of the line at $q_1, q_2$, cut at bounds that $q_3, q_4$ move. If the law has mass near four points,
then the Prokhorov distance of two such clips is at least a multiple of the difference of each number.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Implies,
    P,
    abs_,
    clip,
    dP,
    have,
    laws,
    push,
    reals,
    row,
    split,
    theorem,
)

from .moved_lines import (
    APART,
    SMALL,
    k,
    line,
    lines_leave,
    lines_move_little,
    q,
    r,
    second_point_leads,
    seen,
    third_point_leads,
    unit,
    window_shows,
    x1,
    x2,
    x3,
    x4,
    z,
)
from .products import factor_cancelled, products_keep_order
from .readings import J, borel_function, f, g, h, l, lead_read, lower_bound_read, satisfied, upper_bound_read

w, x = reals("w x")
a, b, c, d, s, t = reals("a b c d s t")
mu = laws("mu")
OWN = "own computation"


# ---- the cube -------------------------------------------------------------------------------------


def low(q):
    """The lower bound, moved by q_3."""
    return 4 * z + r * q[2]


def high(q):
    """The upper bound, moved by q_4."""
    return x4 - x1 - 5 * z + r * q[3]


def chart(q, base=mu):
    """The law of the clip with these four numbers."""
    return push((clip(line(x, q), low(q), high(q)), x), base)


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
    positive = have(
        0 <= lead,
        given=ahead,
        by=[scaled, satisfied(order.at({s: 8 * z, a: 0, b: r * own}), given=ahead, by=scaled)],
    )
    to_k = dict(zip(q, k, strict=True))
    nearby = abs_(x - centre) <= 4 * z
    here = [
        have(
            Implies(nearby, line(x, k) + lead <= line(x, q)),
            "Near the point the first line leads.",
            given=ahead,
            by=near,
        ),
        have(
            Implies(nearby, abs_(line(x, q) - (x - x1)) <= z),
            "Both lines are close to it.",
            given=ahead,
            by=little,
        ),
        have(Implies(nearby, abs_(line(x, k) - (x - x1)) <= z), given=ahead, by=little.at(to_k)),
    ]
    beside = [satisfied(leave.at({b: centre, **values}), given=ahead) for values in ({}, to_k)]
    lines = satisfied(
        shows.at({x: x - x1, c: centre - x1, s: line(x, q), t: line(x, k), d: lead}),
        given=ahead,
        by=[*here, *beside, positive],
    )
    uncut = [
        have(
            Equal(seen(clipped(x, j), centre - x1), seen(line(x, j), centre - x1)),
            "The bounds lie outside the window.",
            given=ahead,
        )
        for j in (q, k)
    ]
    behind, front = seen(clipped(x, k), centre - x1), seen(clipped(x, q), centre - x1)
    shown = [
        have(part, by=[lines, *uncut]).forall(x)
        for part in (behind <= front, Implies(abs_(x - centre) < z, behind + lead <= front))
    ]
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
        Implies(abs_(x - x1) < z, clipped(x, q) <= low(q)),
        "Near the first point the clip is at its lower bound.",
        given=[PLACED],
        by=little,
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
        Implies(abs_(x - x4) < z, high(q) <= clipped(x, q)),
        "Near the fourth point the clip is at its upper bound.",
        given=[PLACED],
        by=little,
    )
    below = have(clipped(x, k) <= high(k), "A clip is nowhere above its upper bound.", given=[PLACED])
    closer = have(distance < mass(x4), given=[distance < mass(x4)])
    values = {f: first, g: second, J: event(x4), s: high(q), t: high(k)}
    read_ = satisfied(read.at(values), given=[PLACED], by=[met.forall(x), below.forall(x), closer])
    return have(claim, "So the upper bound is read.", by=read_)


# ---- laws are as far apart as their numbers -------------------------------------------------------


def light(*masses):
    """w is small against r and against the masses."""
    return And(0 < w, w <= r, *(And(w <= m, (1 + 4 * z) * w <= 8 * z * r * m) for m in masses))


SWAP = {**dict(zip(q, k, strict=True)), **dict(zip(k, q, strict=True))}
first_gap, second_gap, third_gap, fourth_gap = (i - j for i, j in zip(q, k, strict=True))


def exchanged(lemma):
    """The same with the two points of the cube exchanged, about the same distance."""
    return lemma.at(SWAP), row("dP_symmetric", chart(q), chart(k))


def bound_expands(claim, read, order, own, centre):
    """w times the difference of a bound is at most the distance."""
    conclusion = claim.conclusion
    given = [PLACED, light(mass(centre))]
    far = have(
        conclusion,
        "Far apart, the difference is at most 1.",
        given=[*given, mass(centre) <= distance],
        by=order.at({s: w, a: abs_(own), b: 1}),
    )
    near = have(
        conclusion,
        "Close together, the bound is read.",
        given=[*given, distance < mass(centre)],
        by=[read, *exchanged(read), order.at({s: abs_(own), a: w, b: r})],
    )
    return have(claim, "In either case.", by=split(near, far))


def line_expands(claim, read, order, cancel, own, other, centre):
    """w times the difference that is the larger of the first two is at most the distance."""
    given = [PLACED, light(mass(centre)), abs_(other) <= own]
    cancelled = satisfied(
        cancel.at({b: 1 + 4 * z, s: own, a: 8 * z * r * mass(centre), t: distance}),
        given=given,
        by=read,
        note="Cancel the factor.",
    )
    ahead = have(
        Implies(And(*given), claim.conclusion),
        "The lead is read.",
        by=[cancelled, order.at({s: w, a: abs_(own), b: own})],
    )
    behind = have(
        Implies(And(*given[:2], abs_(other) <= -own), claim.conclusion),
        "The same with the two laws exchanged.",
        by=exchanged(ahead),
    )
    return have(claim, "One of the two laws is ahead.", by=[ahead, behind])


@theorem(
    "Laws are as far apart as their first numbers",
    Implies(
        And(PLACED, light(mass(x2)), abs_(second_gap) <= abs_(first_gap)), w * abs_(first_gap) <= distance
    ),
    uses=[first_number_read, products_keep_order, factor_cancelled],
    source=OWN,
)
def first_expands(claim, read, order, cancel):
    return line_expands(claim, read, order, cancel, first_gap, second_gap, x2)


@theorem(
    "Laws are as far apart as their second numbers",
    Implies(
        And(PLACED, light(mass(x3)), abs_(first_gap) <= abs_(second_gap)), w * abs_(second_gap) <= distance
    ),
    uses=[second_number_read, products_keep_order, factor_cancelled],
    source=OWN,
)
def second_expands(claim, read, order, cancel):
    return line_expands(claim, read, order, cancel, second_gap, first_gap, x3)


@theorem(
    "Laws are as far apart as their third numbers",
    Implies(And(PLACED, light(mass(x1))), w * abs_(third_gap) <= distance),
    uses=[third_number_read, products_keep_order],
    source=OWN,
)
def third_expands(claim, read, order):
    return bound_expands(claim, read, order, third_gap, x1)


@theorem(
    "Laws are as far apart as their fourth numbers",
    Implies(And(PLACED, light(mass(x4))), w * abs_(fourth_gap) <= distance),
    uses=[fourth_number_read, products_keep_order],
    source=OWN,
)
def fourth_expands(claim, read, order):
    return bound_expands(claim, read, order, fourth_gap, x4)
