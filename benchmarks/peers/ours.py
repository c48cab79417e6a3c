"""symrelu itself, called as the peers are; then SymPy's own `sympy.stats` in the same process."""

from __future__ import annotations

import json
import signal
import sys
import time
from typing import Any

import sympy as sp
import tasks

from symrelu.laws.base import exponential, laplace, normal, student_t, uniform
from symrelu.laws.push import push
from symrelu.model.network import Layer
from symrelu.terms.symbols import positive, reals

LIMIT = 10  # seconds for one question to sympy.stats


def _law(task: str) -> Any:
    if task.startswith("stack"):
        _, base, depth = task.split(":")
        law: Any = uniform(-1, 1) if base == "uniform" else normal(0, 1)
        for w, b in tasks.rows_of(int(depth)):
            law = push(Layer(w, b), law)
        return law
    if task == "symbolic":
        b, mu = reals("b mu")
        return push(Layer(positive("w"), b), normal(mu, positive("sigma")))
    bases = {
        "normal": lambda: normal(0, 1),
        "uniform": lambda: uniform(-1, 2),
        "exponential": lambda: exponential(1),
        "laplace": lambda: laplace(0, 1),
        "student_t": lambda: student_t(3),
    }
    return push(Layer(2, -1), bases[task]())


def ours(task: str) -> dict[str, Any]:
    """The whole law in closed form, then the values that the peers are asked for."""
    law = _law(task)
    if task.startswith("stack"):
        _, base, depth = task.split(":")
        law.atoms(), law.parts()
        return {"cdf": law.cdf(tasks.middle_of(base, int(depth)))}
    atoms, _, _ = law.atoms(), law.parts(), law.cdf()
    return {"atom": atoms.get(sp.S.Zero, sp.S.Zero), "cdf": law.cdf(1), "density": law.density(1)}


def _printed(found: dict[str, Any]) -> dict[str, Any]:
    """The answers as numbers, outside of the measured time, and whether they were exact."""
    exact = not any(value.has(sp.Float, sp.Integral) for value in found.values())
    numbers = {k: float(sp.N(v, 30)) if not v.free_symbols else str(v) for k, v in found.items()}
    return {"kind": "exact" if exact else "not exact", **numbers}


def stats(task: str) -> dict[str, Any]:
    """What sympy.stats answers to the same questions, each within a time limit."""
    import sympy.stats as st

    w, sigma = sp.Symbol("w", positive=True), sp.Symbol("sigma", positive=True)
    b, mu = sp.symbols("b mu", real=True)
    variables = {
        "normal": lambda: st.Normal("X", 0, 1),
        "uniform": lambda: st.Uniform("X", -1, 2),
        "exponential": lambda: st.Exponential("X", 1),
        "laplace": lambda: st.Laplace("X", 0, 1),
        "student_t": lambda: st.StudentT("X", 3),
        "symbolic": lambda: st.Normal("X", mu, sigma),
    }
    x = variables[task]()
    y = sp.Max(0, w * x + b) if task == "symbolic" else sp.Max(0, 2 * x - 1)
    questions = {
        "law": lambda: st.density(y),
        "atom": lambda: st.P(sp.Eq(y, 0)),
        "cdf": lambda: st.cdf(y),
        "mean": lambda: st.E(y),
    }
    out: dict[str, Any] = {}
    start = time.process_time()
    for name, question in questions.items():
        signal.alarm(LIMIT)
        try:
            out[name] = str(question())[:160]
        except Exception as error:  # noqa: BLE001 - whatever the peer raises is its answer
            out[name] = f"{type(error).__name__}: {' '.join(str(error).split())}"[:160]
        finally:
            signal.alarm(0)
        out[f"{name} s"] = time.process_time() - start
        start = time.process_time()
    return out


def _late(*_: Any) -> None:
    raise TimeoutError(f"no answer within {LIMIT} s")


def main() -> None:
    task = sys.argv[1]
    start = time.process_time()
    sp.Symbol("x") + 1  # SymPy loads a part of itself at its first sum
    sympys_own = time.process_time() - start
    times: list[float] = []
    answer: dict[str, Any] = {}
    for _ in range(6):
        start = time.process_time()
        answer = ours(task)
        times.append(time.process_time() - start)
    told = {"first": times[0], "again": sorted(times[1:])[2], "sympy": sympys_own, **_printed(answer)}
    if "--stats" in sys.argv:
        signal.signal(signal.SIGALRM, _late)
        told["stats"] = stats(task)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
