r"""Sharper bounds on central binomial weights: $(j + \frac14)\, p_j^2 < 1/\pi < (j + \frac13)\, p_j^2$.

The left side increases with $j$, the right one falls, and both come as near to $1/\pi$ as one likes.

Source: elementary.
"""

from sympy import Rational, pi

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Less,
    fact,
    given,
    have,
    induct_on,
    known,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    sign,
    theorem,
    times,
)

from .wallis import HALF, central_weights, j, wallis_bounds, weight

QUARTER, THIRD = Rational(1, 4), Rational(1, 3)
m = naturals("m")
q, u, v, x, C = reals("q u v x C")


@theorem(
    "What stays bounded under all multiples",
    Implies(ForAll(m, [], x * m <= C), x <= 0),
    source="elementary",
)
def bounded_multiples(claim):
    some = have(Exists(m, (C + 1) / x <= m), by=known("archimedes", (C + 1) / x))
    name, large = pick(some, "m")
    product = have(Implies(0 < x, Equal(x * ((C + 1) / x), C + 1)), by=fact("inverse", x))
    longer = have(Implies(And(0 < x, u <= v), x * u <= x * v), by=times(0 < x, u <= v))
    none = have(
        x <= 0,
        given=[claim.condition],
        by=[product, longer.at({u: (C + 1) / x, v: name}), large, given(claim.condition).instance(name)],
    )
    return have(claim, by=picked(some, name, by=none))


def near(c, j):
    """(j + c) p_j^2."""
    return (j + c) * weight(j) ** 2


@theorem(
    "Monotone approximations",
    And(
        Less(near(QUARTER, j), near(QUARTER, j + 1)),
        AtMost(near(THIRD, j + 1), near(THIRD, j)),
        Implies(1 <= j, Less(near(THIRD, j + 1), near(THIRD, j))),
    ),
    uses=[central_weights],
    source="elementary",
)
def monotone_approximations(claim, weights):
    equal = have(Implies(Equal(u, v), Equal(u**2, v**2)), by=rewriting(u, v))
    squares = equal.at({u: (2 * j + 2) * weight(j + 1), v: (2 * j + 1) * weight(j)})
    positive = have(Implies(0 < u, 0 < u**2), by=times(0 < u, 0 < u)).at({u: weight(j)})
    steps = [0 < u, Equal((2 * j + 2) ** 2 * v, (2 * j + 1) ** 2 * u)]
    multiple = have(Implies(Equal(u, v), Equal(x * u, x * v)), by=rewriting(u, v))
    scaled = [multiple.at({u: steps[1].left, v: steps[1].right, x: j + 1 + c}) for c in (QUARTER, THIRD)]
    rise = (j + 1 + QUARTER) * v - (j + QUARTER) * u
    fall = (j + THIRD) * u - (j + 1 + THIRD) * v
    products = have(
        Implies(
            And(*steps),
            And(Equal((2 * j + 2) ** 2 * rise, u / 4), Equal((2 * j + 2) ** 2 * fall, j * u / 3)),
        ),
        by=scaled,
    )
    area = have(
        Implies(0 < u, And(AtMost(0, j * u), Implies(1 <= j, Less(0, j * u)))), by=times(j >= 0, 0 < u)
    )
    factor = have(
        And(
            Implies(Less(0, (2 * j + 2) ** 2 * x), Less(0, x)),
            Implies(AtMost(0, (2 * j + 2) ** 2 * x), AtMost(0, x)),
        ),
        by=sign(x),
    )
    own = {u: weight(j) ** 2, v: weight(j + 1) ** 2}
    signs = [factor.at({x: rise}).at(own), factor.at({x: fall}).at(own)]
    return have(claim, by=[products.at(own), area.at(own), *signs, squares, positive, weights])


@theorem(
    "Sharper bounds on central binomial weights",
    And(Less(near(QUARTER, j), 1 / pi), Less(1 / pi, near(THIRD, j))),
    uses=[bounded_multiples, monotone_approximations, wallis_bounds, central_weights],
    source="elementary",
)
def sharp_bounds(claim, none, monotone, wallis, weights):
    here = [near(c, j) for c in (QUARTER, THIRD)]
    later = monotone.at({j: j + m})
    rising = induct_on(m, AtMost(here[0], near(QUARTER, j + m)), step=later).instance(m)
    falling = induct_on(m, AtMost(near(THIRD, j + m), here[1]), step=later).instance(m)
    above = have(
        Implies(And(u <= (v + QUARTER) * x, v * x < q, 0 <= v), (u - q) * v <= q / 4),
        by=[times(0 <= v, u <= (v + QUARTER) * x), times(0 <= v, v * x < q)],
    ).at({u: here[0], v: j + m, x: weight(j + m) ** 2, q: 1 / pi})
    below = have(
        Implies(And((v + THIRD) * x <= u, q < (v + HALF) * x, 0 <= v), (q - u) * (v + HALF) <= q / 6),
        by=[times(0 <= v, (v + THIRD) * x <= u), times(0 <= v, q < (v + HALF) * x)],
    ).at({u: here[1], v: j + m, x: weight(j + m) ** 2, q: 1 / pi})
    bounds = wallis.at({j: j + m})
    excess = [here[0] - 1 / pi, 1 / pi - here[1]]
    first = have(excess[0] * m <= 1 / pi / 4 - excess[0] * j, by=[above, rising, bounds])
    second = have(excess[1] * m <= 1 / pi / 6 - excess[1] * (j + HALF), by=[below, falling, bounds])
    small = [
        none.at({x: excess[0], C: 1 / pi / 4 - excess[0] * j}),
        none.at({x: excess[1], C: 1 / pi / 6 - excess[1] * (j + HALF)}),
    ]
    weak = have(And(here[0] <= 1 / pi, 1 / pi <= here[1]), by=[*small, first.forall(m), second.forall(m)])
    onward = [weak.at({j: j + 1}), weak.at({j: j + 2}), monotone.at({j: j + 1})]
    start = [have(Less(1 / pi, THIRD)), weights.at({j: 0}), rewriting(weight(0), 1)]
    strict = induct_on(j, claim.parts[1], base=start, step=onward)
    return have(claim, by=[weak.at({j: j + 1}), monotone, strict.instance(j)])
