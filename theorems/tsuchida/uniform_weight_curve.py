r"""The kernel of uniform weights at $(1, 0)$ and $(1, t)$, for every $t \ge 0$, beside the formula.

Source: own computation.
"""

from itertools import pairwise

from sympy import Rational

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integral,
    fact,
    given,
    have,
    min_,
    primitive,
    relu,
    rewriting,
    row,
    theorem,
    times,
)

from .axis_kernels import E1, OWN, kernel, small, u, x
from .tilted_inputs import t, tilted, tilted_means
from .uniform_angle import applied
from .uniform_weights import U, density, mean_of, uniform_weight

response = tilted(t)


def over_second(u):
    """The mean of the response over the second coordinate."""
    return E(U, lambda v: response(u, v))


def integrand(v):
    """The response under the density of the second coordinate."""
    return response(u, v) * density(v)


def profile(u):
    """What the mean over the second coordinate is."""
    return relu(u) * ((min_(u, t) + t) ** 2 / (4 * t) + u - min_(u, t))


@theorem("No response", Implies(u <= 0, Equal(over_second(u), 0)), uses=[uniform_weight], source=OWN)
def no_response(claim, weight):
    none = have(Implies(u <= 0, Equal(response(u, x), 0)), by=rewriting(relu(u), 0))
    same = applied(
        "E_same", U, small, lambda v: response(u, v), lambda v: 0, given=[u <= 0], by=[weight, none.forall(x)]
    )
    zero = applied("E_range", U, small, lambda x: 0, 0, 0, by=weight)
    return have(claim, by=[same, zero]), tilted_means(U, weight, t)[0]


@theorem(
    "A response that is not cut",
    Implies(And(0 <= t, t <= u), Equal(over_second(u), u**2)),
    uses=[uniform_weight],
    source=OWN,
)
def not_cut(claim, weight):
    law = have(
        Equal(over_second(u), Integral(-1, 1, integrand)),
        by=[row("E_density", U, density, -1, 1, lambda v: response(u, v)), weight],
    )
    turn = have(Implies(And(0 <= t, t <= u, -1 <= x, x <= 1), 0 <= u + t * x), by=times(0 <= t, 0 <= 1 + x))
    line = have(
        Implies(And(0 <= t, t <= u, -1 <= x, x <= 1), Equal(response(u, x), u * (u + t * x))),
        by=[turn, rewriting(relu(u + t * x), u + t * x), rewriting(relu(u), u)],
    )
    whole = primitive(
        -1, 1, integrand, lambda v: u * (u * v + t * v**2 / 2) / 2, by=[given(claim.condition), line]
    )
    return have(claim, by=[law, whole]), tilted_means(U, weight, t)[0]


CUT = -u / t


@theorem(
    "A response that is cut",
    Implies(And(0 < t, 0 <= u, u <= t), Equal(over_second(u), u * (u + t) ** 2 / (4 * t))),
    uses=[uniform_weight],
    source=OWN,
)
def cut(claim, weight):
    held = And(*claim.condition.parts)
    inverse = fact("inverse", t)
    law = have(
        Equal(over_second(u), Integral(-1, 1, integrand)),
        by=[row("E_density", U, density, -1, 1, lambda v: response(u, v)), weight],
    )
    place = have(
        Implies(held, And(-1 <= CUT, CUT <= 1, Equal(t * CUT, -u))),
        by=[inverse, times(0 < t, CUT < -1), times(0 < t, CUT > 1)],
    )
    regular = applied("Int_cont", -1, 1, integrand)
    split = applied("int_split", -1, CUT, 1, integrand, given=[held], by=[regular, place])
    sides = have(
        Implies(held, And(Implies(x <= CUT, u + t * x <= 0), Implies(CUT <= x, 0 <= u + t * x))),
        by=[place, times(0 < t, x <= CUT), times(0 < t, CUT <= x)],
    )
    none = have(
        Implies(And(held, x <= CUT), Equal(response(u, x), 0)), by=[sides, rewriting(relu(u + t * x), 0)]
    )
    line = have(
        Implies(And(held, CUT <= x), Equal(response(u, x), u * (u + t * x))),
        by=[sides, rewriting(relu(u + t * x), u + t * x), rewriting(relu(u), u)],
    )
    first = primitive(-1, CUT, integrand, lambda v: 0, by=[given(held), place, none])
    second = primitive(
        CUT, 1, integrand, lambda v: u * (u * v + t * v**2 / 2) / 2, by=[given(held), place, line]
    )
    return have(claim, by=[law, split, first, second, place, inverse]), tilted_means(U, weight, t)[0]


@theorem(
    "The mean over the second coordinate",
    Implies(And(0 < t, small(u)), Equal(over_second(u), profile(u))),
    uses=[no_response, not_cut, cut, uniform_weight],
    source=OWN,
)
def mean_over_the_second(claim, none, far, near, weight):
    low = have(
        Implies(And(0 < t, u <= 0), Equal(over_second(u), profile(u))), by=[none, rewriting(relu(u), 0)]
    )
    middle = have(
        Implies(And(0 < t, 0 <= u, u <= t), Equal(over_second(u), profile(u))),
        by=[near, rewriting(relu(u), u), rewriting(min_(u, t), u)],
    )
    high = have(
        Implies(And(0 < t, t <= u), Equal(over_second(u), profile(u))),
        by=[far, fact("inverse", t), rewriting(relu(u), u), rewriting(min_(u, t), t)],
    )
    return have(claim, by=[low, middle, high]), tilted_means(U, weight, t)[0]


SUCCESSIVELY = "Integrate over one coordinate after the other."
TILTED = (1, t)
CURVE = kernel(U, E1, TILTED)


def outer(u):
    """The profile under the density of the first coordinate."""
    return profile(u) * density(u)


def over_both(mean, weight, held, cuts, pieces):
    """The kernel from the profile, whose values and primitives between the cuts are given."""
    same = applied("E_same", U, small, over_second, profile, given=[0 < t], by=[weight, mean.forall(u)])
    same = have(Implies(held, same.claim), by=have(Implies(0 < t, same.claim), by=same))
    law = have(
        Equal(E(U, profile), Integral(-1, 1, outer)),
        by=[row("E_density", U, density, -1, 1, profile), weight],
    )
    cases = [rewriting(relu(x), 0), rewriting(relu(x), x), rewriting(min_(x, t), x), rewriting(min_(x, t), t)]
    inverse, parts = fact("inverse", t), []
    for (low, high), (value, F) in zip(pairwise([-1, *cuts, 1]), pieces, strict=True):
        if high in cuts:
            regular = applied("Int_cont", low, 1, outer, given=[held])
            parts.append(applied("int_split", low, high, 1, outer, given=[held], by=regular))
        line = have(
            Implies(And(held, low <= x, x <= high), Equal(profile(x), value(x))), by=[inverse, *cases]
        )
        parts.append(primitive(low, high, outer, F, by=[given(held), line, inverse]))
    return [same, law, *parts, inverse]


def rising(x):
    """The profile up to t, and a primitive of its half."""
    return x * (x + t) ** 2 / (4 * t)


def primitive_of_rising(x):
    """A primitive of half of the rising part."""
    return (x**4 / 4 + 2 * t * x**3 / 3 + t**2 * x**2 / 2) / (8 * t)


NONE = (lambda x: 0, lambda x: 0)
RISING = (rising, primitive_of_rising)
SQUARE = (lambda x: x**2, lambda x: x**3 / 6)


@theorem(
    "The kernel of uniform weights at inputs that are close",
    Implies(And(0 <= t, t <= 1), Equal(CURVE, Rational(1, 6) + t**3 / 96)),
    uses=[mean_over_the_second, no_response, not_cut, uniform_weight],
    source=OWN,
)
def kernel_at_close_inputs(claim, mean, none, line, weight):
    steps = over_both(mean, weight, And(0 < t, t <= 1), [0, t], [NONE, RISING, SQUARE])
    apart = have(Implies(And(0 < t, t <= 1), claim.conclusion), SUCCESSIVELY, by=steps)

    def flat(u):
        return relu(u) * u

    value = have(
        Implies(Equal(t, 0), Equal(over_second(u), flat(u))),
        by=[none, line, rewriting(relu(u), u), rewriting(relu(u), 0)],
    )
    same = applied("E_same", U, small, over_second, flat, given=[Equal(t, 0)], by=[weight, value.forall(u)])
    law = mean_of(flat, weight, [(0, lambda x: 0), (1, lambda x: x**3 / 6)])
    equal = have(Implies(Equal(t, 0), claim.conclusion), by=[same, *law])
    return have(claim, by=[apart, equal]), *tilted_means(U, weight, t)


@theorem(
    "The kernel of uniform weights at inputs that are apart",
    Implies(1 <= t, Equal(CURVE, t / 16 + Rational(1, 12) + 1 / (32 * t))),
    uses=[mean_over_the_second, uniform_weight],
    source=OWN,
)
def kernel_at_distant_inputs(claim, mean, weight):
    steps = over_both(mean, weight, claim.condition, [0], [NONE, RISING])
    return have(claim, SUCCESSIVELY, by=steps), *tilted_means(U, weight, t)
