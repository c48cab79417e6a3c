r"""The even moments of the standard normal law are the products of the odd numbers.

Source: elementary; proof: own computation.
"""

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integrable,
    Prod,
    abs_,
    fact,
    given,
    have,
    induct_on,
    naturals,
    reals,
    rewriting,
    sign,
    theorem,
    times,
)

from .cut_functions import C, archimedean, cut, f, g, mean_from_cuts, mu, smaller_functions, truncated_mean
from .even_powers import (
    OWN,
    by_parts,
    edge,
    even,
    even_parts,
    even_powers_on_an_interval,
    powers,
)
from .gaussian_density import NORMAL, density, positive_density
from .planar_kernel import integrable
from .uniform_angle import applied

b, d, t, u, v, w, x = reals("b d t u v w x")
j, k, m = naturals("j k m")
CALCULUS = "elementary"


def moment(n):
    """The even moment of order 2n."""
    return E(NORMAL, even(n))


def part(n, k):
    """What the interval from -k to k has of it."""
    return E(NORMAL, cut(even(n), k))


REGULAR = Integrable(NORMAL, even(j))


def regular_parts():
    """The truncated powers have means."""
    return truncated_mean(even(j), NORMAL), truncated_mean(even(j + 1), NORMAL)


@theorem(
    "The edges are positive",
    AtMost(0, edge(j, k)),
    uses=[even_powers_on_an_interval, positive_density],
    source=CALCULUS,
)
def edges_are_positive(claim, even_powers, positive):
    power = have(
        AtMost(0, k ** (2 * j + 1)),
        by=[even_powers.at({x: k, b: k}), *powers(k, j), times(0 <= k, AtMost(0, even(j)(k)))],
    )
    product = have(Implies(And(0 <= u, 0 <= v), 0 <= u * v), by=times(0 <= u, 0 <= v))
    return have(claim, by=[power, product.at({u: k ** (2 * j + 1), v: density(k)}), positive.at({x: k})])


@theorem(
    "Even powers are not negative", AtMost(0, even(j)(x)), uses=[even_powers_on_an_interval], source=CALCULUS
)
def even_powers_are_positive(claim, even_powers):
    return have(claim, by=even_powers.at({b: abs_(x)}))


@theorem(
    "The part of an even moment on an interval",
    Implies(REGULAR, And(0 <= part(j, k), part(j, k) <= moment(j))),
    uses=[even_parts, even_powers_are_positive, smaller_functions],
    source=CALCULUS,
)
def parts_are_smaller(claim, exist, positive, smaller):
    everywhere = applied("prob_sure", NORMAL, lambda x: And())
    zero = applied("E_range", NORMAL, lambda x: And(), lambda x: 0, 0, 0, by=everywhere)
    low = have(And(AtMost(0, 0), AtMost(0, cut(even(j), k)(x))), by=positive)
    high = have(And(AtMost(0, cut(even(j), k)(x)), AtMost(cut(even(j), k)(x), even(j)(x))), by=positive)
    above = smaller.at({mu: NORMAL, f: lambda x: 0, g: cut(even(j), k)})
    below = smaller.at({mu: NORMAL, f: cut(even(j), k), g: even(j)})
    proof = have(claim, by=[above, low.forall(x), zero, below, high.forall(x), exist])
    return proof, exist, truncated_mean(even(j), NORMAL)


@theorem(
    "One even moment more",
    Implies(REGULAR, And(Integrable(NORMAL, even(j + 1)), moment(j + 1) <= (2 * j + 1) * moment(j))),
    uses=[
        parts_are_smaller,
        by_parts,
        even_parts,
        edges_are_positive,
        mean_from_cuts,
        even_powers_are_positive,
    ],
    source=CALCULUS,
)
def one_moment_more(claim, smaller, parts, exist, edges, limit, positive):
    factor = have(Implies(u <= v, (2 * j + 1) * u <= (2 * j + 1) * v), by=times(u <= v, 0 <= 2 * j + 1))
    bound = (2 * j + 1) * moment(j)
    bounded = have(
        part(j + 1, k) <= bound,
        given=[REGULAR],
        by=[smaller, parts, edges, factor.at({u: part(j, k), v: moment(j)})],
    )
    cuts = have(
        Implies(m <= k, And(Integrable(NORMAL, cut(even(j + 1), k)), part(j + 1, k) <= bound)),
        given=[REGULAR],
        by=[bounded, exist.at({j: j + 1})],
    )
    above = have(AtMost(0, even(j + 1)(x)), by=positive.at({j: j + 1}))
    found = limit.at({mu: NORMAL, f: even(j + 1), C: bound})
    proof = have(claim, "The edges are positive.", by=[found, cuts.forall(k), above.forall(x)])
    known = [given(Integrable(NORMAL, even(n))) for n in (j, j + 1)]
    return proof, *known, *regular_parts()


@theorem("All even moments exist", REGULAR, uses=[one_moment_more], source=CALCULUS)
def even_moments_exist(claim, more):
    one = integrable(NORMAL, lambda x: 1, x, 1, have(abs_(1) <= 1))
    every = induct_on(j, claim, "Each bounds the next.", base=one, step=more)
    return have(claim, by=every.instance(j)), truncated_mean(even(j), NORMAL)


@theorem(
    "An edge and the next one",
    Equal(edge(j + 1, k), k**2 * edge(j, k)),
    source=CALCULUS,
)
def next_edge(claim):
    power = have(
        Equal(k ** (2 * j + 3), k**2 * k ** (2 * j + 1)),
        by=[fact("pow_next", k, 2 * j + 1), fact("pow_next", k, 2 * j + 2)],
    )
    scaled = have(
        Implies(Equal(u, k**2 * v), Equal(2 * u * w, k**2 * (2 * v * w))), by=rewriting(u, k**2 * v)
    )
    return have(claim, by=[power, scaled.at({u: k ** (2 * j + 3), v: k ** (2 * j + 1), w: density(k)})])


def next_moment_exists(exist):
    """The next even moment exists."""
    return have(Integrable(NORMAL, even(j + 1)), by=exist.at({j: j + 1}))


@theorem(
    "The edges fall",
    Implies(m + 1 <= k, (m + 1) * edge(j, k) <= (2 * j + 3) * moment(j + 1)),
    uses=[even_moments_exist, parts_are_smaller, by_parts, edges_are_positive, next_edge],
    source=OWN,
)
def edges_fall(claim, exist, smaller, parts, edges, onward):
    inside = have(smaller.claim.args[1], by=[smaller, exist])
    factor = have(Implies(u <= v, (2 * j + 3) * u <= (2 * j + 3) * v), by=times(u <= v, 0 <= 2 * j + 3))
    values = {u: part(j + 1, k), v: moment(j + 1)}
    last = have(
        edge(j + 1, k) <= (2 * j + 3) * moment(j + 1),
        by=[parts.at({j: j + 1}), inside.at({j: j + 2}), inside.at({j: j + 1}), factor.at(values)],
    )
    squares = have(
        Implies(m + 1 <= k, m + 1 <= k**2),
        by=[times(m + 1 <= k, m + 1 <= k), times(AtMost(0, m), AtMost(0, m))],
    )
    wide = have(Implies(And(0 <= u, m + 1 <= v), (m + 1) * u <= v * u), by=times(0 <= u, m + 1 <= v))
    proof = have(
        claim,
        "An edge is the one of the next order over the square of its place.",
        by=[last, onward, squares, wide.at({u: edge(j, k), v: k**2}), edges],
    )
    return proof, next_moment_exists(exist), truncated_mean(even(j + 1), NORMAL)


@theorem(
    "Quotients in inequalities",
    Implies(0 < d, And(Implies(d * t <= u, t <= u / d), Implies(t <= u / d, d * t <= u))),
    source="elementary",
)
def quotients(claim):
    below = have(
        Implies(And(Equal(d * v, 1), 0 < d, d * t <= u), t <= u * v), by=[sign(v), times(d * t <= u, 0 < v)]
    )
    above = have(Implies(And(Equal(d * v, 1), 0 < d, t <= u * v), d * t <= u), by=times(t <= u * v, 0 < d))
    return have(claim, by=[below.at({v: 1 / d}), above.at({v: 1 / d}), fact("inverse", d)])


BOUND = (moment(j + 1) + (2 * j + 3) * moment(j + 1) / (m + 1)) / (2 * j + 1)


@theorem(
    "A bound of an even moment by the next one",
    moment(j) <= BOUND,
    uses=[
        even_moments_exist,
        parts_are_smaller,
        even_parts,
        by_parts,
        edges_fall,
        quotients,
        mean_from_cuts,
        even_powers_are_positive,
    ],
    source=OWN,
)
def moment_below_the_next(claim, exist, smaller, part_exist, parts, fall, quotients, limit, positive):
    inside = have(part(j + 1, k) <= moment(j + 1), by=[smaller.at({j: j + 1}), exist.at({j: j + 1})])
    top = (2 * j + 3) * moment(j + 1)
    edges = have(
        Implies(m + 1 <= k, edge(j, k) <= top / (m + 1)),
        by=[quotients.at({d: m + 1, t: edge(j, k), u: top}), fall],
    )
    small = have(
        Implies(m + 1 <= k, part(j, k) <= BOUND),
        by=[
            edges,
            parts,
            inside,
            quotients.at({d: 2 * j + 1, t: part(j, k), u: moment(j + 1) + top / (m + 1)}),
        ],
    )
    cuts = have(
        Implies(m + 1 <= k, And(Integrable(NORMAL, cut(even(j), k)), part(j, k) <= BOUND)),
        by=[small, part_exist],
    )
    found = limit.at({mu: NORMAL, f: even(j), C: BOUND, m: m + 1})
    proof = have(claim, by=[found, cuts.forall(k), positive.forall(x)])
    return proof, exist, next_moment_exists(exist), *regular_parts()


@theorem(
    "Each even moment is an odd multiple of the one before",
    Equal(moment(j + 1), (2 * j + 1) * moment(j)),
    uses=[even_moments_exist, one_moment_more, moment_below_the_next, quotients, archimedean],
    source=CALCULUS,
)
def ratio_of_even_moments(claim, exist, more, below, quotients, archimedean):
    top = (2 * j + 3) * moment(j + 1)
    one = have(
        (2 * j + 1) * moment(j) <= moment(j + 1) + top / (m + 1),
        by=[below, quotients.at({d: 2 * j + 1, t: moment(j), u: moment(j + 1) + top / (m + 1)})],
    )
    gap = (2 * j + 1) * moment(j) - moment(j + 1)
    two = have((m + 1) * gap <= top, by=[one, quotients.at({d: m + 1, t: gap, u: top})])
    multiples = have(m * gap <= top - gap, by=two)
    least = have(gap <= 0, by=[archimedean.at({d: gap, u: top - gap}), multiples.forall(m)])
    proof = have(claim, "The difference has bounded multiples.", by=[least, more, exist])
    return proof, exist, next_moment_exists(exist), *regular_parts()


def odds(n):
    """The product of the first n odd numbers."""
    return Prod(1, n, lambda k: 2 * k - 1)


@theorem(
    "The even moments of the standard normal law",
    And(REGULAR, Equal(moment(j), odds(j))),
    uses=[even_moments_exist, ratio_of_even_moments],
    source=CALCULUS,
)
def even_moments(claim, exist, ratio):
    odd = [fact("prod_last", 1, j, lambda k: 2 * k - 1), fact("prod_empty", 1, 0, lambda k: 2 * k - 1)]
    factor = have(Implies(Equal(u, v), Equal((2 * j + 1) * u, (2 * j + 1) * v)), by=rewriting(u, v))
    everywhere = applied("prob_sure", NORMAL, lambda x: And())
    one = applied("E_range", NORMAL, lambda x: And(), lambda x: 1, 1, 1, by=everywhere)
    values = induct_on(
        j,
        Equal(moment(j), odds(j)),
        "Each is the odd multiple of the one before.",
        base=[one, *odd],
        step=[ratio, factor.at({u: moment(j), v: odds(j)}), *odd],
    )
    return have(claim, by=[exist, values.instance(j)]), exist, truncated_mean(even(j), NORMAL)


@theorem(
    "The first two even moments",
    And(
        Integrable(NORMAL, lambda x: x**2),
        Equal(E(NORMAL, lambda x: x**2), 1),
        Integrable(NORMAL, lambda x: x**4),
        Equal(E(NORMAL, lambda x: x**4), 3),
    ),
    uses=[even_moments],
    source=CALCULUS,
)
def second_and_fourth_moment(claim, moments):
    def factor(k):
        return 2 * k - 1

    odd = [fact("prod_empty", 1, 0, factor), *(fact("prod_last", 1, n, factor) for n in (0, 1))]
    products = have(And(Equal(odds(1), 1), Equal(odds(2), 3)), by=odd)
    proof = have(claim, by=[moments.at({j: 1}), moments.at({j: 2}), products])
    known = [given(Integrable(NORMAL, even(p))) for p in (1, 2)]
    return proof, *known, *(truncated_mean(even(p), NORMAL) for p in (1, 2))
