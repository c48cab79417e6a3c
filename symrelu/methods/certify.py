# pyright: basic
"""From an exact law to theorems: its atoms, its distribution function piece by piece, its densities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.errors import NoClosedForm, ProofFailed, SymreluError
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import discharge, generalise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.cells import Cell, Piece, proved_cell, sign_theorem
from symrelu.methods.densities import density_theorem
from symrelu.methods.establish import establish
from symrelu.methods.events import space_point
from symrelu.methods.identities import equation
from symrelu.methods.mixtures import Share, shared, shares
from symrelu.methods.plan import Plan, cut_of, place, plan_of, point_of
from symrelu.methods.preimages import Part, mass_of_event, root_of
from symrelu.model import queries
from symrelu.model.law import Law
from symrelu.model.law_term import scalar_term
from symrelu.model.order import Order, split_cases
from symrelu.model.scalar import Scalar, expression
from symrelu.terms.bridge import to_term
from symrelu.terms.domains import domains, variable_name
from symrelu.terms.term import Term, lam, num, op, var


@dataclass(frozen=True)
class Certified:
    """The theorems about a law, and in words what of it they leave out; it iterates over the theorems."""

    theorems: tuple[Theorem, ...]
    left_out: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Theorem]:
        return iter(self.theorems)

    def __len__(self) -> int:
        return len(self.theorems)

    def __getitem__(self, index: int) -> Theorem:
        return self.theorems[index]


def certify(law: Law) -> Certified:
    """The atoms, densities and distribution function of a law on R as theorems.

    Where signs of the symbols make cases, the case is among the hypotheses. What is not carried is told.

    >>> from symrelu.laws.base import uniform
    >>> from symrelu.model.network import Layer
    >>> atom, below, *rest = certify(uniform(0, 2).pushed(Layer(1, -1)))
    >>> atom
    |- P(push(lam x:R. relu(x - 1), uniform(0, 2)), lam x:R. x = 0) = 1/2
    >>> below
    |- forall y. y < 0 -> P(push(lam x:R. relu(x - 1), uniform(0, 2)), lam x:R. x <= y) = 0
    """
    theorems: list[Theorem] = []
    left_out: list[str] = []
    try:
        law.term()
        cases = [case for start, _ in law._resolved for case in split_cases(lambda o: plan_of(law, o), start)]
    except SymreluError as error:
        return Certified((), (f"the law: {error}",))
    for order, plan in cases:
        condition = "" if len(cases) == 1 else f" where {order.condition(law._order)}"
        _CaseOf(law, order, plan, condition, theorems, left_out).run()
    return Certified(tuple(theorems), tuple(left_out))


@dataclass
class _CaseOf:
    """One case of a law under proof."""

    law: Law
    order: Order
    plan: Plan
    condition: str
    theorems: list[Theorem]
    left_out: list[str]

    def run(self) -> None:
        """Prove what can be proved, and note the rest."""
        order, symbols = self.order, self.law.parameters
        relations = [fact.relation() for fact in (*order.equalities, *order.facts)]
        stated = [to_term(r) for r in relations if r not in (sp.true, sp.false)]
        self.given = tuple(dict.fromkeys((*domains(list(symbols)), *stated)))
        self.term = self.law.term()
        self.y = var(variable_name(point_of(self.law)), "R")
        self.levels = [scalar_term(cut) for cut in self.plan.cuts]
        self.chain: list[Theorem] = []
        self.cells: list[tuple[Cell, ...] | Theorem] = []
        try:
            self._prepare()
        except SymreluError as error:
            self.left_out.append(f"all of the law{self.condition}: {_first(error)}")
            return
        for point, mass in self.plan.resolved.atoms:
            self._try(f"the atom at {expression(point)}", lambda p=point, m=mass: self._atom(p, m))
        self._distribution()

    def _try(self, name: str, prove: Callable[[], Iterable[Theorem]]) -> None:
        try:
            self.theorems += prove()
        except SymreluError as error:
            self.left_out.append(f"{name}{self.condition}: {_first(error)}")

    def _prepare(self) -> None:
        for low, high in zip(self.plan.cuts, self.plan.cuts[1:], strict=False):
            if scalar_term(low).head != "num" or scalar_term(high).head != "num":
                self.chain.append(self._less(low, high))
        self.shares = shares(self.term, self.given)
        for share, part in zip(self.shares, self.plan.parts, strict=True):
            if isinstance(part, tuple):
                self.cells.append(
                    tuple(
                        proved_cell(piece, share.image, share.point, self._level, self.given, self.chain)
                        for piece in part
                    )
                )
            else:
                claim = op("eq", share.image(share.point), self._level(part))
                self.cells.append(establish(claim, given=self.given, premises=self.chain))

    def _less(self, low: Scalar, high: Scalar) -> Theorem:
        claim = scalar_term(low) < scalar_term(high)
        difference = sp.expand(expression(high) - expression(low))
        positive = sign_theorem(difference, self.given)
        same = equation(scalar_term(high) - scalar_term(low), scalar_term(difference), self.given)
        return establish(claim, premises=(positive, same))

    def _index(self, value: Scalar) -> int:
        return place(self.plan.cuts, value, self.order)

    def _level(self, value: Scalar) -> Term:
        return self.levels[self._index(value)]

    # ---- events --------------------------------------------------------------------------------

    def _mass(
        self,
        share: Share,
        number: int,
        level: Term,
        low: int | None,
        high: int | None,
        given: tuple[Term, ...],
    ) -> Theorem:
        """P(part, f = t) for low = high, or P(part, f <= y) for y from the low to the high cut."""
        equal = low is not None and low == high
        holds = (lambda v: op("eq", v, level)) if equal else (lambda v: v <= level)
        cells = self.cells[number]
        if isinstance(cells, Theorem):
            return share.extreme(cells, holds, given, self.chain)
        if share.base is None:
            raise ProofFailed(str(share.law), advice="a base law")
        pieces = self.plan.parts[number]
        parts = [self._part(p, c, level, low, high) for p, c in zip(pieces, cells, strict=True)]
        return mass_of_event(
            share.base, share.event(holds), holds, level, share.image, cells, parts, given, self.chain
        )

    def _part(self, piece: Piece, cell: Cell, level: Term, low: int | None, high: int | None) -> Part:
        if cell.constant:
            here = self._index(piece.offset)
            inside = here == low if low is not None and low == high else low is not None and here <= low
            return Part("all" if inside else "none")
        rising = self.order.sign(piece.slope) > 0
        ends = (piece.low, piece.high) if rising else (piece.high, piece.low)
        first, last = (None if e is None else self._index(piece.at(e)) for e in ends)
        if low is not None and low == high:
            if low in (first, last):
                return Part("low" if rising == (low == first) else "high")
            inside = (first is None or first < low) and (last is None or low < last)
            return Part("at", root_of(cell, level)) if inside else Part("none")
        if last is not None and low is not None and last <= low:
            return Part("all")
        if first is not None and (low is None or first > low):
            return Part("none")
        return Part("upto" if rising else "from", root_of(cell, level))

    def _total(
        self, level: Term, low: int | None, high: int | None, given: tuple[Term, ...], shown: Any
    ) -> Theorem:
        """P(law, y = t) or P(law, x <= y) as shown, or in the words of the logic where that is not seen."""
        equal = low is not None and low == high
        x = space_point(self.term, *self.given, level)
        event = lam(x, op("eq", x, level) if equal else x <= level)
        masses = [self._mass(s, k, level, low, high, given) for k, s in enumerate(self.shares)]
        link = shared(self.term, event, self.given)
        value = op(
            "+", num(0), *(s.weight * m.claim.args[1] for s, m in zip(self.shares, masses, strict=True))
        )
        value = (
            masses[0].claim.args[1] if len(masses) == 1 and self.shares[0].weight == num(1) else canon(value)
        )
        theorem = establish(op("eq", op("P", self.term, event), value), premises=(link, *masses))
        try:
            wanted = to_term(shown)
            same = equation(value, wanted, given)
        except SymreluError:
            plain = canon(value)
            self.left_out.append(f"the closed form {shown}{self.condition}: proved as {plain}")
            return establish(op("eq", op("P", self.term, event), plain), premises=(theorem,))
        return establish(op("eq", op("P", self.term, event), wanted), premises=(theorem, same))

    def _atom(self, point: Scalar, mass: Scalar) -> tuple[Theorem, ...]:
        index = self._index(point)
        return (self._total(self.levels[index], index, index, self.given, expression(mass)),)

    def _distribution(self) -> None:
        start: int | None = None
        for value, stop in self.plan.rows:
            name = f"the distribution function {self._words(start, stop)}"
            self._try(name, lambda v=value, a=start, b=stop: self._row(v, a, b))
            start = stop

    def _words(self, low: int | None, high: int | None) -> str:
        ends = [f"from {expression(self.plan.cuts[low])}" if low is not None else ""]
        ends.append(f"below {expression(self.plan.cuts[high])}" if high is not None else "")
        return " ".join(e for e in ends if e) or "everywhere"

    def _row(self, value: Any, low: int | None, high: int | None) -> tuple[Theorem, ...]:
        """The distribution function on one piece, and the density inside of it."""
        last = len(self.levels) if high is None else high
        first = -1 if low is None else low
        found: list[Theorem] = []
        for k in range(first, last):
            start, stop = None if k < 0 else k, None if k + 1 >= len(self.levels) else k + 1
            bounds = self._bounds(start, stop)
            theorem = self._total(self.y, start, stop, (*self.given, *bounds), value)
            found.append(_under(theorem, bounds))
        whole = found[0]
        if len(found) > 1:
            bounds = self._bounds(low, high)
            claims = {t.claim.args[1] if t.claim.head == "imp" else t.claim for t in found}
            if len(claims) > 1:
                return tuple(generalise(t, self.y) for t in found)
            whole = _under(establish(claims.pop(), given=bounds, premises=(*found, *self.chain)), bounds)
        self.theorems.append(generalise(whole, self.y))
        if sp.diff(value, point_of(self.law)) != 0:
            start, stop = (None if k is None else self.levels[k] for k in (low, high))
            self._try(
                f"the density {self._words(low, high)}",
                lambda: (
                    density_theorem(whole, self.y, (start, stop), self._density(low, high), self.given),
                ),
            )
        return ()

    def _density(self, low: int | None, high: int | None) -> Term:
        """The shown density on the piece between two cuts."""
        y = point_of(self.law)
        shown = queries.density(self.plan.resolved, y, self.order)
        if not isinstance(shown, sp.Piecewise):
            return to_term(shown)
        rows: Any = shown.args
        for value, condition in rows:
            if condition == sp.true or (high is not None and self._index(cut_of(condition, y)) >= high):
                return to_term(value)
        raise NoClosedForm("a density outside of its pieces")

    def _bounds(self, low: int | None, high: int | None) -> tuple[Term, ...]:
        bounds = () if low is None else (self.levels[low] <= self.y,)
        return bounds if high is None else (*bounds, self.y < self.levels[high])


def _under(theorem: Theorem, bounds: tuple[Term, ...]) -> Theorem:
    """The bounds as one antecedent."""
    if not bounds:
        return theorem
    for bound in bounds:
        theorem = discharge(theorem, bound)
    claim = theorem.claim
    for _ in bounds:
        claim = claim.args[1]
    both = bounds[0] if len(bounds) == 1 else op("and", *bounds)
    return establish(op("imp", both, claim), premises=(theorem,))


def _first(error: SymreluError) -> str:
    return " ".join(line.strip() for line in str(error).splitlines()[:2])[:300]
