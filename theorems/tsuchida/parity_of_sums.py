r"""Parity, symmetry and squares of the point masses of a sum of $n$ signs.

With $q_n(y) = \mathbb P(S_n = y)$: $a\, q_{n+1}(a)^2 = \frac{n+1}{4} (q_n(a-1)^2 - q_n(a+1)^2)$ telescopes.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    P,
    Sum,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    ite,
    pick,
    picked,
    rewriting,
    row,
    theorem,
)

from .independent_sums import walk
from .sums_of_signs import (
    OWN,
    S,
    always,
    i,
    k,
    mass,
    n,
    point_masses,
    possible,
    probabilities,
    u,
    v,
    values_of_a_sum,
    w,
    x,
    y,
)
from .uniform_angle import applied


def lattice(n):
    """A difference of two natural numbers whose sum is n."""
    return lambda x: Exists(i, Exists(k, And(Equal(i + k, n), Equal(x, i - k))))


@theorem(
    "Neighbours in the lattice",
    And(lattice(0)(0), Implies(lattice(n)(x), And(lattice(n + 1)(x - 1), lattice(n + 1)(x + 1)))),
    source="elementary",
)
def neighbours(claim):
    zero = exhibit(lattice(0)(0), witness=(0, 0))
    some = given(lattice(n)(x))
    *names, equal = pick(some, "i k")
    left = exhibit(lattice(n + 1)(x - 1), witness=(i, k + 1), by=equal)
    right = exhibit(lattice(n + 1)(x + 1), witness=(i + 1, k), by=equal)
    found = [picked(some, *names, by=lemma) for lemma in (left, right)]
    return have(claim, by=[zero, have(claim.parts[1], by=found)])


@theorem(
    "Parity of a sum of signs",
    Equal(P(walk(n, S), lattice(n)), 1),
    uses=[probabilities, neighbours],
    source="elementary",
)
def parity_of_a_sum(claim, probabilities, neighbours):
    return always(claim, lattice, probabilities, neighbours)


def at(y):
    """1 where the sum is y, else 0."""
    return lambda x: ite(Equal(x, y), 1, 0)


@theorem(
    "Masses at y and at -y, and beyond n",
    And(Equal(mass(n, -y), mass(n, y)), Implies(n < y, Equal(mass(n, y), 0))),
    uses=[point_masses, values_of_a_sum],
    source="elementary",
)
def symmetric_masses(claim, masses, sure):
    every = ForAll(y, [], claim.parts[0])
    base = have(Equal(mass(0, -y), mass(0, y)), by=[masses, masses.at({y: -y})])
    assumed = [given(every).instance(y - 1), given(every).instance(y + 1)]
    onward = have(
        Equal(mass(n + 1, -y), mass(n + 1, y)), given=[every], by=[masses, masses.at({y: -y}), *assumed]
    )
    symmetric = induct_on(n, every, base=base.forall(y), step=onward.forall(y))
    none = have(Implies(possible(n)(x), And(0 <= at(y)(x), at(y)(x) <= 0)), given=[n < y])
    zero = applied("E_range", walk(n, S), possible(n), at(y), 0, 0, given=[n < y], by=[sure, none.forall(x)])
    beyond = have(claim.parts[1], by=[zero, row("E_event", walk(n, S), lambda x: Equal(x, y))])
    return have(claim, by=[symmetric.instance(n, y), beyond])


def squares(n, m):
    """The sum of a q_n(a)^2 for a = 1, ..., m."""
    return Sum(1, m, lambda a: a * mass(n, a) ** 2)


@theorem(
    "A telescoping sum of squares",
    Equal(squares(n + 1, n + 1), (n + 1) * (mass(n, 0) ** 2 + mass(n, 1) ** 2) / 4),
    uses=[point_masses, symmetric_masses],
    source=OWN,
)
def telescope(claim, masses, symmetric):
    def rest(m):
        return (n + 1) * (mass(n, 0) ** 2 + mass(n, 1) ** 2 - mass(n, m) ** 2 - mass(n, m + 1) ** 2) / 4

    def term(a):
        return a * mass(n + 1, a) ** 2

    product = have(
        Implies(
            And(Equal(u, (v + w) / 2), Equal(y * u, (n + 1) * (v - w) / 2)),
            Equal(y * u**2, (n + 1) * (v**2 - w**2) / 4),
        ),
        by=times_equal(),
    )
    here = product.at({y: k + 1, u: mass(n + 1, k + 1), v: mass(n, k), w: mass(n, k + 2)})
    last = fact("sum_last", 1, k, term)
    every = induct_on(
        k,
        Equal(squares(n + 1, k), rest(k)),
        base=fact("sum_empty", 1, 0, term),
        step=[last, here, masses.at({y: k + 1})],
    )
    ends = [symmetric.at({y: n + 1}), symmetric.at({y: n + 2})]
    none = [rewriting(mass(n, n + 1), 0), rewriting(mass(n, n + 2), 0)]
    return have(claim, by=[every.instance(n + 1), *ends, *none])


def times_equal():
    """Both equations of the masses multiplied."""
    multiple = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    return [
        multiple.at({u: y * u, v: (n + 1) * (v - w) / 2, w: u}),
        multiple.at({v: (v + w) / 2, w: (n + 1) * (v - w) / 2}),
    ]
