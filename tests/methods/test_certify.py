"""The theorems of exact laws: what they state, that they are re-checked, that wrong masses are refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from sympy import Rational as Q

from symrelu import (
    Layer,
    Network,
    atom,
    beta_law,
    cauchy,
    clip,
    discrete,
    exponential,
    gamma_law,
    laplace,
    logistic,
    max_,
    min_,
    mix,
    normal,
    positive,
    push,
    reals,
    student_t,
    uniform,
)
from symrelu.errors import ProofFailed, Refused
from symrelu.kernel.certificate import dump, load
from symrelu.kernel.rules import apply
from symrelu.laws.density import density_law
from symrelu.methods.certify import Certified
from symrelu.methods.defined import published
from symrelu.methods.identities import equation
from symrelu.model.part import DensityPart
from symrelu.terms.bridge import to_term
from symrelu.terms.claim import DensityOn, Mass
from symrelu.terms.substitution import substitute
from symrelu.terms.term import Term, lam, num, op, var

x, w, b, mu, m = reals("x w b mu m")
sigma, rate, a = positive("sigma rate a")
LAYER = Layer(2, -1)
THREE = Network([Layer([[1], [2], [-1]], [0, -1, 1]), Layer([[1, -1, 2]], [0], activation="identity")])
FOUR = Network([Layer([[1], [2], [-1], [-3]], [0, -1, 1, 2]), Layer([[1, -1, 2, -1]], [Q(1, 3)])])

LAWS: dict[str, Any] = {
    "uniform": push(LAYER, uniform(0, 1)),
    "normal": push(LAYER, normal(0, 1)),
    "exponential": push(LAYER, exponential(1)),
    "laplace": push(LAYER, laplace(0, 1)),
    "cauchy": push(LAYER, cauchy(0, 1)),
    "logistic": push(LAYER, logistic(0, 1)),
    "no kink met": push(Layer(-1, 3), uniform(0, 1)),
    "always off": push(Layer(-1, -3), exponential(1)),
    "leaky": push(Layer(2, -1, activation="leaky_relu", slope=Q(1, 10)), normal(0, 1)),
    "absolute": push(Layer(2, -1, activation="abs"), laplace(Q(1, 3), 2)),
    "affine": push(Layer(-2, 1, activation="identity"), exponential(3)),
    "clip of uniform": push(clip(2 * x - 1, 0, Q(1, 2)), uniform(0, 1)),
    "clip of normal": push(clip(1 - 2 * x, 0, Q(1, 2)), normal(Q(1, 3), 2)),
    "tent": push(max_(0, min_(x, 1 - x)), normal(0, 1)),
    "stack": push(Layer(-2, Q(3, 2)), push(Layer(1, -Q(1, 2)), normal(0, 1))),
    "three layers": push(Layer(-1, 1), push(Layer(-1, Q(3, 4)), push(Layer(2, -Q(3, 4)), uniform(0, 1)))),
    "network of three": push(THREE, normal(0, 1)),
    "network of four": push(FOUR, uniform(-2, 2)),
    "constant": push(Layer(0, 2), normal(0, 1)),
    "point": push(LAYER, atom(3)),
    "discrete": push(LAYER, discrete({0: Q(1, 3), 1: Q(1, 6), 2: Q(1, 2)})),
    "spike and slab": mix((Q(1, 2), atom(0)), (Q(1, 2), normal(0, 1))),
    "pushed spike and slab": push(LAYER, mix((Q(1, 3), atom(1)), (Q(2, 3), normal(0, 1)))),
    "two normals": push(LAYER, mix((Q(1, 4), normal(1, 2)), (Q(3, 4), normal(0, 1)))),
}
SYMBOLIC: dict[str, Any] = {
    "normal": push(Layer(a, b), normal(mu, sigma)),
    "exponential": push(Layer(a, b), exponential(rate)),
    "laplace": push(Layer(a, b), laplace(mu, sigma)),
    "uniform": push(Layer(a, b), uniform(m, m + rate)),
    "cauchy": push(Layer(a, b), cauchy(mu, sigma)),
    "logistic": push(Layer(-a, b), logistic(mu, sigma)),
    "any weight": push(Layer(w, b), normal(mu, sigma)),
    "stack": push(Layer(-a, 1), push(Layer(sigma, b), normal(0, 1))),
    "network": push(
        Network([Layer([[1], [2]], [0, b]), Layer([[1, -1]], [0], activation="identity")]), normal(0, 1)
    ),
    "weights": push(LAYER, mix((Q(1, 2), atom(b)), (Q(1, 2), normal(0, sigma)))),
}


def claims(certified: Certified) -> set[Term]:
    return {theorem.claim for theorem in certified}


def rows(law: Any) -> list[tuple[Any, Any, Any]]:
    """(low, high, value) of the distribution function as the law shows it."""
    y = sp.Symbol("y", real=True)
    formula = law.cdf(y)
    if not isinstance(formula, sp.Piecewise):
        return [(None, None, formula)]
    found, low = [], None
    for value, condition in formula.args:
        high = None if condition == sp.true else condition.gts
        found.append((low, high, value))
        low = high
    return found


def piece(law: Any, low: Any, high: Any, value: Any) -> Term:
    y, t = var("y", "R"), var("x", "R")
    bounds = [] if low is None else [to_term(low) <= y]
    bounds += [] if high is None else [y < to_term(high)]
    claim = op("eq", op("P", law.term(), lam(t, t <= y)), to_term(value))
    if bounds:
        claim = op("imp", bounds[0] if len(bounds) == 1 else op("and", *bounds), claim)
    return op("forall", lam(y, claim))


@pytest.mark.parametrize("name", LAWS)
def test_atoms_densities_and_distribution_function_are_theorems_as_they_are_shown(name: str) -> None:
    law = LAWS[name]
    certified = law.prove()
    assert certified.left_out == ()
    assert all(not theorem.hyps and not theorem.axioms for theorem in certified)
    stated = claims(certified)
    for point, mass in law.atoms().items():
        assert Mass(law, point, mass).formula in stated
    for low, high, value in rows(law):
        assert piece(law, low, high, value) in stated
    inner = [p for p in law.parts() if isinstance(p, DensityPart)]
    places = {point for part in inner for point in law.atoms() if part.support[0] < point < part.support[1]}
    for part in inner:
        if not places:
            y = sp.Symbol("y", real=True)
            density = part.density.subs(sp.Symbol("y", real=True), y)
            assert DensityOn(law, (density, y), part.support).formula in stated


def test_a_density_stops_at_an_atom_inside_of_it() -> None:
    law = LAWS["spike and slab"]
    y = sp.Symbol("y", real=True)
    density = sp.sqrt(2) * sp.exp(-(y**2) / 2) / (4 * sp.sqrt(sp.pi))
    stated = claims(law.prove())
    for interval in ((-sp.oo, 0), (0, sp.oo)):
        assert DensityOn(law, (density, y), interval).formula in stated
    assert DensityOn(law, (density, y), (-sp.oo, sp.oo)).formula not in stated


@pytest.mark.parametrize(
    "name", ["uniform", "normal", "cauchy", "logistic", "network of three", "spike and slab"]
)
def test_each_theorem_is_accepted_again_from_its_certificate(name: str) -> None:
    for theorem in LAWS[name].prove():
        again = load(dump(published(name, theorem)))
        assert again.theorem.claim == theorem.claim
        assert not again.axioms


@pytest.mark.parametrize("name", SYMBOLIC)
def test_symbolic_laws_are_proved_under_their_domains(name: str) -> None:
    law = SYMBOLIC[name]
    certified = law.prove()
    assert certified.left_out == ()
    allowed = {s.name for s in law.parameters}
    for theorem in certified:
        assert {n for h in theorem.hyps for n, _ in h.free} <= allowed
        again = load(dump(published(name, theorem)))
        assert again.theorem.claim == theorem.claim and again.theorem.hyps == theorem.hyps


def test_symbolic_atoms_are_as_they_are_shown() -> None:
    law = SYMBOLIC["normal"]
    ((point, mass),) = law.atoms().items()
    (theorem,) = [t for t in law.prove() if t.claim == Mass(law, point, mass).formula]
    assert {str(h) for h in theorem.hyps} <= {"0 < a", "0 < sigma"}


def test_each_sign_of_a_weight_is_a_case_of_its_own() -> None:
    law = SYMBOLIC["any weight"]
    zero = op("eq", var("w", "R"), num(0))
    cases = {frozenset(map(str, t.hyps)) for t in law.prove()}
    signs = ("0 < w", "w < 0", str(zero))
    assert all(any(sign in case for case in cases) for sign in signs)


def test_a_wrong_mass_is_refused_by_the_kernel() -> None:
    for law in (LAWS["uniform"], LAWS["discrete"], LAWS["normal"], SYMBOLIC["exponential"]):
        theorem = law.prove()[0]
        left, right = theorem.claim.args
        step = theorem.step
        wrong = op("eq", left, right + num(Fraction(1, 1000)))
        given, claim, tree = step.args
        assert claim == theorem.claim
        with pytest.raises(Refused):
            apply(step.rule, step.premises, (given, wrong, tree))
        assert apply(step.rule, step.premises, (given, claim, tree)).claim == claim


def test_a_wrong_closed_form_is_not_taken_for_the_right_one() -> None:
    root = op("sqrt", num(2))
    half = num(1) * op("inv", root)
    assert equation(half, op("*", op("inv", num(2)), root)).claim.head == "eq"
    for wrong in (root, op("inv", num(2)), num(-1) * half):
        with pytest.raises(ProofFailed):
            equation(half, wrong)
    s = var("s", "R")
    with pytest.raises(ProofFailed):
        equation(s * op("inv", s), num(1))
    assert equation(s * op("inv", s), num(1), (s < num(0),)).hyps == {s < num(0)}
    for left, right in ((op("erf", s), op("erf", 2 * s)), (op("exp", s), op("exp", -s))):
        with pytest.raises(ProofFailed):
            equation(left, right, (num(0) < s,))


def test_what_the_kernel_has_no_closed_form_for_is_proved_by_name_and_told() -> None:
    for law, head in (
        (push(LAYER, gamma_law(Q(5, 2), 2)), "lowergamma"),
        (push(LAYER, student_t(3)), "betainc"),
        (push(LAYER, beta_law(2, 3)), "betainc"),
    ):
        certified = law.prove()
        mass = certified[0].claim
        assert mass.args[0].head == "P" and head in str(mass.args[1])
        assert any(text.startswith("the closed form") for text in certified.left_out)
        assert any(text.startswith("the density") for text in certified.left_out)
        for theorem in certified:
            assert load(dump(published("named", theorem))).theorem.claim == theorem.claim


def test_named_masses_with_a_fractional_parameter_are_as_they_are_shown() -> None:
    law = push(LAYER, beta_law(Q(5, 2), Q(4, 3)))
    ((point, mass),) = law.atoms().items()
    assert Mass(law, point, mass).formula in claims(law.prove())


def test_laws_that_the_logic_cannot_state_are_left_out_in_words() -> None:
    y = reals("y")
    for law in (
        push(LAYER, density_law(2 * y, y, (0, 1))),
        mix((Q(1, 2), normal(0, 1)), (Q(1, 2), uniform(0, 1))),
    ):
        certified = law.prove()
        assert len(certified) == 0
        assert certified.left_out[0].startswith("the law: ")


def test_a_parameter_may_be_called_as_a_point_is() -> None:
    y = reals("y")
    certified = push(Layer(1, y), normal(0, 1)).prove()
    assert certified.left_out == ()
    assert any("forall y'." in str(theorem) for theorem in certified)


def test_theorems_of_symbols_hold_at_their_numbers() -> None:
    law = SYMBOLIC["exponential"]
    values = dict(zip(sorted(law.parameters, key=str), (2, -1, 3), strict=True))
    numbers = {var(s.name, "R"): num(q) for s, q in values.items()}
    special = law.at(values)
    stated = {substitute(t.claim, numbers) for t in law.prove() if all(_true(h, numbers) for h in t.hyps)}
    for point, mass in special.atoms().items():
        same = [
            c for c in stated if c.head == "eq" and c.args[0] == Mass(special, point, mass).formula.args[0]
        ]
        assert any(equation(c.args[1], to_term(mass)) for c in same)


def _true(hypothesis: Term, numbers: dict[Term, Term]) -> bool:
    from symrelu.methods.valuation import truth

    return truth(substitute(hypothesis, numbers), {}) is True
