r"""Hilbert's curve is steep: times $(n + 1)^{-k}$ apart at which a coordinate differs by $2^{-k}$.

With $n + 1 = 2^m$ the quotient is $2^{(m - 1)k}$, which no constant bounds for $m \ge 2$.

Source: Macdonald and Wäldchen 2021, Example for the third restriction; own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    abs_,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    theorem,
    times,
)

from .hilbert_copies import copy, h, inside, m, n, r
from .hilbert_curve import similar
from .hilbert_ends import last_axis
from .hilbert_existence import HILBERT, TURN
from .hilbert_gluing import DIRECTION, OWN, PAPER
from .hilbert_limit import HALVED, z
from .index_pairs import index_beyond

i, j, k, l = naturals("i j k l")
s, t, x, y = reals("s t x y")

ENDS = ForAll(i, [i + 1 <= m], And(Equal(h(i)(0), 0), Equal(h(i)(1), last_axis(i))))


@theorem(
    "Every axis is that of the first half",
    Implies(And(TURN, DIRECTION, i + 1 <= m), Exists(j, And(j + 1 <= m, Equal(r(0)(j), i)))),
    source=OWN,
)
def axis_of_the_first_half(claim):
    given_ = claim.condition.parts
    turn, direction = given(TURN), given(DIRECTION).instance(0)
    inner = exhibit(
        Implies(i + 2 <= m, claim.conclusion),
        witness=(i + 1,),
        by=have(
            Implies(i + 2 <= m, Equal(r(0)(i + 1), i)), given=given_, by=[turn.instance(0, i + 1), direction]
        ),
    )
    last = exhibit(
        Implies(Equal(i + 1, m), claim.conclusion),
        witness=(0,),
        by=have(
            Implies(Equal(i + 1, m), Equal(r(0)(0), i)), given=given_, by=[turn.instance(0, 0), direction]
        ),
    )
    return have(claim, by=[inner, last, fact("nat_step", i + 1, m)])


def steep(k):
    """Two times at level k whose points differ by 2^-k in a coordinate."""
    apart = And(Equal((n + 1) ** k * (t - s), 1), Equal(abs_(h(i)(s) - h(i)(t)), z(k)))
    return Exists((s, t, i), And(*inside(s), *inside(t), i + 1 <= m, apart))


@theorem(
    "Hilbert's curve is steep",
    Implies(And(*HALVED.parts, *HILBERT.parts, similar(h), ENDS), ForAll(k, [], steep(k))),
    uses=[axis_of_the_first_half, index_beyond],
    source=PAPER,
)
def hilbert_is_steep(claim, axis, beyond):
    given_ = claim.condition.parts
    *names, apart = pick(given(steep(k)), "s t i")
    there = have(
        Exists(j, And(j + 1 <= m, Equal(r(0)(j), i))), given=[TURN, DIRECTION, apart.claim], by=[axis, apart]
    )
    other, at = pick(there, "j")
    scaled = have(
        Implies(And(*inside(s), Equal((n + 1) * x, s)), And(0 <= x, x <= 1)),
        by=[times(0 <= n, 0 <= -x), times(0 <= n, 0 <= x - 1)],
    )
    first, second = (
        have(
            Implies(And(*inside(u), Equal((n + 1) * v, u)), Equal(h(j)(v), copy(0, j, h(r(0)(j))(u)))),
            given=[similar(h), j + 1 <= m],
            by=given(similar(h)).instance(0, j, u, v),
        )
        for u, v in ((s, x), (t, y))
    )
    values = {x: s / (n + 1), y: t / (n + 1)}
    quotients = [Equal((n + 1) * x, s), Equal((n + 1) * y, t)]
    close = have(
        Implies(And(*quotients), Equal((n + 1) ** (k + 1) * (y - x), 1)),
        given=[apart.claim],
        by=[fact("pow_next", n + 1, k), rewriting(s, (n + 1) * x), rewriting(t, (n + 1) * y), apart],
    )
    differ = have(
        Implies(And(*quotients), Equal(abs_(h(j)(x) - h(j)(y)), z(k + 1))),
        given=[similar(h), HALVED.parts[1], apart.claim, at.claim],
        by=[first, second, rewriting(r(0)(j), i), at, apart, given(HALVED.parts[1]).instance(k)],
    )
    product = have(
        Implies(And(*quotients, *inside(s), *inside(t)), And(*inside(x), *inside(y))),
        by=[scaled, scaled.at({s: t, x: y})],
    )
    at_parts = [fact("inverse", n + 1)]
    named = have(Implies(And(Equal(x, s / (n + 1)), Equal(y, t / (n + 1))), And(*quotients)), by=at_parts)
    exact = have(named.at(values).claim.args[1], by=named.at(values))
    steps = [lemma.at(values) for lemma in (product, close, differ)]
    found = exhibit(steep(k + 1), witness=(s / (n + 1), t / (n + 1), other), by=[*steps, exact, at, apart])
    found = picked(there, other, by=found)
    onward = have(Implies(steep(k), steep(k + 1)), given=given_, by=picked(given(steep(k)), *names, by=found))
    top = have(Exists(i, Equal(m, 1 + i)), given=[2 <= m], by=beyond.at({m: 1, k: m}))
    axis_, last = pick(top, "i")
    corners = given(ENDS).instance(i)
    whole = exhibit(
        Implies(Equal(k, 0), steep(k)),
        witness=(0, 1, axis_),
        by=have(
            Implies(
                Equal(k, 0), And(Equal((n + 1) ** k, 1), i + 1 <= m, Equal(abs_(h(i)(0) - h(i)(1)), z(k)))
            ),
            given=[ENDS, HALVED.parts[0]],
            by=[corners, last, rewriting(k, 0)],
        ),
    )
    start = have(Implies(Equal(k, 0), steep(k)), given=given_, by=picked(top, axis_, by=whole))
    every = induct_on(
        k,
        steep(k),
        "The first half is a copy of the whole.",
        given=given_,
        base=start.at({k: 0}),
        step=onward,
    )
    return have(claim, by=every)
