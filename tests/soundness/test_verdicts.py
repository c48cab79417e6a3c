"""Verdicts rest on no junk: where a claim is not defined it is neither proved nor refuted."""

from __future__ import annotations

import pytest
import sympy as sp

from symrelu.errors import InputError, Unreadable
from symrelu.io.certificate import write_certificate
from symrelu.io.claim import claim, hypotheses
from symrelu.kernel.certificate import replay_file
from symrelu.kernel.definedness import required
from symrelu.laws.base import normal
from symrelu.methods.decide import decide
from symrelu.terms.builders import Integral, P, Sum
from symrelu.terms.claim import And, Equal, Fails, Implies, Less, Not, Or
from symrelu.terms.symbols import naturals, positive, reals, relu

a, b, x, y = reals("a b x y")
n, s = naturals("n"), positive("s")


def verdict(text: str, *given: str):
    scope, facts = hypotheses(given)
    return decide(claim(text, scope), given=facts, seconds=4)


@pytest.mark.parametrize(
    "text",
    [
        "1/x*x == 1",
        "x/x == 1",
        "1/x - 1/x == 0",
        "0*(1/(x-y)) == 0",
        "1/(1/x) == x",
        "x^-1*x == 1",
        "1/x == 1/x",
        "relu(1/x) >= 0",
        "1/x + 1 > 1/x",
        "max(1/x, 0) >= 0",
        "sqrt(x)^2 == x",
        "sqrt(x)^2 >= 0",
        "sqrt(x) == sqrt(x)",
        "x^(1/2)*x^(1/2) == x",
        "x^(1/2)*x^(1/2) == abs(x)",
        "log(x) == log(x)",
        "log(x) - log(x) == 0",
        "exp(log(x)) == x",
        "abs(log(x)) >= 0",
        "acos(x) == acos(x)",
        "gamma(x) == gamma(x)",
        "1/relu(-abs(x)) == 5",
        "sqrt(x)*sqrt(y) == sqrt(x)*sqrt(y)",
        "(1/x)^2 >= 0",
    ],
)
def test_a_claim_that_is_undefined_somewhere_is_unknown_and_says_where(text):
    found = verdict(text)
    assert found.status == "unknown"
    assert "it is undefined at" in found.reason


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("1/x*x == 1", "x > 0"),
        ("1/x*x == 1", "x != 0"),
        ("x/x == 1", "x < 0"),
        ("sqrt(x)^2 == x", "x >= 0"),
        ("exp(log(x)) == x", "x > 0"),
        ("1/x > 0", "x > 0"),
        ("log(x) == log(x)", "x >= 1"),
        ("1/x <= 1", "x >= 1"),
        ("1/(1 + abs(x)) > 0", "y > 0"),
        ("1/exp(x) > 0", "y > 0"),
        ("sqrt(x)*sqrt(y) >= 0", "x > 0, y > 0"),
    ],
)
def test_a_condition_that_makes_it_defined_makes_it_decidable(text, given):
    assert verdict(text, given).status == "proved"


@pytest.mark.parametrize(
    "text", ["1/0 == 0", "1/(x-x) == 0", "log(-1) == log(-1)", "sqrt(-1) == 1", "acos(2) >= 0"]
)
def test_what_is_defined_nowhere_is_refused(text):
    with pytest.raises(Unreadable):
        verdict(text)


@pytest.mark.parametrize(
    "text",
    [
        "1/x >= 0",
        "1/x == 2/x",
        "1/x < 1/x",
        "sqrt(x) == sqrt(x) + 1",
        "1/x == 0",
        "1/relu(x) == 1/relu(x) + 1",
    ],
)
def test_a_refutation_stands_where_the_claim_is_defined(text, tmp_path):
    found = verdict(text)
    assert found.status == "refuted"
    at = {name: sp.Rational(q.numerator, q.denominator) for name, q in found.witness.items()}
    assert at["x"] != 0 or text.startswith("sqrt")
    assert required(found.theorem.claim, ())
    write_certificate(text, found.theorem, tmp_path / "c.json")
    assert replay_file(tmp_path / "c.json").formula == found.theorem.claim


def test_no_short_circuit_past_an_undefined_part():
    found = decide(And(Less(5, 1 / x), Equal(x, 1)))
    assert found.status == "refuted"
    assert found.witness["x"] != 0
    assert decide(Or(1 / x > 5, Equal(x, x))).status == "unknown"
    assert decide(Implies(x > 0, 1 / x > 0)).status == "proved"
    assert decide(Implies(1 / x > 0, x > 0)).status == "unknown"


def test_hypotheses_are_to_be_defined_too():
    assert decide(Less(x, x + 1), given=[1 / x > 0]).status == "unknown"
    assert decide(Less(0, x), given=[1 / x > 0]).status == "unknown"
    found = decide(Less(2, 1), given=[sp.Ne(1 / x, 5)])
    assert found.status == "refuted"
    assert found.witness["x"] != 0


@pytest.mark.parametrize(
    "statement",
    [
        Equal(Sum(3, 1, lambda k: k), 0),
        Equal(Integral(1, 0, lambda t: t), 0),
        Equal(Integral(a, b, lambda t: t), Integral(a, b, lambda t: t)),
        Equal(P(normal(0, a), lambda t: t < 1), P(normal(0, a), lambda t: t < 1)),
        Equal(x ** (-n), 1 / x**n),
        Equal(Sum(n, 1, lambda k: k), Sum(n, 1, lambda k: k)),
    ],
    ids=repr,
)
def test_empty_sums_reversed_ends_and_degenerate_laws_are_no_values(statement):
    found = decide(statement, seconds=3)
    assert found.status == "unknown"
    assert "undefined" in found.reason


def test_a_law_that_is_one_is_fine():
    assert (
        decide(Equal(P(normal(0, s), lambda t: t < 1), P(normal(0, s), lambda t: t < 1))).status == "proved"
    )


# ---- failures ----------------------------------------------------------------------------------------


def test_what_a_failure_is_given_counts():
    """x >= 0 for all x >= 0: that this fails is false, although x >= 0 fails somewhere."""
    assert decide(Fails(x >= 0, given=[x >= 0])).status == "refuted"
    assert decide(Fails(Equal(relu(x), x), given=[x > 0])).status == "refuted"
    assert decide(Fails(Equal(relu(s), s))).status == "refuted"
    found = decide(Fails(Equal(relu(x), x), given=[x < 1]))
    assert found.status == "proved"
    assert found.theorem.claim == Fails(Equal(relu(x), x), given=[x < 1]).formula


def test_a_proved_failure_is_the_failure_that_was_stated():
    for statement in (
        Fails(Equal(relu(x - s), relu(x) - s)),
        Fails(Less(x, y), given=[x <= y]),
        Fails(Equal(s, 1)),
    ):
        found = decide(statement)
        assert found.status == "proved"
        assert found.theorem.claim == statement.formula
        assert not found.theorem.hyps


def test_hypotheses_beside_a_failure_are_refused():
    """The failure binds its variables: x >= 0 beside it would speak of another x."""
    with pytest.raises(InputError, match="Fails\\(claim, given="):
        decide(Fails(x >= 0), given=[x >= 0])


def test_a_failure_is_not_proved_by_junk():
    assert decide(Fails(Equal(1 / x, 0))).status == "unknown"
    assert decide(Fails(Equal(1 / x, 0), given=[x > 0])).status == "proved"
    assert decide(Fails(Equal(1 / x, 1 / x), given=[sp.Ne(x, 0)])).status == "refuted"
    assert decide(Not(Equal(1 / x, 1 / x))).status == "refuted"


def test_what_contradicts_itself_proves_anything_and_the_verdict_says_so():
    found = decide(Less(2, 1), given=[x > 0, x < 0])
    assert found.status == "proved"
    assert "contradicts itself" in str(found)
    assert "contradicts" not in str(decide(Less(0, x), given=[x > 1]))


# ---- reading -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "-2^2 == -4",
        "2^-1 == 1/2",
        "2^3^2 == 512",
        "(2^3)^2 == 64",
        "8/2/2 == 2",
        "8/2*2 == 8",
        "1 - 2 - 3 == -4",
        "1 - (2 - 3) == 2",
        "--x == x",
        "2*-x == -2*x",
        "2**3 == 2^3",
        "-x^2 <= 0",
        "0^0 == 1",
        "E > 2",
        "pi > 3",
        "-1^2 == -1",
        "2^-2 == 1/4",
        "4^(1/2) == 2",
        "1/2/3 == 1/6",
        "max(x, y, 3) >= 3",
        "max(1, 2) - min(1, 2) == 1",
        "clip(5, 0, 1) == 1",
        "abs(-3) == 3",
        "1 - -1 == 2",
        "(-8)/(-4) == 2",
    ],
)
def test_precedence(text):
    assert verdict(text).status == "proved"


@pytest.mark.parametrize(
    "text", ["-2^2 == 4", "8/2/2 == 8", "1 < 2 < 1", "1 - 2 - 3 == 2", "2^3^2 == 64", "3 > 2 > 2"]
)
def test_other_readings_are_refuted(text):
    assert verdict(text).status == "refuted"


@pytest.mark.parametrize(
    "name", ["lambda", "N", "S", "O", "Q", "beta", "zeta", "im", "re", "Eq", "None", "x_1"]
)
def test_names_of_sympy_and_python_are_symbols(name):
    assert verdict(f"relu({name}) >= {name}").status == "proved"


def test_the_imaginary_unit_is_no_symbol():  # an answer in I would be read back by SymPy as another number
    with pytest.raises(Unreadable, match="imaginary unit"):
        verdict("relu(I) >= I")


@pytest.mark.parametrize("name", ["oo", "zoo", "nan", "inf", "_x", "__import__"])
def test_names_that_would_mislead_are_refused(name):
    with pytest.raises(Unreadable):
        verdict(f"{name} > 1")


@pytest.mark.parametrize(
    "text", ["2^10^10 > 1", "2^(10^9) > 1", "x^10001 == x", "gamma(10^9) > 1", "9^9^9 > 1"]
)
def test_huge_numbers_are_refused_at_once(text):
    with pytest.raises(Unreadable):
        verdict(text)
