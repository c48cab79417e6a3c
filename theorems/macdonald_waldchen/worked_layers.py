r"""Worked layers: one bend of a convex graph, one point moved, and moments that two slopes move.

Source: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    LayerMap,
    P,
    Sum,
    abs_,
    as_functions,
    exhibit,
    finite_law,
    have,
    ite,
    known,
    laws,
    min_,
    naturals,
    pointwise,
    reals,
    relu,
    row,
    sequences,
    theorem,
)

from .bounded_base import unit_support
from .means_of_chains import U, open_half_line
from .means_of_hats import constant, integrals
from .products import a as low
from .products import b as high
from .products import product_bound
from .products import s as factor
from .products import t as other
from .ray_variant import d, layer_of_plane, mu, p, plane_map, q, r, s, v, w
from .readings import satisfied

a, b, t, x = reals("a b t x")
i, j, n = naturals("i j n")
z, weights = sequences("z w")
nu = laws("nu")
OWN = "own computation"


# ---- a bend of a convex graph ---------------------------------------------------------------------

ON_RAY = Equal(P(nu, lambda t: 0 <= t), 1)
BEND = LayerMap(((1, 0), (-3, 1)), (0, 5), d=2)


def sheared(x, y):
    """The affine map that the layer is where it does not cut."""
    return (x, y - 3 * x + 5)


@theorem(
    "A bend of a convex graph",
    Implies(
        ON_RAY,
        Equal(
            nu.push(lambda t: (t, relu(t - 1))).push(BEND),
            nu.push(lambda t: sheared(t, relu(t - 1) + 2 * relu(t - 2))),
        ),
    ),
    uses=[layer_of_plane],
    source=OWN,
)
def bent_graph(claim, layer):
    before = nu.push(lambda t: (t, relu(t - 1)))
    plane = layer.at({mu: before, p: 1, q: 0, r: -3, s: 1, v: 0, w: 5, d: 2})
    bent = have(
        Equal(relu(relu(t - 1) - 3 * t + 5), relu(t - 1) + 2 * relu(t - 2) - 3 * t + 5), given=[0 <= t]
    )
    same = have(
        Equal(before.push(plane_map(1, 0, -3, 1, 0, 5)), claim.conclusion.right),
        "The graph is bent at 2 from slope 1 to slope 3, and sheared.",
        given=[ON_RAY],
        by=[pointwise, bent.forall(t)],
    )
    return have(claim, by=[plane, same])


# ---- a point moved --------------------------------------------------------------------------------

MOVE = ((1, 1), (-Rational(1, 2), 1)), (-Rational(19, 4), 2)
POINTS = ((1, 4), (2, 2), (4, 1))
MOVED = ((1, 4), (Rational(5, 2), Rational(9, 4)), (4, 1))
IMAGES = ((Rational(1, 4), Rational(11, 2)), (0, 3), (Rational(1, 4), 1))


@theorem(
    "The positive part of an affine function moves a point along a line",
    Equal(relu(a), a + relu(-a)),
    source=OWN,
)
def moved_along(claim):
    return have(claim, "Only where it is negative.")


def affine(x, y):
    """The affine map of the layer."""
    (first, second), (c, e) = MOVE
    return first[0] * x + first[1] * y + c, second[0] * x + second[1] * y + e


def listed(points, i, j):
    """The coordinates of three points, by number of the point and of the coordinate."""
    rows = [ite(Equal(j, 1), x, ite(Equal(j, 2), y, 0)) for x, y in points]
    return ite(Equal(i, 1), rows[0], ite(Equal(i, 2), rows[1], rows[2]))


def law(points):
    """The law with three weights at the points."""
    return finite_law(3, weights, lambda i: lambda j: listed(points, i, j))


WEIGHTS = And(ForAll(i, [1 <= i, i <= 3], AtMost(0, weights(i))), Equal(Sum(1, 3, weights), 1))


@theorem(
    "A layer that moves one of three points",
    Implies(WEIGHTS, Equal(law(POINTS).push(LayerMap(*MOVE, d=2)), law(IMAGES))),
    uses=[layer_of_plane],
    source=OWN,
)
def point_moved(claim, layer):
    (first, second), (c, e) = MOVE
    entries = (*first, *second, c, e)
    plane = layer.at({mu: law(POINTS), **dict(zip((p, q, r, s, v, w), entries, strict=True)), d: 2})
    map_ = mu.push(plane_map(*entries)).term().args[0]
    image = satisfied(
        row("atoms_push", map_, 3, weights, lambda i: lambda j: listed(POINTS, i, j)), given=[WEIGHTS]
    )
    x, y = listed(POINTS, i, 1), listed(POINTS, i, 2)
    straight = affine(x, y)
    sent = have(
        Equal(
            ite(Equal(j, 1), relu(straight[0]), ite(Equal(j, 2), relu(straight[1]), 0)), listed(IMAGES, i, j)
        ),
    )
    same = as_functions(as_functions(sent, j), i)
    return have(claim, "The other points are only mapped by the affine map.", by=[plane, image, same])


@theorem(
    "The images are those of the affine map at the moved points",
    Implies(
        And(Equal(i, 2), Equal(x, MOVED[1][0]), Equal(a, MOVED[1][1])),
        And(*(Equal(value, listed(IMAGES, i, j)) for j, value in enumerate(affine(x, a), 1))),
    ),
    source=OWN,
)
def target_reached(claim):
    return have(claim, "Insert the second point.")


# ---- moments --------------------------------------------------------------------------------------

HALF = Rational(1, 2)


def chain(t):
    """A chain with two bends."""
    return a * relu(HALF - t) + b * relu(1 - t)


FIRST = a / 8 + b / 2
SECOND = a**2 / 24 + 5 * a * b / 24 + b**2 / 3


def inside_unit():
    """The uniform law lives on the open interval."""
    below = have(Equal(P(U, lambda t: t < 1), 1), by=known("uniform_cdf_left", 0, 1, 1))
    same = have(Equal(P(U, lambda t: And(0 < t, t < 1)), P(U, lambda t: 0 < t)), by=[pointwise, below])
    return have(Equal(P(U, lambda t: And(0 < t, t < 1)), 1), by=[same, open_half_line(U, "uniform", 0, 1)])


def moment(claim, phi, left, right):
    """A mean over the unit interval, from primitives on both halves."""
    parts = integrals(U, phi, constant, (0, HALF, 1), (left, right), [], inside_unit(), rule="E_density")
    return have(claim, "Polynomials on both halves.", by=parts)


def chain_integrable(phi, bound, small, support):
    """The chain is bounded on the unit interval, and so is its square."""
    truncated = satisfied(
        row("E_range", U, lambda t: And(0 <= t, t <= 1), lambda t: min_(abs_(phi(t)), n), 0, bound),
        by=[support, small.forall(t)],
    )
    return exhibit(Integrable(U, phi), witness=(bound,), by=truncated.forall(n))


def chain_small(part):
    """On the unit interval the chain is at most the sum of the slopes."""
    tops = And(0 <= relu(HALF - t), relu(HALF - t) <= 1, 0 <= relu(1 - t), relu(1 - t) <= 1)
    rises = have(Implies(And(0 <= t, t <= 1), tops))
    first = part.at({factor: a, other: relu(HALF - t), low: abs_(a), high: 1})
    second = part.at({factor: b, other: relu(1 - t), low: abs_(b), high: 1})
    return have(Implies(And(0 <= t, t <= 1), abs_(chain(t)) <= abs_(a) + abs_(b)), by=[rises, first, second])


def linear(t, slope, bend):
    """A primitive of slope (bend - t)."""
    return slope * (bend * t - t**2 / 2)


@theorem("The mean of two bends", Equal(E(U, chain), FIRST), uses=[unit_support, product_bound], source=OWN)
def first_moment(claim, support, product):
    proof = moment(claim, chain, lambda t: linear(t, a, HALF) + linear(t, b, 1), lambda t: linear(t, b, 1))
    return proof, chain_integrable(chain, abs_(a) + abs_(b), chain_small(product), support)


def squared(t):
    """A primitive of the square of the chain on the first half."""
    constant, slope = a / 2 + b, a + b
    return constant**2 * t - constant * slope * t**2 + slope**2 * t**3 / 3


@theorem(
    "The second moment of two bends",
    Equal(E(U, lambda t: chain(t) ** 2), SECOND),
    uses=[unit_support, product_bound],
    source=OWN,
)
def second_moment(claim, support, product):
    proof = moment(claim, lambda t: chain(t) ** 2, squared, lambda t: b**2 * (t - t**2 + t**3 / 3))
    size = abs_(a) + abs_(b)
    square = product.at({factor: chain(t), other: chain(t), low: size, high: size})
    small = have(
        Implies(And(0 <= t, t <= 1), abs_(chain(t) ** 2) <= size * size), by=[chain_small(product), square]
    )
    return proof, chain_integrable(lambda t: chain(t) ** 2, size * size, small, support)


# The partial derivatives of the two moments with respect to the two slopes.
ACROSS, DOWN = (Rational(1, 8), HALF), (a / 12 + 5 * b / 24, 5 * a / 24 + 2 * b / 3)


@theorem(
    "The moments move with the slopes",
    And(
        Equal(
            SECOND.subs({a: a + v, b: b + w}, simultaneous=True) - SECOND,
            DOWN[0] * v + DOWN[1] * w + SECOND.subs({a: v, b: w}, simultaneous=True),
        ),
        Implies(
            And(*(Equal(entry, value) for entry, value in zip((p, q, r, s), (*ACROSS, *DOWN), strict=True))),
            Equal(p * s - q * r, -(3 * a + 4 * b) / 192),
        ),
    ),
    source=OWN,
)
def moments_move(claim):
    return have(claim, r"The Jacobian is $-(3\kappa_1 + 4\kappa_2)/192$.")
