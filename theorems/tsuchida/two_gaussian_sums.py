r"""Two weighted sums of independent standard normal numbers: their law depends on inner products alone.

Source: elementary; proofs: own computation.
"""

from sympy import sqrt

from symrelu import (
    And,
    E,
    Equal,
    Exists,
    ForAll,
    Implies,
    abs_,
    as_functions,
    exhibit,
    fact,
    given,
    have,
    iid,
    induct_on,
    pick,
    picked,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .gaussian_density import NORMAL
from .gaussian_planes import F, bounded, double, inner, means
from .gaussian_sums import m, one_more, products, w, x, y, z
from .independent_sums import integrable, mean_is_bounded, put
from .independent_weights import last_weight, weighted
from .means_below_sums import everywhere, under
from .pairs_of_gaussian_sums import (
    GRAM,
    INVERSE,
    OWN,
    REST,
    A,
    C,
    D,
    M,
    a,
    c,
    d,
    in_two,
    k,
    moved,
    r,
    s,
    t,
    three_are_two,
    u,
    v,
)
from .pairs_of_gaussian_sums import x as first
from .pairs_of_gaussian_sums import y as second
from .uniform_angle import applied


@theorem("A triangular factor with one column more", Exists((A, C, D), And(*GRAM)), source=OWN)
def one_column_more(claim):
    scaled = have(Implies(Equal(s, t), Equal(r * s, r * t)), by=rewriting(s, t))
    one = [Equal(A**2, a**2 + first**2), INVERSE, Equal(D**2, d**2 + REST**2)]
    square_ = have(Implies(INVERSE, Equal(A**2 * k**2, 1)), by=times(INVERSE, A * k))
    units = scaled.at({s: A**2 * k**2, t: 1, r: c**2 + second**2})
    lengths = scaled.at({s: A**2, t: a**2 + first**2, r: (c**2 + second**2) * k**2})
    product = scaled.at({s: A * k, t: 1, r: a * c + first * second})
    column = (a * c + first * second) * k
    last = have(Equal(column**2 + D**2, c**2 + d**2 + second**2), given=one, by=[square_, units, lengths])
    regular = exhibit(Implies(And(*one), claim), witness=(A, column, D), by=[product, last])
    length = a**2 + first**2
    depth = d**2 + REST**2
    values = {D: sqrt(depth)}
    root = [fact("sqrt", length), fact("sqrt", depth), *map(square, (a, first, d, REST))]
    long = (
        have(Implies(And(one[0], INVERSE), claim), by=[regular.at(values), *root])
        .at({k: 1 / A})
        .at({A: sqrt(length)})
    )
    none = have(
        Implies(Equal(length, 0), And(Equal(a, 0), Equal(first, 0))),
        by=[sign(a), sign(first), *(times(e, e) for e in (a > 0, a < 0, first > 0, first < 0))],
    )
    rest = c**2 + d**2 + second**2
    short = exhibit(
        Implies(And(Equal(a, 0), Equal(first, 0)), claim),
        witness=(0, 0, sqrt(rest)),
        by=[fact("sqrt", rest), *map(square, (c, d, second))],
    )
    positive = have(Implies(Equal(sqrt(length), 0), Equal(length, 0)), by=[*root, rewriting(sqrt(length), 0)])
    return have(claim, by=[long, short, none, positive, fact("inverse", sqrt(length)), *root])


def factor(m, a=a, c=c, d=d):
    """(a, 0; c, d) is a triangular factor of the matrix of inner products of x and y in R^m."""
    return And(
        Equal(a**2, products(x, x, m)),
        Equal(a * c, products(x, y, m)),
        Equal(c**2 + d**2, products(y, y, m)),
    )


@theorem(
    "Inner products have a triangular factor",
    Exists((a, c, d), factor(m)),
    uses=[one_column_more],
    source=OWN,
)
def triangular_factor(claim, onward):
    sums = [*one_more(x, x, m), *one_more(x, y, m), *one_more(y, y, m)]
    base = exhibit(Exists((a, c, d), factor(0)), witness=(0, 0, 0), by=sums)
    before, after = given(claim), onward.at({first: x(m + 1), second: y(m + 1)})
    *names, held = pick(before, "a c d")
    *others, found = pick(after, "A C D")
    last = exhibit(Exists((a, c, d), factor(m + 1)), witness=(A, C, D), by=[held, found, *sums])
    step = picked(before, *names, by=picked(after, *others, by=last))
    every = induct_on(m, claim, "One column more.", base=base, step=step)
    return have(claim, by=every.instance(m))


def of_sums(F, m):
    """The function F of the two weighted sums."""
    return lambda z: F(weighted(x, m, z))(weighted(y, m, z))


LAST = moved(F, x(m + 1), y(m + 1))


@theorem(
    "The mean over the last weight of two sums",
    Implies(bounded(F), Equal(E(iid(m + 1, NORMAL), of_sums(F, m + 1)), E(iid(m, NORMAL), of_sums(LAST, m)))),
    uses=[last_weight],
    source="elementary",
)
def last_of_two_sums(claim, last):
    held = given(claim.condition)
    sums = [weighted(e, m, z) for e in (x, y)]
    small = have(abs_(of_sums(F, m + 1)(z)) <= M, by=held.instance(*(weighted(e, m + 1, z) for e in (x, y))))
    fubini = applied("iid_last", m, NORMAL, of_sums(F, m + 1), M, by=small.forall(z))
    moved_sums = [last, last.at({x: y})]
    point = F(sums[0] + x(m + 1) * w)(sums[1] + y(m + 1) * w)
    value = have(
        Equal(of_sums(F, m + 1)(put(z, m + 1, w)), point),
        by=[*moved_sums, *(rewriting(*e.claim.args) for e in moved_sums)],
    )
    extended = E(NORMAL, lambda w: of_sums(F, m + 1)(put(z, m + 1, w)))
    outer = have(Equal(extended, of_sums(LAST, m)(z)), by=as_functions(value, w))
    proof = have(claim, by=[fubini, as_functions(outer, z)])
    there = held.instance(sums[0] + x(m + 1) * w, sums[1] + y(m + 1) * w)
    mean = mean_is_bounded(NORMAL, lambda w: F(sums[0] + x(m + 1) * w)(sums[1] + y(m + 1) * w), w, there)
    exist = [
        integrable(iid(m + 1, NORMAL), of_sums(F, m + 1), z, small),
        integrable(NORMAL, lambda w: F(sums[0] + x(m + 1) * w)(sums[1] + y(m + 1) * w), w, there),
        integrable(iid(m, NORMAL), of_sums(LAST, m), z, mean),
    ]
    return proof, *exist


@theorem(
    "Means of two weighted sums of independent standard normal numbers",
    Implies(
        And(bounded(F), factor(m)),
        Equal(E(iid(m, NORMAL), of_sums(F, m)), double(in_two(F, a, c, d))),
    ),
    uses=[last_of_two_sums, three_are_two, triangular_factor],
    source=OWN,
)
def means_of_two_sums(claim, last, three, factors):
    condition, lengths = claim.condition.parts
    every = ForAll((F, a, c, d), [condition, lengths], claim.conclusion)
    held = given(condition)
    there = held.instance(s + x(m + 1) * w, t + y(m + 1) * w)
    mean = mean_is_bounded(NORMAL, lambda w: F(s + x(m + 1) * w)(t + y(m + 1) * w), w, there)
    before = have(
        Equal(E(iid(m, NORMAL), of_sums(LAST, m)), double(in_two(LAST, a, c, d))),
        given=[condition, every, lengths],
        by=[given(every).instance(LAST, a, c, d), mean.forall(s, t)],
    )
    sums = [*one_more(x, x, m), *one_more(x, y, m), *one_more(y, y, m)]
    goal = Equal(E(iid(m + 1, NORMAL), of_sums(F, m + 1)), double(in_two(F, A, C, D)))
    following = factor(m + 1, A, C, D)
    joined = have(
        Implies(And(lengths, following), goal),
        given=[condition, every],
        by=[before, last, three.at({first: x(m + 1), second: y(m + 1)}), *sums],
    )
    *names, found = pick(factors, "a c d")
    step = have(Implies(And(condition, following), goal), given=[every], by=[joined, found])
    step = picked(factors, *names, by=step).at({A: a, C: c, D: d})
    whole = induct_on(m, every, base=empty_sums(condition), step=step.forall(F, a, c, d))
    proof = have(claim, "One weight more.", by=whole.instance(m, F, a, c, d))
    small = have(abs_(of_sums(F, m)(z)) <= M, by=held.instance(weighted(x, m, z), weighted(y, m, z)))
    end = held.instance(a * v, c * v + d * u)
    exist = [integrable(iid(m, NORMAL), of_sums(F, m), z, small), *means(in_two(F, a, c, d), end)]
    return proof, *(under(claim.condition, side) for side in exist)


def empty_sums(condition):
    """The means for empty sums, where the factor is 0."""
    law, nothing = iid(0, NORMAL), [weighted(e, 0, z) for e in (x, y)]
    zero = [
        have(Equal(empty, 0), by=fact("sum_empty", 1, 0, lambda i, e=e: e(i) * z(i)))
        for e, empty in zip((x, y), nothing, strict=True)
    ]
    left = have(Equal(of_sums(F, 0)(z), F(0)(0)), by=[*zero, *(rewriting(empty, 0) for empty in nothing)])
    none = [Equal(e, 0) for e in (a, c, d)]
    places = [
        have(Equal(e, 0), given=none, by=[rewriting(f, 0) for f in (a, c, d)]) for e in (a * v, c * v + d * u)
    ]
    right = have(
        Equal(in_two(F, a, c, d)(u)(v), F(0)(0)),
        given=none,
        by=[*places, *(rewriting(*e.claim.args) for e in places)],
    )
    means = [
        applied("E_range", mu, lambda z: And(), lambda z: F(0)(0), F(0)(0), F(0)(0), by=everywhere(mu))
        for mu in (law, NORMAL)
    ]
    same = have(
        Equal(inner(in_two(F, a, c, d))(u), F(0)(0)), given=none, by=[as_functions(right, v), means[1]]
    )
    empty = [fact("sum_empty", 1, 0, lambda i, e=e, f=f: e(i) * f(i)) for e, f in ((x, x), (y, y))]
    squares = [
        have(Implies(Equal(a**2, 0), Equal(a, 0)), by=sign(a)),
        have(
            Implies(Equal(c**2 + d**2, 0), And(Equal(c, 0), Equal(d, 0))),
            by=[sign(c), sign(d), *(times(e, e) for e in (c > 0, c < 0, d > 0, d < 0))],
        ),
    ]
    flat = have(
        Implies(And(*none), Equal(double(in_two(F, a, c, d)), F(0)(0))), by=[as_functions(same, u), means[1]]
    )
    start = have(
        Implies(And(condition, factor(0)), Equal(E(law, of_sums(F, 0)), double(in_two(F, a, c, d)))),
        by=[as_functions(left, z), flat, means[0], *empty, *squares],
    )
    return start.forall(F, a, c, d)
