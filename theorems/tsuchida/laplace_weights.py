r"""Laplace weights, independently: not bounded, and the formula is too large on two axes.

Source: own computation.
"""

from sympy import Rational, exp, pi

from symrelu import (
    And,
    AtMost,
    DensityOn,
    E,
    Equal,
    Exists,
    Implies,
    Integrable,
    abs_,
    fact,
    have,
    laplace,
    reals,
    relu,
    row,
    square,
    theorem,
    times,
)

from .axis_kernels import OWN, axis_means, compared, kernel_on_axes, means_on_axes, on_axes, right_angle
from .axis_kernels import square as second
from .cut_functions import C, cut, f, k, m, mu, truncated_mean
from .means_on_the_line import (
    T,
    bounded_multiples_vanish,
    cut_is_integrable,
    e,
    mean_on_the_line,
    parts_of_a_mean,
    whole_mean,
)

u, v, w = reals("u v w")
L = laplace(0, 1)


def density(x):
    """The density of the Laplace weight."""
    return exp(-abs_(x)) / 2


def rest(k):
    """What is left of the mean of the rectified weight off the interval."""
    return (k + 1) * exp(-k) / 2


def rest_of_squares(k):
    """What is left of the second moment off the interval."""
    return (k**2 + 2 * k + 2) * exp(-k)


@theorem(
    "Parts of the means of the Laplace weight",
    And(
        Equal(E(L, cut(relu, k)), Rational(1, 2) - rest(k)),
        Equal(E(L, cut(second, k)), 2 - rest_of_squares(k)),
    ),
    source=OWN,
)
def parts_of_laplace(claim):
    dense = have(DensityOn(L, density, (-k, k)), by=row("laplace_density", 0, 1, -k, k))
    exps = [fact("exp_zero")]
    none = (lambda x: 0, lambda x: 0)
    rising = (lambda x: x * exp(-x) / 2, lambda x: -(x + 1) * exp(-x) / 2)
    left = (lambda x: x**2 * exp(x) / 2, lambda x: (x**2 - 2 * x + 2) * exp(x) / 2)
    right = (lambda x: x**2 * exp(-x) / 2, lambda x: -(x**2 + 2 * x + 2) * exp(-x) / 2)
    positive = parts_of_a_mean(L, density, dense, relu, (none, rising))
    squared = parts_of_a_mean(L, density, dense, second, (left, right))
    parts = [have(part, by=[*by, *exps]) for part, by in zip(claim.parts, (positive, squared), strict=True)]
    return (
        have(claim, "Integrate by parts.", by=parts),
        cut_is_integrable(L, relu, k),
        cut_is_integrable(L, second, k**2),
    )


@theorem(
    "The rests are small",
    And(AtMost(0, rest(k)), rest(k) <= rest_of_squares(k), AtMost((k + 4) * rest_of_squares(k), 256)),
    source="elementary",
)
def rests_are_small(claim):
    sums = [fact("exp_sum", *pair) for pair in ((k / 4, k / 4), (k / 2, k / 2), (k, -k))]
    quarter = have(AtMost(Rational(1, 4) * (k + 4), exp(k / 4)), by=fact("exp", k / 4))
    wider = have(
        Implies(And(0 <= u, u <= v), u**2 <= v**2), by=[times(0 <= u, u <= v), times(0 <= v, u <= v)]
    )
    names = {u: (k + 4) / 4, v: exp(k / 4)}
    twice = have(AtMost((k + 4) ** 2 / 16, exp(k / 2)), by=[wider.at(names), quarter, *sums])
    fourth = have(
        AtMost((k + 4) ** 4 / 256, exp(k)),
        by=[wider.at({u: (k + 4) ** 2 / 16, v: exp(k / 2)}), twice, *sums, square(k + 4)],
    )
    inverse = [fact("exp_sum", k, -k), fact("exp_zero"), fact("exp", -k)]
    last = have(
        Implies(
            And(0 <= k, 0 < w, w * v <= 1, (k + 4) ** 4 <= 256 * v), (k + 4) * ((k**2 + 2 * k + 2) * w) <= 256
        ),
        by=[
            times(0 < w, (k + 4) ** 4 <= 256 * v),
            times(0 <= k, 0 < w),
            times(0 <= k * w, 0 <= k),
            times(0 <= k * w, 0 <= k**2),
        ],
    )
    bounded = have(claim.parts[2], by=[last.at({w: exp(-k), v: exp(k)}), *inverse, fourth])
    powers = have(
        Implies(And(0 <= k, 0 < w), And((k + 1) * w / 2 <= (k**2 + 2 * k + 2) * w, 0 <= (k + 1) * w / 2)),
        by=[times(0 <= k, 0 < w), times(0 <= k**2, 0 < w), square(k)],
    )
    return have(claim, r"$e^k \ge (1 + k/4)^4$.", by=[bounded, *inverse, powers.at({w: exp(-k)})])


@theorem(
    "The rests vanish",
    Implies(0 < e, Exists(m, rest_of_squares(m) <= e)),
    uses=[rests_are_small, bounded_multiples_vanish],
    source="elementary",
)
def rests_vanish(claim, small, vanish):
    bounded = have(k * rest_of_squares(k) <= 256, by=small)
    return have(claim, by=[vanish.at({T: rest_of_squares, C: 256}), bounded.forall(k)])


@theorem(
    "Means of the Laplace weight",
    And(
        Integrable(L, relu),
        Equal(E(L, relu), Rational(1, 2)),
        Integrable(L, second),
        Equal(E(L, second), 2),
    ),
    uses=[mean_on_the_line, parts_of_laplace, rests_are_small, rests_vanish],
    source=OWN,
)
def means_of_laplace(claim, whole, parts, small, vanish):
    reasons = [parts, small]
    rectified = whole_mean(L, relu, Rational(1, 2), rest, k, whole, vanish, reasons)
    squared = whole_mean(L, second, 2, rest_of_squares, k**2, whole, vanish, reasons)
    cuts = [truncated_mean(f).at({mu: L, f: function}) for function in (relu, second)]
    return have(claim, "The rests vanish.", by=[rectified, squared]), *cuts


@theorem(
    "Laplace weights on two axes",
    on_axes(L, Rational(1, 4), 1 / pi, (pi - 4) / (4 * pi)),
    uses=[kernel_on_axes, means_on_axes, right_angle, means_of_laplace],
    source=OWN,
)
def laplace_on_axes(claim, axes, means, angle, averages):
    regular, squared = (have(Integrable(L, g), by=averages) for g in (relu, second))
    shown = compared(claim, L, r"The sign is the one of $\pi - 4$.", axes, angle, averages, regular)
    return shown, regular, *axis_means(L, means, regular), squared
