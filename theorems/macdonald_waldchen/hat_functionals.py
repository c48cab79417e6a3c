r"""Means of test functions that read the slopes of a chain from its law.

About each support point $s_k$ stands a hat $\chi_k$ that the hinges before it do not reach. The means of
$\chi_k(z_1)\,\operatorname{clip}(z_2; 0, Y)$ under the law of $(t, h(t), 0, \dots)$ are linear in the slopes
$\kappa$, with a triangular matrix of positive diagonal, and Lipschitz in the law.

Source: own computation.
"""

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    InSupport,
    P,
    Sum,
    abs_,
    cases,
    clip,
    fact,
    given,
    have,
    induct_on,
    known,
    naturals,
    reals,
    relu,
    row,
    theorem,
    times,
)

from .chains import ON_RAY, chain, height, indices, kappa, nu, q
from .hats import Y, a, b, hat, mu, product_within, r, reading, t, x
from .readings import applied, satisfied

c, Q = reals("c Q")
j, k, n, N = naturals("j k n N")
OWN = "own computation"


# ---- chains ---------------------------------------------------------------------------------------


def unit(slopes):
    """The slopes lie between 0 and 1."""
    return ForAll(j, indices(j, N), And(0 <= slopes(j), slopes(j) <= 1))


UNIT = unit(kappa)
RANGE = ForAll(j, indices(j, N), And(0 <= q(j), q(j) <= Q))


@theorem(
    "A slope times a height",
    Implies(And(0 <= a, a <= 1, 0 <= b, b <= Q, 0 <= t), And(0 <= a * relu(b - t), a * relu(b - t) <= Q)),
    uses=[product_within],
    source=OWN,
)
def slope_times_height(claim, within):
    return have(claim, by=within.at({r: 1, b: relu(b - t), Y: Q}))


@theorem(
    "The height of a chain",
    Implies(And(UNIT, RANGE, n <= N, 0 <= t), And(0 <= height(n, t), height(n, t) <= n * Q)),
    uses=[slope_times_height],
    source=OWN,
)
def height_bounded(claim, summand):
    terms = height(n, t).term().args[2]
    step = [
        summand.at({a: kappa(n + 1), b: q(n + 1)}),
        given(UNIT).instance(n + 1),
        given(RANGE).instance(n + 1),
        fact("sum_last", 1, n, terms),
    ]
    every = induct_on(
        n,
        Implies(n <= N, claim.conclusion),
        "Each hinge adds at most $Q$.",
        given=[UNIT, RANGE, 0 <= t],
        base=fact("sum_empty", 1, 0, terms),
        step=step,
    )
    return have(claim, by=every)


def rise(t, c):
    """What a hinge at c of slope 1 adds at t."""
    return clip(c - t, 0, Q)


@theorem(
    "A multiple of the height",
    Implies(
        And(RANGE, n <= N, 0 <= t),
        Equal(a * height(n, t), Sum(1, n, lambda j: kappa(j) * (a * rise(t, q(j))))),
    ),
    source=OWN,
)
def multiple_of_height(claim):
    terms, multiples = height(n, t).term().args[2], claim.conclusion.right.term().args[2]
    same = have(
        Equal(relu(q(n + 1) - t), rise(t, q(n + 1))),
        given=[RANGE, 0 <= t, n + 1 <= N],
        by=given(RANGE).instance(n + 1),
    )
    step = have(
        Implies(
            n + 1 <= N, Equal(a * kappa(n + 1) * relu(q(n + 1) - t), a * kappa(n + 1) * rise(t, q(n + 1)))
        ),
        given=[RANGE, 0 <= t],
        by=same,
    )
    every = induct_on(
        n,
        Implies(n <= N, claim.conclusion),
        "Term by term.",
        given=[RANGE, 0 <= t],
        base=[fact("sum_empty", 1, 0, terms), fact("sum_empty", 1, 0, multiples)],
        step=[step, fact("sum_last", 1, n, terms), fact("sum_last", 1, n, multiples)],
    )
    return have(claim, by=every)


def entry(x, c):
    """What a hinge at c of slope 1 adds to the mean of the test function about x."""
    return E(nu, lambda t: hat(t, x) * rise(t, c))


HEIGHT = Equal(Y, N * Q)


@theorem(
    "The readings are linear in the slopes",
    Implies(
        And(ON_RAY, 0 <= r, UNIT, RANGE, HEIGHT),
        Equal(reading(chain(N)), Sum(1, N, lambda j: kappa(j) * entry(x, q(j)))),
    ),
    uses=[height_bounded, multiple_of_height, product_within],
    source=OWN,
)
def readings_are_linear(claim, bounded, multiple, within):
    conditions = claim.condition.parts

    def seen(t):
        return hat(t, x) * clip(height(N, t), 0, Y)

    def summed(t):
        return Sum(1, N, lambda j: kappa(j) * (hat(t, x) * rise(t, q(j))))

    image = known("E_push", chain(N).term().args[0], nu, reading(mu).term().args[1])
    through = have(Equal(reading(chain(N)), E(nu, seen)), "The mean of an image.", by=image)
    low = have(Equal(seen(t), hat(t, x) * height(N, t)), given=[*conditions, 0 <= t], by=bounded.at({n: N}))
    point = have(
        Implies(0 <= t, Equal(seen(t), summed(t))),
        given=conditions,
        by=[low, multiple.at({n: N, a: hat(t, x)})],
    )
    same = satisfied(row("E_same", nu, lambda t: 0 <= t, seen, summed), given=conditions, by=point.forall(t))
    rises = have(And(0 <= hat(t, x), hat(t, x) <= r), given=[0 <= r])
    bound = have(
        Implies(And(*indices(k, N), 0 <= t), abs_(hat(t, x) * rise(t, q(k))) <= r * Q),
        given=conditions,
        by=[rises, given(RANGE).instance(k), within.at({a: hat(t, x), b: rise(t, q(k)), Y: Q})],
    )
    linear = satisfied(
        row("E_sum", nu, lambda t: 0 <= t, N, kappa, lambda j: lambda t: hat(t, x) * rise(t, q(j)), r * Q),
        given=conditions,
        by=bound.forall(k, t),
    )
    return have(claim, "The mean of a sum.", by=[through, same, linear])


@theorem(
    "A hinge before the hat adds nothing",
    Implies(And(0 <= r, 0 <= Q, c + r <= x), Equal(entry(x, c), 0)),
    source=OWN,
)
def entry_vanishes(claim):
    conditions = claim.condition.parts
    nothing = have(Equal(hat(t, x) * rise(t, c), 0), given=conditions, by=[cases(c <= t)])
    everywhere = applied("prob_sure", nu, lambda t: And())
    mean = applied(
        "E_range",
        nu,
        lambda t: And(),
        lambda t: hat(t, x) * rise(t, c),
        0,
        0,
        given=conditions,
        by=[everywhere, nothing.forall(t)],
    )
    return have(claim, "Where the hat is not zero, the hinge is behind.", by=mean)


@theorem(
    "A hinge behind the hat of a support point",
    Implies(And(0 < r, 0 <= x, x + r <= c, c <= Q, InSupport(nu, x)), 0 < entry(x, c)),
    uses=[product_within],
    source=OWN,
)
def entry_positive(claim, within):
    conditions = claim.condition.parts
    near = have(
        0 < P(nu, lambda t: abs_(t - x) < r / 2), given=conditions, by=given(InSupport(nu, x)).instance(r / 2)
    )
    everywhere = applied("prob_sure", nu, lambda t: And())
    value = hat(t, x) * rise(t, c)
    bounds = have(
        And(0 <= value, value <= r * Q), given=conditions, by=within.at({a: hat(t, x), b: rise(t, c), Y: Q})
    )
    high = have(Implies(abs_(t - x) < r / 2, And(r / 2 <= hat(t, x), r / 2 <= rise(t, c))), given=conditions)
    square = have(
        Implies(abs_(t - x) < r / 2, r / 2 * (r / 2) <= value),
        given=conditions,
        by=[
            high,
            times(r / 2 <= hat(t, x), r / 2 <= rise(t, c)),
            times(0 < r, r / 2 <= hat(t, x)),
            times(0 < r, r / 2 <= rise(t, c)),
        ],
    )
    mean = applied(
        "E_positive",
        nu,
        lambda t: And(),
        lambda t: abs_(t - x) < r / 2,
        lambda t: hat(t, x) * rise(t, c),
        r * Q,
        r / 2 * (r / 2),
        given=conditions,
        by=[everywhere, near, bounds.forall(t), square.forall(t), times(0 < r, 0 < r)],
    )
    return have(claim, "The product is positive near the support point.", by=mean)
