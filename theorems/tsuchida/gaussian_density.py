r"""The standard normal law: its density, and functions that are cut off outside an interval.

Source: elementary.
"""

from sympy import Pow, Rational, exp, pi, sqrt

from symrelu import (
    And,
    DensityOn,
    Equal,
    Implies,
    Less,
    fact,
    have,
    normal,
    reals,
    rewriting,
    row,
    sign,
    theorem,
    times,
)

low, high, u, v, w, x, y, z = reals("l h u v w x y z")
NORMAL = normal(0, 1)
CONSTANT = 1 / sqrt(2 * pi)
ROOT = Pow(2 * pi, Rational(1, 2), evaluate=False)


def density(x):
    """The density of the standard normal law."""
    return exp(-(x**2) / 2) * CONSTANT


@theorem(
    "An inverse root of a product",
    Equal(Pow(ROOT, -1, evaluate=False), CONSTANT),
    source="elementary",
)
def inverse_root_of_the_product(claim):
    facts = [fact("sqrt", ROOT**2), fact("sqrt", pi), fact("sqrt", 2), fact("pi_bounds")]
    squares = have(
        Implies(And(Equal(u**2, 2), Equal(v**2, pi)), Equal((u * v) ** 2, 2 * pi)), by=rewriting(u**2, 2)
    )
    positive = have(Implies(And(0 <= u, 0 <= v), 0 <= u * v), by=times(0 <= u, 0 <= v))
    same = have(
        Implies(And(0 <= u, 0 <= v, Equal(u**2, v**2)), Equal(u, v)),
        by=[sign(u - v), times(0 <= u), times(0 <= v)],
    )
    product = [lemma.at({u: sqrt(2), v: sqrt(pi)}) for lemma in (squares, positive)]
    factors = have(
        Equal(ROOT, sqrt(2) * sqrt(pi)), by=[same.at({u: ROOT, v: sqrt(2) * sqrt(pi)}), *product, *facts]
    )
    inverse = have(
        Implies(And(Equal(x, u * v), Equal(x * w, 1), Equal(v * z, 1), Equal(u**2, 2)), Equal(w, u * z / 2)),
        by=[rewriting(x, u * v), times(Equal(u * v * w, 1), z), times(Equal(v * z, 1), u**2 * w)],
    )
    values = {x: ROOT, u: sqrt(2), v: sqrt(pi), w: Pow(ROOT, -1, evaluate=False), z: 1 / sqrt(pi)}
    return have(claim, by=[inverse.at(values), factors, *facts])


@theorem(
    "Density of the standard normal law",
    DensityOn(NORMAL, density, (low, high)),
    uses=[inverse_root_of_the_product],
    source="elementary",
)
def density_of_the_normal(claim, root):
    law = row("normal_density", 0, 1, low, high)
    return have(claim, by=[law, root, rewriting(*root.claim.args)])


@theorem("The density is positive", Less(0, density(x)), source="elementary")
def positive_density(claim):
    constant = have(Less(0, CONSTANT), "By balls.")
    product = have(Implies(And(0 < u, 0 < v), 0 < u * v), by=times(0 < u, 0 < v))
    values = {u: exp(-(x**2) / 2), v: CONSTANT}
    return have(claim, by=[product.at(values), constant, fact("exp", -(x**2) / 2)])
