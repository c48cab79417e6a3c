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
    Integrable,
    P,
    abs_,
    as_functions,
    borel,
    events,
    given,
    have,
    iid,
    ite,
    min_,
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
    integrable_on,
    k,
    m,
    mean_is_bounded,
    mean_is_bounded_on,
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

level, other = naturals("n'"), reals("x'")
A, B = events("A B")
h = borel("h")
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


# ---- functions that are bounded on what is sure ----------------------------------------------------


def surely(n, event):
    """The sum of n weights lies in the event."""
    return Equal(P(walk(n, mu), event), 1)


def both(A, B):
    """The two sums lie in their events."""
    return lambda z: And(A(total(n)(z)), B(block(n, m)(z)))


@theorem(
    "What is sure for the sums over two blocks",
    Implies(And(surely(n, A), surely(m, B)), Equal(P(iid(n + m, mu), both(A, B)), 1)),
    uses=[two_blocks_are_independent],
    source="elementary",
)
def sure_for_two_blocks(claim, independent):
    def inside(x, y):
        return ite(And(A(x), B(y)), 1, 0)

    ends = claim.condition.parts
    one = have(Implies(B(y), And(1 <= inside(x, y), inside(x, y) <= 1)), given=[A(x)])
    inner = applied(
        "E_range", walk(m, mu), B, lambda y: inside(x, y), 1, 1, given=[ends[1], A(x)], by=one.forall(y)
    )
    outer = applied(
        "E_range",
        walk(n, mu),
        A,
        lambda x: E(walk(m, mu), lambda y: inside(x, y)),
        1,
        1,
        given=ends,
        by=have(Implies(A(x), inner.claim), given=ends, by=inner).forall(x),
    )
    small = have(abs_(inside(x, y)) <= 1).forall(x, y)
    used = independent.at({phi: lambda x: lambda y: inside(x, y), M: 1})
    return have(claim, by=[used, small, outer, row("E_event", iid(n + m, mu), both(A, B))])


BOUNDED = And(
    surely(n, A),
    surely(m, B),
    ForAll(x, [], ForAll(y, [B(y)], abs_(phi(x, y)) <= h(x))),
    ForAll(x, [A(x)], h(x) <= M),
)


def seen(phi):
    """The function at the sums over the two blocks."""
    return lambda z: phi(total(n)(z), block(n, m)(z))


def over_second(phi):
    """The mean over the second block."""
    return lambda x: E(walk(m, mu), lambda y: phi(x, y))


MEANS = (
    Integrable(iid(n + m, mu), seen(phi)),
    Integrable(walk(m, mu), lambda y: phi(x, y)),
    Integrable(walk(n, mu), over_second(phi)),
)


def cut_is_integrable(law, function, point):
    """A function that is cut at a level has a mean."""

    def cut(x):
        return min_(abs_(function(x)), level)

    return integrable(law, cut, point, have(abs_(cut(point)) <= level), level)


def under(condition, lemma):
    """The parts of the conclusion, one by one, under the condition as one formula."""
    return [have(part, given=[condition], by=lemma) for part in lemma.claim.args[1].args]


@theorem(
    "Means over two blocks exist",
    Implies(BOUNDED, And(*MEANS)),
    uses=[sure_for_two_blocks],
    source="elementary",
)
def means_over_blocks(claim, sure):
    conditions = BOUNDED.parts
    held = [given(conditions[2]).instance(x, y), given(conditions[3]).instance(x)]
    size = have(Implies(And(A(x), B(y)), abs_(phi(x, y)) <= M), given=conditions, by=held)
    joint = have(Equal(P(iid(n + m, mu), both(A, B)), 1), given=conditions, by=sure)
    at_sums = size.at({x: total(n)(z), y: block(n, m)(z)})
    whole = integrable_on(iid(n + m, mu), both(A, B), seen(phi), z, M, joint, at_sums)
    start = [walk(m, mu), B, lambda y: phi(x, y), y, h(x), given(conditions[1])]
    inner = integrable_on(*start, have(Implies(B(y), abs_(phi(x, y)) <= h(x)), given=conditions, by=held))
    mean = mean_is_bounded_on(*start, have(Implies(B(y), abs_(phi(x, y)) <= h(x)), given=conditions, by=held))
    small = have(Implies(A(x), abs_(over_second(phi)(x)) <= M), given=conditions, by=[mean, held[1]])
    outer = integrable_on(walk(n, mu), A, over_second(phi), x, M, given(conditions[0]), small)
    shown = have(claim, by=[whole, inner, outer])
    cuts = [
        cut_is_integrable(iid(n + m, mu), seen(phi), z),
        cut_is_integrable(walk(m, mu), lambda y: phi(x, y), y),
        cut_is_integrable(walk(n, mu), over_second(phi), x),
    ]
    return shown, *cuts, *under(BOUNDED, shown), *under(BOUNDED, shown.at({x: other}))


@theorem(
    "Sums over two blocks are independent, for functions that are bounded on what is sure",
    Implies(BOUNDED, Equal(E(iid(n + m, mu), seen(phi)), over_two(phi))),
    uses=[two_blocks_are_independent, sure_for_two_blocks, means_over_blocks],
    source="elementary",
)
def bounded_where_sure(claim, independent, sure, means):
    conditions = BOUNDED.parts

    def cut(x, y):
        return ite(And(A(x), B(y)), phi(x, y), 0)

    held = [given(conditions[2]).instance(x, y), given(conditions[3]).instance(x)]
    size = have(Implies(And(A(x), B(y)), abs_(phi(x, y)) <= abs_(M)), given=conditions, by=held)
    small = have(abs_(cut(x, y)) <= abs_(M), given=conditions, by=size)
    used = independent.at({phi: lambda x: lambda y: cut(x, y), M: abs_(M)})
    joint = have(Equal(P(iid(n + m, mu), both(A, B)), 1), given=conditions, by=sure)
    agree = have(Implies(both(A, B)(z), Equal(seen(cut)(z), seen(phi)(z))))
    pair = [iid(n + m, mu), both(A, B), seen(cut), seen(phi)]
    left = applied("E_same", *pair, given=conditions, by=[joint, agree.forall(z)])
    inside = have(Implies(B(y), Equal(cut(x, y), phi(x, y))), given=[A(x)])
    parts = [walk(m, mu), B, lambda y: cut(x, y), lambda y: phi(x, y)]
    inner = applied("E_same", *parts, given=[conditions[1], A(x)], by=inside.forall(y))
    kept = have(Implies(A(x), inner.claim), given=conditions, by=inner)
    outer = [walk(n, mu), A, over_second(cut), over_second(phi)]
    right = applied("E_same", *outer, given=conditions, by=kept.forall(x))
    return have(claim, by=[used, small.forall(x, y), left, right]), *under(BOUNDED, means)
