"""Equivalent kernels: closed forms after import, arc-cosine orders, 10^4 pairs at once, chains through depth.

Run: python benchmarks/bench_kernels.py [--quick] [--peers FOLDER]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from measure import cpu, holds, ms, say, table, times

HERE = Path(__file__).resolve().parent / "peers"
ONE = """
import sys, time
import sympy as sp
from symrelu import *
R, t, r = sp.Rational, reals("t"), positive("r")
nu, m, a = positive("nu"), naturals("m"), reals("a")
nu + m * sp.sqrt(2)  # at its first sum SymPy loads parts of itself
start = time.process_time()
value = equivalent_kernel({arguments})
text = str(value)
sys.stdout.write(f"{{time.process_time() - start}} {{text[:60]}}")
"""
CLOSED = {
    "ReLU, normal, R^3": '"relu", Weights.gaussian(), (1, 2, 2), (2, -1, 2)',
    "ReLU, t with nu": '"relu", Weights.student_t(nu), (1, 0), (1, 1)',
    "leaky ReLU a, sphere in R^m": '"leaky_relu", Weights.sphere(), dim=m, slope=a).at_angle(',
    "relu(t)^3, ball": "relu(t)**3, Weights.ball(), (1, 2, 2), (2, -1, 2)",
    "two slopes, shell": "Homogeneous.two_slope(3, -2), Weights.shell(1, 2), (1, 0), (1, 1)",
    "ReLU, exp(-r^3)": '"relu", Weights.generalised_normal(3), (1, 0), (1, 1)',
    "ReLU, density exp(-r)": '"relu", Weights.radial(sp.exp(-r), r, (0, sp.oo)), (1, 0), (1, 1)',
    "step, Cauchy": '"step", Weights.cauchy(), (1, 0), (1, 1)',
    "ReLU, uniform square": '"relu", Weights.independent(uniform(-1, 1)), (1, 0), (2, 1)',
    "ReLU, Laplace and uniform": '"relu", Weights.independent(laplace(1, 1), uniform(0, 1)), (1, 2), (2, 1)',
    "ReLU, Laplace in R^4": '"relu", Weights.independent(laplace(0, 1)), (1, 2, 3, 1), (2, 1, 1, 0)',
    "ReLU, normal around a mean": '"relu", normal([1, 2], [[2, 1], [1, 1]]), (1, 0), (1, 1)',
    "ReLU, signs in R^60": '"relu", Weights.independent(discrete({1: R(1, 2), -1: R(1, 2)})), '
    "[1]*40 + [0]*20, [1]*20 + [0]*20 + [1]*20",
}


def closed_forms(quick: bool) -> None:
    """Each in a process of its own, after import and SymPy's first sum, with all that it loads."""
    rows: list[list[object]] = []
    for name, arguments in CLOSED.items():
        found: list[tuple[float, str]] = []
        for _ in range(1 if quick else 3):
            command = [sys.executable, "-c", ONE.format(arguments=arguments)]
            seconds, _, text = subprocess.run(
                command, check=True, capture_output=True, text=True, timeout=120
            ).stdout.partition(" ")
            found.append((float(seconds), text))
        first, text = min(found)
        rows.append([name, text, ms(first), holds(first, 0.1)])
    table(["kernel", "value", "cold", "within 100 ms"], rows)


def orders() -> None:
    """Arc-cosine functions with a symbol for the angle, and at pi/3."""
    import sympy as sp

    from symrelu import arc_cosine

    theta = sp.Symbol("theta", real=True)
    rows: list[list[object]] = []
    for n in (3, 30, 100, 400):
        symbolic, _ = cpu(lambda n=n: arc_cosine(n, theta))
        special, _ = cpu(lambda n=n: arc_cosine(n, sp.pi / 3))
        rows.append([n, ms(symbolic), ms(special), holds(max(symbolic, special), 1)])
    table(["order", "J_n(theta)", "J_n(pi/3)", "within 1 s"], rows)


def by_hand(x: Any, y: Any) -> Any:
    """The formula as one writes it in NumPy."""
    norms = np.linalg.norm(x, axis=1) * np.linalg.norm(y, axis=1)
    c = np.clip(np.sum(x * y, axis=1) / norms, -1, 1)
    theta = np.arccos(c)
    return norms / (2 * np.pi) * (np.sin(theta) + (np.pi - theta) * c)


def least(action: Callable[[], Any]) -> tuple[float, Any]:
    """The least CPU seconds of twenty calls, and the result."""
    best, result = float("inf"), None
    for _ in range(20):
        start = time.process_time()
        result = action()
        best = min(best, time.process_time() - start)
    return best, result


def many_pairs(peers: Path) -> None:
    """Ten thousand random pairs: evaluate beside NumPy by hand, JAX, and scipy's quadrature."""
    from symrelu import Weights, equivalent_kernel

    kernel = equivalent_kernel("relu", Weights.gaussian())
    python = peers / "jax" / "bin" / "python"
    rows: list[list[object]] = []
    for count, dim in ((10_000, 3), (10_000, 50), (100_000, 3)):
        draw = np.random.default_rng(1)
        x, y = draw.standard_normal((count, dim)), draw.standard_normal((count, dim))
        ours, values = least(lambda x=x, y=y: kernel.evaluate(x, y))
        hand, expected = least(lambda x=x, y=y: by_hand(x, y))
        gap = float(np.abs(values - expected).max())
        row: list[object] = [count, dim, ms(ours), ms(hand), times(ours / hand), holds(ours / hand, 2), gap]
        if not python.exists():
            rows.append([*row, "not installed", "-", "-", "-"])
            continue
        command = [str(python), str(HERE / "jax_kernels.py"), str(count), str(dim), "1"]
        theirs = json.loads(subprocess.run(command, check=True, capture_output=True, timeout=300).stdout)
        other = max(abs(a - b) for a, b in zip(values, theirs["values"], strict=False))
        integral = max(abs(a - b) for a, b in zip(values, theirs["integrals"], strict=False))
        rows.append([*row, ms(theirs["jax"]), float(other), ms(count * theirs["quad"]), float(integral)])
    head = ["pairs", "dim", "evaluate", "NumPy by hand", "ratio", "within 2x", "difference"]
    table([*head, "JAX, warm", "difference", "scipy.quad, extrapolated", "difference"], rows)


def depth(quick: bool) -> None:
    """Chains from orthogonal inputs, enclosed to 30 digits."""
    from symrelu import correlation_map

    rows: list[list[object]] = []
    for name in ("relu", "abs"):
        for layers in (10, 100, 1000) if quick else (10, 100, 1000, 10_000):
            seconds, chain = cpu(lambda n=name, k=layers: correlation_map(n).iterate(0, k), 1)
            rows.append([name, layers, ms(seconds), chain.correlations[-1].str(12, radius=False)])
    table(["activation", "layers", "30 digits of each", "last correlation"], rows)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--peers", type=Path, default=Path("no-peers"))
    read = parser.parse_args()
    closed_forms(read.quick)
    orders()
    many_pairs(read.peers.absolute())
    depth(read.quick)
    say("neural-tangents needs TensorFlow and is left out; its kernel is the formula that JAX has here.\n")


if __name__ == "__main__":
    main()
