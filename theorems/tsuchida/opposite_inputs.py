r"""Kernels of independent symmetric weights at an input and its opposite: their difference is linear.

For weights $W$ with independent coordinates, symmetric and of variance 1, in any dimension:
$k(x, y) - k(x, -y) = \frac12 x \cdot y$, as for rotation-invariant weights.

Source: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    Or,
    Sum,
    abs_,
    as_functions,
    fact,
    have,
    iid,
    induct_on,
    relu,
    rewriting,
    row,
    sign,
    square,
    theorem,
)

from .independent_sums import k
from .independent_weights import MOMENT, VARIANCE, a, b, m, mu, r, squared, w, weight, weighted, x, y, z
from .means_below_sums import SPACE, below_sums_of_sequences, cut_mean, integrable_too, under
from .second_moments_of_sums import (
    CENTRED,
    mean_and_variance_of_a_sum,
    squares_of_sums_have_means,
    weights_have_means,
)
from .sign_changes import SYMMETRIC, opposite, s, signs_may_change
from .uniform_angle import applied

HALF = Rational(1, 2)
OWN = "own computation"
STANDARD = And(SYMMETRIC, MOMENT, VARIANCE)


def minus(x):
    """The opposite input."""
    return lambda i: -x(i)


def both(x, y):
    """The sum of two inputs."""
    return lambda i: x(i) + y(i)


def inner(x, y):
    """The inner product of two inputs."""
    return Sum(1, m, lambda i: x(i) * y(i))


@theorem(
    "Sums for opposite inputs and weights, and for the sum of two inputs",
    And(
        Equal(weighted(minus(x), m, z), -weighted(x, m, z)),
        Equal(weighted(x, m, lambda i: -1 * z(i)), -weighted(x, m, z)),
        Equal(weighted(both(x, y), m, z), weighted(x, m, z) + weighted(y, m, z)),
        Equal(inner(both(x, y), both(x, y)), inner(x, x) + inner(y, y) + 2 * inner(x, y)),
    ),
    source="elementary",
)
def sums_of_inputs(claim):
    terms = [
        lambda i: x(i) * z(i),
        lambda i: y(i) * z(i),
        lambda i: minus(x)(i) * z(i),
        lambda i: both(x, y)(i) * z(i),
        lambda i: x(i) * x(i),
        lambda i: y(i) * y(i),
        lambda i: x(i) * y(i),
        lambda i: both(x, y)(i) * both(x, y)(i),
    ]
    empty = [fact("sum_empty", 1, 0, term) for term in terms]
    last = [fact("sum_last", 1, m, term) for term in terms]
    return have(claim, by=[induct_on(m, part, base=empty, step=last).instance(m) for part in claim.parts])


def first(z):
    """The response to the first input, before the rectifier."""
    return weighted(x, m, z)


def second(z):
    """The response to the second input, before the rectifier."""
    return weighted(y, m, z)


def below_squares(function, below, exists):
    """A function of two responses that is at most the sum of their squares has a mean."""
    names = dict(zip(("rho", "f", "g", "h"), SPACE[:4], strict=True))
    values = {
        "rho": iid(m, mu),
        "f": lambda z: function(first(z), second(z)),
        "g": lambda z: first(z) ** 2,
        "h": lambda z: second(z) ** 2,
    }
    used = below.at({w: 1, **{names[key]: value for key, value in values.items()}})
    signs = [sign(a), sign(b), square(a - b), square(a + b), square(a), square(b)]
    size = have(abs_(function(a, b)) <= 1 * (abs_(a**2) + abs_(b**2)), by=signs)
    regular = [size.at({a: first(z), b: second(z)}).forall(z), exists.at({r: 0}), exists.at({r: 0, x: y})]
    return have(Integrable(iid(m, mu), values["f"]), given=[MOMENT, VARIANCE], by=[used, *regular])


def defined(means):
    """The means in the assumptions exist."""
    return cut_mean(mu, squared, w), have(Integrable(mu, weight), given=[MOMENT], by=means)


def sum_of_squares(z):
    """The sum of the squares of both responses."""
    return first(z) ** 2 + second(z) ** 2


def product(z):
    """The product of both responses."""
    return first(z) * second(z)


@theorem(
    "The mean of a product of two weighted sums",
    Implies(And(*CENTRED), Equal(E(iid(m, mu), product), inner(x, y))),
    uses=[
        sums_of_inputs,
        squares_of_sums_have_means,
        mean_and_variance_of_a_sum,
        below_sums_of_sequences,
        weights_have_means,
    ],
    source="elementary",
)
def mean_of_a_product(claim, sums, exists, variances, below, means_exist):
    law = iid(m, mu)
    regular = below_squares(lambda a, b: a**2 + b**2, below, exists)

    def joint(z):
        return weighted(both(x, y), m, z) ** 2

    squares = [lambda z: first(z) ** 2, lambda z: second(z) ** 2]
    held = [MOMENT, VARIANCE]
    apart = [exists.at({r: 0}), exists.at({r: 0, x: y})]
    linear = applied("E_linear", law, *squares, 1, 1, given=held, by=apart)
    whole = exists.at({r: 0, x: both(x, y)})
    polar = applied("E_linear", law, joint, sum_of_squares, HALF, -HALF, given=held, by=[whole, regular])
    value = have(
        Equal(product(z), HALF * joint(z) - HALF * sum_of_squares(z)),
        by=[sums, rewriting(weighted(both(x, y), m, z), first(z) + second(z))],
    )
    means = [variances, variances.at({x: y}), variances.at({x: both(x, y)})]
    proof = have(
        claim, "$2 S T = (S + T)^2 - S^2 - T^2$.", by=[as_functions(value, z), linear, polar, *means, sums]
    )
    return (
        proof,
        *defined(means_exist),
        under(claim.condition, below_squares(lambda a, b: a * b, below, exists)),
    )


def rectified(z):
    """The product of the rectified responses."""
    return relu(first(z)) * relu(second(z))


def rectified_opposite(z):
    """The product of the rectified responses at the first and the opposite of the second input."""
    return relu(first(z)) * relu(weighted(minus(y), m, z))


BOTH, APART = (lambda a, b: relu(a) * relu(b)), (lambda a, b: relu(a) * relu(-b))
ONE, OTHER = (lambda a, b: relu(a) * b), (lambda a, b: relu(-a) * b)


def seen(f):
    """A function of both responses."""
    return lambda z: f(first(z), second(z))


def negative(z):
    """All weights with the other sign."""
    return lambda k: -1 * z(k)


@theorem(
    "Kernels at an input and at its opposite",
    Implies(
        STANDARD,
        Equal(E(iid(m, mu), rectified) - E(iid(m, mu), rectified_opposite), inner(x, y) / 2),
    ),
    uses=[
        mean_of_a_product,
        sums_of_inputs,
        signs_may_change,
        squares_of_sums_have_means,
        below_sums_of_sequences,
        weights_have_means,
    ],
    source=OWN,
)
def opposite_inputs(claim, products, sums, change, exists, below, means):
    law, held = iid(m, mu), STANDARD.parts
    centred = [row("E_push", opposite, mu, weight), row("E_linear", mu, weight, weight, -1, 0), means]
    zero = have(Equal(E(mu, weight), 0), given=held, by=centred)
    regular = {f: below_squares(f, below, exists) for f in (BOTH, APART, ONE, OTHER)}

    def linear(f, g, u, v):
        return applied("E_linear", law, seen(f), seen(g), u, v, given=held, by=[regular[f], regular[g]])

    parts = have(
        And(Equal(ONE(a, b), BOTH(a, b) - APART(a, b)), Equal(a * b, ONE(a, b) - OTHER(a, b))),
        by=[sign(a), sign(b)],
    )
    parts = parts.at({a: first(z), b: second(z)})
    values = [
        as_functions(have(Equal(seen(ONE)(z), seen(BOTH)(z) - seen(APART)(z)), by=parts), z),
        as_functions(have(Equal(product(z), seen(ONE)(z) - seen(OTHER)(z)), by=parts), z),
        as_functions(have(Equal(rectified_opposite(z), seen(APART)(z)), by=sums.at({x: y})), z),
    ]
    flip = change.at({s: lambda k: -1})
    allowed = have(Or(Equal(-1, 1), Equal(-1, -1))).forall(k)
    same = have(flip.claim.args[1], given=held, by=[flip, allowed])
    turned = have(Equal(seen(OTHER)(lambda i: -1 * z(i)), -seen(ONE)(z)), by=[sums, sums.at({x: y})])
    moved = [same, row("E_push", negative, law, seen(OTHER)), as_functions(turned, z)]
    means_ = [linear(BOTH, APART, 1, -1), linear(ONE, OTHER, 1, -1), linear(ONE, ONE, -1, 0)]
    shown = have(claim, by=[zero, products, *values, *moved, *means_])
    apart = have(Equal(seen(APART)(z), rectified_opposite(z)), by=sums.at({x: y}))
    other = integrable_too(law, seen(APART), rectified_opposite, z, apart)
    exist = have(Integrable(law, rectified_opposite), given=[MOMENT, VARIANCE], by=[other, regular[APART]])
    return (
        shown,
        under(claim.condition, regular[BOTH]),
        under(claim.condition, exist),
        cut_mean(mu, squared, w),
    )
