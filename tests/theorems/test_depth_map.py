"""The depth map: theorems without axioms, and their statements against values by quadrature."""

from __future__ import annotations

import random
from typing import Any

import mpmath
import pytest

from symrelu import And, AtMost, Implies, Less
from symrelu.errors import ProofFailed, SymreluError
from symrelu.script.calculus import increasing
from symrelu.script.proposition import Proposition, Result, prove
from symrelu.script.reasons import fact
from symrelu.terms.symbols import reals
from tests.theorems.proofs import Paper

PAPER = "tsuchida"
MODULES = (
    "angles", "depth_map", "one_step_bounds", "one_step_lower_bounds", "rates", "exact_asymptotics",
    "correlations_behind_layers", "critical_initialisations",
)  # fmt: skip
mp: Any = mpmath
Real: Any = mpmath.mpf


@pytest.fixture(scope="module")
def results(paper: Paper) -> dict[Proposition, Result]:
    return paper.results(MODULES)


def test_all_are_proved_without_axioms(results: dict[Proposition, Result]) -> None:
    assert {str(p): r.theorem.axioms for p, r in results.items() if r.theorem.axioms} == {}
    assert {p.module for p in results} >= set(MODULES)


# ---- increasing functions ----------------------------------------------------------------------------


def test_a_function_that_falls_does_not_increase() -> None:
    from sympy import cos, pi, sin

    x, t = reals("x t")
    with pytest.raises(ProofFailed):
        increasing((cos(x), x), 0, t, given=[0 <= t, AtMost(t, pi)], by=fact("sin_arch", x))
    with pytest.raises(ProofFailed):
        increasing((sin(x) - x * cos(x), x), t, 0, given=[0 <= t, AtMost(t, pi)], by=fact("sin_arch", x))


def test_the_variable_is_not_spoken_of_elsewhere() -> None:
    x, t = reals("x t")
    with pytest.raises(SymreluError):
        increasing((x * t, x), 0, t, given=[0 <= t, x <= 1])


# ---- values ------------------------------------------------------------------------------------------


def depth(weight: Any, rho: Any) -> Any:
    """The depth map by quadrature: its slope is 1 - weight acos / pi, and 1 is fixed."""
    return 1 - mp.quad(lambda r: 1 - weight / mp.pi * mp.acos(r), [rho, (rho + 1) / 2, 1])


@pytest.mark.parametrize("weight", ["1/7", "1", "3/2", "2"])
def test_bounds_hold_at_thirty_digits(weight: str) -> None:
    """Rates and one-step bounds, for the angles that the map really makes."""
    with mp.workdps(30):
        lam = Real(weight.partition("/")[0]) / Real(weight.partition("/")[2] or 1)
        alpha = lam / (3 * mp.pi)
        for start in ("-1", "-0.9", "0", "0.5", "0.99"):
            rho = Real(start)
            theta0 = mp.acos(rho)
            for k in range(8):
                theta = mp.acos(rho)
                assert theta * (1 + alpha * k * theta0) <= theta0 + Real("1e-25")
                assert lam * k * theta <= 3 * mp.pi
                assert 2 * (lam * k) ** 2 * (1 - rho) <= 9 * mp.pi**2
                after = min(depth(lam, rho), Real(1))
                turned = mp.acos(after)
                assert rho <= after + Real("1e-25")
                assert turned <= theta - alpha * theta**2 + Real("1e-12")
                if theta <= 1:
                    assert turned >= theta - alpha * theta**2 - alpha * theta**3 / 2 - Real("1e-12")
                rho = after


def test_the_map_of_the_theorem_is_the_integral_of_its_slope(paper: Paper) -> None:
    stated = paper.module("depth_map")
    chosen = random.Random(5)
    with mp.workdps(30):
        for _ in range(10):
            lam, rho = Real(chosen.randint(0, 20)) / 10, Real(chosen.randint(-99, 99)) / 100
            formula = stated.depth(stated.lam, stated.x).subs({stated.lam: lam, stated.x: rho})
            assert abs(Real(str(formula.evalf(30))) - depth(lam, rho)) < Real("1e-20")


def test_the_exact_rate_at_thirty_digits() -> None:
    with mp.workdps(30):
        lam = Real(2)
        alpha, theta0 = lam / (3 * mp.pi), Real(1)
        rho = mp.cos(theta0)
        for k in range(8):
            rho = depth(lam, rho)
            reciprocal, base = 1 / mp.acos(rho), 1 / theta0 + alpha * (k + 1)
            bound = base + Real(5) / 4 * (alpha * theta0 + mp.log(1 + alpha * k * theta0))
            assert base < reciprocal < bound


def test_the_constant_of_the_bound_is_sharp() -> None:
    """With any larger constant the one-step bound fails for small angles."""
    with mp.workdps(30):
        theta, lam = Real("0.01"), Real(1)
        alpha = Real("1.1") * lam / (3 * mp.pi)
        assert mp.acos(depth(lam, mp.cos(theta))) > theta - alpha * theta**2


def test_a_sharper_bound_is_refused(paper: Paper, results: dict[Proposition, Result]) -> None:
    from dataclasses import replace

    steps = paper.module("one_step_bounds")
    bound = steps.one_step_bound
    claim = Implies(bound.claim.condition, Less(steps.s, steps.t - steps.a * steps.t**2))
    with pytest.raises(SymreluError):
        prove(replace(bound, claim=claim), dict(results))
    rises = paper.module("depth_map").correlation_rises
    depths = paper.module("depth_map")
    everywhere = Less(depths.x, depths.depth(depths.lam, depths.x))
    with pytest.raises(SymreluError):
        prove(replace(rises, claim=Implies(And(*rises.claim.condition.parts), everywhere)), dict(results))
