r"""Means of cubic functions of a weight with a third moment.

Source: elementary.
"""

from sympy import Rational

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    abs_,
    borel,
    given,
    have,
    reals,
    sign,
    square,
    theorem,
)

from .independent_weights import VARIABLES, constant, mu, squared, weight
from .means_below_sums import below_sums, bounded, combinations, cut_mean, everywhere, product_of_positives
from .second_moments_of_sums import weights_have_means
from .smoothed_rectifier import u, v, w
from .uniform_angle import applied

OWN = "own computation"
q0, q1, q2, q3 = reals("q0 q1 q2 q3")


def cubed(w):
    """The absolute third power of a weight."""
    return abs_(w) ** 3


def third(mu):
    """A weight with mean 0, variance 1 and a third moment."""
    return (
        Integrable(mu, squared),
        Integrable(mu, cubed),
        Equal(E(mu, weight), 0),
        Equal(E(mu, squared), 1),
    )


THIRD = third(mu)


def cubic(w):
    """A quadratic function of the weight and a multiple of its absolute third power."""
    return q0 + q1 * w + q2 * w**2 + q3 * abs_(w) ** 3


def third_is_defined(means, law=mu):
    """The means in the definition of a weight with a third moment exist."""
    mean = have(Integrable(law, weight), given=[Integrable(law, squared)], by=means.at({mu: law}))
    return cut_mean(law, squared, w), cut_mean(law, cubed, w), mean


@theorem(
    "A third moment gives a second one",
    Implies(Integrable(mu, cubed), Integrable(mu, squared)),
    uses=[below_sums],
    source="elementary",
)
def second_moment_from_the_third(claim, below):
    one = bounded(mu, constant, w, 1, have(abs_(1) <= 1))
    power = have(
        Implies(0 <= u, And(u**2 <= u**3 + 1, 0 <= u**3)),
        by=[product_of_positives(u, (u - 1) ** 2), product_of_positives(u, u**2), square(u), square(u - 1)],
    )
    size = have(abs_(w**2) <= 1 * (abs_(cubed(w)) + abs_(1)), by=[power.at({u: abs_(w)}), sign(w)])
    values = {"f": squared, "g": cubed, "h": constant, "w": 1, "rho": mu}
    dominated = below.at({VARIABLES[name]: value for name, value in values.items()})
    return have(claim, by=[dominated, one, size.forall(w)]), cut_mean(mu, squared, w), cut_mean(mu, cubed, w)


def combination(lemma, u_, first, v_, second):
    """A linear combination of two functions of a weight has a mean, and its value."""
    return lemma.at({VARIABLES["rho"]: mu, VARIABLES["g"]: first, VARIABLES["h"]: second, u: u_, v: v_})


@theorem(
    "The mean of a cubic function of a weight",
    Implies(And(*THIRD), And(Integrable(mu, cubic), Equal(E(mu, cubic), q0 + q2 + q3 * E(mu, cubed)))),
    uses=[weights_have_means, combinations],
    source="elementary",
)
def mean_of_a_cubic(claim, exists, combine):
    one = bounded(mu, constant, w, 1, have(abs_(1) <= 1))
    ones = applied("E_range", mu, lambda w: And(), constant, 1, 1, by=everywhere(mu))
    low = combination(combine, q0, constant, q1, weight)
    high = combination(combine, q2, squared, q3, cubed)
    whole = combination(combine, 1, lambda w: q0 * 1 + q1 * w, 1, lambda w: q2 * w**2 + q3 * abs_(w) ** 3)
    proof = have(claim, by=[exists, one, ones, low, high, whole])
    return proof, *third_is_defined(exists), cut_mean(mu, cubic, w)


h = borel("h")
NEAR = ForAll(w, [], abs_(h(w) - (q0 + q1 * w + q2 * w**2)) <= q3 * abs_(w) ** 3)


@theorem(
    "The mean of a function that is quadratic to third order",
    Implies(And(*THIRD, Integrable(mu, h), NEAR), abs_(E(mu, h) - (q0 + q2)) <= q3 * E(mu, cubed)),
    uses=[mean_of_a_cubic, weights_have_means],
    source="elementary",
)
def mean_to_third_order(claim, cubic_mean, means):
    held, sides = claim.condition.parts, []
    near = given(NEAR).instance(w)
    for low, high in ((h, cubic), (lambda w: cubic(w) - 2 * q3 * abs_(w) ** 3, h)):
        order = have(low(w) <= high(w), given=[NEAR], by=near)
        reasons = [everywhere(mu), cubic_mean.at({q3: -q3}), cubic_mean, order.forall(w)]
        sides.append(applied("E_mono", mu, lambda w: And(), low, high, given=held, by=reasons))
    proof = have(claim, by=[*sides, cubic_mean, cubic_mean.at({q3: -q3})])
    return proof, *third_is_defined(means), cut_mean(mu, h, w)


@theorem(
    "A third moment is at least 1",
    Implies(And(*THIRD), 1 <= E(mu, cubed)),
    uses=[mean_of_a_cubic, weights_have_means],
    source="elementary",
)
def third_moment_is_at_least_one(claim, cubic_mean, means):
    half = {q0: Rational(-1, 2), q1: 0, q2: Rational(3, 2), q3: 0}
    power = have(
        Implies(0 <= u, 3 * u**2 - 1 <= 2 * u**3),
        by=[product_of_positives((u - 1) ** 2, 2 * u + 1), square(u - 1)],
    )
    size = have(Equal(abs_(w) ** 2, w**2), by=sign(w))

    def low(w):
        return Rational(3, 2) * w**2 - Rational(1, 2)

    order = have(low(w) <= cubed(w), by=[power.at({u: abs_(w)}), size])
    reasons = [everywhere(mu), cubic_mean.at(half), order.forall(w)]
    least = applied("E_mono", mu, lambda w: And(), low, cubed, given=THIRD, by=reasons)
    return have(claim, r"$2 |w|^3 \ge 3 w^2 - 1$.", by=[least, cubic_mean.at(half)]), *third_is_defined(means)
