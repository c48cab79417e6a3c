r"""Critical initialisations: how second moments go from layer to layer, and when they stay.

Where the positive and the negative part of every unit have the second moment $\frac12 s^2 x$ for an input of
squared norm $x$, as for rotation-invariant rows of weights, the output of a unit of slope $a$ has the second
moment $\frac12 (1 + a^2) s^2 x$, and a layer of $n$ units multiplies by $\chi = \frac12 n s^2 (1 + a^2)$.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, initialisation; own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    ForAll,
    Iff,
    Implies,
    Less,
    Prod,
    Sum,
    fact,
    given,
    have,
    induct_on,
    naturals,
    reals,
    rewriting,
    sequences,
    sign,
    square,
    theorem,
    times,
)

a, b, s, t, x, y = reals("a b s t x y")
lam, chi = reals("lambda chi")
k, n, N = naturals("k n N")
q, factor, unit = sequences("q chi v")
OWN = "own computation"
PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, initialisation"


def gain(n, s):
    """By what a layer of n units with weights of the second moment s^2 multiplies."""
    return n * s**2 * (1 + a**2) / 2


# ---- layers ------------------------------------------------------------------------------------------


UNITS = ForAll(k, [1 <= k, k <= N], Equal(unit(k), (1 + a**2) * s**2 * x / 2))


@theorem("The second moment of a layer", Implies(UNITS, Equal(Sum(1, N, unit), gain(N, s) * x)), source=PAPER)
def layer_second_moment(claim):
    grows = induct_on(
        n,
        Implies(n <= N, Equal(Sum(1, n, unit), gain(n, s) * x)),
        "Each unit adds the same.",
        given=[UNITS],
        base=fact("sum_empty", 1, 0, unit),
        step=[fact("sum_last", 1, n, unit), given(UNITS).instance(n + 1)],
    )
    return have(claim, by=grows.instance(N))


@theorem(
    "Second moments behind layers",
    Implies(ForAll(k, [], Equal(q(k + 1), factor(k + 1) * q(k))), Equal(q(n), Prod(1, n, factor) * q(0))),
    source=PAPER,
)
def moments_behind_layers(claim):
    layers = claim.condition
    scaled = have(Implies(Equal(x, y * b), Equal(t * x, t * y * b)), by=rewriting(x, y * b))
    every = induct_on(
        n,
        claim.conclusion,
        "Layer by layer.",
        given=[layers],
        base=fact("prod_empty", 1, 0, factor),
        step=[
            fact("prod_last", 1, n, factor),
            given(layers).instance(n),
            scaled.at({x: q(n), y: Prod(1, n, factor), b: q(0), t: factor(n + 1)}),
        ],
    )
    return have(claim, by=every.instance(n))


EQUAL_LAYERS = ForAll(k, [], Equal(q(k + 1), chi * q(k)))


@theorem(
    "Second moments behind equal layers",
    Implies(EQUAL_LAYERS, ForAll(n, [], Equal(q(n), chi**n * q(0)))),
    source=PAPER,
)
def equal_layers(claim):
    scaled = have(Implies(Equal(x, y * b), Equal(t * x, t * y * b)), by=rewriting(x, y * b))
    every = induct_on(
        n,
        Equal(q(n), chi**n * q(0)),
        "Layer by layer.",
        given=[EQUAL_LAYERS],
        step=[
            fact("pow_next", chi, n),
            given(EQUAL_LAYERS).instance(n),
            scaled.at({x: q(n), y: chi**n, b: q(0), t: chi}),
        ],
    )
    return have(claim, by=every)


@theorem(
    "Second moments stay at the critical scale alone",
    Implies(
        And(EQUAL_LAYERS, 0 < q(0), Equal(chi, gain(n, s)), 1 <= n),
        Iff(ForAll(k, [], Equal(q(k), q(0))), Equal((1 + a**2) * n * s**2, 2)),
    ),
    uses=[equal_layers],
    source=PAPER,
)
def critical_scale(claim, layers):
    given_ = claim.condition.parts
    staying, scale = ForAll(k, [], Equal(q(k), q(0))), Equal((1 + a**2) * n * s**2, 2)
    one = have(Iff(Equal(chi, 1), scale), given=[given_[2]])
    stays = induct_on(
        k,
        Equal(q(k), q(0)),
        "With $\\chi = 1$ nothing changes,",
        given=[EQUAL_LAYERS, Equal(chi, 1)],
        step=[given(EQUAL_LAYERS).instance(k), rewriting(chi, 1)],
    )
    first = given(EQUAL_LAYERS).instance(0)
    moves = have(
        Implies(Equal(q(1), q(0)), Equal(chi, 1)),
        "and otherwise the first layer changes it.",
        given=given_,
        by=[first, times(0 < q(0), chi > 1), times(0 < q(0), chi < 1)],
    )
    last = have(Implies(staying, Equal(chi, 1)), given=given_, by=[moves, given(staying).instance(1)])
    kept = have(Implies(Equal(chi, 1), staying), given=[EQUAL_LAYERS], by=stays)
    return have(claim, by=[one, last, kept])


BIASES = ForAll(k, [], Equal(q(k + 1), chi * q(k) + b))


@theorem(
    "Second moments with biases",
    Implies(
        BIASES,
        And(
            Equal((chi - 1) * q(n), (chi - 1) * chi**n * q(0) + b * (chi**n - 1)),
            Implies(Equal(chi, 1), Equal(q(n), q(0) + n * b)),
        ),
    ),
    source=OWN,
)
def moments_with_biases(claim):
    geometric, flat = claim.conclusion.parts
    step, power = given(BIASES).instance(n), fact("pow_next", chi, n)
    scaled = have(
        Implies(Equal((chi - 1) * x, y), Equal(chi * (chi - 1) * x, chi * y)),
        by=[rewriting(y, (chi - 1) * x)],
    )
    values = {x: q(n), y: (chi - 1) * chi**n * q(0) + b * (chi**n - 1)}
    moved = have(
        Implies(Equal(x, chi * y + b), Equal((chi - 1) * x, chi * (chi - 1) * y + (chi - 1) * b)),
        by=rewriting(x, chi * y + b),
    )
    first = induct_on(
        n,
        geometric,
        "Layer by layer.",
        given=[BIASES],
        step=[step, power, scaled.at(values), moved.at({x: q(n + 1), y: q(n)})],
    )
    second = induct_on(
        n, Equal(q(n), q(0) + n * b), given=[BIASES, Equal(chi, 1)], step=[step, rewriting(chi, 1)]
    )
    line = have(flat, given=[BIASES], by=second.instance(n))
    return have(claim, by=[first.instance(n), line])


# ---- slopes --------------------------------------------------------------------------------------------


def weight(a):
    """The weight of the angle in the depth map of the slope a."""
    return (1 - a) ** 2 / (1 + a**2)


@theorem(
    "The weight of a slope",
    Implies(
        Equal(lam, weight(a)),
        And(
            0 <= lam,
            lam <= 2,
            Iff(Equal(lam, 0), Equal(a, 1)),
            Iff(Equal(lam, 1), Equal(a, 0)),
            Iff(1 < lam, a < 0),
            Iff(Equal(lam, 2), Equal(a, -1)),
        ),
    ),
    source=PAPER,
)
def weight_of_a_slope(claim):
    positive = have(Less(0, 1 + a**2), by=square(a))
    named = have(
        Equal(lam * (1 + a**2), (1 - a) ** 2),
        given=[claim.condition],
        by=[fact("inverse", 1 + a**2), positive],
    )
    compared = have(
        Implies(And(0 < y, Equal(lam * y, x)), And(Iff(lam < b, x < b * y), Iff(b < lam, b * y < x))),
        by=[times(0 < y, lam < b), times(0 < y, b < lam), times(0 < y, b <= lam), times(0 < y, lam <= b)],
    )
    sides = [
        have(
            compared.at({y: 1 + a**2, x: (1 - a) ** 2, b: value}).claim.args[1],
            given=[claim.condition],
            by=[compared.at({y: 1 + a**2, x: (1 - a) ** 2, b: value}), named, positive],
        )
        for value in (0, 1, 2)
    ]
    square_ = have(And(Iff(Equal(t, 0), Equal(t**2, 0)), AtMost(0, t**2)), by=[sign(t), square(t)])
    return have(claim, by=[*sides, square_.at({t: 1 - a}), square_.at({t: 1 + a})])
