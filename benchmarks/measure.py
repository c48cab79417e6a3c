"""CPU seconds of actions and of whole processes, and plain tables.

Times are CPU times (user and system), so that another load on the machine does not enter, except through
caches and clock rates; what is quoted is a median, and what counts is the ratio of two of them from one run.
"""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent


def cpu(action: Callable[[], T], repeat: int = 3) -> tuple[float, T]:
    """The median CPU seconds of an action in this process, and its last result."""
    times: list[float] = []
    for _ in range(repeat):
        start = time.process_time()
        result = action()
        times.append(time.process_time() - start)
    return statistics.median(times), result


@dataclass(frozen=True)
class Ran:
    """Processes of one command: CPU seconds (median, least), wall seconds, peak memory, last output."""

    median: float
    least: float
    wall: float
    megabytes: float
    code: int
    out: str
    err: str


def environment(folder: str) -> dict[str, str]:
    """The environment of a user: bytecode is kept, here in a folder of this run."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")}
    return {**kept, "PYTHONPYCACHEPREFIX": folder}


def process(command: Sequence[str], repeat: int = 5, warm: int = 1, bytecode: str | None = None) -> Ran:
    """Run a command `warm` times without and `repeat` times with a look at the clock."""
    surroundings = environment(bytecode) if bytecode else None
    rows: list[tuple[float, float, float]] = []
    code, out, err = 0, b"", b""
    for index in range(warm + repeat):
        with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
            start = time.monotonic()
            child = subprocess.Popen(command, stdout=stdout, stderr=stderr, env=surroundings, cwd=ROOT)
            _, status, used = os.wait4(child.pid, 0)
            wall = time.monotonic() - start
            child.returncode = code = os.waitstatus_to_exitcode(status)
            out, err = _text(stdout), _text(stderr)
        if index >= warm:
            rows.append((used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024))
    times, walls, sizes = zip(*rows, strict=True)
    return Ran(
        statistics.median(times),
        min(times),
        statistics.median(walls),
        max(sizes),
        code,
        out.decode(errors="replace"),
        err.decode(errors="replace"),
    )


def _text(file: Any) -> bytes:
    file.seek(0)
    return file.read()


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """The slope of log time against log size between the first and the last measurement."""
    return math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table that reads well in a terminal and in Markdown."""
    texts = [list(header), *([_cell(value) for value in row] for row in rows)]
    widths = [max(3, *(len(row[i]) for row in texts)) for i in range(len(header))]
    lines = ["| " + " | ".join(t.ljust(n) for t, n in zip(row, widths, strict=True)) + " |" for row in texts]
    rule = "|" + "|".join("-" * (n + 2) for n in widths) + "|"
    say("\n".join([lines[0], rule, *lines[1:]]) + "\n")


def _cell(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value).replace("|", "/").replace("\n", " ")


def ms(seconds: float) -> str:
    """Milliseconds with three digits."""
    return f"{1000 * seconds:.3g} ms"


def times(ratio: float) -> str:
    """A ratio with three digits."""
    return f"{ratio:.3g}x"


def holds(measured: float, bound: float) -> str:
    """Whether a measured number keeps its bound."""
    return "yes" if measured <= bound else "NO"


def say(text: str) -> None:
    """One line of the output, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
