r"""Activations with two slopes at a uniform angle: (leaky) rectifiers, the absolute value, the identity.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, kernel of the leaky rectifier; proof: own computation.
"""

from sympy import cos, pi

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Sum,
    abs_,
    fact,
    have,
    ite,
    naturals,
    reals,
    relu,
    rewriting,
    theorem,
    times,
)

from .angles import RANGE, s, t, u, v, x
from .rectified_cosines import (
    angular_part,
    both,
    first,
    mean_of_both,
    mean_of_one,
    mean_of_the_wave,
    second,
)
from .uniform_angle import PHI, applied, wave

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, kernel of the leaky rectifier"
right, left, w, y, z = reals("alpha beta w y z")
k = naturals("k")


def slopes(u):
    """The activation with the slope alpha on the right and beta on the left."""
    return right * relu(u) - left * relu(-u)


def response(x):
    """The product of the activations at both inputs."""
    return slopes(cos(x + t / 2)) * slopes(cos(x - t / 2))


def parts(k):
    """The four products that the response is made of."""
    return lambda x: ite(
        Equal(k, 1), both(x), ite(Equal(k, 2), first(x), ite(Equal(k, 3), second(x), wave(x)))
    )


def weight(k):
    """Their weights."""
    return ite(Equal(k, 1), (right - left) ** 2, ite(Equal(k, 4), left**2, left * (right - left)))


@theorem(
    "The parts are bounded",
    AtMost(abs_(parts(k)(x)), 1),
    source="elementary",
)
def parts_are_bounded(claim):
    small = have(
        Implies(
            And(-1 <= u, u <= 1, -1 <= v, v <= 1),
            And(AtMost(-1, u * v), AtMost(u * v, 1)),
        ),
        by=[
            times(0 <= 1 - u, 0 <= 1 - v),
            times(0 <= 1 + u, 0 <= 1 + v),
            times(0 <= 1 - u, 0 <= 1 + v),
            times(0 <= 1 + u, 0 <= 1 - v),
        ],
    )
    cosine = have(
        And(AtMost(-1, cos(x)), AtMost(cos(x), 1)),
        by=[fact("circle", x), times(cos(x) > 1), times(cos(x) < -1)],
    )
    a, b = cos(x + t / 2), cos(x - t / 2)
    ranges = [cosine.at({x: x + t / 2}), cosine.at({x: x - t / 2})]
    pairs = [small.at({u: c, v: d}) for c in (a, relu(a)) for d in (b, relu(b))]
    return have(claim, by=[*ranges, *pairs])


@theorem(
    "The product of two slopes",
    Equal(
        slopes(u) * slopes(v),
        (right - left) ** 2 * (relu(u) * relu(v))
        + left * (right - left) * (relu(u) * v + u * relu(v))
        + left**2 * (u * v),
    ),
    source="elementary",
)
def product_of_slopes(claim):
    one = have(Equal(relu(-u), relu(u) - u))
    straight = have(
        Equal(slopes(u), (right - left) * relu(u) + left * u), by=rewriting(relu(-u), relu(u) - u)
    )
    both_ = [straight, straight.at({u: v}), one, one.at({u: v})]
    return have(claim, by=[*both_, rewriting(relu(-u), relu(u) - u), rewriting(relu(-v), relu(v) - v)])


@theorem(
    "Mean of the response of two slopes",
    Implies(
        And(*RANGE),
        Equal(E(PHI, response), (right - left) ** 2 * angular_part(t) / (4 * pi) + right * left * cos(t) / 2),
    ),
    uses=[parts_are_bounded, product_of_slopes, mean_of_both, mean_of_one, mean_of_the_wave],
    source=PAPER,
)
def mean_of_the_response(claim, bounded, product, both_, one, whole):
    def term(k):
        return weight(k) * parts(k)(x)

    def summed(x):
        return Sum(1, 4, lambda k: weight(k) * parts(k)(x))

    def mean(k):
        return weight(k) * E(PHI, parts(k))

    def unrolled(f):
        return [fact("sum_empty", 1, 0, f), *(fact("sum_last", 1, m, f) for m in range(4))]

    split = have(
        Equal(response(x), summed(x)),
        "The four products.",
        by=[*unrolled(term), product.at({u: cos(x + t / 2), v: cos(x - t / 2)})],
    )
    everywhere = applied("prob_sure", PHI, lambda x: And())
    linear = applied(
        "E_sum", PHI, lambda x: And(), 4, weight, parts, 1, by=[everywhere, bounded.forall(k, x)]
    )
    same = applied("E_same", PHI, lambda x: And(), response, summed, by=[everywhere, split.forall(x)])
    values = have(
        Equal(
            Sum(1, 4, mean),
            (right - left) ** 2 * E(PHI, both)
            + left * (right - left) * (E(PHI, first) + E(PHI, second))
            + left**2 * E(PHI, wave),
        ),
        by=unrolled(mean),
    )
    linear = have(Equal(E(PHI, response), values.claim.args[1]), by=[same, linear, values])
    abstract = have(
        Implies(
            And(Equal(u, x / 4 * s), Equal(v, y / 4), Equal(w, y / 4), Equal(z, y / 2)),
            Equal(
                (right - left) ** 2 * u + left * (right - left) * (v + w) + left**2 * z,
                (right - left) ** 2 * x * s / 4 + right * left * y / 2,
            ),
        ),
        by=[rewriting(u, x / 4 * s), rewriting(v, y / 4), rewriting(w, y / 4), rewriting(z, y / 2)],
    )
    at = abstract.at(
        {
            u: E(PHI, both),
            v: E(PHI, first),
            w: E(PHI, second),
            z: E(PHI, wave),
            x: angular_part(t),
            s: 1 / pi,
            y: cos(t),
        }
    )
    return have(claim, by=[linear, at, both_, one, whole])
