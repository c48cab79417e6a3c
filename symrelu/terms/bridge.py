# pyright: basic
"""From SymPy to terms: what SymPy left over of an expression is read, head by head, from a closed table.

The bridge is trusted for one thing: that a statement is read as it stands. What SymPy rewrote before
(`x/x` to 1, `sqrt(x**2)` to `Abs(x)`) is gone, and is not restored: the statement that is proved, printed and
stored is the term.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import reduce
from types import MappingProxyType
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.terms.domains import check_symbols, domains, symbols_of, variable_name, variable_of
from symrelu.terms.owens import owens_t
from symrelu.terms.sorts import N, numeric
from symrelu.terms.symbols import abs_, clip, max_, min_, relu
from symrelu.terms.term import Term, binder, bound, num, op

__all__ = (
    "Carrier", "check_symbols", "domains", "matrix", "point", "symbols_of", "to_term", "unread",
    "variable_name", "variable_of",
)  # fmt: skip


class Carrier:
    """What stands among SymPy's expressions and carries a term of its own."""

    __slots__ = ()

    def term(self) -> Term:
        """The term that is carried."""
        raise TypeError(type(self).__name__)


# ---- reading ---------------------------------------------------------------------------------------


def to_term(value: Any) -> Term:
    """The term of a SymPy expression or relation, exact number, point, law, function or claim.

    Raises: InputError for a head that is not in the table, a float, an undeclared symbol.

    >>> from symrelu.terms.symbols import reals
    >>> x, y = reals("x y")
    >>> to_term(2 * x - y / 3)
    2*x + (-1/3)*y
    >>> to_term(sp.Rational(1, 2) < 1 / sp.sqrt(x))
    1/2 < inv(sqrt(x))
    """
    if isinstance(value, Term):
        if value.loose:
            raise InputError("term", repr(value), "a closed term", "lam(x, body)")
        return value
    if isinstance(value, bool):
        return op("and") if value else op("or")
    if isinstance(value, (int, Fraction)):
        return num(value)
    if isinstance(value, Carrier):
        return value.term()
    if isinstance(value, sp.MatrixBase):
        return _array(value)
    if isinstance(value, sp.Basic):
        return _Reader().read(value)
    if isinstance(value, (tuple, list)):
        rows = bool(value) and all(isinstance(row, (tuple, list)) for row in value)
        return matrix(value) if rows else point(value)
    formula = getattr(value, "formula", None)
    if isinstance(formula, Term):
        return formula
    stated = getattr(value, "term", None)
    if callable(stated) and not isinstance(value, type):
        term = stated()
        if isinstance(term, Term):
            return term
    advice = 'Rational(1, 10) or "1/10" for 0.1' if isinstance(value, float) else "a SymPy expression"
    raise InputError("expression", f"{value!r} ({type(value).__name__})"[:80], "an exact expression", advice)


def point(values: Iterable[Any]) -> Term:
    """The point of R^d with the given coordinates 1, ..., d, as a sequence that is 0 elsewhere.

    >>> point((3, 5))
    lam i:N. ite(i = 1, 3, ite(i = 2, 5, 0))
    """
    return binder(N, _table(_numbers("point", values), 0), "i")


def matrix(rows: Iterable[Iterable[Any]]) -> Term:
    """The matrix with the given rows, entries from 1, as a function of two indices that is 0 elsewhere.

    Raises: InputError if the rows differ in length.
    """
    lines = [_numbers("matrix", row) for row in rows]
    if len({len(line) for line in lines}) > 1:
        raise InputError("matrix", f"rows of lengths {[len(line) for line in lines]}", "rows of one length")
    body = _table(tuple(_table(line, 0) for line in lines), 1)
    return binder(N, binder(N, body, "j"), "i")


def _numbers(name: str, values: Iterable[Any]) -> tuple[Term, ...]:
    terms = tuple(map(to_term, values))
    for term in terms:
        if not numeric(term.sort):
            raise InputError(name, str(term), "numbers")
    return terms


def _table(values: tuple[Term, ...], index: int) -> Term:
    """ite over the bound index of the given level; the values may mention the index 0."""
    out = num(0)
    for k in range(len(values), 0, -1):
        out = op("ite", op("eq", bound(index, N), num(k)), values[k - 1], out)
    return out


def _array(value: Any) -> Term:
    rows, columns = value.shape
    return point(list(value)) if columns == 1 or rows == 1 else matrix(value.tolist())


class _Reader:
    """One reading of one expression; shared subexpressions are read once."""

    def __init__(self) -> None:
        self.memo: dict[sp.Basic, Term] = {}

    def read(self, e: sp.Basic) -> Term:
        if e not in self.memo:
            self.memo[e] = self._node(e)
        return self.memo[e]

    def _node(self, e: sp.Basic) -> Term:
        if isinstance(e, Carrier):
            return e.term()
        if isinstance(e, sp.Symbol):
            return variable_of(e)
        if isinstance(e, sp.Rational):
            return num(Fraction(int(e.p), int(e.q)))
        if isinstance(e, sp.Float):
            raise InputError("expression", f"the float {e}", "an exact number", "Rational(1, 10) for 0.1")
        if isinstance(e, sp.Pow):
            return self._power(e)
        if isinstance(e, sp.Piecewise):
            return self._piecewise(e)
        known = HEADS_READ.get(type(e))
        if known is None:
            raise unread(e)
        return known(*map(self.read, _ordered(e)))

    def _power(self, e: Any) -> Term:
        base, exponent = e.base, e.exp
        if isinstance(exponent, sp.Rational) and exponent.q in (1, 2):
            if exponent.p < 0:
                return op("inv", self.read(sp.Pow(base, -exponent, evaluate=False)))
            root = self.read(base) if exponent.q == 1 else op("sqrt", self.read(base))
            return root if exponent.p == 1 else op("pow", root, num(int(exponent.p)))
        if exponent.is_integer and exponent.could_extract_minus_sign() and (-exponent).is_nonnegative:
            return op("inv", op("pow", self.read(base), self.read(-exponent)))
        power = self.read(exponent)
        if power.sort == N:
            return op("pow", self.read(base), power)
        if base.is_positive is not True:
            raise InputError(
                "power",
                str(e),
                "a natural exponent, or a base that is known to be positive",
                f"exp(({exponent})*log({base})), or m + 1 in place of m - 1 in exponents",
            )
        return op("exp", op("*", power, op("log", self.read(base))))

    def _piecewise(self, e: sp.Piecewise) -> Term:
        *cases, (default, always) = [case.args for case in e.args]
        if always is not sp.true:
            raise InputError(
                "Piecewise", str(e), "a last case for all other values", "a last case (value, True)"
            )
        out = self.read(default)
        for value, condition in reversed(cases):
            out = op("ite", self.read(condition), self.read(value), out)
        return out


def _ordered(e: Any) -> Iterable[Any]:
    """The arguments, in the order in which SymPy prints them."""
    if isinstance(e, sp.Add):
        return sp.Add.as_ordered_terms(e)
    if isinstance(e, sp.Mul):
        inverse = {a: isinstance(a, sp.Pow) and a.exp.could_extract_minus_sign() for a in e.args}
        return sorted(e.args, key=lambda a: (not a.is_Number, inverse[a], a.sort_key()))
    return e.args


def unread(e: object) -> InputError:
    """The refusal of a head that is not in the table."""
    name = type(e).__name__
    advice = _ADVICE.get(name, "exp log sqrt sin cos atan acos asin erf gamma relu clip max_ min_ abs_")
    return InputError("expression", f"{name}: {e}"[:80], "a head that has a meaning in the logic", advice)


_ADVICE = MappingProxyType(
    {
        "tan": "sin(x)/cos(x)",
        "cot": "cos(x)/sin(x)",
        "sinh": "(exp(x) - exp(-x))/2",
        "cosh": "(exp(x) + exp(-x))/2",
        "tanh": "1 - 2/(exp(2*x) + 1)",
        "sign": "Piecewise((1, x > 0), (-1, x < 0), (0, True))",
        "Heaviside": "Piecewise((1, x > 0), (0, True))",
        "factorial": "gamma(n + 1)",
        "Sum": "symrelu's Sum(a, b, lambda k: ...): SymPy's captures bound variables",
        "Product": "symrelu's Prod(a, b, lambda k: ...): SymPy's captures bound variables",
        "Integral": "symrelu's Integral(a, b, lambda x: ...): SymPy's captures bound variables",
        "Derivative": "Differentiable(f, (a, b)), or the derivative itself",
        "Infinity": "an interval with an end oo where a claim takes one",
        "NegativeInfinity": "an interval with an end -oo where a claim takes one",
        "Lambda": "a Python lambda",
    }
)


def _fold(head: str) -> Callable[..., Term]:
    return lambda *args: reduce(lambda a, b: op(head, a, b), args)


def _head(head: str) -> Callable[..., Term]:
    return lambda *args: op(head, *args)


def _lower(a: Term, x: Term) -> Term:
    return op("*", op("gamma", a), op("lowergamma", a, x))


def _betainc(a: Term, b: Term, low: Term, high: Term) -> Term:
    upper = op("betainc", a, b, high)
    return upper if low == num(0) else upper - op("betainc", a, b, low)


def _beta(a: Term, b: Term) -> Term:
    return op("*", op("gamma", a), op("gamma", b), op("inv", op("gamma", a + b)))


HEADS_READ: Mapping[type, Callable[..., Term]] = MappingProxyType(
    {
        sp.Add: _head("+"),
        sp.Mul: _head("*"),
        relu: _head("relu"),
        clip: _head("clip"),
        max_: _head("max"),
        min_: _head("min"),
        abs_: _head("abs"),
        sp.Abs: _head("abs"),
        sp.Max: _fold("max"),
        sp.Min: _fold("min"),
        sp.exp: _head("exp"),
        sp.log: _head("log"),
        sp.sin: _head("sin"),
        sp.cos: _head("cos"),
        sp.atan: _head("arctan"),
        sp.acos: _head("arccos"),
        sp.asin: _head("arcsin"),
        sp.erf: _head("erf"),
        sp.erfc: lambda x: num(1) - op("erf", x),
        sp.gamma: _head("gamma"),
        owens_t: _head("owens_t"),
        sp.lowergamma: _lower,
        sp.uppergamma: lambda a, x: op("gamma", a) - _lower(a, x),
        sp.beta: _beta,
        sp.betainc_regularized: _betainc,
        sp.betainc: lambda a, b, low, high: op("*", _beta(a, b), _betainc(a, b, low, high)),
        type(sp.pi): lambda: op("pi"),
        type(sp.E): lambda: op("exp", num(1)),
        sp.Le: _head("le"),
        sp.Lt: _head("lt"),
        sp.Ge: lambda a, b: op("le", b, a),
        sp.Gt: lambda a, b: op("lt", b, a),
        sp.Eq: _head("eq"),
        sp.Ne: lambda a, b: op("not", op("eq", a, b)),
        sp.And: _head("and"),
        sp.Or: _head("or"),
        sp.Not: _head("not"),
        sp.Implies: _head("imp"),
        sp.Equivalent: _fold("iff"),
        type(sp.true): lambda: op("and"),
        type(sp.false): lambda: op("or"),
    }
)
