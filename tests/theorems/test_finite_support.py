"""The second restriction: proved without axioms, compared with exact distances, hypotheses that count."""

from __future__ import annotations

import random
import shutil
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

import pytest

from symrelu.kernel.certificate import load
from symrelu.laws.finite_law import Coordinates
from symrelu.laws.prokhorov import finite_distance
from symrelu.script.library import Checked, check, library
from tests.theorems.proofs import Paper

PAPER = "macdonald_waldchen"
MODULES = (
    "finite_sums", "pigeonhole", "finite_distances", "finite_metric", "finite_counts", "finite_support",
    "rows_of_indices", "points_as_parameters", "equal_weights", "point_masses",
    "moved_uniform",
)  # fmt: skip
Points = tuple[Coordinates, ...]
Weights = tuple[Fraction, ...]


@pytest.fixture(scope="module")
def lines(paper: Paper) -> dict[str, Checked]:
    return paper.proved(MODULES)


# ---- what is proved ---------------------------------------------------------------------------------


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert {name: line.reason for name, line in lines.items() if line.verdict != "proved"} == {}
    assert {name: line.axioms for name, line in lines.items() if line.axioms} == {}
    assert {name.partition(".")[0] for name in lines} == {*MODULES, "bounded_base"}


def test_the_certificates_load_with_the_kernel_alone(lines: dict[str, Checked], certificates: Path) -> None:
    assert all(not load((certificates / f"{name}.json").read_text()).axioms for name in lines)


def test_families_have_members_on_their_space(lines: dict[str, Checked]) -> None:
    for name in ("points_as_parameters.second_restriction_only", "finite_support.invariant_under_layers"):
        result = lines[name].result
        assert result is not None
        member, inside = result.published.demands
        assert "exists" in repr(member)
        assert "P(atoms(" in repr(inside)


# theorem: the text of its module that is changed, and to what
CHANGES = {
    "finite_metric.positions_readable": [
        ("Less(4 * r, dist(d, p0(i)", "Less(0, dist(d, p0(i)"),
        ("heavy(N, w, m), ", ""),
        ("gap < min_(m, r))", "gap < r)"),
        ("gap < min_(m, r))", "gap < m)"),
    ],
    "finite_support.lipschitz": [
        ("abs_(w(i) - v(i))) / 2)", "abs_(w(i) - v(i))) / 4)"),
        ("max_(moved, Sum", "max_(0, Sum"),
    ],
    "finite_support.invariant_under_maps": [("ForAll(N, [1 <= N]", "ForAll(N, [0 <= N]")],
    "finite_counts.support_is_no_larger": [("SupportAtLeast(LAW, N + 1, d)", "SupportAtLeast(LAW, N, d)")],
    "finite_counts.support_is_finite": [("SupportFinite(LAW, N, d)", "SupportFinite(LAW, 1, d)")],
    "pigeonhole.pigeonhole": [("l <= n + 1, Equal", "l <= n, Equal")],
    "pigeonhole.room_below": [("indices(i, N), Less(0, u(i)))", "indices(i, N), AtMost(0, u(i)))")],
    "points_as_parameters.lipschitz_constant": [("CONSTANT = max_(1, N / 2)", "CONSTANT = max_(1, N / 4)")],
    "rows_of_indices.one_row_each": [("*indices(j, N), Equal(q * N", "Equal(q * N")],
    "finite_distances.two_points": [("near), Rational(1, 5))", "near), Rational(1, 6))")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new"), [(name, *change) for name, changes in CHANGES.items() for change in changes]
)
def test_a_changed_statement_is_not_proved(
    paper: Paper,
    certificates: Path,
    lines: dict[str, Checked],
    tmp_path: Path,
    name: str,
    old: str,
    new: str,
) -> None:
    assert lines[name].verdict == "proved"
    copy = tmp_path / "changed"
    shutil.copytree(paper.folder, copy, ignore=shutil.ignore_patterns("__pycache__"))
    file = copy / f"{name.partition('.')[0]}.py"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    (wanted,) = [item for item in library(file) if f"{item.module}.{item.name}" == name]
    (*_, line) = check([wanted], folder=paper.certificates)
    assert (line.name, line.result) == (name, None)


# ---- models -----------------------------------------------------------------------------------------


def far(x: Coordinates, y: Coordinates) -> Fraction:
    return max(abs(a - b) for a, b in zip(x, y, strict=True))


def some_weights(rng: random.Random, n: int, least: int = 0) -> Weights:
    shares = [rng.randint(least, 6) for _ in range(n)]
    shares[0] += 1
    return tuple(Fraction(s, sum(shares)) for s in shares)


def some_points(rng: random.Random, n: int, d: int, size: int = 6) -> Points:
    return tuple(tuple(Fraction(rng.randint(-size, size), 4) for _ in range(d)) for _ in range(n))


def distance(w: Weights, x: Points, v: Weights, y: Points) -> Fraction:
    return finite_distance(x, w, y, v).value


def test_positions_are_read() -> None:
    rng, met = random.Random(1), 0
    for _ in range(400):
        n, d, r = rng.randint(1, 4), rng.randint(1, 3), Fraction(rng.randint(1, 4), 8)
        centres = some_points(rng, n, d, 12)
        apart = all(far(x, y) > 4 * r for x, y in combinations(centres, 2))
        p, q = (
            tuple(tuple(c + r * Fraction(rng.randint(-4, 4), 4) for c in x) for x in centres)
            for _ in range(2)
        )
        w = some_weights(rng, n, 1)
        gap = distance(w, p, w, q)
        if apart and gap < min(*w, r):
            met += 1
            assert max(far(x, y) for x, y in zip(p, q, strict=True)) <= gap
    assert met > 60


def test_positions_are_not_read_without_room_or_mass() -> None:
    zero, one, half = (Fraction(0),), (Fraction(1),), Fraction(1, 2)
    assert distance((half, half), (zero, one), (half, half), (one, zero)) == 0
    light = (Fraction(9, 10), Fraction(1, 10))
    moved = distance(light, (zero, (Fraction(10),)), light, (zero, (Fraction(11),)))
    assert moved == Fraction(1, 10) < 1


@pytest.mark.parametrize("seed", range(60))
def test_modulus(seed: int) -> None:
    rng = random.Random(seed)
    n, d = rng.randint(1, 5), rng.randint(1, 3)
    (w, x), (v, y) = ((some_weights(rng, n), some_points(rng, n, d)) for _ in range(2))
    moved = max(far(a, b) for a, b in zip(x, y, strict=True))
    shifted = sum((abs(a - b) for a, b in zip(w, v, strict=True)), Fraction(0))
    assert distance(w, x, v, y) <= max(moved, shifted / 2)
    step = max(moved, *(abs(a - b) for a, b in zip(w, v, strict=True)))
    assert distance(w, x, v, y) <= max(Fraction(1), Fraction(n, 2)) * step


def test_the_modulus_is_attained() -> None:
    zero, one, half, third = (Fraction(0),), (Fraction(1),), Fraction(1, 2), Fraction(1, 3)
    assert distance((half, half), (zero, one), (third, 2 * third), (zero, one)) == half - third
    assert distance((half, half), (zero, one), (half, half), ((third,), (1 + third,))) == third


def layer(rng: random.Random, d: int):
    W = [[Fraction(rng.randint(-3, 3), 2) for _ in range(d)] for _ in range(d)]
    b = [Fraction(rng.randint(-3, 3), 2) for _ in range(d)]

    def image(z: Coordinates) -> Coordinates:
        rows = zip(W, b, strict=True)
        return tuple(
            max(Fraction(0), sum((u * c for u, c in zip(row, z, strict=True)), e)) for row, e in rows
        )

    return image


def place_and_row(k: int, n: int) -> tuple[int, int]:
    """k = q n + i with 1 <= i <= n, for k >= 1."""
    return (k - 1) % n + 1, (k - 1) // n


@pytest.mark.parametrize("seed", range(30))
def test_the_new_parameter_lists_the_images(seed: int) -> None:
    rng = random.Random(seed)
    n, d = rng.randint(1, 4), rng.randint(1, 3)
    theta = [Fraction(0), *some_weights(rng, n), *(Fraction(rng.randint(-6, 6), 4) for _ in range(n * d))]
    image = layer(rng, d)

    def law(parameter: list[Fraction]) -> tuple[Weights, Points]:
        points = tuple(tuple(parameter[j * n + i] for j in range(1, d + 1)) for i in range(1, n + 1))
        return tuple(parameter[1 : n + 1]), points

    w, x = law(theta)
    new = list(theta)
    for k in range(n + 1, n * (d + 1) + 1):
        i, q = place_and_row(k, n)
        new[k] = image(x[i - 1])[q - 1]
    v, y = law(new)
    assert (v, y) == (w, tuple(map(image, x)))
    assert distance(v, y, w, tuple(map(image, x))) == 0


def test_indices_tell_row_and_place() -> None:
    for n, d in product(range(1, 5), range(1, 5)):
        assert sorted(q * n + i for q in range(d) for i in range(1, n + 1)) == list(range(1, n * d + 1))
        assert all(place_and_row(q * n + i, n) == (i, q) for q in range(d) for i in range(1, n + 1))


def test_more_points_than_places() -> None:
    for n in range(5):
        for places in product(range(1, n + 1), repeat=n + 1):
            assert any(a == b for a, b in combinations(places, 2))


def test_the_explicit_values(paper: Paper) -> None:
    found = paper.module("finite_distances")
    stated = [part.right for part in found.two_points.claim.parts]
    half, third = Fraction(1, 2), Fraction(1, 3)
    coin: tuple[Weights, Points] = (half, half), ((Fraction(0),), (Fraction(1),))
    others: list[tuple[Weights, Points]] = [
        ((Fraction(3, 4), Fraction(1, 4)), coin[1]),
        ((third, 2 * third), ((Fraction(1, 10),), (Fraction(6, 5),))),
        ((third, 2 * third), ((Fraction(1, 10),), (Fraction(3, 2),))),
    ]
    assert [Fraction(str(value)) for value in stated] == [distance(*coin, *other) for other in others]


@pytest.mark.parametrize("tau", [Fraction(0), Fraction(1, 5), Fraction(1), Fraction(3, 2), Fraction(5, 2)])
def test_a_translated_uniform_law_by_grids(tau: Fraction) -> None:
    n = 60
    grid = tuple((Fraction(2 * i + 1, 2 * n),) for i in range(n))
    w = (Fraction(1, n),) * n
    found = distance(w, grid, w, tuple((x + tau,) for (x,) in grid))
    assert abs(found - min(Fraction(1), tau / 2)) <= Fraction(1, n)
