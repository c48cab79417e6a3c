"""SPPL: probabilities of events in floating point; it gives no density of a transformed law.

A single layer is a piecewise transform; in a stack SPPL 2.0.4 takes a layer only as an `if` with a transform
in both branches, and only if it does not simplify the sum.
"""

from __future__ import annotations

import os
from typing import Any

import tasks

os.environ["SPPL_NO_SIMPLIFY"] = "1"
from sppl.compilers.ast_to_spe import IfElse, Otherwise, Sample, Sequence, Transform
from sppl.distributions import expon, laplace, norm, t, uniform
from sppl.transforms import Id


def _stack(base: str, depth: int) -> float:
    before = Id("X0")
    law = uniform(loc=-1, scale=2) if base == "uniform" else norm(loc=0, scale=1)
    commands: list[Any] = [Sample(before, law)]
    for index, (w, b) in enumerate(tasks.rows_of(depth)):
        after, line = Id(f"X{index + 1}"), float(w) * before + float(b)
        commands.append(IfElse(line > 0, Transform(after, line), Otherwise, Transform(after, 0 * before)))
        before = after
    return float(Sequence(*commands).interpret().prob(before <= float(tasks.middle_of(base, depth))))


def answer(task: str) -> dict[str, Any]:
    if task == "symbolic":
        raise TypeError("laws with symbolic parameters cannot be written")
    if task.startswith("stack"):
        _, base, depth = task.split(":")
        return {"cdf": _stack(base, int(depth)), "kind": "float"}
    bases = {
        "normal": lambda: norm(loc=0, scale=1),
        "uniform": lambda: uniform(loc=-1, scale=3),
        "exponential": lambda: expon(scale=1),
        "laplace": lambda: laplace(loc=0, scale=1),
        "student_t": lambda: t(df=3),
    }
    before, after = Id("X0"), Id("X1")
    layer = (2 * before - 1) * (before > 0.5) + (0 * before) * (before <= 0.5)
    law = bases[task]()(before).transform(after, layer)
    return {"atom": float(law.prob(after <= 0)), "cdf": float(law.prob(after <= 1)), "kind": "float"}


if __name__ == "__main__":
    tasks.main(answer)
