r"""The sharp count: $d$ parameters are needed for every support point.

Let $d \ge 2$, and let $p\colon \Omega \to$ laws on $\mathbb R^d$, $\Omega \subset \mathbb R^n$, be locally
Lipschitz and invariant under layers. Then $d$ times the number of support points of any $p(\theta)$ is at
most $n$. Laws on $N$ points with fixed weights attain the bound.

A layer of rank one brings $N$ support points to a ray. Staircases make the laws of maps that are constant on
windows about these points, with values that fill a cube of dimension $Nd$, and that are read from the laws.
So they need $Nd$ parameters, where hinges, which fill a cube of dimension $N$, need $N$. The law need not be
finite: the ramps between the windows have little mass.

Source: Macdonald and Wäldchen 2021, main theorem, the idea; the number, and the proof: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    InSupport,
    P,
    SupportAtLeast,
    abs_,
    dist,
    exhibit,
    fact,
    given,
    have,
    ite,
    known,
    naturals,
    pick,
    picked,
    pointwise,
    reals,
    relu,
    theorem,
    times,
)

from .cubes_of_chains import INVARIANT, LOCAL
from .cubes_of_plateaus import STARTED, cube_of_plateaus, cube_read, plateaued
from .finite_sums import N as COUNT
from .finite_sums import indices, sum_of_zeros, u
from .hinged_rays import MEMBER, centre
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
    pairs,
    rho,
    second,
    step,
    theta,
)
from .products import divided
from .products import s as part
from .products import t as total
from .products import w as factor
from .readings import applied, satisfied
from .separating_directions import beta, ray, w
from .separating_directions import mu as law_on
from .single_coordinates import W, conjuncts, d, f, image_map, layer_reached, mu, other, p, within_orthant, z
from .single_coordinates import w as bias
from .supports_of_images import linear
from .windows import SIZES, N, U, m, s, windows_about_support

i, j, k = naturals("i j k")
r = reals("r")
OWN = "own computation"
PAPER = "Macdonald and Wäldchen 2021, main theorem"
SPACE = N * d


@theorem(
    "Laws with plateaus are locally Lipschitz in the parameters",
    Implies(And(LOCAL, 2 <= d, *SIZES.parts), locally_lipschitz(SPACE, plateaued)),
    uses=[cube_read, divided],
    source=OWN,
)
def plateaus_locally_lipschitz(claim, read, quotient):
    there = given(LOCAL).instance(theta)
    *names, bounded = pick(there, "rho C")
    conditions, closer = pairs(SPACE, plateaued, C / m)
    close = satisfied(
        have(bounded.claim.args[2], by=bounded).instance(first, second),
        given=conditions,
        note="Within the radius of the family the laws are close.",
    )
    gap, bound = abs_(kappa1(i) - kappa2(i)), C / m * step
    scale = have(0 <= C, by=bounded)
    quotients = quotient.at({factor: m, part: gap, total: C * step})
    near = have(
        Implies(indices(i, SPACE), gap <= bound),
        "So are the coordinates of the points.",
        given=[2 <= d, *SIZES.parts, *conditions],
        by=[read.at({k: i}), close, quotients],
    )
    nonnegative = have(
        0 <= bound,
        given=[0 < m],
        by=[quotients, times(0 <= C, 0 <= step), fact("dist_nonneg", n, first, second), scale],
    )
    farthest = satisfied(known("dist_le", SPACE, kappa1, kappa2, bound), by=[near.forall(i), nonnegative])
    moved = have(Implies(And(*conditions), closer), by=farthest)
    goal = locally_lipschitz(SPACE, plateaued).body
    found = exhibit(
        goal,
        "The radius is that of the family; the constant grows by $1/m$.",
        witness=(rho, C / m),
        by=[bounded, moved.forall(first, second, kappa1, kappa2)],
    )
    local = have(Implies(Omega(theta), goal), by=picked(there, *names, by=found)).forall(theta)
    return have(claim, "Parameters, laws, points of the cube.", by=local)


@theorem(
    "A cube of plateaus needs its dimension in parameters",
    Implies(And(LOCAL, INVARIANT, 2 <= d, STARTED, *SIZES.parts), SPACE <= n),
    uses=[cube_of_plateaus, plateaus_locally_lipschitz],
    source=PAPER,
)
def plateaus_need_parameters(claim, cube, lipschitz):
    conditions = claim.condition.parts
    null = no_cube(SPACE, lambda other: lambda kappa: plateaued(other, kappa))
    hit = have(onto(SPACE, plateaued), given=conditions, by=cube.forall(kappa))
    near = satisfied(lipschitz, given=conditions)
    enough = have(SPACE <= n, by=[null, hit, near, fact("nat_step", n, SPACE)])
    return have(claim, "With fewer parameters the cube would be a null set.", by=enough)


# ---- from support points to plateaus ---------------------------------------------------------------


def reached_from(f):
    """The image of the member under the map is a member."""
    return Exists(other, And(Omega(other), Equal(p(other), MEMBER.push(f))))


def on_ray(z):
    """The first coordinate behind the rank-one layer."""
    return relu(linear(d, w, z) + beta)


def identity_reached():
    """The member is its image under the identity."""
    return exhibit(
        reached_from(lambda z: z), witness=(centre,), by=[given(Omega(centre)), known("push_id", MEMBER)]
    )


@theorem(
    "An invariant family contains the image of a member on a ray",
    Implies(
        And(INVARIANT, Omega(centre), 2 <= d),
        Exists(f, And(reached_from(f), within_orthant(f), ForAll(z, [], Equal(f(z)(1), on_ray(z))))),
    ),
    uses=[layer_reached],
    source=PAPER,
)
def ray_reached(claim, layer):
    first_row = {W: lambda i: lambda j: ite(Equal(i, 1), w(j), 0), bias: lambda i: ite(Equal(i, 1), beta, 0)}
    sent = satisfied(
        layer.at({mu: MEMBER, f: lambda z: z, **first_row}), given=[INVARIANT], by=identity_reached()
    )
    found = exhibit(
        claim.conclusion,
        "The rank-one layer.",
        witness=(image_map(sent),),
        by=[sent, given(2 <= d)],
    )
    return have(claim, by=found)


def counted(claim, none, ray, started, windows, needed):
    """The count from a cube of plateaus on windows about the support points on a ray."""
    conditions, count = claim.condition.parts, claim.conclusion
    points = satisfied(ray.at({law_on: MEMBER}), given=[*conditions, 1 <= N])
    *names, placed = pick(points, "w beta s")
    inside, ordered = conjuncts(placed)
    supported = have(Implies(indices(i, N), InSupport(MEMBER.push(on_ray), s(i))), by=inside.instance(i))
    at_member = {mu: MEMBER, U: on_ray}
    sizes = satisfied(windows.at(at_member), by=[ordered, supported.forall(i)])
    *numbers, small = pick(sizes, "h t m")
    started = satisfied(started, given=conditions)
    enough = satisfied(needed.at(at_member), given=conditions, by=[started, *conjuncts(small)])
    several = picked(points, *names, by=picked(sizes, *numbers, by=enough))
    return have(
        claim,
        "Windows about the points on the ray, and the cube of plateaus.",
        by=[have(Implies(1 <= N, count), by=several), none, fact("nat_step", 0, N)],
    )


@theorem(
    "The sharp count",
    Implies(And(2 <= d, LOCAL, INVARIANT, Omega(centre), SupportAtLeast(MEMBER, N, d)), SPACE <= n),
    uses=[ray, ray_reached, windows_about_support, plateaus_need_parameters],
    source=PAPER,
)
def sharp_count(claim, ray, started, windows, needed):
    none = have(Implies(N <= 0, SPACE <= n), "Without points nothing is claimed.", by=times(N <= 0, 0 <= d))
    return counted(claim, none, ray, started, windows, needed)


# ---- as many parameters as dimensions, at least ----------------------------------------------------


@theorem(
    "An invariant family contains a law with a support point",
    Implies(And(INVARIANT, Omega(centre)), Exists(other, And(Omega(other), SupportAtLeast(p(other), 1, d)))),
    uses=[layer_reached, sum_of_zeros],
    source=PAPER,
)
def point_mass_reached(claim, layer, zeros):
    nothing = satisfied(zeros.at({u: lambda j: 0, COUNT: d}))
    sent = satisfied(
        layer.at({mu: MEMBER, f: lambda z: z, W: lambda i: lambda j: 0, bias: lambda i: 0}),
        given=[INVARIANT],
        by=identity_reached(),
    )
    constant = image_map(sent)
    zero = applied("dist_le", d, constant(z.term()), lambda j: 0, 0, by=nothing)
    origin = zero.claim.args[0].args[2]
    at, member = pick(sent, "theta_1")
    near = have(
        Implies(0 < r, Equal(P(MEMBER.push(constant), lambda y: dist(d, y, origin) < r), 1)),
        "A layer without weights sends everything to the origin.",
        by=[pointwise, zero.forall(z)],
    )
    law = exhibit(SupportAtLeast(p(at), 1, d), witness=(lambda i: lambda j: 0,), by=[member, near.forall(r)])
    found = exhibit(claim.conclusion, "A point mass.", witness=(at,), by=[member, law])
    return have(claim, by=picked(sent, at, by=found))


@theorem(
    "A locally Lipschitz invariant family has as many parameters as dimensions",
    Implies(And(2 <= d, LOCAL, INVARIANT, Omega(centre)), d <= n),
    uses=[sharp_count, point_mass_reached],
    source=PAPER,
)
def dimension_needs_parameters(claim, count, reached):
    there = satisfied(reached, given=claim.condition.parts)
    at, member = pick(there, "theta_1")
    enough = have(d <= n, given=claim.condition.parts, by=[count.at({centre: at, N: 1}), member])
    return have(claim, "A point mass has one support point.", by=picked(there, at, by=enough))
