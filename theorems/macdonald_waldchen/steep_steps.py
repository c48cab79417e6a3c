r"""Steps that are long for the time that they take.

Source: elementary.
"""

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    cases,
    fact,
    have,
    induct_on,
    min_,
    naturals,
    reals,
    rewriting,
    theorem,
    times,
)

from .filling_curves import m
from .lebesgue_powers import divisors, inverse_powers, powers_from_one, x

k, n = naturals("k n")
b, t, step, C, rho = reals("b t z C rho")
T, X, Y, Z = reals("T X Y Z")

K = k + 1


@theorem(
    "The time shrinks faster than the step",
    Implies(2 <= m, ForAll(n, [], 2**n / 3 ** (m * n) <= 1 / 4**n)),
    uses=[inverse_powers, powers_from_one],
    source="elementary",
)
def time_below_step(claim, powers, large):
    thirds, fourths = powers.at({x: 3}), powers.at({x: 4}).instance(n, 0)
    ninth = induct_on(
        m,
        Implies(2 <= m, 9 / 3**m <= 1),
        step=[
            thirds.instance(m, 0),
            thirds.instance(0, 0),
            thirds.instance(1, 0),
            fact("nat_step", 1, m),
            cases(Equal(m, 1)),
            rewriting(m, 1),
        ],
    ).instance(m)
    product = have(
        Implies(And(0 <= t, t <= b, 0 <= b, 9 * step <= 1, 0 <= step), 8 * t * step <= b),
        by=[times(0 <= t, 9 * step <= 1)],
    )
    so_far = 2**n / 3 ** (m * n)
    positive = have(
        0 <= so_far,
        by=[times(0 <= 2**n, 0 < 1 / 3 ** (m * n)), large.at({x: 2}).instance(n), thirds.instance(m * n, 0)],
    )
    next_ = have(
        Equal(2 ** (n + 1) / 3 ** (m * n + m), 2 * so_far * (1 / 3**m)),
        by=[
            thirds.instance(m * n, m),
            fact("pow_next", 2, n),
            rewriting(1 / 3 ** (m * n + m), 1 / 3 ** (m * n) * (1 / 3**m)),
            rewriting(2 ** (n + 1), 2**n * 2),
        ],
    )
    smaller = have(
        Implies(so_far <= 1 / 4**n, 8 * so_far * (1 / 3**m) <= 1 / 4**n),
        given=[2 <= m],
        by=[
            product.at({t: so_far, b: 1 / 4**n, step: 1 / 3**m}),
            positive,
            ninth,
            thirds.instance(m, 0),
            fourths,
        ],
    )
    each = induct_on(
        n,
        so_far <= 1 / 4**n,
        "A factor of at most two ninths each time, against a fourth.",
        given=[2 <= m],
        base=[thirds.instance(0, 0), powers.at({x: 4}).instance(0, 0)],
        step=[next_, smaller, fourths],
    )
    return have(claim, by=each), *divisors(large, 3, m * n), *divisors(large, 4, n)


LATE = 2 * T * Z
STEEP = Implies(LATE <= rho, min_(1, K * X) <= C * LATE)


@theorem(
    "A step that is long for its time",
    Implies(
        And(T <= 1, 0 < Z, 1 <= Y, Equal(Y * X, 1), Y * Z <= b, 0 < rho, 0 <= C, STEEP),
        min_(1, rho) <= (2 * C + 2) * b,
    ),
    source="elementary",
)
def long_step(claim):
    conditions = claim.condition.parts
    small = have(And(LATE <= 2 * b, 0 < b), given=conditions, by=[times(T <= 1, 0 < Z), times(1 <= Y, 0 < Z)])
    positive = have(And(0 < X, X <= 1), given=conditions, by=[times(1 <= Y, X <= 0), times(1 <= Y, 1 < X)])
    step = have(X <= min_(1, K * X), given=conditions, by=[positive, times(1 <= K, 0 < X)])
    product = have(0 <= C * b, given=conditions, by=[small, times(0 <= C, 0 < b)])
    early = have(Implies(rho < LATE, claim.conclusion), given=conditions, by=[small, product])
    shrunk = have(Y * LATE <= 2 * b, given=conditions, by=[times(T <= 1, 0 < Y * Z), times(1 <= Y, 0 < Z)])
    long = have(
        Implies(LATE <= rho, 1 <= 2 * C * b),
        given=conditions,
        by=[step, shrunk, times(0 <= C, Y * LATE <= 2 * b), times(1 <= Y, X <= C * LATE)],
    )
    return have(claim, "Either the time is large, or the step is too long for it.", by=[early, long, small])
