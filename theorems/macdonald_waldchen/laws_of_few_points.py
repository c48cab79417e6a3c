r"""A law on $\mathbb R^d$ whose support has at most $n$ points lives on them.

Source: elementary.
"""

from symrelu import (
    And,
    AtMost,
    Exists,
    ForAll,
    Implies,
    InSupport,
    Lemma,
    Not,
    P,
    abs_,
    dist,
    exhibit,
    fact,
    given,
    have,
    known,
    naturals,
    pick,
    picked,
    reals,
    row,
    sequences,
    sign,
    theorem,
    times,
)

from .readings import applied, satisfied
from .support_points import A, R, d, indices, mass_near_a_point, mu, x, y
from .triangular_systems import B, finitely_many_bounded, u
from .triangular_systems import n as length

e, r, t, w = reals("e r t w")
i, j, k, m, n = naturals("i j k m n")
z1 = sequences("v")
z = sequences("z", result=("fun", "N", "R"))
OWN = "elementary"


def boxed(m):
    """The points of the event in a cube."""
    return lambda y: And(A(y), ForAll(j, indices(j, d), abs_(y(j)) <= m))


@theorem(
    "Some cube has mass",
    Implies(0 < P(mu, A), Exists(m, 0 < P(mu, boxed(m)))),
    uses=[finitely_many_bounded],
    source=OWN,
)
def cube_with_mass(claim, bounded):
    coordinates = bounded.at({u: y, length: d})
    bound, below = pick(coordinates, "B")
    many = Lemma(known("archimedes", B))
    count, enough = pick(many, "m")
    each = have(
        Implies(And(*indices(j, d)), abs_(y(j)) <= m),
        by=[enough, have(below.claim.args[1], by=below).instance(j)],
    )
    inside = exhibit(Exists(m, boxed(m)(y)), witness=(m,), by=[given(A(y)), each])
    inside = have(
        Implies(A(y), inside.claim), by=picked(coordinates, bound, by=picked(many, count, by=inside))
    )
    covered = applied("prob_mono", mu, A, lambda y: Exists(m, boxed(m)(y)), by=inside.forall(y))
    larger = have(
        Implies(boxed(m)(y), boxed(m + 1)(y)), by=given(ForAll(j, indices(j, d), abs_(y(j)) <= m)).instance(j)
    )
    limit = applied("prob_countable", mu, lambda m: boxed(m), by=larger.forall(m, y))
    half = satisfied(limit.instance(P(mu, A) / 2), given=[claim.condition])
    number, close = pick(half, "m")
    found = exhibit(
        claim.conclusion,
        witness=(m,),
        by=have(0 < P(mu, boxed(m)), given=[claim.condition], by=[close, covered]),
    )
    return have(claim, "The cubes exhaust the space.", by=picked(half, number, by=found))


def around(x, r):
    """The points of the event within the radius."""
    return lambda y: And(A(y), dist(d, y, x) < r)


@theorem(
    "An event with mass has mass near a point",
    Implies(0 < P(mu, A), Exists(x, ForAll(r, [0 < r], 0 < P(mu, around(x, r))))),
    uses=[cube_with_mass, mass_near_a_point],
    source=OWN,
)
def event_near_a_point(claim, cubes, points):
    large = satisfied(cubes, given=[claim.condition])
    number, mass = pick(large, "m")
    bounded = have(Implies(boxed(m)(y), ForAll(j, indices(j, d), abs_(y(j)) <= m)))
    there = satisfied(points.at({A: boxed(m), R: m}), by=[mass, bounded.forall(y)])
    point, heavy = pick(there, "x")

    def boxed_near(y):
        return And(boxed(m)(y), ForAll(j, indices(j, d), abs_(y(j) - x(j)) < r / 2))

    coordinate = given(ForAll(j, indices(j, d), abs_(y(j) - x(j)) < r / 2)).instance(j)
    short = satisfied(row("dist_le", d, y, x, r / 2), given=[0 < r], by=coordinate.forall(j))
    inside = have(Implies(boxed_near(y), around(x, r)(y)), given=[0 < r], by=short)
    moved = applied("prob_mono", mu, boxed_near, around(x, r), given=[0 < r], by=inside.forall(y))
    each = have(Implies(0 < r, 0 < P(mu, around(x, r))), by=[moved, heavy.instance(r / 2)])
    found = exhibit(claim.conclusion, witness=(x,), by=each.forall(r))
    return have(
        claim,
        "Coordinate by coordinate, within a cube.",
        by=picked(large, number, by=picked(there, point, by=found)),
    )


# ---- one point more --------------------------------------------------------------------------------


@theorem(
    "The triangle inequality",
    AtMost(dist(d, x, z1), dist(d, x, y) + dist(d, y, z1)),
    source=OWN,
)
def triangle(claim):
    near_ = [fact("dist_ge", d, x, y, j), fact("dist_ge", d, y, z1, j)]
    positive = [fact("dist_nonneg", d, x, y), fact("dist_nonneg", d, y, z1)]
    total = dist(d, x, y) + dist(d, y, z1)
    each = have(Implies(And(*indices(j, d)), abs_(x(j) - z1(j)) <= total), by=near_)
    return have(claim, by=applied("dist_le", d, x, z1, total, by=[each.forall(j), *positive]))


def apart(m):
    """The points that stay away from z_1, ..., z_k."""
    return lambda y: ForAll(i, indices(i, k), 1 <= (m + 1) * dist(d, y, z(i)))


def off(y):
    """The point is none of z_1, ..., z_k."""
    return ForAll(i, indices(i, k), 0 < dist(d, y, z(i)))


@theorem(
    "Off finitely many points some distance is kept",
    Implies(off(y), Exists(m, apart(m)(y))),
    uses=[finitely_many_bounded],
    source=OWN,
)
def distance_kept(claim, bounded):
    inverses = bounded.at({u: lambda i: 1 / dist(d, y, z(i)), length: k})
    bound, below = pick(inverses, "B")
    many = Lemma(known("archimedes", B))
    count, enough = pick(many, "m")
    below_count = have(Implies(And(abs_(1 / r) <= B, B <= m), 1 / r <= m))
    large = have(Implies(And(0 < r, 1 / r <= m), 1 <= (m + 1) * r), by=times(0 < r, 1 / r <= m))
    values = {r: dist(d, y, z(i))}
    each = have(
        Implies(And(*indices(i, k)), 1 <= (m + 1) * dist(d, y, z(i))),
        given=[off(y)],
        by=[
            below_count.at(values),
            large.at(values),
            enough,
            have(below.claim.args[1], by=below).instance(i),
            given(off(y)).instance(i),
        ],
    )
    found = exhibit(claim.conclusion, witness=(m,), by=each)
    return have(claim, "The smallest distance.", by=picked(inverses, bound, by=picked(many, count, by=found)))


@theorem(
    "A law that does not live on its points has another support point",
    Implies(0 < P(mu, off), Exists(x, And(InSupport(mu, x, d), off(x)))),
    uses=[distance_kept, event_near_a_point, triangle],
    source=OWN,
)
def another_support_point(claim, kept, points, triangle_):
    covered = applied("prob_mono", mu, off, lambda y: Exists(m, apart(m)(y)), by=kept.forall(y))
    wider = have(
        Implies(apart(m)(y), apart(m + 1)(y)),
        by=[given(apart(m)(y)).instance(i), fact("dist_nonneg", d, y, z(i))],
    )
    limit = applied("prob_countable", mu, lambda m: apart(m), by=wider.forall(m, y))
    half = satisfied(limit.instance(P(mu, off) / 2), given=[claim.condition])
    number, close = pick(half, "m")
    mass = have(0 < P(mu, apart(m)), given=[claim.condition], by=[close, covered])
    there = satisfied(points.at({A: apart(m)}), by=mass)
    point, heavy = pick(there, "x")

    def both(y):
        return And(apart(m)(y), dist(d, y, x) < r)

    larger = applied("prob_mono", mu, both, lambda y: dist(d, y, x) < r)
    inside = have(Implies(0 < r, 0 < P(mu, lambda y: dist(d, y, x) < r)), by=[larger, heavy.instance(r)])
    scaled = have(Implies(And(0 < w, t < r, 1 <= w * t), 1 < w * r), by=times(0 < w, t < r))
    radius = 1 / (m + 1)
    unit = have(And(0 < radius, (m + 1) * radius <= 1), by=sign(radius))
    far = 0 < dist(d, x, z(i))
    touched = have(
        Implies(And(apart(m)(y), dist(d, y, x) < radius, *indices(i, k)), far),
        by=[
            triangle_.at({x: y, y: x, z1: z(i)}),
            given(apart(m)(y)).instance(i),
            scaled.at({t: dist(d, y, z(i)), w: m + 1, r: radius}),
            unit,
        ],
    )

    def close_by(y):
        return And(apart(m)(y), dist(d, y, x) < radius)

    touching = [*indices(i, k), Not(far)]
    none = have(Not(close_by(y)), given=touching, by=touched)
    empty = applied("prob_never", mu, close_by, given=touching, by=none.forall(y))
    empty = have(Implies(And(*touching), P(mu, close_by) <= 0), by=empty)
    away = have(Implies(And(*indices(i, k)), far), by=[empty, heavy.instance(radius), unit])
    found = exhibit(claim.conclusion, witness=(x,), by=[inside, away])
    return have(
        claim,
        "Some event of positive mass keeps a distance from the points, and has mass near a point.",
        by=picked(half, number, by=picked(there, point, by=found)),
    )
