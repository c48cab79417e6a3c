r"""Kernels of weights with independent coordinates on two axes, and the formula there and on the diagonal.

At the first two unit vectors the kernel of the rectifier is $(\mathbb E\, W_+)^2$ whenever that mean exists,
where the formula of the rotation-invariant laws gives $\mathbb E\, W^2/(2\pi)$.

Source: own computation.
"""

from sympy import Rational, pi, sqrt, true

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    Less,
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
    sign,
    theorem,
    times,
)

from .dominated_means import A, cut_is_integrable, dominated, f, g, rho, w
from .means_below_sums import everywhere
from .rectified_cosines import angular_part
from .uniform_angle import applied

OWN = "own computation"
t, u, v, x = reals("t u v x")
m, n = naturals("m n")
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


def rectified(mu, sure):
    """The mean of the rectified weight exists."""
    return integrable(mu, relu, 1, sure, have(Implies(small(x), abs_(relu(x)) <= 1)))


def squares(mu, sure):
    """The second moment exists."""
    size = have(Implies(small(x), abs_(x**2) <= 1), by=[times(0 <= 1 - x, 0 <= 1 + x), times(0 <= 1 + x)])
    return integrable(mu, square, 1, sure, size)


# ---- two axes --------------------------------------------------------------------------------------


def over_second(u):
    """The mean over the second coordinate."""
    return E(mu, first_at(u))


def cut_mean(function):
    """A function that is cut has a mean."""
    return cut_is_integrable(mu, f, x).at({f: function, m: n})


@theorem(
    "A multiple of an integrable function",
    Implies(Integrable(mu, g), Integrable(mu, lambda x: w * g(x))),
    uses=[dominated],
    source="elementary",
)
def multiple_of_an_integrable(claim, below):
    product = have(abs_(w * u) <= abs_(w) * abs_(u), by=[sign(w), sign(u)])
    size = have(Implies(And(), abs_(w * g(x)) <= abs_(w) * abs_(g(x))), by=product.at({u: g(x)}))
    scaled = below.at({rho: mu, f: lambda x: w * g(x), w: abs_(w), A: lambda x: And()})
    cuts = [cut_mean(h) for h in (g, lambda x: w * g(x))]
    return have(claim, by=[scaled, everywhere(mu), size.forall(x)]), *cuts


def first_at(u):
    """The response at a value of the first coordinate."""
    return lambda v: relu(u) * relu(v)


@theorem(
    "The means in the kernel on two axes exist",
    Implies(
        Integrable(mu, relu),
        And(Integrable(mu, first_at(t)), Integrable(mu, over_second)),
    ),
    uses=[multiple_of_an_integrable, dominated],
    source="elementary",
)
def means_on_axes(claim, multiple, below):
    regular = claim.condition
    inner = multiple.at({w: relu(t), g: relu})
    linear = row("E_linear", mu, relu, relu, relu(x), 0)
    value = have(Equal(over_second(x), E(mu, relu) * relu(x)), given=[regular], by=linear)
    product = have(Implies(Equal(v, w * u), abs_(v) <= abs_(w) * abs_(u)), by=[sign(w), sign(u)])
    size = product.at({v: over_second(x), w: E(mu, relu), u: relu(x)})
    here = have(
        Implies(And(), abs_(over_second(x)) <= abs_(E(mu, relu)) * abs_(relu(x))),
        given=[regular],
        by=[value, size],
    )
    outer = below.at({rho: mu, f: over_second, g: relu, w: abs_(E(mu, relu)), A: lambda x: And()})
    exists = have(Integrable(mu, first_at(u)), given=[regular], by=inner.at({t: u}))
    cuts = [cut_mean(h) for h in (relu, first_at(t), over_second)]
    return have(claim, by=[inner, outer, here.forall(x), everywhere(mu)]), exists, *cuts


def axis_means(law, means, regular):
    """The means in the kernel on two axes, one by one, from the mean of the rectified weight."""
    both = means.at({mu: law, t: u})
    inner, outer = both.claim.args[1].args
    return [have(part, by=[both, regular]) for part in (inner, outer)]


@theorem(
    "The kernel on two axes",
    Implies(Integrable(mu, relu), Equal(AXES, E(mu, relu) ** 2)),
    uses=[means_on_axes],
    source=OWN,
)
def kernel_on_axes(claim, means):
    inner = row("E_linear", mu, relu, relu, relu(u), 0)
    outer = row("E_linear", mu, relu, relu, E(mu, relu), 0)
    inside, outside = (
        have(linear.claim.args[1], given=[claim.condition], by=linear) for linear in (inner, outer)
    )
    shown = have(claim, "The coordinates are independent.", by=[as_functions(inside, u), outside])
    return shown, cut_mean(relu), *axis_means(mu, means, given(claim.condition))


@theorem("The formula at a right angle", Equal(angular_part(pi / 2), 1), source="elementary")
def right_angle(claim):
    return have(claim, by=fact("quarter"))


def on_axes(law, value, formula, difference):
    """What is claimed on two axes: the kernel, the formula, their difference and its sign."""
    found, expected = kernel(law, E1, E2), invariant(law, pi / 2)
    order = Less(expected, found) if (difference > 0) is true else Less(found, expected)
    return And(Equal(found, value), Equal(expected, formula), Equal(found - expected, difference), order)


def compared(claim, law, note, axes, angle, averages, regular, numbers=()):
    """A proof of what is claimed on two axes, of a law that is given or of all laws of the condition."""
    held = [claim.condition] if isinstance(claim, Implies) else []
    value, formula, difference, order = claim.conclusion.parts if held else claim.parts
    found = have(value, given=held, by=[axes.at({mu: law}), regular, averages, *numbers])
    inserted = have(formula, given=held, by=[angle, averages, rewriting(angular_part(pi / 2), 1)])
    inverse = [fact("inverse", pi), fact("pi_bounds"), *numbers]
    apart = have(difference, given=held, by=[found, inserted, *inverse])
    above = order.left == formula.left
    bound = have(Less(formula.right, value.right) if above else Less(value.right, formula.right))
    return have(claim, note, by=[found, inserted, apart, bound])


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
