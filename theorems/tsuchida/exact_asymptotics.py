r"""The rate is exact: the reciprocal of the angle grows by $\alpha$ per layer, up to a logarithm of depth.

Source: own computation.
"""

from sympy import Integer, log, pi

from symrelu import (
    And,
    AtMost,
    Equal,
    Implies,
    Less,
    fact,
    given,
    have,
    induct_on,
    reals,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .angles import OWN
from .one_step_bounds import WEIGHT, a
from .one_step_bounds import s as S
from .one_step_bounds import t as T
from .one_step_lower_bounds import one_step_lower_bound
from .rates import CHAIN, angle, angle_behind_layers, angles_fall, k

b, d, u, w, x, y = reals("b d u w x y")
NINTH = Integer(2) / 9


def growth(x, b):
    """1 + a x + b x^2."""
    return 1 + a * x + b * x**2


def unit(x, u):
    """u is the reciprocal of the positive number x."""
    return [0 < x, 0 < u, Equal(x * u, 1)]


def multiples(x, u, *factors):
    """For each factor w: w x u = w."""
    once = have(Implies(Equal(d, 1), Equal(S * d, S)), by=rewriting(d, 1))
    return [once.at({d: x * u, S: w}) for w in factors]


def inverted(claim, comparison, conclusion, products):
    """The conclusion about reciprocals u of x and w of y: multiply the comparison by them."""
    given_ = [*unit(x, u), *unit(y, w)]
    area = have(AtMost(0, u * w), given=given_, by=times(0 < u, 0 < w))
    left, right = comparison
    scaled = have(
        AtMost(u * w * left, u * w * right),
        given=[*given_, left <= right],
        by=[area, times(AtMost(0, u * w), left <= right)],
    )
    found = have(conclusion, given=[*given_, left <= right], by=[scaled, *products])
    found = have(Implies(And(*given_, left <= right), conclusion), by=found).at({u: 1 / x, w: 1 / y})
    own = have(
        Implies(And(0 < d, Equal(S, 1 / d)), And(0 < S, Equal(d * S, 1))),
        by=[fact("inverse", d), sign(1 / d)],
    )
    return have(claim, by=[found, own.at({d: x, S: 1 / x}), own.at({d: y, S: 1 / y})])


@theorem(
    "Reciprocals of a bound",
    Implies(And(0 < x, 0 < y, x <= y * growth(x, b)), 1 / y <= 1 / x + a + b * x),
    source="elementary",
)
def reciprocals(claim):
    total = growth(x, b)
    products = [*multiples(x, u, w, a, b * x), *multiples(y, w, u * total)]
    return inverted(claim, (x, y * total), w <= u + a + b * x, products)


@theorem(
    "Reciprocals of a bound from below",
    Implies(And(0 < x, 0 < y, y * (1 + d * x) <= x), 1 / x + d <= 1 / y),
    source="elementary",
)
def reciprocals_below(claim):
    return inverted(
        claim, (y * (1 + d * x), x), u + d <= w, [*multiples(x, u, w, d), *multiples(y, w, u * (1 + d * x))]
    )


@theorem(
    "One layer in terms of reciprocals",
    Implies(
        And(0 < x, x <= 1, 0 <= a, a <= NINTH, x - a * x**2 - a * x**3 / 2 <= y),
        And(0 < y, 1 / y <= 1 / x + a + Integer(5) / 4 * a * x),
    ),
    uses=[reciprocals],
    source=OWN,
)
def reciprocal_step(claim, reciprocals):
    given_ = claim.condition.parts
    area = have(
        And(AtMost(0, a * x), AtMost(a * x, NINTH)),
        given=given_,
        by=[times(0 <= a, 0 < x), times(0 <= a, x <= 1)],
    )
    squared = have(
        And(AtMost(0, a * x**2), AtMost(a * x**2, a * x)),
        given=given_,
        by=[area, times(AtMost(0, a * x), 0 < x), times(AtMost(0, a * x), x <= 1)],
    )
    turn = a * x + a * x**2 / 2
    positive = have(
        Less(0, x * (1 - turn)),
        given=given_,
        by=[
            area,
            squared,
            times(0 < x, Less(0, 1 - turn)),
            have(Less(0, 1 - turn), given=given_, by=[area, squared]),
        ],
    )
    lower = have(0 < y, given=given_, by=positive)
    small = have(AtMost(a * (1 + x / 2) * (1 + 5 * x / 4), Integer(3) / 4), given=given_, by=[area, squared])
    total = 1 + a * x + 5 * a * x**2 / 4
    spare = have(
        AtMost(0, a * x**2 * (Integer(3) / 4 - a * (1 + x / 2) * (1 + 5 * x / 4))),
        given=given_,
        by=[
            small,
            squared,
            times(AtMost(0, a * x**2), AtMost(a * (1 + x / 2) * (1 + 5 * x / 4), Integer(3) / 4)),
        ],
    )
    product = have(
        AtMost(x, x * (1 - turn) * total),
        given=given_,
        by=[
            have(AtMost(1, (1 - turn) * total), given=given_, by=spare),
            times(0 < x, AtMost(1, (1 - turn) * total)),
        ],
    )
    scaled = have(
        AtMost(x, y * total),
        given=given_,
        by=[
            product,
            area,
            squared,
            times(AtMost(x - a * x**2 - a * x**3 / 2, y), AtMost(0, total)),
            have(AtMost(0, total), given=given_, by=[area, squared]),
        ],
    )
    return have(claim, by=[lower, reciprocals.at({b: 5 * a / 4}), scaled])


@theorem(
    "Differences of logarithms",
    Implies(And(0 < u, 0 < w), AtMost(u - w, u * (log(u) - log(w)))),
    source="elementary",
)
def logarithms(claim):
    gap = log(w) - log(u)
    facts = [fact("log", u), fact("log", w), fact("exp_sum", log(u), gap), fact("exp", gap)]
    return have(claim, by=[*facts])


SMALL = [*WEIGHT, *CHAIN, 0 < angle(0), angle(0) <= 1]


def next_reciprocal(k):
    """One layer adds at most this to the reciprocal."""
    return 1 / angle(k + 1) <= 1 / angle(k) + a + Integer(5) / 4 * a * angle(k)


@theorem(
    "Angles never vanish",
    Implies(And(*SMALL), And(0 < angle(k), angle(k) <= 1, 0 < angle(k + 1), next_reciprocal(k))),
    uses=[one_step_lower_bound, angles_fall, reciprocal_step],
    source=OWN,
)
def angles_never_vanish(claim, lower, falls, step):
    light = have(AtMost(a, NINTH), given=WEIGHT, by=[fact("pi_bounds"), times(0 <= a, AtMost(3, pi))])
    fall = have(falls.claim.args[1], given=SMALL, by=falls)
    here = given(CHAIN[2]).instance(k)
    bound = have(
        Implies(
            And(0 < angle(k), angle(k) <= 1),
            angle(k) - a * angle(k) ** 2 - a * angle(k) ** 3 / 2 <= angle(k + 1),
        ),
        given=SMALL,
        by=[lower.at({T: angle(k), S: angle(k + 1)}), here],
    )
    both = have(
        Implies(And(0 < angle(k), angle(k) <= 1), And(0 < angle(k + 1), next_reciprocal(k))),
        given=SMALL,
        by=[step.at({x: angle(k), y: angle(k + 1)}), bound, light],
    )
    root = have(AtMost(0, x**2), by=square(x))
    turn = have(AtMost(0, a * x**2), given=[0 <= a], by=[root, times(0 <= a, AtMost(0, x**2))])
    smaller = have(angle(k + 1) <= angle(k), given=SMALL, by=[fall, turn.at({x: angle(k)})])
    every = induct_on(
        k,
        And(0 < angle(k), angle(k) <= 1),
        "An angle of at most 1 loses at most a third of itself.",
        given=SMALL,
        step=[both, smaller],
    )
    return have(claim, by=[every.instance(k), both])


def logarithm(k):
    """log(1 + alpha k theta_0)."""
    return log(1 + a * k * angle(0))


def upper(k):
    """The bound on the reciprocal behind k + 1 layers."""
    rest = a * angle(0) + logarithm(k)
    return 1 / angle(k + 1) <= 1 / angle(0) + a * (k + 1) + Integer(5) / 4 * rest


@theorem(
    "The rate is exact",
    Implies(And(*SMALL), And(0 < angle(k + 1), 1 / angle(0) + a * (k + 1) <= 1 / angle(k + 1), upper(k))),
    uses=[angles_never_vanish, angle_behind_layers, logarithms, reciprocals_below],
    source=OWN,
)
def exact_rate(claim, angles, rate, logs, below):
    here = have(angles.claim.args[1], given=SMALL, by=angles)
    behind = have(rate.claim.args[1].args[0], given=SMALL, by=rate)
    area = have(AtMost(0, a * angle(0)), given=[0 <= a, 0 < angle(0)], by=times(0 <= a, 0 < angle(0)))
    counted = have(AtMost(0, a * k * angle(0)), by=[area, times(AtMost(0, k), AtMost(0, a * angle(0)))])
    low, high = 1 + a * k * angle(0), 1 + a * (k + 1) * angle(0)
    sizes = have(
        And(AtMost(1, low), AtMost(1, high), AtMost(0, high - low), Equal(high - low, a * angle(0))),
        by=[counted, area],
    )
    divided = have(Implies(And(0 < u, x * u <= y, y <= u * d), x <= d), by=times(0 < u, d < x))
    grown = have(
        AtMost(a * angle(k + 1), logarithm(k + 1) - logarithm(k)),
        given=SMALL,
        by=[
            divided.at({u: high, x: a * angle(k + 1), y: a * angle(0), d: logarithm(k + 1) - logarithm(k)}),
            sizes,
            logs.at({u: high, w: low}),
            behind.at({k: k + 1}),
        ],
    )
    one = [fact("log_exp", 0), fact("exp_zero")]
    bound = induct_on(
        k,
        upper(k),
        r"A layer adds $\alpha + \frac54 \alpha \theta_k$; the logarithm grows by $\alpha \theta_k$ or more.",
        given=SMALL,
        base=[here.at({k: 0}), *one],
        step=[here.at({k: k + 1}), grown],
    )
    values = {x: angle(0), y: angle(k + 1), d: a * (k + 1)}
    lower = have(claim.conclusion.parts[1], given=SMALL, by=[below.at(values), behind.at({k: k + 1}), here])
    return have(claim, by=[here, lower, bound.instance(k)])
