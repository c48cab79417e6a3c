r"""Triangular systems of any size have bounded inverses.

If $M$ is upper triangular with positive diagonal, there is a constant $K$ with
$\max_j \lvert v_j\rvert \le K \max_k \lvert (Mv)_k\rvert$ for all $v$.

Source: elementary.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Or,
    Sum,
    abs_,
    exhibit,
    fact,
    functions,
    given,
    have,
    induct_on,
    naturals,
    pick,
    picked,
    reals,
    sequences,
    sign,
    theorem,
    times,
)

from .finite_sums import sum_of_zeros
from .products import divided, product_bound
from .readings import satisfied

a, b, c, e, s, t, w, B, K = reals("a b c e s t w B K")
j, k, m, n, N = naturals("j k m n N")
u, v, x, y = sequences("u v x y")
M = functions("M", "N", ("fun", "N", "R"))
OWN = "elementary"


def indices(i, n):
    """1 <= i <= n."""
    return [1 <= i, i <= n]


# ---- sums -----------------------------------------------------------------------------------------


@theorem(
    "The difference of two sums",
    Equal(
        Sum(1, n, lambda j: u(j) * (x(j) - y(j))),
        Sum(1, n, lambda j: x(j) * u(j)) - Sum(1, n, lambda j: y(j) * u(j)),
    ),
    source=OWN,
)
def difference_of_sums(claim):
    rows = [lambda j: u(j) * (x(j) - y(j)), lambda j: x(j) * u(j), lambda j: y(j) * u(j)]
    rows = [Sum(1, n, row).term().args[2] for row in rows]
    return have(
        claim,
        "Term by term.",
        by=induct_on(
            n,
            claim,
            base=[fact("sum_empty", 1, 0, row) for row in rows],
            step=[fact("sum_last", 1, n, row) for row in rows],
        ),
    )


def bounded(n):
    """The first n numbers are at most B in absolute value, for some B."""
    return Exists(B, And(0 <= B, ForAll(k, indices(k, n), AtMost(abs_(u(k)), B))))


@theorem("Finitely many numbers are bounded", bounded(n), source=OWN)
def finitely_many_bounded(claim):
    bound, holds = pick(given(bounded(n)), "B")
    each = have(holds.claim.args[1], by=holds)
    larger = B + abs_(u(n + 1))
    last = have(
        Implies(And(1 <= k, k <= n + 1), abs_(u(k)) <= larger),
        "The bound so far, and the absolute value of the next number.",
        by=[holds, each.instance(k), fact("nat_step", n, k), sign(k - n - 1)],
    )
    grown = exhibit(bounded(n + 1), witness=(larger,), by=[holds, last.forall(k)])
    every = induct_on(
        n,
        claim,
        "One number more.",
        base=exhibit(bounded(0), witness=(0,)),
        step=have(Implies(bounded(n), bounded(n + 1)), by=picked(given(bounded(n)), bound, by=grown)),
    )
    return have(claim, by=every)


# ---- triangular systems ---------------------------------------------------------------------------

TRIANGULAR = ForAll((k, j), [1 <= j, j < k, k <= N], Equal(M(k)(j), 0))
DIAGONAL = ForAll(k, indices(k, N), 0 < M(k)(k))


def product(n, k, v, matrix=M):
    """The coordinate k of the product of the matrix and v, for the first n columns."""
    return Sum(1, n, lambda j: matrix(k)(j) * v(j))


def small(n, matrix=M):
    """The first n coordinates of the product are at most e."""
    return ForAll(k, indices(k, n), AtMost(abs_(product(n, k, v, matrix)), e))


def inverse_bounded(n, matrix=M):
    """The first n coordinates of v are at most K e if those of the product are at most e."""
    solved = ForAll(j, indices(j, n), AtMost(abs_(v(j)), K * e))
    return Exists(K, And(0 <= K, ForAll((v, e), [0 <= e, small(n, matrix)], solved)))


# ---- one step of back substitution ------------------------------------------------------------------


@theorem(
    "The last unknown of a triangular system",
    Implies(And(0 < a, abs_(a * t) <= e), abs_(t) <= 1 / a * e),
    uses=[divided],
    source=OWN,
)
def last_unknown(claim, quotient):
    return have(
        claim, r"$a\lvert t\rvert \le e$.", by=[quotient.at({w: a, s: abs_(t), t: e}), sign(t), sign(a)]
    )


@theorem(
    "The other equations without the last unknown",
    Implies(
        And(0 <= c, 0 <= e, 0 <= B, abs_(s + b * t) <= e, abs_(b) <= B, abs_(t) <= c * e),
        And(0 <= (1 + B * c) * e, abs_(s) <= (1 + B * c) * e),
    ),
    uses=[product_bound],
    source=OWN,
)
def other_equations(claim, bound):
    far = bound.at({s: b, t: t, a: B, b: c * e})
    scale = times(0 <= B, 0 <= c)
    return have(
        claim,
        "The term that is taken to the other side is at most $Bce$.",
        by=[far, have(Implies(And(0 <= B, 0 <= c), 0 <= B * c), by=scale), times(0 <= B * c, 0 <= e)],
    )


@theorem(
    "The constant of one more unknown",
    Implies(
        And(0 <= K, 0 <= B, 0 <= c, 0 <= e, Or(t <= c * e, t <= K * ((1 + B * c) * e))),
        And(0 <= K * (1 + B * c) + c, t <= (K * (1 + B * c) + c) * e),
    ),
    source=OWN,
)
def larger_constant(claim):
    both = have(Implies(And(0 <= B, 0 <= c), 0 <= B * c), by=times(0 <= B, 0 <= c))
    scaled = have(
        Implies(And(0 <= K, 0 <= B, 0 <= c), 0 <= K * (1 + B * c)), by=[both, times(0 <= K, 0 <= B * c)]
    )
    return have(
        claim,
        "A sum of numbers that are not negative.",
        by=[scaled, times(0 <= K * (1 + B * c), 0 <= e), times(0 <= c, 0 <= e)],
    )


ONE_MORE = [TRIANGULAR, DIAGONAL, n + 1 <= N]
SYSTEM = [0 <= e, small(n + 1)]
LAST = M(n + 1)(n + 1)


def summands(k):
    """The summands of the coordinate k of M v."""
    return product(n, k, v).term().args[2]


@theorem(
    "The last equation of a triangular system",
    Implies(And(*ONE_MORE, *SYSTEM), abs_(LAST * v(n + 1)) <= e),
    uses=[sum_of_zeros],
    source=OWN,
)
def last_equation(claim, zeros):
    alone = have(
        ForAll(j, indices(j, n), Equal(M(n + 1)(j) * v(j), 0)),
        given=ONE_MORE,
        by=given(TRIANGULAR).instance(n + 1, j),
    )
    zero = satisfied(zeros.at({u: lambda j: M(n + 1)(j) * v(j), N: n}), by=alone)
    rest = [fact("sum_last", 1, n, summands(n + 1)), given(small(n + 1)).instance(n + 1)]
    return have(claim, "It has one unknown.", by=[zero, *rest])


@theorem(
    "One unknown more",
    Implies(And(inverse_bounded(n), *ONE_MORE), inverse_bounded(n + 1)),
    uses=[finitely_many_bounded, last_equation, last_unknown, other_equations, larger_constant],
    source=OWN,
)
def one_unknown_more(claim, some_bound, equation, last, others, constant):
    factor = 1 / LAST
    positive = have(0 < LAST, given=ONE_MORE, by=given(DIAGONAL).instance(n + 1))
    inverse = have(0 <= factor, by=[positive, sign(factor)])
    before = given(inverse_bounded(n))
    chosen, solved = pick(before, "K")
    column = some_bound.at({u: lambda k: M(k)(n + 1)})
    bound, within = pick(column, "B")
    alone = satisfied(equation, given=[*ONE_MORE, *SYSTEM])
    final = have(abs_(v(n + 1)) <= factor * e, by=[alone, positive, last.at({a: LAST, t: v(n + 1)})])
    rest = others.at({c: factor, s: product(n, k, v), b: M(k)(n + 1), t: v(n + 1)})
    scale = (1 + B * factor) * e
    row = [fact("sum_last", 1, n, summands(k)), given(small(n + 1)).instance(k)]
    less = have(
        Implies(And(*indices(k, n)), abs_(product(n, k, v)) <= scale),
        given=SYSTEM,
        by=[final, inverse, within, *row, rest],
    )
    smaller = satisfied(have(solved.claim.args[1], by=solved).instance(v, scale), by=less.forall(k))
    largest = K * (1 + B * factor) + factor
    sizes = [inverse, within, solved]
    cases_ = [fact("nat_step", n, j), sign(j - n - 1)]
    each = have(
        Implies(And(*indices(j, n + 1)), abs_(v(j)) <= largest * e),
        given=SYSTEM,
        by=[final, *sizes, smaller.instance(j), constant.at({c: factor, t: abs_(v(j))}), *cases_],
    )
    claimed = ForAll(j, indices(j, n + 1), AtMost(abs_(v(j)), largest * e))
    all_of_them = have(Implies(And(*SYSTEM), claimed), by=each.forall(j))
    nonnegative = have(0 <= largest, by=[*sizes, constant.at({c: factor, e: 0, t: 0})])
    grown = exhibit(inverse_bounded(n + 1), witness=(largest,), by=[nonnegative, all_of_them.forall(v, e)])
    return have(
        claim,
        "The last equation bounds the last unknown, and the other equations lose it; the constant grows.",
        by=picked(before, chosen, by=picked(column, bound, by=grown)),
    )


@theorem(
    "Triangular systems have bounded inverses",
    Implies(And(TRIANGULAR, DIAGONAL), inverse_bounded(N)),
    uses=[one_unknown_more],
    source=OWN,
)
def triangular_inverse(claim, more):
    every = induct_on(
        n,
        Implies(n <= N, inverse_bounded(n)),
        "The last equation gives the last unknown, and the others a system with one unknown less.",
        given=ONE_MORE[:2],
        base=exhibit(inverse_bounded(0), witness=(0,)),
        step=more,
    )
    return have(claim, by=every.instance(N))
