"""Powers with natural exponents: the arithmetic of Hölder estimates.

Source: elementary.
"""

from symrelu import And, Equal, Implies, fact, have, induct_on, naturals, reals, rewriting, theorem, times

a, b, c, u, v, w, x, y, z = reals("a b c u v w x y z")
m = naturals("m")
OWN = "elementary"
ESTIMATES = [0 <= a, 0 <= b, 0 <= c, a <= b * c, 0 <= u, 0 <= v, 0 <= w, u <= v * w]


@theorem(
    "Estimates by products, multiplied",
    Implies(
        And(*ESTIMATES, Equal(x, u * a), Equal(y, v * b), Equal(z, w * c)),
        And(0 <= x, 0 <= y, 0 <= z, x <= y * z),
    ),
    source=OWN,
)
def products_of_estimates(claim):
    positive = have(Implies(And(0 <= v, 0 <= w), 0 <= v * w), by=times(0 <= v, 0 <= w))
    products = [times(0 <= u, 0 <= a), times(0 <= v, 0 <= b), times(0 <= w, 0 <= c)]
    core = have(
        And(0 <= u * a, 0 <= v * b, 0 <= w * c, u * a <= v * b * (w * c)),
        given=ESTIMATES,
        by=[positive, *products, times(0 <= a, u <= v * w), times(0 <= v * w, a <= b * c)],
    )
    renamed = [rewriting(x, u * a), rewriting(y, v * b), rewriting(z, w * c)]
    return have(claim, "Factor by factor.", by=[core, *renamed])


@theorem(
    "Powers keep estimates by products",
    Implies(
        And(0 <= a, 0 <= b, 0 <= c, a <= b * c),
        And(0 <= a**m, 0 <= b**m, 0 <= c**m, a**m <= b**m * c**m),
    ),
    uses=[products_of_estimates],
    source=OWN,
)
def powers_keep_products(claim, multiplied):
    values = {u: a**m, v: b**m, w: c**m, x: a ** (m + 1), y: b ** (m + 1), z: c ** (m + 1)}
    every = induct_on(
        m,
        claim.conclusion,
        "One factor more.",
        given=claim.condition.parts,
        step=[multiplied.at(values), *(fact("pow_next", factor, m) for factor in (a, b, c))],
    )
    return have(claim, "Factor by factor.", by=every)
