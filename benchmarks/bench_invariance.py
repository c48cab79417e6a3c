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

from symrelu.invariance import closure, decide_invariance, hinge_certificate
from symrelu.laws.base import atom, discrete, exponential, laplace, mix, normal, uniform
from symrelu.laws.push import push
from symrelu.laws.vectors import along, points, product, uniform_ball, uniform_box
from symrelu.model.family import Family
from symrelu.model.network import Layer, Network
from symrelu.terms.symbols import abs_, clip, positive, reals, relu

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


def families_in_space() -> dict[str, Callable[[], Family]]:
    a, c, l, h, m1, m2, p, x = reals("a c l h m1 m2 p x")
    a11, a12, a21, a22, v1, v2, s11, s12, s22 = reals("a11 a12 a21 a22 v1 v2 s11 s12 s22")
    s, t = positive("s t")
    free = Layer([[a11, a12], [a21, a22]], [m1, m2], activation="identity")
    rest = (a11, a12, a21, a22, m1, m2)
    gauss = normal([m1, m2], [[s11, s12], [s12, s22]])
    clipped = push((clip(a * x + c, l, h), x), normal(0, 1))
    diagonal = normal([a11, a12], [[a21, 0], [0, a22]])
    return {
        "gaussians": lambda: Family(gauss, (m1, m2, s11, s12, s22)),
        "rectified gaussians": lambda: Family(push(relu, gauss), (m1, m2, s11, s12, s22)),
        "independent clips": lambda: Family(product(clipped, clipped), (a, c, l, h), (l <= h,)),
        "two gaussians mixed": lambda: Family(
            mix((p, gauss), (1 - p, diagonal)),
            (p, m1, m2, s11, s12, s22, a11, a12, a21, a22),
            (p >= 0, p <= 1),
        ),
        "parallelograms": lambda: Family(push(free, uniform_box([(0, 1), (0, 1)])), rest),
        "boxes": lambda: Family(uniform_box([(a, c), (l, h)]), (a, c, l, h)),
        "ellipses": lambda: Family(push(free, uniform_ball(2)), rest),
        "exponential pairs": lambda: Family(product(exponential(s), exponential(t)), (s, t)),
        "clips on lines": lambda: Family(
            along(push((clip(a * x + c, l, h), x), uniform(0, 1)), (m1, m2), (v1, v2)),
            (a, c, l, h, m1, m2, v1, v2),
            (l <= h,),
        ),
        "two breaks": lambda: Family(
            push(Network([Layer([[v1], [v2]], [a, c]), free]), uniform(0, 1)), (v1, v2, a, c, *rest)
        ),
        "laplace pairs": lambda: Family(product(laplace(m1, s), laplace(m2, t)), (m1, m2, s, t)),
        "two free points": lambda: Family(points([(a, c), (l, h)]), (a, c, l, h)),
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
    chosen = [*families().items()], [*families_in_space().items()]
    for name, make in [item for items in chosen for item in items[: 4 if quick else None]]:
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


def hinges(quick: bool) -> None:
    """Certificates of n hinges for independent normal coordinates."""
    m1, m2 = reals("m1 m2")
    s, t = positive("s t")
    family = Family(product(normal(m1, s), normal(m2, t)), (m1, s, m2, t))
    say("hinges", "positive", "seconds", "digits")
    for n in (5, 10) if quick else (5, 10, 20, 51):
        start = time.process_time()
        found = hinge_certificate(family, n)
        spent = time.process_time() - start
        say(n, found.is_positive, spent, str(found.determinant.evalf(3)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    verdicts(arguments.quick)
    growth(arguments.quick)
    hinges(arguments.quick)
