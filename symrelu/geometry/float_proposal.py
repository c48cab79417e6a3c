# pyright: basic
"""HiGHS guesses which rows are tight at an optimum; whoever asks checks the guess over the rationals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symrelu.model.rational import Rational, Vector

_LARGEST = 2**900


def propose(rows: Sequence[Vector], bounds: Sequence[Rational], objective: Vector) -> list[int]:
    """Rows that seem tight where the objective is largest on A y <= b; empty where HiGHS has no answer.

    >>> from flint import fmpq
    >>> propose([(fmpq(1),), (fmpq(-1),)], [fmpq(2), fmpq(0)], (fmpq(1),))
    [0]
    """
    import highspy
    import numpy as np

    scaled = [_scaled(row, bound) for row, bound in zip(rows, bounds, strict=True)]
    if any(row is None for row in scaled):
        return []
    table = np.array(scaled, dtype=np.float64)
    height, width = len(rows), len(objective)
    infinity = highspy.kHighsInf
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = width, height
    program.col_cost_ = -_unit(objective, np)
    program.col_lower_, program.col_upper_ = np.full(width, -infinity), np.full(width, infinity)
    program.row_lower_, program.row_upper_ = np.full(height, -infinity), table[:, width]
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.arange(height + 1, dtype=np.int32) * width
    program.a_matrix_.index_ = np.tile(np.arange(width, dtype=np.int32), height)
    program.a_matrix_.value_ = table[:, :width].ravel()
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off"), ("time_limit", 60.0)):
        solver.setOptionValue(option, value)
    if solver.passModel(program) == highspy.HighsStatus.kError:
        return []
    solver.run()
    basis = solver.getBasis()
    upper = highspy.HighsBasisStatus.kUpper
    return [i for i, status in enumerate(basis.row_status) if status == upper] if basis.valid else []


def _scaled(row: Vector, bound: Rational) -> list[float] | None:
    """The row and its bound in floats, the row with entries of size at most 1."""
    size = max(map(abs, row))
    if not size:
        size = max(abs(bound), 1)
    if abs(bound) > size * _LARGEST:
        return None
    return [*(_float(a / size) for a in row), _float(bound / size)]


def _unit(objective: Vector, np: Any) -> Any:
    size = max(map(abs, objective))
    return np.array([_float(c / size) if size else 0.0 for c in objective])


def _float(value: Rational) -> float:
    return int(value.p) / int(value.q)
