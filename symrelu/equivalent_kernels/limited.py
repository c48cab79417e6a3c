"""A bound on the time that SymPy may search for a closed form."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from typing import NoReturn, TypeVar

from symrelu.errors import OutOfTime

T = TypeVar("T")


def limited(search: Callable[[], T], seconds: float) -> T | None:
    """What a search finds within its time, else None; an outer deadline stays in force.

    Where there are no interval timers, and outside of the main thread, the search is not bounded.

    >>> limited(lambda: 1 + 1, 1)
    2
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return search()
    own = OutOfTime("a closed form", seconds)

    def ring(number: int, frame: object) -> NoReturn:
        raise own

    left, interval = signal.getitimer(signal.ITIMER_REAL)
    if 0 < left <= seconds:
        return search()
    start = time.monotonic()
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.2)
    try:
        return search()
    except OutOfTime as error:
        if error is not own:
            raise
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - start), 0.001), interval)
