r"""Second moments of rotation-invariant weights in $\mathbb R^m$: the same in all directions.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, rotation-invariant weights; proof: own computation.
"""

from sympy import acos, cos, pi, sin

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Exists,
    Implies,
    Integrable,
    abs_,
    exhibit,
    fact,
    given,
    have,
    pick,
    picked,
    rewriting,
    row,
    square,
    theorem,
    times,
)

from .dominated_means import B, dominated_on_sequences, mu, phi, psi
from .dominated_means import w as factor
from .double_sums import same_terms
from .frames_of_inputs import (
    first_input,
    frame_of_inputs,
    norm,
    other_norm,
    p,
    q,
    second_input,
    squares_below_length,
)
from .kernels_in_space import T, first_part, means_behind_maps
from .means_below_sums import cut_mean, everywhere, under
from .planar_moments import along_x
from .planar_rotations import OWN, PAPER, rotations_keep_means
from .planar_rotations import f as function
from .plane_rotations_in_space import (
    ORTHONORMAL,
    a,
    b,
    combined,
    e,
    f,
    i,
    inner,
    inner_is_linear,
    m,
    n,
    t,
    u,
    v,
    x,
    y,
    z,
)
from .rotation_invariant_weights import PLANAR, ROTATION_INVARIANT, law_in_a_plane
from .uniform_angle import applied


def squared_length(z):
    """The squared length of a weight."""
    return inner(z, z)


FINITE = Integrable(mu, squared_length)


@theorem(
    "The part of a weight along a unit vector is at most its length",
    Implies(Equal(inner(e, e), 1), AtMost(first_part(z), squared_length(z))),
    uses=[inner_is_linear, squares_below_length],
    source="elementary",
)
def part_below_length(claim, linear, positive):
    part = inner(e, z)
    rest = combined(1, z, -part, e)
    parts = [linear.at({n: m, a: 1, u: z, b: -part, v: e, z: w}) for w in (rest, e, z)]
    scaled = have(Implies(Equal(x, y), Equal(a * x, a * y)), by=rewriting(x, y))
    scaled = scaled.at({x: inner(e, e), y: 1, a: part**2})
    return have(claim, by=[*parts, scaled, positive.at({z: rest})])


def second_part(z):
    """The square of the part of the weight along f."""
    return inner(f, z) ** 2


def turned_part(z):
    """The square of the part of the weight along e cos t + f sin t."""
    return (inner(e, z) * cos(t) + inner(f, z) * sin(t)) ** 2


@theorem(
    "Second moments along unit vectors exist",
    Implies(And(FINITE, Equal(inner(e, e), 1)), Integrable(mu, first_part)),
    uses=[part_below_length, dominated_on_sequences],
    source=OWN,
)
def part_has_second_moment(claim, part, below):
    size = have(
        Implies(And(), abs_(first_part(z)) <= abs_(squared_length(z))),
        given=[Equal(inner(e, e), 1)],
        by=[part, square(inner(e, z))],
    )
    found = below.at({phi: first_part, psi: squared_length, B: lambda z: And(), factor: 1})
    proof = have(claim, by=[found, size.forall(z), everywhere(mu)])
    return proof, cut_mean(mu, first_part, z), cut_mean(mu, squared_length, z)


@theorem(
    "Second moments in the plane of a frame",
    Implies(
        And(ROTATION_INVARIANT, ORTHONORMAL, Integrable(mu, first_part)),
        And(Integrable(mu, turned_part), Equal(E(mu, turned_part), E(mu, first_part))),
    ),
    uses=[law_in_a_plane, rotations_keep_means, means_behind_maps],
    source=OWN,
)
def moments_in_a_frame(claim, invariant, kept, behind):
    held = claim.condition.parts
    to_plane = PLANAR.term().args[0]

    def turned(z):
        return (z(1) * cos(t) + z(2) * sin(t)) ** 2

    means = [row("E_push", to_plane, mu, h) for h in (along_x, turned)]
    exist = [behind.at({T: to_plane, phi: h}) for h in (along_x, turned)]
    first = have(Integrable(PLANAR, along_x), given=held, by=exist[0])
    moved = kept.at({mu: PLANAR, function: lambda x: lambda y: x**2}).at({t: -t})
    moved = have(
        And(Integrable(PLANAR, turned), Equal(E(PLANAR, turned), E(PLANAR, along_x))),
        given=held,
        by=[moved, invariant, first],
    )
    regular = have(claim.conclusion.parts[0], by=[moved, exist[1]])
    mean = have(claim.conclusion.parts[1], by=[moved, *means])
    proof = have(claim, by=[regular, mean])
    return proof, under(claim.condition, regular), *(cut_mean(mu, h, z) for h in (first_part, turned_part))


@theorem(
    "Weights meet the inputs in their frame",
    Implies(
        And(first_input(e), second_input(f)),
        And(
            Equal(inner(p, z), norm * inner(e, z)),
            Equal(inner(q, z), other_norm * (inner(e, z) * cos(t) + inner(f, z) * sin(t))),
        ),
    ),
    uses=[inner_is_linear],
    source="elementary",
)
def inputs_in_frame(claim, linear):
    first, second = claim.condition.parts
    vector = combined(other_norm * cos(t), e, other_norm * sin(t), f)
    scaled = have(Implies(Equal(x, y), Equal(a * x, a * y)), by=rewriting(x, y))
    parts = []
    for given_, w, value in ((first, p, combined(norm, e, 0, e)), (second, q, vector)):
        here = scaled.at({x: w(i), y: value(i), a: z(i)})
        terms = [lambda i, w=w: w(i) * z(i) for w in (w, value)]
        parts.append(same_terms(i, m, *terms, given=[given_], by=[given(given_).instance(i), here]))
    parts.append(linear.at({n: m, a: norm, u: e, b: 0, v: e}))
    parts.append(linear.at({n: m, a: other_norm * cos(t), u: e, b: other_norm * sin(t), v: f}))
    return have(claim, by=parts)


UNITS = And(Equal(inner(p, p), 1), Equal(inner(q, q), 1))


@theorem(
    "Unit vectors have an angle",
    Implies(UNITS, Exists(t, And(0 <= t, AtMost(t, pi), Equal(cos(t), inner(p, q))))),
    uses=[part_below_length],
    source="elementary",
)
def angle_of_units(claim, below):
    value = inner(p, q)
    size = have(
        Implies(And(x**2 <= 1), And(-1 <= x, x <= 1)), by=[times(x > 1, x > 1), times(x < -1, x < -1)]
    )
    small = have(
        Implies(UNITS, And(-1 <= value, value <= 1)), by=[below.at({e: p, z: q}), size.at({x: value})]
    )
    return exhibit(claim, witness=[acos(value)], by=[small, fact("arccos", value)])


def along(p):
    """The square of the part of the weight along a vector."""
    return lambda z: inner(p, z) ** 2


@theorem(
    "Second moments are the same along all unit vectors",
    Implies(And(ROTATION_INVARIANT, FINITE, 2 <= m, UNITS), Equal(E(mu, along(p)), E(mu, along(q)))),
    uses=[
        angle_of_units,
        frame_of_inputs,
        inputs_in_frame,
        moments_in_a_frame,
        part_has_second_moment,
    ],
    source=PAPER,
)
def same_along_units(claim, angle, framed, inputs, moments, exists):
    held = claim.condition.parts
    angles = have(angle.claim.args[1], given=[UNITS], by=angle)
    name, where = pick(angles, "t")
    frames = framed.at({norm: 1, other_norm: 1})
    frames = have(frames.claim.args[1], given=held, by=[frames, where])
    *vectors, frame = pick(frames, "e f")
    parts = inputs.at({norm: 1, other_norm: 1})
    squared = have(Implies(Equal(x, y), Equal(x**2, y**2)), by=rewriting(x, y))
    seen = inner(e, z) * cos(t) + inner(f, z) * sin(t)
    same = []
    for w, value, function_ in ((p, inner(e, z), first_part), (q, seen, turned_part)):
        here = have(
            Equal(along(w)(z), function_(z)), by=[parts, frame, squared.at({x: inner(w, z), y: value})]
        )
        grounds = [everywhere(mu), here.forall(z)]
        same.append(applied("E_same", mu, lambda z: And(), along(w), function_, by=grounds))
    equal = have(claim.conclusion, given=held, by=[*same, moments, exists, frame])
    found = picked(frames, *vectors, by=equal)
    proof = have(claim, by=picked(angles, name, by=found))
    finite = have(Implies(And(FINITE, Equal(inner(p, p), 1)), Integrable(mu, along(p))), by=exists.at({e: p}))
    sides = [have(Integrable(mu, along(w)), given=held, by=finite.at({p: w})) for w in (p, q)]
    cuts = [cut_mean(mu, h, z) for h in (squared_length, along(p), along(q))]
    return proof, *(under(claim.condition, side) for side in sides), *cuts
