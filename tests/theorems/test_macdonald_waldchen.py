"""The modules on width one: proved without axioms, and their values against quadrature and finite laws."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy as sp

from symrelu.script.library import Checked
from tests.theorems.proofs import Paper, assert_proved

PAPER = "macdonald_waldchen"
MODULES = (
    "width_one", "monoid", "bounded_base", "jump_base", "metric", "means", "closed_forms", "unbounded_base",
    "unbounded_laws", "shrinking_normal", "mended_base",
)  # fmt: skip


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert_proved(lines, MODULES)


def test_no_proposition_is_slow(lines: dict[str, Checked]) -> None:
    assert sum(line.seconds for line in lines.values()) < 120


# ---- closed forms against quadrature -------------------------------------------------------------

DENSITIES: dict[str, tuple[Callable[[Any], Any], tuple[Any, ...]]] = {
    "uniform": (lambda x: mpmath.mpf(1), (0, 0.25, 0.5, 0.75, 1)),
    "exponential": (lambda x: mpmath.exp(-x), (0, 0.5, 0.75, 1, 40)),
    "laplace": (lambda x: mpmath.exp(-abs(x)) / 2, (-40, 0, 0.5, 0.75, 1, 40)),
    "normal": (mpmath.npdf, (-12, -1, 0, 0.5, 0.75, 1, 12)),
}
VALUES = {
    "uniform_line": ("uniform", (2, -1, 0, Fraction(1, 2))),
    "exponential_line": ("exponential", (2, -1, 0, Fraction(1, 2))),
    "laplace_line": ("laplace", (2, -1, 0, Fraction(1, 2))),
    "normal_line": ("normal", (2, -1, 0, Fraction(1, 2))),
    "uniform_atoms": ("uniform", (2, Fraction(-1, 2), 0, 1)),
    "normal_turned": ("normal", (-1, 1, 0, 1)),
}


def clipped(x: Any, a: Any, c: Any, low: Any, high: Any) -> Any:
    return min(high, max(low, a * x + c))


@pytest.mark.parametrize("name", VALUES)
def test_values(paper: Paper, name: str) -> None:
    base, numbers = VALUES[name]
    density, cuts = DENSITIES[base]
    a, c, low, high = (mpmath.mpf(q.numerator) / q.denominator for q in map(Fraction, numbers))

    def integral(f: Callable[[Any], Any]) -> Any:
        kinks = sorted({*map(mpmath.mpf, cuts), *((e - c) / a for e in (low, high))})
        inside = [k for k in kinks if cuts[0] <= k <= cuts[-1]]
        return mpmath.quad(lambda x: f(x) * density(x), inside)

    expected = [
        integral(lambda x: 1 if a * x + c <= low else 0),
        integral(lambda x: 1 if a * x + c >= high else 0),
        integral(lambda x: clipped(x, a, c, low, high)),
    ]
    stated = [part.right for part in getattr(paper.module("closed_forms"), name).claim.parts]
    for said, found in zip(stated, expected, strict=False):
        assert abs(mpmath.mpf(sp.N(said, 20)) - found) < 1e-10


# ---- the table and the means, over finite laws ---------------------------------------------------


def some_law(rng: random.Random) -> list[tuple[Fraction, Fraction]]:
    weights = [rng.randint(1, 5) for _ in range(5)]
    return [(Fraction(rng.randint(-8, 8), 2), Fraction(w, sum(weights))) for w in weights]


def mass(law: list[tuple[Fraction, Fraction]], event: Callable[[Fraction], bool]) -> Fraction:
    return sum((w for x, w in law if event(x)), Fraction(0))


@pytest.mark.parametrize("seed", range(40))
def test_table_of_masses(seed: int) -> None:
    rng = random.Random(seed)
    law = some_law(rng)
    a = Fraction(rng.choice([-3, -2, -1, 1, 2, 3]), rng.choice([1, 2]))
    c, low = Fraction(rng.randint(-4, 4), 2), Fraction(rng.randint(-4, 4), 2)
    high = low + Fraction(rng.randint(1, 6), 2)
    left, right = (low - c) / a, (high - c) / a
    lower = mass(law, lambda x: clipped(x, a, c, low, high) == low)
    upper = mass(law, lambda x: clipped(x, a, c, low, high) == high)
    if a > 0:
        assert (lower, upper) == (mass(law, lambda x: x <= left), 1 - mass(law, lambda x: x < right))
    else:
        assert (lower, upper) == (1 - mass(law, lambda x: x < left), mass(law, lambda x: x <= right))


@pytest.mark.parametrize("seed", range(40))
def test_means(seed: int) -> None:
    rng = random.Random(seed)
    law = some_law(rng)
    a = Fraction(rng.choice([-3, -2, -1, 1, 2, 3]), rng.choice([1, 2]))
    c, low = Fraction(rng.randint(-4, 4), 2), Fraction(rng.randint(-4, 4), 2)
    high = low + Fraction(rng.randint(1, 6), 2)

    def area(start: Fraction, end: Fraction) -> Fraction:
        return sum((w * max(Fraction(0), end - max(start, x)) for x, w in law), Fraction(0))

    mean = sum((w * clipped(x, a, c, low, high) for x, w in law), Fraction(0))
    left, right = (low - c) / a, (high - c) / a
    assert mean == (high - a * area(left, right) if a > 0 else low - a * area(right, left))


# ---- distances -----------------------------------------------------------------------------------


@pytest.mark.parametrize("a", [0.1, 1.0, 7.0])
def test_distance_of_a_shrunk_uniform_law(a: float) -> None:
    root = mpmath.findroot(lambda e: (1 - e / a) - e, a / 2)
    assert abs(root - a / (1 + a)) < 1e-12


def test_ratios_of_the_normal_law(paper: Paper) -> None:
    shrinking = paper.module("shrinking_normal")
    for k, digits in shrinking.RATIOS:
        a = mpmath.mpf(10) ** -k
        ratio = mpmath.findroot(lambda u, a=a: mpmath.erfc(u / mpmath.sqrt(2)) - a * u, float(digits))
        assert digits < sp.Float(str(ratio), 15) < digits + shrinking.STEP


@pytest.mark.parametrize("seed", range(20))
def test_modulus_over_the_uniform_base(paper: Paper, seed: int) -> None:
    rng = random.Random(seed)
    modulus = paper.module("bounded_base").modulus
    here, there = ([Fraction(rng.randint(-6, 6), 2) for _ in range(4)] for _ in range(2))
    here[2:], there[2:] = sorted(here[2:]), sorted(there[2:])
    bound = modulus(1)(tuple(map(sp.Rational, here)), tuple(map(sp.Rational, there)))
    value = bound.replace(lambda e: hasattr(e, "value"), lambda e: e.value())
    gaps = [abs(clipped(x, *here) - clipped(x, *there)) for x in (Fraction(k, 32) for k in range(33))]
    assert max(gaps) <= value


# ---- the component map of the mended family ------------------------------------------------------


def component(numbers: tuple[Fraction, ...]) -> Callable[[Fraction], Fraction]:
    a, c, low, high = numbers
    if low <= high:
        return lambda x: clipped(x, a, c, low, high)
    return (lambda x: max(low, a * x + c)) if high == low - 1 else (lambda x: a * x + c)


def onward(numbers: tuple[Fraction, ...], w: Fraction, b: Fraction) -> tuple[Fraction, ...]:
    """The table of the proof, with max(0, .) for the rectifier."""
    a, c, low, high = numbers
    zero = Fraction(0)
    ends = sorted((max(zero, w * low + b), max(zero, w * high + b)))
    if w == 0:
        return Fraction(1), zero, max(zero, b), max(zero, b)
    if low <= high:
        return w * a, w * c + b, ends[0], ends[1]
    start = max(zero, w * low + b)
    if high == low - 1:
        return (w * a, w * c + b, start, start - 1) if w > 0 else (w * a, w * c + b, zero, start)
    return w * a, w * c + b, zero, Fraction(-1)


@pytest.mark.parametrize("seed", range(30))
def test_component_map(seed: int) -> None:
    rng = random.Random(seed)
    numbers: tuple[Fraction, ...] = (Fraction(1), Fraction(0), Fraction(0), Fraction(-2))
    grid = [Fraction(k, 4) for k in range(-40, 41)]
    values = grid
    for _ in range(6):
        w, b = Fraction(rng.randint(-4, 4), 2), Fraction(rng.randint(-4, 4), 2)
        values = [max(Fraction(0), w * v + b) for v in values]
        numbers = onward(numbers, w, b)
        assert numbers[0] != 0
        assert [component(numbers)(x) for x in grid] == values
