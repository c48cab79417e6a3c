"""Normal weights: what is proved of their sums, near misses that are not, and values."""

from __future__ import annotations

import random

from symrelu import And, Equal, Implies
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved, refused

PAPER = "tsuchida"
MODULES = (
    "gaussian_planes",
    "gaussian_sums",
    "moments_of_gaussian_sums",
    "pairs_of_gaussian_sums",
    "two_gaussian_sums",
    "gaussian_projections",
)


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


def test_other_lengths_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    planes, sums = paper.module("gaussian_planes"), paper.module("gaussian_sums")
    claim = planes.combination_of_two.claim
    bounded = claim.condition.parts[0]
    wrong = Implies(And(bounded, Equal(planes.r, planes.c + planes.d)), claim.conclusion)
    assert refused(paper, lines, "gaussian_planes.combination_of_two", wrong)
    turn = planes.turns_of_the_plane.claim
    assert refused(paper, lines, "gaussian_planes.turns_of_the_plane", Implies(bounded, turn.conclusion))
    law = sums.law_of_a_sum.claim
    for length in (2 * sums.products(sums.x, sums.x, sums.m), sums.products(sums.x, sums.y, sums.m)):
        wrong = Implies(Equal(sums.r**2, length), law.conclusion)
        assert refused(paper, lines, "gaussian_sums.law_of_a_sum", wrong)
    normal = sums.normal_law_of_a_sum.claim
    assert refused(paper, lines, "gaussian_sums.normal_law_of_a_sum", Implies(sums.LENGTH, normal.conclusion))


def test_other_moments_of_sums_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module("moments_of_gaussian_sums")
    for name in ("mean_absolute_sum", "mean_square_of_a_sum", "third_moment_of_a_sum"):
        claim = getattr(module, name).claim
        exists, value = claim.conclusion.parts
        wrong = Implies(claim.condition, And(exists, Equal(value.left, value.right + 1)))
        assert refused(paper, lines, f"moments_of_gaussian_sums.{name}", wrong)
    claim = module.means_of_any_function.claim  # a function without a mean
    weaker = Implies(module.LENGTH, claim.conclusion)
    assert refused(paper, lines, "moments_of_gaussian_sums.means_of_any_function", weaker)


def test_the_inner_product_counts(paper: Paper, lines: dict[str, Checked]) -> None:
    module = paper.module("gaussian_projections")
    angle = module.law_at_an_angle.claim
    for k in range(3):
        fewer = And(*(part for i, part in enumerate(module.LENGTHS.parts) if i != k))
        wrong = Implies(fewer, angle.conclusion)
        assert refused(paper, lines, "gaussian_projections.law_at_an_angle", wrong), k
    alone = module.inner_products_alone.claim
    first, inner, second = alone.condition.parts
    for kept in (And(first, second), And(first, inner), And(inner, second)):
        wrong = Implies(kept, alone.conclusion)
        assert refused(paper, lines, "gaussian_projections.inner_products_alone", wrong)


def test_the_projections_are_not_vacuous(paper: Paper) -> None:
    """The two sides agree in a sampled case: sums over three weights, and their image in the plane."""
    x, y = (1.0, -2.0, 0.5), (0.0, 1.0, 3.0)
    a, b = (sum(e * e for e in point) ** 0.5 for point in (x, y))
    cosine = sum(e * f for e, f in zip(x, y, strict=True)) / (a * b)
    sine = (1 - cosine**2) ** 0.5
    rng = random.Random(7)
    counts, size = [0, 0], 20000
    for _ in range(size):
        w = [rng.gauss(0, 1) for _ in range(3)]
        sums = [sum(e * f for e, f in zip(point, w, strict=True)) for point in (x, y)]
        image = (a * w[0], b * (cosine * w[0] + sine * w[1]))
        counts = [n + (p[0] > 0.5 and p[1] > -1) for n, p in zip(counts, (sums, image), strict=True)]
    assert abs(counts[0] - counts[1]) / size < 0.02
