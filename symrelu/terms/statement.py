# pyright: basic
"""What every claim has: fields for a reader, and a formula for the kernel."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import NoReturn

import sympy as sp

from symrelu.errors import InputError
from symrelu.terms.bridge import check_symbols, domains, symbols_of, variable_of
from symrelu.terms.show import show
from symrelu.terms.term import Term, op


@dataclass(frozen=True, repr=False)
class Claim:
    """A statement: a definition that unfolds to a formula when it is written down.

    The kernel sees `formula` alone. `free_symbols` are the SymPy symbols that are free in it, and `domains`
    the hypotheses that they carry. A claim shows as it was read.
    """

    formula: Term = field(init=False, compare=False)
    free_symbols: frozenset[sp.Symbol] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        formula = self.unfold()
        if formula.sort != "B":
            raise InputError(type(self).__name__, str(formula), "a formula")
        symbols = self.symbols()
        check_symbols(symbols, formula)
        free = frozenset(s for s in symbols if variable_of(s).free <= formula.free)
        object.__setattr__(self, "formula", formula)
        object.__setattr__(self, "free_symbols", free)

    def unfold(self) -> Term:
        """The meaning of the claim."""
        raise TypeError(type(self).__name__)

    def symbols(self) -> frozenset[sp.Symbol]:
        """The symbols of the fields, without those that the claim binds."""
        return symbols_of([getattr(self, f.name) for f in fields(self) if f.init])

    @property
    def domains(self) -> tuple[Term, ...]:
        """The hypotheses from the declared domains of the free symbols."""
        return domains(self)

    def __repr__(self) -> str:
        return show(self.formula)

    def _repr_latex_(self) -> str:
        from symrelu.report.latex import sequent

        return f"$\\displaystyle {sequent((), self.formula)}$"

    def __bool__(self) -> NoReturn:
        raise TypeError("a claim is neither true nor false before it is decided; call decide(claim)")


@dataclass(frozen=True, repr=False)
class Formula(Claim):
    """A formula that is stated as it stands, with the symbols in which it was written."""

    statement: Term
    occurring: frozenset[sp.Symbol] = frozenset()

    def unfold(self) -> Term:
        return self.statement

    def symbols(self) -> frozenset[sp.Symbol]:
        return self.occurring


def conjunction(formulas: tuple[Term, ...] | list[Term]) -> Term:
    """The formulas together; one alone stands for itself."""
    return formulas[0] if len(formulas) == 1 else op("and", *formulas)


def implication(antecedents: tuple[Term, ...] | list[Term], conclusion: Term) -> Term:
    """The conclusion under the antecedents; without any, the conclusion."""
    return op("imp", conjunction(antecedents), conclusion) if antecedents else conclusion
