"""Every figure about speed, from one run, into benchmarks/results.md.

Run: python -m benchmarks [--quick] [--peers FOLDER] [--output FILE] [SCRIPT ...]
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
WITH_PEERS = ("bench_one_layer", "bench_growth", "bench_curves", "bench_kernels")
FIRST = ("bench_one_layer", "bench_growth", "bench_laws", "bench_commands", "bench_search")
LIBRARIES = ("sympy", "python-flint", "z3-solver", "mpmath")


def machine() -> str:
    """What the figures depend on beside the code."""
    used = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system = f"{platform.system()} on {platform.machine()}, {cores} cores"
    return f"{system}; {platform.python_implementation()} {platform.python_version()}; {used}"


def scripts() -> tuple[str, ...]:
    """The scripts of this folder, those with peers first."""
    found = {path.stem for path in HERE.glob("bench_*.py")}
    return (*(name for name in FIRST if name in found), *sorted(found - set(FIRST)))


def output_of(name: str, quick: bool, peers: Path) -> tuple[str, int]:
    """The section of a script, and its exit code; its lines are shown as they come."""
    more = [*(["--quick"] if quick else []), *(["--peers", str(peers)] if name in WITH_PEERS else [])]
    command = [sys.executable, str(HERE / f"{name}.py"), *more]
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HERE.parent) as running:
        for line in running.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            lines.append(line.rstrip())
    text = "\n".join(lines).strip("\n")
    if not any(line.startswith("|") for line in lines):
        text = f"```text\n{text}\n```"
    code = running.returncode
    failed = f"\n\nThe script ended with exit code {code}.\n" if code else "\n"
    return f"## `python benchmarks/{name}.py{' --quick' if quick else ''}`\n\n{text}{failed}", code


def kept(file: Path, fresh: set[str]) -> dict[str, str]:
    """The sections of an earlier run that this run does not measure again."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    sections = {name: "## " + part for part in text.split("\n## ")[1:] for name in [_name(part)]}
    return {name: part for name, part in sections.items() if name not in fresh}


def _name(section: str) -> str:
    return Path(section.splitlines()[0].strip("`").split()[1]).stem


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes, fewer runs")
    parser.add_argument("--peers", type=Path, default=Path("no-peers"), help="where the peers are installed")
    parser.add_argument("--output", type=Path, default=HERE / "results.md", help="the file to write")
    parser.add_argument("scripts", nargs="*", help="these only, the rest of the file stays; none: all")
    read = parser.parse_args()
    wanted = tuple(read.scripts) or scripts()
    sections = kept(read.output, set(wanted)) if read.scripts else {}
    worst = 0
    for name in wanted:
        sections[name], code = output_of(name, read.quick, read.peers.absolute())
        worst = worst or code
    order = [name for name in (*scripts(), *sections) if name in sections]
    head = f"# Measured\n\nWritten by `python -m benchmarks`. {machine()}\n"
    read.output.write_text("\n".join([head, *(sections[name] for name in dict.fromkeys(order))]), "utf-8")
    sys.stdout.write(f"{read.output}\n")
    return worst


if __name__ == "__main__":
    sys.exit(main())
