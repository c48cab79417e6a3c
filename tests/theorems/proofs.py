"""What the tests of theorem modules share: the modules of a paper, proved once in a run of the tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from symrelu.script.lemma import Lemma
from symrelu.script.library import Checked, check, library, load_module
from symrelu.script.proposition import Proposition, Result


@dataclass(frozen=True)
class Paper:
    """The theorem modules of a folder; what one test file has proved, the next ones replay."""

    folder: Path
    certificates: Path

    def module(self, name: str) -> ModuleType:
        return load_module((self.folder / f"{name}.py").resolve())

    def proved(self, modules: Iterable[str]) -> dict[str, Checked]:
        """The propositions of the modules and what they use, by `module.proposition`, each proved or not."""
        items = {p: None for module in modules for p in library(self.folder / f"{module}.py")}
        return {line.name: line for line in check(items, folder=self.certificates)}

    def results(self, modules: Iterable[str]) -> dict[Proposition, Result]:
        """As `proved`, by proposition; all of them must be."""
        items = {p: None for module in modules for p in library(self.folder / f"{module}.py")}
        made: dict[Proposition, Result] = {}
        for proposition, line in zip(items, check(items, folder=self.certificates), strict=True):
            assert line.result is not None, f"{line.name}: {line.reason}"
            made[proposition] = line.result
        return made


def lemma(lines: dict[str, Checked], name: str) -> Lemma:
    """What a proposition states, as later steps use it; its name with the module, or alone if unique."""
    (line,) = [line for full, line in lines.items() if name in (full, full.partition(".")[2])]
    assert line.result is not None
    return Lemma(line.result.theorem)
