"""Chains of hinges and what their laws show, in exact numbers and by independent code."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations, pairwise

import pytest

Point = tuple[Fraction, Fraction]
Atoms = list[tuple[Point, Fraction]]
Numbers = list[Fraction]


def relu(x: Fraction) -> Fraction:
    return max(x, Fraction(0))


def hinge(q: Fraction, k: Fraction, point: Point) -> Point:
    """The layer with rows (1, 0), (-k, 1) and bias (0, k q)."""
    x, y = point
    return relu(x), relu(y - k * x + k * q)


def chain(q: Numbers, kappa: Numbers, t: Fraction) -> Point:
    point = (t, Fraction(0))
    for place, slope in zip(q, kappa, strict=True):
        point = hinge(place, slope, point)
    return point


def height(q: Numbers, kappa: Numbers, t: Fraction) -> Fraction:
    return sum((k * relu(c - t) for c, k in zip(q, kappa, strict=True)), Fraction(0))


def rational(rng: random.Random, most: int, parts: int = 8) -> Fraction:
    return Fraction(rng.randint(0, most * parts), parts)


@pytest.mark.parametrize("seed", range(10))
def test_the_layers_make_the_sum(seed: int) -> None:
    rng = random.Random(seed)
    count = rng.randint(1, 6)
    q = sorted(rational(rng, 4) for _ in range(count))
    kappa = [rational(rng, 3) for _ in range(count)]
    for _ in range(20):
        t = rational(rng, 6)
        assert chain(q, kappa, t) == (t, height(q, kappa, t))
    for k, vertex in enumerate(q):
        ahead = sum(kappa[j] * (q[j] - vertex) for j in range(k + 1, count))
        assert height(q, kappa, vertex) == ahead


def test_the_wrong_order_misses_the_sum() -> None:
    q, kappa, t = [Fraction(1), Fraction(1, 2)], [Fraction(1), Fraction(1)], Fraction(3, 4)
    assert height(q, kappa, t) == Fraction(1, 4)
    assert chain(q, kappa, t) == (t, 0)


# ---- readings -------------------------------------------------------------------------------------


def hat(r: Fraction, x: Fraction, t: Fraction) -> Fraction:
    return min(r, relu(r - abs(t - x)))


def reading(law: Atoms, x: Fraction, r: Fraction, top: Fraction) -> Fraction:
    return sum((w * hat(r, x, t) * min(top, relu(y)) for (t, y), w in law), Fraction(0))


def prokhorov(mu: Atoms, nu: Atoms) -> Fraction:
    """The distance of two finite laws in the plane by its definition, over all sets of atoms."""

    def far(a: Point, b: Point) -> Fraction:
        return max(abs(a[0] - b[0]), abs(a[1] - b[1]))

    def excess(r: Fraction) -> Fraction:
        best = Fraction(0)
        for size in range(1, len(mu) + 1):
            for chosen in combinations(mu, size):
                reached = sum(v for y, v in nu if any(far(x, y) <= r for x, _ in chosen))
                best = max(best, sum(u for _, u in chosen) - reached)
        return best

    radii = sorted({Fraction(0), *(far(x, y) for x, _ in mu for y, _ in nu)})
    return min(max(r, excess(r)) for r in radii)


class Setting:
    """A finite law on a ray, hinges behind its first points, and room for hats."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        self.count = rng.randint(1, 4)
        extra = rng.randint(0, 2)
        places: Numbers = [rational(rng, 1)]
        while len(places) < self.count + extra:
            places.append(places[-1] + Fraction(rng.randint(2, 9), 4))
        shares = [Fraction(rng.randint(1, 7)) for _ in places]
        self.law = [(t, share / sum(shares)) for t, share in zip(places, shares, strict=True)]
        self.s = places[: self.count]
        gaps = [b - a for a, b in pairwise(places)]
        self.r = min([*gaps, Fraction(2)]) / 3
        self.q = [x + self.r for x in self.s]
        self.top = self.count * self.q[-1]
        self.rng = rng

    def slopes(self) -> Numbers:
        return [rational(self.rng, 1, 4) for _ in range(self.count)]

    def member(self, kappa: Numbers) -> Atoms:
        return [(chain(self.q, kappa, t), w) for t, w in self.law]

    def matrix(self) -> list[Numbers]:
        return [
            [sum((w * hat(self.r, x, t) * relu(c - t) for t, w in self.law), Fraction(0)) for c in self.q]
            for x in self.s
        ]


@pytest.mark.parametrize("seed", range(12))
def test_readings_are_linear_with_a_triangular_matrix(seed: int) -> None:
    setting = Setting(seed)
    matrix, count = setting.matrix(), setting.count
    assert all(matrix[k][k] > 0 for k in range(count))
    assert all(matrix[k][j] == 0 for k in range(count) for j in range(k))
    kappa = setting.slopes()
    law = setting.member(kappa)
    for x, row in zip(setting.s, matrix, strict=True):
        value = sum(m * k for m, k in zip(row, kappa, strict=True))
        assert reading(law, x, setting.r, setting.top) == value


@pytest.mark.parametrize("seed", range(8))
def test_readings_differ_no_more_than_the_theorem_allows(seed: int) -> None:
    setting = Setting(seed)
    first, second = setting.member(setting.slopes()), setting.member(setting.slopes())
    r, top = setting.r, setting.top
    bound = (r + top + r * top) * prokhorov(first, second)
    for x in setting.s:
        assert abs(reading(first, x, r, top) - reading(second, x, r, top)) <= bound


@pytest.mark.parametrize("seed", range(6))
def test_triangular_systems_are_solved_with_the_constant_of_the_proof(seed: int) -> None:
    """K grows with each unknown to K (1 + B/a) + 1/a, B the sum of its column, a its diagonal entry."""
    rng = random.Random(seed)
    count = rng.randint(1, 5)

    def entry(k: int, j: int) -> Fraction:
        return Fraction(0 if j < k else rng.randint(1, 9) if j == k else rng.randint(-9, 9), 4)

    matrix = [[entry(k, j) for j in range(count)] for k in range(count)]
    constant = Fraction(0)
    for n in range(count):
        largest = sum((abs(matrix[k][n]) for k in range(n)), Fraction(0))
        constant = constant * (1 + largest / matrix[n][n]) + 1 / matrix[n][n]
    for _ in range(20):
        v = [Fraction(rng.randint(-8, 8), 3) for _ in range(count)]
        image = max(abs(sum(m * x for m, x in zip(row, v, strict=True))) for row in matrix)
        assert max(map(abs, v)) <= constant * image
