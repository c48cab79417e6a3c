r"""The kernel of random signs at $(1, 0)$ and $(1, t)$, for every $t \ge 0$, beside the formula.

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
    rewriting,
    square,
    theorem,
    times,
)

from .arctangents import ANGLE, arctangent_of_1, below_the_identity, positive_inverse
from .axis_kernels import E1, OWN, invariant, kernel, u, v, x
from .axis_kernels import square as second
from .crossings import crossing, crossing_of, one_zero
from .sign_weights import HALF, SIGNS, S, has_mean, means_of_signs
from .tilted_inputs import formula_at_a_tilted_input, s, t, tilted
from .two_values import functions_of_two_values, mean_over_both, mean_over_two_values, means_over_both

CURVE = kernel(S, E1, (1, t))
FORMULA = sqrt(1 + t**2) * invariant(S, s)


def exists(regular):
    """The means in the kernel and in the formula exist."""
    return [*means_over_both(tilted(t), SIGNS, regular), has_mean(second, regular)]


@theorem(
    "The kernel of random signs on a line",
    And(
        Implies(And(0 <= t, t <= 1), Equal(CURVE, HALF)),
        Implies(1 <= t, Equal(CURVE, (1 + t) / 4)),
    ),
    uses=[mean_over_two_values, functions_of_two_values],
    source=OWN,
)
def kernel_on_a_line(claim, mean, regular):
    shown = have(
        claim, "Only a first sign that is positive counts.", by=mean_over_both(tilted(t), SIGNS, mean)
    )
    return shown, *exists(regular)


@theorem(
    "The formula for random signs",
    Implies(ANGLE, Equal(FORMULA, (t + pi - s) / (2 * pi))),
    uses=[formula_at_a_tilted_input, means_of_signs, functions_of_two_values],
    source=OWN,
)
def formula_for_signs(claim, formula, averages, regular):
    return have(claim, by=[formula.at({x: E(S, second)}), averages]), has_mean(second, regular)


@theorem(
    "Random signs at inputs that are close",
    Implies(
        And(0 < t, t <= 1, ANGLE),
        And(Equal(CURVE - FORMULA, -(t - s) / (2 * pi)), Less(CURVE, FORMULA)),
    ),
    uses=[formula_for_signs, kernel_on_a_line, below_the_identity, functions_of_two_values],
    source=OWN,
)
def signs_at_close_inputs(claim, formula, kernel, below, regular):
    rules = [*positive_inverse(pi), fact("pi_bounds")]
    apart = have(Implies(claim.condition, claim.conclusion.parts[0]), by=[formula, kernel, *rules])
    positive = have(Implies(And(0 < u, 0 < t - s), 0 < (t - s) * u), by=times(0 < u, 0 < t - s))
    order = have(
        Implies(claim.condition, claim.conclusion.parts[1]),
        by=[apart, positive.at({u: 1 / pi}), below, *rules, rewriting(s, atan(t))],
    )
    shown = have(claim, r"The arctangent is below the identity.", by=[apart, order])
    return shown, *exists(regular)


def excess(t):
    """The kernel less the formula, for inputs that are apart."""
    return Rational(1, 4) * (1 + t) - (t + pi - atan(t)) / (2 * pi)


@theorem(
    "The excess of random signs increases",
    Implies(And(1 <= u, u < v), And(Less(excess(u), excess(v)), AtMost(excess(v) - excess(u), v - u))),
    source=OWN,
)
def sign_excess_increases(claim):
    rules = [r for part in (1 + x**2, pi) for r in positive_inverse(part)]
    held, by = [1 <= u, u < v], [*rules, fact("pi_bounds"), square(x)]
    grows = increasing((excess(x), x), u, v, "Its derivative is positive", given=held, by=by, strict=True)
    slowly = increasing((x - excess(x), x), u, v, "and at most 1.", given=held, by=by)
    return have(claim, by=[grows, slowly])


@theorem(
    "Random signs at inputs that are apart",
    Implies(And(1 <= t, ANGLE), Equal(CURVE - FORMULA, excess(t))),
    uses=[formula_for_signs, kernel_on_a_line, functions_of_two_values],
    source=OWN,
)
def signs_at_distant_inputs(claim, formula, kernel, regular):
    return have(claim, by=[formula, kernel]), *exists(regular)


@theorem(
    "The kernel of random signs crosses the formula once",
    crossing(CURVE, FORMULA),
    uses=[
        one_zero,
        sign_excess_increases,
        arctangent_of_1,
        signs_at_close_inputs,
        signs_at_distant_inputs,
        functions_of_two_values,
    ],
    source=OWN,
)
def one_crossing_of_signs(claim, zero, increases, one, close, distant, regular):
    shown = crossing_of(claim, CURVE, FORMULA, excess, zero, increases, one, [close, distant])
    return shown, *exists(regular)
