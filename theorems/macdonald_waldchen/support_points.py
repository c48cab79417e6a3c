r"""Every event of positive mass has mass near a point, and that point lies in the support.

Source: elementary.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Not,
    Or,
    P,
    abs_,
    events,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    ite,
    laws,
    min_,
    naturals,
    pick,
    picked,
    reals,
    row,
    sequences,
    sign,
    theorem,
)

from .cuts import S, cut
from .cuts import e as width
from .cuts import r as start
from .cuts import z as top
from .readings import applied, satisfied

R, r, s, t, rho = reals("R r s t rho")
c, d, i, j = naturals("c d i j")
y, x = sequences("y x")
SEQ = ("fun", "N", "R")
mu = laws("mu", SEQ)
A = events("A", SEQ)
OWN = "elementary"


def indices(j, c):
    """1 <= j <= c."""
    return [1 <= j, j <= c]


def near(c, x, r):
    """The points of the event whose first c coordinates are near those of x."""
    return lambda y: And(A(y), ForAll(j, indices(j, c), abs_(y(j) - x(j)) < r))


def massive(c, x):
    """All neighbourhoods of x in the first c coordinates have mass."""
    return ForAll(r, [0 < r], 0 < P(mu, near(c, x, r)))


BOUNDED = ForAll(y, [A(y)], ForAll(j, indices(j, d), abs_(y(j)) <= R))
SETTING = [BOUNDED, 0 < P(mu, A)]


def left(r, t):
    """The points near x whose next coordinate is at most t."""
    return lambda y: And(near(c, x, r)(y), y(c + 1) <= t)


def empty(t):
    """With some radius there is no mass up to t."""
    return Exists(r, And(0 < r, AtMost(P(mu, left(r, t)), 0)))


BORDER = And(ForAll(t, [t < top], empty(t)), ForAll(t, [top < t], Not(empty(t))))


@theorem(
    "A number for the next coordinate",
    Implies(And(*SETTING, c + 1 <= d, massive(c, x)), Exists(top, BORDER)),
    uses=[cut],
    source=OWN,
)
def next_coordinate(claim, cuts):
    conditions = claim.condition.parts
    smaller = applied("prob_mono", mu, left(r, s), left(r, t), given=[s <= t])
    radius, found = pick(given(empty(t)), "r")
    moved = exhibit(empty(s), witness=(r,), by=[found, smaller])
    down = have(Implies(And(s <= t, empty(t)), empty(s)), by=picked(given(empty(t)), radius, by=moved))
    inside = given(BOUNDED).instance(y, c + 1)
    bounded = have(Implies(A(y), abs_(y(c + 1)) <= R), given=conditions, by=inside)
    none = have(Not(left(1, -R - 1)(y)), given=conditions, by=bounded)
    lowest = exhibit(
        empty(-R - 1), witness=(1,), by=applied("prob_never", mu, left(1, -R - 1), by=none.forall(y))
    )
    whole = have(Implies(near(c, x, r)(y), left(r, R)(y)), given=conditions, by=bounded)
    above = applied("prob_mono", mu, near(c, x, r), left(r, R), by=whole.forall(y))
    full = have(
        Implies(0 < r, 0 < P(mu, left(r, R))), given=conditions, by=[above, given(massive(c, x)).instance(r)]
    )
    number, nothing = pick(given(empty(R)), "r")
    clash = picked(given(empty(R)), number, by=have(Or(), by=[full, nothing]))
    highest = have(Not(empty(R)), by=have(Implies(empty(R), Or()), by=clash))
    ends = satisfied(
        cuts.at({S: empty, start: -R - 1, width: 2 * R + 1}),
        given=conditions,
        by=[down.forall(s, t), lowest, highest],
    )
    return have(claim, "The numbers below which some radius leaves no mass end somewhere.", by=ends)


def moved(x):
    """The point with the number as its next coordinate."""
    return lambda j: ite(Equal(j, c + 1), top, x(j))


@theorem(
    "One coordinate more",
    Implies(BORDER, massive(c + 1, moved(x))),
    source=OWN,
)
def one_coordinate_more(claim):
    low, high = BORDER.parts
    under, over = top - rho / 2, top + rho / 2
    number, none = pick(given(low).instance(under), "s")
    size = min_(s, rho)
    some = exhibit(Implies(And(0 < size, AtMost(P(mu, left(size, over)), 0)), empty(over)), witness=(size,))
    filled = have(0 < P(mu, left(size, over)), given=[0 < rho], by=[some, none, given(high).instance(over)])
    parts = row("prob_split", mu, left(size, over), lambda y: y(c + 1) <= under)

    def lower(y):
        return And(left(size, over)(y), y(c + 1) <= under)

    def upper(y):
        return And(left(size, over)(y), Not(y(c + 1) <= under))

    close = given(ForAll(j, indices(j, c), abs_(y(j) - x(j)) < size)).instance(j)
    first = have(Implies(lower(y), left(s, under)(y)), by=close)
    second = have(
        Implies(upper(y), near(c + 1, moved(x), rho)(y)),
        by=[close, fact("nat_step", c, j), sign(j - c - 1)],
    )
    bounds = [
        applied("prob_mono", mu, lower, left(s, under), by=first.forall(y)),
        applied("prob_mono", mu, upper, near(c + 1, moved(x), rho), by=second.forall(y)),
    ]
    mass = have(0 < P(mu, near(c + 1, moved(x), rho)), given=[0 < rho], by=[filled, parts, none, *bounds])
    every = picked(given(low).instance(under), number, by=mass)
    each = have(Implies(0 < rho, every.claim), by=every).forall(rho)
    return have(claim, "Below there is no mass, a little above there is some.", by=each)


@theorem(
    "Mass near a point",
    Implies(And(*SETTING), Exists(x, massive(d, x))),
    uses=[next_coordinate, one_coordinate_more],
    source=OWN,
)
def mass_near_a_point(claim, number, more):
    conditions = claim.condition.parts
    there = Exists(x, massive(c, x))
    point, all_near = pick(given(there), "x")
    coordinate = satisfied(number, given=[*conditions, c + 1 <= d], by=all_near)
    height, ends = pick(coordinate, "z")
    longer = exhibit(Exists(x, massive(c + 1, x)), witness=(moved(x),), by=satisfied(more, by=ends))
    onward = picked(given(there), point, by=picked(coordinate, height, by=longer))
    same = applied("prob_mono", mu, A, near(0, x, r))
    start_ = have(ForAll(r, [0 < r], 0 < P(mu, near(0, x, r))), given=conditions, by=same)
    every = induct_on(
        c,
        Implies(c <= d, there),
        "Coordinate by coordinate.",
        given=conditions,
        base=exhibit(Exists(x, massive(0, x)), witness=(x,), by=start_),
        step=have(Implies(And(there, c + 1 <= d), Exists(x, massive(c + 1, x))), by=onward),
    )
    return have(claim, by=every.instance(d))
