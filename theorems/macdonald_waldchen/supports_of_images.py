r"""Supports of image laws: a map that expands distances by at most a constant keeps support points.

Source: elementary.
"""

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    InSupport,
    P,
    Sum,
    abs_,
    borel,
    dist,
    fact,
    given,
    have,
    induct_on,
    laws,
    naturals,
    pointwise,
    reals,
    sequences,
    sign,
    theorem,
    times,
)

from .products import product_bound, products_keep_order

a, b, e, r, s, t, L = reals("a b e r s t L")
d, i, j, n = naturals("d i j n")
x, y, z, w = sequences("x y z w")
SEQUENCE = ("fun", "N", "R")
mu = laws("mu", SEQUENCE)
f = borel("f", SEQUENCE, "R")
OWN = "elementary"


def lipschitz_at(f, x):
    """From the point x the map f expands distances by at most the constant."""
    return ForAll(y, [], abs_(f(y) - f(x)) <= L * dist(d, y, x))


@theorem(
    "The image of a support point is a support point",
    Implies(And(0 <= L, lipschitz_at(f, x), InSupport(mu, x, d)), InSupport(mu.push(f), f(x))),
    uses=[products_keep_order],
    source=OWN,
)
def image_in_support(claim, order):
    far = dist(d, y, x)
    near = have(
        Implies(far < e, abs_(f(y) - f(x)) < (L + 1) * e),
        "Near points have near images.",
        given=[0 <= L, lipschitz_at(f, x)],
        by=[
            given(lipschitz_at(f, x)).instance(y),
            order.at({s: L, a: far, b: e}),
            fact("dist_nonneg", d, y, x),
        ],
    )
    mass = have(
        Implies(
            Equal((L + 1) * e, r),
            P(mu, lambda y: dist(d, y, x) < e) <= P(mu.push(f), lambda t: abs_(t - f(x)) < r),
        ),
        "So the image law has at least the mass of a small ball about the point near its image.",
        by=[pointwise, near.forall(y)],
    )
    part = have(
        Implies(And(0 <= L, 0 < r), And(0 < r / (L + 1), Equal((L + 1) * (r / (L + 1)), r))),
        by=[sign(1 / (L + 1)), times(0 < r, 0 < 1 / (L + 1))],
    )
    positive = have(
        Implies(0 < r, 0 < P(mu.push(f), lambda t: abs_(t - f(x)) < r)),
        r"The radius of that ball is $r/(L + 1)$.",
        given=[0 <= L, lipschitz_at(f, x), InSupport(mu, x, d)],
        by=[part, mass.at({e: r / (L + 1)}), given(InSupport(mu, x, d)).instance(r / (L + 1))],
    )
    return have(claim, by=positive)


def linear(n, w, x):
    """w_1 x_1 + .. + w_n x_n."""
    return Sum(1, n, lambda j: w(j) * x(j))


def summands(w, x):
    """The terms w_j x_j."""
    return lambda j: w(j) * x(j)


def size(n, w):
    """The sum of the absolute values of w_1, .., w_n."""
    return Sum(1, n, lambda j: abs_(w(j)))


def sums(n, *summands):
    """Sums without their last terms, and those terms."""
    return [fact("sum_last", 1, n, f) for f in summands]


def empty(*summands):
    """Sums without terms."""
    return [fact("sum_empty", 1, 0, f) for f in summands]


@theorem(
    "A linear form expands distances by at most the sum of its coefficients",
    abs_(linear(d, w, y) - linear(d, w, x)) <= size(d, w) * dist(d, y, x),
    uses=[product_bound],
    source=OWN,
)
def linear_form_is_lipschitz(claim, product):
    far = dist(d, y, x)
    terms = [summands(w, x), summands(w, y), lambda j: abs_(w(j))]
    last = n + 1
    one = product.at({s: w(last), t: y(last) - x(last), a: abs_(w(last)), b: far})
    each = induct_on(
        n,
        Implies(n <= d, abs_(linear(n, w, y) - linear(n, w, x)) <= size(n, w) * far),
        "Coordinate by coordinate.",
        base=empty(*terms),
        step=[*sums(n, *terms), one, fact("dist_ge", d, y, x, n + 1)],
    )
    return have(claim, by=each.instance(d))
