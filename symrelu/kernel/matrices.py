"""Rank, determinant and the distance of finite laws, for arrays of rational numbers (7.7)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from flint import fmpq, fmpq_mat

from symrelu.errors import Refused
from symrelu.kernel.arguments import (
    Conclusion,
    Premises,
    closed,
    digits,
    entries,
    function,
    integer,
    rational,
    united,
)
from symrelu.kernel.normal import canon
from symrelu.terms.sorts import SEQ, fun
from symrelu.terms.term import Term, num, op

MAX_SIDE = 200
Point = tuple[Fraction, ...]


def exact(value: Fraction) -> fmpq:
    """The rational as FLINT holds it."""
    return fmpq(value.numerator, value.denominator)


class _Values:
    """Values of numerical terms: by normal form, or by premises t = q; each premise must serve."""

    def __init__(self, rule: str, premises: Premises):
        self.rule = rule
        self.hyps = united(*(p.hyps for p in premises))
        self.known: dict[Term, Fraction] = {}
        for premise in premises:
            if premise.claim.head != "eq":
                raise Refused(f"{rule}: expected a premise t = q, found {premise.claim}")
            left, right = premise.claim.args
            normal = canon(right)
            if normal.head != "num":
                raise Refused(f"{rule}: {right} is no rational number")
            self.known[canon(left)] = normal.data
        self.unused = set(self.known)

    def of(self, term: Term) -> Fraction:
        normal = canon(term)
        if normal.head == "num":
            return normal.data
        if normal not in self.known:
            raise Refused(f"{self.rule}: the value of {term} is not known to be rational")
        self.unused.discard(normal)
        return self.known[normal]

    def done(self) -> frozenset[Term]:
        """The hypotheses of all premises."""
        if self.unused:
            raise Refused(f"{self.rule}: a premise is not used")
        return self.hyps


def _matrix(values: _Values, a: Term, m: int, n: int) -> fmpq_mat:
    rows = [op("app", a, num(i)) for i in range(1, m + 1)]
    return fmpq_mat(m, n, [exact(values.of(op("app", row, num(j)))) for row in rows for j in range(1, n + 1)])


def _block(a: fmpq_mat, rows: list[int], cols: list[int]) -> fmpq_mat:
    return fmpq_mat(len(rows), len(cols), [a[i, j] for i in rows for j in cols])


def _singular(a: fmpq_mat) -> bool:
    return a.nrows() > 0 and a.det() == 0


def _indices(rule: str, value: object, count: int, limit: int) -> list[int]:
    found = [integer(rule, i, 1, limit) - 1 for i in entries(rule, value, count)]
    if any(i >= j for i, j in pairwise(found)):
        raise Refused(f"{rule}: rows and columns are strictly increasing")
    return found


def rank(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """G_ij |- A(i)(j) = q_ij (or by normal form) for i = 1..m, j = 1..n   =>   G |- rank(m, n, A) = r.

    Args: (A, m, n, r, rows, cols, kernel), indices from 1. Sound: the r x r minor on rows and cols is not 0,
    so the rank is at least r; the kernel holds n - r vectors with A v = 0, independent because their block
    off cols is non-singular, so it is at most r.

    >>> from symrelu.terms.term import lam, var
    >>> i, j = var("i", "N"), var("j", "N")
    >>> ones = lam(i, lam(j, num(1)))
    >>> rank((), (ones, 2, 2, 1, (1,), (1,), ((1, -1),)))[1]
    rank(2, 2, lam i:N. lam j:N. 1) = 1
    >>> rank((), (ones, 2, 2, 1, (1,), (1,), ((1, 1),)))
    Traceback (most recent call last):
    symrelu.errors.Refused: rank: a vector is not in the kernel
    """
    rule = "rank"
    value, m, n, r, rows, cols, kernel = entries(rule, args, 7)
    a = function(rule, value, fun("N", SEQ))
    m, n = integer(rule, m, 0, MAX_SIDE), integer(rule, n, 0, MAX_SIDE)
    r = integer(rule, r, 0, min(m, n))
    rows, cols = _indices(rule, rows, r, m), _indices(rule, cols, r, n)
    vectors = [[exact(rational(rule, q)) for q in entries(rule, v, n)] for v in entries(rule, kernel, n - r)]
    values = _Values(rule, premises)
    matrix = _matrix(values, a, m, n)
    if _singular(_block(matrix, rows, cols)):
        raise Refused(f"{rule}: the minor is 0")
    if n > r:
        basis = fmpq_mat(n - r, n, [q for v in vectors for q in v])
        if any(q != 0 for q in (matrix * basis.transpose()).entries()):
            raise Refused(f"{rule}: a vector is not in the kernel")
        if _singular(_block(basis, list(range(n - r)), [j for j in range(n) if j not in set(cols)])):
            raise Refused(f"{rule}: the vectors of the kernel are not seen to be independent")
    return values.done(), op("eq", op("rank", num(m), num(n), a), num(r))


def det(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """G_ij |- A(i)(j) = q_ij (or by normal form), 1 <= i, j <= n   =>   G |- det(n, A) = q.  Args: (A, n).

    >>> from symrelu.terms.term import lam, var
    >>> i, j = var("i", "N"), var("j", "N")
    >>> det((), (lam(i, lam(j, i * j + 1)), 2))[1]
    det(2, lam i:N. lam j:N. i*j + 1) = 1
    >>> det((), (lam(i, lam(j, var("x", "R"))), 2))
    Traceback (most recent call last):
    symrelu.errors.Refused: det: the value of x is not known to be rational
    """
    value, size = entries("det", args, 2)
    a, n = function("det", value, fun("N", SEQ)), integer("det", size, 0, MAX_SIDE)
    values = _Values("det", premises)
    result = _matrix(values, a, n, n).det() if n else fmpq(1)
    return values.done(), op("eq", op("det", num(n), a), num(Fraction(int(result.p), int(result.q))))


# ---- the Prokhorov distance of finite laws --------------------------------------------------------


def _finite_law(values: _Values, law: object, d: int | None) -> tuple[Term, list[Fraction], list[Point]]:
    """The term atoms(n, w, x), its weights and its points, the coordinates 1..d of them (d None: on R)."""
    rule = values.rule
    term = closed(rule, law)
    if term.head != "atoms" or term.args[0].head != "num" or term.sort != ("law", "R" if d is None else SEQ):
        raise Refused(f"{rule}: expected atoms(n, w, x) with a numeral n, found {term}")
    count = integer(rule, int(term.args[0].data), 1, MAX_SIDE)
    indices = [num(i) for i in range(1, count + 1)]
    weights = [values.of(op("app", term.args[1], i)) for i in indices]
    if sum(weights) != 1 or min(weights) < 0:
        raise Refused(f"{rule}: the weights of {term} are no probabilities")
    points = [op("app", term.args[2], i) for i in indices]
    if d is None:
        return term, weights, [(values.of(p),) for p in points]
    return term, weights, [tuple(values.of(op("app", p, num(j))) for j in range(1, d + 1)) for p in points]


def prokhorov(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """|- dP(mu, nu) = e for finite laws, by a coupling (<=) and a set of points (>=); by one alone, one half.

    Args: (d, mu, nu, e, coupling, indices); d is None on R and the dimension on Seq (then dPd(d, ., .)).
    coupling: entries (i, j, mass) whose margins are the weights, with mass at least 1 - e within distance e,
    or None. indices I: w(I) - v({j: some i in I has dist(x_i, y_j) < e}) >= e, or None. Weights and points
    are rational, by normal form or by premises. Sound: (M1) and (M7) of the mathematics.

    >>> from symrelu.terms.term import lam, var
    >>> i = var("i", "N")
    >>> at = lambda c: op("atoms", num(1), lam(i, num(1)), lam(i, num(c)))
    >>> half = Fraction(1, 2)
    >>> prokhorov((), (None, at(0), at(half), half, ((1, 1, 1),), (1,)))[1].args[1]
    1/2
    >>> prokhorov((), (None, at(0), at(half), Fraction(1, 3), ((1, 1, 1),), None))
    Traceback (most recent call last):
    symrelu.errors.Refused: dP_finite: the coupling has mass 0 within distance 1/3, not 2/3
    """
    rule = "dP_finite"
    d, first, second, bound, coupling, indices = entries(rule, args, 6)
    d = None if d is None else integer(rule, d, 0, MAX_SIDE)
    e = rational(rule, bound)
    values = _Values(rule, premises)
    mu, w, xs = _finite_law(values, first, d)
    nu, v, ys = _finite_law(values, second, d)
    far = [[_distance(x, y) for y in ys] for x in xs]
    if coupling is not None:
        _check_coupling(entries(rule, coupling), w, v, far, e)
    if indices is not None:
        chosen = _indices(rule, indices, len(entries(rule, indices)), len(w))
        near = [j for j in range(len(v)) if any(far[i][j] < e for i in chosen)]
        if sum((w[i] for i in chosen), Fraction(0)) - sum((v[j] for j in near), Fraction(0)) < e:
            raise Refused(f"{rule}: the set does not keep the laws {digits(e)} apart")
    distance = op("dP", mu, nu) if d is None else op("dPd", num(d), mu, nu)
    if coupling is None and indices is None:
        raise Refused(f"{rule}: expected a coupling, a set or both")
    head, sides = ("le", (num(e), distance)) if coupling is None else ("le", (distance, num(e)))
    return values.done(), op(head if indices is None or coupling is None else "eq", *sides)


def _distance(x: Point, y: Point) -> Fraction:
    return max((abs(p - q) for p, q in zip(x, y, strict=True)), default=Fraction(0))


def _check_coupling(
    plan: tuple[Any, ...], w: list[Fraction], v: list[Fraction], far: list[list[Fraction]], e: Fraction
) -> None:
    rows, cols, near = [Fraction(0)] * len(w), [Fraction(0)] * len(v), Fraction(0)
    for entry in plan:
        i, j, mass = entries("dP_finite", entry, 3)
        i, j = integer("dP_finite", i, 1, len(w)) - 1, integer("dP_finite", j, 1, len(v)) - 1
        mass = rational("dP_finite", mass)
        if mass < 0:
            raise Refused("dP_finite: a mass of the coupling is negative")
        rows[i] += mass
        cols[j] += mass
        near += mass if far[i][j] <= e else 0
    if rows != w or cols != v:
        raise Refused("dP_finite: the margins of the coupling are not the weights")
    if e < 0 or near < 1 - e:
        found, bound, wanted = digits(near), digits(e), digits(1 - e)
        raise Refused(f"dP_finite: the coupling has mass {found} within distance {bound}, not {wanted}")


MATRICES = MappingProxyType({"rank": rank, "det": det, "dP_finite": prokhorov})
