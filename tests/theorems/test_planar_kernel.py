"""Kernels of two slopes: what is proved, near misses that are not, and the values against quadrature."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
import sympy as sp

from symrelu import AtMost, Equal, Implies
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = ("uniform_angle", "rectified_cosines", "two_slopes", "planar_kernel")


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


def test_other_values_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    _, cosines, slopes, kernel = map(paper.module, MODULES)
    t, a, b = cosines.t, kernel.a, kernel.b
    part = cosines.angular_part(t)
    both = cosines.mean_of_both.claim
    assert not refused(paper, lines, "rectified_cosines.mean_of_both", both)
    for value in (part / (2 * sp.pi), part / 4, (part + sp.sin(t)) / (4 * sp.pi)):
        wrong = Implies(both.condition, Equal(cosines.E(cosines.PHI, cosines.both), value))
        assert refused(paper, lines, "rectified_cosines.mean_of_both", wrong)
    full = kernel.kernel_of_two_slopes.claim
    for value in (a * b * kernel.SHARE, a * b * kernel.SECOND * (kernel.SHARE + slopes.left)):
        wrong = Implies(full.condition, Equal(kernel.KERNEL, value))
        assert refused(paper, lines, "planar_kernel.kernel_of_two_slopes", wrong)


def test_the_second_moment_must_be_finite(paper: Paper, lines: dict[str, Checked]) -> None:
    kernel = paper.module("planar_kernel")
    claim = kernel.kernel_of_two_slopes.claim
    parts = claim.condition.parts
    for k in (0, 4, 5):  # the sign of the angle, of the length, the moment
        weaker = Implies(type(claim.condition)(*parts[:k], *parts[k + 1 :]), claim.conclusion)
        assert refused(paper, lines, "planar_kernel.kernel_of_two_slopes", weaker), parts[k]


def test_negative_norms_are_not_homogeneous(paper: Paper, lines: dict[str, Checked]) -> None:
    kernel = paper.module("planar_kernel")
    claim = kernel.slopes_are_homogeneous.claim
    wrong = Implies(AtMost(0, kernel.a), claim.conclusion)
    assert refused(paper, lines, "planar_kernel.slopes_are_homogeneous", wrong)


@pytest.mark.parametrize("angle", ["0", "1/3", "1", "2", "3"])
@pytest.mark.parametrize(("right", "left"), [("1", "0"), ("1", "1/5"), ("3", "-2"), ("1", "-1")])
def test_the_mean_response_is_the_integral(paper: Paper, angle: str, right: str, left: str) -> None:
    slopes = paper.module("two_slopes")
    t, alpha, beta = (sp.Rational(value) for value in (angle, right, left))
    stated = slopes.mean_of_the_response.claim.conclusion.right
    value = stated.subs({slopes.t: t, slopes.right: alpha, slopes.left: beta})
    with mpmath.workdps(30):
        x, y = mpmath.mpf(t.p) / t.q, [mpmath.mpf(s.p) / s.q for s in (alpha, beta)]

        def sigma(u: Any) -> Any:
            return y[0] * u if u > 0 else y[1] * u

        kinks = sorted(side * x / 2 + k * mpmath.pi / 2 for side in (-1, 1) for k in (-1, 1))
        cuts = [-mpmath.pi, *kinks, mpmath.pi]
        found = mpmath.quad(lambda p: sigma(mpmath.cos(p + x / 2)) * sigma(mpmath.cos(p - x / 2)), cuts)
        assert abs(found / (2 * mpmath.pi) - mpmath.mpf(str(sp.N(value, 30)))) < mpmath.mpf(10) ** -25
