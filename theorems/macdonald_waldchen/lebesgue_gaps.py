r"""Lebesgue's curve on every gap of Cantor's set: one coordinate is level, the others fall.

Source: Lebesgue 1904; own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    ite,
    naturals,
    pick,
    picked,
    theorem,
    times,
)

from .lebesgue_curve import CURVE, HALF, OWN, UNIT, h, j, k, m, middle, places, s
from .lebesgue_digits import BITS, b, dealt, digits_dealt, digits_in_range, i, prefixed, r, shifted
from .lebesgue_expansions import TABLE, beta, coordinate, n, rows, rows_dealt
from .lebesgue_expansions import dealt as rows_are_dealt
from .lebesgue_powers import divisors, inverse_powers, powers_from_one, x
from .readings import satisfied

MIDDLE = (1 + s) / 3


def fallen(k):
    """Coordinate j on the gap behind k digits: one is level, the others fall."""
    return ite(j <= k, (b(j) + 1 - s) / 2, ite(Equal(j, k + 1), HALF, 1 - s))


l, p, q = naturals("l p q")


@theorem(
    "A difference of natural numbers",
    ForAll((p, q), [p <= q], Exists(i, Equal(q, p + i))),
    source="elementary",
)
def difference(claim):
    there = given(claim.body)
    index, sum_ = pick(there, "i")
    more = exhibit(Exists(i, Equal(q + 1, p + i)), witness=(index + 1,), by=sum_)
    none = exhibit(Implies(Equal(p, q + 1), Exists(i, Equal(q + 1, p + i))), witness=(0,))
    step = have(
        Implies(Implies(p <= q, claim.body), Implies(p <= q + 1, Exists(i, Equal(q + 1, p + i)))),
        by=[
            have(Implies(claim.body, more.claim), by=picked(there, index, by=more)),
            none,
            fact("nat_step", q, p),
        ],
    )
    zero = exhibit(Implies(p <= 0, Exists(i, Equal(0, p + i))), witness=(0,))
    every = induct_on(q, Implies(p <= q, claim.body), "One by one.", base=zero, step=step)
    return have(claim, by=every.forall(p))


@theorem(
    "Lebesgue's curve on the gap behind some digits",
    Implies(
        And(*CURVE, BITS, k + 1 <= m, *UNIT, *places(j, m)), Equal(h(prefixed(b, k, MIDDLE))(j), fallen(k))
    ),
    uses=[middle, digits_dealt, difference, powers_from_one],
    source=OWN,
)
def gap_behind_digits(claim, between, deals, apart, large):
    conditions = claim.condition.parts
    flat, falls = (have(part, given=[*CURVE, *UNIT], by=between) for part in between.claim.args[1].args)
    turned = satisfied(deals, given=conditions).instance(k)
    moved, dealt_ = have(shifted(k), by=turned), have(dealt(k), by=turned)
    value = h(prefixed(b, k, MIDDLE))(j)

    def case(condition, shift, by):
        """The value at coordinate j, where the coordinate of which it is made is i + 1."""
        there = satisfied(apart.instance(*shift), given=[*conditions, condition])
        index, equation = pick(there, "i")
        found = have(
            Implies(condition, Equal(value, fallen(k))),
            given=conditions,
            by=[equation, *by, falls.instance(i), fact("nat_step", 0, i)],
        )
        return have(found.claim, by=picked(there, index, by=found))

    own = have(
        Implies(Equal(j, k + 1), Equal(value, fallen(k))),
        given=conditions,
        by=[moved.instance(MIDDLE, 1), flat],
    )
    later = case(k + 2 <= j, (k + 1, j), [moved.instance(MIDDLE, i + 1)])
    earlier = case(j <= k, (k + 1, j + m), [dealt_.instance(MIDDLE, i + 1, j)])
    proof = have(
        claim,
        "The digits move the coordinates on; the first one on the middle third is level, the others fall.",
        by=[own, later, earlier, fact("nat_step", k, j), fact("nat_step", k + 1, j)],
    )
    return proof, *divisors(large, 3, r, k)


@theorem(
    "Lebesgue's curve on a gap",
    Implies(
        And(*CURVE, TABLE, BITS, l + 1 <= m, *UNIT, *places(j, m)),
        Equal(h(rows(beta, n, prefixed(b, l, MIDDLE)))(j), coordinate(beta, n, j) + fallen(l) / 2**n),
    ),
    uses=[gap_behind_digits, rows_dealt, digits_in_range, inverse_powers, powers_from_one],
    source=OWN,
)
def gap(claim, behind, shown, ranged, powers, large):
    conditions = claim.condition.parts
    place = prefixed(b, l, MIDDLE)
    third = powers.at({x: 3}).instance(l, 0)
    inside = have(
        And(0 <= place, place <= 1),
        given=[BITS, l + 1 <= m, *UNIT],
        by=[
            satisfied(ranged, given=[BITS]).instance(l),
            third,
            times(0 <= MIDDLE, 0 < 1 / 3**l),
            times(MIDDLE <= 1, 0 < 1 / 3**l),
        ],
    )
    here = have(rows_are_dealt(n), by=satisfied(shown, given=conditions).instance(n)).instance(place, j)
    value = satisfied(behind.at({k: l}), given=conditions)
    proof = have(claim, "The rows stand in front.", by=[inside, here, value])
    return proof, *divisors(large, 3, r, l, m * k, m * n), *divisors(large, 2, k, n)
