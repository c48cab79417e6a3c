r"""The arctangent at 0 and 1, and below the identity.

Source: elementary.
"""

from sympy import atan, cos, pi, sin, sqrt

from symrelu import (
    And,
    AtMost,
    Equal,
    Implies,
    Less,
    fact,
    have,
    increasing,
    reals,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .angles import OWN, excess_is_positive, odd_and_even

s, t, u, v, w, x, y, z = reals("s t u v w x y z")
ANGLE = Equal(s, atan(t))


def positive_inverse(value):
    """The inverse of a positive number is its inverse, and positive."""
    above = have(Implies(And(0 < y, Equal(y * z, 1)), 0 < z), by=times(0 < y, z <= 0))
    return [fact("inverse", value), above.at({y: value, z: 1 / value})]


@theorem(
    "The arctangent of 0",
    Implies(And(Equal(t, 0), ANGLE), Equal(s, 0)),
    uses=[odd_and_even],
    source="elementary",
)
def arctangent_of_0(claim, odd):
    angle = [fact("arctan", t), fact("pi_bounds"), rewriting(s, atan(t)), rewriting(t, 0)]
    arches = [fact("sin_arch", s), fact("sin_arch", -s), odd.at({s: -s, t: s})]
    return have(claim, "Its sine is 0.", by=[*angle, *arches])


@theorem(
    "The arctangent of 1",
    Implies(And(Equal(t, 1), ANGLE), Equal(s, pi / 4)),
    uses=[odd_and_even],
    source="elementary",
)
def arctangent_of_1(claim, odd):
    angle = [fact("arctan", t), fact("pi_bounds"), rewriting(s, atan(t)), rewriting(t, 1)]
    level = have(Implies(And(Equal(t, 1), ANGLE), Equal(sin(s), cos(s))), by=angle)
    turned = [fact("sin_sum", w, pi / 4), fact("cos_sum", w, pi / 4), fact("fourth")]
    shift = Equal(s, w + pi / 4)
    sums = have(
        Implies(shift, Equal(sin(s) - cos(s), sqrt(2) * sin(w))), by=[*turned, rewriting(s, w + pi / 4)]
    )
    root = have(
        Implies(And(Equal(x * y, 0), Equal(x**2, 2)), Equal(y, 0)),
        by=[times(Equal(x * y, 0)), sign(y), sign(x)],
    ).at({x: sqrt(2), y: sin(w)})
    held = And(shift, Equal(t, 1), ANGLE)
    flat = have(Implies(held, Equal(sin(w), 0)), by=[level, sums, root, fact("sqrt", 2)])
    arches = [fact("sin_arch", w), fact("sin_arch", -w), odd.at({s: -w, t: w})]
    none = have(Implies(held, Equal(w, 0)), by=[flat, *angle, *arches])
    return have(claim, "Its sine is its cosine.", by=none.at({w: s - pi / 4}))


@theorem(
    "The arctangent below the identity",
    Implies(0 < t, Less(atan(t), t)),
    uses=[arctangent_of_0],
    source="elementary",
)
def below_the_identity(claim, zero):
    here = 1 + x**2
    small = have(
        Implies(And(0 < x, Equal((1 + x**2) * z, 1), 0 < z), z < 1),
        by=[times(0 < x, 0 < x), times(0 < z, 0 < x**2)],
    )
    rises = increasing(
        (x - atan(x), x),
        0,
        t,
        r"The difference has the derivative $1 - 1/(1 + x^2) > 0$.",
        given=[0 < t],
        by=[*positive_inverse(here), small.at({z: 1 / here}), square(x)],
        strict=True,
    )
    return have(claim, by=[rises, zero.at({s: atan(t)}).at({t: 0})])


@theorem(
    "The arctangent near a quarter turn",
    Implies(And(0 <= t, ANGLE), And(Less(s, pi / 2), AtMost(t * (pi / 2 - s), 1))),
    uses=[excess_is_positive],
    source=OWN,
)
def near_a_quarter_turn(claim, excess):
    angle = [fact("arctan", t), rewriting(s, atan(t))]
    slope = have(Implies(ANGLE, And(Equal(sin(s), t * cos(s)), 0 < cos(s), Less(s, pi / 2))), by=angle)
    low = have(
        Implies(And(0 <= t, ANGLE), 0 <= s),
        by=[slope, *angle, fact("sin_arch", -s), times(0 <= t, 0 < cos(s))],
    )
    rest = Equal(w, pi / 2 - s)
    turned = have(
        Implies(rest, And(Equal(sin(w), cos(s)), Equal(cos(w), sin(s)))),
        by=[
            fact("sin_sum", pi / 2, -s),
            fact("cos_sum", pi / 2, -s),
            fact("quarter"),
            rewriting(w, pi / 2 - s),
        ],
    )
    scaled = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    small = have(
        Implies(And(rest, 0 <= t, ANGLE), AtMost(w * t * cos(s), cos(s))),
        by=[excess.at({t: w}), turned, low, slope, fact("pi_bounds"), scaled.at({u: cos(w), v: t * cos(s)})],
    )
    last = have(Implies(And(x * y <= y, 0 < y), x <= 1), by=times(0 < y, x > 1))
    bound = have(
        Implies(And(rest, 0 <= t, ANGLE), AtMost(w * t, 1)),
        by=[small, slope, last.at({x: w * t, y: cos(s)})],
    )
    return have(claim, by=[slope, bound.at({w: pi / 2 - s})])
