r"""Weights that are uniform on $(-1, 1)$, independently: their kernel is not the one of the invariant laws.

Source: own computation.
"""

from sympy import Rational, pi, sqrt

from symrelu import (
    And,
    AtMost,
    DensityOn,
    E,
    Equal,
    Implies,
    Integral,
    Less,
    Not,
    P,
    complement,
    fact,
    given,
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
    OWN,
    axis_means,
    compared,
    eighth_turn,
    invariant,
    kernel,
    kernel_on_axes,
    means_on_axes,
    on_axes,
    rectified,
    right_angle,
    small,
    square,
    squares,
    surely_small,
    u,
    x,
)
from .tilted_inputs import tilted, tilted_means
from .uniform_angle import applied

U = uniform(-1, 1)
DIAGONAL = (1, 1)
response = tilted(1)
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
    positive = mean_of(relu, weight, [(0, lambda x: 0), (1, lambda x: x**2 / 4)])
    squared = mean_of(square, weight, [(1, lambda x: x**3 / 6)])
    parts = [have(part, by=by) for part, by in zip(claim.parts, (positive, squared), strict=True)]
    return have(claim, "Integrate.", by=parts), rectified(U, weight), squares(U, weight)


@theorem(
    "Uniform weights on two axes",
    on_axes(U, Rational(1, 16), 1 / (6 * pi), (3 * pi - 8) / (48 * pi)),
    uses=[kernel_on_axes, means_on_axes, right_angle, means_of_the_uniform_weight, uniform_weight],
    source=OWN,
)
def uniform_on_axes(claim, axes, means, angle, averages, weight):
    regular = rectified(U, weight)
    shown = compared(claim, U, r"The sign is the one of $3\pi - 8$.", axes, angle, averages, regular)
    return shown, regular, *axis_means(U, means, regular), squares(U, weight)


# ---- the diagonal ----------------------------------------------------------------------------------


def over_second(u):
    """The mean of the response over the second coordinate."""
    return relu(u) * (u + 1) ** 2 / 4


@theorem(
    "Uniform weights on an axis and the diagonal",
    Equal(kernel(U, E1, DIAGONAL), Rational(17, 96)),
    uses=[uniform_weight],
    source=OWN,
)
def uniform_on_the_diagonal(claim, weight):
    inside = And(-1 <= u, u <= 1)

    def integrand(v):
        return response(u, v) * density(v)

    law = have(
        Equal(E(U, lambda v: response(u, v)), Integral(-1, 1, integrand)),
        by=[row("E_density", U, density, -1, 1, lambda v: response(u, v)), weight],
    )
    regular = applied("Int_cont", -1, 1, integrand)
    split = applied("int_split", -1, -u, 1, integrand, given=[inside], by=regular)
    held = given(inside)
    zero = have(Implies(u + x <= 0, Equal(response(u, x), 0)), by=rewriting(relu(u + x), 0))
    line = have(
        Implies(0 <= u + x, Equal(response(u, x), relu(u) * (u + x))), by=rewriting(relu(u + x), u + x)
    )
    first = primitive(-1, -u, integrand, lambda v: 0, by=[held, zero])
    second = primitive(-u, 1, integrand, lambda v: relu(u) * (u + v) ** 2 / 4, by=[held, line])
    inner = have(
        Implies(inside, Equal(E(U, lambda v: response(u, v)), over_second(u))), by=[law, split, first, second]
    )
    same = applied(
        "E_same",
        U,
        small,
        lambda u: E(U, lambda v: response(u, v)),
        over_second,
        by=[weight, inner.forall(u)],
    )
    outer = mean_of(over_second, weight, [(0, lambda x: 0), (1, lambda x: x**4 / 32 + x**3 / 12 + x**2 / 16)])
    shown = have(claim, "Integrate over one coordinate after the other.", by=[same, *outer])
    return shown, *tilted_means(U, weight, 1)


@theorem(
    "The formula on the diagonal is too large for uniform weights",
    And(
        Equal(sqrt(2) * invariant(U, pi / 4), Rational(1, 8) + 1 / (6 * pi)),
        Equal(kernel(U, E1, DIAGONAL) - sqrt(2) * invariant(U, pi / 4), (5 * pi - 16) / (96 * pi)),
        Less(kernel(U, E1, DIAGONAL), sqrt(2) * invariant(U, pi / 4)),
    ),
    uses=[eighth_turn, means_of_the_uniform_weight, uniform_on_the_diagonal, uniform_weight],
    source=OWN,
)
def formula_on_the_diagonal(claim, angle, averages, value, weight):
    inverse = [fact("inverse", pi), fact("pi_bounds")]
    inserted = have(claim.parts[0], by=[angle.at({x: E(U, square)}), averages, *inverse])
    apart = have(claim.parts[1], by=[inserted, value, *inverse])
    bound = have(Less(Rational(17, 96) - Rational(1, 8), 1 / (6 * pi)))
    shown = have(claim, r"The sign is the one of $5\pi - 16$.", by=[inserted, value, apart, bound])
    return shown, *tilted_means(U, weight, 1), squares(U, weight)
