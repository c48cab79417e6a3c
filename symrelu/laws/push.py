# pyright: basic
"""The image of a law under a map."""

from __future__ import annotations

from typing import Any

from symrelu.errors import InputError
from symrelu.model.expression import read_map
from symrelu.model.law import Law
from symrelu.terms.variables import LawTerm


def push(f: Any, law: Any) -> Any:
    """The law of f(X) for X of the given law.

    `f` is a Layer, a Network from R to R, `relu`, a piecewise-linear expression in one symbol that is no
    parameter of the law, or a pair (expression, symbol). A law variable of a statement, `laws("mu")`, gives
    the statement of its image.

    Raises: InputError, NotPiecewiseLinear.

    >>> from symrelu.laws.base import uniform
    >>> from symrelu.model.network import Layer
    >>> push(Layer(2, -1), uniform(0, 1)).atoms()
    {0: 1/2}
    """
    if isinstance(law, LawTerm):
        return law.push(f)
    if not isinstance(law, Law):
        raise InputError("push", repr(law), "a law as second argument", "push(Layer(2, -1), normal(0, 1))")
    return law.pushed(read_map(f, lambda: law.parameters))
