# pyright: basic
"""Positively homogeneous activations: c_+ t_+^p + c_- t_-^p, with a value at 0 where p = 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.equivalent_kernels.limited import limited
from symrelu.errors import InputError, LawDependent, NoClosedForm
from symrelu.model.activation import Activation
from symrelu.model.activation import activation as model_activation
from symrelu.model.enclosure import enclosure, is_zero
from symrelu.model.order import Order
from symrelu.model.scalar import Expression, Variable, expression, scalar, symbols_of
from symrelu.terms.symbols import PiecewiseLinear, abs_, relu

NAMES = ("relu", "leaky_relu", "abs", "identity", "step")
SECONDS = 8.0
_HEADS = ((relu, "relu"), (abs_, "abs"))


def exact(value: Any, name: str) -> Expression:
    """The exact number or expression that a value denotes, as SymPy has it.

    Raises: InputError for a constant that is not seen to be a real number, such as (-1)^pi.
    """
    e = expression(scalar(value, name))
    if not e.free_symbols and not e.is_real and not _finite(e):
        raise InputError(name, str(e), "a real number", "symbols of reals() or positive()")
    return e


def _finite(e: Expression) -> bool:
    try:
        return enclosure(e, 256).is_finite()
    except NoClosedForm:
        return sp.N(e, 30).is_real is True  # a special function: where it is not real, its digits say so


@dataclass(frozen=True, repr=False)
class Homogeneous:
    """The activation t -> right * t_+^degree + left * t_-^degree, where t_+ = max(t, 0), t_- = max(-t, 0).

    `at_zero` is its value at 0, which can differ from 0 for degree 0 only.

    >>> Homogeneous.two_slope(3, -2)
    3*relu(t) + 2*relu(-t)
    >>> Homogeneous.relu_power(2)
    relu(t)^2
    """

    degree: Expression
    right: Expression
    left: Expression
    at_zero: Expression = sp.S.Zero

    @classmethod
    def power(cls, degree: Any, right: Any, left: Any, at_zero: Any = 0) -> Homogeneous:
        """right * t_+^degree + left * t_-^degree for a degree >= 0.

        Raises: InputError for a negative degree, and for a value at 0 that homogeneity does not allow.
        """
        p, zero = exact(degree, "degree"), exact(at_zero, "at_zero")
        if not Order().signs(scalar(p)) <= {0, 1}:
            raise InputError("degree", str(p), "a number at least 0", "nonnegative('p')")
        if p != 0 and zero != 0:
            raise InputError("at_zero", str(zero), "0, where the degree is not 0")
        return cls(p, exact(right, "right"), exact(left, "left"), zero)

    @classmethod
    def two_slope(cls, right: Any, left: Any) -> Homogeneous:
        """The slope `right` above 0 and the slope `left` below: t -> right * t_+ - left * t_-."""
        return cls.power(1, right, -exact(left, "left"))

    @classmethod
    def relu_power(cls, n: Any) -> Homogeneous:
        """relu(t)^n; n = 0 is the step function."""
        return cls.power(n, 1, 0)

    @classmethod
    def step(cls, at_zero: Any = 0) -> Homogeneous:
        """The indicator of t > 0, with its value at 0."""
        return cls.power(0, 1, 0, at_zero)

    @property
    def order(self) -> int | None:
        """The degree, where it is a natural number."""
        return int(self.degree) if isinstance(self.degree, sp.Integer) else None

    @property
    def square(self) -> Expression:
        """c_+^2 + c_-^2: twice the mean of the squared activation on the unit circle, up to I_p(0)/pi."""
        return self.right**2 + self.left**2

    @property
    def tau(self) -> Expression:
        """2 c_+ c_- / (c_+^2 + c_-^2), on which alone the normalised kernel of a degree depends."""
        return sp.cancel(2 * self.right * self.left / self.square)

    @property
    def parameters(self) -> frozenset[Variable]:
        """The free symbols."""
        return symbols_of([self.degree, self.right, self.left, self.at_zero])

    def __repr__(self) -> str:
        power = "" if self.degree == 1 else f"^{_bracketed(self.degree)}"
        if self.degree == 0:
            terms = [(self.right, "step(t)"), (self.left, "step(-t)")]
        else:
            terms = [(self.right, f"relu(t){power}"), (self.left, f"relu(-t){power}")]
        shown = [_times(c, head) for c, head in terms if c != 0]
        zero = f" with the value {self.at_zero} at 0" if self.at_zero != 0 else ""
        return (" + ".join(shown) or "0").replace("+ -", "- ") + zero


def _bracketed(e: Expression) -> str:
    return str(e) if e.is_Symbol or e.is_Integer else f"({e})"


def _times(c: Expression, head: str) -> str:
    if c == 1:
        return head
    if c == -1:
        return f"-{head}"
    return f"({c})*{head}" if c.is_Add else f"{c}*{head}"


def homogeneous(activation: Any, slope: Any = None) -> Homogeneous:
    """The homogeneous activation that a name, an expression or an Activation of a layer stands for.

    Names: relu, leaky_relu (with its slope), abs, identity, step. An expression has one symbol, or is a pair
    (expression, symbol).
    Raises: LawDependent where it is not positively homogeneous, InputError for what is no activation.

    >>> t = sp.Symbol("t", real=True)
    >>> homogeneous(relu(t) ** 3), homogeneous("abs"), homogeneous("leaky_relu", sp.Rational(1, 5))
    (relu(t)^3, relu(t) + relu(-t), relu(t) - 1/5*relu(-t))
    """
    for head, name in _HEADS:
        if activation is head:
            activation = name
    if slope is not None and activation != "leaky_relu":
        raise InputError("slope", str(slope), f"no slope for {activation!r}", '"leaky_relu"')
    if isinstance(activation, Homogeneous):
        return activation
    if activation == "step":
        return Homogeneous.step()
    if isinstance(activation, str):
        if activation not in NAMES:
            found = repr(activation[:40])
            raise InputError("activation", found, f"one of {', '.join(NAMES)}, or an expression", "relu(t)^2")
        return _of_layer(model_activation(activation, slope))
    if isinstance(activation, Activation):
        return _of_layer(activation)
    if isinstance(activation, tuple) and len(activation) == 2:
        return _of_expression(*activation)
    if isinstance(activation, sp.Expr):
        free = sorted(activation.free_symbols, key=str)
        if len(free) != 1:
            found = f"{activation} with the symbols {', '.join(map(str, free)) or '(none)'}"
            raise InputError("activation", found, "one symbol", "the pair (expression, symbol)")
        return _of_expression(activation, free[0])
    raise InputError("activation", repr(activation)[:80], "a name or an expression", '"relu"')


def _of_layer(given: Activation) -> Homogeneous:
    if any(expression(kink) != 0 for kink in given.kinks) or any(c != 0 for _, c in given.pieces):
        raise LawDependent(given.name)
    left, right = (expression(given.pieces[i][0]) for i in (0, -1))
    return Homogeneous.two_slope(right, left)


def _of_expression(formula: Any, symbol: Any) -> Homogeneous:
    """c_+ and c_- are the values at 1 and -1; that the rest is a power is checked on both half-lines."""
    e = exact(formula, "activation")
    if not isinstance(symbol, sp.Symbol) or not isinstance(e, sp.Expr):
        raise InputError("activation", f"({formula}, {symbol})", "the pair (expression, symbol)")
    e = e.replace(lambda part: isinstance(part, PiecewiseLinear), lambda part: part.value())
    found = limited(lambda: _read(e, symbol), SECONDS)
    if found is None:
        advice = "Homogeneous.power(p, right, left), or a simpler expression"
        raise InputError("activation", str(formula), "an expression that is seen to be homogeneous", advice)
    if not found:
        raise LawDependent(str(formula))
    zero = e.subs(symbol, 0)
    return Homogeneous.power(*found, at_zero=zero if zero.is_finite else 0)


def _read(e: Expression, symbol: Variable) -> tuple[Expression, ...]:
    """(p, c_+, c_-) of a homogeneous expression, else nothing."""
    t = sp.Dummy("t", positive=True)
    halves = [_factored(e.subs(symbol, sign * t), t) for sign in (1, -1)]
    sides = [half if _is_power(half, t) else sp.expand(sp.powdenest(sp.simplify(half))) for half in halves]
    ends = [side.subs(t, 1) for side in sides]
    degrees = {_degree(side, t) for side in sides if not _is_zero(side, t)} or {sp.S.One}
    if len(degrees) > 1 or None in degrees:
        return ()
    (p,) = degrees
    powers = all(_vanishes(side - end * t**p) for side, end in zip(sides, ends, strict=True))
    return (p, *ends) if powers else ()


def _factored(e: Expression, t: Variable) -> Expression:
    """With the positive t taken out of maxima and minima of multiples of t."""

    def taken_out(head: Any) -> Any:
        ratios = [sp.cancel(a / t) for a in head.args]
        return head if any(t in ratio.free_symbols for ratio in ratios) else t * head.func(*ratios)

    return e.replace(lambda part: isinstance(part, sp.Max | sp.Min), taken_out)


def _vanishes(e: Expression) -> bool:
    return e == 0 or is_zero(sp.simplify(e))


def _is_zero(side: Expression, t: Variable) -> bool:
    e = side.as_coeff_exponent(t)[0] if _is_power(side, t) else side
    return e == 0 if e.is_Rational else is_zero(e)


def _is_power(e: Expression, t: Variable) -> bool:
    """Whether e is written as a constant times a power of t."""
    return t not in e.as_coeff_exponent(t)[0].free_symbols


def _degree(side: Expression, t: Variable) -> Expression | None:
    plain: Any = side.as_coeff_exponent(t)
    if t not in plain[0].free_symbols:
        return plain[1]
    found = sp.simplify(t * side.diff(t) / side)
    return None if t in found.free_symbols or not found.is_number else found
