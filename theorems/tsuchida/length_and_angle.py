r"""A law of the plane that rotations keep is that of a length and an independent uniform angle.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, rotation-invariant weights; proof: own computation.
"""

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Iff,
    Implies,
    Not,
    P,
    cases,
    given,
    have,
    ite,
    naturals,
    pointwise,
    row,
    sequences,
    theorem,
)

from .dominated_means import mu, z
from .planar_rotations import INVARIANT, PAPER, length, rotation, t
from .plane_rotations_in_space import ORTHONORMAL
from .polar_laws import LENGTHS, POLAR, mean_of_invariant_ramps, mean_of_polar_ramps, polar, rho
from .quadrants_from_ramps import g, h, masses_of_quadrants, nu, ramps, x, y
from .quadrants_from_ramps import n as step
from .rotation_invariant_weights import PLANAR, ROTATION_INVARIANT, law_in_a_plane
from .uniform_angle import PHI, applied

i, n = naturals("i n")
q = sequences("q")


def planar(z):
    """All coordinates but the first two are 0."""
    return ForAll(i, [Not(Equal(i, 1)), Not(Equal(i, 2))], Equal(z(i), 0))


def orthant(z):
    """The coordinates 0, .., n are at most those of q."""
    return ForAll(i, [i <= n], z(i) <= q(i))


ROOM = ForAll(i, [i <= n, Not(Equal(i, 1)), Not(Equal(i, 2))], 0 <= q(i))
FIRST, SECOND = ite(1 <= n, 1, 0), ite(2 <= n, 1, 0)


def bounded(z):
    """The first two coordinates are bounded, as far as they are among 0, .., n."""
    return And(FIRST * (z(1) - q(1)) <= 0, SECOND * (z(2) - q(2)) <= 0)


@theorem(
    "Orthants of laws of the plane are quadrants",
    Implies(Equal(P(mu, planar), 1), Equal(P(mu, orthant), P(mu, lambda z: And(ROOM, bounded(z))))),
    source="elementary",
)
def orthants_are_quadrants(claim):
    inside = [planar(z), orthant(z)]
    room = have(
        Implies(And(i <= n, Not(Equal(i, 1)), Not(Equal(i, 2))), 0 <= q(i)),
        given=inside,
        by=[given(inside[0]).instance(i), given(inside[1]).instance(i)],
    )
    below = have(bounded(z), given=inside, by=[given(inside[1]).instance(1), given(inside[1]).instance(2)])
    onto = have(And(ROOM, bounded(z)), given=inside, by=[room.forall(i), below])
    held = [planar(z), ROOM, bounded(z)]
    back = have(
        Implies(i <= n, z(i) <= q(i)),
        given=held,
        by=[given(held[0]).instance(i), given(held[1]).instance(i), cases(Equal(i, 1)), cases(Equal(i, 2))],
    )
    back = have(orthant(z), given=held, by=back.forall(i))
    both = [
        have(Implies(And(*inside), onto.claim), by=onto),
        have(Implies(And(*held), back.claim), by=back),
    ]
    same = have(Implies(planar(z), Iff(orthant(z), And(ROOM, bounded(z)))), by=both)
    return have(claim, "Where the other coordinates are 0.", by=[pointwise, same.forall(z)])


@theorem(
    "Laws that rotations keep live on the plane",
    Implies(INVARIANT, Equal(P(mu, planar), 1)),
    source="elementary",
)
def invariant_laws_are_planar(claim):
    here = have(planar(rotation(t)(z)))
    turned = have(Equal(P(mu.push(rotation(t)), planar), 1), by=[pointwise, here.forall(z)])
    return have(claim, by=[turned, given(INVARIANT).instance(t)])


@theorem("Laws in polar coordinates live on the plane", Equal(P(POLAR, planar), 1), source="elementary")
def polar_laws_are_planar(claim):
    here = have(planar(polar(z)))
    return have(claim, by=[pointwise, here.forall(z)])


@theorem(
    "A law that rotations keep is that of its length and an independent uniform angle",
    Implies(And(INVARIANT, LENGTHS), Equal(mu, POLAR)),
    uses=[
        orthants_are_quadrants,
        invariant_laws_are_planar,
        polar_laws_are_planar,
        masses_of_quadrants,
        mean_of_invariant_ramps,
        mean_of_polar_ramps,
    ],
    source=PAPER,
)
def length_and_angle(claim, orthants, planar_, polar_, masses, first, second):
    held = claim.condition.parts
    each = have(Equal(E(mu, ramps(step)), E(POLAR, ramps(step))), given=held, by=[first, second])
    mass = masses.at({nu: POLAR})
    mass = have(mass.claim.args[1], given=held, by=[mass, each.forall(step)])
    mass = mass.at({g: FIRST, h: SECOND, x: q(1), y: q(2)})

    def corner(z):
        return And(ROOM, bounded(z))

    sides = []
    for law in (mu, POLAR):
        inside = have(Iff(corner(z), bounded(z)), given=[ROOM]).forall(z)
        outside = have(Not(corner(z)), given=[Not(ROOM)]).forall(z)
        some = applied("prob_same", law, corner, bounded, given=[ROOM], by=inside)
        none = applied("prob_never", law, corner, given=[Not(ROOM)], by=outside)
        sides += [have(Implies(ROOM, some.claim), by=some), have(Implies(Not(ROOM), none.claim), by=none)]
    equal = have(Equal(P(mu, corner), P(POLAR, corner)), given=held, by=[*sides, mass, cases(ROOM)])
    orthants = [orthants, orthants.at({mu: POLAR})]
    same = have(Equal(P(mu, orthant), P(POLAR, orthant)), given=held, by=[*orthants, equal, planar_, polar_])
    whole = row("law_ext_seq", mu, POLAR)
    return have(claim, "All orthants have the same mass.", by=[whole, same.forall(n, q)])


SPLIT = And(Equal(rho(1), PLANAR.push(length)), Equal(rho(2), PHI))


@theorem(
    "The planar part of an invariant weight is a length and an independent uniform angle",
    Implies(And(ROTATION_INVARIANT, ORTHONORMAL, SPLIT), Equal(PLANAR, POLAR)),
    uses=[length_and_angle, law_in_a_plane],
    source=PAPER,
)
def planar_part(claim, split, invariant):
    return have(claim, "Rotations of the plane keep its law.", by=[split.at({mu: PLANAR}), invariant])
