"""Finitely many distinct numbers, put in order.

Source: elementary.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Not,
    exhibit,
    fact,
    functions,
    given,
    have,
    induct_on,
    ite,
    naturals,
    pick,
    picked,
    reals,
    sequences,
    theorem,
)

t = reals("t")
i, j, k, m, n = naturals("i j k m n")
x, s = sequences("x s")
S = functions("S", "R", "B")
OWN = "elementary"


def greatest(n, m):
    """Of x_1, .., x_n none is greater than x_m."""
    return And(1 <= m, m <= n, ForAll(i, [1 <= i, i <= n], x(i) <= x(m)))


def has_greatest(n):
    """One of x_1, .., x_n is the greatest."""
    return Exists(m, greatest(n, m))


def distinct(n, x):
    """No two of x_1, .., x_n are equal."""
    return ForAll((i, j), [1 <= i, i < j, j <= n], Not(Equal(x(i), x(j))))


def among(n, x, S):
    """All of x_1, .., x_n satisfy S."""
    return ForAll(i, [1 <= i, i <= n], S(x(i)))


def increasing(n, s):
    """s_1 < s_2 < .. < s_n."""
    return ForAll((i, j), [1 <= i, i < j, j <= n], s(i) < s(j))


def sortable(n):
    """Any n distinct numbers of a set can be put in increasing order."""
    return ForAll((x, S), [distinct(n, x), among(n, x, S)], Exists(s, And(increasing(n, s), among(n, s, S))))


@theorem("One of finitely many numbers is the greatest", ForAll(n, [], has_greatest(n + 1)), source=OWN)
def greatest_number(claim):
    one = have(Implies(And(1 <= i, i <= 1), Equal(i, 1)))
    base = exhibit(has_greatest(1), witness=(1,), by=one)
    there = given(has_greatest(n + 1))
    index, largest = pick(there, "m")
    last = have(Implies(And(i <= n + 2, Not(i <= n + 1)), Equal(i, n + 2)), by=fact("nat_step", n + 1, i))
    beyond = exhibit(
        Implies(x(m) <= x(n + 2), has_greatest(n + 2)),
        "The new number is greater.",
        witness=(n + 2,),
        by=[largest, last],
    )
    before = exhibit(
        Implies(x(n + 2) <= x(m), has_greatest(n + 2)), "It is not.", witness=(index,), by=[largest, last]
    )
    step = picked(there, index, by=have(has_greatest(n + 2), by=[beyond, before]))
    return induct_on(n, claim.body, "Compare the last number with the greatest before.", base=base, step=step)


def others(i):
    """The numbers but the greatest: the last one takes its place."""
    return ite(Equal(i, m), x(n + 1), x(i))


def below(t):
    """In the set, and below the greatest number."""
    return And(S(t), t < x(m))


KNOWN = [distinct(n + 1, x), among(n + 1, x, S), greatest(n + 1, m)]


@theorem(
    "Without the greatest number the others are below it",
    Implies(And(*KNOWN), And(distinct(n, others), among(n, others, below))),
    source=OWN,
)
def others_below(claim):
    apart, inside, largest = map(given, KNOWN)
    pairs = [apart.instance(*pair) for pair in ((i, j), (i, n + 1), (j, n + 1), (i, m), (m, i), (m, n + 1))]
    differ = have(distinct(n, others), "They are among the given numbers, each once.", given=KNOWN, by=pairs)
    orders = [fact("nat_step", i, m), fact("nat_step", m, i)]
    moved = have(
        Implies(And(Equal(i, m), i <= n), below(others(i))),
        "The last number is in the place of the greatest.",
        given=KNOWN,
        by=[have(Implies(Equal(i, m), Equal(others(i), x(n + 1)))), *pairs, *orders,
            inside.instance(n + 1), largest.instance(n + 1)],
    )  # fmt: skip
    kept = have(
        Implies(And(1 <= i, i <= n, Not(Equal(i, m))), below(others(i))),
        "Every other number is in its own place.",
        given=KNOWN,
        by=[have(Implies(Not(Equal(i, m)), Equal(others(i), x(i)))), *pairs, *orders,
            inside.instance(i), largest.instance(i)],
    )  # fmt: skip
    return have(claim, by=[differ, moved, kept])


@theorem(
    "Distinct numbers in order", ForAll(n, [], sortable(n)), uses=[greatest_number, others_below], source=OWN
)
def sorted_numbers(claim, greatest_of, smaller):
    there = greatest_of.instance(n)
    index, _ = pick(there, "m")
    hypothesis = have(
        Exists(s, And(increasing(n, s), among(n, s, below))),
        "The others can be put in order.",
        given=KNOWN,
        by=[smaller, given(sortable(n)).instance(others, below)],
    )
    order, ordered = pick(hypothesis, "s")

    def extended(i):
        return ite(i <= n, s(i), x(m))

    rises, stays = (have(part, by=ordered) for part in ordered.claim.args)
    early = have(Implies(i <= n, Equal(extended(i), s(i))))
    late = have(Implies(Not(i <= n), Equal(extended(i), x(m))))
    beginning = have(Implies(And(1 <= i, i <= n), S(extended(i))), by=[early, stays.instance(i)])
    end = have(
        Implies(Not(i <= n), S(extended(i))), given=KNOWN, by=[late, given(among(n + 1, x, S)).instance(m)]
    )
    rising = have(
        increasing(n + 1, extended),
        "The others are below the greatest.",
        by=[rises.instance(i, j), stays.instance(i), fact("nat_step", n, i)],
    )
    found = exhibit(
        Exists(s, And(increasing(n + 1, s), among(n + 1, s, S))),
        "The others in order, and the greatest at the end.",
        witness=(extended,),
        by=[rising, beginning, end],
    )
    found = picked(there, index, by=picked(hypothesis, order, by=found))
    step = have(Implies(And(*KNOWN[:2]), found.claim), by=found).forall(x, S)
    base = exhibit(sortable(0), witness=(x,))
    return induct_on(n, sortable(n), "By the number of points.", base=base, step=step)
