r"""The kernel of a rotation-invariant weight, from its planar part.

In the plane of two inputs the projection of a rotation-invariant weight is $R (\cos\Phi, \sin\Phi)$ with a
uniform angle $\Phi$ and an independent length $R$, in any dimension from 2 on. Inputs of norms $a$ and $b$ at
the angle $\theta$ meet it in $a R \cos(\Phi + \theta/2)$ and $b R \cos(\Phi - \theta/2)$. The mean is taken
over the angle first; only the second moment of the length remains.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, invariance of the kernel; proof: own computation.
"""

from sympy import cos, pi

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    P,
    abs_,
    borel,
    exhibit,
    fact,
    given,
    have,
    laws,
    min_,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    sign,
    theorem,
    times,
)

from .angles import RANGE, t, u, v, x
from .rectified_cosines import angular_part
from .two_slopes import left, mean_of_the_response, response, right, slopes
from .uniform_angle import PHI, applied

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, invariance of the kernel"
OWN = "own computation"
a, b, r, w, z, C = reals("a b r w z C")
m, n = naturals("m n")
rho = laws("rho")
f = borel("f")


@theorem(
    "Slopes are positively homogeneous",
    Implies(And(0 <= a, 0 <= b), Equal(slopes(a * u) * slopes(b * v), a * b * (slopes(u) * slopes(v)))),
    source="elementary",
)
def slopes_are_homogeneous(claim):
    one = have(Implies(0 <= a, Equal(slopes(a * u), a * slopes(u))), by=[sign(a), sign(u)])
    abstract = have(
        Implies(And(Equal(w, a * x), Equal(z, b * r)), Equal(w * z, a * b * (x * r))),
        by=[rewriting(w, a * x), rewriting(z, b * r)],
    )
    values = {w: slopes(a * u), x: slopes(u), z: slopes(b * v), r: slopes(v)}
    return have(claim, by=[one, one.at({a: b, u: v}), abstract.at(values)])


SLOPE = abs_(right) + abs_(left)


def seen(r):
    """The product of the activations at a weight of length r, as a function of its angle."""
    return lambda x: slopes(a * r * cos(x + t / 2)) * slopes(b * r * cos(x - t / 2))


REACH = (SLOPE * abs_(a * r)) * (SLOPE * abs_(b * r))


@theorem("Slopes of a cosine", AtMost(abs_(slopes(w * cos(x))), SLOPE * abs_(w)), source="elementary")
def slopes_of_a_cosine(claim):
    cosine = have(
        And(AtMost(-1, cos(x)), AtMost(cos(x), 1)),
        by=[fact("circle", x), times(cos(x) > 1), times(cos(x) < -1)],
    )
    small = have(Implies(And(AtMost(-1, u), AtMost(u, 1)), AtMost(abs_(w * u), abs_(w))), by=sign(w))
    steep = have(AtMost(abs_(slopes(u)), SLOPE * abs_(u)), by=[sign(u), sign(right), sign(left)])
    wider = have(Implies(And(0 <= a, u <= v), AtMost(a * u, a * v)), by=times(0 <= a, u <= v))
    scaled = wider.at({a: SLOPE, u: abs_(w * cos(x)), v: abs_(w)})
    return have(claim, by=[cosine, small.at({u: cos(x)}), steep.at({u: w * cos(x)}), scaled])


@theorem(
    "The product of the activations is bounded",
    AtMost(abs_(seen(r)(x)), REACH),
    uses=[slopes_of_a_cosine],
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
    sides = [steep.at({w: a * r, x: x + t / 2}), steep.at({w: b * r, x: x - t / 2})]
    values = {
        u: slopes(a * r * cos(x + t / 2)),
        v: slopes(b * r * cos(x - t / 2)),
        w: SLOPE * abs_(a * r),
        z: SLOPE * abs_(b * r),
    }
    return have(claim, by=[*sides, product.at(values)])


def integrable(law, function, point, bound, small):
    """A bounded function has a mean."""
    everywhere = applied("prob_sure", law, lambda x: And())
    within = have(And(0 <= min_(abs_(function(point)), n), min_(abs_(function(point)), n) <= bound), by=small)
    truncated = applied(
        "E_range",
        law,
        lambda x: And(),
        lambda x: min_(abs_(function(x)), n),
        0,
        bound,
        by=[everywhere, within.forall(point)],
    )
    return exhibit(Integrable(law, function), witness=(bound,), by=truncated.forall(n))


@theorem(
    "The mean over the angle exists", Integrable(PHI, seen(r)), uses=[seen_is_bounded], source="elementary"
)
def seen_is_integrable(claim, bounded):
    return integrable(PHI, seen(r), x, REACH, bounded)


SHARE = (right - left) ** 2 * angular_part(t) / (4 * pi) + right * left * cos(t) / 2


@theorem(
    "The mean over the angle",
    Implies(And(*RANGE, 0 <= a, 0 <= b, 0 <= r), Equal(E(PHI, seen(r)), a * b * r**2 * SHARE)),
    uses=[slopes_are_homogeneous, seen_is_integrable, mean_of_the_response],
    source=PAPER,
)
def mean_over_the_angle(claim, homogeneous, seen_integrable, mean):
    regular = have(Integrable(PHI, response), by=seen_integrable.at({a: 1, b: 1, r: 1}))
    everywhere = applied("prob_sure", PHI, lambda x: And())
    scaled = homogeneous.at({a: a * r, b: b * r, u: cos(x + t / 2), v: cos(x - t / 2)})
    positive = have(
        Implies(And(0 <= a, 0 <= b, 0 <= r), And(0 <= a * r, 0 <= b * r)),
        by=[times(0 <= a, 0 <= r), times(0 <= b, 0 <= r)],
    )
    one = have(
        Implies(And(0 <= a, 0 <= b, 0 <= r), Equal(seen(r)(x), a * b * r**2 * response(x))),
        by=[scaled, positive],
    )
    same = applied(
        "E_same",
        PHI,
        lambda x: And(),
        seen(r),
        lambda x: a * b * r**2 * response(x),
        given=[0 <= a, 0 <= b, 0 <= r],
        by=[everywhere, one.forall(x)],
    )
    linear = applied("E_linear", PHI, response, response, a * b * r**2, 0, by=regular)
    value = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    inserted = value.at({u: E(PHI, response), v: SHARE, w: a * b * r**2})
    return have(claim, by=[same, linear, inserted, mean])


SURE = Equal(P(rho, lambda r: 0 <= r), 1)
FINITE = Integrable(rho, lambda r: r**2)


def clipped(f, k):
    """|f| cut at k."""
    return lambda r: min_(abs_(f(r)), k)


def square(r):
    """The square of the length."""
    return r**2


def bounded_truncation(f):
    """A truncated function has a mean."""
    return integrable(rho, clipped(f, m), r, m, have(clipped(f, m)(r) <= m))


def bounded_multiple(factor):
    """A multiple of the truncated square has a mean."""
    within = have(
        abs_(factor * min_(abs_(r**2), m)) <= abs_(factor) * m,
        by=[sign(factor), times(0 <= min_(abs_(r**2), m))],
    )
    return integrable(rho, lambda r: factor * min_(abs_(r**2), m), r, abs_(factor) * m, within).at({m: n})


@theorem(
    "Functions below a multiple of the square have means",
    Implies(And(SURE, FINITE, ForAll(r, [0 <= r], abs_(f(r)) <= w * r**2), 0 <= w), Integrable(rho, f)),
    source="elementary",
)
def below_the_square(claim):
    conditions = claim.condition.parts
    BELOW, POSITIVE = conditions[2:]
    means = [bounded_truncation(g).at({m: n}) for g in (f, square)]
    scaled = applied("E_linear", rho, clipped(square, n), clipped(square, n), w + 1, 0, by=means)
    wider = have(
        Implies(And(0 <= r, u <= w * r**2, 0 <= w), min_(u, n) <= (w + 1) * min_(abs_(r**2), n)),
        by=[times(0 <= w, r**2 >= n), times(0 <= w, n >= 0), sign(r)],
    )
    one = have(
        Implies(0 <= r, clipped(f, n)(r) <= (w + 1) * clipped(square, n)(r)),
        given=[BELOW, POSITIVE],
        by=[wider.at({u: abs_(f(r))}), given(BELOW).instance(r)],
    )
    wide = bounded_multiple(w + 1)
    least = applied(
        "E_mono",
        rho,
        lambda r: 0 <= r,
        clipped(f, n),
        lambda r: (w + 1) * clipped(square, n)(r),
        given=[SURE, BELOW, POSITIVE],
        by=[means[0], wide, one.forall(r)],
    )
    finite = given(FINITE)
    name, small = pick(finite, "C")
    grows = have(Implies(And(0 <= w, u <= v), (w + 1) * u <= (w + 1) * v), by=times(0 <= w, u <= v))
    total = have(
        E(rho, clipped(f, n)) <= (w + 1) * C,
        given=[*conditions],
        by=[least, scaled, small, grows.at({u: E(rho, clipped(square, n)), v: C})],
    )
    found = exhibit(Integrable(rho, f), witness=((w + 1) * C,), by=total.forall(n))
    return have(claim, by=picked(finite, name, by=found)), *means


SECOND = E(rho, square)
KERNEL = E(rho, lambda r: E(PHI, seen(r)))


@theorem(
    "The kernel of two slopes",
    Implies(And(*RANGE, 0 <= a, 0 <= b, SURE, FINITE), Equal(KERNEL, a * b * SECOND * SHARE)),
    uses=[mean_over_the_angle, below_the_square, seen_is_integrable],
    source=PAPER,
)
def kernel_of_two_slopes(claim, inner, below, seen_integrable):
    held = [*RANGE, 0 <= a, 0 <= b]

    def over_angles(r):
        return E(PHI, seen(r))

    here = have(Implies(And(*held, 0 <= r), Equal(over_angles(r), a * b * r**2 * SHARE)), by=inner)
    same = applied(
        "E_same",
        rho,
        lambda r: 0 <= r,
        over_angles,
        lambda r: a * b * r**2 * SHARE,
        given=[*held, SURE],
        by=here.forall(r),
    )
    linear = applied("E_linear", rho, square, square, a * b * SHARE, 0, given=[FINITE])
    proof = have(claim, "Only the second moment of the length is left.", by=[same, linear])
    size = have(
        Implies(Equal(u, w * r**2), abs_(u) <= abs_(w) * r**2),
        by=[sign(w), sign(r**2), times(0 <= w, r**2 >= 0), times(w <= 0, r**2 >= 0)],
    )
    sized = have(
        Implies(0 <= r, abs_(over_angles(r)) <= abs_(a * b * SHARE) * r**2),
        given=held,
        by=[here, size.at({u: over_angles(r), w: a * b * SHARE})],
    )
    bounded = below.at({f: over_angles, w: abs_(a * b * SHARE)})
    exists = have(Integrable(rho, over_angles), given=[*held, SURE, FINITE], by=[bounded, sized.forall(r)])
    meets = have(
        exists.claim, given=[claim.condition], by=have(Implies(claim.condition, exists.claim), by=exists)
    )
    return proof, bounded_truncation(square).at({m: n}), meets, seen_integrable
