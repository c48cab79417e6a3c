r"""Sums over blocks of independent weights with one law are independent.

A function of two inputs that are constant on blocks of coordinates is a function of the sums over the blocks.

Source: elementary.
"""

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    abs_,
    as_functions,
    borel,
    given,
    have,
    iid,
    naturals,
    reals,
    rewriting,
    row,
    theorem,
)

from .independent_sums import (
    PAIR,
    M,
    block,
    block_behind_the_first,
    first,
    integrable,
    k,
    m,
    mean_is_bounded,
    mu,
    n,
    psi,
    total,
    walk,
    x,
    y,
    z,
)
from .uniform_angle import applied

r = reals("r")
l = naturals("l")
phi = borel("phi", "R", PAIR)
chi = borel("chi", "R", ("borel", "R", PAIR))


@theorem("The sum over the first coordinates", Equal(total(n)(first(n)(z)), total(n)(z)), source="elementary")
def sum_of_the_first(claim):
    kept = have(Implies(And(1 <= k, k <= n), Equal(first(n)(z)(k), z(k))))
    return have(claim, by=applied("sum_same", 1, n, first(n)(z), lambda k: z(k), by=kept.forall(k)))


def over_two(phi):
    """The mean of a function of the sums over two independent blocks."""
    return E(walk(n, mu), lambda x: E(walk(m, mu), lambda y: phi(x, y)))


@theorem(
    "Sums over two blocks are independent",
    Implies(
        ForAll(x, [], ForAll(y, [], abs_(phi(x, y)) <= M)),
        Equal(E(iid(n + m, mu), lambda z: phi(total(n)(z), block(n, m)(z))), over_two(phi)),
    ),
    uses=[sum_of_the_first, block_behind_the_first],
    source="elementary",
)
def two_blocks_are_independent(claim, start, behind):
    held = given(claim.condition)
    before, sum_, end = total(n)(first(n)(z)), total(n)(z), block(n, m)(z)
    ends = [start, rewriting(before, sum_)]
    left = have(Equal(phi(before, end), phi(sum_, end)), by=ends)
    inner = have(Equal(phi(before, y), phi(sum_, y)), by=ends)
    right = have(
        Equal(E(walk(m, mu), lambda y: phi(before, y)), E(walk(m, mu), lambda y: phi(sum_, y))),
        by=as_functions(inner, y),
    )
    push = row("E_push", total(n), iid(n, mu), lambda x: E(walk(m, mu), lambda y: phi(x, y)))
    used = behind.at({psi: lambda z: lambda x: phi(total(n)(z), x)})
    small = held.instance(sum_, x).forall(z, x)
    shown = have(claim, by=[used, small, as_functions(left, z), as_functions(right, z), push])
    whole, part = (have(abs_(phi(*at)) <= M, by=held.instance(*at)) for at in ((sum_, end), (x, y)))
    mean = mean_is_bounded(walk(m, mu), lambda y: phi(x, y), y, part)
    return (
        shown,
        integrable(iid(n + m, mu), lambda z: phi(total(n)(z), block(n, m)(z)), z, whole),
        integrable(walk(m, mu), lambda y: phi(x, y), y, part),
        integrable(walk(n, mu), lambda x: E(walk(m, mu), lambda y: phi(x, y)), x, mean),
    )
