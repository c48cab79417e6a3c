"""The papers whose modules are tested."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.theorems.proofs import Paper


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is empty when the tests begin; the processes of one run share it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "certificates"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def paper(request: pytest.FixtureRequest, root: Path, certificates: Path) -> Paper:
    """The paper of the test file, which names it as `PAPER`."""
    return Paper(root / "theorems" / request.module.PAPER, certificates)
