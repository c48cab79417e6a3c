"""hilbertcurve: integer points of Hilbert's curve and back, and seconds for each; its argument holds rows."""

from __future__ import annotations

import json
import random
import sys
import time

from hilbertcurve.hilbertcurve import HilbertCurve


def seconds(dim: int, level: int, seed: int, count: int) -> tuple[float, float, list[list[int]]]:
    """CPU seconds for one point and for one number, and the points."""
    draw = random.Random(seed)
    numbers = [draw.randrange(2 ** (dim * level)) for _ in range(count)]
    curve = HilbertCurve(level, dim)
    best, back, found = float("inf"), float("inf"), []
    for _ in range(5):
        start = time.process_time()
        found = [list(map(int, curve.point_from_distance(number))) for number in numbers]
        best = min(best, time.process_time() - start)
        start = time.process_time()
        again = [int(curve.distance_from_point(point)) for point in found]
        back = min(back, time.process_time() - start)
        if again != numbers:
            raise ValueError(again)
    return best / count, back / count, found


if __name__ == "__main__":
    sys.stdout.write(json.dumps([seconds(*row) for row in json.loads(sys.argv[1])]))
