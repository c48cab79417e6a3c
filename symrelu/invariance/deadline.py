"""The time that is left to a decision on invariance."""

from __future__ import annotations

import time

from symrelu.errors import OutOfTime


def time_left(deadline: float) -> float:
    """The seconds up to the deadline, a value of `time.monotonic()`.

    Raises: OutOfTime, where there are none.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise OutOfTime("the decision on invariance", 0)
    return left
