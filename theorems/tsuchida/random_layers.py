r"""Second moments behind random layers, of any widths: $\mathbb E\, |x^{(L)}|^2$ is a product of gains.

Layer $l$ has $d_l$ units of the slopes 1 and $a$ on the outputs of $d_{l-1}$ units. Nothing is asked of its
weights but that the positive and the negative part of each unit have the second moment $\frac12 s_l^2 |x|^2$:
rows may depend on each other.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, initialisation; proof: own computation.
"""

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    Sum,
    abs_,
    as_functions,
    borel,
    fact,
    functions,
    given,
    have,
    induct_on,
    laws,
    naturals,
    reals,
    relu,
    rewriting,
    row,
    sequences,
    sign,
    theorem,
)

from .dominated_means import B as EVENT
from .dominated_means import dominated_on_sequences
from .dominated_means import mu as LAW
from .dominated_means import phi as FIRST
from .dominated_means import psi as OTHER
from .dominated_means import w as WEIGHT
from .double_sums import c as FACTOR
from .double_sums import factor_of_a_sum
from .double_sums import n as ROWS
from .double_sums import u as TERMS
from .means_below_sums import SPACE, bounded, combinations_of_sequences, cut_mean, everywhere, integrable_too
from .means_below_sums import u as U
from .means_below_sums import v as V
from .uniform_angle import applied

SEQ = ("fun", "N", "R")
PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, initialisation"
a, b, p, q, s = reals("a b p q s")
f, F = borel("f", SEQ), functions("F", "N", ("borel", SEQ, "R"))
d, i, j, k, l, m, n = naturals("d i j k l m n")
mu, rho = laws("mu rho", SEQ)
w, x, y = sequences("w x y")


def leaky(a, t):
    """The activation with the slopes 1 on the right and a on the left."""
    return relu(t) - a * relu(-t)


def inner(m, w, x):
    """The product of a row of weights and an input of R^m."""
    return Sum(1, m, lambda i: w(i) * x(i))


def squared_norm(m, x):
    """|x|^2 in R^m."""
    return Sum(1, m, lambda i: x(i) ** 2)


def response(m, w, j, x):
    """What unit j of the list of weights sees: weight i of unit j stands at the place j m + i."""
    return inner(m, lambda i: w(j * m + i), x)


def halves(law, function, value):
    """The positive and the negative part of a function have this second moment."""
    parts = (lambda w: relu(function(w)) ** 2), (lambda w: relu(-function(w)) ** 2)
    return And(*(And(Integrable(law, part), Equal(E(law, part), value)) for part in parts))


# ---- symmetric rows ------------------------------------------------------------------------------------


def seen(w):
    """What a unit with the row w sees of x."""
    return inner(m, w, x)


def mirrored(w):
    """-w."""
    return lambda i: -w(i)


SYMMETRIC = Equal(rho.push(mirrored), rho)
SECOND = And(
    Integrable(rho, lambda w: seen(w) ** 2), Equal(E(rho, lambda w: seen(w) ** 2), s**2 * squared_norm(m, x))
)


@theorem(
    "Symmetric rows have equal halves",
    Implies(And(SYMMETRIC, *SECOND.parts), halves(rho, seen, s**2 * squared_norm(m, x) / 2)),
    uses=[factor_of_a_sum, dominated_on_sequences],
    source=PAPER,
)
def equal_halves(claim, factor, below):
    held = claim.condition.parts
    right, left = (lambda w: relu(seen(w)) ** 2), (lambda w: relu(-seen(w)) ** 2)

    def both(w):
        return seen(w) ** 2

    exist = [dominated(below, rho, part, both, held[1]) for part in (right, left)]
    turned = have(
        Equal(seen(mirrored(w)), -seen(w)), by=factor.at({ROWS: m, FACTOR: -1, TERMS: lambda i: w(i) * x(i)})
    )
    square_ = have(Implies(Equal(a, -b), Equal(relu(a) ** 2, relu(-b) ** 2)), by=rewriting(a, -b))
    same = as_functions(
        have(Equal(right(mirrored(w)), left(w)), by=[turned, square_.at({a: seen(mirrored(w)), b: seen(w)})]),
        w,
    )
    equal = have(
        Equal(E(rho, right), E(rho, left)), given=[SYMMETRIC], by=[same, row("E_push", mirrored, rho, right)]
    )
    whole = as_functions(have(Equal(relu(b) ** 2 + relu(-b) ** 2, b**2), by=sign(b)).at({b: seen(w)}), w)
    linear = applied("E_linear", rho, right, left, 1, 1, given=held, by=exist)
    return have(claim, "Turning the row exchanges its halves.", by=[*exist, equal, whole, linear]), *(
        cut_mean(rho, f, w) for f in (right, left, both)
    )


def dominated(below, law, part, whole, finite):
    """A part of a function that has a mean has a mean."""
    size = have(And(abs_(relu(b) ** 2) <= 1 * abs_(b**2), abs_(relu(-b) ** 2) <= 1 * abs_(b**2)), by=sign(b))
    small = have(Implies(And(), abs_(part(w)) <= 1 * abs_(whole(w))), by=size.at({b: seen(w)}))
    values = {LAW: law, EVENT: lambda z: And(), FIRST: part, OTHER: whole, WEIGHT: 1}
    return have(
        Integrable(law, part), given=[finite], by=[below.at(values), everywhere(law), small.forall(w)]
    )


# ---- a layer -------------------------------------------------------------------------------------------


def combined(combinations, law, first, second, u, v):
    """The mean of u first + v second."""
    return combinations.at({SPACE[0]: law, SPACE[2]: first, SPACE[3]: second, U: u, V: v})


def squared_unit(f):
    """The square of the output of a unit."""
    return lambda w: leaky(a, f(w)) ** 2


@theorem(
    "The second moment of a unit",
    Implies(
        halves(mu, f, p), And(Integrable(mu, squared_unit(f)), Equal(E(mu, squared_unit(f)), (1 + a**2) * p))
    ),
    uses=[combinations_of_sequences],
    source=PAPER,
)
def moment_of_a_unit(claim, combinations):
    right, left = (lambda w: relu(f(w)) ** 2), (lambda w: relu(-f(w)) ** 2)
    split = have(
        Equal(1 * relu(b) ** 2 + a**2 * relu(-b) ** 2, leaky(a, b) ** 2),
        by=[sign(b), rewriting(relu(b), 0), rewriting(relu(-b), 0)],
    )
    here = split.at({b: f(w)})
    whole = integrable_too(mu, lambda w: 1 * right(w) + a**2 * left(w), squared_unit(f), w, here)
    both = combined(combinations, mu, right, left, 1, a**2)
    mean = have(claim.conclusion, given=[claim.condition], by=[as_functions(here, w), whole, both])
    return have(claim, by=mean), *(cut_mean(mu, g, w) for g in (right, left, squared_unit(f)))


def squares(k):
    """The sum of the squares of the first k units."""
    return lambda w: Sum(1, k, lambda j: leaky(a, F(j)(w)) ** 2)


HALVES = ForAll(j, [1 <= j, j <= d], halves(mu, F(j), p))


@theorem(
    "The second moment of a layer of any width",
    Implies(HALVES, And(Integrable(mu, squares(d)), Equal(E(mu, squares(d)), d * (1 + a**2) * p))),
    uses=[moment_of_a_unit, combinations_of_sequences],
    source=PAPER,
)
def moment_of_a_layer(claim, unit, combinations):
    def moment(k):
        return And(Integrable(mu, squares(k)), Equal(E(mu, squares(k)), k * (1 + a**2) * p))

    def terms(w):
        return lambda j: leaky(a, F(j)(w)) ** 2

    zero = bounded(mu, lambda w: 0, w, 0, have(abs_(0) <= 0))
    nothing = applied("E_range", mu, lambda w: And(), lambda w: 0, 0, 0, by=everywhere(mu))
    empty = have(Equal(squares(0)(w), 0), by=fact("sum_empty", 1, 0, terms(w)))
    last = squared_unit(F(k + 1))

    def extended(w):
        return 1 * squares(k)(w) + 1 * last(w)

    more = have(Equal(extended(w), squares(k + 1)(w)), by=fact("sum_last", 1, k, terms(w)))
    whole = integrable_too(mu, extended, squares(k + 1), w, more)
    start = integrable_too(mu, lambda w: 0, squares(0), w, empty)
    here = have(
        Implies(And(1 <= k + 1, k + 1 <= d), And(Integrable(mu, last), Equal(E(mu, last), (1 + a**2) * p))),
        given=[HALVES],
        by=[unit.at({f: F(k + 1)}), given(HALVES).instance(k + 1)],
    )
    sums = combined(combinations, mu, squares(k), last, 1, 1)
    every = induct_on(
        k,
        Implies(k <= d, moment(k)),
        "Unit by unit.",
        given=[HALVES],
        base=[zero, nothing, as_functions(empty, w), start],
        step=[here, sums, as_functions(more, w), whole],
    )
    proof = have(claim, by=every.instance(d))
    functions_ = [lambda w: relu(F(j)(w)) ** 2, lambda w: relu(-F(j)(w)) ** 2, squares(d)]
    return proof, *(cut_mean(mu, g, w) for g in functions_)
