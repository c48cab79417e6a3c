r"""Depth makes inputs alike: the angle behind $k$ layers is at most $1/(\alpha k) = 3\pi/(\lambda k)$.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, pathological fixed point; rate: own computation.
"""

from sympy import cos, pi

from symrelu import (
    And,
    AtMost,
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
    known,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    sequences,
    square,
    theorem,
    times,
)

from .angles import OWN, h
from .depth_map import PAPER
from .one_step_bounds import WEIGHT, a, one_step_bound
from .one_step_bounds import s as S
from .one_step_bounds import t as T
from .one_step_bounds import u as U
from .one_step_lower_bounds import polynomial_bounds

b, e, p, x, y = reals("b epsilon p x y")
k, n = naturals("k n")
angle, rho = sequences("theta rho")


def turned(x, y):
    """A layer turns the angle x to the angle y."""
    return And(0 <= y, AtMost(y, pi), Equal(cos(y), cos(x) + 3 * a * h(x)))


CHAIN = [0 <= angle(0), AtMost(angle(0), pi), ForAll(k, [], turned(angle(k), angle(k + 1)))]


@theorem(
    "Angles behind layers",
    Implies(
        And(*WEIGHT, *CHAIN),
        And(0 <= angle(k), AtMost(angle(k), pi), angle(k + 1) <= angle(k) - a * angle(k) ** 2),
    ),
    uses=[one_step_bound],
    source=OWN,
)
def angles_fall(claim, step):
    here = given(CHAIN[2]).instance(k)
    inside = induct_on(
        k,
        And(0 <= angle(k), AtMost(angle(k), pi)),
        given=CHAIN,
        base=[given(q) for q in CHAIN[:2]],
        step=here,
    )
    bound = step.at({S: angle(k + 1), T: angle(k)})
    return have(claim, by=[inside.instance(k), here, bound])


@theorem(
    "One more layer in the bound",
    Implies(
        And(0 <= a, 0 <= x, a * x <= 1, 0 <= y, y <= x - a * x**2, 1 <= b, 0 <= p, x * b <= p),
        AtMost(y * (b + a * p), p),
    ),
    source=OWN,
)
def one_more_layer(claim):
    given_ = claim.condition.parts
    positive = have(
        And(0 <= a * p, 0 <= a * x), given=given_, by=[times(0 <= a, 0 <= p), times(0 <= a, 0 <= x)]
    )
    scaled = have(
        AtMost(y * (b + a * p), (x - a * x**2) * (b + a * p)),
        given=given_,
        by=[positive, times(y <= x - a * x**2, AtMost(0, b + a * p))],
    )
    room = [times(a * x <= 1, x * b <= p), times(AtMost(0, a * x), AtMost(0, a * x * p))]
    return have(claim, by=[scaled, positive, *room])


@theorem(
    "The angle behind k layers",
    Implies(
        And(*WEIGHT, *CHAIN),
        And(angle(k) * (1 + a * k * angle(0)) <= angle(0), a * k * angle(k) <= 1),
    ),
    uses=[angles_fall, one_more_layer],
    source=PAPER,
)
def angle_behind_layers(claim, falls, more):
    given_ = claim.condition.parts
    here = have(And(*falls.claim.args[1].args), given=given_, by=falls)
    bounds = fact("pi_bounds")
    small = have(a * angle(k) <= 1, given=given_, by=[here, bounds, times(0 <= a, AtMost(angle(k), pi))])
    start = [given(q) for q in CHAIN[:2]]
    area = have(AtMost(0, a * angle(0)), given=given_, by=[*start, times(0 <= a, 0 <= angle(0))])
    counted = have(AtMost(0, a * k * angle(0)), by=[area, times(AtMost(0, k), AtMost(0, a * angle(0)))])
    values = {x: angle(k), y: angle(k + 1), p: angle(0), b: 1 + a * k * angle(0)}
    every = induct_on(
        k,
        angle(k) * (1 + a * k * angle(0)) <= angle(0),
        "Each layer adds $\\alpha$ to the reciprocal of the angle.",
        given=given_,
        step=[more.at(values), here, here.at({k: k + 1}), small, counted, *start],
    )
    bound = every.instance(k)
    divided = have(
        Implies(And(0 <= x, x <= p, 0 <= a * k, x + a * k * x * p <= p), a * k * x <= 1),
        by=[cases(Equal(p, 0)), times(0 < p, a * k * x > 1)],
    )
    positive = have(AtMost(0, a * k), given=[0 <= a], by=times(0 <= a, AtMost(0, k)))
    lower = have(0 <= angle(k), given=given_, by=here)
    smaller = have(
        angle(k) <= angle(0),
        given=given_,
        by=[bound, lower, counted, times(0 <= angle(k), AtMost(0, a * k * angle(0)))],
    )
    last = have(
        a * k * angle(k) <= 1,
        given=given_,
        by=[divided.at({x: angle(k), p: angle(0)}), positive, lower, smaller, bound],
    )
    return have(claim, by=[bound, last])


@theorem(
    "The correlation behind k layers",
    Implies(
        And(*WEIGHT, *CHAIN),
        And(2 * (1 - cos(angle(k))) <= angle(k) ** 2, 2 * (a * k) ** 2 * (1 - cos(angle(k))) <= 1),
    ),
    uses=[angle_behind_layers, angles_fall, polynomial_bounds],
    source=PAPER,
)
def correlation_behind_layers(claim, bound, falls, polynomials):
    given_ = claim.condition.parts
    here = have(And(*falls.claim.args[1].args), given=given_, by=falls)
    first = have(claim.conclusion.parts[0], given=given_, by=[here, polynomials.at({U: angle(k)})])
    positive = have(AtMost(0, a * k), given=[0 <= a], by=times(0 <= a, AtMost(0, k)))
    conditions = [0 <= x, 0 <= b, b * x <= 1, 2 * y <= x**2]
    unit = have(0 <= b * x, given=conditions, by=times(0 <= x, 0 <= b))
    squares = have((b * x) ** 2 <= 1, given=conditions, by=[unit, times(b * x <= 1, 0 <= b * x)])
    weight = have(
        Implies(0 <= p, Implies(2 * y <= x**2, 2 * p * y <= p * x**2)), by=times(0 <= p, 2 * y <= x**2)
    )
    square_ = have(AtMost(0, b**2), by=square(b))
    scaled = have(2 * b**2 * y <= 1, given=conditions, by=[weight.at({p: b**2}), squares, square_])
    squared = have(Implies(And(*conditions), 2 * b**2 * y <= 1), by=scaled)
    values = {x: angle(k), b: a * k, y: 1 - cos(angle(k))}
    second = have(
        claim.conclusion.parts[1], given=given_, by=[squared.at(values), here, bound, first, positive]
    )
    return have(claim, by=[first, second])


@theorem(
    "Depth makes all inputs alike",
    Implies(And(0 < a, WEIGHT[1], *CHAIN, 0 < e), Exists(n, ForAll(k, [n <= k], angle(k) <= e))),
    uses=[angle_behind_layers],
    source=PAPER,
)
def inputs_become_alike(claim, bound):
    given_ = claim.condition.parts
    some = have(Exists(n, 1 / (a * e) <= n), by=known("archimedes", 1 / (a * e)))
    depth_, enough = pick(some, "n")
    product = have(0 < a * e, given=[0 < a, 0 < e], by=times(0 < a, 0 < e))
    deep = have(
        1 <= n * (a * e), given=[0 < a, 0 < e], by=[enough, product, times(0 < a * e, 1 / (a * e) <= n)]
    )
    nonzero = have(Implies(And(0 <= b, 1 <= b * e), 0 < b), by=[cases(Equal(b, 0)), rewriting(b, 0)])
    divided = have(Implies(And(0 < b, 1 <= b * e, b * x <= 1), x <= e), by=times(0 < b, e < x))
    deeper = have(Implies(And(n <= k, 0 < p, 1 <= n * p), 1 <= k * p), by=times(n <= k, 0 < p))
    positive = have(AtMost(0, a * k), given=[0 < a], by=times(0 < a, AtMost(0, k)))
    small = have(
        angle(k) <= e,
        given=[*given_, n <= k],
        by=[
            divided.at({b: a * k, x: angle(k)}),
            nonzero.at({b: a * k}),
            deeper.at({p: a * e}),
            deep,
            product,
            bound,
            positive,
        ],
    )
    found = exhibit(
        claim.conclusion,
        "From $1/(\\alpha \\epsilon)$ layers on.",
        witness=(depth_,),
        by=have(Implies(n <= k, angle(k) <= e), by=small).forall(k),
    )
    return have(claim, by=picked(some, depth_, by=found))
