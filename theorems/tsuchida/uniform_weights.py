r"""Weights that are uniform on $(-1, 1)$, independently: their kernel is not the one of the invariant laws.

Source: own computation.
"""

from sympy import Rational, pi

from symrelu import (
    And,
    AtMost,
    DensityOn,
    E,
    Equal,
    Integral,
    Less,
    Not,
    P,
    complement,
    have,
    known,
    pointwise,
    primitive,
    relu,
    rewriting,
    row,
    theorem,
    uniform,
)

from .axis_kernels import (
    E1,
    E2,
    OWN,
    invariant,
    kernel,
    kernel_on_axes,
    means,
    mu,
    right_angle,
    square,
    squares,
    surely_small,
    x,
)
from .rectified_cosines import angular_part
from .uniform_angle import applied

U = uniform(-1, 1)
INSIDE = And(-1 < x, x < 1)


def density(x):
    """The density of the uniform weight."""
    return Rational(1, 2)


@theorem(
    "The uniform weight and its density",
    And(Equal(P(U, (INSIDE, x)), 1), surely_small(U), DensityOn(U, density, (-1, 1))),
    source="elementary",
)
def uniform_weight(claim):
    left, right = (lambda x: AtMost(x, -1)), (lambda x: x < 1)
    low = have(Equal(P(U, left), 0), by=known("uniform_cdf", -1, 1, -1))
    high = have(Equal(P(U, right), 1), by=known("uniform_cdf_left", -1, 1, 1))
    above = have(Equal(P(U, lambda x: Not(left(x))), 1), by=[low, complement(U, left)])
    same = have(Equal(P(U, (INSIDE, x)), P(U, lambda x: Not(left(x)))), by=[pointwise, high])
    sure = have(Equal(P(U, (INSIDE, x)), 1), by=[same, above])
    wide = have(surely_small(U), by=[pointwise, sure])
    return have(claim, by=[sure, wide, row("uniform_density", -1, 1, -1, 1)])


def mean_of(function, weight, primitives):
    """The mean of a function of the uniform weight, from primitives between the cuts."""

    def integrand(x):
        return function(x) * density(x)

    cuts = sorted(cut for cut, _ in primitives)
    law = have(
        Equal(E(U, function), Integral(-1, 1, integrand)),
        by=[row("E_density", U, density, -1, 1, function), weight],
    )
    parts = [
        primitive(low, high, integrand, F) for low, (high, F) in zip([-1, *cuts], primitives, strict=False)
    ]
    if len(cuts) == 1:
        return [law, *parts]
    regular = applied("Int_cont", -1, 1, integrand)
    return [law, *parts, applied("int_split", -1, 0, 1, integrand, by=regular)]


@theorem(
    "Means of the uniform weight",
    And(Equal(E(U, relu), Rational(1, 4)), Equal(E(U, square), Rational(1, 3))),
    uses=[uniform_weight],
    source=OWN,
)
def means_of_the_uniform_weight(claim, weight):
    rectified = mean_of(relu, weight, [(0, lambda x: 0), (1, lambda x: x**2 / 4)])
    squared = mean_of(square, weight, [(1, lambda x: x**3 / 6)])
    parts = [have(part, by=by) for part, by in zip(claim.parts, (rectified, squared), strict=True)]
    return have(claim, "Integrate.", by=parts), means(U, weight)[0], squares(U, weight)


@theorem(
    "Uniform weights on two axes",
    And(
        Equal(kernel(U, E1, E2), Rational(1, 16)),
        Equal(invariant(U, pi / 2), 1 / (6 * pi)),
        Less(invariant(U, pi / 2), kernel(U, E1, E2)),
    ),
    uses=[kernel_on_axes, right_angle, means_of_the_uniform_weight, uniform_weight],
    source=OWN,
)
def uniform_on_axes(claim, axes, angle, averages, weight):
    value, formula, _ = claim.parts
    kernel = have(value, by=[axes.at({mu: U}), weight, averages])
    inserted = have(formula, by=[angle, averages, rewriting(angular_part(pi / 2), 1)])
    bound = have(Less(1 / (6 * pi), Rational(1, 16)))
    return (
        have(claim, r"The difference has the sign of $3\pi - 8 > 0$.", by=[kernel, inserted, bound]),
        *means(U, weight),
        squares(U, weight),
    )
