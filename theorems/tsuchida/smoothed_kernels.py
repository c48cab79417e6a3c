r"""Kernels of the rectifier against those of the smoothed rectifier, for independent centred weights.

Source: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    abs_,
    have,
    iid,
    relu,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .averaged_replacements import moments, moments_are_defined
from .independent_weights import C, F, a, b, growth, m, mu, s, t, w, weighted, x, y, z
from .last_weights import functions_of_sums_have_means, of_sums
from .means_below_sums import (
    bounded,
    combinations_of_sequences,
    cut_mean,
    everywhere,
    product_of_positives,
    under,
)
from .one_weight_replaced import r, u, v
from .replaced_weights import moment_of
from .second_moments_of_sums import (
    ON_SEQUENCES,
    moment,
    second_moment_of_a_sum,
    squares_of_sums_have_means,
    weights_have_means,
)
from .smoothed_rectifier import SIXTH, close_to_the_rectifier, smooth
from .two_smoothed_rectifiers import GROWTH_OF_TWO, growth_of_two, p, two
from .uniform_angle import applied

OWN = "own computation"


def rectified(s):
    """The product of two rectifiers."""
    return lambda t: relu(s) * relu(t)


def kernel(law, m):
    """The kernel of the rectifier for m independent weights of a law, at the inputs x and y."""
    return E(iid(m, law), of_sums(rectified, m))


NORMED = (moment(m) <= 1, moment_of(y, m) <= 1)


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


def gap_of_sums(z):
    """What smoothing adds at most, at the two sums."""
    return gap(weighted(x, m, z), weighted(y, m, z))


@theorem(
    "What smoothing adds has a small mean",
    Implies(
        And(*moments(mu), 0 <= p, *NORMED),
        And(
            Integrable(iid(m, mu), gap_of_sums),
            E(iid(m, mu), gap_of_sums) <= p / 6 + Rational(1, 36),
        ),
    ),
    uses=[second_moment_of_a_sum, squares_of_sums_have_means, combinations_of_sequences, weights_have_means],
    source=OWN,
)
def mean_of_the_gap(claim, second, exists, combine, means):
    law = iid(m, mu)
    rho, g, h = (ON_SEQUENCES[name] for name in ("rho", "g", "h"))

    def of_x(z):
        return (weighted(x, m, z) + 1) ** 2

    def of_y(z):
        return (weighted(y, m, z) + 1) ** 2

    def both(z):
        return p / 24 * of_x(z) + p / 24 * of_y(z)

    quadratic = combine.at({rho: law, g: of_x, h: of_y, u: p / 24, v: p / 24})
    whole = combine.at({rho: law, g: both, h: lambda z: 1, u: 1, v: Rational(1, 36)})
    one = bounded(law, lambda z: 1, z, 1, have(abs_(1) <= 1))
    ones = applied("E_range", law, lambda z: And(), lambda z: 1, 1, 1, by=everywhere(law))
    squares = [second.at({r: 1}), second.at({r: 1, x: y}), exists.at({r: 1}), exists.at({r: 1, x: y})]
    larger = have(Implies(And(0 <= p, u <= 2), p * u <= p * 2), by=times(0 <= p, u <= 2))
    values = [larger.at({u: E(law, of_x)}), larger.at({u: E(law, of_y)})]
    proof = have(claim, by=[quadratic, whole, one, ones, *squares, *values])
    return proof, cut_mean(law, gap_of_sums, z), *moments_are_defined(means, mu)


@theorem(
    "The smoothing undone",
    Implies(
        And(*moments(mu), 0 <= p, *NORMED),
        And(
            0 <= E(iid(m, mu), of_sums(two, m)) - p**2 * kernel(mu, m),
            E(iid(m, mu), of_sums(two, m)) - p**2 * kernel(mu, m) <= p / 6 + Rational(1, 36),
        ),
    ),
    uses=[
        smoothing_adds_little,
        mean_of_the_gap,
        functions_of_sums_have_means,
        growth_of_two,
        growth_of_the_rectifiers,
        combinations_of_sequences,
        weights_have_means,
    ],
    source=OWN,
)
def smoothing_undone(claim, little, small, exists, grows, grow, combine, means):
    law, held = iid(m, mu), claim.condition.parts
    rho, g, h = (ON_SEQUENCES[name] for name in ("rho", "g", "h"))
    smoothed = have(
        Integrable(law, of_sums(two, m)), given=held, by=[exists.at({F: two, C: GROWTH_OF_TWO}), grows]
    )
    plain = have(
        Integrable(law, of_sums(rectified, m)), given=held, by=[exists.at({F: rectified, C: 1}), grow]
    )

    def scaled(z):
        return p**2 * of_sums(rectified, m)(z) + 0 * of_sums(rectified, m)(z)

    def above(z):
        return 1 * scaled(z) + 1 * gap_of_sums(z)

    multiple = combine.at({rho: law, g: of_sums(rectified, m), h: of_sums(rectified, m), u: p**2, v: 0})
    total = combine.at({rho: law, g: scaled, h: gap_of_sums, u: 1, v: 1})
    here = little.at({s: weighted(x, m, z), t: weighted(y, m, z)})
    sides = []
    for low, high in ((scaled, of_sums(two, m)), (of_sums(two, m), above)):
        order = have(low(z) <= high(z), given=[0 <= p], by=here)
        reasons = [everywhere(law), smoothed, plain, multiple, total, small, order.forall(z)]
        sides.append(applied("E_mono", law, lambda z: And(), low, high, given=held, by=reasons))
    proof = have(claim, by=[*sides, smoothed, plain, multiple, total, small])
    return (
        proof,
        *(under(claim.condition, lemma) for lemma in (smoothed, plain)),
        *moments_are_defined(means, mu),
    )


@theorem(
    "The kernel at normed inputs lies between 0 and 1",
    Implies(
        And(*moments(mu), *NORMED),
        And(Integrable(iid(m, mu), of_sums(rectified, m)), 0 <= kernel(mu, m), kernel(mu, m) <= 1),
    ),
    uses=[
        functions_of_sums_have_means,
        growth_of_the_rectifiers,
        second_moment_of_a_sum,
        squares_of_sums_have_means,
        combinations_of_sequences,
        weights_have_means,
    ],
    source="elementary",
)
def kernel_between_0_and_1(claim, exists, grow, second, squares, combine, means):
    law, held = iid(m, mu), claim.condition.parts
    rho, g, h = (ON_SEQUENCES[name] for name in ("rho", "g", "h"))
    half = Rational(1, 2)
    plain = have(
        Integrable(law, of_sums(rectified, m)), given=held, by=[exists.at({F: rectified, C: 1}), grow]
    )

    def of_x(z):
        return weighted(x, m, z) ** 2

    def of_y(z):
        return weighted(y, m, z) ** 2

    def zero(z):
        return 0 * of_sums(rectified, m)(z) + 0 * of_sums(rectified, m)(z)

    def above(z):
        return half * of_x(z) + half * of_y(z)

    none = combine.at({rho: law, g: of_sums(rectified, m), h: of_sums(rectified, m), u: 0, v: 0})
    total = combine.at({rho: law, g: of_x, h: of_y, u: half, v: half})
    known = [second.at({r: 0}), second.at({r: 0, x: y}), squares.at({r: 0}), squares.at({r: 0, x: y})]
    product = have(
        And(0 <= rectified(s)(t), rectified(s)(t) <= half * s**2 + half * t**2),
        by=[
            product_of_positives(relu(s), relu(t)),
            product_of_positives(s, t),
            square(s - t),
            square(s),
            square(t),
            sign(s),
            sign(t),
        ],
    ).at({s: weighted(x, m, z), t: weighted(y, m, z)})
    sides = []
    for low, high in ((zero, of_sums(rectified, m)), (of_sums(rectified, m), above)):
        order = have(low(z) <= high(z), by=product)
        reasons = [everywhere(law), plain, none, total, *known, order.forall(z)]
        sides.append(applied("E_mono", law, lambda z: And(), low, high, given=held, by=reasons))
    proof = have(claim, by=[*sides, plain, none, total, *known])
    cuts = [cut_mean(law, of_sums(rectified, m), z), *moments_are_defined(means, mu)]
    return proof, *cuts
