r"""Means of products of cosines and rectified cosines at a uniform angle.

Two inputs at the angle $\theta$ meet a planar weight at the angles $\varphi + \theta/2$ and
$\varphi - \theta/2$ from it, where the frame is laid along the line that halves the angle between them. Each
rectified cosine lives on one arc, on which the product has a primitive.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, kernel of the rectifier; proof: own computation.
"""

from sympy import Pow, cos, pi, sin

from symrelu import (
    And,
    AtMost,
    DensityOn,
    E,
    Equal,
    Implies,
    Integral,
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
    sign,
    theorem,
    uniform,
)

from .angles import OWN, RANGE, odd_and_even, s, t, u, v, x

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, kernel of the rectifier"
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


def over_arc(function, left, right, values, inside, dense, product):
    """The mean of a function that is the product of the cosines on one arc of the circle and 0 off it."""

    def integrand(x):
        return function(x) * density(x)

    def antiderivative(x):
        return (x * cos(t) / 2 + sin(2 * x) / 4) * density(x)

    held, positive = [given(And(*RANGE))], [fact("pi_bounds"), sign(1 / pi)]
    mean = have(
        Equal(E(PHI, function), Integral(-pi, pi, integrand)),
        by=[row("E_density", PHI, density, -pi, pi, function), dense, inside],
    )
    whole, rest = (applied("Int_cont", a, pi, integrand, given=RANGE, by=positive) for a in (-pi, left))
    return [
        mean,
        applied("int_split", -pi, left, pi, integrand, given=RANGE, by=[*positive, whole]),
        applied("int_split", left, right, pi, integrand, given=RANGE, by=[*positive, rest]),
        primitive(-pi, left, integrand, lambda x: 0, by=[*held, values, *positive]),
        primitive(left, right, integrand, antiderivative, by=[*held, values, product, *positive]),
        primitive(right, pi, integrand, lambda x: 0, by=[*held, values, *positive]),
    ]


def arc(function, left, right):
    """On the arc the function is the product of the cosines, and 0 on the rest of the circle."""
    here, off = And(AtMost(left, x), AtMost(x, right)), [AtMost(x, left), AtMost(right, x)]
    outside = [Implies(there, Equal(function(x), 0)) for there in off]
    on_circle = And(*RANGE, AtMost(-pi, x), AtMost(x, pi))
    return Implies(on_circle, And(Implies(here, Equal(function(x), wave(x))), *outside))


def angular_part(t):
    """The angular part of the kernel of the rectifier."""
    return sin(t) + (pi - t) * cos(t)


def both(x):
    """Both cosines are rectified."""
    return relu(cos(x + t / 2)) * relu(cos(x - t / 2))


def first(x):
    """The first cosine is rectified."""
    return relu(cos(x + t / 2)) * cos(x - t / 2)


def second(x):
    """The second cosine is rectified."""
    return cos(x + t / 2) * relu(cos(x - t / 2))


def arcs_of(signs):
    """The signs of both cosines."""
    return [signs.at({x: x + t / 2}), signs.at({x: x - t / 2})]


BOTH, FIRST, SECOND = (
    (t / 2 - pi / 2, pi / 2 - t / 2),
    (-pi / 2 - t / 2, pi / 2 - t / 2),
    (t / 2 - pi / 2, t / 2 + pi / 2),
)
USED = [inside_the_circle, density_of_the_angle, product_of_cosines, half_turns]


@theorem(
    "A rectified factor",
    And(Implies(AtMost(u, 0), Equal(relu(u) * v, 0)), Implies(AtMost(0, u), Equal(relu(u) * v, u * v))),
    source="elementary",
)
def rectified_factor(claim):
    zero = have(Implies(AtMost(u, 0), Equal(relu(u) * v, 0)), by=rewriting(relu(u), 0))
    same = have(Implies(AtMost(0, u), Equal(relu(u) * v, u * v)), by=rewriting(relu(u), u))
    return have(claim, by=[zero, same])


@theorem("Where both cosines are positive", arc(both, *BOTH), uses=[signs_of_the_cosine], source=OWN)
def arc_of_both(claim, signs):
    return have(claim, by=arcs_of(signs))


@theorem(
    "Where the first cosine is positive",
    arc(first, *FIRST),
    uses=[signs_of_the_cosine, rectified_factor],
    source=OWN,
)
def arc_of_the_first(claim, signs, factor):
    cosines = {u: cos(x + t / 2), v: cos(x - t / 2)}
    return have(claim, by=[*arcs_of(signs), factor.at(cosines)])


@theorem(
    "Where the second cosine is positive",
    arc(second, *SECOND),
    uses=[signs_of_the_cosine, rectified_factor],
    source=OWN,
)
def arc_of_the_second(claim, signs, factor):
    cosines = {u: cos(x - t / 2), v: cos(x + t / 2)}
    return have(claim, by=[*arcs_of(signs), factor.at(cosines)])


@theorem(
    "Mean of the product of the rectified cosines",
    Implies(And(*RANGE), Equal(E(PHI, both), angular_part(t) / (4 * pi))),
    uses=[arc_of_both, *USED],
    source=PAPER,
)
def mean_of_both(claim, values, inside, dense, product, turned):
    parts = over_arc(both, *BOTH, values, inside, dense, product)
    ends = [turned.at({x: 1 / pi, s: e}) for e in (pi - t, t - pi)]
    return have(
        claim, "Off the arc the product is 0.", by=[*parts, *ends, fact("pi_bounds"), fact("inverse", pi)]
    )


@theorem(
    "Mean of the product with one cosine rectified",
    Implies(And(*RANGE), And(Equal(E(PHI, first), cos(t) / 4), Equal(E(PHI, second), cos(t) / 4))),
    uses=[arc_of_the_first, arc_of_the_second, *USED],
    source=OWN,
)
def mean_of_one(claim, left, right, inside, dense, product, turned):
    ends = [turned.at({x: 1 / pi, s: e}) for e in (pi - t, -t - pi, t + pi, t - pi)]
    means = []
    for function, cut, values in ((first, FIRST, left), (second, SECOND, right)):
        parts = over_arc(function, *cut, values, inside, dense, product)
        means.append(
            have(
                Implies(And(*RANGE), Equal(E(PHI, function), cos(t) / 4)),
                by=[*parts, *ends, fact("pi_bounds"), fact("inverse", pi)],
            )
        )
    return have(claim, "Each rectified cosine lives on half of the circle.", by=means)


@theorem(
    "Mean of the product of the cosines",
    Equal(E(PHI, wave), cos(t) / 2),
    uses=[odd_and_even, *USED[:3]],
    source=OWN,
)
def mean_of_the_wave(claim, odd, inside, dense, product):
    def integrand(x):
        return wave(x) * density(x)

    mean = have(
        Equal(E(PHI, wave), Integral(-pi, pi, integrand)),
        by=[row("E_density", PHI, density, -pi, pi, wave), dense, inside],
    )
    whole = primitive(
        -pi,
        pi,
        integrand,
        lambda x: (x * cos(t) / 2 + sin(2 * x) / 4) * density(x),
        by=[product, have(AtMost(-pi, pi), by=fact("pi_bounds"))],
    )
    turns = [fact("sin_sum", pi, pi), fact("sin_sum", -pi, -pi), fact("half_turn")]
    zero = have(
        And(*(Implies(Equal(s, e), Equal(v * sin(s), 0)) for e in (2 * pi, -2 * pi))),
        by=[*turns, odd.at({t: pi, s: -pi}), rewriting(s, 2 * pi), rewriting(s, -2 * pi)],
    )
    ends = [zero.at({v: 1 / pi, s: e}) for e in (2 * pi, -2 * pi)]
    return have(claim, "Over a whole turn.", by=[mean, whole, *ends, fact("pi_bounds"), fact("inverse", pi)])
