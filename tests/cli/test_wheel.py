"""What is installed: the wheel holds the theorem modules and the templates, and works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, unpacked as pip would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=120)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_what_the_checkout_holds(root: Path, installed: Path) -> None:
    for package in ("symrelu", "theorems"):
        here = {path.relative_to(root) for path in (root / package).rglob("*") if path.is_file()}
        there = {path.relative_to(installed) for path in (installed / package).rglob("*") if path.is_file()}
        assert there == {path for path in here if "__pycache__" not in path.parts}
    scripts = next(installed.glob("*.dist-info")) / "entry_points.txt"
    assert "symrelu = symrelu.cli:main" in scripts.read_text()


def test_the_shipped_theorems_are_found_from_any_folder(installed: Path, tmp_path: Path) -> None:
    code = "import symrelu.cli as cli; print(cli.__file__); cli.main(['graph'])"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    where, *lines = done.stdout.splitlines()
    assert where.startswith(str(installed))
    assert any(line.startswith("width_one.") for line in lines)
