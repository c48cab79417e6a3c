"""hilbertcurve: integer points of Hilbert's curve, and seconds for each; its argument holds the rows."""

from __future__ import annotations

import json
import random
import sys
import time

from hilbertcurve.hilbertcurve import HilbertCurve


def seconds(dim: int, level: int, seed: int, count: int) -> tuple[float, list[list[int]]]:
    """CPU seconds for one point, and the points."""
    draw = random.Random(seed)
    numbers = [draw.randrange(2 ** (dim * level)) for _ in range(count)]
    curve = HilbertCurve(level, dim)
    best, found = float("inf"), []
    for _ in range(3):
        start = time.process_time()
        found = [list(map(int, curve.point_from_distance(number))) for number in numbers]
        best = min(best, time.process_time() - start)
    return best / count, found


if __name__ == "__main__":
    sys.stdout.write(json.dumps([seconds(*row) for row in json.loads(sys.argv[1])]))
