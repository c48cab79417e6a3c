# pyright: basic
"""Whether an expression in one symbol is nonnegative on an interval: yes, no with a point, or not decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.errors import NoClosedForm
from symrelu.model.enclosure import enclosure
from symrelu.model.scalar import Expression, Variable


@dataclass(frozen=True)
class Answer:
    """`holds` is True, False (then `point` refutes), or None."""

    holds: bool | None
    point: Expression | None = None


def sample_points(lower: Expression, upper: Expression) -> list[Expression]:
    """Rational (or shifted) points inside (lower, upper)."""
    fractions = [sp.Rational(i, 37) for i in range(1, 37)] + [sp.Rational(1, 1000), sp.Rational(999, 1000)]
    if lower is -sp.oo and upper is sp.oo:
        return [(2 * t - 1) / (t * (1 - t)) for t in fractions]
    if upper is sp.oo:
        return [lower + t / (1 - t) for t in fractions]
    if lower is -sp.oo:
        return [upper - t / (1 - t) for t in fractions]
    return [lower + t * (upper - lower) for t in fractions]


def _negative_point(e: Expression, y: Variable, lower: Expression, upper: Expression) -> Expression | None:
    if e.free_symbols - {y} or (lower.free_symbols | upper.free_symbols):
        return None
    for point in sample_points(lower, upper):
        try:
            if enclosure(e.subs(y, point)) < 0:
                return point
        except NoClosedForm:
            return None
    return None


def _moved(e: Expression, y: Variable, lower: Expression, upper: Expression) -> list[Expression]:
    """The expression with the interval carried to (0, oo); the whole line gives both halves."""
    t = sp.Dummy("t", positive=True)
    if lower is -sp.oo and upper is sp.oo:
        return [e.subs(y, sp.Dummy("t", real=True))]
    if upper is sp.oo:
        return [e.subs(y, lower + t)]
    if lower is -sp.oo:
        return [e.subs(y, upper - t)]
    return [e.subs(y, (lower + upper * t) / (1 + t))]


def _assumed(e: Expression, strict: bool) -> bool:
    whole: Any = sp.together(e)
    top: Any = sp.factor(sp.expand(sp.numer(whole)))
    bottom: Any = sp.factor(sp.denom(whole))
    shapes: list[Any] = [e, sp.factor(whole), top * bottom]
    return any(bool(shape.is_positive if strict else shape.is_nonnegative) for shape in shapes)


def _polynomial(e: Expression, y: Variable, lower: Expression, upper: Expression, strict: bool) -> bool:
    if not e.is_polynomial(y) or e.free_symbols != {y}:
        return False
    p = sp.Poly(e, y)
    if not all(c.is_Rational for c in p.all_coeffs()) or not all(
        end.is_Rational or end.is_infinite for end in (lower, upper)
    ):
        return False
    ends = (None if lower is -sp.oo else lower, None if upper is sp.oo else upper)
    for factor, power in p.sqf_list()[1]:
        roots = factor.count_roots(*ends) - sum(
            1 for end in ends if end is not None and factor.eval(end) == 0
        )
        if roots and (strict or power % 2):
            return False
    return bool(e.subs(y, next(p for p in sample_points(lower, upper) if e.subs(y, p) != 0)) > 0)


def _factor_positive(e: Any, y: Variable, lower: Expression, upper: Expression, strict: bool) -> bool:
    if _polynomial(e, y, lower, upper, strict):
        return True
    if isinstance(e, sp.Piecewise):
        rows: Any = e.args
        return all(_branch_positive(value, condition, y, lower, upper, strict) for value, condition in rows)
    return all(_assumed(moved, strict) for moved in _moved(e, y, lower, upper))


def _branch_positive(
    value: Expression, condition: Any, y: Variable, lower: Expression, upper: Expression, strict: bool
) -> bool:
    inside = sp.Interval.open(lower, upper)
    where = inside if condition == sp.true else sp.Intersection(inside, condition.as_set())
    pieces = where.args if isinstance(where, sp.Union) else (where,)
    return all(
        isinstance(p, sp.Interval) and nonnegative(value, y, p.start, p.end, strict).holds is True
        for p in pieces
    )


def nonnegative(
    e: Expression, y: Variable, lower: Expression, upper: Expression, strict: bool = False
) -> Answer:
    """Whether e >= 0 (with `strict`: e > 0) on the open interval (lower, upper).

    >>> y = sp.Symbol("y", real=True)
    >>> nonnegative(6 * y * (1 - y), y, sp.S.Zero, sp.S.One).holds
    True
    >>> nonnegative(1 - 2 * y, y, sp.S.Zero, sp.S.One)
    Answer(holds=False, point=19/37)
    """
    point = _negative_point(e, y, lower, upper)
    if point is not None:
        return Answer(False, point)
    factored: Any = sp.factor(e)
    factors = sp.Mul.make_args(factored)
    signs = 1
    for factor in factors:
        if _factor_positive(factor, y, lower, upper, strict):
            continue
        if not _factor_positive(-factor, y, lower, upper, strict):
            return Answer(True) if _factor_positive(e, y, lower, upper, strict) else Answer(None)
        signs = -signs
    return Answer(True) if signs > 0 else Answer(None)
