"""Facts that give functions, numbers and points (recursion, choice, completeness), and facts on matrices."""

from __future__ import annotations

from symrelu.kernel.rows import (  # isort: skip
    MATRIX, PATH, SORT, Schema, both, continuous_on, eq, every, given, no, some, table, to, total, within,
)
from symrelu.terms.sorts import SEQ, B, N, R, Sort, domain, fun, result
from symrelu.terms.term import Term, num, op, private

_x, _y, _t, _bound = private(0, R), private(1, R), private(2, R), private(5, R)
_i, _n, _j, _k, _l = private(8, N), private(9, N), private(10, N), private(11, N), private(12, N)
_c = private(5, SEQ)


def _recursion(r: Sort, a: Term, g: Term) -> Term:
    f = private(14, fun(N, r))
    return some(f, both(eq(f(num(0)), a), every(_n, eq(f(_n + 1), g(_n)(f(_n))))))


def _choice(A: Term) -> Term:
    source, target = domain(A.sort), domain(result(A.sort))
    x, y, f = private(0, source), private(1, target), private(14, fun(source, target))
    return given(every(x, some(y, A(x)(y))), some(f, every(x, A(x)(f(x)))))


def _completeness(a: Term) -> Term:
    below, least = every(_n, a(_n) <= _x), every(_t, given(every(_n, a(_n) <= _t), _x <= _t))
    bounded = some(_bound, every(_n, a(_n) <= _bound))
    return given(every(_n, a(_n) <= a(_n + 1)), bounded, some(_x, both(below, least)))


def _det(n: Term, A: Term) -> Term:
    return op("det", n, A)


def _rank(m: Term, n: Term, A: Term) -> Term:
    return op("rank", m, n, A)


def _rank_kernel(m: Term, n: Term, A: Term, k: Term, v: Term) -> Term:
    image = total(n, _j, A(_l)(_j) * v(_i)(_j))
    kernel = every(_i, _l, given(within(1, _i, k), within(1, _l, m), eq(image, 0)))
    vanishes = every(_j, given(within(1, _j, n), eq(total(k, _i, _c(_i) * v(_i)(_j)), 0)))
    independent = every(_c, given(vanishes, every(_i, given(within(1, _i, k), eq(_c(_i), 0)))))
    return given(kernel, independent, _rank(m, n, A) + k <= n)


def _rank_product(m: Term, n: Term, p: Term, A: Term, C: Term) -> Term:
    product = _rank(m, p, to(_i, to(_j, total(n, _k, A(_i)(_k) * C(_k)(_j)))))
    return both(product <= _rank(m, n, A), product <= _rank(n, p, C))


def _rank_minor(m: Term, n: Term, A: Term, r: Term, rows: Term, cols: Term) -> Term:
    minor = _det(r, to(_i, to(_j, A(rows(_i))(cols(_j)))))
    blocks = every(_i, given(within(1, _i, r), both(within(1, rows(_i), m), within(1, cols(_i), n))))
    return given(blocks, no(eq(minor, 0)), r <= _rank(m, n, A))


EXISTENCE = table(
    Schema("recursion", (SORT, "p", fun(N, fun("p", "p"))), _recursion, "recursion on the naturals"),
    Schema("choice", (fun("p", fun("q", B)),), _choice, "axiom of choice; the function need not be Borel"),
    Schema("completeness", (SEQ,), _completeness, "bounded increasing sequences have a least upper bound"),
    Schema("archimedes", (R,), lambda x: some(_n, x <= _n), "the natural numbers are unbounded"),
    Schema("ivt", (R, R, fun(R, R)), lambda a, b, f:
        given(a <= b, continuous_on(f, a, b), f(a) <= 0, f(b) >= 0,
        some(_x, both(within(a, _x, b), eq(f(_x), 0)))), "intermediate value theorem"),
    Schema("extreme", (R, R, fun(R, R)), lambda a, b, f:
        given(a <= b, continuous_on(f, a, b),
        some(_x, both(within(a, _x, b), every(_y, given(within(a, _y, b), f(_y) <= f(_x)))))),
        "a continuous function on a compact interval has a maximum"),
)

MATRICES = table(
    Schema("det_triangular", (N, MATRIX), lambda n, A:
        given(every(_k, _j, given(_j >= 1, _j < _k, _k <= n, eq(A(_k)(_j), 0))),
        eq(_det(n, A), op("prod", num(1), n, to(_k, A(_k)(_k))))),
        "in the Leibniz sum only the identity avoids a zero"),
    Schema("rank_full", (N, MATRIX), lambda n, A: op("iff", no(eq(_det(n, A), 0)), eq(_rank(n, n, A), n)),
        "a square matrix is invertible if and only if its determinant is not 0"),
    Schema("rank_kernel", (N, N, MATRIX, N, fun(N, SEQ)), _rank_kernel,
        "rank-nullity: k independent vectors of the kernel"),
    Schema("rank_product", (N, N, N, MATRIX, MATRIX), _rank_product,
        "the columns of AB are combinations of those of A, its rows of those of B"),
    Schema("rank_minor", (N, N, MATRIX, N, PATH, PATH), _rank_minor,
        "a minor that is not 0 has distinct rows and columns, which are independent"),
)
