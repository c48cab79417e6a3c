# pyright: basic
"""Facts about signs, and SymPy relations as such facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.model.scalar import Expression

Signs = frozenset[int]

POSITIVE: Signs = frozenset({1})
ZERO_SIGN: Signs = frozenset({0})
NEGATIVE: Signs = frozenset({-1})
NOT_NEGATIVE: Signs = frozenset({0, 1})
NOT_POSITIVE: Signs = frozenset({-1, 0})
NOT_ZERO: Signs = frozenset({-1, 1})
ANY: Signs = frozenset({-1, 0, 1})


@dataclass(frozen=True)
class Fact:
    """The sign of an expression lies in a set of signs."""

    expression: Expression
    signs: Signs

    def relation(self) -> Any:
        """The fact as a SymPy relation, terms with a minus sign moved to the right.

        >>> w, b = sp.symbols("w b", real=True)
        >>> Fact(b - w, POSITIVE).relation()
        b > w
        """
        terms = sp.Add.make_args(self.expression)
        left = sp.Add(*[t for t in terms if not t.could_extract_minus_sign()])
        right = sp.Add(*[-t for t in terms if t.could_extract_minus_sign()])
        heads = {
            POSITIVE: sp.Gt,
            ZERO_SIGN: sp.Eq,
            NEGATIVE: sp.Lt,
            NOT_NEGATIVE: sp.Ge,
            NOT_POSITIVE: sp.Le,
            NOT_ZERO: sp.Ne,
        }
        relation = heads[self.signs](left, right)
        return relation if left.free_symbols or relation in (sp.true, sp.false) else relation.reversed


def fact_of(relation: Any) -> Fact:
    """The fact that a SymPy relation states.

    Raises: InputError for anything else.

    >>> w, b = sp.symbols("w b", real=True)
    >>> fact_of(w > b).relation()
    w > b
    """
    heads = {
        sp.Gt: POSITIVE,
        sp.Ge: NOT_NEGATIVE,
        sp.Lt: NEGATIVE,
        sp.Le: NOT_POSITIVE,
        sp.Eq: ZERO_SIGN,
        sp.Ne: NOT_ZERO,
    }
    if type(relation) not in heads:
        raise InputError("given", repr(relation), "a relation such as w > 0", "law.given(w > 0)")
    return Fact(sp.expand(relation.lhs - relation.rhs), heads[type(relation)])
