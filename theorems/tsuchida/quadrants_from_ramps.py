r"""Two laws with the same means of ramps have the same mass in every quadrant of a plane.

A ramp falls from 1 to 0 next to the quadrant, the slower the farther from the origin: along every circle its
slope is bounded by one number.

Source: elementary.
"""

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Exists,
    ForAll,
    Implies,
    Integrable,
    NonZero,
    Not,
    Or,
    P,
    abs_,
    clip,
    complement,
    exhibit,
    fact,
    given,
    have,
    ite,
    laws,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    row,
    sign,
    theorem,
    times,
)

from .dominated_means import SEQ, z
from .means_below_sums import bounded, everywhere
from .planar_rotations import length, length_of_a_point
from .uniform_angle import applied

OWN = "own computation"
g, h, r, s, t, u, v, x, y = reals("g h r s t u v x y")
k, n = naturals("k N")
mu, nu = laws("mu nu", SEQ)


def ramp(n, u, r):
    """1 where u is not positive, falling to 0 at u = (1 + r) / n."""
    return 1 - clip(n * u / (1 + r), 0, 1)


def ramps(n):
    """The product of the ramps of both coordinates."""
    return lambda z: ramp(n, g * (z(1) - x), length(z)) * ramp(n, h * (z(2) - y), length(z))


def quadrant(z):
    """The coordinates are at most x and y; where g or h is 0, there is no bound."""
    return And(g * (z(1) - x) <= 0, h * (z(2) - y) <= 0)


def near(n):
    """A neighbourhood of the quadrant."""
    return lambda z: And(n * (g * (z(1) - x)) < 1 + length(z), n * (h * (z(2) - y)) < 1 + length(z))


@theorem(
    "The ramps are 1 in the quadrant and 0 off its neighbourhood",
    And(
        0 <= ramps(n)(z),
        ramps(n)(z) <= 1,
        Implies(quadrant(z), Equal(ramps(n)(z), 1)),
        Implies(Not(near(n)(z)), Equal(ramps(n)(z), 0)),
    ),
    uses=[length_of_a_point],
    source=OWN,
)
def ramps_near_quadrants(claim, size):
    held = have(AtMost(0, length(z)), by=size.at({r: length(z)}))
    inverse = have(
        Implies(0 <= r, And(0 < 1 / (1 + r), Equal((1 + r) * (1 / (1 + r)), 1))),
        by=[fact("inverse", 1 + r), sign(1 / (1 + r))],
    )
    below = have(Implies(And(0 <= v, u <= 0), v * u <= 0), by=times(0 <= v, u <= 0))
    low = [below.at({v: n}), below.at({v: 1 / (1 + r), u: n * u})]
    one = have(Implies(And(0 <= r, u <= 0), Equal(ramp(n, u, r), 1)), by=[inverse, *low, fact("nat", n)])
    zero = have(
        Implies(And(0 <= r, 1 + r <= n * u), Equal(ramp(n, u, r), 0)),
        by=[inverse, times(0 < 1 / (1 + r), 1 + r <= n * u)],
    )
    parts = [g * (z(1) - x), h * (z(2) - y)]
    cases_ = [lemma.at({u: part}).at({r: length(z)}) for lemma in (one, zero) for part in parts]
    first, second = (ramp(n, part, length(z)) for part in parts)
    inside = have(
        Implies(And(0 <= s, s <= 1, 0 <= t, t <= 1), And(0 <= s * t, s * t <= 1)),
        by=[times(0 <= s, 0 <= t), times(s <= 1, 0 <= t)],
    ).at({s: first, t: second})
    ranges = have(And(*(And(0 <= value, value <= 1) for value in (first, second))))
    full = have(Implies(And(Equal(s, 1), Equal(t, 1)), Equal(s * t, 1)), by=rewriting(s, 1))
    empty = have(
        Implies(Or(Equal(s, 0), Equal(t, 0)), Equal(s * t, 0)), by=[rewriting(s, 0), rewriting(t, 0)]
    )
    pairs = list(zip(parts, (first, second), cases_[:2], cases_[2:], strict=True))
    ones = [have(Implies(part <= 0, Equal(value, 1)), by=[held, low]) for part, value, low, _ in pairs]
    zeros = [
        have(Implies(1 + length(z) <= n * part, Equal(value, 0)), by=[held, high])
        for part, value, _, high in pairs
    ]
    inside = [have(claim.parts[k], by=[inside, ranges]) for k in (0, 1)]
    there = have(claim.parts[2], by=[*ones, full.at({s: first, t: second})])
    away = have(claim.parts[3], by=[*zeros, empty.at({s: first, t: second})])
    return have(claim, by=[*inside, there, away]), have(NonZero(1 + length(z)), by=held)


def has_mean(law, function, size):
    """A function between 0 and 1 has a mean."""
    return bounded(law, function, z, 1, have(abs_(function(z)) <= 1, by=size))


@theorem(
    "The mean of the ramps lies between the masses of the quadrant and its neighbourhood",
    And(P(mu, quadrant) <= E(mu, ramps(n)), E(mu, ramps(n)) <= P(mu, near(n))),
    uses=[ramps_near_quadrants, length_of_a_point],
    source=OWN,
)
def mean_of_ramps(claim, ramp_values, size):
    regular = has_mean(mu, ramps(n), ramp_values)
    bounds = []
    for event, below in ((quadrant, True), (near(n), False)):

        def indicator(z, event=event):
            return ite(event(z), 1, 0)

        counted = have(Integrable(mu, indicator), by=has_mean(mu, indicator, ()))
        first, second = (indicator, ramps(n)) if below else (ramps(n), indicator)
        order = have(Implies(And(), first(z) <= second(z)), by=ramp_values)
        bounds.append(row("E_event", mu, event))
        bounds.append(
            applied(
                "E_mono",
                mu,
                lambda z: And(),
                first,
                second,
                by=[everywhere(mu), counted, regular, order.forall(z)],
            )
        )
    held = have(AtMost(0, length(z)), by=size.at({r: length(z)}))
    return have(claim, by=bounds), have(NonZero(1 + length(z)), by=held)


@theorem(
    "Neighbourhoods shrink to the quadrant",
    Implies(0 < s, Exists(n, P(mu, near(n + 1)) <= P(mu, quadrant) + s)),
    uses=[length_of_a_point],
    source=OWN,
)
def neighbourhoods_shrink(claim, size):
    held = have(AtMost(0, length(z)), by=size.at({r: length(z)}))

    def away(n):
        return lambda z: Not(near(n + 1)(z))

    more = have(
        Implies(And(0 <= r, 1 + r <= (n + 1) * u), And(0 < u, 1 + r <= (n + 2) * u)),
        by=[times(0 <= n, u <= 0), fact("nat", n)],
    )
    parts = [g * (z(1) - x), h * (z(2) - y)]
    more = [more.at({u: part}).at({r: length(z)}) for part in parts]
    grows = have(Implies(away(n)(z), away(n + 1)(z)), by=[held, *more])
    some = have(Exists(k, (1 + r) / u <= k), by=row("archimedes", (1 + r) / u))
    name, large = pick(some, "k")
    far = have(
        Implies(And(0 < u, 0 <= r, (1 + r) / u <= k), 1 + r <= (k + 1) * u),
        by=[fact("inverse", u), times(0 < u, k - (1 + r) / u >= 0)],
    )
    reached = exhibit(
        Implies(And(0 < u, 0 <= r), Exists(n, 1 + r <= (n + 1) * u)), witness=[k], by=[far, large]
    )
    reached = picked(some, name, by=reached)
    outside = Exists(n, away(n)(z))
    found = []
    for part in parts:
        there = reached.at({u: part}).at({r: length(z)})
        there = have(there.claim.args[1], given=[0 < part], by=[there, held])
        name, big = pick(there, "N")
        one = exhibit(outside, witness=[n], by=big)
        found.append(have(Implies(0 < part, outside), by=picked(there, name, by=one)))
    all_ = have(Implies(Not(quadrant(z)), outside), by=found)
    countable = row("prob_countable", mu, away)
    levels = have(countable.claim.args[1], by=[countable, grows.forall(n, z)])
    level = have(levels.claim, by=levels).instance(s)
    level = have(level.claim.args[1], given=[0 < s], by=level)

    def off(z):
        return Not(quadrant(z))

    def union(z):
        return Exists(k, away(k)(z))

    larger = applied("prob_mono", mu, off, union, by=all_.forall(z))
    name, close = pick(level, "N")
    whole = [complement(mu, quadrant), complement(mu, near(n + 1))]
    bound = have(P(mu, near(n + 1)) <= P(mu, quadrant) + s, by=[close, larger, *whole])
    found = picked(level, name, by=exhibit(claim.conclusion, witness=[n], by=bound))
    return have(claim, by=found)


RAMPS = ForAll(n, [], Equal(E(mu, ramps(n)), E(nu, ramps(n))))


@theorem(
    "Laws with the same means of ramps agree on quadrants",
    Implies(RAMPS, Equal(P(mu, quadrant), P(nu, quadrant))),
    uses=[mean_of_ramps, neighbourhoods_shrink, length_of_a_point],
    source=OWN,
)
def masses_of_quadrants(claim, ramps_, shrink, size):
    same = given(RAMPS).instance(n + 1)
    sides = []
    for law, other in ((mu, nu), (nu, mu)):
        above = have(
            P(law, quadrant) <= P(other, near(n + 1)),
            given=[RAMPS],
            by=[same, ramps_.at({mu: law, n: n + 1}), ramps_.at({mu: other, n: n + 1})],
        )
        tight = shrink.at({mu: other})
        tight = have(tight.claim.args[1], given=[0 < s], by=tight)
        name, close = pick(tight, "N")
        one = picked(tight, name, by=have(P(law, quadrant) <= P(other, quadrant) + s, by=[close, above]))
        one = have(Implies(0 < s, one.claim), by=one)
        sides.append(one.at({s: (P(law, quadrant) - P(other, quadrant)) / 2}))
    held = have(AtMost(0, length(z)), by=size.at({r: length(z)}))
    return have(claim, by=sides), have(NonZero(1 + length(z)), by=held)
