r"""Inputs that are constant on blocks of coordinates see the sums of the weights over the blocks.

Source: elementary.
"""

from symrelu import (
    And,
    Equal,
    Implies,
    Sum,
    fact,
    have,
    induct_on,
    ite,
    naturals,
    reals,
    rewriting,
    sequences,
    theorem,
)

from .independent_sums import block, k, m, n, total, z
from .uniform_angle import applied

l = naturals("l")
u, v, w, x, y, r = reals("u v w x y r")
a = sequences("a")


def dot(d, a):
    """The inner product of the input a with the weights, in dimension d."""
    return lambda z: Sum(1, d, lambda k: a(k) * z(k))


@theorem(
    "A sum over two blocks",
    Equal(total(n + m)(a), total(n)(a) + block(n, m)(a)),
    source="elementary",
)
def joined(claim):
    empty = fact("sum_empty", n + 1, n, lambda k: a(k))
    last = [fact("sum_last", low, n + m, lambda k: a(k)) for low in (1, n + 1)]
    return have(claim, by=induct_on(m, claim, base=empty, step=last).instance(m))


@theorem(
    "A constant factor of a block",
    Equal(block(n, m)(lambda k: u * z(k)), u * block(n, m)(z)),
    source="elementary",
)
def scaled_block(claim):
    terms = (lambda k: z(k)), (lambda k: u * z(k))
    empty = [fact("sum_empty", n + 1, n, term) for term in terms]
    last = [fact("sum_last", n + 1, n + m, term) for term in terms]
    return have(claim, by=induct_on(m, claim, base=empty, step=last).instance(m))


def two_values(n, u, v):
    """The input with the value u in the first n coordinates, and v behind."""
    return lambda k: ite(k <= n, u, v)


@theorem(
    "An input with two values",
    Equal(dot(n + m, two_values(n, u, v))(z), u * total(n)(z) + v * block(n, m)(z)),
    uses=[joined, scaled_block],
    source="elementary",
)
def input_of_two_values(claim, joined, scaled):
    def term(k):
        return two_values(n, u, v)(k) * z(k)

    first = have(Implies(And(1 <= k, k <= n), Equal(term(k), u * z(k))))
    second = have(Implies(And(n + 1 <= k, k <= n + m), Equal(term(k), v * z(k))))
    parts = [
        applied("sum_same", 1, n, term, lambda k: u * z(k), by=first.forall(k)),
        applied("sum_same", n + 1, n + m, term, lambda k: v * z(k), by=second.forall(k)),
    ]
    factors = [scaled.at({n: 0, m: n}), scaled.at({u: v})]
    return have(claim, by=[joined.at({a: term}), *parts, *factors])


def three_values(n, m, u, v, w):
    """The input with the value u in the first n coordinates, v in the next m, and w behind."""
    return lambda k: ite(k <= n, u, ite(k <= n + m, v, w))


@theorem(
    "An input with three values",
    Equal(
        dot(n + m + l, three_values(n, m, u, v, w))(z),
        u * total(n)(z) + v * block(n, m)(z) + w * block(n + m, l)(z),
    ),
    uses=[joined, scaled_block, input_of_two_values],
    source="elementary",
)
def input_of_three_values(claim, joined, scaled, two):
    def term(k):
        return three_values(n, m, u, v, w)(k) * z(k)

    def start(k):
        return two_values(n, u, v)(k) * z(k)

    first = have(Implies(And(1 <= k, k <= n + m), Equal(term(k), start(k))))
    second = have(Implies(And(n + m + 1 <= k, k <= n + m + l), Equal(term(k), w * z(k))))
    parts = [
        applied("sum_same", 1, n + m, term, start, by=first.forall(k)),
        applied("sum_same", n + m + 1, n + m + l, term, lambda k: w * z(k), by=second.forall(k)),
    ]
    factors = scaled.at({u: w, n: n + m, m: l})
    return have(claim, by=[joined.at({a: term, n: n + m, m: l}), *parts, factors, two])


# ---- inner products of such inputs -----------------------------------------------------------------


@theorem("A constant on a block", Equal(block(n, m)(lambda k: u), m * u), source="elementary")
def constant_block(claim):
    empty = fact("sum_empty", n + 1, n, lambda k: u)
    last = fact("sum_last", n + 1, n + m, lambda k: u)
    return have(claim, by=induct_on(m, claim, base=empty, step=last).instance(m))


@theorem(
    "The inner product of inputs with two values",
    Equal(dot(n + m, two_values(n, u, v))(two_values(n, x, y)), n * u * x + m * v * y),
    uses=[input_of_two_values, constant_block],
    source="elementary",
)
def product_of_two_values(claim, inputs, constant):
    other = two_values(n, x, y)
    first = have(Implies(And(1 <= k, k <= n), Equal(other(k), x)))
    second = have(Implies(And(n + 1 <= k, k <= n + m), Equal(other(k), y)))
    parts = [
        applied("sum_same", 1, n, other, lambda k: x, by=first.forall(k)),
        applied("sum_same", n + 1, n + m, other, lambda k: y, by=second.forall(k)),
        constant.at({n: 0, m: n, u: x}),
        constant.at({u: y}),
    ]
    values = [
        have(Equal(total(n)(other), n * x), by=parts),
        have(Equal(block(n, m)(other), m * y), by=parts),
    ]
    inserted = [rewriting(total(n)(other), n * x), rewriting(block(n, m)(other), m * y)]
    return have(claim, by=[inputs.at({z: other}), *values, *inserted])


@theorem(
    "The inner product of inputs with three values",
    Equal(
        dot(n + m + l, three_values(n, m, u, v, w))(three_values(n, m, x, y, r)),
        n * u * x + m * v * y + l * w * r,
    ),
    uses=[input_of_three_values, constant_block],
    source="elementary",
)
def product_of_three_values(claim, inputs, constant):
    other = three_values(n, m, x, y, r)
    blocks = ((1, n, x), (n + 1, n + m, y), (n + m + 1, n + m + l, r))
    parts = []
    for low, high, value in blocks:
        here = have(Implies(And(low <= k, k <= high), Equal(other(k), value)))
        parts.append(applied("sum_same", low, high, other, constantly(value), by=here.forall(k)))
    counts = [constant.at({n: 0, m: n, u: x}), constant.at({u: y}), constant.at({n: n + m, m: l, u: r})]
    sums = (total(n)(other), n * x), (block(n, m)(other), m * y), (block(n + m, l)(other), l * r)
    values = [have(Equal(*pair), by=[*parts, *counts]) for pair in sums]
    inserted = [rewriting(*pair) for pair in sums]
    return have(claim, by=[inputs.at({z: other}), *values, *inserted])


def constantly(value):
    """The sequence with one value."""
    return lambda k: value
