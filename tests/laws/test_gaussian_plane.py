"""Gaussian polygons against quadrature over triangles, and against what symmetry gives."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import mpmath as mp
import numpy as np
import pytest
import sympy as sp
from flint import fmpq

from symrelu.laws.gaussian_plane import PlaneGaussian
from symrelu.model.enclosure import enclosure
from symrelu.model.row import Row
from symrelu.terms.bridge import to_term
from symrelu.terms.owens import owens_t

POLYGON = [(0, 0), (2, -1), (3, 2), (1, 3)]
COVARIANCES = [((1, 0), (0, 1)), ((2, fmpq(1, 2)), (fmpq(1, 2), 1))]
MEANS = {"vertex": (0, 0), "inside": (2, 1), "outside": (fmpq(1, 2), -3), "edge": (1, fmpq(-1, 2))}


def law(mean: Any, covariance: Any) -> PlaneGaussian:
    rows = tuple(tuple(map(fmpq, row)) for row in covariance)
    return PlaneGaussian(tuple(map(fmpq, mean)), rows)  # type: ignore[arg-type]


def sides(vertices: list[tuple[int, int]]) -> list[Row]:
    rows = []
    for (x0, y0), (x1, y1) in itertools.pairwise([*vertices, vertices[0]]):
        a, b = y1 - y0, x0 - x1
        rows.append(Row.read(([a, b], "<=", a * x0 + b * y0)))
    return rows


def quadrature(one: PlaneGaussian, f: Callable[[Any, Any], Any]) -> float:
    """The integral of f(x - mean) times the density over the polygon: Gauss-Legendre on each triangle."""
    nodes, weights = np.polynomial.legendre.leggauss(48)
    u, v = np.meshgrid((nodes + 1) / 2, (nodes + 1) / 2)
    w = np.outer(weights, weights) / 4
    m = np.array([float(sp.Rational(str(c))) for c in one.mean])
    spread = np.array([[float(sp.Rational(str(c))) for c in row] for row in one.covariance])
    inverse, scale = np.linalg.inv(spread), 2 * np.pi * np.sqrt(np.linalg.det(spread))
    corner, total = POLYGON[0], 0.0
    for b, c in itertools.pairwise(POLYGON[1:]):
        area = abs((b[0] - corner[0]) * (c[1] - corner[1]) - (b[1] - corner[1]) * (c[0] - corner[0]))
        x = corner[0] + u * (b[0] - corner[0]) + u * v * (c[0] - b[0]) - m[0]
        y = corner[1] + u * (b[1] - corner[1]) + u * v * (c[1] - b[1]) - m[1]
        form = inverse[0, 0] * x * x + 2 * inverse[0, 1] * x * y + inverse[1, 1] * y * y
        total += float(np.sum(w * np.exp(-form / 2) * u * area * f(x, y)))
    return total / scale


@pytest.mark.parametrize("covariance", COVARIANCES, ids=["standard", "correlated"])
@pytest.mark.parametrize("where", MEANS)
def test_probability_and_moments(where: str, covariance: Any) -> None:
    one, rows = law(MEANS[where], covariance), sides(POLYGON)
    found = [one.probability(rows), *one.first_moments(rows)]
    wanted: list[Callable[[Any, Any], Any]] = [lambda x, y: 1, lambda x, y: x, lambda x, y: y]
    second = one.second_moments(rows)
    found += [second[0][0], second[0][1], second[1][0], second[1][1]]
    wanted += [lambda x, y: x * x, lambda x, y: x * y, lambda x, y: x * y, lambda x, y: y * y]
    for value, f in zip(found, wanted, strict=True):
        assert abs(float(sp.N(value, 25)) - quadrature(one, f)) < 1e-13


def test_unbounded_polygons() -> None:
    standard = law((0, 0), COVARIANCES[0])
    assert standard.probability([]) == 1
    half = standard.probability([Row.read(([1, 2], "<=", 3))])
    assert sp.expand(half) == sp.Rational(1, 2) + sp.erf(3 / sp.sqrt(10)) / 2
    strip = standard.probability([Row.read(([1, 0], "<=", 1)), Row.read(([-1, 0], "<=", 1))])
    assert strip == sp.erf(1 / sp.sqrt(2))
    both = standard.probability([Row.read(([1, 2], "<=", 0)), Row.read(([3, -1], "<=", 0))])
    assert abs(sp.N(both - sp.Rational(1, 4) - sp.asin(1 / sp.sqrt(50)) / (2 * sp.pi), 30)) < 1e-28
    above = standard.probability([Row.read(([1, 2], ">", 1)), Row.read(([3, -1], ">", 1))])
    assert abs(float(above) - 0.142676) < 1e-6


def test_the_parts_of_the_plane_sum_to_one() -> None:
    one = law((fmpq(1, 3), fmpq(-2, 5)), COVARIANCES[1])
    lines = [([1, 2], 1), ([3, -1], fmpq(1, 2))]
    total = sum(
        one.probability([Row.read((a, r, b)) for (a, b), r in zip(lines, signs, strict=True)])
        for signs in itertools.product(("<=", ">"), repeat=2)
    )
    assert abs(sp.N(total - 1, 40)) < 1e-38


@pytest.mark.parametrize(
    ("h", "a"), [(1, 2), (sp.Rational(1, 3), sp.Rational(-5, 2)), (sp.sqrt(2), 7), (-1, 1)]
)
def test_owens_t(h: Any, a: Any) -> None:
    value = owens_t(h, a)
    with mp.workdps(30):
        x, top = mp.mpf(str(sp.N(h, 35))), mp.mpf(str(sp.N(a, 35)))
        exact = mp.quad(lambda t: mp.exp(-x * x * (1 + t * t) / 2) / (1 + t * t), [0, top]) / (2 * mp.pi)
        assert abs(mp.mpf(str(sp.N(value, 30))) - exact) < mp.mpf(10) ** -28
        assert abs(float(enclosure(value).mid()) - float(exact)) < 1e-15
        assert enclosure(value).rad() < 1e-30


def test_owens_t_is_a_head_of_the_logic_and_has_its_derivatives() -> None:
    x = sp.Symbol("x", real=True)
    assert str(to_term(owens_t(1, 2))) == "owens_t(1, 2)"
    assert owens_t(x, 0) == 0
    assert (
        owens_t(x, 1).diff(x).equals(-sp.exp(-(x**2) / 2) * sp.erf(x / sp.sqrt(2)) / (2 * sp.sqrt(2 * sp.pi)))
    )
    slope = (owens_t(1, 2 + sp.Rational(1, 10**8)) - owens_t(1, 2)) * 10**8
    assert abs(sp.N(slope, 20) - sp.N(owens_t(1, x).diff(x).subs(x, 2), 20)) < 1e-7
