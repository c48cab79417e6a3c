r"""Where the kernel of uniform weights crosses the formula: at one slope, between 1 and 2.

At this one angle a test of the formula would not see that it fails at all others.

Source: own computation.
"""

from sympy import Rational, atan, pi, sqrt

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Less,
    fact,
    have,
    increasing,
    reals,
    rewriting,
    square,
    theorem,
    times,
)

from .arctangents import ANGLE, arctangent_of_0, arctangent_of_1, positive_inverse
from .axis_kernels import OWN, invariant, squares, u, v, x
from .axis_kernels import square as second
from .crossings import crossing, crossing_of, one_zero
from .tilted_inputs import formula_at_a_tilted_input, s, t, tilted_means
from .uniform_weight_curve import CURVE, kernel_at_close_inputs, kernel_at_distant_inputs
from .uniform_weights import U, means_of_the_uniform_weight, uniform_weight

e, w, y, z = reals("e w y z")
GAP = t - atan(t) - pi * t**3 / 16


@theorem(
    "The arctangent below a cubic",
    Implies(And(0 < t, t <= 1), Less(0, GAP)),
    uses=[arctangent_of_0, arctangent_of_1],
    source=OWN,
)
def gap_is_positive(claim, zero, one):
    here, inverse, turn = 1 + x**2, 1 / (1 + x**2), 3 * pi * (1 + t**2)
    unit = And(0 < y, Equal(y * z, 1))
    early = have(Implies(And(unit, 3 * pi * y < 16), 3 * pi < 16 * z), by=times(0 < y, 16 * z <= 3 * pi))
    late = have(Implies(And(unit, 16 <= 3 * pi * y), 16 * z <= 3 * pi), by=times(0 < y, 3 * pi < 16 * z))
    positive = have(Implies(0 < x, 0 < x**2), by=times(0 < x, 0 < x))
    rules = [fact("pi_bounds"), *positive_inverse(here), square(x), positive]
    up = have(
        Implies(And(0 < x, x < t, AtMost(turn, 16)), Less(3 * pi, 16 * inverse)),
        by=[
            early.at({y: here, z: inverse}),
            *rules,
            times(0 < x, x < t),
            times(0 < t, x < t),
            times(pi > 0, t**2 > x**2),
        ],
    )
    rises = increasing(
        (x - atan(x) - pi * x**3 / 16, x),
        0,
        t,
        r"It rises where $3\pi (1 + t^2) \le 16$,",
        given=[0 < t, AtMost(turn, 16)],
        by=[up, *rules, times(0 < x**2, 3 * pi < 16 * inverse)],
        strict=True,
    )
    down = have(
        Implies(And(0 < t, t < x, AtMost(16, turn)), AtMost(16 * inverse, 3 * pi)),
        by=[
            late.at({y: here, z: inverse}),
            *rules,
            times(0 < x, t < x),
            times(0 < t, t < x),
            times(pi > 0, t**2 < x**2),
        ],
    )
    falls = increasing(
        (-(x - atan(x) - pi * x**3 / 16), x),
        t,
        1,
        r"and falls from there to $1 - 5\pi/16 > 0$.",
        given=[0 < t, t <= 1, AtMost(16, turn)],
        by=[down, *rules, times(0 <= x**2, AtMost(16 * inverse, 3 * pi))],
    )
    ends = [zero.at({s: atan(t)}).at({t: 0}), one.at({s: atan(t)}).at({t: 1}), fact("pi_bounds")]
    near = have(Implies(And(0 < t, AtMost(turn, 16)), Less(0, GAP)), by=[rises, *ends])
    far = have(Implies(And(0 < t, t <= 1, AtMost(16, turn)), Less(0, GAP)), by=[falls, *ends])
    return have(claim, by=[near, far])


def excess(t):
    """The kernel less the formula, for inputs that are apart."""
    return Rational(1, 16) * t + Rational(1, 12) + Rational(1, 32) / t - (t + pi - atan(t)) / (6 * pi)


def signs_of_the_rate():
    """The derivative of the excess lies between 0 and 1, where y = 1/x, z = 1/(1 + x^2) and u = 1/pi."""
    rate = Rational(1, 16) - y**2 / 32 - u * (1 - z) / 6
    slopes = And(1 <= x, Equal(x * y, 1), Equal((1 + x**2) * z, 1), Equal(pi * u, 1), 0 < y, 0 < z, 0 < u)
    small = have(Implies(slopes, And(y <= 1, y**2 <= 1)), by=[times(0 < y, 1 <= x), times(y <= 1, 0 < y)])
    scaled = have(Implies(Equal(v, w), Equal(e * v, e * w)), by=rewriting(v, w))
    squared = have(Implies(Equal(x * y, 1), Equal(x**2 * y**2, 1)), by=scaled.at({v: x * y, w: 1, e: x * y}))
    multiples = [scaled.at({v: (1 + x**2) * z, w: 1, e: y**2}), scaled.at({v: x**2 * y**2, w: 1, e: z})]
    joined = have(Implies(slopes, Equal(z * (1 + y**2), y**2)), by=[squared, *multiples])
    low = have(
        Implies(slopes, And(z < 1, 8 * u < 3)),
        by=[times(0 < z, 1 <= x), times(pi > 3, 8 * u >= 3), fact("pi_bounds")],
    )
    products = [times(0 < z, y**2 <= 1), times(z < 1, 8 * u < 3), times(z < 1, 0 < u)]
    return have(Implies(slopes, And(0 < rate, rate <= 1)), by=[small, joined, low, *products, square(y)])


@theorem(
    "The excess increases",
    Implies(And(1 <= u, u < v), And(Less(excess(u), excess(v)), AtMost(excess(v) - excess(u), v - u))),
    source=OWN,
)
def excess_increases(claim):
    rate = signs_of_the_rate().at({y: 1 / x, z: 1 / (1 + x**2), u: 1 / pi})
    rules = [r for part in (x, 1 + x**2, pi) for r in positive_inverse(part)]
    held, by = [1 <= u, u < v], [rate, *rules, fact("pi_bounds"), square(x)]
    grows = increasing((excess(x), x), u, v, "Its derivative is positive", given=held, by=by, strict=True)
    slowly = increasing((x - excess(x), x), u, v, "and at most 1.", given=held, by=by)
    return have(claim, by=[grows, slowly])


FORMULA = sqrt(1 + t**2) * invariant(U, s)


@theorem(
    "The formula for uniform weights",
    Implies(ANGLE, Equal(FORMULA, (t + pi - s) / (6 * pi))),
    uses=[formula_at_a_tilted_input, means_of_the_uniform_weight, uniform_weight],
    source=OWN,
)
def formula_for_uniform_weights(claim, formula, averages, weight):
    return have(claim, by=[formula.at({x: E(U, second)}), averages]), squares(U, weight)


@theorem(
    "Uniform weights at inputs that are close",
    Implies(
        And(0 < t, t <= 1, ANGLE),
        And(Equal(CURVE - FORMULA, t**3 / 96 - (t - s) / (6 * pi)), Less(CURVE, FORMULA)),
    ),
    uses=[formula_for_uniform_weights, kernel_at_close_inputs, gap_is_positive, uniform_weight],
    source=OWN,
)
def uniform_at_close_inputs(claim, formula, kernel, gap, weight):
    rules = [*positive_inverse(pi), fact("pi_bounds")]
    apart = have(Implies(claim.condition, claim.conclusion.parts[0]), by=[formula, kernel, *rules])
    scaled = have(Implies(Equal(v, 1), Equal(t**3 * v, t**3)), by=rewriting(v, 1)).at({v: pi * u})
    gap_here = t - s - pi * t**3 / 16
    below = have(
        Implies(And(Equal(pi * u, 1), 0 < u, 0 < gap_here), t**3 / 96 < (t - s) * u / 6),
        by=[scaled, times(0 < u, 0 < gap_here)],
    )
    order = have(
        Implies(claim.condition, claim.conclusion.parts[1]),
        by=[apart, below.at({u: 1 / pi}), gap, *rules, rewriting(s, atan(t))],
    )
    shown = have(claim, "The difference is the gap of the arctangent, times a negative.", by=[apart, order])
    return shown, *tilted_means(U, weight, t), squares(U, weight)


@theorem(
    "Uniform weights at inputs that are apart",
    Implies(And(1 <= t, ANGLE), Equal(CURVE - FORMULA, excess(t))),
    uses=[formula_for_uniform_weights, kernel_at_distant_inputs, uniform_weight],
    source=OWN,
)
def uniform_at_distant_inputs(claim, formula, kernel, weight):
    shown = have(claim, by=[formula, kernel, fact("inverse", t)])
    return shown, *tilted_means(U, weight, t), squares(U, weight)


@theorem(
    "The kernel of uniform weights crosses the formula once",
    crossing(CURVE, FORMULA),
    uses=[
        one_zero,
        excess_increases,
        arctangent_of_1,
        uniform_at_close_inputs,
        uniform_at_distant_inputs,
        uniform_weight,
    ],
    source=OWN,
)
def one_crossing(claim, zero, increases, one, close, distant, weight):
    shown = crossing_of(claim, CURVE, FORMULA, excess, zero, increases, one, [close, distant])
    return shown, *tilted_means(U, weight, t), squares(U, weight)
