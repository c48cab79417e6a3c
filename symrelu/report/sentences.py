"""Formulas said in words where words read better: for all ... there are ... such that, and displays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from symrelu.report.conditions import condition, conditions
from symrelu.report.layout import Cases, Group, Layout, Row, Symbol, height, row, width
from symrelu.report.names import named, stem, subscripted
from symrelu.report.notions import said
from symrelu.report.phrases import (
    INLINE_COUNT,
    INLINE_WIDTH,
    Phrase,
    Statement,
    conjuncts,
    introductions,
    listed,
)
from symrelu.report.scope import Scope, indexable
from symrelu.terms.claim.laws import SupportInfinite
from symrelu.terms.sorts import Sort
from symrelu.terms.term import Term, instantiate, op, var

ONE_LINE = 28.0
AND = Symbol(r"\quad\text{and}\quad ", "\u2003and\u2003", "words", 3.6)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_QUANTIFIED = ("forall", "exists", "imp")


@dataclass(frozen=True)
class Paragraph:
    """A sentence with formulas in it."""

    phrase: Phrase


@dataclass(frozen=True)
class Display:
    """A displayed formula, and the punctuation after it."""

    formula: Layout
    mark: str = ""

    @property
    def end(self) -> str:
        """The punctuation; none after a definition by cases, beside which it would float."""
        return "" if _ends_in_cases(self.formula) else self.mark


@dataclass(frozen=True)
class Gathered:
    """Displayed formulas below each other, all of which hold, and the punctuation after the last."""

    formulas: tuple[Layout, ...]
    mark: str = ""

    @property
    def displays(self) -> tuple[Display, ...]:
        """Each with the punctuation after it."""
        last = len(self.formulas) - 1
        return tuple(Display(one, self.mark if i == last else ",") for i, one in enumerate(self.formulas))


Block: TypeAlias = Paragraph | Display | Gathered


def _ends_in_cases(layout: Layout) -> bool:
    match layout:
        case Cases():
            return True
        case Row(items):
            return bool(items) and _ends_in_cases(items[-1])
        case Group(body, _):
            return _ends_in_cases(body)
        case _:
            return False


def inline(shown: list[Layout]) -> bool:
    """Whether formulas are few and short enough to stand in a sentence."""
    return len(shown) <= INLINE_COUNT and all(map(_short, shown))


def _short(part: Layout) -> bool:
    return width(part) <= INLINE_WIDTH and height(part) < 4


class Sentences:
    """Sentences under construction: words gather until a display ends them."""

    def __init__(self) -> None:
        self._done: list[Block] = []
        self._phrase: list[str | Layout] = []
        self._denied = False

    def say(self, *parts: str | Layout) -> None:
        """Words and formulas on the line."""
        self._phrase += [part for part in parts if part != ""]

    def show(self, formula: Layout, mark: str = "") -> None:
        """A display."""
        self._end()
        self._done.append(Display(formula, mark))

    def gather(self, formulas: list[Layout], mark: str) -> None:
        """Displays below each other."""
        if len(formulas) == 1:
            self.show(formulas[0], mark)
        else:
            self._end()
            self._done.append(Gathered(tuple(formulas), mark))

    def blocks(self) -> tuple[Block, ...]:
        """All that was said; the first word begins with a capital."""
        self._end()
        return tuple(self._done)

    def _end(self) -> None:
        if self._phrase and isinstance(self._phrase[0], str) and not self._done:
            self._phrase[0] = self._phrase[0][:1].upper() + self._phrase[0][1:]
        if self._phrase and isinstance(self._phrase[-1], str):
            self._phrase[-1] = self._phrase[-1].rstrip()
        if self._phrase:
            self._done.append(Paragraph(tuple(self._phrase)))
        self._phrase = []

    def conditions(self, shown: list[Layout], lead: str, mark: str = "") -> None:
        """Conditions, and a mark: the short ones in the sentence, each long one displayed."""
        short = [part for part in shown if _short(part)][:INLINE_COUNT]
        long = [part for part in shown if part not in short]
        if short:
            self.say(lead, *listed([(part,) for part in short]), f"{mark} " if not long else " and ")
        elif long:
            self.say(lead)
        if long:
            self.gather(long, mark or ",")

    def conclude(self, formula: Term, scope: Scope, mark: str = ".", outermost: bool = True) -> None:
        """A formula: its quantifiers in words where it is long, what is left displayed."""
        law, known = infinite_support(formula), said(formula, scope)
        if formula.head == "or" and not formula.args:
            self.say("a contradiction follows", mark)
        elif law is not None:
            self._infinite(scope.show(law), mark)
        elif known:
            self.show(Group(known[0], 0), mark)
        elif _verbal(formula) and (outermost or not _displayed(formula, scope)):
            self._quantified(formula, scope, mark)
        elif formula.head == "and" and len(formula.args) > 1:
            self._conjunction(formula, scope, mark)
        else:
            self.show(condition(formula, scope), mark)

    def _infinite(self, law: Layout, mark: str) -> None:
        if width(law) < ONE_LINE:
            self.say("the support of ", law, " is infinite", mark, " ")
        else:
            self.say("the support of this law is infinite:")
            self.show(Group(law, 0), mark)

    def _quantified(self, formula: Term, scope: Scope, mark: str) -> None:
        if formula.head == "not":
            self.say("it is not true that ")
            self._denied = True
            self.conclude(formula.args[0], scope, mark)
            self._denied = False
        elif formula.head == "exists":
            self._existence(formula, scope, mark)
        else:
            self._universal(formula, scope, mark)

    def _universal(self, formula: Term, scope: Scope, mark: str) -> None:
        variables: list[tuple[str, Sort]] = []
        assumed: list[Term] = []
        while formula.head in ("forall", "imp"):
            if formula.head == "imp":
                assumed += conjuncts(formula.args[0])
                formula = formula.args[1]
                continue
            entry, formula, scope = open_binder(formula, scope)
            variables.append(entry)
        found = Statement(tuple(variables), tuple(assumed), formula)
        entering, rest = introductions(found, scope, plural=True)
        if entering:
            self.say("for all ", *listed(entering), " ")
        self.conditions(conditions(rest, scope), "with " if entering else "if ")
        if not entering:
            self.say("then ")
        self.conclude(formula, scope, mark, outermost=False)

    def _existence(self, formula: Term, scope: Scope, mark: str) -> None:
        variables: list[tuple[str, Sort]] = []
        while formula.head == "exists":
            entry, formula, scope = open_binder(formula, scope)
            variables.append(entry)
        parts = conjuncts(formula)
        plain = 0
        while plain < len(parts) - 1 and not _verbal(parts[plain]) and inline([scope.show(parts[plain])]):
            plain += 1
        found = Statement(tuple(variables), parts[:plain], parts[-1])
        entering, rest = introductions(found, scope)
        self.say("there is " if len(variables) == 1 else "there are ", *listed(entering), " ")
        self.conditions(conditions(rest, scope), "with ")
        self.say("such that ")
        left = parts[plain:]
        self.conclude(left[0] if len(left) == 1 else op("and", *left), scope, mark, outermost=False)

    def _conjunction(self, formula: Term, scope: Scope, mark: str) -> None:
        runs = _runs(conjuncts(formula), scope)
        if len(runs) == 1 and self._denied:
            self.show(Group(scope.show(formula), 0), mark)
            return
        if len(runs) == 1:
            shown = conditions(formula.args, scope)
            if len(shown) == 1 or sum(map(width, shown)) + 2.0 * len(shown) < 30:
                both = (part for i, one in enumerate(shown) for part in ((AND, one) if i else (one,)))
                self.show(row(*both), mark)
            else:
                self.gather(shown, mark)
            return
        marked = self._denied or any(map(_open_ended, (part for run in runs[:-1] for part in run)))
        for i, run in enumerate(runs):
            last = i == len(runs) - 1
            self.say("and " if last else "", f"({_ROMAN[i]}) " if marked and i < len(_ROMAN) else "")
            if len(run) > 1:
                self.gather(conditions(run, scope), mark if last else ",")
            else:
                for part in run:
                    self.conclude(part, scope, mark if last else ",", outermost=False)


def _runs(parts: tuple[Term, ...], scope: Scope) -> list[tuple[Term, ...]]:
    """The parts of a conjunction, those that are displayed together with those beside them."""
    runs: list[tuple[Term, ...]] = []
    gathering = False
    for part in parts:
        plain = infinite_support(part) is None and (not _verbal(part) or _displayed(part, scope))
        if plain and gathering:
            runs[-1] = (*runs[-1], part)
        else:
            runs.append((part,))
        gathering = plain
    return runs


def _displayed(formula: Term, scope: Scope) -> bool:
    """Whether a formula with quantifiers is short enough to be read in symbols."""
    return formula.head not in ("exists", "not") and width(condition(formula, scope)) <= ONE_LINE


def _verbal(formula: Term) -> bool:
    """Whether the formula begins with a quantifier, or denies one."""
    inner = formula.args[0] if formula.head == "not" else formula
    return inner.head in _QUANTIFIED


def _open_ended(formula: Term) -> bool:
    """Whether, in words, a formula could take in what is said after it: a denial, or `if A then B`."""
    inner, quantified = formula, False
    while inner.head in _QUANTIFIED:
        if inner.head == "imp" and not quantified:
            return True
        quantified = inner.head != "imp"
        inner = inner.args[1] if inner.head == "imp" else inner.args[0].args[0]
    return inner.head == "not" and inner.args[0].head in _QUANTIFIED


def open_binder(formula: Term, scope: Scope) -> tuple[tuple[str, Sort], Term, Scope]:
    """The variable of a quantifier, by a name that is not in use, its body, and the wider scope."""
    function = formula.args[0]
    name = function.hint or "x"
    indexed = (
        {stem(other) for other in scope.free if subscripted(named(other))} if indexable(function.data) else ()
    )
    while name in scope.free or named(name) in scope.free.values() or stem(name) in indexed:
        name += "'"
    wider = Scope(scope.table, {**scope.free, name: named(name)}, scope.bound)
    return (name, function.data), instantiate(function.args[0], var(name, function.data)), wider


def infinite_support(formula: Term) -> Term | None:
    """The law on R of which the formula says, word for word as defined, that its support is infinite."""
    if formula.head != "forall" or formula.args[0].data != "N":
        return None
    for law in _laws(formula):
        if law.sort == ("law", "R") and not law.loose and SupportInfinite(law).formula == formula:
            return law
    return None


def _laws(formula: Term) -> Iterable[Term]:
    stack, seen = [formula], set[Term]()
    while stack:
        term = stack.pop()
        if term in seen:
            continue
        seen.add(term)
        if term.head == "P":
            yield term.args[0]
        stack.extend(term.args)
