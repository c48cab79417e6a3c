r"""Four parameters are needed: how many an invariant Lipschitz family on the line must have.

If the family $p\colon \Omega \to$ laws on $\mathbb R$, $\Omega \subset \mathbb R^n$, is locally Lipschitz and
invariant under layers of width one, then $n$ is at least the number of support points of any member, up to
four. Near so many support points the clips of the member fill a cube whose points are read from the laws.

Source: own computation.
"""

from symrelu import (
    And,
    Exists,
    ForAll,
    Implies,
    InSupport,
    Invariant,
    SupportAtLeast,
    exhibit,
    fact,
    given,
    have,
    instance,
    max_,
    min_,
    naturals,
    pick,
    picked,
    reals,
    sequences,
    theorem,
)

from .cube_of_clips import first_expands, fourth_expands, light, mass, second_expands, third_expands, w
from .cubes_of_parameters import FAMILY, LOCAL, MEMBER, POINTS, Omega, centre, cube_reached, needed
from .moved_lines import APART, SMALL, r, x1, x2, x3, x4, z
from .ordered_points import S, four_in_order, neighbours, three_in_order, two_in_order
from .products import divided, part_of_number, positive_product, products_keep_order
from .readings import satisfied

a, b, c, d, s = reals("a b c d s")
m, n = naturals("m n")
y = sequences("y")
FILLED = {
    1: {x2: x1 + 1, x3: x1 + 2, x4: x1 + 3},
    2: {x2: (2 * x1 + x4) / 3, x3: (x1 + 2 * x4) / 3},
    3: {x3: (x2 + x4) / 2},
    4: {},
}
OWN = "own computation"


# ---- the sizes ------------------------------------------------------------------------------------

ORDERED = And(x1 < x2, x2 < x3, x3 < x4)


@theorem("Room between the points", Implies(ORDERED, Exists(z, APART)), source=OWN)
def room(claim):
    gaps = min_(x2 - x1, min_(x3 - x2, x4 - x3))
    return exhibit(claim, "A part of the smallest gap.", witness=(gaps / 16,))


@theorem(
    "A small radius",
    Implies(APART, Exists(r, SMALL)),
    uses=[part_of_number, products_keep_order],
    source=OWN,
)
def small_radius(claim, part, order):
    span = x4 - x1 + z
    some = satisfied(part.at({a: min_(z, 1) / 2, d: max_(1, span)}), given=[APART])
    radius, fits = pick(some, "r")
    small = have(SMALL, given=[APART], by=[fits, order.at({s: r, a: span, b: max_(1, span)})])
    found = exhibit(claim.conclusion, witness=(radius,), by=small)
    return have(claim, "A part of the room, small against all distances.", by=picked(some, radius, by=found))


def small_weight(m, part, scale):
    """A weight that is small against r and the masses near the points."""
    known_ = [APART, SMALL, *support(m)]
    masses = [mass(point, MEMBER) for point in POINTS[m]]
    positive = [
        have(
            0 < near,
            "A support point has mass near it.",
            given=known_,
            by=instance(InSupport(MEMBER, point), z),
        )
        for near, point in zip(masses, POINTS[m], strict=True)
    ]
    scaled = [satisfied(scale.at({a: near}), given=known_, by=positive) for near in masses]
    least = r
    for number in (*masses, *(8 * z * r * near for near in masses)):
        least = min_(least, number)
    some = satisfied(part.at({a: least, d: 1 + 4 * z}), given=known_, by=[*positive, *scaled])
    chosen, fits = pick(some, "w")
    exists = Exists(w, light(*masses))
    found = exhibit(
        exists,
        "A part of the smallest of these numbers.",
        witness=(chosen,),
        by=have(light(*masses), by=fits),
    )
    return picked(some, chosen, by=found)


# ---- so many parameters as support points, up to four ---------------------------------------------


def support(m):
    """The points lie in the support of the member."""
    return [InSupport(MEMBER, point) for point in POINTS[m]]


def conditions(m):
    """An invariant Lipschitz family with a member that has so many support points."""
    ordered = [i < j for i, j in neighbours(POINTS[m])]
    return [LOCAL, Invariant(FAMILY), Omega(centre), *ordered, *support(m)]


def parameters(m, claim, uses):
    """So many support points need so many parameters."""
    place, radius, part, scale, *others = uses
    enough = needed(m, *others)
    spaces = satisfied(place, given=[ORDERED])
    radii, weights = satisfied(radius, given=[APART]), small_weight(m, part, scale)
    for exists, size in ((weights, w), (radii, r), (spaces, z)):
        name, _ = pick(exists, str(size))
        enough = picked(exists, name, by=enough)
    general = have(
        Implies(And(*conditions(4)[:3], ORDERED, *support(m)), m <= n), "Choose the sizes.", by=enough
    )
    return have(claim, "Other points are filled in.", by=general.at(FILLED[m]) if FILLED[m] else general)


TOOLS = (room, small_radius, part_of_number, positive_product, cube_reached, divided, products_keep_order)


@theorem(
    "A support point needs a parameter",
    Implies(And(*conditions(1)), 1 <= n),
    uses=[*TOOLS, third_expands],
    source=OWN,
)
def one_parameter(claim, *uses):
    return parameters(1, claim, uses)


@theorem(
    "Two support points need two parameters",
    Implies(And(*conditions(2)), 2 <= n),
    uses=[*TOOLS, third_expands, fourth_expands],
    source=OWN,
)
def two_parameters(claim, *uses):
    return parameters(2, claim, uses)


@theorem(
    "Three support points need three parameters",
    Implies(And(*conditions(3)), 3 <= n),
    uses=[*TOOLS, first_expands, third_expands, fourth_expands],
    source=OWN,
)
def three_parameters(claim, *uses):
    return parameters(3, claim, uses)


@theorem(
    "Four support points need four parameters",
    Implies(And(*conditions(4)), 4 <= n),
    uses=[*TOOLS, first_expands, second_expands, third_expands, fourth_expands],
    source=OWN,
)
def four_parameters(claim, *uses):
    return parameters(4, claim, uses)


# ---- the number of support points -----------------------------------------------------------------

SUPPORTED = [LOCAL, Invariant(FAMILY), Omega(centre), SupportAtLeast(MEMBER, m)]
IN_SUPPORT = ForAll(x1, [], InSupport(MEMBER, x1)).formula.args[0]


def at_least(count, needs, order):
    """So many support points, in whatever order, need so many parameters."""
    points = tuple(y(j) for j in range(1, count + 1))
    found = given(SupportAtLeast(MEMBER, m))
    point_of, chosen = pick(found, "y")
    apart, inside = (have(part, by=chosen) for part in chosen.claim.args)
    enough = [count <= m]
    support = [
        have(InSupport(MEMBER, point), given=enough, by=inside.instance(j))
        for j, point in enumerate(points, 1)
    ]
    if count == 1:
        last = have(count <= n, given=SUPPORTED[:3], by=[needs.at({x1: points[0]}), *support])
        return picked(found, point_of, by=last)
    differ = [apart.instance(i, j) for j in range(1, count + 1) for i in range(1, j)]
    values = dict(zip((a, b, c, d), points, strict=False))
    sorted_ = satisfied(order.at({S: IN_SUPPORT, **values}), given=enough, by=[*support, *differ])
    *names, ordered = pick(sorted_, " ".join(map(str, POINTS[count])))
    last = have(count <= n, "Points in order.", given=SUPPORTED[:3], by=[needs, ordered])
    return picked(found, point_of, by=picked(sorted_, *names, by=last))


@theorem(
    "An invariant Lipschitz family has at least as many parameters as support points, up to four",
    Implies(And(*SUPPORTED), min_(4, m) <= n),
    uses=[
        one_parameter,
        two_parameters,
        three_parameters,
        four_parameters,
        two_in_order,
        three_in_order,
        four_in_order,
    ],
    source=OWN,
)
def support_points_need_parameters(claim, *uses):
    orders = (None, *uses[4:])
    each = [
        have(Implies(And(*SUPPORTED, count <= m), count <= n), by=at_least(count, needs, order))
        for count, needs, order in zip((1, 2, 3, 4), uses[:4], orders, strict=True)
    ]
    return have(claim, "Each number up to four.", by=[*each, *(fact("nat_step", m, j) for j in (1, 2, 3, 4))])
