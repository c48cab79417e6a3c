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


def rectified(s):
    """The product of two rectifiers."""
    return lambda t: relu(s) * relu(t)


def kernel(law, m):
    """The kernel of the rectifier for m independent weights of a law, at the inputs x and y."""
    return E(iid(m, law), of_sums(rectified, m))


NORMED = (moment(m) <= 1, moment_of(y, m) <= 1)


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
    "The product of two rectifiers grows like squares",
    And(*growth(rectified, 1)),
    source="elementary",
)
def growth_of_the_rectifiers(claim):
    product = have(
        Implies(And(0 <= u, 0 <= v), And(0 <= u * v, 2 * u * v <= u**2 + v**2)),
        by=[product_of_positives(u, v), square(u - v)],
    )
    squares = have(And(0 <= relu(s), relu(s) ** 2 <= s**2), by=[sign(s), square(s)])
    here = product.at({u: relu(s), v: relu(t)})
    size = have(
        And(0 <= rectified(s)(t), rectified(s)(t) <= 1 * (1 + s**2 + t**2)),
        by=[here, squares, squares.at({s: t}), square(s), square(t)],
    )
    return have(claim, by=size.forall(s, t))


def gap(s, t):
    """What smoothing adds to the product of two rectifiers, at most."""
    return p / 24 * ((s + 1) ** 2 + (t + 1) ** 2) + Rational(1, 36)


@theorem(
    "Smoothing adds little to a product",
    Implies(
        0 <= p,
        And(
            0 <= two(s)(t) - p**2 * rectified(s)(t),
            two(s)(t) - p**2 * rectified(s)(t) <= gap(s, t),
        ),
    ),
    uses=[close_to_the_rectifier],
    source=OWN,
)
def smoothing_adds_little(claim, close):
    scale = have(
        Implies(0 <= p, Equal(relu(p * t), p * relu(t))),
        by=[sign(t), product_of_positives(p, t), product_of_positives(p, -t)],
    )
    quarter = have(And(0 <= relu(t), relu(t) <= (t + 1) ** 2 / 4), by=[square(t + 1), square(t - 1), sign(t)])
    # a and b: what is added to p times the rectifiers u and v.
    abstract = have(
        Implies(
            And(0 <= a, a <= SIXTH, 0 <= b, b <= SIXTH, 0 <= u, 0 <= v),
            And(
                0 <= (u + a) * (v + b) - u * v,
                (u + a) * (v + b) - u * v <= SIXTH * (u + v) + Rational(1, 36),
            ),
        ),
        by=[
            product_of_positives(a, v),
            product_of_positives(b, u),
            product_of_positives(a, b),
            product_of_positives(SIXTH - a, v),
            product_of_positives(SIXTH - b, u),
            product_of_positives(SIXTH - a, b),
        ],
    )
    values = {a: smooth(p * s) - relu(p * s), b: smooth(p * t) - relu(p * t), u: relu(p * s), v: relu(p * t)}
    both = [close.at({t: p * e}) for e in (s, t)]
    scales = [scale, scale.at({t: s}), quarter, quarter.at({t: s})]
    larger = have(Implies(And(0 <= p, r <= w), p * r <= p * w), by=times(0 <= p, r <= w))
    wide = [larger.at({r: relu(e), w: (e + 1) ** 2 / 4}) for e in (s, t)]
    put = have(
        Implies(And(Equal(u, p * a), Equal(v, p * b)), Equal(u * v, p**2 * (a * b))),
        by=[rewriting(u, p * a), rewriting(v, p * b)],
    )
    powers = put.at({u: relu(p * s), v: relu(p * t), a: relu(s), b: relu(t)})
    signs = [product_of_positives(p, relu(e)) for e in (s, t)]
    return have(claim, by=[abstract.at(values), *both, *scales, *wide, *signs, powers])
