r"""One layer turns an angle $\theta \le 1$ to at least $\theta - \alpha \theta^2 - \frac12 \alpha \theta^3$.

With the bound from above, $\alpha = \lambda/(3\pi)$ is the exact rate.

Source: own computation.
"""

from sympy import Integer, cos, pi, sin

from symrelu import And, AtMost, Implies, fact, have, increasing, square, theorem, times

from .angles import OWN, excess_is_cubic, h
from .one_step_bounds import STEP, WEIGHT, a, s, t, u, x, y


@theorem(
    "Cosine and sine by polynomials",
    Implies(0 <= u, And(AtMost(1 - u**2 / 2, cos(u)), AtMost(u - u**3 / 6, sin(u)))),
    source="elementary",
)
def polynomial_bounds(claim):
    zero = [
        fact("circle", 0),
        fact("cos_sum", 0, 0),
        fact("sin_below", 0),
        fact("sin_arch", 0),
        fact("pi_bounds"),
    ]
    cosine = increasing((cos(x) + x**2 / 2, x), 0, u, given=[0 <= u], by=fact("sin_below", x))
    even = have(Implies(0 <= u, AtMost(1 - u**2 / 2, cos(u))), by=[cosine, *zero])
    sine = increasing((sin(x) - x + x**3 / 6, x), 0, u, given=[0 <= u], by=even.at({u: x}))
    return have(claim, by=[even, sine, *zero])


@theorem(
    "Cosine before an angle",
    Implies(
        And(0 <= u, u <= t, t <= 1),
        AtMost(cos(t) + t * u - u**2 / 2 - u * t**3 / 6, cos(t - u)),
    ),
    uses=[polynomial_bounds],
    source=OWN,
)
def cosine_before(claim, polynomials):
    given_ = claim.condition.parts
    order = [0 <= y, y <= t]
    squares = have(y**2 <= t**2, given=order, by=[times(0 <= y, y <= t), times(y <= t, y <= t)])
    square_ = have(AtMost(0, t**2), by=square(t))
    cubes = have(
        Implies(And(*order), y**3 <= t**3),
        by=have(
            y**3 <= t**3,
            given=order,
            by=[squares, square_, times(0 <= y, y**2 <= t**2), times(AtMost(0, t**2), y <= t)],
        ),
    )
    grows = increasing(
        (cos(t - x) - t * x + x**2 / 2 + x * t**3 / 6, x),
        0,
        u,
        r"The difference has the derivative $\sin(t - u) - (t - u) + t^3/6 \ge 0$.",
        given=given_,
        by=[polynomials.at({u: t - x}), cubes.at({y: t - x})],
    )
    return have(claim, by=grows)


@theorem(
    "One layer turns the angle by at most little more",
    Implies(
        And(*WEIGHT, 0 <= t, t <= 1, 0 <= s, AtMost(s, pi), STEP),
        AtMost(t - a * t**2 - a * t**3 / 2, s),
    ),
    uses=[excess_is_cubic, cosine_before],
    source=OWN,
)
def one_step_lower_bound(claim, cubic, cosine):
    given_ = [*WEIGHT, 0 <= t, t <= 1]
    bounds, turn = fact("pi_bounds"), a * t**2 * (1 + t / 2)
    light = have(AtMost(a, Integer(2) / 9), given=WEIGHT, by=[bounds, times(0 <= a, AtMost(3, pi))])
    weight = [0 <= a, a <= Integer(2) / 9, 0 <= t, t <= 1]
    area = have(
        And(AtMost(0, a * t), AtMost(a * t, Integer(2) / 9)),
        given=weight,
        by=[times(0 <= a, 0 <= t), times(0 <= a, t <= 1)],
    )
    small = have(
        And(AtMost(0, turn), AtMost(turn, t)),
        given=weight,
        by=[
            area,
            times(AtMost(0, a * t), 0 <= t),
            times(AtMost(0, a * t), 0 <= t**2),
            times(AtMost(a * t, Integer(2) / 9), 0 <= t),
            times(AtMost(a * t, Integer(2) / 9), 0 <= t**2),
            times(0 <= t, t <= 1),
        ],
    )
    rest = Integer(1) / 2 - a * (1 + t / 2) ** 2 / 2 - t * (1 + t / 2) / 6
    bracket = have(
        AtMost(0, rest),
        given=weight,
        by=[times(0 <= t, t <= 1), times(a <= Integer(2) / 9, 0 <= (1 + t / 2) ** 2)],
    )
    fourth = have(AtMost(0, t**4), by=square(t**2))
    scale = have(AtMost(0, a * t**4), given=weight, by=[fourth, times(0 <= a, AtMost(0, t**4))])
    spare = have(
        AtMost(0, a * t**4 * rest),
        given=weight,
        by=[scale, bracket, times(AtMost(0, a * t**4), AtMost(0, rest))],
    )
    excess = have(
        AtMost(3 * a * h(t), a * t**3),
        given=given_,
        by=[cubic, bounds, times(0 <= a, AtMost(h(t), t**3 / 3))],
    )
    small, spare = (have(Implies(weight[1], lemma.claim), by=lemma) for lemma in (small, spare))
    above = have(
        AtMost(cos(t) + 3 * a * h(t), cos(t - turn)),
        r"With $c = 1 + \theta/2$, what is left is $\alpha \theta^4 (1 - \alpha c^2 - \theta c/3)/2 \ge 0$.",
        given=given_,
        by=[cosine.at({u: turn}), small, light, spare, excess],
    )
    return have(
        claim, "The cosine falls.", by=[above, small, light, bounds, fact("cos_decreasing", s, t - turn)]
    )
