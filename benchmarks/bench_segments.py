"""Exact restriction of deep networks to segments, beside the same breakpoints in floats, and how it grows.

Run: python benchmarks/bench_segments.py [--quick]
"""

from __future__ import annotations

import os
import statistics
import sys
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # CPU seconds of one thread

import numpy as np
from measure import cpu, exponent, holds, ms, say, table, times
from networks import BOX, in_floats, random_network, random_segment, real_networks

from symrelu import Network, Restriction

BOUND = 20.0
SQUARE = [(-3.0, 3.0)] * 2


def float_breakpoints(weights: list[tuple[Any, Any]], start: Any, end: Any) -> Any:
    """The breakpoints in floats, for all pieces at once: a cut wherever a sign changes between the ends."""
    nodes, values = np.array([0.0, 1.0]), np.array([start, end])
    for matrix, bias in weights[:-1]:
        values = values @ matrix + bias
        left, right = values[:-1], values[1:]
        piece, unit = np.nonzero(left * right < 0)
        share = left[piece, unit] / (left[piece, unit] - right[piece, unit])
        fresh = nodes[piece] + share * (nodes[piece + 1] - nodes[piece])
        between = left[piece] + share[:, None] * (right[piece] - left[piece])
        nodes = np.concatenate([nodes, fresh])
        order = np.argsort(nodes, kind="stable")
        nodes, values = nodes[order], np.maximum(np.concatenate([values, between])[order], 0)
    return nodes


def measured(network: Network, bounds: Any, seed: int) -> tuple[Restriction, float, float, float, float]:
    """A restriction; CPU seconds of it, with its maps, and in floats; how far the floats are off."""
    start, end = random_segment(bounds, seed)
    weights = in_floats(network)
    first, last = (np.array([float(c) for c in point]) for point in (start, end))
    network.on_segment(start, end)  # the integers of the network are made once
    rounds = [  # in turn, so that the load of the machine enters both
        (
            cpu(lambda: network.on_segment(start, end), 1),
            cpu(lambda: [float_breakpoints(weights, first, last) for _ in range(10)][-1], 1),
        )
        for _ in range(15)
    ]
    (_, path), (_, nodes) = rounds[-1]
    exact, floats = (statistics.median(pair[side][0] for pair in rounds) for side in (0, 1))
    maps, _ = cpu(lambda: network.on_segment(start, end).maps, 1)
    same = len(nodes) == len(path.nodes)
    apart = max(abs(int(t.p) / int(t.q) - x) for t, x in zip(path.nodes, nodes, strict=False))
    return path, exact, maps, floats / 10, apart if same else float("nan")


def main() -> None:
    quick = "--quick" in sys.argv[1:]
    wanted: list[tuple[str, Network, Any]] = [
        ("2-32-32-2", random_network((2, 32, 32, 2), 1), SQUARE),
        ("2-100-100-100-2", random_network((2, 100, 100, 100, 2), 2), SQUARE),
        ("the same in doubles", random_network((2, 100, 100, 100, 2), 2, single=False), SQUARE),
        *((name, network, BOX) for name, network in real_networks().items()),
    ]
    rows: list[list[object]] = []
    for name, network, bounds in wanted:
        for seed in range(1, 2 if quick else 4):
            path, exact, maps, floats, apart = measured(network, bounds, seed)
            ratio = exact / floats
            row = [name, len(path.breakpoints), ms(exact), ms(maps), ms(floats), times(ratio), f"{apart:.1g}"]
            rows.append([*row, holds(ratio, BOUND)])
    head = ["network", "breakpoints", "exact", "with all maps", "numpy", "exact / numpy", "numpy is off by"]
    table([*head, f"within {BOUND:g}x"], rows)
    growth(quick)


def growth(quick: bool) -> None:
    """Wider networks of one depth: seconds against breakpoints."""
    rows: list[list[object]] = []
    counts: list[float] = []
    seconds: list[float] = []
    for width in (25, 50, 100) if quick else (25, 50, 100, 200, 400):
        network = random_network((2, width, width, width, 2), 3)
        path, exact, _, floats, _ = measured(network, SQUARE, 1)
        counts.append(len(path.breakpoints))
        seconds.append(exact)
        each = ms(exact / len(path))
        rows.append([width, len(path.breakpoints), ms(exact), each, times(exact / floats)])
    table(["width of 2-w-w-w-2", "breakpoints", "exact", "for each piece", "exact / numpy"], rows)
    say(f"Seconds grow like breakpoints^{exponent(counts, seconds):.2f}; weights grow like their square.\n")


if __name__ == "__main__":
    main()
