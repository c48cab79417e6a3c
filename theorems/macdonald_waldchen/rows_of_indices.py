r"""A table read row by row: the index $k = qN + i$, $1 \le i \le N$, tells its row $q$ and its place $i$.

Source: elementary.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Not,
    cases,
    choice,
    exhibit,
    fact,
    functions,
    given,
    have,
    naturals,
    pick,
    picked,
    rewriting,
    theorem,
    times,
)

from .finite_sums import indices
from .readings import satisfied

i, j, k, n, q, r, N = naturals("i j k n q r N")
place_of, row_of = functions("I Q", "N", "N")
OWN = "elementary"


@theorem(
    "A row and a place have an index of their own",
    Implies(And(*indices(i, N), *indices(j, N), Equal(q * N + i, r * N + j)), And(Equal(q, r), Equal(i, j))),
    source=OWN,
)
def one_row_each(claim):
    later = have(
        Implies(q + 1 <= r, q * N + N <= r * N),
        r"A later row begins after $N$ further indices.",
        by=times(q + 1 <= r, 0 <= N),
    )
    equal = have(Implies(Equal(q, r), Equal(q * N, r * N)), by=[cases(Equal(q, r)), rewriting(q, r)])
    return have(
        claim,
        "So two rows have no index in common.",
        by=[later, later.at({q: r, r: q}), equal, fact("nat_step", r, q), fact("nat_step", q, r)],
    )


def reads(place_of, row_of):
    """The two functions give back place and row of every index."""
    index = q * N + i
    return ForAll((q, i), indices(i, N), And(Equal(place_of(index), i), Equal(row_of(index), q)))


@theorem(
    "Row and place are functions of the index",
    ForAll(N, [], Exists((place_of, row_of), reads(place_of, row_of))),
    uses=[one_row_each],
    source=OWN,
)
def rows_and_places(claim, unique):
    def at(value):
        """The function that gives the value, i or q, at each index."""

        def relation(k):
            return lambda n: ForAll((q, i), [*indices(i, N), Equal(k, q * N + i)], Equal(n, value))

        has = Exists((q, i), And(*indices(i, N), Equal(k, q * N + i)))
        goal = Exists(n, relation(k)(n))
        found = given(has)
        row, place, there = pick(found, "r j")
        known = exhibit(
            goal,
            witness=({i: j, q: r}[value],),
            by=[there, unique.at({q: r, i: j, r: q, j: i}).forall(q, i)],
        )
        one = have(Implies(has, goal), by=picked(found, row, place, by=known))
        none = exhibit(Implies(Not(has), goal), witness=(0,))
        each = have(goal, by=[one, none, cases(has)])
        return satisfied(choice(relation), by=each.forall(k))

    places, rows = at(i), at(q)
    first, tells_place = pick(places, "I")
    second, tells_row = pick(rows, "Q")
    index = q * N + i
    both = have(
        reads(place_of, row_of),
        given=[tells_place.claim, tells_row.claim],
        by=[tells_place.instance(index), tells_row.instance(index)],
    )
    found = exhibit(claim.body, witness=(place_of, row_of), by=both)
    return have(claim, by=picked(places, first, by=picked(rows, second, by=found)))
