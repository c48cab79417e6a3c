r"""There is a curve with the functional equations of Lebesgue's: it is the limit of an increasing sequence.

The functional equations, read from right to left, make a new map of an old one. They keep the order of maps,
and begin with the map $0$; so the maps that follow from it increase, and do not exceed $1$. Their least upper
bound satisfies the equations.

Source: own computation; the curve is that of Lebesgue 1904.
"""

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
    row,
    sequences,
    theorem,
    times,
)

from .lebesgue_curve import (
    HALF,
    SEQUENCE,
    h,
    j,
    m,
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
    each = have(
        claim.conclusion.body,
        given=STEPS,
        by=[within.instance(n).instance(s, j), rises.instance(n).instance(s, j)],
    )
    return have(claim, by=each.forall(n, s, j))


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
