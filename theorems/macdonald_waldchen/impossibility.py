r"""The impossibility theorem: beyond width one no locally Lipschitz family of infinite support is invariant.

Let $d \ge 2$, and let $p\colon \Omega \to$ laws on $\mathbb R^d$, $\Omega \subset \mathbb R^n$, be locally
Lipschitz and invariant under layers. Then no $p(\theta)$ has more than $n$ support points. So an invariant
family has width one, or finite supports, or is not locally Lipschitz.

Source: Macdonald and Wäldchen 2021, main theorem; the proof, and the number of points: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Not,
    NotLocallyLipschitz,
    Or,
    SupportAtLeast,
    SupportFinite,
    cases,
    exhibit,
    fact,
    have,
    naturals,
    pick,
    picked,
    theorem,
)

from .chains import FAMILY, p
from .cubes_of_chains import INVARIANT, LOCAL, chains_need_parameters
from .finite_or_more_points import few_points
from .hinged_rays import MEMBER, centre, hinged_rays
from .null_sets import Omega, n, theta
from .readings import satisfied
from .slopes import N, d
from .support_points import mu

m = naturals("m")
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


ON_FEW_POINTS = ForAll(theta, [Omega(theta)], SupportFinite(p(theta), n, d))
FINITE = ForAll(theta, [Omega(theta)], Exists(m, SupportFinite(p(theta), m, d)))


@theorem(
    "Members of a locally Lipschitz invariant family live on as many points as there are parameters",
    Implies(And(*REGULAR), ON_FEW_POINTS),
    uses=[impossibility, few_points],
    source=PAPER,
)
def finite_supports(claim, bounded, lives):
    few = have(
        SupportFinite(p(theta), n, d),
        given=[*REGULAR, Omega(theta)],
        by=[bounded.at({centre: theta}), lives.at({mu: p(theta)})],
    )
    return have(claim, "A law with so few support points lives on them.", by=few.forall(theta))


@theorem(
    "An invariant family has width one, finite supports, or is not locally Lipschitz",
    Implies(
        And(1 <= d, INVARIANT),
        Or(Equal(d, 1), FINITE, NotLocallyLipschitz(FAMILY, d=d, n=n)),
    ),
    uses=[finite_supports],
    source=PAPER,
)
def one_of_three_restrictions(claim, few):
    finite = exhibit(
        Implies(And(*REGULAR, Omega(theta)), Exists(m, SupportFinite(p(theta), m, d))),
        witness=(n,),
        by=few.instance(theta),
    )
    every = have(Implies(And(*REGULAR), FINITE), by=finite.forall(theta))
    return have(
        claim,
        "The case that is left is the impossible one.",
        by=[every, fact("nat_step", 1, d), cases(LOCAL)],
    )
