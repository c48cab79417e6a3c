"""Whole processes: what importing costs, what a command costs, what proving everything costs.

Run: python benchmarks/bench_commands.py [--quick]
CPU seconds of fresh processes after one that is not counted, with the bytecode kept as it is for a user.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from statistics import median

from bench_one_layer import arguments
from bench_search import by_z3
from measure import Ran, cpu, holds, ms, process, say, table, times

# the examples of the README and of the contract, then the same without their hypotheses
CLAIMS = (
    ("relu(l*t) == l*relu(t)", "l > 0"),
    ("relu(l*t) == l*relu(t)", None),
    ("relu(x) - relu(-x) == x", None),
    ("relu(relu(x)) == relu(x)", None),
    ("relu(x + y) <= relu(x) + relu(y)", None),
    ("relu(x + y) == relu(x) + relu(y)", None),
    ("clip(clip(z, L, H), l, h) == clip(z, l, h)", "L <= l and l <= h and h <= H"),
    ("relu(w*clip(z, l, h) + b) == clip(w*z + b, relu(w*l + b), relu(w*h + b))", "w > 0"),
    ("v*relu(u*x)/1 == (v/c)*relu(c*u*x)", "c > 0"),
    ("exp(x) >= 1 + x", None),
)
STATEMENTS = ("import sympy", "import symrelu", "from symrelu import *", "import symrelu.cli", "pass")


def hypotheses(given: str | None) -> list[str]:
    return [] if given is None else [part for text in given.split(" and ") for part in ("--given", text)]


def imports(bytecode: str, repeat: int) -> None:
    """Fresh processes, the statements in turn, so that each ratio is of neighbours in time."""
    rounds = []
    for index in range(repeat):
        warm = 0 if index else 1
        rounds.append([process([sys.executable, "-c", s], 1, warm, bytecode).median for s in STATEMENTS])
    columns = list(zip(*rounds, strict=True))
    ratios = [median(t / of for t, of in zip(c, columns[0], strict=True)) for c in columns]
    rows = [
        [statement, ms(min(c)), ms(median(c)), times(ratio)]
        for statement, c, ratio in zip(STATEMENTS, columns, ratios, strict=True)
    ]
    table(["process", "least", "median", "/ import sympy, median of pairs"], rows)
    say(f"import symrelu within 1.3 times import sympy: {holds(ratios[1], 1.3)}")
    least = min(columns[2]) / min(columns[0])
    say(f"for comparison, every public name at once: {times(ratios[2])}, least over least {times(least)}\n")


def where(bytecode: str, title: str, *command: str) -> None:
    """Own time of the imported modules by package, from the interpreter's own accounting."""
    ran = process([sys.executable, "-X", "importtime", *command], 1, 1, bytecode)
    spent: Counter[str] = Counter()
    modules: Counter[str] = Counter()
    for line in ran.err.splitlines():
        found = re.match(r"import time:\s+(\d+) \|\s+\d+ \|\s*([\w.]+)", line)
        if found is None:
            continue
        package = found[2].split(".")[0]
        if package not in ("sympy", "mpmath", "flint", "symrelu", "typer", "pydantic", "pydantic_core", "z3"):
            package = "theorems" if package == "symrelu_theorems" else "standard library and others"
        spent[package] += int(found[1])
        modules[package] += 1
    total = sum(spent.values())
    rows = [[name, modules[name], ms(t / 1e6), f"{100 * t / total:.0f} %"] for name, t in spent.most_common()]
    rows.append(["all imports", sum(modules.values()), ms(total / 1e6), ""])
    rows.append(["the process", "", ms(ran.median), ""])
    table([title, "modules", "own time", "share"], rows)


def deciding(bytecode: str, repeat: int) -> None:
    """`decide` in this process and as a command, beside z3 on the same claim, which leaves no evidence."""
    from symrelu.io.claim import claim as read_claim
    from symrelu.io.claim import hypotheses as read_hypotheses
    from symrelu.methods.decide import decide
    from symrelu.terms.bridge import domains, to_term

    rows = []
    for text, given in CLAIMS:
        scope, facts = read_hypotheses(hypotheses(given)[1::2])
        claim = read_claim(text, scope)
        first, _ = cpu(lambda c=claim, f=facts: decide(c, given=f), 1)
        again, verdict = cpu(lambda c=claim, f=facts: decide(c, given=f), 3)
        try:
            formula, held = to_term(claim), tuple(dict.fromkeys([*domains(claim), *map(to_term, facts)]))
            by_z3(formula, held)
            other, answer = cpu(lambda f=formula, h=held: by_z3(f, h), 3)
            peer, ratio = f"{answer} {ms(other)}", times(again / other)
        except Exception as error:  # noqa: BLE001 - z3 has no word for it
            peer, ratio = f"no word for {error}", "-"
        rows.append([text, given or "", verdict.status, ms(first), ms(again), peer, ratio])
    table(["claim", "given", "verdict", "first", "again", "z3 alone", "again / z3"], rows)
    command = [sys.executable, "-m", "symrelu", "decide", CLAIMS[0][0], *hypotheses(CLAIMS[0][1])]
    ran = process(command, repeat, 1, bytecode)
    bare = process([sys.executable, "-c", "import sympy"], repeat, 1, bytecode)
    solver = process([sys.executable, "-c", "import z3; z3.Solver().check()"], repeat, 1, bytecode)
    rows = [
        ["symrelu decide, the first claim", ms(ran.median), ms(ran.wall), times(ran.median / bare.median)],
        ["import sympy", ms(bare.median), ms(bare.wall), times(1.0)],
        [
            "import z3 and one empty check",
            ms(solver.median),
            ms(solver.wall),
            times(solver.median / bare.median),
        ],
    ]
    table(["process", "CPU", "wall", "/ import sympy"], rows)


def proving(bytecode: str, quick: bool) -> None:
    """All theorem modules: from nothing, from what is stored, and by the kernel alone."""
    with tempfile.TemporaryDirectory() as folder:
        symrelu = [sys.executable, "-m", "symrelu"]
        stored = ["--certificates", folder]
        wanted = ["width_one"] if quick else []
        fresh = process([*symrelu, "check", "--fresh", *stored, *wanted], 1, 0, bytecode)
        check = process([*symrelu, "check", *stored, *wanted], 1 if quick else 3, 0, bytecode)
        replay = process([*symrelu, "replay", folder], 1 if quick else 3, 0, bytecode)
    rows = []
    for name, ran, bound in (
        ("check --fresh", fresh, 180.0),
        ("check, stored", check, 15.0),
        ("replay", replay, 15.0),
    ):
        row = [
            name,
            _last(ran),
            f"{ran.median:.1f} s",
            f"{ran.wall:.1f} s",
            times(ran.median / replay.median),
        ]
        rows.append([*row, f"{ran.megabytes:.0f}", f"{bound:.0f} s", holds(ran.median, bound)])
    head = ["command", "says", "CPU", "wall", "/ replay", "peak MB", "bound", "CPU within"]
    table([*head], rows)
    slow = re.findall(r"^unknown\s+(\S+)|^failed\s+(\S+)", fresh.out, re.MULTILINE)
    if slow:
        say("not proved: " + ", ".join(one or two for one, two in slow) + "\n")


def _last(ran: Ran) -> str:
    return (ran.out.strip().splitlines() or [ran.err.strip()[-120:]])[-1]


def main() -> None:
    quick, _ = arguments(__doc__)
    repeat = 3 if quick else 9
    with tempfile.TemporaryDirectory() as bytecode:
        imports(bytecode, repeat)
        where(bytecode, "symrelu decide: imports", "-m", "symrelu", "decide", "relu(x) >= 0")
        where(bytecode, "symrelu check width_one: imports", "-m", "symrelu", "check", "width_one")
        deciding(bytecode, repeat)
        proving(bytecode, quick)


if __name__ == "__main__":
    main()
