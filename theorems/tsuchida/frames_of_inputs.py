r"""Two inputs in $\mathbb R^m$ in the frame of their plane: the process of Gram and Schmidt.

Source: elementary.
"""

from sympy import cos, sin

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    cases,
    exhibit,
    fact,
    have,
    induct_on,
    pick,
    picked,
    reals,
    rewriting,
    sequences,
    square,
    theorem,
    times,
)

from .angles import RANGE
from .double_sums import indices
from .planar_kernel import a as norm
from .planar_kernel import b as other_norm
from .planar_rotations import length, length_of_a_point
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
    inner_with_unit,
    k,
    m,
    n,
    t,
    u,
    unit,
    v,
    x,
    y,
    z,
)
from .turned_angles import angle_of_a_point

g, h, r, s = reals("g h r s")
p, q = sequences("p q")


def squared(w):
    """The squares of the coordinates."""
    return lambda i: w(i) ** 2


@theorem(
    "Squares of coordinates are at most the squared length",
    And(0 <= inner(z, z), Implies(And(*indices(k, m)), z(k) ** 2 <= inner(z, z))),
    source="elementary",
)
def squares_below_length(claim):
    whole = inner(z, z, n)
    term = squared(z)
    every = induct_on(
        n,
        And(0 <= whole, Implies(And(*indices(k, n)), z(k) ** 2 <= whole)),
        "The sum grows with each term, and contains it from then on.",
        base=fact("sum_empty", 1, 0, term),
        step=[
            fact("sum_last", 1, n, term),
            fact("nat_step", n, k),
            cases(Equal(k, n + 1)),
            square(z(n + 1)),
            square(z(k)),
        ],
    )
    return have(claim, by=every.instance(m))


@theorem(
    "A unit vector that is orthogonal to a vector",
    Implies(2 <= m, Exists(f, And(Equal(inner(f, f), 1), Equal(inner(e, f), 0)))),
    uses=[inner_is_linear, inner_with_unit, angle_of_a_point, length_of_a_point],
    source="elementary",
)
def orthogonal_unit_vector(claim, linear, one, angle, size):
    vector = combined(a, unit(1), b, unit(2))
    parts = [linear.at({n: m, u: unit(1), v: unit(2), z: w}) for w in (vector, e)]
    ones = [one.at({i: k_, z: w}) for k_ in (1, 2) for w in (vector, e)]
    table = And(Equal(inner(vector, vector), a**2 + b**2), Equal(inner(vector, e), a * e(1) + b * e(2)))
    both = have(Implies(2 <= m, table), by=[*parts, *ones])
    radius = Equal(r, length(e))
    placed = angle.at({x: e(1), y: e(2)})
    placed = have(placed.claim.args[1], given=[radius], by=[placed, size.at({z: e})])
    name, where = pick(placed, "s")
    across = have(
        Equal(-sin(s) * e(1) + cos(s) * e(2), 0),
        by=[where, rewriting(e(1), r * cos(s)), rewriting(e(2), r * sin(s))],
    )
    turned = combined(-sin(s), unit(1), cos(s), unit(2))
    found = both.at({a: -sin(s), b: cos(s)})
    found = have(
        And(Equal(inner(turned, turned), 1), Equal(inner(e, turned), 0)),
        given=[2 <= m],
        by=[found, across, fact("circle", s)],
    )
    shown = exhibit(claim.conclusion, witness=[turned], by=found)
    shown = picked(placed, name, by=shown)
    shown = have(Implies(And(2 <= m, radius), claim.conclusion), by=shown)
    return have(claim, by=shown.at({r: length(e)}))


SECOND = And(
    Equal(inner(e, e), 1), Equal(inner(q, q), other_norm**2), Equal(inner(e, q), other_norm * cos(t))
)


def second_input(f):
    """q is b (e cos t + f sin t)."""
    return ForAll(i, indices(i, m), Equal(q(i), other_norm * (e(i) * cos(t) + f(i) * sin(t))))


def first_input(e):
    """p is a e."""
    return ForAll(i, indices(i, m), Equal(p(i), norm * e(i)))


INPUTS = And(
    0 < norm,
    0 < other_norm,
    Equal(inner(p, p), norm**2),
    Equal(inner(q, q), other_norm**2),
    Equal(inner(p, q), norm * other_norm * cos(t)),
    *RANGE,
)


def framed(f):
    """f completes e to a frame of the plane of e and q."""
    return And(Equal(inner(f, f), 1), Equal(inner(e, f), 0), second_input(f))


@theorem(
    "The second vector of the frame, where the inputs are not parallel",
    Implies(
        And(SECOND, Equal(h * other_norm * sin(t), 1), Equal(g, h * other_norm * cos(t))),
        framed(combined(h, q, -g, e)),
    ),
    uses=[inner_is_linear],
    source="elementary",
)
def second_vector(claim, linear):
    vector, held = combined(h, q, -g, e), claim.condition.parts
    parts = [linear.at({n: m, a: h, u: q, b: -g, v: e, z: w}) for w in (vector, e, q)]
    named, b_ = rewriting(g, h * other_norm * cos(t)), other_norm
    zero = have(Equal(inner(e, vector), 0), given=held, by=[*parts, named])
    scaled = have(Implies(Equal(x, y), Equal(a * x, a * y)), by=rewriting(x, y))
    inverse, circle = scaled.at({x: h * b_ * sin(t), y: 1}), scaled.at({x: sin(t) ** 2 + cos(t) ** 2, y: 1})
    height = [fact("circle", t), inverse.at({a: h * b_ * sin(t)}), circle.at({a: h**2 * b_**2})]
    size = have(Equal(h * (h * b_**2 - g * b_ * cos(t)), 1), given=held[1:], by=[*height, named])
    along = have(Equal(inner(q, vector), h * b_**2 - g * b_ * cos(t)), given=held, by=parts)
    multiples = [
        scaled.at({x: inner(q, vector), y: h * b_**2 - g * b_ * cos(t), a: h}),
        scaled.at({x: inner(e, vector), y: 0, a: g}),
    ]
    unit_ = have(Equal(inner(vector, vector), 1), given=held, by=[*parts, zero, along, size, *multiples])
    point = Equal(q(i), other_norm * (e(i) * cos(t) + vector(i) * sin(t)))
    here = have(point, given=held[1:], by=[inverse.at({a: q(i)}), inverse.at({a: b_ * cos(t) * e(i)}), named])
    there = have(second_input(vector), given=held, by=here.forall(i))
    return have(claim, by=[zero, unit_, there])


@theorem(
    "Parallel inputs",
    Implies(
        And(SECOND, Equal(sin(t), 0)),
        ForAll(i, indices(i, m), Equal(q(i), other_norm * cos(t) * e(i))),
    ),
    uses=[inner_is_linear, squares_below_length],
    source="elementary",
)
def parallel_inputs(claim, linear, below):
    b_ = other_norm
    rest = combined(1, q, -b_ * cos(t), e)
    parts = [linear.at({n: m, a: 1, u: q, b: -b_ * cos(t), v: e, z: w}) for w in (rest, e, q)]
    scaled = have(Implies(Equal(x, y), Equal(a * x, a * y)), by=rewriting(x, y))
    circle = scaled.at({x: sin(t) ** 2 + cos(t) ** 2, y: 1, a: b_**2})
    known_ = [rewriting(inner(e, e), 1), rewriting(inner(e, q), b_ * cos(t)), rewriting(inner(q, q), b_**2)]
    inside = have(
        And(Equal(inner(rest, e), 0), Equal(inner(rest, q), b_**2 - b_ * cos(t) * (b_ * cos(t)))),
        given=[SECOND],
        by=[*parts, *known_],
    )
    none = have(
        Equal(inner(rest, rest), 0),
        given=claim.condition.parts,
        by=[
            inside,
            parts[0],
            circle,
            fact("circle", t),
            scaled.at({x: inner(rest, e), y: 0, a: b_ * cos(t)}),
        ],
    )
    zero = have(Implies(x**2 <= 0, Equal(x, 0)), by=[times(x > 0, x > 0), times(x < 0, x < 0)])
    here = have(
        Implies(And(*indices(i, m)), Equal(q(i), b_ * cos(t) * e(i))),
        given=claim.condition.parts,
        by=[below.at({z: rest, k: i}), none, zero.at({x: rest(i)})],
    )
    return have(claim, by=here.forall(i))


@theorem(
    "A second vector of the frame",
    Implies(And(2 <= m, SECOND, 0 < other_norm, *RANGE), Exists(f, framed(f))),
    uses=[second_vector, parallel_inputs, orthogonal_unit_vector],
    source="elementary",
)
def second_vector_exists(claim, second, parallel, across):
    b_ = other_norm
    apart = exhibit(
        Implies(second.claim.args[0], claim.conclusion), witness=[combined(h, q, -g, e)], by=second
    )
    width = b_ * sin(t)
    apart = apart.at({g: h * b_ * cos(t)}).at({h: 1 / width})
    positive = have(Implies(And(0 < b_, 0 < sin(t)), 0 < width), by=times(0 < b_, 0 < sin(t)))
    first = have(
        Implies(And(0 < sin(t), 0 < b_, SECOND), claim.conclusion),
        by=[apart, positive, fact("inverse", width)],
    )
    exists = have(
        Exists(f, And(Equal(inner(f, f), 1), Equal(inner(e, f), 0))), given=[2 <= m, SECOND], by=across
    )
    name, frame = pick(exists, "f")
    scaled = have(Implies(Equal(x, 0), Equal(a * x, 0)), by=rewriting(x, 0)).at({x: sin(t), a: b_ * f(i)})
    point = Equal(q(i), b_ * (e(i) * cos(t) + f(i) * sin(t)))
    here = have(
        Implies(And(*indices(i, m)), point),
        given=[SECOND, Equal(sin(t), 0)],
        by=[
            have(Implies(And(SECOND, Equal(sin(t), 0)), parallel.claim.args[1]), by=parallel).instance(i),
            scaled,
        ],
    )
    level = have(framed(f), given=[SECOND, Equal(sin(t), 0)], by=[frame, here.forall(i)])
    flat = picked(exists, name, by=exhibit(claim.conclusion, witness=[f], by=level))
    second_ = have(Implies(And(Equal(sin(t), 0), 2 <= m, SECOND), claim.conclusion), by=flat)
    return have(claim, by=[first, second_, fact("sin_arch", t)])


@theorem(
    "Two inputs in the frame of their plane",
    Implies(
        And(2 <= m, INPUTS),
        Exists((e, f), And(ORTHONORMAL, first_input(e), second_input(f))),
    ),
    uses=[second_vector_exists, inner_is_linear],
    source="elementary",
)
def frame_of_inputs(claim, second, linear):
    def vector(i):
        return h * p(i)

    held = [2 <= m, INPUTS, Equal(h * norm, 1)]
    parts = [linear.at({n: m, a: h, u: p, b: 0, v: p, z: w}) for w in (vector, p, q)]
    scaled = have(Implies(Equal(x, y), Equal(a * x, a * y)), by=rewriting(x, y))
    unit_ = scaled.at({x: h * norm, y: 1})
    factors = [unit_.at({a: w}) for w in (h * norm, other_norm * cos(t))]
    products = [
        scaled.at({x: inner(p, p), y: norm**2, a: h**2}),
        scaled.at({x: inner(p, q), y: norm * other_norm * cos(t), a: h}),
        scaled.at({x: inner(p, vector), y: h * inner(p, p), a: h}),
    ]
    size = And(Equal(inner(vector, vector), 1), Equal(inner(vector, q), other_norm * cos(t)))
    size = have(size, given=held[1:], by=[*parts, *factors, *products])
    point = have(Equal(p(i), norm * vector(i)), given=[held[2]], by=unit_.at({a: p(i)}))
    start = have(first_input(vector), given=[held[2]], by=point.forall(i))
    placed = second.at({e: vector})
    placed = have(placed.claim.args[1], given=held, by=[placed, size])
    name, frame = pick(placed, "f")
    shown = exhibit(claim.conclusion, witness=[vector, f], by=[frame, size, start])
    shown = picked(placed, name, by=have(claim.conclusion, given=held, by=shown))
    whole = have(Implies(And(2 <= m, INPUTS, held[2]), claim.conclusion), by=shown)
    return have(claim, by=[whole.at({h: 1 / norm}), fact("inverse", norm)])
