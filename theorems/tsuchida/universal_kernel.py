r"""The kernel of the rectifier for independent weights is near the one of Gaussian weights, with a rate.

For weights of mean 0, variance 1 and third absolute moment $\beta$, and unit vectors $x$, $y$ at the angle
$t$, the kernel is within $(\beta/4 + 1) \varepsilon$ of $(\sin t + (\pi - t) \cos t)/(2\pi)$, where
$\varepsilon^3$ is the sum of all $|x_i|^3$ and $|y_i|^3$, in every dimension.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, universality; proof and rate: own computation.
"""

from sympy import cos, pi, sqrt

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    Lemma,
    Less,
    abs_,
    have,
    iid,
    row,
    theorem,
)

from .angles import RANGE
from .averaged_replacements import nu, q
from .gaussian_absolute_moments import third_absolute_moment
from .gaussian_density import NORMAL
from .gaussian_kernels import kernel_of_the_rectifier
from .gaussian_sums import products
from .independent_weights import m, mu, squared, w, weight, x, y
from .last_weights import of_sums
from .means_below_sums import cut_mean, product_of_positives, under
from .planar_kernel import a as norm_x
from .planar_kernel import b as norm_y
from .planar_rotations import t
from .rate_of_universality import PAPER, SHIFT, SLOPE, T, e, universality_for_two_laws
from .rectified_cosines import angular_part
from .replaced_weights import cubes
from .second_moments_of_sums import weights_have_means
from .smoothed_kernels import kernel, kernel_between_0_and_1, rectified
from .third_moments import (
    cubed,
    second_moment_from_the_third,
    third,
    third_is_defined,
    third_moment_is_at_least_one,
)

UNIT = (
    Equal(products(x, x, m), 1),
    Equal(products(x, y, m), cos(t)),
    Equal(products(y, y, m), 1),
)
CENTRED_THIRD = (Integrable(mu, cubed), Equal(E(mu, weight), 0), Equal(E(mu, squared), 1))
SIZE = (0 < e, Equal(e**3, cubes(m)))


@theorem(
    "The standard normal law has a third moment",
    And(*third(NORMAL), (SLOPE * E(NORMAL, cubed) + SHIFT) < 1),
    uses=[third_absolute_moment, weights_have_means],
    source="elementary",
)
def third_moment_of_the_normal(claim, third_moment, means):
    number = have(Less(SLOPE * (2 * sqrt(2 / pi)) + SHIFT, 1))
    proof = have(claim, by=[Lemma(row("normal_moments")), third_moment, number])
    return proof, *third_is_defined(means, NORMAL)


@theorem(
    "Universality with a rate",
    Implies(
        And(*CENTRED_THIRD, *RANGE, *UNIT, *SIZE),
        abs_(kernel(mu, m) - angular_part(t) / (2 * pi)) <= (E(mu, cubed) / 4 + 1) * e,
    ),
    uses=[
        universality_for_two_laws,
        third_moment_of_the_normal,
        third_moment_is_at_least_one,
        second_moment_from_the_third,
        kernel_of_the_rectifier,
        kernel_between_0_and_1,
        weights_have_means,
    ],
    source=PAPER,
)
def universality_with_a_rate(claim, close, normal, least, second, gaussian, kernels, means):
    held = claim.condition.parts
    value = gaussian.at({norm_x: 1, norm_y: 1})
    exact = have(Equal(kernel(NORMAL, m), angular_part(t) / (2 * pi)), given=held, by=value)
    wider = have(
        Implies(And(0 < e, 0 <= T, SLOPE * q + SHIFT < 1), (SLOPE * (T + q) + SHIFT) * e <= (T / 4 + 1) * e),
        by=[product_of_positives(T, e), product_of_positives(1 - SLOPE * q - SHIFT, e)],
    )
    moment = have(Integrable(mu, squared), given=held, by=second)
    rate = have(
        abs_(kernel(mu, m) - kernel(NORMAL, m)) <= (SLOPE * (E(mu, cubed) + E(NORMAL, cubed)) + SHIFT) * e,
        given=held,
        by=[close.at({nu: NORMAL}), normal, moment],
    )
    last = wider.at({T: E(mu, cubed), q: E(NORMAL, cubed)})
    proof = have(claim, by=[rate, exact, last, normal, least, moment])
    mean = have(Integrable(mu, weight), given=[Integrable(mu, cubed)], by=[means, second])
    normed = [have(Integrable(mu, squared), given=[Integrable(mu, cubed)], by=second)]
    plain = have(Integrable(iid(m, mu), of_sums(rectified, m)), given=held, by=[kernels, moment])
    cuts = [cut_mean(mu, cubed, w), cut_mean(mu, squared, w)]
    return proof, mean, *normed, *cuts, under(claim.condition, plain)
