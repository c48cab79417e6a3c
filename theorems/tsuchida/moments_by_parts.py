r"""Moments of a length with a density, from one another: integration by parts with a boundary that vanishes.

The length $R$ has the density f on each interval $(0, b_n)$, and these intervals exhaust it. Suppose that
$$\int_0^{b_n} r^q f(r)\, dr = c \int_0^{b_n} r^p f(r)\, dr - T_n, \qquad T_n \ge 0, \quad T_n \to 0.$$
If $R^p$ has a mean then $R^q$ has one, and $E R^q = c\, E R^p$.

Source: own computation.
"""

from symrelu import (
    And,
    DensityOn,
    E,
    Equal,
    Exists,
    ForAll,
    Implies,
    Integrable,
    Integral,
    Not,
    P,
    abs_,
    borel,
    events,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    ite,
    laws,
    min_,
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

from .dominated_means import bounded, cut_is_integrable
from .homogeneous_kernels import powers_grow
from .uniform_angle import applied

OWN = "own computation"
c, e, r, u, v, w, x = reals("c e r u v w x")
j, k, m, n, p, q = naturals("j k m n p q")
rho, f, A = laws("rho"), borel("f"), events("A")
b, T = sequences("b T")


def cut(q, n):
    """The power of a length below the level n, and 0 for other lengths."""
    return lambda r: ite(And(0 < r, r < b(n)), r**q, 0)


def moment(q):
    """The power of a length."""
    return lambda r: r**q


def partial(q, n):
    """The part of the moment below the level n."""
    return Integral(0, b(n), lambda r: r**q * f(r))


SURE = Equal(P(rho, A), 1)
DENSITY = ForAll(n, [], DensityOn(rho, f, (0, b(n))))
REACHED = ForAll(r, [A(r)], And(0 < r, Exists(m, ForAll(k, [m <= k], r < b(k)))))


def regular(q):
    """The powers times the density are integrable up to each level."""
    return ForAll(n, [], Integrable(0, b(n), lambda r: r**q * f(r)))


def truncated(function, low, high):
    """A function that is cut is integrable."""
    flat = applied("Int_cont", low, high, lambda x: j, given=[low <= high])
    size = have(Implies(And(low < x, x < high), abs_(min_(abs_(function(x)), j)) <= j))
    cut = [lambda x: min_(abs_(function(x)), j), lambda x: j]
    below = applied("Int_below", low, high, *cut, given=[low <= high], by=[flat, size.forall(x)])
    return have(below.claim, given=[low <= high], by=below)


LEVELS = naturals("n n' n''")


def powers_are_defined(*powers):
    """Powers that are cut have means, whatever the names of the levels are."""
    return [cut_is_integrable(rho, moment(q), r).at({m: level}) for q in powers for level in LEVELS]


def densities_are_defined(*powers):
    """Powers and densities that are cut have means and integrals."""
    places = [(lambda r, q=q: r**q * f(r), 0, b(i)) for q in powers for i in LEVELS[:2]]
    cuts = [truncated(*place).at({j: level}) for place in [(f, u, v), *places] for level in LEVELS]
    return cuts + powers_are_defined(*powers)


@theorem("The powers below a level have means", Integrable(rho, cut(q, n)), uses=[powers_grow], source=OWN)
def cuts_have_means(claim, grow):
    small = [grow.at({u: low, v: abs_(b(k)), n: q}) for low in (r, abs_(b(k)))]
    within = have(abs_(cut(q, k)(r)) <= abs_(b(k)) ** q, by=small)
    proof = bounded(rho, cut(q, k), r, abs_(b(k)) ** q, within).at({k: n})
    return proof, cut_is_integrable(rho, cut(q, k), r).at({m: naturals("n'"), k: n})


@theorem(
    "A moment below a level",
    Implies(And(DENSITY, regular(q)), Equal(E(rho, cut(q, n)), partial(q, n))),
    uses=[cuts_have_means],
    source=OWN,
)
def cut_moments(claim, cuts):
    here = given(DENSITY).instance(n)
    off = have(Implies(Not(And(0 < r, r < b(n))), Equal(cut(q, n)(r), 0)))
    mean = row("E_density_part", rho, f, 0, b(n), cut(q, n))
    inside = have(Implies(And(0 < r, r < b(n)), Equal(cut(q, n)(r) * f(r), r**q * f(r))))
    same = applied(
        "int_same",
        0,
        b(n),
        lambda r: cut(q, n)(r) * f(r),
        lambda r: r**q * f(r),
        0,
        lambda i: 0,
        by=inside.forall(r),
    )
    proof = have(claim, by=[mean, here, off.forall(r), same])
    return proof, *densities_are_defined(q), cuts


FINITE = Integrable(rho, moment(p))


@theorem(
    "Moments below a level are at most the moment",
    Implies(And(SURE, DENSITY, regular(p), REACHED, FINITE), partial(p, n) <= E(rho, moment(p))),
    uses=[cut_moments, cuts_have_means],
    source=OWN,
)
def partial_moments(claim, value, cuts):
    positive = induct_on(
        n,
        Implies(0 < r, 0 < r**n),
        base=fact("pow_next", r, 0),
        step=[fact("pow_next", r, n), times(0 < r, 0 < r**n)],
    )
    small = have(
        Implies(A(r), cut(p, n)(r) <= r**p),
        given=[REACHED],
        by=[positive.instance(p), given(REACHED).instance(r)],
    )
    least = applied(
        "E_mono", rho, A, cut(p, n), moment(p), given=[SURE, FINITE], by=[cuts.at({q: p}), small.forall(r)]
    )
    return have(claim, by=[value.at({q: p}), least]), *densities_are_defined(p)


@theorem(
    "A bound of the moments below the levels is one of the moment",
    Implies(
        And(SURE, DENSITY, regular(p), REACHED, ForAll(n, [], partial(p, n + m) <= c)),
        And(FINITE, E(rho, moment(p)) <= c),
    ),
    uses=[cut_moments, cuts_have_means],
    source=OWN,
)
def bounded_moments(claim, value, cuts):
    held = claim.condition.parts

    def later(n):
        return cut(p, n + m)

    small = have(
        And(Integrable(rho, later(n)), E(rho, later(n)) <= c),
        given=held,
        by=[cuts.at({q: p, n: n + m}), value.at({q: p, n: n + m}), given(held[-1]).instance(n)],
    )
    powers = induct_on(
        n,
        Implies(0 < r, 0 < r**n),
        base=fact("pow_next", r, 0),
        step=[fact("pow_next", r, n), times(0 < r, 0 < r**n)],
    )
    positive = have(
        Implies(A(r), And(0 <= r**p, ForAll(n, [], 0 <= later(n)(r)))),
        given=[REACHED],
        by=[powers.instance(p), given(REACHED).instance(r)],
    )
    reached = given(REACHED).instance(r)
    level = have(Exists(m, ForAll(k, [m <= k], r < b(k))), given=[A(r)], by=reached)
    name, above = pick(level, "m_0")
    m_0 = naturals("m_0")
    inside = have(
        Implies(m_0 <= k, e <= later(k)(r)),
        given=[A(r), REACHED, e < r**p],
        by=[above.instance(m + k), reached],
    )
    goal = Exists(j, ForAll(k, [j <= k], e <= later(k)(r)))
    found = picked(level, name, by=exhibit(goal, witness=(name,), by=inside.forall(k)))
    limit = have(Implies(A(r), ForAll(e, [e < r**p], goal)), given=[REACHED], by=found.forall(e))
    whole = row("E_fatou", rho, A, later, moment(p), c)
    proof = have(claim, by=[whole, small.forall(n), positive.forall(r), limit.forall(r)])
    return proof, *densities_are_defined(p)


# ---- one moment from another -----------------------------------------------------------------------

PARTS = ForAll(n, [], Equal(partial(q, n), c * partial(p, n) - T(n)))
POSITIVE = ForAll(n, [], 0 <= T(n))
VANISHES = ForAll(e, [0 < e], Exists(m, ForAll(k, [m <= k], T(k) <= e)))
DENSE = [SURE, DENSITY, regular(p), regular(q), REACHED]
LOWER, HIGHER = E(rho, moment(p)), E(rho, moment(q))


@theorem(
    "The higher moment is at most the multiple of the lower one",
    Implies(
        And(*DENSE, FINITE, 0 < c, POSITIVE, PARTS), And(Integrable(rho, moment(q)), HIGHER <= c * LOWER)
    ),
    uses=[partial_moments, bounded_moments],
    source=OWN,
)
def higher_is_below(claim, partial_is_below, bound):
    held = claim.condition.parts
    scaled = have(Implies(And(0 < c, u <= v), c * u <= c * v), by=times(0 < c, u <= v))
    small = have(
        partial(q, n) <= c * LOWER,
        given=held,
        by=[
            partial_is_below,
            scaled.at({u: partial(p, n), v: LOWER}),
            given(PARTS).instance(n),
            given(POSITIVE).instance(n),
        ],
    )
    least = bound.at({p: q, m: 0, c: c * LOWER})
    return have(claim, by=[least, small.forall(n)]), *densities_are_defined(p, q)


@theorem(
    "The higher moment is at least the multiple of the lower one",
    Implies(And(*DENSE, FINITE, Integrable(rho, moment(q)), 0 < c, VANISHES, PARTS), c * LOWER <= HIGHER),
    uses=[partial_moments, bounded_moments],
    source=OWN,
)
def higher_is_above(claim, partial_is_below, bound):
    held = claim.condition.parts
    level = given(VANISHES).instance(e)
    name, near = pick(level, "N")
    N = naturals("N")
    top = (HIGHER + e) / c
    inverse = fact("inverse", c)
    scaled = have(
        Implies(And(0 < c, Equal(c * w, 1), c * u <= v), And(u <= v * w, Implies(u <= v * w, c * u <= v))),
        by=[sign(w), inverse, times(0 < c), times(0 <= w, c * u <= v)],
    )
    small = have(
        partial(p, n + N) <= top,
        given=[*held, 0 < e],
        by=[
            partial_is_below.at({p: q, n: n + N}),
            scaled.at({u: partial(p, n + N), v: HIGHER + e, w: 1 / c}),
            given(PARTS).instance(n + N),
            near.instance(n + N),
            inverse,
        ],
    )
    least = bound.at({m: N, c: top})
    close = have(
        c * LOWER <= HIGHER + e,
        given=[*held, 0 < e],
        by=[least, small.forall(n), scaled.at({u: LOWER, v: HIGHER + e, w: 1 / c}), inverse],
    )
    close = picked(level, name, by=close)
    half = close.at({e: (c * LOWER - HIGHER) / 2})
    return have(claim, "The boundary vanishes.", by=half), *densities_are_defined(p, q)


@theorem(
    "A moment of a length from a lower one",
    Implies(
        And(*DENSE, FINITE, 0 < c, POSITIVE, VANISHES, PARTS),
        And(Integrable(rho, moment(q)), Equal(HIGHER, c * LOWER)),
    ),
    uses=[higher_is_below, higher_is_above],
    source=OWN,
)
def moments(claim, below, above):
    return have(claim, by=[below, above]), *densities_are_defined(p, q)
