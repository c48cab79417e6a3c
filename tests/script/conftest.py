"""Theorems that are proved for one test are kept for the others, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def kept(proofs_are_kept: Path) -> Path:
    """The folder that the tests of the theorem modules fill, too."""
    return proofs_are_kept
