r"""Lebesgue's curve near the centre of the cube: long steps along one axis in a short time.

At $s^* = 1 - 3^{-m}$ Lebesgue's curve is at the centre $(\tfrac12, \dots, \tfrac12)$. In time
$2 \cdot 3^{-q - m(n + 1)}$ it moves from there by $2^{-n - 2}$ along the axis $q$.

Source: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    AtMost,
    Equal,
    ForAll,
    Implies,
    have,
    induct_on,
    ite,
    naturals,
    theorem,
)

from .finite_sums import N as COUNT
from .finite_sums import sum_of_zeros
from .finite_sums import u as SUMMAND
from .lebesgue_curve import CURVE, begins, h, j, k, m, places
from .lebesgue_digits import b, block_dealt, digits, last_digit, no_digit, prefixed
from .lebesgue_powers import divisors, inverse_powers, powers_from_one, x
from .readings import satisfied
from .single_coordinates import n as length
from .single_coordinates import r as kept
from .single_coordinates import sum_of_one
from .single_coordinates import u as summand

q, n, r = naturals("q n r")
HALF = Rational(1, 2)
OWN = "own computation"

CENTRE = 1 - 1 / 3**m


def tail(n):
    """2 3^-(q + mn): the ternary digit 2 at one place."""
    return 2 / 3**q / 3 ** (m * n)


def ones(j):
    """The digit 1 everywhere."""
    return 1


def none(j):
    """The digit 0 everywhere."""
    return 0


def one(j):
    """The digit 1 for the coordinate q."""
    return ite(Equal(j, q), 1, 0)


def at_tail(n):
    """The curve is at 2^-(n + 1) on the axis q."""
    return And(AtMost(0, tail(n)), AtMost(tail(n), 1), Equal(h(tail(n))(j), one(j) / 2 ** (n + 1)))


@theorem(
    "A ternary digit at one place",
    Implies(
        And(*CURVE, *places(q, m)),
        ForAll((n, j), places(j, m), at_tail(n)),
    ),
    uses=[block_dealt, begins, sum_of_one, sum_of_zeros, inverse_powers, powers_from_one],
    source=OWN,
)
def one_digit(claim, block, zero, single, zeros, powers, large):
    conditions = claim.condition.parts
    first = satisfied(
        single.at({length: m, kept: q, summand: lambda r: 2 * one(r) / 3**r}), given=places(q, m)
    )
    thirds, halves = powers.at({x: 3}), powers.at({x: 2})
    begin = prefixed(one, m, 0)
    whole = have(Equal(tail(0), begin), given=places(q, m), by=[first, thirds.instance(0, 0)])
    start = satisfied(block.at({b: one}), given=CURVE).instance(0, j)
    origin = satisfied(zero, given=CURVE).instance(j)
    base = have(
        Implies(And(*places(j, m)), at_tail(0)),
        given=conditions,
        by=[whole, start, origin, have(Equal(h(tail(0))(j), h(begin)(j)), by=whole), halves.instance(0, 0)],
    )
    longer = prefixed(none, m, tail(n))
    nothing = satisfied(zeros.at({SUMMAND: none, COUNT: m}))
    shorter = have(Equal(tail(n + 1), longer), by=[nothing, thirds.instance(m * n, m)])
    behind = satisfied(block.at({b: none}), given=CURVE).instance(tail(n), j)
    step = have(
        Implies(And(*places(j, m), at_tail(n)), at_tail(n + 1)),
        given=CURVE,
        by=[
            behind,
            shorter,
            have(Equal(h(tail(n + 1))(j), h(longer)(j)), by=shorter),
            halves.instance(n + 1, 0),
        ],
    )
    every = induct_on(
        n,
        Implies(And(*places(j, m)), at_tail(n)),
        "A block of digits 0 at a time.",
        given=conditions,
        base=base,
        step=step,
    )
    return (
        have(claim, by=every.instance(n).forall(n, j)),
        *divisors(large, 3, q, m * n),
        *divisors(large, 2, n + 1),
    )


def near_centre(n):
    """A little later the curve is 2^-(n + 2) further on the axis q."""
    time = CENTRE + tail(n + 1)
    return And(AtMost(0, time), AtMost(time, 1), Equal(h(time)(j), HALF + one(j) / 2 ** (n + 2)))


AT_CENTRE = And(AtMost(0, CENTRE), AtMost(CENTRE, 1), Equal(h(CENTRE)(j), HALF))


@theorem(
    "Lebesgue's curve near the centre of the cube",
    Implies(
        And(*CURVE, *places(q, m)),
        And(ForAll(j, places(j, m), AT_CENTRE), ForAll((n, j), places(j, m), near_centre(n))),
    ),
    uses=[block_dealt, begins, one_digit, inverse_powers, powers_from_one],
    source=OWN,
)
def centre(claim, block, zero, later, powers, large):
    conditions = claim.condition.parts
    thirds, halves = powers.at({x: 3}), powers.at({x: 2})
    grows = induct_on(
        k,
        Equal(digits(ones, k), 1 - 1 / 3**k),
        "A geometric sum.",
        base=no_digit(ones),
        step=[last_digit(ones, k), thirds.instance(k, 0)],
    ).instance(m)
    dealt = satisfied(block.at({b: ones}), given=CURVE)
    begin, onward = prefixed(ones, m, 0), prefixed(ones, m, tail(n))
    here = have(Equal(CENTRE, begin), by=grows)
    there = have(Equal(CENTRE + tail(n + 1), onward), by=[grows, thirds.instance(m * n, m)])
    origin = satisfied(zero, given=CURVE).instance(j)
    first = have(
        Implies(And(*places(j, m)), AT_CENTRE),
        given=conditions,
        by=[dealt.instance(0, j), here, have(Equal(h(CENTRE)(j), h(begin)(j)), by=here), origin],
    )
    moved = satisfied(later, given=conditions).instance(n, j)
    second = have(
        Implies(And(*places(j, m)), near_centre(n)),
        given=conditions,
        by=[
            dealt.instance(tail(n), j),
            there,
            have(Equal(h(CENTRE + tail(n + 1))(j), h(onward)(j)), by=there),
            moved,
            halves.instance(n + 1, 0),
        ],
    )
    proof = have(
        claim,
        "The digits 1 for all coordinates, and what is behind them.",
        by=[first.forall(j), second.forall(n, j)],
    )
    return proof, *divisors(large, 3, m, q, m * (n + 1)), *divisors(large, 2, n + 2)
