# pyright: basic
"""Piecewise-linear expressions in one symbol, and maps as they compose on cells and on points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.errors import InputError, NotPiecewiseLinear
from symrelu.model.activation import Activation, activation
from symrelu.model.fact import NOT_NEGATIVE, Fact
from symrelu.model.network import Layer, Network
from symrelu.model.order import Order
from symrelu.model.piecewise import Cells, joined, shortened
from symrelu.model.scalar import (
    ONE,
    ZERO,
    Expression,
    Reader,
    Scalar,
    Variable,
    expression,
    replace,
    scalar,
    symbols_of,
)
from symrelu.terms.symbols import abs_, clip, max_, min_, relu

_HEADS = (relu, max_, min_, abs_, clip, sp.Max, sp.Min, sp.Abs)


@dataclass(frozen=True)
class PiecewiseExpression:
    """The map x -> expression, a combination of affine expressions by relu, max, min, abs, clip.

    >>> x = sp.Symbol("x", real=True)
    >>> PiecewiseExpression(relu(x) - relu(-x), x)(-3)
    -3
    """

    expression: Expression
    symbol: Variable

    def __post_init__(self) -> None:
        _check(self.expression, self.symbol, self.expression)

    def symbols(self) -> frozenset[Variable]:
        """The free symbols other than the argument."""
        return frozenset(self.expression.free_symbols - {self.symbol})

    def replaced(self, reader: Reader) -> PiecewiseExpression:
        """The expression with symbols other than the argument replaced."""
        argument = sp.Dummy(self.symbol.name, real=True)
        body = replace(self.expression.subs(self.symbol, argument), dict(reader.values))
        taken = expression(body).free_symbols - {argument}
        symbol = argument if self.symbol in taken else self.symbol
        return PiecewiseExpression(expression(body).subs(argument, symbol), symbol)

    def facts(self) -> tuple[Fact, ...]:
        """lo <= hi for each clip whose bounds the declared domains do not order."""
        nodes: list[Any] = [e for e in sp.preorder_traversal(self.expression) if isinstance(e, clip)]
        gaps = [e.args[2] - e.args[1] for e in nodes]
        free = [scalar(gap, "clip") for gap in gaps if self.symbol not in gap.free_symbols]
        for gap in free:
            if not Order().signs(gap) & NOT_NEGATIVE:
                raise InputError("clip", f"lo above hi by {-gap}", "lo <= hi", "exchange the bounds")
        return tuple(
            Fact(sp.expand(gap), NOT_NEGATIVE) for gap in free if not Order().signs(gap) <= NOT_NEGATIVE
        )

    def __call__(self, x: Any) -> Expression:
        value = self.expression.subs(self.symbol, sp.sympify(scalar(x, "point")))
        return value.replace(lambda e: hasattr(e, "value"), lambda e: e.value())

    def __repr__(self) -> str:
        return f"({self.expression}, {self.symbol})"


def _check(e: Expression, x: Variable, whole: Expression) -> None:
    if x not in e.free_symbols:
        scalar(e, "coefficient")
    elif isinstance(e, (sp.Add, *_HEADS)):
        for argument in e.args:
            _check(argument, x, whole)
    elif isinstance(e, sp.Mul):
        factors = [f for f in e.args if x in f.free_symbols]
        if len(factors) > 1:
            raise NotPiecewiseLinear(str(whole), f"the product {sp.Mul(*factors)} of two factors with {x}")
        scalar(e / factors[0], "coefficient")
        _check(factors[0], x, whole)
    elif e != x:
        raise NotPiecewiseLinear(str(whole), f"{e} is not affine in {x}")


Map = Layer | Network | PiecewiseExpression


def layers_of(maps: tuple[Map, ...]) -> list[Layer | PiecewiseExpression]:
    """All layers and expressions in the order in which they act, runs of rational clips made one."""
    flat: list[Any] = []
    for f in maps:
        flat += f.layers if isinstance(f, Network) else [f]
    found: list[Any] = []
    run: list[Layer] = []
    for f in flat:
        if isinstance(f, Layer):
            run.append(f)
            continue
        found += [*shortened(run), f]
        run = []
    return [*found, *shortened(run)]


def compose(maps: list[Layer | PiecewiseExpression], start: Cells, order: Order) -> Cells:
    """The cells of the maps applied one after the other to `start`."""
    cells = start
    for f in maps:
        if isinstance(f, PiecewiseExpression):
            cells = _expression_cells(f.expression, f.symbol, cells, order)
        else:
            weights = tuple(tuple(map(order.read, row)) for row in f.weights)
            cells = cells.affine(weights, tuple(map(order.read, f.bias)))
            cells = cells.activated(f.activation.read(order), order)
        if len(cells.slopes[0]) == 1:
            cells = cells.merged()
    return cells


def _expression_cells(e: Expression, x: Variable, inner: Cells, order: Order) -> Cells:
    if x not in e.free_symbols:
        zeros = tuple((ZERO,) for _ in inner.slopes)
        constant = order.read(scalar(e))
        return Cells(
            inner.lower, inner.upper, inner.breaks, zeros, tuple((constant,) for _ in inner.slopes)
        ).merged()
    if e == x:
        return inner
    if isinstance(e, sp.Add):
        terms = [_expression_cells(a, x, inner, order) for a in e.args]
        return joined(terms, order).affine(((ONE,) * len(terms),), (ZERO,)).merged()
    if isinstance(e, sp.Mul):
        factor = next(f for f in e.args if x in f.free_symbols)
        return _expression_cells(factor, x, inner, order).affine(
            ((order.read(scalar(e / factor)),),), (ZERO,)
        )
    parts = [_expression_cells(a, x, inner, order) for a in e.args]
    if isinstance(e, relu):
        return parts[0].activated(activation("relu"), order).merged()
    if isinstance(e, (abs_, sp.Abs)):
        return parts[0].activated(activation("abs"), order).merged()
    constants = [i for i, a in enumerate(e.args) if x not in a.free_symbols]
    if isinstance(e, clip) and constants == [1, 2]:
        bounded = activation("clip", lo=order.read(scalar(e.args[1])), hi=order.read(scalar(e.args[2])))
        return parts[0].activated(bounded.read(order), order).merged()
    if isinstance(e, (max_, min_)) and len(constants) == 1:
        bound = order.read(scalar(e.args[constants[0]]))
        one_sided = activation("clip", lo=bound) if isinstance(e, max_) else activation("clip", hi=bound)
        return parts[1 - constants[0]].activated(one_sided, order).merged()
    if isinstance(e, clip):
        raised = _fold([parts[0], parts[1]], 1, order)
        return _fold([raised, parts[2]], -1, order)
    return _fold(parts, 1 if isinstance(e, (max_, sp.Max)) else -1, order)


def _fold(parts: list[Cells], sign: int, order: Order) -> Cells:
    """The maximum (sign 1) or minimum (sign -1) of scalar maps: u + relu(v - u), or u - relu(u - v)."""
    one = fmpq(sign)
    result = parts[0]
    rectifier = Activation("relu", (ZERO,), ((ZERO, ZERO), (ONE, ZERO)))
    for part in parts[1:]:
        pair = joined([result, part], order)
        excess = pair.affine(((-one, one),), (ZERO,)).activated(rectifier, order)
        result = joined([result, excess], order).affine(((ONE, one),), (ZERO,)).merged()
    return result


def image(maps: list[Layer | PiecewiseExpression], point: Scalar, order: Order) -> Scalar:
    """The image of a point."""
    values: tuple[Scalar, ...] = (point,)
    for f in maps:
        if isinstance(f, PiecewiseExpression):
            cells = Cells(None, None, (), ((ZERO,),), ((values[0],),))
            values = _expression_cells(f.expression, f.symbol, cells, order).offsets[0]
            continue
        chosen = f.activation.read(order)
        pre = (
            sum((order.read(w) * v for w, v in zip(row, values, strict=True)), order.read(b))
            for row, b in zip(f.weights, f.bias, strict=True)
        )
        values = tuple(chosen.value(u, order) for u in pre)
    return values[0]


def read_map(f: Any, parameters: Callable[[], frozenset[Variable]]) -> Map:
    """The map that a user gives: a Layer, a Network, `relu`, an expression in one symbol, a pair.

    `parameters` gives the symbols of the law; it is asked only where an expression leaves its argument open.

    Raises: InputError where the symbol is not clear, NotPiecewiseLinear.
    """
    if isinstance(f, (Layer, Network)):
        width = f.widths
        if width[0] != 1 or width[-1] != 1:
            raise InputError(
                "push", f"a map from R^{width[0]} to R^{width[-1]}", "a map from R to R for a law on R"
            )
        return f
    if f is relu:
        return Layer(1, 0)
    if isinstance(f, PiecewiseExpression):
        return f
    if isinstance(f, tuple) and len(f) == 2 and isinstance(f[1], sp.Symbol):
        return PiecewiseExpression(_expression(f[0]), f[1])
    found = _expression(f)
    free = sorted(found.free_symbols - parameters(), key=str)
    if len(free) != 1:
        names = ", ".join(map(str, free)) or "none"
        raise InputError(
            "push",
            f"{found} with the free symbols {names}",
            "exactly one symbol that is no parameter of the law",
            f"push(({found}, x), law)",
        )
    return PiecewiseExpression(found, free[0])


def _expression(f: Any) -> Expression:
    if isinstance(f, sp.Expr):
        return f
    if isinstance(f, (int, fmpq)) and not isinstance(f, bool):
        return sp.sympify(f)
    raise InputError(
        "push",
        repr(f),
        "a Layer, a Network, relu or a piecewise-linear expression",
        "push(Layer(2, -1), law)",
    )


def parameters_of(maps: tuple[Map, ...]) -> frozenset[Variable]:
    """The free symbols of all maps."""
    found: frozenset[Variable] = symbols_of([])
    for f in maps:
        found |= f.symbols()
    return found
