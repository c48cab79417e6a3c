"""What every command does alike: usage errors, help, interruption, a broken pipe."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run

COMMANDS = ("push", "decide", "invariant", "check", "replay", "show", "report", "graph")


@pytest.mark.parametrize("command", COMMANDS)
def test_help(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert "--json" in ran.out


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ([], "Usage"),
        (["pusch"], "Did you mean 'push'"),
        (["--nonsense"], "--nonsense"),
        (["report", "--style", "poster"], "poster"),
        (["show"], "target"),
        (["show", "no_such_theorem"], "no_such_theorem"),
        (["check", "no_such_theorem"], "no_such_theorem"),
        (["graph", "no_such_theorem", "--json"], "no_such_theorem"),
    ],
)
def test_wrong_usage_is_64(run: Run, arguments: list[str], part: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (64, "")
    assert part in ran.err
    assert "Traceback" not in ran.err


def test_a_fault_is_no_verdict_and_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symrelu.io.image.read_law", lambda *_: 1 // 0)
    ran = run("push", "--law", "normal(0,1)", "--layer", "1,0")
    assert (ran.code, ran.out) == (70, "")
    assert ran.err.startswith("symrelu: a fault of symrelu, ZeroDivisionError")
    monkeypatch.setenv("SYMRELU_TRACEBACK", "1")
    from symrelu.cli import main

    with pytest.raises(ZeroDivisionError):
        main(["push", "--law", "normal(0,1)", "--layer", "1,0"])


def test_python_m_and_optimised_python_say_the_same(run_alone: Run) -> None:
    arguments = ("push", "--law", "uniform(0,1)", "--layer", "2,-1", "--json")
    plain, optimised = run_alone(*arguments), run_alone(*arguments, flags=("-O",))
    assert plain == optimised
    assert plain.code == 0


def test_an_interrupt_leaves_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "symrelu", "check", "--fresh", "--json"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path
    )
    time.sleep(5)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60) == ("", "symrelu: interrupted\n")
    assert process.returncode in {130, -signal.SIGINT}  # Python's own way out, where it was just importing
    assert not list(tmp_path.rglob(".writing-*"))  # no half-written certificate


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    command = (
        f'"{sys.executable}" -m symrelu push --law "normal(0,1)" --layer 1,0 | true; echo ${{PIPESTATUS[0]}}'
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert done.stderr == ""
    assert done.stdout.strip() == "0"
