r"""What a cell sees of the hinge at its end, over any law.

For a law with distribution function $F$ the mean of $(q - t)$ over the cell $(p, q)$ is
$\int_p^q F - (q - p) F(p)$. Over the normal law, with $K(t) = t\Phi(t) + \varphi(t)$, it is
$K(q) - K(p) - (q - p)\Phi(p)$, and never $0$.

Source: own computation.
"""

from sympy import Rational, exp

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Less,
    P,
    Sum,
    abs_,
    clip,
    fact,
    have,
    inverse_root,
    ite,
    known,
    laplace,
    laws,
    max_,
    naturals,
    normal,
    primitive,
    reals,
    row,
    sign,
    theorem,
)

from .closed_forms import K, Phi, distribution, h, l, normal_primitive
from .means import area
from .means_of_hats import integrable
from .readings import satisfied

p, q, t = reals("p q t")
k = naturals("k")
mu = laws("mu")
OWN = "own computation"


def seen(t):
    """What the cell (p, q) sees of the hinge at q."""
    return ite(And(p < t, t < q), q - t, 0)


def piece(k, t):
    """One, the part of t between p and q, and the indicator of the half line up to p."""
    return ite(Equal(k, 1), 1, ite(Equal(k, 2), clip(t, p, q), ite(t <= p, 1, 0)))


def seen_integrable(law, given):
    """What is seen is bounded."""
    reach = abs_(p) + abs_(q)
    return integrable(law, seen, reach, given, have(abs_(seen(t)) <= reach, given=given))


def weight(k):
    """How what is seen is made of these."""
    return ite(Equal(k, 1), q, ite(Equal(k, 2), -1, p - q))


@theorem(
    "The mean over a cell, for any law",
    Implies(p < q, Equal(E(mu, seen), area(mu, p, q) - (q - p) * P(mu, lambda x: x <= p))),
    source=OWN,
)
def mean_over_cell(claim):
    def term(k, t):
        return weight(k) * piece(k, t)

    def expected(k):
        return weight(k) * E(mu, lambda t: piece(k, t))

    unrolled = [fact("sum_empty", 1, 0, lambda k: term(k, t))]
    unrolled += [fact("sum_last", 1, m, lambda k: term(k, t)) for m in range(3)]
    summed = have(Equal(seen(t), Sum(1, 3, lambda k: term(k, t))), given=[p < q], by=unrolled)
    everywhere = satisfied(row("prob_sure", mu, lambda t: And()))
    same = satisfied(
        row("E_same", mu, lambda t: And(), seen, lambda t: Sum(1, 3, lambda k: term(k, t))),
        given=[p < q],
        by=[everywhere, summed.forall(t)],
    )
    bound = max_(1, abs_(p) + abs_(q))
    small = have(Implies(And(1 <= k, k <= 3), abs_(piece(k, t)) <= bound), given=[p < q])
    additive = satisfied(
        row("E_sum", mu, lambda t: And(), 3, weight, lambda k: lambda t: piece(k, t), bound),
        given=[p < q],
        by=[everywhere, small.forall(k, t)],
    )
    total = [fact("sum_empty", 1, 0, expected)] + [fact("sum_last", 1, m, expected) for m in range(3)]
    means = [row("E_layers", mu, p, q), row("E_event", mu, lambda t: t <= p)]
    one = satisfied(row("E_range", mu, lambda t: And(), lambda t: Rational(1), 1, 1), by=everywhere)
    proof = have(
        claim,
        r"$q - \operatorname{clip}(t; p, q)$ is $q - p$ up to $p$, then $q - t$, then $0$.",
        by=[same, additive, *total, *means, one],
    )
    return proof, seen_integrable(mu, [claim.condition])


Z, W = normal(0, 1), laplace(0, 1)


@theorem(
    "The mean over a cell, normal law",
    Implies(p < q, Equal(E(Z, seen), K(q) - K(p) - (q - p) * Phi(p))),
    uses=[mean_over_cell, normal_primitive],
    source=OWN,
)
def normal_cell(claim, general, antiderivative):
    function = distribution(Z, "normal", (0, 1), Phi, inverse_root(2))
    at = [known("normal_cdf", 0, 1, p), inverse_root(2)]
    parts = [general.at({mu: Z}), function, antiderivative.at({l: p, h: q}), *at]
    proof = have(claim, r"$K' = \Phi$.", by=parts)
    return proof, seen_integrable(Z, [claim.condition])


@theorem(
    "Six cells of the normal law",
    And(*(Less(0, K(m) - K(m - 1) - Phi(m - 1)) for m in range(1, 7))),
    source=OWN,
)
def six_cells(claim):
    return have(claim, "By enclosures.")


@theorem(
    "The mean over a cell, Laplace law",
    Implies(And(0 <= p, p < q), Equal(E(W, seen), ((q - p - 1) * exp(-p) + exp(-q)) / 2)),
    uses=[mean_over_cell],
    source=OWN,
)
def laplace_cell(claim, general):
    given = [claim.condition]

    def upto(t):
        return ite(t <= 0, exp(t) / 2, 1 - exp(-t) / 2)

    function = distribution(W, "laplace", (0, 1), upto)
    area_ = primitive(p, q, upto, lambda t: t + exp(-t) / 2, by=have(And(0 <= p, p <= q), given=given))
    origin = have(Implies(Equal(p, 0), And(Equal(exp(p), 1), Equal(exp(-p), 1))), by=fact("exp_zero"))
    value = have(
        Equal(P(W, lambda x: x <= p), 1 - exp(-p) / 2),
        given=given,
        by=[known("laplace_cdf", 0, 1, p), origin, sign(p)],
    )
    proof = have(
        claim, "Half of that of the exponential law.", by=[general.at({mu: W}), function, area_, value]
    )
    return proof, seen_integrable(W, given)
