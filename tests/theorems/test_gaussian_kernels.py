"""Kernels of normal weights: what is proved, near misses that are not, and the values against quadrature."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

from symrelu import And, AtMost, Equal, Implies
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = ("gaussian_kernels", "gaussian_kernels_of_inputs")


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


def test_other_kernels_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    module, inputs = map(paper.module, MODULES)
    claim = module.kernel_of_normal_weights.claim
    exists, value = claim.conclusion.parts
    for wrong in (value.right + module.left, value.right - module.a):
        other = Implies(claim.condition, And(exists, Equal(value.left, wrong)))
        assert refused(paper, lines, "gaussian_kernels.kernel_of_normal_weights", other)
    for k in (0, 2, 6):  # the sign of the angle, of a length, the inner product
        parts = claim.condition.parts
        weaker = Implies(And(*parts[:k], *parts[k + 1 :]), claim.conclusion)
        assert refused(paper, lines, "gaussian_kernels.kernel_of_normal_weights", weaker), parts[k]
    final = inputs.kernel_of_two_inputs.claim
    exists, value = final.conclusion.parts
    wrong = And(exists, Equal(value.left, (inputs.AREA + sp.pi * inputs.XY) / (2 * sp.pi)))
    name = "gaussian_kernels_of_inputs.kernel_of_two_inputs"
    assert refused(paper, lines, name, Implies(final.condition, wrong))
    assert refused(paper, lines, name, Implies(final.condition.parts[0], final.conclusion))
    less = AtMost(inputs.XY**2, inputs.X * inputs.Y / 2)
    assert refused(paper, lines, "gaussian_kernels_of_inputs.cauchy_schwarz", less)


@pytest.mark.parametrize(("x", "y"), [((1, 0), (1, 1)), ((1, 2), (-2, 1)), ((3, -1), (-1, 1))])
def test_the_kernel_is_the_integral(paper: Paper, x: tuple[int, int], y: tuple[int, int]) -> None:
    module = paper.module("gaussian_kernels_of_inputs")
    u, v, w = (sum(p * q for p, q in zip(a, b, strict=True)) for a, b in ((x, x), (y, y), (x, y)))
    stated = module.kernel_of_two_inputs.claim.conclusion.parts[1].right
    stated = stated.subs({module.X: u, module.Y: v, module.XY: w})
    assert not stated.free_symbols
    with mpmath.workdps(20):

        def on_the_circle(t: mpmath.mpf) -> mpmath.mpf:
            seen = [max(p * mpmath.cos(t) + q * mpmath.sin(t), 0) for p, q in (x, y)]
            return seen[0] * seen[1] / mpmath.pi

        kinks = sorted(mpmath.atan2(p, -q) % mpmath.pi + k * mpmath.pi for p, q in (x, y) for k in (-1, 0))
        found = mpmath.quad(on_the_circle, [-mpmath.pi, *kinks, mpmath.pi])  # the mean of the square is 2
        assert abs(found - mpmath.mpf(str(sp.N(stated, 20)))) < mpmath.mpf(10) ** -12
