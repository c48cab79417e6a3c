r"""Powers times exponentials vanish at infinity.

Source: elementary.
"""

from sympy import exp

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Lemma,
    exhibit,
    fact,
    have,
    induct_on,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    row,
    sign,
    theorem,
    times,
)

from .homogeneous_kernels import powers_grow
from .moments_by_parts import c, e, u, v, w, x
from .powers_of_the_rectifier import powers_of_products

beta, y = reals("beta y")
k, m, n = naturals("k m n")


@theorem("Exponentials are above powers", Implies(0 <= y, y**n <= exp(n * y)), source="elementary")
def exponential_above_powers(claim):
    steps = [fact("exp", y), fact("exp", n * y), fact("exp_sum", n * y, y), fact("pow_next", y, n)]
    more = have(
        Implies(And(0 <= y, 0 < v, u <= v, y + 1 <= w), u * y <= v * w),
        by=[times(0 <= y, u <= v), times(0 < v, y <= w)],
    )
    more = more.at({u: y**n, v: exp(n * y), w: exp(y)})
    every = induct_on(
        n,
        y**n <= exp(n * y),
        given=[0 <= y],
        base=[fact("pow_next", y, 0), fact("exp_zero")],
        step=[*steps, more],
    )
    return have(claim, by=every.instance(n))


@theorem(
    "Exponentials beat powers",
    Implies(And(0 <= x, 0 < beta, 1 <= n), x**n * exp(-x / beta) <= (n * beta) ** n),
    uses=[exponential_above_powers, powers_of_products, powers_grow],
    source="elementary",
)
def exponential_beats_powers(claim, above, powers, grow):
    held = claim.condition.parts
    product = have(
        Implies(
            And(Equal(x, n * beta * y), 0 < beta),
            And(Equal(x**n, (n * beta) ** n * y**n), Equal(x / beta, n * y)),
        ),
        by=[rewriting(x, n * beta * y), powers.at({u: n * beta, v: y}), fact("inverse", beta)],
    )
    scale = have(0 < n * beta, given=held, by=times(1 <= n, 0 < beta))
    ratio = have(
        And(0 <= y, Equal(x, n * beta * y)),
        given=[*held, Equal(n * beta * w, 1), Equal(y, x * w)],
        by=[times(0 <= x, 0 <= w), sign(w), scale, rewriting(y, x * w)],
    )
    last = have(
        Implies(And(0 <= u, 0 < v, 0 < w, Equal(v * w, 1), y <= v), u * y * w <= u),
        by=[times(0 < w, y <= v), times(0 <= u, 0 <= 1 - y * w)],
    )
    signs = [
        fact("exp", x / beta),
        fact("exp", -x / beta),
        fact("exp_sum", x / beta, -x / beta),
        fact("exp_zero"),
    ]
    same = have(Implies(Equal(u, v), Equal(exp(u), exp(v))), by=rewriting(u, v)).at({u: x / beta, v: n * y})
    known = [
        product,
        above,
        same,
        *signs,
        last.at({u: (n * beta) ** n, v: exp(x / beta), w: exp(-x / beta), y: y**n}),
        grow.at({u: n * beta, v: n * beta}),
    ]
    more = have(Implies(Equal(u, v), Equal(u * w, v * w)), by=rewriting(u, v))
    known.append(more.at({u: x**n, v: (n * beta) ** n * y**n, w: exp(-x / beta)}))
    bound = have(claim.conclusion, given=[*held, 0 <= y, Equal(x, n * beta * y)], by=[scale, *known])
    return have(
        claim,
        by=[
            bound.at({y: x / (n * beta)}),
            ratio.at({y: x / (n * beta), w: 1 / (n * beta)}),
            scale,
            fact("inverse", n * beta),
        ],
    )


def vanishing(boundary):
    """What is said of a boundary that tends to 0."""
    return ForAll(e, [0 < e], Exists(m, ForAll(k, [m <= k], boundary(k) <= e)))


def boundary(k):
    """A power times an exponential at the natural k."""
    return c * k**n * exp(-k / beta)


@theorem(
    "Powers times exponentials vanish",
    Implies(And(0 <= c, 0 < beta), vanishing(boundary)),
    uses=[exponential_beats_powers],
    source="elementary",
)
def boundary_vanishes(claim, beats):
    held = [0 <= c, 0 < beta, 0 < e]
    top = ((n + 1) * beta) ** (n + 1)
    exists = Lemma(row("archimedes", c * top / e))
    name, far = pick(exists, "N")
    N = naturals("N")
    here = beats.at({n: n + 1, x: k})
    last = have(
        Implies(And(0 <= c, 0 < e, 1 <= x, c * u <= e * x, x * v <= u), c * v <= e),
        by=[times(0 <= c, x * v <= u), times(1 <= x, c * v > e)],
    )
    unit = have(Implies(Equal(u, 1), Equal(v * u, v)), by=rewriting(u, 1))
    grows = have(
        Implies(And(0 < e, Equal(e * w, 1), v * w <= u, u <= x), v <= e * x),
        by=[times(0 < e, v * w <= u), times(0 < e, u <= x), unit.at({u: e * w})],
    )
    steps = [fact("pow_next", k, n), fact("exp", -k / beta), fact("inverse", e), fact("nat", N)]
    small = have(
        Implies(N + 1 <= k, boundary(k) <= e),
        given=held,
        by=[
            here,
            far,
            last.at({x: k, u: top, v: k**n * exp(-k / beta)}),
            grows.at({w: 1 / e, v: c * top, u: N, x: k}),
            *steps,
        ],
    )
    goal = Exists(m, ForAll(k, [m <= k], boundary(k) <= e))
    found = picked(exists, name, by=exhibit(goal, witness=(N + 1,), by=small.forall(k)))
    return have(claim, by=found.forall(e))
