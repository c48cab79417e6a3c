r"""Layers of independent symmetric weights: each unit has equal halves, at every input.

So the second moments behind such layers are products of gains, for any symmetric law of variance 1.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, initialisation; proof: own computation.
"""

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    Not,
    Or,
    Sum,
    as_functions,
    have,
    iid,
    ite,
    naturals,
    relu,
    rewriting,
    row,
    theorem,
    times,
)

from .double_sums import N as LENGTH
from .double_sums import V as TABLE
from .double_sums import c as FACTOR
from .double_sums import exchanged, factor_of_a_sum, indices, one_term, same_terms
from .double_sums import k as PLACE
from .double_sums import m as COLUMNS
from .double_sums import n as ROWS
from .double_sums import u as TERMS
from .independent_weights import MOMENT, VARIANCE, squared, weight
from .independent_weights import m as NUMBER
from .independent_weights import mu as nu
from .independent_weights import r as SHIFT
from .independent_weights import w as WEIGHT
from .independent_weights import x as COEFFICIENTS
from .means_below_sums import cut_mean, integrable_too
from .random_layers import (
    PAPER,
    a,
    b,
    d,
    equal_halves,
    halves,
    i,
    inner,
    j,
    k,
    leaky,
    m,
    mirrored,
    moment_of_a_layer,
    response,
    squared_norm,
    w,
    x,
)
from .random_layers import F as UNITS
from .random_layers import a as slope
from .random_layers import m as WIDTH
from .random_layers import mu as LAYER_LAW
from .random_layers import p as HALF
from .random_layers import rho as LAW
from .random_layers import s as SCALE
from .random_layers import x as INPUT
from .second_moments_of_sums import mean_and_variance_of_a_sum, squares_of_sums_have_means, weights_have_means
from .sign_changes import SYMMETRIC as WEIGHTS
from .sign_changes import m as COUNT
from .sign_changes import opposite, signs_may_change
from .sign_changes import s as SIGN

K = naturals("K")


def spread(x):
    """The input, moved to the places of the weights of unit j."""
    return lambda k: Sum(1, m, lambda i: ite(Equal(j * m + i, k), x(i), 0))


FITS = AtMost(j * m + m, K)


@theorem(
    "A unit is a weighted sum of all weights",
    Implies(FITS, Equal(inner(K, w, spread(x)), response(m, w, j, x))),
    uses=[exchanged, factor_of_a_sum, one_term],
    source="elementary",
)
def unit_as_a_sum(claim, exchanged, factor, one):
    def entry(k):
        return lambda i: w(k) * ite(Equal(j * m + i, k), x(i), 0)

    pulled = factor.at({ROWS: m, FACTOR: w(k), TERMS: lambda i: ite(Equal(j * m + i, k), x(i), 0)})
    rows = same_terms(k, K, lambda k: w(k) * spread(x)(k), lambda k: Sum(1, m, entry(k)), by=pulled)
    swapped = exchanged.at({ROWS: K, COLUMNS: m, TABLE: entry})

    def column(k):
        return entry(k)(i)

    place = have(
        Implies(And(*indices(i, m)), And(1 <= j * m + i, j * m + i <= K)),
        given=[FITS],
        by=times(0 <= j, 0 <= m),
    )
    zero = have(ForAll(k, [*indices(k, K), Not(Equal(k, j * m + i))], Equal(column(k), 0)))
    single = one.at({TERMS: column, PLACE: j * m + i, LENGTH: K})
    columns = same_terms(
        i,
        m,
        lambda i: Sum(1, K, lambda k: entry(k)(i)),
        lambda i: w(j * m + i) * x(i),
        given=[FITS],
        by=[single, zero, place],
    )
    return have(claim, "The other weights have the coefficient 0.", by=[rows, swapped, columns])


@theorem(
    "Moving an input keeps its norm",
    Implies(FITS, Equal(squared_norm(K, spread(x)), squared_norm(m, x))),
    uses=[unit_as_a_sum, one_term],
    source="elementary",
)
def moving_keeps_norms(claim, unit, one):
    def entry(k):
        return ite(Equal(j * m + k, j * m + i), x(k), 0)

    zero = have(ForAll(k, [*indices(k, m), Not(Equal(k, i))], Equal(entry(k), 0)))
    single = have(
        Implies(And(*indices(i, m)), Equal(spread(x)(j * m + i), x(i))),
        by=[one.at({TERMS: entry, PLACE: i, LENGTH: m}), zero],
    )
    product = have(Implies(Equal(a, b), Equal(a * b, b**2)), by=rewriting(a, b))
    product = product.at({a: spread(x)(j * m + i), b: x(i)})
    squares = same_terms(
        i, m, lambda i: spread(x)(j * m + i) * x(i), lambda i: x(i) ** 2, by=[single, product]
    )
    return have(claim, by=[unit.at({w: spread(x)}), squares])


@theorem(
    "Units of independent symmetric weights have equal halves",
    Implies(
        And(FITS, WEIGHTS, MOMENT, VARIANCE),
        halves(iid(K, nu), lambda w: response(m, w, j, x), squared_norm(m, x) / 2),
    ),
    uses=[
        unit_as_a_sum,
        moving_keeps_norms,
        equal_halves,
        signs_may_change,
        mean_and_variance_of_a_sum,
        squares_of_sums_have_means,
        weights_have_means,
    ],
    source=PAPER,
)
def units_have_equal_halves(claim, unit, norms, equal, signs, variance, squares, means):
    held, law = claim.condition.parts, iid(K, nu)
    turned = signs.at({SIGN: lambda k: -1, COUNT: K})
    mirror = have(
        Equal(law.push(mirrored), law),
        given=held,
        by=[turned, have(Or(Equal(-1, 1), Equal(-1, -1))).forall(k)],
    )
    centred = have(
        Equal(E(nu, weight), 0),
        given=held,
        by=[row("E_push", opposite, nu, weight), row("E_linear", nu, weight, weight, -1, 0), means],
    )

    def seen(w):
        return inner(K, w, spread(x))

    exists = squares.at({NUMBER: K, COEFFICIENTS: spread(x), SHIFT: 0})
    mean = variance.at({NUMBER: K, COEFFICIENTS: spread(x)})
    second = have(
        And(
            Integrable(law, lambda w: seen(w) ** 2),
            Equal(E(law, lambda w: seen(w) ** 2), squared_norm(K, spread(x))),
        ),
        given=held,
        by=[exists, mean, centred],
    )
    split = equal.at({LAW: law, WIDTH: K, INPUT: spread(x), SCALE: 1})
    whole = have(split.claim.args[1], given=held, by=[split, mirror, second])
    same = [lemma for side in (1, -1) for lemma in transferred(law, unit, side)]
    return have(claim, by=[whole, norms, *same]), *definedness(law)


def half(side):
    """The square of the positive part of what unit j sees, or of the negative part."""
    return lambda w: relu(side * response(m, w, j, x)) ** 2


def transferred(law, unit, side):
    """What holds for the sum over all weights holds for the unit."""

    def whole(w):
        return relu(side * inner(K, w, spread(x))) ** 2

    equal = have(Implies(Equal(a, b), Equal(relu(side * a) ** 2, relu(side * b) ** 2)), by=rewriting(a, b))
    equal = equal.at({a: inner(K, w, spread(x)), b: response(m, w, j, x)})
    same = have(Equal(whole(w), half(side)(w)), given=[FITS], by=[unit, equal])
    return integrable_too(law, whole, half(side), w, same), as_functions(same, w)


def definedness(law):
    """The means of cut functions exist."""
    return *(cut_mean(law, half(side), w) for side in (1, -1)), cut_mean(nu, squared, WEIGHT)


LIST = iid(d * m + m, nu)


def of_the_layer(w):
    """The squared norm of the outputs of d units of the slopes 1 and a."""
    return Sum(1, d, lambda j: leaky(slope, response(m, w, j, x)) ** 2)


@theorem(
    "The second moment of a layer of independent symmetric weights",
    Implies(
        And(WEIGHTS, MOMENT, VARIANCE),
        And(
            Integrable(LIST, of_the_layer),
            Equal(E(LIST, of_the_layer), d * (1 + slope**2) / 2 * squared_norm(m, x)),
        ),
    ),
    uses=[units_have_equal_halves, moment_of_a_layer],
    source=PAPER,
)
def moment_of_independent_weights(claim, units, layer):
    held = claim.condition.parts
    fits = have(Implies(j <= d, AtMost(j * m + m, d * m + m)), by=times(j <= d, 0 <= m))
    value = squared_norm(m, x) / 2
    unit = have(
        Implies(And(*indices(j, d)), halves(LIST, lambda w: response(m, w, j, x), value)),
        given=held,
        by=[units.at({K: d * m + m}), fits],
    )
    names = {LAYER_LAW: LIST, UNITS: lambda j: lambda w: response(m, w, j, x), HALF: value}
    proof = have(claim, by=[layer.at(names), unit.forall(j)])
    return proof, cut_mean(LIST, of_the_layer, w), cut_mean(nu, squared, WEIGHT)
