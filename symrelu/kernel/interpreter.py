"""How Python runs while large derivations are built and read."""

from __future__ import annotations

import gc
import sys
from collections.abc import Generator
from contextlib import contextmanager

FRAMES = 30_000


@contextmanager
def deep_recursion() -> Generator[None, None, None]:
    """Evidence is nested as deeply as the case splits of a proof; Python's default limit is lower."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


@contextmanager
def collector_paused() -> Generator[None, None, None]:
    """Run the body without the cycle collector, and start it again afterwards if it ran before.

    Terms and theorems are trees with shared parts: they hold no cycles, and counting references frees them.
    The collector would walk the growing heap again and again, which is a third of the time of a long check.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
