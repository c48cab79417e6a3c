r"""Moments of the length of a Gaussian weight.

In dimension $m + 1$ the length of a weight with the law $N(0, v^2 I)$ has a density proportional to
$r^m e^{-r^2/(2 v^2)}$.

Source: own computation.
"""

from sympy import exp

from symrelu import (
    And,
    E,
    Equal,
    Exists,
    ForAll,
    Implies,
    Integrable,
    Integral,
    NonZero,
    Prod,
    cases,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    naturals,
    pick,
    picked,
    primitive,
    reals,
    rewriting,
    sign,
    theorem,
    times,
)

from .homogeneous_kernels import powers_grow
from .lengths_on_the_half_line import late_naturals, on_the_half_line, order_zero, per_coordinate
from .moments_by_parts import OWN, A, T, b, c, e, f, moments, p, powers_are_defined, rho, u, v, w, x
from .uniform_angle import applied, half_an_inverse
from .vanishing_boundaries import beta, boundary_vanishes, y

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, variances of initial weights; proof: own computation"
kappa, sigma = reals("kappa sigma")
j, k, m, n, q = naturals("j k m n q")


def density(r):
    """A power times a Gaussian exponential."""
    return kappa * r**m * exp(-(r**2) / (2 * sigma**2))


def scale_is_defined():
    """The scale is not 0."""
    return have(NonZero(sigma**2), given=[0 < sigma], by=times(0 < sigma, 0 < sigma))


LENGTH = [0 < kappa, 0 < sigma, *on_the_half_line(density)]


def boundary(n):
    """What the partial integration leaves at n."""
    return kappa * sigma**2 * n ** (m + q + 1) * exp(-(n**2) / (2 * sigma**2))


@theorem(
    "Integration by parts against a power times a Gaussian exponential",
    Implies(
        0 < sigma,
        Equal(
            Integral(0, n, lambda r: r ** (q + 2) * density(r)),
            (m + q + 1) * sigma**2 * Integral(0, n, lambda r: r**q * density(r)) - boundary(n),
        ),
    ),
    source="elementary",
)
def by_parts(claim):
    def part(k):
        return lambda r: r**k * density(r)

    weight = -(m + q + 1) * sigma**2

    def whole(r):
        return part(q + 2)(r) + weight * part(q)(r)

    powers = [
        fact("pow_sum", x, q, m),
        fact("pow_sum", x, q + 2, m),
        fact("pow_next", x, m + q),
        fact("pow_next", x, m + q + 1),
    ]
    value = primitive(
        0,
        n,
        whole,
        lambda r: -kappa * sigma**2 * r ** (m + q + 1) * exp(-(r**2) / (2 * sigma**2)),
        by=[
            *powers,
            fact("inverse", sigma**2),
            fact("inverse", 2 * sigma**2),
            times(0 < sigma, 0 < sigma),
            given(0 < sigma),
        ],
    )
    exist = [applied("Int_cont", 0, n, part(j)) for j in (q + 2, q)]
    linear = applied("int_linear", 0, n, part(q + 2), part(q), 1, weight, by=exist)
    zero = have(
        Implies(Equal(w, 0), Equal(kappa * sigma**2 * w ** (m + q + 1) * exp(-(w**2) / (2 * sigma**2)), 0)),
        by=[fact("pow_next", w, m + q), rewriting(w, 0)],
    )
    return have(claim, by=[value, linear, zero.at({w: 0})])


@theorem(
    "The Gaussian boundary vanishes",
    Implies(
        And(0 < kappa, 0 < sigma),
        And(
            ForAll(n, [], 0 <= boundary(n)),
            ForAll(e, [0 < e], Exists(j, ForAll(k, [j <= k], boundary(k) <= e))),
        ),
    ),
    uses=[boundary_vanishes, powers_grow, half_an_inverse],
    source="elementary",
)
def gaussian_boundary(claim, vanishes, grow, half):
    held = [*claim.condition.parts, Equal(beta, 2 * sigma**2)]
    power, faster = k ** (m + q + 1), exp(-(k**2) / (2 * sigma**2))
    slower = exp(-k / beta)
    scale = have(
        And(0 < kappa * sigma**2, 0 < sigma**2),
        given=held[:2],
        by=[times(0 < sigma, 0 < sigma), times(0 < kappa, 0 < sigma, 0 < sigma)],
    )
    product = have(Implies(And(0 < u, 0 <= w, 0 < x), 0 <= u * w * x), by=times(0 < u, 0 <= w, 0 < x))
    product = product.at({u: kappa * sigma**2, w: power, x: faster})
    signs = [grow.at({u: k, v: k, n: m + q + 1}), fact("exp", -(k**2) / (2 * sigma**2))]
    positive = have(0 <= boundary(k), given=held[:2], by=[product, scale, *signs])
    squares = have(k <= k**2, by=[fact("nat_step", 0, k), times(0 <= k, 1 <= k)])
    order = have(Implies(0 < w, w * k <= w * k**2), by=[squares, times(0 < w, k <= k**2)])
    rise = have(
        Implies(v <= w, exp(v) <= exp(w)),
        by=[fact("exp_increasing", v, w), rewriting(v, w), cases(Equal(v, w))],
    )
    rates = half.at({x: sigma**2, u: 1 / sigma**2, v: 1 / beta})
    rate = [
        scale,
        fact("inverse", beta),
        fact("inverse", sigma**2),
        rates,
        sign(1 / beta),
        order.at({w: 1 / beta}),
    ]
    later = have(
        faster <= slower, given=held, by=[*rate, rise.at({v: -(k**2) / (2 * sigma**2), w: -k / beta})]
    )
    below = have(Implies(And(0 < u, 0 <= w, x <= y), u * w * x <= u * w * y), by=times(0 < u, 0 <= w, x <= y))
    below = below.at({u: kappa * sigma**2, w: power, x: faster, y: slower})
    wider = have(
        boundary(k) <= kappa * sigma**2 * power * slower, given=held, by=[below, later, scale, signs[0]]
    )
    rule = vanishes.at({c: kappa * sigma**2, n: m + q + 1})
    level = rule.instance(e)
    name, near = pick(level, "M")
    M = naturals("M")
    goal = Exists(j, ForAll(k, [j <= k], boundary(k) <= e))
    small = have(Implies(M <= k, boundary(k) <= e), given=held, by=[near.instance(k), wider])
    found = picked(level, name, by=exhibit(goal, witness=(M,), by=small.forall(k)))
    found = have(Implies(rule.claim.args[0], goal), by=found)
    found = have(goal, given=[*held, 0 < e], by=[found, scale])
    found = have(goal, given=[*held[:2], 0 < e], by=found.at({beta: 2 * sigma**2}))
    return have(claim, by=[positive.forall(k), found.forall(e)])


@theorem(
    "The moments of the length of a Gaussian weight",
    Implies(
        And(*LENGTH, Integrable(rho, lambda r: r**q)),
        And(
            Integrable(rho, lambda r: r ** (q + 2)),
            Equal(E(rho, lambda r: r ** (q + 2)), (m + q + 1) * sigma**2 * E(rho, lambda r: r**q)),
        ),
    ),
    uses=[moments, by_parts, gaussian_boundary, late_naturals],
    source=OWN,
)
def moments_of_the_length(claim, rule, parts, vanishes, late):
    held = [0 < kappa, 0 < sigma]
    values = {f: density, A: lambda r: 0 < r, b: lambda n: n, T: boundary}
    values |= {p: q, q: q + 2, c: (m + q + 1) * sigma**2}
    regular = [applied("Int_cont", 0, n, lambda r, k=k: r**k * density(r)).forall(n) for k in (q, q + 2)]
    size = [
        times(0 < sigma, 0 < sigma),
        times(0 <= m, 0 < sigma, 0 < sigma),
        times(0 <= q, 0 < sigma, 0 < sigma),
    ]
    scale = have(0 < (m + q + 1) * sigma**2, given=held, by=size)
    part = have(parts.claim.args[1], given=held, by=parts)
    steps = [scale, vanishes, part.forall(n), late, *regular]
    return have(claim, by=[rule.at(values), *steps]), scale_is_defined(), *powers_are_defined(q, q + 2)


def factors(n):
    """The product of the numbers m + 1, m + 3, ..., m + 2 n - 1."""
    return Prod(1, n, lambda k: m + 2 * k - 1)


def even_moment(n):
    """The moment of the order 2n."""
    return And(
        Integrable(rho, lambda r: r ** (2 * n)),
        Equal(E(rho, lambda r: r ** (2 * n)), sigma ** (2 * n) * factors(n)),
    )


@theorem(
    "All even moments of the length of a Gaussian weight",
    Implies(And(*LENGTH), even_moment(n)),
    uses=[moments_of_the_length, order_zero],
    source=OWN,
)
def even_moments(claim, rule, zero):
    product = [
        fact("prod_last", 1, n, lambda k: m + 2 * k - 1),
        fact("prod_empty", 1, 0, lambda k: m + 2 * k - 1),
    ]
    powers = [fact("pow_next", sigma, 2 * n), fact("pow_next", sigma, 2 * n + 1)]
    grown = have(
        Implies(
            And(
                Equal(u, v * w),
                Equal(x, (m + 2 * n + 1) * sigma**2 * u),
                Equal(y, v * sigma**2),
                Equal(c, (m + 2 * n + 1) * w),
            ),
            Equal(x, y * c),
        ),
        by=[rewriting(u, v * w), rewriting(y, v * sigma**2), rewriting(c, (m + 2 * n + 1) * w)],
    )
    values = {u: E(rho, lambda r: r ** (2 * n)), v: sigma ** (2 * n), w: factors(n), c: factors(n + 1)}
    values |= {x: E(rho, lambda r: r ** (2 * n + 2)), y: sigma ** (2 * n + 2)}
    step = [rule.at({q: 2 * n}), grown.at(values), *powers, *product]
    every = induct_on(
        n, even_moment(n), given=LENGTH, base=[zero, *product, fact("pow_next", sigma, 0)], step=step
    )
    return (
        have(claim, by=every.instance(n)),
        scale_is_defined(),
        *(line.at({k: n}) for line in powers_are_defined(2 * k)),
    )


@theorem(
    "The second moment of a Gaussian weight",
    Implies(
        And(*LENGTH),
        And(
            Integrable(rho, lambda r: r**2),
            Equal(E(rho, lambda r: r**2), (m + 1) * sigma**2),
            Equal(E(rho, lambda r: r**2) / (m + 1), sigma**2),
        ),
    ),
    uses=[moments_of_the_length, order_zero, per_coordinate],
    source=PAPER,
)
def second_moment(claim, rule, zero, per):
    ratio = per.at({u: E(rho, lambda r: r**2), v: sigma**2})
    one = have(Implies(And(Equal(u, 1), Equal(v, w * u)), Equal(v, w)), by=rewriting(u, 1))
    orders = {u: E(rho, lambda r: 1), v: E(rho, lambda r: r**2), w: (m + 1) * sigma**2}
    steps = [rule.at({q: 0}), zero, one.at(orders), ratio]
    return have(claim, by=steps), scale_is_defined(), *powers_are_defined(2)
