r"""The kernel of rotation-invariant weights is at most the second moment times norms and the larger slope.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, finite second moments; proof: own computation.
"""

from sympy import cos, pi, sin

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Less,
    abs_,
    cases,
    fact,
    have,
    increasing,
    max_,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .angles import OWN, RANGE, t, u, v, x, y
from .dominated_means import mu, z
from .existence_of_kernels import angular_part_is_positive
from .frames_of_inputs import INPUTS, norm, other_norm, squares_below_length
from .kernel_of_invariant_weights import SHAPE, VARIANCE, WEIGHT, kernel_of_invariant_weights, seen
from .kernels_of_planar_laws import product_of_bounds
from .means_below_sums import bounded, cut_mean, everywhere, under
from .planar_rotations import u as p_u
from .planar_rotations import v as p_v
from .planar_rotations import x as p_x
from .planar_rotations import y as p_y
from .plane_rotations_in_space import m
from .rectified_cosines import angular_part
from .second_moments_in_space import FINITE, squared_length
from .two_slopes import left, right
from .uniform_angle import applied

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, finite second moments"


def below_chord(t):
    """What the angular part lacks to pi (1 + cos t)/2, twice."""
    return pi + pi * cos(t) - 2 * angular_part(t)


@theorem(
    "The angular part lies below its chord over the cosine",
    Implies(And(*RANGE), AtMost(0, below_chord(t))),
    source=OWN,
)
def angular_part_below_chord(claim):
    slopes = [
        fact("sin_arch", x),
        times(0 <= pi - 2 * x, AtMost(0, sin(x))),
        times(0 <= 2 * x - pi, AtMost(0, sin(x))),
    ]
    ends = [fact("sin_below", 0), fact("sin_arch", 0), fact("half_turn"), fact("pi_bounds")]
    rises = increasing(
        (below_chord(x), x),
        0,
        t,
        "It rises up to the right angle,",
        given=[0 <= t, AtMost(t, pi / 2)],
        by=slopes,
    )
    falls = increasing(
        (-below_chord(x), x),
        t,
        pi,
        "and falls beyond.",
        given=[AtMost(pi / 2, t), AtMost(t, pi)],
        by=slopes,
    )
    sides = [
        have(Implies(And(*RANGE, half), claim.conclusion), by=[side, *ends])
        for half, side in ((AtMost(t, pi / 2), rises), (AtMost(pi / 2, t), falls))
    ]
    return have(claim, by=sides)


LARGER = max_(right**2, left**2)


@theorem(
    "The shape of the kernel is at most the square of the larger slope",
    Implies(And(*RANGE), AtMost(abs_(SHAPE), LARGER)),
    uses=[angular_part_below_chord, angular_part_is_positive],
    source=OWN,
)
def shape_is_bounded(claim, chord, positive):
    squares = And(right**2 <= y, left**2 <= y)
    mixed = have(Implies(squares, abs_(right * left) <= y), by=[square(right - left), square(right + left)])
    mean = have(
        Implies(
            And(squares, 0 <= u),
            And(0 <= (right**2 + left**2) * u / 2, (right**2 + left**2) * u / 2 <= y * u),
        ),
        by=[
            times(0 <= u, right**2 <= y),
            times(0 <= u, left**2 <= y),
            square(right),
            square(left),
            times(0 <= u, 0 <= right**2 + left**2),
        ],
    )
    product = product_of_bounds().at({p_u: right * left, p_v: v - u, p_x: y, p_y: 1 - u})
    away = have(Implies(And(2 * u <= 1 + v, v <= 1), abs_(v - u) <= 1 - u))
    shape = (right - left) ** 2 * u / 2 + right * left * v
    bound = have(
        Implies(And(squares, 0 <= u, 2 * u <= 1 + v, v <= 1), abs_(shape) <= y),
        by=[mixed, mean, product, away],
    )
    inverse = [fact("inverse", pi), fact("pi_bounds"), sign(1 / pi)]
    scaled = have(Implies(And(0 <= x, 0 <= y), 0 <= x * y), by=times(0 <= x, 0 <= y))
    parts = [scaled.at({x: value, y: 1 / pi}) for value in (angular_part(t), below_chord(t))]
    antipodal = have(
        Implies(Equal(t, pi), Equal(angular_part(t), 0)), by=[fact("half_turn"), rewriting(t, pi)]
    )
    size = have(Implies(And(*RANGE), 0 <= angular_part(t)), by=[positive, antipodal, cases(Less(t, pi))])
    unit = have(AtMost(cos(t), 1), by=[fact("circle", t), times(cos(t) > 1)])
    share = have(
        Implies(And(*RANGE), And(0 <= angular_part(t) / pi, 2 * angular_part(t) / pi <= 1 + cos(t))),
        by=[*parts, size, chord, *inverse],
    )
    at = bound.at({u: angular_part(t) / pi, v: cos(t), y: LARGER})
    return have(claim, by=[at, share, unit])


@theorem(
    "The kernel of rotation-invariant weights is bounded by the second moment and the norms",
    Implies(And(WEIGHT, INPUTS), AtMost(abs_(E(mu, seen)), LARGER * VARIANCE * norm * other_norm)),
    uses=[kernel_of_invariant_weights, shape_is_bounded, squares_below_length],
    source=PAPER,
)
def kernel_is_bounded(claim, kernel, shape, squares):
    held = claim.condition.parts
    nothing = bounded(mu, lambda z: 0, z, 0, have(Equal(0, 0)))
    zero = applied("E_range", mu, lambda z: And(), lambda z: 0, 0, 0, by=everywhere(mu))
    grounds = [everywhere(mu), nothing, squares.forall(z)]
    mean = applied("E_mono", mu, lambda z: And(), lambda z: 0, squared_length, given=[FINITE], by=grounds)
    mean = have(mean.claim, given=[WEIGHT], by=have(Implies(FINITE, mean.claim), by=mean))
    product = have(Implies(And(0 <= x, 0 <= y), 0 <= x * y), by=times(0 <= x, 0 <= y))
    inverse = have(Implies(2 <= m, 0 <= 1 / m), by=[fact("inverse", m), sign(1 / m)])
    variance = product.at({x: E(mu, squared_length), y: 1 / m})
    factors = [product.at({x: VARIANCE, y: norm}), product.at({x: VARIANCE * norm, y: other_norm})]
    positive = have(
        0 <= VARIANCE * norm * other_norm, given=held, by=[mean, zero, inverse, variance, *factors]
    )
    scaled = have(
        Implies(And(0 <= x, abs_(u) <= v), abs_(x * u) <= v * x),
        by=[times(0 <= x, u <= v), times(0 <= x, -u <= v)],
    )
    scaled = scaled.at({x: VARIANCE * norm * other_norm, u: SHAPE, v: LARGER})
    proof = have(claim, by=[kernel, shape, positive, scaled])
    regular = have(kernel.claim.args[1].args[0], given=held, by=kernel)
    return proof, under(claim.condition, regular), *(cut_mean(mu, h, z) for h in (squared_length, seen))
