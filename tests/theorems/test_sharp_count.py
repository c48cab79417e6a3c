"""The sharp count: what it rests on, what it does not prove, and its layers on exact numbers."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise
from math import prod
from pathlib import Path
from re import sub

import pytest

from symrelu import And, Implies, finite_law, have, pick
from symrelu.kernel.certificate import load
from symrelu.kernel.normal import canon
from symrelu.script.library import Checked
from symrelu.terms.bridge import to_term
from symrelu.terms.sorts import SEQ
from symrelu.terms.term import Term, lam, op, var
from tests.theorems.proofs import Paper, lemma, refused

PAPER = "macdonald_waldchen"
MODULES = (
    "single_coordinates", "staircases", "plateaus", "least_numbers", "windows", "heights_of_plateaus",
    "index_pairs", "cubes_of_plateaus", "sharp_count", "sharp_hoelder_count", "moves", "sharpness",
)  # fmt: skip
LIPSCHITZ = {
    "plateaus_need_parameters", "sharp_count", "dimension_needs_parameters", "distinct_points_count",
    "four_points",
}  # fmt: skip
HOELDER = {"hoelder_plateaus", "sharp_hoelder_count"}
Point = tuple[Fraction, ...]
Layer = tuple[list[list[Fraction]], list[Fraction]]


@pytest.fixture(scope="module")
def lines(paper: Paper) -> dict[str, Checked]:
    return paper.proved(MODULES)


# ---- what is proved, and on what it rests ---------------------------------------------------------


def test_all_are_proved(lines: dict[str, Checked]) -> None:
    assert {name: line.reason for name, line in lines.items() if line.verdict != "proved"} == {}
    assert {name.partition(".")[0] for name in lines} >= set(MODULES)


def test_the_theorems_rest_on_one_cited_statement_each(lines: dict[str, Checked]) -> None:
    resting = {name.partition(".")[2]: line.axioms for name, line in lines.items() if line.axioms}
    assert resting == {
        **dict.fromkeys(LIPSCHITZ, ("cited: lipschitz_null",)),
        **dict.fromkeys(HOELDER, ("cited: hoelder_null",)),
    }


REGULAR = (
    "(forall theta:Seq. Omega(theta) -> (exists rho. exists C. 0 < rho and 0 <= C and "
    "(forall theta':Seq. forall theta'':Seq. Omega(theta') and Omega(theta'') and "
    "dist(n, theta, theta') <= rho and dist(n, theta, theta'') <= rho -> "
    "dPd(d, p(theta'), p(theta'')) <= C*dist(n, theta', theta'')))) and "
    "(forall theta:Seq. Omega(theta) -> (forall W:N -> Seq. forall b:Seq. "
    "exists theta':Seq. Omega(theta') and "
    "push(lam z:Seq. lam i:N. ite(1 <= i and i <= d, relu(sum(1, d, lam j:N. W(i)(j)*z(j)) + b(i)), 0), "
    "p(theta)) = p(theta')))"
)


def test_the_theorem_says_what_it_should(lines: dict[str, Checked]) -> None:
    points = (
        "(exists x:N -> Seq. (forall i:N. forall j:N. "
        "1 <= i and i < j and j <= N -> 0 < dist(d, x(i), x(j))) and (forall i:N. 1 <= i and i <= N -> "
        "(forall r. 0 < r -> 0 < P(p(theta_0), lam y:Seq. dist(d, y, x(i)) < r))))"
    )
    assert repr(lemma(lines, "sharp_count.sharp_count").claim) == (
        f"2 <= d and {REGULAR} and Omega(theta_0) and {points} -> N*d <= n"
    )
    assert repr(lemma(lines, "sharp_count.dimension_needs_parameters").claim) == (
        f"2 <= d and {REGULAR} and Omega(theta_0) -> d <= n"
    )


def test_the_certificate_is_replayed_by_the_kernel(certificates: Path, lines: dict[str, Checked]) -> None:
    assert lines["sharp_count.sharp_count"].verdict == "proved"
    published = load((certificates / "sharp_count.sharp_count.json").read_text(encoding="utf-8"))
    assert published.formula == lemma(lines, "sharp_count.sharp_count").claim
    assert {axiom.name for axiom in published.axioms} == {"lipschitz_null"}


# ---- the theorem is not vacuous -------------------------------------------------------------------


def without_true(formula: Term) -> str:
    """What is shown of a formula on a family without conditions, but for brackets."""
    return sub(r"true -> |true and |[()]", "", repr(formula))


def test_points_of_equal_weight_satisfy_the_hypotheses(paper: Paper, lines: dict[str, Checked]) -> None:
    script = paper.module("sharpness")
    d, N, SPACE = script.d, script.N, script.SPACE
    found = lemma(lines, "sharpness.count_attained").instance(N, d)
    *_, attained = pick(found, "k")
    theta = var("theta", SEQ)
    law = finite_law(N, script.share, script.coordinates(script.theta, script.at))
    values = {
        var("n", "N"): SPACE,
        var("Omega", ("fun", SEQ, "B")): lam(theta, op("and")),
        var("p", ("fun", SEQ, ("law", SEQ))): lam(theta, law.term()),
    }
    stated = lemma(lines, "sharp_count.sharp_count").at(values).claim
    _, lipschitz, invariant, _, points = stated.args[0].args
    invariance, local, some = (have(part, by=attained) for part in attained.claim.args)
    assert without_true(lipschitz) == without_true(local.claim)
    assert without_true(invariant) == without_true(invariance.claim)
    member, support = pick(some, "theta_0")
    assert member == var("theta_0", SEQ)
    assert canon(support.claim) == canon(points)
    assert canon(stated.args[1]) == canon(op("le", to_term(SPACE), to_term(SPACE)))


# ---- near misses ----------------------------------------------------------------------------------


CONDITIONED = (
    "single_coordinates.sum_of_two", "staircases.ramp", "plateaus.heights_read",
    "windows.windows_cover", "windows.windows_about_support",
    "index_pairs.index_of_pair", "moves.move_lemma", "moves.one_point_moves",
    "cubes_of_plateaus.heights_in_bands", "sharp_count.sharp_count",
)  # fmt: skip


@pytest.mark.parametrize("name", CONDITIONED)
def test_the_scripts_prove_their_own_claims(paper: Paper, lines: dict[str, Checked], name: str) -> None:
    home, _, title = name.partition(".")
    assert not refused(paper, lines, name, getattr(paper.module(home), title).claim)


@pytest.mark.parametrize("name", CONDITIONED)
def test_no_condition_can_be_dropped(paper: Paper, lines: dict[str, Checked], name: str) -> None:
    home, _, title = name.partition(".")
    claim = getattr(paper.module(home), title).claim
    parts = claim.condition.parts
    for k in range(len(parts)):
        fewer = Implies(And(*parts[:k], *parts[k + 1 :]), claim.conclusion)
        assert refused(paper, lines, name, fewer), str(parts[k])


def test_more_parameters_are_not_claimed(paper: Paper, lines: dict[str, Checked]) -> None:
    script = paper.module("sharp_count")
    d, n, N = script.d, script.n, script.N
    claim = script.sharp_count.claim
    for count in (N * d + 1 <= n, (N + 1) * d <= n, N * (d + 1) <= n):
        assert refused(paper, lines, "sharp_count.sharp_count", Implies(claim.condition, count))
    line = Implies(And(1 <= d, *claim.condition.parts[1:]), claim.conclusion)
    assert refused(paper, lines, "sharp_count.sharp_count", line)


# ---- the layers on exact numbers ------------------------------------------------------------------


def applied(layers: list[Layer], z: Point) -> Point:
    for weights, bias in layers:
        z = tuple(
            max(Fraction(0), sum((w * x for w, x in zip(row, z, strict=True)), c))
            for row, c in zip(weights, bias, strict=True)
        )
    return z


def replaced(d: int, r: int, s: int, a: Fraction, b: Fraction, c: Fraction) -> Layer:
    """z_r becomes ReLU(a z_r + b z_s + c)."""
    weights = [[Fraction(i == j) for j in range(d)] for i in range(d)]
    weights[r][r], weights[r][s] = a, b
    return weights, [c if i == r else Fraction(0) for i in range(d)]


def staircase(
    d: int, r: int, s: int, heights: list[Fraction], ramps: list[tuple[Fraction, Fraction]]
) -> list[Layer]:
    one, zero = Fraction(1), Fraction(0)
    layers = [replaced(d, r, s, -one, zero, zero)]
    for e, (low, high) in zip(heights, ramps, strict=True):
        a, b = e / (high - low), -low * e / (high - low)
        rows = ((one, -a, -b), (-one, -a, e - b), (-one, zero, e))
        layers += [replaced(d, r, s, *row) for row in rows]
    return layers


def network(
    w: list[Fraction],
    beta: Fraction,
    s: list[Fraction],
    h: Fraction,
    t: Fraction,
    kappa: list[list[Fraction]],
) -> list[Layer]:
    """The layers of the theorem, for the values 4j + kappa on the windows."""
    d = len(w)
    first: Layer = ([w, *[[Fraction(0)] * d for _ in range(d - 1)]], [beta, *[Fraction(0)] * (d - 1)])
    heights = [[4 * j + value for j, value in enumerate(row, 1)] for row in kappa]
    layers = [first, *staircase(d, 1, 0, heights[1], [(x - 2 * h, x - 2 * h + t) for x in s])]
    bands = [(Fraction(4 * j - 1), Fraction(4 * j)) for j in range(1, len(s) + 1)]
    for q in range(d):
        if q != 1:
            layers += staircase(d, q, 1, heights[q], bands)
    return layers


@pytest.mark.parametrize("seed", range(12))
def test_the_windows_get_every_value_of_the_cube(seed: int) -> None:
    rng = random.Random(seed)
    d, count = rng.randint(2, 4), rng.randint(1, 4)
    w = [Fraction(rng.randint(-3, 3), rng.randint(1, 3)) for _ in range(d)]
    w[rng.randrange(d)] = Fraction(2)
    s = [Fraction(rng.randint(0, 3))]
    for _ in range(count - 1):
        s.append(s[-1] + Fraction(rng.randint(1, 9), 2))
    h = min([Fraction(1), *((y - x) / 3 for x, y in pairwise(s))])
    t = h / rng.randint(1, 4)
    kappa = [[Fraction(rng.randint(0, 8), 8) for _ in range(count)] for _ in range(d)]
    beta = Fraction(rng.randint(-2, 2))
    layers = network(w, beta, s, h, t, kappa)
    pivot = next(i for i in range(d) if w[i])
    for j, x in enumerate(s):
        for move in (Fraction(0), -h + h / 10, h - h / 10):
            if x + move < 0:
                continue
            z = [Fraction(rng.randint(-4, 4)) for _ in range(d)]
            rest = sum((a * y for i, (a, y) in enumerate(zip(w, z, strict=True)) if i != pivot), beta)
            z[pivot] = (x + move - rest) / w[pivot]
            assert applied(layers, tuple(z)) == tuple(4 * (j + 1) + row[j] for row in kappa)


def test_four_points_in_space() -> None:
    """The least direction (1, r, r^2) that separates them, their places on the ray, twelve free values."""
    points = [(0, 1, 2), (0, 1, -1), (0, 0, 0), (2, 1, 1)]

    def places(r: int) -> list[int]:
        return [x + r * y + r * r * z for x, y, z in points]

    assert next(r for r in range(13) if len(set(places(r))) == 4) == 2
    assert places(2) == [10, -2, 0, 8]
    s = sorted(Fraction(x + 2) for x in places(2))
    assert s == [0, 2, 10, 12]
    kappa = [[Fraction(3 * q + j, 12) for j in range(4)] for q in range(3)]
    layers = network(
        [Fraction(1), Fraction(2), Fraction(4)], Fraction(2), s, Fraction(2, 3), Fraction(1, 3), kappa
    )
    images = [applied(layers, tuple(map(Fraction, point))) for point in points]
    order = [s.index(Fraction(x + 2)) for x in places(2)]
    assert images == [tuple(4 * (j + 1) + row[j] for row in kappa) for j in order]


def test_the_hats_about_four_points() -> None:
    """The functionals of hats at these points form a triangular matrix of determinant 1/64."""
    s, q = [Fraction(x) for x in (0, 2, 10, 12)], [Fraction(x) for x in (1, 6, 11, 13)]
    radii = [min(b - a, a - c) for a, b, c in zip(s, q, [Fraction(-1), *q], strict=False)]
    assert radii == [1, 1, 1, 1]

    def entry(k: int, j: int) -> Fraction:
        hats = [max(Fraction(0), 1 - abs(t - s[k]) / radii[k]) for t in s]
        return (
            sum((hat * max(Fraction(0), q[j] - t) for hat, t in zip(hats, s, strict=True)), Fraction(0)) / 4
        )

    matrix = [[entry(k, j) for j in range(4)] for k in range(4)]
    assert [[4 * x for x in row] for row in matrix] == [
        [1, 6, 11, 13],
        [0, 4, 9, 11],
        [0, 0, 1, 3],
        [0, 0, 0, 1],
    ]
    assert prod(matrix[k][k] for k in range(4)) == Fraction(1, 64)
