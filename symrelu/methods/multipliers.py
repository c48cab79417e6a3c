"""Farkas multipliers of linear rows that contradict each other."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from symrelu.methods.bounds import Number
from symrelu.methods.simplex import Form, Simplex, merge


def linear_multipliers(
    rows: Sequence[tuple[Mapping[Hashable, Number], Number, bool | None]], deadline: float = float("inf")
) -> dict[int, Number] | None:
    """Multipliers c with sum c_i e_i = s, s < 0 or s = 0 with a strict row; None if there are none.

    A row is (linear part by name, constant, strict): `0 <= e`, `0 < e` (strict True), `0 = e` (strict None).

    >>> from flint import fmpq
    >>> linear_multipliers([({"x": fmpq(1)}, fmpq(-2), False), ({"x": fmpq(-1)}, fmpq(1), False)])
    {1: 1, 0: 1}
    >>> linear_multipliers([({"x": fmpq(1)}, fmpq(0), True)]) is None
    True
    """
    solver, names = Simplex(deadline), dict[Hashable, int]()
    for index, (form, constant, strict) in enumerate(rows):
        named: Form = {}
        for name, coefficient in form.items():
            if name not in names:
                names[name] = solver.variable()
            if coefficient:
                named[names[name]] = coefficient
        conflict = solver.assert_row(named, constant, strict, index)
        if conflict is not None:
            return merge(conflict)
    conflict = solver.check()
    return None if conflict is None else merge(conflict)
