r"""Laws of the plane that every rotation keeps: the angle is uniform, whatever the length.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, rotation-invariant weights; proof: own computation.
"""

from sympy import cos, pi, sin, sqrt

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    abs_,
    as_functions,
    borel,
    exhibit,
    fact,
    given,
    have,
    ite,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    row,
    square,
    theorem,
)

from .dominated_means import B, dominated_on_sequences, mu, phi, psi, z
from .dominated_means import w as factor
from .means_below_sums import cut, cut_mean, everywhere, under
from .means_over_angles import F, c, mean_is_integrable, mean_over_angles
from .means_over_angles import w as slope
from .sums_over_the_circle import L, g, means_over_the_circle
from .turned_angles import angle_of_a_point, full_turn, turn, turned_angle, turned_point
from .uniform_angle import PHI, applied

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, rotation-invariant weights"
OWN = "own computation"
r, s, t, u, v, x, y, C = reals("r s t u v x y C")
n = naturals("n")
w = borel("w")
f = borel("f", "R", ("borel", "R", "R"))


def rotation(t):
    """The turn of the plane of the coordinates 1 and 2 by the angle t."""

    def image(z):
        first, second = turn(t, z(1), z(2))
        return lambda i: ite(Equal(i, 1), first, ite(Equal(i, 2), second, 0))

    return image


INVARIANT = ForAll(t, [], Equal(mu.push(rotation(t)), mu))


def length(z):
    """The length of the planar part of a point."""
    return sqrt(z(1) ** 2 + z(2) ** 2)


def on_plane(z):
    """The function of the plane at a point."""
    return f(z(1))(z(2))


def along(r):
    """The function along the circle of radius r."""
    return lambda x: f(r * cos(x))(r * sin(x))


def turned(z):
    """The function at a point, as the point is turned."""

    def at(t):
        first, second = turn(t, z(1), z(2))
        return f(first)(second)

    return at


GENTLE = ForAll((r, u, v), [0 <= r], And(0 <= w(r), abs_(along(r)(u) - along(r)(v)) <= w(r) * abs_(u - v)))


@theorem(
    "Every point lies on the circle of its length",
    Implies(Equal(r, length(z)), And(0 <= r, Equal(r**2, z(1) ** 2 + z(2) ** 2))),
    source="elementary",
)
def length_of_a_point(claim):
    inside = have(0 <= z(1) ** 2 + z(2) ** 2, by=[square(z(1)), square(z(2))])
    return have(claim, by=[inside, fact("sqrt", z(1) ** 2 + z(2) ** 2), rewriting(r, length(z))]), inside


@theorem(
    "A function of the plane at a turned point",
    And(
        Implies(
            And(Equal(r, length(z)), Equal(z(1), r * cos(s)), Equal(z(2), r * sin(s))),
            Equal(turned(z)(t), along(r)(t + s)),
        ),
        Implies(Equal(y, x + 2 * pi), Equal(along(r)(y), along(r)(x))),
    ),
    uses=[turned_point, full_turn],
    source=OWN,
)
def function_at_a_turned_point(claim, moved, full):
    same = have(
        Implies(And(Equal(x, u), Equal(y, v)), Equal(f(x)(y), f(u)(v))),
        by=[rewriting(x, u), rewriting(y, v)],
    )
    first, second = turn(t, z(1), z(2))
    there = same.at({x: first, y: second, u: r * cos(t + s), v: r * sin(t + s)})
    turned_ = have(claim.parts[0], by=[moved.at({x: z(1), y: z(2)}), there])
    scaled = have(Implies(Equal(u, v), Equal(r * u, r * v)), by=rewriting(u, v))
    circle = [scaled.at({u: cos(y), v: cos(x)}), scaled.at({u: sin(y), v: sin(x)})]
    again = same.at({x: r * cos(y), y: r * sin(y), u: r * cos(x), v: r * sin(x)})
    return have(claim, by=[turned_, have(claim.parts[1], by=[full, again, *circle])])


def steep_along():
    """Along the circle of radius r the slope is bounded by w(r), which is not negative."""
    parts = [abs_(along(r)(u) - along(r)(v)) <= w(r) * abs_(u - v), 0 <= w(r)]
    one, positive = (have(p, given=[GENTLE, 0 <= r], by=given(GENTLE).instance(r, u, v)) for p in parts)
    return [one.forall(u, v), positive]


RADIUS = Equal(r, length(z))


@theorem(
    "Turning a point moves it along its circle",
    Implies(
        And(GENTLE, RADIUS),
        And(
            0 <= w(r),
            abs_(along(r)(u) - along(r)(v)) <= w(r) * abs_(u - v),
            abs_(turned(z)(u) - turned(z)(v)) <= w(r) * abs_(u - v),
            Equal(E(PHI, turned(z)), E(PHI, along(r))),
        ),
    ),
    uses=[
        function_at_a_turned_point,
        length_of_a_point,
        angle_of_a_point,
        turned_angle,
        means_over_the_circle,
    ],
    source=OWN,
)
def turned_along_circles(claim, moved, size, angle, shifted, circle):
    held, (positive, slope_, turned_slope, same) = claim.condition.parts, claim.conclusion.parts
    placed = angle.at({x: z(1), y: z(2)})
    placed = have(placed.claim.args[1], given=[RADIUS], by=[placed, size])
    name, where = pick(placed, "s")
    along_ = [
        have(part, given=held, by=[size, given(GENTLE).instance(r, u, v)]) for part in (positive, slope_)
    ]
    here = have(Equal(turned(z)(t), along(r)(t + s)), given=[RADIUS], by=[where, moved])
    around = have(Implies(Equal(y, x + 2 * pi), Equal(along(r)(y), along(r)(x))), by=moved)
    around = around.at({y: x + 2 * pi})
    again = have(around.claim.args[1], by=around)
    shift = shifted.at({g: along(r), L: w(r)})
    mean = have(
        same,
        given=held,
        by=[as_functions(here, t), shift, along_[0], along_[1].forall(u, v), again.forall(x), where],
    )
    bound = have(
        turned_slope, given=held, by=[here.at({t: u}), here.at({t: v}), along_[1].at({u: u + s, v: v + s})]
    )
    found = picked(placed, name, by=have(claim.conclusion, by=[*along_, bound, mean]))
    proof = have(claim, by=found)
    slopes = [have(part, given=held, by=found).forall(u, v) for part in (slope_, turned_slope)]
    means = [
        have(Integrable(PHI, h), given=held, by=[circle.at({g: h, L: w(r)}), along_[0], slope])
        for h, slope in zip((along(r), turned(z)), slopes, strict=True)
    ]
    return proof, *(under(claim.condition, mean) for mean in means)


MEANS = And(Integrable(mu, on_plane), Integrable(mu, lambda z: w(length(z))))


@theorem(
    "A rotation keeps means",
    Implies(
        And(INVARIANT, Integrable(mu, on_plane)),
        And(
            Integrable(mu, lambda z: turned(z)(t)),
            Equal(E(mu, lambda z: turned(z)(t)), E(mu, on_plane)),
        ),
    ),
    source="elementary",
)
def rotations_keep_means(claim):
    kept, regular = claim.condition.parts

    def pulled(h):
        """E(mu, h) at turned points."""
        moved = row("E_push", rotation(t), mu, h)
        return have(
            Equal(E(mu, lambda z: h(rotation(t)(z))), E(mu, h)),
            given=[kept],
            by=[moved, given(kept).instance(t)],
        )

    cut_ = pulled(cut(on_plane, n))
    name, small = pick(given(regular), "C")
    moved = Integrable(mu, lambda z: turned(z)(t))
    least = have(E(mu, cut(lambda z: turned(z)(t), n)) <= C, given=[kept], by=[cut_, small])
    exists = picked(given(regular), name, by=exhibit(moved, witness=[C], by=least.forall(n)))
    proof = have(claim, by=[pulled(on_plane), exists])
    return (
        proof,
        under(claim.condition, exists),
        cut_mean(mu, on_plane, z),
        cut_mean(mu, lambda z: turned(z)(t), z),
    )


def circling(z):
    """The mean of the function along the circle of a point."""
    return E(PHI, along(length(z)))


@theorem(
    "Means under a law of the plane that rotations keep",
    Implies(
        And(INVARIANT, GENTLE, MEANS),
        And(
            Integrable(mu, circling),
            Equal(E(mu, on_plane), E(mu, circling)),
        ),
    ),
    uses=[
        rotations_keep_means,
        turned_along_circles,
        mean_over_angles,
        mean_is_integrable,
        dominated_on_sequences,
        means_over_the_circle,
        length_of_a_point,
    ],
    source=PAPER,
)
def means_under_rotations(claim, kept, circles, mean, exists, below, circle, size_):
    held = claim.condition.parts
    at = {F: lambda z: turned(z), slope: lambda z: w(length(z)), c: E(mu, on_plane)}
    here = circles.at({r: length(z)})
    parts = [have(part, given=[GENTLE], by=here) for part in here.claim.args[1].args]
    gentle = have(And(*(parts[k].claim for k in (0, 2))), given=[GENTLE], by=parts).forall(z, u, v)
    same = have(kept.claim.args[1], given=held, by=kept).forall(t)
    found = [
        have(lemma.claim.args[1], given=held, by=[lemma, same, gentle])
        for lemma in (mean.at(at), exists.at(at))
    ]

    def turning(z):
        return E(PHI, turned(z))

    equal = applied(
        "E_same",
        mu,
        lambda z: And(),
        turning,
        circling,
        given=[GENTLE],
        by=[everywhere(mu), parts[3].forall(z)],
    )
    size = have(Implies(And(), abs_(circling(z)) <= abs_(turning(z))), given=[GENTLE], by=parts[3])
    bounded = below.at({phi: circling, psi: turning, B: lambda z: And(), factor: 1})
    regular = have(
        Integrable(mu, circling), given=held, by=[bounded, found[1], size.forall(z), everywhere(mu)]
    )
    proof = have(claim, by=[found[0], equal, regular])
    radial = have(
        Integrable(PHI, along(r)),
        given=[GENTLE, 0 <= r],
        by=[circle.at({g: along(r), L: w(r)}), *steep_along()],
    )
    there = have(
        Integrable(PHI, along(length(z))),
        given=[GENTLE],
        by=[radial.at({r: length(z)}), size_.at({r: length(z)})],
    )
    return (
        proof,
        under(claim.condition, there),
        *(cut_mean(mu, h, z) for h in (on_plane, lambda z: w(length(z)), circling)),
    )
