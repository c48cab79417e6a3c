r"""Means of functions on the whole line, from what intervals about 0 leave of them.

Source: elementary.
"""

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Exists,
    ForAll,
    Implies,
    Integrable,
    Lemma,
    abs_,
    exhibit,
    fact,
    given,
    have,
    known,
    pick,
    picked,
    primitive,
    reals,
    relu,
    rewriting,
    sequences,
    square,
    theorem,
    times,
)

from .cut_functions import C, cut, f, g, k, m, mean_from_cuts, mu, smaller_functions, truncated_mean, x
from .means_below_sums import bounded, under
from .uniform_angle import applied

e, u = reals("e u")
T = sequences("T")
POSITIVE = ForAll(x, [], 0 <= f(x))
PARTS = ForAll(k, [], And(Integrable(mu, cut(f, k)), Equal(E(mu, cut(f, k)), C - T(k)), 0 <= T(k)))
VANISHES = ForAll(e, [0 < e], Exists(m, T(m) <= e))


@theorem(
    "A mean from what intervals leave of it",
    Implies(And(POSITIVE, PARTS, VANISHES), And(Integrable(mu, f), Equal(E(mu, f), C))),
    uses=[mean_from_cuts, smaller_functions],
    source="elementary",
)
def mean_on_the_line(claim, cuts, smaller):
    held = claim.condition.parts
    part = given(PARTS).instance(k)
    bounded = have(
        Implies(m <= k, And(Integrable(mu, cut(f, k)), E(mu, cut(f, k)) <= C)), given=[PARTS], by=part
    )
    above = have(
        And(Integrable(mu, f), E(mu, f) <= C),
        given=held,
        by=[cuts, bounded.forall(k), given(POSITIVE)],
    )
    order = have(
        And(0 <= cut(f, k)(x), cut(f, k)(x) <= f(x)), given=[POSITIVE], by=given(POSITIVE).instance(x)
    )
    below = have(
        E(mu, cut(f, k)) <= E(mu, f),
        given=held,
        by=[smaller.at({f: cut(f, k), g: f}), order.forall(x), above],
    )
    rest = (C - E(mu, f)) / 2
    left = have(
        Implies(0 < rest, Exists(m, T(m) <= rest)), given=[VANISHES], by=given(VANISHES).instance(rest)
    )
    name, small = pick(left, "m")
    none = have(C <= E(mu, f), given=[*held, 0 < rest], by=[below.at({k: m}), part.at({k: m}), small])
    at_last = have(Implies(0 < rest, C <= E(mu, f)), given=held, by=picked(left, name, by=none))
    exists = have(Integrable(mu, f), given=held, by=above)
    cut_exists = have(Integrable(mu, cut(f, k)), given=held, by=part)
    side = [under(claim.condition, lemma) for lemma in (exists, cut_exists)]
    return have(claim, by=[above, at_last]), *side, truncated_mean(f), truncated_mean(cut(f, k))


@theorem(
    "What is at most a multiple of 1/k vanishes",
    Implies(And(ForAll(k, [], k * T(k) <= C), 0 < e, 0 < C), Exists(m, T(m) <= e)),
    source="elementary",
)
def bounded_multiples_vanish(claim):
    large = Lemma(known("archimedes", C / e))
    name, far = pick(large, "m")
    reasons = [times(0 < e, C / e <= m), fact("inverse", e)]
    many = have(Implies(And(0 < e, C / e <= m), C <= m * e), by=reasons)
    bounded = claim.condition.parts[0]
    positive = have(Implies(And(C <= m * e, 0 < e, 0 < C), 0 < m), by=times(0 < e, m <= 0))
    order = have(
        Implies(And(C <= m * e, 0 < e, 0 < C, 0 < m, m * u <= C), u <= e), by=times(u > e, 0 < m)
    ).at({u: T(m)})
    found = have(
        T(m) <= e,
        given=claim.condition.parts,
        by=[far, many, positive, order, given(bounded).instance(m)],
    )
    return have(claim, by=picked(large, name, by=exhibit(claim.conclusion, witness=(m,), by=found)))


# ---- densities --------------------------------------------------------------------------------------


def cut_is_integrable(law, function, bound):
    """A function that is bounded between -k and k has a mean there."""
    size = have(
        abs_(cut(function, k)(x)) <= bound,
        by=[times(-k < x, x < k), times(0 <= x, x < k), times(x <= 0, -k < x)],
    )
    return bounded(law, cut(function, k), x, bound, size)


def parts_of_a_mean(law, density, dense, function, primitives, by=()):
    """The mean of a function that is cut off at k, from primitives on both sides of 0."""

    def inside(x):
        return cut(function, k)(x) * density(x)

    def integrand(x):
        return function(x) * density(x)

    part = applied("E_density_part", law, density, -k, k, cut(function, k), by=dense)
    same = applied("int_same", -k, k, inside, integrand, 0, lambda i: 0)
    regular = applied("Int_cont", -k, k, integrand, by=by)
    split = applied("int_split", -k, 0, k, integrand, by=[regular, *by])
    size = [have(Implies(x <= 0, Equal(abs_(x), -x))), have(Implies(0 <= x, Equal(abs_(x), x)))]
    cases = [rewriting(abs_(x), -x), rewriting(abs_(x), x), rewriting(relu(x), 0), rewriting(relu(x), x)]
    halves = []
    for (low, high), (value, F) in zip(((-k, 0), (0, k)), primitives, strict=True):
        line = have(Implies(And(low <= x, x <= high), Equal(integrand(x), value(x))), by=[*size, *cases])
        halves.append(primitive(low, high, integrand, F, by=[line, *by]))
    return [part, same, split, *halves]


def whole_mean(law, function, value, rest, bound, whole, vanish, by, held=()):
    """The mean of a function from its parts, where the rests are positive and at most those that vanish."""
    here = have(
        And(
            Integrable(law, cut(function, k)),
            Equal(E(law, cut(function, k)), value - rest(k)),
            AtMost(0, rest(k)),
        ),
        given=held,
        by=[cut_is_integrable(law, function, bound), *by],
    )
    name, zero = pick(vanish, "m")
    below = have(rest(m) <= e, given=[0 < e], by=[zero, *(lemma.at({k: m}) for lemma in by)])
    goes = picked(vanish, name, by=exhibit(Exists(m, rest(m) <= e), witness=(m,), by=below))
    positive = have(AtMost(0, function(x)), by=square(x))
    general = whole.at({mu: law, f: function, T: rest, C: value})
    return have(
        And(Integrable(law, function), Equal(E(law, function), value)),
        given=held,
        by=[general, positive.forall(x), here.forall(k), goes.forall(e)],
    )
