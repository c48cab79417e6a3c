# pyright: basic
"""Sums of independent finite variables times rational columns, by convolution over an integer lattice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import lcm
from typing import Any

from flint import fmpq

from symrelu.errors import NoClosedForm
from symrelu.model.rational import Rational

Place = tuple[Rational, Rational]
Variable = tuple[tuple[int, Rational], ...]  # places on the lattice and their masses
MOST_STEPS = 1_000_000


def convolved(terms: Iterable[tuple[Place, Mapping[Rational, Rational]]]) -> list[tuple[Place, Rational]]:
    """The places (s, t) and masses of the sum of columns (a, b) times independent finite variables.

    Equal columns and laws are gathered; the n-fold sum of a variable is found by squaring. Masses may be
    signed.
    Raises: NoClosedForm for too many places.

    >>> coin = {fmpq(1): fmpq(1, 2), fmpq(-1): fmpq(1, 2)}
    >>> convolved([((fmpq(1), fmpq(0)), coin)] * 2)
    [((2, 0), 1/4), ((0, 0), 1/2), ((-2, 0), 1/4)]
    """
    given = [(column, tuple(atoms.items())) for column, atoms in terms]
    below = lcm(*(int(v.q) for column, _ in given for v in column))
    points = lcm(*(int(w.q) for _, atoms in given for w, _ in atoms))
    rows = [(_lattice(column, below), _variable(atoms, points)) for column, atoms in given]
    counts = Counter((column, str(variable)) for column, variable in rows)
    variables = {(column, str(variable)): variable for column, variable in rows}
    total: dict[tuple[int, int], Rational] = {(0, 0): fmpq(1)}
    steps = 0
    for key, n in counts.items():
        (a, b), line = key[0], _power(dict(variables[key]), n)
        steps += len(line) * len(total)
        _demand_few(steps)
        total = _joined(total, {(a * w, b * w): mass for w, mass in line.items()})
    unit = below * points
    return [((fmpq(s, unit), fmpq(t, unit)), mass) for (s, t), mass in total.items()]


def _lattice(column: Place, below: int) -> tuple[int, int]:
    return int((column[0] * below).p), int((column[1] * below).p)


def _variable(atoms: Iterable[tuple[Rational, Rational]], points: int) -> Variable:
    return tuple((int((w * points).p), mass) for w, mass in atoms)


def _demand_few(steps: int) -> None:
    if steps > MOST_STEPS:
        raise NoClosedForm(f"a sum over more than {MOST_STEPS:,} places", "fewer different coordinates")


def _joined(one: Mapping[Any, Rational], two: Mapping[Any, Rational]) -> dict[Any, Rational]:
    found: dict[Any, Rational] = {}
    for (s, t), mass in one.items():
        for (u, v), weight in two.items():
            place = s + u, t + v
            found[place] = found[place] + mass * weight if place in found else mass * weight
    return found


def _power(atoms: Mapping[int, Rational], n: int) -> dict[int, Rational]:
    """The law of the sum of n independent copies."""
    if n == 1:
        return dict(atoms)
    half = _power(atoms, n // 2)
    whole = _sum(half, half)
    return _sum(whole, atoms) if n % 2 else whole


def _sum(one: Mapping[int, Rational], two: Mapping[int, Rational]) -> dict[int, Rational]:
    _demand_few(len(one) * len(two))
    found: dict[int, Rational] = {}
    for s, mass in one.items():
        for u, weight in two.items():
            place = s + u
            found[place] = found[place] + mass * weight if place in found else mass * weight
    return found
