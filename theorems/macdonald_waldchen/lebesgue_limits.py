r"""Expansions without end: nested intervals, binary digits of a point, and numbers below all powers.

Source: elementary.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Lemma,
    NonZero,
    Or,
    Sum,
    cases,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    ite,
    known,
    naturals,
    pick,
    picked,
    reals,
    recursion,
    sequences,
    sign,
    theorem,
    times,
)

from .lebesgue_powers import divisors, inverse_power, inverse_powers, powers_from_one, x
from .readings import satisfied

c, e, p, q, s, t, v, w = reals("c e p q s t v w")
j, k, n = naturals("j k n")
low, high = sequences("l u")
SEQUENCE = ("fun", "N", "R")
OWN = "elementary"


# ---- nested intervals -------------------------------------------------------------------------------

NESTED = [
    ForAll(n, [], low(n) <= low(n + 1)),
    ForAll(n, [], high(n + 1) <= high(n)),
    ForAll(n, [], low(n) <= high(n)),
]


@theorem(
    "Nested intervals have a common point",
    Implies(And(*NESTED), Exists(s, ForAll(n, [], And(low(n) <= s, s <= high(n))))),
    source=OWN,
)
def nested_intervals(claim):
    rises, falls, ordered = map(given, NESTED)
    after = [fact("nat_step", k, n), cases(Equal(n, k + 1))]
    above = induct_on(
        k,
        Implies(n <= k, high(k) <= high(n)),
        given=NESTED,
        base=cases(Equal(n, 0)),
        step=[falls.instance(k), *after],
    )
    below = induct_on(
        k,
        Implies(n <= k, low(n) <= low(k)),
        given=NESTED,
        base=cases(Equal(n, 0)),
        step=[rises.instance(k), *after],
    )
    between = have(
        low(k) <= high(n),
        "The larger interval lies around the smaller one.",
        given=NESTED,
        by=[above.instance(k), below.forall(n).instance(k, n), ordered.instance(k), ordered.instance(n)],
    )
    bounded = exhibit(
        Exists(t, ForAll(k, [], low(k) <= t)), witness=(high(0),), by=between.forall(n).instance(0).forall(k)
    )
    limit = satisfied(Lemma(known("completeness", low)), by=[bounded, rises])
    point, least = pick(limit, "s")
    upto = have(s <= high(n), by=[have(least.claim.args[1], by=least).instance(high(n)), between.forall(k)])
    found = exhibit(claim.conclusion, witness=(point,), by=[least, upto.forall(n)])
    return have(claim, "The least upper bound of the lower ends.", by=picked(limit, point, by=found))


@theorem(
    "A number below all powers of an inverse",
    Implies(And(2 <= x, ForAll(n, [], e <= t * inverse_power(n)), 0 <= t), e <= 0),
    uses=[inverse_powers, powers_from_one],
    source=OWN,
)
def below_all_powers(claim, powers, large):
    conditions = claim.condition.parts
    growth = induct_on(
        n,
        n + 1 <= x**n,
        given=[2 <= x],
        step=[fact("pow_next", x, n), times(0 <= x - 2, n + 1 <= x**n), times(0 <= x - 2, 0 <= n)],
    )
    size = satisfied(large, given=[2 <= x]).instance(n)
    small = have(
        e * n <= t,
        given=conditions,
        by=[
            growth.instance(n),
            size,
            given(conditions[1]).instance(n),
            have(
                Implies(And(1 <= s, k + 1 <= s, e <= t / s, 0 <= t), e * k <= t),
                by=[times(e <= t / s, 0 <= k), times(0 <= t / s, k + 1 <= s), sign(e)],
            ).at({s: x**n, k: n}),
        ],
    )
    many = Lemma(known("archimedes", (t + 1) / e))
    count, enough = pick(many, "n")
    large_ = have(
        Implies(0 < e, t + 1 <= e * n),
        by=[enough, times(0 < e, (t + 1) / e <= n)],
    )
    end = have(e <= 0, given=conditions, by=[small, large_])
    return have(claim, by=picked(many, count, by=end)), have(NonZero(x**n), given=[2 <= x], by=size)


# ---- binary digits ----------------------------------------------------------------------------------

y, beta = sequences("y"), sequences("beta", result=SEQUENCE)
z = sequences("z", result=SEQUENCE)


def top_bit(u):
    """The first binary digit of u/2."""
    return ite(1 <= u, 1, 0)


def binary(n, j, beta=beta):
    """The number whose binary digits are the first n digits of column j."""
    return Sum(1, n, lambda k: beta(k)(j) / 2**k)


def approached(n, j, beta=beta):
    """The first n digits leave out less than one unit of the last place."""
    return And(binary(n, j, beta) <= y(j), y(j) <= binary(n, j, beta) + 1 / 2**n)


def expanded(j, beta=beta):
    """The digits of column j are binary digits of y_j."""
    digits = ForAll(k, [], Or(Equal(beta(k)(j), 0), Equal(beta(k)(j), 1)))
    return And(digits, ForAll(n, [], approached(n, j, beta)))


@theorem(
    "One binary digit more",
    Implies(
        And(Equal(w, 2 * (v - c)), Equal(2 * q, p), Equal(e, t + v * p)),
        Equal(e, t + c * p + w * q),
    ),
    source=OWN,
)
def bit_more(claim):
    return have(claim, by=[times(Equal(w, 2 * (v - c)), q), times(Equal(2 * q, p), v - c)])


@theorem(
    "Binary digits of the coordinates of a point",
    ForAll(y, [], Exists(beta, ForAll(j, [0 <= y(j), y(j) <= 1], expanded(j)))),
    uses=[bit_more, inverse_powers, powers_from_one],
    source=OWN,
)
def binary_digits(claim, more, powers, large):
    def doubled(n):
        return lambda z: lambda j: ite(Equal(n, 0), 2 * z(j), 2 * (z(j) - top_bit(z(j))))

    def bit(k):
        return lambda j: top_bit(z(k)(j))

    existence = Lemma(recursion(y, doubled, SEQUENCE))
    rests, grows = pick(existence, "z")
    start, onward = (have(part, by=grows) for part in grows.claim.args)
    step = have(Equal(z(n + 1)(j), doubled(n)(z(n))(j)), by=onward.instance(n))
    begin = have(Equal(z(0)(j), y(j)), by=start)
    second = have(
        Equal(z(1)(j), 2 * y(j)), by=[begin, have(Equal(z(1)(j), doubled(0)(z(0))(j)), by=onward.instance(0))]
    )
    last = [fact("sum_last", 1, n, lambda k: bit(k)(j) / 2**k), powers.at({x: 2}).instance(n + 1, 0)]
    none = fact("sum_empty", 1, 0, lambda k: bit(k)(j) / 2**k)
    rest = z(n + 1)(j)
    values = {
        v: rest,
        w: z(n + 2)(j),
        c: top_bit(rest),
        p: 1 / 2 ** (n + 1),
        q: 1 / 2 ** (n + 2),
        e: y(j),
        t: binary(n, j, bit),
    }

    def left(n):
        over = z(n + 1)(j)
        return And(0 <= over, over <= 2, Equal(y(j), binary(n, j, bit) + over / 2 ** (n + 1)))

    every = induct_on(
        n,
        left(n),
        "What is left is doubled, and its first digit taken off.",
        given=[0 <= y(j), y(j) <= 1],
        base=[second, none],
        step=[step.forall(n).instance(n + 1), more.at(values), *last, cases(1 <= rest)],
    )
    unit = powers.at({x: 2}).instance(n, 0)
    near = have(
        approached(n, j, bit),
        given=[0 <= y(j), y(j) <= 1],
        by=[
            every.instance(n),
            unit,
            powers.at({x: 2}).instance(n + 1, 0),
            times(0 <= rest, 0 < 1 / 2 ** (n + 1)),
            times(rest <= 2, 0 < 1 / 2 ** (n + 1)),
        ],
    )
    whole = have(Implies(And(0 <= y(j), y(j) <= 1), expanded(j, bit)), by=near)
    found = exhibit(claim.body, witness=(bit,), by=whole.forall(j))
    return have(claim, by=picked(existence, rests, by=found).forall(y)), *divisors(large, 2, k, n)
