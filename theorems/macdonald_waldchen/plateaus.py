r"""Plateaus: what two images of one law under maps with plateaus tell of the heights of the plateaus.

Let $J_0, \dots, J_N$ be events that cover all points but those of an event $T$ of small mass. If two maps
are constant on each $J_j$, with a second coordinate in the band $[4j, 4j + 1]$, then the values on a $J_i$ of
more than twice that mass differ in no coordinate by more than the Prokhorov distance of the two images.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Not,
    Or,
    P,
    abs_,
    borel,
    cases,
    dPd,
    events,
    fact,
    functions,
    given,
    have,
    laws,
    min_,
    naturals,
    pick,
    picked,
    pointwise,
    reals,
    sequences,
    theorem,
)

from .finite_sums import indices
from .readings import applied

SEQUENCE = ("fun", "N", "R")
a, b, e, m = reals("a b e m")
d, i, j, r, N = naturals("d i j r N")
u, v, x, y, z = sequences("u v x y z")
mu = laws("mu", SEQUENCE)
f, g = borel("f g", SEQUENCE, SEQUENCE)
J = functions("J", "N", ("borel", SEQUENCE, "B"))
T = events("T", SEQUENCE)
OWN = "own computation"

F, G = mu.push(f), mu.push(g)
gap = dPd(d, F, G)
COVER = ForAll(z, [], Or(T(z), Exists(j, And(j <= N, J(j)(z)))))


def bands(u):
    """The heights lie in the bands [4j, 4j + 1]."""
    return ForAll(j, j <= N, And(4 * j <= u(j), u(j) <= 4 * j + 1))


def second(f, u):
    """The second coordinate on J_j is u_j."""
    return ForAll((z, j), [j <= N, J(j)(z)], Equal(f(z)(2), u(j)))


def value(f, a):
    """The coordinate number r is a on J_i."""
    return ForAll(z, J(i)(z), Equal(f(z)(r), a))


PLATEAUS = And(bands(u), bands(v), second(f, u), second(g, v), value(f, a), value(g, b))
PLACE = And(2 <= d, *indices(r, d), i <= N)
MASSES = And(m <= 1, P(mu, T) <= m, 2 * m <= P(mu, J(i)))

SETTING = [*PLATEAUS.parts, *PLACE.parts, *MASSES.parts, COVER]


def here(y):
    """The point of the plateau."""
    return And(Equal(y(2), u(i)), Equal(y(r), a))


def near(y):
    """The points near that of the plateau."""
    return And(abs_(y(2) - u(i)) < e, abs_(y(r) - a) < e)


@theorem(
    "Other plateaus are far from a plateau",
    Implies(And(*PLATEAUS.parts, i <= N, j <= N, J(j)(z), e <= 1, e <= abs_(a - b)), Not(near(g(z)))),
    source=OWN,
)
def plateaus_apart(claim):
    inside = [*PLATEAUS.parts, i <= N, j <= N, J(j)(z)]
    other = have(
        And(4 * j <= g(z)(2), g(z)(2) <= 4 * j + 1),
        given=inside,
        by=[given(second(g, v)).instance(z, j), given(bands(v)).instance(j)],
    )
    own = have(And(4 * i <= u(i), u(i) <= 4 * i + 1), given=inside, by=given(bands(u)).instance(i))
    same = have(Implies(Equal(j, i), Equal(g(z)(r), b)), given=inside, by=given(value(g, b)).instance(z))
    return have(
        claim,
        r"In the second coordinate by $3$, but for the plateau on $J_i$ itself.",
        by=[other, own, same, fact("nat_step", i, j), fact("nat_step", j, i), cases(Equal(j, i))],
    )


@theorem(
    "The heights of plateaus are read from the law",
    Implies(And(*SETTING, gap < m), AtMost(abs_(a - b), gap)),
    uses=[plateaus_apart],
    source=OWN,
)
def heights_read(claim, apart):
    mass = have(
        AtMost(P(mu, J(i)), P(F, here)),
        r"The image has at least the mass of $J_i$ at the point of its plateau.",
        given=[value(f, a), second(f, u), i <= N],
        by=[pointwise, given(second(f, u)).instance(z, i), given(value(f, a)).instance(z)],
    )
    moved = applied(
        "dPd_event",
        d,
        F,
        G,
        e,
        here,
        near,
        given=[*PLACE.parts, gap < e],
        by=[fact("dist_ge", d, x, y, 2), fact("dist_ge", d, x, y, r)],
        note="This is what a distance below $e$ says of the point.",
    )
    close = [e <= 1, e <= abs_(a - b)]
    hit = have(Exists(j, And(j <= N, J(j)(z))), given=[COVER, Not(T(z))], by=given(COVER).instance(z))
    there, place = pick(hit, "j")
    none = have(Not(near(g(z))), given=[*PLATEAUS.parts, i <= N, *close], by=[apart, place])
    ramps = have(
        Implies(And(near(g(z)), Not(T(z))), Or()),
        given=[*PLATEAUS.parts, i <= N, *close],
        by=picked(hit, there, by=none),
    )
    rest = have(
        AtMost(P(G, near), P(mu, T)),
        "The other map comes near that point on the ramps alone.",
        by=[pointwise, have(Implies(near(g(z)), T(z)), by=ramps).forall(z)],
    )
    small = have(
        Not(And(gap < e, e < m, *close)),
        r"But $J_i$ has more than the mass of the ramps and $e$.",
        given=SETTING,
        by=[mass, moved, rest],
    )
    return have(
        claim,
        r"Otherwise some $e$ lies between the distance of the images and that of the heights.",
        by=small.at({e: (gap + min_(m, abs_(a - b))) / 2}),
    )
