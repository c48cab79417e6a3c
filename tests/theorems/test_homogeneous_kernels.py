"""Kernels of homogeneous activations and moments of lengths: near misses, and values against quadrature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import pytest
import sympy as sp

from symrelu import And, Equal, Implies
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = (
    "reflections",
    "powers_of_cosines",
    "powers_of_the_rectifier",
    "two_sided_powers",
    "homogeneous_kernels",
    "kernels_at_one_input",
    "normalised_kernels",
    "moments_by_parts",
    "vanishing_boundaries",
    "lengths_on_the_half_line",
    "bounded_lengths",
    "pearson_lengths",
    "exponential_lengths",
    "gaussian_lengths",
    "arc_cosine_kernels",
)


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


# ---- near misses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("powers_of_the_rectifier.arc_of_the_powers", 2),  # the power 0 is 1 where the cosine is negative
        ("homogeneous_kernels.kernel", -1),  # the moment is finite
        ("moments_by_parts.moments", -3),  # the boundary is not negative,
        ("moments_by_parts.moments", -2),  # and vanishes
        ("exponential_lengths.moments_of_the_length", 0),
        ("exponential_lengths.moments_of_the_length", 1),
    ],
)
def test_every_condition_is_needed(paper: Paper, lines: dict[str, Checked], name: str, place: int) -> None:
    module, _, title = name.partition(".")
    claim = getattr(paper.module(module), title).claim
    parts = list(claim.condition.parts)
    del parts[place]
    assert refused(paper, lines, name, Implies(And(*parts), claim.conclusion))


@pytest.mark.parametrize("name", ["gaussian_lengths.even_moments", "bounded_lengths.moments_on_a_sphere"])
def test_other_moments_are_refused(paper: Paper, lines: dict[str, Checked], name: str) -> None:
    module, _, title = name.partition(".")
    claim = getattr(paper.module(module), title).claim
    exists, value = claim.conclusion.parts if hasattr(claim.conclusion, "parts") else claim.conclusion
    assert not refused(paper, lines, name, claim)
    wrong = And(exists, Equal(value.left, 2 * value.right))
    assert refused(paper, lines, name, Implies(claim.condition, wrong))


# ---- values ----------------------------------------------------------------------------------------


def digits(value: Any) -> Any:
    """A number of SymPy with 30 digits."""
    return mpmath.mpf(str(sp.N(value, 32)))


def family(n: int, angle: Any) -> Any:
    """The arc-cosine family by its recurrence."""
    before, here = sp.pi - angle, sp.sin(angle) + (sp.pi - angle) * sp.cos(angle)
    for k in range(1, n):
        before, here = here, (2 * k + 1) * sp.cos(angle) * here + k**2 * sp.sin(angle) ** 2 * before
    return here


@pytest.mark.parametrize("n", [1, 2, 3, 5])
@pytest.mark.parametrize("angle", ["0", "1/3", "2", "3"])
def test_the_means_of_powers_are_the_integrals(n: int, angle: str) -> None:
    t, right, left = sp.Rational(angle), sp.Rational(3), sp.Rational(-1, 2)
    evens = 2**n * sp.factorial(n)
    share, opposite = (family(n, u) / (2 * sp.pi * evens) for u in (t, sp.pi - t))
    expected = (right**2 + left**2) * share + 2 * right * left * opposite
    with mpmath.workdps(30):
        x, c, d = digits(t), digits(right), digits(left)

        def sigma(u: Any) -> Any:
            return c * u**n if u > 0 else d * (-u) ** n

        kinks = sorted(side * x / 2 + k * mpmath.pi / 2 for side in (-1, 1) for k in (-1, 1))
        cuts = [-mpmath.pi, *kinks, mpmath.pi]
        found = mpmath.quad(lambda p: sigma(mpmath.cos(p + x / 2)) * sigma(mpmath.cos(p - x / 2)), cuts)
        assert abs(found / (2 * mpmath.pi) - digits(expected)) < mpmath.mpf(10) ** -25


def ratio(weight: Callable[[Any], Any], q: int, cuts: list[Any]) -> Any:
    """The moment of order q of the law with a density proportional to the weight."""
    moment: Any = mpmath.quad(lambda r: r**q * weight(r), cuts)
    return moment / mpmath.quad(weight, cuts)


@pytest.mark.parametrize("m", [0, 1, 2, 4])
def test_the_moments_are_the_integrals(paper: Paper, m: int) -> None:
    names = ("bounded_lengths", "pearson_lengths", "exponential_lengths", "gaussian_lengths")
    bounded, pearson, exponential, gaussian = map(paper.module, names)
    with mpmath.workdps(30):
        scale, line = mpmath.mpf(3) / 2, [0, 1, 5, 20, mpmath.inf]
        laws: dict[tuple[Any, ...], tuple[Callable[[Any], Any], list[Any]]] = {
            (exponential.second_moment, exponential.beta): (lambda r: r**m * mpmath.exp(-r / scale), line),
            (gaussian.second_moment, gaussian.sigma): (
                lambda r: r**m * mpmath.exp(-((r / scale) ** 2) / 2),
                line,
            ),
            (bounded.variance_in_a_ball, bounded.high): (lambda r: r**m, [0, scale]),
            (pearson.variance_of_the_profile, bounded.high): (
                lambda r: r**m * (1 - (r / scale) ** 2) ** 3,
                [0, scale],
            ),
        }
        for (proposition, parameter), (weight, cuts) in laws.items():
            stated = proposition.claim.conclusion.parts[-1].right
            value = digits(stated.subs({parameter: sp.Rational(3, 2), gaussian.m: m, pearson.k: 3}))
            assert abs(ratio(weight, 2, cuts) / (m + 1) - value) < mpmath.mpf(10) ** -25, proposition.name
        stated = bounded.variance_in_a_shell.claim.conclusion.parts[-1].right
        value = digits(stated.subs({bounded.low: 1, bounded.high: sp.Rational(3, 2), bounded.m: m}))
        assert abs(ratio(lambda r: r**m, 2, [1, scale]) / (m + 1) - value) < mpmath.mpf(10) ** -25


@pytest.mark.parametrize(("n", "line"), [(1, (0, 1)), (2, (1, 0, 2)), (3, (0, 9, 0, 6))])
def test_the_reflected_family_is_a_polynomial(n: int, line: tuple[int, ...]) -> None:
    angle = sp.Rational(2, 3)
    summed = family(n, angle) + (-1) ** n * family(n, sp.pi - angle)
    value = sp.pi * sum(k * sp.cos(angle) ** j for j, k in enumerate(line))
    assert abs(digits(summed) - digits(value)) < 1e-13


@pytest.mark.parametrize("n", [1, 2, 3])
def test_the_gaussian_moments_in_the_plane(n: int) -> None:
    with mpmath.workdps(30):
        found = ratio(lambda r: r * mpmath.exp(-(r**2) / 2), 2 * n, [0, 1, 5, 20, mpmath.inf])
        assert abs(found - 2**n * mpmath.factorial(n)) < mpmath.mpf(10) ** -22


def test_the_square_of_the_rectifier_under_gaussian_weights() -> None:
    """The value of appendix A for the degree 2 at the angle pi/4 and the norms 1 and the root of 2."""
    value = sp.simplify(2 * family(2, sp.pi / 4) / (2 * sp.pi))
    assert abs(sp.N(value - sp.Rational(197746482927569, 10**14))) < 1e-13
