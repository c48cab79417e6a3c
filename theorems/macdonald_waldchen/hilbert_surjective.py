r"""Hilbert's curve passes through every point of the cube, at the time of the halves that the point lies in.

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
    abs_,
    cases,
    choice,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    naturals,
    pick,
    picked,
    reals,
    recursion,
    sequences,
    theorem,
)

from .hilbert_copies import AXES, OWN, copy, h, m, n, r, unit, within
from .hilbert_curve import similar
from .hilbert_ends import full, last_word
from .hilbert_ends import u as U
from .hilbert_existence import HILBERT, TURN
from .hilbert_gluing import PAPER
from .hilbert_limit import HALVED, below_all_halves, z
from .hilbert_limit import x as X
from .hilbert_limit import y as factor
from .hilbert_onto import copied, every_point_is_a_copy
from .hilbert_times import COPIED, SEQ, TIMED, D, L, S, points_have_times
from .hilbert_words import DIGITS, b
from .readings import satisfied

i, k, w = naturals("i k w")
s = reals("s")
y, u = sequences("y u")


def within_reach(k):
    """At its time the curve is at most 2^-k from each point."""
    return ForAll((y, i), [within(y), i + 1 <= m], abs_(h(i)(L(y)) - y(i)) <= z(k))


@theorem(
    "At its time the curve is at the point",
    Implies(
        And(*HALVED.parts, AXES, unit(h), similar(h), COPIED, TIMED),
        ForAll((y, i), [within(y), i + 1 <= m], Equal(h(i)(L(y)), y(i))),
    ),
    uses=[below_all_halves],
    source=OWN,
)
def curve_at_its_time(claim, small):
    given_, here = claim.condition.parts, [within(y), i + 1 <= m]
    time, part = given(TIMED).instance(y), given(COPIED).instance(y)
    later = have(
        And(0 <= L(S(y)), L(S(y)) <= 1),
        given=[TIMED, COPIED, within(y)],
        by=[part, given(TIMED).instance(S(y))],
    )
    axis = r(D(y))(i)
    there = have(axis + 1 <= m, given=[AXES, COPIED, *here], by=[given(AXES).instance(D(y), i), part])
    curve = have(
        Equal(h(i)(L(y)), copy(D(y), i, h(axis)(L(S(y))))),
        given=[*given_, *here],
        by=[given(similar(h)).instance(D(y), i, L(S(y)), L(y)), time, later, part],
    )
    whole = have(copied(y, D(y), S(y)).parts[2], given=[COPIED, within(y)], by=part)
    point = have(Equal(y(i), copy(D(y), i, S(y)(axis))), given=[COPIED, *here], by=whole.instance(i))
    before = have(
        abs_(h(axis)(L(S(y))) - S(y)(axis)) <= z(k),
        given=[COPIED, within_reach(k), *here],
        by=[given(within_reach(k)).instance(S(y), axis), there, part],
    )
    step = have(
        Implies(And(*here), within_reach(k + 1).body),
        given=[*given_, within_reach(k)],
        by=[curve, point, before, given(HALVED.parts[1]).instance(k)],
    )
    bounds = [given(unit(h)).instance(i, L(y)), given(within(y)).instance(i), time, given(HALVED.parts[0])]
    start = have(Implies(And(*here), within_reach(0).body), given=given_, by=bounds)
    every = induct_on(
        k,
        within_reach(k),
        "Copies are half as far apart.",
        given=given_,
        base=start.forall(y, i),
        step=step.forall(y, i),
    )
    gap = abs_(h(i)(L(y)) - y(i))
    bound = have(gap <= z(k), given=[*given_, *here], by=every.instance(k).instance(y, i))
    zero = satisfied(small.at({X: gap, factor: 1}), given=[*given_, *here], by=bound.forall(k))
    same = have(Implies(And(*here), Equal(h(i)(L(y)), y(i))), by=zero)
    return have(claim, by=same.forall(y, i))


@theorem(
    "Every point of the cube has digits",
    Implies(HILBERT, Exists((S, D), COPIED)),
    uses=[every_point_is_a_copy],
    source=OWN,
)
def points_have_digits(claim, copies):
    each = have(Implies(within(y), Exists((u, w), copied(y, w, u))), given=HILBERT.parts, by=copies)
    inner, half, is_copy = pick(each, "u w")
    one = Exists(u, Exists(w, Implies(within(y), copied(y, w, u))))
    found = exhibit(one, witness=(inner, half), by=is_copy)
    known_ = have(Implies(within(y), one), by=picked(each, inner, half, by=found))
    free = exhibit(Implies(Not(within(y)), one), witness=(lambda i: 0, 0))
    any_ = have(one, by=[known_, free, cases(within(y))])
    shifted = choice(lambda y: lambda u: Exists(w, Implies(within(y), copied(y, w, u))), SEQ, SEQ)
    shifts = satisfied(shifted, by=any_.forall(y))
    shift, some = pick(shifts, "S")
    digits = satisfied(choice(lambda y: lambda w: Implies(within(y), copied(y, w, S(y))), SEQ, "N"), by=some)
    digit, made = pick(digits, "D")
    both = exhibit(claim.conclusion, witness=(shift, digit), by=have(COPIED, by=made))
    for exists, name in ((digits, digit), (shifts, shift)):
        both = picked(exists, name, by=both)
    return have(claim, "The half in which a point lies, and the point of which it is a copy.", by=both)


ONTO = ForAll(y, [within(y)], Exists(s, And(0 <= s, s <= 1, ForAll(i, [i + 1 <= m], Equal(h(i)(s), y(i))))))


@theorem(
    "Hilbert's curve passes through every point of the cube",
    Implies(And(*HILBERT.parts, unit(h), similar(h)), ONTO),
    uses=[last_word, points_have_digits, points_have_times, curve_at_its_time],
    source=PAPER,
)
def hilbert_is_onto(claim, last, digits, times_, reaches):
    given_ = claim.condition.parts
    word = have(full(m, n).conclusion, given=given_, by=last.at({U: n}))
    none = have(Implies(Equal(n, 0), Equal(b(n)(0), 0)), given=given_, by=given(DIGITS).instance(0, 0))
    several = have(1 <= n, given=given_, by=[word.instance(0), none, fact("nat_step", 0, n)])
    copies = satisfied(digits, given=given_)
    *names, made = pick(copies, "S D")
    there = satisfied(times_, by=[several, made])
    time, timed = pick(there, "L")
    widths = Lemma(recursion(1, lambda k: lambda x: x / 2))
    width, halves = pick(widths, "z")
    axes = have(AXES, given=given_, by=given(TURN).instance(w, i))
    at_time = satisfied(reaches, given=given_, by=[have(HALVED, by=halves), axes, made, timed])
    value = have(Implies(i + 1 <= m, Equal(h(i)(L(y)), y(i))), given=[within(y)], by=at_time.instance(y, i))
    moment = have(And(0 <= L(y), L(y) <= 1), given=[within(y)], by=have(TIMED, by=timed).instance(y))
    point = exhibit(Implies(within(y), ONTO.body), witness=(L(y),), by=[moment, value.forall(i)])
    onto = have(ONTO, by=point.forall(y))
    for exists, found in ((widths, [width]), (there, [time]), (copies, names)):
        onto = picked(exists, *found, by=onto)
    return have(claim, "The time whose digits are the halves that the point lies in.", by=onto)
