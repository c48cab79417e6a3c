r"""Kernels of weights with independent coordinates, of size at most 1, on two axes and on the diagonal.

At the first two unit vectors the kernel of the rectifier is $(\mathbb E\, W_+)^2$, where the formula of the
rotation-invariant laws gives $\mathbb E\, W^2/(2\pi)$.

Source: own computation.
"""

from sympy import Rational, pi, sqrt

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    P,
    abs_,
    as_functions,
    exhibit,
    fact,
    given,
    have,
    laws,
    min_,
    naturals,
    reals,
    relu,
    rewriting,
    row,
    theorem,
    times,
)

from .rectified_cosines import angular_part
from .uniform_angle import applied

OWN = "own computation"
u, v, w, x = reals("u v w x")
n = naturals("n")
mu = laws("mu")


def square(x):
    """The square of the weight."""
    return x**2


def kernel(mu, first, second):
    """The kernel of the rectifier at two inputs of the plane, for independent coordinates with the law mu."""

    def seen(point, u, v):
        return relu(point[0] * u + point[1] * v)

    return E(mu, lambda u: E(mu, lambda v: seen(first, u, v) * seen(second, u, v)))


def invariant(mu, angle):
    """What the formula of rotation-invariant laws gives at unit vectors that meet at this angle."""
    return E(mu, square) * angular_part(angle) / (2 * pi)


E1, E2 = (1, 0), (0, 1)
AXES = kernel(mu, E1, E2)


def small(x):
    """A weight of size at most 1."""
    return And(-1 <= x, x <= 1)


def surely_small(mu):
    """The law gives weights of size at most 1."""
    return Equal(P(mu, (small(x), x)), 1)


def integrable(mu, function, bound, sure, size):
    """A function that is bounded on the small weights has a mean."""
    within = have(
        Implies(small(x), And(0 <= min_(abs_(function(x)), n), min_(abs_(function(x)), n) <= bound)), by=size
    )
    truncated = applied(
        "E_range",
        mu,
        lambda x: small(x),
        lambda x: min_(abs_(function(x)), n),
        0,
        bound,
        by=[sure, within.forall(x)],
    )
    return exhibit(Integrable(mu, function), witness=(bound,), by=truncated.forall(n))


def product_is_small():
    """A product of rectified weights, one of them small."""
    return have(
        Implies(small(x), And(0 <= relu(u) * relu(x), relu(u) * relu(x) <= relu(u))),
        by=[times(0 <= relu(u), 0 <= relu(x)), times(0 <= relu(u), relu(x) <= 1)],
    )


def means(mu, sure):
    """The means in the kernel on two axes, and that they exist."""
    size = product_is_small()
    one = integrable(mu, relu, 1, sure, have(Implies(small(x), abs_(relu(x)) <= 1)))
    inner = integrable(mu, lambda v: relu(u) * relu(v), relu(u), sure, [size, have(0 <= relu(u))])
    value = applied(
        "E_range", mu, lambda x: small(x), lambda v: relu(u) * relu(v), 0, relu(u), by=[sure, size.forall(x)]
    )
    bounded = have(Implies(small(x), abs_(E(mu, lambda v: relu(x) * relu(v))) <= 1), by=value.at({u: x}))
    outer = integrable(mu, lambda u: E(mu, lambda v: relu(u) * relu(v)), 1, sure, bounded)
    return one, inner, outer


def squares(mu, sure):
    """The second moment exists."""
    size = have(Implies(small(x), abs_(x**2) <= 1), by=[times(0 <= 1 - x, 0 <= 1 + x), times(0 <= 1 + x)])
    return integrable(mu, square, 1, sure, size)


DIAGONAL = (1, 1)


def response(u, v):
    """The response at the inputs (1, 0) and (1, 1)."""
    return relu(u) * relu(u + v)


def diagonal_means(mu, sure):
    """The means in the kernel at these inputs exist."""
    reach = relu(u) * (abs_(u) + 1)
    size = have(
        Implies(small(x), And(0 <= response(u, x), response(u, x) <= reach)),
        by=[times(0 <= relu(u), 0 <= relu(u + x)), times(0 <= relu(u), relu(u + x) <= abs_(u) + 1)],
    )
    positive = have(0 <= reach, by=times(0 <= relu(u), 0 <= abs_(u) + 1))
    inner = integrable(mu, lambda v: response(u, v), reach, sure, [size, positive])
    value = applied(
        "E_range", mu, lambda x: small(x), lambda v: response(u, v), 0, reach, by=[sure, size.forall(x)]
    )
    two = have(
        Implies(small(x), relu(x) * (abs_(x) + 1) <= 2),
        by=[times(relu(x) <= 1, 0 <= abs_(x) + 1), have(Implies(small(x), abs_(x) <= 1))],
    )
    mean = E(mu, lambda v: response(x, v))
    bounded = have(Implies(small(x), abs_(mean) <= 2), by=[value.at({u: x}), two])
    return inner, integrable(mu, lambda u: E(mu, lambda v: response(u, v)), 2, sure, bounded)


@theorem(
    "The kernel on two axes",
    Implies(surely_small(mu), Equal(AXES, E(mu, relu) ** 2)),
    source=OWN,
)
def kernel_on_axes(claim):
    exist = means(mu, given(claim.condition))
    inner = row("E_linear", mu, relu, relu, relu(u), 0)
    outer = row("E_linear", mu, relu, relu, E(mu, relu), 0)
    inside, outside = (have(linear.claim.args[1], by=[linear, exist[0]]) for linear in (inner, outer))
    return have(claim, "The coordinates are independent.", by=[as_functions(inside, u), outside]), *exist


@theorem("The formula at a right angle", Equal(angular_part(pi / 2), 1), source="elementary")
def right_angle(claim):
    return have(claim, by=fact("quarter"))


@theorem(
    "The formula at half a right angle",
    Equal(sqrt(2) * (x * angular_part(pi / 4) / (2 * pi)), x * (1 / pi + Rational(3, 4)) / 2),
    source="elementary",
)
def eighth_turn(claim):
    root = fact("sqrt", 2)
    part = have(Equal(sqrt(2) * angular_part(pi / 4), 1 + 3 * pi / 4), by=[fact("fourth"), root])
    inverse = [fact("inverse", pi), fact("pi_bounds")]
    scaled = have(
        Implies(And(Equal(u, 1 + 3 * w / 4), Equal(w * v, 1)), Equal(u * v, v + Rational(3, 4))),
        by=rewriting(u, 1 + 3 * w / 4),
    )
    value = scaled.at({u: sqrt(2) * angular_part(pi / 4), w: pi, v: 1 / pi})
    multiple = have(Implies(Equal(u, v), Equal(x * u / 2, x * v / 2)), by=rewriting(u, v))
    last = multiple.at({u: sqrt(2) * angular_part(pi / 4) / pi, v: 1 / pi + Rational(3, 4)})
    return have(claim, by=[part, *inverse, value, last])
