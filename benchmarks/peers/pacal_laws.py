"""PaCAL: laws as interpolated densities, in floating point.

PaCAL 1.6 imports `numpy.fft.fftpack`, which NumPy has renamed; the name is given back to it here.
"""

from __future__ import annotations

import sys
import warnings
from typing import Any

import numpy.fft
import tasks

warnings.filterwarnings("ignore")
sys.modules["numpy.fft.fftpack"] = numpy.fft
import pacal  # noqa: E402


def answer(task: str) -> dict[str, Any]:
    if task == "symbolic":
        raise TypeError("laws with symbolic parameters cannot be written")
    if task.startswith("stack"):
        _, base, depth = task.split(":")
        law: Any = pacal.UniformDistr(-1, 1) if base == "uniform" else pacal.NormalDistr(0, 1)
        for w, b in tasks.rows_of(int(depth)):
            law = pacal.max(float(w) * law + float(b), pacal.ConstDistr(0))
        return {"cdf": float(law.cdf(float(tasks.middle_of(base, int(depth))))), "kind": "float"}
    bases = {
        "normal": lambda: pacal.NormalDistr(0, 1),
        "uniform": lambda: pacal.UniformDistr(-1, 2),
        "exponential": lambda: pacal.ExponentialDistr(1),
        "laplace": lambda: pacal.LaplaceDistr(1),
        "student_t": lambda: pacal.StudentTDistr(3),
    }
    law = pacal.max(2 * bases[task]() - 1, pacal.ConstDistr(0))
    values = {"atom": law.cdf(0), "cdf": law.cdf(1), "density": law.pdf(1)}
    return {**{name: float(value) for name, value in values.items()}, "kind": "float"}


if __name__ == "__main__":
    tasks.main(answer)
