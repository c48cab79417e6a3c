r"""The kernel of a homogeneous activation of degree n under a rotation-invariant weight.

As for two slopes, the planar part of the weight is $R (\cos\Phi, \sin\Phi)$ with a uniform angle and an
independent length. Of the law of the length only the moment of order 2n remains.

Source: Cho and Saul 2009 for Gaussian weights; invariance and proof: own computation.
"""

from sympy import cos, pi

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integrable,
    NonZero,
    P,
    abs_,
    fact,
    have,
    induct_on,
    naturals,
    reals,
    relu,
    rewriting,
    sign,
    theorem,
    times,
)

from .angles import RANGE, t, u, v, x
from .arc_cosine import FAMILY, J
from .dominated_means import A, bounded, cut_is_integrable, dominated, f, g, m, rho
from .powers_of_cosines import even_products, evens, n
from .powers_of_the_rectifier import powers_of_products
from .two_sided_powers import mean_of_the_response, response, sides
from .two_slopes import k, left, right
from .uniform_angle import PHI, applied

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, invariance of the kernel; proof: own computation"
a, b, r, w, y, z = reals("a b r w y z")


@theorem(
    "Homogeneous activations of degree n",
    Implies(
        And(0 <= a, 0 <= b),
        Equal(sides(a * u, n) * sides(b * v, n), a**n * b**n * (sides(u, n) * sides(v, n))),
    ),
    uses=[powers_of_products],
    source="elementary",
)
def homogeneous(claim, powers):
    same = have(
        Implies(And(0 <= a, Equal(w, a * z)), Equal(w**n, a**n * z**n)),
        by=[rewriting(w, a * z), powers.at({u: a, v: z})],
    )
    scaled = have(
        Implies(0 <= a, And(Equal(relu(a * u), a * relu(u)), Equal(relu(-a * u), a * relu(-u)))),
        by=[sign(a), sign(u)],
    )
    both = [same.at({w: relu(e * a * u), z: relu(e * u)}) for e in (1, -1)]
    one = have(Implies(0 <= a, Equal(sides(a * u, n), a**n * sides(u, n))), by=[scaled, *both])
    abstract = have(
        Implies(And(Equal(w, a * x), Equal(z, b * r)), Equal(w * z, a * b * (x * r))),
        by=[rewriting(w, a * x), rewriting(z, b * r)],
    )
    values = {w: sides(a * u, n), x: sides(u, n), z: sides(b * v, n), r: sides(v, n), a: a**n, b: b**n}
    return have(claim, by=[one, one.at({a: b, u: v}), abstract.at(values)])


def seen(r, n=n):
    """The product of the activations at a weight of length r, as a function of its angle."""
    return lambda x: sides(a * r * cos(x + t / 2), n) * sides(b * r * cos(x - t / 2), n)


SIZE = abs_(right) + abs_(left)


def reach(n):
    """What bounds the product."""
    return (SIZE * abs_(a * r) ** n) * (SIZE * abs_(b * r) ** n)


@theorem("Powers grow", Implies(And(0 <= u, u <= v), And(0 <= u**n, u**n <= v**n)), source="elementary")
def powers_grow(claim):
    held = claim.condition.parts
    steps = [times(0 <= u, 0 <= u**n), times(0 <= v, u**n <= v**n), times(u <= v, 0 <= u**n)]
    names = [fact("pow_next", e, n) for e in (u, v)]
    zero = [fact("pow_next", e, 0) for e in (u, v)]
    every = induct_on(n, claim.conclusion, given=held, base=zero, step=[*steps, *names])
    return have(claim, by=every.instance(n))


@theorem(
    "A homogeneous activation of a cosine",
    AtMost(abs_(sides(w * cos(x), n)), SIZE * abs_(w) ** n),
    uses=[powers_grow],
    source="elementary",
)
def sides_of_a_cosine(claim, grow):
    cosine = have(
        And(AtMost(-1, cos(x)), AtMost(cos(x), 1)),
        by=[fact("circle", x), times(cos(x) > 1), times(cos(x) < -1)],
    )
    small = have(
        Implies(
            And(AtMost(-1, u), AtMost(u, 1)),
            And(*(And(0 <= relu(e * w * u), AtMost(relu(e * w * u), abs_(w))) for e in (1, -1))),
        ),
        by=sign(w),
    )
    small = small.at({u: cos(x)})
    powers = []
    for e in (1, -1):
        part = grow.at({u: relu(e * w * cos(x)), v: abs_(w)})
        powers.append(have(part.claim.args[1], by=[part, small, cosine]))
    steep = have(
        Implies(And(0 <= u, u <= z, 0 <= v, v <= z), abs_(right * u + left * v) <= SIZE * z),
        by=[sign(right), sign(left), times(abs_(right), u <= z)],
    )
    values = {u: relu(w * cos(x)) ** n, v: relu(-w * cos(x)) ** n, z: abs_(w) ** n}
    return have(claim, by=[*powers, steep.at(values)])


@theorem(
    "The product of homogeneous activations is bounded",
    AtMost(abs_(seen(r)(x)), reach(n)),
    uses=[sides_of_a_cosine],
    source="elementary",
)
def seen_is_bounded(claim, steep):
    product = have(
        Implies(And(abs_(u) <= w, abs_(v) <= z), AtMost(abs_(u * v), w * z)),
        by=[
            times(0 <= w - u, 0 <= z + v),
            times(0 <= w + u, 0 <= z - v),
            times(0 <= w - u, 0 <= z - v),
            times(0 <= w + u, 0 <= z + v),
        ],
    )
    sides_ = [steep.at({w: a * r, x: x + t / 2}), steep.at({w: b * r, x: x - t / 2})]
    values = {
        u: sides(a * r * cos(x + t / 2), n),
        v: sides(b * r * cos(x - t / 2), n),
        w: SIZE * abs_(a * r) ** n,
        z: SIZE * abs_(b * r) ** n,
    }
    return have(claim, by=[*sides_, product.at(values)])


@theorem(
    "The mean of the product over the angle exists",
    Integrable(PHI, seen(r)),
    uses=[seen_is_bounded],
    source="elementary",
)
def seen_is_integrable(claim, small):
    return bounded(PHI, seen(r, m), x, reach(m), small.at({n: m})).at({m: n})


def moment(n):
    """A power of the length."""
    return lambda r: r ** (2 * n)


def share(n, t):
    """What the angle and the sides contribute to the kernel."""
    parts = (right**2 + left**2) * J(n)(t) + 2 * right * left * J(n)(pi - t)
    return parts / (2 * pi * evens(n))


@theorem(
    "The mean of a homogeneous response over the angle",
    Implies(
        And(*FAMILY, *RANGE, 1 <= n, 0 <= a, 0 <= b, 0 <= r),
        Equal(E(PHI, seen(r)), a**n * b**n * share(n, t) * r ** (2 * n)),
    ),
    uses=[homogeneous, seen_is_integrable, mean_of_the_response, powers_of_products, even_products],
    source=PAPER,
)
def mean_over_the_angle(claim, same_degree, seen_integrable, mean, powers, products):
    regular = seen_integrable.at({a: 1, b: 1, r: 1})
    regular = have(Integrable(PHI, response(n)), by=regular)
    everywhere = applied("prob_sure", PHI, lambda x: And())
    scaled = same_degree.at({a: a * r, b: b * r, u: cos(x + t / 2), v: cos(x - t / 2)})
    positive = have(
        Implies(And(0 <= a, 0 <= b, 0 <= r), And(0 <= a * r, 0 <= b * r)),
        by=[times(0 <= a, 0 <= r), times(0 <= b, 0 <= r)],
    )
    factors = [powers.at({u: e, v: r}) for e in (a, b)] + [fact("pow_sum", r, n, n)]
    size = have(
        Implies(And(Equal(u, x * y), Equal(v, z * y), Equal(w, y * y)), Equal(u * v, x * z * w)),
        by=[rewriting(u, x * y), rewriting(v, z * y), rewriting(w, y * y)],
    )
    size = size.at({u: (a * r) ** n, v: (b * r) ** n, x: a**n, z: b**n, y: r**n, w: r ** (2 * n)})
    size = have(size.claim.args[1], by=[size, *factors])
    factor = a**n * b**n * r ** (2 * n)
    more = have(Implies(Equal(u, v), Equal(u * w, v * w)), by=rewriting(u, v))
    one = have(
        Implies(And(0 <= a, 0 <= b, 0 <= r), Equal(seen(r)(x), factor * response(n)(x))),
        by=[scaled, positive, more.at({u: (a * r) ** n * (b * r) ** n, v: factor, w: response(n)(x)}), size],
    )
    same = applied(
        "E_same",
        PHI,
        lambda x: And(),
        seen(r),
        lambda x: factor * response(n)(x),
        given=[0 <= a, 0 <= b, 0 <= r],
        by=[everywhere, one.forall(x)],
    )
    linear = applied("E_linear", PHI, response(n), response(n), factor, 0, by=regular)
    inserted = more.at({u: E(PHI, response(n)), v: share(n, t), w: factor})
    apart = have(NonZero(evens(n)), by=products)
    return have(claim, by=[same, linear, inserted, mean]), apart, seen_integrable


SURE = Equal(P(rho, lambda r: 0 <= r), 1)
FINITE = Integrable(rho, moment(n))
KERNEL = E(rho, lambda r: E(PHI, seen(r)))


CONDITIONS = [*FAMILY, *RANGE, 1 <= n, 0 <= a, 0 <= b, SURE, FINITE]


def over_angles(r, n=n):
    """The mean over the angle of the weight."""
    return E(PHI, seen(r, n))


def level_is_defined(level="n'"):
    """The powers that are cut have means."""
    return cut_is_integrable(rho, moment(k), r).at({m: naturals(level), k: n})


@theorem(
    "The kernel of a homogeneous activation exists",
    Implies(And(*CONDITIONS), Integrable(rho, over_angles)),
    uses=[mean_over_the_angle, dominated, seen_is_integrable],
    source=PAPER,
)
def kernel_exists(claim, inner, below, seen_integrable):
    factor = a**n * b**n * share(n, t)
    size = have(Implies(Equal(u, w * v), abs_(u) <= abs_(w) * abs_(v)), by=[sign(w), sign(v)])
    sized = have(
        Implies(0 <= r, abs_(over_angles(r)) <= abs_(factor) * abs_(r ** (2 * n))),
        given=CONDITIONS[:-2],
        by=[inner, size.at({u: over_angles(r), w: factor, v: r ** (2 * n)})],
    )
    limit = below.at({f: over_angles, g: moment(n), A: lambda r: 0 <= r, w: abs_(factor)})
    proof = have(claim, by=[limit, sized.forall(r)])
    cut = cut_is_integrable(rho, lambda r: over_angles(r, k), r)
    levels = [cut.at({m: naturals(level), k: n}) for level in ("n'", "n''")]
    return proof, *levels, level_is_defined(), level_is_defined("n''"), seen_integrable


@theorem(
    "The kernel of a homogeneous activation",
    Implies(And(*CONDITIONS), Equal(KERNEL, a**n * b**n * E(rho, moment(n)) * share(n, t))),
    uses=[mean_over_the_angle, kernel_exists, seen_is_integrable, even_products],
    source=PAPER,
)
def kernel(claim, inner, exists, seen_integrable, products):
    factor = a**n * b**n * share(n, t)

    def value(r):
        return factor * r ** (2 * n)

    here = have(Implies(0 <= r, Equal(over_angles(r), value(r))), given=CONDITIONS[:-2], by=inner)
    same = applied("E_same", rho, lambda r: 0 <= r, over_angles, value, given=[SURE], by=here.forall(r))
    linear = applied("E_linear", rho, moment(n), moment(n), factor, 0, given=[FINITE])
    proof = have(claim, "Only one moment of the length is left.", by=[same, linear])
    there = have(exists.claim.args[1], given=[claim.condition], by=exists)
    apart = have(NonZero(evens(n)), by=products)
    return proof, apart, there, level_is_defined(), seen_integrable
