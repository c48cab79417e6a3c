r"""The directions $(1, r, r^2, \dots)$: how many of them fail to tell two points apart.

The points $x \ne y$ of $\mathbb R^d$ have the same product with $(1, r, \dots, r^{d-1})$ only at the roots of
a polynomial of degree $d - 1$.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Not,
    Prod,
    abs_,
    dist,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    known,
    naturals,
    pick,
    picked,
    sequences,
    theorem,
)

from .counting import A, B, count, count_of_part, zero_or_successor
from .polynomial_roots import after, polynomial, proper, root, roots_at_most_degree
from .readings import satisfied
from .supports_of_images import empty, linear, summands, sums

d, i, j, k, m, n, r = naturals("d i j k m n r")
x, y = sequences("x y")
OWN = "own computation"


def powers(r):
    """The direction (1, r, r^2, ..)."""
    return lambda j: Prod(2, j, lambda k: r)


def last_factor(r, j):
    """The product without its last factor, and that factor."""
    return fact("prod_last", 2, j, lambda k: r)


@theorem("The coordinates of the direction", ForAll(j, [], Equal(powers(r)(j + 1), r**j)), source=OWN)
def coordinates_of_direction(claim):
    return induct_on(
        j,
        claim.body,
        "One factor more for each coordinate.",
        base=fact("prod_empty", 2, 1, lambda k: r),
        step=[last_factor(r, j + 1), fact("pow_next", r, j)],
    )


@theorem(
    "A linear form along the direction is a polynomial",
    ForAll(m, [], Equal(linear(m + 1, powers(r), x), polynomial(m, after(x), r))),
    uses=[coordinates_of_direction],
    source=OWN,
)
def polynomial_of_direction(claim, coordinate):
    form, terms = summands(powers(r), x), (lambda j: x(j + 1) * r**j)
    return induct_on(
        m,
        claim.body,
        "Coordinate by coordinate.",
        base=[coordinate.instance(0), *sums(0, form), *empty(form, terms)],
        step=[coordinate.instance(m + 1), *sums(m + 1, form), *sums(m, terms)],
    )


def same_value(d, x, y):
    """The direction with the ratio r does not tell the points x and y apart."""
    return lambda r: Equal(linear(d, powers(r), x), linear(d, powers(r), y))


def gap(j):
    """The coefficients of the polynomial that vanishes at such an r."""
    return x(j + 1) - y(j + 1)


@theorem(
    "The difference of two values along the direction is a polynomial",
    Equal(linear(m + 1, powers(r), x) - linear(m + 1, powers(r), y), polynomial(m, gap, r)),
    uses=[polynomial_of_direction],
    source=OWN,
)
def polynomial_of_difference(claim, along):
    terms = [lambda j: x(j + 1) * r**j, lambda j: y(j + 1) * r**j, lambda j: gap(j) * r**j]
    difference = induct_on(
        m,
        Equal(polynomial(m, after(x), r) - polynomial(m, after(y), r), polynomial(m, gap, r)),
        base=empty(*terms),
        step=sums(m, *terms),
    )
    return have(claim, by=[along.instance(m), along.at({x: y}).instance(m), difference.instance(m)])


@theorem(
    "Distinct points differ in a coordinate",
    Implies(0 < dist(m + 1, x, y), proper(m, gap)),
    uses=[zero_or_successor],
    source=OWN,
)
def points_differ(claim, predecessor):
    later = have(Exists(j, Equal(i, j + 1)), given=[1 <= i], by=predecessor.instance(i))
    before, successor = pick(later, "j")
    same = have(Not(claim.conclusion), by=given(Not(claim.conclusion)))
    witness = exhibit(Implies(And(j <= m, Not(Equal(gap(j), 0))), proper(m, gap)), witness=(before,))
    close = have(
        Implies(And(1 <= i, i <= m + 1), abs_(x(i) - y(i)) <= 0),
        given=[Not(claim.conclusion)],
        by=picked(
            later, before, by=have(Implies(i <= m + 1, abs_(x(i) - y(i)) <= 0), by=[successor, same, witness])
        ),
    )
    near = satisfied(known("dist_le", m + 1, x, y, 0), given=[Not(claim.conclusion)], by=close.forall(i))
    return have(
        claim,
        "Otherwise all coordinates agree.",
        by=have(Implies(Not(claim.conclusion), near.claim), by=near),
    )


@theorem(
    "A pair of points is not told apart by fewer directions than its dimension",
    Implies(And(1 <= d, 0 < dist(d, x, y)), count(n, same_value(d, x, y)) <= d - 1),
    uses=[polynomial_of_difference, points_differ, roots_at_most_degree, count_of_part, zero_or_successor],
    source=OWN,
)
def few_bad_directions(claim, difference, differ, roots, part, predecessor):
    zero = root(m, gap)
    bad = same_value(m + 1, x, y)
    fewer = have(
        Implies(0 < dist(m + 1, x, y), count(n, bad) <= m),
        "Such a ratio is a root of a polynomial of degree $d - 1$.",
        by=[
            part.at({A: bad, B: zero}),
            have(Implies(bad(k), zero(k)), by=difference.at({r: k})).forall(k),
            roots.instance(m, gap, n),
            differ,
        ],
    )
    shape = predecessor.instance(d)
    size_ = have(Exists(m, Equal(d, m + 1)), given=[1 <= d], by=shape)
    before, successor = pick(size_, "m")
    return have(claim, by=picked(size_, before, by=have(claim, by=[successor, fewer])))
