r"""Mean and variance of a weighted sum of independent centred weights, of any number.

Source: elementary.
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
    borel,
    fact,
    have,
    iid,
    induct_on,
    laws,
    reals,
    sign,
    square,
    theorem,
    times,
)

from .independent_weights import (
    MOMENT,
    VARIABLES,
    VARIANCE,
    C,
    F,
    averaged,
    constant,
    m,
    mu,
    r,
    s,
    squared,
    t,
    v,
    w,
    weight,
    weighted,
    x,
    y,
    z,
)
from .last_weights import average_of_the_last_weight, functions_of_sums_have_means
from .means_below_sums import SEQ, below_sums, below_sums_of_sequences, bounded, cut_mean, everywhere, under
from .uniform_angle import applied

u = reals("u")
ON_SEQUENCES = {"w": w, "rho": laws("rho", SEQ), **{name: borel(name, SEQ) for name in "fgh"}}
CENTRED = (MOMENT, Equal(E(mu, weight), 0), VARIANCE)


def centred_is_defined(means):
    """The means in the definition of a centred weight exist."""
    return cut_mean(mu, squared, w), have(Integrable(mu, weight), given=[MOMENT], by=means)


def affine_square(u, v):
    """The square of an affine function of a weight."""
    return lambda w: (u + v * w) ** 2


@theorem(
    "A weight has a mean",
    Implies(MOMENT, Integrable(mu, weight)),
    uses=[below_sums],
    source="elementary",
)
def weights_have_means(claim, below):
    one = bounded(mu, constant, w, 1, have(abs_(1) <= 1))
    size = have(abs_(weight(w)) <= 1 * (abs_(w**2) + abs_(1)), by=[square(w), square(w - 1), square(w + 1)])
    values = {"f": weight, "g": squared, "h": constant, "w": 1, "rho": mu}
    dominated = below.at({VARIABLES[name]: value for name, value in values.items()})
    proof = have(claim, by=[dominated, one, size.forall(w)])
    return proof, cut_mean(mu, squared, w), cut_mean(mu, weight, w)


@theorem(
    "The mean of an affine square",
    Implies(
        And(*CENTRED),
        And(Integrable(mu, affine_square(u, v)), Equal(E(mu, affine_square(u, v)), u**2 + v**2)),
    ),
    uses=[weights_have_means, below_sums],
    source="elementary",
)
def mean_of_an_affine_square(claim, exists, below):
    one = bounded(mu, constant, w, 1, have(abs_(1) <= 1))
    ones = applied("E_range", mu, lambda w: And(), constant, 1, 1, by=everywhere(mu))

    def rest(w):
        return 2 * u * v * weight(w) + u**2 * constant(w)

    values = {"f": rest, "g": weight, "h": constant, "w": abs_(2 * u * v) + u**2, "rho": mu}
    dominated = below.at({VARIABLES[name]: value for name, value in values.items()})
    size = have(
        abs_(r * w + u**2 * 1) <= (abs_(r) + u**2) * (abs_(w) + abs_(1)),
        by=[
            sign(r),
            sign(w),
            square(u),
            times(u**2 >= 0, abs_(w) >= 0),
            times(0 <= abs_(r), 0 <= abs_(w)),
            times(0 <= r, 0 <= w),
            times(r <= 0, 0 <= w),
            times(0 <= r, w <= 0),
            times(r <= 0, w <= 0),
        ],
    ).at({r: 2 * u * v})
    positive = have(0 <= abs_(2 * u * v) + u**2, by=square(u))
    linear = have(Integrable(mu, rest), given=[MOMENT], by=[dominated, one, exists, size.forall(w), positive])
    first = applied("E_linear", mu, weight, constant, 2 * u * v, u**2, given=[MOMENT], by=[exists, one])
    second = applied("E_linear", mu, squared, rest, v**2, 1, given=[MOMENT], by=linear)
    mean = have(claim.conclusion.parts[1], given=CENTRED, by=[first, second, ones])
    reach = 2 * u**2 + 2 * v**2
    sized = have(
        abs_((u + v * w) ** 2) <= reach * (abs_(w**2) + abs_(1)),
        by=[square(e) for e in (u - v * w, u + v * w, u * w, v, w)],
    )
    values = {"f": affine_square(u, v), "g": squared, "h": constant, "w": reach, "rho": mu}
    whole = below.at({VARIABLES[name]: value for name, value in values.items()})
    above = have(0 <= reach, by=[square(u), square(v)])
    regular = have(
        Integrable(mu, affine_square(u, v)), given=[MOMENT], by=[whole, one, sized.forall(w), above]
    )
    proof = have(claim, by=[mean, regular])
    cuts = [cut_mean(mu, affine_square(u, v), w)]
    return proof, *centred_is_defined(exists), *cuts


def shifted_square(r):
    """The square of the first sum and a number."""
    return lambda s: lambda t: (s + r) ** 2


def moment(m):
    """The sum of the squares of the first m coefficients."""
    return Sum(1, m, lambda i: x(i) ** 2)


def square_of_sum(m, r):
    """The square of the weighted sum and a number."""
    return lambda z: (weighted(x, m, z) + r) ** 2


GROWTH = 2 + 2 * r**2


def growth_of_the_square():
    """It grows at most like squares."""
    size = have(
        And(0 <= s**2 + 2 * r * s + r**2, (s + r) ** 2 <= GROWTH * (1 + s**2 + t**2)),
        by=[square(e) for e in (s + r, s - r, t, r * s, r * t)],
    )
    return have(And(0 <= GROWTH, size.forall(s, t).claim), by=[size.forall(s, t), square(r)])


@theorem(
    "A weighted sum of independent weights has a second moment",
    Implies(And(MOMENT, VARIANCE), Integrable(iid(m, mu), square_of_sum(m, r))),
    uses=[functions_of_sums_have_means],
    source="elementary",
)
def squares_of_sums_have_means(claim, exists):
    proof = have(claim, by=[exists.at({F: shifted_square(r), C: GROWTH}), growth_of_the_square()])
    return proof, cut_mean(mu, squared, w), cut_mean(iid(m, mu), square_of_sum(m, r), z)


@theorem(
    "The second moment of a weighted sum of independent centred weights",
    Implies(And(*CENTRED), Equal(E(iid(m, mu), square_of_sum(m, r)), moment(m) + r**2)),
    uses=[
        squares_of_sums_have_means,
        average_of_the_last_weight,
        mean_of_an_affine_square,
        weights_have_means,
    ],
    source="elementary",
)
def second_moment_of_a_sum(claim, exists, average, inner, means):
    def second(m):
        return Equal(E(iid(m, mu), square_of_sum(m, r)), moment(m) + r**2)

    empty = [fact("sum_empty", 1, 0, lambda i: x(i) * z(i)), fact("sum_empty", 1, 0, lambda i: x(i) ** 2)]
    point = have(Equal(square_of_sum(0, r)(z), r**2), by=empty)
    held = have(And(r**2 <= square_of_sum(0, r)(z), square_of_sum(0, r)(z) <= r**2), by=point)
    mean = applied(
        "E_range",
        iid(0, mu),
        lambda z: And(),
        square_of_sum(0, r),
        r**2,
        r**2,
        by=[everywhere(iid(0, mu)), held.forall(z)],
    )
    start = have(second(0), by=[mean, *empty])
    c = x(m + 1)

    def last(z):
        return averaged(shifted_square(r), c, y(m + 1))(weighted(x, m, z))(weighted(y, m, z))

    value = have(
        Equal(last(z), square_of_sum(m, r)(z) + c**2),
        given=CENTRED,
        by=inner.at({u: weighted(x, m, z) + r, v: c}),
    )
    one = bounded(iid(m, mu), lambda z: 1, z, 1, have(abs_(1) <= 1))
    ones = applied("E_range", iid(m, mu), lambda z: And(), lambda z: 1, 1, 1, by=everywhere(iid(m, mu)))
    linear = applied(
        "E_linear",
        iid(m, mu),
        square_of_sum(m, r),
        lambda z: 1,
        1,
        c**2,
        given=[MOMENT, VARIANCE],
        by=[exists, one],
    )
    same = applied(
        "E_same",
        iid(m, mu),
        lambda z: And(),
        last,
        lambda z: 1 * square_of_sum(m, r)(z) + c**2 * 1,
        given=CENTRED,
        by=[everywhere(iid(m, mu)), value.forall(z)],
    )
    first = average.at({F: shifted_square(r), C: GROWTH})
    step = have(
        second(m + 1),
        given=[*CENTRED, second(m)],
        by=[first, growth_of_the_square(), same, linear, ones, fact("sum_last", 1, m, lambda i: x(i) ** 2)],
    )
    whole = induct_on(m, second(m), base=start, step=step, given=CENTRED)
    proof = have(claim, "Induction on the number of weights.", by=whole.instance(m))
    regular = under(claim.condition, exists, Integrable(iid(m, mu), square_of_sum(m, r)))
    return proof, regular, *centred_is_defined(means)


@theorem(
    "A weighted sum of independent weights has a mean",
    Implies(And(MOMENT, VARIANCE), Integrable(iid(m, mu), lambda z: weighted(x, m, z))),
    uses=[squares_of_sums_have_means, below_sums_of_sequences],
    source="elementary",
)
def sums_have_means(claim, exists, below):
    law = iid(m, mu)
    size = have(abs_(u) <= 1 * (abs_(u**2) + abs_(1)), by=[square(u), square(u - 1), square(u + 1)])
    one = bounded(law, lambda z: 1, z, 1, have(abs_(1) <= 1))
    values = {
        "f": lambda z: weighted(x, m, z),
        "g": square_of_sum(m, 0),
        "h": lambda z: 1,
        "w": 1,
        "rho": law,
    }
    dominated = below.at({ON_SEQUENCES[name]: value for name, value in values.items()})
    by = [dominated, one, exists.at({r: 0}), size.at({u: weighted(x, m, z)}).forall(z)]
    return have(claim, by=by), cut_mean(mu, squared, w), cut_mean(law, lambda z: weighted(x, m, z), z)


@theorem(
    "Mean and variance of a weighted sum of independent centred weights",
    Implies(
        And(*CENTRED),
        And(
            Equal(E(iid(m, mu), lambda z: weighted(x, m, z)), 0),
            Equal(E(iid(m, mu), lambda z: weighted(x, m, z) ** 2), moment(m)),
        ),
    ),
    uses=[squares_of_sums_have_means, second_moment_of_a_sum, sums_have_means, weights_have_means],
    source="elementary",
)
def mean_and_variance_of_a_sum(claim, exists, second, sums, means):
    law = iid(m, mu)
    squares = [
        have(Integrable(law, square_of_sum(m, e)), given=[MOMENT, VARIANCE], by=exists.at({r: e}))
        for e in (0, 1, -1)
    ]
    quarter = Rational(1, 4)
    linear = applied(
        "E_linear",
        law,
        square_of_sum(m, 1),
        square_of_sum(m, -1),
        quarter,
        -quarter,
        given=[MOMENT, VARIANCE],
        by=squares,
    )
    values = [second.at({r: e}) for e in (0, 1, -1)]
    proof = have(claim, r"$4 S = (S + 1)^2 - (S - 1)^2$.", by=[linear, *values])
    mean = under(claim.condition, sums, Integrable(law, lambda z: weighted(x, m, z)))
    return proof, mean, under(claim.condition, squares[0]), *centred_is_defined(means)
