r"""Roots of polynomials among the natural numbers, counted.

A polynomial $c_0 + c_1 x + \dots + c_m x^m$ that has a coefficient other than $0$ vanishes at no more than
$m$ of the numbers $0, 1, 2, \dots$

Source: elementary.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Not,
    Or,
    Sum,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    ite,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    sequences,
    sign,
    theorem,
)

from .counting import COUNTS, A, count, count_of_none, one_more, zero_or_successor

a, b, d, e, p, s, t, u, v, x = reals("a b d e p s t u v x")
i, j, k, m, n = naturals("i j k m n")
c, q = sequences("c q")
OWN = "elementary"


def polynomial(m, c, x):
    """c_0 + c_1 x + .. + c_m x^m."""
    return c(0) + terms(m, c, x)


def terms(m, c, x):
    """c_1 x + .. + c_m x^m."""
    return Sum(1, m, lambda j: c(j) * x**j)


def last_term(m, c, x):
    """The sum without its last term, and that term."""
    return fact("sum_last", 1, m, lambda j: c(j) * x**j), fact("pow_next", x, m)


def no_terms(c, x):
    """A sum without terms."""
    return fact("sum_empty", 1, 0, lambda j: c(j) * x**j)


def after(c):
    """The coefficients c_1, c_2, .."""
    return lambda j: c(j + 1)


# ---- polynomials ----------------------------------------------------------------------------------


@theorem(
    "A polynomial from its lowest coefficient",
    ForAll(m, [], Equal(polynomial(m + 1, c, x), c(0) + x * polynomial(m, after(c), x))),
    source=OWN,
)
def lowest_coefficient(claim):
    factored = have(
        Implies(And(Equal(t, s + e * v), Equal(v, u * x), Equal(p, b + e * u), Equal(s, x * d + x * b)),
                Equal(t, x * d + x * p)),
        by=[rewriting(v, u * x), rewriting(p, b + e * u)],
    )  # fmt: skip
    rest = after(c)
    here = {u: x ** (m + 1), v: x ** (m + 2), e: c(m + 2), d: c(1)}
    sums = {s: terms(m + 1, c, x), t: terms(m + 2, c, x), b: terms(m, rest, x), p: terms(m + 1, rest, x)}
    return induct_on(
        m,
        claim.body,
        r"All other terms have the factor $x$.",
        base=[*last_term(0, c, x), no_terms(c, x), no_terms(rest, x)],
        step=[*last_term(m + 1, c, x), *last_term(m, rest, x), factored.at({**here, **sums})],
    )


@theorem(
    "The value at zero", Implies(Equal(x, 0), ForAll(m, [], Equal(polynomial(m, c, x), c(0)))), source=OWN
)
def value_at_zero(claim):
    each = induct_on(
        m,
        claim.conclusion.body,
        "All other terms vanish.",
        given=[claim.condition],
        base=no_terms(c, x),
        step=last_term(m, c, x),
    )
    return have(claim, by=each)


def mixture(c, q, a):
    """The coefficients c_j + a q_j for j at most m, and c_j beyond."""
    return lambda j: c(j) + ite(j <= m, a * q(j), 0)


@theorem(
    "A sum of polynomials",
    ForAll(
        k, [k <= m], Equal(polynomial(k, mixture(c, q, a), x), polynomial(k, c, x) + a * polynomial(k, q, x))
    ),
    source=OWN,
)
def sum_of_polynomials(claim):
    both = mixture(c, q, a)
    return induct_on(
        k,
        Implies(k <= m, claim.body),
        "Term by term.",
        base=[no_terms(c, x), no_terms(q, x), no_terms(both, x)],
        step=[last_term(k, c, x)[0], last_term(k, q, x)[0], last_term(k, both, x)[0]],
    )


def split_off(m, q, x):
    """p(x) = p(a) + (x - a) q(x), for a polynomial p of degree m + 1 and q of degree m."""
    return Equal(polynomial(m + 1, c, x), polynomial(m + 1, c, a) + (x - a) * polynomial(m, q, x))


def divisible(m):
    """Every polynomial of degree m + 1 without its value at a has the factor x - a."""
    return ForAll(c, [], Exists(q, ForAll(x, [], split_off(m, q, x))))


@theorem(
    "A linear factor is split off",
    ForAll(m, [], divisible(m)),
    uses=[lowest_coefficient, sum_of_polynomials],
    source=OWN,
)
def linear_factor(claim, lowest, sums):
    rest, constant = after(c), lambda j: c(1)
    terms_ = [last_term(0, c, at)[0] for at in (x, a)] + [
        no_terms(c, x),
        no_terms(c, a),
        no_terms(constant, x),
    ]
    base = exhibit(divisible(0), witness=(constant,), by=terms_)
    hypothesis = given(divisible(m)).instance(rest)
    quotient, divides = pick(hypothesis, "q")
    mixed = mixture(rest, q, a)
    value, there, factor = (polynomial(m + 1, rest, x), polynomial(m + 1, rest, a), polynomial(m, q, x))
    whole = have(
        Equal(polynomial(m + 1, mixed, x), value + a * factor),
        by=[
            sums.at({c: rest, q: quotient}).instance(m),
            last_term(m, rest, x)[0],
            last_term(m, mixed, x)[0],
        ],
    )
    sides = ((t, d + x * p), (u, d + a * s), (v, p + a * e), (p, s + (x - a) * e))
    equations = And(*(Equal(left, right) for left, right in sides))
    algebra = have(
        Implies(equations, Equal(t, u + (x - a) * v)), by=[rewriting(left, right) for left, right in sides]
    )
    values = {t: polynomial(m + 2, c, x), u: polynomial(m + 2, c, a), v: polynomial(m + 1, mixed, x)}
    algebra = algebra.at({**values, d: c(0), p: value, s: there, e: factor})
    found = exhibit(
        divisible(m + 1).body,
        r"With $p(x) = c_0 + x\,r(x)$ and $r(x) = r(a) + (x - a)\,s(x)$ the factor is $r + a s$.",
        witness=(mixed,),
        by=[algebra, whole, divides.instance(x), lowest.instance(m + 1), lowest.at({x: a}).instance(m + 1)],
    )
    step = have(divisible(m + 1), by=picked(hypothesis, quotient, by=found).forall(c))
    return induct_on(m, claim.body, "By the degree.", base=base, step=step)


# ---- roots ----------------------------------------------------------------------------------------


def root(m, c):
    """That a number is a root of c_0 + .. + c_m x^m."""
    return lambda r: Equal(polynomial(m, c, r), 0)


def proper(m, c):
    """Some coefficient is not 0."""
    return Exists(i, And(i <= m, Not(Equal(c(i), 0))))


def few_roots(m):
    """Polynomials of degree m have at most m roots among 0, 1, 2, .."""
    return ForAll((c, n), [proper(m, c)], count(n, root(m, c)) <= m)


@theorem(
    "A polynomial without constant term has its other coefficients",
    Implies(And(Equal(c(0), 0), proper(m + 1, c)), proper(m, after(c))),
    uses=[zero_or_successor],
    source=OWN,
)
def shifted_is_proper(claim, predecessor):
    some, case = given(proper(m + 1, c)), predecessor.instance(i)
    index, nonzero = pick(some, "i")
    later = have(
        Exists(j, Equal(i, j + 1)),
        "The coefficient is not the first.",
        given=[Equal(c(0), 0)],
        by=[case, nonzero],
    )
    before, successor = pick(later, "j")
    found = exhibit(claim.conclusion, witness=(before,), by=[successor, nonzero])
    return have(claim, by=picked(some, index, by=picked(later, before, by=found)))


@theorem("A product that is zero", Implies(Equal(s * t, 0), Or(Equal(s, 0), Equal(t, 0))), source=OWN)
def zero_product(claim):
    return have(claim, "One of the factors is.", by=[sign(s), sign(t)])


here, rest = root(m + 1, c), after(c)
unlike, bound = Not(Equal(c(0), 0)), count(n, here) <= m + 1


@theorem(
    "Roots of a polynomial without constant term",
    Implies(And(few_roots(m), Equal(c(0), 0), proper(m + 1, c)), bound),
    uses=[lowest_coefficient, shifted_is_proper, zero_product, *COUNTS],
    source=OWN,
)
def roots_without_constant(claim, lowest, shifted, zero, *counts):
    fewer = given(few_roots(m)).instance(rest, n)
    others = have(
        Implies(here(k), Or(Equal(k, 0), root(m, rest)(k))),
        r"The polynomial is $x\,(c_1 + c_2 x + \dots)$.",
        given=[Equal(c(0), 0)],
        by=[lowest.at({x: k}).instance(m), zero.at({s: k, t: polynomial(m, rest, k)})],
    )
    one = one_more(n, here, root(m, rest), 0, counts, others)
    return have(claim, r"The roots are $0$ and those of the factor.", by=[one, fewer, shifted])


@theorem(
    "Roots of a polynomial that has a root and a constant term",
    Implies(And(few_roots(m), unlike, here(b)), bound),
    uses=[linear_factor, value_at_zero, zero_product, *COUNTS],
    source=OWN,
)
def roots_beside_one(claim, factor, at_zero, zero, *counts):
    splits = factor.at({a: b}).instance(m, c)
    quotient, divides = pick(splits, "q")
    start = have(
        Equal(c(0), polynomial(m + 1, c, b) - b * q(0)),
        r"The factorisation at $0$.",
        by=[divides.instance(0), at_zero.at({x: 0}).instance(m + 1), at_zero.at({x: 0, c: q}).instance(m)],
    )
    kept = have(
        Implies(And(unlike, here(b)), Not(Equal(q(0), 0))), "The quotient keeps a constant term.", by=start
    )
    inside = exhibit(Implies(Not(Equal(q(0), 0)), proper(m, q)), witness=(0,))
    others = have(
        Implies(here(k), Or(Equal(k, b), root(m, q)(k))),
        "Every other root is one of the quotient.",
        given=[here(b)],
        by=[divides.instance(k), zero.at({s: k - b, t: polynomial(m, q, k)})],
    )
    one = one_more(n, here, root(m, q), b, counts, others)
    fewer = given(few_roots(m)).instance(quotient, n)
    last = have(Implies(And(unlike, here(b)), bound), by=[one, fewer, kept, inside])
    return have(claim, by=picked(splits, quotient, by=last))


@theorem(
    "A polynomial has no more roots than its degree",
    ForAll(m, [], few_roots(m)),
    uses=[roots_without_constant, roots_beside_one, count_of_none],
    source=OWN,
)
def roots_at_most_degree(claim, without, beside, none):
    nowhere = have(ForAll(k, [], Not(root(0, c)(k))), given=[unlike], by=no_terms(c, k))
    constant = have(Implies(unlike, count(n, root(0, c)) <= 0), by=[none.at({A: root(0, c)}), nowhere])
    some = given(proper(0, c))
    index, nonzero = pick(some, "i")
    only = have(unlike, by=[nonzero, have(Implies(i <= 0, Equal(i, 0)))])
    base = have(
        Implies(proper(0, c), count(n, root(0, c)) <= 0),
        "A constant other than 0 has no root.",
        by=[constant, have(Implies(proper(0, c), unlike), by=picked(some, index, by=only))],
    )
    otherwise = have(
        Implies(And(few_roots(m), unlike, Not(bound)), ForAll(k, [], Not(here(k)))), by=beside.at({b: k})
    )
    rootless = have(Implies(And(unlike, ForAll(k, [], Not(here(k)))), bound), by=none.at({A: here}))
    step = have(
        Implies(proper(m + 1, c), bound),
        "There is no constant term, or a root, or none.",
        given=[few_roots(m)],
        by=[without, otherwise, rootless],
    )
    return induct_on(m, few_roots(m), "By the degree.", base=base.forall(c, n), step=step.forall(c, n))
