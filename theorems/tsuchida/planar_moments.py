r"""Second moments and kernels of laws of the plane that rotations keep.

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
    as_functions,
    fact,
    have,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .dominated_means import mu, z
from .kernels_of_planar_laws import (
    PAPER,
    POSITIVE,
    STEEP,
    c,
    mean_along_circles,
    product_of_bounds,
    responses,
    responses_along_circles,
    responses_are_gentle,
    slopes_are_steepest,
    steepness,
)
from .means_below_sums import SPACE, below_sums_of_sequences, cut_mean, everywhere, under
from .means_below_sums import w as factor
from .planar_kernel import SHARE, SLOPE, a, b
from .planar_rotations import (
    INVARIANT,
    OWN,
    f,
    length,
    length_of_a_point,
    means_under_rotations,
    r,
    rotations_keep_means,
    t,
    u,
    v,
    w,
    x,
    y,
)
from .sums_over_the_circle import L, g, means_over_the_circle
from .two_slopes import slopes
from .uniform_angle import PHI, applied

nu, phi, first, second, _ = SPACE


def along_x(z):
    """The square of the first coordinate."""
    return z(1) ** 2


def along_y(z):
    """The square of the second coordinate."""
    return z(2) ** 2


def mixed(z):
    """The product of the coordinates."""
    return z(1) * z(2)


FINITE = Integrable(mu, along_x)


@theorem(
    "Second moments of a law of the plane that rotations keep",
    Implies(
        And(INVARIANT, FINITE),
        And(
            Integrable(mu, along_y),
            Equal(E(mu, along_y), E(mu, along_x)),
            Integrable(mu, mixed),
            Equal(E(mu, mixed), 0),
        ),
    ),
    uses=[rotations_keep_means, below_sums_of_sequences],
    source=OWN,
)
def second_moments(claim, kept, below):
    square_ = kept.at({f: lambda x: lambda y: x**2}).at({t: pi / 2})
    held = [INVARIANT, FINITE]
    other = have(And(*claim.conclusion.parts[:2]), given=held, by=[square_, fact("quarter")])
    size = have(
        abs_(mixed(z)) <= 1 * (abs_(along_x(z)) + abs_(along_y(z))),
        by=[square(z(1) - z(2)), square(z(1) + z(2)), square(z(1)), square(z(2))],
    )
    sums = below.at({nu: mu, phi: mixed, first: along_x, second: along_y, factor: 1})
    regular = have(Integrable(mu, mixed), given=held, by=[sums, other, size.forall(z)])
    crossed = kept.at({f: lambda x: lambda y: x * y}).at({t: pi / 2})
    turned = have(
        Equal(E(mu, lambda z: -mixed(z)), E(mu, mixed)), given=held, by=[crossed, fact("quarter"), regular]
    )
    linear = applied("E_linear", mu, mixed, mixed, -1, 0, given=held, by=regular)
    zero = have(Equal(E(mu, mixed), 0), given=held, by=[turned, linear])
    proof = have(claim, by=[other, regular, zero])
    sides = [have(part, given=held, by=other) for part in claim.conclusion.parts[:1]]
    sides = [under(claim.condition, side) for side in (*sides, regular)]
    return proof, *sides, *(cut_mean(mu, h, z) for h in (along_x, along_y, mixed))


def response(z):
    """The product of the responses to two inputs of the norms a and b at the angle t."""
    return responses(z(1))(z(2))


@theorem(
    "The responses are at most quadratic",
    AtMost(abs_(response(z)), 2 * STEEP * (abs_(along_x(z)) + abs_(along_y(z)))),
    uses=[slopes_are_steepest],
    source="elementary",
)
def response_is_quadratic(claim, steepest):
    bounded = product_of_bounds()
    size = have(Equal(abs_(x * y), abs_(x) * abs_(y)), by=[sign(x), sign(y)])
    circle = [fact("circle", t), times(sin(t) > 1), times(sin(t) < -1), times(cos(t) > 1), times(cos(t) < -1)]
    unit = have(And(-1 <= sin(t), sin(t) <= 1, -1 <= cos(t), cos(t) <= 1), by=circle)
    small = have(Implies(And(-1 <= u, u <= 1), abs_(x * u) <= abs_(x)), by=sign(x))
    seen = x * cos(t) + y * sin(t)
    near = have(
        abs_(seen) <= abs_(x) + abs_(y), by=[unit, small.at({u: cos(t)}), small.at({x: y, u: sin(t)})]
    )
    whole = have(
        Implies(abs_(u) <= abs_(x) + abs_(y), abs_(x) * abs_(u) <= 2 * (abs_(x**2) + abs_(y**2))),
        by=[
            times(0 <= abs_(x), abs_(u) <= abs_(x) + abs_(y)),
            square(abs_(x) - abs_(y)),
            *(sign(x), sign(y), square(x), square(y)),
        ],
    )
    norms = have(Implies(And(0 <= u, 0 <= v), 0 <= u * v), by=times(0 <= u, 0 <= v))
    norms = [norms.at({u: abs_(a), v: abs_(b)}), norms.at({u: SLOPE**2, v: abs_(a) * abs_(b)})]
    positive = have(0 <= STEEP, by=[*norms, square(SLOPE)])
    product = bounded.at(
        {u: slopes(a * x), x: SLOPE * abs_(a * x), v: slopes(b * seen), y: SLOPE * abs_(b * seen)}
    )
    factors = [size.at({x: a, y: x}), size.at({x: b, y: seen})]
    scaled = have(
        Implies(
            And(Equal(u, abs_(a) * abs_(x)), Equal(v, abs_(b) * abs_(c))),
            Equal(SLOPE * u * (SLOPE * v), STEEP * (abs_(x) * abs_(c))),
        ),
        by=[rewriting(u, abs_(a) * abs_(x)), rewriting(v, abs_(b) * abs_(c))],
    ).at({u: abs_(a * x), v: abs_(b * seen), c: seen})
    wider = have(Implies(And(0 <= c, u <= v), c * u <= c * v), by=times(0 <= c, u <= v))
    reach = 2 * (abs_(x**2) + abs_(y**2))
    wider = wider.at({c: STEEP, u: abs_(x) * abs_(seen), v: reach})
    grounds = [product, *factors, scaled, wider, steepest.at({x: a * x}), steepest.at({x: b * seen})]
    whole = whole.at({u: seen})
    found = have(abs_(responses(x)(y)) <= STEEP * reach, by=[*grounds, near, whole, positive])
    return have(claim, by=found.at({x: z(1), y: z(2)}))


@theorem(
    "The responses have a mean",
    Implies(And(INVARIANT, FINITE), Integrable(mu, response)),
    uses=[second_moments, response_is_quadratic, below_sums_of_sequences],
    source=OWN,
)
def response_has_a_mean(claim, moments, quadratic, below):
    sums = below.at({nu: mu, phi: response, first: along_x, second: along_y, factor: 2 * STEEP})
    positive = have(0 <= 2 * STEEP, by=steepness().at({r: 1}))
    proof = have(claim, by=[sums, positive, quadratic.forall(z), moments])
    return proof, cut_mean(mu, along_x, z), cut_mean(mu, response, z)


def around_origin(r):
    """The responses along the circle of radius r."""
    return lambda x: responses(r * cos(x))(r * sin(x))


def circling(z):
    """The mean of the responses along the circle of a point."""
    return E(PHI, around_origin(length(z)))


def slope_around(gentle, circle):
    """The slope of the responses around the origin is bounded."""
    bound, difference = 2 * STEEP * abs_(r) ** 2, around_origin(r)(u) - around_origin(r)(v)
    return have(
        Implies(0 <= r, And(0 <= bound, abs_(difference) <= bound * abs_(u - v))),
        by=[gentle, circle.at({x: u}), circle.at({x: v}), steepness()],
    )


def mean_around(exists, slope, size):
    """The mean of the responses along the circle of a point exists."""
    parts = [have(part, given=[0 <= r], by=slope) for part in slope.claim.args[1].args]
    found = exists.at({g: around_origin(r), L: 2 * STEEP * abs_(r) ** 2})
    mean = have(
        Integrable(PHI, around_origin(r)), given=[0 <= r], by=[found, parts[0], parts[1].forall(u, v)]
    )
    mean = have(Implies(0 <= r, mean.claim), by=mean)
    mean = have(Implies(Equal(r, length(z)), mean.claim.args[1]), by=[mean, size]).at({r: length(z)})
    return have(mean.claim.args[1], by=mean)


@theorem(
    "The mean response is the mean along circles",
    Implies(And(INVARIANT, FINITE), And(Integrable(mu, circling), Equal(E(mu, response), E(mu, circling)))),
    uses=[
        second_moments,
        response_has_a_mean,
        below_sums_of_sequences,
        means_under_rotations,
        responses_are_gentle,
        responses_along_circles,
        length_of_a_point,
        means_over_the_circle,
    ],
    source=PAPER,
)
def responses_over_circles(claim, moments, exists, below, means, gentle, circle, size, circle_mean):
    held = [INVARIANT, FINITE]

    def bound(r):
        return 2 * STEEP * abs_(r) ** 2

    def reach(z):
        return bound(length(z))

    means = means.at({f: responses, w: bound})
    slope = slope_around(gentle, circle)
    regular = have(Integrable(mu, response), given=held, by=exists)
    squared = have(Equal(abs_(length(z)) ** 2, along_x(z) + along_y(z)), by=size.at({r: length(z)}))
    scaled = have(
        Implies(And(0 <= c, Equal(u, x + y)), abs_(c * u) <= c * (abs_(x) + abs_(y))),
        by=[
            times(0 <= c, x + y >= 0),
            times(0 <= c, x + y <= abs_(x) + abs_(y)),
            times(0 <= c, -x - y <= abs_(x) + abs_(y)),
        ],
    )
    scaled = scaled.at({c: 2 * STEEP, u: abs_(length(z)) ** 2, x: along_x(z), y: along_y(z)})
    positive = have(0 <= 2 * STEEP, by=steepness().at({r: 1}))
    bounded = 2 * STEEP * (abs_(along_x(z)) + abs_(along_y(z)))
    norm = have(abs_(reach(z)) <= bounded, by=[squared, scaled, positive])
    sums = below.at({nu: mu, phi: reach, first: along_x, second: along_y, factor: 2 * STEEP})
    wide = have(Integrable(mu, reach), given=held, by=[sums, positive, norm.forall(z), moments])
    found = have(means.claim.args[1], given=held, by=[means, wide, slope.forall(r, u, v), regular])

    parts = [have(part, given=held, by=found) for part in claim.conclusion.parts]
    sides = [under(claim.condition, side) for side in (parts[0], regular)]
    return (
        have(claim, by=parts),
        *sides,
        *(cut_mean(mu, h, z) for h in (along_x, circling)),
        mean_around(circle_mean, slope, size),
    )


@theorem(
    "The kernel of a law of the plane that rotations keep",
    Implies(
        And(INVARIANT, FINITE, POSITIVE),
        And(Integrable(mu, response), Equal(E(mu, response), a * b * E(mu, along_x) * (2 * SHARE))),
    ),
    uses=[
        second_moments,
        response_has_a_mean,
        responses_over_circles,
        mean_along_circles,
        responses_along_circles,
        length_of_a_point,
    ],
    source=PAPER,
)
def kernel_of_planar_law(claim, moments, exists, over, along_, circle, size):
    held = [INVARIANT, FINITE, POSITIVE]
    radial = have(
        Implies(And(POSITIVE, 0 <= r), Equal(E(PHI, around_origin(r)), a * b * r**2 * SHARE)),
        by=[as_functions(circle, x), along_],
    )
    scaled = have(Implies(Equal(u, v), Equal(c * u, c * v)), by=rewriting(u, v))
    scaled = scaled.at({c: a * b * SHARE, u: r**2, v: along_x(z) + along_y(z)})
    total = a * b * SHARE * along_x(z) + a * b * SHARE * along_y(z)
    value = have(
        Implies(And(POSITIVE, Equal(r, length(z))), Equal(E(PHI, around_origin(r)), total)),
        by=[radial, size, scaled],
    ).at({r: length(z)})
    mean = have(Equal(circling(z), total), given=[POSITIVE], by=value)
    grounds = [everywhere(mu), mean.forall(z)]
    factor_ = a * b * SHARE
    same = applied(
        "E_same",
        mu,
        lambda z: And(),
        circling,
        lambda z: factor_ * along_x(z) + factor_ * along_y(z),
        given=[POSITIVE],
        by=grounds,
    )
    linear = applied("E_linear", mu, along_x, along_y, factor_, factor_, given=held, by=moments)
    moved = have(Implies(Equal(u, v), Equal(c * u, c * v)), by=rewriting(u, v))
    moved = moved.at({c: factor_, u: E(mu, along_y), v: E(mu, along_x)})
    proof = have(claim, "Only the second moment is left.", by=[exists, over, same, linear, moved, moments])
    regular = have(Integrable(mu, response), given=held, by=exists)
    return proof, under(claim.condition, regular), cut_mean(mu, along_x, z), cut_mean(mu, response, z)
