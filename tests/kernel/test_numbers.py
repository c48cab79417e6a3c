"""Balls against mpmath at 60 digits, ranks and distances against exact arithmetic, and the near misses."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

import mpmath
import pytest
from flint import ctx, fmpq, fmpq_mat

from symrelu.errors import Refused
from symrelu.kernel.numbers import NUMBERS, ball, ball_range, finite
from symrelu.terms.term import Term, lam, num, op, var

det, prokhorov, rank = NUMBERS["det"], NUMBERS["dP_finite"], NUMBERS["rank"]
i, j, k = var("i", "N"), var("j", "N"), var("k", "N")
x, y = var("x", "R"), var("y", "R")
ZERO, ONE, TWO = num(0), num(1), num(2)
TRUE = op("and")


@dataclass(frozen=True)
class Sequent:
    """A stand-in for a theorem: the rules look at nothing else."""

    claim: Term
    hyps: frozenset[Term] = frozenset()


# ---- balls ----------------------------------------------------------------------------------------


def moderate(u: Any) -> Any:
    """mpmath does not end on some incomplete integrals far out, and none is wanted near a = 0."""
    if not 0.1 < abs(u) < 30:
        raise OverflowError
    return u


MP: dict[str, Callable[..., Any]] = {
    "inv": lambda u: 1 / u,
    "relu": lambda u: max(u, mpmath.mpf(0)),
    "abs": abs,
    "max": max,
    "min": min,
    "clip": lambda z, low, high: min(high, max(low, z)),
    "exp": mpmath.exp,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "arctan": mpmath.atan,
    "erf": mpmath.erf,
    "pi": lambda: +mpmath.pi,
    "log": mpmath.log,
    "sqrt": mpmath.sqrt,
    "arcsin": mpmath.asin,
    "arccos": mpmath.acos,
    "gamma": mpmath.gamma,
    "lowergamma": lambda a, z: mpmath.gammainc(moderate(a), 0, moderate(z), regularized=True),
    "betainc": lambda a, b, z: mpmath.betainc(moderate(a), moderate(b), 0, z, regularized=True),
    "owens_t": lambda h, a: (
        mpmath.quad(lambda t: mpmath.exp(-h * h * (1 + t * t) / 2) / (1 + t * t), [0, a]) / (2 * mpmath.pi)
    ),
    "+": lambda *args: mpmath.fsum(args),
    "*": lambda *args: mpmath.fprod(args),
    "pow": lambda u, e: u ** int(e),
}
ARITY = {
    "pi": 0,
    "max": 2,
    "min": 2,
    "lowergamma": 2,
    "owens_t": 2,
    "clip": 3,
    "betainc": 3,
    "+": 2,
    "*": 2,
    "pow": 2,
}


def value(t: Term) -> Any:
    if t.head == "num":
        return mpmath.mpf(t.data.numerator) / t.data.denominator
    return MP[t.head](*(value(a) for a in t.args))


def random_number(rng: random.Random, depth: int) -> Term:
    if depth == 0:
        return num(Fraction(rng.randint(-8, 8), rng.randint(1, 5)))
    head = rng.choice(sorted(set(MP) - {"owens_t"}))
    args = [random_number(rng, rng.randint(0, depth - 1)) for _ in range(ARITY.get(head, 1))]
    return op("pow", args[0], num(rng.randint(0, 5))) if head == "pow" else op(head, *args)


def nearly(v: Any, shift: Fraction) -> Term:
    """The rational closest to v at 60 digits, moved by the shift."""
    return num(Fraction(int(mpmath.nint(v * 10**50)), 10**50) + shift)


def test_random_balls_agree_with_mpmath() -> None:
    rng, agreed, shift = random.Random(3), 0, Fraction(1, 10**40)
    with mpmath.workdps(70):
        for _ in range(700):
            t = random_number(rng, 3)
            try:
                claim = ball((), (t < 10**30, 400))[1]
            except Refused:
                continue
            assert claim == (t < 10**30)
            try:
                v = value(t)  # no domain error, nothing complex: every term on the way is defined
            except OverflowError:
                continue
            assert not isinstance(v, mpmath.mpc), t
            if abs(v) < 10**6:
                ball((), (nearly(v, -shift) < t, 400))
                ball((), (t < nearly(v, shift), 400))
                for wrong in (nearly(v, shift) < t, t < nearly(v, -shift), t < t):
                    with pytest.raises(Refused):
                        ball((), (wrong, 400))
                agreed += 1
    assert agreed > 250


@pytest.mark.parametrize(
    ("h", "a"), [(1, 1), (0, 2), (Fraction(-1, 2), 3), (2, Fraction(-1, 3)), (3, 10), (Fraction(1, 7), 0)]
)
def test_owens_t(h: Any, a: Any) -> None:
    t, gap = op("owens_t", num(h), num(a)), Fraction(1, 10**25)
    with mpmath.workdps(50):
        v = value(t)
        assert ball((), (nearly(v, -gap) < t, 200))
        assert ball((), (t < nearly(v, gap), 200))


S, T = op("sqrt", TWO), op("pi")


@pytest.mark.parametrize(
    "claim",
    [
        S * S < 2,  # 73
        num(Fraction(355, 113) - Fraction(1, 1000)) > T,  # 74
        op("log", ZERO) < 1,  # 140
        op("gamma", ZERO) < 1,
        op("gamma", num(Fraction(-1, 2))) < 1,
        op("arccos", TWO) < 1,
        op("arcsin", num(-2)) < 1,
        op("inv", ZERO) < 1,
        op("inv", S * S - 2) < 10**9,
        op("sqrt", num(-1)) < 1,
        op("log", num(-1)) < 1,
        op("pow", TWO, ONE + ONE) < 5,  # 141
        op("pow", TWO, num(10**7)) < 5,
        op("lowergamma", ZERO, ONE) < 2,
        op("lowergamma", ONE, num(-1)) < 2,
        op("betainc", ONE, ONE, TWO) < 3,
        op("betainc", num(-1), ONE, num(Fraction(1, 2))) < 3,
        op("exp", op("exp", op("exp", num(100)))) > 1,
        op("ite", ZERO < 1, ZERO, ONE) < 2,
        x < 1,
        x - x < 1,
        op("sum", ONE, TWO, lam(k, k)) < 4,
        ZERO <= 1,
        op("eq", ZERO, ONE),
        ZERO < 0,
    ],
)
def test_refused_comparisons(claim: Term) -> None:
    with pytest.raises(Refused):
        ball((), (claim, 128))


def test_precision_is_bounded_and_restored() -> None:
    close = num(Fraction(31415926535897932384626433832796, 10**31)) > T
    before = ctx.prec
    with pytest.raises(Refused):  # 75
        ball((), (close, 53))
    assert ball((), (close, 200))[1] == close
    for bits in (0, -1, 5000, 64.0, True, None, Fraction(64)):
        with pytest.raises(Refused):
            ball((), (close, bits))
    assert ctx.prec == before


def test_regularised_functions() -> None:
    half = num(Fraction(1, 2))
    assert ball((), (op("lowergamma", num(3), num(50)) < 1, 64))
    assert ball((), (op("betainc", TWO, num(3), half) < num(Fraction(11, 16)) + num(Fraction(1, 10**9)), 64))
    assert ball((), (num(Fraction(11, 16)) - num(Fraction(1, 10**9)) < op("betainc", TWO, num(3), half), 64))


def test_ball_range_bisects() -> None:
    claim = op("sin", x) < x + Fraction(1, 100)
    tree: Any = None
    sides = ((0, Fraction(1, 2)),)
    with pytest.raises(Refused):
        ball_range((), (claim, (x,), sides, tree, 64))

    def bisected(low: Fraction, high: Fraction, depth: int) -> Any:
        middle = (low + high) / 2
        return (
            None
            if depth == 0
            else (1, middle, bisected(low, middle, depth - 1), bisected(middle, high, depth - 1))
        )

    tree = bisected(Fraction(0), Fraction(1, 2), 7)
    found = ball_range((), (claim, (x,), sides, tree, 64))[1]
    assert found == op("imp", op("and", x >= ZERO, x <= num(Fraction(1, 2))), claim)
    two = x * x + y * y - 2 * x * y < num(Fraction(11, 10))
    assert ball_range((), (x + y < 3, (x, y), ((0, 1), (0, 1)), None, 64))
    for args in (
        (op("sin", x) < x, (x,), sides, tree, 64),  # equality at 0
        (claim, (x,), sides, (1, Fraction(1, 2), None, None), 64),  # cut on the edge
        (claim, (x,), sides, (1, Fraction(-1, 2), None, None), 64),
        (claim, (x,), sides, (0, Fraction(1, 4), None, None), 64),
        (claim, (x,), sides, (2, Fraction(1, 4), None, None), 64),
        (claim, (x,), sides, (1, 0.25, None, None), 64),
        (claim, (x,), sides, (1, Fraction(1, 4), None), 64),
        (claim, (x,), ((1, 0),), None, 64),
        (claim, (y,), sides, tree, 64),
        (claim, (k,), sides, tree, 64),
        (claim, (x, x), (*sides, *sides), tree, 64),
        (claim, (), (), None, 64),
        (two, (x, y), ((0, 1), (0, 1)), None, 64),
        (op("log", x) < 1, (x,), ((0, 1),), None, 64),
        (op("sqrt", x - 1) < 1, (x,), sides, None, 64),
    ):
        with pytest.raises(Refused):
            ball_range((), args)
    deep: Any = None
    for _ in range(5000):
        deep = (1, Fraction(1, 4), deep, None)
    with pytest.raises(Refused):
        ball_range((), (claim, (x,), sides, deep, 64))


def test_ball_range_never_proves_what_fails_at_a_point() -> None:
    rng, proved = random.Random(9), 0
    for _ in range(150):
        c = [Fraction(rng.randint(-5, 5), rng.randint(1, 3)) for _ in range(3)]
        t = num(c[0]) * op("sin", num(c[1]) * x) + num(c[2]) * x * x + op("exp", -x)
        claim = t < num(Fraction(rng.randint(-2, 8), 2))
        try:
            ball_range((), (claim, (x,), ((-1, 1),), (1, 0, (1, Fraction(-1, 2), None, None), None), 64))
        except Refused:
            continue
        proved += 1
        for p in range(-8, 9):
            s, r = (value(side) for side in at(claim, Fraction(p, 8)).args)
            assert s < r
    assert proved > 15


def at(t: Term, point: Fraction) -> Term:
    return op("app", lam(x, t), num(point))


# ---- finite ---------------------------------------------------------------------------------------


def test_finite() -> None:
    A = lam(k, k < 3)
    premises = (Sequent(ZERO < 3, frozenset([x < 1])), Sequent(ONE < 3), Sequent(num(3) > TWO))
    hyps, claim = finite(premises, (A, 0, 2))
    assert hyps == {x < 1}
    assert claim == op("forall", lam(k, op("imp", op("and", k >= ZERO, k <= 2), k < 3)))
    assert finite((), (A, 3, 2))[0] == frozenset()
    nested = lam(k, op("forall", lam(j, k <= j + k)))
    assert finite((Sequent(op("forall", lam(j, num(4) <= j + 4))),), (nested, 4, 4))[1].head == "forall"
    edge = lam(x, op("or", op("eq", x, ZERO), op("eq", x, ONE)))
    for args, chosen in (
        ((A, 0, 2), premises[:2]),
        ((A, 0, 2), (*premises, premises[0])),
        ((A, 0, 2), (premises[1], premises[0], premises[2])),
        ((A, 1, 3), premises),
        ((A, -1, 1), premises),
        ((A, False, 2), premises),
        ((A, Fraction(0), 2), premises),
        ((edge, 0, 1), (Sequent(edge(0)), Sequent(edge(1)))),  # 138
        ((var("B1", ("fun", "N", "B")), 0, 0), premises[:1]),
        ((lam(k, k), 0, 0), premises[:1]),
    ):
        with pytest.raises(Refused):
            finite(chosen, args)


# ---- matrices -------------------------------------------------------------------------------------


def matrix(rows: list[list[Any]]) -> Term:
    """lam i. lam j. the entry, by nested ite; 0 elsewhere."""
    body: Term = ZERO
    for p, row in enumerate(rows, 1):
        for q, entry in enumerate(row, 1):
            here = op("and", op("eq", i, num(p)), op("eq", j, num(q)))
            body = op("ite", here, entry if isinstance(entry, Term) else num(entry), body)
    return lam(i, lam(j, body))


def evidence(rows: list[list[Fraction]], m: int, n: int) -> tuple[Any, ...]:
    """Rank, pivots and kernel, by the reduced row echelon form."""
    a = fmpq_mat(m, n, [fmpq(q.numerator, q.denominator) for row in rows for q in row])
    reduced, r = a.rref()
    cols = [next(c for c in range(n) if reduced[p, c] != 0) for p in range(r)]
    chosen, _ = a.transpose().rref()
    lines = [next(c for c in range(m) if chosen[p, c] != 0) for p in range(r)]
    kernel = []
    for free in (c for c in range(n) if c not in cols):
        v = [Fraction(0)] * n
        v[free] = Fraction(1)
        for p, c in enumerate(cols):
            v[c] = -Fraction(int(reduced[p, free].p), int(reduced[p, free].q))
        kernel.append(tuple(v))
    return r, tuple(p + 1 for p in lines), tuple(c + 1 for c in cols), tuple(kernel)


def test_random_ranks() -> None:
    rng = random.Random(4)
    for _ in range(30):
        m, n, inner = rng.randint(1, 4), rng.randint(1, 4), rng.randint(0, 3)
        left = [[Fraction(rng.randint(-3, 3), rng.randint(1, 3)) for _ in range(inner)] for _ in range(m)]
        right = [[Fraction(rng.randint(-3, 3)) for _ in range(n)] for _ in range(inner)]
        rows = [
            [sum((left[p][t] * right[t][q] for t in range(inner)), Fraction(0)) for q in range(n)]
            for p in range(m)
        ]
        r, lines, cols, kernel = evidence(rows, m, n)
        a = matrix(rows)
        assert rank((), (a, m, n, r, lines, cols, kernel))[1] == op(
            "eq", op("rank", num(m), num(n), a), num(r)
        )
        for wrong in range(min(m, n) + 1):
            if wrong != r:
                for rows_, cols_ in (
                    (range(1, wrong + 1), range(1, wrong + 1)),
                    (lines[:wrong], cols[:wrong]),
                ):
                    with pytest.raises(Refused):
                        rank((), (a, m, n, wrong, tuple(rows_), tuple(cols_), kernel[: n - wrong]))


def test_rank_near_misses() -> None:
    a = matrix([[1, 2, 3], [2, 4, 6]])
    good = (a, 2, 3, 1, (1,), (1,), ((-2, 1, 0), (-3, 0, 1)))
    assert rank((), good)[1].args[1] == ONE
    for args in (
        (*good[:6], ((-2, 1, 0),)),  # 76
        (*good[:6], ((-2, 1, 0), (-4, 2, 0))),  # 77
        (*good[:6], ((-2, 1, 0), (-3, 0, 2))),
        (a, 2, 3, 2, (1, 2), (1, 2), ((-3, 0, 1),)),  # 78
        (*good[:4], (0,), (1,), good[6]),
        (*good[:4], (1,), (4,), good[6]),
        (*good[:4], (1, 2), (1,), good[6]),
        (*good[:6], ((-2, 1), (-3, 0, 1))),  # 139
        (*good[:6], ((-2, 1, 0), (-3, 0, 1.0))),
        (lam(i, lam(j, x)), *good[1:]),
        (lam(i, i), *good[1:]),
        (a, 2, 3, True, (1,), (1,), good[6]),
        (a, 2, 10**9, 1, (1,), (1,), good[6]),
    ):
        with pytest.raises(Refused):
            rank((), args)
    with pytest.raises(Refused):
        rank((), (matrix([[1, 0], [0, 1]]), 2, 2, 2, (2, 1), (1, 2), ()))


def test_entries_by_premises() -> None:
    A = var("A", ("fun", "N", ("fun", "N", "R")))
    entries = {
        (p, q): Sequent(op("eq", A(p)(q), num(p * q)), frozenset([y < p])) for p in (1, 2) for q in (1, 2)
    }
    args = (A, 2, 2, 1, (1,), (1,), ((-2, 1),))
    hyps, claim = rank(tuple(entries.values()), args)
    assert hyps == {y < 1, y < 2}
    assert claim == op("eq", op("rank", TWO, TWO, A), ONE)
    assert det(tuple(entries.values()), (A, 2))[1].args[1] == ZERO
    with pytest.raises(Refused):
        rank(tuple(entries.values())[:3], args)
    with pytest.raises(Refused):  # a premise that does not serve
        rank((*entries.values(), Sequent(op("eq", A(3)(3), ONE))), args)
    with pytest.raises(Refused):
        rank((*tuple(entries.values())[:3], Sequent(op("eq", A(2)(2), x))), args)


def test_determinants() -> None:
    rng = random.Random(8)
    for size in range(5):
        rows = [[Fraction(rng.randint(-4, 4), rng.randint(1, 3)) for _ in range(size)] for _ in range(size)]
        claim = det((), (matrix(rows), size))[1]
        wanted = ONE if not size else leibniz(rows)
        assert claim.args[1] == wanted


def leibniz(rows: list[list[Fraction]]) -> Term:
    def go(rest: list[list[Fraction]]) -> Fraction:
        if not rest:
            return Fraction(1)
        return sum(
            (
                (-1) ** c * rest[0][c] * go([row[:c] + row[c + 1 :] for row in rest[1:]])
                for c in range(len(rest))
            ),
            Fraction(0),
        )

    return num(go(rows))


# ---- the Prokhorov distance -----------------------------------------------------------------------


def table(values: list[Any]) -> Term:
    body: Term = ZERO
    for p, v in enumerate(values, 1):
        body = op("ite", op("eq", i, num(p)), num(v), body)
    return lam(i, body)


def finite_law(weights: list[Fraction], points: list[Fraction]) -> Term:
    return op("atoms", num(len(weights)), table(weights), table(points))


def apart(
    w: list[Fraction], xs: list[Fraction], v: list[Fraction], ys: list[Fraction], e: Fraction
) -> Fraction:
    """max over sets A of atoms of mu(A) - nu(points closer than or at e)."""
    best = Fraction(0)
    for size in range(len(w) + 1):
        for chosen in combinations(range(len(w)), size):
            near = sum(
                (v[q] for q in range(len(v)) if any(abs(xs[p] - ys[q]) <= e for p in chosen)), Fraction(0)
            )
            best = max(best, sum((w[p] for p in chosen), Fraction(0)) - near)
    return best


def distance(w: list[Fraction], xs: list[Fraction], v: list[Fraction], ys: list[Fraction]) -> Fraction:
    """(M7): the minimum over the distances r of max(r, T(r))."""
    radii = {Fraction(0)} | {abs(p - q) for p in xs for q in ys}
    return min(max(e, apart(w, xs, v, ys, e)) for e in radii)


def test_random_lower_bounds_are_true() -> None:
    rng, proved, sharp = random.Random(2), 0, 0
    for _ in range(25):
        w, v = weights(rng), weights(rng)
        xs, ys = ([Fraction(rng.randint(0, 6), 6) for _ in range(len(u))] for u in (w, v))
        true = distance(w, xs, v, ys)
        mu, nu = finite_law(w, xs), finite_law(v, ys)
        for size in range(len(w) + 1):
            for chosen in combinations(range(1, len(w) + 1), size):
                for e in {true, true + Fraction(1, 7), Fraction(rng.randint(0, 6), 6)}:
                    try:
                        prokhorov((), (None, mu, nu, e, None, chosen))
                    except Refused:
                        continue
                    proved += 1
                    sharp += e == true
                    assert e <= true
    assert proved > 60
    assert sharp > 10


def weights(rng: random.Random) -> list[Fraction]:
    raw = [Fraction(rng.randint(0, 4)) for _ in range(rng.randint(1, 3))]
    raw[0] += 1
    return [q / sum(raw) for q in raw]


def test_random_couplings_bound_from_above() -> None:
    rng, proved = random.Random(12), 0
    for _ in range(80):
        w, v = weights(rng), weights(rng)
        xs, ys = ([Fraction(rng.randint(0, 6), 6) for _ in range(len(u))] for u in (w, v))
        plan, rest = [], list(v)
        for p, mass in enumerate(w, 1):
            for q in range(1, len(v) + 1):
                part = min(mass, rest[q - 1])
                mass, rest[q - 1] = mass - part, rest[q - 1] - part
                plan.append((p, q, part))
        e = Fraction(rng.randint(0, 7), 7)
        try:
            prokhorov((), (None, finite_law(w, xs), finite_law(v, ys), e, tuple(plan), None))
        except Refused:
            continue
        proved += 1
        assert distance(w, xs, v, ys) <= e
    assert proved > 20


def test_prokhorov_near_misses() -> None:
    half, third = Fraction(1, 2), Fraction(1, 3)
    mu, nu = (
        finite_law([half, half], [Fraction(0), Fraction(1)]),
        finite_law([half, half], [Fraction(0), third]),
    )
    plan = ((1, 1, half), (2, 2, half))
    claim = prokhorov((), (None, mu, nu, half, plan, (2,)))[1]
    assert claim == op("eq", op("dP", mu, nu), num(half))
    assert prokhorov((), (None, mu, nu, half, plan, None))[1] == (op("dP", mu, nu) <= half)
    assert prokhorov((), (None, mu, nu, half, None, (2,)))[1] == (num(half) <= op("dP", mu, nu))
    bad = finite_law([half, third], [Fraction(0), third])
    for args in (
        (None, mu, nu, half, ((1, 1, half), (2, 1, half)), None),  # 79
        (None, mu, nu, half, ((1, 1, half), (2, 2, third)), None),
        (None, mu, nu, half, (*plan, (1, 2, half), (1, 2, -half)), None),
        (None, mu, nu, third, plan, None),
        (None, mu, nu, -third, plan, None),
        (None, mu, nu, half, None, (1,)),
        (None, mu, nu, Fraction(2, 3), None, (2,)),  # 125: near points count
        (None, mu, nu, half, None, (2, 1)),
        (None, mu, nu, half, None, (0,)),
        (None, mu, nu, half, None, None),
        (None, bad, nu, half, plan, None),
        (None, op("delta", ZERO), nu, half, plan, None),
        (1, mu, nu, half, plan, None),
        (True, mu, nu, half, plan, None),
        (None, mu, nu, 0.5, plan, None),
        (None, mu, finite_law([half, -half, Fraction(1)], [Fraction(0)] * 3), half, plan, None),
    ):
        with pytest.raises(Refused):
            prokhorov((), args)


def test_points_of_the_plane() -> None:
    def at(p: int, q: int) -> Term:
        return op("atoms", ONE, lam(i, ONE), lam(i, lam(j, op("ite", op("eq", j, ONE), num(p), num(q)))))

    mu, nu, e = at(0, 0), at(0, 1), Fraction(1)
    plan = ((1, 1, 1),)
    assert prokhorov((), (2, mu, nu, e, plan, (1,)))[1] == op("eq", op("dPd", TWO, mu, nu), ONE)
    assert prokhorov((), (1, mu, nu, Fraction(0), plan, None))[1] == (op("dPd", ONE, mu, nu) <= 0)
    with pytest.raises(Refused):
        prokhorov((), (2, mu, nu, Fraction(0), plan, None))
    with pytest.raises(Refused):
        prokhorov((), (1, mu, nu, e, plan, (1,)))


@pytest.mark.parametrize("rule", sorted(NUMBERS))
def test_hostile_arguments_are_refused(rule: str) -> None:
    rng = random.Random(rule)
    pieces: list[Any] = [
        None,
        True,
        0,
        2,
        -1,
        1.5,
        "oo",
        (),
        ((),),
        (1,),
        ((1, 1),),
        x,
        k,
        ZERO,
        TRUE,
        [x],
        {},
    ]
    pieces += [
        Fraction(1, 2),
        ONE < TWO,
        lam(k, TRUE),
        lam(i, lam(j, ONE)),
        lam(x, x).args[0],
        (x,),
        ((0, 1),),
        64,
    ]
    pieces += [finite_law([Fraction(1)], [Fraction(0)]), lam(k, k < 3)]
    premises = [Sequent(TRUE), Sequent(op("eq", x, ONE)), Sequent(ZERO <= ONE)]
    for _ in range(600):
        args = tuple(rng.choice(pieces) for _ in range(rng.choice([0, 2, 3, 5, 6, 7])))
        chosen = tuple(rng.choice(premises) for _ in range(rng.choice([0, 0, 0, 1, 2])))
        try:
            hyps, claim = NUMBERS[rule](chosen, args)
        except Refused:
            continue
        assert claim.sort == "B"
        assert not claim.loose
        assert all(h.sort == "B" for h in hyps)
