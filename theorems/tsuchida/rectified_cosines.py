r"""Means of products of cosines and rectified cosines at a uniform angle.

Two inputs at the angle $\theta$ meet a planar weight at the angles $\varphi + \theta/2$ and
$\varphi - \theta/2$ from it, where the frame is laid along the line that halves the angle between them. Each
rectified cosine lives on one arc, on which the product has a primitive.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, kernel of the rectifier; proof: own computation.
"""

from sympy import cos, pi, sin

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integral,
    fact,
    given,
    have,
    primitive,
    relu,
    rewriting,
    row,
    sign,
    theorem,
)

from .angles import OWN, RANGE, odd_and_even, s, t, u, v, x
from .uniform_angle import (
    PHI,
    applied,
    density,
    density_of_the_angle,
    half_turns,
    inside_the_circle,
    product_of_cosines,
    signs_of_the_cosine,
    wave,
)

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, kernel of the rectifier"


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
