r"""Means of products of powers of rectified cosines at a uniform angle.

Source: Cho and Saul 2009, arc-cosine kernels, for Gaussian weights; proof: own computation.
"""

from sympy import cos, pi

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integral,
    NonZero,
    fact,
    given,
    have,
    induct_on,
    primitive,
    relu,
    rewriting,
    row,
    theorem,
)

from .angles import OWN, RANGE, s, t, u, v, x
from .arc_cosine import FAMILY, J, w
from .powers_of_cosines import even_products, evens, half, n, over_the_arc, powers_are_the_family, z
from .rectified_cosines import BOTH, arc_of_both
from .uniform_angle import (
    PHI,
    applied,
    density,
    density_of_the_angle,
    inside_the_circle,
    product_of_cosines,
)

PAPER = "Cho and Saul 2009, arc-cosine kernels; proof: own computation"


@theorem(
    "Powers of products",
    And(Equal((u * v) ** n, u**n * v**n), Implies(And(Equal(u, 0), 1 <= n), Equal(u**n, 0))),
    source="elementary",
)
def powers_of_products(claim):
    names = [fact("pow_next", e, n) for e in (u, v, u * v)]
    product = have(
        Implies(Equal(w, u**n * v**n), Equal(w * (u * v), (u**n * u) * (v**n * v))),
        by=rewriting(w, u**n * v**n),
    )
    more = have(
        Implies(And(Equal(x, u**n * u), Equal(w, v**n * v)), Equal(x * w, (u**n * u) * (v**n * v))),
        by=[rewriting(x, u**n * u), rewriting(w, v**n * v)],
    )
    powers = induct_on(
        n,
        Equal((u * v) ** n, u**n * v**n),
        step=[product.at({w: (u * v) ** n}), more.at({x: u ** (n + 1), w: v ** (n + 1)}), *names],
    )
    zero = have(Implies(Equal(u, 0), Equal(w * u, 0)), by=rewriting(u, 0))
    vanish = induct_on(
        n, Implies(And(Equal(u, 0), 1 <= n), Equal(u**n, 0)), step=[zero.at({w: u**n}), *names]
    )
    return have(claim, by=[powers.instance(n), vanish.instance(n)])


def both(n):
    """The product of the powers of both rectified cosines."""
    return lambda x: relu(cos(x + t / 2)) ** n * relu(cos(x - t / 2)) ** n


@theorem(
    "The powers of both rectified cosines on the arc and off it",
    Implies(
        And(*RANGE, 1 <= n, AtMost(-pi, x), AtMost(x, pi)),
        And(
            Implies(And(AtMost(BOTH[0], x), AtMost(x, BOTH[1])), Equal(both(n)(x), half(x) ** n)),
            Implies(AtMost(x, BOTH[0]), Equal(both(n)(x), 0)),
            Implies(AtMost(BOTH[1], x), Equal(both(n)(x), 0)),
        ),
    ),
    uses=[powers_of_products, arc_of_both, product_of_cosines],
    source=OWN,
)
def arc_of_the_powers(claim, powers, values, product):
    a, b = relu(cos(x + t / 2)), relu(cos(x - t / 2))
    same = have(Implies(Equal(u, v), Equal(u**n, v**n)), by=rewriting(u, v))
    joined = powers.at({u: a, v: b})
    inside = same.at({u: a * b, v: half(x)})
    outside = have(
        Implies(And(Equal(a * b, 0), 1 <= n), Equal(both(n)(x), 0)), by=[joined, powers.at({u: a * b})]
    )
    return have(claim, by=[values, product, joined, inside, outside])


def mean_of(n, t):
    """The mean of the product of the powers at the angle."""
    return J(n)(t) / (2 * pi * evens(n))


@theorem(
    "The mean of the product of the powers is an integral over the arc",
    Implies(And(*RANGE, 1 <= n), Equal(E(PHI, both(n)), over_the_arc(n) / (2 * pi))),
    uses=[arc_of_the_powers, inside_the_circle, density_of_the_angle],
    source=OWN,
)
def mean_over_the_arc(claim, values, inside, dense):
    def integrand(x):
        return both(n)(x) * density(x)

    held, positive = [given(p) for p in (*RANGE, 1 <= n)], [fact("pi_bounds"), fact("inverse", pi)]
    left, right = BOTH
    mean = have(
        Equal(E(PHI, both(n)), Integral(-pi, pi, integrand)),
        by=[row("E_density", PHI, density, -pi, pi, both(n)), dense, inside],
    )
    whole, rest = (applied("Int_cont", a, pi, integrand, given=RANGE, by=positive) for a in (-pi, left))
    off = have(Implies(Equal(u, 0), Equal(u * v, 0)), by=rewriting(u, 0)).at({u: both(n)(x), v: density(x)})
    on = have(Implies(Equal(u, w), Equal(u * v, w * v)), by=rewriting(u, w))
    on = on.at({u: both(n)(x), v: density(x), w: half(x) ** n})
    off = have(
        Implies(
            And(*RANGE, 1 <= n, AtMost(-pi, x), AtMost(x, pi)),
            And(
                Implies(AtMost(x, left), Equal(integrand(x), 0)),
                Implies(AtMost(right, x), Equal(integrand(x), 0)),
            ),
        ),
        by=[off, values],
    )
    cuts = [
        applied("int_split", -pi, left, pi, integrand, given=RANGE, by=[*positive, whole]),
        applied("int_split", left, right, pi, integrand, given=RANGE, by=[*positive, rest]),
        primitive(-pi, left, integrand, lambda x: 0, by=[*held, off, *positive]),
        primitive(right, pi, integrand, lambda x: 0, by=[*held, off, *positive]),
    ]

    def bare(x):
        return half(x) ** n

    def scaled(x):
        return half(x) ** n * density(x)

    equal = have(
        Implies(And(*RANGE, 1 <= n, left < x, x < right), Equal(integrand(x), scaled(x))),
        by=[on, values, *positive],
    ).forall(x)
    ends = left, right
    same = applied("int_same", *ends, integrand, scaled, 0, lambda i: 0, given=[*RANGE, 1 <= n], by=equal)
    power = applied("Int_cont", left, right, bare, given=RANGE, by=positive)
    linear = applied("int_linear", left, right, bare, bare, density(x), 0, by=power)
    return have(claim, "Off the arc the product is 0.", by=[mean, *cuts, same, linear])


@theorem(
    "Mean of the product of the powers of the rectified cosines",
    Implies(And(*FAMILY, *RANGE, 1 <= n), Equal(E(PHI, both(n)), J(n)(t) / (2 * pi * evens(n)))),
    uses=[mean_over_the_arc, powers_are_the_family, even_products],
    source=PAPER,
)
def mean_of_the_powers(claim, mean, integrals, products):
    unit = have(Implies(Equal(u, 1), Equal(v * u, v)), by=rewriting(u, 1))
    freed = have(
        Implies(And(Equal(u, v * x / 2), Equal(w * z, 1), Equal(w * v, s)), Equal(u, s * x * z / 2)),
        by=[rewriting(u, v * x / 2), rewriting(s, w * v), unit.at({u: w * z, v: v * x / 2})],
    )
    named = {u: E(PHI, both(n)), v: over_the_arc(n), x: 1 / pi, w: evens(n), z: 1 / evens(n), s: J(n)(t)}
    apart = have(NonZero(evens(n)), by=products)
    steps = [mean, freed.at(named), integrals, apart, fact("inverse", evens(n))]
    return have(claim, by=steps), apart
