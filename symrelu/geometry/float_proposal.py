# pyright: basic
"""HiGHS guesses which rows are tight at an optimum; whoever asks checks the guess over the rationals."""

from __future__ import annotations

from collections.abc import Sequence

from symrelu.model.rational import Rational, Vector


def propose(rows: Sequence[Vector], bounds: Sequence[Rational], objective: Vector) -> list[int]:
    """Rows that seem tight where the objective is largest on A y <= b; empty where HiGHS has no answer.

    >>> from flint import fmpq
    >>> propose([(fmpq(1),), (fmpq(-1),)], [fmpq(2), fmpq(0)], (fmpq(1),))
    [0]
    """
    import highspy
    import numpy as np

    table = np.array([_floats((*row, bound)) for row, bound in zip(rows, bounds, strict=True)])
    sizes = np.abs(table[:, :-1]).max(axis=1)
    table /= np.where(sizes > 0, sizes, 1.0)[:, None]
    if not np.isfinite(table).all():
        return []
    height, width = len(rows), len(objective)
    infinity = highspy.kHighsInf
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = width, height
    program.col_cost_ = -np.array(_floats(objective))
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


def _floats(row: Sequence[Rational]) -> list[float]:
    """The nearest floats; the row divided by its largest entry where one is too large for a float."""
    try:
        return [int(a.p) / int(a.q) for a in row]
    except OverflowError:
        size = max(map(abs, row))
        return [int((a / size).p) / int((a / size).q) for a in row]
