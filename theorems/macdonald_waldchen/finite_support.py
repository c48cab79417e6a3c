r"""Finite supports: the family that the second restriction leaves room for.

The laws with at most $N$ points in $\mathbb R^d$ are an invariant family under all maps whatsoever, since a
map moves the points and leaves the weights alone. Their law depends on points and weights in a Lipschitz
way. So in every dimension there is an invariant and locally Lipschitz family; it uses the second restriction
and no other.

Source: Macdonald and Wäldchen 2021, Example for the second restriction; constants: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    ForAll,
    Implies,
    Invariant,
    LayerMap,
    Layers,
    Lipschitz,
    OnSpace,
    Or,
    Sum,
    abs_,
    as_functions,
    borel,
    dist,
    dPd,
    exhibit,
    fact,
    finite_law,
    have,
    ite,
    max_,
    naturals,
    reals,
    relu,
    row,
    sequences,
    theorem,
)

from .finite_metric import weights
from .finite_sums import first, indices, sum_of_first
from .readings import applied, satisfied

d, i, j, k, N = naturals("d i j k N")
e = reals("e")
w, v, b = sequences("w w' b")
x, y = sequences("x x'", result=("fun", "N", "R"))
POINTS = ("fun", "N", "R")
W = sequences("W", result=POINTS)
f = borel("f", POINTS, POINTS)
PAPER = "Macdonald and Wäldchen 2021, Example for the second restriction"
OWN = "own computation"


def concentrated(claim, one):
    """There is a member: all mass at one point."""
    each = have(ForAll(i, indices(i, N), AtMost(0, first(i))))
    return exhibit(claim.demands[0], witness=(first, lambda i: lambda j: 0), by=[each, one])


def inside(d, x):
    """The points x_1, x_2, ... with coordinates 1, ..., d, and 0 elsewhere."""
    return lambda i: lambda j: ite(And(*indices(j, d)), x(i)(j), 0)


def in_space(d, y):
    """All coordinates of y but 1, ..., d are 0."""
    return ForAll(j, [Or(Equal(j, 0), d < j)], Equal(y(j), 0))


MEMBER = finite_law(N, w, inside(d, x))
FAMILY = ((w, x), [weights(N, w)], MEMBER)


# ---- invariance ---------------------------------------------------------------------------------------


ANY_MAP = Layers((f,), f, space=POINTS)


@theorem(
    "Laws of finitely many points are invariant under every map",
    ForAll(N, [1 <= N], Invariant(((w, x), [weights(N, w)], finite_law(N, w, x)), ANY_MAP)),
    uses=[sum_of_first],
    source=PAPER,
)
def invariant_under_maps(claim, one):
    images = exhibit(
        claim.body,
        "The same weights, at the images of the points.",
        witness=(w, lambda i: f(x(i))),
        by=row("atoms_push", f, N, w, x),
    )
    return have(claim, by=images), concentrated(claim, one)


@theorem(
    "The points of the family lie in the space",
    Implies(weights(N, w), OnSpace(d, MEMBER)),
    source=OWN,
)
def on_space(claim):
    places = inside(d, x)
    zero = have(in_space(d, places(i)), "The other coordinates are 0.")

    def share(i):
        return ite(in_space(d, places(i)), w(i), 0)

    each = have(Equal(share(i), w(i)), by=zero)
    total = satisfied(row("sum_same", 1, N, share, w), by=each.forall(i))
    return have(
        claim,
        "So every point counts, and the weights sum to 1.",
        by=[row("atoms_prob", N, w, places, lambda y: in_space(d, y)), total],
    )


LAYER = LayerMap(W, b, d)


@theorem(
    "Laws of finitely many points are invariant under layers",
    ForAll((N, d), [1 <= N], Invariant(FAMILY, d)),
    uses=[sum_of_first, on_space],
    source=PAPER,
)
def invariant_under_layers(claim, one, spaces):
    def image(i):
        z = inside(d, x)(i)
        return lambda j: ite(And(*indices(j, d)), relu(Sum(1, d, lambda k: W(j)(k) * z(k)) + b(j)), 0)

    agree = have(Equal(image(i)(j), inside(d, image)(i)(j)), "A layer leads into the space.")
    same = as_functions(as_functions(agree, j), i)
    images = exhibit(
        claim.body,
        "The same weights, at the images of the points.",
        witness=(w, image),
        by=[row("atoms_push", LAYER, N, w, inside(d, x)), same],
    )
    return have(claim, by=images), concentrated(claim, one), have(claim.demands[1], by=spaces)


# ---- the law depends on points and weights in a Lipschitz way ---------------------------------------------


def modulus(here, there):
    """The largest distance of two points of one index, or half the sum of the differences of the weights."""
    (w, x), (v, y) = here, there
    moved = dist(N, lambda i: dist(d, x(i), y(i)), lambda i: 0)
    return max_(moved, Sum(1, N, lambda i: abs_(w(i) - v(i))) / 2)


HERE, THERE = (w, x), (v, y)
bound = modulus(HERE, THERE)


@theorem(
    "Laws of finitely many points depend on points and weights in a Lipschitz way",
    ForAll((N, d), [1 <= N], Lipschitz(FAMILY, modulus, d)),
    uses=[sum_of_first, on_space],
    source=PAPER,
)
def lipschitz(claim, one, spaces):
    cut = have(
        Implies(indices(j, d), AtMost(abs_(inside(d, x)(i)(j) - inside(d, y)(i)(j)), dist(d, x(i), y(i)))),
        by=fact("dist_ge", d, x(i), y(i), j),
    )
    shorter = applied(
        "dist_le",
        d,
        inside(d, x)(i),
        inside(d, y)(i),
        dist(d, x(i), y(i)),
        by=[cut.forall(j), fact("dist_nonneg", d, x(i), y(i))],
    )
    largest = fact("dist_ge", N, lambda i: dist(d, x(i), y(i)), lambda i: 0, i)
    near = have(
        Implies(indices(i, N), AtMost(dist(d, inside(d, x)(i), inside(d, y)(i)), bound)),
        "Points of one index are close.",
        by=[shorter, largest, fact("dist_nonneg", d, x(i), y(i))],
    )
    close = have(
        Implies(
            And(weights(N, w), weights(N, v)), AtMost(dPd(d, MEMBER, finite_law(N, v, inside(d, y))), bound)
        ),
        "Couple the indices as far as the weights allow.",
        by=[row("dPd_coupled", d, N, w, inside(d, x), v, inside(d, y), bound), near.forall(i)],
    )
    return have(claim, by=close), concentrated(claim, one), have(claim.demands[1], by=spaces)
