r"""All weights replaced, one by one: independent weights of one law against those of another.

The last weight is replaced at its cost, and the mean over the new one is a function of the same kind in the
other weights.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    abs_,
    fact,
    given,
    have,
    iid,
    induct_on,
    rewriting,
    square,
    theorem,
)

from .averaged_replacements import (
    PAIR,
    M,
    c,
    d,
    moments_are_defined,
    nu,
    o,
    q,
    replaceable,
    replaceable_means,
)
from .differences_of_means import means_of_close_functions_of_sequences
from .independent_weights import (
    C,
    F,
    a,
    b,
    growth,
    m,
    mean_over_a_weight,
    moved,
    mu,
    s,
    squared,
    t,
    w,
    weighted,
    x,
    y,
    z,
)
from .last_weights import (
    MORE,
    average_of_the_last_weight,
    functions_of_sums_have_means,
    growth_of_the_last_mean,
    of_sums,
)
from .means_below_sums import cut_mean, everywhere, under
from .one_weight_replaced import r, u, v
from .replaced_weights import RATE, cost_of_the_last_weight, cubes, last_cost, last_mean, small
from .second_moments_of_sums import ON_SEQUENCES, weights_have_means
from .two_smoothed_rectifiers import p
from .uniform_angle import applied

OWN = "own computation"
ROOM = And(*PAIR, 0 <= M, 0 <= p)


def kind(F, C, c, d, m):
    """What is asked of a function of two sums of m weights."""
    return (*growth(F, C), replaceable(F, c, d), *small(m, c, d))


def means_differ(F, m):
    """How much the means over m weights of either law differ."""
    return abs_(E(iid(m, mu), of_sums(F, m)) - E(iid(m, nu), of_sums(F, m)))


NEXT = last_mean(nu)


def kind_is_defined(claim, single, means):
    """The means in what is asked of a function, and in its mean over the last weight, exist."""
    lemmas = []
    for law in (mu, nu):
        held = [Integrable(law, squared), *growth(F, C)]
        here = have(Integrable(law, moved(F, a, b)(s, t)), given=held, by=single.at({mu: law}))
        there = {mu: law, a: x(m + 1), b: y(m + 1), s: weighted(x, m, z), t: weighted(y, m, z)}
        last = moved(F, x(m + 1), y(m + 1))(weighted(x, m, z), weighted(y, m, z))
        inner = have(Integrable(law, last), given=held, by=single.at(there))
        lemmas += [here, under(claim.condition, inner), *moments_are_defined(means, law)]
    return lemmas


@theorem(
    "The last weight replaced",
    Implies(
        And(*PAIR, 0 <= M, 0 <= p, *kind(F, C, c, d, m)),
        And(
            Integrable(iid(m, mu), of_sums(last_mean(mu), m)),
            Integrable(iid(m, mu), of_sums(NEXT, m)),
            AtMost(
                abs_(E(iid(m, mu), of_sums(last_mean(mu), m)) - E(iid(m, mu), of_sums(NEXT, m))),
                M * RATE * (abs_(x(m + 1)) ** 3 + abs_(y(m + 1)) ** 3),
            ),
        ),
    ),
    uses=[
        average_of_the_last_weight,
        functions_of_sums_have_means,
        growth_of_the_last_mean,
        cost_of_the_last_weight,
        means_of_close_functions_of_sequences,
        mean_over_a_weight,
        weights_have_means,
    ],
    source=OWN,
)
def last_weight_replaced(claim, average, exists, grows, cost, close, single, means):
    held = claim.condition.parts
    law = iid(m, mu)
    first, second, bound = claim.conclusion.parts
    one = have(first, given=held, by=average)
    two = have(second, given=held, by=[exists.at({F: NEXT, C: MORE}), grows.at({mu: nu})])
    near = have(
        abs_(of_sums(last_mean(mu), m)(z) - of_sums(NEXT, m)(z)) <= last_cost(z),
        given=held,
        by=given(replaceable(F, c, d)).instance(weighted(x, m, z), weighted(y, m, z), x(m + 1), y(m + 1)),
    )
    names = ("rho", "f", "g", "h")
    values = (law, of_sums(last_mean(mu), m), of_sums(NEXT, m), last_cost)
    mean = close.at({ON_SEQUENCES[name]: value for name, value in zip(names, values, strict=True)})
    final = have(bound, given=held, by=[mean, near.forall(z), one, two, cost])
    cuts = [cut_mean(law, of_sums(last_mean(other), m), z) for other in (mu, nu)]
    return have(claim, by=[one, two, final]), *cuts, *kind_is_defined(claim, single, means)


def every_function(m):
    """The claim for m weights, for all functions of the kind."""
    return ForAll((F, C, c, d), [*kind(F, C, c, d, m)], means_differ(F, m) <= M * RATE * cubes(m))


def no_weights():
    """Without weights both means are the same value."""
    empty = [fact("sum_empty", 1, 0, lambda i, e=e: e(i) * z(i)) for e in (x, y)]
    value = have(Equal(of_sums(F, 0)(z), F(0)(0)), by=empty)
    within = have(And(F(0)(0) <= of_sums(F, 0)(z), of_sums(F, 0)(z) <= F(0)(0)), by=value)
    means = [
        applied(
            "E_range",
            iid(0, law),
            lambda z: And(),
            of_sums(F, 0),
            F(0)(0),
            F(0)(0),
            by=[everywhere(iid(0, law)), within.forall(z)],
        )
        for law in (mu, nu)
    ]
    none = fact("sum_empty", 1, 0, lambda i: abs_(x(i)) ** 3 + abs_(y(i)) ** 3)
    return have(means_differ(F, 0) <= M * RATE * cubes(0), by=[*means, none, rewriting(cubes(0), 0)])


@theorem(
    "All weights replaced",
    Implies(And(*PAIR, 0 <= M, 0 <= p, *kind(F, C, c, d, m)), means_differ(F, m) <= M * RATE * cubes(m)),
    uses=[
        last_weight_replaced,
        average_of_the_last_weight,
        growth_of_the_last_mean,
        replaceable_means,
        functions_of_sums_have_means,
        mean_over_a_weight,
        weights_have_means,
    ],
    source=OWN,
)
def all_weights_replaced(claim, last, average, grows, stable, exists, single, means):
    held = [*PAIR, 0 <= M, 0 <= p]
    squares = [fact("sum_last", 1, m, lambda i, e=e: e(i) ** 2) for e in (x, y)]
    now = have(
        And(*small(m, c, d)), given=small(m + 1, c, d), by=[*squares, square(x(m + 1)), square(y(m + 1))]
    )
    there = (NEXT, MORE, c + x(m + 1) ** 2, d + y(m + 1) ** 2)
    then = have(And(*small(m, *there[2:])), given=small(m + 1, c, d), by=squares)
    given_kind = kind(F, C, c, d, m + 1)
    second = have(
        means_differ(NEXT, m) <= M * RATE * cubes(m),
        given=[*held, *given_kind, every_function(m)],
        by=[
            given(every_function(m)).instance(*there),
            grows.at({mu: nu}),
            stable.at({o: x(m + 1), q: y(m + 1)}),
            then,
        ],
    )
    first = have(last.claim.args[1].args[2], given=[*held, *given_kind], by=[last, now])
    third = abs_(x(m + 1)) ** 3 + abs_(y(m + 1)) ** 3
    longer = have(
        Equal(cubes(m + 1), cubes(m) + third),
        by=fact("sum_last", 1, m, lambda i: abs_(x(i)) ** 3 + abs_(y(i)) ** 3),
    )
    scaled = have(Implies(Equal(u, v + w), Equal(r * u, r * v + r * w)), by=rewriting(u, v + w))
    total = scaled.at({u: cubes(m + 1), v: cubes(m), w: third, r: M * RATE})
    step = have(
        means_differ(F, m + 1) <= M * RATE * cubes(m + 1),
        given=[*held, *given_kind, every_function(m)],
        by=[first, second, average, average.at({mu: nu}), longer, total],
    )

    def for_all_functions(lemma, m):
        return have(Implies(And(*kind(F, C, c, d, m)), lemma.claim), by=lemma).forall(F, C, c, d)

    whole = induct_on(
        m,
        every_function(m),
        base=for_all_functions(no_weights(), 0),
        step=for_all_functions(step, m + 1),
        given=held,
    )
    proof = have(claim, "Induction on the number of weights.", by=whole.instance(m, F, C, c, d))
    regular = [
        have(Integrable(iid(m, law), of_sums(F, m)), given=claim.condition.parts, by=exists.at({mu: law}))
        for law in (mu, nu)
    ]
    return (
        proof,
        *(under(claim.condition, lemma) for lemma in regular),
        *kind_is_defined(claim, single, means),
    )
