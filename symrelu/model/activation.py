# pyright: basic
"""Activations: piecewise-linear functions of one number, applied to each coordinate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.model.fact import NOT_NEGATIVE, Fact
from symrelu.model.order import Order
from symrelu.model.scalar import (
    ONE,
    ZERO,
    Expression,
    Reader,
    Scalar,
    Variable,
    expression,
    scalar,
    symbols_of,
)
from symrelu.terms.symbols import abs_, clip, max_, min_, relu

NAMES = ("relu", "leaky_relu", "abs", "identity", "clip")


@dataclass(frozen=True)
class Activation:
    """A continuous function that is affine between its kinks; on piece i it is slope * u + offset.

    >>> rectifier = activation("relu")
    >>> rectifier.kinks, rectifier.pieces
    ((0,), ((0, 0), (1, 0)))
    """

    name: str
    kinks: tuple[Scalar, ...]
    pieces: tuple[tuple[Scalar, Scalar], ...]

    def read(self, order: Order) -> Activation:
        """The activation under an order; bounds of a clip that coincide give a constant."""
        kinks = tuple(map(order.read, self.kinks))
        pieces = tuple((order.read(s), order.read(c)) for s, c in self.pieces)
        if len(kinks) == 2 and order.sign(kinks[1] - kinks[0]) == 0:
            return Activation("constant", (), ((ZERO, kinks[0]),))
        return Activation(self.name, kinks, pieces)

    def replaced(self, reader: Reader) -> Activation:
        """The activation with symbols replaced."""
        kinks = tuple(map(reader.read, self.kinks))
        if len(kinks) == 2 and isinstance(kinks[1] - kinks[0], type(ZERO)):
            return activation("clip", lo=kinks[0], hi=kinks[1])
        return Activation(self.name, kinks, tuple((reader.read(s), reader.read(c)) for s, c in self.pieces))

    def piece_at(self, u: Scalar, order: Order) -> int:
        """The number of kinks below u."""
        for i, kink in enumerate(self.kinks):
            if not order.positive(u - kink):
                return i
        return len(self.kinks)

    def value(self, u: Scalar, order: Order) -> Scalar:
        """The value at u; where the order does not place u, an expression in Max, Min, Abs."""
        known = all(len(order.signs(u - kink) - {0}) < 2 for kink in self.kinks)
        if not known and self.name in ("relu", "abs", "clip"):
            shown = self.symbolic(expression(u), inert=False)
            return scalar(shown)
        slope, offset = self.pieces[self.piece_at(u, order)]
        return slope * u + offset

    def symbolic(self, u: Expression, inert: bool = True) -> Expression:
        """The value at an expression, with inert heads or with SymPy's own."""
        if self.name == "identity":
            return u
        if self.name == "relu":
            head: Expression = relu(u)
        elif self.name == "abs":
            head = abs_(u)
        elif self.name == "leaky_relu":
            head = relu(u) - expression(self.pieces[0][0]) * relu(-u)
        else:
            head = self._clipped(u)
        return head if inert else head.replace(lambda e: hasattr(e, "value"), lambda e: e.value())

    def _clipped(self, u: Expression) -> Expression:
        if len(self.kinks) == 2:
            return clip(u, *map(expression, self.kinks))
        if self.pieces[0][0] == 0:
            return max_(u, expression(self.kinks[0]))
        return min_(u, expression(self.kinks[0]))

    def bounds(self) -> tuple[Scalar | None, Scalar | None] | None:
        """(lo, hi) if the activation is u -> clip(u, lo, hi), None standing for an infinite bound."""
        if self.name == "relu":
            return ZERO, None
        if self.name == "identity":
            return None, None
        if self.name != "clip":
            return None
        if len(self.kinks) == 2:
            return self.kinks
        return (self.kinks[0], None) if self.pieces[0][0] == 0 else (None, self.kinks[0])

    def symbols(self) -> frozenset[Variable]:
        """The free symbols of slopes and bounds."""
        return symbols_of([*self.kinks, *(c for piece in self.pieces for c in piece)])

    def facts(self) -> tuple[Fact, ...]:
        """lo <= hi where the declared domains do not show it."""
        if len(self.kinks) < 2 or Order().signs(self.kinks[1] - self.kinks[0]) <= NOT_NEGATIVE:
            return ()
        return (Fact(sp.expand(self.kinks[1] - self.kinks[0]), NOT_NEGATIVE),)


def _clip_activation(lo: Any, hi: Any) -> Activation:
    if lo is None and hi is None:
        raise InputError("clip", "no bound", "lo= or hi=", "Layer(w, b, activation='clip', lo=0, hi=1)")
    if hi is None:
        low = scalar(lo, "lo")
        return Activation("clip", (low,), ((ZERO, low), (ONE, ZERO)))
    if lo is None:
        high = scalar(hi, "hi")
        return Activation("clip", (high,), ((ONE, ZERO), (ZERO, high)))
    low, high = scalar(lo, "lo"), scalar(hi, "hi")
    if not Order().signs(high - low) & NOT_NEGATIVE:
        raise InputError("clip", f"lo = {lo} > hi = {hi}", "lo <= hi", f"clip(x, {hi}, {lo})")
    if isinstance(high - low, type(ZERO)) and high == low:
        return Activation("constant", (), ((ZERO, low),))
    return Activation("clip", (low, high), ((ZERO, low), (ONE, ZERO), (ZERO, high)))


def activation(name: str, slope: Any = None, lo: Any = None, hi: Any = None) -> Activation:
    """The activation of a name: relu, leaky_relu (slope), abs, identity, clip (lo, hi).

    Raises: InputError for other names, missing or superfluous numbers, lo > hi.

    >>> activation("leaky_relu", slope=sp.Rational(1, 10)).pieces
    ((1/10, 0), (1, 0))
    """
    if slope is not None and name != "leaky_relu":
        raise InputError("slope", str(slope), f"no slope for {name!r}", 'activation="leaky_relu"')
    if (lo is not None or hi is not None) and name != "clip":
        raise InputError("bounds", f"lo = {lo}, hi = {hi}", f"no bounds for {name!r}", 'activation="clip"')
    if name == "clip":
        return _clip_activation(lo, hi)
    if name == "leaky_relu":
        if slope is None:
            raise InputError(
                "leaky_relu",
                "no slope",
                "slope=",
                'Layer(w, b, activation="leaky_relu", slope=Fraction(1, 10))',
            )
        return Activation(name, (ZERO,), ((scalar(slope, "slope"), ZERO), (ONE, ZERO)))
    simple = {"relu": (ZERO, ONE), "abs": (-ONE, ONE), "identity": (ONE, ONE)}
    if name not in simple:
        raise InputError("activation", repr(name), f"one of {', '.join(NAMES)}", 'activation="relu"')
    left, right = simple[name]
    if name == "identity":
        return Activation(name, (), ((ONE, ZERO),))
    return Activation(name, (ZERO,), ((left, ZERO), (right, ZERO)))
