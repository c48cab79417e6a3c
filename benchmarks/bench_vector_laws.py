"""Laws on R^d under ReLU layers: the uniform square under rank two and rank one, and networks 2-n-n-2.

Run: python benchmarks/bench_vector_laws.py [--quick]
CPU seconds in one process; each law is made anew for each question. `by hand` clips polygons of fractions.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import sympy as sp
from measure import cpu, exponent, holds, ms, process, say, table, times

from symrelu import Layer, Network, along, normal, points, push, reals, uniform_box

y1, y2 = reals("y1 y2")
BOTH = sp.And(y1 > 1, y2 > 1)
ABOVE = y1 > y2 + sp.Rational(1, 16)
SECOND = 1.0
LIMIT = 60
STATS = """
import sympy as sp
from sympy.stats import P, Uniform
x, z = Uniform("x", -1, 1), Uniform("z", -1, 1)
print(P(sp.And(sp.Max(0, {0}*x + {1}*z) > 1, sp.Max(0, {2}*x + {3}*z) > 1)))
"""
Pair = tuple[Fraction, Fraction]


def clipped(polygon: list[Pair], a: Pair, c: Fraction) -> list[Pair]:
    """The part of a convex polygon with a.x >= c."""
    heights = [a[0] * x + a[1] * y - c for x, y in polygon]
    found: list[Pair] = []
    for i, (p, h) in enumerate(zip(polygon, heights, strict=True)):
        q, k = polygon[i - 1], heights[i - 1]
        if (h > 0) != (k > 0) and h != k:
            t = k / (k - h)
            found.append((q[0] + t * (p[0] - q[0]), q[1] + t * (p[1] - q[1])))
        if h > 0:
            found.append(p)
    return found


def area(polygon: list[Pair]) -> Fraction:
    """The area of a convex polygon."""
    pairs = ((polygon[i - 1], polygon[i]) for i in range(len(polygon)))
    return abs(sum((p[0] * q[1] - p[1] * q[0] for p, q in pairs), Fraction(0))) / 2


def by_hand(rows: Sequence[Sequence[int]]) -> Fraction:
    """P(both > 1) for the uniform square, by two cuts."""
    one = Fraction(1)
    polygon = [(-one, -one), (one, -one), (one, one), (-one, one)]
    for row in rows:
        polygon = clipped(polygon, (Fraction(row[0]), Fraction(row[1])), one)
    return area(polygon) / 4


def network(seed: int, widths: Sequence[int], last: str = "relu") -> Network:
    """Weights k/8, from a seed."""
    generator = random.Random(seed)

    def layer(n: int, m: int, activation: str) -> Layer:
        rows = [[sp.Rational(generator.randint(-8, 8), 8) for _ in range(n)] for _ in range(m)]
        return Layer(rows, [sp.Rational(generator.randint(-8, 8), 8) for _ in range(m)], activation)

    pairs = list(pairwise(widths))
    return Network([*(layer(n, m, "relu") for n, m in pairs[:-1]), layer(*pairs[-1], last)])


def square() -> Any:
    return uniform_box([(-1, 1), (-1, 1)])


def sampled(law: Any, exact: Any, samples: int = 200_000) -> str:
    """How far the exact P(y1 > y2 + 1/16) is from an estimate, in standard errors."""
    drawn = law.sample(samples, 1)
    inside = drawn[:, 0] > drawn[:, 1] + 1 / 16
    deviation = max(float(np.sqrt(float(exact) * (1 - float(exact)) / samples)), 1 / samples)
    return f"{abs(float(inside.mean()) - float(exact)) / deviation:.1f} s.e."


def one_layer(quick: bool) -> None:
    """The two examples of the plane, beside fractions by hand and sympy.stats."""
    rows = []
    for name, W in (("rank two", [[1, 2], [3, -1]]), ("rank one", [[1, 2], [2, 4]])):
        layer = Layer(W, [0, 0])
        repeat = 3 if quick else 7
        all_parts, parts = cpu(lambda f=layer: push(f, square()).parts(), repeat)
        both, value = cpu(lambda f=layer: push(f, square()).prob(BOTH), repeat)
        moments, _ = cpu(lambda f=layer: push(f, square()).covariance(), repeat)
        floor, wanted = cpu(lambda w=W: {by_hand(w) for _ in range(100)}, repeat)
        right = "exact" if wanted == {Fraction(value.p, value.q)} else "WRONG"
        worst = max(all_parts, both, moments)
        rows.append(
            [name, len(parts), ms(all_parts), ms(moments), ms(both), f"{value} {right}", ms(floor / 100),
             times(both / (floor / 100)), holds(worst, SECOND)]
        )  # fmt: skip
    head = ["relu(WX), uniform square", "parts", "all parts", "mean, covariance", "P(both > 1)", "value"]
    table([*head, "by hand", "P / by hand", "under a second"], rows)
    answers = []
    for name, W in (("rank two", [[1, 2], [3, -1]]), ("rank one", [[1, 2], [2, 4]])):
        program = STATS.format(*(w for row in W for w in row))
        bounded = ["sh", "-c", f'ulimit -t {LIMIT}; exec "$@"', "sh", sys.executable, "-c", program]
        ran = process(bounded, 1, 0)
        lines = (ran.out or ran.err).strip().splitlines()
        said = "no answer in time" if ran.median >= LIMIT - 1 else lines[-1][:60] if lines else "nothing"
        answers.append([name, str(sp.S(by_hand(W))), said, ms(ran.median)])
    table(["sympy.stats", "P(both > 1)", "it says", "CPU of its process"], answers)


def networks(quick: bool) -> None:
    """Networks on the square: cells, all parts, moments, a probability; growth with the width."""
    widths = (4, 8, 12) if quick else (4, 8, 12, 16)
    rows, sizes, spent = [], [], []
    seeds = {4: 0, 8: 4, 12: 11, 16: 11}
    for n in widths:
        for last in ("relu", "identity"):
            net = network(1 if last == "identity" else seeds[n], (2, n, n, 2), last)
            cut, law = cpu(lambda f=net: _cells(push(f, square())), 1)
            whole, parts = cpu(lambda f=net: push(f, square()).parts(), 1)
            moments, _ = cpu(lambda f=net: push(f, square()).covariance(), 1)
            chance, value = cpu(lambda f=net: push(f, square()).prob(ABOVE), 1)
            cells = len(law._images.images)
            kept = holds(max(whole, moments, chance), SECOND) if n == 8 else "-"
            rows.append(
                [f"2-{n}-{n}-2, {last}", cells, ms(cut), len(parts), ms(whole), ms(moments), ms(chance),
                 sampled(law, value), kept]
            )  # fmt: skip
            if last == "identity":
                sizes.append(cells)
                spent.append(cut)
    head = ["network", "cells", "cells made", "parts", "all parts", "mean, covariance", "P(y1 > y2 + 1/16)"]
    table([*head, "off samples by", "under a second"], rows)
    say(f"Cells: time grows like their number to the power {exponent(sizes, spent):.2f}.\n")


def _cells(law: Any) -> Any:
    if not law._images.images and not law._images.atoms:
        raise ValueError("a law without parts")
    return law


def other_sources(quick: bool) -> None:
    """Points and laws on lines through a network 2-32-32-2; the cube of R^3 under projections."""
    net = network(2, (2, 32, 32, 2))
    many = [(sp.Rational(i, 7), sp.Rational(-i, 11)) for i in range(20 if quick else 200)]
    cases: list[tuple[str, Callable[[], Any]]] = [
        (f"{len(many)} points, 2-32-32-2", lambda: push(net, points(many))),
        ("normal law on a line, 2-32-32-2", lambda: push(net, along(normal(0, 1), (0, 0), (1, 1)))),
        ("cube of R^3, 3-6-6-2", lambda: push(network(1, (3, 6, 6, 2)), uniform_box([(-1, 1)] * 3))),
        ("cube of R^4, 4-5-2", lambda: push(network(1, (4, 5, 2)), uniform_box([(-1, 1)] * 4))),
    ]
    rows = []
    for name, make in cases:
        whole, parts = cpu(lambda m=make: m().parts(), 1)
        moments, _ = cpu(lambda m=make: m().mean(), 1)
        rows.append([name, len(parts), ms(whole), ms(moments)])
    table(["law", "parts", "all parts", "mean"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes, fewer runs")
    quick = parser.parse_args().quick
    one_layer(quick)
    networks(quick)
    other_sources(quick)


if __name__ == "__main__":
    main()
