"""Publishing: what is undefined, undeclared or vacuous where that was demanded is refused."""

from __future__ import annotations

from typing import Any

import pytest

from symrelu.errors import Refused
from symrelu.kernel.definedness import obligations, publish, required
from symrelu.kernel.rules import argue, generalise, prove, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.terms.term import Term, bound, lam, num, op, private, var

x, y = var("x", "R"), var("y", "R")
n, k = var("n", "N"), var("k", "N")
mu = var("mu", ("law", "R"))
TRUE, FALSE = op("and"), op("or")
UNIT = x * op("inv", x)
NONZERO = op("not", op("eq", x, num(0)))


def same(t: Term) -> Theorem:
    """|- t = t."""
    return prove(op("eq", t, t), ("or", 0, (("close", ((1, (1,)),)), ("close", ((1, (1,)),)))))


def assumed(formula: Term) -> Theorem:
    """x != 0 |- x != 0, for such a formula."""
    leaves = tuple(("close", ((1, (2,)), (sign, (1,)))) for sign in (1, -1))
    return prove(formula, ("or", 0, leaves), given=(formula,))


def test_a_quotient_needs_its_divisor() -> None:  # 90, 148
    theorem = same(UNIT)
    with pytest.raises(Refused):
        publish("t", theorem.claim, (), theorem)
    side = assumed(NONZERO)
    with pytest.raises(Refused):
        publish("t", theorem.claim, (), theorem, (side,))  # x != 0 |- x != 0 shows nothing
    assert publish("t", theorem.claim, (NONZERO,), theorem, (side,)).given == (NONZERO,)


def test_a_side_theorem_shows_its_axioms() -> None:  # 149
    theorem = same(UNIT)
    prose = argue(op("forall", lam(x, NONZERO)), "clear")
    result = publish("t", theorem.claim, (), theorem, (specialise(prose, x),))
    assert {axiom.name for axiom in result.axioms} == {"clear"}


def test_hypotheses_are_declared() -> None:  # 150
    theorem = prove(x < 1, ("close", ((1, (0,)), (1, (1,)))), given=(x < 0,))
    for given in ((), (x <= 0,), (y < 0,), (x < 1,)):
        with pytest.raises(Refused):
            publish("t", theorem.claim, given, theorem)
    assert publish("t", theorem.claim, (x < 0,), theorem).theorem is theorem


@pytest.mark.parametrize(
    "t",
    [
        op("int", num(1), num(0), lam(x, num(1))),  # 151
        op("sum", num(3), num(1), lam(k, k)),  # 152
        op("prod", num(3), num(1), lam(k, k)),
        op("sumseq", num(3), num(1), lam(k, k), lam(var("v", ("fun", "N", "N")), num(1))),
        op("inv", num(0)),
        op("log", num(0)),
        op("sqrt", num(-1)),
        op("arccos", num(2)),
        op("gamma", num(0)),
        op("betainc", num(0), num(1), num(1)),
        op("lowergamma", num(0), num(1)),
        op("P", op("uniform", num(1), num(0)), lam(x, x < 0)),
        op("P", op("normal", num(0), num(0)), lam(x, x < 0)),
        op("P", op("atoms", n, lam(k, num(1)), lam(k, k)), lam(x, x < 0)),
        op("E", mu, lam(x, x)),
        op("E", mu, lam(x, x * op("sin", x))),
        op("E", mu, lam(x, op("clip", num(0), x, num(1)))),
        op("int", num(0), num(1), lam(x, op("inv", x + 1))),
        op("int", num(0), num(1), lam(x, op("ite", x <= 0, op("log", x + 1), num(0)))),
        op("intR", lam(x, num(1))),
        op("intR", lam(x, op("exp", -(x * x)))),
        op("ite", x <= 0, op("inv", num(0)), num(1)),
        op("sum", num(1), n, lam(k, op("inv", k + (-1)))),
        op("dP", op("cauchy", num(0), x), mu),
    ],
)
def test_undefined_terms_are_not_published(t: Term) -> None:
    theorem = same(t)
    assert obligations(theorem.claim)
    with pytest.raises(Refused, match="not shown to be defined"):
        publish("t", theorem.claim, (), theorem)


@pytest.mark.parametrize(
    "formula",
    [
        op("hasderiv", lam(x, op("log", x)), num(1), num(1)),
        op("tends_right", lam(x, op("inv", x)), num(0), num(1)),
        op("tends_oo", lam(x, op("log", x)), num(1)),
        op("or", op("inv", x) < 1, TRUE),
        op("and", op("inv", x) < 1, NONZERO),
        op("imp", op("inv", x) < 1, NONZERO),
        op("iff", NONZERO, op("inv", x) < 1),
        op("forall", lam(x, op("inv", x) < 1)),
        op("exists", lam(x, op("inv", x) < 1)),
        op("not", op("inv", x) < 1),
        op("eq", mu, op("normal", x, y)),
        op("eq", lam(x, op("inv", x)), lam(x, x)),
    ],
)
def test_undefined_formulas_have_obligations(formula: Term) -> None:
    assert obligations(formula)
    prose = argue_open(formula)
    with pytest.raises(Refused, match="not shown to be defined"):
        publish("t", prose.claim, (), prose)


def argue_open(formula: Term) -> Theorem:
    for name, sort in sorted(formula.free, key=str):
        formula = op("forall", lam(var(name, sort), formula))
    return argue(formula, "a draft")


def test_order_of_conjuncts_counts() -> None:
    guarded = op("and", NONZERO, op("inv", x) < 1)
    (one,) = obligations(guarded)
    assert one.context == (NONZERO,) and one.condition == NONZERO
    (late,) = obligations(op("and", op("inv", x) < 1, NONZERO))
    assert late.context == ()


def test_hypotheses_are_walked_in_their_order() -> None:
    inner = op("inv", x) < 1
    assert required(TRUE, (NONZERO, inner))[0].context == (NONZERO,)
    assert required(TRUE, (inner, NONZERO))[0].context == ()


def test_a_fresh_name_is_none_of_the_context() -> None:
    shadow = op("imp", NONZERO, op("forall", lam(x, op("inv", x) < 1)))
    (one,) = obligations(shadow)
    assert one.condition != NONZERO and not one.condition.free <= NONZERO.free
    named = op("forall", lam(x, op("inv", x) < 1))
    (other,) = required(named, (NONZERO,))
    assert other.condition != NONZERO


def test_demands_are_met() -> None:  # 153
    empty = op("exists", lam(x, op("and", x < 0, num(0) < x)))
    theorem = same(x)
    with pytest.raises(Refused):
        publish("t", theorem.claim, (), theorem, (), (empty,))
    with pytest.raises(Refused):  # a demand is met without any hypothesis of its own
        publish("t", theorem.claim, (), theorem, (prove(empty, ("bool", 0, 1), given=(empty,)),), (empty,))


def test_false_is_published_from_declared_hypotheses_alone() -> None:  # 155
    clash = prove(FALSE, ("close", ((1, (0,)), (1, (1,)))), given=(x < 0, num(0) < x))
    for given in ((), (x < 0,), (num(0) < x,)):
        with pytest.raises(Refused):
            publish("t", FALSE, given, clash)


@pytest.mark.parametrize("wrong", [num(3), x, bound(0, "B"), private(0, "R") < 1, None, "x < 0", True])
def test_what_is_given_and_demanded_are_closed_formulas(wrong: Any) -> None:
    theorem = same(x)
    with pytest.raises(Refused):
        publish("t", theorem.claim, (wrong,), theorem)
    with pytest.raises(Refused):
        publish("t", theorem.claim, (), theorem, (), (wrong,))


def test_wrong_arguments() -> None:
    theorem = same(x)
    for title in (None, 3, b"t", "two\nlines", "\x1b[2K", "\ud800"):
        with pytest.raises(Refused):
            publish(title, theorem.claim, (), theorem)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        publish("t", FALSE, (), theorem)
    with pytest.raises(Refused):
        publish("t", theorem.claim, (), theorem.claim)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        publish("t", theorem.claim, (), theorem, (theorem.claim,))  # type: ignore[arg-type]
    with pytest.raises(Refused):
        publish("t", generalise(theorem, x).claim, (), theorem)
