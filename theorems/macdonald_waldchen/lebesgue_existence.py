r"""There is a curve with the functional equations of Lebesgue's: it is the limit of an increasing sequence.

The functional equations, read from right to left, make a new map of an old one. They keep the order of maps,
and begin with the map $0$; so the maps that follow from it increase, and do not exceed $1$. Their least upper
bound satisfies the equations.

Source: own computation; the curve is that of Lebesgue 1904.
"""

from sympy import Rational

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Lemma,
    cases,
    choice,
    exhibit,
    fact,
    functions,
    given,
    have,
    induct_on,
    ite,
    naturals,
    pick,
    picked,
    reals,
    recursion,
    rewriting,
    row,
    sequences,
    theorem,
    times,
)

from .lebesgue_curve import (
    CURVE,
    FIRST,
    GAP,
    HALF,
    INSIDE,
    OTHERS,
    SEQUENCE,
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
from .readings import satisfied

a, b, p, q, t = reals("a b p q t")
n = naturals("n")
u, v = sequences("u v")
before = functions("c", "N", "N")
g = functions("g", "N", ("fun", "R", SEQUENCE))
OWN = "own computation"


def refined(g, s, j):
    """The map of which the outer thirds repeat the map g, and which is linear on the middle third."""

    def turned(bit, s):
        return ite(Equal(j, 1), (bit + g(s)(m)) / 2, g(s)(before(j)))

    middle = ite(Equal(j, 1), HALF, 2 - 3 * s)
    return ite(3 * s <= 1, turned(0, 3 * s), ite(3 * s < 2, middle, turned(1, 3 * s - 2)))


BEFORE = ForAll(j, [], Equal(before(j + 1), j))
START = ForAll((s, j), [], Equal(g(0)(s)(j), 0))
ONWARD = ForAll((n, s, j), [], Equal(g(n + 1)(s)(j), refined(g(n), s, j)))
STEPS = [BEFORE, START, ONWARD]


@theorem("Maps that approach Lebesgue's curve", Exists((before, g), And(*STEPS)), source=OWN)
def approximations(claim):
    earlier = Lemma(recursion(0, lambda n: lambda k: n, "N"))
    shift, one_less = pick(earlier, "c")
    maps = Lemma(
        recursion(
            lambda s: lambda j: 0,
            lambda n: lambda g: lambda s: lambda j: refined(g, s, j),
            ("fun", "R", SEQUENCE),
        )
    )
    sequence, made = pick(maps, "g")
    start, onward = (have(part, by=made) for part in made.claim.args)
    first = have(Equal(g(0)(s)(j), 0), by=start)
    next_ = have(Equal(g(n + 1)(s)(j), refined(g(n), s, j)), by=onward.instance(n))
    found = exhibit(
        claim,
        "By recursion.",
        witness=(shift, sequence),
        by=[one_less, first.forall(s, j), next_.forall(n, s, j)],
    )
    return picked(earlier, shift, by=picked(maps, sequence, by=found))


@theorem(
    "The maps increase",
    Implies(
        And(*STEPS),
        ForAll((n, s, j), [], And(0 <= g(n)(s)(j), g(n)(s)(j) <= 1, g(n)(s)(j) <= g(n + 1)(s)(j))),
    ),
    source=OWN,
)
def maps_increase(claim):
    onward = given(ONWARD)
    third = [cases(3 * s <= 1), cases(3 * s < 2), cases(Equal(j, 1))]

    def places(statement):
        """The statement where the refined map looks at the old one."""
        old = [statement.instance(3 * s, k) for k in (m, before(j))]
        return old + [statement.instance(3 * s - 2, k) for k in (m, before(j))]

    def bounded(n):
        return ForAll((s, j), [], And(0 <= g(n)(s)(j), g(n)(s)(j) <= 1))

    def rising(n):
        return ForAll((s, j), [], g(n)(s)(j) <= g(n + 1)(s)(j))

    within = induct_on(
        n,
        bounded(n),
        "The equations keep the bounds.",
        given=STEPS,
        base=have(bounded(0), by=given(START)),
        step=have(
            Implies(bounded(n), bounded(n + 1)),
            given=STEPS,
            by=[onward.instance(n, s, j), *places(given(bounded(n))), *third],
        ),
    )
    rises = induct_on(
        n,
        rising(n),
        "The equations keep the order.",
        given=STEPS,
        base=have(rising(0), given=STEPS, by=[given(START), within.instance(1)]),
        step=have(
            Implies(rising(n), rising(n + 1)),
            given=STEPS,
            by=[*(onward.instance(k, s, j) for k in (n, n + 1)), *places(given(rising(n))), *third],
        ),
    )
    return have(claim, by=[within, rises])


def least(u, p):
    """p is the least upper bound of the sequence u."""
    return And(ForAll(n, [], u(n) <= p), ForAll(t, [ForAll(n, [], u(n) <= t)], p <= t))


def values(s, j):
    """The values of the maps at s."""
    return lambda n: g(n)(s)(j)


LIMIT = ForAll((s, j), [], least(values(s, j), h(s)(j)))


@theorem(
    "The maps have a limit",
    Implies(And(*STEPS), Exists(h, LIMIT)),
    uses=[maps_increase],
    source=OWN,
)
def limit_of_maps(claim, increase):
    each = satisfied(increase, given=STEPS).instance(n, s, j)
    bounded = exhibit(
        Exists(t, ForAll(n, [], g(n)(s)(j) <= t)), witness=(1,), by=have(g(n)(s)(j) <= 1, by=each).forall(n)
    )
    rising = have(g(n)(s)(j) <= g(n + 1)(s)(j), by=each).forall(n)
    there = satisfied(Lemma(row("completeness", values(s, j))), by=[bounded, rising])
    points = satisfied(
        Lemma(choice(lambda j: lambda y: least(values(s, j), y), "N", "R")), by=there.forall(j)
    )

    def limit_at(s):
        return lambda y: ForAll(j, [], least(values(s, j), y(j)))

    curves = satisfied(Lemma(choice(limit_at, "R", SEQUENCE)), by=points.forall(s))
    return have(claim, "The least upper bounds.", by=curves)


RISING = ForAll(n, [], u(n) <= u(n + 1))
AFFINE = ForAll(n, [], Equal(u(n + 1), a + b * v(n)))


@theorem(
    "Limits keep affine relations",
    Implies(And(0 < b, RISING, AFFINE, least(u, p), least(v, q)), Equal(p, a + b * q)),
    source="elementary",
)
def affine_limit(claim):
    positive, _, _, top_u, top_v = claim.condition.parts
    parts = [have(part, given=[top]) for top in (top_u, top_v) for part in top.parts]
    below_u, least_u, below_v, least_v = parts
    step = [given(RISING).instance(n), given(AFFINE).instance(n)]
    above = have(
        u(n) <= a + b * q, given=[positive], by=[*step, below_v.instance(n), times(0 < b, v(n) <= q)]
    )
    room = (p - a) / b
    scaled = have(Implies(And(0 < b, a + b * t <= p), t <= room), by=times(0 < 1 / b, a + b * t <= p))
    under = have(v(n) <= room, given=[positive], by=[*step, below_u.instance(n + 1), scaled.at({t: v(n)})])
    back = have(Implies(And(0 < b, q <= room), a + b * q <= p), by=times(0 < b, q <= room))
    return have(
        claim,
        "Each side is an upper bound where the other is the least.",
        by=[least_u.instance(a + b * q), above.forall(n), least_v.instance(room), under.forall(n), back],
    )


@theorem(
    "The limit of what stays",
    Implies(And(RISING, ForAll(n, [], Equal(u(n + 1), a)), least(u, p)), Equal(p, a)),
    source="elementary",
)
def constant_limit(claim):
    rises, stays, top = claim.condition.parts
    below, least_ = (have(part, given=[top]) for part in top.parts)
    above = have(u(n) <= a, by=[given(rises).instance(n), given(stays).instance(n)])
    return have(
        claim,
        by=[least_.instance(a), above.forall(n), below.instance(1), given(stays).instance(0)],
    )


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
