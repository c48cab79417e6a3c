r"""Moments of the length of a weight with a Pearson law of the second type, for natural exponents.

In dimension $m + 1$ a weight with a density proportional to $(1 - |w|^2/\varrho^2)^k$ in the ball of radius
$\varrho$ has a length with a density proportional to $r^m (1 - r^2/\varrho^2)^k$. The uniform law in the ball
is the case $k = 0$.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, variances of initial weights; proof: own computation.
"""

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    Integral,
    NonZero,
    fact,
    given,
    have,
    naturals,
    primitive,
    reals,
    rewriting,
    row,
    theorem,
    times,
)

from .bounded_lengths import PAPER, SECOND, bounded_moments, high, kappa, low, within
from .lengths_on_the_half_line import order_zero, per_coordinate
from .moments_by_parts import m, moment, n, powers_are_defined, q, rho, u, v, w, x
from .uniform_angle import applied

k = naturals("k")
a, b, c, y, z = reals("a b c y z")


def profile(r):
    """The density of the weight, as a function of its length, before its power is taken."""
    return 1 - r**2 / high**2


def density(r):
    """The density of the length."""
    return kappa * r**m * profile(r) ** k


def radius_is_defined():
    """The square of the radius is not 0."""
    return have(NonZero(high**2), given=[0 < high], by=times(0 < high, 0 < high))


LENGTH = [0 < high, *within(density, 0, high)]


def part(q):
    """A power times the density."""
    return lambda r: r**q * density(r)


@theorem(
    "The slope of a power of the profile",
    Implies(
        And(Equal(y * z, 1), Equal(b, u * (1 - x**2 * z)), Equal(c, a * x), Equal(v, a), Equal(w, a * x**2)),
        Equal(
            y * ((m + q + 1) * a * b - 2 * (k + 1) * c * x * z * u),
            (m + q + 1) * y * v * u - (m + q + 2 * k + 3) * w * u,
        ),
    ),
    source="elementary",
)
def slope_of_the_profile(claim):
    unit = have(Implies(Equal(u, 1), Equal(v * u, v)), by=rewriting(u, 1))
    core = have(
        Implies(
            Equal(y * z, 1),
            Equal(
                y * ((m + q + 1) * a * u * (1 - x**2 * z) - 2 * (k + 1) * a * x**2 * z * u),
                (m + q + 1) * y * a * u - (m + q + 2 * k + 3) * a * x**2 * u,
            ),
        ),
        by=unit.at({u: y * z, v: (m + q + 2 * k + 3) * a * x**2 * u}),
    )
    renamed = [rewriting(b, u * (1 - x**2 * z)), rewriting(c, a * x), rewriting(v, a), rewriting(w, a * x**2)]
    return have(claim, by=[core, *renamed])


@theorem(
    "Integration by parts against a power of the profile",
    Implies(
        0 < high,
        Equal(
            (m + q + 2 * k + 3) * Integral(0, high, part(q + 2)),
            (m + q + 1) * high**2 * Integral(0, high, part(q)),
        ),
    ),
    uses=[slope_of_the_profile],
    source="elementary",
)
def by_parts(claim, slope):
    def whole(r):
        return (m + q + 1) * high**2 * part(q)(r) - (m + q + 2 * k + 3) * part(q + 2)(r)

    size = radius_is_defined()
    names = [
        fact("pow_sum", x, q, m),
        fact("pow_sum", x, q + 2, m),
        fact("pow_next", x, m + q),
        fact("pow_next", x, m + q + 1),
        fact("pow_next", profile(x), k),
        fact("inverse", high**2),
    ]
    values = {y: high**2, z: 1 / high**2, b: profile(x) ** (k + 1), u: profile(x) ** k, c: x ** (m + q + 1)}
    values |= {a: x ** (m + q), v: x**q * x**m, w: x ** (q + 2) * x**m}
    same = slope.at(values)
    same = have(same.claim.args[1], given=[0 < high], by=[same, *names, size])
    more = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    same = more.at({u: same.claim.args[0], v: same.claim.args[1], w: kappa})
    value = primitive(
        0,
        high,
        whole,
        lambda r: kappa * high**2 * r ** (m + q + 1) * profile(r) ** (k + 1),
        by=[same, slope.at(values), *names, size, given(0 < high)],
    )
    vanish = have(
        Implies(Equal(w, 0), Equal(v * w ** (n + 1), 0)), by=[fact("pow_next", w, n), rewriting(w, 0)]
    )
    factor = kappa * high**2
    bottom = vanish.at({n: m + q, v: factor * profile(x) ** (k + 1), w: x})
    bottom = have(Implies(Equal(x, 0), bottom.claim.args[1]), by=bottom)
    flat = have(
        Implies(And(Equal(x, high), 0 < high), Equal(profile(x), 0)),
        by=[rewriting(x, high), size, fact("inverse", high**2)],
    )
    top = vanish.at({n: k, v: factor * x ** (m + q + 1), w: profile(x)})
    top = have(Implies(And(Equal(x, high), 0 < high), top.claim.args[1]), by=[top, flat])
    exist = [applied("Int_cont", 0, high, part(j), given=[0 < high], by=size) for j in (q, q + 2)]
    sizes = (m + q + 1) * high**2, -(m + q + 2 * k + 3)
    linear = applied("int_linear", 0, high, part(q), part(q + 2), *sizes, by=exist)
    return have(claim, by=[value, linear, bottom.at({x: 0}), top.at({x: high})])


@theorem(
    "Moments of a length with a power of the profile",
    Implies(
        And(*LENGTH),
        And(
            Integrable(rho, moment(q)),
            Integrable(rho, moment(q + 2)),
            Equal((m + q + 2 * k + 3) * E(rho, moment(q + 2)), (m + q + 1) * high**2 * E(rho, moment(q))),
        ),
    ),
    uses=[by_parts, bounded_moments],
    source=PAPER,
)
def moments_by_the_profile(claim, parts, exist):
    means = [row("E_density", rho, density, 0, high, moment(j)) for j in (q, q + 2)]
    there = [exist.at({low: 0, q: j}) for j in (q, q + 2)]
    more = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    sizes = m + q + 2 * k + 3, (m + q + 1) * high**2
    scaled = [
        more.at({u: E(rho, moment(j)), v: Integral(0, high, part(j)), w: size})
        for j, size in zip((q + 2, q), sizes, strict=True)
    ]
    proof = have(claim, by=[*means, *there, *scaled, parts])
    return proof, radius_is_defined(), *powers_are_defined(q, q + 2)


@theorem(
    "The variance of a weight with a Pearson law of the second type",
    Implies(
        And(*LENGTH),
        And(Integrable(rho, lambda r: r**2), Equal(SECOND / (m + 1), high**2 / (m + 2 * k + 3))),
    ),
    uses=[moments_by_the_profile, order_zero, per_coordinate],
    source=PAPER,
)
def variance_of_the_profile(claim, moments, one, per):
    more = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    unit = have(Implies(Equal(u, 1), Equal(v * u, v)), by=rewriting(u, 1))
    solved = have(
        Implies(And(Equal(u * x, y * z), Equal(z, 1), Equal(u * w, 1)), Equal(x, y * w)),
        by=[unit.at({u: u * w, v: x}), more.at({u: u * x, v: y * z}), unit.at({u: z, v: y * w})],
    )
    values = {u: m + 2 * k + 3, x: SECOND, y: (m + 1) * high**2, z: E(rho, lambda r: 1)}
    solved = solved.at({**values, w: 1 / (m + 2 * k + 3)})
    ratio = per.at({u: SECOND, v: high**2 / (m + 2 * k + 3)})
    proof = have(claim, by=[moments.at({q: 0}), one, solved, ratio, fact("inverse", m + 2 * k + 3)])
    return proof, radius_is_defined(), *powers_are_defined(2)
