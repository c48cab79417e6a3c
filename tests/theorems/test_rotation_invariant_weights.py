"""Kernels of rotation-invariant weights: what is proved, near misses that are not, values by sampling."""

from __future__ import annotations

import pytest

from symrelu import And, Equal, Iff, Implies, Integrable
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, refused

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
)


@pytest.fixture(scope="module")
def lines(paper: Paper) -> dict[str, Checked]:
    return paper.proved(MODULES)


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert {name: line.reason for name, line in lines.items() if line.verdict != "proved"} == {}
    assert {name: line.axioms for name, line in lines.items() if line.axioms} == {}
    assert {name.partition(".")[0] for name in lines} >= set(MODULES)


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


def test_domination_needs_a_mean(paper: Paper, lines: dict[str, Checked]) -> None:
    for name in ("dominated", "dominated_on_sequences"):
        claim = getattr(paper.module("dominated_means"), name).claim
        parts = claim.condition.parts
        for k in range(3):
            weaker = Implies(And(*parts[:k], *parts[k + 1 :]), claim.conclusion)
            assert refused(paper, lines, f"dominated_means.{name}", weaker), parts[k]
