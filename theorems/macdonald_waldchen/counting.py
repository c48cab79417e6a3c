r"""How many of the numbers $0, 1, \dots, n$ satisfy a condition.

Source: elementary.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Not,
    Or,
    Sum,
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
    theorem,
)

a = reals("a")
i, j, k, m, n, p = naturals("i j k m n p")
C = functions("C", "N", ("fun", "N", ("fun", "N", "B")))
A, B = functions("A B", "N", "B")
OWN = "elementary"


def count(n, A):
    """How many of the numbers 0, .., n satisfy A."""
    return ite(A(0), 1, 0) + Sum(1, n, lambda r: ite(A(r), 1, 0))


def last_number(n, A):
    """The count without the last number, and that number."""
    return fact("sum_last", 1, n, lambda r: ite(A(r), 1, 0))


def no_number(A):
    """The count of the number 0 alone."""
    return fact("sum_empty", 1, 0, lambda r: ite(A(r), 1, 0))


@theorem(
    "How many numbers satisfy one of two conditions",
    ForAll(n, [], count(n, lambda r: Or(A(r), B(r))) <= count(n, A) + count(n, B)),
    source=OWN,
)
def count_of_union(claim):
    def either(r):
        return Or(A(r), B(r))

    return induct_on(
        n,
        claim.body,
        "Number by number.",
        base=[no_number(either), no_number(A), no_number(B)],
        step=[last_number(n, either), last_number(n, A), last_number(n, B)],
    )


@theorem(
    "At most one number is equal to a given one",
    ForAll(n, [], count(n, lambda r: Equal(r, a)) <= 1),
    source=OWN,
)
def count_of_equal(claim):
    def equal(r):
        return Equal(r, a)

    sharper = induct_on(
        n,
        And(count(n, equal) <= 1, Or(count(n, equal) <= 0, a <= n)),
        "Number by number.",
        base=no_number(equal),
        step=last_number(n, equal),
    )
    return have(claim, by=sharper)


@theorem(
    "A condition that implies another is satisfied by fewer numbers",
    Implies(ForAll(k, [A(k)], B(k)), ForAll(n, [], count(n, A) <= count(n, B))),
    source=OWN,
)
def count_of_part(claim):
    means = given(claim.condition)
    each = induct_on(
        n,
        claim.conclusion.body,
        "Number by number.",
        base=[no_number(A), no_number(B), means.instance(0)],
        step=[last_number(n, A), last_number(n, B), means.instance(n + 1)],
    )
    return have(claim, by=each)


@theorem("No number satisfies what is false", Implies(ForAll(k, [], Not(A(k))), count(n, A) <= 0), source=OWN)
def count_of_none(claim):
    fails = given(claim.condition)
    each = induct_on(
        n,
        count(n, A) <= 0,
        "Number by number.",
        base=[no_number(A), fails.instance(0)],
        step=[last_number(n, A), fails.instance(n + 1)],
    )
    return have(claim, by=each.instance(n))


COUNTS = [count_of_union, count_of_equal, count_of_part]


def one_more(n, condition, other, root_, counts, by):
    """What holds for one number and where another condition does holds at most once more than that."""
    union, single, part = counts

    def equal(r):
        return Equal(r, root_)

    def either(r):
        return Or(equal(r), other(r))

    inside = have(ForAll(k, [condition(k)], either(k)), by=by)
    return have(
        count(n, condition) <= 1 + count(n, other),
        by=[
            part.at({A: condition, B: either}),
            inside,
            union.at({A: equal, B: other}).instance(n),
            single.at({a: root_}).instance(n),
        ],
    )


@theorem(
    "A natural number is zero or a successor",
    ForAll(k, [], Or(Equal(k, 0), Exists(i, Equal(k, i + 1)))),
    source=OWN,
)
def zero_or_successor(claim):
    successor = exhibit(Exists(i, Equal(k + 1, i + 1)), witness=(k,))
    return induct_on(k, claim.body, "The successor of k is one.", step=successor)


# ---- many conditions ------------------------------------------------------------------------------


def one_of(n, p):
    """One of the conditions C_1p, .., C_np."""
    return lambda k: Exists(i, And(1 <= i, i <= n, C(i)(p)(k)))


def each_at_most(m, p):
    """Each of C_1p, .., C_mp is satisfied by at most a of the numbers."""
    return ForAll(i, [1 <= i, i <= m], count(n, C(i)(p)) <= a)


def together(m):
    """Then one of them is satisfied by at most m a of the numbers."""
    return Implies(each_at_most(m, p), count(n, one_of(m, p)) <= m * a)


@theorem(
    "How many numbers satisfy one of several conditions",
    ForAll(m, [], together(m)),
    uses=[count_of_union, count_of_part, count_of_none],
    source=OWN,
)
def count_of_several(claim, union, part, none):
    some = given(one_of(0, p)(k))
    index, found = pick(some, "i")
    never = have(Implies(one_of(0, p)(k), Or()), by=picked(some, index, by=have(Or(), by=found)))
    nothing = have(ForAll(k, [], Not(one_of(0, p)(k))), by=never)
    base = have(together(0), by=[none.at({A: one_of(0, p)}), nothing])
    some = given(one_of(m + 1, p)(k))
    index, found = pick(some, "i")
    before = exhibit(Implies(i <= m, one_of(m, p)(k)), witness=(index,), by=found)
    last = have(
        Implies(Not(i <= m), C(m + 1)(p)(k)),
        by=[found, have(Implies(And(i <= m + 1, Not(i <= m)), Equal(i, m + 1)), by=fact("nat_step", m, i))],
    )

    def either(k):
        return Or(one_of(m, p)(k), C(m + 1)(p)(k))

    cases = have(
        Implies(one_of(m + 1, p)(k), either(k)), by=picked(some, index, by=have(either(k), by=[before, last]))
    )
    fewer = given(each_at_most(m + 1, p))
    step = have(
        together(m + 1),
        by=[
            have(each_at_most(m, p), given=[each_at_most(m + 1, p)], by=fewer.instance(i)),
            given(together(m)),
            fewer.instance(m + 1),
            part.at({A: one_of(m + 1, p), B: either}),
            cases.forall(k),
            union.at({A: one_of(m, p), B: C(m + 1)(p)}).instance(n),
        ],
    )
    return induct_on(m, together(m), "One condition after the other.", base=base, step=step)


def one_pair(n, C):
    """One of the conditions C_ij with i < j among 1, .., n."""
    return lambda k: Exists((i, j), And(1 <= i, i < j, j <= n, C(i)(j)(k)))


def pairs_at_most(m, C, a):
    """Each C_ij with i < j among 1, .., m is satisfied by at most a of the numbers."""
    return ForAll((i, j), [1 <= i, i < j, j <= m], count(n, C(i)(j)) <= a)


def pairs_together(m):
    """Then one of them is satisfied by at most m (m - 1) a / 2 of the numbers."""
    return Implies(pairs_at_most(m, C, a), 2 * count(n, one_pair(m, C)) <= m * (m - 1) * a)


@theorem(
    "How many numbers satisfy one of the conditions on pairs",
    ForAll(m, [], pairs_together(m)),
    uses=[count_of_several, count_of_union, count_of_part, count_of_none],
    source=OWN,
)
def count_of_pairs(claim, several, union, part, none):
    some = given(one_pair(0, C)(k))
    *indices, found = pick(some, "i j")
    never = have(Implies(one_pair(0, C)(k), Or()), by=picked(some, *indices, by=have(Or(), by=found)))
    nothing = have(ForAll(k, [], Not(one_pair(0, C)(k))), by=never)
    base = have(pairs_together(0), by=[none.at({A: one_pair(0, C)}), nothing])

    def either(k):
        return Or(one_pair(m, C)(k), one_of(m, m + 1)(k))

    some = given(one_pair(m + 1, C)(k))
    *indices, found = pick(some, "i j")
    steps = [have(Implies(And(j <= m + 1, Not(j <= m)), Equal(j, m + 1)), by=fact("nat_step", m, j))]
    before = exhibit(Implies(j <= m, one_pair(m, C)(k)), witness=indices, by=found)
    new = exhibit(
        Implies(Not(j <= m), one_of(m, m + 1)(k)),
        witness=indices[:1],
        by=[found, *steps, fact("nat_step", m, i)],
    )
    cases = have(
        Implies(one_pair(m + 1, C)(k), either(k)),
        by=picked(some, *indices, by=have(either(k), by=[before, new])),
    )
    fewer = given(pairs_at_most(m + 1, C, a))
    step = have(
        pairs_together(m + 1),
        by=[
            have(pairs_at_most(m, C, a), given=[pairs_at_most(m + 1, C, a)], by=fewer.instance(i, j)),
            given(pairs_together(m)),
            have(each_at_most(m, m + 1), given=[pairs_at_most(m + 1, C, a)], by=fewer.instance(i, m + 1)),
            several.at({p: m + 1}).instance(m),
            part.at({A: one_pair(m + 1, C), B: either}),
            cases.forall(k),
            union.at({A: one_pair(m, C), B: one_of(m, m + 1)}).instance(n),
        ],
    )
    return induct_on(m, pairs_together(m), "One point after the other.", base=base, step=step)


@theorem(
    "A number that does not satisfy a condition",
    Implies(count(n, A) <= n, Exists(k, And(k <= n, Not(A(k))))),
    source=OWN,
)
def one_is_left(claim):
    def everywhere(n):
        return ForAll(k, [k <= n], A(k))

    each = induct_on(
        n,
        Implies(everywhere(n), Equal(count(n, A), n + 1)),
        "If all of them do, they are counted.",
        base=no_number(A),
        step=[
            last_number(n, A),
            have(Implies(everywhere(n + 1), everywhere(n))),
            have(Implies(everywhere(n + 1), A(n + 1))),
        ],
    )
    otherwise = have(
        Implies(Not(claim.conclusion), everywhere(n)),
        by=have(Implies(And(Not(claim.conclusion), k <= n), A(k))),
    )
    return have(claim, by=[each.instance(n), otherwise])
