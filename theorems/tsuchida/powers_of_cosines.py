r"""Integrals of the powers of a product of cosines over the arc on which both are positive.

The product $w = \cos(\varphi + t/2) \cos(\varphi - t/2) = (\cos t + \cos 2\varphi)/2$ vanishes at both ends
of the arc, and $(w^{n+1} \sin 2\varphi)'$ is a combination of three powers of $w$. So the integrals satisfy
the recurrence of the arc-cosine family up to a factor.

Source: own computation.
"""

from sympy import cos, pi, sin

from symrelu import (
    And,
    Equal,
    Implies,
    Integral,
    Less,
    Prod,
    fact,
    given,
    have,
    induct_on,
    naturals,
    primitive,
    reals,
    rewriting,
    theorem,
    times,
)

from .angles import OWN, RANGE, odd_and_even, s, t, u, v, x
from .arc_cosine import FAMILY, J, c, w
from .rectified_cosines import BOTH
from .uniform_angle import applied, half_turns

n = naturals("n")
y, z = reals("y z")


def evens(n):
    """The product of the first n even numbers, which is $2^n n!$."""
    return Prod(1, n, lambda k: 2 * k)


def half(x):
    """The product of the cosines."""
    return (cos(t) + cos(2 * x)) / 2


def over_the_arc(n):
    """The integral of a power of the product over the arc."""
    return Integral(*BOTH, lambda x: half(x) ** n)


@theorem(
    "Products of even numbers",
    And(Less(0, evens(n)), Equal(evens(n + 1), (2 * n + 2) * evens(n))),
    source="elementary",
)
def even_products(claim):
    known = [fact("prod_last", 1, n, lambda k: 2 * k), fact("prod_empty", 1, 0, lambda k: 2 * k)]
    positive = have(Implies(0 < w, 0 < (2 * n + 2) * w), by=[times(0 <= n, 0 < w)])
    every = induct_on(n, Less(0, evens(n)), base=known, step=[positive.at({w: evens(n)}), *known])
    return have(claim, by=[every.instance(n), *known])


@theorem(
    "The slope of a power times the sine",
    Implies(
        And(
            Equal(2 * w, c + u),
            Equal(s**2 + c**2, 1),
            Equal(v**2 + u**2, 1),
            Equal(y, z * w),
            Equal(x, y * w),
        ),
        Equal(
            -(n + 1) * z * v**2 + 2 * y * u,
            4 * (n + 2) * x - 2 * (2 * n + 3) * c * y - (n + 1) * s**2 * z,
        ),
    ),
    source="elementary",
)
def slope_of_a_power(claim):
    circle = have(
        Implies(
            And(Equal(s**2 + c**2, 1), Equal(v**2 + u**2, 1)), Equal(z * (s**2 - v**2), z * (u**2 - c**2))
        ),
        by=[rewriting(s**2, 1 - c**2), rewriting(v**2, 1 - u**2)],
    )
    doubled = have(
        Implies(And(Equal(2 * w, c + u), Equal(y, z * w)), Equal(2 * y * s, z * (c + u) * s)),
        by=[rewriting(y, z * w), rewriting(w, (c + u) / 2)],
    )
    low = doubled.at({s: (n + 1) * (u - c)})
    high = doubled.at({s: n + 2, y: x, z: y})
    return have(claim, by=[circle.at({z: (n + 1) * z}), low, high])


def combination(n):
    """What the slope of the power n + 1 times the sine is made of."""
    return lambda x: (
        4 * (n + 2) * half(x) ** (n + 2)
        - 2 * (2 * n + 3) * cos(t) * half(x) ** (n + 1)
        - (n + 1) * sin(t) ** 2 * half(x) ** n
    )


@theorem(
    "The power vanishes at both ends of the arc",
    And(
        *(
            Implies(Equal(s, end), Equal(((cos(t) + cos(s)) / 2) ** (n + 1) * sin(s), 0))
            for end in (pi - t, t - pi)
        )
    ),
    uses=[odd_and_even],
    source="elementary",
)
def power_vanishes(claim, even):
    zero = have(
        Implies(Equal(w, 0), Equal(w ** (n + 1) * v, 0)), by=[fact("pow_next", w, n), rewriting(w, 0)]
    )
    turns = [fact("cos_sum", pi, -t), fact("half_turn"), even.at({s: -t}), even.at({s: t - pi, t: pi - t})]
    cosine = [
        have(Implies(Equal(s, end), Equal(cos(s), -cos(t))), by=[*turns, rewriting(s, end)])
        for end in (pi - t, t - pi)
    ]
    return have(claim, by=[*cosine, zero.at({w: (cos(t) + cos(s)) / 2, v: sin(s)})])


@theorem(
    "The integral of the slope",
    Implies(And(*RANGE), Equal(Integral(*BOTH, combination(n)), 0)),
    uses=[slope_of_a_power, power_vanishes],
    source=OWN,
)
def integral_of_the_slope(claim, slope, vanishes):
    h = half(x)
    values = {
        w: h,
        c: cos(t),
        s: sin(t),
        u: cos(2 * x),
        v: sin(2 * x),
        z: h**n,
        y: h ** (n + 1),
        x: h ** (n + 2),
    }
    steps = [fact("pow_next", h, n), fact("pow_next", h, n + 1), fact("circle", t), fact("circle", 2 * x)]
    same = slope.at(values)
    same = have(same.claim.args[1], by=[same, *steps])
    whole = primitive(
        *BOTH, combination(n), lambda x: half(x) ** (n + 1) * sin(2 * x), by=[same, given(And(*RANGE))]
    )
    ends = [vanishes.at({s: end}) for end in (pi - t, t - pi)]
    return have(claim, by=[whole, *ends])


@theorem(
    "The integrals of the powers satisfy a recurrence",
    Implies(
        And(*RANGE),
        Equal(
            4 * (n + 2) * over_the_arc(n + 2),
            2 * (2 * n + 3) * cos(t) * over_the_arc(n + 1) + (n + 1) * sin(t) ** 2 * over_the_arc(n),
        ),
    ),
    uses=[integral_of_the_slope],
    source=OWN,
)
def recurrence(claim, slope):
    powers = [lambda x, k=k: half(x) ** k for k in (n, n + 1, n + 2)]
    weights = -(n + 1) * sin(t) ** 2, -2 * (2 * n + 3) * cos(t), 4 * (n + 2)

    def lower(x):
        return weights[0] * powers[0](x) + weights[1] * powers[1](x)

    exist = [applied("Int_cont", *BOTH, f, given=RANGE) for f in (*powers, lower)]
    pair = applied("int_linear", *BOTH, *powers[:2], *weights[:2], by=exist)
    whole = applied("int_linear", *BOTH, lower, powers[2], 1, weights[2], by=exist)
    return have(claim, "The integral is linear.", by=[slope, pair, whole])


@theorem(
    "The first two integrals",
    Implies(
        And(*RANGE),
        And(Equal(over_the_arc(0), pi - t), Equal(2 * over_the_arc(1), sin(t) + (pi - t) * cos(t))),
    ),
    uses=[half_turns],
    source=OWN,
)
def first_integrals(claim, turned):
    held = given(And(*RANGE))
    none = primitive(*BOTH, lambda x: 1, lambda x: x, by=held)
    one = primitive(*BOTH, half, lambda x: x * cos(t) / 2 + sin(2 * x) / 4, by=held)
    ends = [turned.at({x: 1, s: end}) for end in (pi - t, t - pi)]
    return have(claim, by=[none, one, *ends])


@theorem(
    "The integrals of the powers are the arc-cosine family",
    Implies(And(*FAMILY, *RANGE), Equal(evens(n) * over_the_arc(n), J(n)(t))),
    uses=[even_products, recurrence, first_integrals],
    source=OWN,
)
def powers_are_the_family(claim, products, step, start):
    more = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    known = Equal(4 * (n + 2) * x, 2 * (2 * n + 3) * c * y + (n + 1) * s**2 * z)
    scaled = have(
        Implies(
            And(known, Equal(u, w * z), Equal(v, (2 * n + 2) * w * y)),
            Equal((2 * n + 4) * (2 * n + 2) * w * x, (2 * n + 3) * c * v + (n + 1) ** 2 * s**2 * u),
        ),
        by=[
            more.at({u: known.left, v: known.right, w: (n + 1) * w}),
            rewriting(u, w * z),
            rewriting(v, (2 * n + 2) * w * y),
        ],
    )
    values = {x: over_the_arc(n + 2), y: over_the_arc(n + 1), z: over_the_arc(n), c: cos(t), s: sin(t)}
    values |= {w: evens(n), u: J(n)(t), v: J(n + 1)(t)}
    next_even, last_even = products, products.at({n: n + 1})
    sizes = [
        more.at({u: evens(n + 1), v: (2 * n + 2) * evens(n), w: over_the_arc(n + 1)}),
        more.at({u: evens(n + 1), v: (2 * n + 2) * evens(n), w: (2 * n + 4) * over_the_arc(n + 2)}),
        more.at({u: evens(n + 2), v: (2 * n + 4) * evens(n + 1), w: over_the_arc(n + 2)}),
    ]
    begin = [products.at({n: 0}), fact("prod_empty", 1, 0, lambda k: 2 * k)]

    def member(n):
        return Equal(evens(n) * over_the_arc(n), J(n)(t))

    grown = have(
        Implies(And(*claim.condition.parts, member(n), member(n + 1)), member(n + 2)),
        by=[scaled.at(values), *sizes, next_even, last_even, step, given(FAMILY[2]).instance(n, t)],
    )
    zero = [
        more.at({u: evens(0), v: 1, w: over_the_arc(0)}),
        more.at({u: evens(1), v: 2, w: over_the_arc(1)}),
    ]
    both = induct_on(
        n,
        And(member(n), member(n + 1)),
        given=[claim.condition],
        base=[*begin, *zero, start, *(given(member).instance(t) for member in FAMILY[:2])],
        step=grown,
    )
    return have(claim, "Both sides satisfy one recurrence.", by=both.instance(n))
