r"""One weight, replaced by another of the same mean and variance, under two smoothed rectifiers.

The product of two smoothed rectifiers is a quadratic function of the weight and a remainder of third order;
only the remainder sees more of the law than its mean and variance.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integrable,
    abs_,
    have,
    laws,
    reals,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .independent_weights import MOMENT, C, F, a, averaged, b, mean_over_a_weight, moved, mu, s, squared, t, w
from .means_below_sums import product_of_positives, under
from .second_moments_of_sums import weights_have_means
from .smoothed_rectifier import SIXTH, bend, slope, smooth
from .third_moments import (
    THIRD,
    cubed,
    h,
    mean_to_third_order,
    q0,
    q1,
    q2,
    q3,
    third,
    third_is_defined,
    third_moment_is_at_least_one,
)
from .two_smoothed_rectifiers import GROWTH_OF_TWO, growth_of_two, linear_growth, p, remainder_of_two, two

OWN = "own computation"
nu = laws("nu")
c, q, r, u, v = reals("c q r u v")


BENDS = a**2 * bend(p * s) * smooth(p * t) / 2 + b**2 * bend(p * t) * smooth(p * s) / 2
BENT = p**2 * (BENDS + a * b * slope(p * s) * slope(p * t))
SLOPES = p * (a * slope(p * s) * smooth(p * t) + b * slope(p * t) * smooth(p * s))
SIDES = abs_(a) ** 3 * smooth(p * t) / 6 + abs_(b) ** 3 * smooth(p * s) / 6
INNER = SIDES + (abs_(a) ** 3 + abs_(b) ** 3) / 2
EXCESS = p**3 * INNER


def moved_two(w):
    """Two smoothed rectifiers after a step w in the direction (a, b)."""
    return moved(two, a, b)(s, t)(w)


@theorem(
    "Powers of a step",
    Implies(0 <= p, Equal(abs_(p * a * w) ** 3, p**3 * abs_(a) ** 3 * abs_(w) ** 3)),
    source="elementary",
)
def powers_of_a_step(claim):
    signs = [product_of_positives(e * u, f * v) for e in (-1, 1) for f in (-1, 1)]
    size = have(Equal(abs_(u * v), abs_(u) * abs_(v)), by=[sign(u), sign(v), *signs])
    steps = [size.at({u: p * a, v: w}), size.at({u: p, v: a})]
    put = have(
        Implies(And(Equal(u, r * v), Equal(r, p * q)), Equal(u**3, p**3 * q**3 * v**3)),
        by=[rewriting(u, r * v), rewriting(r, p * q)],
    )
    values = {u: abs_(p * a * w), r: abs_(p * a), v: abs_(w), q: abs_(a)}
    return have(claim, by=[*steps, put.at(values)])


@theorem(
    "Two smoothed rectifiers are quadratic in a weight to third order",
    Implies(
        0 <= p,
        AtMost(
            abs_(moved_two(w) - (smooth(p * s) * smooth(p * t) + SLOPES * w + BENT * w**2)),
            EXCESS * abs_(w) ** 3,
        ),
    ),
    uses=[remainder_of_two, powers_of_a_step],
    source=OWN,
)
def quadratic_to_third_order(claim, remainder, powers):
    small = remainder.at({s: p * s, t: p * t, a: p * a * w, b: p * b * w})
    scaled = have(Implies(Equal(u, v * c), Equal(u * r, v * c * r)), by=rewriting(u, v * c))
    parts = [
        scaled.at({u: abs_(p * e * w) ** 3, v: p**3 * abs_(e) ** 3, c: abs_(w) ** 3, r: smooth(p * o)})
        for e, o in ((a, t), (b, s))
    ]
    return have(claim, by=[small, powers, powers.at({a: b}), *parts])


@theorem(
    "The mean of two smoothed rectifiers over one weight",
    Implies(
        And(*THIRD, 0 <= p),
        AtMost(
            abs_(E(mu, moved_two) - (smooth(p * s) * smooth(p * t) + BENT)),
            EXCESS * E(mu, cubed),
        ),
    ),
    uses=[
        quadratic_to_third_order,
        growth_of_two,
        mean_over_a_weight,
        mean_to_third_order,
        weights_have_means,
    ],
    source=OWN,
)
def mean_over_one_weight(claim, small, grows, exists, mean, means):
    values = {q0: smooth(p * s) * smooth(p * t), q1: SLOPES, q2: BENT, q3: EXCESS}
    regular = have(
        Integrable(mu, moved_two), given=[MOMENT], by=[exists.at({F: two, C: GROWTH_OF_TWO}), grows]
    )
    near = have(small.claim.args[1], given=[0 <= p], by=small)
    proof = have(claim, by=[mean.at({h: moved_two, **values}), regular, near.forall(w)])
    return proof, *third_is_defined(means), regular, under(claim.condition, regular)


def outer(s, t, c, d):
    """What bounds the remainder, where c and d are variances that are still to come."""
    first = abs_(a) ** 3 * (p * ((t + 1) ** 2 + d) / 4 + SIXTH) / 6
    second = abs_(b) ** 3 * (p * ((s + 1) ** 2 + c) / 4 + SIXTH) / 6
    return first + second + (abs_(a) ** 3 + abs_(b) ** 3) / 2


BOTH = (*THIRD, *third(nu))
THIRDS = E(mu, cubed) + E(nu, cubed)


def difference(F):
    """How much the mean of F over a weight in the direction (a, b) differs for the two laws."""
    return abs_(averaged(F, a, b)(s)(t) - averaged(F, a, b, nu)(s)(t))


@theorem(
    "One weight replaced by another with the same mean and variance",
    Implies(And(*BOTH, 0 <= p), difference(two) <= THIRDS * (p**3 * outer(s, t, 0, 0))),
    uses=[
        mean_over_one_weight,
        linear_growth,
        third_moment_is_at_least_one,
        mean_over_a_weight,
        growth_of_two,
        weights_have_means,
    ],
    source=OWN,
)
def one_weight_replaced(claim, mean, linear, least, exists, grows, means):
    scaled = have(Implies(And(0 <= u, v <= r), u * v <= u * r), by=times(0 <= u, v <= r))
    cubes = [product_of_positives(abs_(e), abs_(e) ** 2) for e in (a, b)] + [
        product_of_positives(abs_(e), abs_(e)) for e in (a, b)
    ]
    sides = [
        scaled.at({u: abs_(e) ** 3, v: smooth(p * o), r: p * (o + 1) ** 2 / 4 + SIXTH})
        for e, o in ((a, t), (b, s))
    ]
    powers = [product_of_positives(p, p**2), square(p)]
    inner = have(
        Implies(0 <= p, And(INNER <= outer(s, t, 0, 0), 0 <= p**3)),
        by=[*cubes, *sides, *powers, linear, linear.at({t: s})],
    )
    wide = scaled.at({u: p**3, v: INNER, r: outer(s, t, 0, 0)})
    first, second = (
        scaled.at({u: E(law, cubed), v: EXCESS, r: p**3 * outer(s, t, 0, 0)}) for law in (mu, nu)
    )
    above = have(
        claim.conclusion,
        given=[*BOTH, 0 <= p],
        by=[mean, mean.at({mu: nu}), inner, wide, first, second, least, least.at({mu: nu})],
    )
    proof = have(claim, "Both means are near the one of the quadratic part.", by=above)
    regular = [
        have(
            Integrable(law, moved_two),
            given=[Integrable(law, squared)],
            by=[exists.at({mu: law, F: two, C: GROWTH_OF_TWO}), grows],
        )
        for law in (mu, nu)
    ]
    defined = [lemma for law in (mu, nu) for lemma in third_is_defined(means, law)]
    return proof, *defined, *(under(claim.condition, lemma) for lemma in regular)
