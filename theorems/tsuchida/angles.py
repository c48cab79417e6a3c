r"""Sine and cosine between 0 and $\pi$: the inequalities that the depth map needs.

The function $h(t) = \sin t - t \cos t$ has the derivative $t \sin t$.

Source: own computation.
"""

from sympy import cos, pi, sin

from symrelu import And, AtMost, Implies, Less, cases, fact, have, increasing, reals, theorem, times

s, t, x = reals("s t x")
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
