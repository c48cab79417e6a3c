r"""Two independent standard normal numbers: means over one after the other, and turns of the plane.

Source: elementary; proofs: own computation.
"""

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    NonZero,
    abs_,
    as_functions,
    borel,
    fact,
    given,
    have,
    iid,
    ite,
    reals,
    rewriting,
    row,
    sequences,
    sign,
    theorem,
    times,
)

from .gaussian_density import NORMAL
from .independent_sums import integrable, mean_is_bounded
from .means_below_sums import under
from .uniform_angle import applied

c, d, p, q, r, s, t, u, v, w, x, y, M = reals("c d p q r s t u v w x y M")
z = sequences("z")
F = borel("F", "R", ("borel", "R", "R"))
g = borel("g")
PLANE = iid(2, NORMAL)


def bounded(F):
    """The function of two numbers is bounded by M."""
    return ForAll((s, t), [], abs_(F(s)(t)) <= M)


def bounded_on_the_line(g):
    """The function of a number is bounded by M."""
    return ForAll(x, [], abs_(g(x)) <= M)


def of_pair(F):
    """F of the two coordinates."""
    return lambda z: F(z(1))(z(2))


def inner(F):
    """The mean of F over its second argument."""
    return lambda u: E(NORMAL, lambda v: F(u)(v))


def double(F):
    """The mean of F over the second, then over the first of two standard normal numbers."""
    return E(NORMAL, inner(F))


def means(F, small, u=u, v=v):
    """The means in the double mean of a bounded function exist; what is said holds at all points u, v."""
    one = mean_is_bounded(NORMAL, lambda v: F(u)(v), v, small)
    return integrable(NORMAL, lambda v: F(u)(v), v, small), integrable(NORMAL, inner(F), u, one)


@theorem(
    "A mean over two independent standard normal numbers",
    Implies(bounded(F), Equal(E(PLANE, of_pair(F)), double(F))),
    source="elementary",
)
def one_after_the_other(claim):
    held = given(claim.condition)
    small = have(abs_(of_pair(F)(z)) <= M, by=held.instance(z(1), z(2)))
    fubini = applied("iid_last", 1, NORMAL, of_pair(F), M, by=small.forall(z))
    first = row("iid_marginal", 1, NORMAL, 1)
    along = row("E_push", lambda z: z(1), iid(1, NORMAL), inner(F))
    shown = have(claim, by=[fubini, first, along])
    return shown, integrable(PLANE, of_pair(F), z, small), *means(F, held.instance(u, v))


def turned(F, p, q):
    """F at the point of the plane turned by the rotation with the first column (p, q)."""
    return lambda u: lambda v: F(p * u - q * v)(q * u + p * v)


UNIT = Equal(p**2 + q**2, 1)


@theorem(
    "Turns of the plane of two independent standard normal numbers",
    Implies(And(bounded(F), UNIT), Equal(double(turned(F, p, q)), double(F))),
    uses=[one_after_the_other],
    source="elementary",
)
def turns_of_the_plane(claim, fubini):
    held = given(claim.condition.parts[0])

    def turn(z):
        return lambda i: ite(Equal(i, 1), p * z(1) - q * z(2), ite(Equal(i, 2), q * z(1) + p * z(2), 0))

    invariant = applied("gauss_rotation", p, q, given=[UNIT])
    along = row("E_push", turn, PLANE, of_pair(F))
    small = have(
        abs_(turned(F, p, q)(s)(t)) <= M, given=[bounded(F)], by=held.instance(p * s - q * t, q * s + p * t)
    )
    other = have(
        Equal(E(PLANE, of_pair(turned(F, p, q))), double(turned(F, p, q))),
        given=[bounded(F)],
        by=[fubini.at({F: turned(F, p, q)}), small.forall(s, t)],
    )
    shown = have(claim, by=[invariant, along, fubini, other])
    exist = [*means(F, held.instance(u, v)), *means(turned(F, p, q), small.at({s: u, t: v}))]
    return shown, *(under(claim.condition, side) for side in exist)


def line(c, d):
    """The function g of the combination c u + d v."""
    return lambda u: lambda v: g(c * u + d * v)


@theorem(
    "The mean does not see a second number",
    Implies(
        bounded_on_the_line(g), Equal(double(lambda u: lambda v: g(r * u)), E(NORMAL, lambda u: g(r * u)))
    ),
    source="elementary",
)
def second_number_unseen(claim):
    held = given(claim.condition).instance(r * u)
    everywhere = applied("prob_sure", NORMAL, lambda x: And())
    one = applied("E_range", NORMAL, lambda x: And(), lambda v: g(r * u), g(r * u), g(r * u), by=everywhere)
    same = have(Equal(E(NORMAL, lambda v: g(r * u)), g(r * u)), by=one)
    exist = means(lambda u: lambda v: g(r * u), held)
    return have(claim, by=as_functions(same, u)), integrable(NORMAL, lambda u: g(r * u), u, held), *exist


@theorem(
    "A combination of two independent standard normal numbers",
    Implies(
        And(bounded_on_the_line(g), Equal(r**2, c**2 + d**2)),
        Equal(double(line(c, d)), E(NORMAL, lambda u: g(r * u))),
    ),
    uses=[turns_of_the_plane, second_number_unseen],
    source="elementary",
)
def combination_of_two(claim, turns, unseen):
    condition, length = claim.condition.parts
    held = given(condition)

    def first(u):
        return lambda v: g(r * u)

    columns = [Equal(r * p, c), Equal(r * q, -d)]
    place = have(Equal(r * (p * u - q * v), c * u + d * v), given=columns, by=[rewriting(c, r * p)])
    moved = have(Equal(turned(first, p, q)(u)(v), line(c, d)(u)(v)), by=[place, rewriting(*place.claim.args)])
    same = as_functions(as_functions(moved, v), u)
    small = have(abs_(first(s)(t)) <= M, given=[condition], by=held.instance(r * s))
    turn = have(
        Implies(And(*columns, UNIT), claim.conclusion),
        given=[condition],
        by=[turns.at({F: first}), small.forall(s, t), same, unseen],
    )
    inverse = Equal(r * y, 1)
    scaled = have(Implies(Equal(s, t), Equal(x * s, x * t)), by=rewriting(s, t))
    values = [scaled.at({s: r * y, t: 1, x: e}) for e in (c, d)]
    squared = scaled.at({s: r**2, t: c**2 + d**2, x: y**2})
    one = have(Implies(Equal(r * y, 1), Equal(r**2 * y**2, 1)), by=times(inverse, r * y))
    unit = have(
        Implies(
            And(inverse, length),
            And(Equal(r * c * y, c), Equal(r * d * y, d), Equal((c * y) ** 2 + (d * y) ** 2, 1)),
        ),
        by=[*values, squared, one],
    )
    long = have(
        Implies(And(length, NonZero(r)), claim.conclusion),
        given=[condition],
        by=[turn.at({p: c * y, q: -d * y}).at({y: 1 / r}), unit.at({y: 1 / r}), fact("inverse", r)],
    )
    none = have(
        Implies(And(Equal(c**2 + d**2, 0)), And(Equal(c, 0), Equal(d, 0))),
        by=[sign(c), sign(d), times(c > 0, c > 0)],
    )
    zero = [Equal(c, 0), Equal(d, 0), Equal(r, 0)]
    start = have(Equal(c * u + d * v, r * u), given=zero, by=[rewriting(e, 0) for e in (c, d, r)])
    there = have(Equal(line(c, d)(u)(v), first(u)(v)), by=[start, rewriting(*start.claim.args)])
    flat = as_functions(as_functions(there, v), u)
    short = have(
        Implies(And(length, Equal(r, 0)), claim.conclusion),
        given=[condition],
        by=[none, have(Implies(And(*zero), flat.claim), by=flat), unseen],
    )
    exist = [
        *means(line(c, d), held.instance(c * u + d * v)),
        integrable(NORMAL, lambda u: g(r * u), u, held.instance(r * u)),
    ]
    proof = have(
        claim, "Turn the plane until the combination is a multiple of one of the two.", by=[long, short]
    )
    return proof, *(under(claim.condition, side) for side in exist)
