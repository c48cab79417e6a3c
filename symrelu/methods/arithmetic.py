"""Polynomial rows in a simplex: monomials are columns, and equations are used times monomials.

Every row carries its evidence: the product of facts, times a monomial where an equation takes part, that the
kernel will multiply out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from flint import fmpq

from symrelu.kernel.normal import poly
from symrelu.kernel.polynomial import Polynomial
from symrelu.methods.bounds import Number
from symrelu.methods.polynomials import Monomial, Poly, multiply, plus, quotient
from symrelu.methods.simplex import Conflict, Simplex
from symrelu.terms.term import Term

Reason: TypeAlias = "tuple[tuple[Any, ...], Monomial, tuple[int, ...]]"
"""Fact ids and squared terms, the multiplying monomial, the definitions that were inserted."""

_ZERO = fmpq(0)
_MAX_MONOMIALS = 600


@dataclass(frozen=True)
class Rule:
    """An equation poly = 0 to be used times every monomial that contains its leading one."""

    lead: Monomial
    poly: Poly
    ids: tuple[Any, ...]


class Arithmetic:
    """The rows that hold at a node of the search, with the monomials that they speak of."""

    def __init__(self, deadline: float) -> None:
        self.solver = Simplex(deadline)
        self.atoms: list[Term] = []
        self.active: dict[Monomial, int] = {}  # monomials of rows asserted here, with their columns
        self.rules: list[Rule] = []
        self.values: dict[int, tuple[Poly, int]] = {}  # defined atoms: value, name of the definition
        self.degree = 2
        self._numbers: dict[Term, int] = {}
        self._polys: dict[Term, Poly] = {}
        self._columns: dict[Monomial, int] = {}
        self._order: list[Monomial] = []

    # ---- reading -------------------------------------------------------------------------------

    def atom(self, term: Term) -> int:
        """The number of an atom."""
        number = self._numbers.get(term)
        if number is None:
            number = len(self.atoms)
            self._numbers[term] = number
            self.atoms.append(term)
        return number

    def read(self, term: Term) -> Poly:
        """The normal form of an R-term, as a polynomial in numbered atoms."""
        found = self._polys.get(term)
        if found is None:
            found = self.translate(poly(term))
            self._polys[term] = found
        return found

    def translate(self, normal: Polynomial) -> Poly:
        """A polynomial of the kernel in numbered atoms."""
        number = {key: self.atom(atom) for key, atom in normal.atoms.items()}
        return {tuple(sorted(number[key] for key in m)): c for m, c in normal.coefficients.items()}

    # ---- rows ----------------------------------------------------------------------------------

    def mark(self) -> tuple[Any, ...]:
        """The present state, for `undo`."""
        return self.solver.mark(), len(self._order), len(self.rules), len(self.values)

    def undo(self, mark: tuple[Any, ...]) -> None:
        """Retract what was asserted since the mark."""
        solver, monomials, rules, values = mark
        self.solver.undo(solver)
        for monomial in self._order[monomials:]:
            del self.active[monomial]
        del self._order[monomials:]
        del self.rules[rules:]
        while len(self.values) > values:
            self.values.popitem()

    def column(self, monomial: Monomial) -> int:
        """The variable of the simplex that stands for a monomial."""
        column = self._columns.get(monomial)
        if column is None:
            column = self.solver.variable()
            self._columns[monomial] = column
        return column

    def assert_poly(self, row: Poly, strict: bool | None, reason: Reason) -> Conflict | None:
        """Add `0 <= row`, `0 < row` (strict) or `0 = row` (None), and the rules times its new monomials."""
        fresh: list[Monomial] = []
        conflict = self._insert(row, strict, reason, fresh)
        return conflict or self._close(fresh)

    def assert_rule(self, row: Poly, ids: tuple[Any, ...], lead: Monomial | None = None) -> Conflict | None:
        """Add `0 = row`, to be used times monomials too."""
        conflict = self.assert_poly(row, None, (ids, (), ()))
        lead = lead or self._lead(row)
        if conflict is not None or lead is None:
            return conflict
        rule = Rule(lead, row, ids)
        self.rules.append(rule)
        fresh: list[Monomial] = []
        for monomial in list(self.active):
            conflict = self._apply(rule, monomial, fresh)
            if conflict is not None:
                return conflict
        return self._close(fresh)

    def define(self, atom: int, value: Poly, name: int) -> Conflict | None:
        """Add atom = value; from here on the atom is replaced in every new row."""
        value, rests = self.settle(value)
        row = plus({(atom,): fmpq(1)}, value, fmpq(-1))
        queue, fresh = [(atom,), *self.active], list[Monomial]()
        while queue:
            rest = quotient(queue.pop(), (atom,))
            if rest is None:
                continue
            new: list[Monomial] = []
            conflict = self._insert(multiply(row, {rest: fmpq(1)}), None, ((name,), rest, rests), new)
            if conflict is not None:
                return conflict
            queue += new
            fresh += new
        self.values[atom] = (value, name)
        return self._close(fresh)

    def settle(self, row: Poly) -> tuple[Poly, tuple[int, ...]]:
        """The polynomial with defined atoms replaced by their values, and the names of the definitions."""
        rests: dict[int, None] = {}
        while True:
            found = next(((m, a) for m in row for a in m if a in self.values), None) if self.values else None
            if found is None:
                return row, tuple(rests)
            monomial, atom = found
            value, name = self.values[atom]
            rests[name] = None
            rest = quotient(monomial, (atom,)) or ()
            factor = row[monomial]
            row = {m: c for m, c in row.items() if m != monomial}
            row = plus(row, multiply(value, {rest: fmpq(1)}), factor)

    def activate(self, monomials: Iterable[Monomial]) -> Conflict | None:
        """Make monomials known, so that the rules reach them."""
        fresh: list[Monomial] = []
        for monomial in monomials:
            self._know(monomial, fresh)
        return self._close(fresh)

    def _know(self, monomial: Monomial, fresh: list[Monomial]) -> int:
        column = self.active.get(monomial)
        if column is None:
            column = self.column(monomial)
            self.active[monomial] = column
            self._order.append(monomial)
            fresh.append(monomial)
        return column

    def _insert(
        self, row: Poly, strict: bool | None, reason: Reason, fresh: list[Monomial]
    ) -> Conflict | None:
        if self.values:
            row, rests = self.settle(row)
            reason = (reason[0], reason[1], reason[2] + rests)
        form = {self._know(m, fresh): c for m, c in row.items() if m}
        return self.solver.assert_row(form, row.get((), _ZERO), strict, reason)

    def _close(self, fresh: list[Monomial]) -> Conflict | None:
        while fresh:
            monomial = fresh.pop()
            if len(monomial) < 2 and not self.rules:
                continue
            for rule in list(self.rules):
                conflict = self._apply(rule, monomial, fresh)
                if conflict is not None:
                    return conflict
        return None

    def _apply(self, rule: Rule, monomial: Monomial, fresh: list[Monomial]) -> Conflict | None:
        if len(monomial) <= len(rule.lead) or len(self.active) > _MAX_MONOMIALS:
            return None
        rest = quotient(monomial, rule.lead)
        if not rest:
            return None
        row = multiply(rule.poly, {rest: fmpq(1)})
        if max(map(len, row)) > max(self.degree, len(monomial)):
            return None
        return self._insert(row, None, (rule.ids, rest, ()), fresh)

    def _lead(self, row: Poly) -> Monomial | None:
        """The monomial to rewrite: a single atom, the only monomial of top degree, or none."""
        top = max(map(len, row), default=0)
        if top >= 2:
            high = [m for m in row if len(m) == top]
            return max(high) if len(high) == 1 else None
        used = {a for m in self.active if len(m) > 1 for a in m}
        singles = [m for m in row if m]
        return max((m for m in singles if m[0] in used), default=max(singles, default=None))

    def known(self) -> list[Monomial]:
        """The monomials that are spoken of here, in the order in which they came up."""
        return self._order

    def knows(self, row: Poly) -> bool:
        """Whether all monomials are spoken of, so that the point says what their values are."""
        return all(m in self.active for m in row if m)

    # ---- the point -----------------------------------------------------------------------------

    def value(self, row: Poly) -> tuple[Number, Number]:
        """The value of a polynomial at the present point, monomials read off their columns."""
        solver = self.solver
        value, tiny = row.get((), _ZERO), _ZERO
        for monomial, coefficient in row.items():
            if not monomial:
                continue
            column = self.active.get(monomial)
            if column is not None:
                value += coefficient * solver.value[column]
                tiny += coefficient * solver.tiny[column]
            else:
                value += coefficient * self.guess(monomial)
        return value, tiny

    def point(self) -> dict[Monomial, Number]:
        """A rational point that satisfies all rows: the infinitesimal made a small number."""
        tiny = self.solver.smallness()
        solver = self.solver
        return {m: solver.value[column] + tiny * solver.tiny[column] for m, column in self.active.items()}

    @staticmethod
    def product(monomial: Monomial, point: Mapping[Monomial, Number]) -> Number:
        """The product of the values of the atoms of a monomial."""
        out = fmpq(1)
        for atom in monomial:
            out *= point.get((atom,), _ZERO)
        return out

    def estimate(self, row: Poly) -> tuple[Number, Number]:
        """The value of a polynomial after the rules have been applied to its unknown monomials."""
        return self.value(self._reduced(row))

    def _reduced(self, row: Poly) -> Poly:
        for _ in range(8):
            for monomial in row:
                if len(monomial) > 1 and monomial not in self.active:
                    step = self._step(monomial)
                    if step is not None:
                        row = plus(row, step, -row[monomial])
                        break
            else:
                break
        return row

    def _step(self, monomial: Monomial) -> Poly | None:
        for rule in self.rules:
            rest = quotient(monomial, rule.lead)
            if rest is not None:
                return multiply(rule.poly, {rest: 1 / rule.poly[rule.lead]})
        return None

    def guess(self, monomial: Monomial) -> Number:
        """The product of the values of the atoms of a monomial."""
        out = fmpq(1)
        for atom in monomial:
            column = self.active.get((atom,))
            out *= self.solver.value[column] if column is not None else _ZERO
        return out
