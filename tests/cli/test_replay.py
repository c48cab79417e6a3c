"""symrelu replay: with the kernel alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

POISON = """
import sys

class Poison:
    names = {"sympy", "z3", "highspy", "numpy", "scipy", "mpmath", "matplotlib", "jinja2"}

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in self.names:
            raise ImportError(f"{name} is poisoned")

sys.meta_path.insert(0, Poison())
from symrelu.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("flags", [[], ["-O"]])
def test_replay_needs_the_kernel_alone(certificate: str, tmp_path: Path, flags: list[str]) -> None:
    file = tmp_path / "relu.json"
    file.write_text(certificate)
    command = [sys.executable, *flags, "-c", POISON, "replay", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "The ReLU is nonnegative" in done.stdout


def test_the_poison_works(tmp_path: Path) -> None:
    command = [sys.executable, "-c", POISON, "decide", "relu(x) >= 0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=tmp_path)
    assert done.returncode == 70
    assert "poisoned" in done.stderr


def test_json(run: Run, certificate: str, tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text(certificate)
    ran = run("replay", ".", "--json")
    assert ran.code == 0
    (row,) = ran.fields["certificates"]
    assert row == {
        "name": "good.json",
        "title": "The ReLU is nonnegative",
        "claim": "|- 0 <= relu(x)",
        "verdict": "proved",
        "axioms": [],
        "reason": None,
    }


@pytest.mark.parametrize("where", ["claim", "digest", "version", "title"])
def test_a_changed_certificate_fails(run: Run, certificate: str, tmp_path: Path, where: str) -> None:
    body = json.loads(certificate)
    if where == "claim":
        body["steps"][-1]["claim"] = 0
    else:
        body[where] = 1
    (tmp_path / "bad.json").write_text(json.dumps(body))
    (tmp_path / "good.json").write_text(certificate)
    ran = run("replay", ".")
    assert ran.code == 1
    assert "1 of 2 re-checked" in ran.out
    assert "failed   bad.json" in ran.out


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "[" * 100_000, '{"version": 1}', "\x00", "1e999"])
def test_what_is_no_certificate_fails_without_a_traceback(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.json").write_text(text)
    ran = run("replay", "bad.json")
    assert ran.code == 1
    assert "Traceback" not in ran.out + ran.err
    assert ran.err == ""


def test_nothing_to_replay_is_bad_input(run: Run, tmp_path: Path) -> None:
    for target in (".", "nothing.json"):
        ran = run("replay", target)
        assert (ran.code, ran.out) == (64, "")
        assert "symrelu check" in ran.err
