"""Laws with symbols: cases by sign, conditions, substitution; each case agrees with numbers."""

from __future__ import annotations

import itertools

import pytest
import sympy as sp

from symrelu.errors import InputError, NoClosedForm
from symrelu.laws.base import (
    cauchy,
    discrete,
    exponential,
    gamma_law,
    laplace,
    mix,
    normal,
    student_t,
    uniform,
)
from symrelu.laws.push import push
from symrelu.model.family import Family
from symrelu.model.network import Layer
from symrelu.terms.symbols import clip, nonnegative, positive, reals, relu

w, b, mu, x, y, a, c, lo, hi = reals("w b mu x y a c l h")
sigma = positive("sigma")
Q = sp.Rational


def test_positive_weight_makes_one_case():
    v = positive("v")
    law = push(Layer(v, b), normal(mu, sigma))
    assert law.cases() == ((sp.true, law),)
    assert list(law.atoms()) == [0]
    z = (-b - mu * v) / (sigma * v)
    assert sp.simplify(law.atoms()[0] - (1 + sp.erf(z / sp.sqrt(2))) / 2) == 0
    (part,) = law.parts()[1:]
    assert part.support == (0, sp.oo)
    wanted = sp.exp(-((y - b - mu * v) ** 2) / (2 * sigma**2 * v**2)) / (sp.sqrt(2 * sp.pi) * sigma * v)
    assert sp.simplify(part.density - wanted) == 0


def test_weight_of_unknown_sign_makes_three_cases():
    law = push(Layer(w, b), normal(mu, sigma))
    assert [condition for condition, _ in law.cases()] == [w > 0, sp.Eq(w, 0), w < 0]
    masses = law.atoms()
    assert masses[sp.Max(0, b)] == sp.Piecewise((0, w > 0), (1, sp.Eq(w, 0)), (0, w < 0))
    for value in (2, 0, -3):
        numbers = {w: value, b: Q(1, 2), mu: 1, sigma: 2}
        exact = push(Layer(value, Q(1, 2)), normal(1, 2))
        assert sp.simplify(law.mean().subs(numbers) - exact.mean()) == 0
        assert sp.simplify(law.cdf(1).subs(numbers) - exact.cdf(1)) == 0
        assert law.at(numbers).atoms() == exact.atoms()
        (found,) = [case for condition, case in law.cases() if condition.subs(numbers) == sp.true]
        assert found.conditions


GRID = list(itertools.product((-2, 0, Q(3, 2)), (-1, 0, 2), ((0, 1), (-1, Q(1, 2)), (1, 1))))


@pytest.mark.parametrize("base", [normal(0, 1), uniform(0, 1), exponential(1)], ids=str)
def test_cases_of_the_clip_family_cover_all_numbers(base):
    family = push((clip(a * x + c, lo, hi), x), base)
    assert family.conditions == (hi >= lo,)
    cases = family.cases()
    for slope, shift, (low, high) in GRID:
        numbers = {a: slope, c: shift, lo: low, hi: high}
        exact = push((clip(slope * x + shift, low, high), x), base)
        true = [case for condition, case in cases if condition.subs(numbers) == sp.true]
        assert len(true) == 1
        masses: dict[sp.Expr, sp.Expr] = {}
        for point, mass in true[0].atoms().items():
            place = point.subs(numbers)
            masses[place] = masses.get(place, 0) + mass.subs(numbers)
        assert set(masses) == set(exact.atoms())
        assert all(sp.simplify(masses[p] - m) == 0 for p, m in exact.atoms().items())


def test_declared_domains_decide_cases():
    low, width = nonnegative("low"), positive("width")
    law = push((clip(x, low, low + width), x), normal(0, 1))
    assert [condition for condition, _ in law.cases()] == [sp.true]
    assert list(law.atoms()) == [low, low + width]


def test_given_relations_decide_cases():
    law = push((relu(w * x + b), x), normal(mu, sigma)).given(w > 0)
    assert len(law.cases()) == 1
    assert law.conditions == (w > 0,)


def test_masses_and_points_in_symbols():
    p = reals("p")
    law = discrete({a: p, c: 1 - p})
    assert sp.expand(law.mean() - a * p - c * (1 - p)) == 0
    conditions = [condition for condition, _ in law.cases()]
    assert conditions == [sp.Eq(a, c), sp.Ne(a, c)]
    assert law.cases()[0][1].mass() == 1


def test_laws_with_symbols_in_every_parameter():
    r, k, nu = positive("r k nu")
    assert exponential(r).mean() == 1 / r
    assert sp.simplify(push(Layer(2, -1), exponential(r)).mean() - 2 * sp.exp(-r / 2) / r) == 0
    assert sp.simplify(gamma_law(k, r).variance() - k / r**2) == 0
    assert gamma_law(k, r).cdf(1) == sp.lowergamma(k, r) / sp.gamma(k)
    assert push(relu, student_t(nu)).atoms() == {0: Q(1, 2)}
    assert push(relu, laplace(mu, sigma)).atoms()[0].subs({mu: 1, sigma: 1}) == sp.exp(-1) / 2
    assert push(relu, laplace(mu, sigma)).atoms()[0].subs({mu: -1, sigma: 1}) == 1 - sp.exp(-1) / 2
    assert cauchy(mu, sigma).cdf(mu) == Q(1, 2)


def test_moment_of_a_symbolic_student_law_has_cases():
    nu = positive("nu")
    assert student_t(nu).moment(2) == sp.Piecewise((nu / (nu - 2), nu > 2), (sp.oo, nu <= 2))


def test_uniform_law_with_symbolic_ends():
    law = push(relu, uniform(a, b))
    assert law.conditions == (b > a,)
    for low, high in ((-1, 2), (1, 3), (-3, -1), (-1, 0), (0, 1)):
        exact = push(relu, uniform(low, high))
        (case,) = [one for condition, one in law.cases() if condition.subs({a: low, b: high}) == sp.true]
        found = {p.subs({a: low, b: high}): m.subs({a: low, b: high}) for p, m in case.atoms().items()}
        assert found == exact.atoms()


def test_support_with_cases_is_not_guessed():
    with pytest.raises(NoClosedForm, match="cases"):
        push(Layer(w, b), normal(0, 1)).support()


def test_terms_state_the_law_as_it_was_written():
    half = Q(1, 2)
    assert (
        str(push(relu, push(Layer(2, -1), normal(0, 1))).term())
        == "push(lam x:R. relu(x), push(lam x:R. relu(2*x - 1), normal(0, 1)))"
    )
    assert str(gamma_law(2, 3).term()) == "gamma_law(2, 1/3)"
    assert str(mix((half, normal(0, 1)), (half, normal(1, 2))).term()).endswith(
        "lam k:N. normal(ite(k = 1, 0, 1), ite(k = 1, 1, 2)))"
    )
    assert str(discrete({0: 1}).term()) == "atoms(1, lam i:N. ite(i = 1, 1, 0), lam i:N. ite(i = 1, 0, 0))"


def test_families_show_their_parameters():
    family = Family(normal(mu, sigma), (mu, sigma), given=(sigma < 3,))
    assert repr(family) == "Family(normal(mu, sigma), (mu, sigma), given=(sigma < 3,))"
    assert family._repr_latex_().startswith("$")


@pytest.mark.parametrize(
    "given", [sp.false, False, sp.Or(a > 1, a < -1), (a > 1, sp.Or(a > 3, a < 2)), 3, "a > 0"]
)
def test_what_is_given_are_relations(given):
    with pytest.raises(InputError, match="given"):
        Family(normal(a, 1), (a,), given=given)
