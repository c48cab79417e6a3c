"""Densities on lines added up as data: against the integral of each part, and exact totals."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import mpmath as mp
import pytest
import sympy as sp
from flint import fmpq

from symrelu import Layer, Network, exponential, laplace, normal, product, push, uniform
from symrelu.laws.mass_sum import WedgeSum
from symrelu.laws.polygon import Polygon

STANDARD = normal([0, 0], [[1, 0], [0, 1]])
SOURCES = {
    "standard": STANDARD,
    "gaussian": normal([1, -1], [[2, 1], [1, 3]]),
    "laplace": product(laplace(0, 1), laplace(1, 2)),
    "mixed": product(normal(0, 1), exponential(1)),
    "uniform": product(uniform(0, 1), normal(0, 1)),
}


def network(seed: int, widths: tuple[int, ...]) -> Network:
    generator = random.Random(seed)

    def layer(n: int, m: int) -> Layer:
        rows = [[sp.Rational(generator.randint(-8, 8), 8) for _ in range(n)] for _ in range(m)]
        return Layer(rows, [sp.Rational(generator.randint(-8, 8), 8) for _ in range(m)])

    return Network([layer(n, m) for n, m in pairwise(widths)])


def integral(density: Any, y: Any, low: Any, high: Any) -> Any:
    with mp.workdps(20):
        f = sp.lambdify(y, density, "mpmath")
        start, stop = (mp.mpf(str(end.n(20))) if end.is_finite else None for end in (low, high))
        start = start if start is not None else (stop if stop is not None else mp.mpf(0)) - 40
        stop = stop if stop is not None else start + 40
        return mp.quad(f, mp.linspace(start, stop, 7))


@pytest.mark.parametrize("name", SOURCES)
def test_each_density_integrates_to_its_mass(name: str) -> None:
    law = push(network(0, (2, 3, 3, 2)), SOURCES[name])
    lines = [part for part in law.parts() if part.dim == 1]
    assert lines
    for part in lines:
        found = integral(part.density, part.coordinates[0], *part.interval)
        assert abs(float(found) - float(part.mass)) < 1e-9
    assert abs(sum(sp.N(part.mass, 25) for part in law.parts()) - 1) < 1e-20


@pytest.mark.parametrize("seed", [0, 3, 6])
def test_the_total_is_exactly_one(seed: int) -> None:
    assert push(network(seed, (2, 4, 4, 2)), STANDARD).mass() == 1


@pytest.mark.parametrize("seed", range(6))
def test_angles_round_the_mean_add_up(seed: int) -> None:
    """Sectors at the mean, added one by one: the arcsines make one at most, and none in the end."""
    generator = random.Random(seed)
    lines = [(fmpq(generator.randint(-5, 5)), fmpq(generator.randint(-5, 5))) for _ in range(5)]
    sectors = [Polygon.plane()]
    for line in lines:
        if any(line):
            sectors = [part for one in sectors for part in one.split(line, fmpq(0)) if part]
    covariance = ((fmpq(2), fmpq(1)), (fmpq(1), fmpq(3)))
    generator.shuffle(sectors)
    found = WedgeSum()
    total = mp.mpf(0)
    for sector in sectors:
        alone = WedgeSum()
        for one in (found, alone):
            one.polygon((fmpq(0), fmpq(0)), covariance, sector.rows)
        total += mp.mpf(str(sp.N(sp.Add(*alone.terms(sp.S.One)), 18)))
        value = sp.Add(*found.terms(sp.S.One))
        assert len(value.atoms(sp.asin)) <= 1 and abs(float(value) - float(total)) < 1e-14
    assert sp.Add(*found.terms(sp.S.One)) == 1
