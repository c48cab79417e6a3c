r"""Lebesgue's curve is continuous, with an explicit modulus.

Numbers that differ by at most $3^{-mn}$ have points whose coordinates differ by at most $2^{-n}$. The
proof goes one ternary digit after the other: bounds $w_j$ for numbers within $r$ become bounds for numbers
within $r/3$, which belong to the coordinates moved on by one place.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    ForAll,
    Implies,
    abs_,
    cases,
    fact,
    given,
    have,
    induct_on,
    ite,
    naturals,
    reals,
    sequences,
    theorem,
    times,
)

from .lebesgue_curve import CURVE, FIRST, HALF, INNER, INSIDE, OTHERS, UNIT, h, j, k, m, middle, places, s
from .lebesgue_powers import divisors, inverse_powers, powers_from_one, x
from .readings import satisfied

e, r, t = reals("e r t")
n = naturals("n")
v, w = sequences("v w")
OWN = "own computation"


# ---- third by third -----------------------------------------------------------------------------------


def thirds(s, j):
    """The first coordinate at s, and coordinate j + 1, third by third."""
    low = And(Equal(h(s)(1), h(3 * s)(m) / 2), Implies(And(*INNER), Equal(h(s)(j + 1), h(3 * s)(j))))
    gap = And(Equal(h(s)(1), HALF), Implies(And(*INNER), Equal(h(s)(j + 1), 2 - 3 * s)))
    old = h(3 * s - 2)
    high = And(Equal(h(s)(1), (1 + old(m)) / 2), Implies(And(*INNER), Equal(h(s)(j + 1), old(j))))
    return And(Implies(3 * s <= 1, low), Implies(And(1 <= 3 * s, 3 * s <= 2), gap), Implies(2 <= 3 * s, high))


@theorem(
    "Lebesgue's curve third by third",
    Implies(And(*CURVE), ForAll((s, j), UNIT, thirds(s, j))),
    uses=[middle],
    source=OWN,
)
def third_by_third(claim, between):
    first, others = given(FIRST), given(OTHERS)
    inner = between.at({s: 3 * s - 1})
    low, gap, high = (
        have(part, given=[*CURVE, *UNIT], by=by)
        for part, by in zip(
            thirds(s, j).parts,
            (
                [first.instance(0, 3 * s), others.instance(0, 3 * s, j)],
                [inner],
                [first.instance(1, 3 * s - 2), others.instance(1, 3 * s - 2, j)],
            ),
            strict=True,
        )
    )
    whole = have(Implies(And(*UNIT), thirds(s, j)), by=[low, gap, high])
    return have(claim, "The functional equations at the three thirds.", by=whole)


# ---- one digit ----------------------------------------------------------------------------------------


def bounded(r, w):
    """Within r of 0, of 1 and of each other the curve changes coordinate j by at most w_j."""
    return (
        ForAll(j, places(j, m), AtMost(r, w(j))),
        ForAll((s, j), [*UNIT, s <= r, *places(j, m)], h(s)(j) <= w(j)),
        ForAll((s, j), [*UNIT, 1 - s <= r, *places(j, m)], 1 - h(s)(j) <= w(j)),
        ForAll(
            (s, t, j),
            [0 <= s, s <= t, t <= 1, t - s <= r, *places(j, m)],
            abs_(h(s)(j) - h(t)(j)) <= w(j),
        ),
    )


MOVED = [Equal(v(1), w(m) / 2), ForAll(j, INNER, Equal(v(j + 1), w(j)))]


def positions(low, high, near):
    """Where two numbers lie, and what is known of coordinate k there."""
    inside = given(INSIDE)
    return (
        ([3 * t <= 1], lambda k: [near.instance(3 * s, 3 * t, k)]),
        (
            [3 * s <= 1, 1 <= 3 * t, 3 * t <= 2],
            lambda k: [high.instance(3 * s, k), inside.instance(3 * s, k)],
        ),
        ([1 <= 3 * s, 3 * t <= 2], lambda k: []),
        (
            [1 <= 3 * s, 3 * s <= 2, 2 <= 3 * t],
            lambda k: [low.instance(3 * t - 2, k), inside.instance(3 * t - 2, k)],
        ),
        ([2 <= 3 * s], lambda k: [near.instance(3 * s - 2, 3 * t - 2, k)]),
    )


@theorem(
    "One ternary digit divides the distance by three",
    Implies(And(*CURVE, 0 <= r, r <= 1, *bounded(r, w), *MOVED), And(*bounded(r / 3, v))),
    uses=[third_by_third],
    source=OWN,
)
def digit_divides(claim, shown):
    conditions = claim.condition.parts
    small, low, high, near = map(given, bounded(r, w))
    first, others = map(given, MOVED)
    at = satisfied(shown, given=conditions)

    def every(within, statement, by):
        """A statement on the first coordinate and on the others, for numbers within bounds."""
        front = have(
            Implies(And(*within), statement(1)), given=conditions, by=[*by(m), first, small.instance(m)]
        )
        back = have(
            Implies(And(*within, *INNER), statement(j + 1)),
            given=conditions,
            by=[*by(j), others.instance(j), small.instance(j)],
        )
        return induct_on(
            j,
            Implies(And(*within, *places(j, m)), statement(j)),
            given=conditions,
            step=[front, back, fact("nat_step", 0, j), cases(Equal(j, 0))],
        )

    here, there = at.instance(s, j), at.instance(t, j)
    radius = every([0 <= r], lambda i: AtMost(r / 3, v(i)), lambda k: [])
    start = every([*UNIT, s <= r / 3], lambda i: h(s)(i) <= v(i), lambda k: [here, low.instance(3 * s, k)])
    end = every(
        [*UNIT, 1 - s <= r / 3],
        lambda i: 1 - h(s)(i) <= v(i),
        lambda k: [here, high.instance(3 * s - 2, k)],
    )
    within = [0 <= s, s <= t, t <= 1, t - s <= r / 3]
    pairs = [
        every(
            [*within, *case],
            lambda i: abs_(h(s)(i) - h(t)(i)) <= v(i),
            lambda k, by=by: [here, there, *by(k)],
        )
        for case, by in positions(low, high, near)
    ]
    apart = have(
        Implies(And(*within, *places(j, m)), abs_(h(s)(j) - h(t)(j)) <= v(j)),
        "Either both numbers lie in one third, or the end of a third lies between them.",
        given=conditions,
        by=[pair.instance(j) for pair in pairs],
    )
    parts = zip(bounded(r / 3, v), (radius, start, end, apart.forall(j)), strict=True)
    return have(
        claim,
        "Third by third.",
        by=[have(part, given=conditions, by=lemma.instance(j)) for part, lemma in parts],
    )


# ---- blocks of digits ---------------------------------------------------------------------------------


def halved(k, e):
    """The bound e, halved for the first k coordinates."""
    return lambda j: ite(j <= k, e / 2, e)


def level(e):
    """The bound e for all coordinates."""
    return lambda j: e


@theorem(
    "A block of digits halves the bounds",
    Implies(And(*CURVE, 0 <= r, r <= 1, *bounded(r, level(e))), And(*bounded(r / 3**m, level(e / 2)))),
    uses=[digit_divides, inverse_powers, powers_from_one],
    source=OWN,
)
def block_halves(claim, divides, powers, large):
    conditions = claim.condition.parts
    third = powers.at({x: 3}).instance(k, 1)
    radius = r / 3**k
    size = have(
        Implies(And(0 <= r, r <= 1), And(AtMost(0, radius), AtMost(radius, 1))),
        by=[third, times(0 <= r, 0 < 1 / 3**k), times(r <= 1, 0 < 1 / 3**k), times(0 <= r, 1 / 3**k <= 1)],
    )
    same = have(Equal(radius / 3, r / 3 ** (k + 1)), by=[third, times(Equal(3 / 3 ** (k + 1), 1 / 3**k), r)])
    here, there = bounded(radius, halved(k, e)), bounded(r / 3 ** (k + 1), halved(k + 1, e))
    moves = satisfied(
        divides.at({r: radius, w: halved(k, e), v: halved(k + 1, e)}),
        given=[*CURVE, 0 <= r, r <= 1, k + 1 <= m, *here],
        by=size,
    )
    further = [
        have(part, given=conditions[:-4], by=[have(moved, by=moves), same])
        for part, moved in zip(there, moves.claim.args, strict=True)
    ]
    every = induct_on(
        k,
        Implies(k <= m, And(*here)),
        "Digit by digit.",
        given=conditions,
        base=[
            have(part, by=given(old))
            for part, old in zip(bounded(r, halved(0, e)), conditions[-4:], strict=True)
        ],
        step=have(Implies(And(k + 1 <= m, *here), And(*there)), by=further),
    )
    last = every.instance(m)
    ends_ = bounded(r / 3**m, halved(m, e))
    found = [
        have(part, given=conditions, by=[have(old, given=conditions, by=last)])
        for part, old in zip(bounded(r / 3**m, level(e / 2)), ends_, strict=True)
    ]
    return have(claim, "After m digits each coordinate has been halved once.", by=found), *divisors(
        large, 3, m
    )


NEAR = [abs_(s - t) <= 1 / 3 ** (m * n)]
MODULUS = ForAll(
    (n, s, t, j),
    [*UNIT, 0 <= t, t <= 1, *NEAR, *places(j, m)],
    abs_(h(s)(j) - h(t)(j)) <= 1 / 2**n,
)


@theorem(
    "The modulus of continuity of Lebesgue's curve",
    Implies(And(*CURVE), MODULUS),
    uses=[block_halves, inverse_powers, powers_from_one],
    source=OWN,
)
def modulus(claim, halves, powers, large):
    third, half = powers.at({x: 3}).instance(m * n, m), powers.at({x: 2}).instance(n, 0)
    radius, height = 1 / 3 ** (m * n), 1 / 2**n

    def all_within(n):
        return bounded(1 / 3 ** (m * n), level(1 / 2**n))

    moves = satisfied(
        halves.at({r: radius, e: height}),
        given=[*CURVE, *all_within(n)],
        by=[third, half],
    )
    further = [
        have(part, by=[have(moved, by=moves), third, half])
        for part, moved in zip(all_within(n + 1), moves.claim.args, strict=True)
    ]
    every = induct_on(
        n,
        And(*all_within(n)),
        "Block by block.",
        given=CURVE,
        base=[
            have(part, given=CURVE, by=[given(INSIDE).instance(number, j) for number in (s, t)])
            for part in bounded(1, level(1))
        ],
        step=have(Implies(And(*all_within(n)), And(*all_within(n + 1))), by=further),
    )
    near = have(all_within(n)[3], by=every.instance(n))
    each = have(
        Implies(And(*MODULUS.given), MODULUS.body),
        given=CURVE,
        by=[near.instance(s, t, j), near.instance(t, s, j)],
    )
    proof = have(claim, "Block by block.", by=each.forall(n, s, t, j))
    return proof, *divisors(large, 3, m * n), *divisors(large, 2, n)
