r"""Hilbert's curve in a cube of dimension $m$: its words have $m$ digits, and it ends beside its start.

Source: Macdonald and Wäldchen 2021, Example for the third restriction; own computation.
"""

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    cases,
    fact,
    given,
    have,
    induct_on,
    ite,
    naturals,
    pick,
    picked,
    rewriting,
    theorem,
)

from .hilbert_gluing import CURVE, DIRECTION, ENTRY, OWN, PAPER, d, e, in_each_case, zero_odd_even
from .hilbert_words import DIGITS, SETTING, TRAILING, b, bit, even_or_odd, g, gray, gray_flips, xor

i, k, m, n, q, u, w = naturals("i k m n q u w")


def few(m, w):
    """Every word of m digits before the last one has fewer trailing ones than digits."""
    return Implies(w + 2 <= 2**m, g(w) + 1 <= m)


@theorem(
    "A word before the last one has a digit 0", Implies(TRAILING, few(m, w)), uses=[even_or_odd], source=OWN
)
def trailing_ones(claim, parity):
    half, which = pick(parity, "q")
    before = ForAll(w, [], few(m, w))
    here = [given(before).instance(half), given(TRAILING).instance(half), fact("pow_next", 2, m)]
    even, odd = (
        have(
            Implies(Equal(w, word), few(m + 1, w)),
            given=[TRAILING, before],
            by=[*here, fact("nat_step", half + 1, 2**m)],
        )
        for word in (2 * half, 2 * half + 1)
    )
    after = picked(parity, half, by=have(few(m + 1, w), by=[which, even, odd]))
    every = induct_on(
        m,
        ForAll(w, [], few(m, w)),
        "Without the last digit there is one trailing one less.",
        given=[TRAILING],
        base=have(Implies(Equal(m, 0), ForAll(w, [], few(m, w))), by=rewriting(m, 0)).at({m: 0}),
        step=after.forall(w),
    )
    return have(claim, by=every.instance(m).instance(w))


def along(m, w):
    """Half w is crossed along one of the m axes, if it is not the last half."""
    return Implies(And(1 <= m, w + 2 <= 2**m), d(w) + 1 <= m)


@theorem(
    "All halves but the last one are crossed along an axis",
    Implies(CURVE, along(m, w)),
    uses=[zero_odd_even, trailing_ones],
    source=OWN,
)
def axes(claim, parity, trailing):
    direction, last = given(DIRECTION).instance(q), trailing.at({w: 2 * q + 1})
    start = have(along(m, 0), given=CURVE.parts, by=direction)
    odd, even = (have(along(m, 2 * q + k), given=CURVE.parts, by=[direction, last]) for k in (1, 2))
    note = "The axis is the place of the first digit 0 of $w$ or $w - 1$."
    return in_each_case(parity, lambda w: along(m, w), start, odd, even, note)


def ones_below(m, u, i):
    """Digit i is 1 below m and 0 from there on."""
    return And(Implies(i + 1 <= m, Equal(b(u)(i), 1)), Implies(m <= i, Equal(b(u)(i), 0)))


def full(m, u):
    """The last word of m digits consists of ones."""
    return Implies(Equal(u + 1, 2**m), And(Equal(g(u), m), ForAll(i, [], ones_below(m, u, i))))


@theorem("The last word consists of ones", Implies(SETTING, full(m, u)), uses=[even_or_odd], source=OWN)
def last_word(claim, parity):
    digits = given(DIGITS)
    zeros = induct_on(
        i, Equal(b(0)(i), 0), given=[DIGITS], base=digits.instance(0, 0), step=digits.instance(0, i)
    )
    none = [have(Implies(Equal(u, 0), Equal(b(u)(i), 0)), by=zeros.instance(i)), given(TRAILING).instance(0)]
    start = have(
        Implies(Equal(m, 0), ForAll(u, [], full(m, u))),
        given=SETTING.parts,
        by=[*none, rewriting(m, 0), cases(Equal(u, 0))],
    )
    half, which = pick(parity.at({w: u}), "q")
    before = ForAll(u, [], full(m, u))
    power, room = fact("pow_next", 2, m), fact("nat_step", half, 2**m)
    ends = And(Equal(u, 2 * half + 1), Equal(half + 1, 2**m))
    odd = have(ends, given=[Equal(u + 1, 2 ** (m + 1))], by=[which, power, room])
    shorter = have(full(m, half).conclusion, given=[before, ends], by=given(before).instance(half))
    ones = induct_on(
        i,
        ones_below(m + 1, u, i),
        given=[DIGITS, ends, before],
        base=digits.instance(half, 0),
        step=[digits.instance(half, i), have(ones_below(m, half, i), by=shorter)],
    )
    count = have(Equal(g(u), m + 1), given=[TRAILING, ends], by=[shorter, given(TRAILING).instance(half)])
    built = have(Implies(ends, full(m + 1, u).conclusion), by=[count, ones])
    after = have(full(m + 1, u), by=[built, odd])
    every = induct_on(
        m,
        before,
        "Without its last digit it is the last word of one digit less.",
        given=SETTING.parts,
        base=start.at({m: 0}),
        step=picked(parity.at({w: u}), half, by=after).forall(u),
    )
    return have(claim, by=every.instance(m).instance(u))


def last_axis(i):
    """The corner at which the curve ends: 1 in the last coordinate."""
    return ite(Equal(i + 1, m), 1, 0)


@theorem(
    "The curve ends in the last half, beside its start",
    Implies(
        And(*CURVE.parts, 2 <= m, Equal(u + 1, 2**m)),
        And(
            Equal(d(u), m),
            Equal(xor(e(u)(i), bit(i, 0)), last_axis(i)),
            Equal(gray(u, i), last_axis(i)),
        ),
    ),
    uses=[even_or_odd, last_word, gray_flips],
    source=PAPER,
)
def last_half(claim, parity, last, flips):
    half, which = pick(parity.at({w: u}), "q")
    given_, (axis, out, code) = claim.condition.parts, claim.conclusion.parts
    word = have(full(m, u).conclusion, given=given_, by=last)
    even = have(Implies(Equal(u, 2 * half), Equal(b(u)(0), 0)), by=given(DIGITS).instance(half, 0))
    odd = have(Equal(u, 2 * half + 1), given=[2 <= m], by=[which, even, word.instance(0)])
    digits = [word.instance(i), word.instance(i + 1), fact("nat_step", i + 1, m), fact("nat_step", m, i + 1)]
    gray_ = have(
        code,
        "Only the last digit of a word of ones differs from the next one.",
        given=[2 <= m],
        by=[*digits, fact("nat_step", i + 2, m)],
    )
    first = given(DIRECTION).instance(half)
    along = have(axis, r"The axis is $g(2^m - 1) = m$.", by=[odd, first, word, rewriting(u, 2 * half + 1)])
    turned = have(
        Implies(Equal(u, 2 * half + 1), Equal(xor(e(u)(i), bit(i, 0)), gray(u, i))),
        r"For odd $w$ the codes of $w - 1$ and $w$ differ in digit 0.",
        given=given_,
        by=[given(ENTRY).instance(half, i), flips.at({w: 2 * half}), given(TRAILING).instance(half)],
    )
    exits = have(out, by=[have(Equal(xor(e(u)(i), bit(i, 0)), gray(u, i)), by=[turned, odd]), gray_])
    found = have(claim.conclusion, by=[along, exits, gray_])
    return have(claim, by=picked(parity.at({w: u}), half, by=found))
