"""The tasks that every adapter answers; standard library only, to run in each peer's environment.

An adapter is called as `python adapter.py TASK` and prints one JSON object: CPU seconds of the first answer
and of later ones (median of five), the answers that it gave, and what the peer said where none was.

Tasks: a base of `ONE_LAYER`: for Y = relu(2X - 1) the mass at 0, P(Y <= 1), the density at 1.
`stack:BASE:K`: for Y the end of a stack of K layers of width one over Uniform(-1, 1) or Normal(0, 1),
P(Y <= middle of its range).
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

ONE_LAYER = ("normal", "uniform", "exponential", "laplace", "student_t", "symbolic")


def rows_of(depth: int) -> list[tuple[Fraction, Fraction]]:
    """Random rational weights of both signs; the biases clip a little of the range at each layer."""
    source = random.Random(depth)
    rows = []
    low, high = -1.0, 1.0
    for _ in range(depth):
        size = source.choice((9, 10, 11) if high - low < 1 else (5, 6, 7))
        weight = Fraction(size * source.choice((1, 1, -1)), 8)
        one, two = sorted((float(weight) * low, float(weight) * high))
        bias = Fraction(round(1024 * (-one - source.random() * (two - one) / (2 * depth))), 1024)
        low, high = max(0.0, one + float(bias)), two + float(bias)
        rows.append((weight, bias))
    return rows


def line_by_hand(
    rows: list[tuple[Fraction, Fraction]], low: Fraction | None, high: Fraction | None
) -> tuple[Fraction, Fraction, Fraction | None, Fraction | None]:
    """A stack of layers on [low, high] as clip(a x + c; l, h); None is an infinite end."""
    a, c = Fraction(1), Fraction(0)
    for w, b in rows:
        one = None if low is None else w * low + b
        two = None if high is None else w * high + b
        if w < 0:
            one, two = two, one
        low = max(Fraction(0), one) if one is not None else Fraction(0)
        high = max(Fraction(0), two) if two is not None else None
        a, c = w * a, w * c + b
    return a, c, low, high


def middle_of(base: str, depth: int) -> Fraction:
    """The middle of the range of the stack; one above its lower end where that is a half line."""
    ends = (Fraction(-1), Fraction(1)) if base == "uniform" else (None, None)
    _, _, low, high = line_by_hand(rows_of(depth), *ends)
    if low is None or high is None:
        return Fraction(1) if low is None else low + 1
    return (low + high) / 2


def main(adapter: Callable[[str], dict[str, Any]], repeat: int = 5) -> None:
    """Answer the task of the command line `repeat` + 1 times, and print what there is to know."""
    task = sys.argv[1]
    times = []
    answer: dict[str, Any] = {}
    for _ in range(repeat + 1):
        start = time.process_time()
        try:
            answer = adapter(task)
        except Exception as error:  # noqa: BLE001 - whatever the peer raises is its answer
            answer = {"says": f"{type(error).__name__}: {' '.join(str(error).split())}"[:160]}
        times.append(time.process_time() - start)
        if times[0] > 5:
            break
    told = {"first": times[0], "again": statistics.median(times[1:] or times), **answer}
    sys.stdout.write(json.dumps(told) + "\n")
