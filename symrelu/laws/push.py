# pyright: basic
"""The image of a law under a map."""

from __future__ import annotations

from types import FunctionType
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.model.expression import read_map
from symrelu.model.law import Law
from symrelu.model.network import Layer, Network
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_source import Product
from symrelu.terms.variables import LawTerm


def push(f: Any, law: Any) -> Any:
    """The law of f(X) for X of the given law.

    `f` is a Layer, a Network from R to R, `relu`, a piecewise-linear expression in one symbol that is no
    parameter of the law, or a pair (expression, symbol). A law variable of a statement, `laws("mu")`, and a
    map that is a Python function of the point give the image as it stands in statements.

    Raises: InputError, NotPiecewiseLinear.

    >>> from symrelu.laws.base import uniform
    >>> from symrelu.model.network import Layer
    >>> push(Layer(2, -1), uniform(0, 1)).atoms()
    {0: 1/2}
    >>> from symrelu.terms.symbols import reals, relu
    >>> from symrelu.terms.variables import laws
    >>> push(relu(reals("x")), laws("mu"))
    push(lam x:R. relu(x), mu)
    >>> push(lambda t: (t, relu(-t)), uniform(0, 1))
    push(lam t:R. lam i:N. ite(i = 1, t, ite(i = 2, relu(-t), 0)), uniform(0, 1))
    """
    if isinstance(f, FunctionType) and isinstance(law, (Law, VectorLaw)):
        return LawTerm(law.term(), frozenset(law.parameters)).push(f)
    if isinstance(law, LawTerm):
        return law.push(_of_one_symbol(f, law))
    if isinstance(law, VectorLaw):
        return law.pushed(f)
    if not isinstance(law, Law):
        raise InputError("push", repr(law), "a law as second argument", "push(Layer(2, -1), normal(0, 1))")
    if isinstance(f, (Layer, Network)) and f.widths[0] == 1 and f.widths[-1] > 1:
        return VectorLaw(Product((law,)), (), law.required).pushed(f)
    return law.pushed(read_map(f, lambda: law.parameters))


def _of_one_symbol(f: Any, law: LawTerm) -> Any:
    """An expression in one symbol that the law does not have, as a pair; all else as it is."""
    if not isinstance(f, sp.Expr):
        return f
    free = sorted(f.free_symbols - law.free_symbols, key=str)
    if len(free) != 1:
        found = f"{f} with the free symbols {', '.join(map(str, free)) or 'none'}"
        raise InputError("push", found, "exactly one symbol", f"push(({f}, x), law)")
    return f, free[0]
