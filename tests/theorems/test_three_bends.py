"""The worked example of three bends: proved without axioms, every number against quadrature, near misses."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any

import mpmath
import pytest
import sympy as sp

from symrelu import And, AtMost, Equal, Implies, ProofFailed, abs_, have
from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, lemma

PAPER = "macdonald_waldchen"
MODULES = (
    "three_bends", "means_of_hats", "matrices_of_readings", "matrices_of_cells", "means_of_chains",
    "readable_slopes", "ray_variant", "worked_layers",
)  # fmt: skip
HINGES = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
SLOPES = (Fraction(1), Fraction(1, 2), Fraction(2))
DENSITIES: dict[str, tuple[Callable[[Any], Any], int]] = {
    "uniform": (lambda t: mpmath.mpf(1), 1),
    "exponential": (lambda t: mpmath.exp(-t), 60),
}
LAWS = tuple(DENSITIES)


@pytest.fixture(scope="module")
def lines(paper: Paper) -> dict[str, Checked]:
    return paper.proved(MODULES)


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert {name: line.reason for name, line in lines.items() if line.verdict != "proved"} == {}
    assert {name for name, line in lines.items() if line.axioms} == set()
    assert {name.partition(".")[0] for name in lines} >= set(MODULES)


# ---- the numbers against quadrature ---------------------------------------------------------------


def number(value: Any) -> Any:
    return mpmath.mpf(sp.N(value, 40))


def relu(x: Any) -> Any:
    return max(x, 0 * x)


def hat(k: int, t: Any) -> Any:
    return relu(1 - 8 * abs(t - mpmath.mpf(2 * k - 1) / 8))


def height(t: Any, slopes: Iterable[Fraction] = SLOPES) -> Any:
    return sum(m.numerator * relu(mpmath.mpf(q.numerator) / q.denominator - t) / m.denominator
               for q, m in zip(HINGES, slopes, strict=True))  # fmt: skip


def mean(law: str, f: Callable[[Any], Any], cuts: Iterable[Any] = ()) -> Any:
    """The mean by quadrature between the kinks, with 30 digits."""
    density, end = DENSITIES[law]
    kinks = sorted({mpmath.mpf(0), mpmath.mpf(end), *(mpmath.mpf(i) / 8 for i in range(9)), *cuts})
    with mpmath.workdps(30):
        return sum(mpmath.quad(lambda t: f(t) * density(t), ends) for ends in pairwise(kinks))


def agree(stated: Any, found: Any) -> bool:
    return bool(abs(number(stated) - found) < mpmath.mpf(10) ** -20)


@pytest.fixture(autouse=True)
def digits() -> Any:
    with mpmath.workdps(30):
        yield


@pytest.mark.parametrize("law", LAWS)
def test_matrices_of_hats(paper: Paper, law: str) -> None:
    parts = iter(getattr(paper.module("matrices_of_readings"), f"{law}_matrix").claim.parts)
    for k in (1, 2, 3):
        for q in HINGES:
            found = mean(
                law, lambda t, k=k, q=q: hat(k, t) * relu(mpmath.mpf(q.numerator) / q.denominator - t)
            )
            assert agree(next(parts).right, found)


@pytest.mark.parametrize("law", LAWS)
def test_matrices_of_cells(paper: Paper, law: str) -> None:
    density, _ = DENSITIES[law]
    parts = iter(getattr(paper.module("matrices_of_cells"), f"{law}_matrix").claim.parts)
    for k in (1, 2, 3):
        for q in HINGES:
            ends = [mpmath.mpf(k - 1) / 4, mpmath.mpf(k) / 4]
            found = mpmath.quad(
                lambda t, q=q: relu(mpmath.mpf(q.numerator) / q.denominator - t) * density(t), ends
            )
            assert agree(next(parts).right, found)


DETERMINANTS = [
    ("matrices_of_readings", "uniform", mpmath.mpf(2) ** -18, 30),
    ("matrices_of_cells", "uniform", mpmath.mpf(2) ** -15, 30),
    ("matrices_of_readings", "exponential", mpmath.mpf("1.32261253400120e-6"), 15),
    ("matrices_of_cells", "exponential", mpmath.mpf("1.12847521954e-5"), 12),
]


@pytest.mark.parametrize(("name", "law", "value", "places"), DETERMINANTS)
def test_determinants(paper: Paper, name: str, law: str, value: Any, places: int) -> None:
    script = paper.module(name)
    claim = getattr(script, f"{law}_determinant").claim
    stated = number((claim.parts[0] if law == "exponential" else claim).right)
    rows = script.UNIFORM if law == "uniform" else script.EXPONENTIAL
    matrix = mpmath.matrix([[number(x) for x in row] for row in rows])
    assert abs(mpmath.det(matrix) - stated) < mpmath.mpf(10) ** -25
    assert abs(stated / value - 1) < mpmath.mpf(10) ** (1 - places)


@pytest.mark.parametrize("law", LAWS)
def test_readings_of_the_chain(paper: Paper, law: str) -> None:
    stated = getattr(paper.module("means_of_chains"), f"{law}_readings").claim.parts
    for k, part in enumerate(stated, 1):
        assert agree(part.right, mean(law, lambda t, k=k: hat(k, t) * height(t)))
    printed = {"uniform": (25 / 128, 13 / 128, 1 / 32),
               "exponential": (0.173593720503771, 0.0704536541267831, 0.0170975514732080)}[law]  # fmt: skip
    assert all(abs(float(part.right) - x) < 1e-15 for part, x in zip(stated, printed, strict=True))


@pytest.mark.parametrize("law", LAWS)
def test_mean_and_masses_of_the_chain(paper: Paper, law: str) -> None:
    script = paper.module("means_of_chains")
    assert agree(getattr(script, f"{law}_mean").claim.right, mean(law, height))
    density, end = DENSITIES[law]
    *cells, last = getattr(script, f"{law}_masses").claim.parts
    for cell, ends in zip(cells, pairwise((Fraction(0), *HINGES)), strict=True):
        assert agree(cell.right, mpmath.quad(density, [mpmath.mpf(float(e)) for e in ends]))
    assert agree(last.right, mpmath.quad(density, [mpmath.mpf("0.75"), 1, *([end] if end > 1 else [])]))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("law", LAWS)
def test_means_of_lines(paper: Paper, law: str, seed: int) -> None:
    script, rng = paper.module("means_of_hats"), random.Random(seed)
    a, e = Fraction(rng.randint(0, 8), 16), Fraction(rng.randint(1, 4), 16)
    A, B = Fraction(rng.randint(-9, 9), 2), Fraction(rng.randint(-9, 9), 3)
    values = {script.a: a, script.e: e, script.A: A, script.B: B, script.c: a + 2 * e}
    at = {s: sp.Rational(q.numerator, q.denominator) for s, q in values.items()}
    low, top, high = (mpmath.mpf(q.numerator) / q.denominator for q in (a, a + e, a + 2 * e))
    line = lambda t: number(at[script.A]) - number(at[script.B]) * t  # noqa: E731
    density, _ = DENSITIES[law]
    hats = [mpmath.quad(lambda t: (top - low - abs(t - top)) * line(t) * density(t), ends)
            for ends in ([low, top], [top, high])]  # fmt: skip
    assert agree(getattr(script, f"{law}_hat").claim.conclusion.right.subs(at), sum(hats))
    cell = mpmath.quad(lambda t: line(t) * density(t), [low, high])
    assert agree(getattr(script, f"{law}_cell").claim.conclusion.right.subs(at), cell)


def test_moments_of_two_bends(paper: Paper) -> None:
    script = paper.module("worked_layers")
    at = {script.a: sp.Rational(3, 7), script.b: sp.Rational(-2, 3)}
    chain = lambda t: number(at[script.a]) * relu(mpmath.mpf(1) / 2 - t) + number(at[script.b]) * (1 - t)  # noqa: E731
    assert agree(script.FIRST.subs(at), mean("uniform", chain))
    assert agree(script.SECOND.subs(at), mean("uniform", lambda t: chain(t) ** 2))
    k1, k2 = script.a, script.b
    jacobian = sp.Matrix([[sp.diff(f, k) for k in (k1, k2)] for f in (script.FIRST, script.SECOND)]).det()
    assert sp.expand(jacobian + (3 * k1 + 4 * k2) / 192) == 0


# ---- constants, layers and points -----------------------------------------------------------------


def test_the_constant_of_the_slopes(paper: Paper) -> None:
    script = paper.module("readable_slopes")
    matrix = sp.Matrix(script.UNIFORM)
    assert matrix * sp.Matrix(script.INVERSE) == sp.eye(3)
    assert max(sum(abs(x) for x in row) for row in script.INVERSE) == 512
    largest, radius = sum(HINGES), Fraction(1, 8)
    assert 512 * (largest / radius + 1 + largest) == 7424


def layer(rows: Any, bias: Any, point: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    first, second = (max(Fraction(0), sum(w * x for w, x in zip(row, point, strict=True)) + b)
                     for row, b in zip(rows, bias, strict=True))  # fmt: skip
    return first, second


@pytest.mark.parametrize("t", [Fraction(i, 16) for i in range(20)])
def test_three_layers_make_the_chain(t: Fraction) -> None:
    point = (t, Fraction(0))
    for q, k in zip(HINGES, SLOPES, strict=True):
        point = layer(((1, 0), (-k, 1)), (0, k * q), point)
    assert point == (t, sum(k * max(q - t, Fraction(0)) for q, k in zip(HINGES, SLOPES, strict=True)))


def test_vertices(paper: Paper) -> None:
    script = paper.module("three_bends")
    for bends, points in script.VERTICES.items():
        for x, y in points:
            stated = Fraction(str(x)), Fraction(str(y))
            reached = sum(
                k * max(q - stated[0], Fraction(0)) for q, k in zip(HINGES[:bends], SLOPES, strict=False)
            )
            assert reached == stated[1]


def test_one_point_is_moved(paper: Paper) -> None:
    script = paper.module("worked_layers")
    exact = lambda row: tuple(Fraction(str(x)) for x in row)  # noqa: E731
    rows, bias = [exact(row) for row in script.MOVE[0]], exact(script.MOVE[1])
    for point, moved, image in zip(script.POINTS, script.MOVED, script.IMAGES, strict=True):
        assert layer(rows, bias, exact(point)) == exact(image)
        straight = tuple(sum(w * x for w, x in zip(row, exact(moved), strict=True)) + b
                         for row, b in zip(rows, bias, strict=True))  # fmt: skip
        assert straight == exact(image)


@pytest.mark.parametrize("t", [Fraction(i, 3) for i in range(12)])
def test_a_graph_is_bent(t: Fraction) -> None:
    zero = Fraction(0)
    reached = layer(((1, 0), (-3, 1)), (0, 5), (t, max(zero, t - 1)))
    assert reached == (t, max(zero, t - 1) + 2 * max(zero, t - 2) - 3 * t + 5)


@pytest.mark.parametrize("seed", range(10))
def test_convex_functions_on_the_ray(seed: int) -> None:
    rng = random.Random(seed)
    tau, c = [Fraction(0)], [Fraction(rng.randint(0, 6), 2) for _ in range(4)]
    for _ in c:
        tau.append(tau[-1] + Fraction(rng.randint(0, 4), 3))
    t, zero = Fraction(rng.randint(0, 20), 4), Fraction(0)
    point = (t, zero)
    for k, slope in enumerate(c):
        point = layer(((1, 0), (slope, 1)), (tau[k] - tau[k + 1], 0), point)
    assert point == (max(zero, t - tau[-1]), sum(s * max(zero, t - q) for s, q in zip(c, tau, strict=False)))


# ---- near misses ----------------------------------------------------------------------------------


def test_a_wrong_entry_is_not_proved(paper: Paper, lines: dict[str, Checked]) -> None:
    script = paper.module("matrices_of_readings")
    wrong = Equal(script.entry(script.U, 1, 2), sp.Rational(1, 64))
    with pytest.raises(ProofFailed):
        have(wrong, by=lemma(lines, "matrices_of_readings.uniform_matrix"))


def test_a_smaller_constant_is_not_proved(paper: Paper, lines: dict[str, Checked]) -> None:
    script = paper.module("readable_slopes")
    smaller = AtMost(abs_(script.k[0] - script.l[0]), 7423 * script.DISTANCE)
    given = [script.unit(script.k), script.unit(script.l)]
    with pytest.raises(ProofFailed):
        have(smaller, given=given, by=lemma(lines, "readable_slopes.slopes_are_read"))


def test_slopes_beyond_the_cube_are_not_read(paper: Paper, lines: dict[str, Checked]) -> None:
    script = paper.module("readable_slopes")
    claim = lemma(lines, "readable_slopes.readings_are_linear").claim.args[1]
    with pytest.raises(ProofFailed):
        have(claim, given=[0 <= script.k[0]], by=lemma(lines, "readable_slopes.readings_are_linear"))


def test_hinges_in_the_wrong_order_do_not_add_up(paper: Paper) -> None:
    t = paper.module("three_bends").t
    script = paper.module("three_bends")
    claim = script.wrong_order.claim.claim
    with pytest.raises(ProofFailed):
        have(claim)
    assert max(0, max(0, Fraction(1, 4)) - Fraction(3, 4) + Fraction(1, 2)) == 0
    assert t in claim.conclusion.left.free_symbols


def test_a_law_off_the_ray_is_not_bent(paper: Paper, lines: dict[str, Checked]) -> None:
    script = paper.module("three_bends")
    with pytest.raises(ProofFailed):
        have(script.three_layers_bend.claim.conclusion, by=lemma(lines, "three_bends.three_layers_bend"))


def test_negative_slopes_do_not_add_up(paper: Paper, lines: dict[str, Checked]) -> None:
    script = paper.module("ray_variant")
    without = And(2 <= script.d, script.BENDS, script.n + 1 <= script.N)
    claim = Implies(without, script.stage_grows.claim.conclusion)
    with pytest.raises(ProofFailed):
        have(claim, by=lemma(lines, "ray_variant.stage_grows"))
