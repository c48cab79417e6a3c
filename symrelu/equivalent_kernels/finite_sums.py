# pyright: basic
"""Sums of independent finite variables times rational columns, by convolution over a lattice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product as pairs

from flint import fmpq

from symrelu.errors import NoClosedForm
from symrelu.model.rational import Rational

Place = tuple[Rational, Rational]
MOST_STEPS = 3_000_000


def convolved(terms: Iterable[tuple[Place, Mapping[Rational, Rational]]]) -> dict[Place, Rational]:
    """{(s, t): mass} of the sum of columns (a, b) times independent finite variables.

    Equal columns and laws are gathered: the n-fold sum of a variable is found by squaring.
    Raises: NoClosedForm for too many places.

    >>> coin = {fmpq(1): fmpq(1, 2), fmpq(-1): fmpq(1, 2)}
    >>> convolved([((fmpq(1), fmpq(0)), coin)] * 2)[fmpq(0), fmpq(0)]
    1/2
    """
    counts: dict[tuple[Place, tuple[tuple[Rational, Rational], ...]], int] = {}
    for column, atoms in terms:
        key = column, tuple(sorted(atoms.items()))
        counts[key] = counts.get(key, 0) + 1
    total: dict[Place, Rational] = {(fmpq(0), fmpq(0)): fmpq(1)}
    steps = 0
    for (column, atoms), n in counts.items():
        line = _power(dict(atoms), n)
        steps += len(line) * len(total)
        if steps > MOST_STEPS:
            raise NoClosedForm(f"a sum over more than {MOST_STEPS:,} places", "fewer different coordinates")
        total = _joined(total, {(column[0] * w, column[1] * w): mass for w, mass in line.items()})
    return total


def _joined(one: Mapping[Place, Rational], two: Mapping[Place, Rational]) -> dict[Place, Rational]:
    found: dict[Place, Rational] = {}
    for ((s, t), mass), ((u, v), weight) in pairs(one.items(), two.items()):
        place = s + u, t + v
        found[place] = found.get(place, fmpq(0)) + mass * weight
    return found


def _power(atoms: Mapping[Rational, Rational], n: int) -> dict[Rational, Rational]:
    """The law of the sum of n independent copies."""
    if n == 1:
        return dict(atoms)
    half = _power(atoms, n // 2)
    whole = _sum(half, half)
    return _sum(whole, atoms) if n % 2 else whole


def _sum(one: Mapping[Rational, Rational], two: Mapping[Rational, Rational]) -> dict[Rational, Rational]:
    if len(one) * len(two) > MOST_STEPS:
        raise NoClosedForm(f"a sum over more than {MOST_STEPS:,} places", "fewer coordinates")
    found: dict[Rational, Rational] = {}
    for (s, mass), (u, weight) in pairs(one.items(), two.items()):
        found[s + u] = found.get(s + u, fmpq(0)) + mass * weight
    return found
