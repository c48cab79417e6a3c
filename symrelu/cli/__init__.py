"""The command line: the only room that prints.

Exit codes: 0 proved or done, 1 refuted or failed, 2 unknown, 64 wrong usage or bad input; 70 a fault of ours.
Nothing heavy is imported here; `symrelu replay` runs with the kernel alone.
"""

from __future__ import annotations

# Help lists the commands in this order.
# isort: off
from symrelu.cli import laws, networks, verdicts, curves, kernels, library
from symrelu.cli.application import app
from symrelu.cli.run import main
# isort: on

__all__ = ("app", "curves", "kernels", "laws", "library", "main", "networks", "verdicts")
