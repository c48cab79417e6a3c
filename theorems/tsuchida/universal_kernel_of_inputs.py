r"""Universality with a rate at inputs of any length.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, universality; proof and rate: own computation.
"""

from sympy import cos, pi

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    Sum,
    abs_,
    fact,
    have,
    iid,
    induct_on,
    reals,
    relu,
    rewriting,
    sign,
    theorem,
)

from .angles import RANGE
from .averaged_replacements import c, d, q
from .gaussian_sums import products
from .independent_weights import MOMENT, VARIANCE, C, F, m, mu, s, squared, w, weight, weighted, x, y, z
from .last_weights import functions_of_sums_have_means, of_sums
from .means_below_sums import cut_mean, everywhere, product_of_positives, under
from .planar_kernel import a as norm_x
from .planar_kernel import b as norm_y
from .planar_rotations import t
from .rate_of_universality import PAPER, e
from .rectified_cosines import angular_part
from .second_moments_of_sums import weights_have_means
from .smoothed_kernels import growth_of_the_rectifiers, kernel, rectified
from .third_moments import cubed, second_moment_from_the_third
from .uniform_angle import applied
from .universal_kernel import CENTRED_THIRD, universality_with_a_rate

r, u, v = reals("r u v")


def scaled(x, r):
    """A multiple of a point."""
    return lambda i: x(i) * r


@theorem(
    "A multiple of a sum",
    Equal(weighted(scaled(x, r), m, z), r * weighted(x, m, z)),
    source="elementary",
)
def multiple_of_a_sum(claim):
    terms = [lambda i: x(i) * r * z(i), lambda i: x(i) * z(i)]
    empty = [fact("sum_empty", 1, 0, f) for f in terms]
    longer = [fact("sum_last", 1, m, f) for f in terms]
    put = have(Implies(Equal(u, v + w), Equal(r * u, r * v + r * w)), by=rewriting(u, v + w))
    last = put.at({u: weighted(x, m + 1, z), v: weighted(x, m, z), w: x(m + 1) * z(m + 1)})
    zero = have(Implies(Equal(u, 0), Equal(r * u, 0)), by=rewriting(u, 0)).at({u: weighted(x, 0, z)})
    whole = induct_on(m, claim, base=[*empty, zero], step=[*longer, last])
    return have(claim, by=whole.instance(m))


def kernel_at(r, q):
    """The kernel at multiples of the inputs."""
    return E(iid(m, mu), lambda z: relu(weighted(scaled(x, r), m, z)) * relu(weighted(scaled(y, q), m, z)))


@theorem(
    "The kernel at multiples of the inputs",
    Implies(
        And(MOMENT, VARIANCE, 0 <= r, 0 <= q),
        And(
            Integrable(iid(m, mu), of_sums(rectified, m)),
            Equal(kernel_at(r, q), r * q * kernel(mu, m)),
        ),
    ),
    uses=[multiple_of_a_sum, functions_of_sums_have_means, growth_of_the_rectifiers],
    source="elementary",
)
def kernel_at_multiples(claim, multiple, exists, grow):
    law, held = iid(m, mu), claim.condition.parts
    plain = have(
        Integrable(law, of_sums(rectified, m)), given=held, by=[exists.at({F: rectified, C: 1}), grow]
    )
    there = {x: scaled(x, r), y: scaled(y, q)}
    moved = have(
        Integrable(law, lambda z: relu(weighted(scaled(x, r), m, z)) * relu(weighted(scaled(y, q), m, z))),
        given=held,
        by=[exists.at({F: rectified, C: 1, **there}), grow],
    )
    size = have(
        Implies(0 <= r, Equal(relu(r * u), r * relu(u))),
        by=[sign(u), product_of_positives(r, u), product_of_positives(r, -u)],
    )
    put = have(
        Implies(And(Equal(s, r * u), Equal(w, q * v)), Equal(s * w, r * q * (u * v))),
        by=[rewriting(s, r * u), rewriting(w, q * v)],
    )
    left, right = weighted(scaled(x, r), m, z), weighted(scaled(y, q), m, z)
    S, T = weighted(x, m, z), weighted(y, m, z)
    inner = have(
        Implies(And(Equal(s, r * u), 0 <= r), Equal(relu(s), r * relu(u))), by=[size, rewriting(s, r * u)]
    )
    here = have(
        Equal(relu(left) * relu(right), r * q * (relu(S) * relu(T)) + 0 * (relu(S) * relu(T))),
        given=held,
        by=[
            multiple,
            multiple.at({x: y, r: q}),
            inner.at({s: left, u: S}),
            inner.at({s: right, u: T, r: q}),
            put.at({s: relu(left), u: relu(S), w: relu(right), v: relu(T)}),
        ],
    )
    same = applied(
        "E_same",
        law,
        lambda z: And(),
        lambda z: relu(weighted(scaled(x, r), m, z)) * relu(weighted(scaled(y, q), m, z)),
        lambda z: r * q * of_sums(rectified, m)(z) + 0 * of_sums(rectified, m)(z),
        given=held,
        by=[everywhere(law), here.forall(z)],
    )
    linear = applied(
        "E_linear", law, of_sums(rectified, m), of_sums(rectified, m), r * q, 0, given=held, by=plain
    )
    proof = have(claim, by=[plain, same, linear])
    cuts = [cut_mean(mu, squared, w), cut_mean(law, of_sums(rectified, m), z)]
    return proof, *cuts, under(claim.condition, moved)


def unit_of(x, length):
    """The point divided by its length."""
    return scaled(x, 1 / length)


@theorem(
    "Inner products of multiples",
    Equal(products(scaled(x, r), scaled(y, q), m), r * q * products(x, y, m)),
    uses=[multiple_of_a_sum],
    source="elementary",
)
def products_of_multiples(claim, multiple):
    first = multiple.at({z: scaled(y, q)})
    second = multiple.at({x: y, r: q, z: x})
    put = have(Implies(Equal(u, v), Equal(r * u, r * v)), by=rewriting(u, v))
    inner = weighted(x, m, scaled(y, q))
    return have(claim, by=[first, second, put.at({u: inner, v: q * products(x, y, m)})])


@theorem(
    "Inner products of unit vectors",
    Implies(
        And(Equal(r * c, 1), Equal(q * d, 1), Equal(products(x, y, m), c * d * u)),
        Equal(products(scaled(x, r), scaled(y, q), m), u),
    ),
    uses=[products_of_multiples],
    source="elementary",
)
def products_of_units(claim, inner):
    one = have(Implies(Equal(u, 1), Equal(u * w, w)), by=rewriting(u, 1))
    norm = have(
        Implies(And(Equal(s, r * q * v), Equal(v, c * d * u), Equal(r * c, 1), Equal(q * d, 1)), Equal(s, u)),
        by=[rewriting(v, c * d * u), one.at({u: r * c, w: q * d * u}), one.at({u: q * d, w: u})],
    )
    values = {s: products(scaled(x, r), scaled(y, q), m), v: products(x, y, m)}
    return have(claim, by=[inner, norm.at(values)])


LENGTHS = (
    0 < norm_x,
    0 < norm_y,
    Equal(products(x, x, m), norm_x**2),
    Equal(products(x, y, m), norm_x * norm_y * cos(t)),
    Equal(products(y, y, m), norm_y**2),
)
SHARES = Sum(1, m, lambda i: abs_(unit_of(x, norm_x)(i)) ** 3 + abs_(unit_of(y, norm_y)(i)) ** 3)
BOUND = (E(mu, cubed) / 4 + 1) * e


@theorem(
    "Universality with a rate, at inputs of any length",
    Implies(
        And(*CENTRED_THIRD, *RANGE, *LENGTHS, 0 < e, Equal(e**3, SHARES)),
        abs_(kernel(mu, m) - norm_x * norm_y * angular_part(t) / (2 * pi)) <= norm_x * norm_y * BOUND,
    ),
    uses=[
        universality_with_a_rate,
        kernel_at_multiples,
        products_of_units,
        second_moment_from_the_third,
        weights_have_means,
    ],
    source=PAPER,
)
def universality_at_inputs(claim, close, multiples, unit, second, means):
    held = claim.condition.parts
    one = have(Implies(Equal(u, 1), Equal(u * w, w)), by=rewriting(u, 1))
    inverses = [
        have(Implies(0 < k, And(0 < 1 / k, Equal(1 / k * k, 1))), by=[fact("inverse", k), sign(1 / k)])
        for k in (norm_x, norm_y)
    ]
    values = (
        {r: 1 / norm_x, q: 1 / norm_x, c: norm_x, d: norm_x, y: x, u: 1},
        {r: 1 / norm_x, q: 1 / norm_y, c: norm_x, d: norm_y, u: cos(t)},
        {r: 1 / norm_y, q: 1 / norm_y, c: norm_y, d: norm_y, x: y, u: 1},
    )
    units = [
        have(lemma.claim.args[1], given=held, by=[lemma, *inverses])
        for lemma in (unit.at(each) for each in values)
    ]
    moment = have(Integrable(mu, squared), given=held, by=second)
    there = close.at({x: unit_of(x, norm_x), y: unit_of(y, norm_y)})
    normed = have(there.claim.args[1], given=held, by=[there, *units])
    small = have(
        Implies(
            And(0 < c, 0 < d, Equal(r * c, 1), Equal(q * d, 1), abs_(r * q * u - v) <= w),
            abs_(u - c * d * v) <= c * d * w,
        ),
        by=[
            product_of_positives(c, d),
            product_of_positives(c * d, w - r * q * u + v),
            product_of_positives(c * d, w + r * q * u - v),
            one.at({u: r * c, w: q * d * u}),
            one.at({u: q * d, w: u}),
        ],
    )
    shares = {r: 1 / norm_x, q: 1 / norm_y}
    last = small.at(
        {c: norm_x, d: norm_y, u: kernel(mu, m), v: angular_part(t) / (2 * pi), w: BOUND, **shares}
    )
    same = have(multiples.at(shares).claim.args[1], given=held, by=[multiples.at(shares), moment, *inverses])
    proof = have(claim, "Both kernels are homogeneous.", by=[normed, same, last, *inverses])
    mean = have(Integrable(mu, weight), given=[Integrable(mu, cubed)], by=[means, second])
    finite = have(Integrable(mu, squared), given=[Integrable(mu, cubed)], by=second)
    plain = have(Integrable(iid(m, mu), of_sums(rectified, m)), given=held, by=same)
    cuts = [cut_mean(mu, cubed, w), cut_mean(mu, squared, w)]
    return proof, mean, finite, *cuts, under(claim.condition, plain)
