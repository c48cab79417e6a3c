r"""Rotations of $\mathbb R^m$ in the plane of two orthonormal vectors, as orthogonal matrices.

With $A = (\cos t - 1) e + \sin t\, f$ and $B = (\cos t - 1) f - \sin t\, e$ the matrix is
$1 + A e^{\mathsf T} + B f^{\mathsf T}$.

Source: elementary.
"""

from sympy import cos, sin

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    Not,
    Sum,
    fact,
    have,
    induct_on,
    ite,
    naturals,
    reals,
    rewriting,
    sequences,
    theorem,
)

from .double_sums import N, indices, one_term
from .double_sums import k as place
from .double_sums import u as terms

SEQ = ("fun", "N", "R")
a, b, t, x, y = reals("a b t x y")
i, j, k, m, n = naturals("i j k m n")
e, f, u, v, z = sequences("e f u v z")
Q = sequences("Q", result=SEQ)


def inner(x, y, m=m):
    """The inner product of two points of R^m."""
    return Sum(1, m, lambda i: x(i) * y(i))


def combined(a, u, b, v):
    """a u + b v."""
    return lambda i: a * u(i) + b * v(i)


@theorem(
    "Inner products are linear",
    Equal(inner(combined(a, u, b, v), z, n), a * inner(u, z, n) + b * inner(v, z, n)),
    source="elementary",
)
def inner_is_linear(claim):
    rows = [lambda i, w=w: w(i) * z(i) for w in (combined(a, u, b, v), u, v)]
    every = induct_on(
        n,
        claim,
        "Term by term.",
        base=[fact("sum_empty", 1, 0, row_) for row_ in rows],
        step=[fact("sum_last", 1, n, row_) for row_ in rows],
    )
    return have(claim, by=every.instance(n))


ORTHONORMAL = And(Equal(inner(e, e), 1), Equal(inner(f, f), 1), Equal(inner(e, f), 0))


def along_e(i):
    """The coordinates of A."""
    return (cos(t) - 1) * e(i) + sin(t) * f(i)


def along_f(i):
    """The coordinates of B."""
    return (cos(t) - 1) * f(i) - sin(t) * e(i)


def unit(i):
    """The i-th unit vector."""
    return lambda j: ite(Equal(i, j), 1, 0)


def turning(i):
    """Row i of the rotation by the angle t in the plane of e and f."""
    return lambda j: unit(i)(j) + along_e(i) * e(j) + along_f(i) * f(j)


def orthogonal(Q):
    """The columns 1, .., m of the matrix are orthonormal."""
    entry = Equal(Sum(1, m, lambda k: Q(k)(i) * Q(k)(j)), unit(i)(j))
    return ForAll((i, j), [*indices(i, m), *indices(j, m)], entry)


def image(Q):
    """The linear map of R^m with the matrix Q."""
    return lambda z: lambda i: ite(And(*indices(i, m)), inner(Q(i), z), 0)


@theorem(
    "The inner product with a unit vector",
    Implies(And(*indices(i, m)), Equal(inner(unit(i), z), z(i))),
    uses=[one_term],
    source="elementary",
)
def inner_with_unit(claim, one):
    entry = one.at({N: m, place: i, terms: lambda j: unit(i)(j) * z(j)})
    none = have(Implies(And(*indices(j, m), Not(Equal(j, i))), Equal(unit(i)(j) * z(j), 0)))
    return have(claim, by=[entry, none.forall(j)])


@theorem(
    "A point behind a rotation in a plane",
    Implies(
        And(*indices(i, m)),
        Equal(inner(turning(i), z), z(i) + along_e(i) * inner(e, z) + along_f(i) * inner(f, z)),
    ),
    uses=[inner_is_linear, inner_with_unit],
    source="elementary",
)
def turned_coordinate(claim, linear, one):
    parts = [
        linear.at({n: m, a: 1, u: unit(i), b: along_e(i), v: e}),
        linear.at({n: m, a: 1, u: combined(1, unit(i), along_e(i), e), b: along_f(i), v: f}),
    ]
    return have(claim, by=[*parts, one])


def column(j):
    """Column j of the rotation."""
    return lambda k: turning(k)(j)


@theorem(
    "The inner product with a column of a rotation",
    Implies(
        And(*indices(j, m)),
        Equal(inner(column(j), z), z(j) + e(j) * inner(along_e, z) + f(j) * inner(along_f, z)),
    ),
    uses=[inner_is_linear, inner_with_unit],
    source="elementary",
)
def inner_with_column(claim, linear, one):
    parts = [
        linear.at({n: m, a: 1, u: unit(j), b: e(j), v: along_e}),
        linear.at({n: m, a: 1, u: combined(1, unit(j), e(j), along_e), b: f(j), v: along_f}),
    ]
    return have(claim, by=[*parts, one.at({i: j})])


FRAME = (
    (inner(along_e, e), cos(t) - 1),
    (inner(along_e, f), sin(t)),
    (inner(along_f, e), -sin(t)),
    (inner(along_f, f), cos(t) - 1),
)


@theorem(
    "The vectors A and B in the frame of the plane",
    Implies(ORTHONORMAL, And(*(Equal(*pair) for pair in FRAME))),
    uses=[inner_is_linear],
    source="elementary",
)
def frame_of_the_plane(claim, linear):
    frames = [
        linear.at({n: m, a: cos(t) - 1, u: first, b: factor, v: second, z: w})
        for first, factor, second in ((e, sin(t), f), (f, -sin(t), e))
        for w in (e, f)
    ]
    units = [rewriting(inner(e, e), 1), rewriting(inner(f, f), 1), rewriting(inner(e, f), 0)]
    return have(claim, by=[*frames, *units])


@theorem(
    "A column of a rotation meets its plane",
    Implies(
        And(ORTHONORMAL, *indices(j, m)),
        And(
            Equal(inner(column(j), e), cos(t) * e(j) - sin(t) * f(j)),
            Equal(inner(column(j), f), cos(t) * f(j) + sin(t) * e(j)),
        ),
    ),
    uses=[inner_with_column, frame_of_the_plane],
    source="elementary",
)
def column_in_plane(claim, meets, frame):
    entries = [rewriting(*pair) for pair in FRAME]
    return have(claim, by=[frame, meets.at({z: e}), meets.at({z: f}), *entries])


@theorem(
    "A rotation in a plane is an orthogonal matrix",
    Implies(ORTHONORMAL, orthogonal(turning)),
    uses=[inner_with_column, column_in_plane, inner_is_linear],
    source="elementary",
)
def rotations_are_orthogonal(claim, meets, plane, linear):
    here = meets.at({j: i}).at({z: column(j)})
    frames = [
        linear.at({n: m, a: cos(t) - 1, u: first, b: factor, v: second, z: column(j)})
        for first, factor, second in ((e, sin(t), f), (f, -sin(t), e))
    ]
    scaled = have(Implies(Equal(x, 1), Equal(a * x, a)), by=rewriting(x, 1)).at(
        {x: sin(t) ** 2 + cos(t) ** 2}
    )
    turned_e, turned_f = cos(t) * a - sin(t) * b, cos(t) * b + sin(t) * a
    back = have(
        Implies(
            And(Equal(x, turned_e), Equal(y, turned_f)),
            And(
                Equal((cos(t) - 1) * x + sin(t) * y, a - turned_e),
                Equal((cos(t) - 1) * y - sin(t) * x, b - turned_f),
            ),
        ),
        by=[fact("circle", t), rewriting(x, turned_e), rewriting(y, turned_f), scaled, scaled.at({a: b})],
    )
    back = back.at({x: inner(e, column(j)), y: inner(f, column(j)), a: e(j), b: f(j)})
    values = have(
        Implies(
            And(ORTHONORMAL, *indices(j, m)),
            And(
                Equal(inner(along_e, column(j)), e(j) - (cos(t) * e(j) - sin(t) * f(j))),
                Equal(inner(along_f, column(j)), f(j) - (cos(t) * f(j) + sin(t) * e(j))),
            ),
        ),
        by=[*frames, plane, back],
    )
    entries = [rewriting(*part.args) for part in values.claim.args[1].args]
    one = have(
        Implies(
            And(ORTHONORMAL, *indices(i, m), *indices(j, m)), Equal(inner(column(i), column(j)), unit(i)(j))
        ),
        by=[here, values, *entries],
    )
    return have(claim, by=one.forall(i, j))
