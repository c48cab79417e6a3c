"""The README says what is true: its Python runs as a doctest, its commands print what it shows."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

README = Path(__file__).resolve().parents[1] / "README.md"
SHELL = [
    block for block in re.findall(r"```sh\n(.*?)```", README.read_text(), re.DOTALL) if block.startswith("$ ")
]
SESSIONS = [session for block in SHELL for session in re.split(r"^\$ ", block, flags=re.MULTILINE) if session]
MODULE = re.search(r"```python\n(\"\"\".*?)```", README.read_text(), re.DOTALL)


def test_the_python_of_the_readme() -> None:
    found = doctest.testfile(str(README), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.splitlines()[0])
def test_the_commands_of_the_readme(
    session: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from symrelu.cli import main

    assert MODULE is not None
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "homogeneity.py").write_text(MODULE[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    command, _, shown = session.partition("\n")
    name, *arguments = shlex.split(command)
    assert name == "symrelu"
    with pytest.raises(SystemExit):
        main(arguments)
    assert capsys.readouterr().out == shown.rstrip("\n") + "\n"


def test_the_table_lists_every_command() -> None:
    from symrelu.cli import app

    listed = re.findall(r"^\| `symrelu (\w+)", README.read_text(), re.MULTILINE)
    assert listed == [
        str(command.callback.__name__) for command in app.registered_commands if command.callback
    ]
