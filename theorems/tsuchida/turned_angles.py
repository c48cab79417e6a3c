r"""A uniform angle, turned, is a uniform angle; and every point of the plane has an angle.

Source: elementary.
"""

from sympy import acos, cos, pi, sin

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Exists,
    ForAll,
    Implies,
    Integrable,
    Integral,
    abs_,
    as_functions,
    exhibit,
    fact,
    given,
    have,
    reals,
    rewriting,
    row,
    sign,
    square,
    theorem,
    times,
)

from .means_below_sums import under
from .sums_over_the_circle import (
    STEEP,
    L,
    a,
    b,
    g,
    integrable_on_intervals,
    means_over_the_circle,
    u,
    under_the_density,
    v,
    x,
)
from .uniform_angle import PHI, applied, density, density_of_the_angle, inside_the_circle

r, s, t, y = reals("r s t y")
PERIOD = ForAll(x, [], Equal(g(x + 2 * pi), g(x)))


def turned(s):
    """The function behind a turn by the angle s."""
    return lambda x: g(x + s)


def integrand(x):
    """The function times the density of the angle."""
    return g(x) * density(x)


@theorem(
    "A turned uniform angle",
    Implies(And(STEEP, PERIOD, 0 <= s, AtMost(s, 2 * pi)), Equal(E(PHI, turned(s)), E(PHI, g))),
    uses=[integrable_on_intervals, inside_the_circle, density_of_the_angle, means_over_the_circle],
    source="elementary",
)
def turned_angle(claim, integrable, inside, dense, regular):
    held = [STEEP, PERIOD, 0 <= s, AtMost(s, 2 * pi)]
    steep = under_the_density()
    means = [
        have(
            Equal(E(PHI, f), Integral(-pi, pi, lambda x, f=f: f(x) * density(x))),
            by=[row("E_density", PHI, density, -pi, pi, f), dense, inside],
        )
        for f in (g, turned(s))
    ]
    everywhere = integrable.at({g: integrand, L: L / (2 * pi)})
    everywhere = have(
        Implies(AtMost(a, b), Integrable(a, b, integrand)), given=[STEEP], by=[everywhere, *steep]
    )
    circle = fact("pi_bounds")
    first = applied(
        "int_split", -pi, -pi + s, pi, integrand, given=held, by=[everywhere.at({a: -pi, b: pi}), circle]
    )
    second = applied(
        "int_split",
        -pi + s,
        pi,
        pi + s,
        integrand,
        given=held,
        by=[everywhere.at({a: -pi + s}).at({b: pi + s}), circle],
    )
    shift = row("int_affine", 1, s, -pi, pi, integrand)
    round_ = row("int_affine", 1, 2 * pi, -pi, -pi + s, integrand)
    again = as_functions(
        have(Equal(integrand(x + 2 * pi), integrand(x)), given=[PERIOD], by=given(PERIOD).instance(x)), x
    )
    mean = have(Integrable(PHI, g), given=[STEEP], by=regular)
    steep_turned = have(
        abs_(g(u + s) - g(v + s)) <= L * abs_(u - v), given=[STEEP], by=given(STEEP).instance(u + s, v + s)
    )
    turned_mean = have(
        Integrable(PHI, turned(s)), given=[STEEP], by=[regular.at({g: turned(s)}), steep_turned.forall(u, v)]
    )
    exist = [under(claim.condition, side) for side in (mean, turned_mean)]
    start = Integral(-pi, -pi + s, integrand)
    moved = have(
        Equal(Integral(-pi, -pi + s, lambda x: integrand(x + 2 * pi)), start),
        given=[PERIOD],
        by=again,
    )
    proof = have(
        claim, "What leaves at one end enters at the other.", by=[*means, first, second, shift, round_, moved]
    )
    return proof, *exist


LENGTH = And(0 <= r, Equal(r**2, x**2 + y**2))


def at_angle(s):
    """The point (x, y) is r times the direction of the angle s."""
    return And(0 <= s, AtMost(s, 2 * pi), Equal(x, r * cos(s)), Equal(y, r * sin(s)))


@theorem(
    "The angle of a point of the upper half plane",
    Implies(And(LENGTH, 0 <= y, 0 <= t, AtMost(t, pi), Equal(x, r * cos(t))), Equal(y, r * sin(t))),
    source="elementary",
)
def upper_angle(claim):
    positive = have(Implies(And(0 <= u, 0 <= v), 0 <= u * v), by=times(0 <= u, 0 <= v)).at({u: r, v: sin(t)})
    scaled = have(Implies(Equal(u, v), Equal(x * u, x * v)), by=rewriting(u, v))
    circle = scaled.at({x: r**2, u: sin(t) ** 2 + cos(t) ** 2, v: 1})
    same = have(
        Implies(And(0 <= u, 0 <= v, Equal(u**2, v**2)), Equal(u, v)),
        by=[times(u < v, u < v), times(u < v, 0 <= u), times(v < u, v < u), times(v < u, 0 <= v)],
    )
    return have(
        claim,
        by=[
            positive,
            fact("sin_arch", t),
            fact("circle", t),
            circle,
            same.at({u: y, v: r * sin(t)}),
            rewriting(x, r * cos(t)),
        ],
    )


@theorem("The coordinates are at most the length", Implies(LENGTH, And(-r <= x, x <= r)), source="elementary")
def coordinate_is_small(claim):
    return have(
        claim,
        by=[
            times(0 <= r, x > r),
            times(x > r, x > r),
            times(0 <= r, x < -r),
            times(x < -r, x < -r),
            square(y),
        ],
    )


@theorem(
    "Every point of the plane has an angle",
    Implies(LENGTH, Exists(s, at_angle(s))),
    uses=[upper_angle, coordinate_is_small],
    source="elementary",
)
def angle_of_a_point(claim, upper, side):
    ratio = Equal(r * u, x)
    divided = have(
        Implies(And(0 < r, -r <= r * u, r * u <= r), And(-1 <= u, u <= 1)),
        by=[times(0 < r, u > 1), times(0 < r, u < -1)],
    )
    small = have(Implies(And(LENGTH, 0 < r, ratio), And(-1 <= u, u <= 1)), by=[side, divided])
    value = have(Implies(Equal(cos(t), u), Equal(r * cos(t), r * u)), by=rewriting(cos(t), u))
    half = [fact("sin_sum", pi, -t), fact("cos_sum", pi, -t), fact("half_turn"), rewriting(s, pi - t)]
    first = have(Implies(Equal(s, pi - t), And(Equal(sin(s), sin(t)), Equal(cos(s), -cos(t)))), by=half)
    half = [fact("sin_sum", pi, t), fact("cos_sum", pi, t), fact("half_turn"), rewriting(s, pi + t)]
    second = have(Implies(Equal(s, pi + t), And(Equal(sin(s), -sin(t)), Equal(cos(s), -cos(t)))), by=half)
    mirrored = have(
        Implies(And(Equal(v, pi - t), Equal(s, pi + v)), And(Equal(sin(s), -sin(t)), Equal(cos(s), cos(t)))),
        by=[first.at({s: v}), second.at({t: v})],
    ).at({v: pi - t})
    angle = And(0 <= t, AtMost(t, pi), Equal(cos(t), u))
    here = exhibit(
        Implies(And(LENGTH, 0 <= y, angle, ratio), claim.conclusion), witness=[t], by=[upper, value]
    )
    there = have(
        Implies(And(LENGTH, y <= 0, angle, ratio, Equal(s, 2 * pi - t)), at_angle(s)),
        by=[upper.at({y: -y}), value, mirrored, rewriting(sin(s), -sin(t)), rewriting(cos(s), cos(t))],
    )
    below = exhibit(
        Implies(And(LENGTH, y <= 0, angle, ratio), claim.conclusion),
        witness=[2 * pi - t],
        by=there.at({s: 2 * pi - t}),
    )
    found = have(
        Implies(And(LENGTH, 0 < r, ratio), claim.conclusion),
        by=[here.at({t: acos(u)}), below.at({t: acos(u)}), small, fact("arccos", u)],
    )
    positive = have(
        Implies(And(LENGTH, 0 < r), claim.conclusion), by=[found.at({u: 1 / r * x}), fact("inverse", r)]
    )
    centre = have(
        Implies(And(LENGTH, Equal(r, 0)), at_angle(0)),
        by=[
            square(x),
            square(y),
            rewriting(r, 0),
            sign(x),
            sign(y),
            fact("pi_bounds"),
            side,
            times(x > 0, x > 0),
            times(x < 0, x < 0),
            times(y > 0, y > 0),
            times(y < 0, y < 0),
        ],
    )
    zero = exhibit(Implies(And(LENGTH, Equal(r, 0)), claim.conclusion), witness=[0], by=centre)
    return have(claim, by=[positive, zero])


def turn(t, x, y):
    """The point (x, y), turned by the angle t."""
    return x * cos(t) - y * sin(t), x * sin(t) + y * cos(t)


@theorem(
    "A turned point",
    Implies(
        And(Equal(x, r * cos(s)), Equal(y, r * sin(s))),
        And(*(Equal(a, b) for a, b in zip(turn(t, x, y), (r * cos(t + s), r * sin(t + s)), strict=True))),
    ),
    source="elementary",
)
def turned_point(claim):
    scaled = have(Implies(Equal(u, v), Equal(r * u, r * v)), by=rewriting(u, v))
    cosine = scaled.at({u: cos(t + s), v: cos(t) * cos(s) - sin(t) * sin(s)})
    sine = scaled.at({u: sin(t + s), v: sin(t) * cos(s) + cos(t) * sin(s)})
    sums = [fact("cos_sum", t, s), fact("sin_sum", t, s), cosine, sine]
    return have(claim, by=[*sums, rewriting(x, r * cos(s)), rewriting(y, r * sin(s))])


@theorem(
    "A full turn",
    Implies(Equal(y, x + 2 * pi), And(Equal(cos(y), cos(x)), Equal(sin(y), sin(x)))),
    source="elementary",
)
def full_turn(claim):
    sums = [fact("sin_sum", x, pi), fact("cos_sum", x, pi), fact("half_turn"), rewriting(v, x + pi)]
    half = have(Implies(Equal(v, x + pi), And(Equal(sin(v), -sin(x)), Equal(cos(v), -cos(x)))), by=sums)
    twice = have(
        Implies(And(Equal(v, x + pi), Equal(y, v + pi)), claim.conclusion), by=[half, half.at({x: v, v: y})]
    )
    return have(claim, "Two half turns.", by=twice.at({v: x + pi}))
