r"""There is a curve with the functional equations of Lebesgue's.

Source: Lebesgue 1904; the proof: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    cases,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    ite,
    pick,
    picked,
    rewriting,
    theorem,
)

from .lebesgue_curve import (
    CURVE,
    FIRST,
    GAP,
    HALF,
    INSIDE,
    OTHERS,
    THIRD,
    TWO_THIRDS,
    UNIT,
    begins,
    behind,
    bit,
    ends,
    h,
    j,
    m,
    places,
    s,
)
from .lebesgue_maps import (
    BEFORE,
    LIMIT,
    ONWARD,
    OWN,
    STEPS,
    a,
    affine_limit,
    approximations,
    b,
    before,
    constant_limit,
    g,
    least,
    limit_of_maps,
    maps_increase,
    n,
    p,
    q,
    u,
    v,
    values,
)
from .readings import satisfied


@theorem(
    "The limit repeats itself on the outer thirds",
    Implies(And(*STEPS, LIMIT), And(FIRST, OTHERS)),
    uses=[maps_increase, affine_limit],
    source=OWN,
)
def limit_repeats(claim, increase, affine):
    grows = satisfied(increase, given=STEPS)
    earlier = given(BEFORE).instance(j)

    def digit(k, number, old, constant, factor, place=()):
        """One coordinate of the limit behind a digit, from the coordinate of which it is made."""
        step = have(
            Equal(g(n + 1)(number)(k), constant + factor * g(n)(s)(old)),
            given=[*UNIT, *place],
            by=[
                given(ONWARD).instance(n, number, k),
                earlier,
                cases(Equal(k, 1)),
                rewriting(before(j + 1), j),
            ],
        )
        values_ = {
            u: values(number, k),
            v: values(s, old),
            p: h(number)(k),
            q: h(s)(old),
            a: constant,
            b: factor,
        }
        rising = have(values(number, k)(n) <= values(number, k)(n + 1), by=grows.instance(n, number, k))
        tops = [given(LIMIT).instance(number, k), given(LIMIT).instance(s, old)]
        return satisfied(
            affine.at(values_), given=[*UNIT, *place], by=[rising.forall(n), step.forall(n), *tops]
        )

    first = [digit(1, behind(e, s), m, Rational(e, 2), HALF) for e in (0, 1)]
    others = [digit(j + 1, behind(e, s), j, 0, 1, [1 <= j]) for e in (0, 1)]
    either = have(
        Implies(And(bit(b), *UNIT), Equal(h(behind(b, s))(1), (b + h(s)(m)) / 2)),
        by=[lemma.forall(s).instance(s) for lemma in first],
    )
    other = have(
        Implies(And(bit(b), *UNIT, 1 <= j), Equal(h(behind(b, s))(j + 1), h(s)(j))),
        by=[lemma.forall(s).instance(s) for lemma in others],
    )
    return have(
        claim,
        "Where the equations make one coordinate of another, so do the limits.",
        by=[have(FIRST, by=either), have(OTHERS, by=other)],
    )


@theorem(
    "The limit is linear on the middle third",
    Implies(And(1 <= m, *STEPS, LIMIT), GAP),
    uses=[maps_increase, constant_limit, limit_repeats, begins, ends],
    source=OWN,
)
def limit_linear(claim, increase, constant, repeats, zero, one):
    conditions = claim.condition.parts
    grows = satisfied(increase, given=STEPS)
    place, height = (1 + s) / 3, ite(Equal(j, 1), HALF, 1 - s)
    inner = [0 < s, s < 1]
    stays = have(Equal(g(n + 1)(place)(j), height), given=inner, by=given(ONWARD).instance(n, place, j))
    rising = have(values(place, j)(n) <= values(place, j)(n + 1), by=grows.instance(n, place, j))
    inside = satisfied(
        constant.at({u: values(place, j), p: h(place)(j), a: height}),
        given=inner,
        by=[rising.forall(n), stays.forall(n), given(LIMIT).instance(place, j)],
    )
    equations = satisfied(repeats, given=conditions)
    first, others = (have(part, by=equations) for part in (FIRST, OTHERS))
    corners = [satisfied(end, given=conditions, by=equations) for end in (zero, one)]
    low, high = h(THIRD)(j), h(TWO_THIRDS)(j)
    ends_ = induct_on(
        j,
        Implies(
            And(*places(j, m)),
            And(Equal(low, ite(Equal(j, 1), HALF, 1)), Equal(high, ite(Equal(j, 1), HALF, 0))),
        ),
        "The ends of the middle third are images of 0 and 1.",
        given=conditions,
        step=[
            *(corner.instance(k) for corner in corners for k in (m, j)),
            *(equation.instance(0, 1, *k) for equation, k in ((first, ()), (others, (j,)))),
            *(equation.instance(1, 0, *k) for equation, k in ((first, ()), (others, (j,)))),
            fact("nat_step", 0, j),
            cases(Equal(j, 0)),
        ],
    )
    corner = ends_.instance(j)
    line = Equal(p, (1 - s) * a + s * b)
    level = have(Implies(And(Equal(p, HALF), Equal(a, HALF), Equal(b, HALF)), line))
    falling = have(Implies(And(Equal(p, 1 - s), Equal(a, 1), Equal(b, 0)), line))
    lines = [either.at({p: h(place)(j), a: low, b: high}) for either in (level, falling)]
    interior = have(
        Implies(And(*inner, *places(j, m)), Equal(h(place)(j), (1 - s) * low + s * high)),
        by=[inside, corner, cases(Equal(j, 1)), *lines],
    )
    margin = [
        have(
            Implies(Equal(s, e), Equal(h(place)(j), (1 - s) * low + s * high)),
            by=have(Implies(Equal(s, e), Equal(h(place)(j), end))),
        )
        for e, end in ((0, low), (1, high))
    ]
    return have(
        claim,
        "Between its ends the maps are the line from the first step on.",
        by=[interior, *margin],
    )


@theorem(
    "Lebesgue's curve exists",
    ForAll(m, [1 <= m], Exists(h, And(*CURVE))),
    uses=[approximations, maps_increase, limit_of_maps, limit_repeats, limit_linear],
    source="Lebesgue 1904",
)
def curve_exists(claim, start, increase, limit, repeats, linear):
    *names, steps = pick(start, "c g")
    there = satisfied(limit, by=steps)
    curve, top = pick(there, "h")
    grows = satisfied(increase, by=steps)
    above = given(LIMIT).instance(s, j)
    bound, least_ = (have(part, by=above) for part in least(values(s, j), h(s)(j)).parts)
    small = have(g(n)(s)(j) <= 1, by=grows.instance(n, s, j))
    within = have(
        And(0 <= h(s)(j), h(s)(j) <= 1),
        by=[grows.instance(0, s, j), bound.instance(0), least_.instance(1), small.forall(n)],
    )
    equations = satisfied(repeats, by=[steps, top])
    line = satisfied(linear, given=[1 <= m], by=[steps, top])
    found = exhibit(
        Exists(h, And(*CURVE)),
        witness=(curve,),
        by=[have(INSIDE, by=within), equations, line, given(1 <= m)],
    )
    found = picked(start, *names, by=picked(there, curve, by=found))
    return have(
        claim, "It is the limit.", by=have(Implies(1 <= m, Exists(h, And(*CURVE))), by=found).forall(m)
    )
