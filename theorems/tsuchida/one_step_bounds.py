r"""One layer turns the angle $\theta$ to at most $\theta - \alpha \theta^2$, where $\alpha = \lambda/(3\pi)$.

Behind a layer the angle $s$ has $\cos s = \cos \theta + 3 \alpha\, h(\theta)$. The constant is sharp.

Source: own computation.
"""

from sympy import Integer, cos, pi, sin

from symrelu import (
    And,
    AtMost,
    Equal,
    Implies,
    Less,
    cases,
    fact,
    have,
    increasing,
    reals,
    square,
    theorem,
    times,
)

from .angles import (
    OWN,
    RANGE,
    chords,
    excess_above_sine,
    h,
    s,
    t,
)

a, r, u, v, w, x, y = reals("alpha r u v w x y")

WEIGHT = [0 <= a, AtMost(3 * pi * a, 2)]
HALF_PI = pi / 2
OBTUSE = [AtMost(HALF_PI, t), AtMost(t, pi)]


@theorem(
    "Sine rises up to a right angle",
    Implies(And(0 <= s, s <= t, AtMost(t, HALF_PI)), AtMost(sin(s), sin(t))),
    source="elementary",
)
def sine_rises(claim):
    positive = [fact("cos_decreasing", x, HALF_PI), fact("quarter"), fact("pi_bounds")]
    grows = increasing((sin(x), x), s, t, given=claim.condition.parts, by=positive)
    return have(claim, by=grows)


@theorem(
    "Sine falls from a right angle on",
    Implies(And(AtMost(HALF_PI, s), s <= t, AtMost(t, pi)), AtMost(sin(t), sin(s))),
    source="elementary",
)
def sine_falls(claim):
    negative = [fact("cos_decreasing", HALF_PI, x), fact("quarter"), fact("pi_bounds")]
    falls = increasing((-sin(x), x), s, t, given=claim.condition.parts, by=negative)
    return have(claim, by=falls)


@theorem(
    "Acute angles turn",
    Implies(
        And(0 <= t, AtMost(t, HALF_PI), 0 <= u, u <= t),
        AtMost(cos(t - u), cos(t) + u * sin(t)),
    ),
    uses=[sine_rises],
    source=OWN,
)
def acute_turn(claim, rises):
    grows = increasing(
        (x * sin(t) - cos(t - x), x),
        0,
        u,
        r"In $u$ the difference has the derivative $\sin t - \sin(t - u) \ge 0$.",
        given=claim.condition.parts,
        by=rises.at({s: t - x}),
    )
    return have(claim, by=grows)


@theorem(
    "The bound for acute angles",
    Implies(And(*WEIGHT, 0 <= t, AtMost(t, HALF_PI)), AtMost(cos(t - a * t**2), cos(t) + 3 * a * h(t))),
    uses=[acute_turn, excess_above_sine],
    source=OWN,
)
def acute_bound(claim, turn, excess):
    given_ = claim.condition.parts
    bounds = fact("pi_bounds")
    small = have(AtMost(a * t, 1), given=given_, by=[bounds, times(0 <= a, AtMost(t, HALF_PI))])
    inside = have(
        And(0 <= a * t**2, a * t**2 <= t),
        given=given_,
        by=[small, times(0 <= t, AtMost(a * t, 1)), times(0 <= a, 0 <= t**2)],
    )
    weighed = have(Implies(And(0 <= a, x <= y), AtMost(a * x, a * y)), by=times(0 <= a, x <= y))
    return have(
        claim,
        by=[turn.at({u: a * t**2}), inside, excess, weighed.at({x: t**2 * sin(t), y: 3 * h(t)}), bounds],
    )


# ---- obtuse angles -----------------------------------------------------------------------------------


@theorem(
    "The excess against the square of the angle",
    Implies(
        And(*OBTUSE),
        And(
            Implies(t <= 3, AtMost(t**2, 3 * h(t))), Implies(3 <= t, AtMost(t**2 + 3 * pi - pi**2, 3 * h(t)))
        ),
    ),
    uses=[sine_falls],
    source=OWN,
)
def excess_against_square(claim, falls):
    bounds, third = fact("pi_bounds"), Integer(2) / 3
    small = have(
        Implies(And(3 <= t, AtMost(t, pi)), AtMost(sin(t), third)),
        r"Beyond 3, $\sin t = \sin(\pi - t) \le \pi - t < \frac23$.",
        by=[fact("sin_sum", pi, -t), fact("sin_below", pi - t), fact("half_turn"), bounds],
    )
    steep = increasing(
        (3 * h(x) - x**2, x),
        HALF_PI,
        t,
        r"While $\sin t \ge \frac23$ the difference $3h - t^2$ rises, from $3 - \pi^2/4 > 0$:",
        given=[*OBTUSE, AtMost(third, sin(t))],
        by=[falls.at({s: x}), times(0 <= x, AtMost(0, 3 * sin(x) - 2)), bounds],
    )
    flat = increasing(
        (x**2 - 3 * h(x), x),
        t,
        3,
        r"its derivative is $t (3 \sin t - 2)$. Then it falls, until at 3 it is still positive,",
        given=[*OBTUSE, AtMost(sin(t), third), t <= 3],
        by=[falls.at({s: t, t: x}), times(0 <= x, AtMost(0, 2 - 3 * sin(x))), bounds],
    )
    last = increasing(
        (x**2 - 3 * h(x), x),
        t,
        pi,
        r"and at $\pi$ it is $3\pi - \pi^2$.",
        given=[3 <= t, AtMost(t, pi)],
        by=[small.at({t: x}), times(0 <= x, AtMost(0, 2 - 3 * sin(x)))],
    )
    right, three = have(Less(0, 3 - pi**2 / 4)), have(Less(9, 3 * (sin(3) - 3 * cos(3))))
    rise = have(Implies(AtMost(third, sin(t)), AtMost(t**2, 3 * h(t))), by=[steep, right, fact("quarter")])
    fall = have(Implies(And(AtMost(sin(t), third), t <= 3), AtMost(t**2, 3 * h(t))), by=[flat, three])
    end = have(Implies(3 <= t, AtMost(t**2 + 3 * pi - pi**2, 3 * h(t))), by=[last, fact("half_turn")])
    return have(claim, by=[rise, fall, end, cases(AtMost(third, sin(t)))])


TURN = [AtMost(0, w), AtMost(w, HALF_PI), Equal(t, w + HALF_PI)]


@theorem(
    "Obtuse angles in terms of what is beyond a right angle",
    Implies(And(*TURN), And(Equal(cos(t), -sin(w)), Equal(cos(t - u), -sin(w - u)))),
    source="elementary",
)
def beyond_a_right_angle(claim):
    return have(claim, by=[fact("cos_sum", w, HALF_PI), fact("cos_sum", w - u, HALF_PI), fact("quarter")])


@theorem(
    "The angle beyond a right angle against its sine",
    Implies(
        And(*TURN),
        And(Implies(3 <= t, AtMost(2 - pi / 2, w - sin(w))), AtMost(t**2 * sin(w), 3 * h(t) * w)),
    ),
    uses=[excess_against_square],
    source=OWN,
)
def sine_of_the_rest(claim, excess):
    given_, bounds = claim.condition.parts, fact("pi_bounds")
    one = have(AtMost(sin(w), 1), by=[fact("circle", w), times(sin(w) > 1)])
    far = have(Implies(3 <= t, AtMost(2 - pi / 2, w - sin(w))), given=given_, by=one)
    small = have(
        Implies(And(0 <= w, x <= w, 0 <= y, y <= v), AtMost(y * x, v * w)),
        by=[times(0 <= y, x <= w), times(y <= v, 0 <= w)],
    )
    near = have(
        Implies(t <= 3, AtMost(t**2 * sin(w), 3 * h(t) * w)),
        given=given_,
        by=[small.at({x: sin(w), y: t**2, v: 3 * h(t)}), fact("sin_below", w), excess, square(t), bounds],
    )
    gap = have(
        AtMost(pi**2 - 3 * pi, Integer(22) / 49),
        by=[bounds, times(AtMost(pi, Integer(22) / 7), AtMost(3, pi))],
    )
    large = have(
        Implies(And(0 <= w, w <= 2, 9 <= y, 1 <= 3 * (w - x), u <= 1, y - u <= v), AtMost(y * x, v * w)),
        by=[times(9 <= y, 1 <= 3 * (w - x)), times(0 <= w, u <= 1), times(0 <= w, y - u <= v)],
    )
    beyond = have(
        Implies(3 <= t, AtMost(t**2 * sin(w), 3 * h(t) * w)),
        given=given_,
        by=[
            large.at({x: sin(w), y: t**2, v: 3 * h(t), u: pi**2 - 3 * pi}),
            far,
            gap,
            excess,
            bounds,
            times(3 <= t, 3 <= t),
        ],
    )
    return have(claim, by=[far, near, beyond])


@theorem(
    "The bound for obtuse angles",
    Implies(And(*WEIGHT, *TURN), AtMost(cos(t - a * t**2), cos(t) + 3 * a * h(t))),
    uses=[beyond_a_right_angle, sine_of_the_rest, excess_against_square, chords],
    source=OWN,
)
def obtuse_bound(claim, beyond, rest, excess, chords):
    given_, bounds = claim.condition.parts, fact("pi_bounds")
    turn = a * t**2
    places = have(
        And(Equal(cos(t), -sin(w)), Equal(cos(t - turn), -sin(w - turn))),
        given=given_,
        by=beyond.at({u: turn}),
    )
    weighed = have(Implies(And(0 <= a, x <= y), AtMost(a * x, a * y)), by=times(0 <= a, x <= y))
    light = have(
        AtMost(a * (pi**2 - 3 * pi), Integer(2) / 21),
        given=given_,
        by=[bounds, times(AtMost(3 * pi * a, 2), AtMost(3, pi))],
    )
    near = have(
        Implies(t <= 3, AtMost(turn - w, 3 * a * h(t) - sin(w))),
        given=given_,
        by=[weighed.at({x: t**2, y: 3 * h(t)}), excess, fact("sin_below", w), bounds],
    )
    far = have(
        Implies(3 <= t, AtMost(turn - w, 3 * a * h(t) - sin(w))),
        given=given_,
        by=[weighed.at({x: t**2 + 3 * pi - pi**2, y: 3 * h(t)}), excess, light, rest, bounds],
    )
    over = have(
        Implies(w <= turn, AtMost(cos(t - turn), cos(t) + 3 * a * h(t))),
        r"Beyond a right angle $\sin v \le v$ suffices.",
        given=given_,
        by=[places, near, far, fact("sin_below", turn - w), cases(t <= 3)],
    )
    divided = have(
        Implies(And(0 < w, (w - u) * x <= w * y, u * x <= v * w), AtMost(x - y, v)),
        by=times(0 < w, v < x - y),
    )
    scaled = have(
        AtMost(turn * sin(w), 3 * a * h(t) * w),
        given=given_,
        by=[weighed.at({x: t**2 * sin(w), y: 3 * h(t) * w}), rest],
    )
    positive = have(0 <= turn, given=given_, by=times(0 <= a, 0 <= t**2))
    chord = have(
        Implies(turn <= w, AtMost((w - turn) * sin(w), w * sin(w - turn))),
        given=given_,
        by=[chords.at({s: w - turn, t: w}), positive, bounds],
    )
    under = have(
        Implies(And(turn <= w, 0 < w), AtMost(cos(t - turn), cos(t) + 3 * a * h(t))),
        "Before it the cosine lies below its chord.",
        given=given_,
        by=[places, scaled, chord, divided.at({u: turn, x: sin(w), y: sin(w - turn), v: 3 * a * h(t)})],
    )
    found = have(claim.conclusion, given=given_, by=[over, under, positive, cases(w <= turn)])
    return have(claim, by=found)


STEP = Equal(cos(s), cos(t) + 3 * a * h(t))


@theorem(
    "One layer turns the angle by at least alpha times its square",
    Implies(
        And(*WEIGHT, *RANGE, 0 <= s, AtMost(s, pi), STEP),
        AtMost(s, t - a * t**2),
    ),
    uses=[acute_bound, obtuse_bound],
    source=OWN,
)
def one_step_bound(claim, acute, obtuse):
    given_ = [*WEIGHT, *RANGE]
    bounds, next_ = fact("pi_bounds"), t - a * t**2
    above = have(
        AtMost(cos(next_), cos(t) + 3 * a * h(t)),
        "In both cases the cosine of the bound is at most that of the angle.",
        given=given_,
        by=[acute, obtuse.at({w: t - HALF_PI}), bounds, cases(AtMost(t, HALF_PI))],
    )
    small = have(AtMost(a * t, 1), given=given_, by=[bounds, times(0 <= a, AtMost(t, pi))])
    inside = have(
        And(0 <= next_, AtMost(next_, pi)),
        given=given_,
        by=[small, times(0 <= t, AtMost(a * t, 1)), times(0 <= a, 0 <= t**2)],
    )
    return have(claim, "The cosine falls.", by=[above, inside, fact("cos_decreasing", next_, s)])
