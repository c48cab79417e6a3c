r"""Kernels of the rectifier for independent weights of two laws with mean 0 and variance 1 are close.

The rectifier is smoothed at width $1/p$, the weights are replaced one by one, and the smoothing is undone.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, universality; proof and rate: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    have,
    iid,
    relu,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .all_weights_replaced import all_weights_replaced, means_differ
from .averaged_replacements import M, c, d, nu
from .independent_weights import C, F, a, b, growth, m, mu, s, t, w, y
from .last_weights import functions_of_sums_have_means, of_sums
from .means_below_sums import product_of_positives, under
from .one_weight_replaced import BOTH, THIRDS, difference, one_weight_replaced, outer, r, u, v
from .replaced_weights import RATE, cubes, moment_of
from .second_moments_of_sums import moment, weights_have_means
from .smoothed_rectifier import SIXTH, close_to_the_rectifier, smooth
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


