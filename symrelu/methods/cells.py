# pyright: basic
"""The cells of a piecewise-linear map of a base law: on each the map is one line, as theorems.

The exact law knows the cells; here they are proved, one by one, from the signs that its case supposes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.errors import ProofFailed
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import discharge, generalise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.methods.halflines import applied, within
from symrelu.methods.identities import equation
from symrelu.methods.search import Hints
from symrelu.methods.signs import sign_of
from symrelu.model.expression import compose
from symrelu.model.fact import NOT_NEGATIVE, NOT_POSITIVE
from symrelu.model.law_term import scalar_term
from symrelu.model.network import Layer
from symrelu.model.order import Order
from symrelu.model.piecewise import Cells
from symrelu.model.scalar import ONE, ZERO, Scalar, expression
from symrelu.model.source import Base
from symrelu.terms.term import Term, num, op, var

_ZERO = num(0)


@dataclass(frozen=True)
class Gate:
    """On a cell, slope x + offset lies on one side of 0."""

    slope: Scalar
    offset: Scalar
    sign: int


@dataclass(frozen=True)
class Piece:
    """x -> slope x + offset on the interval (low, high); `side` tells the side of the kink of the density."""

    low: Scalar | None
    high: Scalar | None
    slope: Scalar
    offset: Scalar
    side: int
    gates: tuple[Gate, ...] = ()

    def at(self, end: Scalar) -> Scalar:
        """The value at an end."""
        value = self.slope * end + self.offset
        return value if isinstance(value, fmpq) else _simple(value)


def _simple(value: Scalar) -> Scalar:
    found = sp.expand(sp.cancel(expression(value)))
    return fmpq(int(found.p), int(found.q)) if isinstance(found, sp.Rational) else found


def pieces_of(base: Base, maps: list[Any], order: Order) -> list[Piece]:
    """The pieces of the maps on the support of the base law, also those that the law unites.

    Raises: Undecided, which `split_cases` answers with cases.
    """
    standard = base.standard.replaced(order)
    place, scale = order.read(base.location), order.read(base.scale)
    low, high, kink = (
        None if z is None else place + scale * z for z in (standard.lower, standard.upper, standard.kink)
    )
    cells = Cells(low, high, (), ((ONE,),), ((ZERO,),))
    layers: list[tuple[Cells, tuple[Scalar, ...]]] = []
    for f in maps:
        if not isinstance(f, Layer):
            cells = compose([f], cells, order)
            continue
        before = cells.affine(
            tuple(tuple(map(order.read, row)) for row in f.weights), tuple(map(order.read, f.bias))
        )
        chosen = f.activation.read(order)
        layers.append((before, chosen.kinks))
        cells = before.activated(chosen, order)
    found: list[Piece] = []
    for (lo, hi), (slope,), (offset,) in zip(cells.ends(), cells.slopes, cells.offsets, strict=True):
        slope = slope if order.sign(slope) else ZERO
        gates = tuple(gate for layer, kinks in layers for gate in _gates(layer, kinks, lo, hi, order))
        for left, right, side in _at_kink(lo, hi, kink, order):
            found.append(Piece(left, right, slope, offset, side, gates))
    return found


def _at_kink(
    lo: Scalar | None, hi: Scalar | None, kink: Scalar | None, order: Order
) -> list[tuple[Scalar | None, Scalar | None, int]]:
    if kink is None:
        return [(lo, hi, 0)]
    if lo is not None and (order.signs(lo - kink) <= NOT_NEGATIVE or order.positive(lo - kink)):
        return [(lo, hi, 1)]
    if hi is not None and (order.signs(hi - kink) <= NOT_POSITIVE or not order.positive(hi - kink)):
        return [(lo, hi, -1)]
    return [(lo, kink, -1), (kink, hi, 1)]


def _gates(
    layer: Cells, kinks: tuple[Scalar, ...], lo: Scalar | None, hi: Scalar | None, order: Order
) -> Iterable[Gate]:
    """Which side of its kinks each unit of a layer is on, for slopes that are no numbers."""
    if not kinks:
        return
    for (start, stop), slopes, offsets in zip(layer.ends(), layer.slopes, layer.offsets, strict=True):
        before = start is None or (lo is not None and order.signs(lo - start) <= NOT_NEGATIVE)
        after = stop is None or (hi is not None and order.signs(stop - hi) <= NOT_NEGATIVE)
        if not (before and after):
            continue
        for slope, offset in zip(slopes, offsets, strict=True):
            direction = order.signs(slope)
            if isinstance(slope, fmpq) or len(direction) > 1 or 0 in direction:
                continue
            rising = 1 in direction
            for kink in kinks:
                ends = ((lo, rising), (hi, not rising))
                for end, least in ends:
                    if end is None:
                        continue
                    signs = order.signs(_simple(slope * end + offset - kink))
                    if signs <= (NOT_NEGATIVE if least else NOT_POSITIVE):
                        yield Gate(slope, offset - kink, 1 if least else -1)


# ---- theorems --------------------------------------------------------------------------------------


def sign_theorem(value: Scalar, given: tuple[Term, ...]) -> Theorem:
    """given |- 0 < t or t < 0, also where only the factors of t have known signs.

    Raises: ProofFailed.
    """
    term = scalar_term(value)
    try:
        return sign_of(term, given)
    except ProofFailed:
        factored = scalar_term(sp.factor(expression(value)))
        if factored == term:
            raise
        known = sign_of(factored, given)
        claim = _ZERO < term if known.claim.args[0] == _ZERO else term < _ZERO
        return establish(claim, premises=(known, equation(term, factored, given)))


def not_below(value: Scalar, given: tuple[Term, ...]) -> Theorem:
    """given |- 0 <= t."""
    term = scalar_term(value)
    try:
        return establish(_ZERO <= term, given=given, seconds=1)
    except ProofFailed:
        return establish(_ZERO <= term, premises=(sign_theorem(value, given),))


@cache
def _monotone(rising: bool) -> Theorem:
    """forall s c p q. 0 < s -> (p <= q <-> s p + c <= s q + c); reversed for s < 0."""
    s, c, p, q = (var(name, "R") for name in "scpq")
    sign = _ZERO < s if rising else s < _ZERO
    left, right = s * p + c, s * q + c
    claim = op("iff", p <= q, left <= right if rising else right <= left)
    up = establish(op("imp", p <= q, claim.args[1]), given=(sign,), hints=Hints(products=((p <= q, sign),)))
    down = establish(
        op("imp", q < p, op("not", claim.args[1])), given=(sign,), hints=Hints(products=((q < p, sign),))
    )
    rule = op("imp", sign, claim)
    return generalise(establish(rule, premises=(discharge(up, sign), discharge(down, sign))), s, c, p, q)


@dataclass(frozen=True)
class Line:
    """x -> slope x + offset with what is known of it; `sign` is None where the slope is a number."""

    slope: Term
    offset: Term
    sign: Theorem | None

    def at(self, x: Term) -> Term:
        """The value at x."""
        return self.slope * x + self.offset

    def compared(self, p: Term, q: Term) -> tuple[Theorem, ...]:
        """p <= q and q <= p as comparisons of the values."""
        if self.sign is None or canon(p) == canon(q):
            return ()
        rule = _monotone(self.sign.claim.args[0] == _ZERO)
        return tuple(
            applied(rule, self.slope, self.offset, *pair, premises=(self.sign,)) for pair in ((p, q), (q, p))
        )


def line_of(slope: Scalar, offset: Scalar, given: tuple[Term, ...]) -> Line:
    """The line with the sign of its slope."""
    sign = None if isinstance(slope, fmpq) else sign_theorem(slope, given)
    return Line(scalar_term(slope), scalar_term(offset), sign)


@dataclass(frozen=True)
class Cell:
    """A piece with its theorems.

    `values` says what the line takes at the ends, `ordered` that low <= high, `affine` that at the point
    between them the map is the line.
    """

    point: Term
    low: Term | None
    high: Term | None
    line: Line
    side: int
    constant: bool
    values: tuple[Theorem, ...]
    ordered: tuple[Theorem, ...]
    affine: Theorem

    @property
    def here(self) -> Term:
        """The point lies in the cell."""
        return within(self.point, self.low, self.high)

    @property
    def value(self) -> Term:
        """The value at the point."""
        return self.line.offset if self.constant else self.line.at(self.point)


def proved_cell(
    piece: Piece,
    f: Term,
    x: Term,
    level: Callable[[Scalar], Term],
    given: tuple[Term, ...],
    order: Iterable[Theorem],
) -> Cell:
    """The cell of the map f at the point x; `level` gives the terms of the values at its ends.

    Raises: ProofFailed.
    """
    order = tuple(order)
    low, high = (None if e is None else scalar_term(e) for e in (piece.low, piece.high))
    constant = isinstance(piece.slope, fmpq) and piece.slope == 0
    line = line_of(piece.slope, piece.offset, given)
    ends = [(end, scalar_term(end)) for end in (piece.low, piece.high) if end is not None]
    if constant:
        values = (_equal(line.offset, level(piece.offset), given),)
    else:
        values = tuple(_equal(line.at(term), level(piece.at(end)), given) for end, term in ends)
    ordered: tuple[Theorem, ...] = ()
    if low is not None and high is not None and piece.low is not None:
        if line.sign is None:
            ordered = (not_below(piece.high - piece.low, given),)
        else:
            facts = (*line.compared(low, high), *values, *order)
            ordered = (establish(low <= high, given=given, premises=facts),)
    here = () if low is None and high is None else (within(x, low, high),)
    gates = [_gate(gate, piece, x, here, given) for gate in piece.gates]
    target = line.offset if constant else line.at(x)
    lines = [fact for _, term in ends for fact in line.compared(x, term)]
    affine = establish(
        op("eq", f(x), target), given=(*given, *here), premises=(*gates, *lines, *values, *order)
    )
    affine = discharge(affine, within(x, low, high))
    return Cell(x, low, high, line, piece.side, constant, values, ordered, affine)


def _equal(left: Term, right: Term, given: tuple[Term, ...]) -> Theorem:
    """left = right as closed forms, or else by the equations that are given."""
    try:
        return equation(left, right, given)
    except ProofFailed:
        return establish(op("eq", left, right), given=given, seconds=3)


def _gate(gate: Gate, piece: Piece, x: Term, here: tuple[Term, ...], given: tuple[Term, ...]) -> Theorem:
    """On the cell, slope x + offset is at least 0, or at most 0."""
    line = line_of(gate.slope, gate.offset, given)
    rising = line.sign is not None and line.sign.claim.args[0] == _ZERO
    end = piece.low if rising == (gate.sign > 0) else piece.high
    value = _simple(gate.slope * end + gate.offset)
    place = scalar_term(end)
    level = equation(line.at(place), scalar_term(value), given)
    known = not_below(gate.sign * value, given)
    goal = _ZERO <= line.at(x) if gate.sign > 0 else line.at(x) <= _ZERO
    return establish(goal, given=(*given, *here), premises=(*line.compared(x, place), level, known))
