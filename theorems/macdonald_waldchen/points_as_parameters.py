r"""Finite laws with parameters in $\mathbb R^n$: the second restriction, and no other.

A point of $\mathbb R^{N(d+1)}$ lists the weights of $N$ points and then their coordinates, row by row. The
family of these laws is invariant in every dimension, all its members have finite support, it is Lipschitz.

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
    Lipschitz,
    LocallyLipschitz,
    Sum,
    SupportFinite,
    abs_,
    as_functions,
    dist,
    exhibit,
    fact,
    finite_law,
    functions,
    have,
    ite,
    max_,
    naturals,
    pick,
    picked,
    reals,
    relu,
    row,
    sequences,
    theorem,
    times,
)

from .finite_counts import support_is_finite
from .finite_metric import first_atoms_count, weights
from .finite_sums import first, indices, sum_below, sum_of_first
from .finite_support import inside, lipschitz, on_space
from .readings import applied, satisfied
from .rows_of_indices import rows_and_places

d, i, j, k, N = naturals("d i j k N")
e = reals("e")
u = sequences("u")
theta, other, b, w, v = sequences("theta theta' b w v")
W = sequences("W", result=("fun", "N", "R"))
x, y, p, q = sequences("x x' p q", result=("fun", "N", "R"))
place_of, row_of = functions("I Q", "N", "N")
PAPER = "Macdonald and Wäldchen 2021, Example for the second restriction"
OWN = "own computation"


def coordinates(theta):
    """Coordinate j of point i stands at the index jN + i; the weights stand at 1, ..., N."""
    return lambda i: lambda j: theta(j * N + i)


def member(theta, d):
    """The law with weights and points listed by the parameter."""
    return finite_law(N, theta, inside(d, coordinates(theta)))


def family(d):
    """The laws of N points in R^d, with their parameter in R^n, n = N (d + 1)."""
    return (theta,), [weights(N, theta)], member(theta, d)


def layered(theta, d):
    """The images of the points under a layer."""

    def image(i):
        z = inside(d, coordinates(theta))(i)
        return lambda j: ite(And(*indices(j, d)), relu(Sum(1, d, lambda k: W(j)(k) * z(k)) + b(j)), 0)

    return image


def listed(theta, d):
    """The parameter that lists the same weights, and the images of the points."""
    return lambda k: ite(k <= N, theta(k), layered(theta, d)(place_of(k))(row_of(k)))


def side(claim, one, spaces, dimension=d):
    """The family has a member, and its members are laws on the space."""
    each = have(ForAll(i, indices(i, N), AtMost(0, first(i))))
    inhabited = exhibit(claim.demands[0], witness=(first,), by=[each, one])
    located = have(claim.demands[1], by=spaces.at({w: theta, x: coordinates(theta), d: dimension}))
    return inhabited, located


@theorem(
    "Finite laws with parameters in a space are invariant under layers",
    ForAll((N, d), [1 <= N], Invariant(family(d), d)),
    uses=[sum_of_first, on_space, rows_and_places, first_atoms_count],
    source=PAPER,
)
def invariant(claim, one, spaces, rows, counted):
    reading = rows.instance(N)
    first_, second, reads_ = pick(reading, "I Q")
    new, image = listed(theta, d), layered(theta, d)
    kept = have(ForAll(i, indices(i, N), Equal(theta(i), new(i))))
    beyond = have(Implies(And(1 <= j, 1 <= i), N + 1 <= j * N + i), by=times(1 <= j, 0 <= N))
    entry = have(
        Equal(image(i)(j), inside(d, coordinates(new))(i)(j)),
        given=[*indices(i, N), reads_.claim],
        by=[beyond, reads_.instance(j, i)],
    )
    points = as_functions(entry, j)
    weighted = have(
        weights(N, new),
        given=[weights(N, theta)],
        by=[kept, satisfied(row("sum_same", 1, N, theta, new), by=kept)],
    )
    same = satisfied(
        counted.at({w: theta, v: new, p: image, q: inside(d, coordinates(new))}),
        given=[weights(N, theta), reads_.claim],
        by=[points.forall(i), kept, weighted],
    )
    images = exhibit(
        claim.body,
        "The new parameter lists the same weights and the images of the points.",
        witness=(new,),
        by=[row("atoms_push", LayerMap(W, b, d), N, theta, inside(d, coordinates(theta))), same, weighted],
    )
    proof = have(claim, by=picked(reading, first_, second, by=images))
    return proof, *side(claim, one, spaces)


n = N * (d + 1)
CONSTANT = max_(1, N / 2)


@theorem(
    "Finite laws depend on parameters in a space in a Lipschitz way",
    ForAll((N, d), [1 <= N], Lipschitz(family(d), CONSTANT, d, n)),
    uses=[sum_of_first, on_space, lipschitz, sum_below],
    source=PAPER,
)
def lipschitz_constant(claim, one, spaces, general, below):
    step = dist(n, theta, other)
    place = have(
        Implies(And(*indices(i, N), j <= d), j * N + i <= n),
        "The list ends with the last coordinate of the last point.",
        by=times(j <= d, 0 <= N),
    )
    entry = have(
        Implies(And(*indices(i, N), j <= d), AtMost(abs_(theta(j * N + i) - other(j * N + i)), step)),
        by=[fact("dist_ge", n, theta, other, j * N + i), place],
    )
    start = fact("dist_nonneg", n, theta, other)
    here, there = coordinates(theta), coordinates(other)
    point = applied("dist_le", d, here(i), there(i), step, given=indices(i, N), by=[entry.forall(j), start])
    largest = applied(
        "dist_le",
        N,
        lambda i: dist(d, here(i), there(i)),
        lambda i: 0,
        step,
        by=[point.forall(i), start, fact("dist_nonneg", d, here(i), there(i))],
        note="No point moves further than the parameter.",
    )
    shifted = satisfied(
        below.at({u: lambda i: abs_(theta(i) - other(i)), e: step}),
        by=entry.at({j: 0}).forall(i),
        note=r"The weights change by at most $N$ times as much in all.",
    )
    scaled = have(
        And(step <= CONSTANT * step, N / 2 * step <= CONSTANT * step),
        by=[start, times(0 <= step, 1 <= CONSTANT), times(0 <= step, N / 2 <= CONSTANT)],
    )
    close = have(
        Lipschitz(family(d), CONSTANT, d, n),
        given=[1 <= N],
        by=[general.instance(N, d, theta, here, other, there), largest, shifted, scaled],
    )
    return have(claim, by=close.forall(N, d)), *side(claim, one, spaces)


@theorem(
    "The family of finite laws is locally Lipschitz",
    ForAll((N, d), [1 <= N], LocallyLipschitz(family(d), d, n)),
    uses=[sum_of_first, on_space, lipschitz_constant],
    source=PAPER,
)
def locally_lipschitz(claim, one, spaces, constant):
    one_, two = sequences("theta' theta''")
    local = exhibit(
        claim.body,
        "Any radius will do.",
        witness=(1, CONSTANT),
        by=constant.instance(N, d, one_, two),
    )
    return have(claim, by=local.forall(N, d)), *side(claim, one, spaces)


PLANE = family(2)


@theorem(
    "The second restriction, and no other",
    ForAll(
        N,
        [1 <= N],
        And(
            Invariant(PLANE, 2),
            ForAll(theta, [weights(N, theta)], SupportFinite(member(theta, 2), N, 2)),
            LocallyLipschitz(PLANE, 2, n.subs(d, 2)),
        ),
    ),
    uses=[sum_of_first, on_space, invariant, support_is_finite, locally_lipschitz],
    source=PAPER,
)
def second_restriction_only(claim, one, spaces, closed, finite, local):
    bounded = have(
        ForAll(theta, [weights(N, theta)], SupportFinite(member(theta, 2), N, 2)),
        "A law of $N$ atoms lives on $N$ points.",
        by=finite.at({w: theta, x: inside(2, coordinates(theta)), d: 2}),
    )
    whole = have(
        claim.body,
        "The plane is no line, and the law does not jump; but all supports are finite.",
        given=[1 <= N],
        by=[closed.instance(N, 2), bounded, local.instance(N, 2)],
    )
    return have(claim, by=whole.forall(N)), *side(claim, one, spaces, 2)
