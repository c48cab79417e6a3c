r"""A uniform angle: signs and sums of cosines on the circle, and the density of the angle.

Source: elementary.
"""

from sympy import Pow, cos, pi, sin

from symrelu import (
    And,
    AtMost,
    DensityOn,
    Equal,
    Implies,
    Not,
    P,
    complement,
    fact,
    have,
    known,
    pointwise,
    rewriting,
    row,
    sign,
    theorem,
    uniform,
)

from .angles import odd_and_even, s, t, u, v, x

PHI = uniform(-pi, pi)


def applied(rule, *values, given=(), by=()):
    """The conclusion of a row of the tables whose antecedents follow from what is given and the reasons."""
    implication = row(rule, *values)
    antecedents, conclusion = implication.claim.args
    return have(conclusion, by=[implication, have(antecedents, given=given, by=by)])


# ---- the cosine ------------------------------------------------------------------------------------


@theorem(
    "Signs of the cosine",
    And(
        Implies(And(AtMost(-pi / 2, x), AtMost(x, pi / 2)), AtMost(0, cos(x))),
        Implies(And(AtMost(pi / 2, x), AtMost(x, 3 * pi / 2)), AtMost(cos(x), 0)),
        Implies(And(AtMost(-3 * pi / 2, x), AtMost(x, -pi / 2)), AtMost(cos(x), 0)),
    ),
    uses=[odd_and_even],
    source="elementary",
)
def signs_of_the_cosine(claim, odd):
    quarter = [fact("quarter"), odd.at({s: -pi / 2, t: pi / 2})]
    shifts = [fact("sin_sum", x, pi / 2), fact("sin_sum", x, -pi / 2), fact("pi_bounds")]
    arches = [fact("sin_arch", e) for e in (x + pi / 2, x - pi / 2, -x - pi / 2)]
    mirrored = odd.at({s: -x - pi / 2, t: x + pi / 2})
    return have(claim, "A quarter turn leads to the sine.", by=[*quarter, *shifts, *arches, mirrored])


def wave(x):
    """The product of the two cosines."""
    return cos(x + t / 2) * cos(x - t / 2)


@theorem(
    "Product of cosines",
    Equal(wave(x), (cos(t) + cos(2 * x)) / 2),
    uses=[odd_and_even],
    source="elementary",
)
def product_of_cosines(claim, odd):
    first, second = x + t / 2, x - t / 2
    sums = [fact("cos_sum", first, second), fact("cos_sum", first, -second)]
    return have(claim, by=[*sums, odd.at({t: second, s: -second})])


@theorem(
    "Half turns of the sine",
    And(
        Implies(Equal(s, pi - t), Equal(x * sin(s), x * sin(t))),
        Implies(Equal(s, t - pi), Equal(x * sin(s), -x * sin(t))),
        Implies(Equal(s, t + pi), Equal(x * sin(s), -x * sin(t))),
        Implies(Equal(s, -t - pi), Equal(x * sin(s), x * sin(t))),
    ),
    uses=[odd_and_even],
    source="elementary",
)
def half_turns(claim, odd):
    sums = [fact("sin_sum", *angles) for angles in ((pi, -t), (-pi, t), (t, pi), (-t, -pi))]
    ends = [fact("half_turn"), odd.at({s: -t}), odd.at({t: pi, s: -pi})]
    sines = [
        have(Implies(Equal(s, e), Equal(sin(s), value)), by=[*sums, *ends, rewriting(s, e)])
        for e, value in ((pi - t, sin(t)), (t - pi, -sin(t)), (t + pi, -sin(t)), (-t - pi, sin(t)))
    ]
    scaled = have(Implies(Equal(u, v), Equal(x * u, x * v)), by=rewriting(u, v))
    values = [scaled.at({u: sin(s), v: value}) for value in (sin(t), -sin(t))]
    return have(claim, by=[*sines, *values])


# ---- the uniform angle -----------------------------------------------------------------------------


@theorem(
    "Half an inverse",
    Implies(And(Equal(x * u, 1), Equal(2 * x * v, 1)), Equal(v, u / 2)),
    source="elementary",
)
def half_an_inverse(claim):
    return have(claim, r"$x (v - u/2) = 0$, and $x$ is not 0.", by=[sign(x), sign(2 * v - u)])


WIDTH_INVERSE = Pow(2 * pi, -1, evaluate=False)
CIRCLE = And(-pi < x, x < pi)


@theorem("The uniform angle lies inside its interval", Equal(P(PHI, (CIRCLE, x)), 1), source="elementary")
def inside_the_circle(claim):
    left, right = (lambda x: AtMost(x, -pi)), (lambda x: x < pi)
    ends = [fact("pi_bounds"), sign(1 / pi)]
    low = have(Equal(P(PHI, left), 0), by=[known("uniform_cdf", -pi, pi, -pi), *ends])
    high = have(Equal(P(PHI, right), 1), by=[known("uniform_cdf_left", -pi, pi, pi), *ends])
    above = have(Equal(P(PHI, lambda x: Not(left(x))), 1), by=[low, complement(PHI, left)])
    same = have(Equal(P(PHI, (CIRCLE, x)), P(PHI, lambda x: Not(left(x)))), by=[pointwise, high])
    return have(claim, "The ends have no mass.", by=[same, above])


def density(x):
    """The density of the uniform angle."""
    return 1 / (2 * pi)


@theorem(
    "Density of the uniform angle",
    DensityOn(PHI, density, (-pi, pi)),
    uses=[half_an_inverse],
    source="elementary",
)
def density_of_the_angle(claim, half):
    positive = [fact("pi_bounds"), sign(1 / pi), sign(WIDTH_INVERSE)]
    same = have(
        Equal(WIDTH_INVERSE, 1 / (2 * pi)), by=[half.at({x: pi, u: 1 / pi, v: WIDTH_INVERSE}), *positive]
    )
    law = row("uniform_density", -pi, pi, -pi, pi)
    return have(claim, by=[law, same, rewriting(WIDTH_INVERSE, 1 / (2 * pi)), *positive])
