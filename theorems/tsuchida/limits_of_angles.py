r"""Limits along depth: $k\, \theta_k \to 1/\alpha$ and $k^2 (1 - \rho_k) \to 1/(2 \alpha^2)$.

With $\alpha = \lambda/(3 \pi)$ these are $3 \pi/\lambda$ and $9 \pi^2/(2 \lambda^2)$. They are stated for
$\alpha k \theta_k$, within every $\epsilon > 0$ of 1 from some depth on.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, pathological fixed point; limits: own computation.
"""

from sympy import Integer, log

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    exhibit,
    fact,
    have,
    induct_on,
    known,
    pick,
    picked,
    reals,
    sequences,
    sign,
    theorem,
    times,
)

from .angles import OWN
from .exact_asymptotics import SMALL, exact_rate, logarithm, logarithms, multiples, u, w
from .one_step_bounds import a, y
from .rates import angle, angle_behind_layers, k, n

c, d, e, p, r, z = reals("c d epsilon p r z")
f = sequences("f")
UNIT = [0 < p, 0 < r, Equal(p * r, 1)]


@theorem(
    "Logarithms grow slower than any line",
    Implies(And(*UNIT, 0 < w), log(w) <= log(p) + r * w - 1),
    uses=[logarithms],
    source="elementary",
)
def slow_logarithm(claim, logs):
    product = have(
        Implies(And(*UNIT, p * z <= w - p), z <= r * w - 1),
        by=[times(0 < r, p * z <= w - p), *multiples(p, r, z), *multiples(p, r, Integer(1))],
    )
    return have(claim, by=[logs.at({u: p}), product.at({z: log(w) - log(p)})])


CONSTANT = 1 / angle(0) + Integer(5) / 4 * (a * angle(0) + log(p) + r - 1)


@theorem(
    "The reciprocal of the angle grows like the depth",
    Implies(
        And(*SMALL, *UNIT),
        And(0 < angle(k + 1), 1 / angle(k + 1) <= CONSTANT + a * (k + 1) * (1 + Integer(5) / 4 * r)),
    ),
    uses=[exact_rate, slow_logarithm],
    source=OWN,
)
def reciprocal_of_the_angle(claim, exact, slow):
    area = have(AtMost(0, a * k), given=[0 <= a], by=times(0 <= a, AtMost(0, k)))
    inner = have(
        And(0 < 1 + a * k * angle(0), 1 + a * k * angle(0) <= 1 + a * (k + 1)),
        given=[0 <= a, 0 < angle(0), angle(0) <= 1],
        by=[area, times(AtMost(0, a * k), 0 < angle(0)), times(AtMost(0, a * k), angle(0) <= 1)],
    )
    low = have(
        logarithm(k) <= log(p) + r * (1 + a * (k + 1)) - 1,
        given=[*UNIT, 0 <= a, 0 < angle(0), angle(0) <= 1],
        by=[inner, slow.at({w: 1 + a * k * angle(0)}), times(0 < r, inner.claim.args[1])],
    )
    return have(claim, by=[exact, low])


HALF = Integer(5) / 2
NAMED = CONSTANT.subs({p: HALF / e, r: e / HALF})


@theorem(
    "The reciprocal of the angle, up to a small multiple of the depth",
    Implies(
        And(*SMALL, 0 < e, Equal(c, NAMED)),
        And(0 < angle(k + 1), 1 / angle(k + 1) <= c + a * (k + 1) * (1 + e / 2)),
    ),
    uses=[reciprocal_of_the_angle],
    source=OWN,
)
def reciprocal_up_to_a_multiple(claim, bound):
    unit = have(
        Implies(
            And(0 < e, 0 < d, Equal(e * d, 1)),
            And(0 < HALF * d, 0 < e / HALF, Equal(HALF * d * (e / HALF), 1)),
        )
    )
    known = [unit.at({d: 1 / e}), fact("inverse", e), sign(1 / e)]
    return have(claim, by=[bound.at({p: HALF / e, r: e / HALF}), *known])


def near_one(k):
    """alpha k theta_k lies between 1 - epsilon and 1."""
    return And(1 - e <= a * k * angle(k), a * k * angle(k) <= 1)


LIMIT = Exists(n, ForAll(k, [n <= k], near_one(k)))


@theorem(
    "A product with a reciprocal near it",
    Implies(And(0 < y, 0 < e, 1 / y <= w * (1 + e), w * y <= 1), 1 - e <= w * y),
    source="elementary",
)
def near_reciprocal(claim):
    close = have(
        Implies(And(0 < y, 0 < e, Equal(y * z, 1), z <= w * (1 + e), w * y <= 1), 1 - e <= w * y),
        by=[times(0 < y, z <= w * (1 + e)), times(0 < e, w * y <= 1)],
    )
    return have(claim, by=[close.at({z: 1 / y}), fact("inverse", y)])


@theorem(
    "Depths that outgrow a constant",
    Implies(And(0 < a, 0 < e), Exists(n, ForAll(k, [n <= k], 2 * c <= a * k * e))),
    source="elementary",
)
def large_depths(claim):
    held, reach = claim.condition.parts, 1 / (a * e)
    units = [Equal(a * d, 1), Equal(e * r, 1), Equal(z, d * r)]
    product = have(
        Implies(And(0 < a, 0 < e, *units), And(0 < a * e, Equal(a * e * z, 1))),
        by=[times(0 < a, 0 < e), *multiples(a, d, e * r)],
    )
    product = product.at({d: 1 / a, r: 1 / e, z: reach})
    some = have(Exists(n, 2 * c * reach <= n), by=known("archimedes", 2 * c * reach))
    number, enough = pick(some, "n")
    large = have(
        Implies(And(0 < z, Equal(z * r, 1), 2 * c * r <= n, n <= k), 2 * c <= k * z),
        by=[times(0 < z, 2 * c * r <= n), times(0 < z, n <= k), *multiples(z, r, 2 * c)],
    )
    inverses = [fact("inverse", a), fact("inverse", e)]
    one = have(
        Implies(n <= k, 2 * c <= a * k * e),
        given=held,
        by=[large.at({z: a * e, r: reach}), product, enough, *inverses],
    )
    found = exhibit(claim.conclusion, witness=(number,), by=one.forall(k))
    return have(claim, by=picked(some, number, by=found))


@theorem(
    "The limit from small angles",
    Implies(And(0 < a, *SMALL, 0 < e), LIMIT),
    uses=[reciprocal_up_to_a_multiple, near_reciprocal, large_depths, angle_behind_layers],
    source=OWN,
)
def limit_from_small_angles(claim, bound, near, large, behind):
    held, depth = [*claim.condition.parts, Equal(c, NAMED)], a * (k + 1)
    some = have(large.claim.args[1], given=held, by=large)
    number, enough = pick(some, "n")
    upper = have(a * (k + 1) * angle(k + 1) <= 1, given=held, by=behind.at({k: k + 1}))
    steep = have(
        Implies(n <= k + 1, 1 / angle(k + 1) <= depth * (1 + e)),
        given=held,
        by=[bound, enough.instance(k + 1)],
    )
    later = have(
        Implies(n + 1 <= k + 1, near_one(k + 1)),
        given=held,
        by=[steep, upper, bound, near.at({y: angle(k + 1), w: depth})],
    )
    every = induct_on(k, Implies(n + 1 <= k, near_one(k)), step=later, given=[*held, enough.claim])
    found = picked(some, number, by=exhibit(LIMIT, witness=(n + 1,), by=every))
    found = have(
        Implies(And(*held), LIMIT),
        r"The constant and the logarithm are below $\epsilon \alpha k/2$.",
        by=found,
    )
    return have(claim, by=found.at({c: NAMED}))
