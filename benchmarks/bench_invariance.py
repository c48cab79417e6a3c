"""Verdicts on families of laws: popular families refuted, clips proved; times and kernel steps.

Run: python benchmarks/bench_invariance.py [--quick]
CPU seconds (one run, nothing cached but the lemmas on clips), verdict, kernel steps, the layer or the map.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any

from sympy import Rational

from symrelu.invariance import closure, decide_invariance
from symrelu.laws.base import atom, discrete, exponential, laplace, mix, normal, uniform
from symrelu.laws.push import push
from symrelu.model.family import Family
from symrelu.terms.symbols import abs_, clip, reals, relu

HALF = Rational(1, 2)


def families() -> dict[str, Callable[[], Family]]:
    a, c, l, h, mu, s, p, q, m, x = reals("a c l h mu s p q m x")
    clips = clip(a * x + c, l, h)
    return {
        "normal": lambda: Family(normal(mu, s), (mu, s)),
        "rectified normal": lambda: Family(push((relu(x), x), normal(mu, s)), (mu, s)),
        "half normal": lambda: Family(push((abs_(s * x), x), normal(0, 1)), (s,)),
        "rectified laplace": lambda: Family(push((relu(x), x), laplace(mu, s)), (mu, s)),
        "spike and slab": lambda: Family(mix((p, atom(c)), (1 - p, normal(mu, s))), (p, c, mu, s)),
        "atoms and uniform": lambda: Family(
            mix((p, atom(c)), (q, atom(m)), (1 - p - q, uniform(l, h))), (p, q, c, m, l, h)
        ),
        "clips without offset": lambda: Family(push((clip(a * x, l, h), x), normal(0, 1)), (a, l, h)),
        "rising clips": lambda: Family(push((clips, x), exponential(1)), (a, c, l, h), (a >= 0,)),
        "clips of a uniform": lambda: closure(uniform(0, 1)),
        "clips of a normal": lambda: closure(normal(0, 1)),
        "censored normal": lambda: Family(push((clip(x, l, h), x), normal(mu, s)), (mu, s, l, h)),
        "bounds apart": lambda: Family(push((clips, x), normal(0, 1)), (a, c, l, h), (l < h,)),
    }


def steps(theorem: Any) -> int:
    """The kernel steps of a theorem, shared ones counted once."""
    seen: set[int] = set()
    stack = [theorem]
    while stack:
        step = stack.pop()
        if id(step) not in seen:
            seen.add(id(step))
            stack.extend(step.step.premises)
    return len(seen)


def say(*columns: object) -> None:
    sys.stdout.write(
        "  ".join(f"{c:>9.3f}" if isinstance(c, float) else f"{c!s:<24}" for c in columns) + "\n"
    )


def verdicts(quick: bool) -> None:
    say("family", "verdict", "seconds", "kernel steps")
    for name, make in list(families().items())[: 4 if quick else None]:
        start = time.process_time()
        verdict = decide_invariance(make(), seconds=60)
        spent = time.process_time() - start
        say(name, verdict.status, spent, steps(verdict.theorem) if verdict.theorem is not None else "-")


def growth(quick: bool) -> None:
    """Laws with n free positions: the proof grows with n."""
    say("positions", "verdict", "seconds", "kernel steps")
    for n in (1, 2, 4) if quick else (1, 2, 4, 8):
        family = closure(discrete({k: Rational(1, n) for k in range(n)}))
        start = time.process_time()
        verdict = decide_invariance(family, seconds=60)
        say(n, verdict.status, time.process_time() - start, steps(verdict.theorem))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    verdicts(arguments.quick)
    growth(arguments.quick)
