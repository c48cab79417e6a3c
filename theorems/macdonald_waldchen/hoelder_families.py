r"""No fixed Hölder exponent: families beyond width one whose modulus of continuity does not degenerate.

Let $d \ge 2$ and let $p\colon \Omega \to$ laws on $\mathbb R^d$, $\Omega \subset \mathbb R^n$, be invariant
under layers and locally Hölder with the exponent $\alpha = b/a$, that is, locally
$d_P(p(\theta'), p(\theta''))^a \le C \lvert\theta' - \theta''\rvert^b$. Then no $p(\theta)$ has more than
$n/\alpha$ support points.

Source: own computation; for $\alpha = 1$ it is the main theorem of Macdonald and Wäldchen 2021.
"""

from symrelu import (
    And,
    Exists,
    ForAll,
    Implies,
    SupportAtLeast,
    SupportFinite,
    dist,
    dPd,
    exhibit,
    fact,
    given,
    have,
    known,
    pick,
    picked,
    theorem,
    times,
)

from .chains import STARTED, p
from .cubes_of_chains import INVARIANT, charted, cube_of_chains
from .finite_or_more_points import few_points
from .finite_or_more_points import n as length
from .hinged_rays import MEMBER, centre, hinged_rays
from .null_sets import (
    C,
    Omega,
    a,
    b,
    first,
    hoelder_pairs,
    kappa1,
    kappa2,
    locally_hoelder,
    n,
    no_hoelder_cube,
    rho,
    second,
    step,
    theta,
)
from .powers import a as smaller
from .powers import b as factor
from .powers import c as larger
from .powers import m as exponent
from .powers import powers_keep_products
from .readings import satisfied
from .slopes import PLACED, K, N, d, slopes_read
from .support_points import mu

OWN = "own computation"

APART = dPd(d, p(first), p(second))
NEAR = [Omega(first), Omega(second), dist(n, theta, first) <= rho, dist(n, theta, second) <= rho]
HOELDER = ForAll(
    theta,
    [Omega(theta)],
    Exists((rho, C), And(0 < rho, 0 <= C, ForAll((first, second), NEAR, APART**a <= C * step**b))),
)
EXPONENTS = [1 <= a, 1 <= b]


@theorem(
    "The slopes are locally Hölder in the parameters",
    Implies(And(HOELDER, *PLACED), locally_hoelder(N, charted)),
    uses=[slopes_read, powers_keep_products],
    source=OWN,
)
def slopes_locally_hoelder(claim, read, powers):
    chosen, reads = pick(satisfied(read, given=PLACED), "K")
    there = given(HOELDER).instance(theta)
    *names, bounded = pick(there, "rho C")
    conditions, closer = hoelder_pairs(N, charted, K**a * C)
    near = satisfied(
        have(bounded.claim.args[2], by=bounded).instance(first, second),
        given=conditions,
    )
    gap = dist(N, kappa1, kappa2)
    slopes = have(
        gap <= K * APART,
        given=conditions,
        by=have(reads.claim.args[1], by=reads).instance(kappa1, kappa2),
    )
    raised = have(
        And(gap**a <= K**a * APART**a, 0 <= K**a),
        by=[
            slopes,
            reads,
            powers.at({smaller: gap, factor: K, larger: APART, exponent: a}),
            fact("dist_nonneg", N, kappa1, kappa2),
            known("dPd_nonneg", d, p(first), p(second)),
        ],
    )
    product = times(0 <= K**a, APART**a <= C * step**b)
    moved = have(closer, given=conditions, by=[near, raised, product])
    moved = have(Implies(And(*conditions), closer), by=moved)
    goal = locally_hoelder(N, charted).body
    found = exhibit(
        goal,
        witness=(rho, K**a * C),
        by=[bounded, moved.forall(first, second, kappa1, kappa2)],
    )
    local = have(Implies(Omega(theta), goal), by=picked(there, *names, by=found)).forall(theta)
    end = picked(satisfied(read, given=PLACED), chosen, by=local)
    return have(
        claim,
        "Within the radius of the family the laws are close, so the slopes are; both sides of the bound "
        "are raised to the power $a$.",
        by=end,
    )


@theorem(
    "A cube of chains in a Hölder family",
    Implies(And(*EXPONENTS, HOELDER, INVARIANT, STARTED, *PLACED), N * b <= n * a),
    uses=[cube_of_chains, slopes_locally_hoelder],
    source=OWN,
)
def hoelder_chains(claim, cube, hoelder):
    conditions = claim.condition.parts
    null = no_hoelder_cube(N, lambda other: lambda kappa: charted(other, kappa))
    parts = [satisfied(cube, given=conditions), satisfied(hoelder, given=conditions)]
    enough = have(N * b <= n * a, given=EXPONENTS, by=[null, *parts, fact("nat_step", n * a, N * b)])
    return have(claim, "With fewer parameters the cube would be a null set.", by=enough)


REGULAR = [2 <= d, *EXPONENTS, HOELDER, INVARIANT]


@theorem(
    "Support points of Hölder families need parameters",
    Implies(And(*REGULAR, Omega(centre), SupportAtLeast(MEMBER, N, d)), N * b <= n * a),
    uses=[hinged_rays, hoelder_chains],
    source=OWN,
)
def hoelder_support(claim, rays, needed):
    conditions = claim.condition.parts
    bent = satisfied(rays, given=[*conditions, 1 <= N])
    *names, hinged = pick(bent, "nu s theta_1 r Q q")
    enough = satisfied(needed, given=conditions, by=[have(part, by=hinged) for part in hinged.claim.args])
    several = have(Implies(1 <= N, N * b <= n * a), by=picked(bent, *names, by=enough))
    nothing = have(Implies(N <= 0, N * b <= n * a), by=[times(0 <= n, 0 <= a), times(N <= 0, 0 <= b)])
    return have(claim, "Chains need parameters.", by=[several, nothing, fact("nat_step", 0, N)])


@theorem(
    "No fixed Hölder exponent",
    Implies(And(*REGULAR), ForAll(theta, [Omega(theta)], SupportFinite(p(theta), n * a, d))),
    uses=[hoelder_support, few_points],
    source=OWN,
)
def no_fixed_exponent(claim, needed, lives):
    product = have(0 <= n * a, by=times(0 <= n, 0 <= a))
    few = have(
        SupportFinite(p(theta), n * a, d),
        given=[*REGULAR, Omega(theta)],
        by=[
            needed.at({centre: theta, N: n * a + 1}),
            lives.at({mu: p(theta), length: n * a}),
            product,
            times(0 <= n * a, 1 <= b),
        ],
    )
    return have(claim, r"At most $n/\alpha$ points, so at most $na$.", by=few.forall(theta))
