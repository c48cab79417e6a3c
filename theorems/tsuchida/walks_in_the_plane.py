r"""The mean of $x_+ q_n(x)$ over a sum of $n$ signs, with its point masses $q_n$.

It is $\sum_{a \ge 1} a\, q_n(a)^2$.

Source: own computation.
"""

from symrelu import (
    And,
    E,
    Equal,
    Exists,
    Implies,
    Sum,
    abs_,
    cases,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    ite,
    naturals,
    pick,
    picked,
    relu,
    rewriting,
    row,
    sequences,
    theorem,
    times,
)

from .independent_sums import integrable_on, walk
from .parity_of_sums import at, squares
from .sums_of_signs import (
    OWN,
    S,
    i,
    k,
    mass,
    n,
    possible,
    u,
    values_of_a_sum,
    whole,
    x,
)
from .uniform_angle import applied

b, m = naturals("b m")
c = sequences("c")


@theorem(
    "Whole numbers that are not negative",
    Implies(And(whole(x), 0 <= x), Exists(b, Equal(x, b))),
    source="elementary",
)
def natural_numbers(claim):
    goal = Exists(b, Equal(i, k + b))
    base = exhibit(Implies(k <= 0, Exists(b, Equal(0, k + b))), witness=(0,))
    name, less = pick(given(goal), "b")
    next_ = Exists(b, Equal(i + 1, k + b))
    more = exhibit(next_, witness=(name + 1,), by=less)
    onward = have(Implies(goal, next_), by=picked(given(goal), name, by=more))
    same = have(Implies(Equal(k, i + 1), next_), by=exhibit(next_, witness=(0,), by=given(Equal(k, i + 1))))
    every = induct_on(
        i, Implies(k <= i, goal), base=base, step=[onward, same, fact("nat_step", i, k)]
    ).instance(i)
    *names, equal = pick(given(whole(x)), "i k")
    found, difference = pick(given(goal), "b")
    here = exhibit(Exists(b, Equal(x, b)), witness=(found,), by=[equal, difference])
    inside = have(Implies(goal, Exists(b, Equal(x, b))), by=picked(given(goal), found, by=here))
    last = have(Exists(b, Equal(x, b)), given=[0 <= x], by=[inside, every, equal])
    return have(claim, by=picked(given(whole(x)), *names, by=last))


def weighted_mass(x):
    """x q_n(x) for x > 0."""
    return relu(x) * mass(n, x)


def single(c, x):
    """c(a) at a = x, as one term of a sum."""
    return lambda a: ite(Equal(x, a), c(a), 0)


@theorem(
    "A sum with one term",
    And(
        Equal(Sum(1, m, single(c, b)), ite(And(1 <= b, b <= m), c(b), 0)),
        Implies(x <= 0, Equal(Sum(1, m, single(c, x)), 0)),
    ),
    source="elementary",
)
def one_term(claim):
    steps = [[fact("sum_empty", 1, 0, single(c, y)), fact("sum_last", 1, m, single(c, y))] for y in (b, x)]
    (start, last), (empty, more) = steps
    split = [cases(Equal(b, m + 1)), rewriting(b, m + 1), fact("nat_step", m, b)]
    inside = induct_on(m, claim.parts[0], base=start, step=[last, *split]).instance(m)
    below = induct_on(m, claim.parts[1], base=empty, step=more).instance(m)
    return have(claim, by=[inside, below])


def points(a):
    """a q_n(a)."""
    return a * mass(n, a)


@theorem(
    "The mean of the mass at a sum",
    Equal(E(walk(n, S), weighted_mass), squares(n, n)),
    uses=[one_term, natural_numbers, values_of_a_sum],
    source=OWN,
)
def mean_of_the_mass(claim, one, natural, sure):
    some = given(Exists(b, Equal(x, b)))
    found, equal = pick(some, "b")
    chosen = one.at({m: n, c: points})
    value = have(
        Implies(b <= n, Equal(ite(And(1 <= b, b <= n), b * u, 0), relu(b) * u)),
        by=[fact("nat_step", 0, b), rewriting(relu(b), b), cases(Equal(b, 0)), rewriting(b, 0)],
    )
    equation = Equal(Sum(1, n, single(points, x)), weighted_mass(x))
    positive = have(
        equation,
        given=[possible(n)(x)],
        by=[equal, rewriting(x, found), chosen, value.at({u: mass(n, b)})],
    )
    here = have(Implies(some.claim, equation), given=[possible(n)(x)], by=picked(some, found, by=positive))
    negative = have(Implies(x <= 0, equation), by=[chosen, rewriting(relu(x), 0)])
    agree = have(Implies(possible(n)(x), equation), by=[here, negative, natural])

    def total(x):
        return Sum(1, n, lambda a: points(a) * at(a)(x))

    term = have(Equal(points(k) * at(k)(x), single(points, x)(k)), by=cases(Equal(x, k)))
    inside = have(Implies(And(1 <= k, k <= n), term.claim), by=term)
    pair = [lambda a: points(a) * at(a)(x), single(points, x)]
    terms = applied("sum_same", 1, n, *pair, by=inside.forall(k))
    equal_ = have(Implies(possible(n)(x), Equal(total(x), weighted_mass(x))), by=[terms, agree])
    same = applied("E_same", walk(n, S), possible(n), total, weighted_mass, by=[sure, equal_.forall(x)])
    law = walk(n, S)
    whole_ = [sure, have(abs_(at(k)(x)) <= 1).forall(k, x)]
    linear = applied("E_sum", law, possible(n), n, points, at, 1, by=whole_)
    event = row("E_event", law, lambda x: Equal(x, k))
    here = [event, rewriting(E(law, at(k)), mass(n, k))]
    each = have(Equal(points(k) * E(law, at(k)), points(k) * mass(n, k)), by=here)
    inside = have(Implies(And(1 <= k, k <= n), each.claim), by=each)
    sides = [lambda a: points(a) * E(law, at(a)), lambda a: points(a) * mass(n, a)]
    summed = applied("sum_same", 1, n, *sides, by=inside.forall(k))
    small = have(Implies(possible(n)(x), abs_(weighted_mass(x)) <= n), by=bounds_of_the_mass())
    exists = integrable_on(law, possible(n), weighted_mass, x, n, sure, small)
    return have(claim, by=[same, linear, summed]), exists


def bounds_of_the_mass():
    """The weighted mass is at most x."""
    between = row("prob_range", walk(n, S), lambda y: Equal(y, x))
    return [between, times(0 <= relu(x), 0 <= mass(n, x)), times(0 <= relu(x), mass(n, x) <= 1)]
