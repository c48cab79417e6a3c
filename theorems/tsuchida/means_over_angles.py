r"""A mean that is the same at every angle is the mean of the means over all angles.

No product of laws is needed: the mean over the angle is a limit of means over equal steps.

Source: elementary.
"""

from sympy import pi

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Exists,
    ForAll,
    Implies,
    Integrable,
    Sum,
    abs_,
    as_functions,
    borel,
    fact,
    given,
    have,
    induct_on,
    naturals,
    pick,
    picked,
    reals,
    row,
    sequences,
    sign,
    theorem,
    times,
)

from .dominated_means import SEQ, mu, z
from .means_below_sums import SPACE, below_sums_of_sequences, bounded, cut_mean, everywhere, under
from .means_below_sums import w as factor
from .sums_over_the_circle import L, g, h, mean_from_steps, means_over_the_circle
from .sums_over_the_circle import n as n_
from .uniform_angle import PHI, applied

c, e, u, v, x, y = reals("c e u v x y")
k, n, N = naturals("k n N")
q = sequences("q")
w = borel("w", SEQ)
F = borel("F", SEQ, ("borel", "R", "R"))
nu, f, g_, h_, _ = SPACE


def at(x):
    """The function of the point at the angle x."""
    return lambda z: F(z)(x)


SAME = ForAll(x, [], And(Integrable(mu, at(x)), Equal(E(mu, at(x)), c)))


def summed(n):
    """The sum over the first n angles of a sequence."""
    return lambda z: Sum(1, n, lambda k: F(z)(q(k)))


@theorem(
    "Means of sums over angles",
    Implies(SAME, And(Integrable(mu, summed(N)), Equal(E(mu, summed(N)), N * c))),
    uses=[below_sums_of_sequences],
    source="elementary",
)
def means_of_sums(claim, below):
    last = have(
        Equal(summed(N + 1)(z), summed(N)(z) + at(q(N + 1))(z)),
        by=fact("sum_last", 1, N, lambda k: F(z)(q(k))),
    )
    empty = have(Equal(summed(0)(z), 0), by=fact("sum_empty", 1, 0, lambda k: F(z)(q(k))))
    none = applied("E_range", mu, lambda z: And(), summed(0), 0, 0, by=[everywhere(mu), empty.forall(z)])
    bound = [have(abs_(summed(0)(z)) <= 0, by=empty), have(AtMost(0, 0))]
    start = have(Integrable(mu, summed(0)), by=bounded(mu, summed(0), z, 0, bound))
    held = [Integrable(mu, summed(N)), SAME]
    sides = [given(held[0]), given(SAME).instance(q(N + 1))]
    sums = below.at({nu: mu, f: summed(N + 1), g_: summed(N), h_: at(q(N + 1)), factor: 1})
    small = have(abs_(summed(N + 1)(z)) <= 1 * (abs_(summed(N)(z)) + abs_(at(q(N + 1))(z))), by=last)
    onward = have(Integrable(mu, summed(N + 1)), given=held, by=[sums, small.forall(z), *sides])
    linear = applied("E_linear", mu, summed(N), at(q(N + 1)), 1, 1, given=held, by=sides)
    split = as_functions(last, z)
    steps = [have(Implies(held[0], lemma.claim), by=lemma) for lemma in (onward, linear)]
    every = induct_on(
        N,
        claim.conclusion,
        "Angle by angle.",
        given=[SAME],
        base=[start, none],
        step=[*steps, split, given(SAME).instance(q(N + 1))],
    )
    return have(claim, by=every.instance(N)), cut_mean(mu, at(x), z), cut_mean(mu, summed(N), z)


def over_angles(z):
    """The mean over the angle at a point."""
    return E(PHI, F(z))


GENTLE = And(
    Integrable(mu, w),
    ForAll((z, u, v), [], And(0 <= w(z), abs_(F(z)(u) - F(z)(v)) <= w(z) * abs_(u - v))),
)


def gentle():
    """At every point the slope is bounded by w, which is not negative."""
    steep = [abs_(F(z)(u) - F(z)(v)) <= w(z) * abs_(u - v), 0 <= w(z)]
    one, positive = (have(part, given=[GENTLE], by=given(GENTLE).instance(z, u, v)) for part in steep)
    return [one.forall(u, v), positive]


@theorem(
    "The mean over the angles is integrable",
    Implies(And(SAME, GENTLE), Integrable(mu, over_angles)),
    uses=[means_over_the_circle, below_sums_of_sequences],
    source="elementary",
)
def mean_is_integrable(claim, circle, below):
    steep = gentle()
    reach = circle.at({g: F(z), L: w(z)})
    size = have(
        abs_(over_angles(z)) <= 4 * (abs_(at(0)(z)) + abs_(w(z))),
        given=[GENTLE],
        by=[reach, *steep, fact("pi_bounds"), times(0 <= w(z), pi <= 4)],
    )
    sums = below.at({nu: mu, f: over_angles, g_: at(0), h_: w, factor: 4})
    proof = have(claim, by=[sums, size.forall(z), given(SAME).instance(0)])
    regular = have(Integrable(PHI, F(z)), given=[GENTLE], by=[circle.at({g: F(z), L: w(z)}), *steep])
    return proof, under(claim.condition, regular), *(cut_mean(mu, f, z) for f in (over_angles, at(x), w))


def summed_angles(z):
    """The sum over N equal steps around the circle."""
    return Sum(1, N, lambda k: F(z)(-pi + k * h))


def excess(z):
    """What the sum misses of N times the mean."""
    return N * over_angles(z) - summed_angles(z)


STEPS = [0 <= h, Equal(N * h, 2 * pi)]


def scaled(factor_, below):
    """A multiple of w, which has a mean, and its mean."""

    def multiple(z):
        return factor_ * w(z)

    reach = have(abs_(multiple(z)) <= 7 * (abs_(w(z)) + abs_(w(z))))
    sums = below.at({nu: mu, f: multiple, g_: w, h_: w, factor: 7})
    regular = have(Integrable(mu, multiple), given=[GENTLE], by=[sums, reach.forall(z)])
    return multiple, [regular, applied("E_linear", mu, w, w, factor_, 0, given=[GENTLE])]


@theorem(
    "What a sum over equal steps misses",
    Implies(And(GENTLE, *STEPS), And(Integrable(mu, excess), AtMost(abs_(E(mu, excess)), 7 * E(mu, w)))),
    uses=[mean_from_steps, below_sums_of_sequences, means_over_the_circle],
    source="elementary",
)
def missed_by_steps(claim, steps, below, circle):
    held = [GENTLE, *STEPS]
    size = have(
        Implies(abs_(u) <= 2 * pi * v, abs_(u) <= 7 * v),
        by=[fact("pi_bounds"), sign(v), times(0 <= v, pi <= 7), times(v <= 0, pi >= 1)],
    ).at({u: excess(z), v: w(z)})
    near = steps.at({g: F(z), L: w(z), n_: N})
    small = have(abs_(excess(z)) <= 7 * w(z), given=held, by=[near, size, *gentle()])
    reach = have(abs_(excess(z)) <= 7 * (abs_(w(z)) + abs_(w(z))), given=held, by=small)
    sums = below.at({nu: mu, f: excess, g_: w, h_: w, factor: 7})
    regular = have(Integrable(mu, excess), given=held, by=[sums, reach.forall(z)])
    bounds = []
    for factor_ in (7, -7):
        multiple, known = scaled(factor_, below)
        first, second = (excess, multiple) if factor_ > 0 else (multiple, excess)
        order = have(first(z) <= second(z), given=held, by=small)
        grounds = [everywhere(mu), *known, regular, order.forall(z)]
        bounds += [*known, applied("E_mono", mu, lambda z: And(), first, second, given=held, by=grounds)]
    proof = have(claim, by=[*bounds, regular])
    mean = have(Integrable(PHI, F(z)), given=[GENTLE], by=[circle.at({g: F(z), L: w(z)}), *gentle()])
    sides = [under(claim.condition, side) for side in (mean, regular)]
    return proof, *sides, *(cut_mean(mu, function, z) for function in (excess, w))


@theorem(
    "A number whose multiples are bounded is not positive",
    Implies(ForAll(N, [1 <= N], N * x <= y), AtMost(x, 0)),
    source="elementary",
)
def multiples_are_unbounded(claim):
    some = have(Exists(n, y / x <= n), by=row("archimedes", y / x))
    name, large = pick(some, "n")
    beyond = have(
        Implies(And(0 < x, y / x <= n, (n + 1) * x <= y), x <= 0),
        by=[fact("inverse", x), times(0 < x, n - y / x >= 0)],
    )
    multiple = given(claim.condition).instance(n + 1)
    low = have(x <= 0, given=[claim.condition, 0 < x], by=[large, beyond, multiple])
    end = picked(some, name, by=low)
    return have(claim, by=have(Implies(And(claim.condition, 0 < x), x <= 0), by=end))


@theorem(
    "A mean that is the same at every angle",
    Implies(And(SAME, GENTLE), Equal(E(mu, over_angles), c)),
    uses=[means_of_sums, mean_is_integrable, missed_by_steps, multiples_are_unbounded, means_over_the_circle],
    source="elementary",
)
def mean_over_angles(claim, sums, exists, missed, unbounded, circle):
    held = [SAME, GENTLE]
    steps = have(
        And(Integrable(mu, summed_angles), Equal(E(mu, summed_angles), N * c)),
        given=[SAME],
        by=sums.at({q: lambda k: -pi + k * h}),
    )
    linear = applied("E_linear", mu, over_angles, summed_angles, N, -1, given=held, by=[exists, steps])
    distance = abs_(E(mu, over_angles) - c)
    close = have(
        Implies(And(*STEPS), N * distance <= 7 * E(mu, w)),
        given=held,
        by=[missed, linear, steps, fact("nat", N)],
    )
    inverse = [fact("inverse", N), sign(1 / N), fact("pi_bounds"), times(0 <= 1 / N, 0 <= pi)]
    any_ = have(
        Implies(1 <= N, N * distance <= 7 * E(mu, w)), given=held, by=[close.at({h: 2 * pi / N}), *inverse]
    )
    none = unbounded.at({x: distance, y: 7 * E(mu, w)})
    proof = have(claim, "The distance to $c$ is less than any positive number.", by=[none, any_.forall(N)])
    mean = have(Integrable(PHI, F(z)), given=[GENTLE], by=[circle.at({g: F(z), L: w(z)}), *gentle()])
    regular = have(Integrable(mu, over_angles), given=held, by=exists)
    sides = [under(claim.condition, side) for side in (regular, mean)]
    return proof, *sides, *(cut_mean(mu, function, z) for function in (at(x), w))
