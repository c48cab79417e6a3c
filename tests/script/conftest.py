"""Theorems that are proved for one test are kept for the others, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder that the tests of the theorem modules fill, too."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "certificates"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SYMRELU_CACHE", str(folder))
        yield folder
