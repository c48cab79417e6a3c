r"""The kernel of rotation-invariant weights depends on their law by one second moment alone.

For weights $W$ in $\mathbb R^m$, inputs $x, y$ at the angle $\theta$ and an activation $\sigma$ with the
slopes $\alpha$ and $\beta$ it is
$\frac{\mathbb E \|W\|^2}{m} \|x\| \|y\| \big(\frac{(\alpha - \beta)^2}{2 \pi} (\sin\theta + (\pi - \theta)
\cos\theta) + \alpha \beta \cos\theta\big)$.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, invariance of the kernel; proof: own computation.
"""

from sympy import cos, pi, sin, sqrt

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    abs_,
    fact,
    have,
    pick,
    picked,
    relu,
    rewriting,
    square,
    theorem,
    times,
)

from .dominated_means import B, dominated_on_sequences, mu, phi, psi
from .dominated_means import w as factor
from .frames_of_inputs import INPUTS, frame_of_inputs, norm, other_norm, p, q
from .kernels_in_space import kernel_in_the_plane, responses
from .kernels_of_planar_laws import PAPER
from .means_below_sums import cut_mean, everywhere, under
from .plane_rotations_in_space import a, b, e, f, inner, m, t, x, y, z
from .rectified_cosines import angular_part
from .rotation_invariant_weights import ROTATION_INVARIANT
from .second_moments_in_space import (
    FINITE,
    first_part,
    inputs_in_frame,
    part_has_second_moment,
    squared_length,
)
from .two_slopes import left, right, slopes
from .uniform_angle import applied
from .variances_of_weights import variance_along_units

WEIGHT = And(ROTATION_INVARIANT, FINITE, 2 <= m)
VARIANCE = E(mu, squared_length) / m
SHAPE = (right - left) ** 2 * angular_part(t) / (2 * pi) + right * left * cos(t)


def seen(z):
    """The product of the activations at both inputs."""
    return slopes(inner(p, z)) * slopes(inner(q, z))


@theorem(
    "The kernel of rotation-invariant weights and two slopes",
    Implies(
        And(WEIGHT, INPUTS),
        And(Integrable(mu, seen), Equal(E(mu, seen), VARIANCE * norm * other_norm * SHAPE)),
    ),
    uses=[
        frame_of_inputs,
        inputs_in_frame,
        kernel_in_the_plane,
        part_has_second_moment,
        variance_along_units,
        dominated_on_sequences,
    ],
    source=PAPER,
)
def kernel_of_invariant_weights(claim, framed, inputs, kernel, exists, variance, below):
    held = claim.condition.parts
    frames = have(framed.claim.args[1], given=held, by=framed)
    *vectors, frame = pick(frames, "e f")
    same = have(
        Implies(And(Equal(a, x), Equal(b, y)), Equal(slopes(a) * slopes(b), slopes(x) * slopes(y))),
        by=[rewriting(a, x), rewriting(b, y)],
    )
    heights = norm * inner(e, z), other_norm * (inner(e, z) * cos(t) + inner(f, z) * sin(t))
    same = same.at({a: inner(p, z), b: inner(q, z), x: heights[0], y: heights[1]})
    here = have(Equal(seen(z), responses(z)), by=[inputs, frame, same])
    here = have(Implies(And(), here.claim), by=here)
    mean = applied("E_same", mu, lambda z: And(), seen, responses, by=[everywhere(mu), here.forall(z)])
    planar = have(kernel.claim.args[1], given=held, by=[kernel, exists, frame])
    small = have(Implies(And(), abs_(seen(z)) <= abs_(responses(z))), by=here)
    sums = below.at({phi: seen, psi: responses, B: lambda z: And(), factor: 1})
    regular = have(Integrable(mu, seen), given=held, by=[sums, small.forall(z), planar, everywhere(mu)])
    share = have(Implies(And(Equal(x, m * y), 2 <= m), Equal(y, x / m)), by=fact("inverse", m))
    share = share.at({x: E(mu, squared_length), y: E(mu, first_part)})
    along_e = have(Equal(E(mu, first_part), VARIANCE), given=held, by=[variance.at({p: e}), share, frame])
    scaled = have(Implies(Equal(x, y), Equal(a * x, a * y)), by=rewriting(x, y))
    scaled = scaled.at({x: E(mu, first_part), y: VARIANCE, a: norm * other_norm * SHAPE})
    value = have(claim.conclusion.parts[1], given=held, by=[mean, planar, along_e, scaled])
    found = have(claim.conclusion, given=held, by=[regular, value])
    found = picked(frames, *vectors, by=found)
    proof = have(claim, "In the plane of the inputs.", by=found)
    regular = have(claim.conclusion.parts[0], given=held, by=found)
    cuts = [cut_mean(mu, h, z) for h in (squared_length, seen)]
    return proof, under(claim.condition, regular), *cuts


def scaled_circle():
    """Pythagoras at the angle t, times the square of the norms."""
    scaled = have(Implies(Equal(x, y), Equal(a * x, a * y)), by=rewriting(x, y))
    return scaled.at({x: sin(t) ** 2 + cos(t) ** 2, y: 1, a: norm**2 * other_norm**2})


def rectified(z):
    """The product of the rectified responses to both inputs."""
    return relu(inner(p, z)) * relu(inner(q, z))


@theorem(
    "The kernel of rotation-invariant weights and the rectifier",
    Implies(
        And(WEIGHT, INPUTS),
        And(
            Integrable(mu, rectified),
            Equal(E(mu, rectified), VARIANCE * norm * other_norm * angular_part(t) / (2 * pi)),
            Equal(
                E(mu, rectified),
                VARIANCE
                * (sqrt(norm**2 * other_norm**2 - inner(p, q) ** 2) + (pi - t) * inner(p, q))
                / (2 * pi),
            ),
        ),
    ),
    uses=[kernel_of_invariant_weights],
    source="Tsuchida, Roosta-Khorasani and Gallagher 2018, kernel of the rectifier",
)
def kernel_of_the_rectifier(claim, kernel):
    held = claim.condition.parts
    found = kernel.at({right: 1, left: 0})
    regular, first = (have(part, given=held, by=found) for part in claim.conclusion.parts[:2])
    area = norm * other_norm * sin(t)
    under_root = norm**2 * other_norm**2 - inner(p, q) ** 2
    turned = norm * other_norm * cos(t)
    square_ = have(
        Implies(Equal(x, turned), Equal(norm**2 * other_norm**2 - x**2, area**2)),
        by=[fact("circle", t), rewriting(x, turned), scaled_circle()],
    ).at({x: inner(p, q)})
    product = have(Implies(And(0 <= a, 0 <= b), 0 <= a * b), by=times(0 <= a, 0 <= b))
    positive = [product.at({a: norm, b: other_norm}), product.at({a: norm * other_norm, b: sin(t)})]
    positive = have(0 <= area, given=[INPUTS], by=[*positive, fact("sin_arch", t)])
    same = have(
        Implies(And(0 <= x, 0 <= y, Equal(x**2, y**2)), Equal(x, y)),
        by=[times(x < y, x < y), times(x < y, 0 <= x), times(y < x, y < x), times(y < x, 0 <= y)],
    )
    root = have(
        Implies(And(0 <= y, Equal(x, y**2)), Equal(sqrt(x), y)),
        by=[fact("sqrt", x), same.at({x: sqrt(x)}), times(0 <= y, 0 <= y)],
    ).at({x: under_root, y: area})
    root = have(Equal(sqrt(under_root), area), given=[INPUTS], by=[root, positive, square_])
    scaled = have(Implies(Equal(x, y), Equal(a * x, a * y)), by=rewriting(x, y))
    factor_ = VARIANCE / (2 * pi)
    parts = [
        scaled.at({x: sqrt(under_root), y: area, a: factor_}),
        scaled.at({x: inner(p, q), y: turned, a: factor_ * (pi - t)}),
    ]
    second = have(claim.conclusion.parts[2], given=held, by=[first, root, *parts])
    defined = have(0 <= under_root, given=[INPUTS], by=[square_, square(area)])
    proof = have(claim, by=[regular, first, second])
    sides = [under(claim.condition, side) for side in (regular, defined)]
    return proof, *sides, *(cut_mean(mu, h, z) for h in (squared_length, rectified))
