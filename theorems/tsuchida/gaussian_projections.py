r"""Standard normal weights seen in two directions: the law depends on the inner products alone.

Source: elementary; proofs: own computation.
"""

from sympy import cos, sin

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    P,
    abs_,
    events,
    fact,
    given,
    have,
    iid,
    ite,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    row,
    sequences,
    theorem,
)

from .gaussian_density import NORMAL
from .gaussian_planes import (
    PLANE,
    F,
    bounded,
    double,
    of_pair,
    one_after_the_other,
    turned,
    turns_of_the_plane,
)
from .gaussian_sums import m, products, x, y, z
from .independent_sums import integrable
from .independent_weights import weighted
from .means_below_sums import SEQ, under
from .pairs_of_gaussian_sums import OWN, M, a, c, d, in_two, s, t
from .two_gaussian_sums import factor, means_of_two_sums, of_sums, triangular_factor
from .uniform_angle import applied

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, invariance of the kernel; proof: own computation"
b, p, q, angle = reals("b p q t")
i, n = naturals("i n")
limit = sequences("l")
A = events("A", SEQ)


def upright(u):
    """F of the sums a u and c u + d v."""
    return lambda v: F(a * u)(c * u + d * v)


@theorem(
    "Means of two weighted sums are means over the plane",
    Implies(
        And(bounded(F), factor(m)),
        Equal(E(iid(m, NORMAL), of_sums(F, m)), E(PLANE, of_pair(upright))),
    ),
    uses=[means_of_two_sums, turns_of_the_plane, one_after_the_other],
    source=OWN,
)
def means_over_the_plane(claim, sums, turns, plane):
    condition = claim.condition.parts[0]
    held = given(condition)
    negative = sums.at({d: -d})
    flat = in_two(F, a, c, -d)
    small = have(abs_(flat(s)(t)) <= M, given=[condition], by=held.instance(a * t, c * t - d * s))
    quarter = have(
        Equal(double(turned(flat, 0, 1)), double(flat)),
        given=[condition],
        by=[turns.at({F: flat, p: 0, q: 1}), small.forall(s, t)],
    )
    straight = have(abs_(upright(s)(t)) <= M, given=[condition], by=held.instance(a * s, c * s + d * t))
    two = have(
        Equal(E(PLANE, of_pair(upright)), double(upright)),
        given=[condition],
        by=[plane.at({F: upright}), straight.forall(s, t)],
    )
    proof = have(claim, "A quarter turn.", by=[negative, quarter, two])
    size = have(abs_(of_sums(F, m)(z)) <= M, by=held.instance(weighted(x, m, z), weighted(y, m, z)))
    end = have(abs_(of_pair(upright)(z)) <= M, by=held.instance(a * z(1), c * z(1) + d * z(2)))
    exist = [integrable(iid(m, NORMAL), of_sums(F, m), z, size), integrable(PLANE, of_pair(upright), z, end)]
    return proof, *(under(claim.condition, side) for side in exist)


def pair(s, t):
    """The point of the plane with these coordinates."""
    return lambda i: ite(Equal(i, 1), s, ite(Equal(i, 2), t, 0))


def seen(z):
    """The weighted sums as a point of the plane."""
    return pair(weighted(x, m, z), weighted(y, m, z))


def in_plane(z):
    """The image of a point of the plane under the triangular matrix."""
    return pair(a * z(1), c * z(1) + d * z(2))


def mass_of_image(law, image):
    """The mass that the image of a law gives to an event, as a mean."""
    return row("E_event", law, lambda z: A(image(z))), row("push_prob", image, law, A)


SEEN, IN_PLANE = iid(m, NORMAL).push(seen), PLANE.push(in_plane)


@theorem(
    "Standard normal weights in two directions, as two numbers",
    Implies(factor(m), Equal(SEEN, IN_PLANE)),
    uses=[means_over_the_plane],
    source=OWN,
)
def law_in_two_directions(claim, means):
    def indicator(s):
        return lambda t: ite(A(pair(s, t)), 1, 0)

    small = have(abs_(indicator(s)(t)) <= 1)
    means_ = means.at({F: indicator, M: 1})
    equal = have(means_.claim.args[1], given=[claim.condition], by=[means_, small.forall(s, t)])
    masses = [*mass_of_image(iid(m, NORMAL), seen), *mass_of_image(PLANE, in_plane)]
    same = have(Equal(P(SEEN, A), P(IN_PLANE, A)), given=[claim.condition], by=[equal, *masses])
    orthant = same.at({A: lambda p: ForAll(i, [i <= n], p(i) <= limit(i))})
    everywhere = applied("law_ext_seq", SEEN, IN_PLANE, given=[claim.condition], by=orthant.forall(n, limit))
    return have(claim, "Both laws give orthants the same mass.", by=everywhere)


def inner_products(x, y, m, X, Y, k):
    """The points have the inner products of the others."""
    pairs = ((x, x, X, X), (x, y, X, Y), (y, y, Y, Y))
    return And(*(Equal(products(e, f, m), products(E_, F_, k)) for e, f, E_, F_ in pairs))


X, Y = sequences("X Y")
k = naturals("k")
OTHER = iid(k, NORMAL).push(lambda z: pair(weighted(X, k, z), weighted(Y, k, z)))


@theorem(
    "The law in two directions depends on the inner products alone",
    Implies(inner_products(x, y, m, X, Y, k), Equal(SEEN, OTHER)),
    uses=[law_in_two_directions, triangular_factor],
    source=OWN,
)
def inner_products_alone(claim, law, factors):
    *names, found = pick(factors, "a c d")
    same = have(claim, "Both are the law in the plane.", by=[found, law, law.at({x: X, y: Y, m: k})])
    return picked(factors, *names, by=same)


LENGTHS = And(
    Equal(a**2, products(x, x, m)),
    Equal(b**2, products(y, y, m)),
    Equal(a * b * cos(angle), products(x, y, m)),
)


def at_angle(z):
    """The weights seen by inputs of the norms a and b at the angle t, in the plane of both."""
    return pair(a * z(1), b * (z(1) * cos(angle) + z(2) * sin(angle)))


@theorem(
    "Standard normal weights seen by two inputs at an angle",
    Implies(LENGTHS, Equal(SEEN, PLANE.push(at_angle))),
    uses=[law_in_two_directions],
    source=PAPER,
)
def law_at_an_angle(claim, law):
    scaled = have(Implies(Equal(s, 1), Equal(b**2 * s, b**2)), by=rewriting(s, 1))
    circle = [fact("circle", angle), scaled.at({s: sin(angle) ** 2 + cos(angle) ** 2})]
    found = law.at({c: b * cos(angle), d: b * sin(angle)})
    return have(claim, r"The factor has the rows $(a, 0)$ and $(b \cos t, b \sin t)$.", by=[found, *circle])
