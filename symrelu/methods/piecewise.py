"""Refuting facts about piecewise-linear expressions: linear arithmetic first, cases where its point is wrong.

The engine keeps a point that satisfies all linear consequences found so far. A case split on relu, max, min, abs, ite or
a disjunction is made only where the point contradicts it, and first where linear arithmetic refutes all branches but
one. Valid bounds (relu(t) >= 0, |t| >= t, ...) and products of facts enter when the point violates them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flint import fmpq

from symrelu.errors import OutOfTime
from symrelu.kernel.normal import canon, inequality
from symrelu.kernel.tree import cases as branches_of
from symrelu.kernel.tree import flatten
from symrelu.methods.arithmetic import Arithmetic, Monomial, Poly, multiply
from symrelu.methods.outline import Ids, Outline, node
from symrelu.methods.products import Row, leaf_products, sign_products, violated_rows
from symrelu.methods.simplex import Conflict, merge
from symrelu.terms.term import Term, num, op

PIECEWISE = frozenset(("relu", "abs", "max", "min", "ite"))
_PROBES = 8
_ROUNDS = 40
_RESORTS = 400


@dataclass(eq=False)
class OpenLeaf(Exception):  # noqa: N818
    """A leaf without contradiction: the facts that hold there, and whether they were all linear (then none exists)."""

    formulas: tuple[Term, ...]
    linear: bool


@dataclass(frozen=True)
class Wanted:
    """What a user asks to multiply: terms whose sign matters, tuples of facts, terms to square."""

    signs: tuple[Term, ...] = ()
    products: tuple[tuple[Term, ...], ...] = ()
    squares: tuple[Term, ...] = ()


NOTHING_WANTED = Wanted()


@dataclass(frozen=True)
class Cases:
    """What can be split: an atom with conditions and value per branch, or a disjunction."""

    kind: str  # "graph" or "or"
    data: tuple[Any, ...]
    conditions: tuple[tuple[Term, ...], ...]
    values: tuple[Term, ...]
    weight: tuple[int, bytes]


class Engine:
    """The state of the search at a node; every change is undone on the way back."""

    def __init__(self, facts: tuple[Term, ...], deadline: float, *, thorough: bool = False, bounded: bool = True,
                 wanted: Wanted = NOTHING_WANTED) -> None:
        self.deadline = deadline
        self.thorough = thorough
        self.bounded = bounded
        self.wanted = wanted
        self.factors: frozenset[int] = frozenset()
        self.extra: list[Row] = []
        self.resorts = 0
        self.arithmetic = Arithmetic(deadline)
        self.formulas: dict[int, Term] = {}
        self.silent: set[int] = set()
        self.lemmas: dict[int, Term] = {}
        self.nodes = 0
        self.rows: list[Row] = []
        self.clauses: dict[int, Cases] = {}
        self.literals: dict[tuple[Term, bool], int] = {}
        self.split: dict[int, int] = {}  # atom -> its branch here
        self.reach: list[int] = []  # piecewise atoms that matter here
        self.holding: list[int] = []
        self._seen = 0
        self._trail: list[tuple[dict[Any, Any], Any]] = []
        self._cases: dict[int, Cases] = {}
        self._bounds: dict[int, tuple[tuple[int, Poly], ...]] = {}
        self._names = 0
        self.root = tuple(self.name(fact) for fact in facts)

    def name(self, formula: Term, silent: bool = False) -> int:
        """A name for a fact; never used twice."""
        self._names += 1
        self.formulas[self._names] = formula
        if silent:
            self.silent.add(self._names)
        return self._names

    def refute(self) -> Outline:
        """An outline that refutes the facts. Raises OpenLeaf, OutOfTime."""
        self.arithmetic.degree = max([2, *map(self._degree, self.formulas.values())])
        for name in self.root:
            closing = self.admit(name)
            if closing is not None:
                return closing
        self._read_wishes()
        return self.solve()

    def _read_wishes(self) -> None:
        signs = [*self.wanted.signs, *(p[0] for p in self.wanted.products if len(p) == 1)]
        self.factors = frozenset(row.names[0] for sign in signs for row in self._named(sign))
        for product in self.wanted.products:
            if len(product) > 1:
                self.extra.extend(self._product(product))

    def _named(self, wish: Term) -> list[Row]:
        """The rows that say what a formula says, or that give the sign of a number."""
        if wish.sort == "B":
            facts = flatten(wish)
            return [row for row in self.rows if self.formulas[row.names[0]] in facts]
        poly = self.arithmetic.read(wish)
        minus = {m: -c for m, c in poly.items()}
        return [row for row in self.rows if row.poly in (poly, minus)]

    def _product(self, wishes: tuple[Term, ...]) -> list[Row]:
        out = [Row((), {(): fmpq(1)}, True)]
        for wish in wishes:
            out = [
                Row(a.names + b.names, multiply(a.poly, b.poly), bool(a.strict and b.strict))
                for a in out
                for b in self._named(wish)
            ]
        return out

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
                return self._closing(self.arithmetic.assert_rule(row, (name,)))
            self.rows.append(Row((name,), row, sides[1]))
            return self._closing(self.arithmetic.assert_poly(row, sides[1], ((name,), (), ())))
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

    def _closing(self, conflict: Conflict | None) -> Outline | None:
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
        return self.arithmetic.mark(), len(self._trail), len(self.rows), len(self.reach), self._seen, len(self.holding)

    def undo(self, mark: tuple[Any, ...]) -> None:
        """Return to the state of the mark."""
        arithmetic, trail, rows, reach, seen, holding = mark
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
            closing = self._closing(self.arithmetic.define(number, value, equation))
            for name in added:
                closing = closing or self.admit(name)
            return (*added, equation), closing
        spot = -cases.data[0] if cases.kind == "or" else self.arithmetic.atom(cases.data[0])
        self._put(self.split, spot, branch)
        for name in added:
            closing = closing or self.admit(name)
        return tuple(added), closing

    # ---- the search ----------------------------------------------------------------------------

    def solve(self) -> Outline:
        """An outline for the present node."""
        while True:
            self.nodes += 1
            if time.monotonic() > self.deadline:
                raise OutOfTime("the search for a refutation tree", 0)
            closing = self.saturate()
            if closing is not None:
                return closing
            wrong = sorted(self.violated(), key=lambda c: c.weight)
            if wrong:
                return self._branch(wrong)
            closing = self._last_resorts()
            if closing is not None:
                return closing

    def _last_resorts(self) -> Outline | None:
        """At a point that contradicts no case: products, cases of wrong products, signs; None to look again."""
        arithmetic = self.arithmetic
        if not self.thorough:
            wrong = self._wrong_products()
            if wrong:
                return self._branch(wrong)
            raise self._open()
        self.resorts += 1
        if self.resorts > _RESORTS:
            raise self._open()
        found = leaf_products(arithmetic, self._partners(), self.wanted.squares, 0)
        if not found:
            wrong = self._wrong_products()
            if wrong:
                return self._branch(wrong)
            found = leaf_products(arithmetic, self._partners(), self.wanted.squares, 1)
        if not found:
            raise self._open()
        self.rows.extend(row for row in found if max(map(len, row.poly)) < arithmetic.degree)
        return self._assert_all(found)

    def _branch(self, wrong: list[Cases]) -> Outline:
        best: tuple[Cases, list[tuple[Ids, Outline | None]]] | None = None
        for cases in wrong[:_PROBES]:
            found = [self._probe(cases, k) for k in range(len(cases.conditions))]
            still = sum(closing is None for _, closing in found)
            for added, closing in found:
                if closing is not None and closing.used.isdisjoint(added):
                    return closing
            if best is None or still < sum(closing is None for _, closing in best[1]):
                best = cases, found
            if still <= 1:
                break
        if best is None:
            raise self._open()
        return self._descend(*best)

    def _open(self) -> OpenLeaf:
        linear = all(len(m) < 2 for m in self.arithmetic.active) and not self.literals
        return OpenLeaf(tuple(self.formulas[name] for name in self.holding), linear)

    def _wrong_products(self) -> list[Cases]:
        """Cases for the atoms in monomials whose value is not the product of the values of their atoms."""
        arithmetic = self.arithmetic
        point = arithmetic.point()
        count: dict[int, int] = {}
        for monomial in arithmetic.active:
            if len(monomial) > 1 and point[monomial] != arithmetic.product(monomial, point):
                for atom in monomial:
                    count[atom] = count.get(atom, 0) + 1
        graphs = [
            self.cases(a)
            for a in self.reach
            if a not in self.split and (a in count or any(b in count for m in self._argument_monomials(a) for b in m))
        ]
        if graphs or not self.thorough:
            return sorted(graphs, key=lambda c: c.weight)
        free = [a for a in count if a not in self.split and not self._sign_known(a)]
        best = sorted(free, key=lambda a: (-count[a], arithmetic.atoms[a].size, arithmetic.atoms[a].key))
        return [self._signs(a) for a in best[:1]]

    def _sign_known(self, atom: int) -> bool:
        column = self.arithmetic.column((atom,))
        low, high = self.arithmetic.solver.lower[column], self.arithmetic.solver.upper[column]
        return (low is not None and low.value >= 0) or (high is not None and high.value <= 0)

    def _signs(self, atom: int) -> Cases:
        term = self.arithmetic.atoms[atom]
        parts = (op("lt", term, num(0)), op("eq", term, num(0)), op("lt", num(0), term))
        return Cases("split", (term,), tuple(map(flatten, parts)), (), (term.size, term.key))

    def _probe(self, cases: Cases, branch: int) -> tuple[Ids, Outline | None]:
        mark = self.mark()
        added, closing = self.enter(cases, branch)
        if closing is None:
            closing = self._closing(self.arithmetic.solver.check())
        self.undo(mark)
        return added, closing

    def _descend(self, cases: Cases, found: list[tuple[Ids, Outline | None]]) -> Outline:
        children: list[Outline] = []
        names: list[Ids] = []
        for branch, (added, closing) in enumerate(found):
            if closing is None:
                mark = self.mark()
                added, closing = self.enter(cases, branch)
                closing = closing or self.solve()
                self.undo(mark)
                if closing.used.isdisjoint(added):
                    return closing
            children.append(closing)
            names.append(added)
        own = cases.data if cases.kind == "or" else ()
        return node(cases.kind, cases.data, tuple(children), tuple(names), own)

    def saturate(self) -> Outline | None:
        """Linear arithmetic with the valid bounds and sign products that its point violates."""
        for _ in range(_ROUNDS):
            closing = self._closing(self.arithmetic.solver.check()) or self._discover()
            if closing is not None:
                return closing
            found = self._violated_bounds() or violated_rows(self.arithmetic, self.extra)
            found = found or sign_products(self.arithmetic, self._partners(), self.factors)
            if not found:
                return None
            closing = self._assert_all(found)
            if closing is not None:
                return closing
        return None

    def _assert_all(self, found: Iterable[Row]) -> Outline | None:
        for row in found:
            conflict = self.arithmetic.assert_poly(row.poly, row.strict, (row.names, row.times, row.rests))
            if conflict is not None:
                return self._closing(conflict)
        return None

    # ---- atoms ---------------------------------------------------------------------------------

    def _discover(self) -> Outline | None:
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
                    conflict = self.arithmetic.activate(self._argument_monomials(number))
                    if conflict is not None:
                        return self._closing(conflict)
        return None

    def _argument_monomials(self, number: int) -> list[Monomial]:
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
            found = Cases("graph", (atom,), tuple(flatten(c) for c, _ in pairs), tuple(v for _, v in pairs),
                          (atom.size, atom.key))
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

    def _partners(self) -> list[Row]:
        """What may be multiplied: the inequalities that hold here, and the valid bounds of the atoms."""
        bounds = [
            Row((name,), row, False)
            for number in self.reach
            if number not in self.split
            for name, row in self.bounds(number)
        ]
        out: dict[frozenset[Any], Row] = {}
        for row in self.rows + bounds:
            settled, rests = self.arithmetic.settle(row.poly)
            if any(settled):
                out.setdefault(frozenset((m, int(c.p), int(c.q)) for m, c in settled.items()), Row(row.names, settled, row.strict, (), rests))
        return list(out.values())

    def _violated_bounds(self) -> list[Row]:
        out: list[Row] = []
        for number in self.reach:
            if number not in self.split:
                bounds = self.bounds(number)
                out.extend(Row((n,), row, False) for n, row in bounds if self.arithmetic.value(row) < _NOTHING)
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
            return value == _NOTHING if sides[1] is None else value > _NOTHING if sides[1] else value >= _NOTHING
        if formula.head == "or":
            return any(all(map(self.holds, flatten(part))) for part in formula.args)
        positive = formula.head != "not"
        return (canon(formula if positive else formula.args[0]), positive) in self.literals


_NOTHING = (fmpq(0), fmpq(0))


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
