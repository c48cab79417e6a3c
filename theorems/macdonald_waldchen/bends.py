r"""Hinges: layers of width two that bend a polygonal chain without moving what lies before the bend.

On the chain of points $(t, y)$ the layer with rows $(1, 0)$ and $(-\kappa, 1)$ and bias $(0, \kappa q)$ adds
$\kappa\operatorname{ReLU}(q - t)$ to the second coordinate, as long as the chain has reached the axis at $q$.
Layer after layer this makes $h(t) = \sum_j \kappa_j \operatorname{ReLU}(q_j - t)$.

Source: Macdonald and Wäldchen 2021, main theorem, the idea; the layers and the formulas: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    Equal,
    Fails,
    ForAll,
    Implies,
    LayerMap,
    Sum,
    fact,
    given,
    have,
    induct_on,
    ite,
    laws,
    naturals,
    pointwise,
    reals,
    refute,
    relu,
    sequences,
    sign,
    theorem,
)

from .readings import satisfied

c0, c, k, r, s, t, y, g, a = reals("c_0 c k r s t y g a")
i, j, n, d = naturals("i j n d")
q, kappa, u, v, z = sequences("q kappa u v z")
N = naturals("N")
OWN = "own computation"
PAPER = "Macdonald and Wäldchen 2021, main theorem"


# ---- one hinge ------------------------------------------------------------------------------------


@theorem(
    "The hinge lemma",
    Implies(
        And(0 <= y, Implies(c0 <= t, Equal(y, 0)), c0 <= c, 0 <= k),
        And(
            Equal(relu(y - k * t + k * c), y + k * relu(c - t)),
            0 <= y + k * relu(c - t),
            Implies(c <= t, Equal(y + k * relu(c - t), 0)),
        ),
    ),
    source=OWN,
)
def hinge(claim):
    return have(
        claim,
        r"For $t < c$ the argument $y + k(c - t)$ is not negative; for $t \ge q \ge q_0$ it is "
        r"$\kappa(q - t) \le 0$, and $y = 0$.",
        by=[sign(c - t), sign(k)],
    )


@theorem(
    "A hinge turns the rest of the chain",
    Equal(y + k * relu(c - t) - k * (c - t), y + k * relu(t - c)),
    source=OWN,
)
def turned(claim):
    return have(claim, r"$\operatorname{ReLU}(q - t) - (q - t) = \operatorname{ReLU}(t - q)$.")


@theorem(
    "Bending the last ray of a convex graph",
    Implies(
        And(Implies(t <= c, g - a >= s * (t - c)), Implies(c <= t, Equal(g, a + s * (t - c))), s < r),
        Equal(relu(g - r * t + r * c - a), g + (r - s) * relu(t - c) - r * t + r * c - a),
    ),
    source=OWN,
)
def ray_bent(claim):
    return have(
        claim,
        r"Left of $q$ convexity keeps the graph above the line of slope $r$ through $(q, g(q))$, right of it "
        "the last ray lies below that line.",
        by=[sign(t - c), sign(r - s)],
    )


@theorem(
    "Hinges in the wrong order do not add",
    Fails(
        Implies(
            And(0 <= y, Implies(c0 <= t, Equal(y, 0)), 0 <= k),
            Equal(relu(y - k * t + k * c), y + k * relu(c - t)),
        )
    ),
    source=OWN,
)
def wrong_order(claim):
    return refute(
        claim,
        r"A hinge at $1$ gives height $\tfrac14$ at $\tfrac34$; one at $\tfrac12$ then takes it to $0$.",
        at={c0: 1, c: Rational(1, 2), k: 1, t: Rational(3, 4), y: Rational(1, 4)},
    )


# ---- sums with two terms ---------------------------------------------------------------------------

REST = ForAll(j, [3 <= j], Equal(u(j), 0))


@theorem(
    "A sum with two terms",
    Implies(And(REST, 2 <= n), Equal(Sum(1, n, u), u(1) + u(2))),
    source=OWN,
)
def two_terms(claim):
    def upto(m):
        return Sum(1, m, u)

    first = have(Equal(upto(1), u(1)), by=[fact("sum_empty", 1, 0, u), fact("sum_last", 1, 0, u)])
    second = have(Equal(upto(2), u(1) + u(2)), by=[first, fact("sum_last", 1, 1, u)])
    zero = have(Implies(2 <= n, Equal(u(n + 1), 0)), given=[REST], by=given(REST).instance(n + 1))
    every = induct_on(
        n,
        Implies(2 <= n, Equal(upto(n), u(1) + u(2))),
        "One more term is zero.",
        given=[REST],
        step=[second, zero, fact("sum_last", 1, n, u), fact("nat_step", 1, n), sign(n - 1)],
    )
    return have(claim, "Term by term.", by=every)


# ---- the layer of a hinge --------------------------------------------------------------------------

SEQ = ("fun", "N", "R")
mu, nu = laws("mu", SEQ), laws("nu")


def hinge_at(c, k):
    """The layer that bends the chain at c by the slope k."""
    return LayerMap(((1, 0), (-k, 1)), (0, k * c), d=d)


def bend(c, k):
    """The same layer on the first two coordinates."""
    return lambda z: (relu(z(1)), relu(z(2) - k * z(1) + k * c))


def row(j, *entries):
    """The entry of a row at j."""
    first, second = entries
    return ite(Equal(j, 1), first, ite(Equal(j, 2), second, 0))


def weight(i, j):
    """The entry of the matrix of the hinge at i, j."""
    return ite(Equal(i, 1), row(j, 1, 0), ite(Equal(i, 2), row(j, -k, 1), 0))


@theorem(
    "The layer of a hinge",
    Implies(2 <= d, Equal(mu.push(hinge_at(c, k)), mu.push(bend(c, k)))),
    uses=[two_terms],
    source=PAPER,
)
def hinge_layer(claim, sums):
    rest = have(ForAll(j, [3 <= j], Equal(weight(i, j) * z(j), 0)))
    value = satisfied(sums.at({u: lambda j: weight(i, j) * z(j), n: d}), given=[2 <= d], by=rest)
    return have(
        claim,
        "No row has more than two terms.",
        by=have(claim.conclusion, given=[2 <= d], by=[pointwise, value.forall(z, i)]),
    )
