r"""The Hölder exponent of Lebesgue's curve is $\log 2 / (m \log 3)$, with the constant $2$.

Source: own computation.
"""

from sympy import exp, log

from symrelu import (
    And,
    AtMost,
    Equal,
    ForAll,
    Implies,
    Lemma,
    Less,
    NonZero,
    abs_,
    cases,
    fact,
    have,
    induct_on,
    pick,
    picked,
    reals,
    row,
    theorem,
    times,
)

from .lebesgue_continuity import modulus, n, t
from .lebesgue_curve import CURVE, h, j, k, m, places, s
from .lebesgue_hoelder import GAP, PAIR, d, scale_found
from .lebesgue_powers import inverse_power, inverse_powers, powers_from_one, x
from .readings import satisfied

a, u, v, y = reals("a u v y")
OWN = "own computation"


@theorem(
    "Powers of an inverse as exponentials",
    Implies(And(1 <= x, Equal(exp(u), x)), ForAll(k, [], Equal(exp(-k * u), inverse_power(k)))),
    uses=[inverse_powers, powers_from_one],
    source="elementary",
)
def powers_as_exponentials(claim, powers, large):
    conditions = claim.condition.parts
    unit = have(
        Equal(x * exp(-u), 1),
        given=conditions,
        by=[fact("exp_sum", u, -u), fact("exp_zero"), times(Equal(exp(u), x), exp(-u))],
    )
    next_ = [powers.instance(k, 0), powers.instance(k + 1, 0), fact("exp_sum", -k * u, -u)]
    last = have(
        Implies(And(1 <= x, Equal(x * v, 1), Equal(x * y, a)), Equal(a * v, y)),
        by=times(Equal(x * v, 1), y),
    )
    every = induct_on(
        k,
        Equal(exp(-k * u), inverse_power(k)),
        "Factor by factor.",
        given=conditions,
        base=fact("exp_zero"),
        step=[
            *next_,
            unit,
            last.at({v: exp(-u), y: inverse_power(k + 1), a: inverse_power(k)}),
            times(Equal(exp(-k * u), inverse_power(k)), exp(-u)),
        ],
    )
    return have(claim, by=every), have(
        NonZero(x**k), given=[claim.condition], by=have(Implies(1 <= x, NonZero(x**k)), by=large.instance(k))
    )


@theorem(
    "Logarithms of numbers above one are positive",
    Implies(And(2 <= x, Equal(u, log(x))), And(0 < u, Equal(exp(u), x))),
    source="elementary",
)
def logarithm(claim):
    return have(
        claim,
        by=[fact("log", x), fact("exp_zero"), fact("exp_increasing", u, 0), cases(Equal(u, 0))],
    )


STEP = abs_(s - t)
APART = Less(0, STEP)


@theorem(
    "The Hölder exponent of Lebesgue's curve",
    Implies(
        And(*CURVE),
        ForAll((s, t, y), [*PAIR, APART, Equal(m * log(3) * y, log(2) * log(STEP))], GAP <= 2 * exp(y)),
    ),
    uses=[modulus, scale_found, powers_as_exponentials, logarithm, inverse_powers, powers_from_one],
    source=OWN,
)
def hoelder_exponent(claim, near, scales, exponentials, logarithms, powers, large):
    within = claim.conclusion.given
    there = satisfied(scales.at({d: STEP}), given=[*CURVE, *within])
    level, between = pick(there, "n")
    two, three = log(2), log(3)
    positive = [satisfied(logarithms.at({x: base, u: value})) for base, value in ((2, two), (3, three))]
    half = satisfied(exponentials.at({x: 2, u: two}), by=positive).instance(n + 1)
    third = satisfied(exponentials.at({x: 3, u: three}), by=positive).instance(m * (n + 1))
    size = m * (n + 1) * three
    above = have(
        AtMost(-size, log(STEP)),
        given=within,
        by=[fact("log", STEP), fact("exp_increasing", log(STEP), -size), third, between],
    )
    w, z = reals("w z")
    shared = have(
        Implies(And(0 < w, 0 < u, -k * w <= z, Equal(w * y, u * z)), -k * u <= y),
        by=[times(0 < w, y + k * u < 0), times(0 < u, 0 <= z + k * w)],
    ).at({w: m * three, u: two, z: log(STEP), k: n + 1})
    width = have(Implies(And(1 <= m, 0 < u), 0 < m * u), by=times(0 <= m - 1, 0 < u)).at({u: three})
    exponent = satisfied(shared, given=[1 <= m, *within], by=[*positive, width, above])
    larger = have(Implies(a <= y, exp(a) <= exp(y)), by=[fact("exp_increasing", a, y), cases(Equal(a, y))])
    height = 1 / 2 ** (n + 1)
    below = have(
        height <= exp(y),
        given=[1 <= m, *within],
        by=[half, larger.at({a: -(n + 1) * two}), exponent],
    )
    each = have(
        ForAll(j, places(j, m), abs_(h(s)(j) - h(t)(j)) <= 2 * exp(y)),
        given=[*CURVE, *within],
        by=[
            satisfied(near, given=CURVE).instance(n, s, t, j),
            between,
            powers.at({x: 2}).instance(n, 1),
            below,
        ],
    )
    small = satisfied(Lemma(row("dist_le", m, h(s), h(t), 2 * exp(y))), by=[each, fact("exp", y)])
    end = have(Implies(And(*within), claim.conclusion.body), by=picked(there, level, by=small))
    return have(claim, "The next scale is below the distance.", by=end.forall(s, t, y))
