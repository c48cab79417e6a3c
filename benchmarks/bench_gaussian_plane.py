"""Gaussian laws of the plane and products of two laws under ReLU layers: parts, moments, probabilities.

Run: python benchmarks/bench_gaussian_plane.py [--quick]
CPU seconds in one process; each law is made anew for each question.
"""

from __future__ import annotations

import argparse
from typing import Any

import sympy as sp
from bench_vector_laws import ABOVE, BOTH, network, sampled
from measure import cpu, holds, ms, table

from symrelu import Layer, exponential, laplace, normal, product, push, uniform

SECOND = 1.0


def standard() -> Any:
    return normal([0, 0], [[1, 0], [0, 1]])


def one_layer(quick: bool) -> None:
    """relu(WX) of rank two for the laws that are carried; the Gaussian values beside what is known."""
    layer = Layer([[1, 2], [3, -1]], [0, 0])
    sources = {
        "N(0, I)": standard(),
        "two exponentials": product(exponential(1), exponential(2)),
        "two Laplace laws": product(laplace(0, 1), laplace(1, 2)),
        "normal, exponential": product(normal(0, 1), exponential(1)),
        "normal, uniform": product(normal(0, 1), uniform(-1, 1)),
    }
    rows = []
    repeat = 1 if quick else 3
    for name, source in sources.items():
        whole, parts = cpu(lambda s=source: push(layer, s).parts(), repeat)
        moments, _ = cpu(lambda s=source: push(layer, s).covariance(), repeat)
        both, value = cpu(lambda s=source: push(layer, s).prob(BOTH), repeat)
        worst = holds(max(whole, moments, both), SECOND)
        rows.append([name, len(parts), ms(whole), ms(moments), ms(both), str(sp.N(value, 15)), worst])
    head = ["relu(WX)", "parts", "all parts", "mean, covariance", "P(both > 1)", "value"]
    table([*head, "under a second"], rows)


def networks(quick: bool) -> None:
    """Networks 2-n-n-2 on N(0, I): cells, a probability, means, all parts."""
    rows = []
    for n, seed in ((4, 0),) if quick else ((4, 0), (8, 4)):
        net = network(seed, (2, n, n, 2))
        cut, law = cpu(lambda f=net: _cells(push(f, standard())), 1)
        chance, value = cpu(lambda f=net: push(f, standard()).prob(ABOVE), 1)
        mean, _ = cpu(lambda f=net: push(f, standard()).mean(), 1)
        # Densities on one line are cut at every corner of every cell.
        whole, parts = cpu(lambda f=net: push(f, standard()).parts(), 1)
        cells = len(law._images.images)
        rows.append([f"2-{n}-{n}-2", cells, ms(cut), ms(chance), sampled(law, value), ms(mean),
                     len(parts), ms(whole)])  # fmt: skip
    head = ["network", "cells", "cells made", "P(y1 > y2 + 1/16)", "off samples by", "mean", "parts"]
    table([*head, "all parts"], rows)


def _cells(law: Any) -> Any:
    if not law._images.images and not law._images.atoms:
        raise ValueError("a law without parts")
    return law


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes, fewer runs")
    quick = parser.parse_args().quick
    one_layer(quick)
    networks(quick)


if __name__ == "__main__":
    main()
