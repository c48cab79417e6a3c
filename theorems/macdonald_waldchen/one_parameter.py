r"""Families with one parameter: beyond width one they jump, or have point masses only.

Let $d \ge 2$, and let $p$ be a family of laws on $\mathbb R^d$ with one real parameter that is invariant
under layers. If some member has two support points, then $p$ is not locally Lipschitz.

Source: Macdonald and Wäldchen 2021, main theorem; the number of points: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Invariant,
    LayerMap,
    LocallyLipschitz,
    NotLocallyLipschitz,
    SupportAtLeast,
    SupportInfinite,
    abs_,
    dist,
    dPd,
    exhibit,
    fact,
    functions,
    given,
    have,
    pick,
    picked,
    reals,
    sequences,
    theorem,
    times,
)

from .chains import p
from .hinged_rays import centre
from .impossibility import support_needs_parameters
from .null_sets import Omega, n
from .readings import satisfied
from .slopes import N, d

theta = reals("theta")
SEQ = ("fun", "N", "R")
q = functions("q", "R", ("law", SEQ))
FAMILY = ((theta,), [], q(theta))
other, rho, C = reals("theta' rho C")
t, t1, t2, b = sequences("theta theta' theta'' b")
W = sequences("W", result=SEQ)
OWN = "own computation"
PAPER = "Macdonald and Wäldchen 2021, main theorem"

INVARIANT = Invariant(FAMILY, d)
TWO = SupportAtLeast(q(theta), 2, d)
LOCAL = LocallyLipschitz(FAMILY, d=d)
AS_POINTS = {
    Omega: lambda point: And(),
    p: lambda point: q(point(1)),
    n: 1,
    N: 2,
    centre: lambda j: theta,
}


def first_coordinates(*pairs):
    """Differences of first coordinates are distances in R^1."""
    return [fact("dist_ge", 1, a, b, 1) for a, b in pairs]


def as_points(goal):
    """The family of points of R^1, instead of numbers, is invariant as well."""
    sent = given(INVARIANT).instance(t(1), W, b)
    *at, member = pick(sent, "theta'")
    found = exhibit(
        Exists(t1, And(And(), Equal(q(t(1)).push(LayerMap(W, b, d)), q(t1(1))))),
        witness=[lambda j: other],
        by=member,
    )
    return have(goal, by=picked(sent, *at, by=found).forall(t, W, b))


@theorem(
    "A family with one real parameter that has a member with two support points is not locally Lipschitz",
    Implies(And(2 <= d, INVARIANT, TWO), NotLocallyLipschitz(FAMILY, d=d)),
    uses=[support_needs_parameters],
    source=PAPER,
)
def not_locally_lipschitz(claim, needed):
    many = needed.at(AS_POINTS)
    local, sent = many.claim.args[0].args[1:3]
    near = given(LOCAL).instance(t(1))
    *names, bounded = pick(near, "rho C")
    close = have(bounded.claim.args[2], by=bounded).instance(t1(1), t2(1))
    gap = dist(1, t1, t2)
    within = [dist(1, t, t1) <= rho, dist(1, t, t2) <= rho]
    closer = dPd(d, q(t1(1)), q(t2(1))) <= C * gap
    moved = have(
        Implies(And(*within), closer),
        by=[
            close,
            bounded,
            *first_coordinates((t, t1), (t, t2), (t1, t2)),
            times(0 <= C, abs_(t1(1) - t2(1)) <= gap),
        ],
    )
    goal = Exists(
        (rho, C),
        And(
            0 < rho, 0 <= C, ForAll((t1, t2), [And(), And(), *within], dPd(d, q(t1(1)), q(t2(1))) <= C * gap)
        ),
    )
    found = exhibit(goal, witness=names, by=[bounded, moved.forall(t1, t2)])
    smooth = have(local, given=[LOCAL], by=picked(near, *names, by=found).forall(t))
    smooth = have(Implies(LOCAL, local), by=smooth)
    return have(
        claim,
        "Two support points need two parameters.",
        by=[many, smooth, as_points(sent)],
    )


@theorem(
    "A family with one real parameter and a member of infinite support is not locally Lipschitz",
    Implies(
        And(2 <= d, INVARIANT, Exists(theta, SupportInfinite(q(theta), d))), NotLocallyLipschitz(FAMILY, d=d)
    ),
    uses=[not_locally_lipschitz],
    source=PAPER,
)
def rich_is_rough(claim, rough):
    there = given(claim.condition.parts[2])
    *at, rich = pick(there, "theta")
    two = have(TWO, by=rich.instance(2))
    end = satisfied(rough, given=claim.condition.parts[:2], by=two)
    return have(claim, "Two of its support points.", by=picked(there, *at, by=end))
