r"""The kernel of a homogeneous activation at one input: its size, and why it is positive.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, invariance of the kernel; proof: own computation.
"""

from sympy import cos, pi

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    Less,
    NonZero,
    P,
    fact,
    have,
    induct_on,
    laws,
    reals,
    rewriting,
    sign,
    theorem,
    times,
)

from .angles import t, u, v, x
from .arc_cosine import FAMILY, J, odds, values_at_pi, values_at_zero
from .dominated_means import rho
from .homogeneous_kernels import (
    FINITE,
    SURE,
    a,
    b,
    kernel,
    kernel_exists,
    level_is_defined,
    moment,
    r,
    seen_is_integrable,
    share,
    w,
)
from .powers_of_cosines import even_products, evens, n
from .two_sided_powers import sides
from .two_slopes import left, right
from .uniform_angle import PHI

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, invariance of the kernel; proof: own computation"
d, h, i, j, p, q, y, z = reals("d h i j p q y z")
nu = laws("nu")
WEIGHT = right**2 + left**2


def seen_of(a, b, t):
    """The mean over the angle at inputs of the norms a and b at the angle t, by the length of the weight."""

    def response(r):
        return lambda x: sides(a * r * cos(x + t / 2), n) * sides(b * r * cos(x - t / 2), n)

    return response


def kernel_of(law, a, b, t):
    """The kernel at inputs of the norms a and b at the angle t."""
    return E(law, lambda r: E(PHI, seen_of(a, b, t)(r)))


@theorem("Products of odd numbers are positive", Less(0, odds(n)), source="elementary")
def odd_products(claim):
    known = [fact("prod_last", 1, n, lambda k: 2 * k - 1), fact("prod_empty", 1, 0, lambda k: 2 * k - 1)]
    positive = have(Implies(0 < w, 0 < (2 * n + 1) * w), by=[times(0 <= n, 0 < w)])
    every = induct_on(n, Less(0, odds(n)), base=known, step=[positive.at({w: odds(n)}), *known])
    return have(claim, by=every.instance(n))


def definedness(condition, inputs, exists, products, seen_integrable, law=rho):
    """Why the kernel and what is divided by are defined."""
    place = {**dict(zip((a, b, t), inputs, strict=True)), rho: law}
    general, inner = exists.at(place), seen_integrable.at(place)
    mean = have(Integrable(PHI, seen_of(*inputs)(r)), by=inner)
    there = have(
        Integrable(law, lambda r: E(PHI, seen_of(*inputs)(r))),
        given=[condition],
        by=[general, fact("pi_bounds")],
    )
    apart = have(NonZero(evens(n)), by=products)
    levels = [level_is_defined(level).at({rho: law}) for level in ("n'", "n''")]
    return apart, there, *levels, mean


@theorem(
    "The kernel at one input",
    Implies(
        And(*FAMILY, 1 <= n, 0 <= a, SURE, FINITE),
        Equal(
            kernel_of(rho, a, a, 0), a ** (2 * n) * E(rho, moment(n)) * (WEIGHT * odds(n) / (2 * evens(n)))
        ),
    ),
    uses=[kernel, values_at_zero, values_at_pi, kernel_exists, even_products, seen_is_integrable],
    source=PAPER,
)
def kernel_at_one_input(claim, general, zero, antipodal, exists, products, seen_integrable):
    held = [*FAMILY, 1 <= n, 0 <= a, SURE, FINITE]
    general = general.at({b: a, t: 0})
    general = have(general.claim.args[1], given=held, by=[general, fact("pi_bounds")])
    ends = [have(end.claim.args[1], given=FAMILY, by=end) for end in (zero, antipodal)]
    unit = have(Implies(Equal(u, 1), Equal(v * u, v)), by=rewriting(u, 1))
    inserted = have(
        Implies(
            And(Equal(u, z * w), Equal(v, 0), Equal(z * x, 1)),
            Equal(q * ((h * u + i * v) * x * y / 2), q * (h * w * y / 2)),
        ),
        by=[rewriting(u, z * w), rewriting(v, 0), unit.at({u: z * x, v: q * h * w * y / 2})],
    )
    values = {q: a ** (2 * n) * E(rho, moment(n)), u: J(n)(0), v: J(n)(pi), w: odds(n)}
    values |= {x: 1 / pi, y: 1 / evens(n), z: pi, h: WEIGHT, i: 2 * right * left}
    bounds = [fact("pi_bounds"), fact("inverse", pi)]
    inserted = inserted.at(values)
    inserted = have(inserted.claim.args[1], given=FAMILY, by=[inserted, *ends, *bounds])
    squared = have(Implies(Equal(u, v * w), Equal(v * w * x, u * x)), by=rewriting(u, v * w))
    squared = squared.at({u: a ** (2 * n), v: a**n, w: a**n, x: E(rho, moment(n)) * share(n, 0)})
    proof = have(claim, by=[general, inserted, squared, fact("pow_sum", a, n, n)])
    return proof, *definedness(claim.condition, (a, a, 0), exists, products, seen_integrable)


SIZE = WEIGHT * odds(n) / (2 * evens(n))


def conditions(law):
    """What is supposed of the law of the length."""
    power = moment(n)
    return [Equal(P(law, lambda r: 0 <= r), 1), Integrable(law, power), Less(0, E(law, power))]


@theorem("Powers of a positive number are positive", Implies(0 < a, 0 < a**n), source="elementary")
def positive_powers(claim):
    step = [fact("pow_next", a, n), times(0 < a, 0 < a**n)]
    return have(
        claim, by=induct_on(n, 0 < a**n, given=[0 < a], base=fact("pow_next", a, 0), step=step).instance(n)
    )


@theorem(
    "The size of the kernel is positive",
    Implies(And(Less(0, WEIGHT), 0 < y), Less(0, y * SIZE)),
    uses=[odd_products, even_products],
    source="elementary",
)
def positive_size(claim, odd, even):
    inverse = have(Implies(And(0 < w, Equal(w * z, 1)), 0 < z), by=sign(z))
    product = have(
        Implies(And(0 < u, 0 < v, 0 < z, 0 < y), 0 < y * (u * v * z / 2)),
        by=times(0 < u, 0 < v, 0 < z, 0 < y),
    )
    values = {u: WEIGHT, v: odds(n), w: evens(n), z: 1 / evens(n)}
    steps = [inverse.at(values), product.at(values), odd, even, fact("inverse", evens(n))]
    apart = have(NonZero(evens(n)), by=even)
    return have(claim, by=steps), apart


@theorem(
    "The kernel at one input is positive",
    Implies(
        And(*FAMILY, 1 <= n, 0 < a, Less(0, WEIGHT), *conditions(rho)),
        And(
            Less(0, kernel_of(rho, a, a, 0)),
            Equal(kernel_of(rho, a, a, 0), a ** (2 * n) * (E(rho, moment(n)) * SIZE)),
        ),
    ),
    uses=[
        kernel_at_one_input,
        positive_size,
        positive_powers,
        kernel_exists,
        even_products,
        seen_is_integrable,
    ],
    source=PAPER,
)
def positive_kernels(claim, one, size, powers, exists, products, seen_integrable):
    held = claim.condition.parts
    value = have(claim.conclusion.parts[1], given=held, by=one)
    product = have(Implies(And(0 < u, 0 < v, Equal(w, u * v)), 0 < w), by=times(0 < u, 0 < v))
    product = product.at({u: a ** (2 * n), v: E(rho, moment(n)) * SIZE, w: kernel_of(rho, a, a, 0)})
    proof = have(claim, by=[value, product, size.at({y: E(rho, moment(n))}), powers.at({n: 2 * n})])
    return proof, *definedness(claim.condition, (a, a, 0), exists, products, seen_integrable)
