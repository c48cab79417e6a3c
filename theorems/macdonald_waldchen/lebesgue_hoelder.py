r"""The Hölder exponents of Lebesgue's curve.

Every rational exponent $q/p$ with $3^{mq} \le 2^p$ serves, that is, every one up to
$\log 2 / (m \log 3)$, with the constant $2$.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Lemma,
    NonZero,
    Not,
    abs_,
    dist,
    fact,
    have,
    induct_on,
    instance,
    naturals,
    pick,
    picked,
    reals,
    row,
    theorem,
    times,
)

from .lebesgue_continuity import modulus, n, t
from .lebesgue_curve import CURVE, UNIT, h, j, k, m, places, s
from .lebesgue_limits import below_all_powers
from .lebesgue_limits import e as number
from .lebesgue_limits import t as factor
from .lebesgue_powers import divisors, inverse_power, inverse_powers, powers_from_one, small_powers, x
from .powers import a, b, c, powers_keep_products
from .powers import m as exponent
from .readings import satisfied

d, e, u, v = reals("d e u v")
l, p, q = naturals("l p q")
OWN = "own computation"


POWER = And(1 <= x, Equal(e, inverse_power(k)))


@theorem(
    "Powers of powers of an inverse",
    Implies(POWER, ForAll(l, [], Equal(e**l, inverse_power(k * l)))),
    uses=[inverse_powers, powers_from_one],
    source="elementary",
)
def powers_of_powers(claim, powers, large):
    every = induct_on(
        l,
        Equal(e**l, inverse_power(k * l)),
        given=POWER.parts,
        step=[
            fact("pow_next", e, l),
            powers.instance(k * l, k),
            times(Equal(e**l, inverse_power(k * l)), e),
            times(Equal(e, inverse_power(k)), inverse_power(k * l)),
        ],
    )
    apart = [have(Implies(1 <= x, NonZero(x**f)), by=large.instance(f)) for f in (k, k * l)]
    sides = [
        have(part.claim.args[1], given=[condition], by=part)
        for part, condition in zip(apart, (1 <= x, POWER), strict=True)
    ]
    return have(claim, "Factor by factor.", by=every), *sides


@theorem(
    "Powers of powers are compared as the powers",
    Implies(1 / 2**p <= 1 / 3**q, ForAll(l, [], 1 / 2 ** (p * l) <= 1 / 3 ** (q * l))),
    uses=[inverse_powers, powers_from_one],
    source="elementary",
)
def powers_compared(claim, powers, large):
    lower, upper = powers.at({x: 2}).instance(p * l, p), powers.at({x: 3}).instance(q * l, q)
    smaller, larger = 1 / 2 ** (p * l), 1 / 3 ** (q * l)
    every = induct_on(
        l,
        smaller <= larger,
        given=[claim.condition],
        step=[
            lower,
            upper,
            powers.at({x: 2}).instance(p, 0),
            times(smaller <= larger, 0 < 1 / 2**p),
            times(1 / 2**p <= 1 / 3**q, 0 < larger),
        ],
    )
    return (
        have(claim, "Factor by factor.", by=every),
        *divisors(large, 2, p, p * l),
        *divisors(large, 3, q, q * l),
    )


# ---- the scale of a distance --------------------------------------------------------------------------


def scale(n):
    """3^-mn"""
    return 1 / 3 ** (m * n)


@theorem(
    "Every distance has its scale",
    Implies(And(1 <= m, 0 < d, d <= 1), Exists(n, And(d <= scale(n), scale(n + 1) < d))),
    uses=[below_all_powers, inverse_powers, small_powers, powers_from_one],
    source="elementary",
)
def scale_found(claim, below, powers, small, large):
    third = powers.at({x: 3})
    shrinks = induct_on(
        n,
        scale(n) <= 1 / 3**n,
        given=[1 <= m],
        step=[
            third.instance(m * n, m),
            third.instance(n, 0),
            small.at({x: 3}).instance(m),
            times(scale(n) <= 1 / 3**n, 0 < 1 / 3**m),
            times(3 / 3**m <= 1, 0 < 1 / 3**n),
        ],
    )
    found = claim.conclusion
    onward = have(Implies(And(Not(found), d <= scale(n)), d <= scale(n + 1)), by=instance(Not(found), n))
    every = induct_on(n, d <= scale(n), given=[Not(found), d <= 1], step=onward)
    none = satisfied(
        below.at({x: 3, number: d, factor: 1}),
        given=[Not(found), d <= 1, 1 <= m],
        by=have(d <= 1 / 3**n, by=[shrinks.instance(n), every.instance(n)]).forall(n),
    )
    contrary = have(Implies(Not(found), d <= 0), given=[d <= 1, 1 <= m], by=none)
    return have(claim, "Otherwise it is below all powers.", by=contrary), *divisors(
        large, 3, m * n, m * (n + 1)
    )


# ---- the bound ----------------------------------------------------------------------------------------

GAP = dist(m, h(s), h(t))
EXPONENTS = [1 <= p, 1 <= q, 3 ** (m * q) <= 2**p]
PAIR = [*UNIT, 0 <= t, t <= 1]
BOUND = GAP**p <= 2**p * d**q


@theorem(
    "Powers of zero and of one",
    ForAll(
        e,
        [],
        And(
            Implies(Equal(e, 0), ForAll(p, [1 <= p], Equal(e**p, 0))),
            Implies(Equal(e, 1), ForAll(p, [], Equal(e**p, 1))),
        ),
    ),
    source="elementary",
)
def trivial_powers(claim):
    factor_ = fact("pow_next", e, p)
    zeros = induct_on(p, Implies(1 <= p, Equal(e**p, 0)), given=[Equal(e, 0)], step=factor_)
    ones = induct_on(p, Equal(e**p, 1), given=[Equal(e, 1)], step=factor_)
    parts = [have(part, by=lemma) for part, lemma in zip(claim.body.parts, (zeros, ones), strict=True)]
    return have(claim, by=have(claim.body, by=parts).forall(e))


@theorem(
    "The Hölder bound at a scale",
    Implies(
        And(*CURVE, *EXPONENTS, *PAIR, 0 < d, d <= 1, Equal(d, abs_(s - t))),
        BOUND,
    ),
    uses=[
        modulus,
        scale_found,
        powers_of_powers,
        powers_compared,
        trivial_powers,
        powers_keep_products,
        inverse_powers,
        powers_from_one,
    ],
    source=OWN,
)
def bound_at_scale(claim, near, scales, powers_of, compared, trivial, kept, powers, large):
    conditions = claim.condition.parts
    there = satisfied(scales, given=conditions)
    level, between = pick(there, "n")
    height, next_scale = 1 / 2 ** (n + 1), scale(n + 1)
    half, third = powers.at({x: 2}).instance(n, 1), powers.at({x: 3}).instance(m * (n + 1), 0)
    each = have(
        ForAll(j, places(j, m), abs_(h(s)(j) - h(t)(j)) <= 2 * height),
        given=conditions,
        by=[satisfied(near, given=CURVE).instance(n, s, t, j), between, half],
    )
    small = satisfied(
        Lemma(row("dist_le", m, h(s), h(t), 2 * height)),
        by=[each, powers.at({x: 2}).instance(n + 1, 0)],
    )
    sizes = [powers.at({x: 2}).instance(n + 1, 0), third, between]
    raised = [
        satisfied(
            kept.at({a: GAP, b: 2, c: height, exponent: p}),
            by=[small, fact("dist_nonneg", m, h(s), h(t)), *sizes],
        ),
        satisfied(kept.at({a: next_scale, b: 1, c: d, exponent: q}), by=sizes),
    ]
    written = [
        satisfied(powers_of.at({x: 2, k: n + 1, e: height})).instance(p),
        satisfied(powers_of.at({x: 3, k: m * (n + 1), e: next_scale})).instance(q),
        have(Equal(a**q, 1), given=[Equal(a, 1)], by=trivial.instance(a)).at({a: 1}),
    ]
    steep = have(
        Implies(And(1 <= a, a <= b), 1 / b <= 1 / a),
        by=[times(0 < 1 / a, 0 < 1 / b), times(0 < 1 / a * (1 / b), a <= b)],
    )
    sizes = [large.at({x: 3}).instance(m * q), steep.at({a: 3 ** (m * q), b: 2**p})]
    order = satisfied(compared.at({q: m * q}), given=EXPONENTS, by=sizes).instance(n + 1)
    below = have(Implies(And(0 <= b, a <= b * u, u <= v), a <= b * v), by=times(0 <= b, u <= v))
    power = raised[0].claim.args[3].args[1].args[1]
    end = have(
        BOUND,
        by=[below.at({a: GAP**p, b: 2**p, u: power, v: d**q}), *raised, *written, order],
    )
    return have(claim, "The next scale is below the distance.", by=picked(there, level, by=end))


@theorem(
    "Hölder exponents of Lebesgue's curve",
    Implies(And(*CURVE, *EXPONENTS), ForAll((s, t), PAIR, GAP**p <= 2**p * abs_(s - t) ** q)),
    uses=[bound_at_scale, trivial_powers],
    source=OWN,
)
def hoelder_exponents(claim, bound, trivial):
    conditions = claim.condition.parts
    apart = have(
        Implies(And(*PAIR, 0 < abs_(s - t)), claim.conclusion.body),
        given=conditions,
        by=bound.at({d: abs_(s - t)}),
    )
    same = have(Implies(Equal(s, t), AtMost(abs_(h(s)(j) - h(t)(j)), 0)))
    nothing = satisfied(Lemma(row("dist_le", m, h(s), h(t), 0)), given=[Equal(s, t)], by=same)
    distance = fact("dist_nonneg", m, h(s), h(t))
    zero = have(Equal(a**p, 0), given=[Equal(a, 0), 1 <= p], by=trivial.instance(a))
    step = abs_(s - t)
    both = [
        satisfied(zero.at({a: GAP}), given=[1 <= p, Equal(s, t)], by=[nothing, distance]),
        satisfied(zero.at({a: step, p: q}), given=[1 <= q, Equal(s, t)]),
    ]
    together = have(
        Implies(Equal(s, t), claim.conclusion.body),
        given=conditions,
        by=[*both, times(Equal(step**q, 0), 2**p)],
    )
    each = have(Implies(And(*PAIR), claim.conclusion.body), given=conditions, by=[apart, together])
    return have(claim, "Distances have their scale, but for the distance 0.", by=each.forall(s, t))
