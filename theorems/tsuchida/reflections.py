r"""Reflection of the arc-cosine family: $J_n(t) + (-1)^n J_n(\pi - t) = \pi B_n(\cos t)$.

For the rectifier, $n = 1$, this says $J(t) - J(\pi - t) = \pi \cos t$.

Source: own computation.
"""

from sympy import cos, pi, sin

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    fact,
    given,
    have,
    induct_on,
    reals,
    rewriting,
    theorem,
)

from .angles import odd_and_even
from .arc_cosine import FAMILY, OWN, J, c, n, s, t, w
from .arc_cosine_polynomials import B

a, b, d, e, u, v, x, y, z = reals("a b d e u v x y z")
LINES = [
    ForAll(c, [], Equal(B(0)(c), 1)),
    ForAll(c, [], Equal(B(1)(c), c)),
    ForAll(
        (n, c),
        [],
        Equal(B(n + 2)(c), (2 * n + 3) * c * B(n + 1)(c) + (n + 1) ** 2 * (1 - c**2) * B(n)(c)),
    ),
]


def reflected(n):
    """The sum of the members at an angle and at its supplement, up to a sign."""
    return Equal(J(n)(t) + (-1) ** n * J(n)(pi - t), pi * B(n)(cos(t)))


@theorem(
    "The supplement of an angle",
    Implies(Equal(s, pi - t), And(Equal(sin(s), sin(t)), Equal(cos(s), -cos(t)))),
    uses=[odd_and_even],
    source="elementary",
)
def supplement(claim, even):
    turns = [fact("sin_sum", pi, -t), fact("cos_sum", pi, -t), fact("half_turn"), even.at({s: -t})]
    return have(claim, by=[*turns, rewriting(s, pi - t)])


@theorem(
    "One step of the reflected sums",
    Implies(
        And(
            Equal(s**2, 1 - c**2),
            Equal(u, (2 * n + 3) * c * a + (n + 1) ** 2 * s**2 * b),
            Equal(v, -(2 * n + 3) * c * d + (n + 1) ** 2 * s**2 * e),
            Equal(w, (2 * n + 3) * c * x + (n + 1) ** 2 * (1 - c**2) * y),
            Equal(a - z * d, pi * x),
            Equal(b + z * e, pi * y),
        ),
        Equal(u + z * v, pi * w),
    ),
    source="elementary",
)
def reflected_step(claim):
    more = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    square = more.at({u: s**2, v: 1 - c**2, w: (n + 1) ** 2 * pi * y})
    upper = more.at({u: a - z * d, v: pi * x, w: (2 * n + 3) * c})
    lower = more.at({u: b + z * e, v: pi * y, w: (n + 1) ** 2 * s**2})
    sine = more.at({u: v, v: -(2 * n + 3) * c * d + (n + 1) ** 2 * s**2 * e, w: z})
    last = more.at({u: w, v: (2 * n + 3) * c * x + (n + 1) ** 2 * (1 - c**2) * y, w: pi})
    return have(claim, by=[square, upper, lower, sine, last])


@theorem(
    "Reflection of the arc-cosine family",
    Implies(And(*FAMILY, *LINES), reflected(n)),
    uses=[supplement, reflected_step],
    source=OWN,
)
def reflection(claim, turned, step):
    first, after, onward = (given(member) for member in FAMILY)
    start, line, next_line = (given(member) for member in LINES)
    place = Equal(s, pi - t)
    sines = [rewriting(cos(s), -cos(t)), rewriting(sin(s), sin(t))]
    there = have(
        Implies(
            place,
            Equal(J(n + 2)(s), -(2 * n + 3) * cos(t) * J(n + 1)(s) + (n + 1) ** 2 * sin(t) ** 2 * J(n)(s)),
        ),
        given=FAMILY,
        by=[onward.instance(n, s), turned, *sines],
    )
    values = {s: sin(t), c: cos(t), a: J(n + 1)(t), b: J(n)(t), d: J(n + 1)(pi - t), e: J(n)(pi - t)}
    values |= {u: J(n + 2)(t), v: J(n + 2)(pi - t), z: (-1) ** n}
    values |= {x: B(n + 1)(cos(t)), y: B(n)(cos(t)), w: B(n + 2)(cos(t))}
    signs = [fact("pow_next", -1, n), fact("pow_next", -1, n + 1)]
    turn = have(Implies(Equal(u, -v), Equal(u * w, -v * w)), by=rewriting(u, -v))
    flips = [
        turn.at({u: (-1) ** (n + 1), v: (-1) ** n, w: J(n + 1)(pi - t)}),
        turn.at({u: (-1) ** (n + 2), v: (-1) ** (n + 1), w: J(n + 2)(pi - t)}),
        turn.at({u: (-1) ** (n + 1), v: (-1) ** n, w: J(n + 2)(pi - t)}),
    ]
    known = [onward.instance(n, t), there.at({s: pi - t}), next_line.instance(n, cos(t)), fact("circle", t)]
    grown = have(
        Implies(And(reflected(n), reflected(n + 1)), reflected(n + 2)),
        given=[*FAMILY, *LINES],
        by=[step.at(values), *signs, *flips, *known],
    )
    one = have(
        Implies(place, Equal(J(1)(s), sin(t) - t * cos(t))),
        given=FAMILY,
        by=[
            after.instance(s),
            turned,
            rewriting(cos(s), -cos(t)),
            rewriting(sin(s), sin(t)),
            rewriting(s, pi - t),
        ],
    )
    begin = [first.instance(t), first.instance(pi - t), after.instance(t), one.at({s: pi - t})]
    lines = [start.instance(cos(t)), line.instance(cos(t))]
    both = induct_on(
        n, And(reflected(n), reflected(n + 1)), given=[*FAMILY, *LINES], base=[*begin, *lines], step=grown
    )
    return have(claim, "Both sides satisfy one recurrence.", by=both.instance(n))
