"""Step one of the impossibility theorem: proved without axioms, near misses refused, and right on points."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

import pytest

from symrelu import And, Equal, Exists, ForAll, Implies, InSupport, ProofFailed, SupportAtLeast, have
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, lemma

PAPER = "macdonald_waldchen"
MODULES = (
    "counting", "polynomial_roots", "power_directions", "sorted_points", "supports_of_images",
    "separating_directions",
)  # fmt: skip
Point = tuple[Fraction, ...]


@pytest.fixture(scope="module")
def lines(paper: Paper) -> dict[str, Checked]:
    proved = paper.proved(MODULES)
    return {name.partition(".")[2]: line for name, line in proved.items()}


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert {name: line.reason for name, line in lines.items() if line.verdict != "proved"} == {}
    assert {name for name, line in lines.items() if line.axioms} == set()
    assert {line.name.partition(".")[0] for line in lines.values()} >= set(MODULES)


def test_the_statement_of_the_ray(lines: dict[str, Checked]) -> None:
    text = repr(lemma(lines, "ray").claim)
    assert text.startswith("1 <= d and 1 <= N and (exists x:N -> Seq. ")
    image = "push(lam z:Seq. relu(beta + sum(1, d, lam j:N. w(j)*z(j))), mu)"
    assert f"0 < P({image}, lam y:R. abs(y - s(i)) < r)" in text
    assert text.endswith("(forall i:N. forall j:N. 1 <= i and i < j and j <= N -> s(i) < s(j)))")


# ---- near misses ----------------------------------------------------------------------------------


def test_points_that_may_coincide_are_not_separated(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("separating_directions")
    few = Implies(
        And(1 <= m.d, m.N * (m.N - 1) * (m.d - 1) <= 2 * m.n),
        Exists(m.r, And(m.r <= m.n, m.distinct(m.N, m.value))),
    )
    with pytest.raises(ProofFailed):
        have(few, by=lemma(lines, "separating_direction"))


def test_fewer_directions_do_not_separate(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("separating_directions")
    few = Implies(
        And(1 <= m.d, m.APART, m.N * (m.N - 1) * (m.d - 1) <= 2 * m.n + 1),
        Exists(m.r, And(m.r <= m.n, m.distinct(m.N, m.value))),
    )
    with pytest.raises(ProofFailed):
        have(few, by=lemma(lines, "separating_direction"))


def test_equal_numbers_are_not_put_in_strict_order(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("sorted_points")
    order = Exists(m.s, And(m.increasing(m.n, m.s), m.among(m.n, m.s, m.S)))
    with pytest.raises(ProofFailed):
        have(
            ForAll((m.x, m.S), [m.among(m.n, m.x, m.S)], order),
            by=lemma(lines, "sorted_numbers").instance(m.n),
        )


def test_the_zero_polynomial_has_many_roots(paper: Paper, lines: dict[str, Checked]) -> None:
    m, counts = paper.module("polynomial_roots"), paper.module("counting")
    claim = counts.count(m.n, m.root(m.m, m.c)) <= m.m
    with pytest.raises(ProofFailed):
        have(claim, by=lemma(lines, "roots_at_most_degree").instance(m.m, m.c, m.n))


def test_other_points_need_not_be_in_the_support(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("separating_directions")
    claim = Implies(InSupport(m.mu, m.x, m.d), InSupport(m.on_ray(m.w, m.beta), m.relu(m.beta)))
    with pytest.raises(ProofFailed):
        have(claim, by=lemma(lines, "support_on_ray"))


def test_the_layer_needs_a_dimension(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("separating_directions")
    claim = Equal(m.mu.push(m.to_ray(m.w, m.beta)), m.on_ray(m.w, m.beta).push(lambda t: (t,)))
    with pytest.raises(ProofFailed):
        have(claim, by=lemma(lines, "ray_layer"))


def test_one_support_point_more_is_not_given(paper: Paper, lines: dict[str, Checked]) -> None:
    m = paper.module("separating_directions")
    given = [1 <= m.d, 1 <= m.N, SupportAtLeast(m.mu, m.N, m.d)]
    more = lemma(lines, "ray").at({m.N: m.N + 1})
    with pytest.raises(ProofFailed):
        have(more.claim.args[1], given=given, by=more)


# ---- points ---------------------------------------------------------------------------------------


def along(r: int, x: Point) -> Fraction:
    """The product of a point with (1, r, r^2, ..)."""
    return sum((r**i * c for i, c in enumerate(x)), Fraction(0))


def smallest_separating(points: list[Point]) -> int:
    r = 0
    while len({along(r, x) for x in points}) < len(points):
        r += 1
    return r


@pytest.mark.parametrize("seed", range(20))
def test_few_directions_are_enough(seed: int) -> None:
    rng = random.Random(seed)
    d, count = rng.randint(1, 4), rng.randint(1, 5)
    grid = [Fraction(i, 2) for i in range(-4, 5)]
    points = list({tuple(rng.choice(grid) for _ in range(d)) for _ in range(count)})
    pairs = list(combinations(points, 2))
    assert smallest_separating(points) <= (d - 1) * len(pairs)
    for x, y in pairs:
        assert sum(along(r, x) == along(r, y) for r in range(200)) <= d - 1


def test_points_that_need_all_directions() -> None:
    """The points 0 and the coefficients of x (x - 1) (x - 2) agree along the first three directions."""
    points = [(Fraction(0),) * 4, (Fraction(0), Fraction(2), Fraction(-3), Fraction(1))]
    assert smallest_separating(points) == 3


def test_four_points_in_space() -> None:
    points = [tuple(map(Fraction, x)) for x in ((0, 1, 2), (0, 1, -1), (0, 0, 0), (2, 1, 1))]
    r = smallest_separating(points)
    values = [along(r, x) for x in points]
    assert (r, values) == (2, [10, -2, 0, 8])
    assert sorted(v - min(values) for v in values) == [0, 2, 10, 12]
