r"""Means over two independent weights may be taken in either order.

Independence of two weights is symmetric, since orthants decide the law of a pair.

Source: elementary.
"""

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Iff,
    Implies,
    Integrable,
    Lemma,
    Or,
    P,
    Prod,
    cases,
    fact,
    given,
    have,
    ite,
    laws,
    pick,
    picked,
    recursion,
    rewriting,
    row,
    theorem,
)

from .independent_weights import (
    MOMENT,
    VARIANCE,
    C,
    F,
    a,
    b,
    growth,
    mean_over_a_weight,
    mu,
    r,
    s,
    squared,
    t,
    v,
    w,
    x,
    y,
    z,
)
from .means_below_sums import cut_mean, under
from .pairs_of_weights import (
    HELD,
    i,
    inner,
    j,
    k,
    l,
    mean_over_the_other,
    mean_over_two_weights,
    n,
    of_pair,
    pair,
    pair_is_defined,
    q,
)
from .uniform_angle import applied

nu = laws("nu")


def straight(z):
    """The two coordinates."""
    return lambda k: ite(Equal(k, 1), z(1), ite(Equal(k, 2), z(2), 0))


def exchanged(z):
    """The two coordinates, exchanged."""
    return lambda k: ite(Equal(k, 1), z(2), ite(Equal(k, 2), z(1), 0))


def below(y, n):
    """The points whose coordinates up to n are at most those of y."""
    return lambda z: ForAll(k, [k <= n], z(k) <= y(k))


OTHER = ForAll(l, [l <= n], Or(Equal(l, 1), Equal(l, 2), 0 <= y(l)))


def side(m):
    """What an orthant says of a coordinate, by its number, and of all beyond the second."""
    return lambda x: And(OTHER, Implies(m <= n, x <= y(m)))


def product_of_two():
    """The product of the first two numbers of a sequence."""
    none, one, two = (Prod(1, k, lambda k: x(k)) for k in range(3))
    empty, first, second = (
        fact(*e, lambda k: x(k)) for e in (("prod_empty", 1, 0), *(("prod_last", 1, k) for k in (0, 1)))
    )
    start = have(Equal(one, x(1)), by=[empty, first, rewriting(none, 1)])
    return have(Equal(two, x(1) * x(2)), by=[start, second, rewriting(one, x(1))])


def mass(i, j, turned, first, second):
    """The mass of an orthant under the law of the turned pair, as a product."""

    def family(k):
        return q(ite(Equal(k, 1), i, j))

    def box(k):
        return lambda x: And(Implies(Equal(k, 1), side(first)(x)), Implies(Equal(k, 2), side(second)(x)))

    def event(z):
        return below(y, n)(turned(z))

    def inside(z):
        return ForAll(k, [1 <= k, k <= 2], box(k)(z(k)))

    two = And(side(first)(z(1)), side(second)(z(2)))
    ends = [rewriting(k, 1), rewriting(k, 2)]
    each = have(Implies(two, inside(z)), by=[fact("nat_step", k, 1), *ends])
    both = have(Implies(inside(z), two), by=[given(inside(z)).instance(1), given(inside(z)).instance(2)])
    within = have(
        Implies(And(two, k <= n), turned(z)(k) <= y(k)), by=[cases(Equal(k, 1)), cases(Equal(k, 2)), *ends]
    )
    within = have(
        Implies(two, event(z)),
        by=have(Implies(k <= n, turned(z)(k) <= y(k)), given=[two], by=within).forall(k),
    )
    outside = have(Implies(event(z), two), by=[given(event(z)).instance(e) for e in (l, 1, 2)])
    same = have(Iff(event(z), inside(z)), by=[each, both, within, outside])
    law = pair(i, j)
    moved = applied("prob_same", law, event, inside, by=same.forall(z))
    product = row("prodlaw_prob", 2, family, box)

    def factor(k):
        return P(family(k), box(k))

    sides = [
        applied("prob_same", family(k), box(k), side(m), by=have(Iff(box(k)(r), side(m)(r))).forall(r))
        for k, m in ((1, first), (2, second))
    ]
    whole = product_of_two().at({x: factor})
    abstract = have(
        Implies(And(Equal(r, s), Equal(t, v)), Equal(r * t, s * v)), by=[rewriting(r, s), rewriting(t, v)]
    )
    masses = P(q(i), side(first)), P(q(j), side(second))
    same = abstract.at({r: factor(1), s: masses[0], t: factor(2), v: masses[1]})
    return have(Equal(P(law, event), masses[0] * masses[1]), by=[moved, product, whole, same, *sides])


def flipped(s):
    """F with its arguments exchanged."""
    return lambda t: F(t)(s)


@theorem(
    "Two independent weights, exchanged",
    Implies(And(*HELD, *growth(F, C)), Equal(E(pair(i, j), of_pair(F)), E(pair(j, i), of_pair(flipped)))),
    uses=[mean_over_two_weights],
    source="elementary",
)
def exchanged_pair(claim, exists):
    first = mass(i, j, straight, 1, 2)
    second = mass(j, i, exchanged, 2, 1)
    maps = [(straight, pair(i, j)), (exchanged, pair(j, i))]
    events = [row("push_prob", turn, law, below(y, n)) for turn, law in maps]
    images = [law.push(turn) for turn, law in maps]
    equal = have(Equal(P(images[0], below(y, n)), P(images[1], below(y, n))), by=[first, second, *events])
    same = applied("law_ext_seq", *images, by=equal.forall(n, y))
    means = [row("E_push", turn, law, of_pair(F)) for turn, law in maps]
    proof = have(claim, "Both pairs, the second one exchanged, have one law.", by=[same, *means])
    held = claim.condition.parts
    regular = have(Integrable(pair(i, j), of_pair(F)), given=held, by=exists)
    turned = have(
        Integrable(pair(j, i), of_pair(flipped)),
        given=held,
        by=[exists.at({i: j, j: i, F: flipped}), flipped_growth()],
    )
    return proof, *pair_is_defined(), *(under(claim.condition, e) for e in (regular, turned))


def flipped_growth():
    """With its arguments exchanged F grows as before."""
    size = have(
        And(0 <= F(t)(s), F(t)(s) <= C * (1 + s**2 + t**2)),
        given=growth(F, C),
        by=given(growth(F, C)[1]).instance(t, s),
    )
    return size.forall(s, t)


@theorem(
    "Means over two weights in either order",
    Implies(
        And(*HELD, *growth(F, C)),
        Equal(E(q(i), lambda s: E(q(j), lambda t: F(s)(t))), E(q(j), lambda t: E(q(i), lambda s: F(s)(t)))),
    ),
    uses=[mean_over_two_weights, exchanged_pair, mean_over_the_other, mean_over_a_weight],
    source="elementary",
)
def either_order(claim, both, flip, one, sure):
    held = claim.condition.parts
    back = {i: j, j: i, F: flipped}
    proof = have(claim, by=[both, both.at(back), flipped_growth(), flip])
    means = [have(Integrable(q(i), inner(F, j)), given=held, by=one)]
    means.append(have(Integrable(q(j), inner(flipped, i)), given=held, by=[one.at(back), flipped_growth()]))
    first = have(Integrable(q(j), lambda t: F(s)(t)), given=held, by=sure.at({mu: q(j), a: 0, b: 1, t: 0}))
    second = have(Integrable(q(i), lambda s: F(s)(t)), given=held, by=sure.at({mu: q(i), a: 1, b: 0, s: 0}))
    return proof, *pair_is_defined(), *(under(claim.condition, e) for e in (*means, first, second))


TWO = (MOMENT, VARIANCE, Integrable(nu, squared), Equal(E(nu, squared), 1), *growth(F, C))


def first_outside(s):
    """The mean over the second weight."""
    return E(nu, lambda t: F(s)(t))


def second_outside(t):
    """The mean over the first weight."""
    return E(mu, lambda s: F(s)(t))


@theorem(
    "Means over two laws in either order",
    Implies(
        And(*TWO),
        And(
            Integrable(mu, first_outside),
            Integrable(nu, second_outside),
            Equal(E(mu, first_outside), E(nu, second_outside)),
        ),
    ),
    uses=[either_order, mean_over_the_other, mean_over_a_weight],
    source="elementary",
)
def means_in_either_order(claim, order, one, sure):
    family = Lemma(recursion(mu, lambda n: lambda _: nu, ("law", "R")), "The laws in a sequence.")
    name, laws = pick(family, "q")
    second = laws.instance(0)
    here = {i: 0, j: 1}
    back = {i: 1, j: 0, F: flipped}
    proved = [order.at(here), one.at(here), one.at(back), flipped_growth()]
    swapped = have(claim, by=[*proved, laws, second])
    proof = picked(family, name, by=swapped, note="Two laws stand in one sequence of laws.")
    cuts = [cut_mean(law, squared, w) for law in (mu, nu)]
    cuts += [cut_mean(mu, first_outside, s), cut_mean(nu, second_outside, t)]
    held = claim.condition.parts
    inside = have(Integrable(nu, lambda t: F(s)(t)), given=held, by=sure.at({mu: nu, a: 0, b: 1, t: 0}))
    outside = have(Integrable(mu, lambda s: F(s)(t)), given=held, by=sure.at({a: 1, b: 0, s: 0}))
    return proof, *cuts, *(under(claim.condition, e) for e in (inside, outside))
