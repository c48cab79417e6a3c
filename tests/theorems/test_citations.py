"""The textbook statements that are cited: listed word for word, and nothing else passes for them."""

from symrelu.kernel.theorem import Axiom
from symrelu.script.citations import STANDARD, all_standard
from symrelu.script.library import library
from symrelu.script.proposition import prove
from symrelu.terms.term import num, op, var


def test_a_listed_statement_is_recognised_by_its_wording() -> None:
    (name,) = STANDARD
    false = Axiom(name, "cited", "Federer 1969, 2.10.11", op("or"))
    other = Axiom("another_lemma", "cited", "a book", op("eq", num(0), num(0)))
    assert not all_standard([false])
    assert not all_standard([other])
    assert all_standard([])


def test_an_argued_step_is_no_citation() -> None:
    x = var("x", "R")
    assert not all_standard([Axiom("lipschitz_null", "argued", "", op("eq", x, x))])


def test_the_shipped_theorems_cite_listed_statements_only() -> None:
    cited = [p for p in library("minimal_parameters") if p.name == "one_parameter"]
    result = prove(cited[0])
    assert {a.name for a in result.published.axioms} == set(STANDARD)
    assert all_standard(result.published.axioms)
