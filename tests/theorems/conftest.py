"""The papers whose modules are tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.theorems.proofs import Paper


@pytest.fixture(scope="module")
def paper(request: pytest.FixtureRequest, root: Path, certificates: Path) -> Paper:
    """The paper of the test file, which names it as `PAPER`."""
    return Paper(root / "theorems" / request.module.PAPER, certificates)
