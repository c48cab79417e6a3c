r"""Functions under which one weight may be replaced by another, at a cost, and their means.

Where a weight of either law may be replaced at a cost in every direction, this holds for the mean over one
more weight too, and the cost grows by the square of its coefficient. So weights can be replaced one by one.

Source: own computation.
"""

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    abs_,
    given,
    have,
    laws,
    reals,
    rewriting,
    square,
    theorem,
    times,
)

from .differences_of_means import means_of_close_functions
from .independent_weights import (
    VARIABLES,
    C,
    F,
    averaged,
    constant,
    growth,
    mean_over_a_weight,
    moved,
    mu,
    s,
    squared,
    weight,
)
from .means_below_sums import bounded, combinations, cut_mean, everywhere, product_of_positives, under
from .one_weight_replaced import difference, outer, r, u, v
from .order_of_means import means_in_either_order
from .second_moments_of_sums import affine_square, mean_of_an_affine_square, weights_have_means
from .smoothed_rectifier import SIXTH, a, b, t, w
from .two_smoothed_rectifiers import p
from .uniform_angle import applied

OWN = "own computation"
c, d, o, q, M, x0, y0 = reals("c d o q M x0 y0")
nu = laws("nu")


def moments(mu):
    """A weight of mean 0 and variance 1."""
    return (
        Integrable(mu, squared),
        Equal(E(mu, weight), 0),
        Equal(E(mu, squared), 1),
    )


def moments_are_defined(means, law):
    """The means in the definition of a weight of mean 0 and variance 1 exist."""
    mean = have(Integrable(law, weight), given=[Integrable(law, squared)], by=means.at({mu: law}))
    return cut_mean(law, squared, w), mean


PAIR = (*moments(mu), *moments(nu))


def replaceable(F, c, d):
    """Replacing a weight in any direction costs at most M times the outer bound."""
    return ForAll((s, t, a, b), [], difference(F) <= M * outer(s, t, c, d))


# The mean of F over one more weight, in the direction (o, q).
MEAN = averaged(F, o, q, nu)


def three(s, t, a, b):
    """F at a point that two weights move."""
    return lambda w: lambda v: F(s + a * w + o * v)(t + b * w + q * v)


WIDTH = 1 + 3 * (x0**2 + y0**2 + a**2 + b**2 + o**2 + q**2)


@theorem(
    "F at a point that two weights move",
    Implies(And(*growth(F, C)), And(*growth(three(x0, y0, a, b), C * WIDTH))),
    source="elementary",
)
def growth_of_three(claim):
    def sizes(s, a, o):
        return have(
            (s + a * w + o * v) ** 2 <= 3 * (s**2 + a**2 + o**2) * (1 + w**2 + v**2),
            by=[square(e) for e in (s - a * w, s - o * v, a * w - o * v, s * w, s * v, a, a * v, o, o * w)],
        )

    both = [sizes(x0, a, o), sizes(y0, b, q)]
    whole = have(
        1 + (x0 + a * w + o * v) ** 2 + (y0 + b * w + q * v) ** 2 <= WIDTH * (1 + w**2 + v**2),
        by=[*both, square(w), square(v)],
    )
    scaled = have(Implies(And(0 <= C, r <= u), C * r <= C * u), by=times(0 <= C, r <= u))
    there = scaled.at(
        {r: 1 + (x0 + a * w + o * v) ** 2 + (y0 + b * w + q * v) ** 2, u: WIDTH * (1 + w**2 + v**2)}
    )
    here = given(growth(F, C)[1]).instance(x0 + a * w + o * v, y0 + b * w + q * v)
    value = three(x0, y0, a, b)(w)(v)
    size = have(
        And(0 <= value, value <= C * WIDTH * (1 + w**2 + v**2)), given=growth(F, C), by=[whole, there, here]
    )
    product = product_of_positives(C, WIDTH)
    positive = have(0 <= C * WIDTH, given=[0 <= C], by=[product, *map(square, (x0, y0, a, b, o, q))])
    return have(claim, by=[size.forall(w, v), positive])


def outer_mean(q, o, c, d):
    """The outer bound at a point that a weight moves."""
    return lambda v: M * outer(x0 + o * v, y0 + q * v, c, d)


@theorem(
    "The mean of the outer bound",
    Implies(
        And(*moments(nu)),
        And(
            Integrable(nu, outer_mean(q, o, c, d)),
            Equal(E(nu, outer_mean(q, o, c, d)), M * outer(x0, y0, c + o**2, d + q**2)),
        ),
    ),
    uses=[mean_of_an_affine_square, combinations, weights_have_means],
    source="elementary",
)
def mean_of_the_outer_bound(claim, square_mean, combine, means):
    first, second = affine_square(y0 + 1, q), affine_square(x0 + 1, o)
    sides = abs_(a) ** 3, abs_(b) ** 3
    left, right = (M * p * e / 24 for e in sides)
    still = [e * (p * f / 4 + SIXTH) / 6 for e, f in zip(sides, (d, c), strict=True)]
    rest = M * (sum(still) + sum(sides) / 2)
    rho, g, h = (VARIABLES[name] for name in ("rho", "g", "h"))

    def both(v):
        return left * first(v) + right * second(v)

    quadratic = combine.at({rho: nu, g: first, h: second, u: left, v: right})
    whole = combine.at({rho: nu, g: both, h: constant, u: 1, v: rest})
    one = bounded(nu, constant, w, 1, have(abs_(1) <= 1))
    ones = applied("E_range", nu, lambda w: And(), constant, 1, 1, by=everywhere(nu))
    squares = [square_mean.at({mu: nu, u: y0 + 1, v: q}), square_mean.at({mu: nu, u: x0 + 1, v: o})]
    scaled = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    values = [
        scaled.at({u: E(nu, function), v: value, w: factor})
        for function, value, factor in (
            (first, (y0 + 1) ** 2 + q**2, left),
            (second, (x0 + 1) ** 2 + o**2, right),
            (constant, 1, rest),
        )
    ]
    proof = have(claim, by=[quadratic, whole, one, ones, *squares, *values])
    return (
        proof,
        cut_mean(nu, squared, w),
        cut_mean(nu, outer_mean(q, o, c, d), v),
        have(Integrable(nu, weight), given=[Integrable(nu, squared)], by=means.at({mu: nu})),
    )


@theorem(
    "Means over one more weight are replaceable at a higher cost",
    Implies(And(*PAIR, *growth(F, C), replaceable(F, c, d)), replaceable(MEAN, c + o**2, d + q**2)),
    uses=[
        growth_of_three,
        means_in_either_order,
        mean_of_the_outer_bound,
        means_of_close_functions,
        mean_over_a_weight,
        weights_have_means,
    ],
    source=OWN,
)
def replaceable_means(claim, grows, order, outside, close, exists, means):
    held = claim.condition.parts
    phi = three(x0, y0, a, b)

    def first(v):
        return E(mu, lambda w: phi(w)(v))

    def second(v):
        return E(nu, lambda w: phi(w)(v))

    orders = [order.at({mu: law, F: phi, C: C * WIDTH}) for law in (mu, nu)]
    bound = outer_mean(q, o, c, d)
    near = have(
        abs_(first(v) - second(v)) <= bound(v),
        given=held,
        by=given(held[-1]).instance(x0 + o * v, y0 + q * v, a, b),
    )
    rho, f, g, h = (VARIABLES[name] for name in ("rho", "f", "g", "h"))
    mean = close.at({rho: nu, f: first, g: second, h: bound})
    here = have(
        abs_(E(mu, lambda w: E(nu, lambda v: phi(w)(v))) - E(nu, lambda w: E(nu, lambda v: phi(w)(v))))
        <= M * outer(x0, y0, c + o**2, d + q**2),
        given=held,
        by=[grows, *orders, outside, near.forall(v), mean],
    )
    everywhere_else = here.at({x0: s, y0: t}).forall(s, t, a, b)
    proof = have(claim, "The mean over the other weight is taken last.", by=everywhere_else)

    def over(law, function, values):
        lemma = [exists.at({mu: law, **values}), grows]
        return have(Integrable(law, function), given=[Integrable(law, squared), *growth(F, C)], by=lemma)

    one = [over(law, moved(F, a, b)(s, t), {}) for law in (mu, nu)]
    inner = over(nu, lambda v: three(s, t, a, b)(w)(v), {s: s + a * w, t: t + b * w, a: o, b: q})
    wide = [
        have(
            Integrable(law, lambda w: MEAN(x0 + a * w)(y0 + b * w)),
            given=held,
            by=[grows, order.at({mu: law, F: phi, C: C * WIDTH})],
        )
        for law in (mu, nu)
    ]
    wide = [
        have(Integrable(law, lambda w: MEAN(s + a * w)(t + b * w)), given=held, by=lemma.at({x0: s, y0: t}))
        for law, lemma in zip((mu, nu), wide, strict=True)
    ]
    defined = [lemma for law in (mu, nu) for lemma in moments_are_defined(means, law)]
    return proof, *defined, *one, *(under(claim.condition, lemma) for lemma in (inner, *wide))
