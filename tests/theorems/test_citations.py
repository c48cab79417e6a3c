"""The textbook statements that are cited: listed word for word, and nothing else passes for them."""

from symrelu.kernel.theorem import Axiom
from symrelu.script.citations import STANDARD, all_standard
from symrelu.script.library import library
from symrelu.script.proposition import prove
from symrelu.terms.term import num, op, var


def test_a_listed_statement_is_recognised_by_its_wording() -> None:
    for name in STANDARD:
        assert not all_standard([Axiom(name, "cited", "Federer 1969, 2.10.11", op("or"))])
    other = Axiom("another_lemma", "cited", "a book", op("eq", num(0), num(0)))
    assert not all_standard([other])
    assert all_standard([])


def test_an_argued_step_is_no_citation() -> None:
    x = var("x", "R")
    assert not all_standard([Axiom("lipschitz_null", "argued", "", op("eq", x, x))])


def test_the_shipped_theorems_cite_listed_statements_only() -> None:
    found: set[str] = set()
    for module, name in (("minimal_parameters", "one_parameter"), ("hoelder_families", "hoelder_chains")):
        (cited,) = [p for p in library(module) if p.name == name]
        axioms = prove(cited).published.axioms
        assert all_standard(axioms)
        found |= {a.name for a in axioms}
    assert found == set(STANDARD)


def test_the_statement_for_hoelder_maps_is_as_it_was_reviewed() -> None:
    (cited,) = [p for p in library("hoelder_families") if p.name == "hoelder_chains"]
    (axiom,) = prove(cited).published.axioms
    assert repr(axiom.claim) == (
        "forall n:N. forall m:N. forall a:N. forall b:N. forall Omega:Seq -> B. forall Rel:Seq -> Seq -> B. "
        "1 <= a and 1 <= b and a*n + 1 <= b*m and "
        "(forall kappa:Seq. (forall i:N. 1 <= i and i <= m -> 0 <= kappa(i) and kappa(i) <= 1) -> "
        "(exists theta':Seq. Omega(theta') and Rel(theta')(kappa))) and "
        "(forall theta:Seq. Omega(theta) -> (exists rho. exists C. 0 < rho and "
        "(forall theta_1:Seq. forall theta_2:Seq. forall kappa':Seq. forall kappa'':Seq. "
        "Omega(theta_1) and Omega(theta_2) and dist(n, theta, theta_1) <= rho and "
        "dist(n, theta, theta_2) <= rho and Rel(theta_1)(kappa') and Rel(theta_2)(kappa'') -> "
        "dist(m, kappa', kappa'')^a <= C*dist(n, theta_1, theta_2)^b))) -> false"
    )
