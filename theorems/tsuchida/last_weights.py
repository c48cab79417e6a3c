r"""Functions of two weighted sums of independent weights: the last weight is averaged over first.

Source: elementary.
"""

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    abs_,
    as_functions,
    fact,
    given,
    have,
    iid,
    induct_on,
    ite,
    rewriting,
    square,
    theorem,
    times,
)

from .independent_weights import (
    MOMENT,
    REACH,
    VARIANCE,
    C,
    F,
    a,
    averaged,
    b,
    growth,
    growth_of_the_mean,
    last_weight,
    m,
    mean_over_a_weight,
    moved,
    mu,
    r,
    s,
    squared,
    t,
    v,
    w,
    weighted,
    x,
    y,
    z,
)
from .means_below_sums import bounded, cut_mean, integrable_too, under
from .uniform_angle import applied


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


MORE = 4 * C * (1 + x(m + 1) ** 2 + y(m + 1) ** 2)
HELD = (MOMENT, VARIANCE, *growth(F, C))


@theorem(
    "The mean over the last weight grows like squares",
    Implies(And(*HELD), And(*growth(LAST, MORE))),
    uses=[growth_of_the_mean, mean_over_a_weight],
    source="elementary",
)
def growth_of_the_last_mean(claim, grows, exists):
    there = {a: x(m + 1), b: y(m + 1)}
    wide = have(
        REACH * 2 <= 4 * (1 + a**2 + b**2) * (1 + s**2 + t**2),
        by=[square(e) for e in (a, b, a * s, a * t, b * s, b * t)],
    )
    scaled = have(Implies(And(0 <= C, r <= v), C * r <= C * v), by=times(0 <= C, r <= v))
    scaled = scaled.at({r: REACH * 2, v: 4 * (1 + a**2 + b**2) * (1 + s**2 + t**2)})
    size = have(
        And(0 <= LAST(s)(t), LAST(s)(t) <= MORE * (1 + s**2 + t**2)),
        given=HELD,
        by=[grows.at(there), wide.at(there), scaled.at(there)],
    )
    product = have(Implies(And(0 <= C, 0 <= v), 0 <= C * v), by=times(0 <= C, 0 <= v))
    above = have(
        0 <= MORE, given=[0 <= C], by=[product.at({v: MORE / C}), square(x(m + 1)), square(y(m + 1))]
    )
    there = {**there, s: s, t: t}
    regular = have(Integrable(mu, moved(F, x(m + 1), y(m + 1))(s, t)), given=HELD, by=exists.at(there))
    proof = have(claim, by=[size.forall(s, t), above])
    return proof, cut_mean(mu, squared, w), under(claim.condition, regular)


@theorem(
    "Functions of weighted sums that grow like squares have means",
    Implies(And(*HELD), Integrable(iid(m, mu), of_sums(F, m))),
    uses=[last_weight_first, growth_of_the_last_mean],
    source="elementary",
)
def functions_of_sums_have_means(claim, onward, grows):
    def every(m):
        return ForAll((F, C), [*growth(F, C)], Integrable(iid(m, mu), of_sums(F, m)))

    def for_all_functions(lemma):
        return have(Implies(And(*growth(F, C)), lemma.claim), by=lemma).forall(F, C)

    empty = [fact("sum_empty", 1, 0, lambda i, c=c: c(i) * z(i)) for c in (x, y)]
    point = have(abs_(of_sums(F, 0)(z)) <= abs_(F(0)(0)), by=empty)
    start = bounded(iid(0, mu), of_sums(F, 0), z, abs_(F(0)(0)), point)
    step = have(
        Integrable(iid(m + 1, mu), of_sums(F, m + 1)),
        given=[*HELD, every(m)],
        by=[given(every(m)).instance(LAST, MORE), grows, onward],
    )
    whole = induct_on(
        m, every(m), base=for_all_functions(start), step=for_all_functions(step), given=[MOMENT, VARIANCE]
    )
    proof = have(claim, "Induction on the number of weights.", by=whole.instance(m, F, C))
    return proof, cut_mean(mu, squared, w), cut_mean(iid(m, mu), of_sums(F, m), z)


@theorem(
    "A mean over independent weights, the last one first",
    Implies(
        And(*HELD),
        And(
            Integrable(iid(m, mu), of_sums(LAST, m)),
            Equal(E(iid(m + 1, mu), of_sums(F, m + 1)), E(iid(m, mu), of_sums(LAST, m))),
        ),
    ),
    uses=[last_weight_first, growth_of_the_last_mean, functions_of_sums_have_means, mean_over_a_weight],
    source="elementary",
)
def average_of_the_last_weight(claim, onward, grows, exists, one):
    inner = have(claim.conclusion.parts[0], given=HELD, by=[grows, exists.at({F: LAST, C: MORE})])
    proof = have(claim, by=[inner, onward])
    there = {a: x(m + 1), b: y(m + 1), s: weighted(x, m, z), t: weighted(y, m, z)}
    regular = have(
        Integrable(mu, moved(F, x(m + 1), y(m + 1))(weighted(x, m, z), weighted(y, m, z))),
        given=HELD,
        by=one.at(there),
    )
    whole = have(Integrable(iid(m + 1, mu), of_sums(F, m + 1)), given=HELD, by=exists.at({m: m + 1}))
    sides = [under(claim.condition, lemma) for lemma in (regular, whole)]
    return proof, cut_mean(mu, squared, w), cut_mean(iid(m, mu), of_sums(LAST, m), z), *sides
