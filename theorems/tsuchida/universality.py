r"""Kernels of the rectifier for independent weights of two laws with mean 0 and variance 1 are close.

The rectifier is smoothed at width $1/p$, the weights are replaced one by one, and the smoothing is undone.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, universality; proof and rate: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    Equal,
    Implies,
    Integrable,
    abs_,
    have,
    iid,
    sign,
    square,
    theorem,
)

from .all_weights_replaced import all_weights_replaced, means_differ
from .averaged_replacements import M, c, d, nu
from .independent_weights import C, F, a, b, m, mu, s, t
from .last_weights import functions_of_sums_have_means, of_sums
from .means_below_sums import product_of_positives, under
from .one_weight_replaced import BOTH, THIRDS, difference, one_weight_replaced, outer, u
from .replaced_weights import RATE, cubes
from .second_moments_of_sums import weights_have_means
from .smoothed_kernels import NORMED, kernel, kernel_between_0_and_1, rectified, smoothing_undone
from .third_moments import third_is_defined, third_moment_is_at_least_one
from .two_smoothed_rectifiers import GROWTH_OF_TWO, growth_of_two, p, two

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, universality with a rate"
OWN = "own computation"


@theorem(
    "Smoothed kernels of two laws",
    Implies(And(*BOTH, 0 <= p, *NORMED), means_differ(two, m) <= THIRDS * p**3 * RATE * cubes(m)),
    uses=[
        all_weights_replaced,
        one_weight_replaced,
        growth_of_two,
        third_moment_is_at_least_one,
        functions_of_sums_have_means,
        weights_have_means,
    ],
    source=OWN,
)
def smoothed_kernels(claim, replaced, one, grows, least, exists, means):
    held = claim.condition.parts
    levels = [
        least,
        least.at({mu: nu}),
        product_of_positives(p, p**2),
        square(p),
        product_of_positives(THIRDS, p**3),
    ]
    level = have(0 <= THIRDS * p**3, given=held, by=levels)
    cost = have(difference(two) <= THIRDS * p**3 * outer(s, t, 0, 0), given=held, by=one)
    values = {F: two, C: GROWTH_OF_TWO, c: 0, d: 0, M: THIRDS * p**3}
    proof = have(claim, by=[replaced.at(values), cost.forall(s, t, a, b), grows, level])
    regular = [
        have(
            Integrable(iid(m, law), of_sums(two, m)),
            given=held,
            by=[exists.at({mu: law, F: two, C: GROWTH_OF_TWO}), grows],
        )
        for law in (mu, nu)
    ]
    defined = [lemma for law in (mu, nu) for lemma in third_is_defined(means, law)]
    return proof, *defined, *(under(claim.condition, lemma) for lemma in regular)


@theorem(
    "Kernels of two laws",
    Implies(
        And(*BOTH, 0 <= p, *NORMED),
        p**2 * abs_(kernel(mu, m) - kernel(nu, m))
        <= THIRDS * p**3 * RATE * cubes(m) + p / 6 + Rational(1, 36),
    ),
    uses=[smoothed_kernels, smoothing_undone, kernel_between_0_and_1, weights_have_means],
    source=OWN,
)
def kernels_of_two_laws(claim, smoothed, undone, kernels, means):
    size = have(
        Equal(p**2 * abs_(u), abs_(p**2 * u)),
        by=[sign(u), product_of_positives(p**2, u), product_of_positives(p**2, -u), square(p)],
    )
    proof = have(
        claim, by=[smoothed, undone, undone.at({mu: nu}), size.at({u: kernel(mu, m) - kernel(nu, m)})]
    )
    return proof, *kernels_are_defined(claim, kernels, means)


def kernels_are_defined(claim, kernels, means):
    """The means in a claim about kernels of two laws exist."""
    plain = [
        have(
            Integrable(iid(m, law), of_sums(rectified, m)),
            given=claim.condition.parts,
            by=kernels.at({mu: law}),
        )
        for law in (mu, nu)
    ]
    defined = [lemma for law in (mu, nu) for lemma in third_is_defined(means, law)]
    return *defined, *(under(claim.condition, lemma) for lemma in plain)
