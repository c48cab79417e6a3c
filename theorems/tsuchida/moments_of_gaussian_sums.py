r"""Moments of a weighted sum of independent standard normal numbers.

Source: elementary; proofs: own computation.
"""

from sympy import pi, sqrt

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    abs_,
    as_functions,
    exhibit,
    given,
    have,
    iid,
    pick,
    picked,
    reals,
    rewriting,
    row,
    sign,
    theorem,
)

from .gaussian_absolute_moments import cube, first_absolute_moment, third_absolute_moment
from .gaussian_density import NORMAL
from .gaussian_moments import second_and_fourth_moment
from .gaussian_planes import g
from .gaussian_sums import LENGTH, law_of_a_sum, m, of_sum, r, u, weighted, x, z
from .means_below_sums import LINE, C, combinations, cut, cut_mean, integrable_too, n, under
from .means_below_sums import u as U
from .means_below_sums import v as V

p, v = reals("p v")
SUMS = iid(m, NORMAL)


def along(g):
    """The function of a multiple of a number."""
    return lambda u: g(r * u)


@theorem(
    "Means of any function of a weighted sum",
    Implies(
        And(LENGTH, Integrable(NORMAL, along(g))),
        And(Integrable(SUMS, of_sum(g, m)), Equal(E(SUMS, of_sum(g, m)), E(NORMAL, along(g)))),
    ),
    uses=[law_of_a_sum],
    source="elementary",
)
def means_of_any_function(claim, law):
    def moved(function):
        """The mean over the weights and the mean over one number."""
        image = row("E_push", lambda z: weighted(x, m, z), SUMS, function)
        return [law, image, row("E_push", lambda u: r * u, NORMAL, function)]

    finite = given(Integrable(NORMAL, along(g)))
    name, top = pick(finite, "C")
    small = have(E(SUMS, cut(of_sum(g, m), n)) <= C, given=[LENGTH], by=[top, *moved(cut(g, n))])
    found = exhibit(Integrable(SUMS, of_sum(g, m)), witness=(C,), by=small.forall(n))
    exists = picked(finite, name, by=found)
    proof = have(claim, by=[exists, *moved(g)])
    cuts = [cut_mean(NORMAL, along(g), u), cut_mean(SUMS, of_sum(g, m), z)]
    return proof, under(claim.condition, exists), finite, *cuts


HOMOGENEOUS = ForAll(u, [], Equal(g(r * u), p * g(u)))


@theorem(
    "Means of a homogeneous function of a weighted sum",
    Implies(
        And(LENGTH, HOMOGENEOUS, Integrable(NORMAL, g)),
        And(Integrable(SUMS, of_sum(g, m)), Equal(E(SUMS, of_sum(g, m)), p * E(NORMAL, g))),
    ),
    uses=[means_of_any_function, combinations],
    source="elementary",
)
def homogeneous_functions(claim, means, linear):
    scaled = have(
        Equal(g(r * u), p * g(u) + 0 * g(u)), given=[HOMOGENEOUS], by=given(HOMOGENEOUS).instance(u)
    )
    rho, _, first, second, _ = LINE
    multiple = linear.at({rho: NORMAL, first: g, second: g, U: p, V: 0})
    held = claim.condition.parts
    exists = integrable_too(NORMAL, lambda u: p * g(u) + 0 * g(u), along(g), u, scaled)
    regular = have(Integrable(NORMAL, along(g)), given=held, by=[multiple, exists])
    mean = have(
        Equal(E(NORMAL, along(g)), p * E(NORMAL, g)), given=held, by=[multiple, as_functions(scaled, u)]
    )
    proof = have(claim, by=[means, regular, mean])
    exists = have(Integrable(SUMS, of_sum(g, m)), given=held, by=proof)
    cuts = [cut_mean(NORMAL, g, u), cut_mean(SUMS, of_sum(g, m), z)]
    return proof, under(claim.condition, exists), given(Integrable(NORMAL, g)), *cuts


def mean_of_sum(function, factor, value):
    """The function of the weighted sum has a mean, and it is this multiple of a value."""
    mean = Equal(E(SUMS, of_sum(function, m)), factor * value)
    return Implies(LENGTH, And(Integrable(SUMS, of_sum(function, m)), mean))


def proof_for(claim, function, factor, means, moment, same):
    """The claim from the moment of one number, and from how the function scales."""
    scaled = means.at({g: function, p: factor})
    proof = have(claim, by=[scaled, same.forall(u), moment])
    exists = have(Integrable(SUMS, of_sum(function, m)), given=[LENGTH], by=proof)
    return proof, exists, cut_mean(SUMS, of_sum(g, m), z).at({g: function})


@theorem(
    "The mean absolute value of a weighted sum",
    mean_of_sum(abs_, abs_(r), sqrt(2 / pi)),
    uses=[homogeneous_functions, first_absolute_moment],
    source="elementary",
)
def mean_absolute_sum(claim, means, moment):
    same = have(Equal(abs_(r * u), abs_(r) * abs_(u)), by=[sign(r), sign(u)])
    return proof_for(claim, abs_, abs_(r), means, moment, same)


def square(u):
    """The square of a number."""
    return u**2


@theorem(
    "The mean square of a weighted sum",
    mean_of_sum(square, r**2, 1),
    uses=[homogeneous_functions, second_and_fourth_moment],
    source="elementary",
)
def mean_square_of_a_sum(claim, means, moment):
    return proof_for(claim, square, r**2, means, moment, have(Equal(square(r * u), r**2 * square(u))))


@theorem(
    "The third absolute moment of a weighted sum",
    mean_of_sum(cube, abs_(r) ** 3, 2 * sqrt(2 / pi)),
    uses=[homogeneous_functions, third_absolute_moment],
    source="elementary",
)
def third_moment_of_a_sum(claim, means, moment):
    one = have(Equal(abs_(r * u), abs_(r) * abs_(u)), by=[sign(r), sign(u)])
    cubed = have(Implies(Equal(v, p), Equal(v**3, p**3)), by=rewriting(v, p))
    same = have(
        Equal(cube(r * u), abs_(r) ** 3 * cube(u)), by=[one, cubed.at({v: abs_(r * u), p: abs_(r) * abs_(u)})]
    )
    return proof_for(claim, cube, abs_(r) ** 3, means, moment, same)
