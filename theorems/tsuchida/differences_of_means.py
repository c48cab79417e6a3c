r"""Means of functions that are close differ by at most the mean of their distance.

Source: elementary.
"""

from symrelu import (
    And,
    E,
    ForAll,
    Implies,
    Integrable,
    abs_,
    given,
    have,
    theorem,
)

from .means_below_sums import LINE, SPACE, combinations, combinations_of_sequences, cut_mean, everywhere
from .one_weight_replaced import u, v
from .uniform_angle import applied


def close_means(law, f, g, h, point):
    """The claim: |f - g| <= h where all three have means."""
    near = ForAll(point, [], abs_(f(point) - g(point)) <= h(point))
    finite = [Integrable(law, function) for function in (f, g, h)]
    return Implies(And(*finite, near), abs_(E(law, f) - E(law, g)) <= E(law, h))


def one_side(held, combine, law, f, g, h, point):
    """The mean of f is at most the sum of the other two."""
    near = held[3]
    total = combine.at(
        {LINE[2]: g, LINE[3]: h, u: 1, v: 1} if law is LINE[0] else {SPACE[2]: g, SPACE[3]: h, u: 1, v: 1}
    )
    order = have(f(point) <= 1 * g(point) + 1 * h(point), given=[near], by=given(near).instance(point))
    reasons = [everywhere(law), total, order.forall(point)]
    values = (law, lambda x: And(), f, lambda x: 1 * g(x) + 1 * h(x))
    return applied("E_mono", *values, given=held, by=reasons), total


def proof_of_close_means(claim, combine, law, f, g, h, point):
    """Each is at most the sum of the other and h."""
    held = claim.condition.parts
    sides = [
        lemma
        for first, second in ((f, g), (g, f))
        for lemma in one_side(held, combine, law, first, second, h, point)
    ]
    cuts = [cut_mean(law, k, point) for k in (f, g, h)]
    return have(claim, by=sides), *cuts


@theorem(
    "Means of close functions",
    close_means(*LINE),
    uses=[combinations],
    source="elementary",
)
def means_of_close_functions(claim, combine):
    return proof_of_close_means(claim, combine, *LINE)


@theorem(
    "Means of close functions of sequences",
    close_means(*SPACE),
    uses=[combinations_of_sequences],
    source="elementary",
)
def means_of_close_functions_of_sequences(claim, combine):
    return proof_of_close_means(claim, combine, *SPACE)
