"""Refuting facts about piecewise-linear expressions: linear arithmetic first, cases where its point is wrong.

The engine keeps a point that satisfies all linear consequences found so far. A case split on relu, max,
min, abs, ite or a disjunction is made only where the point contradicts it, and first where linear
arithmetic refutes all branches but one. Valid bounds (relu(t) >= 0, |t| >= t, ...) and products of facts
enter when the point violates them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flint import fmpq

from symrelu.errors import OutOfTime
from symrelu.kernel.flattening import flatten
from symrelu.methods.outline import Ids, Outline, node
from symrelu.methods.polynomials import multiply
from symrelu.methods.products import Row, leaf_products, sign_products, violated_rows
from symrelu.methods.state import PIECEWISE, Cases, State
from symrelu.terms.term import Term, num, op

_PROBES = 8
_ROUNDS = 40
_RESORTS = 400


@dataclass(eq=False)
class OpenLeaf(Exception):
    """A leaf without contradiction: the facts there; if all are linear in variables, no tree exists."""

    formulas: tuple[Term, ...]
    linear: bool


@dataclass(frozen=True)
class Wanted:
    """What a user asks to multiply: terms whose sign matters, tuples of facts, terms to square."""

    signs: tuple[Term, ...] = ()
    products: tuple[tuple[Term, ...], ...] = ()
    squares: tuple[Term, ...] = ()


NOTHING_WANTED = Wanted()


class Engine(State):
    """The search below one list of facts."""

    def __init__(
        self,
        facts: tuple[Term, ...],
        deadline: float,
        *,
        thorough: bool = False,
        bounded: bool = True,
        wanted: Wanted = NOTHING_WANTED,
    ) -> None:
        super().__init__(facts, deadline, bounded)
        self.deadline = deadline
        self.thorough = thorough
        self.wanted = wanted
        self.factors: frozenset[int] = frozenset()
        self.extra: list[Row] = []
        self.resorts = 0

    def refute(self) -> Outline:
        """An outline that refutes the facts. Raises OpenLeaf, OutOfTime."""
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

    def solve(self) -> Outline:
        """An outline for the present node."""
        while True:
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
        """At a point that contradicts no case: products, cases of wrong products, signs; None: look again."""
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
        for row in found:
            if row.strict is not None and max(map(len, row.poly)) < arithmetic.degree:
                self.rows.append(row)
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
        known = PIECEWISE | {"var"}
        atoms = self.arithmetic.atoms
        linear = not self.literals and all(
            len(m) == 1 and atoms[m[0]].head in known for m in self.arithmetic.active
        )
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
            if a not in self.split and not count.keys().isdisjoint((a, *sum(self.argument_monomials(a), ())))
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
            closing = self.closing(self.arithmetic.solver.check())
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
            closing = self.closing(self.arithmetic.solver.check()) or self.discover()
            if closing is not None:
                return closing
            found = self.violated_bounds() or violated_rows(self.arithmetic, self.extra)
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
                return self.closing(conflict)
        return None

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
                key = frozenset((m, int(c.p), int(c.q)) for m, c in settled.items())
                out.setdefault(key, Row(row.names, settled, row.strict, (), (*row.rests, *rests)))
        return list(out.values())
