r"""The normalised kernel of a homogeneous activation is the same for all rotation-invariant weights.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, invariance of the kernel; proof: own computation.
"""

from sympy import pi, sqrt

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Less,
    NonZero,
    Not,
    fact,
    have,
    laws,
    rewriting,
    sign,
    theorem,
    times,
)

from .angles import RANGE, t, u, v, x
from .arc_cosine import FAMILY, J, odds
from .dominated_means import rho
from .homogeneous_kernels import a, b, kernel, kernel_exists, moment, seen_is_integrable, share, w
from .kernels_at_one_input import (
    PAPER,
    SIZE,
    WEIGHT,
    conditions,
    d,
    definedness,
    kernel_of,
    odd_products,
    positive_kernels,
    positive_powers,
    positive_size,
    y,
    z,
)
from .powers_of_cosines import even_products, evens, n
from .two_slopes import left, right

nu = laws("nu")


@theorem(
    "The root of a product",
    Implies(
        And(0 <= d, Equal(u, x * x * z), Equal(v, y * y * z), Equal(d, x * y * z)), Equal(sqrt(u * v), d)
    ),
    source="elementary",
)
def root_of_a_product(claim):
    same = have(
        Implies(And(Equal(u, x * x * z), Equal(v, y * y * z), Equal(d, x * y * z)), Equal(u * v, d * d)),
        by=[rewriting(u, x * x * z), rewriting(v, y * y * z), rewriting(d, x * y * z)],
    )
    root = have(
        Implies(And(0 <= w, 0 <= d, Equal(w**2, d * d)), Equal(w, d)),
        by=[
            sign(w - d),
            times(w < d, 0 < d),
            times(w > d, 0 < w),
            times(w < d, 0 <= w),
            times(w > d, 0 <= d),
        ],
    )
    positive = have(0 <= d * d, by=sign(d))
    defined = have(0 <= u * v, given=[claim.condition], by=[same, positive])
    return have(claim, by=[same, positive, fact("sqrt", u * v), root.at({w: sqrt(u * v)})]), defined


def normal_form(n, t):
    """The normalised kernel."""
    return (J(n)(t) + 2 * right * left / WEIGHT * J(n)(pi - t)) / (pi * odds(n))


@theorem(
    "The share of the angle as a multiple of its value at 0",
    Implies(
        Less(0, WEIGHT),
        Equal(share(n, t), WEIGHT * odds(n) / (2 * evens(n)) * normal_form(n, t)),
    ),
    uses=[odd_products, even_products],
    source="elementary",
)
def share_is_a_multiple(claim, odd, even):
    unit = have(
        Implies(Equal(w * z, 1), Equal(v * w * z, v)),
        by=have(Implies(Equal(u, 1), Equal(v * u, v)), by=rewriting(u, 1)).at({u: w * z}),
    )
    part = right * left * J(n)(pi - t) / (pi * evens(n))
    steps = [unit.at({w: WEIGHT, z: 1 / WEIGHT, v: part}), fact("inverse", WEIGHT)]
    return have(claim, by=steps), *(
        have(NonZero(f(n)), by=known) for f, known in ((odds, odd), (evens, even))
    )


def normalised(law):
    """The kernel over the root of the kernels at both inputs."""
    return kernel_of(law, a, b, t) / sqrt(kernel_of(law, a, a, 0) * kernel_of(law, b, b, 0))


INPUTS = [*FAMILY, *RANGE, 1 <= n, 0 < a, 0 < b, Less(0, WEIGHT)]


@theorem(
    "A ratio of products",
    Implies(
        And(0 < x, 0 < y, 0 < z, Equal(u, x * y * z * v), Equal(d, x * y * z)), And(0 < d, Equal(u / d, v))
    ),
    source="elementary",
)
def ratio_of_products(claim):
    positive = have(Implies(And(0 < x, 0 < y, 0 < z), 0 < x * y * z), by=times(0 < x, 0 < y, 0 < z))
    unit = have(Implies(Equal(u, 1), Equal(v * u, v)), by=rewriting(u, 1))
    same = have(
        Implies(And(Equal(u, d * v), Equal(d * w, 1)), Equal(u * w, v)),
        by=[rewriting(u, d * v), unit.at({u: d * w})],
    )
    scaled = have(
        Implies(And(Equal(u, x * y * z * v), Equal(d, x * y * z)), Equal(u, d * v)),
        by=[rewriting(u, x * y * z * v), rewriting(d, x * y * z)],
    )
    proof = have(claim, by=[positive, scaled, same.at({w: 1 / d}), fact("inverse", d)])
    return proof, have(NonZero(d), given=[claim.condition], by=positive)


ROOT = sqrt(kernel_of(rho, a, a, 0) * kernel_of(rho, b, b, 0))
PRODUCT = a**n * b**n * (E(rho, moment(n)) * SIZE)
SUPPOSED = [*INPUTS, *conditions(rho)]
REASONS = [kernel_exists, even_products, seen_is_integrable]


@theorem(
    "The root of the kernels at both inputs",
    Implies(
        And(*SUPPOSED),
        And(0 <= kernel_of(rho, a, a, 0) * kernel_of(rho, b, b, 0), 0 < ROOT, Equal(ROOT, PRODUCT)),
    ),
    uses=[positive_kernels, positive_size, positive_powers, root_of_a_product, *REASONS],
    source=PAPER,
)
def root_of_the_kernels(claim, kernels, size, powers, root, exists, products, seen_integrable):
    total = E(rho, moment(n)) * SIZE
    both = [kernel_of(rho, c, c, 0) for c in (a, b)]
    positive = [powers.at({a: c}) for c in (a, b)]
    square = have(Implies(Equal(u, v * v), Equal(u * w, v * v * w)), by=rewriting(u, v * v))
    squares = [square.at({u: c ** (2 * n), v: c**n, w: total}) for c in (a, b)]
    squares += [fact("pow_sum", c, n, n) for c in (a, b)]
    product = have(Implies(And(0 < x, 0 < y, 0 < z), 0 < x * y * z), by=times(0 < x, 0 < y, 0 < z))
    places = {x: a**n, y: b**n, z: total}
    value = root.at({**places, u: both[0], v: both[1], d: PRODUCT})
    signs = have(Implies(And(0 < u, 0 < v), 0 < u * v), by=times(0 < u, 0 < v)).at({u: both[0], v: both[1]})
    known = [have(line.claim.args[1], given=SUPPOSED, by=line) for line in (kernels, kernels.at({a: b}))]
    bound = have(
        0 < PRODUCT, given=SUPPOSED, by=[product.at(places), *positive, size.at({y: E(rho, moment(n))})]
    )
    both_signs = have(claim.conclusion.parts[0], given=SUPPOSED, by=[*known, signs])
    steps = [
        bound,
        both_signs,
        have(value.claim.args[1], given=SUPPOSED, by=[value, bound, *known, *squares]),
    ]
    proof = have(claim, by=steps)
    sides = [
        s for c in (a, b) for s in definedness(claim.condition, (c, c, 0), exists, products, seen_integrable)
    ]
    return proof, *sides


def normalised_is_defined(condition, law, root, odd, *reasons):
    """Why the kernels and the root of their product are defined, under the condition of a theorem."""
    there = root.at({rho: law})
    known = have(And(*there.claim.args[1].args[:2]), given=[condition], by=there)
    product, positive = there.claim.args[1].args[:2]
    sides = [
        have(product, given=[condition], by=known),
        have(Not(Equal(positive.args[1], 0)), given=[condition], by=known),
        have(NonZero(odds(n)), by=odd),
    ]
    for inputs in ((a, b, t), (a, a, 0), (b, b, 0)):
        sides += definedness(condition, inputs, *reasons, law=law)
    return sides


@theorem(
    "The normalised kernel of a homogeneous activation",
    Implies(And(*SUPPOSED), Equal(normalised(rho), normal_form(n, t))),
    uses=[
        kernel,
        root_of_the_kernels,
        ratio_of_products,
        share_is_a_multiple,
        positive_powers,
        positive_size,
        odd_products,
        *REASONS,
    ],
    source=PAPER,
)
def normalised_kernel(claim, general, root, ratio, multiple, powers, size, odd, *reasons):
    total = E(rho, moment(n))
    whole = have(general.claim.args[1], given=SUPPOSED, by=general)
    same = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    same = same.at({u: share(n, t), v: SIZE * normal_form(n, t), w: a**n * b**n * total})
    same = have(same.claim.args[1], given=SUPPOSED, by=[same, multiple])
    final = ratio.at(
        {x: a**n, y: b**n, z: total * SIZE, u: kernel_of(rho, a, b, t), v: normal_form(n, t), d: ROOT}
    )
    positive = [powers, powers.at({a: b}), size.at({y: total})]
    proof = have(claim, "The law of the length enters by a factor.", by=[final, root, whole, same, *positive])
    return proof, *normalised_is_defined(claim.condition, rho, root, odd, *reasons)


@theorem(
    "The normalised kernel is the same for all laws of the length",
    Implies(And(*SUPPOSED, *conditions(nu)), Equal(normalised(rho), normalised(nu))),
    uses=[normalised_kernel, root_of_the_kernels, odd_products, *REASONS],
    source=PAPER,
)
def invariance(claim, value, root, odd, *reasons):
    proof = have(claim, "Neither depends on the law.", by=[value, value.at({rho: nu})])
    sides = [normalised_is_defined(claim.condition, law, root, odd, *reasons) for law in (rho, nu)]
    return proof, *sides[0], *sides[1]
