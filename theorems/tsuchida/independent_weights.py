r"""Functions of two weighted sums of weights: their means over one weight more.

The functions are at least 0 and grow at most like squares, the weights have a second moment.

Source: elementary.
"""

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    Sum,
    abs_,
    borel,
    fact,
    given,
    have,
    ite,
    laws,
    naturals,
    reals,
    sequences,
    sign,
    square,
    theorem,
    times,
)

from .means_below_sums import below_sums, bounded, cut_mean, everywhere, under
from .uniform_angle import applied

a, b, r, s, t, v, w, C = reals("a b r s t v w C")
j, k, m, n = naturals("j k m n")
x, y, z = sequences("x y z")
mu = laws("mu")
VARIABLES = {"w": w, "rho": laws("rho"), **{name: borel(name) for name in "fgh"}}
F = borel("F", "R", ("borel", "R", "R"))


def weighted(coefficients, m, z):
    """The sum of the first m weights, each times its coefficient."""
    return Sum(1, m, lambda i: coefficients(i) * z(i))


def growth(F, C):
    """F is at least 0 and grows at most like squares."""
    return 0 <= C, ForAll((s, t), [], And(0 <= F(s)(t), F(s)(t) <= C * (1 + s**2 + t**2)))


def squared(w):
    """The square of a weight."""
    return w**2


def weight(w):
    """A weight."""
    return w


MOMENT = Integrable(mu, squared)


def moved(F, a, b):
    """F at a point that a weight moves in the direction (a, b)."""
    return lambda s, t: lambda w: F(s + a * w)(t + b * w)


@theorem(
    "The last weight in a sum",
    Equal(weighted(x, m + 1, lambda i: ite(Equal(i, m + 1), w, z(i))), weighted(x, m, z) + x(m + 1) * w),
    source="elementary",
)
def last_weight(claim):
    def new(i):
        return x(i) * ite(Equal(i, m + 1), w, z(i))

    old = have(Implies(And(1 <= k, k <= m), Equal(new(k), x(k) * z(k))))
    same = applied("sum_same", 1, m, new, lambda i: x(i) * z(i), by=old.forall(k))
    return have(claim, by=[fact("sum_last", 1, m, new), same])


REACH = 1 + 2 * s**2 + 2 * t**2 + 2 * a**2 + 2 * b**2


def moved_size():
    """How large F can be at a point that a weight moves."""
    squares = have(
        1 + (s + a * w) ** 2 + (t + b * w) ** 2 <= REACH * (w**2 + 1),
        by=[square(e) for e in (s - a * w, t - b * w, s * w, t * w, a, b, w)],
    )
    scaled = have(Implies(And(0 <= C, r <= v), C * r <= C * v), by=times(0 <= C, r <= v))
    there = scaled.at({r: 1 + (s + a * w) ** 2 + (t + b * w) ** 2, v: REACH * (w**2 + 1)})
    here = given(growth(F, C)[1]).instance(s + a * w, t + b * w)
    return have(
        And(0 <= moved(F, a, b)(s, t)(w), moved(F, a, b)(s, t)(w) <= C * REACH * (w**2 + 1)),
        given=growth(F, C),
        by=[squares, there, here],
    )


@theorem(
    "A function that grows like squares has a mean over a weight",
    Implies(And(MOMENT, *growth(F, C)), Integrable(mu, moved(F, a, b)(s, t))),
    uses=[below_sums],
    source="elementary",
)
def mean_over_a_weight(claim, below):
    size = moved_size()
    product = have(Implies(And(0 <= C, 0 <= v), 0 <= C * v), by=times(0 <= C, 0 <= v)).at({v: REACH})
    reach = have(0 <= C * REACH, given=[0 <= C], by=[product, *map(square, (s, t, a, b))])
    sized = have(
        abs_(moved(F, a, b)(s, t)(w)) <= C * REACH * (abs_(w**2) + abs_(1)),
        given=growth(F, C),
        by=[size, square(w)],
    )
    one = bounded(mu, lambda w: 1, w, 1, have(abs_(1) <= 1))
    values = {"f": moved(F, a, b)(s, t), "g": squared, "h": lambda w: 1, "w": C * REACH, "rho": mu}
    dominated = below.at({VARIABLES[name]: value for name, value in values.items()})
    proof = have(claim, by=[dominated, one, reach, sized.forall(w)])
    return proof, cut_mean(mu, squared, w), cut_mean(mu, moved(F, a, b)(s, t), w)


VARIANCE = Equal(E(mu, squared), 1)


def averaged(F, a, b, mu=mu):
    """The mean of F at a point that a weight moves in the direction (a, b)."""
    return lambda s: lambda t: E(mu, moved(F, a, b)(s, t))


def constant(w):
    """The constant 1."""
    return 1


@theorem(
    "The mean over a weight grows like squares",
    Implies(
        And(MOMENT, VARIANCE, *growth(F, C)),
        And(0 <= averaged(F, a, b)(s)(t), averaged(F, a, b)(s)(t) <= C * REACH * 2),
    ),
    uses=[mean_over_a_weight, below_sums],
    source="elementary",
)
def growth_of_the_mean(claim, exists, below):
    held = claim.condition.parts
    one = bounded(mu, constant, w, 1, have(abs_(1) <= 1))
    sized = have(
        abs_(r * w**2 + r * 1) <= abs_(r) * (abs_(w**2) + abs_(1)),
        by=[sign(r), square(w), times(r > 0, w**2 >= 0), times(r < 0, w**2 >= 0)],
    )
    values = {"f": lambda w: r * squared(w) + r * 1, "g": squared, "h": constant, "w": abs_(r), "rho": mu}
    wide = below.at({VARIABLES[name]: value for name, value in values.items()})
    wide = have(Integrable(mu, values["f"]), given=[MOMENT], by=[wide, one, sized.forall(w)]).at(
        {r: C * REACH}
    )
    ones = applied("E_range", mu, lambda w: And(), constant, 1, 1, by=everywhere(mu))
    linear = applied("E_linear", mu, squared, constant, C * REACH, C * REACH, given=[MOMENT], by=one)
    size = moved_size()
    least = applied(
        "E_mono",
        mu,
        lambda w: And(),
        moved(F, a, b)(s, t),
        lambda w: C * REACH * w**2 + C * REACH * 1,
        given=held,
        by=[
            everywhere(mu),
            exists,
            wide,
            have(
                moved(F, a, b)(s, t)(w) <= C * REACH * w**2 + C * REACH * 1, given=growth(F, C), by=size
            ).forall(w),
        ],
    )
    zero = bounded(mu, lambda w: 0, w, 0, have(abs_(0) <= 0))
    none = applied("E_range", mu, lambda w: And(), lambda w: 0, 0, 0, by=everywhere(mu))
    above = applied(
        "E_mono",
        mu,
        lambda w: And(),
        lambda w: 0,
        moved(F, a, b)(s, t),
        given=held,
        by=[
            everywhere(mu),
            exists,
            zero,
            have(0 <= moved(F, a, b)(s, t)(w), given=growth(F, C), by=size).forall(w),
        ],
    )
    proof = have(claim, by=[least, above, none, ones, linear])
    regular = under(claim.condition, exists, Integrable(mu, moved(F, a, b)(s, t)))
    return proof, regular, cut_mean(mu, squared, w), cut_mean(mu, moved(F, a, b)(s, t), w)
