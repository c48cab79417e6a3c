r"""Rescaled units: level sets of costs through weights that are not all 0 are unbounded.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, level sets of cost functions; proofs: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Less,
    Not,
    abs_,
    as_functions,
    exhibit,
    fact,
    given,
    have,
    reals,
    rewriting,
    sequences,
    sign,
    theorem,
    times,
)

from .double_sums import c as FACTOR
from .double_sums import factor_of_a_sum, indices, same_terms
from .double_sums import n as ROWS
from .double_sums import u as TERMS
from .rotated_data import PAPER, W, X, Z, a, b, cost, i, inner, j, k, m, n, network, sigma, v, w, x, z
from .two_slopes import slopes

c, d = reals("c d")
r = sequences("mu")
ENTRY = [*indices(j, n), *indices(i, m), Not(Equal(W(j)(i), 0))]
HOMOGENEOUS = ForAll((a, b), [0 < a], Equal(sigma(a * b), a * sigma(b)))


def scaled(r, W):
    """Row j times r_j."""
    return lambda j: lambda i: r(j) * W(j)(i)


def unscaled(r, v):
    """Outer weight j divided by r_j."""
    return lambda j: v(j) / r(j)


POSITIVE = ForAll(j, indices(j, n), 0 < r(j))


@theorem(
    "Rescaling the units keeps the network",
    Implies(And(HOMOGENEOUS, POSITIVE), Equal(network(scaled(r, W), unscaled(r, v), x), network(W, v, x))),
    uses=[factor_of_a_sum],
    source=PAPER,
)
def rescaling(claim, factor):
    given_ = claim.condition.parts
    homogeneous, positive = (given(part) for part in given_)
    pulled = factor.at({ROWS: m, FACTOR: r(j), TERMS: lambda i: W(j)(i) * x(i)})
    cancelled = have(
        Implies(
            And(0 < c, Equal(z, c * a), Equal(sigma(c * a), c * b)), Equal(v(j) / c * sigma(z), v(j) * b)
        ),
        by=[rewriting(z, c * a), fact("inverse", c)],
    )
    row_ = inner(W(j), x)
    unit = cancelled.at({c: r(j), z: inner(scaled(r, W)(j), x), a: row_, b: sigma(row_)})
    units = same_terms(
        j,
        n,
        lambda j: unscaled(r, v)(j) * sigma(inner(scaled(r, W)(j), x)),
        lambda j: v(j) * sigma(inner(W(j), x)),
        given=given_,
        by=[unit, pulled, positive.instance(j), homogeneous.instance(r(j), row_)],
    )
    return have(claim, r"$\mu_j$ and $1/\mu_j$ cancel, unit by unit.", by=units)


FAR_AWAY = Exists((Z, w), And(Equal(cost(Z, w, X), cost(W, v, X)), Less(d, abs_(Z(j)(i)))))


@theorem(
    "Level sets through weights that are not all 0 are unbounded",
    Implies(And(HOMOGENEOUS, *ENTRY), ForAll(d, [], FAR_AWAY)),
    uses=[rescaling],
    source=PAPER,
)
def unbounded_level_sets(claim, rescaling):
    given_, size = claim.condition.parts, abs_(W(j)(i))
    stretch = [0 < c, d < c * size]
    stretched = have(Implies(0 < a, Equal(abs_(a * b), a * abs_(b))), by=sign(b))
    far = have(d < abs_(c * W(j)(i)), given=stretch, by=stretched.at({a: c, b: W(j)(i)}))
    larger, divided = scaled(lambda j: c, W), unscaled(lambda j: c, v)
    value = have(
        Equal(network(larger, divided, X(k)), network(W, v, X(k))),
        given=[HOMOGENEOUS, 0 < c],
        by=[rescaling.at({r: lambda j: c, x: X(k)}), have(ForAll(j, indices(j, n), 0 < c), given=[0 < c])],
    )
    found = exhibit(
        FAR_AWAY,
        "All rows are stretched, and all outer weights divided, by one large number.",
        witness=(larger, divided),
        by=[as_functions(value, k), far],
    )
    found = have(Implies(And(*stretch), found.claim), given=[HOMOGENEOUS], by=found)
    share = (abs_(d) + 1) / size
    product = have(Implies(And(0 < a, Equal(a * b, 1)), 0 < b), by=[sign(b), times(0 < a, b <= 0)])
    inverse = have(
        And(0 < 1 / size, Equal(size * (1 / size), 1)),
        given=given_,
        by=[fact("inverse", size), product.at({a: size, b: 1 / size})],
    )
    large = have(
        And(0 < share, d < share * size),
        given=given_,
        by=[inverse, times(0 < 1 / size, 0 < abs_(d) + 1)],
    )
    found = have(FAR_AWAY, given=given_, by=[found.at({c: share}), large])
    return have(claim, by=found.forall(d))


@theorem(
    "Rectifiers with two slopes are homogeneous",
    Implies(0 < a, Equal(slopes(a * b), a * slopes(b))),
    source="elementary",
)
def two_slopes_are_homogeneous(claim):
    return have(claim, by=[sign(b)])
