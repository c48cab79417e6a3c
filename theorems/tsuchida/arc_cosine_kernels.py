r"""The kernel of the powers of the rectifier under Gaussian weights: the arc-cosine kernels.

In the plane of two inputs the length of a Gaussian weight has a density proportional to $r e^{-r^2/(2 v^2)}$.

Source: Cho and Saul 2009, arc-cosine kernels; proof: own computation.
"""

from sympy import cos, exp, pi

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    NonZero,
    P,
    fact,
    have,
    relu,
    rewriting,
    row,
    theorem,
)

from .angles import RANGE, t, u, v, x
from .arc_cosine import FAMILY, PAPER, J
from .gaussian_lengths import even_moments, kappa, scale_is_defined, sigma
from .homogeneous_kernels import (
    a,
    b,
    kernel,
    kernel_exists,
    level_is_defined,
    moment,
    seen_is_integrable,
    w,
    y,
    z,
)
from .lengths_on_the_half_line import on_the_half_line
from .moments_by_parts import m, r, rho
from .powers_of_cosines import even_products, evens, n
from .two_slopes import left, right
from .uniform_angle import PHI


def density(r):
    """The density of the length in the plane."""
    return kappa * r * exp(-(r**2) / (2 * sigma**2))


PLANAR = [0 < kappa, 0 < sigma, *on_the_half_line(density)]
INPUTS = [*FAMILY, *RANGE, 1 <= n, 0 <= a, 0 <= b]


@theorem(
    "The length of a Gaussian weight in the plane",
    Implies(
        And(*PLANAR),
        And(
            Equal(P(rho, lambda r: 0 <= r), 1),
            Integrable(rho, moment(n)),
            Equal(E(rho, moment(n)), sigma ** (2 * n) * evens(n)),
        ),
    ),
    uses=[even_moments],
    source="own computation",
)
def planar_length(claim, moments):
    positive, weak = (lambda r: 0 < r), (lambda r: 0 <= r)
    wider = row("prob_mono", rho, positive, weak)
    known = [wider, row("prob_range", rho, weak), have(Implies(0 < r, 0 <= r)).forall(r)]
    return have(claim, by=[moments.at({m: 1}), *known]), scale_is_defined(), level_is_defined()


def seen_of(right, left):
    """The product of the activations with these factors, by the length and the angle of the weight."""

    def activation(u):
        return right * relu(u) ** n + left * relu(-u) ** n

    return lambda r: lambda x: activation(a * r * cos(x + t / 2)) * activation(b * r * cos(x - t / 2))


def kernel_of(right, left):
    """The kernel, where the activation has these factors on its sides."""
    return E(rho, lambda r: E(PHI, seen_of(right, left)(r)))


def definedness(condition, sides, exists, length, seen_integrable):
    """Why the means exist."""
    held, place = condition.parts, {right: sides[0], left: sides[1]}
    known = have(length.claim.args[1], given=held, by=length)
    over_angles = Integrable(rho, lambda r: E(PHI, seen_of(*sides)(r)))
    there = have(over_angles, given=held, by=[exists.at(place), known])
    there = have(over_angles, given=[condition], by=have(Implies(condition, over_angles), by=there))
    mean = have(Integrable(PHI, seen_of(*sides)(r)), by=seen_integrable.at(place))
    return there, scale_is_defined(), mean


@theorem(
    "The kernel of a homogeneous activation under Gaussian weights",
    Implies(
        And(*INPUTS, *PLANAR),
        Equal(
            kernel_of(right, left),
            a**n
            * b**n
            * sigma ** (2 * n)
            * ((right**2 + left**2) * J(n)(t) + 2 * right * left * J(n)(pi - t))
            / (2 * pi),
        ),
    ),
    uses=[kernel, planar_length, kernel_exists, even_products, seen_is_integrable],
    source=PAPER,
)
def gaussian_kernel(claim, general, length, exists, products, seen_integrable):
    held = claim.condition.parts
    known = have(length.claim.args[1], given=held, by=length)
    whole = have(general.claim.args[1], given=held, by=[general, known])
    unit = have(Implies(Equal(u, 1), Equal(v * u, v)), by=rewriting(u, 1))
    cancelled = have(
        Implies(And(Equal(u, v * w), Equal(w * z, 1)), Equal(x * u * y * z, x * v * y)),
        by=[rewriting(u, v * w), unit.at({u: w * z, v: x * v * y})],
    )
    cancelled = cancelled.at(
        {
            u: E(rho, moment(n)),
            v: sigma ** (2 * n),
            w: evens(n),
            x: a**n * b**n,
            y: ((right**2 + left**2) * J(n)(t) + 2 * right * left * J(n)(pi - t)) / (2 * pi),
            z: 1 / evens(n),
        }
    )
    apart = have(NonZero(evens(n)), by=products)
    proof = have(claim, by=[whole, known, cancelled, apart, fact("inverse", evens(n))])
    return proof, *definedness(claim.condition, (right, left), exists, length, seen_integrable)


@theorem(
    "The arc-cosine kernels",
    Implies(
        And(*INPUTS, *PLANAR),
        Equal(kernel_of(1, 0), a**n * b**n * sigma ** (2 * n) * J(n)(t) / (2 * pi)),
    ),
    uses=[gaussian_kernel, kernel_exists, planar_length, seen_is_integrable],
    source=PAPER,
)
def arc_cosine_kernels(claim, general, exists, length, seen_integrable):
    proof = have(claim, by=general.at({right: 1, left: 0}))
    return proof, *definedness(claim.condition, (1, 0), exists, length, seen_integrable)
