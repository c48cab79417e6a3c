"""The bridge reads what SymPy left over, and nothing else."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symrelu.errors import InputError
from symrelu.terms.bridge import domains, matrix, point, to_term
from symrelu.terms.builders import P, Sum
from symrelu.terms.claim import Equal
from symrelu.terms.opaque import from_term
from symrelu.terms.show import show
from symrelu.terms.substitution import substitute
from symrelu.terms.symbols import abs_, clip, max_, min_, naturals, nonnegative, positive, reals, relu
from symrelu.terms.term import num, op, var
from symrelu.terms.variables import laws

x, y, z = reals("x y z")
s = positive("s")
lo = nonnegative("lo")
m, n = naturals("m n")
X, Y, S = var("x", "R"), var("y", "R"), var("s", "R")

# What a user types, and what is read: SymPy has rewritten it in between, and each row is one such rewriting.
REWRITTEN = {
    "x/x": (lambda: x / x, "1"),
    "0*log(x)": (lambda: 0 * sp.log(x), "0"),
    "0/x": (lambda: 0 / x, "0"),
    "x - x": (lambda: x - x, "0"),
    "x**0": (lambda: x**0, "1"),
    "exp(log(x))": (lambda: sp.exp(sp.log(x)), "x"),
    "log(exp(x))": (lambda: sp.log(sp.exp(x)), "x"),
    "sqrt(x)**2": (lambda: sp.sqrt(x) ** 2, "x"),
    "sqrt(x**2)": (lambda: sp.sqrt(x**2), "abs(x)"),
    "sqrt(s**2)": (lambda: sp.sqrt(s**2), "s"),
    "abs(s)": (lambda: sp.Abs(s), "s"),
    "abs(-x)": (lambda: sp.Abs(-x), "abs(x)"),
    "(x*y)/y": (lambda: (x * y) / y, "x"),
    "x < x + 1": (lambda: x < x + 1, "true"),
    "x <= x": (lambda: sp.Le(x, x), "true"),
    "Eq(x, x)": (lambda: sp.Eq(x, x), "true"),
    "Ne(x, x)": (lambda: sp.Ne(x, x), "false"),
    "s > 0": (lambda: s > 0, "true"),
    "lo >= 0": (lambda: lo >= 0, "true"),
    "not (x < y)": (lambda: sp.Not(x < y), "y <= x"),
    "x > y": (lambda: x > y, "y < x"),
    "x >= y": (lambda: x >= y, "y <= x"),
    "Max(x, Max(y, z))": (lambda: sp.Max(x, sp.Max(y, z)), "max(max(x, y), z)"),
    "Max(x, x + 1)": (lambda: sp.Max(x, x + 1), "x + 1"),
    "Min(Max(x, 1), 0)": (lambda: sp.Min(sp.Max(x, 1), 0), "0"),
    "2*(x + 1)": (lambda: 2 * (x + 1), "2*x + 2"),
    "x + y + x": (lambda: x + y + x, "2*x + y"),
    "x*x": (lambda: x * x, "x^2"),
    "sin(-x)": (lambda: sp.sin(-x), "-sin(x)"),
    "cos(-x)": (lambda: sp.cos(-x), "cos(x)"),
    "sin(pi)": (lambda: sp.sin(sp.pi), "0"),
    "cos(pi/3)": (lambda: sp.cos(sp.pi / 3), "1/2"),
    "exp(x)*exp(y)": (lambda: sp.exp(x) * sp.exp(y), "exp(x)*exp(y)"),
    "exp(x)**2": (lambda: sp.exp(x) ** 2, "exp(2*x)"),
    "exp(1)": (lambda: sp.exp(1), "exp(1)"),
    "log(1)": (lambda: sp.log(1), "0"),
    "erf(-x)": (lambda: sp.erf(-x), "-erf(x)"),
    "erf(0)": (lambda: sp.erf(0), "0"),
    "gamma(4)": (lambda: sp.gamma(4), "6"),
    "atan(1)": (lambda: sp.atan(1), "1/4*pi"),
    "acos(0)": (lambda: sp.acos(0), "1/2*pi"),
    "sqrt(8)": (lambda: sp.sqrt(8), "2*sqrt(2)"),
    "1/sqrt(2)": (lambda: 1 / sp.sqrt(2), "1/2*sqrt(2)"),
    "And(x < 1, True)": (lambda: sp.And(x < 1, True), "x < 1"),
    "Or(x < 1, x >= 1)": (lambda: sp.Or(x < 1, x >= 1), "true"),
    "Implies(True, x < 1)": (lambda: sp.Implies(True, x < 1), "x < 1"),
    "Piecewise with a true case first": (lambda: sp.Piecewise((x, True), (y, x > 0)), "x"),
}

# Our heads and SymPy's held expressions keep the shape in which they were typed.
KEPT = {
    "relu(-1)": (lambda: relu(-1), "relu(-1)"),
    "relu(s)": (lambda: relu(s), "relu(s)"),
    "max_(x, x)": (lambda: max_(x, x), "max(x, x)"),
    "min_(max_(x, 1), 0)": (lambda: min_(max_(x, 1), 0), "min(max(x, 1), 0)"),
    "abs_(s)": (lambda: abs_(s), "abs(s)"),
    "clip(x, 1, 0)": (lambda: clip(x, 1, 0), "clip(x, 1, 0)"),
    "x/x held": (lambda: sp.Mul(x, sp.Pow(x, -1, evaluate=False), evaluate=False), "x*inv(x)"),
    "2*(x + 1) held": (lambda: sp.Mul(2, x + 1, evaluate=False), "2*(x + 1)"),
    "x < x + 1 held": (lambda: sp.Lt(x, x + 1, evaluate=False), "x < x + 1"),
}


@pytest.mark.parametrize("typed", [*REWRITTEN, *KEPT])
def test_what_is_read_is_what_sympy_left(typed: str) -> None:
    build, read = (REWRITTEN | KEPT)[typed]
    assert show(to_term(build())) == read


def test_a_quotient_typed_as_one_is_shown_as_one() -> None:
    assert repr(Equal(x / x, 1)) == "1 = 1"


READINGS = [
    (1 / x, op("inv", X)),
    (x**-2, op("inv", X**2)),
    (x ** sp.Rational(3, 2), op("pow", op("sqrt", X), num(3))),
    (x ** sp.Rational(-1, 2), op("inv", op("sqrt", X))),
    (s ** sp.Rational(1, 3), op("exp", op("*", num(Fraction(1, 3)), op("log", S)))),
    (x**n, op("pow", X, var("n", "N"))),
    (x ** (n + 1), op("pow", X, var("n", "N") + 1)),
    (x ** (-n), op("inv", op("pow", X, var("n", "N")))),
    (sp.erfc(x), num(1) - op("erf", X)),
    (sp.lowergamma(s, x), op("*", op("gamma", S), op("lowergamma", S, X))),
    (sp.uppergamma(s, x), op("gamma", S) - op("*", op("gamma", S), op("lowergamma", S, X))),
    (sp.betainc_regularized(s, 2, 0, x), op("betainc", S, num(2), X)),
    (sp.atan(x) + sp.acos(y), op("+", op("arccos", Y), op("arctan", X))),
    (sp.asin(x), op("arcsin", X)),
    (sp.pi, op("pi")),
    (sp.Piecewise((x, x > 0), (y, True)), op("ite", num(0) < X, X, Y)),
    (sp.Ne(x, y), op("not", op("eq", X, Y))),
    (sp.Equivalent(x < 1, y < 1), op("iff", X < 1, Y < 1)),
    (Fraction(-1, 2), num(Fraction(-1, 2))),
    (True, op("and")),
]


@pytest.mark.parametrize(("typed", "read"), READINGS, ids=[str(e) for e, _ in READINGS])
def test_heads_are_read(typed: object, read: object) -> None:
    assert to_term(typed) == read


def test_points_and_matrices_count_from_one_and_vanish_elsewhere() -> None:
    p, a = point((x, 5)), matrix(((1, 2), (3, 4)))
    assert p(1) == op("ite", op("eq", num(1), num(1)), X, p(1).args[2])
    assert to_term((x, 5)) == p == to_term(sp.Matrix([x, 5]))
    assert to_term(sp.Matrix([[1, 2], [3, 4]])) == a
    with pytest.raises(InputError, match="rows of one length"):
        matrix(((1,), (1, 2)))


REFUSED = [
    (0.5, "Rational"),
    (sp.Float("0.5") * x, "Rational"),
    (1j, "an exact expression"),
    ("x", "an exact expression"),
    (None, "an exact expression"),
    (sp.tan(x), "sin"),
    (sp.sinh(x), "exp"),
    (sp.factorial(n), "gamma"),
    (sp.oo, "interval"),
    (sp.I, "a head that has a meaning"),
    (sp.nan, "a head that has a meaning"),
    (sp.floor(x), "a head that has a meaning"),
    (sp.Sum(x, (n, 1, 3)), "symrelu's Sum"),
    (sp.Integral(x, (x, 0, 1)), "symrelu's Integral"),
    (sp.Function("f")(x), "a head that has a meaning"),
    (sp.Piecewise((x, x > 0)), "a last case"),
    (x**y, "exp"),
    (x ** sp.Rational(1, 3), "positive"),
    (x ** (n - 1), r"m \+ 1"),
    (sp.Symbol("w"), "reals"),
    (sp.Symbol("k", integer=True), "m - n"),
    (sp.Symbol("q", rational=True), "reals"),
    (sp.Symbol("gamma", real=True), "gamma_"),
    (sp.Symbol("a b", real=True), "a name"),
]


@pytest.mark.parametrize(("typed", "advice"), REFUSED, ids=[str(e) for e, _ in REFUSED])
def test_what_has_no_meaning_is_refused_with_advice(typed: object, advice: str) -> None:
    with pytest.raises(InputError, match=advice):
        to_term(typed)


def test_domains_are_hypotheses() -> None:
    negative, nonzero = sp.Symbol("u", negative=True), sp.Symbol("v", real=True, zero=False)
    count = sp.Symbol("k", integer=True, positive=True)
    assert domains(x + s * lo + n) == (num(0) <= var("lo", "R"), num(0) < S)
    assert domains(negative) == (var("u", "R") < 0,)
    assert domains(nonzero) == (op("not", op("eq", var("v", "R"), num(0))),)
    assert domains(count) == (num(0) < var("k", "N"),)
    assert domains([x, {s: lo}]) == (num(0) <= var("lo", "R"), num(0) < S)


def test_two_symbols_that_print_alike_are_refused() -> None:
    with pytest.raises(InputError, match="two symbols of this name"):
        Equal(x, positive("x"))
    with pytest.raises(InputError, match="two symbols of this name"):
        Equal(relu(reals("s")) + s, 0)
    with pytest.raises(InputError, match="different sorts"):
        Equal(n, var("n", "R"))


expressions = st.recursive(
    st.sampled_from([x, y, s, n, sp.Integer(1), sp.Rational(-2, 3), sp.pi]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: p[0] + p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] * p[1]),
        st.tuples(inner, inner).map(lambda p: max_(*p)),
        st.tuples(inner, inner, inner).map(lambda p: clip(*p)),
        inner.map(relu),
        inner.map(sp.exp),
        inner.map(sp.cos),
        inner.map(sp.erf),
        inner.map(lambda e: e**2),
        inner.map(lambda e: 1 / (1 + e**2)),
        inner.map(lambda e: sp.sqrt(1 + e**2)),
        st.tuples(inner, inner).map(lambda p: sp.Piecewise((p[0], x < y), (p[1], True))),
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(expressions)
def test_the_way_there_and_back_changes_nothing(e: sp.Expr) -> None:
    back = from_term(to_term(e), (x, y, s, n))
    assert back == e or sp.simplify(back - e) == 0


@settings(max_examples=60, deadline=None)
@given(expressions, st.fractions(-3, 3, max_denominator=4))
def test_reading_and_substituting_commute(e: sp.Expr, q: Fraction) -> None:
    value = sp.Rational(q.numerator, q.denominator)
    read = substitute(to_term(e), {X: num(q)})
    left, right = from_term(read, (y, s, n)), e.subs(x, value)
    at = {y: sp.Rational(3, 7), s: sp.Rational(5, 3), n: sp.Integer(2)}
    held = [sp.N(_worth(side.subs(at)), 30) for side in (left, right)]
    assert abs(held[0] - held[1]) <= abs(held[0]) * sp.Float("1e-20") + sp.Float("1e-20")


def _worth(e: sp.Expr) -> sp.Expr:
    from symrelu.terms.symbols import PiecewiseLinear

    return e.replace(lambda t: isinstance(t, PiecewiseLinear), lambda t: t.value())


def test_opaque_atoms_come_back_as_they_went() -> None:
    mu = laws("mu")
    for e in (1 - 2 * P(mu, lambda t: t <= x * s), Sum(1, n, lambda k: k * x) ** 2):
        assert from_term(to_term(e), (x, s, n)) == e
