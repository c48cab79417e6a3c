r"""Means over the circle as limits of means over equal steps, for functions of bounded slope.

Source: elementary.
"""

from sympy import pi

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    Integral,
    Less,
    Sum,
    abs_,
    borel,
    fact,
    given,
    have,
    induct_on,
    min_,
    naturals,
    primitive,
    reals,
    rewriting,
    row,
    sign,
    theorem,
    times,
)

from .dominated_means import A, bounded, dominated, f, m, rho, w
from .dominated_means import cut_is_integrable as clipped_is_integrable
from .dominated_means import g as g_
from .double_sums import c as factor
from .double_sums import factor_of_a_sum
from .double_sums import u as terms
from .means_below_sums import under
from .uniform_angle import PHI, applied, density, density_of_the_angle, inside_the_circle

a, b, c, h, u, v, x, y, L = reals("a b c h u v x y L")
k, n = naturals("k n")
g = borel("g")


def below_constant(function, bound):
    """A function that is bounded on an interval is integrable there."""
    constant = applied("Int_cont", a, b, lambda x: bound, given=[a <= b])
    rule = row("Int_below", a, b, function, lambda x: bound)
    return have(Implies(And(a <= b, rule.claim.args[0].args[1]), rule.claim.args[1]), by=[rule, constant])


def cut_is_integrable():
    """What is cut at n is integrable."""
    rule = below_constant(lambda x: min_(abs_(g(x)), n), n)
    small = have(Implies(And(a < x, x < b), abs_(min_(abs_(g(x)), n)) <= n))
    return have(Integrable(a, b, lambda x: min_(abs_(g(x)), n)), given=[a <= b], by=[rule, small.forall(x)])


STEEP = And(0 <= L, ForAll((u, v), [], abs_(g(u) - g(v)) <= L * abs_(u - v)))


@theorem(
    "Functions of bounded slope are integrable on intervals",
    Implies(And(STEEP, a <= b), Integrable(a, b, g)),
    source="elementary",
)
def integrable_on_intervals(claim):
    bound = abs_(g(a)) + L * (b - a)
    wider = have(Implies(And(0 <= L, 0 <= u, u <= v), L * u <= L * v), by=times(0 <= L, u <= v))
    near = have(
        Implies(And(a < x, x < b), abs_(g(x)) <= bound),
        given=[STEEP],
        by=[given(STEEP).instance(x, a), wider.at({u: abs_(x - a), v: b - a})],
    )
    proof = have(claim, by=[below_constant(g, bound), near.forall(x)])
    return proof, cut_is_integrable()


def integral_of_a_constant(value):
    """The integral of a constant, which exists."""
    integral = primitive(a, b, lambda x: c, lambda x: c * x, by=given(a <= b))
    exists = applied("Int_cont", a, b, lambda x: c, given=[a <= b])
    return [have(claim.claim, given=[a <= b], by=claim).at({c: value}) for claim in (integral, exists)]


@theorem(
    "An integral over one step",
    Implies(And(STEEP, a <= b), AtMost(abs_(Integral(a, b, g) - (b - a) * g(b)), L * (b - a) ** 2)),
    uses=[integrable_on_intervals],
    source="elementary",
)
def one_step(claim, integrable):
    held = [STEEP, a <= b]
    reach = L * (b - a)
    wider = have(Implies(And(0 <= L, 0 <= u, u <= v), L * u <= L * v), by=times(0 <= L, u <= v))
    near = [given(STEEP).instance(x, b), wider.at({u: abs_(x - b), v: b - a})]
    bounds = []
    for level, order in ((g(b) - reach, (0, 1)), (g(b) + reach, (1, 0))):
        first, second = ((lambda x, level=level: level, g)[place] for place in order)
        compared = have(Implies(And(a < x, x < b), first(x) <= second(x)), given=held, by=near)
        mono = applied(
            "int_mono",
            a,
            b,
            first,
            second,
            given=held,
            by=[integrable, compared.forall(x), *integral_of_a_constant(level)],
        )
        bounds += [mono, *integral_of_a_constant(level)]
    proof = have(claim, by=bounds)
    return (
        proof,
        cut_is_integrable(),
        under(claim.condition, have(Integrable(a, b, g), given=held, by=integrable)),
    )


def steps(n):
    """The values of g at the right ends of n steps of width h from a on."""
    return Sum(1, n, lambda k: g(a + k * h))


@theorem(
    "An integral over equal steps",
    Implies(
        And(STEEP, 0 <= h),
        AtMost(abs_(Integral(a, a + n * h, g) - h * steps(n)), n * L * h**2),
    ),
    uses=[integrable_on_intervals, one_step],
    source="elementary",
)
def equal_steps(claim, integrable, one):
    held = [STEEP, 0 <= h]
    reach = have(Implies(0 <= h, And(0 <= n * h, n * h <= (n + 1) * h)), by=times(0 <= n, 0 <= h))
    regular = integrable.at({b: a + (n + 1) * h})
    split = applied("int_split", a, a + n * h, a + (n + 1) * h, g, given=held, by=[regular, reach])
    last = one.at({a: a + n * h}).at({b: a + (n + 1) * h})
    start = one.at({b: a})
    every = induct_on(
        n,
        claim.conclusion,
        "Step by step.",
        given=held,
        base=[fact("sum_empty", 1, 0, lambda k: g(a + k * h)), start],
        step=[fact("sum_last", 1, n, lambda k: g(a + k * h)), split, last, reach],
    )
    proof = have(claim, by=every.instance(n))
    positive = have(Implies(0 <= h, a <= a + n * h), by=reach)
    exists = have(Integrable(a, a + n * h, g), given=held, by=[integrable.at({b: a + n * h}), positive])
    return proof, under(claim.condition, positive), under(claim.condition, exists)


def on_circle(x):
    """The interval of the angle."""
    return And(-pi < x, x < pi)


@theorem(
    "Functions of bounded slope have a mean over the circle",
    Implies(STEEP, And(Integrable(PHI, g), AtMost(abs_(E(PHI, g)), abs_(g(0)) + pi * L))),
    uses=[inside_the_circle, dominated],
    source="elementary",
)
def means_over_the_circle(claim, inside, below):
    bound = abs_(g(0)) + pi * L
    wider = have(Implies(And(0 <= L, 0 <= u, u <= v), L * u <= L * v), by=times(0 <= L, u <= v))
    near = have(
        Implies(on_circle(x), And(-bound <= g(x), g(x) <= bound)),
        given=[STEEP],
        by=[given(STEEP).instance(x, 0), wider.at({u: abs_(x), v: pi})],
    )
    mean = applied("E_range", PHI, on_circle, g, -bound, bound, given=[STEEP], by=[inside, near.forall(x)])
    size = have(Implies(on_circle(x), abs_(g(x)) <= 1 * abs_(bound)), given=[STEEP], by=near)
    constant = bounded(PHI, lambda x: bound, x, abs_(bound), have(abs_(bound) <= abs_(bound)))
    found = below.at({rho: PHI, A: on_circle, f: g, g_: lambda x: bound, w: 1})
    exists = have(Integrable(PHI, g), given=[STEEP], by=[found, inside, size.forall(x), constant])
    proof = have(claim, by=[mean, exists])
    return proof, clipped_is_integrable(PHI, g, x).at({m: n}), under(claim.condition, exists)


def under_the_density():
    """Times the density of the angle, the slope is bounded by L / (2 pi)."""
    positive = have(Less(0, 1 / pi), by=[fact("pi_bounds"), sign(1 / pi)])
    scaled = have(
        Implies(And(0 <= c, abs_(u - v) <= x), abs_(u * c - v * c) <= x * c),
        by=[times(0 <= c, u - v <= x), times(0 <= c, v - u <= x)],
    )
    slope = have(
        abs_(g(u) * density(u) - g(v) * density(v)) <= L / (2 * pi) * abs_(u - v),
        given=[STEEP],
        by=[
            positive,
            given(STEEP).instance(u, v),
            scaled.at({c: 1 / (2 * pi), u: g(u), v: g(v), x: L * abs_(u - v)}),
        ],
    )
    steep = have(0 <= L / (2 * pi), given=[STEEP], by=[positive, times(0 <= L, 0 <= 1 / pi)])
    return [steep, slope.forall(u, v)]


def turns(n):
    """The values of g at n equal steps around the circle."""
    return Sum(1, n, lambda k: g(-pi + k * h))


@theorem(
    "The mean over the circle from equal steps",
    Implies(And(STEEP, 0 <= h, Equal(n * h, 2 * pi)), AtMost(abs_(n * E(PHI, g) - turns(n)), 2 * pi * L)),
    uses=[equal_steps, inside_the_circle, density_of_the_angle, factor_of_a_sum, means_over_the_circle],
    source="elementary",
)
def mean_from_steps(claim, steps_, inside, dense, constant, regular):
    def integrand(x):
        return g(x) * density(x)

    held = [STEEP, 0 <= h, Equal(n * h, 2 * pi)]
    mean = have(
        Equal(E(PHI, g), Integral(-pi, pi, integrand)),
        by=[row("E_density", PHI, density, -pi, pi, g), dense, inside],
    )
    steep = under_the_density()
    whole = steps_.at({a: -pi, L: L / (2 * pi), g: integrand})
    multiple = constant.at({factor: 1 / (2 * pi), terms: lambda k: g(-pi + k * h)})
    whole = have(whole.claim.args[1], given=held, by=[whole, *steep])
    density_sum = Sum(1, n, lambda k: integrand(-pi + k * h))
    ends = have(
        Implies(Equal(x, 2 * pi), Equal(Integral(-pi, -pi + x, integrand), Integral(-pi, pi, integrand))),
        by=rewriting(x, 2 * pi),
    )
    abstract = have(
        Implies(
            And(abs_(u - h * v) <= n * x * h**2, Equal(v, c * y), Equal(n * h * c, 1), 0 <= n),
            abs_(n * u - y) <= n * h * n * h * x,
        ),
        by=[
            times(0 <= n, u - h * v <= n * x * h**2),
            times(0 <= n, h * v - u <= n * x * h**2),
            rewriting(v, c * y),
        ],
    )
    scale = have(Implies(Equal(u, v), Equal(x * u, x * v)), by=rewriting(u, v))
    unit = have(Equal(2 * pi * (1 / (2 * pi)), 1), by=[fact("inverse", pi), fact("pi_bounds")])
    size = have(
        Implies(And(Equal(u, x), Equal(x * c, 1)), And(Equal(u * u * (L * c), x * L), Equal(u * c, 1))),
        by=[rewriting(u, x), scale.at({u: x * c, v: 1, x: x * L})],
    )
    size = size.at({u: n * h, x: 2 * pi, c: 1 / (2 * pi)})
    total = Integral(-pi, -pi + n * h, integrand)
    same = have(Equal(total, E(PHI, g)), given=held, by=[mean, ends.at({x: n * h})])
    last = abstract.at({u: total, v: density_sum, x: L / (2 * pi), c: 1 / (2 * pi), y: turns(n)})
    unity = have(Equal(n * h * (1 / (2 * pi)), 1), given=held, by=[size, unit, fact("pi_bounds")])
    close = have(last.claim.args[1], given=held, by=[whole, last, unity, multiple, fact("pi_bounds")])
    scaled = scale.at({u: total, v: E(PHI, g), x: n})
    proof = have(claim, by=[close, same, scaled, size, unit, fact("pi_bounds")])
    exists = have(Integrable(PHI, g), given=[STEEP], by=regular)
    return proof, under(claim.condition, exists)
