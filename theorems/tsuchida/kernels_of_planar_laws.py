r"""The kernel of a law of the plane that rotations keep: only its second moment is left.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, invariance of the kernel; proof: own computation.
"""

from sympy import cos, pi, sin

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integrable,
    abs_,
    fact,
    have,
    increasing,
    reals,
    relu,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .angles import RANGE
from .means_below_sums import under
from .planar_kernel import SHARE, SLOPE, a, b, mean_over_the_angle, r, slopes_of_a_cosine
from .planar_rotations import (
    OWN,
    t,
    u,
    v,
    x,
    y,
)
from .sums_over_the_circle import L, g, means_over_the_circle
from .turned_angles import full_turn, s, turned_angle
from .two_slopes import left, right, slopes
from .uniform_angle import PHI

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, invariance of the kernel"
c, w_ = reals("c w")


@theorem("The cosine has slope at most 1", AtMost(abs_(cos(u) - cos(v)), abs_(u - v)), source="elementary")
def cosine_is_gentle(claim):
    small = have(
        And(-1 <= sin(x), sin(x) <= 1), by=[fact("circle", x), times(sin(x) > 1), times(sin(x) < -1)]
    )
    sides = [
        increasing((function, x), u, v, given=[u <= v], by=small) for function in (x - cos(x), x + cos(x))
    ]
    one = have(Implies(u <= v, claim), by=sides)
    return have(claim, by=[one, one.at({u: v, v: u})])


def responses(p):
    """The product of the responses at a point of the plane, to inputs at the angle t."""
    return lambda q: slopes(a * p) * slopes(b * (p * cos(t) + q * sin(t)))


STEEP = SLOPE**2 * abs_(a) * abs_(b)


def around(r):
    """The product of the responses along the circle of radius r."""
    return lambda x: slopes(a * r * cos(x)) * slopes(b * r * cos(x - t))


@theorem(
    "The responses along a circle",
    Equal(responses(r * cos(x))(r * sin(x)), around(r)(x)),
    source="elementary",
)
def responses_along_circles(claim):
    scaled = have(
        Implies(Equal(u, v), And(Equal(r * u, r * v), Equal(slopes(b * r * u), slopes(b * r * v)))),
        by=rewriting(u, v),
    )
    scaled = scaled.at({u: cos(x - t), v: cos(x) * cos(t) + sin(x) * sin(t)})
    product = have(Implies(Equal(u, v), Equal(y * u, y * v)), by=rewriting(u, v))
    product = product.at(
        {
            y: slopes(a * r * cos(x)),
            u: slopes(b * r * cos(x - t)),
            v: slopes(b * r * (cos(x) * cos(t) + sin(x) * sin(t))),
        }
    )
    return have(claim, by=[scaled, product, fact("cos_sum", x, -t)])


def scaled_bound():
    """A bound of |u|, times |c|, bounds |c u|."""
    return have(
        Implies(abs_(u) <= w_, abs_(c * u) <= abs_(c) * w_),
        by=[times(0 <= abs_(c), abs_(u) <= w_), sign(c), sign(u)],
    )


@theorem(
    "The slopes bound the activation and its differences",
    And(AtMost(abs_(slopes(x)), SLOPE * abs_(x)), AtMost(abs_(slopes(x) - slopes(y)), SLOPE * abs_(x - y))),
    source="elementary",
)
def slopes_are_steepest(claim):
    parts = [relu(x) - relu(y), relu(-x) - relu(-y)]
    near = have(And(*(abs_(part) <= abs_(x - y) for part in parts)))
    one = have(
        Implies(abs_(u) <= w_, abs_(c * u) <= abs_(c) * w_),
        by=[times(0 <= abs_(c), abs_(u) <= w_), sign(c), sign(u)],
    )
    both = [one.at({c: right, u: parts[0], w_: abs_(x - y)}), one.at({c: left, u: parts[1], w_: abs_(x - y)})]
    steep = have(claim.parts[1], by=[near, *both])
    return have(claim, by=[steep, steep.at({y: 0})])


@theorem(
    "One response along a circle",
    AtMost(abs_(slopes(c * cos(u)) - slopes(c * cos(v))), SLOPE * abs_(c) * abs_(u - v)),
    uses=[slopes_are_steepest, cosine_is_gentle],
    source=OWN,
)
def response_is_gentle(claim, steepest, gentle):
    scaled = have(
        Implies(abs_(x) <= y, abs_(c * x) <= abs_(c) * y),
        by=[times(0 <= abs_(c), abs_(x) <= y), sign(c), sign(x)],
    )
    wider = have(Implies(x <= y, SLOPE * x <= SLOPE * y), by=times(0 <= SLOPE, x <= y))
    distance = abs_(c * cos(u) - c * cos(v))
    parts = [
        steepest.at({x: c * cos(u), y: c * cos(v)}),
        scaled.at({u: cos(u) - cos(v), w_: abs_(u - v)}),
        wider.at({x: distance, y: abs_(c) * abs_(u - v)}),
    ]
    return have(claim, by=[*parts, gentle])


def product_of_bounds():
    """|u v| is at most the product of bounds of |u| and |v|."""
    return have(
        Implies(And(abs_(u) <= x, abs_(v) <= y), abs_(u * v) <= x * y),
        by=[
            times(0 <= x - u, 0 <= y + v),
            times(0 <= x + u, 0 <= y - v),
            times(0 <= x - u, 0 <= y - v),
            times(0 <= x + u, 0 <= y + v),
        ],
    )


@theorem(
    "The responses along a circle have bounded slope",
    Implies(0 <= r, AtMost(abs_(around(r)(u) - around(r)(v)), 2 * STEEP * r**2 * abs_(u - v))),
    uses=[slopes_of_a_cosine, response_is_gentle],
    source=OWN,
)
def responses_are_gentle(claim, size, gentle):
    bounded = product_of_bounds()
    first, second = (lambda x: slopes(a * r * cos(x))), (lambda x: slopes(b * r * cos(x - t)))
    A, B, d = SLOPE * abs_(a * r), SLOPE * abs_(b * r), abs_(u - v)
    parts = [
        size.at({w_: a * r, x: u}),
        size.at({w_: b * r, x: v - t}),
        gentle.at({c: a * r}),
        gentle.at({c: b * r, u: u - t, v: v - t}),
        bounded.at({u: first(u), x: A, v: second(u) - second(v), y: B * d}),
        bounded.at({u: second(v), x: B, v: first(u) - first(v), y: A * d}),
    ]
    lengths = have(
        Implies(0 <= r, And(Equal(abs_(a * r), abs_(a) * r), Equal(abs_(b * r), abs_(b) * r))),
        by=[sign(a), sign(b)],
    )
    scaled = have(
        Implies(
            And(Equal(x, abs_(a) * r), Equal(y, abs_(b) * r)),
            Equal(SLOPE * x * (SLOPE * y * c), STEEP * r**2 * c),
        ),
        by=[rewriting(x, abs_(a) * r), rewriting(y, abs_(b) * r)],
    )
    scaled = scaled.at({x: abs_(a * r), y: abs_(b * r), c: d})
    return have(claim, by=[*parts, lengths, scaled])


POSITIVE = And(*RANGE, 0 <= a, 0 <= b)


@theorem(
    "The mean of the responses along a circle",
    Implies(And(POSITIVE, 0 <= r), Equal(E(PHI, around(r)), a * b * r**2 * SHARE)),
    uses=[mean_over_the_angle, turned_angle, responses_are_gentle, full_turn, means_over_the_circle],
    source=PAPER,
)
def mean_along_circles(claim, mean, shifted, gentle, full, circle):
    same = have(Implies(Equal(u, v), Equal(slopes(c * u), slopes(c * v))), by=rewriting(u, v))
    product = have(
        Implies(And(Equal(u, x), Equal(v, y)), Equal(u * v, x * y)), by=[rewriting(u, x), rewriting(v, y)]
    )
    first, second = (lambda x: slopes(a * r * cos(x))), (lambda x: slopes(b * r * cos(x - t)))
    turns = [full, full.at({x: x - t, y: y - t})]
    parts = [
        same.at({c: a * r, u: cos(y), v: cos(x)}),
        same.at({c: b * r, u: cos(y - t), v: cos(x - t)}),
        product.at({u: first(y), x: first(x), v: second(y), y: second(x)}),
    ]
    around_ = have(Implies(Equal(y, x + 2 * pi), Equal(around(r)(y), around(r)(x))), by=[*turns, *parts])
    around_ = around_.at({y: x + 2 * pi})
    periodic = have(around_.claim.args[1], by=around_).forall(x)
    slope = 2 * STEEP * r**2
    steep = [steepness(), have(gentle.claim.args[1], given=[0 <= r], by=gentle).forall(u, v)]
    moved = shifted.at({g: around(r), L: slope}).at({s: t / 2})
    quarter = have(Implies(And(*RANGE), And(0 <= t / 2, AtMost(t / 2, 2 * pi))), by=fact("pi_bounds"))
    proof = have(claim, by=[moved, *steep, periodic, mean, quarter])
    regular = have(
        Integrable(PHI, around(r)), given=[0 <= r], by=[circle.at({g: around(r), L: slope}), *steep]
    )
    return proof, under(claim.condition, regular)


def steepness():
    """The bound of the slope is not negative."""
    product = have(Implies(And(0 <= u, 0 <= v), 0 <= u * v), by=times(0 <= u, 0 <= v))
    parts = [
        product.at({u: abs_(a), v: abs_(b)}),
        product.at({u: SLOPE**2, v: abs_(a) * abs_(b)}),
        product.at({u: STEEP, v: r**2}),
    ]
    return have(0 <= 2 * STEEP * r**2, by=[*parts, square(SLOPE), square(r)])
