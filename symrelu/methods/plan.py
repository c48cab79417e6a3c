# pyright: basic
"""What one case of an exact law says, laid out for proof: atoms, pieces, where its formulas change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.errors import ProofFailed
from symrelu.methods.cells import Piece, pieces_of
from symrelu.model import queries
from symrelu.model.expression import image
from symrelu.model.law import Law
from symrelu.model.order import Order
from symrelu.model.resolve import Resolved, leaves, resolve
from symrelu.model.scalar import Scalar, scalar
from symrelu.model.source import Point
from symrelu.terms.domains import variable_name


@dataclass(frozen=True)
class Plan:
    """What one case of a law says: atoms and branches, the pieces of each part, where its formulas change."""

    resolved: Resolved
    parts: tuple[tuple[Piece, ...] | Scalar, ...]
    cuts: tuple[Scalar, ...]
    rows: tuple[tuple[Any, int | None], ...]  # value of the distribution function below the cut of this index


def point_of(law: Law) -> Any:
    """A symbol for a point of the space that is no parameter of the law."""
    name = "y"
    while name in {variable_name(s) for s in law.parameters}:
        name += "'"
    return sp.Symbol(name, real=True)


def place(cuts: tuple[Scalar, ...], value: Scalar, order: Order) -> int:
    """Which of the cuts the value is.

    Raises: ProofFailed where it is none.
    """
    for i, cut in enumerate(cuts):
        if cut == value or order.zero(cut - value):
            return i
    raise ProofFailed(str(value), advice="one of the points at which the law changes")


def plan_of(law: Law, order: Order) -> Plan:
    """What the law says under the order.

    Raises: Undecided, which `split_cases` answers with cases."""
    resolved = resolve(law, order)
    parts: list[tuple[Piece, ...] | Scalar] = []
    levels: list[Scalar] = [point for point, _ in resolved.atoms]
    for _, source, maps in leaves(law, order):
        if isinstance(source, Point):
            value = image(maps, order.read(source.at), order)
            parts.append(value)
            levels.append(value)
            continue
        pieces = tuple(pieces_of(source, maps, order))
        parts.append(pieces)
        for piece in pieces:
            constant = order.zero(piece.slope)
            levels += [piece.offset] if constant else []
            levels += [piece.at(e) for e in (piece.low, piece.high) if e is not None and not constant]
    cuts = tuple(queries._points(levels, order))
    return Plan(resolved, tuple(parts), cuts, tuple(_rows(resolved, cuts, point_of(law), order)))


def cut_of(condition: Any, y: Any) -> Scalar:
    """The number that a condition on y compares it with, however the condition is written.

    >>> y, b = sp.symbols("y b", real=True)
    >>> cut_of(y < 2, y), cut_of(b < -y, y)
    (2, -b)
    """
    difference = sp.expand(condition.lhs - condition.rhs)
    return scalar(sp.expand(y - difference / difference.coeff(y)))


def _rows(
    resolved: Resolved, cuts: tuple[Scalar, ...], y: Any, order: Order
) -> Iterator[tuple[Any, int | None]]:
    formula = queries.cdf(resolved, y, order)
    if not isinstance(formula, sp.Piecewise):
        yield formula, None
        return
    rows: Any = formula.args
    for value, condition in rows:
        if condition == sp.true:
            yield value, None
        else:
            yield value, place(cuts, cut_of(condition, y), order)
