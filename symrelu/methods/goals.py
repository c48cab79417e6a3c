"""Goals with quantifiers, taken apart: all variables fixed, antecedents assumed, conjuncts one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from symrelu.errors import ProofFailed
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import discharge, generalise, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import PLAIN, establish
from symrelu.methods.search import Hints
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, instantiate, num


@dataclass(frozen=True)
class _Proof:
    """What every part of the goal may use, and the method for a part without quantifiers.

    `followed` are universal premises at the variables fixed so far, as long as they bind the same names.
    """

    premises: tuple[Theorem, ...]
    hints: Hints
    seconds: float
    leaf: Callable[..., Theorem]
    followed: tuple[Theorem, ...] = ()

    def direct(self, goal: Term, given: tuple[Term, ...]) -> Theorem:
        return establish(goal, given=given, premises=self.premises, hints=self.hints, seconds=self.seconds)

    def of(self, goal: Term, given: tuple[Term, ...]) -> Theorem:
        if self.leaf is establish and not quantified(goal):
            return self.at_leaf(goal, given)
        if canon(goal) in self.said(given):
            return self.direct(goal, given)
        if goal.head == "forall":
            body, point = goal.args[0], self.point(goal, given)
            return generalise(self.at(body, point).of(instantiate(body.args[0], point), given), point)
        if goal.head == "imp":
            return discharge(self.of(goal.args[1], (*given, goal.args[0])), goal.args[0])
        if goal.head == "and":
            return establish(goal, premises=[self.of(part, given) for part in goal.args])
        return self.at_leaf(goal, given)

    def at(self, body: Term, point: Term) -> _Proof:
        """The same with the universal premises that bind the same name specialised at the point."""
        follows = [
            specialise(p, point)
            for p in (*self.premises, *self.followed)
            if p.claim.head == "forall" and _binder(p.claim.args[0]) == _binder(body)
        ]
        ready = [p for p in self.followed if p.claim.head != "forall"]
        return replace(self, followed=(*ready, *follows))

    def at_leaf(self, goal: Term, given: tuple[Term, ...]) -> Theorem:
        """The leaf, to which sure events that are given count as premises."""
        parts = [(part, whole) for whole in given for part in _conjuncts(whole)]
        sure = [establish(part, given=(whole,)) for part, whole in parts if _is_sure(part)]
        premises = (*self.premises, *self.followed, *sure)
        return self.leaf(goal, given=given, premises=premises, hints=self.hints, seconds=self.seconds)

    def point(self, goal: Term, given: tuple[Term, ...]) -> Term:
        """A variable under the name of the bound one, primed where what is assumed speaks of that name."""
        body = goal.args[0]
        fixed = (goal, *given, *(h for p in self.premises for h in p.hyps))
        return fresh(body.hint, body.data, *fixed)

    def said(self, given: tuple[Term, ...]) -> frozenset[Term]:
        """What the premises and assumptions claim, alone or under antecedents."""
        claims = [*given, *(p.claim for p in self.premises)]
        return frozenset(canon(part) for claim in claims for part in _conjuncts(_conclusion(claim)))


def _binder(body: Term) -> tuple[object, object]:
    return body.hint, body.data


def _conclusion(formula: Term) -> Term:
    while formula.head == "imp":
        formula = formula.args[1]
    return formula


def _conjuncts(formula: Term) -> tuple[Term, ...]:
    return formula.args if formula.head == "and" else (formula,)


def _is_sure(formula: Term) -> bool:
    return formula.head == "eq" and formula.args[0].head == "P" and formula.args[1] == num(1)


def quantified(goal: Term) -> bool:
    """Whether a universal quantifier stands where the goal can be taken apart.

    >>> from symrelu.terms.term import lam, op, var
    >>> x = var("x", "R")
    >>> quantified(op("imp", x < 0, op("forall", lam(x, x < 1)))), quantified(op("exists", lam(x, x < 1)))
    (True, False)
    """
    if goal.head in ("imp", "and"):
        return any(map(quantified, goal.args[1:] if goal.head == "imp" else goal.args))
    return goal.head == "forall"


def granted(theorem: Theorem) -> Theorem:
    """The conclusion of an implication, with its antecedents among the hypotheses, but for evident ones."""
    while theorem.claim.head == "imp":
        antecedent, conclusion = theorem.claim.args
        assumed = [part for part in _conjuncts(antecedent) if not _evident(part)]
        theorem = establish(conclusion, given=assumed, premises=(theorem,))
    return theorem


def _evident(formula: Term) -> bool:
    """Whether a comparison of numerals is true."""
    try:
        return not formula.free and bool(establish(formula, seconds=1))
    except ProofFailed:
        return False


def universal_part(theorem: Theorem) -> Theorem:
    """The one universal conjunct of a conjunction; any other theorem as it is."""
    universal = [part for part in _conjuncts(theorem.claim) if part.head == "forall"]
    if theorem.claim.head != "and" or len(universal) != 1:
        return theorem
    return establish(universal[0], premises=(theorem,))


def opened(
    goal: Term,
    *,
    given: Iterable[Term] = (),
    premises: Iterable[Theorem] = (),
    hints: Hints = PLAIN,
    seconds: float = 20,
    leaf: Callable[..., Theorem] = establish,
) -> Theorem:
    """The goal from its parts: bound variables keep their names, so that premises may speak of them.

    Raises: ProofFailed, with what the first open part left over.

    >>> from symrelu.terms.term import lam, op, var
    >>> x = var("x", "R")
    >>> opened(op("forall", lam(x, op("imp", x < 0, x < 1))))
    |- forall x. x < 0 -> x < 1
    """
    given, premises = tuple(given), tuple(premises)
    proof = _Proof(premises, hints, seconds, leaf)
    try:
        return proof.of(goal, given)
    except ProofFailed as failure:
        if leaf is not establish or not quantified(goal):
            raise
        try:
            return proof.direct(goal, given)
        except ProofFailed:
            raise failure from None
