"""Means over cells: proved without axioms, right by quadrature and on finite laws."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import mpmath
import pytest
import sympy as sp

from symrelu import Equal, ProofFailed, have
from symrelu.script.lemma import Lemma
from symrelu.script.library import Checked, check, library, load_module


@pytest.fixture(scope="module")
def script(root: Path) -> ModuleType:
    return load_module((root / "theorems" / "macdonald_waldchen" / "cells_of_any_law.py").resolve())


@pytest.fixture(scope="module")
def lines(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Checked]:
    items = library(root / "theorems" / "macdonald_waldchen" / "cells_of_any_law.py")
    checked = check(items, fresh=True, folder=tmp_path_factory.mktemp("certificates"))
    return {line.name.partition(".")[2]: line for line in checked}


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert {name: line.reason for name, line in lines.items() if line.verdict != "proved"} == {}
    assert {name for name, line in lines.items() if line.axioms} == set()


def test_the_order_of_the_ends_is_needed(script: ModuleType, lines: dict[str, Checked]) -> None:
    result = lines["mean_over_cell"].result
    assert result is not None
    with pytest.raises(ProofFailed):
        have(script.mean_over_cell.claim.conclusion, by=Lemma(result.theorem))


def test_a_left_limit_is_another_value(script: ModuleType, lines: dict[str, Checked]) -> None:
    result = lines["mean_over_cell"].result
    assert result is not None
    p, q, mu = script.p, script.q, script.mu
    wrong = script.area(mu, p, q) - (q - p) * script.P(mu, lambda x: x < p)
    with pytest.raises(ProofFailed):
        have(Equal(script.E(mu, script.seen), wrong), given=[p < q], by=Lemma(result.theorem))


def density(name: str) -> Callable[[Any], Any]:
    return {"normal": mpmath.npdf, "laplace": lambda t: mpmath.exp(-abs(t)) / 2}[name]


@pytest.mark.parametrize("name", ["normal", "laplace"])
@pytest.mark.parametrize("ends", [(0, 1), (Fraction(1, 4), Fraction(3, 2)), (2, 3)])
def test_means_by_quadrature(script: ModuleType, name: str, ends: tuple[Any, Any]) -> None:
    with mpmath.workdps(30):
        low, high = (mpmath.mpf(Fraction(e).numerator) / Fraction(e).denominator for e in ends)
        found = mpmath.quad(lambda t: (high - t) * density(name)(t), [low, high])
        values = {s: sp.Rational(str(Fraction(e))) for s, e in zip((script.p, script.q), ends, strict=True)}
        stated = getattr(script, f"{name}_cell").claim.conclusion.right.subs(values)
        assert abs(mpmath.mpf(sp.N(stated, 40)) - found) < mpmath.mpf(10) ** -25


def test_the_six_cells(script: ModuleType) -> None:
    """The diagonal of the certificate against Gaussian families with five parameters."""
    printed = (0.1843731902, 0.08383048596, 0.01464158365, 9.74888973e-4, 2.457944506e-5, 2.333462735e-7)
    stated = [float(sp.N(part.right, 30)) for part in script.six_cells.claim.parts]
    assert all(abs(s / x - 1) < 1e-8 for s, x in zip(stated, printed, strict=True))
    assert abs(float(sp.prod(stated)) / 1.265365264e-18 - 1) < 1e-8


@pytest.mark.parametrize("seed", range(10))
def test_the_general_formula_on_finite_laws(seed: int) -> None:
    rng = random.Random(seed)
    points = sorted(Fraction(rng.randint(-8, 8), 4) for _ in range(6))
    weights = [Fraction(rng.randint(1, 5)) for _ in points]
    law = [(x, w / sum(weights)) for x, w in zip(points, weights, strict=True)]
    p = rng.choice(points)
    q = p + Fraction(rng.randint(1, 8), 4)
    below = lambda y: sum((w for x, w in law if x <= y), Fraction(0))  # noqa: E731
    cuts = sorted({p, q, *(x for x in points if p < x < q)})
    area = sum(((b - a) * below(a) for a, b in pairwise(cuts)), Fraction(0))
    assert sum(w * (q - x) for x, w in law if p < x < q) == area - (q - p) * below(p)
