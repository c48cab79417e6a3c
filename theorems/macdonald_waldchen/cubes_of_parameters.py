r"""An invariant family contains a cube of clips, and a Lipschitz one needs as many parameters for it.

Three layers make any clip of a member, so a cube of clips lies in the family. If the family is locally
Lipschitz, the point of the cube is a locally Lipschitz function of the parameters whose law it is; a set in
$\mathbb R^n$ does not cover a cube of higher dimension in this way.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Iff,
    Implies,
    Invariant,
    LocallyLipschitz,
    SameLaw,
    abs_,
    clip,
    dP,
    exhibit,
    fact,
    functions,
    given,
    have,
    known,
    pick,
    picked,
    pointwise,
    reals,
    relu,
    sequences,
    theorem,
    times,
)

from .cube_of_clips import chart, high, light, low, mass, mu, w
from .moved_lines import APART, SMALL, k, q, r, unit, x1, x2, x3, x4
from .null_sets import (
    SEQUENCE,
    C,
    Omega,
    Rel,
    first,
    i,
    kappa,
    kappa1,
    kappa2,
    locally_lipschitz,
    n,
    no_cube,
    other,
    pairs,
    related,
    rho,
    second,
    step,
    theta,
)
from .products import products_keep_order
from .readings import satisfied
from .width_one import three_layers

a, b, c, h, l, s, t, x = reals("a b c h l s t x")
centre = sequences("theta_0")
p = functions("p", SEQUENCE, ("law", "R"))
FAMILY = ((theta,), [Omega(theta)], p(theta))
MEMBER = p(centre)
LOCAL = LocallyLipschitz(FAMILY, n=n)
OWN = "own computation"


# ---- an invariant family contains the cube --------------------------------------------------------


def layer(law, weight, bias):
    """The law after one layer."""
    return law.push(lambda y: relu(weight * y + bias))


@theorem(
    "An invariant family contains the clips of its members",
    Implies(
        And(Invariant(FAMILY), Omega(centre), 0 <= l, l <= h),
        Exists(other, And(Omega(other), SameLaw(p(other), MEMBER.push(lambda x: clip(a * x + c, l, h))))),
    ),
    uses=[three_layers],
    source=OWN,
)
def clips_reached(claim, layers):
    invariant = given(Invariant(FAMILY))
    steps, same, at, law = [], [], centre, MEMBER
    for name, weight, bias in (("theta_1", a, c - l), ("theta_2", -1, h - l), ("theta_3", -1, h)):
        step = invariant.instance(at, weight, bias)
        behind = have(SameLaw(layer(p(at), weight, bias), layer(law, weight, bias)), by=same[-1:])
        at, sent = pick(step, name)
        law = layer(law, weight, bias)
        same.append(
            have(And(Omega(at), SameLaw(p(at), law)), "A layer leads to a member.", by=[sent, behind])
        )
        steps.append((step, at))
    made = have(
        SameLaw(law, MEMBER.push(lambda x: clip(a * x + c, l, h))),
        "Three layers make the clip.",
        given=[0 <= l, l <= h],
        by=[pointwise, layers.forall(x)],
    )
    end = exhibit(
        claim.conclusion, "The member that the third layer leads to.", witness=(at,), by=[same[-1], made]
    )
    for step, name in reversed(steps):
        end = picked(step, name, by=end)
    return have(claim, "So the clip is a member.", by=end)


@theorem(
    "An invariant family contains the cube of clips",
    Implies(
        And(Invariant(FAMILY), Omega(centre), APART, SMALL, unit(*q)),
        Exists(other, And(Omega(other), SameLaw(p(other), chart(q, MEMBER)))),
    ),
    uses=[clips_reached, products_keep_order],
    source=OWN,
)
def cube_reached(claim, reached, order):
    ordered = have(
        Implies(And(APART, SMALL, unit(*q)), And(0 <= low(q), low(q) <= high(q))),
        "The bounds are in order and not negative.",
        by=[
            order.at({s: r, a: 0, b: q[2]}),
            order.at({s: r, a: q[2], b: 1}),
            order.at({s: r, a: 0, b: q[3]}),
        ],
    )
    values = {a: 1 + r * (q[1] - q[0]), c: r * (q[0] * x3 - q[1] * x2) - x1, l: low(q), h: high(q)}
    return have(claim, "The line has a slope and a constant.", by=[reached.at(values), ordered])


# ---- the parameters are spread over a cube --------------------------------------------------------

POINTS = {1: (x1,), 2: (x1, x4), 3: (x1, x2, x4), 4: (x1, x2, x3, x4)}


def numbers(m, kappa):
    """The numbers of the clip that m support points let one read at a point of the cube of R^m."""
    k = tuple(kappa(j) for j in range(1, m + 1))
    return {1: (0, 0, *k, 0), 2: (0, 0, *k), 3: k[:1] + k, 4: k}[m]


def charted(m):
    """The relation between a parameter and the point of the cube whose clip is its law."""
    return lambda other, kappa: And(
        unit(*(kappa(j) for j in range(1, m + 1))), SameLaw(p(other), chart(numbers(m, kappa), MEMBER))
    )


def setting(m):
    """The family, one of its members, and sizes that fit m of the points."""
    masses = (mass(point, MEMBER) for point in POINTS[m])
    return [LOCAL, Invariant(FAMILY), Omega(centre), APART, SMALL, light(*masses)]


def coordinates_close(m, quotient, order, readers):
    """Where laws of the cube are close, so are their points."""
    relation = charted(m)
    closer = dP(p(first), p(second)) <= C * step
    given_ = [*setting(m)[3:], relation(first, kappa1), relation(second, kappa2), closer, 0 <= C]
    values = dict(zip((*q, *k), (*numbers(m, kappa1), *numbers(m, kappa2)), strict=True))
    lemmas = [reader.at({mu: MEMBER, **values}) for reader in readers]
    differences = [abs_(kappa1(j) - kappa2(j)) for j in range(1, m + 1)]
    if m == 4:
        one, two = differences[:2]
        lemmas += [order.at({s: w, a: one, b: two}), order.at({s: w, a: two, b: one})]
    bound, gaps = C / w * step, []
    for difference in differences:
        near = have(w * difference <= C * step, "The laws are members, and close.", given=given_, by=lemmas)
        gaps.append(
            have(difference <= bound, given=given_, by=[near, quotient.at({s: difference, t: C * step})])
        )
    nonnegative = have(
        0 <= bound,
        given=given_,
        by=[quotient.at({t: C * step}), times(0 <= C, 0 <= step), fact("dist_nonneg", n, first, second)],
    )
    each = [
        have(Implies(Equal(i, j), abs_(kappa1(i) - kappa2(i)) <= bound), by=g) for j, g in enumerate(gaps, 1)
    ]
    every = have(
        Implies(And(1 <= i, i <= m), abs_(kappa1(i) - kappa2(i)) <= bound),
        "Number by number.",
        by=[*each, *(fact("nat_step", i, j) for j in range(2, m + 1))],
    )
    farthest = satisfied(
        known("dist_le", m, kappa1, kappa2, bound), given=given_, by=[nonnegative, every.forall(i)]
    )
    return have(
        Implies(And(relation(first, kappa1), relation(second, kappa2), closer, 0 <= C), farthest.claim),
        "The distance of the points is the largest of the differences of their coordinates.",
        by=farthest,
    )


def coordinates_locally_lipschitz(m, means, close):
    """Near every parameter of the family the related points move at most in proportion."""
    there = given(LOCAL).instance(theta)
    *names, bounded = pick(there, "rho C")
    near = have(bounded.claim.args[2], by=bounded).instance(first, second)
    conditions, closer = pairs(m, related, C / w)
    laws_close = satisfied(near, given=conditions, note="Within the radius of the family the laws are close.")
    charts = [
        have(charted(m)(at, point), given=conditions, by=means.instance(at, point))
        for at, point in ((first, kappa1), (second, kappa2))
    ]
    bound = have(0 <= C, by=bounded)
    moved = have(
        Implies(And(*conditions), closer),
        "So the points are.",
        given=setting(m)[3:],
        by=[close, laws_close, bound, *charts],
    )
    goal = locally_lipschitz(m, related).body
    found = exhibit(
        goal,
        r"The radius is that of the family, and the constant grows by $1/w$.",
        witness=(rho, C / w),
        by=[bounded, moved.forall(first, second, kappa1, kappa2)],
    )
    return have(Implies(Omega(theta), goal), by=picked(there, *names, by=found)).forall(theta)


def every_point_hit(m, reached, means):
    """Every point of the cube is related to a parameter of the family."""
    inside = ForAll(i, [1 <= i, i <= m], And(0 <= kappa(i), kappa(i) <= 1))
    cube = have(
        unit(*(kappa(j) for j in range(1, m + 1))),
        given=[inside],
        by=[given(inside).instance(j) for j in range(1, m + 1)],
    )
    there = satisfied(reached.at(dict(zip(q, numbers(m, kappa), strict=True))), given=setting(m), by=cube)
    member, found = pick(there, "theta''")
    hit = exhibit(
        Exists(other, And(Omega(other), related(other, kappa))),
        "The member whose law is the clip.",
        witness=(member,),
        by=[found, cube, means.instance(member, kappa)],
    )
    return have(Implies(inside, hit.claim), by=picked(there, member, by=hit)).forall(kappa)


def needed(m, reached, quotient, order, *readers):
    """A cube of clips of dimension m needs m parameters."""
    relation = charted(m)
    chart_of = exhibit(
        Exists(Rel, ForAll((other, kappa), [], Iff(related(other, kappa), relation(other, kappa)))),
        "Relate a parameter to the point of the cube whose clip is its law.",
        witness=[lambda other: ForAll(kappa, [], relation(other, kappa)).formula.args[0]],
    )
    rel, means = pick(chart_of, "Rel")
    close = coordinates_close(m, quotient, order, readers)
    lipschitz = coordinates_locally_lipschitz(m, means, close)
    hit = every_point_hit(m, reached, means)
    enough = have(
        m <= n,
        "With fewer parameters the cube would be a null set.",
        by=[no_cube(m, rel), hit, lipschitz, fact("nat_step", n, m)],
    )
    return picked(chart_of, rel, by=enough)
