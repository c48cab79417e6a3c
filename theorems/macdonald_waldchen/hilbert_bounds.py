r"""Near times belong to near points: at a distance of $(n + 1)^{-k}$ the points are at most $2^{1-k}$ apart.

With $n + 1 = 2^m$ this is Hölder continuity with the exponent $1/m$.

Source: Macdonald and Wäldchen 2021, Example for the third restriction; own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    abs_,
    cases,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    sign,
    theorem,
    times,
)

from .finite_sums import indices
from .hilbert_copies import AXES, OWN, h, inside, m, n, r, unit
from .hilbert_curve import similar, value
from .hilbert_gluing import PAPER
from .hilbert_limit import HALVED, halves, z
from .index_pairs import N, d, pair_of_index
from .index_pairs import k as K
from .readings import satisfied

a, i, k, l, v, w = naturals("a i k l v w")
s, t, u, x, y = reals("s t u x y")
big = (n + 1) ** k

SELF_SIMILAR = [*HALVED.parts, AXES, unit(h), similar(h)]


def in_part(s, a, k):
    """The time s lies in part a of the (n + 1)^k equal parts, the first of which is part 1."""
    size = (n + 1) ** k
    return And(a <= size * s + 1, size * s <= a)


def close(s, t, k):
    """The points at two times lie in one cell of side 2^-k."""
    return abs_(h(i)(s) - h(i)(t)) <= z(k)


def both_in(a, k):
    """Two times in part a of level k."""
    return [*inside(s), *inside(t), 1 <= a, a <= (n + 1) ** k, in_part(s, a, k), in_part(t, a, k), i + 1 <= m]


def together(k):
    """Times in one part of level k belong to points in one cell of level k."""
    return ForAll((a, i, s, t), both_in(a, k), close(s, t, k))


@theorem("Powers of positive numbers", AtMost(1, big), source="elementary")
def powers_are_positive(claim):
    step = [fact("pow_next", n + 1, k), times(AtMost(0, n), AtMost(1, big))]
    return have(claim, by=induct_on(k, claim, step=step).instance(k))


@theorem(
    "The time within a part",
    Implies(
        And(
            1 <= y,
            Equal(a, w * y + v),
            *indices(v, y),
            a <= (n + 1) * y * s + 1,
            (n + 1) * y * s <= a,
            Equal(u, (n + 1) * s - w),
        ),
        And(0 <= u, u <= 1, v <= y * u + 1, y * u <= v),
    ),
    source=OWN,
)
def time_within(claim):
    given_ = claim.condition.parts
    scaled = have(And(v <= y * u + 1, y * u <= v), given=given_, by=times(Equal(u, (n + 1) * s - w), y))
    low = have(0 <= u, given=given_, by=[scaled, sign(u), times(1 <= y, 0 <= -u)])
    high = have(u <= 1, given=given_, by=[scaled, times(1 <= y, 0 <= u - 1)])
    return have(claim, by=[scaled, low, high])


@theorem(
    "Times in one part belong to points in one cell",
    Implies(And(*SELF_SIMILAR), ForAll(k, [], together(k))),
    uses=[powers_are_positive, time_within, pair_of_index],
    source=PAPER,
)
def times_in_one_part(claim, positive, within, pairs):
    unit_ = [given(unit(h)).instance(i, time) for time in (s, t)]
    whole = have(
        Implies(And(*both_in(a, k)), close(s, t, 0)), given=SELF_SIMILAR, by=[*unit_, given(HALVED.parts[0])]
    )
    whole = have(Implies(Equal(k, 0), together(k)), given=SELF_SIMILAR, by=[whole, rewriting(k, 0)])
    now, power = both_in(a, k + 1), fact("pow_next", n + 1, k)
    place = satisfied(pairs.at({N: big, d: n + 1, K: a}), given=now, by=power)
    part, rest, split = pick(place, "w v")
    axis = have(r(w)(i) + 1 <= m, given=[AXES, *now], by=[given(AXES).instance(w, i), split])
    inner, halves = [], []
    for time in (s, t):
        moment = (n + 1) * time - w
        values = {y: big, s: time, u: moment}
        inner.append(satisfied(within.at(values), given=now, by=[split, power, positive]))
        copied = given(similar(h)).instance(w, i, moment, time)
        halves.append(
            have(value(time, w, moment), given=[*SELF_SIMILAR, *now], by=[copied, inner[-1], split])
        )
    before = given(together(k)).instance(v, r(w)(i), (n + 1) * s - w, (n + 1) * t - w)
    near = satisfied(before, given=now, by=[*inner, axis, split])
    step = [*halves, near, given(HALVED.parts[1]).instance(k)]
    nearer = have(close(s, t, k + 1), given=[*SELF_SIMILAR, together(k), *now], by=step)
    nearer = have(Implies(And(*now), close(s, t, k + 1)), by=picked(place, part, rest, by=nearer))
    every = induct_on(
        k,
        together(k),
        "They lie in one copy, and there in one part of the level before.",
        given=SELF_SIMILAR,
        base=whole.at({k: 0}),
        step=nearer.forall(a, i, s, t),
    )
    return have(claim, by=every)


def some_part(x, l):
    """Some part 1, ..., l of [0, l] contains x."""
    return Exists(a, And(*indices(a, l), a <= x + 1, x <= a))


@theorem(
    "Some part contains the number",
    Implies(And(0 <= x, x <= l, 1 <= l), some_part(x, l)),
    source="elementary",
)
def part_of_number(claim):
    earlier = given(some_part(x, l))
    part, holds = pick(earlier, "a")
    same = picked(earlier, part, by=exhibit(some_part(x, l + 1), witness=(part,), by=holds))
    last = exhibit(Implies(And(l <= x, x <= l + 1), some_part(x, l + 1)), witness=(l + 1,))
    step = [have(Implies(earlier.claim, same.claim), by=same), last, cases(x <= l), fact("nat_step", 0, l)]
    every = induct_on(l, claim, "It lies in an earlier part or in the last one.", step=step)
    return have(claim, by=every.instance(l))


@theorem(
    "Near times belong to near points",
    Implies(
        And(*SELF_SIMILAR, *inside(s), *inside(t), s <= t, big * (t - s) <= 1, i + 1 <= m),
        abs_(h(i)(s) - h(i)(t)) <= 2 * z(k),
    ),
    uses=[times_in_one_part, part_of_number, powers_are_positive, halves],
    source=PAPER,
)
def near_times(claim, one_part, parts, positive, halves):
    given_ = claim.condition.parts
    scaled = have(
        Implies(And(1 <= y, 0 <= s, s <= 1), And(0 <= y * s, y * s <= y)),
        by=[times(1 <= y, 0 <= s), times(1 <= y, 0 <= 1 - s)],
    )
    low = have(And(0 <= big * s, big * s <= big), given=given_, by=[scaled.at({y: big}), positive])
    high = have(big * t <= big, given=given_, by=[scaled.at({y: big, s: t}), positive])
    place = satisfied(parts.at({x: big * s, l: big}), given=given_, by=[low, positive])
    part, holds = pick(place, "a")
    cells = have(together(k), given=SELF_SIMILAR, by=one_part.instance(k))
    meeting = exhibit(Exists(u, Equal(big * u, a)), witness=(a / big,), by=positive)
    joint, at = pick(meeting, "u")
    inside_ = have(
        Implies(And(1 <= y, Equal(y * u, a), *indices(a, y)), And(0 <= u, u <= 1)),
        by=[sign(u), times(1 <= y, 0 <= -u), times(1 <= y, 0 <= u - 1)],
    )
    here = [*given_, big * t > a]
    there = have(And(*inside(u)), given=given_, by=[inside_.at({y: big}), at, positive, holds])
    beyond = have(a + 1 <= big, given=here, by=[high, fact("nat_step", a, big)])
    one = have(
        close(s, t, k),
        given=[*given_, big * t <= a],
        by=satisfied(cells.instance(a, i, s, t), given=[*given_, big * t <= a], by=holds),
    )
    first = satisfied(cells.instance(a, i, s, u), given=here, by=[holds, at, there])
    second = satisfied(cells.instance(a + 1, i, u, t), given=here, by=[holds, at, there, beyond])
    bound = claim.conclusion
    two = have(Implies(And(*here[-1:]), bound), by=picked(meeting, joint, by=have(bound, by=[first, second])))
    width = satisfied(halves, given=HALVED.parts)
    alone = have(Implies(big * t <= a, bound), by=[one, width])
    found = picked(place, part, by=have(bound, given=given_, by=[two, alone, cases(big * t <= a)]))
    return have(claim, "The times lie in one part, or in two parts with a joint between them.", by=found)
