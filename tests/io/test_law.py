"""Text to laws and families."""

from __future__ import annotations

import pytest
import sympy as sp

from symrelu.errors import InputError, SymreluError, Unreadable
from symrelu.io.claim import hypotheses
from symrelu.io.expression import Scope
from symrelu.io.law import BASE, FORMS, family, law, supposing
from symrelu.laws import base
from symrelu.laws.push import push
from symrelu.terms.symbols import clip, positive, reals, relu

HALF = sp.Rational(1, 2)
x = reals("x")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("normal(0,1)", base.normal(0, 1)),
        ("normal(sigma=2, mu=1)", base.normal(1, 2)),
        ("uniform(-2, 2)", base.uniform(-2, 2)),
        ("exponential(1/2)", base.exponential(HALF)),
        ("laplace(0, 1)", base.laplace(0, 1)),
        ("student_t(3)", base.student_t(3)),
        ("cauchy(0, 1)", base.cauchy(0, 1)),
        ("logistic(0, 1)", base.logistic(0, 1)),
        ("gamma_law(5/2, 2)", base.gamma_law(sp.Rational(5, 2), 2)),
        ("beta_law(2, 3)", base.beta_law(2, 3)),
        ("atom(2)", base.atom(2)),
        ("discrete({0: 1/2, 1: 1/2})", base.discrete({0: HALF, 1: HALF})),
        (
            "mix((1/2, normal(0,1)), (1/2, atom(0)))",
            base.mix((HALF, base.normal(0, 1)), (HALF, base.atom(0))),
        ),
        ("push(clip(2*x - 1, 0, 1), uniform(0,1))", push((clip(2 * x - 1, 0, 1), x), base.uniform(0, 1))),
        ("push(relu, normal(0,1))", push((relu(x), x), base.normal(0, 1))),
    ],
)
def test_what_is_read(text: str, wanted: object) -> None:
    assert law(text) == wanted


def test_the_grammar_knows_every_base_law() -> None:
    for name, parameters in BASE.items():
        constructor = getattr(base, name)
        assert constructor.__code__.co_varnames[: constructor.__code__.co_argcount] == parameters


def test_every_example_of_a_form_is_read() -> None:
    for example in FORMS.values():
        assert law(example).mass() == 1


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("normal([0,0], 1)", "normal([0,0], [[1,0],[0,1]])"),
        ("uniform([0,1], 2)", "found a list"),
        ("normal(0, I)", "the imaginary unit"),
        ("norml(0,1)", "Try: normal"),
        ("relu(x)", "the unknown law 'relu'"),
        ("normal", "Try: normal(mu, sigma)"),
        ("normal(0)", "expected normal(mu, sigma)"),
        ("normal(0,1,2)", "normal with 3 arguments"),
        ("normal(0, s=1)", "the keyword 's'"),
        ("normal(0, mu=1)", "the keyword 'mu'"),
        ("normal(0,-1)", "a positive number"),
        ("normal(0,0)", "a positive number"),
        ("normal(0,0.5)", "write 1/2"),
        ("uniform(1,0)", "a < b"),
        ("2*normal(0,1)", "no law"),
        ("discrete({0: 1/2, 1: 1/3})", "masses that sum to 5/6"),
        ("discrete({0: 1/2, 0: 1/2})", "the point 0 twice"),
        ("discrete({0: 3/2, 1: -1/2})", "at least 0"),
        ("discrete({})", "no masses"),
        ("discrete(1)", "no table of masses"),
        ("mix()", "no pairs"),
        ("mix(normal(0,1))", "no pair"),
        ("mix((1/2, 1/2))", "no law"),
        ("mix((1/2, normal(0,1)), (1/3, atom(0)))", "masses that sum to 5/6"),
        ("push(normal(0,1))", "a map and a law"),
        ("push(a*t + b, normal(0,1))", "the pushed variable to be called x"),
        ("push(x^2, normal(0,1))", "not piecewise linear"),
        ("student_t(10^6)", "at most 1000"),
        ("density_law(2*y, y)", "an expression, its symbol and an interval"),
        ("__import__(os)", "the unknown law '__import__'"),
    ],
)
def test_what_is_refused_and_how(text: str, part: str) -> None:
    with pytest.raises(SymreluError) as caught:
        law(text)
    assert part in str(caught.value)


def test_nesting_of_laws_is_bounded() -> None:
    with pytest.raises(Unreadable, match="levels of nesting"):
        law("push(relu, " * 100 + "normal(0,1)" + ")" * 100)


def test_a_family_has_its_parameters_in_the_order_of_the_text() -> None:
    found = family("push(clip(a*x + c, l, h), uniform(0,1))", ["l <= h"])
    assert [str(p) for p in found.parameters] == ["a", "c", "l", "h"]
    assert [str(relation) for relation in found.given] == ["l <= h"]


def test_the_pushed_variable_is_no_parameter() -> None:
    assert [str(p) for p in family("push(relu(t), normal(mu, 1))").parameters] == ["mu"]
    assert [str(p) for p in family("mix((p, normal(m, 1)), (1 - p, atom(0)))", ["0 < p < 1"]).parameters] == [
        "p",
        "m",
    ]


def test_a_domain_of_a_family_is_that_of_its_symbol() -> None:
    found = family("normal(mu, sigma)", ["sigma > 0"])
    assert found.parameters == (reals("mu"), positive("sigma"))


def test_a_family_without_parameters_is_none() -> None:
    with pytest.raises(InputError, match="a law with symbols"):
        family("normal(0,1)")


def test_hypotheses_decide_cases() -> None:
    scope, relations = hypotheses(["a < b", "a >= 0"])
    pushed = law("push(relu, uniform(a, b))", scope)
    assert len(supposing(pushed, relations).cases()) == 1
    assert len(law("push(relu, uniform(a, b))", Scope()).cases()) > 1
