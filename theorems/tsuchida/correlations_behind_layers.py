r"""Correlations behind many layers: they rise, and tend to 1 at the rate $1/k^2$.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, pathological fixed point; rate: own computation.
"""

from sympy import acos, cos, pi, sin, sqrt

from symrelu import (
    And,
    AtMost,
    Equal,
    ForAll,
    Implies,
    Less,
    cases,
    fact,
    given,
    have,
    induct_on,
    naturals,
    reals,
    rewriting,
    sequences,
    theorem,
    times,
)

from .angles import OWN, h
from .depth_map import (
    PAPER,
    angle_of_correlation,
    correlation,
    correlation_rises,
    correlations_stay,
    depth,
    lam,
)
from .depth_map import t as T
from .depth_map import x as X
from .one_step_bounds import a
from .rates import CHAIN, angle, angle_behind_layers, correlation_behind_layers

e, x, y = reals("epsilon x y")
k, n = naturals("k n")
rho = sequences("rho")


def satisfied(implication, given=(), by=()):
    """The conclusion of an implication whose antecedents follow from what is given and the reasons."""
    antecedents, conclusion = implication.claim.args
    return have(conclusion, by=[implication, have(antecedents, given=given, by=by)])


DEPTHS = [*correlation(rho(0)), ForAll(k, correlation(rho(k)), Equal(rho(k + 1), depth(lam, rho(k))))]
ALPHA = lam / (3 * pi)


@theorem(
    "Correlations behind layers rise",
    Implies(And(0 <= lam, lam <= 2, *DEPTHS), And(*correlation(rho(k)), rho(k) <= rho(k + 1))),
    uses=[correlations_stay, correlation_rises],
    source=PAPER,
)
def correlations_rise(claim, stay, rises):
    given_ = claim.condition.parts
    here = given(DEPTHS[2]).instance(k)
    inside = induct_on(
        k,
        And(*correlation(rho(k))),
        given=given_,
        base=[given(q) for q in DEPTHS[:2]],
        step=[stay.at({X: rho(k)}), here],
    )
    flat = have(Implies(Equal(lam, 0), Equal(depth(lam, x), x)), by=rewriting(lam, 0))
    return have(
        claim,
        by=[inside.instance(k), here, rises.at({X: rho(k)}), flat.at({x: rho(k)}), cases(Equal(lam, 0))],
    )


@theorem(
    "The angles of the correlations",
    Implies(
        And(
            0 <= lam,
            lam <= 2,
            *DEPTHS,
            Equal(a, ALPHA),
            ForAll(k, correlation(rho(k)), Equal(angle(k), acos(rho(k)))),
        ),
        And(0 <= a, AtMost(3 * pi * a, 2), *CHAIN, ForAll(k, [], Equal(cos(angle(k)), rho(k)))),
    ),
    uses=[correlations_rise, angle_of_correlation],
    source=OWN,
)
def angles_of_correlations(claim, rise, angles):
    given_ = claim.condition.parts
    bounds, named = fact("pi_bounds"), given(given_[-1])
    inside = have(And(*correlation(rho(k))), given=given_[:-2], by=rise)
    place = angles.at({X: rho(k), T: angle(k)})
    here = have(
        And(
            0 <= angle(k),
            AtMost(angle(k), pi),
            Equal(cos(angle(k)), rho(k)),
            Equal(sqrt(1 - rho(k) ** 2), sin(angle(k))),
        ),
        given=given_,
        by=[place, inside, named.instance(k)],
    )
    weight = have(Equal(3 * a, lam / pi), given=[given_[-2]], by=bounds)
    moved = have(
        Equal(rho(k + 1), depth(lam, rho(k))), given=given_, by=[given(DEPTHS[2]).instance(k), inside]
    )
    t, u, v, w = reals("t u v w")
    named_ = [Equal(x, cos(t)), Equal(u, sin(t)), Equal(3 * a, w), Equal(v, t), Equal(y, x + w * (u - x * v))]
    written = have(Implies(And(*named_), Equal(y, cos(t) + 3 * a * h(t))), by=[])
    values = {x: rho(k), t: angle(k), u: sqrt(1 - rho(k) ** 2), w: lam / pi, v: acos(rho(k)), y: rho(k + 1)}
    parts = have(
        And(Equal(rho(k), cos(angle(k))), Equal(values[u], sin(angle(k))), Equal(acos(rho(k)), angle(k))),
        given=given_,
        by=[here, named.instance(k), inside],
    )
    turned_ = satisfied(written.at(values), given=given_, by=[parts, weight, moved])
    step = have(
        Equal(cos(angle(k + 1)), cos(angle(k)) + 3 * a * h(angle(k))),
        by=[turned_, have(Equal(cos(angle(k + 1)), rho(k + 1)), given=given_, by=here.at({k: k + 1}))],
    )
    first = have(And(0 <= angle(0), AtMost(angle(0), pi)), given=given_, by=here.at({k: 0}))
    next_ = have(CHAIN[2].body, given=given_, by=[here.at({k: k + 1}), step])
    cosine = have(Equal(cos(angle(k)), rho(k)), given=given_, by=here)
    size = have(
        And(0 <= a, AtMost(3 * pi * a, 2)),
        given=given_,
        by=[bounds, weight, times(0 <= lam, AtMost(0, 1 / pi))],
    )
    return have(claim, by=[first, next_.forall(k), cosine.forall(k), size])


NAMED = [
    0 <= lam,
    lam <= 2,
    *DEPTHS,
    Equal(a, ALPHA),
    ForAll(k, correlation(rho(k)), Equal(angle(k), acos(rho(k)))),
]


@theorem(
    "Angles and correlations behind k layers",
    Implies(
        And(*NAMED),
        And(AtMost(lam * k * angle(k), 3 * pi), AtMost(2 * (lam * k) ** 2 * (1 - rho(k)), 9 * pi**2)),
    ),
    uses=[angles_of_correlations, angle_behind_layers, correlation_behind_layers],
    source=PAPER,
)
def named_rate(claim, angles, angle_bound, bound):
    chain = satisfied(angles, given=NAMED)
    cosine = have(Equal(cos(angle(k)), rho(k)), by=have(chain.claim.args[-1], by=chain).instance(k))
    first = have(a * k * angle(k) <= 1, by=satisfied(angle_bound, by=chain))
    second = have(2 * (a * k) ** 2 * (1 - cos(angle(k))) <= 1, by=satisfied(bound, by=chain))
    bounds, named = fact("pi_bounds"), Equal(lam, 3 * pi * a)
    weight = have(named, given=[Equal(a, ALPHA)], by=bounds)
    one = have(
        Implies(And(named, a * k * x <= 1), AtMost(lam * k * x, 3 * pi)),
        by=[rewriting(lam, 3 * pi * a), times(AtMost(0, pi), a * k * x <= 1), bounds],
    )
    root = have(Less(0, pi**2), by=[bounds, times(Less(0, pi), Less(0, pi))])
    scaled = have(
        Implies(2 * (a * k) ** 2 * y <= 1, AtMost(2 * (a * k) ** 2 * y * pi**2, pi**2)),
        by=[root, times(Less(0, pi**2), 2 * (a * k) ** 2 * y <= 1)],
    )
    two = have(
        Implies(And(named, Equal(x, rho(k)), 2 * (a * k) ** 2 * (1 - x) <= 1), claim.conclusion.parts[1]),
        by=[rewriting(lam, 3 * pi * a), scaled.at({y: 1 - x}), rewriting(x, rho(k))],
    )
    angle_ = have(claim.conclusion.parts[0], by=[one.at({x: angle(k)}), weight, first])
    correlation_ = have(claim.conclusion.parts[1], by=[two.at({x: cos(angle(k))}), weight, second, cosine])
    return have(claim, by=[angle_, correlation_])


@theorem(
    "Correlations behind k layers",
    Implies(
        And(0 <= lam, lam <= 2, *DEPTHS),
        And(AtMost(lam * k * acos(rho(k)), 3 * pi), AtMost(2 * (lam * k) ** 2 * (1 - rho(k)), 9 * pi**2)),
    ),
    uses=[named_rate, correlations_rise],
    source=PAPER,
)
def rate(claim, named, rise):
    chosen = named.at({angle: lambda k: acos(rho(k)), a: ALPHA})
    inside = have(And(*correlation(rho(k))), given=[claim.condition], by=rise)
    return have(claim, by=satisfied(chosen, given=claim.condition.parts)), inside
