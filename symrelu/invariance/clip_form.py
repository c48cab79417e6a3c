# pyright: basic
"""Maps of one variable as clips: clip(a x + c; l, h), with bounds that may be missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.model.expression import Map, PiecewiseExpression
from symrelu.model.network import Layer
from symrelu.model.scalar import expression
from symrelu.terms.symbols import abs_, clip, max_, min_, relu


@dataclass(frozen=True)
class ClipForm:
    """The map x -> clip(slope x + offset; low, high); a bound that is None is infinite."""

    slope: Any
    offset: Any
    low: Any = None
    high: Any = None

    @property
    def slots(self) -> tuple[Any, ...]:
        """The numbers that are there, in one order."""
        return tuple(v for v in (self.slope, self.offset, self.low, self.high) if v is not None)

    @property
    def bounded(self) -> bool:
        """Whether both bounds are there."""
        return self.low is not None and self.high is not None

    def shifted(self, constant: Any) -> ClipForm:
        """The form of constant + f(x)."""
        moved = (None if v is None else v + constant for v in (self.low, self.high))
        return ClipForm(self.slope, self.offset + constant, *moved)

    def scaled(self, factor: Any) -> ClipForm | None:
        """The form of factor f(x); None where an infinite bound goes to a side that depends on a sign."""
        slope, offset = factor * self.slope, factor * self.offset
        if self.low is None and self.high is None:
            return ClipForm(slope, offset)
        if self.bounded and factor.is_nonnegative is None:
            low, high = factor * self.low, factor * self.high
            return ClipForm(slope, offset, min_(low, high), max_(low, high))
        if factor.is_nonnegative is None:
            return None
        ends = [None if v is None else factor * v for v in (self.low, self.high)]
        return ClipForm(slope, offset, *(ends if factor.is_nonnegative else ends[::-1]))

    def raised(self, bound: Any) -> ClipForm:
        """The form of max(bound, f(x))."""
        low = bound if self.low is None else max_(self.low, bound)
        return ClipForm(self.slope, self.offset, low, None if self.high is None else max_(self.high, bound))

    def lowered(self, bound: Any) -> ClipForm:
        """The form of min(bound, f(x))."""
        high = bound if self.high is None else min_(self.high, bound)
        return ClipForm(self.slope, self.offset, None if self.low is None else min_(self.low, bound), high)

    def clipped(self, lowest: Any, highest: Any) -> ClipForm:
        """The form of clip(f(x); lowest, highest)."""
        low = lowest if self.low is None else clip(self.low, lowest, highest)
        return ClipForm(
            self.slope, self.offset, low, highest if self.high is None else clip(self.high, lowest, highest)
        )

    def after_layer(self, w: Any, b: Any) -> ClipForm | None:
        """The form of relu(w f(x) + b), in the way of the clip calculus; None without both bounds."""
        if not self.bounded:
            return None
        one, two = w * self.low + b, w * self.high + b
        return ClipForm(w * self.slope, w * self.offset + b, relu(min_(one, two)), relu(max_(one, two)))


def clip_form(e: Any, x: sp.Symbol) -> ClipForm | None:
    """The clip that an expression in x is, if it is one by its shape.

    >>> from symrelu.terms.symbols import reals
    >>> x, a, h = reals("x a h")
    >>> clip_form(h - relu(a * x), x) is None, clip_form(clip(1 - a * x, 0, h), x).slots
    (False, (-a, 1, 0, h))
    """
    if x not in e.free_symbols:
        return ClipForm(sp.S.Zero, e)
    if e == x:
        return ClipForm(sp.S.One, sp.S.Zero)
    if isinstance(e, (sp.Add, sp.Mul)):
        return _affine(e, x)
    if isinstance(e, (relu, max_, min_, clip, sp.Max, sp.Min)):
        return _cut(e, x)
    return None


def _affine(e: Any, x: sp.Symbol) -> ClipForm | None:
    inner = [a for a in e.args if x in a.free_symbols]
    rest = e.func(*[a for a in e.args if x not in a.free_symbols])
    if len(inner) > 1:
        polynomial = sp.Poly(e, x) if e.is_polynomial(x) else None
        if polynomial is None or polynomial.degree() != 1:
            return None
        return ClipForm(polynomial.coeff_monomial(x), polynomial.coeff_monomial(1))
    form = clip_form(inner[0], x)
    if form is None:
        return None
    return form.shifted(rest) if isinstance(e, sp.Add) else form.scaled(rest)


def _cut(e: Any, x: sp.Symbol) -> ClipForm | None:
    if isinstance(e, relu):
        form = clip_form(e.args[0], x)
        return None if form is None else form.raised(sp.S.Zero)
    if isinstance(e, clip):
        form = clip_form(e.args[0], x)
        if form is None or x in e.args[1].free_symbols | e.args[2].free_symbols:
            return None
        return form.clipped(e.args[1], e.args[2])
    inner = [a for a in e.args if x in a.free_symbols]
    if len(inner) != 1:
        return None
    form = clip_form(inner[0], x)
    for bound in e.args:
        if form is not None and bound != inner[0]:
            form = form.raised(bound) if isinstance(e, (max_, sp.Max)) else form.lowered(bound)
    return form


def composed(maps: Iterable[Map], start: Any) -> Any:
    """The value of the maps, the first of them first, at an expression; None where one is wider than one."""
    value = start
    for f in maps:
        if isinstance(f, PiecewiseExpression):
            value = f.expression.subs(f.symbol, value)
        elif isinstance(f, Layer) and f.widths == (1, 1):
            u = expression(f.weights[0][0]) * value + expression(f.bias[0])
            value = _activated(f, u)
        else:
            return None
    return value


def _activated(f: Layer, u: Any) -> Any:
    if not f.activation.kinks:
        slope, constant = f.activation.pieces[0]
        return expression(slope) * u + expression(constant)
    return f.activation.symbolic(u)


def simplified_bounds(form: ClipForm) -> ClipForm:
    """The form with maxima and minima of numbers computed."""
    return ClipForm(
        *(None if v is None else _numbers(v) for v in (form.slope, form.offset, form.low, form.high))
    )


def _numbers(e: Any) -> Any:
    heads = (relu, max_, min_, abs_, clip)
    return e.replace(lambda t: isinstance(t, heads) and not t.free_symbols, lambda t: t.value())
