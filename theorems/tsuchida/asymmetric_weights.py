r"""An asymmetric weight of mean 0: even at a single input the kernel is not what the formula gives.

The weight is 2 with probability $\frac13$ and $-1$ with probability $\frac23$. At equal inputs of norm 1 the
formula is half of the second moment, but the rectified weight has two thirds of it.

Source: own computation.
"""

from sympy import Rational

from symrelu import And, E, Equal, Integrable, Less, have, relu, theorem

from .axis_kernels import E1, OWN, invariant, kernel, square
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

THIRD = Rational(1, 3)
VALUES = {a: 2, b: -1, p: THIRD, q: 2 * THIRD}
W = two_values(*VALUES.values())


def weight(x):
    """The weight itself."""
    return x


def response(x):
    """The response of the weight to the first unit vector, twice."""
    return relu(x) * relu(x)


@theorem(
    "Means of the asymmetric weight",
    And(Equal(E(W, weight), 0), Equal(E(W, square), 2), Equal(E(W, response), Rational(4, 3))),
    uses=[mean_over_two_values, functions_of_two_values],
    source=OWN,
)
def means_of_the_asymmetric_weight(claim, mean, regular):
    functions = (weight, square, response)
    exist = [have(Integrable(W, g), by=regular.at({**VALUES, f: g})) for g in functions]
    return have(claim, by=[mean.at({**VALUES, f: g}) for g in functions]), *exist


@theorem(
    "Asymmetric weights at one input",
    And(
        Equal(kernel(W, E1, E1), Rational(4, 3)),
        Equal(invariant(W, 0), 1),
        Equal(kernel(W, E1, E1) - invariant(W, 0), THIRD),
        Less(invariant(W, 0), kernel(W, E1, E1)),
    ),
    uses=[means_of_the_asymmetric_weight, mean_over_two_values, functions_of_two_values],
    source=OWN,
)
def asymmetric_weights_at_one_input(claim, averages, mean, regular):
    value, formula, *_ = claim.parts
    both = mean_over_both(lambda u, v: response(u), VALUES, mean)
    found = have(value, by=both)
    inserted = have(formula, by=averages)
    shown = have(claim, "The second coordinate is not seen.", by=[found, inserted])
    exist = means_over_both(lambda u, v: response(u), VALUES, regular)
    return shown, *exist, have(Integrable(W, square), by=regular.at({**VALUES, f: square}))
