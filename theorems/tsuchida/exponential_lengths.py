r"""Moments of a length whose density is a power times an exponential.

In dimension $m + 1$ a weight with a density proportional to $e^{-|w|/\beta}$ has a length with a density
proportional to $r^m e^{-r/\beta}$.

Source: own computation.
"""

from sympy import exp

from symrelu import (
    And,
    E,
    Equal,
    Iff,
    Implies,
    Integrable,
    Integral,
    Not,
    P,
    complement,
    exponential,
    fact,
    given,
    have,
    known,
    naturals,
    primitive,
    reals,
    rewriting,
    row,
    theorem,
    times,
)

from .homogeneous_kernels import powers_grow
from .lengths_on_the_half_line import late_naturals, on_the_half_line, order_zero, per_coordinate
from .moments_by_parts import OWN, A, T, b, c, f, moments, p, powers_are_defined, r, rho, u, v, w, x
from .uniform_angle import applied
from .vanishing_boundaries import beta, boundary_vanishes

kappa = reals("kappa")
j, k, m, n, q = naturals("j k m n q")


def density(r):
    """A power times an exponential."""
    return kappa * r**m * exp(-r / beta)


LENGTH = [0 < kappa, 0 < beta, *on_the_half_line(density)]


@theorem(
    "Integration by parts against a power times an exponential",
    Implies(
        0 < beta,
        Equal(
            Integral(0, n, lambda r: r ** (q + 1) * density(r)),
            (m + q + 1) * beta * Integral(0, n, lambda r: r**q * density(r))
            - kappa * beta * n ** (m + q + 1) * exp(-n / beta),
        ),
    ),
    source="elementary",
)
def by_parts(claim):
    def part(k):
        return lambda r: r**k * density(r)

    weight = -(m + q + 1) * beta

    def whole(r):
        return part(q + 1)(r) + weight * part(q)(r)

    powers = [fact("pow_sum", x, q, m), fact("pow_sum", x, q + 1, m), fact("pow_next", x, m + q)]
    value = primitive(
        0,
        n,
        whole,
        lambda r: -kappa * beta * r ** (m + q + 1) * exp(-r / beta),
        by=[*powers, fact("inverse", beta), given(0 < beta)],
    )
    exist = [applied("Int_cont", 0, n, part(j)) for j in (q + 1, q)]
    linear = applied("int_linear", 0, n, part(q + 1), part(q), 1, weight, by=exist)
    zero = have(
        Implies(Equal(w, 0), Equal(kappa * beta * w ** (m + q + 1) * exp(-w / beta), 0)),
        by=[fact("pow_next", w, m + q), rewriting(w, 0)],
    )
    return have(claim, by=[value, linear, zero.at({w: 0})])


HELD = [*LENGTH, Integrable(rho, lambda r: r**q)]


@theorem(
    "The moments of a length in an exponential law",
    Implies(
        And(*HELD),
        And(
            Integrable(rho, lambda r: r ** (q + 1)),
            Equal(E(rho, lambda r: r ** (q + 1)), (m + q + 1) * beta * E(rho, lambda r: r**q)),
        ),
    ),
    uses=[moments, by_parts, boundary_vanishes, powers_grow, late_naturals],
    source=OWN,
)
def moments_of_the_length(claim, rule, parts, vanishes, grow, late):
    values = {f: density, A: lambda r: 0 < r, b: lambda n: n, p: q, q: q + 1, c: (m + q + 1) * beta}
    values |= {T: lambda n: kappa * beta * n ** (m + q + 1) * exp(-n / beta)}
    regular = [applied("Int_cont", 0, n, lambda r, k=k: r**k * density(r)).forall(n) for k in (q, q + 1)]
    held = [0 < kappa, 0 < beta]
    scale = have(
        And(0 < kappa * beta, 0 < (m + q + 1) * beta),
        given=held,
        by=[times(0 < kappa, 0 < beta), times(0 <= m, 0 < beta), times(0 <= q, 0 < beta)],
    )
    small = vanishes.at({c: kappa * beta, n: m + q + 1})
    last = have(Implies(And(0 < u, 0 <= v, 0 < w), 0 <= u * v * w), by=[times(0 < u, 0 <= v, 0 < w)])
    last = last.at({u: kappa * beta, v: n ** (m + q + 1), w: exp(-n / beta)})
    positive = have(
        0 <= values[T](n),
        given=held,
        by=[last, scale, fact("exp", -n / beta), grow.at({u: n, v: n, n: m + q + 1})],
    )
    part = have(parts.claim.args[1], given=held, by=parts)
    steps = [scale, small, positive.forall(n), part.forall(n), late, *regular]
    return have(claim, by=[rule.at(values), *steps]), *powers_are_defined(q, q + 1)


@theorem(
    "The second moment of a length in an exponential law",
    Implies(
        And(*LENGTH),
        And(
            Integrable(rho, lambda r: r**2),
            Equal(E(rho, lambda r: r**2), (m + 1) * (m + 2) * beta**2),
            Equal(E(rho, lambda r: r**2) / (m + 1), (m + 2) * beta**2),
        ),
    ),
    uses=[moments_of_the_length, order_zero, per_coordinate],
    source=OWN,
)
def second_moment(claim, moments, zero, per):
    chained = have(
        Implies(
            And(Equal(u, 1), Equal(v, (m + 1) * beta * u), Equal(w, (m + 2) * beta * v)),
            Equal(w, (m + 1) * (m + 2) * beta**2),
        ),
        by=[rewriting(v, (m + 1) * beta * u), rewriting(u, 1)],
    )
    orders = [E(rho, lambda r, k=k: r**k) for k in range(3)]
    chained = chained.at(dict(zip((u, v, w), orders, strict=True)))
    steps = [moments.at({q: 0}), moments.at({q: 1}), zero, chained]
    ratio = per.at({u: orders[2], v: (m + 2) * beta**2})
    return have(claim, by=[*steps, ratio]), *powers_are_defined(2)


STANDARD = exponential(1)


@theorem(
    "The second moment of the exponential law",
    And(Integrable(STANDARD, lambda r: r**2), Equal(E(STANDARD, lambda r: r**2), 2)),
    uses=[second_moment],
    source="elementary",
)
def exponential_law(claim, general):
    rule = general.at({rho: STANDARD, kappa: 1, beta: 1, m: 0})
    end = known("exponential_cdf", 1, 0)
    above = have(
        Equal(P(STANDARD, lambda r: Not(r <= 0)), 1),
        by=[complement(STANDARD, lambda r: r <= 0), end, fact("exp_zero")],
    )
    same = row("prob_same", STANDARD, lambda r: 0 < r, lambda r: Not(r <= 0))
    positive = have(
        Equal(P(STANDARD, lambda r: 0 < r), 1), by=[above, same, have(Iff(0 < r, Not(r <= 0))).forall(r)]
    )
    dense = applied("exponential_density", 1, 0, n)
    proof = have(claim, by=[rule, positive, dense.forall(n)])
    return proof, *(line.at({rho: STANDARD}) for line in powers_are_defined(2))
