"""Random small worlds: laws with few atoms (some masses 0), step functions, broken lines, poles, matrices."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise, product
from random import Random
from typing import Any

from symrelu.terms.sorts import SEQ
from tests.kernel.evaluate import JUNK, FiniteLaw, Point, World

HALVES = [Fraction(k, 2) for k in range(-9, 10)]
CUTS = [Fraction(k, 4) for k in range(-40, 41)]
CUBE = [Point([Fraction(v) for v in values]) for values in product((-1, 0, 1), repeat=3)]
SMALL = [Fraction(k, 2) for k in range(-4, 5)]


def world(**values: Any) -> World:
    """A world on the standard grid."""
    return World(values, reals=list(HALVES), naturals=4, seqs=list(CUBE), cuts=list(CUTS))


def cell(x: Any) -> tuple[int, bool]:
    """The cell of the real line: an integer, or an open interval between two, constant beyond -4 and 4."""
    x = min(max(x, Fraction(-9, 2)), Fraction(9, 2))
    k = math.floor(x)
    return k, x == k


def step(rng: Random, values: list[Any]) -> Callable[[Any], Any]:
    """A step function on the cells."""
    table = {(k, whole): rng.choice(values) for k in range(-5, 6) for whole in (True, False)}
    return lambda x: table[cell(x)]


def broken(rng: Random, values: list[Any]) -> Callable[[Any], Any]:
    """A broken line with kinks at integers, constant beyond -4 and 4."""
    table = [rng.choice(values) for _ in range(9)]

    def f(x: Any) -> Any:
        x = min(max(x, Fraction(-4)), Fraction(4))
        k = min(math.floor(x), 3)
        return table[k + 4] + (x - k) * (table[k + 5] - table[k + 4])

    return f


def pole(rng: Random) -> Callable[[Any], Any]:
    """A step function with infinitely many steps, about |x - p|^-2 near an integer p; not integrable."""
    at, sign = Fraction(rng.choice((-1, 0, 1))), rng.choice((1, -1))

    def f(x: Any) -> Any:
        far = abs(x - at)
        if far == 0 or far >= 1:
            return sign * JUNK if far == 0 else Fraction(0)
        return Fraction(sign * 4 ** max(0, math.floor(1 / far).bit_length()))

    return f


def real_map(rng: Random) -> Callable[[Any], Any]:
    """R to R."""
    slope, shift = rng.choice(SMALL), rng.choice(SMALL)
    line = lambda x: slope * x + shift  # noqa: E731
    return rng.choice((step(rng, SMALL), broken(rng, SMALL), line))


def seq_map(rng: Random) -> Callable[[Any], Any]:
    """Seq to R, of the coordinates 0 to 2."""
    c = [Fraction(rng.choice((-1, 0, 0, 1))) for _ in range(3)]
    outer = rng.choice((real_map(rng), lambda x: x))
    return lambda z: outer(sum((c[i] * z(i) for i in range(3)), Fraction(0)))


def to_real(rng: Random, space: Any) -> Callable[[Any], Any]:
    """A function on the space with real values."""
    return real_map(rng) if space == "R" else seq_map(rng)


def map_between(rng: Random, source: Any, target: Any) -> Callable[[Any], Any]:
    """A map from one space to another."""
    if target == "R":
        return to_real(rng, source)
    parts = [to_real(rng, source) for _ in range(3)]
    return lambda x: Point([f(x) for f in parts])


def event(rng: Random, space: Any) -> Callable[[Any], bool]:
    """An event: a union of cells, or of products of cells; often everything."""
    kind = rng.random()
    if kind < 0.15:
        return lambda x: True
    if kind < 0.25:
        return lambda x: False
    parts = [step(rng, [True, True, False]) for _ in range(3)]
    return parts[0] if space == "R" else lambda z: all(parts[i](z(i)) for i in range(3))


def masses(rng: Random, count: int) -> list[Fraction]:
    """Masses with sum 1, some 0."""
    ends = sorted([0, 6, *[rng.randint(0, 6) for _ in range(count - 1)]])
    return [Fraction(b - a, 6) for a, b in pairwise(ends)]


def place(rng: Random, space: Any) -> Any:
    """A point of the space, on the grid."""
    return rng.choice(SMALL) if space == "R" else rng.choice(CUBE)


def law(rng: Random, space: Any) -> FiniteLaw:
    """A law with one to three atoms."""
    count = rng.randint(1, 3)
    return FiniteLaw(zip([place(rng, space) for _ in range(count)], masses(rng, count), strict=True))


def listed(values: list[Any], beyond: Any) -> Callable[[Any], Any]:
    """The function on N with values at 1, 2, ..; at 0 and beyond a value that must not matter."""
    return lambda i: values[int(i) - 1] if 1 <= i <= len(values) else beyond


def value(rng: Random, sort: Any) -> Any:
    """A random value of a sort."""
    if sort == "R":
        return rng.choice(SMALL)
    if sort == "N":
        return Fraction(rng.randint(0, 3))
    if sort == SEQ:
        return rng.choice(CUBE)
    if sort[0] == "law":
        return law(rng, sort[1])
    if sort[1] == "N":
        items = [value(rng, sort[2]) for _ in range(5)]
        return lambda k: items[min(int(k), 4)]
    if sort[2] == "B":
        return event(rng, sort[1])
    return map_between(rng, sort[1], sort[2])
