r"""Even powers, and the means of their parts on an interval under the standard normal law.

Source: elementary.
"""

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integrable,
    Not,
    abs_,
    as_functions,
    fact,
    have,
    induct_on,
    naturals,
    primitive,
    reals,
    rewriting,
    theorem,
    times,
)

from .cut_functions import cut, truncated_mean
from .gaussian_density import NORMAL, density, density_of_the_normal, high, low
from .planar_kernel import integrable
from .uniform_angle import applied

b, s, t, u, v, x, y = reals("b s t u v x y")
j, k = naturals("j k")
OWN = "own computation"


def even(n):
    """The even power with the exponent 2n."""
    return lambda x: x ** (2 * n)


def powers(x, n):
    """The next two powers after an even one."""
    return [fact("pow_next", x, 2 * n), fact("pow_next", x, 2 * n + 1)]


@theorem(
    "Even powers on an interval",
    Implies(And(-b <= x, x <= b), And(AtMost(0, even(j)(x)), AtMost(even(j)(x), even(j)(b)))),
    source="elementary",
)
def even_powers_on_an_interval(claim):
    larger = have(
        Implies(
            And(0 <= s, s <= t, 0 <= u, u <= v),
            And(0 <= s * u, s * u <= t * v),
        ),
        by=[times(0 <= s, 0 <= u), times(0 <= t - s, 0 <= u), times(0 <= t, 0 <= v - u)],
    )
    squares = have(
        Implies(And(-b <= x, x <= b), And(0 <= x**2, x**2 <= b**2)), by=times(0 <= b - x, 0 <= b + x)
    )
    step = [larger.at({s: even(j)(x), t: even(j)(b), u: x**2, v: b**2}), squares]
    grows = induct_on(
        j, claim.conclusion, given=[claim.condition], step=[*step, *powers(x, j), *powers(b, j)]
    )
    return have(claim, "Multiply by squares.", by=grows.instance(j))


@theorem(
    "Even powers are even",
    Implies(Equal(y, -x), Equal(even(j)(y), even(j)(x))),
    source="elementary",
)
def even_powers_are_even(claim):
    square = have(Implies(And(Equal(y, -x), Equal(u, v)), Equal(u * y**2, v * x**2)), by=rewriting(y, -x))
    step = [square.at({u: even(j)(y), v: even(j)(x)}), *powers(x, j), *powers(y, j)]
    same = induct_on(j, claim.conclusion, given=[claim.condition], step=step)
    return have(claim, by=same.instance(j))


@theorem(
    "Even powers cut off have means",
    Integrable(NORMAL, cut(even(j), k)),
    uses=[even_powers_on_an_interval],
    source="elementary",
)
def even_parts(claim, powers):
    wide = powers.at({b: k})
    bounded = have(abs_(cut(even(j), k)(x)) <= even(j)(k), by=[wide, wide.at({x: k}), fact("nat", k)])
    return integrable(NORMAL, cut(even(j), k), x, even(j)(k), bounded), truncated_mean(
        cut(even(j), k), NORMAL
    )


def mean_of_the_part(f, k, F, law, by):
    """The mean of a function cut off, by a primitive F of its product with the density."""

    def integrand(x):
        return cut(f, k)(x) * density(x)

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
    return [value, primitive(-k, k, integrand, F, by=[fact("nat", k), *by])]


def edge(n, k):
    """Twice the power 2n + 1 of k times the density there."""
    return 2 * k ** (2 * n + 1) * density(k)


@theorem(
    "Even powers on an interval, by parts",
    Equal(E(NORMAL, cut(even(j + 1), k)), (2 * j + 1) * E(NORMAL, cut(even(j), k)) - edge(j, k)),
    uses=[density_of_the_normal, even_parts, even_powers_are_even],
    source="elementary",
)
def by_parts(claim, law, exist, symmetric):
    def difference(x):
        return even(j + 1)(x) - (2 * j + 1) * even(j)(x)

    def primitive(x):
        return -(x ** (2 * j + 1)) * density(x)

    onward = have(
        And(Equal(x ** (2 * j + 1), x * even(j)(x)), Equal(even(j + 1)(x), x**2 * even(j)(x))),
        by=powers(x, j),
    )
    value = mean_of_the_part(difference, k, primitive, law, [onward.forall(x)])
    onward_exist = have(Integrable(NORMAL, cut(even(j + 1), k)), by=exist.at({j: j + 1}))
    linear = applied(
        "E_linear",
        NORMAL,
        cut(even(j + 1), k),
        cut(even(j), k),
        1,
        -(2 * j + 1),
        by=[exist, onward_exist],
    )
    same = have(Equal(cut(difference, k)(x), cut(even(j + 1), k)(x) - (2 * j + 1) * cut(even(j), k)(x)))
    split = have(
        Equal(E(NORMAL, cut(difference, k)), linear.claim.args[1]), by=[linear, as_functions(same, x)]
    )
    odd = have(
        Equal((-k) ** (2 * j + 1), -(k ** (2 * j + 1))),
        by=[symmetric.at({x: k, y: -k}), *powers(k, j), *powers(-k, j)],
    )
    ends = have(Equal(value[1].claim.args[1], -edge(j, k)), by=odd)
    proof = have(
        claim, r"The derivative of $-x^{2j+1} p$ is $(x^{2j+2} - (2j+1) x^{2j}) p$.", by=[*value, split, ends]
    )
    return proof, exist, onward_exist
