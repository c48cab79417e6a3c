r"""The kernel of rotation-invariant weights in $\mathbb R^m$, for activations with two slopes.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, invariance of the kernel; proof: own computation.
"""

from symrelu import (
    And,
    E,
    Equal,
    Iff,
    Implies,
    Integrable,
    borel,
    exhibit,
    given,
    have,
    pick,
    picked,
    row,
    theorem,
)

from .dominated_means import SEQ, C, mu, n, phi
from .kernels_of_planar_laws import PAPER, POSITIVE
from .kernels_of_planar_laws import responses as planar_responses
from .means_below_sums import cut, cut_mean, under
from .planar_kernel import SHARE
from .planar_kernel import a as norm
from .planar_kernel import b as other_norm
from .planar_moments import along_x, kernel_of_planar_law, response
from .plane_rotations_in_space import ORTHONORMAL, e, f, inner, z
from .rotation_invariant_weights import PLANAR, ROTATION_INVARIANT, law_in_a_plane

T = borel("T", SEQ, SEQ)


def pulled(phi):
    """The function behind the map T."""
    return lambda z: phi(T(z))


@theorem(
    "A function of an image has a mean where the function behind the map has one",
    Iff(Integrable(mu.push(T), phi), Integrable(mu, pulled(phi))),
    source="elementary",
)
def means_behind_maps(claim):
    cuts = row("E_push", T, mu, cut(phi, n))
    sides = ((claim.left, mu, pulled(phi), claim.right), (claim.right, mu.push(T), phi, claim.left))
    ways = []
    for there, law, function, here in sides:
        name, small = pick(given(there), "C")
        bound = have(E(law, cut(function, n)) <= C, by=[cuts, small])
        found = picked(given(there), name, by=exhibit(here, witness=[C], by=bound.forall(n)))
        ways.append(have(Implies(there, here), by=found))
    proof = have(claim, by=ways)
    return proof, cut_mean(mu.push(T), phi, z), cut_mean(mu, pulled(phi), z)


def first_part(z):
    """The square of the part of the weight along e."""
    return inner(e, z) ** 2


def responses(z):
    """The product of the responses to the inputs a e and b (e cos t + f sin t)."""
    return planar_responses(inner(e, z))(inner(f, z))


@theorem(
    "The kernel of an invariant weight in the plane of the inputs",
    Implies(
        And(ROTATION_INVARIANT, ORTHONORMAL, Integrable(mu, first_part), POSITIVE),
        And(
            Integrable(mu, responses),
            Equal(E(mu, responses), norm * other_norm * E(mu, first_part) * (2 * SHARE)),
        ),
    ),
    uses=[law_in_a_plane, kernel_of_planar_law, means_behind_maps],
    source=PAPER,
)
def kernel_in_the_plane(claim, invariant, kernel, behind):
    held = claim.condition.parts
    to_plane = PLANAR.term().args[0]
    means = [row("E_push", to_plane, mu, function) for function in (along_x, response)]
    exist = [behind.at({T: to_plane, phi: function}) for function in (along_x, response)]
    first = have(Integrable(PLANAR, along_x), given=held, by=exist[0])
    found = kernel.at({mu: PLANAR})
    found = have(found.claim.args[1], given=held, by=[found, first, invariant])
    regular = have(claim.conclusion.parts[0], by=[found, exist[1]])
    mean = have(claim.conclusion.parts[1], by=[found, *means])
    proof = have(claim, "In the plane only the second moment is left.", by=[regular, mean])
    return proof, under(claim.condition, regular), *(cut_mean(mu, h, z) for h in (first_part, responses))
