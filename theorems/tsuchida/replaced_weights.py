r"""All weights replaced, one by one.

Source: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    Sum,
    abs_,
    have,
    iid,
    rewriting,
    theorem,
)

from .averaged_replacements import M, c, d, moments, moments_are_defined
from .independent_weights import F, a, averaged, b, m, mu, s, t, w, weighted, x, y, z
from .means_below_sums import bounded, combinations_of_sequences, cut_mean, everywhere, product_of_positives
from .one_weight_replaced import r, u, v
from .second_moments_of_sums import (
    ON_SEQUENCES,
    moment,
    second_moment_of_a_sum,
    squares_of_sums_have_means,
    weights_have_means,
)
from .smoothed_rectifier import SIXTH
from .two_smoothed_rectifiers import p
from .uniform_angle import applied

OWN = "own computation"
RATE = p / 12 + Rational(19, 36)


def cubes(m):
    """The sum of the absolute third powers of the first m coefficients of both sums."""
    return Sum(1, m, lambda i: abs_(x(i)) ** 3 + abs_(y(i)) ** 3)


def last_mean(law):
    """The mean of F over the last weight of this law."""
    return averaged(F, x(m + 1), y(m + 1), law)


def small(m, c, d):
    """The variances of the sums, with what is still to come, are at most 1."""
    return moment(m) + c <= 1, moment_of(y, m) + d <= 1


def last_cost(z):
    """The cost of replacing the last weight."""
    first = abs_(x(m + 1)) ** 3 * (p * ((weighted(y, m, z) + 1) ** 2 + d) / 4 + SIXTH) / 6
    second = abs_(y(m + 1)) ** 3 * (p * ((weighted(x, m, z) + 1) ** 2 + c) / 4 + SIXTH) / 6
    return M * (first + second + (abs_(x(m + 1)) ** 3 + abs_(y(m + 1)) ** 3) / 2)


def moment_of(y, m):
    """The sum of the squares of the first m coefficients."""
    return Sum(1, m, lambda i: y(i) ** 2)


@theorem(
    "The cost of replacing the last weight",
    Implies(
        And(*moments(mu), 0 <= M, 0 <= p, *small(m, c, d)),
        And(
            Integrable(iid(m, mu), last_cost),
            E(iid(m, mu), last_cost) <= M * RATE * (abs_(x(m + 1)) ** 3 + abs_(y(m + 1)) ** 3),
        ),
    ),
    uses=[second_moment_of_a_sum, squares_of_sums_have_means, combinations_of_sequences, weights_have_means],
    source=OWN,
)
def cost_of_the_last_weight(claim, second, exists, combine, means):
    law, held = iid(m, mu), claim.condition.parts
    sides = abs_(x(m + 1)) ** 3, abs_(y(m + 1)) ** 3
    left, right = (M * p * e / 24 for e in sides)
    still = [e * (p * f / 4 + SIXTH) / 6 for e, f in zip(sides, (d, c), strict=True)]
    rest = M * (sum(still) + sum(sides) / 2)

    def of_y(z):
        return (weighted(y, m, z) + 1) ** 2

    def of_x(z):
        return (weighted(x, m, z) + 1) ** 2

    def both(z):
        return left * of_y(z) + right * of_x(z)

    rho, g, h = (ON_SEQUENCES[name] for name in ("rho", "g", "h"))
    quadratic = combine.at({rho: law, g: of_y, h: of_x, u: left, v: right})
    whole = combine.at({rho: law, g: both, h: lambda z: 1, u: 1, v: rest})
    one = bounded(law, lambda z: 1, z, 1, have(abs_(1) <= 1))
    ones = applied("E_range", law, lambda z: And(), lambda z: 1, 1, 1, by=everywhere(law))
    squares = [second.at({r: 1}), second.at({r: 1, x: y}), exists.at({r: 1}), exists.at({r: 1, x: y})]
    scaled = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    values = [
        scaled.at({u: E(law, of_y), v: moment_of(y, m) + 1, w: left}),
        scaled.at({u: E(law, of_x), v: moment(m) + 1, w: right}),
        scaled.at({u: E(law, lambda z: 1), v: 1, w: rest}),
    ]
    exact = M * (
        sides[0] * (p * (moment_of(y, m) + 1 + d) / 4 + SIXTH) / 6
        + sides[1] * (p * (moment(m) + 1 + c) / 4 + SIXTH) / 6
        + sum(sides) / 2
    )
    mean = have(
        And(Integrable(law, last_cost), Equal(E(law, last_cost), exact)),
        given=held,
        by=[quadratic, whole, one, ones, *squares, *values],
    )
    # a and b: the third powers; s and t: what is left of the variances.
    bound = have(
        Implies(And(0 <= M, 0 <= p, 0 <= a, 0 <= b, 0 <= s, 0 <= t), 0 <= M * p * (a * s + b * t)),
        by=[
            product_of_positives(a, s),
            product_of_positives(b, t),
            product_of_positives(M, p),
            product_of_positives(M * p, a * s + b * t),
        ],
    )
    room = bound.at({a: sides[0], b: sides[1], s: 1 - moment_of(y, m) - d, t: 1 - moment(m) - c})
    powers = [product_of_positives(abs_(e(m + 1)), abs_(e(m + 1)) ** k) for e in (x, y) for k in (1, 2)]
    proof = have(claim, "The variances are at most 1.", by=[mean, room, *powers])
    cuts = [cut_mean(law, last_cost, z), *moments_are_defined(means, mu)]
    return proof, *cuts
