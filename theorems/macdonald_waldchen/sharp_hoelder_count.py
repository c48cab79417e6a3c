r"""The sharp count for Hölder families: $d$ parameters for every support point, divided by the exponent.

Let $d \ge 2$ and let $p\colon \Omega \to$ laws on $\mathbb R^d$, $\Omega \subset \mathbb R^n$, be invariant
under layers and locally Hölder with the exponent $\alpha = b/a$. Then $\alpha d$ times the number of support
points of any $p(\theta)$ is at most $n$.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    SupportAtLeast,
    abs_,
    cases,
    dist,
    exhibit,
    fact,
    given,
    have,
    known,
    naturals,
    pick,
    picked,
    theorem,
    times,
)

from .cubes_of_chains import INVARIANT
from .cubes_of_plateaus import LAWS, STARTED, cube_of_plateaus, cube_read, plateaued
from .finite_sums import indices
from .hinged_rays import MEMBER, centre
from .hoelder_families import APART, EXPONENTS, HOELDER, REGULAR
from .null_sets import (
    C,
    Omega,
    a,
    b,
    first,
    hoelder_pairs,
    kappa,
    kappa1,
    kappa2,
    locally_hoelder,
    n,
    no_hoelder_cube,
    onto,
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
from .products import divided
from .products import s as part
from .products import t as total
from .products import w as divisor
from .readings import satisfied
from .separating_directions import ray
from .sharp_count import SPACE, counted, ray_reached
from .single_coordinates import conjuncts, d, p
from .slopes import K
from .windows import SIZES, N, m, windows_about_support

i, k = naturals("i k")
OWN = "own computation"
BOUND = dist(SPACE, kappa1, kappa2) <= K * LAWS
PLATEAUS = [plateaued(first, kappa1), plateaued(second, kappa2)]


@theorem(
    "The distance of points of the cube is read from the laws",
    Implies(
        And(2 <= d, *SIZES.parts),
        Exists(K, And(0 <= K, ForAll((first, second, kappa1, kappa2), PLATEAUS, BOUND))),
    ),
    uses=[cube_read, divided],
    source=OWN,
)
def distance_read(claim, read, quotient):
    gap, bound = abs_(kappa1(i) - kappa2(i)), LAWS / m
    quotients = quotient.at({divisor: m, part: gap, total: LAWS})
    positive = known("dPd_nonneg", d, p(first), p(second))
    near = have(
        Implies(indices(i, SPACE), gap <= bound),
        given=[2 <= d, *SIZES.parts, *PLATEAUS],
        by=[read.at({k: i}), quotients],
    )
    nonnegative = have(0 <= bound, given=[0 < m], by=[quotients, positive])
    farthest = satisfied(known("dist_le", SPACE, kappa1, kappa2, bound), by=[near.forall(i), nonnegative])
    every = have(Implies(And(*PLATEAUS), dist(SPACE, kappa1, kappa2) <= 1 / m * LAWS), by=farthest)
    inverse = have(0 <= 1 / m, given=[0 < m], by=quotient.at({divisor: m, total: 1}))
    found = exhibit(
        claim.conclusion,
        "Coordinate by coordinate.",
        witness=(1 / m,),
        by=[inverse, every.forall(first, second, kappa1, kappa2)],
    )
    return have(claim, by=found)


@theorem(
    "Laws with plateaus are locally Hölder in the parameters",
    Implies(And(HOELDER, 2 <= d, *SIZES.parts), locally_hoelder(SPACE, plateaued)),
    uses=[distance_read, powers_keep_products],
    source=OWN,
)
def plateaus_locally_hoelder(claim, read, powers):
    reading = satisfied(read, given=claim.condition.parts)
    chosen, reads = pick(reading, "K")
    there = given(HOELDER).instance(theta)
    *names, bounded = pick(there, "rho C")
    conditions, closer = hoelder_pairs(SPACE, plateaued, K**a * C)
    near = satisfied(
        have(bounded.claim.args[2], by=bounded).instance(first, second),
        given=conditions,
        note="Within the radius of the family the laws are close.",
    )
    gap = dist(SPACE, kappa1, kappa2)
    points = have(
        gap <= K * APART, given=conditions, by=conjuncts(reads)[1].instance(first, second, kappa1, kappa2)
    )
    raised = have(
        And(gap**a <= K**a * APART**a, 0 <= K**a),
        "Raise both sides to the power $a$.",
        by=[
            points,
            reads,
            powers.at({smaller: gap, factor: K, larger: APART, exponent: a}),
            fact("dist_nonneg", SPACE, kappa1, kappa2),
            known("dPd_nonneg", d, p(first), p(second)),
        ],
    )
    product = times(0 <= K**a, APART**a <= C * step**b)
    moved = have(closer, given=conditions, by=[near, raised, product])
    moved = have(Implies(And(*conditions), closer), "So are the points, with another constant.", by=moved)
    goal = locally_hoelder(SPACE, plateaued).body
    found = exhibit(
        goal,
        "The radius is that of the family.",
        witness=(rho, K**a * C),
        by=[bounded, moved.forall(first, second, kappa1, kappa2)],
    )
    local = have(Implies(Omega(theta), goal), by=picked(there, *names, by=found)).forall(theta)
    return have(claim, "The law gives the point of the cube.", by=picked(reading, chosen, by=local))


COUNT = SPACE * b <= n * a


@theorem(
    "A cube of plateaus in a Hölder family",
    Implies(And(*EXPONENTS, HOELDER, INVARIANT, 2 <= d, STARTED, *SIZES.parts), COUNT),
    uses=[cube_of_plateaus, plateaus_locally_hoelder],
    source=OWN,
)
def hoelder_plateaus(claim, cube, hoelder):
    conditions = claim.condition.parts
    null = no_hoelder_cube(SPACE, lambda other: lambda kappa: plateaued(other, kappa))
    hit = have(onto(SPACE, plateaued), given=conditions, by=cube.forall(kappa))
    near = satisfied(hoelder, given=conditions)
    enough = have(COUNT, given=EXPONENTS, by=[null, hit, near, fact("nat_step", n * a, SPACE * b)])
    return have(claim, "With fewer parameters the cube would be a null set.", by=enough)


@theorem(
    "The sharp count for Hölder families",
    Implies(And(*REGULAR, Omega(centre), SupportAtLeast(MEMBER, N, d)), COUNT),
    uses=[ray, ray_reached, windows_about_support, hoelder_plateaus],
    source=OWN,
)
def sharp_hoelder_count(claim, ray, started, windows, needed):
    none = have(Implies(N <= 0, COUNT), by=[times(0 <= n, 0 <= a), cases(Equal(N, 0))])
    return counted(claim, none, ray, started, windows, needed)
