r"""The time at which Hilbert's curve is at a point: its digits are the halves that the point lies in.

If every point $y$ of the cube is copy $D(y)$ of $S(y)$, the time $L(y) = (D(y) + L(S(y)))/(n + 1)$ exists, as
the limit of its digits.

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
    functions,
    given,
    have,
    induct_on,
    naturals,
    pick,
    picked,
    reals,
    recursion,
    rewriting,
    sequences,
    theorem,
    times,
)

from .hilbert_copies import OWN, n, within
from .hilbert_limit import HALVED, a, below_all_halves, settling, z
from .hilbert_limit import x as X
from .hilbert_limit import y as factor
from .hilbert_onto import copied
from .readings import satisfied

i, k, w = naturals("i k w")
s, t, x, p, q = reals("s t x p q")
y, u = sequences("y u")
SEQ = ("fun", "N", "R")
D = functions("D", SEQ, "N")
S = functions("S", SEQ, SEQ)
T = functions("T", "N", ("fun", SEQ, "R"))
L = functions("L", SEQ, "R")

COPIED = ForAll(y, [within(y)], copied(y, D(y), S(y)))
START = ForAll(y, [], Equal(T(0)(y), 0))
NEXT = ForAll((k, y), [], Equal((n + 1) * T(k + 1)(y), D(y) + T(k)(S(y))))
TIMES = [*HALVED.parts, 1 <= n, COPIED, START, NEXT]


def in_unit(k):
    """The times of level k lie in [0, 1]."""
    return ForAll(y, [within(y)], And(0 <= T(k)(y), T(k)(y) <= 1))


def near(k):
    """Levels k and k + 1 are at most 2^-k apart."""
    return ForAll(y, [within(y)], abs_(T(k + 1)(y) - T(k)(y)) <= z(k))


@theorem(
    "The levels of the times settle",
    Implies(And(*TIMES), ForAll(k, [], And(in_unit(k), near(k)))),
    source=OWN,
)
def times_settle(claim):
    copied_ = given(COPIED).instance(y)
    inner = have(And(within(S(y)), D(y) <= n), given=[COPIED, within(y)], by=copied_)
    part = have(
        Implies(And(Equal((n + 1) * x, w + p), w <= n, 0 <= p, p <= 1), And(0 <= x, x <= 1)),
        by=[times(0 <= n, 0 <= -x), times(0 <= n, 0 <= x - 1)],
    )
    below = have(
        And(0 <= T(k)(S(y)), T(k)(S(y)) <= 1),
        given=[COPIED, within(y), in_unit(k)],
        by=[given(in_unit(k)).instance(S(y)), inner],
    )
    grown = have(
        Implies(within(y), And(0 <= T(k + 1)(y), T(k + 1)(y) <= 1)),
        given=[COPIED, NEXT, in_unit(k)],
        by=[part.at({x: T(k + 1)(y), w: D(y), p: T(k)(S(y))}), given(NEXT).instance(k, y), below, inner],
    )
    bounded = induct_on(
        k,
        in_unit(k),
        "A part of a part.",
        given=TIMES,
        base=have(in_unit(0), given=[START]),
        step=grown.forall(y),
    )
    two = [bounded.instance(0).instance(y), bounded.instance(1).instance(y), given(HALVED.parts[0])]
    start = have(Implies(within(y), near(0).body), given=TIMES, by=two)
    shrinks = have(
        Implies(And(1 <= n, Equal((n + 1) * x, t), abs_(t) <= 2 * q), abs_(x) <= q),
        by=[times(0 <= n - 1, 0 <= x), times(0 <= n - 1, 0 <= -x)],
    )
    difference, before = T(k + 2)(y) - T(k + 1)(y), T(k + 1)(S(y)) - T(k)(S(y))
    closer = have(
        abs_(before) <= z(k), given=[COPIED, within(y), near(k)], by=[given(near(k)).instance(S(y)), inner]
    )
    step = have(
        Implies(within(y), near(k + 1).body),
        given=[*TIMES, near(k)],
        by=[
            shrinks.at({x: difference, t: before, q: z(k + 1)}),
            closer,
            given(NEXT).instance(k, y),
            given(NEXT).instance(k + 1, y),
            given(HALVED.parts[1]).instance(k),
        ],
    )
    close = induct_on(
        k,
        near(k),
        "Levels before are at least twice as far apart.",
        given=TIMES,
        base=start.forall(y),
        step=step.forall(y),
    )
    both = have(And(in_unit(k), near(k)), by=[bounded.instance(k), close.instance(k)])
    return have(claim, by=both.forall(k))


def approached(x, y):
    """The levels tend to x at the point y."""
    return Implies(within(y), ForAll(k, [], abs_(T(k)(y) - x) <= 2 * z(k)))


LIMIT = ForAll(y, [], approached(L(y), y))
TIMED = ForAll(y, [within(y)], And(0 <= L(y), L(y) <= 1, Equal((n + 1) * L(y), D(y) + L(S(y)))))


@theorem(
    "The levels of the times have a limit",
    Implies(And(*TIMES), Exists(L, LIMIT)),
    uses=[times_settle, settling],
    source=OWN,
)
def times_have_a_limit(claim, settle, limits):
    close = have(near(k), given=TIMES, by=settle.instance(k))
    steps = have(abs_(T(k + 1)(y) - T(k)(y)) <= z(k), given=[*TIMES, within(y)], by=close.instance(y))
    there = satisfied(limits.at({a: lambda k: T(k)(y)}), given=HALVED.parts, by=steps.forall(k))
    value, tends = pick(there, "x")
    anywhere = Exists(x, approached(x, y))
    found = exhibit(anywhere, witness=(value,), by=have(approached(x, y), by=tends))
    inner = have(Implies(within(y), anywhere), by=picked(there, value, by=found))
    outer = exhibit(Implies(Not(within(y)), anywhere), witness=(0,))
    each = have(anywhere, by=[inner, outer, cases(within(y))])
    relation = choice(lambda y: lambda x: approached(x, y), SEQ, "R")
    return have(claim, "At every point the levels settle.", by=satisfied(relation, by=each.forall(y)))


@theorem(
    "The limit of the times is the time within the part",
    Implies(And(*TIMES, LIMIT), TIMED),
    uses=[times_settle, below_all_halves],
    source=OWN,
)
def times_are_parts(claim, settle, small):
    given_ = [*TIMES, LIMIT, within(y)]
    level = have(abs_(T(k)(y) - L(y)) <= 2 * z(k), given=given_, by=given(LIMIT).instance(y).instance(k))
    bounded = have(in_unit(k), given=TIMES, by=settle.instance(k)).instance(y)
    inner = have(within(S(y)), given=[COPIED, within(y)], by=given(COPIED).instance(y))
    before = have(
        abs_(T(k)(S(y)) - L(S(y))) <= 2 * z(k),
        given=given_,
        by=[inner, given(LIMIT).instance(S(y)).instance(k)],
    )
    next_ = given(LIMIT).instance(y).instance(k + 1)
    scaled = have(
        Implies(
            And(abs_(p - x) <= 2 * q, Equal((n + 1) * p, w + s), abs_(s - t) <= 4 * q),
            abs_((n + 1) * x - w - t) <= (n + 3) * (2 * q),
        ),
        by=[times(0 <= n + 1, 0 <= 2 * q - p + x), times(0 <= n + 1, 0 <= 2 * q + p - x)],
    )
    gap = (n + 1) * L(y) - D(y) - L(S(y))
    there = scaled.at({p: T(k + 1)(y), x: L(y), q: z(k + 1), w: D(y), s: T(k)(S(y)), t: L(S(y))})
    close = have(
        abs_(gap) <= (n + 3) * z(k),
        given=given_,
        by=[there, next_, before, given(NEXT).instance(k, y), given(HALVED.parts[1]).instance(k)],
    )

    def vanishing(number, size, by):
        """The number is not positive, being at most a multiple of every half."""
        bound = have(number <= size * z(k), given=given_, by=by)
        rule = small.at({X: number, factor: size})
        return have(number <= 0, given=given_, by=satisfied(rule, given=given_, by=bound.forall(k)))

    inside = [vanishing(-L(y), 2, [level, bounded]), vanishing(L(y) - 1, 2, [level, bounded])]
    same = [vanishing(gap, n + 3, close), vanishing(-gap, n + 3, close)]
    found = have(Implies(within(y), TIMED.body), given=[*TIMES, LIMIT], by=[*inside, *same])
    return have(claim, "Levels and parts of levels have the same limit.", by=found.forall(y))


@theorem(
    "Points have times",
    Implies(And(1 <= n, COPIED), Exists(L, TIMED)),
    uses=[times_have_a_limit, times_are_parts],
    source=OWN,
)
def points_have_times(claim, limits, parts):
    given_ = claim.condition.parts
    widths = Lemma(recursion(1, lambda k: lambda x: x / 2))
    width, halves = pick(widths, "z")
    rule = recursion(L, lambda k: lambda f: lambda y: (D(y) + f(S(y))) / (n + 1), ("fun", SEQ, "R"))
    levels = Lemma(rule).at({L: lambda y: 0})
    level, steps = pick(levels, "T")
    first, next_ = (have(part, by=steps) for part in steps.claim.args)
    following = next_.instance(k)
    start = have(START, by=[first, rewriting(*first.claim.args)])
    step = have(NEXT.body, by=[following, rewriting(*following.claim.args)]).forall(k, y)
    ready = [have(HALVED, by=halves), start, step]
    there = satisfied(limits, given=given_, by=ready)
    time, tends = pick(there, "L")
    timed = exhibit(Exists(L, TIMED), witness=(time,), by=satisfied(parts, given=given_, by=[*ready, tends]))
    for exists, name in ((there, time), (levels, level), (widths, width)):
        timed = picked(exists, name, by=timed)
    return have(claim, "Digit by digit.", by=timed)
