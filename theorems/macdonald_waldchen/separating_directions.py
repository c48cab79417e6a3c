r"""Directions that tell finitely many points apart, and the layer that sends a law to a ray.

Of the directions $(1, r, r^2, \dots, r^{d-1})$ with $r = 0, 1, 2, \dots$ each pair of distinct points of
$\mathbb R^d$ is orthogonal to at most $d - 1$. So one of the first $(d - 1)\binom N2 + 1$ of them separates
$N$ points, and a layer of rank one sends the points to distinct points of a ray.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    InSupport,
    LayerMap,
    Not,
    P,
    Sum,
    SupportAtLeast,
    abs_,
    dist,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    ite,
    laws,
    naturals,
    pick,
    picked,
    pointwise,
    reals,
    relu,
    sequences,
    square,
    theorem,
    times,
)

from .counting import (
    A,
    C,
    a,
    count_of_pairs,
    one_is_left,
    one_pair,
    pairs_at_most,
)
from .power_directions import few_bad_directions, powers, same_value
from .readings import satisfied
from .sorted_points import among, distinct, increasing, sorted_numbers
from .supports_of_images import (
    SEQUENCE,
    L,
    empty,
    image_in_support,
    linear,
    linear_form_is_lipschitz,
    size,
    summands,
    sums,
)
from .supports_of_images import f as F

t = reals("t")
d, i, j, k, m, n, r, N = naturals("d i j k m n r N")
x, y, c = sequences("x y c")
z = sequences("z", SEQUENCE)
OWN = "own computation"
PAPER = "Macdonald and Wäldchen 2021, main theorem"


def value(i):
    """The value of the direction at the i-th point."""
    return linear(d, powers(r), z(i))


APART = ForAll((i, j), [1 <= i, i < j, j <= N], 0 < dist(d, z(i), z(j)))


@theorem(
    "One of few directions separates finitely many points",
    Implies(And(1 <= d, APART, N * (N - 1) * (d - 1) <= 2 * n), Exists(r, And(r <= n, distinct(N, value)))),
    uses=[few_bad_directions, count_of_pairs, one_is_left],
    source=OWN,
)
def separating_direction(claim, few, pairs, left):
    known_ = claim.condition.parts

    def same(i):
        return lambda j: same_value(d, z(i), z(j))

    each = have(
        pairs_at_most(N, same, d - 1),
        "Every pair excludes few directions.",
        given=known_,
        by=[few.at({x: z(i), y: z(j)}), given(APART).instance(i, j)],
    )
    bad = one_pair(N, same)
    total = pairs.at({C: same, a: d - 1}).instance(N)
    good = have(
        Exists(k, And(k <= n, Not(bad(k)))),
        "So one of the first directions is not excluded.",
        given=known_,
        by=[each, total, left.at({A: bad})],
    )
    ratio, unlike = pick(good, "k")
    hit = exhibit(Implies(And(1 <= i, i < j, j <= N, same(i)(j)(k)), bad(k)), witness=(i, j))
    found = exhibit(claim.conclusion, witness=(ratio,), by=[unlike, hit])
    return have(claim, by=picked(good, ratio, by=found))


beta = reals("beta")
w, s, u = sequences("w s u")
mu = laws("mu", SEQUENCE)


def on_ray(w, beta):
    """The law of the coordinate on the ray."""
    return mu.push(lambda z: relu(linear(d, w, z) + beta))


@theorem(
    "A rank-one layer sends support points to support points of a ray",
    Implies(InSupport(mu, x, d), InSupport(on_ray(w, beta), relu(linear(d, w, x) + beta))),
    uses=[image_in_support, linear_form_is_lipschitz],
    source=OWN,
)
def support_on_ray(claim, image, lipschitz):
    f = on_ray(w, beta).term().args[0]
    nonnegative = have(
        ForAll(n, [], 0 <= size(n, w)),
        by=induct_on(
            n, 0 <= size(n, w), base=empty(lambda j: abs_(w(j))), step=sums(n, lambda j: abs_(w(j)))
        ),
    )
    expands = have(
        abs_(relu(linear(d, w, y) + beta) - relu(linear(d, w, x) + beta)) <= size(d, w) * dist(d, y, x),
        by=lipschitz,
    )
    kept = satisfied(
        image.at({F: f, L: size(d, w)}),
        given=[claim.condition],
        by=[nonnegative.instance(d), expands.forall(y)],
    )
    return have(claim, by=kept)


def sent(t):
    """For every bias the rank-one layer with this direction sends t to a support point."""
    return ForAll(beta, [], InSupport(on_ray(powers(r), beta), relu(t + beta)))


@theorem(
    "Along some direction the support points have values in order",
    Implies(And(1 <= d, SupportAtLeast(mu, N, d)), Exists((r, u), And(increasing(N, u), among(N, u, sent)))),
    uses=[separating_direction, sorted_numbers, support_on_ray],
    source=OWN,
)
def values_in_order(claim, separating, in_order, images):
    found = given(SupportAtLeast(mu, N, d))
    points, chosen = pick(found, "z")
    spread, inside = (have(part, by=chosen) for part in chosen.claim.args)
    many = have(
        N * (N - 1) * (d - 1) <= 2 * (d * N * N),
        given=[1 <= d],
        by=[times(AtMost(0, N), 1 <= d), square(N), times(AtMost(0, N), AtMost(0, N), AtMost(0, d))],
    )
    separated = satisfied(separating.at({n: d * N * N}), given=[1 <= d], by=[many, spread])
    ratio, apart = pick(separated, "r")
    differ = have(apart.claim.args[1], "One of the directions separates the points.", by=apart)
    here = have(
        among(N, value, sent),
        "The rank-one layers with this direction keep support points.",
        by=[images.at({x: z(i), w: powers(r)}).forall(beta), inside.instance(i)],
    )
    sorting = have(
        Exists(u, And(increasing(N, u), among(N, u, sent))),
        "Put the values in order.",
        by=[in_order.instance(N, value, sent), here, differ],
    )
    end = exhibit(claim.conclusion, witness=(ratio, u), by=given(And(increasing(N, u), among(N, u, sent))))
    for exists, name in ((sorting, u.term()), (separated, ratio), (found, points)):
        end = picked(exists, name, by=end)
    return have(claim, by=end)


RAY = And(
    ForAll(i, [1 <= i, i <= N], And(0 <= s(i), InSupport(on_ray(w, beta), s(i)))),
    increasing(N, s),
)


@theorem(
    "Support points on a ray",
    Implies(And(1 <= d, 1 <= N, SupportAtLeast(mu, N, d)), Exists((w, beta, s), RAY)),
    uses=[values_in_order],
    source=PAPER,
)
def ray(claim, in_order):
    found = satisfied(in_order, given=[1 <= d, SupportAtLeast(mu, N, d)])
    ratio, order, ordered = pick(found, "r u")
    rises, stays = (have(part, by=ordered) for part in ordered.claim.args)
    first = have(Implies(Equal(i, 1), Equal(u(i), u(1))))
    above = have(
        Implies(And(1 <= i, i <= N), And(0 <= u(i) - u(1), Equal(relu(u(i) - u(1)), u(i) - u(1)))),
        "The first value is the smallest.",
        by=[rises.instance(1, i), fact("nat_step", i, 1), first],
    )
    image = have(
        InSupport(on_ray(powers(r), -u(1)), relu(u(i) - u(1))),
        given=[1 <= i, i <= N],
        by=stays.instance(i, -u(1)),
    )
    there = have(
        Implies(And(1 <= i, i <= N), InSupport(on_ray(powers(r), -u(1)), u(i) - u(1))), by=[above, image]
    )
    moved = exhibit(
        claim.conclusion,
        "A bias moves it to the origin.",
        witness=(powers(r), -u(1), lambda i: u(i) - u(1)),
        by=[above, there, rises.instance(i, j)],
    )
    return have(claim, by=picked(found, ratio, order, by=moved))


# ---- the layer ------------------------------------------------------------------------------------


def to_ray(w, beta):
    """The layer whose first row is w and whose other rows are 0."""
    return LayerMap(lambda i: lambda j: ite(Equal(i, 1), w(j), 0), lambda i: ite(Equal(i, 1), beta, 0), d=d)


@theorem(
    "The rank-one layer sends a law to a ray",
    Implies(1 <= d, Equal(mu.push(to_ray(w, beta)), on_ray(w, beta).push(lambda t: (t,)))),
    source=OWN,
)
def ray_layer(claim):
    def term(j):
        return ite(Equal(i, 1), w(j), 0) * x(j)

    row = induct_on(
        n,
        Equal(Sum(1, n, term), ite(Equal(i, 1), linear(n, w, x), 0)),
        "The first row is $w$, the others are 0.",
        base=empty(term, summands(w, x)),
        step=sums(n, term, summands(w, x)),
    )
    same = have(claim.conclusion, given=[1 <= d], by=[pointwise, row.instance(d).forall(x, i)])
    return have(claim, "Coordinate by coordinate.", by=same)


@theorem("The ray is the half line", Equal(P(on_ray(w, beta), lambda t: 0 <= t), 1), source=OWN)
def ray_is_half_line(claim):
    return have(claim, "The values of the layer are not negative.", by=pointwise)
