r"""Wallis's bounds on the central binomial weights $p_j = \binom{2j}{j} 4^{-j}$.

The integrals of the powers of the sine over a quarter turn are $\frac{\pi}{2} p_j$ and
$1/((2j+1) p_j)$ in turn, and they fall; so $j p_j^2 < 1/\pi < (j + \frac12) p_j^2$.

Source: elementary.
"""

from sympy import Rational, cos, pi, sin

from symrelu import (
    And,
    AtMost,
    Equal,
    Implies,
    Integral,
    Less,
    Prod,
    fact,
    have,
    induct_on,
    naturals,
    primitive,
    reals,
    rewriting,
    row,
    sign,
    theorem,
    times,
)

from .angles import odd_and_even, s, t
from .uniform_angle import applied

j, n = naturals("j n")
HALF = Rational(1, 2)
p, q, u, v, w, x, y = reals("p q u v w x y")


def ratio(i):
    """(2i - 1)/(2i)."""
    return 1 - 1 / (2 * i)


def weight(j):
    """The central binomial weight."""
    return Prod(1, j, ratio)


@theorem(
    "Central binomial weights",
    And(
        Equal(weight(0), 1),
        Equal((2 * j + 2) * weight(j + 1), (2 * j + 1) * weight(j)),
        Less(0, weight(j)),
    ),
    source="elementary",
)
def central_weights(claim):
    empty = fact("prod_empty", 1, 0, ratio)
    last = have(Equal(weight(j + 1), weight(j) * (1 - 1 / (j + 1) / 2)), by=fact("prod_last", 1, j, ratio))
    inverse = fact("inverse", j + 1)
    scaled = have(
        Implies(And(Equal(u, v * (1 - w / 2)), Equal(q * w, 1)), Equal(2 * q * u, (2 * q - 1) * v)),
        by=rewriting(u, v * (1 - w / 2)),
    )
    values = {u: weight(j + 1), v: weight(j), w: 1 / (j + 1), q: j + 1}
    step = have(claim.parts[1], by=[last, inverse, scaled.at(values)])
    positive = have(
        Implies(And(0 < v, Equal((2 * j + 2) * u, (2 * j + 1) * v)), 0 < u),
        by=[times(0 < v, j >= 0), times(u <= 0, j >= 0)],
    )
    every = induct_on(
        j, Less(0, weight(j)), base=empty, step=[step, positive.at({u: weight(j + 1), v: weight(j)})]
    )
    return have(claim, by=[have(claim.parts[0], by=empty), step, every.instance(j)])


def power(n):
    """The integral of a power of the sine over a quarter turn."""
    return Integral(0, pi / 2, lambda x: sin(x) ** n)


def raised(n):
    """A power of the sine."""
    return lambda x: sin(x) ** n


def regular(n):
    """The integral of the power exists."""
    return applied("Int_cont", 0, pi / 2, raised(n), by=have(AtMost(0, pi / 2), by=fact("pi_bounds")))


@theorem(
    "Integrals of powers of the sine",
    And(
        Equal(power(0), pi / 2),
        Equal(power(1), 1),
        Equal((n + 2) * power(n + 2), (n + 1) * power(n)),
    ),
    uses=[odd_and_even],
    source="elementary",
)
def powers_of_the_sine(claim, odd):
    zero, one, step = claim.parts
    ends = [fact("quarter"), odd.at({s: 0, t: 0}), have(AtMost(0, pi / 2), by=fact("pi_bounds"))]
    first = have(zero, by=[primitive(0, pi / 2, raised(0), lambda x: x, by=ends), *ends])
    second = have(one, by=[primitive(0, pi / 2, raised(1), lambda x: -cos(x), by=ends), *ends])
    slope = have(
        Implies(
            And(Equal(p, w * u), Equal(q, p * u), Equal(u**2 + v**2, 1)),
            Equal((n + 2) * q - (n + 1) * w, p * u - (n + 1) * w * v**2),
        ),
        by=[rewriting(q, w * u**2), rewriting(p, w * u), rewriting(v**2, 1 - u**2)],
    )
    found = slope.at({u: sin(x), v: cos(x), w: sin(x) ** n, p: sin(x) ** (n + 1), q: sin(x) ** (n + 2)})
    raising = [fact("pow_next", sin(x), n), fact("pow_next", sin(x), n + 1), fact("circle", x)]
    whole = primitive(
        0,
        pi / 2,
        lambda x: (n + 2) * sin(x) ** (n + 2) - (n + 1) * sin(x) ** n,
        lambda x: -cos(x) * sin(x) ** (n + 1),
        by=[*ends, have(found.claim.args[1], by=[found, *raising])],
    )
    linear = row("int_linear", 0, pi / 2, raised(n + 2), raised(n), n + 2, -(n + 1))
    parts = have(linear.claim.args[1], by=[linear, regular(n), regular(n + 2)])
    none = [*ends, fact("pow_next", 0, n), rewriting(cos(pi / 2), 0)]
    third = have(step, r"$-\cos x \sin^{n+1} x$ vanishes at both ends.", by=[parts, whole, *none])
    return have(claim, by=[first, second, third])


@theorem("The integrals fall", AtMost(power(n + 1), power(n)), source="elementary")
def powers_fall(claim):
    high = have(AtMost(sin(x), 1), by=[fact("circle", x), times(sin(x) > 1)])
    inside = And(0 < x, x < pi / 2)
    small = have(
        Implies(inside, And(AtMost(0, sin(x)), AtMost(sin(x), 1))),
        by=[fact("sin_arch", x), fact("pi_bounds"), high],
    )
    grown = have(Implies(And(0 <= u, 0 <= v), 0 <= u * v), by=times(0 <= u, 0 <= v))
    positive = induct_on(
        n, Implies(0 <= u, AtMost(0, u**n)), step=[fact("pow_next", u, n), grown.at({v: u, u: u**n})]
    ).instance(n)
    less = have(Implies(And(0 <= v, u <= 1), v * u <= v), by=times(0 <= v, u <= 1))
    smaller = have(
        Implies(And(0 <= u, u <= 1), u ** (n + 1) <= u**n),
        by=[positive, fact("pow_next", u, n), less.at({v: u**n})],
    )
    below = have(Implies(inside, sin(x) ** (n + 1) <= sin(x) ** n), by=[small, smaller.at({u: sin(x)})])
    order = have(AtMost(0, pi / 2), by=fact("pi_bounds"))
    means = [regular(n), regular(n + 1), below.forall(x), order]
    return have(claim, by=applied("int_mono", 0, pi / 2, raised(n + 1), raised(n), by=means))


@theorem(
    "Integrals of powers of the sine and central binomial weights",
    And(Equal(power(2 * j), pi * weight(j) / 2), Equal((2 * j + 1) * weight(j) * power(2 * j + 1), 1)),
    uses=[central_weights, powers_of_the_sine],
    source="elementary",
)
def powers_by_weights(claim, weights, powers):
    none = have(Implies(Equal((2 * j + 2) * u, (2 * j + 2) * v), Equal(u, v)), by=sign(u - v))
    multiple = have(Implies(Equal(u, v), Equal(x * u, x * v)), by=rewriting(u, v))
    here, behind = weight(j), weight(j + 1)
    scaled = [
        multiple.at({x: pi / 2, u: (2 * j + 2) * behind, v: (2 * j + 1) * here}),
        multiple.at({x: 2 * j + 1, u: power(2 * j), v: pi * here / 2}),
        none.at({u: power(2 * j + 2), v: pi * behind / 2}),
    ]
    even = induct_on(
        j,
        claim.parts[0],
        base=[powers.at({n: 0}), weights.at({j: 0})],
        step=[weights, powers.at({n: 2 * j}), *scaled],
    )
    next_, last = power(2 * j + 1), power(2 * j + 3)
    inserted = have(
        Implies(
            And(
                Equal((2 * j + 1) * v * x, 1),
                Equal((2 * j + 3) * y, (2 * j + 2) * x),
                Equal((2 * j + 2) * u, (2 * j + 1) * v),
            ),
            Equal((2 * j + 3) * u * y, 1),
        ),
        by=[
            multiple.at({x: u, u: (2 * j + 3) * y, v: (2 * j + 2) * x}),
            multiple.at({u: (2 * j + 2) * u, v: (2 * j + 1) * v}),
        ],
    )
    odd = induct_on(
        j,
        claim.parts[1],
        base=[powers.at({n: 0}), weights.at({j: 0}), rewriting(weight(0), 1)],
        step=[weights, powers.at({n: 2 * j + 1}), inserted.at({u: behind, v: here, x: next_, y: last})],
    )
    return have(claim, by=[even.instance(j), odd.instance(j)])


@theorem(
    "Wallis's bounds, not strictly",
    And(
        AtMost(2, (2 * j + 1) * (pi * weight(j) ** 2)),
        AtMost((j + 1) * (pi * weight(j + 1) ** 2), 1),
    ),
    uses=[central_weights, powers_fall, powers_by_weights],
    source="elementary",
)
def weak_bounds(claim, weights, falls, values):
    here, behind = weight(j), weight(j + 1)
    below = have(
        Implies(
            And(0 < v, Equal(x, pi * v / 2), Equal((2 * j + 1) * v * y, 1), y <= x),
            AtMost(2, (2 * j + 1) * (pi * v**2)),
        ),
        by=times(0 < v * (2 * j + 1), y <= pi * v / 2),
    )
    lower = below.at({v: here, x: power(2 * j), y: power(2 * j + 1)})
    above = have(
        Implies(
            And(0 < u, Equal((2 * j + 2) * u, w), Equal(x, pi * u / 2), Equal(w * y, 1), x <= y),
            AtMost((j + 1) * (pi * u**2), 1),
        ),
        by=[rewriting(w, (2 * j + 2) * u), times(0 < u * (2 * j + 2), pi * u / 2 <= y)],
    )
    upper = above.at({u: behind, w: (2 * j + 1) * here, x: power(2 * j + 2), y: power(2 * j + 1)})
    first = have(lower.claim.args[1], by=[lower, weights, falls.at({n: 2 * j}), values])
    order = [falls.at({n: 2 * j + 1}), weights.at({j: j + 1}), values.at({j: j + 1})]
    second = have(upper.claim.args[1], by=[upper, weights, values, *order])
    return have(claim, "Compare neighbouring integrals.", by=[first, second])


@theorem(
    "Wallis's bounds",
    And(Less(j * weight(j) ** 2, 1 / pi), Less(1 / pi, (j + HALF) * weight(j) ** 2)),
    uses=[central_weights, weak_bounds],
    source="elementary",
)
def wallis_bounds(claim, weights, weak):
    here, behind = weight(j), weight(j + 1)
    equal = have(Implies(Equal(u, v), Equal(x * u**2, x * v**2)), by=rewriting(u, v))
    squares = equal.at({x: pi, u: (2 * j + 2) * behind, v: (2 * j + 1) * here})
    steps = [0 < u, Equal((2 * j + 2) ** 2 * v, (2 * j + 1) ** 2 * u)]
    less = have(
        Implies(And(*steps, AtMost((j + 1) * v, 1)), Less(j * u, 1)),
        by=times(j + 1 > 0, AtMost((j + 1) * v, 1)),
    )
    more = have(
        Implies(And(*steps, AtMost(2, (2 * j + 3) * v)), Less(2, (2 * j + 1) * u)),
        by=[
            times((2 * j + 2) ** 2 > 0, AtMost(2, (2 * j + 3) * v)),
            times(j >= 0, 0 < u),
            sign((2 * j + 1) * u - 2),
        ],
    )
    product = have(Implies(And(0 < u, 0 < v), 0 < u * v), by=times(0 < u, 0 < v))
    area = have(
        Implies(0 < u, 0 < pi * u**2),
        by=[fact("pi_bounds"), product.at({v: u}), product.at({u: pi, v: u**2})],
    )
    own = {u: pi * here**2, v: pi * behind**2}
    inside = have(
        And(Less(j * (pi * here**2), 1), Less(2, (2 * j + 1) * (pi * here**2))),
        "Both bounds grow strictly narrower with $j$.",
        by=[less.at(own), more.at(own), weights, squares, area.at({u: here}), weak, weak.at({j: j + 1})],
    )
    divided = have(
        Implies(And(0 < x, Equal(x * q, 1), x * u < 1, 1 < x * v), And(u < q, q < v)),
        by=[sign(q - u), sign(v - q)],
    )
    inverse = [fact("inverse", pi), fact("pi_bounds")]
    last = divided.at({x: pi, q: 1 / pi, u: j * here**2, v: (j + HALF) * here**2})
    return have(claim, by=[inside, *inverse, last])
