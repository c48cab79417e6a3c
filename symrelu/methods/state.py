"""The state of the search at a node: facts, the rows that they make, what can be split.

Facts have names that do not move; every change is undone on the way back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flint import fmpq

from symrelu.kernel.flattening import flatten
from symrelu.kernel.normal import canon, inequality
from symrelu.kernel.tree import cases as branches_of
from symrelu.methods.arithmetic import Arithmetic
from symrelu.methods.outline import Ids, Outline
from symrelu.methods.polynomials import Monomial, Poly
from symrelu.methods.products import Row
from symrelu.methods.simplex import Conflict, merge
from symrelu.terms.term import Term, num, op

PIECEWISE = frozenset(("relu", "abs", "max", "min", "ite"))
_NOTHING = (fmpq(0), fmpq(0))


@dataclass(frozen=True)
class Cases:
    """What can be split: an atom with conditions and value per branch, or a disjunction."""

    kind: str  # "graph" or "or"
    data: tuple[Any, ...]
    conditions: tuple[tuple[Term, ...], ...]
    values: tuple[Term, ...]
    weight: tuple[int, bytes]


class State:
    """What holds at a node of the search."""

    def __init__(self, facts: tuple[Term, ...], deadline: float, bounded: bool) -> None:
        self.bounded = bounded
        self.arithmetic = Arithmetic(deadline)
        self.formulas: dict[int, Term] = {}
        self.silent: set[int] = set()  # names of equations that the kernel's replacing makes 0 = 0
        self.lemmas: dict[int, Term] = {}  # names of valid bounds
        self.rows: list[Row] = []
        self.clauses: dict[int, Cases] = {}
        self.literals: dict[tuple[Term, bool], int] = {}
        self.split: dict[int, int] = {}  # atoms, and minus names of disjunctions: the branch taken
        self.reach: list[int] = []  # piecewise atoms that matter here
        self.holding: list[int] = []  # names of the facts, in order
        self._seen = 0
        self._trail: list[tuple[dict[Any, Any], Any]] = []
        self._cases: dict[int, Cases] = {}
        self._bounds: dict[int, tuple[tuple[int, Poly], ...]] = {}
        self._names = 0
        self.root = tuple(self.name(fact) for fact in facts)
        self.arithmetic.degree = max([2, *map(self._degree, facts)])

    def name(self, formula: Term, silent: bool = False) -> int:
        """A name for a fact; never used twice."""
        self._names += 1
        self.formulas[self._names] = formula
        if silent:
            self.silent.add(self._names)
        return self._names

    def _degree(self, formula: Term) -> int:
        """The largest degree in the comparisons that a formula consists of."""
        if inequality(formula) is not None:
            return max(map(len, self._monomials(formula)), default=0)
        return max(map(self._degree, formula.args), default=0) if formula.head in ("or", "and") else 0

    def _monomials(self, formula: Term) -> Iterator[Monomial]:
        sides = inequality(formula)
        if sides is not None:
            yield from self.arithmetic.translate(sides[0])

    # ---- facts ---------------------------------------------------------------------------------

    def admit(self, name: int) -> Outline | None:
        """Take up a fact; an outline if it contradicts what holds already."""
        formula = self.formulas[name]
        self.holding.append(name)
        sides = inequality(formula)
        if sides is not None:
            row = self.arithmetic.translate(sides[0])
            if sides[1] is None:
                return self.closing(self.arithmetic.assert_rule(row, (name,)))
            self.rows.append(Row((name,), row, sides[1]))
            return self.closing(self.arithmetic.assert_poly(row, sides[1], ((name,), (), ())))
        if formula.head == "or":
            if not formula.args:
                return Outline("absurd", (name,), used=frozenset((name,)))
            parts = tuple(flatten(part) for part in formula.args)
            weight = (sum(p.size for part in parts for p in part), formula.key)
            self._put(self.clauses, name, Cases("or", (name,), parts, (), weight))
            return None
        return self._literal(name, formula)

    def _literal(self, name: int, formula: Term) -> Outline | None:
        positive = formula.head != "not"
        body = formula if positive else formula.args[0]
        if not positive and body.head == "eq" and canon(body.args[0]) == canon(body.args[1]):
            return Outline("absurd", (name,), used=frozenset((name,)))
        key = canon(body)
        other = self.literals.get((key, not positive))
        if other is not None:
            pair = (name, other) if positive else (other, name)
            return Outline("bool", pair, used=frozenset(pair))
        if (key, positive) not in self.literals:
            self._put(self.literals, (key, positive), name)
        return None

    def _put(self, table: dict[Any, Any], key: Any, value: Any) -> None:
        table[key] = value
        self._trail.append((table, key))

    def closing(self, conflict: Conflict | None) -> Outline | None:
        """The leaf of a conflict."""
        if conflict is None:
            return None
        rows = tuple((multiplier, reason) for reason, multiplier in merge(conflict).items())
        used = frozenset(
            name for _, (names, _, rests) in rows for name in (*names, *rests) if isinstance(name, int)
        )
        return Outline("close", rows, used=used)

    # ---- going down and back -------------------------------------------------------------------

    def mark(self) -> tuple[Any, ...]:
        """The present state, for `undo`."""
        lists = (self._trail, self.rows, self.reach, self.holding)
        return self.arithmetic.mark(), self._seen, *map(len, lists)

    def undo(self, mark: tuple[Any, ...]) -> None:
        """Return to the state of the mark."""
        arithmetic, seen, trail, rows, reach, holding = mark
        self.arithmetic.undo(arithmetic)
        while len(self._trail) > trail:
            table, key = self._trail.pop()
            del table[key]
        del self.rows[rows:]
        del self.reach[reach:]
        self._seen = seen
        del self.holding[holding:]

    def enter(self, cases: Cases, branch: int) -> tuple[Ids, Outline | None]:
        """Go into a branch: the names that it adds, and an outline if it is contradictory at once."""
        added = [self.name(condition) for condition in cases.conditions[branch]]
        closing: Outline | None = None
        if cases.kind == "graph":
            atom = cases.data[0]
            number = self.arithmetic.atom(atom)
            self._put(self.split, number, branch)
            equation = self.name(op("eq", atom, cases.values[branch]), silent=True)
            self.holding.append(equation)
            value = self.arithmetic.read(cases.values[branch])
            closing = self.closing(self.arithmetic.define(number, value, equation))
            for name in added:
                closing = closing or self.admit(name)
            return (*added, equation), closing
        spot = -cases.data[0] if cases.kind == "or" else self.arithmetic.atom(cases.data[0])
        self._put(self.split, spot, branch)
        for name in added:
            closing = closing or self.admit(name)
        return tuple(added), closing

    # ---- atoms ---------------------------------------------------------------------------------

    def discover(self) -> Outline | None:
        """Find the piecewise atoms in the monomials that are spoken of, and make their arguments known."""
        order = self.arithmetic.known()
        have = set(self.reach)
        while self._seen < len(order):
            monomial = order[self._seen]
            self._seen += 1
            for number in monomial:
                if number not in have and self.arithmetic.atoms[number].head in PIECEWISE:
                    have.add(number)
                    self.reach.append(number)
                    conflict = self.arithmetic.activate(self.argument_monomials(number))
                    if conflict is not None:
                        return self.closing(conflict)
        return None

    def argument_monomials(self, number: int) -> list[Monomial]:
        """The monomials in the conditions and values of a piecewise atom."""
        cases = self.cases(number)
        out = [m for value in cases.values for m in self.arithmetic.read(value) if m]
        for conditions in cases.conditions:
            for condition in conditions:
                out.extend(m for m in self._monomials(condition) if m)
        return out

    def cases(self, number: int) -> Cases:
        """Conditions and values of a piecewise atom."""
        found = self._cases.get(number)
        if found is None:
            atom = self.arithmetic.atoms[number]
            pairs = branches_of(atom)
            found = Cases(
                "graph",
                (atom,),
                tuple(flatten(c) for c, _ in pairs),
                tuple(v for _, v in pairs),
                (atom.size, atom.key),
            )
            self._cases[number] = found
        return found

    def bounds(self, number: int) -> tuple[tuple[int, Poly], ...]:
        """Inequalities that hold for a piecewise head whatever the branch, with their names."""
        found = self._bounds.get(number)
        if found is None:
            atom = self.arithmetic.atoms[number]
            made: list[tuple[int, Poly]] = []
            for formula in _bounds_of(atom) if self.bounded else ():
                name = self.name(formula)
                self.lemmas[name] = formula
                made.append((name, self._row(formula)))
            found = tuple(made)
            self._bounds[number] = found
        return found

    def _row(self, formula: Term) -> Poly:
        sides = inequality(formula)
        return self.arithmetic.translate(sides[0]) if sides else {}

    def violated_bounds(self) -> list[Row]:
        """The valid bounds that the present point violates."""
        out: list[Row] = []
        for number in self.reach:
            if number not in self.split:
                for name, row in self.bounds(number):
                    if self.arithmetic.value(row) < _NOTHING:
                        out.append(Row((name,), row, False))
        return out

    def violated(self) -> Iterator[Cases]:
        """The atoms and disjunctions that the present point contradicts."""
        for number in self.reach:
            if number not in self.split:
                cases = self.cases(number)
                value = self.arithmetic.value({(number,): fmpq(1)})
                if not any(
                    self.arithmetic.value(self.arithmetic.read(v)) == value and all(map(self.holds, c))
                    for c, v in zip(cases.conditions, cases.values, strict=True)
                ):
                    yield cases
        for name, clause in self.clauses.items():
            if -name not in self.split and not any(all(map(self.holds, part)) for part in clause.conditions):
                yield clause

    def holds(self, formula: Term) -> bool:
        """Whether the point (for other formulas: a fact at hand) makes a formula true."""
        sides = inequality(formula)
        if sides is not None:
            row = self.arithmetic.translate(sides[0])
            if not self.arithmetic.knows(row):
                return False
            value = self.arithmetic.value(row)
            if sides[1] is None:
                return value == _NOTHING
            return value > _NOTHING if sides[1] else value >= _NOTHING
        if formula.head == "or":
            return any(all(map(self.holds, flatten(part))) for part in formula.args)
        positive = formula.head != "not"
        return (canon(formula if positive else formula.args[0]), positive) in self.literals


def _bounds_of(atom: Term) -> tuple[Term, ...]:
    match atom.head:
        case "relu":
            return op("le", num(0), atom), op("le", atom.args[0], atom)
        case "abs":
            return op("le", atom.args[0], atom), op("le", -atom.args[0], atom)
        case "max":
            return tuple(op("le", a, atom) for a in atom.args)
        case "min":
            return tuple(op("le", atom, a) for a in atom.args)
        case _:
            return ()
