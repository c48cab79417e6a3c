"""How many of the numbers 0, 1, .., n satisfy a condition.

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
    reals,
    theorem,
)

a = reals("a")
i, k, n = naturals("i k n")
A, B = functions("A B", "N", "B")
OWN = "elementary"


def function(f):
    """A Python function of a natural number as a function of the logic."""
    return Sum(1, 1, f).term().args[2]


def predicate(A):
    """A Python predicate of a natural number as a predicate of the logic."""
    return ForAll(k, [], A(k)).formula.args[0]


def count(n, A):
    """How many of the numbers 0, .., n satisfy A."""
    return ite(A(0), 1, 0) + Sum(1, n, lambda r: ite(A(r), 1, 0))


def last_number(n, A):
    """The count without the last number, and that number."""
    return fact("sum_last", 1, n, function(lambda r: ite(A(r), 1, 0)))


def no_number(A):
    """The count of the number 0 alone."""
    return fact("sum_empty", 1, 0, function(lambda r: ite(A(r), 1, 0)))


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
            part.at({A: predicate(condition), B: predicate(either)}),
            inside,
            union.at({A: predicate(equal), B: predicate(other)}).instance(n),
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
