r"""The impossibility theorem: beyond width one no locally Lipschitz family of infinite support is invariant.

Let $d \ge 2$, and let $p\colon \Omega \to$ laws on $\mathbb R^d$, $\Omega \subset \mathbb R^n$, be locally
Lipschitz and invariant under layers. Then no $p(\theta)$ has more than $n$ support points. So an invariant
family has width one, or finite supports, or is not locally Lipschitz.

Source: Macdonald and Wäldchen 2021, main theorem; the proof, and the number of points: own computation.
"""

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    Not,
    NotLocallyLipschitz,
    Or,
    SupportAtLeast,
    SupportInfinite,
    cases,
    fact,
    have,
    instance,
    pick,
    picked,
    theorem,
)

from .chains import FAMILY, p
from .cubes_of_chains import INVARIANT, LOCAL, chains_need_parameters
from .hinged_rays import MEMBER, centre, hinged_rays
from .null_sets import Omega, n, theta
from .readings import satisfied
from .slopes import N, d

PAPER = "Macdonald and Wäldchen 2021, main theorem"
REGULAR = [2 <= d, LOCAL, INVARIANT]


@theorem(
    "Support points need parameters",
    Implies(And(*REGULAR, Omega(centre), SupportAtLeast(MEMBER, N, d)), N <= n),
    uses=[hinged_rays, chains_need_parameters],
    source=PAPER,
)
def support_needs_parameters(claim, rays, needed):
    conditions = claim.condition.parts
    bent = satisfied(rays, given=[*conditions, 1 <= N])
    *names, hinged = pick(bent, "nu s theta_1 r Q q")
    enough = satisfied(needed, given=conditions, by=[have(part, by=hinged) for part in hinged.claim.args])
    several = have(Implies(1 <= N, N <= n), by=picked(bent, *names, by=enough))
    return have(claim, "Chains need parameters.", by=[several, fact("nat_step", 0, N)])


@theorem(
    "The impossibility theorem",
    Implies(And(*REGULAR, Omega(centre)), Not(SupportAtLeast(MEMBER, n + 1, d))),
    uses=[support_needs_parameters],
    source=PAPER,
)
def impossibility(claim, needed):
    return have(claim, "More support points than parameters are too many.", by=needed.at({N: n + 1}))


FINITE = ForAll(theta, [Omega(theta)], Not(SupportInfinite(p(theta), d)))


@theorem(
    "Locally Lipschitz invariant families have finite supports",
    Implies(And(*REGULAR), FINITE),
    uses=[impossibility],
    source=PAPER,
)
def finite_supports(claim, bounded):
    few = have(
        Not(SupportInfinite(p(theta), d)),
        given=[*REGULAR, Omega(theta)],
        by=[bounded.at({centre: theta}), instance(SupportInfinite(p(theta), d), n + 1)],
    )
    return have(claim, "At most as many points as parameters.", by=few.forall(theta))


@theorem(
    "An invariant family has width one, finite supports, or is not locally Lipschitz",
    Implies(
        And(1 <= d, INVARIANT),
        Or(Equal(d, 1), FINITE, NotLocallyLipschitz(FAMILY, d=d, n=n)),
    ),
    uses=[finite_supports],
    source=PAPER,
)
def one_of_three_restrictions(claim, finite):
    return have(
        claim,
        "The case that is left is the impossible one.",
        by=[finite, fact("nat_step", 1, d), cases(LOCAL)],
    )
