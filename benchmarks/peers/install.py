"""Environments of their own for the peers that cannot live beside symrelu.

Run: python3.11 benchmarks/peers/install.py FOLDER
then: python -m benchmarks --peers FOLDER
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEERS = {
    "sppl": ["--no-deps", "sppl==2.0.4"],
    "pacal": ["--no-build-isolation", "pacal==1.6"],
    "hilbertcurve": ["--no-deps", "hilbertcurve==2.0.5"],
    "jax": ["scipy==1.17.1"],
}


def install(folder: Path) -> int:
    """The number of peers that could not be installed."""
    failed = 0
    for name, wanted in PEERS.items():
        home = folder / name
        venv.create(home, with_pip=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        try:
            for arguments in (["-r", str(HERE / f"requirements-{name}.txt")], wanted):
                subprocess.run([*pip, *arguments], check=True, timeout=600)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            sys.stderr.write(f"{name} could not be installed: {error}\n")
            failed += 1
    return failed


if __name__ == "__main__":
    sys.exit(install(Path(sys.argv[1])))
