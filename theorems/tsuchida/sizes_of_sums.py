r"""The mean size $e_n = \mathbb E |S_n|$ of a sum of $n$ random signs, for every $n$.

It is $e_{2j} = 2j\, p_j$ and $e_{2j+1} = (2j+1)\, p_j$ with the central binomial weights $p_j$.
One more sign adds the probability that the sum is 0.

Source: own computation.
"""

from sympy import Integer

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    abs_,
    have,
    induct_on,
    min_,
    relu,
    row,
    theorem,
)

from .independent_sums import M, f, integrable, integrable_on, walk
from .sums_of_signs import (
    HALF,
    OWN,
    S,
    indicator,
    j,
    mass,
    n,
    one_more_sign,
    possible,
    return_to_zero,
    values_of_a_sum,
    whole_numbers,
    x,
)
from .uniform_angle import applied
from .wallis import central_weights, weight


def zero(x):
    """The sum is 0."""
    return Equal(x, 0)


def with_one_more(h, jump, more, sure, numbers):
    """The mean of h at one more sign, where h at both sides is h in the middle and a jump at 0."""

    def cut(x):
        return min_(h(x), n + 1)

    def both(x):
        return (cut(x - 1) + cut(x + 1)) / 2

    def raised(x):
        return h(x) + jump * indicator(zero)(x)

    small = have(abs_(cut(x)) <= n + 1)
    inside = have(Implies(possible(n + 1)(x), Equal(cut(x), h(x))))
    end = applied(
        "E_same", walk(n + 1, S), possible(n + 1), cut, h, by=[sure.at({n: n + 1}), inside.forall(x)]
    )
    agree = have(Implies(possible(n)(x), Equal(both(x), raised(x))), by=numbers)
    start = applied("E_same", walk(n, S), possible(n), both, raised, by=[sure, agree.forall(x)])
    means = [
        integrable_on(walk(n, S), possible(n), h, x, n, sure, have(Implies(possible(n)(x), abs_(h(x)) <= n))),
        integrable(walk(n, S), indicator(zero), x, have(abs_(indicator(zero)(x)) <= 1), 1),
    ]
    linear = applied("E_linear", walk(n, S), h, indicator(zero), 1, jump, by=means)
    step = more.at({f: cut, M: n + 1})
    return [step, small.forall(x), end, start, linear, row("E_event", walk(n, S), zero)]


def size(n):
    """The mean size of a sum of n signs."""
    return E(walk(n, S), abs_)


def rectified(n):
    """The mean of the rectified sum of n signs."""
    return E(walk(n, S), relu)


def exists(h, sure):
    """The mean of a function that is no larger than the sum exists, for n and for n + 1 signs."""
    small = have(Implies(possible(n)(x), abs_(h(x)) <= n))
    here = integrable_on(walk(n, S), possible(n), h, x, n, sure, small)
    return here, here.at({n: n + 1})


@theorem(
    "The mean size with one more sign",
    Equal(size(n + 1), size(n) + mass(n, 0)),
    uses=[one_more_sign, values_of_a_sum, whole_numbers],
    source=OWN,
)
def size_with_one_more(claim, more, sure, numbers):
    shown = have(
        claim,
        r"For whole $s$, $(|s + 1| + |s - 1|)/2$ is $|s|$, and 1 at $s = 0$.",
        by=with_one_more(abs_, Integer(1), more, sure, numbers),
    )
    return shown, *exists(abs_, sure)


@theorem(
    "The mean of the rectified sum with one more sign",
    Equal(rectified(n + 1), rectified(n) + mass(n, 0) / 2),
    uses=[one_more_sign, values_of_a_sum, whole_numbers],
    source=OWN,
)
def rectified_with_one_more(claim, more, sure, numbers):
    return have(claim, by=with_one_more(relu, HALF, more, sure, numbers)), *exists(relu, sure)


def same_at_zero(h, sure):
    """The mean at no sign is the value at 0."""
    inside = have(Implies(possible(0)(x), And(0 <= h(x), h(x) <= 0)))
    values = [sure.at({n: 0}), inside.forall(x)]
    return have(
        Equal(E(walk(0, S), h), 0), by=applied("E_range", walk(0, S), possible(0), h, 0, 0, by=values)
    )


@theorem(
    "The mean size of a sum of signs",
    And(
        Equal(size(2 * j), 2 * j * weight(j)),
        Equal(size(2 * j + 1), (2 * j + 1) * weight(j)),
        Equal(rectified(n), size(n) / 2),
    ),
    uses=[size_with_one_more, rectified_with_one_more, return_to_zero, central_weights, values_of_a_sum],
    source=OWN,
)
def mean_size(claim, sizes, rectified_sizes, back, weights, sure):
    even, odd, half = claim.parts
    zero = [same_at_zero(h, sure) for h in (abs_, relu)]
    steps = [sizes.at({n: 2 * j}), sizes.at({n: 2 * j + 1}), back, weights]
    evens = induct_on(j, even, base=zero, step=steps)
    odds = have(odd, by=[evens.instance(j), *steps])
    halves = induct_on(n, half, base=zero, step=[sizes, rectified_sizes])
    shown = have(claim, by=[evens.instance(j), odds, halves.instance(n)])
    means = [lemma.at({n: k}) for lemma in exists(abs_, sure)[:1] for k in (n, 2 * j, 2 * j + 1)]
    return shown, *means, *exists(relu, sure)
