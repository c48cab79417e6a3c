"""Exact linear regions: how many in a second, beside an enumeration by z3, and how it grows.

Run: python benchmarks/bench_regions.py [--quick]
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import z3
from measure import cpu, exponent, holds, ms, say, table, times
from networks import random_network

from symrelu import Network, Polyhedron

BOUND = 50.0
CASES = ((2, 10, 10, 1), (2, 32, 32, 1), (3, 10, 10, 1), (4, 8, 8, 1))


def box(dim: int) -> Polyhedron:
    return Polyhedron.box([(-1, 1)] * dim)


def z3_patterns(network: Network, seconds: float) -> Iterator[tuple[bool, ...]]:
    """The patterns on the box: a model, its pattern, a clause against it, again; () if a check takes long."""
    solver = z3.SolverFor("QF_LRA")
    solver.set("timeout", int(2000 * seconds))
    values: list[Any] = [z3.Real(f"x{i}") for i in range(network.widths[0])]
    for x in values:
        solver.add(x > -1, x < 1)
    active: list[Any] = []
    for depth, layer in enumerate(network.layers[:-1]):
        after: list[Any] = []
        for i, (row, bias) in enumerate(zip(layer.weights, layer.bias, strict=True)):
            terms = [z3.Q(int(w.p), int(w.q)) * v for w, v in zip(row, values, strict=True)]
            total = z3.Sum(terms) + z3.Q(int(bias.p), int(bias.q))
            flag, unit = z3.Bool(f"p{depth}_{i}"), z3.Real(f"h{depth}_{i}")
            solver.add(z3.Implies(flag, z3.And(total > 0, unit == total)))
            solver.add(z3.Implies(z3.Not(flag), z3.And(total < 0, unit == 0)))
            active.append(flag)
            after.append(unit)
        values = after
    while (answer := solver.check()) == z3.sat:
        model = solver.model()
        pattern = tuple(z3.is_true(model[flag]) for flag in active)
        yield pattern
        solver.add(z3.Or([z3.Not(f) if on else f for f, on in zip(active, pattern, strict=True)]))
    if answer == z3.unknown:
        yield ()


def rate_of_z3(network: Network, seconds: float) -> tuple[int, float, bool]:
    """Patterns found, the CPU seconds that they took, and whether these are all."""
    start = time.process_time()
    found = 0
    for pattern in z3_patterns(network, seconds):
        found += bool(pattern)
        if not pattern or time.process_time() - start > seconds:
            return found, time.process_time() - start, False
    return found, time.process_time() - start, True


def main() -> None:
    quick = "--quick" in sys.argv[1:]
    rows: list[list[object]] = []
    for widths in CASES[:1] if quick else CASES:
        network = random_network(widths, 1)
        seconds, cells = cpu(lambda n=network: list(n.cells(box(n.widths[0]))), 3)
        texts, _ = cpu(lambda c=cells: [cell.to_json() for cell in c], 1)
        count, theirs, complete = rate_of_z3(network, 4 if quick else 8)
        ratio = (theirs / max(count, 1)) / (seconds / len(cells))
        agree = "-" if not complete else "yes" if count == len(cells) else "NO"
        said = f"{count}{'' if complete else ' of them'} in {theirs:.3g} s"
        row = [
            "-".join(map(str, widths)),
            len(cells),
            ms(seconds),
            round(len(cells) / seconds),
            ms(texts),
            said,
        ]
        rows.append([*row, agree, ("" if count else "above ") + times(ratio), holds(BOUND, ratio)])
    head = ["network", "regions", "CPU", "in a second", "rows, maps and points as text", "z3"]
    table([*head, "as many", "z3 / ours, for each region", f"at least {BOUND:g}x"], rows)
    growth(quick)
    memory()


def growth(quick: bool) -> None:
    """Wider networks on the square: seconds against regions."""
    rows: list[list[object]] = []
    counts: list[float] = []
    times_: list[float] = []
    for width in (8, 16) if quick else (8, 16, 32, 64):
        network = random_network((2, width, width, 1), 2)
        seconds, count = cpu(lambda n=network: sum(1 for _ in n.cells(box(2))), 1)
        counts.append(count)
        times_.append(seconds)
        rows.append([width, count, ms(seconds), round(count / seconds)])
    table(["width of 2-w-w-1", "regions", "CPU", "in a second"], rows)
    say(f"Seconds grow like regions^{exponent(counts, times_):.2f}.\n")


def memory() -> None:
    """The peak of what Python holds while the regions stream by."""
    network = random_network((3, 20, 1), 3)
    rows: list[list[object]] = []
    for limit in (200, 600, 1200):
        tracemalloc.start()
        for count, _ in enumerate(network.cells(box(3)), start=1):
            if count == limit:
                break
        rows.append([count, f"{tracemalloc.get_traced_memory()[1] / 2**20:.2f} MB"])
        tracemalloc.stop()
    table(["regions of 3-20-1 that went by", "peak"], rows)


if __name__ == "__main__":
    main()
