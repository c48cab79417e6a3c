r"""A cube of laws with plateaus: its points are read from the laws, and an invariant family contains it.

A point $\kappa$ of the unit cube of $\mathbb R^{Nd}$ gives the plateaus on the windows $J_1, \dots, J_N$ the
values with the coordinates $4j + \kappa_{(r - 1)N + j}$, $r = 1, \dots, d$.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Invariant,
    abs_,
    dPd,
    exhibit,
    fact,
    given,
    have,
    ite,
    known,
    naturals,
    pick,
    picked,
    reals,
    sequences,
    theorem,
    times,
)

from .finite_sums import indices
from .heights_of_plateaus import H, plateaus_reached
from .index_pairs import index_of_pair, pair_of_index
from .plateaus import J as JB
from .plateaus import T, a, b, heights_read, r, u, v
from .readings import satisfied
from .single_coordinates import FAMILY, Omega, conjuncts, d, f, g, mu, other, p, reached, within_orthant, z
from .staircases import J, g1, g2, high, low
from .windows import ROOM, SIZES, N, U, begins, ends, m, on_ramp, window, windows_cover

x, y = reals("x y")
i, j, k, q = naturals("i j k q")
kappa, kappa1, kappa2, first, second = sequences("kappa kappa' kappa'' theta_1 theta_2")
OWN = "own computation"


def cube(kappa):
    """A point of the unit cube of R^(Nd)."""
    return ForAll(i, indices(i, N * d), And(0 <= kappa(i), kappa(i) <= 1))


def height(kappa, q, j):
    """The coordinate number q + 1 of the value on J_j."""
    return ite(Equal(j, 0), 0, 4 * j + kappa(q * N + j))


def inside(j, z):
    """The window J_j."""
    return window(j, N, U(z))


def high_plateaus(kappa, g):
    """On the windows the map has the values of the point of the cube."""
    return ForAll((z, j, q), [j <= N, inside(j, z), q + 1 <= d], Equal(g(z)(q + 1), height(kappa, q, j)))


def plateaued(other, kappa):
    """The law at the parameter has the plateaus of the point of the cube."""
    return And(cube(kappa), Exists(g, And(Equal(p(other), mu.push(g)), high_plateaus(kappa, g))))


@theorem(
    "Heights of a point of the cube lie in their bands",
    Implies(
        And(cube(kappa), q + 1 <= d, j <= N),
        And(
            4 * j <= height(kappa, q, j),
            height(kappa, q, j) <= 4 * j + 1,
            Implies(Equal(j, 0), Equal(height(kappa, q, j), 0)),
        ),
    ),
    uses=[index_of_pair],
    source=OWN,
)
def heights_in_bands(claim, index):
    unit = given(cube(kappa)).instance(q * N + j)
    within = have(
        Implies(1 <= j, And(0 <= kappa(q * N + j), kappa(q * N + j) <= 1)),
        given=claim.condition.parts,
        by=[unit, index.at({i: j})],
    )
    return have(claim, r"To $4j$ a number in $[0, 1]$ is added.", by=[within, fact("nat_step", 0, j)])


STARTED = Exists(f, And(reached(f), within_orthant(f), ForAll(z, [], Equal(f(z)(1), U(z)))))


@theorem(
    "An invariant family contains the cube of plateaus",
    Implies(
        And(Invariant(FAMILY, d), 2 <= d, STARTED, *ROOM.parts, cube(kappa)),
        Exists(other, And(Omega(other), plateaued(other, kappa))),
    ),
    uses=[plateaus_reached, heights_in_bands],
    source=OWN,
)
def cube_of_plateaus(claim, free, bands):
    map_, start = pick(given(STARTED), "f")
    reach, positive, driver = conjuncts(start)
    room = have(And(*ROOM.parts[:3]), given=ROOM.parts)
    ramps = have(Implies(indices(k, N), begins(k) < ends(k)), by=room)
    places = have(
        Implies(
            And(j <= N, inside(j, z), *indices(k, N)),
            And(Implies(k <= j, ends(k) <= f(z)(1)), Implies(j + 1 <= k, f(z)(1) <= begins(k))),
        ),
        by=[driver.instance(z), given(inside(j, z)).instance(k)],
    )
    values = {
        J: lambda j: lambda z: inside(j, z),
        low: begins,
        high: ends,
        H: lambda q: lambda j: height(kappa, q, j),
    }
    there = satisfied(
        free.at(values),
        given=[Invariant(FAMILY, d), 2 <= d, cube(kappa)],
        by=[reach, positive, ramps.forall(k), places.forall(z, j, k), bands.forall(q, j)],
        note="The point of the cube chooses the heights.",
    )
    image, made = pick(there, "g_1")
    member, _, level = conjuncts(made)
    at, belongs = pick(member, "theta'")
    law = exhibit(plateaued(other, kappa).parts[1], witness=(image,), by=[belongs, level])
    found = exhibit(claim.conclusion, witness=(at,), by=[belongs, given(cube(kappa)), law])
    for exists, name in ((member, at), (there, image), (given(STARTED), map_)):
        found = picked(exists, name, by=found)
    return have(claim, by=found)


# ---- the points of the cube are read from the laws ------------------------------------------------

LAWS = dPd(d, p(first), p(second))


@theorem(
    "A bounded number that a small distance bounds",
    Implies(And(0 < m, m <= 1, 0 <= x, x <= 1, 0 <= y, Implies(y < m, x <= y)), AtMost(m * x, y)),
    source="elementary",
)
def scaled(claim):
    return have(claim, r"Either $y \ge m$, or $x \le y$.", by=[times(0 < m, x <= 1), times(0 <= x, m <= 1)])


@theorem(
    "The cube of plateaus is read from the laws",
    Implies(
        And(2 <= d, *SIZES.parts, plateaued(first, kappa1), plateaued(second, kappa2), *indices(k, N * d)),
        AtMost(m * abs_(kappa1(k) - kappa2(k)), LAWS),
    ),
    uses=[heights_read, windows_cover, heights_in_bands, pair_of_index, index_of_pair, scaled],
    source=OWN,
)
def cube_read(claim, read, cover, bands, pairs, index, scaled):
    conditions = claim.condition.parts
    pair = satisfied(pairs, given=conditions[-2:])
    row, column, place = pick(pair, "q i")
    whole = [2 <= d, *SIZES.parts, q + 1 <= d, *indices(i, N)]
    facts, picks, same, units = [], [], [], []
    for at, point, name, map_ in ((first, kappa1, "g_1", g1), (second, kappa2, "g_2", g2)):
        unit, law = conjuncts(given(plateaued(at, point)))
        chosen, made = pick(law, name)
        equal, level = conjuncts(made)
        band = have(
            Implies(j <= N, And(4 * j <= height(point, 1, j), height(point, 1, j) <= 4 * j + 1)),
            given=[2 <= d],
            by=[unit, bands.at({kappa: point, q: 1})],
        )
        here = have(
            Implies(And(j <= N, inside(j, z)), Equal(map_(z)(2), height(point, 1, j))),
            given=[2 <= d],
            by=level.instance(z, j, 1),
        )
        there = have(
            Implies(inside(i, z), Equal(map_(z)(q + 1), height(point, q, i))),
            given=whole,
            by=level.instance(z, i, q),
        )
        facts += [band.forall(j), here.forall(z, j), there.forall(z)]
        picks.append((law, chosen))
        same.append(equal)
        units.append(unit.instance(k))
    images = dPd(d, mu.push(g1), mu.push(g2))
    heights = {a: height(kappa1, q, i), b: height(kappa2, q, i)}
    seconds = {u: lambda j: height(kappa1, 1, j), v: lambda j: height(kappa2, 1, j)}
    events = {JB: lambda j: lambda z: inside(j, z), T: lambda z: on_ramp(U(z))}
    covered = have(cover.at({x: U(z)}).claim.args[1], given=ROOM.parts, by=cover.at({x: U(z)}))
    heavy = given(SIZES.parts[-1]).instance(i)
    near = satisfied(
        read.at({f: g1, g: g2, r: q + 1, **heights, **seconds, **events}),
        given=[*whole, images < m],
        by=[*facts, covered.forall(z), heavy],
    )
    gap = abs_(kappa1(k) - kappa2(k))
    equal = have(Equal(LAWS, images), by=same)
    pair_gap = abs_(kappa1(q * N + i) - kappa2(q * N + i))
    close = have(Implies(images < m, pair_gap <= images), by=near)
    close = have(
        Implies(LAWS < m, gap <= LAWS),
        "The heights differ by as much as the points of the cube.",
        by=[equal, close, have(place.claim.args[3], by=place)],
    )
    small = have(And(0 <= gap, gap <= 1), given=conditions, by=units)
    found = satisfied(
        scaled.at({x: gap, y: LAWS}),
        given=conditions,
        by=[close, small, known("dPd_nonneg", d, p(first), p(second))],
    )
    for exists, names in (*((law, [map_]) for law, map_ in picks), (pair, [row, column])):
        found = picked(exists, *names, by=found)
    return have(claim, by=found)
