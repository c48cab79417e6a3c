r"""Point masses: as many parameters as coordinates.

Source: Macdonald and Wäldchen 2021, Example for the second restriction; constants: own computation.
"""

from symrelu import (
    And,
    Invariant,
    LocallyLipschitz,
    dist,
    dPd,
    exhibit,
    fact,
    finite_law,
    have,
    naturals,
    sequences,
    theorem,
)

from .equal_weights import fixed_weights_invariant, fixed_weights_lipschitz, numbering, specialised
from .finite_metric import weights
from .finite_support import inside, on_space

d, N = naturals("d N")
theta, w = sequences("theta w")
x = sequences("x", result=("fun", "N", "R"))
PAPER = "Macdonald and Wäldchen 2021, Example for the second restriction"
OWN = "own computation"


def by_coordinate(i):
    """The number of a coordinate of a single point is its own."""
    return itself


def itself(j):
    """The coordinate."""
    return j


def unit(i):
    """The weight of a single point."""
    return 1


POINT = (theta,), [], finite_law(1, unit, inside(d, lambda i: theta))


@theorem("One weight", weights(1, unit), source=OWN)
def one_weight(claim):
    return have(claim, by=[fact("sum_empty", 1, 0, unit), fact("sum_last", 1, 0, unit)])


@theorem(
    "Point masses need no more parameters than coordinates",
    And(Invariant(POINT, d), LocallyLipschitz(POINT, d, d)),
    uses=[one_weight, on_space, fixed_weights_invariant, fixed_weights_lipschitz],
    source=PAPER,
)
def point_masses(claim, one, spaces, invariant, lipschitz):
    other_, two = sequences("theta' theta''")
    values = (1, d, d, unit, by_coordinate, unit, itself)
    facts = [one, have(numbering(d, by_coordinate, 1, unit, itself))]
    close = dPd(d, *(finite_law(1, unit, inside(d, lambda i, point=point: point)) for point in (other_, two)))
    near = specialised(lipschitz, values, facts, close <= dist(d, other_, two), (other_, two))
    local = exhibit(LocallyLipschitz(POINT, d, d), "Any radius will do.", witness=(1, 1), by=near)
    invariance = specialised(invariant, values, facts, Invariant(POINT, d))
    placed = have(claim.demands[0], by=[spaces.at({N: 1, w: unit, x: lambda i: theta}), one])
    return have(claim, "A point is moved to its image.", by=[invariance, local]), placed
