r"""The variance of a rotation-invariant weight along a unit vector is that of its length over the dimension.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, rotation-invariant weights; proof: own computation.
"""

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    Sum,
    abs_,
    as_functions,
    fact,
    given,
    have,
    induct_on,
    rewriting,
    square,
    theorem,
)

from .dominated_means import B, dominated_on_sequences, mu, psi
from .dominated_means import phi as psi_
from .dominated_means import w as weight
from .double_sums import indices
from .frames_of_inputs import squares_below_length
from .means_below_sums import SPACE, below_sums_of_sequences, bounded, cut_mean, everywhere, under
from .means_below_sums import w as factor
from .planar_rotations import PAPER
from .plane_rotations_in_space import e, i, inner, inner_with_unit, k, m, unit, x, y, z
from .plane_rotations_in_space import k as count
from .rotation_invariant_weights import ROTATION_INVARIANT
from .second_moments_in_space import (
    FINITE,
    along,
    p,
    part_has_second_moment,
    q,
    same_along_units,
    squared_length,
)
from .uniform_angle import applied

nu, phi, first, second, _ = SPACE


def coordinate(i):
    """The square of a coordinate."""
    return lambda z: z(i) ** 2


def partial(k):
    """The sum of the first squares."""
    return lambda z: Sum(1, k, lambda i: z(i) ** 2)


EACH = ForAll(i, indices(i, m), And(Integrable(mu, coordinate(i)), Equal(E(mu, coordinate(i)), x)))


@theorem(
    "The mean of a sum of squares with equal means",
    Implies(EACH, And(Integrable(mu, squared_length), Equal(E(mu, squared_length), m * x))),
    uses=[below_sums_of_sequences],
    source="elementary",
)
def mean_of_squares(claim, below):
    here, there, last = partial(count), partial(count + 1), coordinate(count + 1)
    step = have(Equal(there(z), here(z) + last(z)), by=fact("sum_last", 1, count, lambda i: z(i) ** 2))
    empty = have(Equal(partial(0)(z), 0), by=fact("sum_empty", 1, 0, lambda i: z(i) ** 2))
    none = applied("E_range", mu, lambda z: And(), partial(0), 0, 0, by=[everywhere(mu), empty.forall(z)])
    start = [have(abs_(partial(0)(z)) <= 0, by=empty), have(AtMost(0, 0))]
    start = have(Integrable(mu, partial(0)), by=bounded(mu, partial(0), z, 0, start))
    held = [EACH, Integrable(mu, here), count + 1 <= m]
    each = given(EACH).instance(count + 1)
    each = have(And(Integrable(mu, last), Equal(E(mu, last), x)), given=[EACH, held[2]], by=each)
    sums = below.at({nu: mu, phi: there, first: here, second: last, factor: 1})
    small = have(abs_(there(z)) <= abs_(here(z)) + abs_(last(z)), by=step)
    onward = have(Integrable(mu, there), given=held, by=[sums, small.forall(z), each])
    linear = applied("E_linear", mu, here, last, 1, 1, given=held, by=each)
    steps = [have(Implies(And(*held[1:]), lemma.claim), by=lemma) for lemma in (onward, linear)]
    every = induct_on(
        count,
        Implies(count <= m, And(Integrable(mu, here), Equal(E(mu, here), count * x))),
        "Coordinate by coordinate.",
        given=[EACH],
        base=[start, none],
        step=[*steps, as_functions(step, z), have(Implies(held[2], each.claim), by=each)],
    )
    proof = have(claim, by=every.instance(m))
    return proof, cut_mean(mu, coordinate(i), z), cut_mean(mu, squared_length, z)


@theorem(
    "The variance along a unit vector is the mean squared length over the dimension",
    Implies(
        And(ROTATION_INVARIANT, FINITE, 2 <= m, Equal(inner(p, p), 1)),
        Equal(E(mu, squared_length), m * E(mu, along(p))),
    ),
    uses=[
        same_along_units,
        part_has_second_moment,
        inner_with_unit,
        mean_of_squares,
        squares_below_length,
        dominated_on_sequences,
    ],
    source=PAPER,
)
def variance_along_units(claim, same, exists, one, total, below, dominated_):
    held = claim.condition.parts
    inside = And(*indices(i, m))
    unit_ = have(Implies(inside, Equal(inner(unit(i), unit(i)), 1)), by=one.at({z: unit(i)}))
    squared = have(Implies(Equal(x, y), Equal(x**2, y**2)), by=rewriting(x, y))
    here = have(
        Implies(inside, Equal(along(unit(i))(z), coordinate(i)(z))),
        by=[one, squared.at({x: inner(unit(i), z), y: z(i)})],
    )
    here = have(Equal(along(unit(i))(z), coordinate(i)(z)), given=[inside], by=here)
    grounds = [everywhere(mu), here.forall(z)]
    moved = applied("E_same", mu, lambda z: And(), along(unit(i)), coordinate(i), given=[inside], by=grounds)
    equal = have(
        Equal(E(mu, along(unit(i))), E(mu, along(p))),
        given=[*held, inside],
        by=[same.at({p: unit(i), q: p}), unit_],
    )
    size = have(
        Implies(And(), abs_(coordinate(i)(z)) <= abs_(squared_length(z))),
        given=[inside],
        by=[below.at({k: i}), square(z(i))],
    )
    sums = dominated_.at({psi_: coordinate(i), psi: squared_length, B: lambda z: And(), weight: 1})
    finite = have(
        Integrable(mu, coordinate(i)), given=[FINITE, inside], by=[sums, size.forall(z), everywhere(mu)]
    )
    each = have(
        Implies(inside, And(finite.claim, Equal(E(mu, coordinate(i)), E(mu, along(p))))),
        given=held,
        by=[finite, moved, equal],
    )
    proof = have(claim, by=[total.at({x: E(mu, along(p))}), each.forall(i)])
    regular = have(Integrable(mu, along(p)), given=held, by=exists.at({e: p}))
    return proof, under(claim.condition, regular), *(cut_mean(mu, h, z) for h in (squared_length, along(p)))
