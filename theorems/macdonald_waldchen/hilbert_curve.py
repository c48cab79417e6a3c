r"""Copies that meet make a curve: the limit of the levels consists of its copies, joints included.

The curve runs from $p$ to $q$. Part $w$ of the time is that of copy $w$, which ends where the next begins.

Source: Macdonald and Wäldchen 2021, Example for the third restriction; own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Lemma,
    Not,
    Or,
    cases,
    choice,
    exhibit,
    fact,
    given,
    have,
    naturals,
    pick,
    picked,
    reals,
    recursion,
    rewriting,
    theorem,
    times,
)

from .hilbert_copies import (
    AXES,
    COPIED,
    DIGITS,
    MAPS,
    NEXT,
    OWN,
    PARTS,
    START,
    W,
    copy,
    fixed,
    h,
    image,
    inside,
    levels_have_a_limit,
    limit_is_copied,
    m,
    n,
    one_fixed_point,
    p,
    q,
    r,
    unit,
    within,
)
from .hilbert_limit import HALVED, every_number_has_a_part
from .readings import satisfied

i, k, v, w = naturals("i k v w")
s, t, x, y = reals("s t x y")

MEETING = ForAll(
    (w, i), [w + 1 <= n, i + 1 <= m], Equal(copy(w, i, q(r(w)(i))), copy(w + 1, i, p(r(w + 1)(i))))
)


def similar(h):
    """Part w of the curve is copy w of the whole."""
    part = [w <= n, i + 1 <= m, *inside(s), Equal((n + 1) * t, w + s)]
    return ForAll((w, i, s, t), part, Equal(h(i)(t), copy(w, i, h(r(w)(i))(s))))


def ends(h):
    """The curve runs from p to q."""
    return ForAll(i, [i + 1 <= m], And(Equal(h(i)(0), p(i)), Equal(h(i)(1), q(i))))


COPIES = [*HALVED.parts, DIGITS, AXES, within(p), within(q), fixed(0, p), fixed(n, q), MEETING]
LIMIT = [PARTS, unit(h), COPIED]


@theorem(
    "The limit runs from corner to corner",
    Implies(And(*COPIES, *LIMIT), ends(h)),
    uses=[one_fixed_point],
    source=OWN,
)
def limit_ends(claim, one):
    given_ = claim.condition.parts
    parts, copied, bounded = given(PARTS), given(COPIED), given(unit(h))
    at_ends = []
    for time, part, corner in ((0, 0, p), (1, n, q)):
        place = have(
            Equal(W(time), part), given=[PARTS], by=[parts.instance(time), fact("nat_step", W(time), part)]
        )
        value = lambda i, time=time: h(i)(time)  # noqa: E731
        own = have(
            Equal(h(i)(time), copy(part, i, h(r(part)(i))(time))),
            given=given_,
            by=[copied.instance(i, time), place, rewriting(W(time), part)],
        )
        cube = have(within(value), given=given_, by=bounded.instance(i, time).forall(i))
        fixed_ = have(fixed(part, value), by=own.forall(i))
        at_ends.append(
            satisfied(one.at({w: part, p: value, q: corner}), given=given_, by=[cube, fixed_]).instance(i)
        )
    both = have(Implies(i + 1 <= m, ends(h).body), by=at_ends)
    return have(claim, "Both ends are copies of themselves.", by=both.forall(i))


def value(t, w, s):
    """Coordinate i at the time t is that of copy w at its time s."""
    return Equal(h(i)(t), copy(w, i, h(r(w)(i))(s)))


@theorem(
    "At a joint both copies have the same corner",
    Implies(
        And(*COPIES, *LIMIT, w + 1 <= n, i + 1 <= m),
        Equal(copy(w, i, h(r(w)(i))(1)), copy(w + 1, i, h(r(w + 1)(i))(0))),
    ),
    uses=[limit_ends],
    source=OWN,
)
def joint(claim, ends_):
    given_ = claim.condition.parts
    corners = have(ends(h), given=given_, by=ends_)

    def ends_in(v):
        axis = r(v)(i)
        values = And(Equal(h(axis)(0), p(axis)), Equal(h(axis)(1), q(axis)))
        return have(values, given=given_, by=[corners.instance(axis), given(AXES).instance(v, i)])

    return have(claim, by=[ends_in(w), ends_in(w + 1), given(MEETING).instance(w, i)])


def time(w, s):
    """The time t lies in part w, which has then run for the time s."""
    return [w <= n, *inside(s), Equal((n + 1) * t, w + s)]


@theorem(
    "The limit consists of its copies, joints included",
    Implies(And(*COPIES, *LIMIT), similar(h)),
    uses=[joint],
    source=OWN,
)
def limit_is_similar(claim, joint):
    given_, now = claim.condition.parts, time(w, s)
    sizes = [times(0 <= n, 0 <= -t), times(0 <= n, 0 <= t - 1)]
    moment = have(And(0 <= t, t <= 1), given=now, by=sizes)
    copied = have(
        Equal(h(i)(t), copy(W(t), i, h(r(W(t))(i))(w + s - W(t)))),
        given=[COPIED, *now],
        by=[moment, given(COPIED).instance(i, t), rewriting((n + 1) * t, w + s)],
    )
    own = have(
        Implies(And(*now, Equal(W(t), w)), value(t, w, s)), given=given_, by=[copied, rewriting(W(t), w)]
    )
    after, before = And(Equal(W(t), w + 1), Equal(s, 1)), And(Equal(W(t), v), Equal(v + 1, w), Equal(s, 0))
    there = have(W(t) <= n, given=[PARTS, *now], by=[moment, given(PARTS).instance(t)])
    here = [*given_, *now, i + 1 <= m]
    late = have(
        Implies(after, value(t, w, 1)),
        given=here,
        by=[own.at({w: w + 1, s: 0}), joint, there],
    )
    late = have(Implies(after, value(t, w, s)), given=here, by=[late, rewriting(s, 1)])
    early = have(
        Implies(before, value(t, v + 1, 0)),
        given=here,
        by=[own.at({w: v, s: 1}), joint.at({w: v})],
    )
    early = have(
        Implies(before, value(t, w, s)), given=here, by=[early, rewriting(w, v + 1), rewriting(s, 0)]
    )
    between = [fact("nat_step", *pair) for pair in ((w, W(t)), (W(t), w), (w + 1, W(t)), (W(t) + 1, w))]
    which = have(
        Or(Equal(W(t), w), after, And(Equal(W(t) + 1, w), Equal(s, 0))),
        given=[PARTS, *now],
        by=[moment, given(PARTS).instance(t), *between],
    )
    parts = [own, late, early.at({v: W(t)})]
    parts = [
        have(Implies(case, value(t, w, s)), given=here, by=part)
        for case, part in zip(which.claim.args, parts, strict=True)
    ]
    found = have(Implies(which.claim, value(t, w, s)), by=parts)
    found = have(Implies(And(w <= n, i + 1 <= m, *now[1:]), value(t, w, s)), given=given_, by=[found, which])
    return have(
        claim, "Within a part this is clear, and at a joint both copies agree.", by=found.forall(w, i, s, t)
    )


CURVE_THERE = Exists(h, And(unit(h), similar(h), ends(h)))


@theorem(
    "Where copies meet there is a curve that consists of them",
    Implies(And(*COPIES[2:]), CURVE_THERE),
    uses=[every_number_has_a_part, levels_have_a_limit, limit_is_copied, limit_ends, limit_is_similar],
    source=OWN,
)
def curve_of_copies(claim, part, limits, copied, ends_, similar_):
    given_ = claim.condition.parts
    widths = Lemma(recursion(1, lambda k: lambda x: x / 2))
    width, made = pick(widths, "z")
    halved = have(HALVED, by=made)
    placed = And(w <= n, w <= (n + 1) * s, (n + 1) * s <= w + 1)
    somewhere = Exists(w, Implies(inside(s), placed))
    some = satisfied(
        part.at({x: (n + 1) * s}), given=inside(s), by=[times(0 <= n, 0 <= s), times(0 <= n, s <= 1)]
    )
    number, place = pick(some, "w")
    found = exhibit(somewhere, witness=(number,), by=have(Implies(inside(s), placed), by=place))
    inner = have(Implies(And(*inside(s)), somewhere), by=picked(some, number, by=found))
    outer = exhibit(Implies(Not(And(*inside(s))), somewhere), witness=(0,))
    each = have(somewhere, by=[inner, outer, cases(And(*inside(s)))])
    relation = choice(
        lambda s: lambda w: Implies(inside(s), And(w <= n, w <= (n + 1) * s, (n + 1) * s <= w + 1)), "R", "N"
    )
    parts = satisfied(relation, by=each.forall(s))
    levels = Lemma(recursion(h, lambda k: lambda g: lambda i: lambda s: image(g, i, s), MAPS))
    levels = levels.at({h: lambda i: lambda s: 0})
    level, made = pick(levels, "F")
    first, next_ = (have(part, by=made) for part in made.claim.args)
    following = next_.instance(k)
    start = have(START, by=[first, rewriting(*first.claim.args)])
    step = have(NEXT.body, by=[following, rewriting(*following.claim.args)]).forall(k, i, s)
    place, lies = pick(parts, "W")
    ready = [halved, lies, start, step]
    there = satisfied(limits, given=given_, by=ready)
    curve, tends = pick(there, "h")
    all_ = [*given_]
    same = satisfied(copied, given=all_, by=[*ready, tends])
    whole = [*ready, same]
    joined = satisfied(similar_, given=all_, by=whole)
    corners = satisfied(ends_, given=all_, by=whole)
    found = exhibit(CURVE_THERE, witness=(curve,), by=[have(unit(h), by=same), joined, corners])
    for exists, name in ((there, curve), (levels, level), (parts, place), (widths, width)):
        found = picked(exists, name, by=found)
    return have(claim, "The limit of the levels.", by=found)
