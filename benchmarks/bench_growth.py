"""How time and memory grow: deep stacks of width one, and networks R -> R^n -> ... -> R.

Run: python benchmarks/bench_growth.py [--quick] [--peers FOLDER]
Each network runs in a process of its own, which tells its peak memory.
"""

from __future__ import annotations

import itertools
import json
import resource
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

from bench_laws import breaks_by_hand, network
from bench_one_layer import PEERS, arguments, ask
from measure import cpu, exponent, holds, ms, process, say, table, times
from sympy import sympify
from tasks import line_by_hand, rows_of

MEMORY = 500
LAST = 2**20  # the last bias: the output is positive, so that its relu hides no breakpoint


def stack_floor(depth: int) -> Any:
    """The law over Uniform(-1, 1) with fractions: the clip, its two masses, P(Y <= middle)."""
    a, c, low, high = line_by_hand(rows_of(depth), Fraction(-1), Fraction(1))
    if low is None or high is None or a == 0:
        raise ArithmeticError("the stack is constant")
    shares = [
        min(max(((y - c) / a + 1) / 2, Fraction(0)), Fraction(1)) for y in (low, (low + high) / 2, high)
    ]
    return shares[1] if a > 0 else 1 - shares[1]


def stacks(quick: bool) -> None:
    """Growth with the depth; the growth of the numbers themselves is shown beside it."""
    from symrelu.laws.base import normal, uniform
    from symrelu.laws.push import push
    from symrelu.model.network import Layer

    depths = (10, 100, 200, 1000) if quick else (10, 100, 200, 1000, 10000)
    rows, found = [], {"hand": [], "uniform": [], "normal": []}
    bases = {"uniform": uniform(-1, 1), "normal": normal(0, 1)}
    for base in bases.values():
        base.atoms(), base.parts(), push(Layer(2, -1), base).parts()
    for depth in depths:
        layers = [Layer(w, b) for w, b in rows_of(depth)]

        def law(base: Any, layers: Any = layers) -> Any:
            for layer in layers:
                base = push(layer, base)
            return base.atoms(), base.parts()

        repeat = 3 if depth > 1000 else 5
        hand, _ = cpu(lambda d=depth: stack_floor(d), repeat)
        one, (_, parts) = cpu(lambda: law(bases["uniform"]), repeat)
        two, _ = cpu(lambda: law(bases["normal"]), repeat)
        bits = max(map(_bits, parts))
        for name, seconds in zip(found, (hand, one, two), strict=True):
            found[name].append(seconds)
        rows.append([depth, bits, ms(hand), ms(one), times(one / hand), ms(two), times(two / hand)])
    head = ["layers", "bits of a number", "by hand", "uniform", "/ by hand", "normal", "/ by hand"]
    table(head, rows)
    tail = [(name, exponent(depths, t), exponent(depths[-2:], t[-2:])) for name, t in found.items()]
    table(["growth exponent", f"{depths[0]} to {depths[-1]} layers", f"{depths[-2]} to {depths[-1]}"], tail)
    at = depths.index(200)
    worst = max(found["uniform"][at], found["normal"][at])
    say(f"200 layers within 100 ms: {holds(worst, 0.1)} ({ms(worst)})\n")


def _bits(part: Any) -> int:
    """The length of the longest number in an interval and its (constant) density."""
    values = [*getattr(part, "support", ()), getattr(part, "density", 0)]
    rational = [value for value in map(sympify, values) if value.is_Rational]
    return max(int(n).bit_length() for value in rational for n in (value.p, value.q))


def stack_peers(quick: bool, folder: Path) -> None:
    """The same stacks in PaCAL and SPPL: P(Y <= middle of the range), first answer after import."""
    rows = []
    for base, depth in itertools.product(("uniform", "normal"), (3, 5) if quick else (3, 5, 10, 50)):
        task = f"stack:{base}:{depth}"
        ours = ask(Path(sys.executable), "ours.py", task, 60)
        for name, title in PEERS.items():
            answer = ask(folder / name / "bin" / "python", f"{name}_laws.py", task, 60)
            if "says" in answer:
                rows.append([task, title, answer["says"], "-", ms(ours["first"]), "-"])
                continue
            right = "float" if abs(answer["cdf"] - ours["cdf"]) < 1e-9 else "WRONG"
            ratio = times(answer["first"] / ours["first"])
            rows.append([task, title, right, ms(answer["first"]), ms(ours["first"]), ratio])
    table(["stack", "peer", "answer", "peer's first", "ours", "ratio"], rows)


def layers_of(widths: tuple[int, ...]) -> Any:
    """Random rational weights; the last bias lifts the output above 0."""
    layers = network(widths, 3)
    weights, bias = layers[-1]
    return [*layers[:-1], (weights, [b + LAST for b in bias])]


def one_network(widths: tuple[int, ...], repeat: int) -> None:
    """In a process of its own: the whole law under Uniform(-2, 2), with SymPy warm."""
    from symrelu.laws.base import uniform
    from symrelu.laws.push import push
    from symrelu.model.network import Layer, Network

    push(Layer(2, -1), uniform(-2, 2)).parts()
    net = Network([Layer(W, b) for W, b in layers_of(widths)])

    def law() -> Any:
        image = push(net, uniform(-2, 2))
        image.atoms(), image.parts()
        return image

    cells, image = cpu(lambda: push(net, uniform(-2, 2))._resolved, repeat)
    pieces = sum(len(one.branches) + len(one.atoms) for _, one in image)
    seconds, _ = cpu(law, repeat)
    sys.stdout.write(json.dumps({"cells": cells, "law": seconds, "pieces": pieces, "MB": peak()}))


def peak() -> float:
    """The peak memory of this process in megabytes; the account of a child would start with its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        return (
            next(int(t.split()[1]) for t in status.read_text().splitlines() if t.startswith("VmHWM")) / 1024
        )
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def networks(quick: bool) -> None:
    """Time over breakpoints times width, memory, and fractions by hand on the same network."""
    shapes = [(1, 8, 8, 1), (1, 32, 32, 1), (1, 64, 64, 1)]
    if not quick:
        shapes += [(1, 100, 100, 1), (1, 100, 100, 100, 1)]
    rows, worst = [], 0.0
    small = 0.0
    for widths in shapes:
        name = "-".join(map(str, widths))
        start = time.process_time()
        breaks = breaks_by_hand(layers_of(widths), Fraction(-2), Fraction(2))
        hand = time.process_time() - start
        ran = process([sys.executable, __file__, "--network", name, "3"], 1, 0)
        told = json.loads(ran.out)
        if told["pieces"] < len(breaks) + 1:
            raise ArithmeticError(f"{name}: {told['pieces']} pieces, {len(breaks)} breakpoints by hand")
        unit = told["cells"] / (len(breaks) * sum(widths[1:-1]))
        worst, small = max(worst, told["MB"]), small or told["law"]
        both = [ms(told["cells"]), ms(told["law"]), f"{unit * 1e6:.3g}"]
        rows.append([name, len(breaks), ms(hand), *both, times(told["law"] / hand), f"{told['MB']:.0f}"])
    head = ["widths", "breakpoints", "by hand", "cells", "law", "us / (breakpoint x neuron)"]
    table([*head, "law / by hand", "peak MB"], rows)
    say(f"1-8-8-1 within 100 ms: {holds(small, 0.1)} ({ms(small)})")
    say(f"memory below {MEMORY} MB: {holds(worst, MEMORY)} ({worst:.0f} MB)\n")


def main() -> None:
    if "--network" in sys.argv:
        widths = tuple(map(int, sys.argv[2].split("-")))
        one_network(widths, int(sys.argv[3]))
        return
    quick, folder = arguments(__doc__)
    stacks(quick)
    stack_peers(quick, folder)
    networks(quick)


if __name__ == "__main__":
    main()
