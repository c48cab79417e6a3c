r"""Random signs as weights, independently: their kernel is not the one of the invariant laws.

It is not invariant under rotations either: $(1, 1)$ and $(1, -1)$ are $\sqrt 2$ times turned axes, and the
kernel there is 0, not twice the kernel on the axes.

Source: own computation.
"""

from sympy import Rational, pi, sqrt

from symrelu import And, E, Equal, Integrable, Less, fact, have, relu, theorem

from .axis_kernels import (
    E1,
    E2,
    OWN,
    axis_means,
    compared,
    eighth_turn,
    invariant,
    kernel,
    kernel_on_axes,
    means_on_axes,
    on_axes,
    right_angle,
    square,
    x,
)
from .tilted_inputs import tilted
from .two_values import (
    a,
    b,
    f,
    functions_of_two_values,
    mean_over_both,
    mean_over_two_values,
    means_over_both,
    p,
    q,
    two_values,
)

HALF = Rational(1, 2)
SIGNS = {a: -1, b: 1, p: HALF, q: HALF}
S = two_values(-1, 1, HALF, HALF)
DIAGONAL = (1, 1)
SUM, DIFFERENCE = (1, 1), (1, -1)


def has_mean(function, regular):
    """Every function of a sign has a mean."""
    return have(Integrable(S, function), by=regular.at({**SIGNS, f: function}))


@theorem(
    "Means of random signs",
    And(Equal(E(S, relu), HALF), Equal(E(S, square), 1)),
    uses=[mean_over_two_values, functions_of_two_values],
    source=OWN,
)
def means_of_signs(claim, mean, regular):
    values = [mean.at({**SIGNS, f: g}) for g in (relu, square)]
    return have(claim, by=values), has_mean(relu, regular), has_mean(square, regular)


@theorem(
    "Random signs on two axes",
    on_axes(S, Rational(1, 4), 1 / (2 * pi), (pi - 2) / (4 * pi)),
    uses=[kernel_on_axes, means_on_axes, right_angle, means_of_signs, functions_of_two_values],
    source=OWN,
)
def signs_on_axes(claim, axes, means, angle, averages, regular):
    finite = has_mean(relu, regular)
    shown = compared(claim, S, r"The sign is the one of $\pi - 2$.", axes, angle, averages, finite)
    return shown, finite, *axis_means(S, means, finite), has_mean(square, regular)


def turned_response(u, v):
    """The response at the inputs (1, 1) and (1, -1)."""
    return relu(u + v) * relu(u - v)


@theorem(
    "Random signs at turned axes",
    And(
        Equal(kernel(S, SUM, DIFFERENCE), 0),
        Less(kernel(S, SUM, DIFFERENCE), 2 * kernel(S, E1, E2)),
    ),
    uses=[signs_on_axes, mean_over_two_values, functions_of_two_values],
    source=OWN,
)
def signs_at_turned_axes(claim, axes, mean, regular):
    both = mean_over_both(turned_response, SIGNS, mean)
    exist = [means_over_both(g, SIGNS, regular) for g in (turned_response, lambda u, v: relu(u) * relu(v))]
    shown = have(claim, "One of the two responses is always 0.", by=[*both, axes])
    return shown, *(part for parts in exist for part in parts)


@theorem(
    "Random signs on an axis and the diagonal",
    And(
        Equal(kernel(S, E1, DIAGONAL), HALF),
        Equal(sqrt(2) * invariant(S, pi / 4), Rational(3, 8) + 1 / (2 * pi)),
        Equal(kernel(S, E1, DIAGONAL) - sqrt(2) * invariant(S, pi / 4), (pi - 4) / (8 * pi)),
        Less(kernel(S, E1, DIAGONAL), sqrt(2) * invariant(S, pi / 4)),
    ),
    uses=[eighth_turn, means_of_signs, mean_over_two_values, functions_of_two_values],
    source=OWN,
)
def signs_on_the_diagonal(claim, angle, averages, mean, regular):
    value, formula, difference, _ = claim.parts
    found = have(value, by=mean_over_both(tilted(1), SIGNS, mean))
    inserted = have(formula, by=[angle.at({x: E(S, square)}), averages])
    apart = have(difference, by=[found, inserted, fact("inverse", pi), fact("pi_bounds")])
    bound = have(Less(Rational(1, 8), 1 / (2 * pi)))
    shown = have(claim, r"The sign is the one of $\pi - 4$.", by=[found, inserted, apart, bound])
    return shown, *means_over_both(tilted(1), SIGNS, regular), has_mean(square, regular)
