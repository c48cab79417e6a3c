"""Running commands as a user does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def fields(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """A command in this process, in an empty folder."""
    from symrelu.cli import main

    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        text = capsys.readouterr()
        return Ran(int(left.value.code or 0), text.out, text.err)

    return run


@pytest.fixture
def run_alone(tmp_path: Path) -> Run:
    """A command in a process of its own, started with the given flags of Python."""

    def run(*arguments: str, flags: tuple[str, ...] = ()) -> Ran:
        command = [sys.executable, *flags, "-m", "symrelu", *arguments]
        here = {**os.environ, "COLUMNS": "200"}
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120, env=here)
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def certificate() -> str:
    """The certificate of a small theorem: relu(x) >= 0."""
    from symrelu.kernel.certificate import dump
    from symrelu.kernel.definedness import publish
    from symrelu.methods.establish import establish
    from symrelu.terms.term import num, op, var

    claim = op("le", num(0), op("relu", var("x", "R")))
    return dump(publish("The ReLU is nonnegative", claim, (), establish(claim), (), ()))
