"""The arc-cosine family: what is proved, near misses that are not, and the values against quadrature."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
import sympy as sp

from symrelu import And, Equal, HasDerivative, Implies, arc_cosine
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, refused

PAPER = "tsuchida"
MODULE = "arc_cosine"
ORDERS = range(7)


@pytest.fixture(scope="module")
def lines(paper: Paper) -> dict[str, Checked]:
    return paper.proved([MODULE, f"{MODULE}_polynomials"])


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert len(lines) >= 9
    assert {name: line.reason for name, line in lines.items() if line.verdict != "proved"} == {}
    assert {name: line.axioms for name, line in lines.items() if line.axioms} == {}


def test_other_derivatives_and_values_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module(MODULE)
    J, n, t = module.J, module.n, module.t
    claims: dict[str, list[Any]] = {
        "derivatives": [
            HasDerivative(J(n + 1), t, value)
            for value in ((n + 1) ** 2 * sp.sin(t) * J(n)(t), -n * sp.sin(t) * J(n)(t))
        ],
        "values_at_pi": [Equal(J(n)(0), 0), Equal(J(n)(sp.pi), 1)],
        "values_at_zero": [Equal(J(n)(0), module.odds(n)), Equal(J(n)(0), sp.pi * module.odds(n + 1))],
    }
    for name, wrong in claims.items():
        held = getattr(module, name).claim.condition
        assert not refused(paper, lines, f"{MODULE}.{name}", getattr(module, name).claim)
        for conclusion in wrong:
            assert refused(paper, lines, f"{MODULE}.{name}", Implies(held, conclusion)), conclusion


def test_without_the_start_nothing_is_known(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module(MODULE)
    weaker = Implies(module.And(*module.FAMILY[1:]), module.falls(module.n))
    assert refused(paper, lines, f"{MODULE}.derivatives", weaker)


@pytest.mark.parametrize("order", ORDERS)
def test_the_closed_forms_are_the_integrals(paper: Paper, order: int) -> None:
    module = paper.module(MODULE)
    form = module.closed_form(order)
    assert sp.expand(form - arc_cosine(order, module.t)) == 0
    for angle in ("1/5", "1", "3/2", "14/5"):
        t = sp.Rational(angle)
        with mpmath.workdps(30):
            x = mpmath.mpf(t.p) / t.q

            def product(p: Any, x: Any = x) -> Any:
                return (mpmath.cos(p) * mpmath.cos(p - x)) ** order

            # J_n = 2^n n! times the mean over the circle of the product of the n-th powers, times 2 pi.
            arc = mpmath.quad(product, [x - mpmath.pi / 2, mpmath.pi / 2])
            found = 2**order * mpmath.factorial(order) * arc
            stated = mpmath.mpf(str(sp.N(form.subs(module.t, t), 30)))
            assert abs(found - stated) < mpmath.mpf(10) ** -22 * (1 + abs(stated))


def test_the_coefficients_of_the_closed_forms_satisfy_their_recurrence(paper: Paper) -> None:
    module = paper.module(MODULE)
    c = module.c
    for kind in (0, 1):
        table = [sp.sympify(pair[kind]) for pair in module.COEFFICIENTS]
        for k in range(5):
            later = (2 * k + 3) * c * table[k + 1] + (k + 1) ** 2 * (1 - c**2) * table[k]
            assert sp.expand(later - table[k + 2]) == 0
    assert [sp.sympify(pair[1]).subs(c, 1) for pair in module.COEFFICIENTS] == [1, 1, 3, 15, 105, 945, 10395]


def test_the_polynomials_need_the_circle(paper: Paper, lines: dict[str, Checked]) -> None:
    claim = paper.module(f"{MODULE}_polynomials").polynomial_step.claim
    assert not refused(paper, lines, f"{MODULE}_polynomials.polynomial_step", claim)
    weaker = Implies(And(*claim.condition.parts[1:]), claim.conclusion)
    assert refused(paper, lines, f"{MODULE}_polynomials.polynomial_step", weaker)
