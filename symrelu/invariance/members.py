# pyright: basic
"""Members of a family at small exact parameters, and the layers that are tried on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain, islice
from random import Random
from typing import Any

import sympy as sp

from symrelu.invariance.space_statement import SpaceStatement
from symrelu.invariance.statement import Statement
from symrelu.methods.valuation import truth
from symrelu.model.law import DensityPart, Law
from symrelu.model.network import Layer
from symrelu.terms.term import Term, num, op

_NUMBERS = tuple(map(Fraction, ("0", "1", "1/2", "2", "-1", "3", "1/4", "-2")))
_RANKED = (*_NUMBERS, *map(Fraction, (5, -5, 10, 100)))
SIMPLE, SCATTERED, TRIES = 20, 60, 3000
LAYERS: tuple[tuple[str, str], ...] = (
    ("1", "0"), ("1", "-1"), ("-1", "1"), ("1", "1"), ("-1", "1/2"), ("1/2", "0"), ("1", "-1/2"), ("-1", "2"),
    ("1", "2"), ("0", "1"), ("-2", "3"), ("1/2", "1"),
)  # fmt: skip


def members(
    stated: Statement | SpaceStatement, scattered: bool = False, most: int = 0
) -> Iterator[tuple[Fraction, ...]]:
    """Points of the domain: simple ones, or scattered ones, the same in every run; at most so many."""
    domain = op("and", *stated.domain_at(stated.parameters))

    def inside(point: tuple[Fraction, ...]) -> bool:
        return truth(domain, dict(zip(stated.parameters, point, strict=True))) is True

    make, count = (_scattered, SCATTERED) if scattered else (_simple, SIMPLE)
    points = islice(make(len(stated.parameters)), TRIES)
    yield from islice(filter(inside, chain(_filled(stated.family, make), points)), most or count)


def _filled(
    family: Any, make: Callable[[int], Iterator[tuple[Fraction, ...]]]
) -> Iterator[tuple[Fraction, ...]]:
    """Points where the parameters that the law does not have are 0, or 1 if they are declared positive."""
    used = [p in family.law.parameters for p in family.parameters]
    if all(used):
        return
    other = [Fraction(int(bool(p.is_positive))) for p in family.parameters]
    for point in islice(make(sum(used)), TRIES):
        values = iter(point)
        yield tuple(next(values) if u else o for u, o in zip(used, other, strict=True))


def law_of_member(family: Any, member: tuple[Fraction, ...]) -> Law:
    """The law of a family at exact parameters; parameters that it does not have are left out.

    Raises: InputError, NoClosedForm.
    """
    values = zip(family.parameters, member, strict=True)
    known = family.law.parameters
    return family.law.at({p: sp.Rational(v.numerator, v.denominator) for p, v in values if p in known})


def _simple(n: int) -> Iterator[tuple[Fraction, ...]]:
    """Points in the order of the sum of the ranks of their coordinates."""
    for total in range(n * len(_RANKED)):
        for ranks in _ranks(n, total):
            yield tuple(_RANKED[r] for r in ranks)


def _scattered(n: int) -> Iterator[tuple[Fraction, ...]]:
    generator = Random(0)
    while True:
        yield tuple(generator.choice(_NUMBERS) for _ in range(n))


def _ranks(n: int, total: int) -> Iterator[tuple[int, ...]]:
    if n == 1:
        if total < len(_RANKED):
            yield (total,)
        return
    for first in range(min(total, len(_RANKED) - 1), -1, -1):
        yield from ((first, *rest) for rest in _ranks(n - 1, total - first))


def shown_member(stated: Statement | SpaceStatement, member: tuple[Fraction, ...]) -> dict[str, Any]:
    """The names of the parameters with their values at a member."""
    values = zip(stated.family.parameters, member, strict=True)
    return {str(p): sp.Rational(v.numerator, v.denominator) for p, v in values}


def layers() -> tuple[Layer, ...]:
    """The layers of width one that are tried, in order."""
    return tuple(Layer(Fraction(w), Fraction(b)) for w, b in LAYERS)


def halving(law: Law) -> tuple[Layer, ...]:
    """Layers that send one half of a stretch with a density to 0, for a member far from the small numbers."""
    found: list[Layer] = []
    for part in law.parts():
        low, high = part.support
        if isinstance(part, DensityPart) and low.is_Rational and high.is_Rational:
            found.append(Layer(1, -(low + high) / 2))
    return tuple(found)


def numerals(point: tuple[Fraction, ...]) -> tuple[Term, ...]:
    """The numerals of a point."""
    return tuple(map(num, point))
