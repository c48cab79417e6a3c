r"""The first and third absolute moment of the standard normal law.

Source: elementary; proof: own computation.
"""

from sympy import exp, pi, sqrt

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integrable,
    Not,
    abs_,
    fact,
    given,
    have,
    naturals,
    primitive,
    reals,
    rewriting,
    theorem,
    times,
)

from .cut_functions import cut, f, mean_as_a_limit, mu, truncated_mean
from .even_powers import edge
from .gaussian_density import CONSTANT, NORMAL, density, density_of_the_normal, high, low, positive_density
from .gaussian_moments import edges_fall, second_and_fourth_moment
from .planar_kernel import integrable
from .uniform_angle import applied

u, v, x, y = reals("u v x y")
j, k, m = naturals("j k m")


def cube(x):
    """The cube of the absolute value."""
    return abs_(x) ** 3


def mean_on_both_sides(f, F, law, by):
    """The mean of an even function cut off, by the primitive F of its product with the density for x > 0."""

    def integrand(x):
        return cut(f, k)(x) * density(x)

    def smooth(x):
        return f(x) * density(x)

    zero = fact("nat", k)
    outside = have(Implies(Not(And(-k < x, x < k)), Equal(cut(f, k)(x), 0)))
    value = applied(
        "E_density_part",
        NORMAL,
        density,
        -k,
        k,
        cut(f, k),
        by=[law.at({low: -k, high: k}), outside.forall(x)],
    )
    inside = have(Implies(And(-k < x, x < k), Equal(integrand(x), smooth(x))))
    same = applied("int_same", -k, k, integrand, smooth, 0, lambda i: 0, by=inside.forall(x))
    regular = applied("Int_cont", -k, k, smooth, by=[zero])
    split = applied("int_split", -k, 0, k, smooth, by=[regular, zero])
    left = primitive(-k, 0, smooth, lambda x: -F(x), by=[zero, *by])
    right = primitive(0, k, smooth, F, by=[zero, *by])
    one = have(Implies(Equal(u, 1), Equal(CONSTANT * u, CONSTANT)), by=rewriting(u, 1))
    start = [one.at({u: exp(0, evaluate=False)}), fact("exp_zero")]
    return have(
        Equal(E(NORMAL, cut(f, k)), 2 * F(k) - 2 * F(0)), by=[value, same, split, left, right, *start]
    )


def bounded_part(function, bound, small):
    """A function that is bounded on the interval has a mean there."""
    within = have(
        abs_(cut(function, k)(x)) <= bound,
        by=[
            small,
            fact("nat", k),
            have(AtMost(0, bound), by=[times(AtMost(0, k), AtMost(0, k), AtMost(0, k)), fact("nat", k)]),
        ],
    )
    return integrable(NORMAL, cut(function, k), x, bound, within)


def first_part_exists():
    """The mean of the absolute value cut off exists."""
    return bounded_part(abs_, k, have(Implies(And(-k < x, x < k), abs_(x) <= k)))


def third_part_exists():
    """The mean of the cube cut off exists."""
    square = have(Implies(And(0 <= u, u <= k), And(0 <= u**2, u**2 <= k**2)), by=times(u <= k, 0 <= u + k))
    larger = have(
        Implies(And(0 <= u, u <= k, 0 <= v, v <= k**2), And(0 <= u * v, u * v <= k**3)),
        by=[times(0 <= u, 0 <= v), times(u <= k, 0 <= v), times(v <= k**2, AtMost(0, k))],
    )
    values = {u: abs_(x), v: abs_(x) ** 2}
    small = have(
        Implies(And(-k < x, x < k), And(0 <= cube(x), cube(x) <= k**3)),
        by=[square.at({u: abs_(x)}), larger.at(values)],
    )
    return bounded_part(cube, k**3, small)


@theorem(
    "The first absolute moment on an interval",
    Equal(E(NORMAL, cut(abs_, k)), 2 * CONSTANT - 2 * density(k)),
    uses=[density_of_the_normal],
    source="elementary",
)
def first_parts(claim, law):
    value = mean_on_both_sides(abs_, lambda x: -density(x), law, [])
    return have(claim, by=value), first_part_exists()


@theorem(
    "The third absolute moment on an interval",
    Equal(E(NORMAL, cut(cube, k)), 4 * CONSTANT - 2 * (k**2 + 2) * density(k)),
    uses=[density_of_the_normal],
    source="elementary",
)
def third_parts(claim, law):
    powers = have(Implies(Equal(u, v), Equal(u**3, v**3)), by=rewriting(u, v))
    cubes = have(
        And(Implies(0 <= x, Equal(cube(x), x**3)), Implies(x <= 0, Equal(cube(x), -(x**3)))),
        by=[powers.at({u: abs_(x), v: x}), powers.at({u: abs_(x), v: -x})],
    )
    value = mean_on_both_sides(cube, lambda x: -(x**2 + 2) * density(x), law, [cubes.forall(x)])
    return have(claim, by=value), third_part_exists()


@theorem(
    "The first absolute moment of the standard normal law",
    And(Integrable(NORMAL, abs_), Equal(E(NORMAL, abs_), sqrt(2 / pi))),
    uses=[first_parts, mean_as_a_limit, edges_fall, second_and_fourth_moment, positive_density],
    source="elementary",
)
def first_absolute_moment(claim, parts, limit, fall, moments, positive):
    exist = first_part_exists()
    below = have(
        And(Integrable(NORMAL, cut(abs_, k)), E(NORMAL, cut(abs_, k)) <= 2 * CONSTANT),
        by=[exist, parts, positive.at({x: k})],
    )
    wide = have(
        Implies(0 <= u, 2 * (m + 1) * u <= 2 * (m + 1) * (m + 1) * u),
        by=[times(0 <= u, 0 <= m), times(0 <= u, 0 <= m**2)],
    )
    edges = have((m + 1) * edge(0, m + 1) <= 3, by=[fall.at({k: m + 1, j: 0}), moments])
    close = have(
        (m + 1) * (2 * CONSTANT - E(NORMAL, cut(abs_, m + 1))) <= 3,
        by=[parts.at({k: m + 1}), edges, wide.at({u: density(m + 1)}), positive.at({x: m + 1})],
    )
    positive_ = have(AtMost(0, abs_(x))).forall(x)
    found = limit.at({mu: NORMAL, f: abs_, v: 2 * CONSTANT, u: 3})
    proof = have(claim, "The edges vanish.", by=[found, below.forall(k), close.forall(m), positive_])
    return proof, given(Integrable(NORMAL, abs_)), truncated_mean(f).at({mu: NORMAL, f: abs_})


@theorem(
    "The third absolute moment of the standard normal law",
    And(Integrable(NORMAL, cube), Equal(E(NORMAL, cube), 2 * sqrt(2 / pi))),
    uses=[third_parts, mean_as_a_limit, edges_fall, second_and_fourth_moment, positive_density],
    source="elementary",
)
def third_absolute_moment(claim, parts, limit, fall, moments, positive):
    exist = third_part_exists()
    factor = have(Implies(And(0 <= u, 0 <= v), 0 <= 2 * (v + 2) * u), by=times(0 <= u, 0 <= v))
    squared = have(AtMost(0, k**2), by=times(AtMost(0, k), AtMost(0, k)))
    below = have(
        And(Integrable(NORMAL, cut(cube, k)), E(NORMAL, cut(cube, k)) <= 4 * CONSTANT),
        by=[exist, parts, positive.at({x: k}), factor.at({u: density(k), v: k**2}), squared],
    )
    size = have(
        AtMost((m + 1) ** 2 + 2, 3 * (m + 1) ** 3),
        by=[times(AtMost(0, m), AtMost(0, m), AtMost(0, m)), times(AtMost(0, m), AtMost(0, m))],
    )
    wide = have(
        Implies(And(0 <= u, x <= y), 2 * (m + 1) * (x * u) <= 2 * (m + 1) * (y * u)),
        by=times(AtMost(0, m + 1), 0 <= u, x <= y),
    )
    edges = have((m + 1) * edge(1, m + 1) <= 15, by=[fall.at({k: m + 1, j: 1}), moments])
    found = wide.at({u: density(m + 1), x: (m + 1) ** 2 + 2, y: 3 * (m + 1) ** 3})
    close = have(
        (m + 1) * (4 * CONSTANT - E(NORMAL, cut(cube, m + 1))) <= 45,
        by=[parts.at({k: m + 1}), edges, found, size, positive.at({x: m + 1})],
    )
    cubed = have(Implies(0 <= u, AtMost(0, u**3)), by=times(0 <= u, 0 <= u, 0 <= u))
    positive_ = have(AtMost(0, cube(x)), by=cubed.at({u: abs_(x)})).forall(x)
    limit_ = limit.at({mu: NORMAL, f: cube, v: 4 * CONSTANT, u: 45})
    proof = have(claim, "The edges vanish.", by=[limit_, below.forall(k), close.forall(m), positive_])
    return proof, given(Integrable(NORMAL, cube)), truncated_mean(f).at({mu: NORMAL, f: cube})
