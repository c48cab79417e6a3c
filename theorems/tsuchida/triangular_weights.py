r"""Weights with the triangular density $1 - |x|$ on $(-1, 1)$: the formula is too small on two axes.

Source: own computation.
"""

from sympy import Rational, pi

from symrelu import (
    And,
    DensityOn,
    E,
    Equal,
    Implies,
    Integral,
    P,
    abs_,
    given,
    have,
    pointwise,
    primitive,
    relu,
    row,
    theorem,
)

from .axis_kernels import (
    OWN,
    axis_means,
    compared,
    kernel_on_axes,
    means_on_axes,
    mu,
    on_axes,
    rectified,
    right_angle,
    square,
    squares,
    surely_small,
    x,
)
from .uniform_angle import applied


def density(x):
    """The triangular density."""
    return 1 - abs_(x)


TRIANGULAR = And(Equal(P(mu, (And(-1 < x, x < 1), x)), 1), DensityOn(mu, density, (-1, 1)))


def size_of_triangular_weights():
    """The weight is of size at most 1."""
    return have(surely_small(mu), given=[TRIANGULAR], by=[pointwise, given(TRIANGULAR)])


@theorem(
    "Means of the triangular weight",
    Implies(TRIANGULAR, And(Equal(E(mu, relu), Rational(1, 6)), Equal(E(mu, square), Rational(1, 6)))),
    source=OWN,
)
def means_of_the_triangular_weight(claim):
    sure = size_of_triangular_weights()
    halves = ((-1, 0), (0, 1))

    def mean_of(function, *primitives):
        def integrand(x):
            return function(x) * density(x)

        law = have(
            Equal(E(mu, function), Integral(-1, 1, integrand)),
            given=[TRIANGULAR],
            by=row("E_density", mu, density, -1, 1, function),
        )
        regular = applied("Int_cont", -1, 1, integrand)
        split = applied("int_split", -1, 0, 1, integrand, by=regular)
        return [
            law,
            split,
            *(primitive(*ends, integrand, F) for ends, F in zip(halves, primitives, strict=True)),
        ]

    positive = mean_of(relu, lambda x: 0, lambda x: x**2 / 2 - x**3 / 3)
    squared = mean_of(square, lambda x: x**3 / 3 + x**4 / 4, lambda x: x**3 / 3 - x**4 / 4)
    parts = [
        have(part, given=[TRIANGULAR], by=by)
        for part, by in zip(claim.conclusion.parts, (positive, squared), strict=True)
    ]
    return have(claim, "Integrate.", by=parts), rectified(mu, sure), squares(mu, sure)


@theorem(
    "Triangular weights on two axes",
    Implies(TRIANGULAR, on_axes(mu, Rational(1, 36), 1 / (12 * pi), (pi - 3) / (36 * pi))),
    uses=[kernel_on_axes, means_on_axes, right_angle, means_of_the_triangular_weight],
    source=OWN,
)
def triangular_on_axes(claim, axes, means, angle, averages):
    sure = size_of_triangular_weights()
    regular = rectified(mu, sure)
    shown = compared(claim, mu, r"The sign is the one of $\pi - 3$.", axes, angle, averages, regular)
    return shown, regular, *axis_means(mu, means, regular), squares(mu, sure)
