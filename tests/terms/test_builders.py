"""Opaque atoms among SymPy's expressions, and binders from Python functions: nothing is captured."""

from __future__ import annotations

import pytest
import sympy as sp

from symrelu.errors import InputError
from symrelu.terms.binding import abstraction, call_fresh
from symrelu.terms.bridge import to_term
from symrelu.terms.builders import E, Integral, P, Prod, Sum, dist, dP, dPd, ite
from symrelu.terms.opaque import opaque
from symrelu.terms.sorts import SEQ, N, R
from symrelu.terms.sorts import borel as borel_sort
from symrelu.terms.sorts import law as law_sort
from symrelu.terms.symbols import naturals, positive, reals, relu
from symrelu.terms.term import lam, num, op, var
from symrelu.terms.variables import (
    FunctionTerm,
    LawTerm,
    borel,
    events,
    functions,
    laws,
    sequences,
    variables,
)

x, y, t = reals("x y t")
s = positive("s")
j, k, n = naturals("j k n")
mu, nu = laws("mu nu")
X, Y, T, J, K, NN = var("x", R), var("y", R), var("t", R), var("j", N), var("k", N), var("n", N)
MU = var("mu", law_sort(R))


def test_atoms_are_what_one_would_write_by_hand() -> None:
    assert to_term(P(mu, lambda v: v <= x)) == op("P", MU, lam(Y, X >= Y))
    assert to_term(E(mu, relu)) == op("E", MU, lam(Y, op("relu", Y)))
    assert to_term(Sum(1, n, lambda i: i * x)) == op("sum", num(1), NN, lam(K, K * X))
    assert to_term(Prod(1, n, (k + 1, k))) == op("prod", num(1), NN, lam(K, K + 1))
    assert to_term(Integral(0, x, lambda u: u**2)) == op("int", num(0), X, lam(Y, Y**2))
    assert to_term(Integral(-sp.oo, sp.oo, lambda u: sp.exp(-(u**2)))).head == "intR"
    assert to_term(dP(mu, nu)) == op("dP", MU, var("nu", law_sort(R)))
    assert to_term(dPd(n, *laws("a b", SEQ))).head == "dPd"
    assert to_term(dist(2, (x, 1), sequences("p"))).head == "dist"
    assert to_term(ite(x > 0, 1, x)) == op("ite", num(0) < X, num(1), X)


def test_atoms_mix_with_sympy() -> None:
    p = P(mu, lambda v: v <= x)
    assert to_term(1 - p) == op("+", num(1), op("*", num(-1), to_term(p))) or to_term(1 - p).head == "+"
    assert p - p == 0
    assert p.is_real
    assert p.free_symbols == {x}
    assert (p + s).free_symbols == {x, s}
    assert p == P(mu, lambda v: v <= x)
    assert hash(p) == hash(P(mu, lambda v: v <= x))
    assert to_term(p) == to_term(P(mu, lambda w: w <= x))
    assert repr(1 - P(mu, lambda w: w <= x)) == "1 - P(mu, lam w:R. w <= x)"
    assert repr(1 - p) == "1 - P(mu, lam v:R. v <= x)"
    assert p != P(nu, lambda v: v <= x)
    assert sp.latex(p).startswith(r"\mathbb{P}")
    assert sp.diff(p, t) == 0
    assert sp.diff(p * t, t) == p


def test_substitution_goes_in_and_captures_nothing() -> None:
    p = P(mu, lambda v: v <= x)
    v, i = reals("v"), naturals("i")
    assert to_term(p.subs(x, v)) == op("P", MU, lam(T, var("v", R) >= T))
    assert p.subs(x, y + 1) == p.xreplace({x: y + 1}) == P(mu, lambda v: v <= y + 1)
    assert (p + x).subs({x: y}) == P(mu, lambda v: v <= y) + y
    q = P(mu, lambda w: w <= x - y)
    swapped = q.subs({x: y, y: x}, simultaneous=True)
    assert to_term(swapped) == op("P", MU, lam(T, T <= Y - X))
    assert swapped.subs({x: y, y: x}, simultaneous=True) == q
    total = Sum(1, 3, lambda i: i * n).subs(n, i)
    assert to_term(total) == op("sum", num(1), num(3), lam(K, K * var("i", N)))
    assert repr(total) == "sum(1, 3, lam i':N. i'*i)"
    assert p.subs(x, 3).free_symbols == set()


def test_sympys_own_binders_do_capture() -> None:
    """The reason for binders of our own: SymPy gives n**2 here."""
    assert sp.Sum(n * y, (n, 1, 3)).subs(y, n) == sp.Sum(n**2, (n, 1, 3))


def test_a_natural_slot_wants_a_natural() -> None:
    with pytest.raises(InputError, match="fits"):
        to_term(Sum(1, n, lambda i: i).subs(n, sp.Rational(1, 2)))


def test_inner_binders_of_the_same_name_stay_apart() -> None:
    def inner(c: sp.Expr) -> sp.Expr:
        return Sum(1, 3, lambda j: j * c)

    nested = to_term(Sum(1, n, lambda j: inner(j)))
    assert nested == op("sum", num(1), NN, lam(J, op("sum", num(1), num(3), lam(K, J * K)))) or nested == op(
        "sum", num(1), NN, lam(J, op("sum", num(1), num(3), lam(K, K * J)))
    )
    assert to_term(inner(j)).free == frozenset({("j", N)})


def test_products_read_the_same_in_every_order_of_names() -> None:
    first = to_term(Sum(1, n, lambda i: Sum(1, i, lambda j: x ** (i + j))))
    again = to_term(Sum(1, n, lambda i: Sum(1, i, lambda j: x ** (i + j))))
    assert first == again
    assert repr(first) == "sum(1, n, lam i:N. sum(1, i, lam j:N. x^(i + j)))"


def test_pairs_bind_their_symbol() -> None:
    assert P(mu, (y <= x, y)) == P(mu, lambda y: y <= x)
    with pytest.raises(InputError, match="without a further domain"):
        E(mu, (s**2, s))
    with pytest.raises(InputError, match="bound variable"):
        Sum(1, n, (x, x))


def test_a_function_that_looks_at_names_is_refused() -> None:
    def peeking(v: sp.Symbol) -> sp.Expr:
        return x if v.name == "v" and not isinstance(v, sp.Dummy) else t

    with pytest.raises(InputError, match="name of the argument"):
        E(mu, peeking)


def test_fresh_names_avoid_what_the_result_mentions() -> None:
    result, (argument,) = call_fresh(lambda v: v + x, (x,))
    assert argument.name == "x'"
    assert result == argument + x
    _, (first, second) = call_fresh(lambda a, b: a - b, (x, x))
    assert (first.name, second.name) == ("x", "x'")


def test_arbitrary_functions_of_the_point_are_refused_with_advice() -> None:
    with pytest.raises(InputError, match="borel"):
        P(mu, lambda v: functions("g")(v) <= 0)
    assert P(mu, lambda v: borel("g")(v) <= 0).is_real
    assert P(mu, events("A")).is_real
    assert to_term(P(mu, lambda v: events("A")(v))).args[1] == lam(X, op("app", events("A").term(), X))


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(InputError, match="a law"):
        P(x, lambda v: v <= 0)
    with pytest.raises(InputError, match="a function"):
        P(mu, 3)
    with pytest.raises(InputError, match="naturals as bounds"):
        Sum(1, n - 1, lambda i: i)
    with pytest.raises(InputError, match="two finite ends"):
        Integral(0, sp.oo, lambda v: v)
    with pytest.raises(InputError, match="a function on R"):
        E(mu, sequences("p"))
    with pytest.raises(InputError, match="dP"):
        dP(mu, laws("q", SEQ))
    with pytest.raises(InputError, match="a number"):
        opaque(MU)


def test_variables_of_other_sorts() -> None:
    A = variables("A", ("fun", N, SEQ))
    assert to_term(A(1, 2)) == op("app", op("app", A.term(), num(1)), num(2))
    assert isinstance(A(1), FunctionTerm)
    family = functions("p", R, law_sort(R))
    assert isinstance(family(s), LawTerm)
    assert family(s).free_symbols == {s}
    assert family(s).subs({s: s + t}).free_symbols == {s, t}
    assert sequences("q r")[1] == sequences("r")
    with pytest.raises(InputError, match="a law on R"):
        LawTerm(X)
    with pytest.raises(InputError, match="at least one name"):
        laws("")


def test_laws_are_pushed_by_maps() -> None:
    assert mu.push(relu).term() == op("push", lam(Y, op("relu", Y)), MU)
    assert mu.push(lambda v: (v, s * v)).space == SEQ
    assert mu.push(lambda v: s * v).free_symbols == {s}
    assert laws("q", SEQ).push(lambda p: p(1) + p(2)).space == R
    assert mu.push(borel("f")).term() == op("push", var("f", borel_sort(R, R)), MU)
    with pytest.raises(InputError, match="a function on R"):
        mu.push(lam(var("p", SEQ), var("p", SEQ)))


def test_abstraction_keeps_the_names_of_the_reader() -> None:
    assert repr(abstraction(lambda weight: weight + x, R, "y")) == "lam weight:R. weight + x"
    assert repr(abstraction(lambda P: P + x, R, "y")) == "lam y:R. x + y"
    assert repr(abstraction(sp.Lambda(t, t + x), R, "y")).startswith("lam ")
