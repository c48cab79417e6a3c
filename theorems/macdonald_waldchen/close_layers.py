r"""Layers with bounded and with nearby parameters: how far they move points and laws.

With weights and biases between $-L$ and $L$, a layer on $\mathbb R^d$ expands distances at most by $dL$ and
leads from the ball of radius $R$ to that of radius $dLR + L$. On this ball two layers whose parameters differ
by at most $\eta$ differ by at most $\eta(dR + 1)$.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    ForAll,
    Implies,
    P,
    abs_,
    dist,
    dPd,
    fact,
    given,
    have,
    laws,
    pointwise,
    reals,
    row,
    sequences,
    theorem,
    times,
)

from .filling_curves import SEQ, d, entries, i, j
from .finite_sums import N, indices, sum_below, sum_of_zeros, u
from .finite_sums import e as term_bound
from .identity_padding import SMALL, L
from .network_laws import A, B, layer, linear, mu, output
from .readings import applied, satisfied
from .supports_of_images import d as length
from .supports_of_images import linear_form_is_lipschitz, size
from .supports_of_images import w as coefficients
from .supports_of_images import x as first_point
from .supports_of_images import y as second_point

r, R, eta = reals("r R eta")
x, y = sequences("x y")
nu = laws("nu", SEQ)
OWN = "own computation"


def in_ball(x, R):
    """The coordinates lie between -R and R."""
    return ForAll(i, indices(i, d), abs_(x(i)) <= R)


def linear_form(weights, x, y):
    """A linear form at two points: a case of the lemma on linear forms."""
    return {length: d, coefficients: weights, first_point: x, second_point: y}


def row_size(i):
    """The sum of the absolute weights of a row."""
    return size(d, lambda j: A(i)(j))


def rows_are_small(below):
    """The sum of d weights, each at most L."""
    entry = have(
        Implies(And(*indices(j, d)), abs_(A(i)(j)) <= L),
        given=[SMALL, *indices(i, d)],
        by=given(SMALL).instance(i, j),
    )
    return satisfied(
        below.at({u: lambda j: abs_(A(i)(j)), N: d, term_bound: L}),
        given=[SMALL, *indices(i, d)],
        by=entry.forall(j),
    )


@theorem(
    "A layer expands distances by at most its parameters",
    Implies(And(SMALL, 0 <= L), AtMost(dist(d, output(A, x), output(A, y)), d * L * dist(d, x, y))),
    uses=[linear_form_is_lipschitz, sum_below],
    source=OWN,
)
def layer_expands(claim, form, below):
    lipschitz = form.at(linear_form(lambda j: A(i)(j), y, x))
    gap = dist(d, x, y)
    far = d * L * gap
    sums = have(
        Implies(And(*indices(i, d)), abs_(linear(A, x, i) - linear(A, y, i)) <= far),
        given=[SMALL],
        by=[
            lipschitz,
            rows_are_small(below),
            fact("dist_nonneg", d, x, y),
            times(0 <= gap, row_size(i) <= d * L),
        ],
    )
    each = have(
        Implies(And(*indices(i, d)), abs_(output(A, x)(i) - output(A, y)(i)) <= far), given=[SMALL], by=sums
    )
    factor = have(0 <= d * L, given=[0 <= L], by=times(0 <= d, 0 <= L))
    positive = have(0 <= far, by=[factor, fact("dist_nonneg", d, x, y), times(0 <= gap, 0 <= d * L)])
    close = applied(
        "dist_le", d, output(A, x), output(A, y), far, given=[0 <= L], by=[positive, each.forall(i)]
    )
    return have(claim, "Row by row; positive parts do not expand.", by=close)


@theorem(
    "A layer leads from a ball to a ball",
    Implies(And(SMALL, 0 <= L, 0 <= R, in_ball(x, R)), in_ball(output(A, x), d * L * R + L)),
    uses=[linear_form_is_lipschitz, sum_below, sum_of_zeros],
    source=OWN,
)
def layer_on_ball(claim, form, below, zeros):
    origin = dist(d, x, lambda j: 0)
    radius = applied("dist_le", d, x, lambda j: 0, R, given=[0 <= R, in_ball(x, R)])
    zero = satisfied(zeros.at({u: lambda j: 0, N: d}))
    lipschitz = form.at(linear_form(lambda j: A(i)(j), lambda j: 0, x))
    sums = have(
        Implies(And(*indices(i, d)), abs_(linear(A, x, i)) <= d * L * R),
        given=[SMALL, 0 <= R, in_ball(x, R), 0 <= L],
        by=[
            lipschitz,
            zero,
            rows_are_small(below),
            radius,
            fact("dist_nonneg", d, x, lambda j: 0),
            times(0 <= origin, row_size(i) <= d * L),
            have(0 <= d * L, given=[0 <= L], by=times(0 <= d, 0 <= L)),
            times(0 <= d * L, origin <= R),
        ],
    )
    each = have(
        Implies(And(*indices(i, d)), abs_(output(A, x)(i)) <= d * L * R + L),
        given=claim.condition.parts,
        by=[sums, given(SMALL).instance(i, 0)],
    )
    return have(claim, "Row by row; the bias is at most $L$.", by=each.forall(i))


NEARBY = ForAll((i, j), entries(), abs_(A(i)(j) - B(i)(j)) <= eta)


def bound_is_positive(bound):
    """eta (d R + 1) is not negative."""
    factor = have(0 <= d * R, given=[0 <= R], by=times(0 <= d, 0 <= R))
    return have(0 <= bound, given=[0 <= eta, 0 <= R], by=[factor, times(0 <= eta, 0 <= d * R)])


@theorem(
    "Layers with nearby parameters are close on a ball",
    Implies(
        And(NEARBY, 0 <= eta, 0 <= R, in_ball(x, R)),
        AtMost(dist(d, output(A, x), output(B, x)), eta * (d * R + 1)),
    ),
    uses=[linear_form_is_lipschitz, sum_below],
    source=OWN,
)
def nearby_layers(claim, form, below):
    lipschitz = form.at(linear_form(x, lambda j: B(i)(j), lambda j: A(i)(j)))
    total = size(d, x)
    wide = satisfied(below.at({u: lambda j: abs_(x(j)), N: d, term_bound: R}), given=[in_ball(x, R)])
    entry = have(
        Implies(And(*indices(j, d)), abs_(A(i)(j) - B(i)(j)) <= eta),
        given=[NEARBY, *indices(i, d)],
        by=given(NEARBY).instance(i, j),
    )
    gap = dist(d, lambda j: A(i)(j), lambda j: B(i)(j))
    rows = applied(
        "dist_le",
        d,
        lambda j: A(i)(j),
        lambda j: B(i)(j),
        eta,
        given=[0 <= eta, *indices(i, d)],
        by=entry.forall(j),
    )
    sums = have(
        abs_(linear(A, x, i) - linear(B, x, i)) <= eta * (d * R),
        given=[*claim.condition.parts, *indices(i, d)],
        by=[
            lipschitz,
            wide,
            have(gap <= eta, given=[0 <= eta, NEARBY, *indices(i, d)], by=rows),
            fact("dist_nonneg", d, lambda j: A(i)(j), lambda j: B(i)(j)),
            times(0 <= gap, total <= d * R),
            have(0 <= d * R, given=[0 <= R], by=times(0 <= d, 0 <= R)),
            times(0 <= d * R, gap <= eta),
        ],
    )
    bound = eta * (d * R + 1)
    each = have(
        Implies(And(*indices(i, d)), abs_(output(A, x)(i) - output(B, x)(i)) <= bound),
        given=claim.condition.parts,
        by=[have(Implies(And(*indices(i, d)), sums.claim), by=sums), given(NEARBY).instance(i, 0)],
    )
    positive = bound_is_positive(bound)
    close = applied(
        "dist_le",
        d,
        output(A, x),
        output(B, x),
        bound,
        given=claim.condition.parts,
        by=[positive, each.forall(i)],
    )
    return have(claim, "Row by row.", by=close)


# ---- laws ------------------------------------------------------------------------------------------


def ball(mu, R):
    """The law lives on the ball of this radius."""
    return Equal(P(mu, lambda x: in_ball(x, R)), 1)


@theorem(
    "A layer leads a law on a ball to a law on a ball",
    Implies(And(SMALL, 0 <= L, 0 <= R, ball(mu, R)), ball(mu.push(layer(A)), d * L * R + L)),
    uses=[layer_on_ball],
    source=OWN,
)
def law_on_ball(claim, on_ball):
    conditions = claim.condition.parts
    points = have(
        Implies(in_ball(x, R), in_ball(output(A, x), d * L * R + L)), given=conditions[:3], by=on_ball
    )
    image = have(claim.conclusion, given=conditions, by=[pointwise, points.forall(x)])
    return have(claim, "Point by point.", by=image)


@theorem(
    "A layer expands distances of laws by at most its parameters",
    Implies(
        And(SMALL, 0 <= L, 1 <= d * L),
        AtMost(dPd(d, mu.push(layer(A)), nu.push(layer(A))), d * L * dPd(d, mu, nu)),
    ),
    uses=[layer_expands],
    source=OWN,
)
def law_expands(claim, expands):
    conditions = claim.condition.parts
    points = satisfied(expands, given=conditions)
    contract = row("push_contract_seq", d, layer(A), d * L, mu, nu)
    return have(claim, by=satisfied(contract, given=conditions, by=points.forall(x, y)))


@theorem(
    "Layers with nearby parameters make close laws",
    Implies(
        And(NEARBY, 0 <= eta, 0 <= R, ball(mu, R)),
        AtMost(dPd(d, mu.push(layer(A)), mu.push(layer(B))), eta * (d * R + 1)),
    ),
    uses=[nearby_layers],
    source=OWN,
)
def nearby_laws(claim, nearby):
    conditions = claim.condition.parts
    points = have(
        Implies(in_ball(x, R), dist(d, output(A, x), output(B, x)) <= eta * (d * R + 1)),
        given=conditions[:3],
        by=nearby,
    )
    return have(
        claim,
        by=applied(
            "push_bound_seq",
            d,
            mu,
            lambda x: in_ball(x, R),
            layer(A),
            layer(B),
            eta * (d * R + 1),
            given=conditions,
            by=[points.forall(x), bound_is_positive(eta * (d * R + 1))],
        ),
    )
