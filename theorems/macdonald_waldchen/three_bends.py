r"""Three bends: the hinge layers of an example in the plane, its chains, and their means.

The hinges stand at $\tfrac14, \tfrac12, \tfrac34$ and have slopes $1, \tfrac12, 2$; the law on the ray is
uniform on $[0, 1]$ or exponential.

Source: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    Equal,
    Fails,
    Implies,
    LayerMap,
    P,
    exponential,
    have,
    laws,
    naturals,
    pointwise,
    push,
    reals,
    refute,
    relu,
    sequences,
    theorem,
    uniform,
)

from .bends import bend, hinge_layer
from .bends import c as place
from .bends import d as dimension
from .bends import k as slope
from .bends import mu as before

t, u, v = reals("t u v")
n = naturals("n")
z = sequences("z")
nu = laws("nu")
U, X = uniform(0, 1), exponential(1)
QUARTER, HALF = Rational(1, 4), Rational(1, 2)
HINGES = (QUARTER, HALF, 3 * QUARTER)
SLOPES = (1, HALF, 2)
OWN = "own computation"


# ---- layers and chains ----------------------------------------------------------------------------


def height(t, bends=3):
    """The second coordinate after so many bends."""
    return sum(k * relu(q - t) for q, k in zip(HINGES[:bends], SLOPES[:bends], strict=True))


def stage(bends, law=nu):
    """The law after so many bends."""
    return push(lambda t: (t, height(t, bends)), law)


def layer(bend):
    """The layer of a bend."""
    q, k = HINGES[bend], SLOPES[bend]
    return LayerMap(((1, 0), (-k, 1)), (0, k * q), d=2)


ON_RAY = Equal(P(nu, lambda t: 0 <= t), 1)


@theorem(
    "Three layers bend the ray three times",
    Implies(ON_RAY, And(*(Equal(stage(j).push(layer(j)), stage(j + 1)) for j in range(3)))),
    uses=[hinge_layer],
    source=OWN,
)
def three_layers_bend(claim, hinged):
    parts = []
    for j, part in enumerate(claim.conclusion.parts):
        q, k = HINGES[j], SLOPES[j]
        plane = hinged.at({before: stage(j), place: q, slope: k, dimension: 2})
        bent = have(Equal(relu(height(t, j) - k * t + k * q), height(t, j + 1)), given=[0 <= t])
        same = have(
            Implies(ON_RAY, Equal(stage(j).push(bend(q, k)), stage(j + 1))), by=[pointwise, bent.forall(t)]
        )
        parts.append(
            have(Implies(ON_RAY, part), "The hinge does not reach what lies behind it.", by=[plane, same])
        )
    return have(claim, "Layer by layer.", by=parts)


VERTICES = {
    1: ((0, QUARTER), (QUARTER, 0)),
    2: ((0, HALF), (QUARTER, QUARTER / 2), (HALF, 0)),
    3: ((0, 2), (QUARTER, Rational(9, 8)), (HALF, HALF), (3 * QUARTER, 0)),
}
STEEPNESS = (Rational(7, 2), Rational(5, 2), 2, 0)


def side(j):
    """The height between two vertices of the third chain, and behind the last one."""
    ends = [x for x, _ in VERTICES[3]]
    start, level = VERTICES[3][j]
    here = [start <= t] + ([t <= ends[j + 1]] if j < 3 else [])
    return Implies(And(*here), Equal(height(t), level - STEEPNESS[j] * (t - start)))


def picture():
    """The chains of all stages, each with the ray behind its last vertex."""
    from symrelu import chain_figure

    words = {1: "one bend", 2: "two bends", 3: "three bends"}
    stages = {words[bends]: (*points, (Rational(9, 8), 0)) for bends, points in VERTICES.items()}
    return (chain_figure(stages, "The chains after one, two and three bends."),)


@theorem(
    "The vertices and the slopes of the chains",
    And(
        *(Equal(height(Rational(x), bends), y) for bends, points in VERTICES.items() for x, y in points),
        *(side(j) for j in range(4)),
    ),
    source=OWN,
    figure=picture,
)
def vertices_and_slopes(claim):
    return have(claim, r"The slopes are $-\tfrac72, -\tfrac52, -2, 0$.")


def unordered(t):
    """What two layers with hinges at 1 and 1/2 make, in this order."""
    return relu(relu(1 - t) - t + HALF)


@theorem(
    "Hinges in the wrong order do not add up",
    Fails(Implies(0 <= t, Equal(unordered(t), relu(1 - t) + relu(HALF - t)))),
    source=OWN,
)
def wrong_order(claim):
    return refute(
        claim, r"At $t = \tfrac34$ the layers give $0$, the sum is $\tfrac14$.", at={t: 3 * QUARTER}
    )
