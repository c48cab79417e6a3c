r"""Moments of a length that has a density on $(0, \infty)$.

Source: own computation.
"""

from symrelu import (
    And,
    DensityOn,
    E,
    Equal,
    Exists,
    ForAll,
    Implies,
    Integrable,
    Lemma,
    P,
    abs_,
    exhibit,
    fact,
    have,
    naturals,
    pick,
    picked,
    rewriting,
    row,
    theorem,
)

from .dominated_means import bounded
from .moments_by_parts import (
    k,
    m,
    n,
    r,
    rho,
    u,
    v,
    w,
)
from .uniform_angle import applied


def on_the_half_line(density):
    """The length is positive, and has the density on every interval from 0."""
    return [Equal(P(rho, lambda r: 0 < r), 1), ForAll(n, [], DensityOn(rho, density, (0, n)))]


LATE = Exists(m, ForAll(k, [m <= k], r < k))


@theorem(
    "Every positive number is below all late naturals",
    ForAll(r, [0 < r], And(0 < r, LATE)),
    source="elementary",
)
def late_naturals(claim):
    exists = Lemma(row("archimedes", r))
    name, far = pick(exists, "N")
    N = naturals("N")
    later = have(Implies(N + 1 <= k, r < k), by=far)
    reached = picked(exists, name, by=exhibit(LATE, witness=(N + 1,), by=later.forall(k)))
    return have(Implies(0 < r, And(0 < r, LATE)), by=reached).forall(r)


@theorem(
    "The moment of order 0",
    And(Integrable(rho, lambda r: 1), Equal(E(rho, lambda r: 1), 1)),
    source="elementary",
)
def order_zero(claim):
    sure = applied("prob_sure", rho, lambda x: And())
    total = applied("E_range", rho, lambda r: And(), lambda r: 1, 1, 1, by=sure)
    return have(claim, by=[total, bounded(rho, lambda r: 1, r, 1, have(abs_(1) <= 1))])


@theorem("Per coordinate", Implies(Equal(u, (m + 1) * v), Equal(u / (m + 1), v)), source="elementary")
def per_coordinate(claim):
    unit = have(Implies(Equal(u, 1), Equal(v * u, v)), by=rewriting(u, 1))
    ratio = have(
        Implies(And(Equal(u, (m + 1) * v), Equal((m + 1) * w, 1)), Equal(u * w, v)),
        by=[rewriting(u, (m + 1) * v), unit.at({u: (m + 1) * w})],
    )
    return have(claim, by=[ratio.at({w: 1 / (m + 1)}), fact("inverse", m + 1)])
