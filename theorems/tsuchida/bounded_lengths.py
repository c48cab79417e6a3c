r"""Moments of bounded lengths: uniform weights on a sphere, in a shell, in a ball.

In dimension $m + 1$ the length of a weight that is uniform in a ball or a shell has a density proportional to
$r^m$.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, variances of initial weights; proof: own computation.
"""

from symrelu import (
    And,
    DensityOn,
    E,
    Equal,
    Implies,
    Integrable,
    Integral,
    NonZero,
    P,
    abs_,
    fact,
    given,
    have,
    primitive,
    reals,
    rewriting,
    row,
    theorem,
)

from .dominated_means import A, dominated, f, g, w
from .homogeneous_kernels import powers_grow
from .lengths_on_the_half_line import order_zero, per_coordinate
from .moments_by_parts import m, moment, n, powers_are_defined, q, r, rho, u, v, x
from .uniform_angle import applied

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, variances of initial weights; proof: own computation"
c, kappa, low, high, p, y, z = reals("c kappa l h p y z")


def within(density, low, high):
    """The length lies between the ends, and has the density there."""
    inside = Equal(P(rho, lambda r: And(low < r, r < high)), 1)
    return [inside, DensityOn(rho, density, (low, high))]


def density(r):
    """A multiple of a power."""
    return kappa * r**m


@theorem(
    "Bounded lengths have all moments",
    Implies(And(0 <= low, Equal(P(rho, lambda r: And(low < r, r < high)), 1)), Integrable(rho, moment(q))),
    uses=[dominated, order_zero, powers_grow],
    source="elementary",
)
def bounded_moments(claim, below, one, grow):
    small = grow.at({u: r, v: high, n: q})
    inside = have(
        Implies(And(low < r, r < high), abs_(r**q) <= abs_(high**q) * abs_(1)),
        given=[0 <= low],
        by=[small],
    )
    rule = below.at({f: moment(q), g: lambda r: 1, A: lambda r: And(low < r, r < high), w: abs_(high**q)})
    return have(claim, by=[rule, one, inside.forall(r)]), *powers_are_defined(q)


SHELL = [0 <= low, low < high, *within(density, low, high)]


def cells(q):
    """The difference of the powers of the ends."""
    return high ** (m + q + 1) - low ** (m + q + 1)


@theorem(
    "Moments in a shell, up to the factor of the density",
    Implies(
        And(*SHELL), And(Integrable(rho, moment(q)), Equal((m + q + 1) * E(rho, moment(q)), kappa * cells(q)))
    ),
    uses=[bounded_moments],
    source=PAPER,
)
def integrals_in_a_shell(claim, exists):
    mean = row("E_density", rho, density, low, high, moment(q))

    def part(r):
        return r**q * density(r)

    value = primitive(
        low,
        high,
        lambda r: (m + q + 1) * part(r),
        lambda r: kappa * r ** (m + q + 1),
        by=[fact("pow_sum", x, q, m), given(low < high)],
    )
    exist = applied("Int_cont", low, high, part, given=[low < high])
    linear = applied("int_linear", low, high, part, part, m + q + 1, 0, by=exist)
    more = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    more = more.at({u: E(rho, moment(q)), v: Integral(low, high, part), w: m + q + 1})
    return have(claim, by=[mean, value, linear, more, exists]), *powers_are_defined(q)


@theorem(
    "A quotient without its factor",
    Implies(
        And(Equal(u * x, v * y), Equal(p, v * z), 0 < u, 0 < p),
        And(NonZero(z), Equal(x, p * y / (u * z))),
    ),
    source="elementary",
)
def quotient(claim):
    unit = have(Implies(Equal(u, 1), Equal(v * u, v)), by=rewriting(u, 1))
    more = have(Implies(Equal(u, v), Equal(u * w, v * w)), by=rewriting(u, v))
    ratio = have(
        Implies(And(Equal(p, v * z), Equal(z * c, 1)), Equal(v, p * c)),
        by=[rewriting(p, v * z), unit.at({u: z * c})],
    )
    first = have(
        Implies(And(Equal(u * x, v * y), Equal(u * w, 1)), Equal(x, v * y * w)),
        by=[unit.at({u: u * w, v: x}), more.at({u: u * x, v: v * y})],
    )
    last = more.at({u: v, v: p * c, w: y * w})
    apart = have(Implies(And(Equal(p, v * z), 0 < p), NonZero(z)), by=rewriting(z, 0))
    steps = [part.at({w: 1 / u, c: 1 / z}) for part in (first, ratio, last)]
    proof = have(claim, by=[apart, *steps, fact("inverse", u), fact("inverse", z)])
    return proof, have(NonZero(u), given=[0 < u])


@theorem(
    "Moments in a shell",
    Implies(
        And(*SHELL),
        And(
            Integrable(rho, moment(q)),
            NonZero(cells(0)),
            Equal(E(rho, moment(q)), (m + 1) * cells(q) / ((m + q + 1) * cells(0))),
        ),
    ),
    uses=[integrals_in_a_shell, order_zero, quotient],
    source=PAPER,
)
def moments_in_a_shell(claim, integrals, one, ratio):
    values = {u: m + q + 1, x: E(rho, moment(q)), v: kappa, y: cells(q), p: m + 1, z: cells(0)}
    proof = have(claim, by=[integrals, integrals.at({q: 0}), one, ratio.at(values)])
    return proof, *powers_are_defined(q)


SECOND = E(rho, lambda r: r**2)


@theorem(
    "The variance of a weight that is uniform in a shell",
    Implies(
        And(*SHELL),
        And(
            Integrable(rho, lambda r: r**2),
            NonZero(high ** (m + 1) - low ** (m + 1)),
            Equal(
                SECOND / (m + 1),
                (high ** (m + 3) - low ** (m + 3)) / ((m + 3) * (high ** (m + 1) - low ** (m + 1))),
            ),
        ),
    ),
    uses=[moments_in_a_shell, per_coordinate],
    source=PAPER,
)
def variance_in_a_shell(claim, moments, per):
    ratio = per.at({u: SECOND, v: cells(2) / ((m + 3) * cells(0))})
    return have(claim, by=[moments.at({q: 2}), ratio]), *powers_are_defined(2)


BALL = [0 < high, *within(density, 0, high)]


@theorem(
    "Moments in a ball",
    Implies(
        And(*BALL),
        And(Integrable(rho, moment(q)), Equal(E(rho, moment(q)), (m + 1) * high**q / (m + q + 1))),
    ),
    uses=[integrals_in_a_shell, order_zero],
    source=PAPER,
)
def moments_in_a_ball(claim, integrals, one):
    zero = have(
        Implies(Equal(w, 0), Equal(w ** (m + q + 1), 0)), by=[fact("pow_next", w, m + q), rewriting(w, 0)]
    )
    whole = integrals.at({low: 0})
    more = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    powers = have(
        Implies(And(Equal(u, v * y), Equal(x, z * v)), Equal(z * u, x * y)),
        by=[rewriting(u, v * y), rewriting(x, z * v)],
    )
    unit = have(Implies(Equal(u, 1), Equal(v * u, v)), by=rewriting(u, 1))
    solved = have(
        Implies(And(Equal(u * x, y), Equal(u * w, 1)), Equal(x, y * w)),
        by=[unit.at({u: u * w, v: x}), more.at({u: u * x, v: y})],
    )
    powers = powers.at({u: high ** (m + q + 1), v: high ** (m + 1), y: high**q, x: m + 1, z: kappa})
    solved = solved.at({u: m + q + 1, x: E(rho, moment(q)), y: (m + 1) * high**q, w: 1 / (m + q + 1)})
    zeros = [line.at({w: 0}) for line in (zero, zero.at({q: 0}))]
    steps = [whole, whole.at({q: 0}), one, powers, solved, *zeros]
    names = [fact("pow_sum", high, m + 1, q), fact("inverse", m + q + 1)]
    return have(claim, by=[*steps, *names]), *powers_are_defined(q)


@theorem(
    "The variance of a weight that is uniform in a ball",
    Implies(And(*BALL), And(Integrable(rho, lambda r: r**2), Equal(SECOND / (m + 1), high**2 / (m + 3)))),
    uses=[moments_in_a_ball, per_coordinate],
    source=PAPER,
)
def variance_in_a_ball(claim, moments, per):
    ratio = per.at({u: SECOND, v: high**2 / (m + 3)})
    return have(claim, by=[moments.at({q: 2}), ratio]), *powers_are_defined(2)


ON_SPHERE = [0 < high, Equal(P(rho, lambda r: Equal(r, high)), 1)]


@theorem(
    "Moments on a sphere",
    Implies(And(*ON_SPHERE), And(Integrable(rho, moment(q)), Equal(E(rho, moment(q)), high**q))),
    uses=[dominated, order_zero],
    source=PAPER,
)
def moments_on_a_sphere(claim, below, one):
    def there(r):
        return Equal(r, high)

    same = have(Implies(there(r), Equal(r**q, high**q)), by=rewriting(r, high))
    small = have(Implies(there(r), abs_(r**q) <= abs_(high**q) * abs_(1)), by=same)
    between = have(Implies(there(r), And(high**q <= r**q, r**q <= high**q)), by=same)
    rule = below.at({f: moment(q), g: lambda r: 1, A: there, w: abs_(high**q)})
    value = row("E_range", rho, there, moment(q), high**q, high**q)
    proof = have(claim, by=[rule, one, value, small.forall(r), between.forall(r)])
    return proof, *powers_are_defined(q)


@theorem(
    "The variance of a weight that is uniform on a sphere",
    Implies(
        And(*ON_SPHERE),
        And(Integrable(rho, lambda r: r**2), Equal(SECOND / (m + 1), high**2 / (m + 1))),
    ),
    uses=[moments_on_a_sphere],
    source=PAPER,
)
def variance_on_a_sphere(claim, moments):
    more = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    more = more.at({u: SECOND, v: high**2, w: 1 / (m + 1)})
    return have(claim, by=[moments.at({q: 2}), more]), *powers_are_defined(2)
