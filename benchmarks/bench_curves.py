"""Space-filling curves and the space-filling family: growth, and Hilbert's curve beside `hilbertcurve`.

Run: python benchmarks/bench_curves.py [--quick] [--peers FOLDER]
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flint import fmpq
from measure import cpu, holds, ms, say, table, times

from symrelu import Layer, SpaceFillingFamily, SymreluError, hilbert, lebesgue

HERE = Path(__file__).resolve().parent / "peers"
PLACES = [
    [2, 5, 1, 2000],
    [2, 10, 1, 2000],
    [2, 30, 1, 2000],
    [3, 10, 1, 2000],
    [6, 10, 1, 1000],
    [12, 20, 1, 500],
]


def answer(action: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds and the answer, or why there is none."""

    def asked() -> Any:
        try:
            return action()
        except SymreluError as error:
            return str(error).partition(".")[0]

    return cpu(asked, 1)


def large_denominators() -> None:
    """Lebesgue's curve at denominators up to a million, all coordinates over one of them."""
    rows: list[list[object]] = []
    for m in (6, 12, 42):
        for q in (10**6, 999_999, 2**19, 3**11, 999_983):
            draw = random.Random(m)
            point = tuple(fmpq(draw.randint(0, q), q) for _ in range(m))
            back, s = answer(lambda m=m, p=point: lebesgue(m).inverse(p))
            known, _ = answer(lambda m=m, p=point: lebesgue(m).expansion(p))
            found = isinstance(s, fmpq)
            forth, again = answer(lambda m=m, s=s: lebesgue(m)(s)) if found else (0.0, None)
            generic, _ = answer(lambda m=m, q=q, d=draw: lebesgue(m)(fmpq(d.randint(0, q), q)))
            size = int(s.q).bit_length() if found else s
            right = "yes" if again == point else ("-" if not found else "WRONG")
            bound = holds(max(known, generic), 1)
            rows.append([m, q, size, ms(known), ms(back), ms(forth), right, ms(generic), bound])
    head = [
        "dim",
        "denominator",
        "bits of the inverse",
        "its digits",
        "inverse, reduced",
        "curve there",
        "round trip",
        "curve at n/q",
        "digits and curve within 1 s",
    ]
    table(head, rows)


def witnesses(quick: bool) -> None:
    """Witnesses in the plane by depth."""
    rows: list[list[object]] = []
    layer = Layer([[1, -2], [fmpq(1, 3), 1]], [fmpq(1, 2), -1])
    for kind in ("lebesgue", "hilbert"):
        family = SpaceFillingFamily(2, kind)
        for depth in (1, 2, 3, 4, 5) if quick else (1, 2, 3, 4, 5, 10, 20):
            theta = 2 * depth - 1 + fmpq(5, 14)
            seconds, found = answer(lambda f=family, t=theta: f.witness(t, layer))
            size = found if isinstance(found, str) else int(found.theta.q).bit_length()
            rows.append([kind, depth, size, ms(seconds), holds(seconds, 10)])
    table(["curve", "depth", "bits of the witness", "witness", "within 10 s"], rows)


def theirs(python: Path, row: list[int]) -> Any:
    """What hilbertcurve says of a row of points, in a process of its own."""
    command = [str(python), str(HERE / "hilbert_points.py"), json.dumps([row])]
    return json.loads(subprocess.run(command, check=True, capture_output=True, timeout=600).stdout)[0]


def beside(folder: Path) -> None:
    """Dyadic points of Hilbert's curve; for two dimensions the values are compared too."""
    python = folder / "hilbertcurve" / "bin" / "python"
    gc.freeze()  # what the parts before left is not walked again: theirs starts in a process of its own
    rows: list[list[object]] = []
    for dim, level, seed, count in PLACES:
        draw = random.Random(seed)
        numbers = [draw.randrange(2 ** (dim * level)) for _ in range(count)]
        curve = hilbert(dim)
        curve(fmpq(1, 2))
        at = [fmpq(number, 2 ** (dim * level)) for number in numbers]
        best = inverse = float("inf")
        runs: list[Any] = []
        for turn in range(6):  # in turn, so that the load of the machine enters both
            if turn % 2 and python.exists():
                runs.append(theirs(python, [dim, level, seed, count]))
            start = time.process_time()
            found = [curve(s) for s in at]
            middle = time.process_time()
            again = [curve.inverse(point) for point in found]
            best = min(best, (middle - start) / count)
            inverse = min(inverse, (time.process_time() - middle) / count)
        right = all(curve(s) == point for s, point in zip(again, found, strict=True))
        row: list[object] = [dim, level, f"{1e6 * best:.3g} us", f"{1e6 * inverse:.3g} us"]
        if not runs or not right:
            rows.append([*row, *["not installed" if right else "WRONG"] * 2, *["-"] * 4])
            continue
        seconds, back = (min(run[side] for run in runs) for side in (0, 1))
        cells = runs[0][2]
        size = 2**level
        # theirs are lower corners of cells, ours the place where the curve enters them
        near = all(
            all(0 <= x * size - c <= 1 for x, c in zip(p[::-1], cell, strict=True))
            for p, cell in zip(found, cells, strict=True)
        )
        same = "another curve" if dim > 2 else ("yes" if near else "WRONG")
        theirs_shown = [f"{1e6 * seconds:.3g} us", f"{1e6 * back:.3g} us"]
        ratios = best / seconds, inverse / back
        rows.append([*row, *theirs_shown, *map(times, ratios), holds(max(ratios), 1), same])
    head = ["dim", "level", "exact point", "its number", "hilbertcurve", "its number", "point", "number"]
    table([*head, "not slower", "same cells"], rows)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--peers", type=Path, default=Path("no-peers"))
    read = parser.parse_args()
    large_denominators()
    witnesses(read.quick)
    beside(read.peers.absolute())
    say("What is not within a second is one greatest common divisor of the numerator and the denominator.\n")


if __name__ == "__main__":
    main()
