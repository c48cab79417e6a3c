"""The law of relu(2X - 1) for five bases and of relu(wX + b) with symbols, beside what else there is.

Run: python benchmarks/bench_one_layer.py [--quick] [--peers FOLDER]
A fresh process for each law and tool; CPU seconds after import, of the first answer and of later ones.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

from measure import cpu, holds, ms, process, say, table, times

HERE = Path(__file__).resolve().parent / "peers"
sys.path.insert(0, str(HERE))
from tasks import ONE_LAYER  # noqa: E402

BOUND = 0.05
PEERS = {"sppl": "SPPL 2.0.4", "pacal": "PaCAL 1.6"}


def _cdf(base: str, x: Fraction) -> Any:
    """The distribution functions as they stand in any book; exact for the uniform law."""
    t = float(x)
    return {
        "normal": lambda: (1 + math.erf(t / math.sqrt(2))) / 2,
        "uniform": lambda: min(max((x + 1) / 3, Fraction(0)), Fraction(1)),
        "exponential": lambda: 1 - math.exp(-t) if t > 0 else 0.0,
        "laplace": lambda: 1 - math.exp(-t) / 2 if t > 0 else math.exp(t) / 2,
        "student_t": lambda: (
            0.5 + (t / math.sqrt(3) / (1 + t * t / 3) + math.atan(t / math.sqrt(3))) / math.pi
        ),
    }[base]()


def _density(base: str, x: Fraction) -> Any:
    t = float(x)
    return {
        "normal": lambda: math.exp(-t * t / 2) / math.sqrt(2 * math.pi),
        "uniform": lambda: Fraction(1, 3) if -1 < x < 2 else Fraction(0),
        "exponential": lambda: math.exp(-t) if t > 0 else 0.0,
        "laplace": lambda: math.exp(-abs(t)) / 2,
        "student_t": lambda: 2 / (math.pi * math.sqrt(3) * (1 + t * t / 3) ** 2),
    }[base]()


def by_hand(base: str) -> dict[str, Any]:
    """The kink as a fraction, then the formulas of a book: exact for the uniform law, else in floats."""
    w, b = Fraction(2), Fraction(-1)
    kink, one = -b / w, (1 - b) / w
    return {"atom": _cdf(base, kink), "cdf": _cdf(base, one), "density": _density(base, one) / w}


def agrees(answer: dict[str, Any], floor: dict[str, Any]) -> bool:
    """Whether all the numbers that a tool gave are those by hand."""
    return all(abs(float(answer[k]) - float(v)) < 1e-9 for k, v in floor.items() if k in answer)


def ask(python: Path, adapter: str, task: str, limit: int, *more: str) -> dict[str, Any]:
    """The answer of an adapter in a fresh process within CPU seconds; `says` where there is none."""
    if not python.exists():
        return {"says": "not installed"}
    bounded = ["sh", "-c", f'ulimit -t {limit}; exec "$@"', "sh"]
    ran = process([*bounded, str(python), str(HERE / adapter), task, *more], 1, 0)
    try:
        return json.loads(ran.out.splitlines()[-1])
    except (IndexError, json.JSONDecodeError):
        if ran.median >= limit - 1:
            return {"says": f"no answer within {limit} CPU s"}
        return {"says": (ran.err.strip().splitlines() or [f"it ended with code {ran.code}"])[-1][:160]}


def ours(quick: bool) -> dict[str, dict[str, Any]]:
    """symrelu's own rows, printed; the answers with those of sympy.stats from the same process."""
    rows: list[list[object]] = []
    told: dict[str, dict[str, Any]] = {}
    for task in ONE_LAYER:
        runs = [ask(Path(sys.executable), "ours.py", task, 60) for _ in range(2 if quick else 4)]
        runs.append(ask(Path(sys.executable), "ours.py", task, 120, "--stats"))
        runs.sort(key=lambda run: run["first"])
        told[task] = next(run for run in runs if "stats" in run)
        middle = runs[len(runs) // 2]
        told[task] |= {k: middle[k] for k in ("first", "again", "sympy")}
        floor: object = "-"
        ratio: object = "-"
        right = "exact" if middle["kind"] == "exact" else middle["kind"]
        if task != "symbolic":
            seconds, answer = cpu(lambda t=task: [by_hand(t) for _ in range(1000)], 5)
            told[task]["floor"] = answer[0]
            floor, ratio = ms(seconds / 1000), times(middle["again"] / (seconds / 1000))
            right = right if agrees(middle, answer[0]) else "WRONG"
        kept = holds(middle["first"], BOUND)
        row = [task, right, ms(middle["sympy"]), ms(middle["first"]), ms(middle["again"]), floor, ratio, kept]
        rows.append(row)
    head = ["law", "answer", "SymPy's first sum", "first", "again", "by hand", "again / by hand"]
    table([*head, "first within 50 ms"], rows)
    return told


def stats(told: dict[str, dict[str, Any]]) -> None:
    """What sympy.stats said in the same process, with the time that it took to say so."""
    rows = []
    for task, answer in told.items():
        found = answer["stats"]
        said = [
            (found["law"], found["law s"]),
            (found["atom"], found["atom s"]),
            (found["mean"], found["mean s"]),
        ]
        took = [f"{text} ({ms(seconds)})" for text, seconds in said]
        rows.append([task, *took, times(sum(seconds for _, seconds in said) / answer["first"])])
    table(["sympy.stats", "density", "P(Y = 0)", "mean", "all that / our first law"], rows)


def peers(told: dict[str, dict[str, Any]], folder: Path) -> None:
    """SPPL and PaCAL, in floats, each in its own environment."""
    rows = []
    for task in ONE_LAYER:
        for name, title in PEERS.items():
            answer = ask(folder / name / "bin" / "python", f"{name}_laws.py", task, 60)
            if "says" in answer:
                rows.append([task, title, answer["says"], "-", "-", "-", "-"])
                continue
            right = "float" if agrees(answer, told[task]["floor"]) else "WRONG"
            given = ", ".join(k for k in ("atom", "cdf", "density") if k in answer)
            ratios = [times(answer[k] / told[task][k]) for k in ("first", "again")]
            rows.append([task, title, f"{right}: {given}", ms(answer["first"]), ms(answer["again"]), *ratios])
    table(["law", "peer", "answer", "first", "again", "first / ours", "again / ours"], rows)


def arguments(doc: str | None) -> tuple[bool, Path]:
    """--quick and --peers of the command line."""
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("--quick", action="store_true", help="smaller sizes, fewer runs")
    parser.add_argument("--peers", type=Path, default=Path("no-peers"), help="where the peers are installed")
    read = parser.parse_args()
    return read.quick, read.peers.absolute()


def main() -> None:
    quick, folder = arguments(__doc__)
    told = ours(quick)
    stats(told)
    peers(told, folder)
    say("`first` begins after SymPy's first sum, at which SymPy loads a part of itself.\n")


if __name__ == "__main__":
    main()
