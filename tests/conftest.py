"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A loaded machine must not fail a property; the gate draws the same examples each time, a developer new ones.
settings.register_profile("fresh", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "fresh")


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tests of one run keep what they prove: a new folder, which its processes share.

    `TEST_CERTIFICATES` names a folder of certificates to begin with; the kernel replays them.
    """
    base = tmp_path_factory.getbasetemp()
    new = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "certificates"
    folder = Path(os.environ.get("TEST_CERTIFICATES") or new)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def proofs_are_kept(certificates: Path) -> Iterator[Path]:
    """Theorems that are proved for a verdict are kept where the tests of the theorem modules keep theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SYMRELU_CACHE", str(certificates))
        yield certificates


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parents[1]
