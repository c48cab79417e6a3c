r"""Only one curve satisfies the functional equations of Lebesgue's: it is the curve that is computed.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    abs_,
    cases,
    fact,
    functions,
    given,
    have,
    induct_on,
    theorem,
)

from .lebesgue_continuity import MOVED, halved, level, third_by_third, v, w
from .lebesgue_continuity import e as height
from .lebesgue_curve import CURVE, INNER, OWN, SEQUENCE, UNIT, curve, h, j, k, m, places, s
from .lebesgue_expansions import n
from .lebesgue_limits import below_all_powers, e, t
from .lebesgue_powers import inverse_powers, x
from .readings import satisfied

other = functions("g", "R", SEQUENCE)
CURVES = [*CURVE, *curve(m, other)]


def agree(w):
    """The coordinates of the two curves differ by at most w_j."""
    return ForAll((s, j), [*UNIT, *places(j, m)], abs_(h(s)(j) - other(s)(j)) <= w(j))


@theorem(
    "Curves that agree up to bounds agree up to the bounds of one digit more",
    Implies(And(*CURVES, agree(w), *MOVED), agree(v)),
    uses=[third_by_third],
    source=OWN,
)
def agreement_grows(claim, shown):
    first, others = map(given, MOVED)
    both = [satisfied(lemma, given=CURVES).instance(s, j) for lemma in (shown, shown.at({h: other}))]
    near = given(agree(w))
    sources = [near.instance(number, k) for number in (3 * s, 3 * s - 2, s) for k in (m, j)]
    within = [*UNIT, agree(w), *MOVED]
    front = have(
        Implies(And(*within), abs_(h(s)(1) - other(s)(1)) <= v(1)), given=CURVES, by=[*both, *sources, first]
    )
    back = have(
        Implies(And(*within, *INNER), abs_(h(s)(j + 1) - other(s)(j + 1)) <= v(j + 1)),
        given=CURVES,
        by=[*both, *sources, others.instance(j)],
    )
    every = induct_on(
        j,
        Implies(And(*within, *places(j, m)), abs_(h(s)(j) - other(s)(j)) <= v(j)),
        given=CURVES,
        step=[front, back, fact("nat_step", 0, j), cases(Equal(j, 0))],
    )
    end = have(agree(v), given=[agree(w), *MOVED], by=every.instance(j))
    return have(claim, "Third by third.", by=end)


@theorem(
    "Only one curve satisfies the functional equations",
    Implies(And(*CURVES), ForAll((s, j), [*UNIT, *places(j, m)], Equal(h(s)(j), other(s)(j)))),
    uses=[agreement_grows, below_all_powers, inverse_powers],
    source=OWN,
)
def only_one_curve(claim, grows, below, powers):
    moves = satisfied(
        grows.at({w: halved(k, height), v: halved(k + 1, height)}),
        given=[*CURVES, agree(halved(k, height)), k + 1 <= m],
    )
    digits = induct_on(
        k,
        Implies(k <= m, agree(halved(k, height))),
        "Digit by digit.",
        given=[*CURVES, agree(level(height))],
        base=have(agree(halved(0, height)), given=[agree(level(height))], by=given(agree(level(height)))),
        step=have(Implies(And(k + 1 <= m, agree(halved(k, height))), agree(halved(k + 1, height))), by=moves),
    )
    last = have(agree(halved(m, height)), given=[agree(level(height))], by=digits.instance(m))
    halves = have(
        Implies(agree(level(height)), agree(level(height / 2))),
        "After m digits each coordinate has been halved once.",
        given=CURVES,
        by=last,
    )

    def close(n):
        return agree(level(1 / 2**n))

    half = powers.at({x: 2}).instance(n, 0)
    ranges = [given(CURVES[1]).instance(s, j), given(CURVES[len(CURVE) + 1]).instance(s, j)]
    once = halves.at({height: 1 / 2**n})
    step = have(
        close(n + 1),
        given=[close(n), *CURVES],
        by=[have(once.claim.args[1], given=[close(n)], by=once), half],
    )
    blocks = induct_on(
        n,
        close(n),
        "Block by block.",
        given=CURVES,
        base=have(agree(level(1)), given=CURVES, by=ranges),
        step=have(Implies(close(n), close(n + 1)), by=step),
    )
    gaps = (h(s)(j) - other(s)(j), other(s)(j) - h(s)(j))
    within, here = [*UNIT, *places(j, m)], blocks.instance(n).instance(s, j)
    none = [
        satisfied(below.at({x: 2, e: gap_, t: 1}), by=have(gap_ <= 1 / 2**n, given=within, by=here).forall(n))
        for gap_ in gaps
    ]
    equal = have(Implies(And(*within), Equal(h(s)(j), other(s)(j))), by=none)
    return have(claim, "They agree up to every power of a half.", by=equal.forall(s, j))
