"""Exact laws on R: one layer, deep stacks of width one, networks; beside fractions written by hand.

Run: python benchmarks/bench_laws.py [--quick]
CPU seconds (median of three), the growth to the line above, the ratio to the hand-written floor.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import statistics
import sys
import time
from bisect import bisect_right
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from symrelu.laws.base import exponential, laplace, normal, student_t, uniform
from symrelu.laws.push import push
from symrelu.model.law import Law
from symrelu.model.network import Layer, Network
from symrelu.terms.symbols import positive, reals

Row = tuple[Fraction, Fraction]


def cpu(action: Callable[[], Any], repeat: int = 3) -> tuple[float, Any]:
    """The median CPU seconds of an action, and its last result."""
    times, result = [], None
    for _ in range(repeat):
        start = time.process_time()
        result = action()
        times.append(time.process_time() - start)
    return statistics.median(times), result


def say(*columns: object) -> None:
    sys.stdout.write(
        "  ".join(f"{c:>12.5f}" if isinstance(c, float) else f"{c!s:>12}" for c in columns) + "\n"
    )


def shape(law: Law) -> tuple[int, int]:
    """The numbers of atoms and of intervals of a law, all of them computed."""
    return len(law.atoms()), len(law.parts())


def one_layer() -> None:
    """relu(2X - 1) for five bases, then with symbols: atoms, densities, distribution function."""
    start = time.process_time()
    reals("x") + 1
    say("SymPy's own first sum", time.process_time() - start)
    say("base", "first", "again")
    w, (b, mu), sigma = positive("w"), reals("b mu"), positive("sigma")
    bases: dict[str, tuple[Any, Callable[[], Law]]] = {
        "normal": (Layer(2, -1), lambda: normal(0, 1)),
        "uniform": (Layer(2, -1), lambda: uniform(0, 1)),
        "exponential": (Layer(2, -1), lambda: exponential(1)),
        "laplace": (Layer(2, -1), lambda: laplace(0, 1)),
        "student_t(3)": (Layer(2, -1), lambda: student_t(3)),
        "symbolic": (Layer(w, b), lambda: normal(mu, sigma)),
        "any sign": (Layer(reals("v"), b), lambda: normal(mu, sigma)),
    }
    for name, (layer, base) in bases.items():

        def law(layer: Any = layer, base: Any = base) -> None:
            image = push(layer, base())
            image.atoms(), image.parts(), image.cdf()

        first, _ = cpu(law, 1)
        again, _ = cpu(law)
        say(name, first, again)


def stack_by_hand(rows: list[Row]) -> tuple[Fraction, Fraction]:
    """The two masses of the stack for x uniform on (0, 1), as clip(a x + c; l, h) with Fractions."""
    a, c = Fraction(1), Fraction(0)
    low, high = Fraction(0), Fraction(1)
    for w, b in rows:
        one, two = w * low + b, w * high + b
        low, high = max(0, min(one, two)), max(0, max(one, two))
        a, c = w * a, w * c + b
    if low == high:
        return Fraction(1), Fraction(0)
    left, right = (low - c) / a, (high - c) / a
    one, two = (min(max(p, Fraction(0)), Fraction(1)) for p in (left, right))
    return (one, 1 - two) if a > 0 else (1 - one, two)


def stacks(quick: bool) -> None:
    """Deep stacks of width one with random rational weights that keep the law from collapsing to a point."""
    say("depth", "by hand", "uniform", "ratio", "normal", "growth")
    before = 0.0
    for depth in (10, 100, 200, 1000) if quick else (10, 100, 200, 1000, 10000):
        generator = random.Random(depth)
        rows = [
            (
                Fraction(generator.randint(7, 11) * generator.choice((1, 1, -1)), 8),
                Fraction(generator.randint(8, 24), 8),
            )
            for _ in range(depth)
        ]
        repeat = 1 if depth > 1000 else 3
        hand, _ = cpu(lambda rows=rows: stack_by_hand(rows), repeat)
        layers = [Layer(w, b) for w, b in rows]

        def pushed(base: Law, layers: list[Layer] = layers) -> tuple[int, int]:
            law = base
            for layer in layers:
                law = push(layer, law)
            return shape(law)

        found, _ = cpu(lambda pushed=pushed: pushed(uniform(0, 1)), repeat)
        gaussian, _ = cpu(lambda pushed=pushed: pushed(normal(0, 1)), repeat)
        say(depth, hand, found, found / hand, gaussian, found / before if before else "")
        before = found


def network(widths: tuple[int, ...], seed: int) -> list[tuple[list[list[Fraction]], list[Fraction]]]:
    generator = random.Random(seed)

    def number() -> Fraction:
        return Fraction(generator.randint(-16, 16), generator.choice((4, 8, 16)))

    return [
        ([[number() for _ in range(m)] for _ in range(n)], [number() for _ in range(n)])
        for m, n in itertools.pairwise(widths)
    ]


def breaks_by_hand(
    layers: list[tuple[list[list[Fraction]], list[Fraction]]], low: Fraction, high: Fraction
) -> list[Fraction]:
    """All breakpoints of a network on [low, high]: the affine map of each cell, cut at each zero."""
    cells = [(low, [(Fraction(1), Fraction(0))])]
    for weights, bias in layers:
        fresh: list[tuple[Fraction, list[Row]]] = []
        ends = [start for start, _ in cells[1:]] + [high]
        for (start, columns), end in zip(cells, ends, strict=True):
            rows = [
                (
                    sum(w * s for w, (s, _) in zip(row, columns, strict=True)),
                    sum((w * o for w, (_, o) in zip(row, columns, strict=True)), b),
                )
                for row, b in zip(weights, bias, strict=True)
            ]
            zeros = sorted({-o / s for s, o in rows if s} | {start})
            cuts = [t for t in zeros[bisect_right(zeros, start) - 1 :] if start <= t < end]
            for t, after in zip(cuts, [*cuts[1:], end], strict=True):
                middle = (t + after) / 2
                fresh.append(
                    (t, [(s, o) if s * middle + o > 0 else (Fraction(0), Fraction(0)) for s, o in rows])
                )
        cells = fresh
    found = [(start, columns[0]) for start, columns in cells]
    return [start for (_, before), (start, columns) in itertools.pairwise(found) if before != columns]


def networks(quick: bool) -> None:
    """Random networks R -> R^n -> ... -> R on Uniform(-2, 2): the whole law, all breakpoints exact."""
    say("widths", "cells", "by hand", "law", "ratio", "us/(cell*n)")
    shapes = (
        [(1, 8, 8, 1), (1, 32, 32, 1), (1, 64, 64, 1)]
        if quick
        else [(1, 8, 8, 1), (1, 32, 32, 1), (1, 64, 64, 1), (1, 100, 100, 1), (1, 100, 100, 100, 1)]
    )
    for widths in shapes:
        layers = network(widths, 3)
        large = max(widths) >= 64
        hand, breaks = cpu(
            lambda layers=layers: breaks_by_hand(layers, Fraction(-2), Fraction(2)), 1 if large else 3
        )
        net = Network([Layer(W, b) for W, b in layers])

        def law(net: Network = net) -> Law:
            image = push(net, uniform(-2, 2))
            shape(image)
            return image

        found, image = cpu(law, 1 if large else 3)
        cells = sum(len(one.branches) + len(one.atoms) for _, one in image._resolved)
        work = (len(breaks) + 1) * sum(widths)
        say("-".join(map(str, widths)), cells, hand, found, found / hand, found / work * 1e6)
    say("memory MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    one_layer()
    stacks(quick)
    networks(quick)


if __name__ == "__main__":
    main()
