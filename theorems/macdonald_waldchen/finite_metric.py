r"""Finite laws in the Prokhorov metric: their points are read from the law, and move no faster than it.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    ForAll,
    Implies,
    Less,
    Not,
    P,
    Sum,
    cases,
    dist,
    dPd,
    fact,
    finite_law,
    given,
    have,
    ite,
    known,
    min_,
    naturals,
    reals,
    row,
    sequences,
    theorem,
)

from .finite_sums import indices, sum_above_terms, sum_of_zeros
from .readings import applied, satisfied

d, i, j, k, n, N = naturals("d i j k n N")
e, m, r = reals("e m r")
x, y, z = sequences("x y z")
u, v, w = sequences("u v w")
p, q, p0 = sequences("p q p_0", result=("fun", "N", "R"))
OWN = "own computation"


# ---- the distance of points ------------------------------------------------------------------------


@theorem("The maximum distance is symmetric", AtMost(dist(d, x, y), dist(d, y, x)), source=OWN)
def symmetric(claim):
    each = have(
        Implies(indices(i, d), AtMost(abs(x(i) - y(i)), dist(d, y, x))),
        by=fact("dist_ge", d, y, x, i),
    )
    return satisfied(
        known("dist_le", d, x, y, dist(d, y, x)), by=[each.forall(i), fact("dist_nonneg", d, y, x)]
    )


@theorem(
    "The triangle inequality of the maximum distance",
    AtMost(dist(d, x, z), dist(d, x, y) + dist(d, y, z)),
    source=OWN,
)
def triangle(claim):
    bound = dist(d, x, y) + dist(d, y, z)
    each = have(
        Implies(indices(i, d), AtMost(abs(x(i) - z(i)), bound)),
        "In each coordinate.",
        by=[fact("dist_ge", d, x, y, i), fact("dist_ge", d, y, z, i)],
    )
    nonnegative = have(0 <= bound, by=[fact("dist_nonneg", d, x, y), fact("dist_nonneg", d, y, z)])
    return satisfied(known("dist_le", d, x, z, bound), by=[each.forall(i), nonnegative])


# ---- finite laws -----------------------------------------------------------------------------------


def weights(n, w):
    """The numbers w_1, ..., w_n are not negative, and their sum is 1."""
    return And(ForAll(i, indices(i, n), AtMost(0, w(i))), Equal(Sum(1, n, w), 1))


SAME = ForAll(i, indices(i, N), And(Equal(w(i), v(i)), Equal(p(i), q(i))))


@theorem(
    "Only the first N weights and points of a finite law count",
    Implies(And(weights(N, w), weights(N, v), SAME), Equal(finite_law(N, w, p), finite_law(N, v, q))),
    source=OWN,
)
def first_atoms_count(claim):
    def below(y):
        return ForAll(j, [j <= n], y(j) <= z(j))

    def share(w, p):
        return lambda i: ite(below(p(i)), w(i), 0)

    given_ = claim.condition.parts
    each = have(
        ForAll(i, indices(i, N), Equal(share(w, p)(i), share(v, q)(i))),
        given=[SAME],
        by=given(SAME).instance(i),
    )
    total = satisfied(row("sum_same", 1, N, share(w, p), share(v, q)), given=[SAME], by=each)
    orthants = have(
        Equal(P(finite_law(N, w, p), below), P(finite_law(N, v, q), below)),
        "The two laws have one distribution function.",
        given=given_,
        by=[row("atoms_prob", N, w, p, below), row("atoms_prob", N, v, q, below), total],
    )
    return have(
        claim,
        "A law is known by its distribution function.",
        by=[known("law_ext_seq", finite_law(N, w, p), finite_law(N, v, q)), orthants.forall(n, z)],
    )


def heavy(n, w, m):
    """The numbers w_1, ..., w_n are at least m."""
    return ForAll(i, indices(i, n), AtMost(m, w(i)))


def close(x, y):
    """The distance of x_i and y_i is at most r, for i = 1, ..., N."""
    return ForAll(i, indices(i, N), AtMost(dist(d, x(i), y(i)), r))


APART = ForAll((i, j), [*indices(i, N), *indices(j, N), Not(Equal(i, j))], Less(4 * r, dist(d, p0(i), p0(j))))
HERE, THERE = finite_law(N, w, p), finite_law(N, w, q)
gap = dPd(d, HERE, THERE)
SETTING = And(weights(N, w), heavy(N, w, m), close(p, p0), close(q, p0), APART, gap < min_(m, r))


@theorem(
    "The positions of the points are read from a finite law",
    Implies(SETTING, ForAll(i, indices(i, N), AtMost(dist(d, p(i), q(i)), gap))),
    uses=[sum_of_zeros, sum_above_terms, symmetric, triangle],
    source=OWN,
)
def positions_readable(claim, zeros, above, turned, detour):
    inside = indices(i, N)
    share = row("atoms_prob", N, w, p, lambda y: Equal(y, p(i)))

    def terms(k):
        return ite(Equal(p(k), p(i)), w(k), 0)

    def ball(y):
        return dist(d, p(i), y) < e

    def outside(k):
        return ite(dist(d, p(i), q(k)) < e, w(k), 0)

    positive = have(ForAll(k, indices(k, N), AtMost(0, terms(k))), given=[weights(N, w)])
    mass = have(
        Implies(And(weights(N, w), *inside), AtMost(w(i), P(HERE, lambda y: Equal(y, p(i))))),
        r"The law $\sum w_i \delta_{p_i}$ has at least the mass $w_i$ at $p_i$.",
        by=[share, satisfied(above.at({u: terms}), given=[weights(N, w)], by=positive)],
    )
    small = [gap < e, e < r, e < m, e <= dist(d, p(i), q(i))]
    far = have(
        Implies(And(SETTING, *inside, *indices(k, N), *small), e <= dist(d, p(i), q(k))),
        r"No $q_k$ is within $e$ of $p_i$: for $k \ne i$ the points stand too far apart.",
        by=[
            cases(Equal(k, i)),
            detour.at({x: p0(i), y: p(i), z: p0(k)}),
            detour.at({x: p(i), y: q(k), z: p0(k)}),
            turned.at({x: p0(i), y: p(i)}),
            fact("dist_nonneg", d, p0(i), p(i)),
        ],
    )
    empty = have(ForAll(k, indices(k, N), Equal(outside(k), 0)), given=[SETTING, *inside, *small], by=far)
    none = have(
        Implies(And(SETTING, *inside, *small), Equal(P(THERE, ball), 0)),
        "So the other law has no mass there.",
        by=[row("atoms_prob", N, w, q, ball), empty, zeros.at({u: outside})],
    )
    reach = applied(
        "dPd_event",
        d,
        HERE,
        THERE,
        e,
        lambda y: Equal(y, p(i)),
        ball,
        given=[gap < e],
        note=r"This is what a distance below $e$ says of the point $p_i$.",
    )
    nowhere = have(
        Implies(And(SETTING, *inside), Not(And(*small))),
        r"But $w_i \ge m > e$.",
        by=[mass, none, reach],
    )
    least = min_(min_(m, r), dist(d, p(i), q(i)))
    return have(
        claim,
        r"Otherwise some $e$ lies between the distance of the laws and that of $p_i$ and $q_i$.",
        by=nowhere.at({e: (gap + least) / 2}),
    )
