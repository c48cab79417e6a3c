r"""Lebesgue's curve deals the digits in front of a number to the coordinates in turn.

For binary digits $b_1, \dots, b_m$ the number $\sum_i 2 b_i 3^{-i} + 3^{-k} s$, $i \le k \le m$, has the
ternary digits $2b_1, \dots, 2b_k$ and behind them those of $s$. After a whole block of $m$ digits each
coordinate has got one digit more.

Source: Lebesgue 1904.
"""

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    Sum,
    cases,
    fact,
    given,
    have,
    induct_on,
    naturals,
    sequences,
    theorem,
    times,
)

from .lebesgue_curve import CURVE, FIRST, OTHERS, OWN, UNIT, behind, bit, h, j, k, m, places, s
from .lebesgue_powers import divisors, inverse_powers, powers_from_one, x
from .readings import satisfied

i, r = naturals("i r")
b = sequences("b")


def bits(b, m):
    """b_1, .., b_m are binary digits."""
    return ForAll(j, places(j, m), bit(b(j)))


def digits(b, k):
    """The number with the ternary digits 2b_1, .., 2b_k."""
    return Sum(1, k, lambda r: 2 * b(r) / 3**r)


def prefixed(b, k, s):
    """The number with these digits in front of those of s."""
    return digits(b, k) + s / 3**k


def last_digit(b, k):
    """The sum with one digit more."""
    return fact("sum_last", 1, k, lambda r: 2 * b(r) / 3**r)


def no_digit(b):
    """The sum without digits."""
    return fact("sum_empty", 1, 0, lambda r: 2 * b(r) / 3**r)


@theorem(
    "Digits in front of a number of [0, 1]",
    Implies(bits(b, m), ForAll(k, [k <= m], And(0 <= digits(b, k), digits(b, k) + 1 / 3**k <= 1))),
    uses=[inverse_powers, powers_from_one],
    source=OWN,
)
def digits_in_range(claim, powers, large):
    third = powers.at({x: 3}).instance(k, 1)
    digit = given(bits(b, m)).instance(k + 1)
    room = have(
        Implies(And(1 <= k + 1, k + 1 <= m), And(0 <= b(k + 1), b(k + 1) <= 1)), given=[bits(b, m)], by=digit
    )
    grows = induct_on(
        k,
        Implies(k <= m, And(0 <= digits(b, k), digits(b, k) + 1 / 3**k <= 1)),
        "A digit takes at most two thirds of the room.",
        given=[bits(b, m)],
        base=no_digit(b),
        step=[
            last_digit(b, k),
            third,
            room,
            times(0 <= b(k + 1), 0 < 1 / 3 ** (k + 1)),
            times(b(k + 1) <= 1, 0 < 1 / 3 ** (k + 1)),
        ],
    )
    return have(claim, by=grows), *divisors(large, 3, r, k)


def shifted(k):
    """The last coordinates show those of the number behind k digits."""
    place = [1 <= i, i + k <= m]
    return ForAll((s, i), [*UNIT, *place], Equal(h(prefixed(b, k, s))(i + k), h(s)(i)))


def dealt(k):
    """The first k coordinates have got a digit each, in front of the last ones of the number behind."""
    turned = (b(j) + h(s)(i)) / 2
    place = [*places(i, m), 1 <= j, Equal(j + m, i + k)]
    return ForAll((s, i, j), [*UNIT, *place], Equal(h(prefixed(b, k, s))(j), turned))


@theorem(
    "Some digits in front of a number",
    Implies(And(*CURVE, bits(b, m)), ForAll(k, [k <= m], And(shifted(k), dealt(k)))),
    uses=[inverse_powers, powers_from_one],
    source=OWN,
)
def digits_dealt(claim, powers, large):
    inner, outer = behind(b(k + 1), s), prefixed(b, k + 1, s)
    same = have(Equal(outer, prefixed(b, k, inner)), by=[last_digit(b, k), powers.at({x: 3}).instance(k, 1)])
    alike = have(Equal(h(outer)(j), h(prefixed(b, k, inner))(j)), by=same).forall(j)
    inside = have(
        Implies(And(k + 1 <= m, *UNIT), And(bit(b(k + 1)), 0 <= inner, inner <= 1)),
        given=[bits(b, m)],
        by=[given(bits(b, m)).instance(k + 1), cases(Equal(b(k + 1), 0))],
    )
    first, others = given(FIRST).instance(b(k + 1), s), given(OTHERS).instance(b(k + 1), s, i)
    moves = have(
        Implies(And(k + 1 <= m, shifted(k)), shifted(k + 1)),
        "The last digit stands directly in front of the number.",
        given=[*CURVE, bits(b, m)],
        by=[alike.instance(i + k + 1), inside, others, given(shifted(k)).instance(inner, i + 1)],
    )
    newest = have(
        Implies(And(*UNIT, k + 1 <= m), Equal(h(outer)(k + 1), (b(k + 1) + h(s)(m)) / 2)),
        given=[*CURVE, bits(b, m)],
        by=[alike.instance(k + 1), inside, first, given(shifted(k)).instance(inner, 1)],
    )
    newest = have(
        Implies(
            And(*UNIT, k + 1 <= m, Equal(j, k + 1), Equal(i, m)), Equal(h(outer)(j), (b(j) + h(s)(i)) / 2)
        ),
        by=newest,
    )
    older = have(
        Implies(
            And(*UNIT, k + 1 <= m, 1 <= i, i + 1 <= m, 1 <= j, Equal(j + m, i + k + 1)),
            Equal(h(outer)(j), (b(j) + h(s)(i)) / 2),
        ),
        given=[*CURVE, bits(b, m)],
        by=[alike.instance(j), inside, others, given(dealt(k)).instance(inner, i + 1, j)],
    )
    deals = have(
        Implies(And(k + 1 <= m, shifted(k), dealt(k)), dealt(k + 1)),
        given=[*CURVE, bits(b, m)],
        by=[older, newest, fact("nat_step", i, m)],
    )
    none = have(Equal(prefixed(b, 0, s), s), by=no_digit(b))
    every = induct_on(
        k,
        Implies(k <= m, And(shifted(k), dealt(k))),
        "Digit by digit.",
        given=[*CURVE, bits(b, m)],
        base=[have(shifted(0), by=none), have(dealt(0))],
        step=[moves, deals],
    )
    return have(claim, by=every), *divisors(large, 3, r, k)


BITS = bits(b, m)


@theorem(
    "A block of digits in front of a number",
    Implies(
        And(*CURVE, BITS),
        ForAll(
            (s, j),
            [*UNIT, *places(j, m)],
            And(
                0 <= prefixed(b, m, s),
                prefixed(b, m, s) <= 1,
                Equal(h(prefixed(b, m, s))(j), (b(j) + h(s)(j)) / 2),
            ),
        ),
    ),
    uses=[digits_in_range, digits_dealt, inverse_powers, powers_from_one],
    source=OWN,
)
def block_dealt(claim, ranged, dealt_, powers, large):
    third = powers.at({x: 3}).instance(m, 0)
    room = have(
        Implies(And(*UNIT), And(0 <= prefixed(b, m, s), prefixed(b, m, s) <= 1)),
        "What is behind the digits fits into the room that they leave.",
        given=[BITS],
        by=[satisfied(ranged, given=[BITS]).instance(m), third, times(0 <= s, 0 < 1 / 3**m),
            times(s <= 1, 0 < 1 / 3**m)],
    )  # fmt: skip
    turn = satisfied(dealt_, given=[*CURVE, BITS]).instance(m)
    each = have(dealt(m), by=turn).instance(s, j, j)
    return have(claim, "Every coordinate has come back to its place.", by=[room, each]), *divisors(
        large, 3, r, m
    )
