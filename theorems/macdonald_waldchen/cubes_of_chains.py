r"""An invariant family contains a cube of chains, and a locally Lipschitz one has as many parameters.

If the law of $(t, 0, \dots, 0)$, $t \sim \nu$, belongs to an invariant family and $\nu$ has $N$ support
points, then so do the laws of all chains with slopes in $[0, 1]^N$, and the slopes are locally Lipschitz
functions of the parameters.

Source: Macdonald and Wäldchen 2021, main theorem; the argument: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    Implies,
    Invariant,
    LocallyLipschitz,
    exhibit,
    fact,
    given,
    have,
    naturals,
    pick,
    picked,
    reals,
    theorem,
)

from .chains import ASCENDING, FAMILY, STARTED, WEIGHTS, chain, chains_reached, p
from .chains import n as size
from .hat_functionals import unit
from .null_sets import (
    C,
    Omega,
    first,
    kappa,
    kappa1,
    kappa2,
    locally_lipschitz,
    n,
    no_cube,
    onto,
    other,
    pairs,
    rho,
    second,
    theta,
)
from .readings import satisfied
from .slopes import PLACED, N, d, j, slopes_read

K = reals("K")
i, m = naturals("i m")
LOCAL = LocallyLipschitz(FAMILY, d=d, n=n)
INVARIANT = Invariant(FAMILY, d)
PAPER = "Macdonald and Wäldchen 2021, main theorem"
OWN = "own computation"


# ---- the cube in the family ------------------------------------------------------------------------


def charted(other, kappa):
    """The parameter is one of the chain with these slopes."""
    return And(unit(kappa), Equal(p(other), chain(N, kappa)))


@theorem(
    "An invariant family contains the cube of chains",
    Implies(And(INVARIANT, STARTED, *PLACED), onto(N, charted)),
    uses=[chains_reached],
    source=PAPER,
)
def cube_of_chains(claim, reached):
    conditions = claim.condition.parts
    ascending = have(
        ASCENDING,
        "The hinges are in order.",
        given=conditions,
        by=[given(PLACED[-1]).instance(i, j), given(PLACED[-2]).instance(j)],
    )
    positive = have(WEIGHTS, given=[unit(kappa)], by=given(unit(kappa)).instance(j))
    there = satisfied(reached.at({size: N}), given=conditions, by=[ascending, positive])
    member, found = pick(there, "theta_2")
    hit = exhibit(
        Exists(other, And(Omega(other), charted(other, kappa))),
        witness=(member,),
        by=[found, given(unit(kappa))],
    )
    every = have(Implies(unit(kappa), hit.claim), by=picked(there, member, by=hit))
    return have(claim, "Hinge by hinge one comes to the chain.", by=every.forall(kappa))


# ---- the slopes depend on the parameters in a locally Lipschitz way ----------------------------------


@theorem(
    "The slopes are locally Lipschitz in the parameters",
    Implies(And(LOCAL, *PLACED), locally_lipschitz(N, charted)),
    uses=[slopes_read],
    source=OWN,
)
def slopes_locally_lipschitz(claim, read):
    factor, reads = pick(satisfied(read, given=PLACED), "K")
    there = given(LOCAL).instance(theta)
    *names, bounded = pick(there, "rho C")
    conditions, closer = pairs(N, charted, K * C)
    near = satisfied(
        have(bounded.claim.args[2], by=bounded).instance(first, second),
        given=conditions,
    )
    slopes = have(reads.claim.args[1], by=reads).instance(kappa1, kappa2)
    moved = have(
        Implies(And(*conditions), closer),
        by=[near, slopes, reads, bounded],
    )
    goal = locally_lipschitz(N, charted).body
    found = exhibit(
        goal,
        witness=(rho, K * C),
        by=[bounded, moved.forall(first, second, kappa1, kappa2)],
    )
    local = have(Implies(Omega(theta), goal), by=picked(there, *names, by=found)).forall(theta)
    return have(
        claim,
        "Within the radius of the family the laws are close, so the slopes are; the constants multiply.",
        by=picked(satisfied(read, given=PLACED), factor, by=local),
    )


@theorem(
    "A cube of chains needs its dimension in parameters",
    Implies(And(LOCAL, INVARIANT, STARTED, *PLACED), N <= n),
    uses=[cube_of_chains, slopes_locally_lipschitz],
    source=PAPER,
)
def chains_need_parameters(claim, cube, lipschitz):
    null = no_cube(N, lambda other: lambda kappa: charted(other, kappa))
    conditions = claim.condition.parts
    parts = [satisfied(cube, given=conditions), satisfied(lipschitz, given=conditions)]
    enough = have(N <= n, by=[null, *parts, fact("nat_step", n, N)])
    return have(claim, "With fewer parameters the cube would be a null set.", by=enough)
