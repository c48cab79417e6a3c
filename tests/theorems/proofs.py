"""What the tests of theorem modules share: the modules of a paper, proved once in a run of the tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from symrelu.errors import SymreluError
from symrelu.script.lemma import Lemma
from symrelu.script.library import Checked, check, library, load_module
from symrelu.script.proposition import Proposition, Result, prove


@dataclass(frozen=True)
class Paper:
    """The theorem modules of a folder; what one test file has proved, the next ones replay."""

    folder: Path
    certificates: Path

    def module(self, name: str) -> ModuleType:
        return load_module((self.folder / f"{name}.py").resolve())

    def checked(self, modules: Iterable[str]) -> dict[Proposition, Checked]:
        """The propositions of the modules and what they use, each proved or not."""
        items = {p: None for module in modules for p in library(self.folder / f"{module}.py")}
        return dict(zip(items, check(items, folder=self.certificates), strict=True))

    def proved(self, modules: Iterable[str]) -> dict[str, Checked]:
        """The same by `module.proposition`."""
        return {line.name: line for line in self.checked(modules).values()}

    def results(self, modules: Iterable[str]) -> dict[Proposition, Result]:
        """The same by proposition, where all must be proved."""
        return {proposition: result(line) for proposition, line in self.checked(modules).items()}


def result(line: Checked) -> Result:
    assert line.result is not None, f"{line.name}: {line.reason}"
    return line.result


def assert_proved(lines: dict[str, Checked], modules: Iterable[str]) -> None:
    """Everything is proved without axioms, and something of each of the modules."""
    assert {name: line.reason for name, line in lines.items() if line.verdict != "proved"} == {}
    assert {name: line.axioms for name, line in lines.items() if line.axioms} == {}
    assert {name.partition(".")[0] for name in lines} >= set(modules)


def line_of(lines: dict[str, Checked], name: str) -> Checked:
    """The line of a proposition, by its name with the module, or alone if unique."""
    (line,) = [line for line in lines.values() if name in (line.name, line.name.partition(".")[2])]
    return line


def lemma(lines: dict[str, Checked], name: str) -> Lemma:
    """What a proposition states, as later steps use it."""
    return Lemma(result(line_of(lines, name)).theorem)


def refused(paper: Paper, lines: dict[str, Checked], name: str, claim: Any) -> bool:
    """Whether the script of a proposition, with all that it uses proved, fails to prove another claim."""
    home, _, title = name.partition(".")
    proposition: Proposition = getattr(paper.module(home), title)
    known = {used: result(line_of(lines, f"{used.module}.{used.name}")) for used in proposition.uses}
    try:
        prove(replace(proposition, claim=claim), known)
    except SymreluError:
        return True
    return False
