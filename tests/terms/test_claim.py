"""Claims about numbers, functions and claims unfold to the formulas that one would write by hand."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from fractions import Fraction

import pytest
import sympy as sp

from symrelu.errors import InputError
from symrelu.kernel.rows import integrable_law, integrable_on, integrable_real
from symrelu.terms.builders import P
from symrelu.terms.claim import (
    And,
    AtMost,
    Claim,
    Convex,
    Differentiable,
    Equal,
    Exists,
    Fails,
    ForAll,
    Formula,
    HasDerivative,
    Iff,
    Implies,
    Integrable,
    Less,
    Monotone,
    NonZero,
    Not,
    Or,
    RankIs,
)
from symrelu.terms.sorts import SEQ, B, N, R
from symrelu.terms.sorts import borel as borel_sort
from symrelu.terms.sorts import law as law_sort
from symrelu.terms.symbols import naturals, positive, reals, relu
from symrelu.terms.term import Term, lam, num, op, var
from symrelu.terms.variables import borel, events, functions, laws, sequences

t, u, x = reals("t u x")
s = positive("s")
n = naturals("n")
T, U, V, X, S = (var(name, R) for name in "tuvxs")
NN = var("n", N)


def every(*parts: Term) -> Term:
    body = parts[-1]
    for variable in reversed(parts[:-1]):
        body = op("forall", lam(variable, body))
    return body


def some(*parts: Term) -> Term:
    body = parts[-1]
    for variable in reversed(parts[:-1]):
        body = op("exists", lam(variable, body))
    return body


def both(*parts: Term) -> Term:
    return op("and", *parts)


def test_comparisons() -> None:
    assert Equal(relu(s * t), s * relu(t)).formula == op("eq", op("relu", S * T), S * op("relu", T))
    assert AtMost(t, 1).formula == (T <= 1)
    assert Less(t, u).formula == (T < U)
    assert NonZero(t).formula == op("not", op("eq", T, num(0)))
    assert Equal(laws("mu"), laws("nu")).formula.sort == B


def test_domains_are_those_of_what_is_free() -> None:
    claim = Equal(relu(s * t), s * relu(t))
    assert claim.domains == (num(0) < S,)
    assert claim.free_symbols == {s, t}
    assert Equal(n, 0).domains == ()
    assert ForAll(s, [], claim).domains == ()
    assert ForAll(t, [], claim).domains == (num(0) < S,)
    assert Equal(s / s, 1).domains == ()


def test_a_claim_is_a_frozen_value_without_truth() -> None:
    claim = Equal(t, u)
    assert claim == Equal(t, u)
    assert hash(claim) == hash(Equal(t, u))
    assert claim != AtMost(t, u)
    with pytest.raises(FrozenInstanceError):
        claim.left = u  # type: ignore[misc]
    with pytest.raises(TypeError, match="decide"):
        bool(claim)


def test_quantifiers_take_the_domains_along() -> None:
    body = relu(s * x) >= s * x
    inner = op("le", S * X, op("relu", S * X))
    assert ForAll((s, x), [x >= 0], body).formula == every(
        S, X, op("imp", both(num(0) < S, num(0) <= X), inner)
    )
    assert ForAll(x, [], Less(x, t)).formula == every(X, X < T)
    assert ForAll((n, x), [x > 1], Less(n, x)).formula == every(NN, X, op("imp", num(1) < X, NN < X))
    assert Exists((s, x), Less(s, x)).formula == some(S, X, both(num(0) < S, S < X))
    assert Exists(n, Less(x, n)).formula == some(NN, X < NN)


def test_quantifiers_over_functions_and_laws() -> None:
    f, mu = functions("f"), laws("mu")
    F, MU = var("f", ("fun", R, R)), var("mu", law_sort(R))
    assert ForAll(f, [], Equal(f(x), 0)).formula == every(F, op("eq", F(X), num(0)))
    half = Exists(mu, Equal(P(mu, lambda y: y <= x), sp.Rational(1, 2))).formula
    assert half == some(MU, op("eq", op("P", MU, lam(U, U <= X)), num(Fraction(1, 2))))
    with pytest.raises(InputError, match="a symbol, or a variable"):
        ForAll(x + 1, [], x <= 0)
    with pytest.raises(InputError, match="distinct"):
        ForAll((x, x), [], x <= 0)


def test_symbols_that_print_alike_are_refused_under_quantifiers() -> None:
    for build in (
        lambda: ForAll(reals("s"), [], Less(0, s)),
        lambda: Exists(s, Less(reals("s"), 0)),
        lambda: And(Less(reals("s"), 0), Less(0, s)),
        lambda: Fails(Equal(reals("s") - s, 0)),
        lambda: ForAll(x, [], Less(var("x", N), 1)),
        lambda: Implies(n <= 1, Less(var("n", R), 1)),
    ):
        with pytest.raises(InputError, match="of this name"):
            build()


def test_bound_symbols_of_one_name_may_have_two_domains() -> None:
    claim = And(ForAll(s, [], Less(0, s)), ForAll(reals("s"), [], relu(reals("s")) >= 0))
    assert claim.free_symbols == frozenset()
    assert len(claim.formula.args) == 2


def test_connectives() -> None:
    a, b = T <= 1, U <= 1
    assert And(t <= 1, u <= 1).formula == both(a, b)
    assert And((t <= 1, u <= 1)).formula == both(a, b)
    assert And().formula == op("and")
    assert Or(t <= 1, u <= 1).formula == op("or", a, b)
    assert Or(t <= 1).formula == op("or", a)
    assert Not(t <= 1).formula == op("not", a)
    assert Not(Equal(t, u)).formula == op("not", op("eq", T, U))
    assert Implies(t <= 1, u <= 1).formula == op("imp", a, b)
    assert Implies([t <= 1, u <= 1], Equal(t, u)).formula == op("imp", both(a, b), op("eq", T, U))
    assert Iff(t <= 1, u <= 1).formula == op("iff", a, b)
    assert And(events("A")(t), sp.true).formula == both(op("app", var("A", borel_sort(R, B)), T), op("and"))
    with pytest.raises(InputError, match="a claim or a relation"):
        And(t, u <= 1)


def test_failure_closes_over_everything_in_the_domains() -> None:
    closed = every(S, T, op("imp", num(0) < S, op("eq", op("relu", S * T), S * op("relu", T))))
    claim = Fails(Equal(relu(s * t), s * relu(t)))
    assert claim.formula == op("not", closed)
    assert claim.formula.free == frozenset()
    assert claim.domains == ()
    given = Fails(Equal(relu(u * t), u * relu(t)), given=[u <= 0])
    assert given.formula == op(
        "not", every(T, U, op("imp", U <= 0, op("eq", op("relu", T * U), U * op("relu", T))))
    )
    mu = laws("mu")
    MU = var("mu", law_sort(R))
    assert Fails(Equal(P(mu, lambda y: y <= x), 0)).formula == op(
        "not", every(MU, X, op("eq", op("P", MU, lam(U, U <= X)), num(0)))
    )
    assert Fails(Equal(1, 2)).formula == op("not", op("eq", num(1), num(2)))


def test_a_failure_of_a_failure_is_refused() -> None:
    with pytest.raises(InputError, match="not itself a failure"):
        Fails(Fails(Equal(t, u)))


def test_integrability_is_that_of_the_kernel() -> None:
    f, F = borel("f"), var("f", borel_sort(R, R))
    mu, MU = laws("mu"), var("mu", law_sort(R))
    assert Integrable(mu, f).formula == integrable_law(MU, F)
    assert Integrable(0, s, f).formula == integrable_on(num(0), S, F)
    assert Integrable(f).formula == integrable_real(F)
    points = laws("q", SEQ)
    phi = lam(var("p", SEQ), var("p", SEQ)(1))
    assert Integrable(points, lambda p: p(1)).formula == integrable_law(points.term(), phi)
    with pytest.raises(InputError, match="Integrable"):
        Integrable()
    with pytest.raises(InputError, match="law"):
        Integrable(1, f)


def test_integrability_of_a_function_of_the_bound_letters_is_not_captured() -> None:
    c, m = reals("C"), naturals("n")
    formula = Integrable(0, c, lambda y: c * y + m).formula
    C, Y = var("C", R), var("y", R)
    assert formula.free == C.free | NN.free
    assert formula == integrable_on(num(0), C, lam(Y, C * Y + NN))


def test_functions_on_intervals() -> None:
    f = functions("f")
    F = var("f", ("fun", R, R))
    inside = both(num(0) < X, X < S)
    assert Differentiable(f, (0, s)).formula == every(X, op("imp", inside, some(V, op("hasderiv", F, X, V))))
    assert Differentiable(f, (-sp.oo, sp.oo)).formula == every(X, some(V, op("hasderiv", F, X, V)))
    assert Differentiable(f, (0, s)).domains == (num(0) < S,)
    assert HasDerivative(f, s, s**2).formula == op("hasderiv", F, S, S**2)
    assert Monotone(f, (0, sp.oo)).formula == every(U, V, op("imp", both(num(0) <= U, U <= V), F(U) <= F(V)))
    convex = F((1 - T) * U + T * V) <= (1 - T) * F(U) + T * F(V)
    conditions = both(num(0) <= U, num(1) >= U, num(0) <= V, num(1) >= V, num(0) <= T, T <= 1)
    assert Convex(f, (0, 1)).formula == every(U, V, T, op("imp", conditions, convex))
    with pytest.raises(InputError, match="a pair of ends"):
        Monotone(f, 3)


def test_intervals_may_mention_the_letters_of_the_definition() -> None:
    v = reals("v")
    formula = Monotone(lambda y: y * u, (u, v)).formula
    A, C = var("a", R), var("c", R)
    conditions = both(U <= A, A <= C, C <= V)
    assert formula == every(A, C, op("imp", conditions, op("le", A * U, C * U))) or formula == every(
        A, C, op("imp", conditions, op("le", U * A, U * C))
    )
    assert formula.free == U.free | V.free


def test_rank_of_a_literal_matrix() -> None:
    formula = RankIs([[1, t, 3], [2, 4, 6]], 1).formula
    rank, value = formula.args
    assert rank.head == "rank"
    assert rank.args[:2] == (num(2), num(3))
    assert value == num(1)
    i, j = var("i", N), var("j", N)
    first = op("ite", op("eq", j, num(1)), num(1), op("ite", op("eq", j, num(2)), T, _last(j, 3)))
    second = op("ite", op("eq", j, num(1)), num(2), op("ite", op("eq", j, num(2)), num(4), _last(j, 6)))
    rows = op("ite", op("eq", i, num(1)), first, op("ite", op("eq", i, num(2)), second, num(0)))
    assert rank.args[2] == lam(i, lam(j, rows))
    assert RankIs(sp.Matrix([[1, 2], [3, 4]]), 2) == RankIs([[1, 2], [3, 4]], 2)
    with pytest.raises(InputError, match="rows of one length"):  # near miss 139
        RankIs([[0], [0, 1]], 1)


def _last(j: Term, entry: int) -> Term:
    return op("ite", op("eq", j, num(3)), num(entry), num(0))


def test_claims_show_as_they_were_read() -> None:
    assert repr(Fails(Equal(t, s))) == "not (forall s. forall t. 0 < s -> t = s)"
    assert repr(And(t <= 1, Equal(sequences("p")(n), t))) == "t <= 1 and p(n) = t"
    assert "\n" not in repr(Convex(relu, (0, 1)))


def test_formulas_are_claims() -> None:
    claim = events("A")(s)
    assert isinstance(claim, Formula)
    assert isinstance(claim, Claim)
    assert claim.domains == (num(0) < S,)
    assert Formula(T <= 1).formula == (T <= 1)
    with pytest.raises(InputError, match="a formula"):
        Formula(T)
