r"""Means of ramps in polar coordinates: what tells a law of the plane by its length and a uniform angle.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, rotation-invariant weights; proof: own computation.
"""

from sympy import cos, sin, sqrt

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    NonZero,
    abs_,
    as_functions,
    clip,
    fact,
    have,
    increasing,
    independent,
    ite,
    law_families,
    rewriting,
    row,
    sign,
    square,
    theorem,
    times,
)

from .dominated_means import mu, z
from .kernels_of_planar_laws import c, cosine_is_gentle, scaled_bound, w_
from .means_below_sums import bounded, everywhere
from .planar_rotations import (
    INVARIANT,
    OWN,
    PAPER,
    f,
    length,
    length_of_a_point,
    means_under_rotations,
    w,
)
from .quadrants_from_ramps import (
    g,
    h,
    n,
    r,
    ramp,
    ramps,
    ramps_near_quadrants,
    s,
    t,
    u,
    v,
    x,
    y,
)
from .uniform_angle import PHI, applied


def falling(p):
    """The product of the ramps, as a function of the plane."""
    return lambda q: ramp(n, g * (p - x), sqrt(p**2 + q**2)) * ramp(n, h * (q - y), sqrt(p**2 + q**2))


def around(r):
    """The product of the ramps along the circle of radius r."""
    return lambda t: ramp(n, g * (r * cos(t) - x), abs_(r)) * ramp(n, h * (r * sin(t) - y), abs_(r))


@theorem(
    "The ramps along a circle",
    Equal(falling(r * cos(t))(r * sin(t)), around(r)(t)),
    source="elementary",
)
def ramps_along_circles(claim):
    same = have(
        Implies(And(0 <= y, 0 <= x, Equal(x**2, y**2)), Equal(x, y)),
        by=[times(x < y, x < y), times(x < y, 0 <= x), times(y < x, y < x), times(y < x, 0 <= y)],
    )
    circle = have(Implies(Equal(x, 1), Equal(r**2 * x, r**2)), by=rewriting(x, 1))
    circle = circle.at({x: sin(t) ** 2 + cos(t) ** 2})
    root = have(
        Implies(Equal(u, r**2), Equal(sqrt(u), abs_(r))),
        by=[fact("sqrt", u), same.at({x: sqrt(u), y: abs_(r)}), square(r), sign(r)],
    )
    norm = (r * cos(t)) ** 2 + (r * sin(t)) ** 2
    radius = have(Implies(Equal(u, norm), Equal(u, r**2)), by=[circle, fact("circle", t)])
    put = have(
        Implies(Equal(u, v), Equal(ramp(n, s, u) * ramp(n, t, u), ramp(n, s, v) * ramp(n, t, v))),
        by=rewriting(u, v),
    )
    here = have(Equal(sqrt(norm), abs_(r)), by=[root.at({u: norm}), radius.at({u: norm})])
    put = put.at({s: g * (r * cos(t) - x), t: h * (r * sin(t) - y), u: sqrt(norm), v: abs_(r)})
    positive = have(AtMost(0, norm), by=[square(r * cos(t)), square(r * sin(t))])
    inside = have(AtMost(0, sqrt(norm)), by=[fact("sqrt", norm), positive])
    return have(claim, by=[put, here]), positive, have(NonZero(1 + sqrt(norm)), by=inside)


@theorem("The sine has slope at most 1", AtMost(abs_(sin(u) - sin(v)), abs_(u - v)), source="elementary")
def sine_is_gentle(claim):
    circle = [fact("circle", x), times(cos(x) > 1), times(cos(x) < -1)]
    small = have(And(-1 <= cos(x), cos(x) <= 1), by=circle)
    sides = [
        increasing((function, x), u, v, given=[u <= v], by=small) for function in (x - sin(x), x + sin(x))
    ]
    one = have(Implies(u <= v, claim), by=sides)
    return have(claim, by=[one, one.at({u: v, v: u})])


def shortened():
    """A factor between 0 and 1 makes no number larger."""
    return have(
        Implies(And(0 <= y, y <= 1), abs_(u * y) <= abs_(u)),
        by=[times(0 <= y, 0 <= abs_(u)), times(y <= 1, 0 <= abs_(u)), sign(u)],
    )


@theorem(
    "A ramp of a coordinate",
    Implies(
        0 <= r,
        AtMost(
            abs_(ramp(n, g * (r * s - x), abs_(r)) - ramp(n, g * (r * t - x), abs_(r))),
            n * abs_(g) * abs_(s - t),
        ),
    ),
    source="elementary",
)
def ramp_is_gentle(claim):
    clipped = have(abs_(clip(x, 0, 1) - clip(y, 0, 1)) <= abs_(x - y))
    inverse = have(
        Implies(0 <= r, And(0 <= r * (1 / (1 + r)), r * (1 / (1 + r)) <= 1)),
        by=[fact("inverse", 1 + r), sign(1 / (1 + r)), times(0 <= r, 0 <= 1 / (1 + r))],
    )
    shorter = shortened()
    first, second = (n * (g * (r * a - x)) / (1 + r) for a in (s, t))
    near = clipped.at({x: first, y: second})
    moved = n * g * (s - t)
    ratio = shorter.at({u: moved, y: r * (1 / (1 + r))})
    times_ = scaled_bound()
    steps = [
        times_.at({w_: abs_(s - t), u: s - t, c: g}),
        times_.at({w_: abs_(g) * abs_(s - t), u: g * (s - t), c: n}),
    ]
    size = have(abs_(moved) <= n * abs_(g) * abs_(s - t), by=[*steps, fact("nat", n), rewriting(abs_(n), n)])
    short = have(Implies(0 <= r, abs_(first - second) <= abs_(moved)), by=[ratio, inverse])
    goal = n * abs_(g) * abs_(s - t)
    ramped = [ramp(n, g * (r * a - x), y) for a in (s, t)]
    found = have(
        Implies(And(0 <= r, Equal(y, r)), abs_(ramped[0] - ramped[1]) <= goal),
        by=[near, short, size, rewriting(y, r)],
    )
    return have(claim, by=[found.at({y: abs_(r)}), have(Implies(0 <= r, Equal(abs_(r), r)))])


SLOPE = n * (abs_(g) + abs_(h))


@theorem(
    "The ramps have bounded slope along circles",
    Implies(0 <= r, AtMost(abs_(around(r)(u) - around(r)(v)), SLOPE * abs_(u - v))),
    uses=[cosine_is_gentle, sine_is_gentle, ramp_is_gentle],
    source="elementary",
)
def ramps_are_gentle(claim, cosine, sine, gentle):
    shorter = shortened()
    parts = [shorter.at({u: s - x, y: t}), shorter.at({u: t - y, y: x})]
    product = have(
        Implies(
            And(0 <= t, t <= 1, 0 <= x, x <= 1, abs_(s - x) <= u, abs_(t - y) <= v),
            abs_(s * t - x * y) <= u + v,
        ),
        by=parts,
    )
    distance = abs_(u - v)
    wider = have(Implies(And(0 <= c, s <= t), c * s <= c * t), by=times(0 <= c, s <= t))
    bounds, grounds = [], []
    for slope, turn, origin, near in ((g, cos, x, cosine), (h, sin, y, sine)):
        ends = [ramp(n, slope * (r * turn(a) - origin), abs_(r)) for a in (u, v)]
        bounds.append(ends)
        one = gentle.at({g: slope, x: origin, s: turn(u), t: turn(v)})
        reach = wider.at({c: n * abs_(slope), s: abs_(turn(u) - turn(v)), t: distance})
        positive = have(0 <= n * abs_(slope), by=[fact("nat", n), times(0 <= n, 0 <= abs_(slope))])
        goal = abs_(ends[0] - ends[1]) <= n * abs_(slope) * distance
        grounds.append(have(Implies(0 <= r, goal), by=[one, reach, positive, near]))
    (a, b), (d, e) = bounds
    ranges = have(And(0 <= d, d <= 1, 0 <= b, b <= 1))
    whole = product.at({s: a, x: b, t: d, y: e, u: n * abs_(g) * distance, v: n * abs_(h) * distance})
    return have(claim, by=[*grounds, ranges, whole])


def circling(z):
    """The mean of the ramps along the circle of a point."""
    return E(PHI, around(length(z)))


def unit_ramps():
    """Ramps lie between 0 and 1, and so does their product."""
    product = have(
        Implies(And(0 <= s, s <= 1, 0 <= t, t <= 1), And(0 <= s * t, s * t <= 1)),
        by=[times(0 <= s, 0 <= t), times(s <= 1, 0 <= t)],
    )
    first, second = ramp(n, g * (u - x), r), ramp(n, h * (v - y), r)
    one = have(And(0 <= first, first <= 1, 0 <= second, second <= 1))
    return have(abs_(first * second) <= 1, by=[one, product.at({s: first, t: second})])


def circling_has_mean():
    """The mean of the ramps along circles is at most 1."""
    unit = unit_ramps().at({u: r * cos(t), v: r * sin(t), r: abs_(r)})
    size = have(And(-1 <= around(r)(t), around(r)(t) <= 1), by=unit)
    value = applied("E_range", PHI, lambda t: And(), around(r), -1, 1, by=[everywhere(PHI), size.forall(t)])
    small = have(abs_(E(PHI, around(r))) <= 1, by=value).at({r: length(z)})
    return bounded(mu, circling, z, 1, small)


@theorem(
    "The mean of ramps under a law that rotations keep",
    Implies(INVARIANT, Equal(E(mu, ramps(n)), E(mu, circling))),
    uses=[
        means_under_rotations,
        ramps_along_circles,
        ramps_are_gentle,
        ramps_near_quadrants,
        length_of_a_point,
    ],
    source=PAPER,
)
def mean_of_invariant_ramps(claim, means, circle, gentle, values, size):
    means = means.at({f: falling, w: lambda r: SLOPE})
    positive = have(Implies(And(0 <= c, 0 <= s), 0 <= c * s), by=times(0 <= c, 0 <= s))
    positive = positive.at({c: n, s: abs_(g) + abs_(h)})
    slope = have(
        Implies(
            0 <= r,
            And(
                0 <= SLOPE,
                abs_(falling(r * cos(u))(r * sin(u)) - falling(r * cos(v))(r * sin(v)))
                <= SLOPE * abs_(u - v),
            ),
        ),
        by=[positive, fact("nat", n), gentle, circle.at({t: u}), circle.at({t: v})],
    )
    regular = bounded(mu, ramps(n), z, 1, have(abs_(ramps(n)(z)) <= 1, by=values))
    constant = bounded(mu, lambda z: SLOPE, z, abs_(SLOPE), have(abs_(SLOPE) <= abs_(SLOPE)))
    found = have(means.claim.args[1], given=[INVARIANT], by=[means, slope.forall(r, u, v), regular, constant])
    same = as_functions(circle, t)
    here = have(Equal(E(PHI, lambda t: falling(r * cos(t))(r * sin(t))), E(PHI, around(r))), by=same)
    here = here.at({r: length(z)})
    turning = as_functions(here, z).claim.args[0]
    grounds = [everywhere(mu), here.forall(z)]
    equal = applied("E_same", mu, lambda z: And(), turning, circling, by=grounds)
    held = have(AtMost(0, length(z)), by=size.at({r: length(z)}))
    return have(claim, by=[found, equal]), have(NonZero(1 + length(z)), by=held), circling_has_mean()


rho = law_families("rho", "N")


def polar(w):
    """The point with the polar coordinates w_1 and w_2."""
    return lambda i: ite(Equal(i, 1), w(1) * cos(w(2)), ite(Equal(i, 2), w(1) * sin(w(2)), 0))


LENGTHS = And(Equal(rho(1), mu.push(length)), Equal(rho(2), PHI))
POLAR = independent(2, rho).push(polar)


@theorem(
    "The mean of ramps in polar coordinates",
    Implies(LENGTHS, Equal(E(POLAR, ramps(n)), E(mu, circling))),
    uses=[ramps_along_circles, length_of_a_point],
    source=OWN,
)
def mean_of_polar_ramps(claim, circle, length_):
    def along(z):
        return around(z(1))(z(2))

    plane, line = independent(2, rho), independent(1, rho)
    moved = row("E_push", polar, plane, ramps(n))
    here = circle.at({r: z(1), t: z(2)})
    before = as_functions(here, z).claim.args[0]
    same = applied("E_same", plane, lambda z: And(), before, along, by=[everywhere(plane), here.forall(z)])
    place = {u: z(1) * cos(z(2)), v: z(1) * sin(z(2)), r: abs_(z(1))}
    size = have(abs_(along(z)) <= 1, by=unit_ramps().at(place))
    last = row("prodlaw_last", 1, rho, along, 1)
    last = have(last.claim.args[1], by=[last, size.forall(z)])

    def mean(r):
        return E(rho(2), around(r))

    first = row("prodlaw_marginal", 1, rho, 1)
    inner = row("E_push", lambda z: z(1), line, mean)
    outer = row("E_push", length, mu, mean)
    start = have(Equal(E(line, lambda z: E(rho(2), around(z(1)))), E(rho(1), mean)), by=[first, inner])
    radial = have(Equal(E(rho(1), mean), E(mu, circling)), given=[LENGTHS], by=outer)
    grounds = [moved, same, last, start, radial]
    held = have(AtMost(0, length(z)), by=length_.at({r: length(z)}))
    return have(claim, by=grounds), have(NonZero(1 + length(z)), by=held), circling_has_mean()
