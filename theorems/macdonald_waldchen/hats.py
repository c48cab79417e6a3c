r"""Hats, and the test functions that read the second coordinate where the first is near a point.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    E,
    ForAll,
    Implies,
    abs_,
    clip,
    dist,
    dPd,
    fact,
    have,
    laws,
    naturals,
    reals,
    row,
    sequences,
    sign,
    theorem,
    times,
)

from .chains import SEQ
from .products import a as low
from .products import b as high
from .products import product_bound
from .products import s as factor
from .products import t as term

a, a2, b, b2, r, t, x, D, Y = reals("a a' b b' r t x D Y")
d = naturals("d")
z, z2 = sequences("z z'")
mu, other = laws("mu mu'", SEQ)
OWN = "own computation"


# ---- test functions -------------------------------------------------------------------------------


def hat(t, x):
    """The hat of slope 1 and radius r about x."""
    return clip(r - abs_(t - x), 0, r)


def test_function(z):
    """What reads the second coordinate where the first is near the support point."""
    return hat(z(1), x) * clip(z(2), 0, Y)


@theorem(
    "The difference of two products",
    Implies(
        And(0 <= a, a <= r, 0 <= b2, b2 <= Y, abs_(a - a2) <= D, abs_(b - b2) <= D),
        AtMost(abs_(a * b - a2 * b2), (r + Y) * D),
    ),
    uses=[product_bound],
    source=OWN,
)
def difference_of_products(claim, bound):
    first = bound.at({factor: a, term: b - b2, low: r, high: D})
    second = bound.at({factor: b2, term: a - a2, low: Y, high: D})
    return have(claim, r"$ab - a'b' = a(b - b') + b'(a - a')$.", by=[first, second])


@theorem(
    "A product of numbers within bounds",
    Implies(And(0 <= a, a <= r, 0 <= b, b <= Y), And(0 <= a * b, a * b <= r * Y)),
    source=OWN,
)
def product_within(claim):
    return have(
        claim, by=[times(0 <= a, 0 <= b), times(0 <= a, b <= Y), times(a <= r, 0 <= Y), sign(a), sign(b)]
    )


@theorem(
    "Test functions are bounded and Lipschitz",
    Implies(
        And(2 <= d, 0 <= r, 0 <= Y),
        And(
            0 <= test_function(z),
            test_function(z) <= r * Y,
            abs_(test_function(z) - test_function(z2)) <= (r + Y) * dist(d, z, z2),
        ),
    ),
    uses=[product_within, difference_of_products],
    source=OWN,
)
def test_functions(claim, bounds, products):
    first, second = clip(z(2), 0, Y), clip(z2(2), 0, Y)
    both = [0 <= r, 0 <= Y]
    hats = have(
        And(0 <= hat(z(1), x), hat(z(1), x) <= r, abs_(hat(z(1), x) - hat(z2(1), x)) <= abs_(z(1) - z2(1))),
        given=both,
    )
    heights = have(
        And(0 <= first, first <= Y, 0 <= second, second <= Y, abs_(first - second) <= abs_(z(2) - z2(2))),
        given=both,
    )
    near = have(
        And(abs_(z(1) - z2(1)) <= dist(d, z, z2), abs_(z(2) - z2(2)) <= dist(d, z, z2)),
        given=[2 <= d],
        by=[fact("dist_ge", d, z, z2, 1), fact("dist_ge", d, z, z2, 2)],
    )
    moved = products.at({a: hat(z(1), x), a2: hat(z2(1), x), b: first, b2: second, D: dist(d, z, z2)})
    close = have(moved.claim.args[1], given=both, by=[moved, hats, heights, near])
    bounded = have(
        And(0 <= test_function(z), test_function(z) <= r * Y),
        given=both,
        by=bounds.at({a: hat(z(1), x), b: first}),
    )
    return have(claim, "Factor by factor.", by=[close, bounded])


def reading(law):
    """The mean of the test function."""
    return E(law, test_function)


@theorem(
    "The mean of a test function is Lipschitz in the law",
    Implies(
        And(2 <= d, 0 <= r, 0 <= Y),
        AtMost(abs_(reading(mu) - reading(other)), (r + Y + r * Y) * dPd(d, mu, other)),
    ),
    uses=[test_functions],
    source=OWN,
)
def reading_is_lipschitz(claim, regular):
    conditions = claim.condition.parts
    product = have(And(0 <= r * Y, 0 <= r + Y), given=conditions, by=times(0 <= r, 0 <= Y))
    within = have(
        ForAll(z, [], And(0 <= test_function(z), test_function(z) <= r * Y)), given=conditions, by=regular
    )
    lipschitz = have(
        ForAll((z, z2), [], abs_(test_function(z) - test_function(z2)) <= (r + Y) * dist(d, z, z2)),
        given=conditions,
        by=regular,
    )
    rule = row("dPd_functional", d, test_function, r + Y, r * Y, mu, other)
    return have(claim, "A bounded Lipschitz function.", by=[rule, product, within, lipschitz])
