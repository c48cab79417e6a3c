r"""Limits from every start: $k\, \theta_k \to 3\pi/\lambda$ and $k^2 (1 - \rho_k) \to 9\pi^2/(2\lambda^2)$.

The start $\theta_0 = 0$ stays there, and for $\lambda = 2$ so does $\theta_0 = \pi$ from the first layer on.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, pathological fixed point; limits: own computation.
"""

from sympy import cos, pi

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Less,
    Or,
    exhibit,
    fact,
    given,
    have,
    increasing,
    induct_on,
    min_,
    naturals,
    pick,
    picked,
    rewriting,
    square,
    theorem,
    times,
)

from .angles import OWN, excess_is_positive, h
from .angles import t as T
from .depth_map import PAPER
from .ends_of_the_depth_map import cosines_at_the_ends, excess_below_the_cosine
from .limits_of_angles import LIMIT, d, e, limit_from_small_angles, near_one, z
from .one_step_bounds import WEIGHT, a, u, x, y
from .one_step_bounds import u as U
from .one_step_lower_bounds import polynomial_bounds
from .rates import (
    CHAIN,
    angle,
    angle_behind_layers,
    angles_fall,
    correlation_behind_layers,
    inputs_become_alike,
    k,
    n,
)

l, j = naturals("l j")
INSIDE = [0 < angle(0), Or(angle(0) < pi, 3 * pi * a < 2)]


@theorem(
    "Angles between 0 and pi stay there",
    Implies(And(*WEIGHT, *CHAIN, 0 < angle(k), angle(k) < pi), And(0 < angle(k + 1), angle(k + 1) < pi)),
    uses=[excess_below_the_cosine, excess_is_positive, angles_fall],
    source=OWN,
)
def angles_stay_inside(claim, gap, positive, falls):
    held, bounds = claim.condition.parts, fact("pi_bounds")
    here = given(CHAIN[2]).instance(k)
    excess = have(
        And(0 <= h(angle(k)), 2 * h(angle(k)) < pi * (1 - cos(angle(k)))),
        given=held,
        by=[gap.at({T: angle(k)}), positive.at({T: angle(k)})],
    )
    scaled = have(
        3 * pi * a * h(angle(k)) <= 2 * h(angle(k)),
        given=held,
        by=[excess, times(3 * pi * a <= 2, 0 <= h(angle(k)))],
    )
    divided = have(Implies(And(0 < u, u * x < u * y), x < y), by=times(0 < u, y <= x))
    below = have(
        cos(angle(k + 1)) < 1,
        given=held,
        by=[divided.at({u: pi, x: 3 * a * h(angle(k)), y: 1 - cos(angle(k))}), excess, scaled, here, bounds],
    )
    ends = [lemma.at({T: angle(k + 1)}) for lemma in cosines_at_the_ends()]
    root = have(AtMost(0, x**2), by=square(x))
    turn = have(Implies(0 <= a, AtMost(0, a * x**2)), by=[root, times(0 <= a, AtMost(0, x**2))])
    return have(
        claim, "The layer does not reach the angle 0.", by=[below, here, *ends, turn.at({x: angle(k)}), falls]
    )


@theorem(
    "Angles are inside from the first layer on",
    Implies(And(0 < a, *WEIGHT, *CHAIN, *INSIDE), And(0 < angle(k + 1), angle(k + 1) < pi)),
    uses=[angles_stay_inside],
    source=OWN,
)
def angles_inside(claim, stay):
    held, bounds = claim.condition.parts, fact("pi_bounds")
    here = given(CHAIN[2]).instance(0)
    ends = [lemma.at({T: angle(1)}) for lemma in cosines_at_the_ends()]
    turned = have(
        Implies(Equal(T, pi), Equal(cos(T) + 3 * a * h(T), 3 * pi * a - 1)),
        by=[fact("half_turn"), rewriting(T, pi)],
    )
    half = have(
        Implies(And(0 < a, 3 * pi * a < 2, Equal(angle(0), pi)), And(0 < angle(1), angle(1) < pi)),
        given=CHAIN,
        by=[here, turned.at({T: angle(0)}), *ends, times(0 < a, Less(0, pi)), bounds],
    )
    first = have(And(0 < angle(1), angle(1) < pi), given=held, by=[half, stay.at({k: 0})])
    every = induct_on(
        k,
        claim.conclusion,
        r"A start at $\pi$ is left at once.",
        given=held,
        base=first,
        step=stay.at({k: k + 1}),
    )
    return have(claim, by=every.instance(k))


@theorem("Differences of naturals", Implies(l <= k, Exists(j, Equal(k, l + j))), source="elementary")
def differences(claim):
    some = given(claim.conclusion)
    number, named = pick(some, "j")
    more = exhibit(Exists(j, Equal(k + 1, l + j)), witness=(number + 1,), by=named)
    onward = have(Implies(claim.conclusion, more.claim), by=picked(some, number, by=more))
    met = exhibit(Implies(Equal(k + 1, l), more.claim), witness=(0,))
    first = exhibit(Implies(l <= 0, Exists(j, Equal(0, l + j))), witness=(0,))
    every = induct_on(k, claim, base=first, step=[onward, met, fact("nat_step", k, l)])
    return have(claim, by=every.instance(k))


START = [0 < a, *WEIGHT, *CHAIN, *INSIDE]


@theorem(
    "The limit from a small angle behind some layers",
    Implies(And(*START, 0 < angle(l), angle(l) <= 1, 0 < e), LIMIT),
    uses=[limit_from_small_angles, angles_fall, angle_behind_layers, differences],
    source=OWN,
)
def limit_behind_layers(claim, limit, falls, behind, differences):
    held = claim.condition.parts
    moved = limit.at({angle: lambda k: angle(l + k)})
    first = have(And(0 <= angle(l), AtMost(angle(l), pi)), given=held, by=falls.at({k: l}))
    onward = given(CHAIN[2]).instance(l + k)
    some = have(moved.claim.args[1], given=held, by=[moved, first, onward.forall(k)])
    number, enough = pick(some, "n")
    behind = have(a * k * angle(k) <= 1, given=held, by=behind)
    low = have(0 <= angle(k), given=held, by=falls)
    weight = have(AtMost(0, a * l), given=[0 <= a], by=times(0 <= a, AtMost(0, l)))
    area = have(
        Implies(And(0 <= a, 0 <= x), AtMost(0, a * l * x)), by=[weight, times(AtMost(0, a * l), 0 <= x)]
    )
    named = Equal(k, l + j)
    longer = have(Implies(named, Equal(a * x * k, a * x * (l + j))), by=rewriting(k, l + j))
    same = have(Implies(named, Equal(angle(k), angle(l + j))), by=rewriting(k, l + j))
    product = have(Implies(Equal(x, y), Equal(a * j * x, a * j * y)), by=rewriting(x, y))
    products = [area.at({x: angle(k)}), longer.at({x: angle(k)}), product.at({x: angle(k), y: angle(l + j)})]
    reached = have(
        Implies(And(n <= j, named), near_one(k)),
        given=held,
        by=[behind, low, same, *products, enough.instance(j)],
    )
    apart = have(Exists(j, named), given=[l + n <= k], by=differences)
    rest, splitting = pick(apart, "j")
    later = have(near_one(k), given=[*held, l + n <= k], by=[reached.at({j: rest}), splitting])
    later = picked(apart, rest, by=later)
    later = have(Implies(l + n <= k, near_one(k)), by=later)
    found = exhibit(LIMIT, witness=(l + n,), by=later.forall(k))
    return have(claim, "The depth counts from there, up to a constant.", by=picked(some, number, by=found))


@theorem(
    "The angle times the depth has a limit",
    Implies(And(*START, 0 < e), LIMIT),
    uses=[limit_behind_layers, inputs_become_alike, angles_inside],
    source=PAPER,
)
def limit_of_the_angles(claim, limit, alike, inside):
    held = claim.condition.parts
    some = have(Exists(n, ForAll(k, [n <= k], angle(k) <= 1)), given=held, by=alike.at({e: 1}))
    number, small = pick(some, "n")
    here = have(LIMIT, given=held, by=[limit.at({l: n + 1}), small.instance(n + 1), inside.at({k: n})])
    return have(claim, "From some layer on the angle is at most 1.", by=picked(some, number, by=here))


# ---- correlations ----------------------------------------------------------------------------------


@theorem(
    "The cosine between two polynomials",
    Implies(
        0 <= x,
        And(
            AtMost(x**2 * (1 - x**2 / 12), 2 * (1 - cos(x))),
            AtMost(2 * (1 - cos(x)), x**2),
        ),
    ),
    uses=[polynomial_bounds],
    source="elementary",
)
def cosine_between(claim, polynomials):
    zero = [fact("sin_below", 0), fact("sin_arch", 0), cosines_at_the_ends()[0].at({T: 0})]
    falls = increasing(
        (1 - y**2 / 2 + y**4 / 24 - cos(y), y), 0, x, given=[0 <= x], by=polynomials.at({U: y})
    )
    return have(claim, by=[falls, polynomials.at({U: x}), *zero, fact("pi_bounds")])


@theorem(
    "The square of a number near 1",
    Implies(
        And(0 <= x, x <= 1, x <= e, 0 <= d, 1 - e / 4 <= d * x, d * x <= 1, x**2 * (1 - x**2 / 12) <= u),
        1 - e <= d**2 * u,
    ),
    source="elementary",
)
def square_near_one(claim):
    held = claim.condition.parts
    low = have(Implies(1 - e / 4 <= y, 1 - e / 2 <= y**2), by=square(y - 1))
    high = have(Implies(And(0 <= y, y <= 1), y**2 <= 1), by=[times(0 <= y, y <= 1)])
    area = have(AtMost(0, d * x), given=held, by=times(0 <= d, 0 <= x))
    small = have(And(AtMost(0, x**2), AtMost(x**2, e)), given=held, by=[times(0 <= x, x <= 1), square(x)])
    rest = have(Implies(And(y**2 <= 1, AtMost(0, z)), AtMost(y**2 * z, z)), by=times(y**2 <= 1, AtMost(0, z)))
    root = have(AtMost(0, d**2), by=square(d))
    scaled = have(
        AtMost(d**2 * (x**2 * (1 - x**2 / 12)), d**2 * u),
        given=held,
        by=[root, times(AtMost(0, d**2), held[-1])],
    )
    values = {y: d * x}
    return have(
        claim,
        by=[low.at(values), high.at(values), area, small, rest.at({y: d * x, z: x**2}), scaled],
    )


def near_half(k):
    """2 alpha^2 k^2 (1 - cos theta_k) lies between 1 - epsilon and 1."""
    gap = 2 * (a * k) ** 2 * (1 - cos(angle(k)))
    return And(1 - e <= gap, gap <= 1)


@theorem(
    "The correlation times the square of the depth has a limit",
    Implies(And(*START, 0 < e), Exists(n, ForAll(k, [n <= k], near_half(k)))),
    uses=[
        limit_of_the_angles,
        inputs_become_alike,
        cosine_between,
        square_near_one,
        correlation_behind_layers,
        angles_fall,
    ],
    source=PAPER,
)
def limit_of_the_correlations(claim, limit, alike, cosine, squared, behind, falls):
    held = claim.condition.parts
    quarter, small = limit.at({e: e / 4}), alike.at({e: min_(1, e)})
    first, second = (have(rule.claim.args[1], given=held, by=rule) for rule in (quarter, small))
    (one, near), (other, tiny) = pick(first, "n"), pick(second, "l")
    here = have(0 <= angle(k), given=held, by=falls)
    weight = have(AtMost(0, a * k), given=[0 <= a], by=times(0 <= a, AtMost(0, k)))
    values = {x: angle(k), d: a * k, u: 2 * (1 - cos(angle(k)))}
    low = have(
        Implies(And(n <= k, l <= k), 1 - e <= 2 * (a * k) ** 2 * (1 - cos(angle(k)))),
        given=held,
        by=[near.instance(k), tiny.instance(k), here, weight, cosine.at({x: angle(k)}), squared.at(values)],
    )
    high = have(near_half(k).parts[1], given=held, by=behind)
    deep = have(Implies(n + l <= k, near_half(k)), given=held, by=[low, high])
    found = exhibit(claim.conclusion, witness=(n + l,), by=deep.forall(k))
    return have(claim, by=picked(first, one, by=picked(second, other, by=found)))
