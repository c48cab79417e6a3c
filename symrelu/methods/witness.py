"""A rational point at which a claim fails: small points, then a model of z3, then random points.

Whatever proposes a point, it is evaluated exactly here before it is returned.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

from flint import ctx

from symrelu.methods.valuation import truth
from symrelu.terms.sorts import numeric
from symrelu.terms.term import Term, var

_SMALL = tuple(map(Fraction, (0, 1, -1, 2, -2, "1/2", "-1/2", 3, -3)))
_GRID = 4000
_BITS = 200


def find_witness(claim: Term, hyps: Iterable[Term], seconds: float) -> dict[Term, Fraction] | None:
    """Values of the free numbers at which all hypotheses hold and the claim fails, checked exactly.

    >>> from symrelu.terms.term import op
    >>> x, y = var("x", "R"), var("y", "R")
    >>> find_witness(op("relu", x) < op("relu", y), (x < y,), 1)
    {x: Fraction(-1, 1), y: Fraction(0, 1)}
    >>> find_witness(op("relu", x) >= x, (), 1) is None
    True
    """
    deadline = time.monotonic() + seconds
    hyps = tuple(hyps)
    free = sorted({pair for formula in (claim, *hyps) for pair in formula.free}, key=lambda pair: pair[0])
    variables = [var(name, sort) for name, sort in free if numeric(sort)]
    if not variables:
        return {} if _fails(claim, hyps, {}) else None
    early = time.monotonic() + min(0.3, 0.3 * seconds)
    with ctx.workprec(_BITS):
        for points, until in (
            (_grid(variables), early),
            (_models(claim, hyps, variables, deadline), deadline),
            (_random(variables), deadline),
        ):
            for point in points:
                if _fails(claim, hyps, point):
                    return point
                if time.monotonic() > until:
                    break
    return None


def _fails(claim: Term, hyps: tuple[Term, ...], point: dict[Term, Fraction]) -> bool:
    return all(truth(h, point) is True for h in hyps) and truth(claim, point) is False


def _admitted(variable: Term, number: Fraction) -> bool:
    return variable.sort == "R" or (number >= 0 and number.denominator == 1)


def _grid(variables: list[Term]) -> Iterator[dict[Term, Fraction]]:
    """Small values, the smallest boxes first."""
    count = 0
    for size in (3, 5, 7, 9):
        choices = [[q for q in _SMALL[:size] if _admitted(v, q)] for v in variables]
        for values in product(*choices):
            yield dict(zip(variables, values, strict=True))
            count += 1
            if count > _GRID:
                return


def _random(variables: list[Term]) -> Iterator[dict[Term, Fraction]]:
    """Rationals of growing size, the same in every run."""
    source = Random(1)
    while True:
        width = source.choice((1, 2, 5, 20, 100))
        yield {v: _draw(source, v, width) for v in variables}


def _draw(source: Random, variable: Term, width: int) -> Fraction:
    if variable.sort == "N":
        return Fraction(source.randint(0, width))
    return Fraction(source.randint(-4 * width, 4 * width), source.choice((1, 1, 2, 3, 4)))


# ---- z3 ------------------------------------------------------------------------------------------


class _Untranslated(Exception):
    """A head that z3 is not asked about."""


def _models(
    claim: Term, hyps: tuple[Term, ...], variables: list[Term], deadline: float
) -> Iterator[dict[Term, Fraction]]:
    """A point at which z3 says that the claim fails, if it finds one in half of the time."""
    import z3

    left = int(500 * (deadline - time.monotonic()))
    if left <= 0:
        return
    names = {v: z3.Int(v.data) if v.sort == "N" else z3.Real(v.data) for v in variables}
    solver = z3.Solver()
    solver.set("timeout", left)
    reader = Reader(z3, names)
    try:
        solver.add(*map(reader.formula, hyps), z3.Not(reader.formula(claim)))
    except _Untranslated:
        return
    solver.add(*reader.sides, *(names[v] >= 0 for v in variables if v.sort == "N"))
    if solver.check() != z3.sat:
        return
    model = solver.model()
    yield {v: _rational(z3, model.eval(names[v], model_completion=True)) for v in variables}


def _rational(z3: Any, number: Any) -> Fraction:
    if z3.is_algebraic_value(number):
        number = number.approx(30)
    return Fraction(number.as_fraction()) if z3.is_rational_value(number) else Fraction(number.as_long())


class Reader:
    """Terms as expressions of z3; `sides` collects what denominators demand."""

    def __init__(self, z3: Any, names: dict[Term, Any]) -> None:
        self.z3 = z3
        self.names = names
        self.sides: list[Any] = []

    def formula(self, t: Term) -> Any:
        z3, args = self.z3, t.args
        match t.head:
            case "not":
                return z3.Not(self.formula(args[0]))
            case "and" | "or":
                return (z3.And if t.head == "and" else z3.Or)(*map(self.formula, args))
            case "imp":
                return z3.Implies(*map(self.formula, args))
            case "iff":
                return self.formula(args[0]) == self.formula(args[1])
            case "le" | "lt" | "eq" if numeric(args[0].sort):
                left, right = map(self.number, args)
                return left <= right if t.head == "le" else left < right if t.head == "lt" else left == right
            case _:
                raise _Untranslated(t.head)

    def number(self, t: Term) -> Any:
        z3, args = self.z3, t.args
        match t.head:
            case "num":
                return z3.RealVal(str(t.data))
            case "var" if t in self.names:
                return z3.ToReal(self.names[t]) if t.sort == "N" else self.names[t]
            case "+":
                return z3.Sum([self.number(a) for a in args])
            case "*":
                return z3.Product([self.number(a) for a in args])
            case "pow" if args[1].head == "num" and args[1].data <= 20:
                return z3.Product([z3.RealVal(1), *[self.number(args[0])] * int(args[1].data)])
            case "inv":
                number = self.number(args[0])
                self.sides.append(number != 0)
                return 1 / number
            case "ite":
                return z3.If(self.formula(args[0]), self.number(args[1]), self.number(args[2]))
            case "relu" | "abs":
                number = self.number(args[0])
                return z3.If(number >= 0, number, z3.RealVal(0) if t.head == "relu" else -number)
            case "max" | "min":
                return self._extreme(t.head, *map(self.number, args))
            case "clip":
                number, low, high = map(self.number, args)
                return self._extreme("min", high, self._extreme("max", low, number))
            case _:
                raise _Untranslated(t.head)

    def _extreme(self, head: str, left: Any, right: Any) -> Any:
        return self.z3.If(left >= right if head == "max" else left <= right, left, right)
