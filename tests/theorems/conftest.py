"""The papers whose modules are tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from symrelu.script.library import Checked
from tests.theorems.proofs import Paper


@pytest.fixture(scope="module")
def paper(request: pytest.FixtureRequest, root: Path, certificates: Path) -> Paper:
    """The paper of the test file, which names it as `PAPER`."""
    return Paper(root / "theorems" / request.module.PAPER, certificates)


@pytest.fixture(scope="module")
def lines(request: pytest.FixtureRequest, paper: Paper) -> dict[str, Checked]:
    """The propositions of the modules that the test file names as `MODULES`, and what they use."""
    return paper.proved(request.module.MODULES)
