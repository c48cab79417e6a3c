"""Shipped theorems that a verdict needs: replayed by the kernel from a certificate, or proved afresh."""

from __future__ import annotations

import os
import time
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from symrelu.errors import OutOfTime, ProofFailed
from symrelu.kernel.theorem import Theorem
from symrelu.script.library import certificate_path, check, library, stored_result
from symrelu.script.proposition import Proposition

CHECKED = Path("reports/certificates")


def folder_of_user() -> Path:
    """Where certificates are kept from one run to the next: `$SYMRELU_CACHE`, or the cache of the user."""
    named = os.environ.get("SYMRELU_CACHE")
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "symrelu" / "certificates"


def stored_theorem(name: str, deadline: float) -> Theorem:
    """The theorem of a shipped proposition, by its name `module.proposition`.

    A certificate in `reports/certificates`, or in the cache of the user, is replayed by the kernel if it is
    of this very statement and script. Else the theorem is proved with all that it uses, and kept there.

    Raises: OutOfTime at the deadline, a value of `time.monotonic()`; ProofFailed.
    """
    items = library(name)
    kept = _kept(name, tuple(_stamp(items[-1], folder) for folder in (CHECKED, folder_of_user())))
    if kept is not None:
        return kept
    folder = folder_of_user()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if writable:
        return _proved(name, items, folder, deadline)
    with TemporaryDirectory(prefix="symrelu-") as passing:
        return _proved(name, items, Path(passing), deadline)


def _stamp(proposition: Proposition, folder: Path) -> int | None:
    """When the certificate was written; None where there is none."""
    try:
        return certificate_path(proposition, folder).stat().st_mtime_ns
    except OSError:
        return None


@lru_cache(maxsize=8)
def _kept(name: str, stamps: tuple[int | None, ...]) -> Theorem | None:
    """The theorem of a stored certificate, replayed once in a process while the file is the same."""
    proposition = library(name)[-1]
    for folder, stamp in zip((CHECKED, folder_of_user()), stamps, strict=True):
        result = stored_result(proposition, folder) if stamp is not None else None
        if result is not None:
            return result.theorem
    return None


def _proved(name: str, items: tuple[Proposition, ...], folder: Path, deadline: float) -> Theorem:
    """The theorem with all that it uses, each kept as it is proved."""
    started = time.monotonic()
    for line in check(items, folder=folder):
        if line.result is None:
            raise ProofFailed(name, advice=f"{line.name} is not proved: {line.reason[:200]}")
        if line.result.proposition is items[-1]:
            return line.result.theorem
        if time.monotonic() > deadline:
            raise OutOfTime(f"the proof of {name}, kept as far as it came,", round(deadline - started))
    raise ProofFailed(name, advice="a shipped theorem")
