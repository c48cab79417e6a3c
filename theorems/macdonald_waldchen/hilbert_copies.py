r"""Curves that consist of half-size copies of themselves: they exist if the copies meet.

Copy $w = 0, \dots, n$ fills the part $[w/(n + 1), (w + 1)/(n + 1)]$ of the time. Its coordinate $i$ is
$\frac12 (c(w)(i) + x)$ where $x$ is coordinate $r(w)(i)$ of the whole curve, or $1 - x$ if $e(w)(i) \ne 0$.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Not,
    abs_,
    cases,
    choice,
    exhibit,
    functions,
    given,
    have,
    induct_on,
    ite,
    naturals,
    pick,
    picked,
    reals,
    sequences,
    theorem,
)

from .hilbert_limit import HALVED, a, below_all_halves, settling, z
from .readings import satisfied

i, k, m, n, w = naturals("i k m n w")
s, t, x, y = reals("s t x y")
MAPS = ("fun", "N", ("fun", "R", "R"))
c, e, r = functions("c e r", "N", ("fun", "N", "N"))
W = functions("W", "R", "N")
f, h = functions("f h", "N", ("fun", "R", "R"))
F = functions("F", "N", MAPS)
OWN = "own computation"


def copy(w, i, x):
    """Coordinate i of copy w, where coordinate r(w)(i) of the whole is x."""
    return (c(w)(i) + ite(Equal(e(w)(i), 0), x, 1 - x)) / 2


def image(h, i, s):
    """Coordinate i at the time s, if the copies are those of h."""
    return copy(W(s), i, h(r(W(s))(i))((n + 1) * s - W(s)))


def unit(h):
    """The coordinates of the curve lie in [0, 1]."""
    return ForAll((i, s), [0 <= s, s <= 1], And(0 <= h(i)(s), h(i)(s) <= 1))


DIGITS = ForAll((w, i), [], c(w)(i) <= 1)
PARTS = ForAll(s, [0 <= s, s <= 1], And(W(s) <= n, W(s) <= (n + 1) * s, (n + 1) * s <= W(s) + 1))
START = ForAll((i, s), [], Equal(F(0)(i)(s), 0))
NEXT = ForAll((k, i, s), [], Equal(F(k + 1)(i)(s), image(F(k), i, s)))
LEVELS = And(*HALVED.parts, DIGITS, PARTS, START, NEXT)


def inside(s):
    """0 <= s <= 1."""
    return [0 <= s, s <= 1]


rest = (n + 1) * s - W(s)


def near(k):
    """Levels k and k + 1 are at most 2^-k apart."""
    return ForAll((i, s), inside(s), abs_(F(k + 1)(i)(s) - F(k)(i)(s)) <= z(k))


@theorem(
    "The levels of the curve settle",
    Implies(LEVELS, ForAll(k, [], And(unit(F(k)), near(k)))),
    source=OWN,
)
def levels_settle(claim):
    part = have(And(0 <= rest, rest <= 1), given=[PARTS, *inside(s)], by=given(PARTS).instance(s))
    next_, digit = given(NEXT).instance(k, i, s), given(DIGITS).instance(W(s), i)
    axis = r(W(s))(i)
    below = given(unit(F(k))).instance(axis, rest)
    grown = have(
        Implies(And(*inside(s)), And(0 <= F(k + 1)(i)(s), F(k + 1)(i)(s) <= 1)),
        given=[PARTS, DIGITS, NEXT, unit(F(k))],
        by=[next_, digit, have(And(0 <= F(k)(axis)(rest), F(k)(axis)(rest) <= 1), by=[below, part])],
    )
    bounded = induct_on(
        k,
        unit(F(k)),
        "Copies of what lies in the cube lie in the cube.",
        given=LEVELS.parts,
        base=have(unit(F(0)), given=[START]),
        step=grown.forall(i, s),
    )
    two = [bounded.instance(0, i, s), bounded.instance(1, i, s), given(HALVED.parts[0])]
    start = have(Implies(And(*inside(s)), near(0).body), given=LEVELS.parts, by=two)
    closer = given(near(k)).instance(axis, rest)
    halved = have(
        Implies(And(*inside(s)), near(k + 1).body),
        given=[PARTS, NEXT, near(k), HALVED.parts[1]],
        by=[
            next_,
            given(NEXT).instance(k + 1, i, s),
            given(HALVED.parts[1]).instance(k),
            have(abs_(F(k + 1)(axis)(rest) - F(k)(axis)(rest)) <= z(k), by=[closer, part]),
        ],
    )
    close = induct_on(
        k,
        near(k),
        "Levels before are twice as far apart.",
        given=LEVELS.parts,
        base=start.forall(i, s),
        step=halved.forall(i, s),
    )
    both = have(And(unit(F(k)), near(k)), by=[bounded.instance(k), close.instance(k)])
    return have(claim, by=both.forall(k))


def approached(x, i, s):
    """The levels tend to x at the time s."""
    return Implies(inside(s), ForAll(k, [], abs_(F(k)(i)(s) - x) <= 2 * z(k)))


def approached_by(h):
    """The levels tend to h."""
    return ForAll((i, s), [], approached(h(i)(s), i, s))


@theorem(
    "The levels of the curve have a limit",
    Implies(LEVELS, Exists(h, approached_by(h))),
    uses=[levels_settle, settling],
    source=OWN,
)
def levels_have_a_limit(claim, settle, limits):
    close = have(near(k), given=LEVELS.parts, by=settle.instance(k))
    steps = have(
        abs_(F(k + 1)(i)(s) - F(k)(i)(s)) <= z(k), given=[*LEVELS.parts, *inside(s)], by=close.instance(i, s)
    )
    there = satisfied(limits.at({a: lambda k: F(k)(i)(s)}), given=HALVED.parts, by=steps.forall(k))
    value, tends = pick(there, "x")
    anywhere = Exists(x, approached(x, i, s))
    found = exhibit(anywhere, witness=(value,), by=have(approached(x, i, s), by=tends))
    inner = have(Implies(And(*inside(s)), anywhere), by=picked(there, value, by=found))
    outer = exhibit(Implies(Not(And(*inside(s))), anywhere), witness=(0,))
    each = have(anywhere, by=[inner, outer, cases(And(*inside(s)))])
    row_ = satisfied(choice(lambda s: lambda x: approached(x, i, s), "R", "R"), by=each.forall(s))
    table = choice(lambda i: lambda g: ForAll(s, [], approached(g(s), i, s)), "N", ("fun", "R", "R"))
    whole = satisfied(table, by=row_.forall(i))
    return have(claim, "At every time the levels settle.", by=whole)


COPIED = ForAll((i, s), inside(s), Equal(h(i)(s), image(h, i, s)))


@theorem(
    "The limit consists of its copies",
    Implies(And(*LEVELS.parts, approached_by(h)), And(unit(h), COPIED)),
    uses=[levels_settle, below_all_halves],
    source=OWN,
)
def limit_is_copied(claim, settle, small):
    given_ = claim.condition.parts
    part = have(And(0 <= rest, rest <= 1), given=[PARTS, *inside(s)], by=given(PARTS).instance(s))
    near_ = given(given_[-1]).instance(i, s).instance(k)
    bounded = have(unit(F(k)), given=LEVELS.parts, by=settle.instance(k)).instance(i, s)

    def vanishing(number):
        """The number is not positive, being at most twice every half."""
        there = [*given_, *inside(s)]
        bound = have(number <= 2 * z(k), given=there, by=[near_, bounded, *images])
        return have(
            number <= 0,
            given=there,
            by=satisfied(small.at({x: number, y: 2}), given=there, by=bound.forall(k)),
        )

    axis = r(W(s))(i)
    before = given(given_[-1]).instance(axis, rest).instance(k)
    images = [
        given(NEXT).instance(k, i, s),
        given(HALVED.parts[1]).instance(k),
        given(given_[-1]).instance(i, s).instance(k + 1),
        have(abs_(F(k)(axis)(rest) - h(axis)(rest)) <= 2 * z(k), given=[*inside(s)], by=[before, part]),
    ]
    value = h(i)(s)
    inside_ = have(And(0 <= value, value <= 1), given=inside(s), by=[vanishing(-value), vanishing(value - 1)])
    gap = value - image(h, i, s)
    same = have(Equal(value, image(h, i, s)), given=inside(s), by=[vanishing(gap), vanishing(-gap)])
    return have(
        claim,
        "Levels and copies of levels have the same limit.",
        by=[inside_.forall(i, s), same.forall(i, s)],
    )


# ---- where the copies meet -----------------------------------------------------------------------------

p, q = sequences("p q")


def within(p):
    """The point lies in the cube."""
    return ForAll(i, [i + 1 <= m], And(0 <= p(i), p(i) <= 1))


AXES = ForAll((w, i), [w <= n, i + 1 <= m], r(w)(i) + 1 <= m)


def fixed(w, p):
    """Copy w of the point is the point."""
    return ForAll(i, [i + 1 <= m], Equal(p(i), copy(w, i, p(r(w)(i)))))


@theorem(
    "A copy has one fixed point",
    Implies(
        And(*HALVED.parts, AXES, w <= n, within(p), within(q), fixed(w, p), fixed(w, q)),
        ForAll(i, [i + 1 <= m], Equal(p(i), q(i))),
    ),
    uses=[below_all_halves],
    source=OWN,
)
def one_fixed_point(claim, small):
    given_ = claim.condition.parts

    def close(k):
        return ForAll(i, [i + 1 <= m], abs_(p(i) - q(i)) <= z(k))

    axis = r(w)(i)
    there = have(
        abs_(p(axis) - q(axis)) <= z(k),
        given=[close(k), AXES, w <= n, i + 1 <= m],
        by=[given(close(k)).instance(axis), given(AXES).instance(w, i)],
    )
    step = have(
        Implies(i + 1 <= m, abs_(p(i) - q(i)) <= z(k + 1)),
        given=[*given_, close(k)],
        by=[
            there,
            given(fixed(w, p)).instance(i),
            given(fixed(w, q)).instance(i),
            given(HALVED.parts[1]).instance(k),
        ],
    )
    start = have(
        Implies(i + 1 <= m, abs_(p(i) - q(i)) <= z(0)),
        given=given_,
        by=[given(within(p)).instance(i), given(within(q)).instance(i)],
    )
    every = induct_on(
        k, close(k), "Copies are half as far apart.", given=given_, base=start.forall(i), step=step.forall(i)
    )
    here = [*given_, i + 1 <= m]
    bound = have(abs_(p(i) - q(i)) <= z(k), given=here, by=every.instance(k).instance(i))
    zero = have(
        abs_(p(i) - q(i)) <= 0,
        given=here,
        by=satisfied(small.at({x: abs_(p(i) - q(i)), y: 1}), given=here, by=bound.forall(k)),
    )
    same = have(Implies(i + 1 <= m, Equal(p(i), q(i))), by=zero)
    return have(claim, by=same.forall(i))
