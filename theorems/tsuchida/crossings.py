r"""A function that increases, and not too fast, has one zero between the signs that it changes.

Source: elementary.
"""

from sympy import atan, pi

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Less,
    abs_,
    borel,
    exhibit,
    fact,
    given,
    have,
    pick,
    picked,
    reals,
    rewriting,
    theorem,
)

from .arctangents import ANGLE, positive_inverse, s
from .uniform_angle import applied

c, e, t, u, v, w = reals("c e t u v w")
f = borel("f")
INCREASES = ForAll((u, v), [1 <= u, u < v], And(f(u) < f(v), f(v) - f(u) <= v - u))
BELOW_AND_ABOVE = And(
    Implies(t < c, f(t) < 0), Implies(Equal(t, c), Equal(f(t), 0)), Implies(c < t, 0 < f(t))
)
ONE_ZERO = Exists(c, And(1 < c, c < 2, ForAll(t, [1 <= t], BELOW_AND_ABOVE)))


@theorem("One zero", Implies(And(INCREASES, f(1) < 0, 0 < f(2)), ONE_ZERO), source="elementary")
def one_zero(claim):
    grows = have(
        Implies(And(1 <= u, u < v), And(f(u) < f(v), f(v) - f(u) <= v - u)),
        given=[INCREASES],
        by=given(INCREASES).instance(u, v),
    )
    same = have(Implies(Equal(u, v), Equal(f(u), f(v))), by=rewriting(u, v))
    lipschitz = have(
        Implies(And(1 <= u, 1 <= v), AtMost(abs_(f(v) - f(u)), abs_(v - u))),
        given=[INCREASES],
        by=[grows, grows.at({u: v, v: u}), same],
    )
    near = ForAll(v, [And(1 <= v, v <= 2), abs_(v - u) < w], abs_(f(v) - f(u)) < e)
    continuous = exhibit(
        ForAll((u, e), [And(1 <= u, u <= 2), 0 < e], Exists(w, And(0 < w, near))), witness=(e,), by=lipschitz
    )
    signs = [f(1) < 0, 0 < f(2)]
    middle = applied("ivt", 1, 2, f, given=[INCREASES, *signs], by=continuous)
    name, zero = pick(middle, "c")
    ends = [have(Implies(Equal(c, k), Equal(f(c), f(k))), by=rewriting(c, k)) for k in (1, 2)]
    inside = have(And(1 < c, c < 2), given=signs, by=[zero, *ends])
    here = have(
        Implies(1 <= t, BELOW_AND_ABOVE),
        given=[INCREASES],
        by=[zero, grows.at({u: t, v: c}), grows.at({u: c, v: t}), same.at({u: t, v: c})],
    )
    found = exhibit(ONE_ZERO, witness=(c,), by=[inside, here.forall(t)])
    return have(claim, "It is continuous.", by=picked(middle, name, by=found))


# ---- kernel and formula -----------------------------------------------------------------------------


def sides(kernel, formula):
    """The kernel is below the formula before the crossing, equal there and above it behind."""
    before, here = Implies(t < c, kernel < formula), Implies(Equal(t, c), Equal(kernel, formula))
    return And(before, here, Implies(c < t, formula < kernel))


def crossing(kernel, formula):
    """The kernel crosses the formula at one slope, which lies between 1 and 2."""
    return Exists(c, And(1 < c, c < 2, ForAll((t, s), [0 < t, ANGLE], sides(kernel, formula))))


def crossing_of(claim, kernel, formula, excess, zero, increases, one, differences):
    """The crossing, from the zero of the excess at inputs that are apart, and from the differences."""
    quarter = [one.at({s: atan(t)}), fact("pi_bounds"), *positive_inverse(pi), rewriting(t, 1)]
    low, high = have(Implies(Equal(t, 1), excess(t) < 0), by=quarter), have(Less(0, excess(2)))
    general = zero.at({f: excess})
    place = have(general.claim.args[1], by=[general, increases.forall(u, v), low.at({t: 1}), high])
    name, found = pick(place, "c")
    beside = given(found.claim.args[2]).instance(t)
    here = have(Implies(And(0 < t, ANGLE), sides(kernel, formula)), by=[found, beside, *differences])
    inside = have(And(1 < c, c < 2), by=found)
    shown = exhibit(claim, witness=(c,), by=[inside, here.forall(t, s)])
    return have(claim, "Up to 1 the kernel is below.", by=picked(place, name, by=shown))
