"""A bound on the time of a search."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import NoReturn

from symrelu.errors import OutOfTime

GRACE = 1.0  # seconds that a search has for stopping by itself


@contextmanager
def deadline(task: str, seconds: float) -> Generator[None, None, None]:
    """Stop what overruns its time; the alarm rings again should a library swallow it.

    Raises: OutOfTime, where the system has interval timers, and in the main thread.

    >>> with deadline("nothing", 1):
    ...     pass
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: object) -> NoReturn:
        raise OutOfTime(task, seconds)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds + GRACE, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
