r"""Functions of two weighted sums of independent weights: the last weight is averaged over first.

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
    as_functions,
    borel,
    fact,
    given,
    have,
    iid,
    induct_on,
    ite,
    laws,
    linear,
    naturals,
    positive,
    product,
    reals,
    rewriting,
    sequences,
    sign,
    split,
    square,
    theorem,
    times,
)

from .means_below_sums import below_sums, bounded, cut_mean, everywhere, integrable_too, under
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
    inserted = (
        have(Implies(Equal(v, 1), C * REACH * v + C * REACH == C * REACH * 2), by=rewriting(v, 1))
        if False
        else []
    )
    proof = have(claim, by=[least, above, none, ones, linear])
    regular = under(claim.condition, exists, Integrable(mu, moved(F, a, b)(s, t)))
    return proof, regular, cut_mean(mu, squared, w), cut_mean(mu, moved(F, a, b)(s, t), w)


def of_sums(F, m):
    """F of the two weighted sums of the first m weights."""
    return lambda z: F(weighted(x, m, z))(weighted(y, m, z))


LAST = averaged(F, x(m + 1), y(m + 1))


@theorem(
    "The last weight is averaged over first",
    Implies(
        And(MOMENT, *growth(F, C), Integrable(iid(m, mu), of_sums(LAST, m))),
        And(
            Integrable(iid(m + 1, mu), of_sums(F, m + 1)),
            Equal(E(iid(m + 1, mu), of_sums(F, m + 1)), E(iid(m, mu), of_sums(LAST, m))),
        ),
    ),
    uses=[last_weight, mean_over_a_weight],
    source="elementary",
)
def last_weight_first(claim, last, exists):
    def extended(z):
        return lambda w: of_sums(F, m + 1)(lambda i: ite(Equal(i, m + 1), w, z(i)))

    def split(z):
        return moved(F, x(m + 1), y(m + 1))(weighted(x, m, z), weighted(y, m, z))

    sums = [last, last.at({x: y})]
    same = have(Equal(extended(z)(w), split(z)(w)), by=[*sums, *(rewriting(*e.claim.args) for e in sums)])
    inner = as_functions(same, w)
    means = have(Equal(E(mu, extended(z)), E(mu, split(z))), by=inner)
    conditions = claim.condition.parts
    there = {a: x(m + 1), b: y(m + 1), s: weighted(x, m, z), t: weighted(y, m, z)}
    sums = [weighted(c, m + 1, z) for c in (x, y)]
    positive = have(0 <= of_sums(F, m + 1)(z), given=growth(F, C), by=given(growth(F, C)[1]).instance(*sums))
    moved_mean = integrable_too(mu, split(z), extended(z), w, same)
    finite = have(Integrable(mu, extended(z)), given=conditions, by=[exists.at(there), moved_mean])
    whole_mean = integrable_too(iid(m, mu), of_sums(LAST, m), lambda z: E(mu, extended(z)), z, means)
    whole = have(Integrable(iid(m, mu), lambda z: E(mu, extended(z))), given=conditions, by=whole_mean)
    tonelli = applied(
        "iid_tonelli",
        m,
        mu,
        of_sums(F, m + 1),
        given=conditions,
        by=[positive.forall(z), finite.forall(z), whole],
    )
    proof = have(claim, by=[tonelli, as_functions(means, z)])
    regular = have(Integrable(mu, split(z)), given=[MOMENT, *growth(F, C)], by=exists.at(there))
    cuts = [cut_mean(mu, squared, w), cut_mean(iid(m, mu), of_sums(LAST, m), z)]
    cuts.append(cut_mean(iid(m + 1, mu), of_sums(F, m + 1), z))
    return proof, regular, under(claim.condition, regular), *cuts


@theorem(
    "Functions of weighted sums that grow like squares have means",
    Implies(And(MOMENT, VARIANCE, *growth(F, C)), Integrable(iid(m, mu), of_sums(F, m))),
    uses=[last_weight_first, growth_of_the_mean],
    source="elementary",
)
def functions_of_sums_have_means(claim, onward, grows):
    def every(m):
        return ForAll((F, C), [*growth(F, C)], Integrable(iid(m, mu), of_sums(F, m)))

    def for_all_functions(lemma):
        return have(Implies(And(*growth(F, C)), lemma.claim), by=lemma).forall(F, C)

    empty = [fact("sum_empty", 1, 0, lambda i: c(i) * z(i)) for c in (x, y)]
    point = have(abs_(of_sums(F, 0)(z)) <= abs_(F(0)(0)), by=empty)
    start = bounded(iid(0, mu), of_sums(F, 0), z, abs_(F(0)(0)), point)
    there = {a: x(m + 1), b: y(m + 1)}
    more = 4 * C * (1 + x(m + 1) ** 2 + y(m + 1) ** 2)
    wide = have(
        REACH * 2 <= 4 * (1 + a**2 + b**2) * (1 + s**2 + t**2),
        by=[square(e) for e in (a, b, a * s, a * t, b * s, b * t)],
    )
    scaled = have(Implies(And(0 <= C, r <= v), C * r <= C * v), by=times(0 <= C, r <= v))
    wide = [wide.at(there), scaled.at({r: REACH * 2, v: 4 * (1 + a**2 + b**2) * (1 + s**2 + t**2)}).at(there)]
    size = have(
        And(0 <= LAST(s)(t), LAST(s)(t) <= more * (1 + s**2 + t**2)),
        given=[MOMENT, VARIANCE, *growth(F, C)],
        by=[grows.at(there), *wide],
    )
    product = have(Implies(And(0 <= C, 0 <= v), 0 <= C * v), by=times(0 <= C, 0 <= v))
    above = have(
        0 <= more, given=[0 <= C], by=[product.at({v: more / C}), square(x(m + 1)), square(y(m + 1))]
    )
    step = have(
        Integrable(iid(m + 1, mu), of_sums(F, m + 1)),
        given=[MOMENT, VARIANCE, *growth(F, C), every(m)],
        by=[given(every(m)).instance(LAST, more), size.forall(s, t), above, onward],
    )
    whole = induct_on(
        m, every(m), base=for_all_functions(start), step=for_all_functions(step), given=[MOMENT, VARIANCE]
    )
    return (
        have(claim, by=whole.instance(m, F, C)),
        cut_mean(mu, squared, w),
        cut_mean(iid(m, mu), of_sums(F, m), z),
    )
