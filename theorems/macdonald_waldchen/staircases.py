r"""Staircases: layers that make one coordinate a step function of another, up to narrow ramps.

Let $J_0, J_1, \dots, J_N$ be sets of points on which a coordinate $z_s$ passes no ramp: on $J_j$ it lies
beyond the first $j$ ramps $[l_k, h_k]$ and before all others. Ramp after ramp, layers raise another
coordinate $z_r$ until it is $e_j$ on $J_j$, for heights $0 = e_0 \le e_1 \le \dots \le e_N$.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    borel,
    cases,
    exhibit,
    fact,
    functions,
    given,
    have,
    induct_on,
    max_,
    min_,
    naturals,
    pick,
    picked,
    reals,
    sequences,
    sign,
    theorem,
    times,
)

from .finite_sums import indices
from .readings import satisfied
from .single_coordinates import (
    SEQUENCE,
    SETTING,
    a,
    b,
    c,
    conjuncts,
    coordinate_raised,
    coordinate_replaced,
    f,
    g,
    kept_but,
    r,
    reached,
    s,
    within_orthant,
    z,
)

l, h, t, v, x, y, w = reals("l h t v x y w")
i, j, k, N = naturals("i j k N")
e, low, high = sequences("e l h")
g0, g1, g2 = borel("g_0 g_1 g_2", SEQUENCE, SEQUENCE)
J = functions("J", "N", ("fun", SEQUENCE, "B"))
OWN = "own computation"


@theorem(
    "A line that passes between two bounds on a ramp",
    Implies(
        And(l < h, 0 <= c),
        Exists((a, b), ForAll(t, [], And(Implies(t <= l, a * t + b <= 0), Implies(h <= t, c <= a * t + b)))),
    ),
    source="elementary",
)
def ramp(claim):
    part = have(
        Implies(And(0 < v, 1 <= v * (h - l), 0 <= c), And(0 <= c * v, c <= c * v * (h - l))),
        by=[times(0 <= c, 0 < v), times(0 <= c, 1 <= v * (h - l))],
    )
    inverse = have(Implies(l < h, 0 < 1 / (h - l)), by=sign(1 / (h - l)))
    some = exhibit(
        Exists(a, And(0 <= a, c <= a * (h - l))),
        witness=(c / (h - l),),
        by=satisfied(part.at({v: 1 / (h - l)}), given=claim.condition.parts, by=inverse),
    )
    slope, rises = pick(some, "a")
    line = have(
        And(Implies(t <= l, a * t - a * l <= 0), Implies(h <= t, c <= a * t - a * l)),
        by=[rises, times(0 <= a, t <= l), times(0 <= a, h <= t)],
    )
    found = exhibit(
        claim.conclusion, "The line through the ends of the ramp.", witness=(slope, -a * l), by=line.forall(t)
    )
    return have(claim, by=picked(some, slope, by=found))


RAMPS = ForAll(k, indices(k, N), low(k) < high(k))


def rising(e):
    """The heights begin at 0 and do not fall."""
    return And(Equal(e(0), 0), ForAll((i, k), [i <= k, k <= N], e(i) <= e(k)))


HEIGHTS = rising(e)


def driven(value):
    """On J_j the driving number lies beyond the first j ramps and before the others."""
    places = And(Implies(k <= j, high(k) <= value(z)), Implies(j + 1 <= k, value(z) <= low(k)))
    return ForAll((z, j, k), [j <= N, J(j)(z), *indices(k, N)], places)


def steps(k, g):
    """The coordinate is e_j on J_j for j at most k, and e_k on the others."""
    values = And(Implies(j <= k, Equal(g(z)(r), e(j))), Implies(k <= j, Equal(g(z)(r), e(k))))
    return ForAll((z, j), [j <= N, J(j)(z)], values)


def climbed(k):
    """Some reached map has climbed the first k steps."""
    return Exists(g, And(reached(g), within_orthant(g), kept_but(r, f, g), steps(k, g)))


GROUND = And(*SETTING.parts, HEIGHTS)
CONDITIONS = And(*GROUND.parts, RAMPS, driven(lambda z: f(z)(s)))


@theorem(
    "A staircase begins at zero",
    Implies(And(*GROUND.parts, k <= 0), climbed(k)),
    uses=[coordinate_replaced],
    source=OWN,
)
def staircase_begins(claim, replaced):
    there = satisfied(replaced.at({a: -1, b: 0, c: 0}), given=SETTING.parts)
    start, made = pick(there, "g_0")
    value = have(
        Equal(g0(z)(r), 0),
        given=SETTING.parts,
        by=[conjuncts(made)[-1].instance(z), given(within_orthant(f)).instance(z, r)],
    )
    level = have(
        steps(k, g0), given=[HEIGHTS, k <= 0], by=[value.forall(z), cases(Equal(j, 0)), cases(Equal(k, 0))]
    )
    found = exhibit(claim.conclusion, "A layer makes the coordinate 0.", witness=(start,), by=[made, level])
    return have(claim, by=picked(there, start, by=found))


def on_step(k, before, after):
    """What a step does to a point of J_j."""
    line = a * f(z)(s) + b
    return And(
        Equal(after(z)(r), min_(max_(before(z)(r), line), e(k + 1))),
        Implies(f(z)(s) <= low(k + 1), line <= 0),
        Implies(high(k + 1) <= f(z)(s), e(k + 1) <= line),
    )


@theorem(
    "One step of a staircase, at a point",
    Implies(
        And(
            Equal(y, min_(max_(x, v), c)),
            Implies(t <= l, v <= 0),
            Implies(h <= t, c <= v),
            And(Implies(k + 1 <= j, h <= t), Implies(j <= k, t <= l)),
            Implies(j <= k, Equal(x, w)),
            0 <= w,
            0 <= c,
            Implies(j <= k, w <= c),
            Implies(Equal(j, k + 1), Equal(w, c)),
        ),
        And(Implies(j <= k + 1, Equal(y, w)), Implies(k + 1 <= j, Equal(y, c))),
    ),
    source=OWN,
)
def one_step(claim):
    return have(
        claim,
        r"Before the ramp the line is at most $0$, behind it at least $e_{k+1}$.",
        by=[cases(Equal(j, k + 1)), fact("nat_step", k, j)],
    )


@theorem(
    "A staircase climbs one more step",
    Implies(And(*CONDITIONS.parts, k + 1 <= N, climbed(k)), climbed(k + 1)),
    uses=[coordinate_raised, ramp, one_step],
    source=OWN,
)
def staircase_climbs(claim, raised, ramp, one_step):
    below, (before, made) = given(climbed(k)), pick(given(climbed(k)), "g_1")
    up = have(0 <= e(k + 1), given=[HEIGHTS, k + 1 <= N], by=given(HEIGHTS).instance(0, k + 1))
    here = given(RAMPS).instance(k + 1)
    line = satisfied(
        ramp.at({l: low(k + 1), h: high(k + 1), c: e(k + 1)}), given=[k + 1 <= N, RAMPS], by=[up, here]
    )
    *numbers, slopes = pick(line, "a b")
    there = satisfied(raised.at({f: before, c: e(k + 1)}), given=[*SETTING.parts], by=[made, up])
    after, climbs = pick(there, "g_2")
    values = [
        conjuncts(climbs)[-1].instance(z),
        conjuncts(climbs)[-2].instance(z, s),
        slopes.instance(f(z)(s)),
    ]
    at_z = have(on_step(k, g1, g2), given=SETTING.parts, by=[*values, conjuncts(made)[2].instance(z, s)])
    place = given(driven(lambda z: f(z)(s))).instance(z, j, k + 1)
    climbed_one = one_step.at(
        {
            x: g1(z)(r),
            y: g2(z)(r),
            t: f(z)(s),
            v: a * f(z)(s) + b,
            l: low(k + 1),
            h: high(k + 1),
            c: e(k + 1),
            w: e(j),
        }
    )
    inside = [k + 1 <= N, HEIGHTS, j <= N, J(j)(z)]
    order = given(HEIGHTS)
    equal = have(Implies(Equal(j, k + 1), Equal(e(j), e(k + 1))))
    known_ = [
        at_z,
        have(Implies(j <= k, Equal(g1(z)(r), e(j))), given=inside, by=conjuncts(made)[3].instance(z, j)),
        equal,
        *(
            have(q, given=inside, by=order.instance(*ends))
            for q, ends in (
                (0 <= e(j), (0, j)),
                (0 <= e(k + 1), (0, k + 1)),
                (Implies(j <= k, e(j) <= e(k + 1)), (j, k + 1)),
            )
        ),
        have(
            And(Implies(k + 1 <= j, high(k + 1) <= f(z)(s)), Implies(j <= k, f(z)(s) <= low(k + 1))),
            given=inside,
            by=place,
        ),
    ]
    level = satisfied(climbed_one, given=inside, by=known_, note="The step at each point.")
    everywhere = have(Implies(And(j <= N, J(j)(z)), steps(k + 1, g2).body), by=level).forall(z, j)
    kept = have(kept_but(r, f, g2), by=[conjuncts(made)[2], conjuncts(climbs)[2]])
    found = exhibit(claim.conclusion, witness=(after,), by=[*conjuncts(climbs)[:2], kept, everywhere])
    for exists, names in ((there, [after]), (line, numbers), (below, [before])):
        found = picked(exists, *names, by=found)
    return have(claim, by=found)


@theorem(
    "A staircase can be climbed to the top",
    Implies(CONDITIONS, climbed(N)),
    uses=[staircase_begins, staircase_climbs],
    source=OWN,
)
def staircase(claim, begins, climbs):
    every = induct_on(
        k,
        Implies(k <= N, climbed(k)),
        "Step by step.",
        given=claim.condition.parts,
        base=begins.at({k: 0}),
        step=[climbs],
    )
    return have(claim, by=every.instance(N))
