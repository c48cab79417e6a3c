"""Moments of the normal law: what is proved, near misses that are not, and the values against quadrature."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

from symrelu import And, AtMost, E, Equal, Implies, Integrable, fact, have
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = (
    "cut_functions",
    "gaussian_density",
    "even_powers",
    "gaussian_moments",
    "gaussian_absolute_moments",
)


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


def test_other_moments_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    even, absolute = paper.module("gaussian_moments"), paper.module("gaussian_absolute_moments")
    exists, value = even.even_moments.claim.parts
    wrong = And(exists, Equal(value.left, 2 * value.right))
    assert refused(paper, lines, "gaussian_moments.even_moments", wrong)
    j = even.j
    ratio = Equal(even.moment(j + 1), (2 * j + 2) * even.moment(j))
    assert refused(paper, lines, "gaussian_moments.ratio_of_even_moments", ratio)
    for name in ("first_absolute_moment", "third_absolute_moment"):
        exists, value = getattr(absolute, name).claim.parts
        assert not refused(paper, lines, f"gaussian_absolute_moments.{name}", And(exists, value))
        for other in (value.right / 2, value.right + 1, sp.sqrt(sp.pi)):
            wrong = And(exists, Equal(value.left, other))
            assert refused(paper, lines, f"gaussian_absolute_moments.{name}", wrong)


def test_a_function_above_one_with_a_mean_may_have_none(paper: Paper, lines: dict[str, Checked]) -> None:
    cut = paper.module("cut_functions")
    claim = cut.smaller_functions.claim
    below = claim.condition.parts[0]
    wrong = Implies(And(below, Integrable(cut.mu, cut.f)), Integrable(cut.mu, cut.g))
    assert refused(paper, lines, "cut_functions.smaller_functions", wrong)
    negative = Implies(cut.CUT_MEANS, And(Integrable(cut.mu, cut.f), E(cut.mu, cut.f) <= cut.C))
    assert refused(paper, lines, "cut_functions.mean_from_cuts", negative)


def test_the_edges_do_not_fall_faster(paper: Paper, lines: dict[str, Checked]) -> None:
    even = paper.module("gaussian_moments")
    m, j, k = even.m, even.j, even.k
    wrong = Implies(m + 1 <= k, AtMost((m + 1) ** 3 * even.edge(j, k), (2 * j + 3) * even.moment(j + 1)))
    assert refused(paper, lines, "gaussian_moments.edges_fall", wrong)


@pytest.mark.parametrize("order", range(7))
def test_the_even_moments_are_the_integrals(paper: Paper, order: int) -> None:
    stated = paper.module("gaussian_moments").odds(order)
    with mpmath.workdps(30):
        found = mpmath.quad(lambda x: x ** (2 * order) * mpmath.npdf(x), [-mpmath.inf, 0, mpmath.inf])
        value = int(mpmath.nint(found))
        assert abs(found - value) < mpmath.mpf(10) ** -20
    unrolled = [fact("prod_last", 1, k, lambda k: 2 * k - 1) for k in range(order)]
    assert have(Equal(stated, value), by=[fact("prod_empty", 1, 0, lambda k: 2 * k - 1), *unrolled])


@pytest.mark.parametrize(("name", "power"), [("first_absolute_moment", 1), ("third_absolute_moment", 3)])
def test_the_absolute_moments_are_the_integrals(paper: Paper, name: str, power: int) -> None:
    stated = getattr(paper.module("gaussian_absolute_moments"), name).claim.parts[1].right
    with mpmath.workdps(30):
        found = 2 * mpmath.quad(lambda x: x**power * mpmath.npdf(x), [0, 5, mpmath.inf])
        assert abs(found - mpmath.mpf(str(sp.N(stated, 30)))) < mpmath.mpf(10) ** -25
