"""Kernels of rotation-invariant weights: what is proved, near misses that are not, values by sampling."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
import sympy as sp

from symrelu import And, AtMost, Equal, Iff, Implies, Integrable, abs_
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = (
    "dominated_means",
    "existence_of_kernels",
    "sums_over_the_circle",
    "turned_angles",
    "means_over_angles",
    "planar_rotations",
    "kernels_of_planar_laws",
    "planar_moments",
    "plane_rotations_in_space",
    "rotation_invariant_weights",
    "kernels_in_space",
    "frames_of_inputs",
    "second_moments_in_space",
    "variances_of_weights",
    "kernel_of_invariant_weights",
    "bounds_of_kernels",
    "quadrants_from_ramps",
    "polar_laws",
    "length_and_angle",
)


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


def test_the_kernel_exists_nowhere_else(paper: Paper, lines: dict[str, Checked]) -> None:
    """The angle must not be pi, the norms not be 0; at pi the kernel is 0 and nothing else."""
    existence = paper.module("existence_of_kernels")
    name, claim = "existence_of_kernels.existence_of_the_kernel", existence.existence_of_the_kernel.claim
    parts = claim.condition.parts
    for k in range(5):
        weaker = Implies(And(*parts[:k], *parts[k + 1 :]), claim.conclusion)
        assert refused(paper, lines, name, weaker), parts[k]
    first = Integrable(existence.rho, lambda r: r)
    assert refused(paper, lines, name, Implies(claim.condition, Iff(claim.conclusion.left, first)))
    name, claim = "existence_of_kernels.antipodal_kernel", existence.antipodal_kernel.claim
    exists, _ = claim.conclusion.parts
    kernel = existence.E(existence.rho, existence.over_angles)
    assert refused(paper, lines, name, Implies(claim.condition, And(exists, Equal(kernel, 1))))
    assert refused(paper, lines, name, Implies(And(*claim.condition.parts[1:]), claim.conclusion))


def without(claim: Any, k: int, conclusion: Any = None) -> Any:
    """The claim without its k-th condition."""
    parts = claim.condition.parts
    return Implies(And(*parts[:k], *parts[k + 1 :]), conclusion or claim.conclusion)


def test_conditions_are_needed(paper: Paper, lines: dict[str, Checked]) -> None:
    """A turn wants a period, a frame two dimensions and orthonormal vectors, a mean one value."""
    for home, name, places in (
        ("turned_angles", "turned_angle", (0, 1)),
        ("means_over_angles", "mean_over_angles", (0, 1)),
        ("planar_rotations", "means_under_rotations", (0,)),
        ("planar_moments", "second_moments", (0, 1)),
        ("rotation_invariant_weights", "law_in_a_plane", (0, 1)),
        ("frames_of_inputs", "frame_of_inputs", (0,)),
        ("variances_of_weights", "variance_along_units", (0, 3)),
        ("length_and_angle", "length_and_angle", (0,)),
        ("length_and_angle", "planar_part", (0, 1, 2)),
    ):
        claim = getattr(paper.module(home), name).claim
        for k in places:
            assert refused(paper, lines, f"{home}.{name}", without(claim, k)), (name, k)
    frames = paper.module("frames_of_inputs").orthogonal_unit_vector.claim
    assert refused(paper, lines, "frames_of_inputs.orthogonal_unit_vector", frames.conclusion)


def test_other_kernels_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    """The value must be that of the formula, with the dimension in it, for inputs of these norms."""
    home = paper.module("kernel_of_invariant_weights")
    name = "kernel_of_invariant_weights.kernel_of_invariant_weights"
    claim = home.kernel_of_invariant_weights.claim
    exists, _ = claim.conclusion.parts
    value = home.VARIANCE * home.norm * home.other_norm * home.SHAPE
    wrong = And(exists, Equal(home.E(home.mu, home.seen), value * home.m))
    assert refused(paper, lines, name, Implies(claim.condition, wrong))
    weight, inputs = claim.condition.parts
    loose = And(weight, And(*inputs.parts[:4], *inputs.parts[5:]))
    assert refused(paper, lines, name, Implies(loose, claim.conclusion))
    bound = paper.module("bounds_of_kernels")
    name, claim = "bounds_of_kernels.shape_is_bounded", bound.shape_is_bounded.claim
    assert refused(paper, lines, name, Implies(claim.condition, AtMost(abs_(bound.SHAPE), bound.LARGER / 2)))


@pytest.mark.parametrize("angle", ["1/3", "1", "2", "3"])
@pytest.mark.parametrize(("right", "left"), [("1", "0"), ("1", "1/5"), ("1", "-1")])
def test_the_formula_holds_on_the_sphere(paper: Paper, angle: str, right: str, left: str) -> None:
    """Weights on the unit sphere of space, in spherical coordinates about the normal of the inputs."""
    home = paper.module("kernel_of_invariant_weights")
    t, alpha, beta = (sp.Rational(value) for value in (angle, right, left))
    shape = home.SHAPE.subs({home.t: t, home.right: alpha, home.left: beta})
    with mpmath.workdps(30):
        turn, slopes = mpmath.mpf(t.p) / t.q, [mpmath.mpf(s.p) / s.q for s in (alpha, beta)]

        def sigma(u: Any) -> Any:
            return slopes[0] * u if u > 0 else slopes[1] * u

        kinks = sorted(x + k * mpmath.pi / 2 for x in (0, turn) for k in (-1, 1))
        cuts = [-mpmath.pi, *(k for k in kinks if -mpmath.pi < k < mpmath.pi), mpmath.pi]
        if kinks[-1] > mpmath.pi:
            cuts = sorted({*cuts, kinks[-1] - 2 * mpmath.pi})
        around = mpmath.quad(lambda p: sigma(mpmath.cos(p)) * sigma(mpmath.cos(p - turn)), cuts)
        height = mpmath.quad(lambda h: mpmath.sin(h) ** 3 / 2, [0, mpmath.pi])
        found = height * around / (2 * mpmath.pi)
        stated = mpmath.mpf(str(sp.N(shape, 30))) / 3
        assert abs(found - stated) < mpmath.mpf(10) ** -25


def test_domination_needs_a_mean(paper: Paper, lines: dict[str, Checked]) -> None:
    for name in ("dominated", "dominated_on_sequences"):
        claim = getattr(paper.module("dominated_means"), name).claim
        parts = claim.condition.parts
        for k in range(3):
            weaker = Implies(And(*parts[:k], *parts[k + 1 :]), claim.conclusion)
            assert refused(paper, lines, f"dominated_means.{name}", weaker), parts[k]
