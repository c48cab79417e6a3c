r"""Kernels of standard normal weights, for any number of inputs.

For independent standard normal weights $W$ and inputs $x$, $y$ of $\mathbb R^m$ at the angle $t$,
$$\mathbb E\, \operatorname{ReLU}(W \cdot x) \operatorname{ReLU}(W \cdot y)
= \frac{\lVert x \rVert \lVert y \rVert}{2\pi} \bigl(\sin t + (\pi - t) \cos t\bigr).$$

Source: Cho and Saul 2009, arc-cosine kernels; proof: own computation.
"""

from sympy import cos, pi, sin

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    exhibit,
    fact,
    given,
    have,
    iid,
    pick,
    picked,
    relu,
    row,
    theorem,
)

from .angles import RANGE
from .dominated_means import mu
from .gaussian_density import NORMAL
from .gaussian_moments import second_and_fourth_moment
from .gaussian_planes import PLANE
from .gaussian_projections import LENGTHS, PAPER, at_angle, law_at_an_angle, n, seen
from .gaussian_sums import m, x, y, z
from .independent_weights import weighted
from .means_below_sums import C, cut, cut_mean, under
from .planar_kernel import SHARE, a, b
from .planar_moments import along_x, kernel_of_planar_law, response
from .planar_rotations import rotation, t
from .rectified_cosines import angular_part
from .two_slopes import left, right, slopes


@theorem(
    "The plane of two independent standard normal numbers is kept by rotations",
    ForAll(t, [], Equal(PLANE.push(rotation(t)), PLANE)),
    source="elementary",
)
def plane_is_kept(claim):
    turned = row("gauss_rotation", cos(t), sin(t))
    return have(claim, "The density depends on the radius alone.", by=[turned, fact("circle", t)])


@theorem(
    "Second moment of a coordinate in the plane",
    And(Integrable(PLANE, along_x), Equal(E(PLANE, along_x), 1)),
    uses=[second_and_fourth_moment],
    source="elementary",
)
def second_moment_in_the_plane(claim, moments):
    marginal = row("iid_marginal", 2, NORMAL, 1)

    def square(w):
        return w**2

    def along(function):
        return row("E_push", lambda z: z(1), PLANE, function)

    finite = have(Integrable(NORMAL, square), by=moments)
    name, top = pick(finite, "C")
    small = have(E(PLANE, cut(along_x, n)) <= C, by=[top, marginal, along(cut(square, n))])
    found = picked(finite, name, by=exhibit(Integrable(PLANE, along_x), witness=(C,), by=small.forall(n)))
    mean = have(Equal(E(PLANE, along_x), 1), by=[moments, marginal, along(square)])
    return have(claim, by=[found, mean]), found, cut_mean(PLANE, along_x, z)


@theorem(
    "The kernel of two slopes in the plane of two standard normal numbers",
    Implies(
        And(*RANGE, 0 <= a, 0 <= b),
        And(Integrable(PLANE, response), Equal(E(PLANE, response), a * b * (2 * SHARE))),
    ),
    uses=[plane_is_kept, second_moment_in_the_plane, kernel_of_planar_law],
    source=PAPER,
)
def kernel_in_the_plane(claim, kept, moment, kernel):
    proof = have(claim, by=[kernel.at({mu: PLANE}), kept, moment])
    regular = have(Integrable(PLANE, response), given=claim.condition.parts, by=proof)
    return proof, under(claim.condition, regular), cut_mean(PLANE, response, z)


def seen_by(sigma):
    """The product of the responses of a unit to both inputs."""
    return lambda z: sigma(weighted(x, m, z)) * sigma(weighted(y, m, z))


HELD = And(*RANGE, 0 <= a, 0 <= b, *LENGTHS.parts)


@theorem(
    "The kernel of two slopes for standard normal weights",
    Implies(
        HELD,
        And(
            Integrable(iid(m, NORMAL), seen_by(slopes)),
            Equal(
                E(iid(m, NORMAL), seen_by(slopes)),
                a * b * ((right - left) ** 2 * angular_part(t) / (2 * pi) + right * left * cos(t)),
            ),
        ),
    ),
    uses=[kernel_in_the_plane, law_at_an_angle],
    source=PAPER,
)
def kernel_of_normal_weights(claim, kernel, law):
    weights = iid(m, NORMAL)

    def product(p):
        return slopes(p(1)) * slopes(p(2))

    def moved(function):
        """The mean over the weights and the mean over the plane."""
        sides = [row("E_push", image, mu, function) for image, mu in ((seen, weights), (at_angle, PLANE))]
        return [law, *sides]

    name, top = pick(given(Integrable(PLANE, response)), "C")
    small = have(
        E(weights, cut(seen_by(slopes), n)) <= C, given=LENGTHS.parts, by=[top, *moved(cut(product, n))]
    )
    found = exhibit(Integrable(weights, seen_by(slopes)), witness=(C,), by=small.forall(n))
    found = picked(given(Integrable(PLANE, response)), name, by=found)
    exists = have(
        Implies(Integrable(PLANE, response), Integrable(weights, seen_by(slopes))),
        given=LENGTHS.parts,
        by=found,
    )
    note = "The weights are seen through two numbers, whose law in the plane rotations keep."
    proof = have(claim, note, by=[exists, kernel, *moved(product)])
    regular = given(Integrable(weights, seen_by(slopes)))
    return proof, regular, cut_mean(weights, seen_by(slopes), z)


@theorem(
    "The kernel of the rectifier for standard normal weights",
    Implies(
        HELD,
        And(
            Integrable(iid(m, NORMAL), seen_by(relu)),
            Equal(E(iid(m, NORMAL), seen_by(relu)), a * b * angular_part(t) / (2 * pi)),
        ),
    ),
    uses=[kernel_of_normal_weights],
    source=PAPER,
)
def kernel_of_the_rectifier(claim, kernel):
    weights = iid(m, NORMAL)
    proof = have(claim, "The slopes are 1 and 0.", by=kernel.at({right: 1, left: 0}))
    return proof, given(Integrable(weights, seen_by(relu))), cut_mean(weights, seen_by(relu), z)
