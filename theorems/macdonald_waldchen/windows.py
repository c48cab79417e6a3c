r"""Windows about points of the line: intervals that hold almost all of the mass of a law.

Points $s_1 < \dots < s_N$ with gaps of at least $3h$ divide the line into windows: the window $J_j$ lies
behind the first $j$ of the ramps $(s_k - 2h, s_k - 2h + t)$ and before the others. For a small $t$ the ramps
have as little mass as one likes.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    InSupport,
    Not,
    Or,
    P,
    abs_,
    borel,
    cases,
    complement,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    instance,
    ite,
    known,
    laws,
    min_,
    naturals,
    pick,
    picked,
    pointwise,
    reals,
    row,
    sequences,
    sign,
    theorem,
    times,
)

from .finite_sums import indices
from .least_numbers import least_number, room_between, spread
from .readings import applied, satisfied
from .sorted_points import increasing

SEQUENCE = ("fun", "N", "R")
c, h, m, t, x = reals("c h m t x")
i, j, k, n, M, N = naturals("i j k n M N")
low, s, v, z = sequences("l s v z")
mu = laws("mu", SEQUENCE)
U = borel("u", SEQUENCE, "R")
OWN = "own computation"


# ---- windows and ramps -----------------------------------------------------------------------------


def begins(k):
    """Where the ramp before s_k begins."""
    return s(k) - 2 * h


def ends(k, t=t):
    """Where it ends."""
    return begins(k) + t


def window(j, n, x, t=t):
    """The number x lies behind the first j of n ramps and before the others."""
    return ForAll(
        k, indices(k, n), And(Implies(k <= j, ends(k, t) <= x), Implies(j + 1 <= k, x <= begins(k)))
    )


def on_ramp(x, t=t):
    """The number x lies on a ramp."""
    return Exists(k, And(*indices(k, N), begins(k) < x, x < ends(k, t)))


def in_window(n, x):
    """The number x lies in a window."""
    return Exists(j, And(j <= n, window(j, n, x)))


ROOM = And(0 < h, 0 < t, t <= h, spread(N, h))


@theorem(
    "Every number lies in a window or on a ramp", Implies(ROOM, Or(on_ramp(x), in_window(N, x))), source=OWN
)
def windows_cover(claim):
    off = Not(on_ramp(x))
    either = have(
        Implies(n + 1 <= N, Or(x <= begins(n + 1), ends(n + 1) <= x)), given=[off], by=instance(off, n + 1)
    )
    place, holds = pick(given(in_window(n, x)), "j")
    each = have(holds.claim.args[1], by=holds)
    here = have(
        Implies(indices(k, n + 1), And(Implies(k <= j, ends(k) <= x), Implies(j + 1 <= k, x <= begins(k)))),
        by=[each.instance(k), holds, fact("nat_step", n, k), cases(Equal(k, n + 1))],
        given=[x <= begins(n + 1)],
    )
    before = exhibit(in_window(n + 1, x), witness=(place,), by=[holds, here.forall(k)])
    before = have(
        Implies(And(x <= begins(n + 1), in_window(n, x)), in_window(n + 1, x)),
        by=picked(given(in_window(n, x)), place, by=before),
    )
    far = given(spread(N, h)).instance(k, n + 1)
    gone = have(
        Implies(indices(k, n + 1), ends(k) <= x),
        given=[*ROOM.parts, n + 1 <= N, ends(n + 1) <= x],
        by=[far, fact("nat_step", n, k), cases(Equal(k, n + 1))],
    )
    beyond = have(
        Implies(And(n + 1 <= N, ends(n + 1) <= x), in_window(n + 1, x)),
        by=exhibit(in_window(n + 1, x), witness=(n + 1,), by=gone.forall(k)),
    )
    every = induct_on(
        n,
        Implies(n <= N, in_window(n, x)),
        "Before the next ramp nothing changes, behind it all ramps are passed.",
        given=[*ROOM.parts, off],
        base=exhibit(in_window(0, x), witness=(0,)),
        step=[before, beyond, either],
    )
    return have(claim, by=have(Implies(off, in_window(N, x)), by=every.instance(N)))


@theorem(
    "A window holds the numbers near its point",
    Implies(And(*ROOM.parts, *indices(i, N), abs_(x - s(i)) < h), window(i, N, x)),
    source=OWN,
)
def window_about_point(claim):
    spaced_ = given(spread(N, h))
    return have(
        claim,
        "Its own ramp and the earlier ones end before it, the next begins behind it.",
        by=[spaced_.instance(i, k), spaced_.instance(k, i), fact("nat_step", k, i), cases(Equal(k, i))],
    )


# ---- ramps of small mass ---------------------------------------------------------------------------


def off_ramps(u, length, low=low):
    """The number u lies on no ramp of this length."""
    return ForAll(k, indices(k, N), Or(u <= low(k), low(k) + length <= u))


@theorem(
    "Short ramps miss a number",
    Exists(n, off_ramps(x, 1 / (n + 1))),
    uses=[least_number],
    source=OWN,
)
def ramps_miss(claim, least_):
    def ahead(k):
        return ite(low(k) < x, x - low(k), 1)

    some = satisfied(least_.at({v: ahead}))
    gap, bound = pick(some, "c")
    large = have(Exists(n, 1 / c <= n), by=known("archimedes", 1 / c))
    count, enough = pick(large, "n")
    small = have(
        1 / (n + 1) <= c,
        "Shorter than the way to the number from every ramp that begins before it.",
        given=[0 < c],
        by=[enough, times(0 < c, 1 / c <= n), times(0 < 1 / (n + 1), n * c >= 1), sign(1 / (n + 1))],
    )
    each = have(bound.claim.args[2], by=bound)
    away = have(
        Implies(indices(k, N), Or(x <= low(k), low(k) + 1 / (n + 1) <= x)),
        by=[small, bound, each.instance(k)],
    )
    found = exhibit(claim, witness=(count,), by=away.forall(k))
    for exists, name in ((large, count), (some, gap)):
        found = picked(exists, name, by=found)
    return have(claim, by=found)


SHORT = Exists(t, And(0 < t, P(mu, lambda z: Not(off_ramps(U(z), t))) <= m))


@theorem("Short ramps have little mass", Implies(0 < m, SHORT), uses=[ramps_miss], source=OWN)
def ramps_of_small_mass(claim, miss):
    def event(n):
        return lambda z: off_ramps(U(z), 1 / (n + 1))

    shorter = have(
        1 / (n + 2) <= 1 / (n + 1),
        by=[sign(1 / (n + 2)), sign(1 / (n + 1)), times(0 < 1 / (n + 2), 0 < 1 / (n + 1))],
    )
    grows = have(Implies(event(n)(z), event(n + 1)(z)), by=shorter)
    limit = satisfied(row("prob_countable", mu, lambda n: event(n)), by=grows.forall(n, z)).instance(m)
    whole = applied("prob_sure", mu, lambda z: Exists(n, event(n)(z)), by=miss.at({x: U(z)}).forall(z))
    count, close = pick(limit, "n")
    rest = complement(mu, event(n))
    found = exhibit(
        SHORT,
        "The events that no ramp of length $1/(n + 1)$ is met increase to the whole space.",
        witness=(1 / (n + 1),),
        by=[close, whole, rest],
    )
    return have(claim, by=picked(limit, count, by=found))


SUPPORTED = ForAll(i, indices(i, N), InSupport(mu.push(U), s(i)))
HEAVY = ForAll(i, indices(i, N), 2 * m <= P(mu, lambda z: window(i, N, U(z))))
SIZES = And(*ROOM.parts, 0 < m, m <= 1, P(mu, lambda z: on_ramp(U(z))) <= m, HEAVY)


@theorem(
    "Windows about support points",
    Implies(And(increasing(N, s), SUPPORTED), Exists((h, t, m), SIZES)),
    uses=[room_between, least_number, ramps_of_small_mass, window_about_point],
    source=OWN,
)
def windows_about_support(claim, room, least_, short, about):
    gaps = satisfied(room, given=[increasing(N, s)])
    size, spread_ = pick(gaps, "h")

    def near(i):
        return P(mu, lambda z: abs_(U(z) - s(i)) < h)

    image = have(Equal(P(mu.push(U), lambda y: abs_(y - s(i)) < h), near(i)), by=pointwise)
    positive = have(
        Implies(indices(i, N), 0 < near(i)),
        "Near a support point there is mass.",
        given=[SUPPORTED, 0 < h],
        by=[image, instance(InSupport(mu.push(U), s(i)), h)],
    )
    some = satisfied(least_.at({v: near}), by=positive.forall(i))
    mass, bound = pick(some, "c")
    ramps = satisfied(short.at({m: c / 2, low: lambda k: s(k) - 2 * h}), by=bound)
    length, small = pick(ramps, "t")
    shorter = min_(t, h)
    room_left = have(And(0 < shorter, shorter <= h), by=[small, spread_])
    place, met = pick(given(on_ramp(U(z), shorter)), "k")
    off = off_ramps(U(z), t, begins)
    hit = have(Not(off), by=[met, instance(off, k)])
    hit = have(
        Implies(on_ramp(U(z), shorter), Not(off)), by=picked(given(on_ramp(U(z), shorter)), place, by=hit)
    )
    light = have(
        AtMost(P(mu, lambda z: on_ramp(U(z), shorter)), P(mu, lambda z: Not(off_ramps(U(z), t, begins)))),
        by=[pointwise, hit.forall(z)],
    )
    inside = have(
        Implies(abs_(U(z) - s(i)) < h, window(i, N, U(z), shorter)),
        given=[*indices(i, N)],
        by=[about.at({t: shorter, x: U(z)}), room_left, spread_],
    )
    more = have(
        AtMost(near(i), P(mu, lambda z: window(i, N, U(z), shorter))),
        "The windows hold what is near their points.",
        by=[pointwise, inside.forall(z)],
    )
    heavy = have(
        Implies(indices(i, N), 2 * (c / 2) <= P(mu, lambda z: window(i, N, U(z), shorter))),
        by=[more, have(bound.claim.args[2], by=bound).instance(i)],
    )
    found = exhibit(
        claim.conclusion,
        "Half of the least mass near the points, and ramps with less.",
        witness=(h, shorter, c / 2),
        by=[room_left, spread_, bound, small, light, heavy.forall(i)],
    )
    for exists, name in ((ramps, length), (some, mass), (gaps, size)):
        found = picked(exists, name, by=found)
    return have(claim, by=found)
