r"""How fast the kernel of random signs on two blocks of $n$ coordinates tends to $1/(2\pi)$: like $1/n$.

For even $n$ the normalised kernel is too small, for odd $n$ too large. Everything follows from
$(j + \frac14)\, p_j^2 < 1/\pi < (j + \frac13)\, p_j^2$.

Source: own computation.
"""

from sympy import pi

from symrelu import (
    And,
    Equal,
    Exists,
    Implies,
    Less,
    Or,
    abs_,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    pick,
    picked,
    rewriting,
    sign,
    theorem,
    times,
)

from .sharp_wallis import QUARTER, THIRD, sharp_bounds
from .sign_families import (
    EXISTENCE,
    exists_on_blocks,
    for_numbers,
    normalised,
    normalised_values,
    on_blocks,
    signs_on_two_blocks,
)
from .sizes_of_sums import mean_size, size
from .sums_of_signs import OWN, j, n, u, v, w, x
from .wallis import HALF, weight

LIMIT = 1 / (2 * pi)
BELOW = 1 / pi - j * weight(j) ** 2
ABOVE = (2 * j + 1) * weight(j) ** 2 / 2 - 1 / pi


@theorem(
    "Distances from the limit",
    And(
        Implies(1 <= j, And(Less(1 / pi, (4 * j + 1) * BELOW), Less((3 * j + 1) * BELOW, 1 / pi))),
        Less(1 / pi, (6 * j + 2) * ABOVE),
        Less((4 * j + 1) * ABOVE, 1 / pi),
    ),
    uses=[sharp_bounds],
    source=OWN,
)
def distances(claim, bounds):
    low, high = (j + QUARTER) * u < v, v < (j + THIRD) * u
    even = [
        have(Implies(And(1 <= j, low), v < (4 * j + 1) * (v - j * u)), by=times(1 <= j, low)),
        have(Implies(And(1 <= j, high), (3 * j + 1) * (v - j * u) < v), by=times(1 <= j, high)),
    ]
    excess = (2 * j + 1) * u / 2 - v
    odd = [
        have(Implies(v < (j + THIRD) * u, v < (6 * j + 2) * excess), by=times(j >= 0, v < (j + THIRD) * u)),
        have(
            Implies((j + QUARTER) * u < v, (4 * j + 1) * excess < v), by=times(j >= 0, (j + QUARTER) * u < v)
        ),
    ]
    own = {u: weight(j) ** 2, v: 1 / pi}
    return have(claim, by=[*(lemma.at(own) for lemma in (*even, *odd)), bounds])


@theorem(
    "The rate on two blocks, for even and odd numbers",
    And(
        Implies(
            1 <= j,
            And(
                Less(LIMIT / (4 * j + 1), LIMIT - normalised(2 * j)),
                Less(LIMIT - normalised(2 * j), LIMIT / (3 * j + 1)),
            ),
        ),
        Less(LIMIT / (6 * j + 2), normalised(2 * j + 1) - LIMIT),
        Less(normalised(2 * j + 1) - LIMIT, LIMIT / (4 * j + 1)),
    ),
    uses=[distances, normalised_values, *EXISTENCE],
    source=OWN,
)
def rates(claim, distances, values, *existence):
    inverses = []
    for factor in (3 * j + 1, 4 * j + 1, 6 * j + 2):
        positive = And(0 < 1 / factor, Equal(factor * (1 / factor), 1))
        inverses.append(have(positive, by=[fact("inverse", factor), sign(1 / factor)]))
    exist = for_numbers(exists_on_blocks(*existence), 2 * j, 2 * j + 1)
    return have(claim, by=[distances, values, *inverses]), *exist


def error(n):
    """The distance of the kernel from the norms of the inputs times the limit."""
    return abs_(on_blocks(n) - n / (2 * pi))


@theorem("Even and odd numbers", Exists(j, Or(Equal(n, 2 * j), Equal(n, 2 * j + 1))), source="elementary")
def even_and_odd(claim):
    base = exhibit(Exists(j, Or(Equal(0, 2 * j), Equal(0, 2 * j + 1))), witness=(0,))
    name, half = pick(given(claim), "j")
    next_ = Exists(j, Or(Equal(n + 1, 2 * j), Equal(n + 1, 2 * j + 1)))
    odd = exhibit(next_, witness=(name,), by=given(Equal(n, 2 * name)))
    even = exhibit(next_, witness=(name + 1,), by=given(Equal(n, 2 * name + 1)))
    cases = [have(Implies(lemma.given[0], next_), by=lemma) for lemma in (odd, even)]
    step = picked(given(claim), name, by=have(next_, by=[half, *cases]))
    return have(claim, by=induct_on(n, claim, base=base, step=step).instance(n))


def within(x):
    """The number lies between 1/(6 pi) and 1/(2 pi)."""
    return And(Less(1 / (6 * pi), x), Less(x, 1 / (2 * pi)))


@theorem(
    "The error for even and odd numbers",
    And(Implies(1 <= j, within(error(2 * j))), within(error(2 * j + 1))),
    uses=[distances, signs_on_two_blocks, mean_size, *EXISTENCE],
    source=OWN,
)
def errors(claim, distances, values, sizes, *existence):
    positive = have(Implies(And(0 < v, v < (w + 1) * u, 0 <= w), 0 < u), by=times(0 <= w, u <= 0))
    low, high = (4 * j + 1) * u, (3 * j + 1) * u
    even = have(
        Implies(And(1 <= j, 0 < u, v < low, high < v), And(v / 6 < j * u, j * u < v / 2)),
        by=times(1 <= j, 0 < u),
    )
    half = (j + HALF) * u
    odd = have(
        Implies(And(0 < u, v < (6 * j + 2) * u, low < v), And(v / 6 < half, half < v / 2)),
        by=times(j >= 0, 0 < u),
    )
    apart = have(Implies(And(Or(Equal(x, v - u), Equal(x, v + u)), 0 < u), Equal(abs_(x - v), u)))
    squares = have(Implies(Equal(u, v), Equal(u**2, v**2)), by=rewriting(u, v))
    below, above = {u: BELOW, v: 1 / pi}, {u: ABOVE, v: 1 / pi}
    first = [positive.at({w: 4 * j, **below}), even.at(below)]
    second = [positive.at({w: 6 * j + 1, **above}), odd.at(above)]
    parts = []
    for part, k, gap, by in zip(
        claim.parts, (2 * j, 2 * j + 1), (j * BELOW, (j + HALF) * ABOVE), (first, second), strict=True
    ):
        size_ = squares.at({u: size(k), v: k * weight(j)})
        distance = apart.at({x: on_blocks(k), v: k / (2 * pi), u: gap})
        reasons = [distances, values.at({n: k}), sizes, size_, distance, have(Less(0, 1 / pi))]
        parts.append(have(part, by=[*by, *reasons]))
    exist = for_numbers(exists_on_blocks(*existence), 2 * j, 2 * j + 1)
    return have(claim, by=parts), *exist


@theorem(
    "The kernel on two blocks differs from its limit by a bounded number",
    Implies(1 <= n, within(error(n))),
    uses=[errors, even_and_odd, *EXISTENCE],
    source=OWN,
)
def bounded_error(claim, errors, parity, *existence):
    name, half = pick(parity, "j")
    here = [errors.at({j: name}), fact("nat_step", 0, name)]
    even = have(claim, given=[Equal(n, 2 * name)], by=[*here, rewriting(n, 2 * name)])
    odd = have(claim, given=[Equal(n, 2 * name + 1)], by=[*here, rewriting(n, 2 * name + 1)])
    cases = [have(Implies(lemma.given[0], claim), by=lemma) for lemma in (even, odd)]
    shown = picked(parity, name, by=have(claim, by=[half, *cases]))
    return shown, exists_on_blocks(*existence)
