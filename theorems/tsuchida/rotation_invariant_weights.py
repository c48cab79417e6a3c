r"""Rotation-invariant weights in $\mathbb R^m$: their law in a plane is one that the rotations of it keep.

A law on $\mathbb R^m$ is invariant if every orthogonal matrix sends it to itself.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, rotation-invariant weights; proof: own computation.
"""

from sympy import cos, sin

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    as_functions,
    given,
    have,
    ite,
    known,
    rewriting,
    theorem,
)

from .dominated_means import mu
from .double_sums import indices, same_terms
from .planar_rotations import PAPER, rotation
from .plane_rotations_in_space import (
    FRAME,
    ORTHONORMAL,
    Q,
    a,
    along_e,
    along_f,
    b,
    combined,
    e,
    f,
    frame_of_the_plane,
    i,
    image,
    inner,
    inner_is_linear,
    m,
    n,
    orthogonal,
    rotations_are_orthogonal,
    t,
    turned_coordinate,
    turning,
    u,
    v,
    x,
    y,
    z,
)

ROTATION_INVARIANT = ForAll(Q, [orthogonal(Q)], Equal(mu.push(image(Q)), mu))


def in_plane(z):
    """The inner products with e and f, as a point of the plane."""
    return lambda i: ite(Equal(i, 1), inner(e, z), ite(Equal(i, 2), inner(f, z), 0))


@theorem(
    "Inner products behind a rotation in a plane",
    Implies(
        ORTHONORMAL,
        And(
            Equal(inner(e, image(turning)(z)), inner(e, z) * cos(t) - inner(f, z) * sin(t)),
            Equal(inner(f, image(turning)(z)), inner(e, z) * sin(t) + inner(f, z) * cos(t)),
        ),
    ),
    uses=[turned_coordinate, inner_is_linear, frame_of_the_plane],
    source="elementary",
)
def inner_behind_rotation(claim, coordinate, linear, frame):
    def moved(i):
        return z(i) + along_e(i) * inner(e, z) + along_f(i) * inner(f, z)

    P, R = inner(e, z), inner(f, z)
    entries = [rewriting(*pair) for pair in FRAME]
    scaled = have(Implies(Equal(x, y), Equal(a * x, a * y)), by=rewriting(x, y))
    parts = []
    for w in (e, f):
        term = scaled.at({x: image(turning)(z)(i), y: moved(i), a: w(i)})
        here = have(Implies(And(*indices(i, m)), Equal(image(turning)(z)(i), moved(i))), by=coordinate)
        same = same_terms(
            i, m, lambda i, w=w: w(i) * image(turning)(z)(i), lambda i, w=w: w(i) * moved(i), by=[term, here]
        )
        first = linear.at({n: m, a: 1, u: z, b: P, v: along_e, z: w})
        second = linear.at({n: m, a: 1, u: combined(1, z, P, along_e), b: R, v: along_f, z: w})
        parts += [same, first, second]
    return have(claim, by=[*parts, frame, *entries])


PLANAR = mu.push(in_plane)


@theorem(
    "The law of an invariant weight in a plane",
    Implies(And(ROTATION_INVARIANT, ORTHONORMAL), ForAll(t, [], Equal(PLANAR.push(rotation(t)), PLANAR))),
    uses=[inner_behind_rotation, rotations_are_orthogonal],
    source=PAPER,
)
def law_in_a_plane(claim, behind, orthogonal_):
    held = claim.condition.parts
    kept = given(ROTATION_INVARIANT).instance(turning)
    kept = have(kept.claim.args[1], given=held, by=[kept, orthogonal_])
    to_plane, turn, around = (
        law.term().args[0] for law in (PLANAR, mu.push(rotation(t)), mu.push(image(turning)))
    )
    after, before = known("push_comp", turn, to_plane, mu), known("push_comp", to_plane, around, mu)
    first, second = rotation(t)(in_plane(z))(i), in_plane(image(turning)(z))(i)
    point = have(Equal(first, second), given=held, by=behind)
    maps = as_functions(as_functions(point, i), z)
    one = have(claim.conclusion.body, given=held, by=[after, before, maps, kept])
    return have(claim, by=one.forall(t))
