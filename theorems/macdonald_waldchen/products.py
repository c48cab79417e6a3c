"""Products and quotients of real numbers: the arithmetic of estimates.

Source: elementary.
"""

from symrelu import And, AtMost, Exists, Implies, abs_, exhibit, fact, have, reals, sign, theorem, times

a, b, d, r, s, t, w, z = reals("a b d r s t w z")
OWN = "own computation"


@theorem("Products keep the order", Implies(And(0 <= s, a <= b), s * a <= s * b), source=OWN)
def products_keep_order(claim):
    return have(claim, r"$s(b - a) \ge 0$.", by=sign(s))


@theorem(
    "The absolute value of a product",
    Implies(And(abs_(s) <= a, abs_(t) <= b), AtMost(abs_(s * t), a * b)),
    source=OWN,
)
def product_bound(claim):
    return have(claim, "Factor by factor.", by=[sign(s), sign(t), sign(a), sign(b)])


@theorem("A product of positive numbers", Implies(And(0 < z, 0 < r, 0 < a), 0 < 8 * z * r * a), source=OWN)
def positive_product(claim):
    both = have(Implies(And(0 < z, 0 < r), 0 < z * r), by=times(0 < z, 0 < r))
    return have(claim, "Factor by factor.", by=[both, times(0 < z * r, 0 < a)])


@theorem(
    "A common factor is cancelled",
    Implies(And(0 < b, 0 <= s, b * w <= a, a * s <= b * t), w * s <= t),
    source=OWN,
)
def factor_cancelled(claim):
    return have(claim, r"$b(ws - t) \le 0$.", by=[times(0 <= s, b * w <= a), times(0 < b, t < w * s)])


@theorem(
    "A positive factor is divided off",
    Implies(0 < w, And(Implies(w * s <= t, s <= t / w), Implies(0 <= t, 0 <= t / w))),
    source=OWN,
)
def divided(claim):
    positive = have(Implies(0 < w, 0 < 1 / w), "The inverse of a positive number.", by=sign(1 / w))
    return have(
        claim,
        r"Multiply by $1/w$.",
        by=[
            positive,
            times(0 < 1 / w, w * s <= t),
            times(0 < 1 / w, 0 <= t),
            times(0 < 1 / w, t / w < 0),
            times(0 < 1 / w, t / w < s),
        ],
    )


@theorem(
    "A part of a positive number",
    Implies(And(0 < a, 1 <= d), Exists(w, And(0 < w, w <= a, d * w <= a))),
    source=OWN,
)
def part_of_number(claim):
    inverse = have(
        Implies(1 <= d, And(0 < 1 / d, 1 / d <= 1)),
        "The inverse of a number of at least 1.",
        by=[sign(1 / d), times(0 < 1 / d, 1 <= d)],
    )
    part = have(
        Implies(And(0 < a, 1 <= d), And(0 < a / d, a / d <= a)),
        "A product of positive numbers.",
        by=[inverse, times(0 < a, 0 < 1 / d), times(0 < a, 1 / d <= 1), times(0 < a, 1 / d < 1)],
    )
    return exhibit(claim, "The quotient.", witness=(a / d,), by=[part, fact("inverse", d)])
