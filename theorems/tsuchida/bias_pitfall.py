r"""A rotation-invariant weight with an independent bias of the same second moment: the formula fails.

A bias is one more coordinate of the weight at an input that is 1. The formula needs the weight and the bias
to be invariant together; for a weight that is uniform on the unit circle and a bias of $\pm 1/\sqrt2$ they
are not.

Source: own computation.
"""

from itertools import pairwise

from sympy import Rational, cos, pi, sin, sqrt

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integrable,
    Integral,
    Less,
    Or,
    fact,
    have,
    primitive,
    relu,
    rewriting,
    row,
    theorem,
)

from .angles import odd_and_even, s, t, u, v, x
from .arctangents import positive_inverse
from .axis_kernels import square
from .means_below_sums import everywhere
from .rectified_cosines import angular_part, mean_of_the_wave
from .two_values import a, b, f, functions_of_two_values, mean_over_two_values, p, q, two_values
from .uniform_angle import PHI, applied, density, density_of_the_angle, inside_the_circle

OWN = "own computation"
HALF, ROOT = Rational(1, 2), sqrt(2) / 2
VALUES = {a: -ROOT, b: ROOT, p: HALF, q: HALF}
BIAS = two_values(-ROOT, ROOT, HALF, HALF)
FIRST, SECOND = (1, 0, 1), (-1, 0, 1)


def seen(point, x, b):
    """The response to an input of the plane with a last entry for the bias."""
    return relu(point[0] * cos(x) + point[1] * sin(x) + point[2] * b)


KERNEL = E(BIAS, lambda b: E(PHI, lambda x: seen(FIRST, x, b) * seen(SECOND, x, b)))


def response(x):
    """The product of the responses at the positive bias."""
    return seen(FIRST, x, ROOT) * seen(SECOND, x, ROOT)


@theorem(
    "Three eighths of a turn",
    Implies(Equal(s, 3 * pi / 4), And(Equal(sin(s), ROOT), Equal(cos(s), -ROOT))),
    source="elementary",
)
def three_eighths(claim):
    sums = [fact("sin_sum", pi / 2, pi / 4), fact("cos_sum", pi / 2, pi / 4)]
    return have(claim, by=[*sums, fact("quarter"), fact("fourth"), rewriting(s, 3 * pi / 4)])


@theorem(
    "Where the cosine is small",
    And(
        Implies(And(0 <= x, x <= pi / 4), ROOT <= cos(x)),
        Implies(And(pi / 4 <= x, x <= 3 * pi / 4), And(-ROOT <= cos(x), cos(x) <= ROOT)),
        Implies(And(3 * pi / 4 <= x, AtMost(x, pi)), cos(x) <= -ROOT),
    ),
    uses=[three_eighths],
    source="elementary",
)
def small_cosine(claim, corner):
    ends = [fact("fourth"), corner.at({s: 3 * pi / 4}), fact("pi_bounds")]
    pairs = ((x, pi / 4), (pi / 4, x), (x, 3 * pi / 4), (3 * pi / 4, x))
    turns = [fact("cos_decreasing", *pair) for pair in pairs]
    early = have(Implies(Equal(x, pi / 4), Equal(cos(x), ROOT)), by=[*ends, rewriting(x, pi / 4)])
    return have(claim, by=[*ends, *turns, early, corner.at({s: x})])


@theorem(
    "The response at the positive bias",
    And(
        Implies(Or(cos(x) <= -ROOT, ROOT <= cos(x)), Equal(response(x), 0)),
        Implies(And(-ROOT <= cos(x), cos(x) <= ROOT), Equal(response(x), HALF - cos(x) ** 2)),
    ),
    source=OWN,
)
def response_at_the_positive_bias(claim):
    root = fact("sqrt", 2)
    zero = have(
        Implies(Or(u <= -v, v <= u), Equal(relu(u + v) * relu(v - u), 0)),
        by=[rewriting(relu(u + v), 0), rewriting(relu(v - u), 0)],
    )
    product = have(
        Implies(And(-v <= u, u <= v), Equal(relu(u + v) * relu(v - u), v**2 - u**2)),
        by=[rewriting(relu(u + v), u + v), rewriting(relu(v - u), v - u)],
    )
    values = {u: cos(x), v: ROOT}
    return have(claim, by=[zero.at(values), product.at(values), root])


CORNERS = (-pi, -3 * pi / 4, -pi / 4, pi / 4, 3 * pi / 4, pi)


@theorem(
    "The response over the angle",
    Implies(
        And(AtMost(-pi, x), AtMost(x, pi)),
        And(
            Implies(
                Or(x <= -3 * pi / 4, 3 * pi / 4 <= x, And(-pi / 4 <= x, x <= pi / 4)), Equal(response(x), 0)
            ),
            Implies(
                Or(And(-3 * pi / 4 <= x, x <= -pi / 4), And(pi / 4 <= x, x <= 3 * pi / 4)),
                Equal(response(x), HALF - cos(x) ** 2),
            ),
        ),
    ),
    uses=[small_cosine, response_at_the_positive_bias, odd_and_even],
    source=OWN,
)
def response_over_the_angle(claim, cosine, value, odd):
    return have(claim, by=[cosine, cosine.at({x: -x}), odd.at({s: -x, t: x}), value, fact("pi_bounds")])


def over_pieces(function, corners, primitives, inside, dense, values):
    """The mean of a function of the uniform angle, from primitives between the corners."""
    rules = [*positive_inverse(pi), fact("pi_bounds")]

    def integrand(x):
        return function(x) * density(x)

    law = have(
        Equal(E(PHI, function), Integral(-pi, pi, integrand)),
        by=[row("E_density", PHI, density, -pi, pi, function), dense, inside],
    )
    parts = []
    for (low, high), F in zip(pairwise(corners), primitives, strict=True):
        order = have(AtMost(low, high), by=fact("pi_bounds"))
        parts.append(primitive(low, high, integrand, F, by=[*values, order, *rules]))
        if high != pi:
            regular = applied("Int_cont", low, pi, integrand, by=rules)
            parts.append(applied("int_split", low, high, pi, integrand, by=[*rules, regular]))
    return [law, *parts, *rules]


@theorem(
    "The mean response at the positive bias",
    Equal(E(PHI, response), 1 / (2 * pi)),
    uses=[response_over_the_angle, three_eighths, odd_and_even, inside_the_circle, density_of_the_angle],
    source=OWN,
)
def mean_response(claim, values, corner, odd, inside, dense):
    def zero(x):
        return 0

    def wave(x):
        return -sin(x) * cos(x) / 2 * density(x)

    pieces = (zero, wave, zero, wave, zero)
    parts = over_pieces(response, CORNERS, pieces, inside, dense, [values, fact("circle", x)])
    ends = [corner.at({s: 3 * pi / 4}), fact("fourth"), fact("sqrt", 2)]
    mirrored = [odd.at({s: -e, t: e}) for e in (pi / 4, 3 * pi / 4)]
    return have(claim, "Integrate.", by=[*parts, *ends, *mirrored])


def silent(x):
    """The product of the responses at the negative bias."""
    return seen(FIRST, x, -ROOT) * seen(SECOND, x, -ROOT)


@theorem("No response at the negative bias", Equal(E(PHI, silent), 0), source=OWN)
def no_response_at_the_negative_bias(claim):
    zero = have(
        Implies(0 <= v, Equal(relu(u - v) * relu(-u - v), 0)),
        by=[rewriting(relu(u - v), 0), rewriting(relu(-u - v), 0)],
    )
    here = have(Implies(And(), Equal(silent(x), 0)), by=[zero.at({u: cos(x), v: ROOT}), fact("sqrt", 2)])
    same = applied("E_same", PHI, lambda x: And(), silent, lambda x: 0, by=[everywhere(PHI), here.forall(x)])
    none = applied("E_range", PHI, lambda x: And(), lambda x: 0, 0, 0, by=everywhere(PHI))
    return have(claim, by=[same, none])


def squared_cosine(x):
    """The square of the first coordinate of the weight."""
    return cos(x) ** 2


def weight(x):
    """The bias itself."""
    return x


@theorem(
    "Weight and bias have the same second moment",
    And(Equal(E(BIAS, weight), 0), Equal(E(BIAS, square), HALF), Equal(E(PHI, squared_cosine), HALF)),
    uses=[mean_over_two_values, functions_of_two_values, mean_of_the_wave],
    source=OWN,
)
def second_moments(claim, mean, regular, wave):
    root = fact("sqrt", 2)
    values = [mean.at({**VALUES, f: g}) for g in (weight, square)]
    exist = [have(Integrable(BIAS, g), by=[regular.at({**VALUES, f: g}), root]) for g in (weight, square)]
    zero = [fact("sin_below", 0), fact("circle", 0), fact("cos_sum", 0, 0)]
    return have(claim, by=[*values, root, wave.at({t: 0}), *zero]), *exist


FORMULA = sqrt(2) * sqrt(2) * E(PHI, squared_cosine) * angular_part(pi / 2) / (2 * pi)


@theorem(
    "An independent bias",
    And(
        Equal(KERNEL, 1 / (4 * pi)),
        Equal(FORMULA, 1 / (2 * pi)),
        Equal(KERNEL - FORMULA, -1 / (4 * pi)),
        Less(KERNEL, FORMULA),
    ),
    uses=[
        second_moments,
        mean_response,
        no_response_at_the_negative_bias,
        mean_over_two_values,
        functions_of_two_values,
    ],
    source=OWN,
)
def independent_bias(claim, moments, positive, negative, mean, regular):
    def over_angle(b):
        return E(PHI, lambda x: seen(FIRST, x, b) * seen(SECOND, x, b))

    value, formula, *_ = claim.parts
    root = fact("sqrt", 2)
    both = mean.at({**VALUES, f: over_angle})
    found = have(value, by=[both, positive, negative, root])
    inserted = have(formula, by=moments)
    exists = have(Integrable(BIAS, over_angle), by=[regular.at({**VALUES, f: over_angle}), root])
    shown = have(
        claim,
        "Only the positive bias answers.",
        by=[found, inserted, *positive_inverse(pi), fact("pi_bounds")],
    )
    return shown, exists
