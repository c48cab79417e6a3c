# pyright: basic
"""Laws on R: a source, the maps that push it, and what is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import sympy as sp

from symrelu.errors import InputError, NoClosedForm
from symrelu.model import display, queries
from symrelu.model.event import intervals_of
from symrelu.model.expression import Map, parameters_of
from symrelu.model.fact import Fact, fact_of
from symrelu.model.order import PLAIN, Order, split_cases
from symrelu.model.part import AtomPart, DensityPart
from symrelu.model.resolve import Resolved, resolve
from symrelu.model.scalar import Expression, Variable, expression, scalar
from symrelu.model.source import Point, Source

Y = sp.Symbol("y", real=True)


@dataclass(frozen=True)
class Law:
    """A probability law on R: `source` pushed by `maps`, the first of them first.

    `required` and `supposed` say under which conditions on its symbols it is a law; `unverified` lists what
    was not checked.
    """

    source: Source
    maps: tuple[Map, ...] = ()
    required: tuple[Fact, ...] = ()
    unverified: tuple[str, ...] = ()
    supposed: Order = PLAIN

    @property
    def dim(self) -> int:
        """The dimension of the space, 1."""
        return 1

    @cached_property
    def parameters(self) -> frozenset[Variable]:
        """The free symbols of the law."""
        return self.source.symbols() | parameters_of(self.maps)

    @property
    def conditions(self) -> tuple[Any, ...]:
        """What the symbols must satisfy beyond their declared domains, as SymPy relations."""
        supposed = (*self.supposed.equalities, *(f for f in self.supposed.facts if f not in self.required))
        relations = (fact.relation() for fact in (*self.required, *supposed))
        return tuple(r for r in dict.fromkeys(relations) if r != sp.true)

    @cached_property
    def _order(self) -> Order:
        order = self.supposed
        for fact in self.required:
            if fact not in order.facts:
                order = order.suppose(order.read(fact.expression), fact.signs)
        return order

    @cached_property
    def _resolved(self) -> list[tuple[Order, Resolved]]:
        return split_cases(lambda order: resolve(self, order), self._order)

    def cases(self) -> tuple[tuple[Any, Law], ...]:
        """(condition, law in that case) for each case that signs make; a single case is (True, self)."""
        if len(self._resolved) == 1:
            return ((sp.true, self),)
        return tuple(
            (order.condition(self._order), replace(self, supposed=order)) for order, _ in self._resolved
        )

    def _ask(self, question: Callable[[Resolved, Order], Any]) -> list[tuple[Order, Any]]:
        """(order, answer) in each case."""
        answers: list[tuple[Order, Any]] = []
        for start, resolved in self._resolved:
            answers += split_cases(
                lambda o, s=start, r=resolved: question(r if o == s else resolve(self, o), o), start
            )
        return answers

    def _value(self, question: Callable[[Resolved, Order], Any]) -> Expression:
        return self._united([(order, value) for order, value in self._ask(question)])

    def _united(self, answers: list[tuple[Order, Expression]]) -> Expression:
        """One formula if one serves in all cases, also where symbols coincide; else a Piecewise."""
        general = [row for row in answers if not row[0].equalities]
        rows = [(value, order.condition(self._order)) for order, value in general]
        for order, value in answers:
            if order.equalities and not any(_specialises(g, value, order) for _, g in general):
                rows.append((value, order.condition(self._order)))
        if all(value == rows[0][0] for value, _ in rows):
            return rows[0][0]
        if len(rows) < len(answers):
            rows = [(value, order.condition(self._order)) for order, value in answers]
        return sp.Piecewise(*rows)

    def pushed(self, f: Map) -> Law:
        """The image of the law under one more map."""
        new = tuple(fact for fact in f.facts() if fact not in self.required)
        return replace(self, maps=(*self.maps, f), required=(*self.required, *new))

    def atoms(self) -> dict[Expression, Expression]:
        """{point: mass}, increasing; with cases a mass is a Piecewise, 0 where the point is no atom."""
        answers = [
            (order, {expression(p): expression(m) for p, m in atoms})
            for order, atoms in self._ask(lambda r, o: r.atoms)
        ]
        if len(answers) == 1:
            return answers[0][1]
        points = dict.fromkeys(p for _, atoms in answers for p in atoms)
        return {
            p: _by_case([(atoms.get(p, sp.S.Zero), o.condition(self._order)) for o, atoms in answers])
            for p in points
        }

    def parts(self) -> tuple[AtomPart | DensityPart, ...]:
        """Atoms first, then intervals with their densities; with cases each part has its condition."""
        answers = self._ask(lambda r, o: _parts(r, o))
        single = len(answers) == 1
        found = [
            part if single else replace(part, condition=order.condition(self._order))
            for order, parts in answers
            for part in parts
        ]
        return tuple(
            [p for p in found if isinstance(p, AtomPart)] + [p for p in found if isinstance(p, DensityPart)]
        )

    def density(self, y: Any = Y) -> Expression:
        """The density of the absolutely continuous part at y, with respect to Lebesgue measure."""
        point = scalar(y, "y")
        return self._value(lambda r, o: queries.density(r, o.read(point), o))

    def cdf(self, y: Any = Y) -> Expression:
        """P(Y <= y), right-continuous; a Piecewise if y is a symbol."""
        point = scalar(y, "y")
        return self._value(lambda r, o: queries.cdf(r, o.read(point), o))

    def cdf_left(self, y: Any = Y) -> Expression:
        """P(Y < y), the left limit of the distribution function."""
        point = scalar(y, "y")
        return self._value(lambda r, o: queries.cdf(r, o.read(point), o, closed=False))

    def prob(self, event: Any) -> Expression:
        """The probability of an event: relations in one symbol with And, Or, Not, an Interval, a finite set.

        Raises: InputError where the event has no or several symbols that are no parameters.
        """
        return self._value(lambda r, o: _probability(r, intervals_of(event, self.parameters, o), o))

    def mass(self) -> Expression:
        """The total mass, summed over the parts."""
        return self._value(queries.mass)

    def moment(self, k: int) -> Expression:
        """E Y^k for k = 0, 1, 2, ...; oo or -oo where it is infinite.

        Raises: NoClosedForm where it is undefined or where no closed form is known.
        """
        if isinstance(k, bool) or not isinstance(k, (int, sp.Integer)) or k < 0:
            raise InputError("moment", repr(k), "a natural number", "law.moment(2)")
        return self._value(lambda r, o: queries.moment(r, int(k), o, repr(self)))

    def mean(self) -> Expression:
        """E Y."""
        return self.moment(1)

    def variance(self) -> Expression:
        """E Y^2 - (E Y)^2; oo where the second moment is infinite."""
        return self._value(lambda r, o: _variance(r, o, repr(self)))

    def support(self) -> Any:
        """The support, as a SymPy set (of the intervals on which the law has a density, and its atoms)."""
        answers = self._ask(queries.support)
        if len(answers) == 1:
            return answers[0][1]
        raise NoClosedForm("the support of a law with cases", "law.cases(), and the support of each")

    def at(self, values: dict[Variable, Any]) -> Law:
        """The law with symbols replaced by exact numbers or expressions, all at once.

        Raises: InputError for a symbol that the law has not, or a value that its conditions refuse.
        """
        from symrelu.model.substitution import substituted

        return substituted(self, values)

    def given(self, *relations: Any) -> Law:
        """The law under further relations between its symbols, which decide cases.

        Raises: InputError where they contradict each other.
        """
        facts = tuple(fact_of(relation) for relation in relations)
        law = replace(self, required=(*self.required, *(f for f in facts if f not in self.required)))
        if not law._order.possible():
            raise InputError(
                "given", ", ".join(map(str, law.conditions)), "conditions that can hold together"
            )
        return law

    def term(self) -> Any:
        """The statement of the law as a term of the logic."""
        from symrelu.model.law_term import law_term

        return law_term(self)

    def prove(self) -> Any:
        """The atoms, densities and distribution function as theorems; `left_out` tells what is not carried.

        The result iterates over the theorems. Domains of symbols, and the signs that make a case, are their
        hypotheses.
        """
        from symrelu.methods.certify import certify

        return certify(self)

    def sample(self, n: int, seed: int) -> Any:
        """n samples as a NumPy array of floats: an estimate, for plots and tests only."""
        return display.sample(self, n, seed)

    def plot(self) -> Any:
        """A matplotlib figure: densities as curves, atoms as stems."""
        return display.plot(self)

    def to_json(self) -> dict[str, Any]:
        """The law as exact texts that SymPy reads back; the density is in the symbol y."""
        return display.to_json(self)

    def _repr_latex_(self) -> str:
        return display.latex(self)

    def __repr__(self) -> str:
        text = str(self.source)
        if len(self.maps) > 3:
            return f"push({len(self.maps)} maps, {text})"
        for f in self.maps:
            text = f"push({f!r}, {text})"
        return text


def _specialises(general: Any, value: Any, order: Order) -> bool:
    """Whether the general formula gives the value where the symbols are replaced as the order says."""
    for symbol, solution in order.replaced:
        general = general.subs(symbol, solution)
    return general == value or bool(not general.has(sp.nan, sp.zoo) and sp.expand(general - value) == 0)


def _by_case(rows: list[tuple[Any, Any]]) -> Any:
    if all(value == rows[0][0] for value, _ in rows):
        return rows[0][0]
    return sp.Piecewise(*rows)


def _parts(law: Resolved, order: Order) -> list[AtomPart | DensityPart]:
    found: list[AtomPart | DensityPart] = [AtomPart(expression(p), expression(m)) for p, m in law.atoms]
    if not law.branches:
        return found
    for stretch in queries.stretches(law, order):
        if not stretch.branches:
            continue
        ends = (
            -sp.oo if stretch.lower is None else expression(stretch.lower),
            sp.oo if stretch.upper is None else expression(stretch.upper),
        )
        found.append(DensityPart(ends, expression(stretch.density(Y)), queries.stretch_mass(stretch, order)))
    return found


def _probability(law: Resolved, intervals: list[Any], order: Order) -> Expression:
    terms: list[Any] = []
    for interval in intervals:
        high = (
            sp.S.One
            if interval.upper is None
            else queries.cdf(law, interval.upper, order, closed=interval.upper_closed)
        )
        low = (
            sp.S.Zero
            if interval.lower is None
            else queries.cdf(law, interval.lower, order, closed=not interval.lower_closed)
        )
        terms.append(high - low)
    return sp.Add(*terms)


def _variance(law: Resolved, order: Order, name: str) -> Expression:
    second = queries.moment(law, 2, order, name)
    if second.is_infinite:
        first = queries.moment(law, 1, order, name)
        if first.is_infinite:
            raise NoClosedForm(
                f"the variance of {name}: it is undefined, the mean is infinite",
                "law.cdf, or push by a clip first",
            )
        return sp.oo
    return sp.expand(second - queries.moment(law, 1, order, name) ** 2)


def point_law(value: Any) -> Law:
    """The point mass at a number."""
    return Law(Point(scalar(value, "atom")))
