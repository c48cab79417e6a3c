r"""Sine and cosine between 0 and $\pi$: the inequalities that the depth map needs.

The function $h(t) = \sin t - t \cos t$ has the derivative $t \sin t$.

Source: own computation.
"""

from sympy import cos, pi, sin

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
    rewriting,
    theorem,
    times,
)

s, t, u, v, x, y = reals("s t u v x y")
OWN = "own computation"


def h(t):
    """sin t - t cos t."""
    return sin(t) - t * cos(t)


RANGE = [0 <= t, AtMost(t, pi)]


@theorem(
    "The excess is positive",
    Implies(And(*RANGE), And(AtMost(0, h(t)), Implies(0 < t, Less(0, h(t))))),
    source=OWN,
)
def excess_is_positive(claim):
    weak = increasing(
        (h(x), x),
        0,
        t,
        r"The derivative $x \sin x$ is not negative,",
        given=RANGE,
        by=[fact("sin_arch", x), times(0 <= x, AtMost(0, sin(x)))],
    )
    strict = increasing(
        (h(x), x),
        0,
        t,
        "and positive inside.",
        given=[0 < t, RANGE[1]],
        by=[fact("sin_arch", x), times(0 < x, Less(0, sin(x)))],
        strict=True,
    )
    zero = [fact("sin_below", 0), fact("sin_arch", 0), fact("pi_bounds")]
    positive = have(Implies(0 < t, Less(0, h(t))), by=[strict, *zero])
    return have(claim, by=[weak, positive, *zero])


@theorem("The excess is at most cubic", Implies(And(*RANGE), AtMost(h(t), t**3 / 3)), source=OWN)
def excess_is_cubic(claim):
    grows = increasing(
        (x**3 / 3 - h(x), x),
        0,
        t,
        r"The difference has the derivative $x (x - \sin x) \ge 0$.",
        given=RANGE,
        by=[fact("sin_below", x), times(0 <= x, AtMost(sin(x), x))],
    )
    return have(claim, by=[grows, fact("sin_below", 0), fact("sin_arch", 0), fact("pi_bounds")])


@theorem(
    "The excess is at least quadratic in the sine",
    Implies(And(*RANGE), AtMost(t**2 * sin(t), 3 * h(t))),
    uses=[excess_is_positive],
    source=OWN,
)
def excess_above_sine(claim, positive):
    grows = increasing(
        (3 * h(x) - x**2 * sin(x), x),
        0,
        t,
        r"The difference has the derivative $x\, h(x) \ge 0$.",
        given=RANGE,
        by=[positive.at({t: x}), times(0 <= x, AtMost(0, h(x)))],
    )
    return have(claim, by=[grows, fact("sin_below", 0), fact("sin_arch", 0), fact("pi_bounds")])


@theorem(
    "Cosine turns less than its angle",
    Implies(And(0 <= s, s <= t, AtMost(t, pi)), AtMost(0, sin(t) - sin(s) - (t - s) * cos(t))),
    source=OWN,
)
def tangent_from_the_left(claim):
    falls = increasing(
        (-(sin(t) - sin(x) - (t - x) * cos(t)), x),
        s,
        t,
        r"In $x$ the difference falls to 0 at $t$: its derivative is $\cos t - \cos x \le 0$.",
        given=[0 <= s, s <= t, AtMost(t, pi)],
        by=fact("cos_decreasing", x, t),
    )
    return have(claim, by=falls)


@theorem(
    "Cosine turns more than its angle",
    Implies(And(0 <= t, t <= s, AtMost(s, pi)), AtMost(0, sin(t) - sin(s) - (t - s) * cos(t))),
    source=OWN,
)
def tangent_from_the_right(claim):
    grows = increasing(
        (sin(t) - sin(x) - (t - x) * cos(t), x),
        t,
        s,
        r"In $x$ the difference rises from 0 at $t$: its derivative is $\cos t - \cos x \ge 0$.",
        given=[0 <= t, t <= s, AtMost(s, pi)],
        by=fact("cos_decreasing", t, x),
    )
    return have(claim, by=grows)


@theorem(
    "Tangents of the arc",
    Implies(
        And(0 <= t, AtMost(t, pi), 0 <= s, AtMost(s, pi)),
        AtMost(0, sin(t) - sin(s) - (t - s) * cos(t)),
    ),
    uses=[tangent_from_the_left, tangent_from_the_right],
    source=OWN,
)
def tangents(claim, left, right):
    return have(claim, "On either side of $t$.", by=[left, right, cases(s <= t)])


@theorem(
    "Sine is odd and cosine is even",
    Implies(Equal(s, -t), And(Equal(sin(s), -sin(t)), Equal(cos(s), cos(t)))),
    source="elementary",
)
def odd_and_even(claim):
    def turned(u, v, x, y):
        """The turn by (u, v) and back by (x, y)."""
        return And(Equal(u * y + v * x, 0), Equal(v * y - u * x, 1), Equal(u**2 + v**2, 1))

    none = have(Implies(Equal(s, 0), Equal(t * s, 0)), by=rewriting(s, 0))
    same = have(Implies(Equal(s, 1), Equal(t * s, t)), by=rewriting(s, 1))
    products = [
        *(none.at({s: u * y + v * x, t: factor}) for factor in (u, v)),
        *(same.at({s: v * y - u * x, t: factor}) for factor in (u, v)),
        *(same.at({s: u**2 + v**2, t: factor}) for factor in (x, y)),
    ]
    solved = have(Implies(turned(u, v, x, y), And(Equal(x, -u), Equal(y, v))), by=products)
    zero = [
        fact("circle", 0),
        fact("cos_sum", 0, 0),
        fact("sin_below", 0),
        fact("sin_arch", 0),
        fact("pi_bounds"),
    ]
    sums = [fact("sin_sum", t, s), fact("cos_sum", t, s), fact("circle", t)]
    values = {u: sin(t), v: cos(t), x: sin(s), y: cos(s)}
    known = have(turned(*values.values()), given=[Equal(s, -t)], by=[*sums, *zero])
    return have(claim, by=[solved.at(values), known])


@theorem(
    "Chords of the arc",
    Implies(And(0 <= s, s <= t, AtMost(t, pi)), AtMost(s * sin(t), t * sin(s))),
    uses=[tangents],
    source=OWN,
)
def chords(claim, tangents):
    given_ = claim.condition.parts
    zero = [fact("sin_below", 0), fact("sin_arch", 0)]
    low = have(AtMost(s * cos(s), sin(s)), given=given_, by=[tangents.at({t: s, s: 0}), *zero])
    high = have(AtMost(sin(t), sin(s) + (t - s) * cos(s)), given=given_, by=tangents.at({t: s, s: t}))
    products = [times(0 <= s, high.claim), times(0 <= t - s, low.claim)]
    below = have(claim.conclusion, given=given_, by=[low, high, *products])
    return have(claim, "Both ends lie below the tangent between them.", by=below)
