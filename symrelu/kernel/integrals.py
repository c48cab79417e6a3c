"""Facts about integrals over intervals and over R, and about finite sums and distances."""

from __future__ import annotations

from symrelu.errors import Refused

from symrelu.kernel.rows import (  # isort: skip
    Schema, absolute, both, continuous, eq, every, given, inside, integrable_on, integrable_real, integral,
    some, table, to, within,
)
from symrelu.terms.sorts import SEQ, N, R, borel, fun
from symrelu.terms.term import Term, num, op, private

_BOREL = borel(R, R)
_x, _i, _k = private(0, R), private(8, N), private(11, N)
_CONTINUOUS = frozenset(("+", "*", "relu", "abs", "max", "min", "clip", "exp", "sin", "cos", "arctan", "erf"))


def _conditions(t: Term, x: Term, memo: dict[Term, tuple[Term, ...]]) -> tuple[Term, ...]:
    """What makes t continuous in x: the domains of its partial heads. Raises: Refused if t may not be."""
    if t not in memo:
        memo[t] = tuple(dict.fromkeys(_conditions_of(t, x, memo)))
    return memo[t]


def _conditions_of(t: Term, x: Term, memo: dict[Term, tuple[Term, ...]]) -> tuple[Term, ...]:
    if (x.data, x.sort) not in t.free or t == x:
        return ()
    if t.head in _CONTINUOUS or (t.head == "pow" and (x.data, x.sort) not in t.args[1].free):
        return tuple(c for a in t.args for c in _conditions(a, x, memo))
    u = t.args[0] if t.args else t
    if t.head == "inv":
        own = op("not", eq(u, 0))
    elif t.head in ("log", "gamma"):
        own = u > 0
    elif t.head == "sqrt":
        own = u >= 0
    elif t.head in ("arcsin", "arccos"):
        own = within(-1, u, num(1))
    else:
        raise Refused(f"Int_cont: {t.head} is not known to be continuous")
    return (*_conditions(u, x, memo), own)


def _int_cont(a: Term, b: Term, f: Term) -> Term:
    sides = (every(_x, given(within(a, _x, b), side)) for side in _conditions(f(_x), _x, {}))
    return given(a <= b, *sides, integrable_on(a, b, f))


def _int_affine(c: Term, e: Term, a: Term, b: Term, f: Term) -> Term:
    whole, low, high = integral(a, b, to(_x, f(c * _x + e))), c * a + e, c * b + e
    return both(
        given(c > 0, eq(whole, op("inv", c) * integral(low, high, f))),
        given(c < 0, eq(whole, -op("inv", c) * integral(high, low, f))),
    )


def _int_bv(f: Term, g: Term, n: Term, p: Term, h: Term) -> Term:
    kink = some(_i, both(within(1, _i, n), eq(_x, p(_i))))
    return given(
        continuous(f), every(_x, op("or", kink, op("hasderiv", f, _x, g(_x)))),
        integrable_real(f), integrable_real(g),
        op("intR", to(_x, absolute(f(_x + h) - f(_x)))) <= absolute(h) * op("intR", to(_x, absolute(g(_x)))),
    )


INTEGRALS = table(
    Schema("int_split", (R, R, R, _BOREL), lambda a, b, c, f:
        given(a <= b, b <= c, integrable_on(a, c, f),
        eq(integral(a, c, f), integral(a, b, f) + integral(b, c, f))),
        "additivity; without integrability false for 1/x at 0, 1, 2"),
    Schema("int_linear", (R, R, _BOREL, _BOREL, R, R), lambda a, b, f, g, u, v:
        given(integrable_on(a, b, f), integrable_on(a, b, g),
        eq(integral(a, b, to(_x, u * f(_x) + v * g(_x))), u * integral(a, b, f) + v * integral(a, b, g))),
        "linearity on integrable functions"),
    Schema("int_mono", (R, R, _BOREL, _BOREL), lambda a, b, f, g:
        given(a <= b, integrable_on(a, b, f), integrable_on(a, b, g),
        every(_x, given(inside(a, _x, b), f(_x) <= g(_x))), integral(a, b, f) <= integral(a, b, g)),
        "monotone on integrable functions; without integrability false for 1 <= 1/x on (0,1)"),
    Schema("int_positive", (R, R, _BOREL), lambda a, b, f:
        given(a <= b, every(_x, given(inside(a, _x, b), f(_x) >= 0)), integral(a, b, f) >= 0),
        "the value is 0 if not integrable"),
    Schema("int_abs", (R, R, _BOREL), lambda a, b, f:
        given(integrable_on(a, b, f), absolute(integral(a, b, f)) <= integral(a, b, to(_x, absolute(f(_x))))),
        "triangle inequality of the integral"),
    Schema("Int_cont", (R, R, _BOREL), _int_cont,
        "continuous heads composed within the domains of the partial ones: continuous on a compact interval"),
    Schema("Int_below", (R, R, _BOREL, _BOREL), lambda a, b, f, g:
        given(a <= b, every(_x, given(inside(a, _x, b), absolute(f(_x)) <= g(_x))), integrable_on(a, b, g),
        integrable_on(a, b, f)), "dominated by an integrable function"),
    Schema("int_same", (R, R, _BOREL, _BOREL, N, SEQ), lambda a, b, f, g, n, p:
        given(every(_x, given(inside(a, _x, b),
        op("or", some(_i, both(within(1, _i, n), eq(_x, p(_i)))), eq(f(_x), g(_x))))),
        eq(integral(a, b, f), integral(a, b, g))),
        "equal off finitely many points; both integrable or neither"),
    Schema("int_affine", (R, R, R, R, _BOREL), _int_affine, "substitution; both sides are 0 together"),
    Schema("intR_limit", (_BOREL, R), lambda f, v:
        given(op("or", integrable_real(f), every(_x, f(_x) >= 0)),
        op("tends_oo", to(_x, integral(-_x, _x, f)), v), eq(op("intR", f), v)),
        "dominated, or monotone convergence; if f >= 0 is not locally integrable both are 0"),
    Schema("int_bv", (_BOREL, _BOREL, N, SEQ, R), _int_bv,
        "f is absolutely continuous, so f(x+h) - f(x) is the integral of g from x to x+h; then Tonelli"),
    Schema("eta", (fun("p", "q"),), lambda f: eq(to(x := private(0, f.sort[1]), f(x)), f),
        "functions with equal values are equal"),
    Schema("sum_same", (N, N, SEQ, SEQ), lambda a, b, f, g:
        given(every(_k, given(within(a, _k, b), eq(f(_k), g(_k)))),
        eq(op("sum", a, b, f), op("sum", a, b, g))), "equal terms have equal sums"),
    Schema("dist_le", (N, SEQ, SEQ, R), lambda d, x, y, c:
        given(c >= 0, every(_i, given(within(1, _i, d), absolute(x(_i) - y(_i)) <= c)),
        op("dist", d, x, y) <= c), "the maximum of numbers at most c; 0 if d = 0"),
)
