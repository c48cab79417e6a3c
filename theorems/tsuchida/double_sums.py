r"""Finite sums: multiplied term by term, over two indices, with one term that counts, in another order.

Source: elementary.
"""

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    Not,
    Sum,
    cases,
    fact,
    functions,
    given,
    have,
    induct_on,
    ite,
    naturals,
    reals,
    rewriting,
    row,
    sequences,
    theorem,
)

c = reals("c")
i, j, k, m, n, N = naturals("i j k m n N")
u, w = sequences("u w")
V = sequences("V", result=("fun", "N", "R"))
there, back = functions("tau tau'", "N", "N")
OWN = "elementary"


def indices(i, n):
    """1 <= i <= n."""
    return [1 <= i, i <= n]


def same_terms(i, n, f, g, given=(), by=()):
    """The sums of f and g up to n are equal, since their terms at each index i are."""
    same = row("sum_same", 1, n, f, g)
    each = have(Implies(And(*indices(i, n)), Equal(f(i), g(i))), given=given, by=by)
    return have(same.claim.args[1], by=[same, each.forall(i)])


@theorem("A factor of a sum", Equal(Sum(1, n, lambda i: c * u(i)), c * Sum(1, n, u)), source=OWN)
def factor_of_a_sum(claim):
    def scaled(i):
        return c * u(i)

    every = induct_on(
        n,
        claim,
        base=[fact("sum_empty", 1, 0, f) for f in (scaled, u)],
        step=[fact("sum_last", 1, n, f) for f in (scaled, u)],
    )
    return have(claim, by=every.instance(n))


@theorem(
    "A sum of sums of two terms",
    Equal(Sum(1, n, lambda i: u(i) + w(i)), Sum(1, n, u) + Sum(1, n, w)),
    source=OWN,
)
def sum_of_two(claim):
    def both(i):
        return u(i) + w(i)

    every = induct_on(
        n,
        claim,
        base=[fact("sum_empty", 1, 0, f) for f in (both, u, w)],
        step=[fact("sum_last", 1, n, f) for f in (both, u, w)],
    )
    return have(claim, by=every.instance(n))


ZERO = ForAll(i, indices(i, N), Equal(u(i), 0))


@theorem("A sum of zeros", Implies(ZERO, Equal(Sum(1, N, u), 0)), source=OWN)
def sum_of_zeros(claim):
    grows = induct_on(
        n,
        Implies(n <= N, Equal(Sum(1, n, u), 0)),
        "Each term adds nothing.",
        given=[ZERO],
        base=fact("sum_empty", 1, 0, u),
        step=[fact("sum_last", 1, n, u), given(ZERO).instance(n + 1)],
    )
    return have(claim, by=grows.instance(N))


@theorem(
    "Sums over two indices in either order",
    Equal(
        Sum(1, n, lambda i: Sum(1, m, lambda j: V(i)(j))),
        Sum(1, m, lambda j: Sum(1, n, lambda i: V(i)(j))),
    ),
    uses=[sum_of_two, sum_of_zeros],
    source=OWN,
)
def exchanged(claim, two, zeros):
    def rows(i):
        return Sum(1, m, lambda j: V(i)(j))

    def columns(n):
        return lambda j: Sum(1, n, lambda i: V(i)(j))

    none = have(
        Implies(And(*indices(i, m)), Equal(columns(0)(i), 0)), by=fact("sum_empty", 1, 0, lambda k: V(k)(i))
    )
    start = have(Equal(Sum(1, m, columns(0)), 0), by=[zeros.at({u: columns(0), N: m}), none.forall(i)])
    split = same_terms(
        j,
        m,
        columns(n + 1),
        lambda j: columns(n)(j) + V(n + 1)(j),
        by=fact("sum_last", 1, n, lambda i: V(i)(j)),
    )
    apart = two.at({n: m, u: columns(n), w: lambda j: V(n + 1)(j)})
    every = induct_on(
        n,
        claim,
        "One row more adds one term to each column.",
        base=[fact("sum_empty", 1, 0, rows), start],
        step=[fact("sum_last", 1, n, rows), split, apart],
    )
    return have(claim, by=every.instance(n))


@theorem(
    "A sum in which one term counts",
    Implies(
        And(*indices(k, N), ForAll(i, [*indices(i, N), Not(Equal(i, k))], Equal(u(i), 0))),
        Equal(Sum(1, N, u), u(k)),
    ),
    source=OWN,
)
def one_term(claim):
    given_ = claim.condition.parts
    others = given(given_[2])
    grows = induct_on(
        n,
        Implies(n <= N, Equal(Sum(1, n, u), ite(k <= n, u(k), 0))),
        "The other terms add nothing.",
        given=given_,
        base=fact("sum_empty", 1, 0, u),
        step=[
            fact("sum_last", 1, n, u),
            others.instance(n + 1),
            cases(Equal(k, n + 1)),
            fact("nat_step", n, k),
        ],
    )
    return have(claim, by=grows.instance(N))


BIJECTIVE = [
    ForAll(i, indices(i, N), And(1 <= there(i), there(i) <= N, Equal(back(there(i)), i))),
    ForAll(i, indices(i, N), And(1 <= back(i), back(i) <= N, Equal(there(back(i)), i))),
]


@theorem(
    "A sum in another order",
    Implies(And(*BIJECTIVE), Equal(Sum(1, N, lambda i: u(there(i))), Sum(1, N, u))),
    uses=[exchanged, one_term],
    source=OWN,
)
def reordered(claim, exchanged, one):
    def entry(i):
        return lambda j: ite(Equal(j, there(i)), u(j), 0)

    def column(j):
        return lambda i: entry(i)(j)

    first, second = (given(part) for part in BIJECTIVE)
    onto = one.at({u: entry(i), k: there(i)})
    into = one.at({u: column(j), k: back(j)})
    zero = have(Implies(And(*indices(k, N), Not(Equal(k, there(i)))), Equal(entry(i)(k), 0)))
    same = have(Implies(Equal(j, m), Equal(back(j), back(m))), by=rewriting(j, m)).at({m: there(k)})
    met = have(
        Implies(And(*indices(k, N), Not(Equal(k, back(j)))), Equal(column(j)(k), 0)),
        given=[*BIJECTIVE, *indices(j, N)],
        by=[first.instance(k), same],
    )
    rows = same_terms(
        i,
        N,
        lambda i: Sum(1, N, entry(i)),
        lambda i: u(there(i)),
        given=BIJECTIVE,
        by=[onto, zero.forall(k), first.instance(i)],
    )
    columns = same_terms(
        j,
        N,
        lambda j: Sum(1, N, column(j)),
        u,
        given=BIJECTIVE,
        by=[into, met.forall(k), second.instance(j)],
    )
    swapped = exchanged.at({V: entry, m: N, n: N})
    return have(claim, "Each column has one entry, and so has each row.", by=[rows, swapped, columns])
