r"""Sums of independent weights with one law: one more weight, and sums over two blocks of weights.

Source: elementary.
"""

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    Sum,
    abs_,
    as_functions,
    borel,
    exhibit,
    fact,
    given,
    have,
    iid,
    induct_on,
    ite,
    laws,
    min_,
    naturals,
    reals,
    rewriting,
    row,
    sequences,
    theorem,
)

from .uniform_angle import applied

i, k, m, n = naturals("i k m n")
height = naturals("t")
w, x, y, M = reals("w x y M")
z = sequences("z")
mu = laws("mu")
f, g = borel("f g")
PAIR = ("borel", "R", "R")
psi = borel("psi", ("fun", "N", "R"), PAIR)


def total(n):
    """The sum of the coordinates 1, ..., n."""
    return lambda z: Sum(1, n, lambda k: z(k))


def walk(n, mu):
    """The law of a sum of n independent weights."""
    return iid(n, mu).push(total(n))


def bounded(f):
    """The function is bounded by M."""
    return ForAll(x, [], abs_(f(x)) <= M)


def mean_is_bounded(law, function, point, small, bound=M):
    """A function that is bounded has a mean that is."""
    everywhere = applied("prob_sure", law, lambda x: And())
    within = have(Implies(And(), And(-bound <= function(point), function(point) <= bound)), by=small)
    values = [everywhere, within.forall(point)]
    mean = applied("E_range", law, lambda x: And(), function, -bound, bound, by=values)
    return have(abs_(E(law, function)) <= bound, by=mean)


def integrable(law, function, point, small, bound=M):
    """A bounded function has a mean."""

    def cut(x):
        return min_(abs_(function(x)), height)

    mean = mean_is_bounded(law, cut, point, have(abs_(cut(point)) <= bound, by=small), bound)
    return exhibit(Integrable(law, function), witness=(bound,), by=mean.forall(height))


def mean_is_bounded_on(law, event, function, point, bound, sure, size):
    """A function that is bounded on a sure event has a mean that is."""
    within = have(Implies(event(point), And(-bound <= function(point), function(point) <= bound)), by=size)
    mean = applied("E_range", law, event, function, -bound, bound, by=[sure, within.forall(point)])
    return have(abs_(E(law, function)) <= bound, by=mean)


def integrable_on(law, event, function, point, bound, sure, size):
    """A function that is bounded on a sure event has a mean."""

    def cut(x):
        return min_(abs_(function(x)), height)

    small = have(Implies(event(point), abs_(cut(point)) <= bound), by=size)
    mean = mean_is_bounded_on(law, event, cut, point, bound, sure, small)
    return exhibit(Integrable(law, function), witness=(bound,), by=mean.forall(height))


def put(z, k, w):
    """The point z with w at the coordinate k."""
    return lambda i: ite(Equal(i, k), w, z(i))


def shifted(f, mu):
    """The mean of f at the sum with one more weight."""
    return lambda x: E(mu, lambda w: f(x + w))


@theorem(
    "The sum with another last coordinate",
    Equal(Sum(1, n + 1, put(z, n + 1, w)), Sum(1, n, lambda k: z(k)) + w),
    source="elementary",
)
def another_last_coordinate(claim):
    new = put(z, n + 1, w)
    same = have(Implies(And(1 <= k, k <= n), Equal(new(k), z(k))))
    before = applied("sum_same", 1, n, new, lambda k: z(k), by=same.forall(k))
    return have(claim, by=[before, fact("sum_last", 1, n, new)])


@theorem(
    "One more weight",
    Implies(bounded(f), Equal(E(walk(n + 1, mu), f), E(walk(n, mu), shifted(f, mu)))),
    uses=[another_last_coordinate],
    source="elementary",
)
def one_more_weight(claim, last):
    def phi(z):
        return f(total(n + 1)(z))

    held = given(claim.condition)
    small = have(abs_(phi(z)) <= M, by=held.instance(total(n + 1)(z)))
    fubini = applied("iid_last", n, mu, phi, M, by=small.forall(z))
    new, moved = total(n + 1)(put(z, n + 1, w)), total(n)(z) + w
    value = have(Equal(f(new), f(moved)), by=[last, rewriting(new, moved)])
    inner = have(
        Equal(E(mu, lambda w: f(total(n + 1)(put(z, n + 1, w)))), shifted(f, mu)(total(n)(z))),
        by=as_functions(value, w),
    )
    push = [
        row("E_push", total(n + 1), iid(n + 1, mu), f),
        row("E_push", total(n), iid(n, mu), shifted(f, mu)),
    ]
    shown = have(claim, by=[fubini, as_functions(inner, z), *push])
    here, further = (have(abs_(f(y)) <= M, by=held.instance(y)) for y in (x, x + w))
    mean = mean_is_bounded(mu, lambda w: f(x + w), w, further)
    return (
        shown,
        integrable(walk(n + 1, mu), f, x, here),
        integrable(mu, lambda w: f(x + w), w, further),
        integrable(walk(n, mu), shifted(f, mu), x, mean),
    )


@theorem("The empty sum", Implies(bounded(f), Equal(E(walk(0, mu), f), f(0))), source="elementary")
def empty_sum(claim):
    none = have(Equal(total(0)(z), 0), by=fact("sum_empty", 1, 0, lambda k: z(k)))
    value = have(Equal(f(total(0)(z)), f(0)), by=[none, rewriting(total(0)(z), 0)])
    everywhere = applied("prob_sure", iid(0, mu), lambda z: And())
    constant = applied("E_range", iid(0, mu), lambda z: And(), lambda z: f(0), f(0), f(0), by=everywhere)
    push = row("E_push", total(0), iid(0, mu), f)
    here = have(abs_(f(x)) <= M, by=given(claim.condition).instance(x))
    shown = have(claim, by=[push, as_functions(value, z), constant])
    return shown, integrable(walk(0, mu), f, x, here)


# ---- blocks ----------------------------------------------------------------------------------------


def block(n, m):
    """The sum of the m coordinates behind the first n."""
    return lambda z: Sum(n + 1, n + m, lambda k: z(k))


def first(n):
    """The first n coordinates alone."""
    return lambda z: lambda k: ite(And(1 <= k, k <= n), z(k), 0)


def bounded_on_pairs(phi):
    """The function of a sequence and a number is bounded by M."""
    return ForAll(z, [], ForAll(x, [], abs_(phi(z, x)) <= M))


def last_block(m, phi):
    """The mean over the block of m behind the first n is the mean over the law of its sum."""
    seen = E(iid(n + m, mu), lambda z: phi(first(n)(z), block(n, m)(z)))
    return Equal(seen, E(iid(n, mu), lambda z: E(walk(m, mu), lambda x: phi(first(n)(z), x))))


def block_means(held):
    """The means in the statement about blocks exist."""
    start, end = first(n)(z), block(n, m)(z)
    whole, part = (have(abs_(psi(start, y)) <= M, by=held.instance(start, y)) for y in (end, x))
    inner = mean_is_bounded(walk(m, mu), lambda x: psi(start, x), x, part)
    return (
        integrable(iid(n + m, mu), lambda z: psi(first(n)(z), block(n, m)(z)), z, whole),
        integrable(walk(m, mu), lambda x: psi(start, x), x, part),
        integrable(iid(n, mu), lambda z: E(walk(m, mu), lambda x: psi(first(n)(z), x)), z, inner),
    )


NEXT = put(z, n + m + 1, w)


@theorem(
    "A block with another last coordinate",
    Equal(psi(first(n)(NEXT), block(n, m + 1)(NEXT)), psi(first(n)(z), block(n, m)(z) + w)),
    source="elementary",
)
def block_with_another_last(claim):
    kept = as_functions(have(Equal(first(n)(NEXT)(k), first(n)(z)(k))), k)
    unchanged = have(Implies(And(n + 1 <= k, k <= n + m), Equal(NEXT(k), z(k))))
    before = applied("sum_same", n + 1, n + m, NEXT, lambda k: z(k), by=unchanged.forall(k))
    last = fact("sum_last", n + 1, n + m, NEXT)
    grown = have(Equal(block(n, m + 1)(NEXT), block(n, m)(z) + w), by=[before, last])
    return have(claim, by=[kept, grown, rewriting(block(n, m + 1)(NEXT), block(n, m)(z) + w)])


@theorem(
    "A block of weights behind the first",
    Implies(bounded_on_pairs(psi), last_block(m, psi)),
    uses=[block_with_another_last, one_more_weight, empty_sum],
    source="elementary",
)
def block_behind_the_first(claim, another, one_more, empty):
    shown = have(claim, by=induction_on_the_block(claim, another, one_more, empty).instance(m))
    return shown, *block_means(given(claim.condition))


def induction_on_the_block(claim, another, one_more, empty):
    """For all functions at once, by induction on the number of weights in the block."""
    condition, start = bounded_on_pairs(psi), first(n)(z)
    every = ForAll(psi, [condition], last_block(m, psi))
    small = given(condition).instance(start)
    none = have(Equal(block(n, 0)(z), 0), by=fact("sum_empty", n + 1, n, lambda k: z(k)))
    left = have(Equal(psi(start, block(n, 0)(z)), psi(start, 0)), by=[none, rewriting(block(n, 0)(z), 0)])
    right = have(
        Equal(E(walk(0, mu), lambda x: psi(start, x)), psi(start, 0)),
        given=[condition],
        by=[empty.at({f: lambda x: psi(start, x)}), small],
    )
    base = have(last_block(0, psi), given=[condition], by=[as_functions(left, z), as_functions(right, z)])

    def response(z):
        return psi(first(n)(z), block(n, m + 1)(z))

    everywhere = have(abs_(response(z)) <= M, given=[condition], by=small.instance(block(n, m + 1)(z)))
    fubini = applied("iid_last", n + m, mu, response, M, by=everywhere.forall(z))

    def later(z, x):
        return E(mu, lambda w: psi(z, x + w))

    inner = have(
        Equal(E(mu, lambda w: response(put(z, n + m + 1, w))), later(start, block(n, m)(z))),
        by=as_functions(another, w),
    )
    further = have(abs_(psi(z, x + w)) <= M, given=[condition], by=given(condition).instance(z, x + w))
    mean = mean_is_bounded(mu, lambda w: psi(z, x + w), w, further)
    instance = given(every).instance(lambda z: lambda x: later(z, x))
    assumed = have(Implies(bounded_on_pairs(later), last_block(m, later)), given=[every], by=instance)
    one = one_more.at({n: m, f: lambda x: psi(start, x)})
    total_ = have(
        Equal(E(walk(m + 1, mu), lambda x: psi(start, x)), E(walk(m, mu), lambda x: later(start, x))),
        given=[condition],
        by=[one, small],
    )
    shown = have(
        last_block(m + 1, psi),
        given=[condition, every],
        by=[fubini, as_functions(inner, z), assumed, mean.forall(z, x), as_functions(total_, z)],
    )
    return induct_on(m, every, base=base.forall(psi), step=shown.forall(psi))
