r"""A weighted sum of independent standard normal numbers is a standard normal number times a length.

Source: elementary; proofs: own computation.
"""

from sympy import sqrt

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    ForAll,
    Iff,
    Implies,
    P,
    SameLaw,
    Sum,
    abs_,
    as_functions,
    fact,
    given,
    have,
    iid,
    induct_on,
    ite,
    known,
    naturals,
    normal,
    push,
    reals,
    rewriting,
    row,
    sequences,
    sign,
    theorem,
    times,
)

from .gaussian_density import NORMAL
from .gaussian_planes import bounded_on_the_line, combination_of_two, g
from .independent_sums import integrable, mean_is_bounded, put
from .independent_weights import last_weight, weighted
from .means_below_sums import under
from .uniform_angle import applied

a, b, c, d, r, s, u, v, w, M = reals("a b c d r s u v w M")
m = naturals("m")
x, y, z = sequences("x y z")


def products(x, y, m):
    """The inner product of two points of R^m."""
    return Sum(1, m, lambda i: x(i) * y(i))


def one_more(x, y, m):
    """One summand more, and the empty sum."""

    def term(i):
        return x(i) * y(i)

    return [fact("sum_last", 1, m, term), fact("sum_empty", 1, 0, term)]


@theorem("A sum of squares", AtMost(0, products(x, x, m)), source="elementary")
def sum_of_squares(claim):
    square = have(AtMost(0, x(m + 1) ** 2), by=sign(x(m + 1)))
    every = induct_on(m, claim, base=one_more(x, x, m), step=[*one_more(x, x, m), square])
    return have(claim, by=every.instance(m))


def of_sum(g, m):
    """The function g of the weighted sum."""
    return lambda z: g(weighted(x, m, z))


LENGTH = Equal(r**2, products(x, x, m))


@theorem(
    "The mean over the last weight of a sum",
    Implies(
        bounded_on_the_line(g),
        Equal(
            E(iid(m + 1, NORMAL), of_sum(g, m + 1)),
            E(iid(m, NORMAL), of_sum(lambda s: E(NORMAL, lambda w: g(s + x(m + 1) * w)), m)),
        ),
    ),
    uses=[last_weight],
    source="elementary",
)
def last_of_a_sum(claim, last):
    held = given(claim.condition)

    def moved(s):
        return lambda w: g(s + x(m + 1) * w)

    before = weighted(x, m, z)
    small = have(abs_(of_sum(g, m + 1)(z)) <= M, by=held.instance(weighted(x, m + 1, z)))
    fubini = applied("iid_last", m, NORMAL, of_sum(g, m + 1), M, by=small.forall(z))
    value = have(Equal(g(last.claim.args[0]), g(last.claim.args[1])), by=[last, rewriting(*last.claim.args)])
    extended = E(NORMAL, lambda w: of_sum(g, m + 1)(put(z, m + 1, w)))
    outer = have(Equal(extended, E(NORMAL, moved(before))), by=as_functions(value, w))
    there = held.instance(before + x(m + 1) * w)
    mean = mean_is_bounded(NORMAL, moved(before), w, there)
    exist = [
        integrable(iid(m + 1, NORMAL), of_sum(g, m + 1), z, small),
        integrable(NORMAL, moved(before), w, there),
        integrable(iid(m, NORMAL), lambda z: E(NORMAL, moved(weighted(x, m, z))), z, mean),
    ]
    return have(claim, by=[fubini, as_functions(outer, z)]), *exist


@theorem(
    "Means of a weighted sum of independent standard normal numbers",
    Implies(
        And(bounded_on_the_line(g), LENGTH),
        Equal(E(iid(m, NORMAL), of_sum(g, m)), E(NORMAL, lambda u: g(r * u))),
    ),
    uses=[last_of_a_sum, combination_of_two, sum_of_squares],
    source="elementary",
)
def means_of_a_sum(claim, last, combination, squares):
    condition, length = claim.condition.parts
    every = ForAll((g, r), [condition, length], claim.conclusion)
    held = given(condition)

    def later(s):
        return E(NORMAL, lambda w: g(s + x(m + 1) * w))

    there = held.instance(v + x(m + 1) * w)
    mean = mean_is_bounded(NORMAL, lambda w: g(v + x(m + 1) * w), w, there)
    shorter = Equal(a**2, products(x, x, m))
    before = have(
        Equal(E(iid(m, NORMAL), of_sum(later, m)), E(NORMAL, lambda u: later(a * u))),
        given=[condition, every, shorter],
        by=[given(every).instance(later, a), mean.forall(v)],
    )
    following = Equal(r**2, products(x, x, m + 1))
    goal = Equal(E(iid(m + 1, NORMAL), of_sum(g, m + 1)), E(NORMAL, lambda u: g(r * u)))
    joined = have(
        Implies(And(shorter, following), goal),
        given=[condition, every],
        by=[before, last, combination.at({c: a, d: x(m + 1)}), *one_more(x, x, m)],
    )
    root = [joined.at({a: sqrt(products(x, x, m))}), squares, fact("sqrt", products(x, x, m))]
    step = have(Implies(And(condition, following), goal), given=[every], by=root)
    whole = induct_on(m, every, base=empty_sum(condition, held), step=step.forall(g, r))
    proof = have(claim, "One weight more.", by=whole.instance(m, g, r))
    small = have(abs_(of_sum(g, m)(z)) <= M, by=held.instance(weighted(x, m, z)))
    exist = [
        integrable(iid(m, NORMAL), of_sum(g, m), z, small),
        integrable(NORMAL, lambda u: g(r * u), u, held.instance(r * u)),
    ]
    return proof, *(under(claim.condition, side) for side in exist)


def empty_sum(condition, held):
    """The means for the empty sum, whose length is 0."""
    law, nothing = iid(0, NORMAL), weighted(x, 0, z)
    zero = have(Equal(nothing, 0), by=fact("sum_empty", 1, 0, lambda i: x(i) * z(i)))
    left = have(Equal(g(nothing), g(0)), by=[zero, rewriting(nothing, 0)])
    none = have(Implies(Equal(r**2, 0), Equal(r, 0)), by=sign(r))
    right = have(Equal(g(r * u), g(0)), given=[Equal(r, 0)], by=rewriting(r, 0))
    means = [
        applied(
            "E_range",
            mu,
            lambda z: And(),
            lambda z: g(0),
            g(0),
            g(0),
            by=applied("prob_sure", mu, lambda z: And()),
        )
        for mu in (law, NORMAL)
    ]
    length = [fact("sum_empty", 1, 0, lambda i: x(i) * x(i)), none]
    same = have(Implies(Equal(r, 0), as_functions(right, u).claim), by=as_functions(right, u))
    start = have(
        Implies(
            And(condition, Equal(r**2, products(x, x, 0))),
            Equal(E(law, of_sum(g, 0)), E(NORMAL, lambda u: g(r * u))),
        ),
        by=[as_functions(left, z), same, *means, *length],
    )
    return start.forall(g, r)


def below(y):
    """The indicator of the numbers up to y."""
    return lambda x: ite(x <= y, 1, 0)


@theorem(
    "A weighted sum of independent standard normal numbers",
    Implies(
        LENGTH,
        SameLaw(iid(m, NORMAL).push(lambda z: weighted(x, m, z)), push((r * u, u), NORMAL)),
    ),
    uses=[means_of_a_sum],
    source="elementary",
)
def law_of_a_sum(claim, means):
    sums, multiple = iid(m, NORMAL).push(lambda z: weighted(x, m, z)), push((r * u, u), NORMAL)
    small = have(abs_(below(b)(s)) <= 1)
    equal = have(
        Equal(E(iid(m, NORMAL), of_sum(below(b), m)), E(NORMAL, lambda u: below(b)(r * u))),
        given=[LENGTH],
        by=[means.at({g: below(b), M: 1}), small.forall(s)],
    )
    events = [
        row("E_event", iid(m, NORMAL), lambda z: weighted(x, m, z) <= b),
        row("E_event", NORMAL, lambda u: r * u <= b),
        row("push_prob", lambda z: weighted(x, m, z), iid(m, NORMAL), lambda s: s <= b),
        row("push_prob", lambda u: r * u, NORMAL, lambda s: s <= b),
    ]
    half = have(
        Equal(P(sums, lambda s: s <= b), P(multiple, lambda s: s <= b)), given=[LENGTH], by=[equal, *events]
    )
    equal_laws = applied("law_ext", sums, multiple, given=[LENGTH], by=half.forall(b))
    return have(claim, "Both laws give half lines the same mass.", by=equal_laws)


@theorem(
    "A multiple of a standard normal number",
    Implies(0 < r, SameLaw(push((r * u, u), NORMAL), normal(0, r))),
    source="elementary",
)
def multiple_of_a_normal_number(claim):
    multiple, law = push((r * u, u), NORMAL), normal(0, r)
    divided = have(
        Implies(
            And(0 < r, Equal(r * v, 1)), And(Implies(r * u <= b, u <= b * v), Implies(u <= b * v, r * u <= b))
        ),
        by=[sign(v), times(r * u <= b, 0 < v), times(u <= b * v, 0 < r)],
    ).at({v: 1 / r})
    inside = have(Iff(r * u <= b, u <= b / r), given=[0 < r], by=[divided, fact("inverse", r)])
    same = applied(
        "prob_same", NORMAL, lambda u: r * u <= b, lambda u: u <= b / r, given=[0 < r], by=inside.forall(u)
    )
    pushed = row("push_prob", lambda u: r * u, NORMAL, lambda s: s <= b)
    values = [known("normal_cdf", 0, 1, b / r), known("normal_cdf", 0, r, b)]
    half = have(
        Equal(P(multiple, lambda s: s <= b), P(law, lambda s: s <= b)),
        given=[0 < r],
        by=[same, pushed, *values],
    )
    return have(claim, by=applied("law_ext", multiple, law, given=[0 < r], by=half.forall(b)))


@theorem(
    "The law of a weighted sum is normal",
    Implies(And(0 < r, LENGTH), SameLaw(iid(m, NORMAL).push(lambda z: weighted(x, m, z)), normal(0, r))),
    uses=[law_of_a_sum, multiple_of_a_normal_number],
    source="elementary",
)
def normal_law_of_a_sum(claim, law, multiple):
    return have(claim, "A multiple of a standard normal number is normal.", by=[law, multiple])
