r"""Layers without weights: point masses at their biases, and how far they are apart.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    Not,
    P,
    abs_,
    cases,
    dPd,
    fact,
    given,
    have,
    ite,
    known,
    min_,
    naturals,
    pointwise,
    reals,
    sequences,
    theorem,
)

from .close_layers import nu
from .filling_curves import d, entries, i, j
from .finite_sums import N, indices, sum_of_zeros, u
from .network_laws import A, B, layer, mu, output
from .readings import applied, satisfied

e, t = reals("e t")
n = naturals("n")
x, y = sequences("x y")
OWN = "own computation"

ZERO = ForAll((i, j), entries(), Equal(A(i)(j), 0))
FIRST = ForAll((i, j), entries(), Equal(B(i)(j), ite(And(Equal(i, 1), Equal(j, 0)), t, 0)))


def bias_only(A, condition, bias, zeros):
    """The outputs of a layer without weights are its biases."""
    entry = given(condition)
    term = have(
        Implies(And(*indices(j, d)), Equal(A(i)(j) * x(j), 0)), given=indices(i, d), by=weight(A, entry)
    )
    none = satisfied(
        zeros.at({u: lambda j: A(i)(j) * x(j), N: d}), given=[condition, *indices(i, d)], by=term.forall(j)
    )
    none = have(Implies(And(*indices(i, d)), none.claim), by=none)
    return have(
        Equal(output(A, x)(i), ite(And(*indices(i, d)), bias, 0)),
        given=[condition, 0 <= t],
        by=[none, entry.instance(i, 0)],
    )


def weight(A, entry):
    """The weights are 0."""
    return have(Implies(And(*indices(i, d), *indices(j, d)), Equal(A(i)(j), 0)), by=entry.instance(i, j))


@theorem(
    "Outputs of a layer without parameters",
    Implies(ZERO, Equal(output(A, x)(i), 0)),
    uses=[sum_of_zeros],
    source=OWN,
)
def zero_output(claim, zeros):
    return have(claim, by=bias_only(A, ZERO, 0, zeros).at({t: 0}))


@theorem(
    "Outputs of a layer with one bias",
    Implies(And(FIRST, 0 <= t, 1 <= d), Equal(output(B, x)(i), ite(Equal(i, 1), t, 0))),
    uses=[sum_of_zeros],
    source=OWN,
)
def first_output(claim, zeros):
    value = bias_only(B, FIRST, ite(Equal(i, 1), t, 0), zeros)
    return have(claim, by=value)


@theorem(
    "A layer without parameters sends all laws to the origin",
    Implies(ZERO, Equal(mu.push(layer(A)), nu.push(layer(A)))),
    uses=[zero_output],
    source=OWN,
)
def one_image(claim, zero):
    def orthant(x):
        return ForAll(i, [i <= n], x(i) <= y(i))

    origin = ForAll(i, [i <= n], 0 <= y(i))
    value = satisfied(zero, given=[ZERO])
    inside = have(orthant(output(A, x)), given=[ZERO, origin], by=[value, given(origin).instance(i)])
    outside = have(
        origin, given=[ZERO, orthant(output(A, x))], by=[value, given(orthant(output(A, x))).instance(i)]
    )
    outside = have(Implies(Not(origin), Not(orthant(output(A, x)))), given=[ZERO], by=outside)

    def mass(mu):
        image = P(mu.push(layer(A)), orthant)
        all_ = have(Equal(image, 1), given=[ZERO, origin], by=[pointwise, inside.forall(x)])
        none = have(Equal(image, 0), given=[ZERO, Not(origin)], by=[pointwise, outside.forall(x)])
        return [have(Implies(origin, all_.claim), by=all_), have(Implies(Not(origin), none.claim), by=none)]

    same = have(
        Equal(P(mu.push(layer(A)), orthant), P(nu.push(layer(A)), orthant)),
        given=[ZERO],
        by=[*mass(mu), *mass(nu), cases(origin)],
    )
    rule = known("law_ext_seq", mu.push(layer(A)), nu.push(layer(A)))
    return have(
        claim, "All orthants have mass 1 or 0.", by=satisfied(rule, given=[ZERO], by=same.forall(n, y))
    )


APART = dPd(d, mu.push(layer(A)), nu.push(layer(B)))


@theorem(
    "The distance of point masses on an axis",
    Implies(And(ZERO, FIRST, 0 <= t, 1 <= d), Equal(APART, min_(1, t))),
    uses=[zero_output, first_output, one_image],
    source=OWN,
)
def axis_distance(claim, zero, first, image):
    conditions = claim.condition.parts
    origin, point = satisfied(zero, given=conditions), satisfied(first, given=conditions)
    near = applied(
        "dist_le",
        d,
        output(A, x),
        output(B, x),
        t,
        given=conditions,
        by=have(abs_(output(A, x)(i) - output(B, x)(i)) <= t, given=conditions, by=[origin, point]).forall(i),
    )
    above = applied(
        "push_bound_seq",
        d,
        nu,
        lambda x: And(),
        layer(A),
        layer(B),
        t,
        given=conditions,
        by=[applied("prob_sure", nu, lambda x: And()), near.forall(x)],
    )
    above = have(APART <= t, given=conditions, by=[above, image])
    at_origin = have(
        Equal(P(mu.push(layer(A)), lambda y: y(1) <= 0), 1),
        given=conditions,
        by=[pointwise, origin.forall(x, i)],
    )
    beyond = have(
        Equal(P(nu.push(layer(B)), lambda y: y(1) < e), 0),
        given=[*conditions, e <= t],
        by=[pointwise, point.forall(x, i)],
    )
    moved = applied(
        "dPd_event",
        d,
        mu.push(layer(A)),
        nu.push(layer(B)),
        e,
        lambda y: y(1) <= 0,
        lambda y: y(1) < e,
        given=[APART < e, 1 <= d],
        by=fact("dist_ge", d, x, y, 1),
    )
    never = have(
        Implies(And(APART < e, e <= t, e < 1), Equal(0, 1)),
        given=conditions,
        by=[
            have(Implies(And(APART < e), moved.claim), given=[1 <= d], by=moved),
            at_origin,
            have(Implies(e <= t, beyond.claim), given=conditions, by=beyond),
        ],
    )
    below = have(
        min_(1, t) <= APART,
        given=conditions,
        by=[never.at({e: (APART + min_(1, t)) / 2}), known("dPd_nonneg", d, mu, nu)],
    )
    top = known("dPd_le_1", d, mu.push(layer(A)), nu.push(layer(B)))
    return have(claim, "The mass at the origin must move by the bias.", by=[above, below, top])
