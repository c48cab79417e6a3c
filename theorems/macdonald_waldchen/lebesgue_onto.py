r"""Lebesgue's curve is onto the cube: digits without end are dealt to the coordinates.

Source: Lebesgue 1904.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    exhibit,
    given,
    have,
    pick,
    picked,
    reals,
    theorem,
    times,
)

from .lebesgue_curve import CURVE, INSIDE, OWN, UNIT, bit, h, j, k, m, places, s
from .lebesgue_digits import b, digits, digits_in_range, r
from .lebesgue_expansions import (
    TABLE,
    beta,
    coordinate,
    dealt,
    n,
    next_row,
    number,
    rows,
    rows_dealt,
    same_point,
    sums,
)
from .lebesgue_limits import below_all_powers, binary_digits, e, expanded, high, low, nested_intervals, t, y
from .lebesgue_powers import divisors, inverse_powers, powers_from_one, x
from .readings import satisfied

p, q, v = reals("p q v")

EXPANSION = ForAll(n, [], And(number(beta, n) <= s, s <= number(beta, n) + 1 / 3 ** (m * n)))


@theorem(
    "Lebesgue's curve at digits without end",
    Implies(
        And(*CURVE, TABLE, EXPANSION, *places(j, m)),
        ForAll(
            n,
            [],
            And(coordinate(beta, n, j) <= h(s)(j), h(s)(j) <= coordinate(beta, n, j) + 1 / 2**n),
        ),
    ),
    uses=[rows_dealt, inverse_powers, powers_from_one],
    source=OWN,
)
def expansion_dealt(claim, shown, powers, large):
    conditions = claim.condition.parts
    rest = (s - v) * p
    scaled = have(
        Implies(
            And(1 <= p, Equal(q, 1 / p), v <= s, s <= v + q),
            And(0 <= rest, rest <= 1, Equal(v + rest * q, s)),
        ),
        by=[times(0 <= p, v <= s), times(0 <= p, s <= v + q), times(Equal(p * (1 / p), 1), s - v)],
    ).at({p: 3 ** (m * n), q: 1 / 3 ** (m * n), v: number(beta, n)})
    behind = satisfied(
        scaled, given=conditions, by=[large.at({x: 3}).instance(m * n), given(EXPANSION).instance(n)]
    )
    here = have(dealt(n), by=satisfied(shown, given=conditions).instance(n))
    least, _, whole = behind.claim.args
    tail = least.args[1]
    half = powers.at({x: 2}).instance(n, 0)
    point = have(
        Equal(h(s)(j), coordinate(beta, n, j) + h(tail)(j) / 2**n),
        given=conditions,
        by=[same_point(have(whole, by=behind)), here.instance(tail, j), behind],
    )
    size = have(
        And(0 <= h(tail)(j), h(tail)(j) <= 1), given=conditions, by=[behind, given(INSIDE).instance(tail, j)]
    )
    each = have(
        claim.conclusion.body,
        given=conditions,
        by=[point, size, half, times(0 <= h(tail)(j), 0 < 1 / 2**n), times(h(tail)(j) <= 1, 0 < 1 / 2**n)],
    )
    proof = have(
        claim, "What is behind the first rows is worth at most one unit of the last place.", by=each.forall(n)
    )
    return proof, *divisors(large, 3, r, m * k, m * n), *divisors(large, 2, k, n)


@theorem(
    "A number with given ternary digits",
    Implies(TABLE, Exists(s, And(*UNIT, EXPANSION))),
    uses=[nested_intervals, next_row, digits_in_range, inverse_powers, powers_from_one],
    source="elementary",
)
def expansion_exists(claim, nested, more, ranged, powers, large):
    third = [powers.at({x: 3}).instance(e, 0) for e in (m, m * n)]
    row = digits(beta(n + 1), m)
    table = given(TABLE).instance(n + 1)
    room = satisfied(ranged.at({b: beta(n + 1)}), by=table).instance(m)
    unit, over = 1 / 3 ** (m * n), 1 - row - 1 / 3**m
    inside = [times(0 <= row, 0 < unit), times(0 <= over, 0 < unit)]
    rises = have(
        number(beta, n) <= number(beta, n + 1),
        given=[TABLE],
        by=[more.instance(beta, n, 0), room, *third, *inside],
    )
    falls = have(
        rows(beta, n + 1, 1) <= rows(beta, n, 1),
        given=[TABLE],
        by=[more.instance(beta, n, 1), room, *third, *inside],
    )
    ordered = have(AtMost(number(beta, n), rows(beta, n, 1)), by=third)
    point = satisfied(
        nested.at({low: lambda n: number(beta, n), high: lambda n: rows(beta, n, 1)}),
        given=[TABLE],
        by=[rises.forall(n), falls.forall(n), ordered.forall(n)],
    )
    place, between = pick(point, "s")
    first = have(And(*UNIT), by=[between.instance(0), sums(beta, 0, 1)[1][0]])
    found = exhibit(claim.conclusion, witness=(place,), by=[first, between])
    proof = have(claim, "The common point of nested intervals.", by=picked(point, place, by=found))
    return proof, *divisors(large, 3, r, m * k, m * n)


# ---- onto -------------------------------------------------------------------------------------------

CUBE = ForAll(j, places(j, m), And(0 <= y(j), y(j) <= 1))
HIT = ForAll(j, places(j, m), Equal(h(s)(j), y(j)))


@theorem(
    "Lebesgue's curve is onto the cube",
    Implies(And(*CURVE, CUBE), Exists(s, And(*UNIT, HIT))),
    uses=[expansion_dealt, expansion_exists, binary_digits, below_all_powers, inverse_powers],
    source=OWN,
)
def onto(claim, dealt_, number_exists, expand, below, powers):
    conditions = claim.condition.parts
    expansions = expand.instance(y)
    table, columns = pick(expansions, "beta")
    column = have(
        expanded(j), "Binary digits of each coordinate.", given=[CUBE, *places(j, m)], by=columns.instance(j)
    )
    bits_, close = (have(part, by=column) for part in column.claim.args)
    digit = have(Implies(And(*places(j, m)), bit(beta(k)(j))), by=bits_.instance(k))
    digital = have(TABLE, by=digit.forall(j).forall(k))
    numbers = satisfied(number_exists, by=digital)
    place, written = pick(numbers, "s")
    near = satisfied(dealt_, given=[*conditions, *places(j, m)], by=[digital, written]).instance(n)
    gaps = (h(s)(j) - y(j), y(j) - h(s)(j))
    none = [
        satisfied(
            below.at({e: gap, t: 1, x: 2}), by=have(gap <= 1 / 2**n, by=[near, close.instance(n)]).forall(n)
        )
        for gap in gaps
    ]
    equal = have(Implies(And(*places(j, m)), Equal(h(s)(j), y(j))), by=none)
    found = exhibit(claim.conclusion, witness=(place,), by=[written, equal.forall(j)])
    found = picked(expansions, table, by=picked(numbers, place, by=found))
    return have(claim, "Deal the binary digits of the coordinates in turn.", by=found)
